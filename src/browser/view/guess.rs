//! What the reader thinks beforehand.

use web_sys::Element;

use super::{
    Part,
    dom::{set_if_changed, set_text, toggle},
    heard::{Command, Heard},
    tree::{Tree, node},
};
use crate::{
    scene::{Phase, Scene},
    words,
};

const GUESS: Tree = node(
    "label",
    "guess",
    &[],
    &[
        node("span", "question", &[], &[]).saying("How long will it take until all is over?"),
        node(
            "input",
            "slider",
            &[
                ("type", "range"),
                ("max", "100"),
                ("aria-label", "Your guess: how long will it take until all is over?"),
            ],
            &[],
        ),
        node("output", "told", &[], &[]),
    ],
);

/// The nodes of the question.
pub struct Guess {
    root: Element,
    slider: Element,
    told: Element,
}

impl Guess {
    /// A question that nobody has answered yet.
    pub fn new() -> Self {
        let [root, _, slider, told] = GUESS.build();
        Self { root, slider, told }
    }
}

impl Part for Guess {
    fn root(&self) -> &Element {
        &self.root
    }

    /// Tells the guess, and at the end the truth. While codes arrive it is too late to guess.
    fn draw(&mut self, scene: &Scene, _: f64) {
        toggle(&self.slider, "disabled", scene.phase == Phase::Running);
        let told = words::guess(scene);
        set_if_changed(&self.slider, "aria-valuetext", &told);
        set_text(&self.told, &told);
    }

    fn asked(&mut self, heard: &Heard) -> Option<Command> {
        let is_guess = heard.name == "input" && heard.at(&self.slider);
        is_guess.then(|| heard.number().map(Command::Guess)).flatten()
    }
}
