//! The line above the panels: the button, and how far the run is.

use wasm_bindgen::JsCast;
use web_sys::{Element, UiEvent};

use super::dom::{Listener, append, html, set, set_if_changed, set_text, toggle};
use crate::{
    scene::{Phase, Scene},
    words,
};

/// The header's nodes, and the button's listener.
pub struct Header {
    pub root: Element,
    button: Element,
    status: Element,
    _press: Listener,
}

impl Header {
    /// Calls `press` when the button is pressed, by whatever means. The second click of a double click does not count: it
    /// would take back what the first has done.
    pub fn new(press: impl Fn() + 'static) -> Self {
        let (root, button, status) = (html("div", "header"), html("button", "button"), html("p", "status"));
        set(&button, "type", "button");
        set(&status, "role", "status");
        append(&root, [&button, &status]);
        let press = Listener::on(&button, "click", move |event| {
            if event.unchecked_ref::<UiEvent>().detail() < 2 {
                press();
            }
        });
        Self { root, button, status, _press: press }
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
        let is_flood = scene.is_crowd() && scene.phase == Phase::Running;
        set_if_changed(&self.status, "aria-live", if is_flood { "off" } else { "polite" });
        set_text(&self.status, &words::status(scene));
    }
}
