//! The line above the panels: the button, and how far the run is.

use web_sys::Element;

use super::dom::{Click, append, html, set, set_text, toggle};
use crate::{
    scene::{Phase, Scene},
    words,
};

/// The header's nodes, and the button's listener.
pub struct Header {
    pub root: Element,
    button: Element,
    status: Element,
    _press: Click,
}

impl Header {
    /// Calls `press` when the button is pressed.
    pub fn new(press: impl Fn() + 'static) -> Self {
        let (root, button, status) = (html("div", "header"), html("button", "button"), html("p", "status"));
        set(&button, "type", "button");
        set(&status, "role", "status");
        append(&root, [&button, &status]);
        let press = Click::on(&button, press);
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
        set_text(&self.status, &words::status(scene));
    }
}
