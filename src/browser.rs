//! The element as JavaScript sees it. Below it lies everything that knows that it runs in a browser.
//!
//! JavaScript owns the browser's callbacks: events, animation frames, observers (`www/element.js`). It feeds them to a [`Figure`],
//! which reads the clock itself. Rust owns the futures and their one timer.

mod clock;
mod convert;
mod dom;
#[cfg(not(feature = "program"))]
mod figure;
mod host;
#[cfg(not(feature = "program"))]
mod page_event;
mod panics;
#[cfg(feature = "program")]
mod program;
#[cfg(not(feature = "program"))]
mod view;
mod widgets;

use std::rc::Rc;

use js_sys::{Array, Function};
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, ShadowRoot};

pub use clock::start_platform;
#[cfg(not(feature = "program"))]
use figure::FigureInner;
use host::Host;
#[cfg(feature = "program")]
use program::FigureInner;

/// The Rust side of one `<waiting-room>`, while it is in a document. Freeing it ends its run.
#[wasm_bindgen]
pub struct Figure(Rc<FigureInner>);

#[wasm_bindgen]
impl Figure {
    /// Builds the figure into the shadow `root` of `element`. JavaScript knows it by its `number`, which is not zero.
    ///
    /// It calls `emit` with the name and the detail of each event, and `on_panic` with a message if this program panics. No figure
    /// may be used after that.
    #[wasm_bindgen(constructor)]
    pub fn new(number: u32, element: Element, root: &ShadowRoot, emit: Function, on_panic: Function) -> Self {
        panics::set_listener(on_panic);
        Self(FigureInner::new(number, Host::new(element, emit), root))
    }

    /// Runs the program `text` from now on. A run of another one is stopped.
    #[cfg(feature = "program")]
    pub fn set_program(&self, text: &str) {
        self.0.set_program(text);
    }

    /// The program that runs, or ran last.
    #[cfg(feature = "program")]
    pub fn program(&self) -> String {
        self.0.text()
    }

    /// Reads the attributes again. A run on other settings is stopped.
    pub fn refresh(&self) {
        self.0.refresh();
    }

    /// Starts a run, unless one is under way.
    pub fn run(&self) {
        self.0.run();
    }

    /// Stops the run, if one is under way.
    pub fn stop(&self) {
        self.0.stop();
    }

    /// Handles an event that happened at a node of the figure.
    pub fn handle_event(&self, event: &Event) {
        self.0.handle_event(event);
    }

    /// Whether what is shown changes by itself, so that the next frame must be drawn.
    pub fn needs_frames(&self) -> bool {
        self.0.needs_frames()
    }

    /// Draws a frame. For a reader who prefers reduced motion, it shows only what has happened.
    pub fn draw_frame(&self, reduces_motion: bool) {
        self.0.draw_frame(reduces_motion);
    }

    /// Sets the width of the figure's content and the size of the text in drawings, in CSS pixels. It is drawn with the next frame.
    pub fn set_space(&self, width: f64, size: f64) {
        self.0.set_space(width, size);
    }

    /// Notes that the page was hidden, or is shown again.
    pub fn set_hidden(&self, is_hidden: bool) {
        self.0.set_hidden(is_hidden);
    }

    /// The time that is shown, in simulated seconds since the run began.
    pub fn time(&self) -> f64 {
        self.0.time().as_secs_f64()
    }

    /// The time that the run has reached, in simulated seconds since it began.
    pub fn latest(&self) -> f64 {
        self.0.latest().as_secs_f64()
    }

    /// Shows the time that is `seconds` after the start of the run, as soon as the run reaches it.
    pub fn seek(&self, seconds: f64) {
        self.0.seek(seconds);
    }

    /// The number from which the waits are drawn.
    pub fn seed(&self) -> u32 {
        self.0.seed()
    }

    /// The run in words, line by line.
    pub fn transcript(&self) -> String {
        self.0.transcript()
    }

    /// Everything that was recorded: an array of numbers, and one of texts. See `www/recording.js`.
    pub fn recording(&self) -> Array {
        self.0.recording()
    }

    /// Shows a recording of a figure with the attributes of `model`, which this figure's element must have afterwards. If they have no
    /// seed, it is `seed`. Returns what is wrong with it, if anything is; then nothing changes.
    pub fn open(&self, model: &Element, seed: Option<u32>, recording: &Array) -> Option<String> {
        self.0.open(model, seed, recording).err()
    }
}

impl Drop for Figure {
    fn drop(&mut self) {
        self.0.stop();
    }
}

/// Provides a module of the library that a program imports, and that is no part of this one: see `www/library.js`.
#[cfg(feature = "program")]
#[wasm_bindgen]
pub fn provide_module(name: &str, source: String) {
    crate::python::library::provide(name, source);
}

/// The number of the figure that a task is updating now; zero, if none is. Even a broken instance can say it.
#[wasm_bindgen]
pub fn updating() -> u32 {
    panics::updating()
}

/// Makes the next call from JavaScript run in a fresh instance of this program, because this one has panicked, or an exception has
/// left it in an unknown state. No figure that was built before may be used after that.
#[wasm_bindgen]
pub fn restart() {
    wasm_bindgen::handler::schedule_reinit();
    panics::halt_all();
}

/// Called whenever the program is instantiated.
#[wasm_bindgen(start)]
pub fn start() {
    panics::set_hook();
}
