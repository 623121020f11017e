//! What Rust uses of the custom element. Its class is in `www/element.js`.

use js_sys::Function;
use wasm_bindgen::JsValue;
use web_sys::Element;

/// A `<waiting-room>`: attributes come from it, events go to it.
pub struct Host {
    element: Element,
    emit: Function,
}

impl Host {
    /// `emit` dispatches an event, given its name and detail.
    pub fn new(element: Element, emit: Function) -> Self {
        Self { element, emit }
    }

    /// The value of an attribute, or `None` if it is absent.
    pub fn attribute(&self, name: &str) -> Option<String> {
        self.element.get_attribute(name)
    }

    /// Dispatches an event, given its name and detail. No `RefCell` may be borrowed during the call: a listener may call any method.
    pub fn emit(&self, (name, detail): (&'static str, JsValue)) {
        // The browser reports what listeners throw; it does not come back here.
        let _ = self.emit.call2(&JsValue::UNDEFINED, &name.into(), &detail);
    }
}
