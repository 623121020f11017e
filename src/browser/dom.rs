//! Nodes: how they are described, built and changed. Text goes in as text, never as markup.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Document, Element, HtmlElement, Node};

const SVG: &str = "http://www.w3.org/2000/svg";

/// An element that is to be built, with everything in it. As a constant it weighs less than the calls that would build the same,
/// and reads like what it describes. (Markup would be shorter, but pages may forbid scripts to parse it:
/// `require-trusted-types-for`.)
pub struct Tree {
    tag: &'static str,
    class: &'static str,
    name: &'static str,
    is_svg: bool,
    attributes: Attributes,
    text: &'static str,
    children: &'static [Tree],
}

type Attributes = &'static [(&'static str, &'static str)];

/// An HTML element. Its class is also its `part`, by which the page's own styles reach it, and its name among the [`Nodes`].
pub const fn html(tag: &'static str, class: &'static str, attributes: Attributes, children: &'static [Tree]) -> Tree {
    Tree { tag, class, name: class, is_svg: false, attributes, text: "", children }
}

/// An SVG element. Its class is also its name among the [`Nodes`].
pub const fn svg(tag: &'static str, class: &'static str, attributes: Attributes, children: &'static [Tree]) -> Tree {
    Tree { tag, class, name: class, is_svg: true, attributes, text: "", children }
}

impl Tree {
    /// The same with a text in it.
    pub const fn with_text(self, text: &'static str) -> Self {
        Self { text, ..self }
    }

    /// The same under another name than its class.
    pub const fn named(self, name: &'static str) -> Self {
        Self { name, ..self }
    }

    /// Builds the element and everything in it.
    pub fn build(&self) -> Nodes {
        let mut by_name = Vec::new();
        let root = self.build_into(&mut by_name);
        Nodes { root, by_name }
    }

    fn build_into(&self, by_name: &mut Vec<(&'static str, Element)>) -> Element {
        let element = if self.is_svg { new_svg(self.tag, self.class) } else { new_html(self.tag, self.class) };
        for (name, value) in self.attributes {
            set_attr(&element, name, value);
        }
        if !self.text.is_empty() {
            element.set_text_content(Some(self.text));
        }
        by_name.push((self.name, element.clone()));
        for child in self.children {
            append(&element, [&child.build_into(by_name)]);
        }
        element
    }
}

/// The nodes of a tree that was built.
pub struct Nodes {
    /// The outermost node.
    pub root: Element,
    by_name: Vec<(&'static str, Element)>,
}

impl Nodes {
    /// The first node of that name.
    pub fn get(&self, name: &str) -> Element {
        let node = self.by_name.iter().find(|(known, _)| *known == name);
        node.map(|(_, element)| element.clone()).or_broken("the tree has a node of that name")
    }

    /// The first node of that name, which is of that type.
    pub fn get_as<T: JsCast>(&self, name: &str) -> T {
        self.get(name).unchecked_into()
    }
}

/// A new HTML element; `class` is also its `part`.
pub fn new_html(tag: &str, class: &str) -> Element {
    let element = document().create_element(tag).or_broken("the tag's name is valid");
    set_attr(&element, "class", class);
    set_attr(&element, "part", class);
    element
}

/// A new SVG element.
pub fn new_svg(tag: &str, class: &str) -> Element {
    let element = document().create_element_ns(Some(SVG), tag).or_broken("the tag's name is valid");
    if !class.is_empty() {
        set_attr(&element, "class", class);
    }
    element
}

/// New SVG text with its baseline at the point.
pub fn new_text(class: &str, x: f64, y: f64, content: &str) -> Element {
    let text = new_svg("text", class);
    set_number(&text, "x", x);
    set_number(&text, "y", y);
    text.set_text_content(Some(content));
    text
}

/// Puts `children` behind the children that are there.
pub fn append<'a>(parent: &Node, children: impl IntoIterator<Item = &'a Element>) {
    for child in children {
        parent.append_child(child).or_broken("no node is put into itself");
    }
}

/// Sets an attribute.
pub fn set_attr(element: &Element, name: &str, value: &str) {
    element.set_attribute(name, value).or_broken("the attribute's name is valid");
}

/// Sets an attribute, unless it has that value: whatever is set is read out again to those who listen to the page.
pub fn set_attr_if_changed(element: &Element, name: &str, value: &str) {
    if element.get_attribute(name).as_deref() != Some(value) {
        set_attr(element, name, value);
    }
}

/// Sets an attribute to a number that is not negative, to a hundredth: nobody sees finer steps.
pub fn set_number(element: &Element, name: &str, value: f64) {
    set_attr(element, name, &hundredths(value));
}

/// A number that is not negative, with two digits after the point.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast from a float saturates")]
pub fn hundredths(value: f64) -> String {
    let hundredths = (value * 100.0).round() as u32;
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// Sets or removes an attribute whose presence is its value.
pub fn toggle_attr(element: &Element, name: &str, on: bool) {
    element.toggle_attribute_with_force(name, on).or_broken("the attribute's name is valid");
}

/// Sets a property of the element's own style.
pub fn set_style(element: &Element, property: &str, value: &str) {
    let style = element.unchecked_ref::<HtmlElement>().style();
    style.set_property(property, value).or_broken("the style is not read-only");
}

/// Writes `text`, unless it stands there already: an unchanged node costs no layout, and is not read out again.
pub fn set_text(element: &Element, text: &str) {
    if element.text_content().as_deref() != Some(text) {
        element.set_text_content(Some(text));
    }
}

/// Focuses later: focusing fires events synchronously, and we may hold a borrow.
pub fn focus(element: &HtmlElement) {
    let element = element.clone();
    spawn_local(async move {
        let _ = element.focus();
    });
}

/// The number of device pixels in a CSS pixel.
pub fn pixel_ratio() -> f64 {
    web_sys::window().map_or(1.0, |window| window.device_pixel_ratio())
}

/// The page's document.
pub fn document() -> Document {
    web_sys::window().and_then(|window| window.document()).or_broken("an element lives in a document")
}

/// For what cannot fail in a sound page. If it does, we panic, and the figure says that it broke: throwing an exception, as
/// `expect_throw` does, would leave this program in an unknown state without anyone noticing.
pub trait OrBroken<T> {
    /// The value, or a panic that says which expectation failed.
    fn or_broken(self, expectation: &str) -> T;
}

impl<T> OrBroken<T> for Option<T> {
    fn or_broken(self, expectation: &str) -> T {
        self.unwrap_or_else(|| broken(expectation))
    }
}

impl<T, E> OrBroken<T> for Result<T, E> {
    fn or_broken(self, expectation: &str) -> T {
        self.unwrap_or_else(|_| broken(expectation))
    }
}

#[cold]
#[expect(clippy::panic, reason = "the one place where we give up")]
fn broken(expectation: &str) -> ! {
    panic!("expected: {expectation}")
}
