//! The switch between several strategies, where there is no room to draw them all.

use web_sys::Element;

use super::{
    super::dom::{append, new_html, set_attr, set_attr_if_changed, set_text, toggle_attr},
    super::widgets::view_event::ViewEvent,
    Action, Widget,
};
use crate::{picture::Viewport, scene::Scene, settings::Settings, words};

/// The switch's nodes.
pub struct Switch {
    root: Element,
    /// One for each strategy, and one for all of them.
    buttons: Vec<Element>,
}

impl Switch {
    /// A switch between the strategies of `settings`.
    pub fn new(settings: &Settings) -> Self {
        let root = new_html("div", "switch");
        set_attr(&root, "role", "group");
        set_attr(&root, "aria-label", "Strategy shown");
        let titles = settings.strategies.iter().map(|strategy| words::title(*strategy));
        let all = if settings.strategies.len() == 2 { "Both" } else { "All" };
        let buttons: Vec<_> = titles.chain([all.into()]).map(|title| button(&title)).collect();
        append(&root, &buttons);
        Self { root, buttons }
    }

    fn selection(&self, index: usize) -> Option<usize> {
        Some(index).filter(|index| *index + 1 < self.buttons.len())
    }
}

fn button(title: &str) -> Element {
    let button = new_html("button", "choice");
    set_attr(&button, "type", "button");
    set_text(&button, title);
    button
}

impl Widget for Switch {
    fn root(&self) -> &Element {
        &self.root
    }

    fn draw(&mut self, _: &Scene, viewport: &Viewport) {
        toggle_attr(&self.root, "hidden", !viewport.is_narrow());
        for (index, button) in self.buttons.iter().enumerate() {
            let is_pressed = self.selection(index) == viewport.selected;
            set_attr_if_changed(button, "aria-pressed", if is_pressed { "true" } else { "false" });
        }
    }

    fn on_event(&mut self, event: &ViewEvent) -> Option<Action> {
        let index = self.buttons.iter().position(|button| event.name == "click" && event.is_at(button))?;
        Some(Action::Select(self.selection(index)))
    }
}
