//! What readers do, and what they ask for by that.

use wasm_bindgen::JsCast;
use web_sys::{Element, Event, EventTarget, HtmlInputElement};

use crate::{reader::Answer, scene::Goal};

/// What the reader asks for.
#[derive(Clone, Copy)]
pub enum Command {
    /// To start or stop the run.
    Press,
    /// To see it once more: whom it is about has changed.
    Look,
    /// To show another moment.
    Go(Goal),
    /// To let the moment move on by itself, or no longer.
    Play,
    /// To let it move on so fast, in percent of the run's own speed.
    Pace(u32),
    /// To note a guess: so many hundredths of what one after another should take.
    Guess(u32),
    /// To end the reader's own wait.
    Answer(Answer),
}

/// Events that rise from where they happen to the root of the figure. There one listener hears them all.
pub const EVENTS: &[&str] = &[
    "click",
    "submit",
    "input",
    "change",
    "keydown",
    "pointermove",
    "pointerout",
    "pointerdown",
    "focusin",
    "focusout",
];

/// An event, and where it happened.
pub struct Heard<'a> {
    pub event: &'a Event,
    pub name: String,
    target: EventTarget,
}

impl<'a> Heard<'a> {
    /// Looks at an event, which has happened somewhere.
    pub fn new(event: &'a Event) -> Option<Self> {
        Some(Self { event, name: event.type_(), target: event.target()? })
    }

    /// Whether it happened at that element.
    pub fn at(&self, element: &Element) -> bool {
        self.target == *AsRef::<EventTarget>::as_ref(element)
    }

    /// The whole number that an input or a selection has now, if it is one.
    pub fn number(&self) -> Option<u32> {
        // A selection tells its value by the same name.
        self.target.unchecked_ref::<HtmlInputElement>().value().parse().ok()
    }
}
