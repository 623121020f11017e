//! Moving about in what was recorded: a slider for the moment that is shown, and buttons.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlInputElement};

use super::{
    Part,
    dom::{set_if_changed, set_text, toggle},
    heard::{Command, Heard},
    tree::{Tree, node},
};
use crate::{
    scene::{Goal, Phase, Scene},
    time::Time,
    words,
};

/// The player's nodes.
pub struct Player {
    root: Element,
    slider: HtmlInputElement,
    back: Element,
    play: Element,
    forward: Element,
    pace: Element,
    moment: Element,
}

/// The slider counts in thousandths of the run, and has so many steps of five.
const STEPS: f64 = 200.0;

const PLAYER: Tree = node(
    "div",
    "player",
    &[],
    &[
        node(
            "input",
            "slider",
            &[("type", "range"), ("max", "1000"), ("step", "5"), ("aria-label", "The moment that is shown")],
            &[],
        ),
        node("button", "back", &[("type", "button"), ("aria-label", "To the event before")], &[]).saying("◂|"),
        node("button", "play", &[("type", "button")], &[]),
        node("button", "forward", &[("type", "button"), ("aria-label", "To the next event")], &[]).saying("|▸"),
        node(
            "select",
            "pace",
            &[("aria-label", "Pace of the replay")],
            &[
                node("option", "option", &[("value", "1")], &[]).saying("0.01 ×"),
                node("option", "option", &[("value", "10")], &[]).saying("0.1 ×"),
                node("option", "option", &[("value", "50")], &[]).saying("0.5 ×"),
                node("option", "option", &[("value", "100"), ("selected", "")], &[]).saying("1 ×"),
                node("option", "option", &[("value", "500")], &[]).saying("5 ×"),
            ],
        ),
        node("span", "moment", &[], &[]),
    ],
);

impl Player {
    /// At the end of nothing.
    pub fn new() -> Self {
        let [root, slider, back, play, forward, pace, _, _, _, _, _, moment] = PLAYER.build();
        Self { root, slider: slider.unchecked_into(), back, play, forward, pace, moment }
    }
}

impl Part for Player {
    fn root(&self) -> &Element {
        &self.root
    }

    /// Shows where in the run the moment is.
    fn draw(&mut self, scene: &Scene, _: f64) {
        toggle(&self.root, "hidden", scene.phase == Phase::Ready);
        let share = if scene.t < scene.now { scene.t.in_units_of(scene.now) } else { 1.0 };
        let place = (5 * (share * STEPS) as u32).to_string();
        // Even the same value, set again, would be painted again.
        if self.slider.value() != place {
            self.slider.set_value(&place);
        }
        set_if_changed(&self.slider, "aria-valuetext", &words::moment_told(scene));
        set_if_changed(&self.play, "aria-label", if scene.moves { "Pause" } else { "Play" });
        set_text(&self.play, if scene.moves { "❚❚" } else { "▶\u{fe0e}" });
        set_text(&self.moment, &words::moment(scene));
        // Disabled, the button would lose the focus of whoever has stepped to the end.
        for (step, leads_nowhere) in [(&self.back, scene.t == Time::ZERO), (&self.forward, scene.t >= scene.now)] {
            set_if_changed(step, "aria-disabled", if leads_nowhere { "true" } else { "false" });
        }
    }

    fn asked(&mut self, heard: &Heard) -> Option<Command> {
        match &*heard.name {
            "input" if heard.at(&self.slider) => heard.number().map(|share| Command::Go(Goal::Share(share))),
            "change" if heard.at(&self.pace) => heard.number().map(Command::Pace),
            "click" if heard.at(&self.back) => Some(Command::Go(Goal::EventBefore)),
            "click" if heard.at(&self.play) => Some(Command::Play),
            "click" if heard.at(&self.forward) => Some(Command::Go(Goal::NextEvent)),
            _ => None,
        }
    }
}
