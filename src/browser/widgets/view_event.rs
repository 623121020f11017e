//! What readers do.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, EventTarget, HtmlInputElement};

/// An event, and where it happened. (JavaScript listens at the root of the figure, to which events bubble.)
pub struct ViewEvent<'a> {
    pub event: &'a Event,
    pub name: String,
    target: EventTarget,
}

impl<'a> ViewEvent<'a> {
    /// An event that has happened somewhere.
    pub fn new(event: &'a Event) -> Option<Self> {
        Some(Self { event, name: event.type_(), target: event.target()? })
    }

    /// Whether it happened at that element.
    pub fn is_at(&self, element: &Element) -> bool {
        self.target == *AsRef::<EventTarget>::as_ref(element)
    }

    /// Whether it happened at that element or in it.
    pub fn is_in(&self, element: &Element) -> bool {
        element.contains(Some(self.target.unchecked_ref()))
    }

    /// An attribute of the element at which it happened, or of the closest one around it that has it.
    pub fn attribute(&self, name: &str) -> Option<String> {
        self.target.unchecked_ref::<Element>().closest(&format!("[{name}]")).ok()??.get_attribute(name)
    }

    /// The whole number that an `<input>` or a `<select>` has now, if it is one.
    pub fn number(&self) -> Option<u32> {
        // A `<select>` has its value under the same name.
        self.target.unchecked_ref::<HtmlInputElement>().value().parse().ok()
    }
}
