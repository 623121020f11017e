//! The line at the top: how far the run is, and the button.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, UiEvent};

use super::{
    super::dom::{Nodes, set_attr, set_attr_if_changed, set_text, toggle_attr},
    view_event::{Action, ViewEvent},
};
use crate::{scene::Scene, words};

/// The header's nodes.
pub struct Header {
    button: Element,
    pub status: HtmlElement,
}

impl Header {
    /// The header of the figure.
    pub fn new(nodes: &Nodes) -> Self {
        Self { button: nodes.get("button"), status: nodes.get_as("status") }
    }

    /// The second click of a double click is no press, or it would undo the first. It only puts the focus back to where the first
    /// click had put it.
    pub fn on_event(&self, event: &ViewEvent) -> Option<Action> {
        if event.name != "click" || !event.is_at(&self.button) || self.button.has_attribute("aria-disabled") {
            return None;
        }
        let is_repeated = event.event.unchecked_ref::<UiEvent>().detail() > 1;
        Some(if is_repeated { Action::FocusCodeInput } else { Action::Press })
    }

    /// Lets the button be pressed, or not. If it has the focus it is not really disabled: then it would lose the focus.
    pub fn enable(&self, on: bool) {
        let is_focused = self.button.matches(":focus") == Ok(true);
        toggle_attr(&self.button, "disabled", !on && !is_focused);
        if on {
            let _ = self.button.remove_attribute("aria-disabled");
        } else {
            set_attr(&self.button, "aria-disabled", "true");
        }
    }

    /// Writes the button and the status.
    pub fn draw(&self, scene: &Scene) {
        set_text(&self.button, &words::button(scene));
        // A crowd's codes come by the hundred: a screen reader should not read out each count.
        let is_flood = scene.is_crowd() && scene.is_moving();
        set_attr_if_changed(&self.status, "aria-live", if is_flood { "off" } else { "polite" });
        set_text(&self.status, &words::status(scene));
    }
}
