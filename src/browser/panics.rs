//! What happens when this program panics, which is a bug of ours. The state of all its figures is unknown then; the page loads a
//! fresh instance for them (`www/load.js`).

use std::{cell::RefCell, panic};

use js_sys::Function;
use wasm_bindgen::JsValue;
use web_sys::Element;

use crate::platform::Platform;

thread_local! {
    static LISTENER: RefCell<Option<Function>> = const { RefCell::new(None) };
    /// The element of the figure that a task is updating now, if one is.
    static ELEMENT: RefCell<Option<Element>> = const { RefCell::new(None) };
    /// The platforms of all runs that are under way.
    static PLATFORMS: RefCell<Vec<Platform>> = const { RefCell::new(Vec::new()) };
}

/// Calls `listener` with the message of a panic and, if a task was updating a figure, the figure's element.
pub fn set_listener(listener: Function) {
    LISTENER.set(Some(listener));
}

/// Updates the figure of `element` from one of its tasks: if that panics, it is this figure that breaks.
pub fn on_behalf_of(element: &Element, update: impl FnOnce()) {
    ELEMENT.set(Some(element.clone()));
    update();
    ELEMENT.set(None);
}

/// Adds the platform of a run that begins.
pub fn register(platform: &Platform) {
    PLATFORMS.with_borrow_mut(|platforms| {
        platforms.retain(|platform| !platform.is_shut_down());
        platforms.push(platform.clone());
    });
}

/// Ends all runs without touching anything else. A timer that fired later would call into an instance that is gone.
pub fn halt_all() {
    PLATFORMS.with(|platforms| {
        if let Ok(platforms) = platforms.try_borrow() {
            platforms.iter().for_each(Platform::halt);
        }
    });
}

pub fn set_hook() {
    panic::set_hook(Box::new(|panic| {
        halt_all();
        let listener = LISTENER.with(|listener| listener.try_borrow().ok().and_then(|listener| listener.clone()));
        if let Some(listener) = listener {
            // If the listener throws, there is nothing left to do.
            let element = ELEMENT.with(|element| element.try_borrow().ok().and_then(|element| element.clone()));
            let _ = listener.call2(&JsValue::UNDEFINED, &panic.to_string().into(), &element.into());
        }
    }));
}
