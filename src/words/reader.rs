//! What the figure says to the reader who takes part.

use crate::{
    format::{seconds_fixed, span},
    plan::Code,
    scene::Scene,
    time::SimTime,
};

/// The reader's guess; at the end, how long it really took.
pub fn guess(scene: &Scene) -> String {
    let Some(guess) = scene.guess else { return "Move the slider to your guess.".to_owned() };
    if scene.shows_finish() {
        format!("You guessed {}. It took {}.", span(guess), seconds_fixed(scene.last_finish(), 3))
    } else {
        format!("Your guess: {}.", span(guess))
    }
}

/// The label of the guess on the axis.
pub fn guess_mark(guess: SimTime) -> String {
    format!("your guess: {}", span(guess))
}

/// The message on the reader's phone.
pub fn code_sent(code: Code) -> String {
    format!("Your code is {}.", code.spaced())
}

/// What the reader typed is not the code.
pub fn wrong_code(typed: &str) -> String {
    format!("“{typed}” is not the code on your phone. Try again.")
}
