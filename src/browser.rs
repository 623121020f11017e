//! The element as JavaScript sees it. Below it lies everything that knows it runs in a browser.

mod clock;
mod controller;
mod event_loop;
mod frames;
mod host;
mod js;
mod replay;
mod run;
mod saved;
mod show;
mod view;

pub use event_loop::EventLoop;

use std::rc::Rc;

use js_sys::{Array, Function};
use wasm_bindgen::prelude::*;
use web_sys::{Element, ShadowRoot};

use crate::time::Time;
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

    /// The address that shows the run again.
    pub fn link(&self) -> String {
        self.0.link()
    }

    /// Which moment is shown, in seconds since the run began.
    pub fn moment(&self) -> f64 {
        self.0.moment().as_secs_f64()
    }

    /// How long the run has taken by now, in seconds.
    pub fn duration(&self) -> f64 {
        self.0.duration().as_secs_f64()
    }

    /// Shows that moment, as soon as the run has come to it.
    pub fn show_moment(&self, seconds: f64) {
        self.0.wait_for_moment(Time::from_millis_f64(seconds * 1000.0));
    }

    /// Everything that was recorded, event by event; of more than 1000 users only what the README says.
    pub fn recording(&self) -> Array {
        self.0.recording()
    }

    /// Whether a figure with the attributes of that element could have recorded that.
    pub fn fits(&self, recording: &Array, element: &Element) -> bool {
        controller::fits(recording, |name| element.get_attribute(name))
    }

    /// Shows what was recorded, which ended after so many seconds. Tells whether it can be shown: whether it fits to the
    /// settings.
    pub fn open(&self, recording: &Array, seconds: f64) -> bool {
        self.0.open(recording, Time::from_millis_f64(seconds * 1000.0))
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
