//! The custom element, as far as Rust needs to know it. The class is in `www/element.js`.

use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// A `<waiting-room>`.
    pub type Host;

    /// `Element.getAttribute`.
    #[wasm_bindgen(method, js_name = getAttribute)]
    pub fn attribute(this: &Host, name: &str) -> Option<String>;

    /// Dispatches an event of this name.
    #[wasm_bindgen(method)]
    pub fn emit(this: &Host, name: &str, detail: &JsValue);
}
