//! Elements as they are described: what is in what, and with which attributes.

use std::array::from_fn;

use wasm_bindgen::UnwrapThrowExt;
use web_sys::Element;

use super::dom::{append, html, set, svg};

/// An element that is to be built, with all that is in it. Being a constant, it costs a page fewer bytes than the calls that
/// would build the same, and it can be read like what it describes. (Markup would be shorter, but pages may forbid scripts to
/// make elements from it: `require-trusted-types-for`.)
pub struct Tree {
    tag: &'static str,
    class: &'static str,
    is_shape: bool,
    attributes: Attributes,
    text: &'static str,
    children: &'static [Tree],
}

type Attributes = &'static [(&'static str, &'static str)];

/// An HTML element; its class is also its `part`.
pub const fn node(tag: &'static str, class: &'static str, attributes: Attributes, children: &'static [Tree]) -> Tree {
    Tree { tag, class, is_shape: false, attributes, text: "", children }
}

/// An SVG element.
pub const fn shape(tag: &'static str, class: &'static str, attributes: Attributes, children: &'static [Tree]) -> Tree {
    Tree { tag, class, is_shape: true, attributes, text: "", children }
}

impl Tree {
    /// The same with a text in it.
    pub const fn saying(self, text: &'static str) -> Self {
        Self { text, ..self }
    }

    /// Builds the element and all that is in it; gives them in the order in which they are described.
    pub fn build<const COUNT: usize>(&self) -> [Element; COUNT] {
        let mut elements = Vec::with_capacity(COUNT);
        self.grow(&mut elements);
        debug_assert_eq!(elements.len(), COUNT, "as many elements are named as are described");
        let mut elements = elements.into_iter();
        from_fn(|_| elements.next().expect_throw("no more elements are named than are described"))
    }

    fn grow(&self, elements: &mut Vec<Element>) -> Element {
        let element = if self.is_shape { svg(self.tag, &[("class", self.class)]) } else { html(self.tag, self.class) };
        for (name, value) in self.attributes {
            set(&element, name, value);
        }
        if !self.text.is_empty() {
            element.set_text_content(Some(self.text));
        }
        elements.push(element.clone());
        for child in self.children {
            append(&element, [&child.grow(elements)]);
        }
        element
    }
}
