//! Nodes: how they are described, built and changed. Text goes in as text, never as markup.

use wasm_bindgen::JsCast;
#[cfg(not(feature = "program"))]
use wasm_bindgen_futures::spawn_local;
use web_sys::{Document, Element, HtmlElement, Node, Window};

use crate::format::hundredths;

const SVG: &str = "http://www.w3.org/2000/svg";

/// Elements that are to be built: a line each, indented by two spaces more than the element that it belongs in.
///
/// A line is `tag.class#name attribute="value" | text`, of which only tag and class must be there. The class of an HTML element is
/// also its `part`, by which the page's own styles reach it. Every element's class is its name among the [`Nodes`], unless it is
/// given another.
///
/// (Markup would be as short, but pages may forbid scripts to parse it: `require-trusted-types-for`. A tree of constants would be
/// checked by the compiler, but its pointers weigh more than this parser.)
pub struct Template(pub &'static str);

/// The tags of SVG elements; all others are HTML.
const SVG_TAGS: [&str; 7] = ["svg", "g", "rect", "defs", "pattern", "linearGradient", "stop"];

impl Template {
    /// Builds all elements.
    pub fn build(&self) -> Nodes {
        let (mut by_name, mut parents) = (Vec::new(), Vec::<Element>::new());
        let mut rest = self.0;
        while !rest.is_empty() {
            let (line, others) = cut(rest, b'\n');
            rest = others;
            let content = line.trim_ascii_start();
            if content.is_empty() {
                continue;
            }
            let (head, text) = cut(content, b'|');
            let (kind, mut attributes) = cut(head.trim_ascii_end(), b' ');
            let (kind, name) = cut(kind, b'#');
            let (tag, class) = cut(kind, b'.');
            let element = if SVG_TAGS.contains(&tag) { new_svg(tag, class) } else { new_html(tag, class) };
            while !attributes.is_empty() {
                let (attribute, others) = cut(attributes, b'=');
                let (value, others) = cut(cut(others, b'"').1, b'"');
                set_attr(&element, attribute.trim_ascii_start(), value);
                attributes = others;
            }
            if !text.is_empty() {
                element.set_text_content(Some(cut(text, b' ').1));
            }
            parents.truncate((line.len() - content.len()) / 2);
            parents.last().iter().for_each(|parent| append(parent, [&element]));
            parents.push(element.clone());
            by_name.push((if name.is_empty() { class } else { name }, element));
        }
        let root = by_name.first().map(|(_, root)| root.clone()).or_broken("a template has a first line");
        Nodes { root, by_name }
    }
}

/// What is before and after the first `separator`. (`split_once` would do, but it weighs a kilobyte.)
fn cut(text: &'static str, separator: u8) -> (&'static str, &'static str) {
    let end = text.bytes().position(|byte| byte == separator).unwrap_or(text.len());
    let (before, after) = text.split_at_checked(end).unwrap_or((text, ""));
    (before, after.split_at_checked(1).unwrap_or_default().1)
}

/// The elements of a template.
pub struct Nodes {
    /// The first element, with all others in it.
    pub root: Element,
    by_name: Vec<(&'static str, Element)>,
}

impl Nodes {
    /// The first element of that name.
    pub fn get(&self, name: &str) -> Element {
        let node = self.by_name.iter().find(|(known, _)| *known == name);
        node.map(|(_, element)| element.clone()).or_broken("the template has an element of that name")
    }

    /// The same, cast to `T`.
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

/// Appends `children`.
pub fn append<'a>(parent: &Node, children: impl IntoIterator<Item = &'a Element>) {
    for child in children {
        parent.append_child(child).or_broken("no node is put into itself");
    }
}

/// Sets an attribute.
pub fn set_attr(element: &Element, name: &str, value: &str) {
    element.set_attribute(name, value).or_broken("the attribute's name is valid");
}

/// Sets an attribute, unless it has that value: a screen reader would read it out again.
pub fn set_attr_if_changed(element: &Element, name: &str, value: &str) {
    if element.get_attribute(name).as_deref() != Some(value) {
        set_attr(element, name, value);
    }
}

/// Sets an attribute to a number that is not negative, to a hundredth, which is finer than a pixel.
pub fn set_number(element: &Element, name: &str, value: f64) {
    set_attr(element, name, &hundredths(value));
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

/// Sets the text, unless it is unchanged: an unchanged node costs no layout, and is not read out again.
pub fn set_text(element: &Element, text: &str) {
    if element.text_content().as_deref() != Some(text) {
        element.set_text_content(Some(text));
    }
}

#[cfg(not(feature = "program"))]
/// Focuses later: focusing fires events synchronously, and we may hold a borrow.
pub fn focus(element: &HtmlElement) {
    let element = element.clone();
    spawn_local(async move {
        let _ = element.focus();
    });
}

/// The page's window.
pub fn window() -> Window {
    // (`web_sys::window()` would check that it is one.)
    js_sys::global().unchecked_into()
}

/// The number of device pixels in a CSS pixel.
pub fn pixel_ratio() -> f64 {
    window().device_pixel_ratio()
}

/// The page's document.
pub fn document() -> Document {
    window().document().or_broken("a window has a document")
}

/// For what cannot fail in a sound page. If it does, we panic, and the figure says that it broke: throwing an exception, as
/// `expect_throw` does, would leave this program in an unknown state without anyone noticing.
pub trait OrBroken<T> {
    /// The value, or a panic that says which expectation failed. (What `scripts/bundle` makes does not say it.)
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
