//! A callback before each repaint of the display.

use std::cell::Cell;

use wasm_bindgen::{JsCast, UnwrapThrowExt, closure::Closure};
use web_sys::Window;

/// Asks the browser for animation frames; asks for none any more once it is dropped.
#[must_use = "dropping it cancels the next frame"]
pub struct Frames {
    window: Window,
    callback: Closure<dyn FnMut()>,
    /// The frame that was asked for last.
    request: Cell<i32>,
}

impl Frames {
    /// Will call `draw` in each frame that is asked for.
    pub fn new(draw: impl Fn() + 'static) -> Self {
        let window = web_sys::window().expect_throw("an element lives in a window");
        Self { window, callback: Closure::new(draw), request: Cell::new(0) }
    }

    /// Asks for the next frame.
    pub fn request(&self) {
        let request = self.window.request_animation_frame(self.callback.as_ref().unchecked_ref());
        self.request.set(request.expect_throw("the callback is a function"));
    }
}

impl Drop for Frames {
    fn drop(&mut self) {
        // Cancelling a frame that has come already does nothing.
        let _ = self.window.cancel_animation_frame(self.request.get());
    }
}
