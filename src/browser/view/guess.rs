//! The reader's guess, before the run.

use web_sys::Element;

use super::{
    super::dom::{Template, set_attr_if_changed, set_text, toggle_attr},
    Widget,
    view_event::{Action, ViewEvent},
};
use crate::{scene::Scene, session::Command, words};

const GUESS: Template = Template(
    r#"
label.guess
  span.question | How long will it take until everyone is done?
  input.slider type="range" max="100" aria-label="Your guess: how long will it take until everyone is done?"
  output.outcome
"#,
);

/// The question's nodes.
pub struct Guess {
    root: Element,
    slider: Element,
    outcome: Element,
}

impl Guess {
    /// A question without an answer yet.
    pub fn new() -> Self {
        let nodes = GUESS.build();
        Self { slider: nodes.get("slider"), outcome: nodes.get("outcome"), root: nodes.root }
    }
}

impl Widget for Guess {
    fn root(&self) -> &Element {
        &self.root
    }

    /// Writes the guess, and at the end the truth. While codes arrive it is too late to guess.
    fn draw(&mut self, scene: &Scene, _: f64) {
        toggle_attr(&self.slider, "disabled", scene.is_running());
        let outcome = words::guess(scene);
        set_attr_if_changed(&self.slider, "aria-valuetext", &outcome);
        set_text(&self.outcome, &outcome);
    }

    fn on_event(&mut self, event: &ViewEvent) -> Option<Action> {
        let is_guess = event.name == "input" && event.is_at(&self.slider);
        is_guess.then(|| event.number().map(|percent| Action::Dispatch(Command::Guess(percent)))).flatten()
    }
}
