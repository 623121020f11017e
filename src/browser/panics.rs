//! What happens when this program panics, which is a bug of ours. The state of all its figures is unknown then; the page loads a
//! fresh instance for them (`www/load.js`).

use std::{
    cell::{Cell, RefCell},
    panic,
};

use js_sys::Function;
use wasm_bindgen::JsValue;

use crate::platform::Platform;

thread_local! {
    static LISTENER: RefCell<Option<Function>> = const { RefCell::new(None) };
    /// The number of the figure that a task is updating now; zero, if none is.
    static UPDATING: Cell<u32> = const { Cell::new(0) };
    /// The platforms of all runs that are under way.
    static PLATFORMS: RefCell<Vec<Platform>> = const { RefCell::new(Vec::new()) };
}

/// Calls `listener` with the message of a panic.
pub fn set_listener(listener: Function) {
    LISTENER.set(Some(listener));
}

/// The number of the figure that a task is updating now; zero, if none is.
pub fn updating() -> u32 {
    UPDATING.get()
}

/// Updates the figure of that number from one of its tasks: if that panics, it is this figure that breaks.
pub fn on_behalf_of(number: u32, update: impl FnOnce()) {
    let before = UPDATING.replace(number);
    update();
    UPDATING.set(before);
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
            let _ = listener.call1(&JsValue::UNDEFINED, &panic.to_string().into());
        }
    }));
}
