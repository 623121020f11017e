//! The line above the panels: the button, how far the run is, and where it came from.

use web_sys::Element;

use super::dom::{Click, append, html, set, set_text, toggle};
use crate::{
    format::{self, grouped},
    plan::Plan,
    scene::{Phase, Scene},
    settings::Settings,
    time::Speed,
    words,
};

/// The header's nodes, and the button's listener.
pub struct Header {
    pub root: Element,
    button: Element,
    status: Element,
    seed: Element,
    link: Element,
    _press: Click,
}

impl Header {
    /// Calls `press` when the button is pressed.
    pub fn new(press: impl Fn() + 'static) -> Self {
        let (root, button, status) = (html("div", "header"), html("button", "button"), html("p", "status"));
        let (origin, seed, link) = (html("p", "origin"), html("span", "seed"), html("a", "link"));
        set(&button, "type", "button");
        set(&status, "role", "status");
        set_text(&link, "link to this run");
        append(&origin, [&seed, &link]);
        append(&root, [&button, &status, &origin]);
        let press = Click::on(&button, press);
        Self { root, button, status, seed, link, _press: press }
    }

    /// Shows what the run was drawn from, and the address that replays it.
    pub fn tell_origin(&self, settings: &Settings, plan: &Plan, link: &str) {
        let speed = if settings.speed == Speed::REAL {
            String::new()
        } else {
            format!("{} speed · ", format::speed(settings.speed))
        };
        set_text(&self.seed, &format!("{speed}seed {} · ", grouped(plan.seed())));
        set(&self.link, "href", link);
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
