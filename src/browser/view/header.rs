//! The line above the panels: the button, and how far the run is.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, UiEvent};

use super::{
    dom::{set_if_changed, set_text, toggle},
    heard::{Command, Heard},
    tree::{Tree, node},
};
use crate::{
    scene::{Phase, Scene},
    words,
};

const HEADER: Tree = node(
    "div",
    "header",
    &[],
    &[
        node("button", "button", &[("type", "button")], &[]),
        node("p", "status", &[("role", "status"), ("tabindex", "-1")], &[]),
    ],
);

/// The header's nodes.
pub struct Header {
    pub root: Element,
    button: Element,
    pub status: HtmlElement,
}

impl Header {
    /// A button, and no status yet.
    pub fn new() -> Self {
        let [root, button, status] = HEADER.build();
        Self { root, button, status: status.unchecked_into() }
    }

    /// The button is pressed, by whatever means. The second click of a double click does not count: it would take back what
    /// the first has done.
    pub fn asked(&self, heard: &Heard) -> Option<Command> {
        let is_press = heard.name == "click" && heard.at(&self.button);
        (is_press && heard.event.unchecked_ref::<UiEvent>().detail() < 2).then_some(Command::Press)
    }

    /// Whether the button can be pressed.
    pub fn enable(&self, on: bool) {
        toggle(&self.button, "disabled", !on);
    }

    /// Writes the button and the status.
    pub fn draw(&self, scene: &Scene) {
        set_text(&self.button, &words::button(scene));
        toggle(&self.button, "data-stops", scene.phase == Phase::Running);
        // Whoever listens to the page should not have to listen to every hundred of a crowd.
        let is_flood = scene.is_crowd() && scene.moves;
        set_if_changed(&self.status, "aria-live", if is_flood { "off" } else { "polite" });
        set_text(&self.status, &words::status(scene));
    }
}
