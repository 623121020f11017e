//! The element as JavaScript sees it. Below it lies everything that knows it runs in a browser.

mod clock;
mod controller;
mod event_loop;
mod frames;
mod host;
mod js;
mod run;
mod show;
mod view;

pub use event_loop::EventLoop;

use std::rc::Rc;

use js_sys::Function;
use wasm_bindgen::prelude::*;
use web_sys::{Element, ShadowRoot};

use controller::Controller;
use host::Host;

/// What stands behind one `<waiting-room>` while it is in a document. Freeing it ends its run.
#[wasm_bindgen]
pub struct Figure(Rc<Controller>);

#[wasm_bindgen]
impl Figure {
    /// Builds the figure into the shadow `root` of `host`. `page` is the address that the link to a run leads to; `emit` is
    /// called with the name and the detail of each event.
    #[wasm_bindgen(constructor)]
    pub fn new(host: Element, root: &ShadowRoot, page: String, emit: Function) -> Self {
        Self(Controller::new(Host::new(host, emit), root, page))
    }

    /// Reads the attributes again. What runs on the old ones is stopped.
    pub fn refresh(&self) {
        self.0.refresh();
    }

    /// Starts a run, unless one is under way. What comes of it is told in events.
    pub fn run(&self) {
        self.0.run();
    }

    /// Stops the run, if there is one.
    pub fn stop(&self) {
        self.0.stop();
    }
}

impl Drop for Figure {
    fn drop(&mut self) {
        self.0.stop();
    }
}

/// Lets a panic, which would be a bug of this crate, tell its place and message on the console. Not in release builds: it
/// would make what every page has to load larger by a fiftieth.
#[cfg(debug_assertions)]
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
}
