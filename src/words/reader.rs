//! What is said to the reader, and of the reader as one of the users.

use crate::{
    format::{seconds_fixed, span},
    plan::Code,
    scene::{Phase, Scene},
    time::Time,
};

/// What the reader guessed; at the end, how long it really took.
pub fn guess(scene: &Scene) -> String {
    let Some(guess) = scene.guess else { return "Move the slider to your guess.".to_owned() };
    if scene.phase_then() == Phase::Finished {
        format!("You guessed {}. It took {}.", span(guess), seconds_fixed(scene.end(), 3))
    } else {
        format!("Your guess: {}.", span(guess))
    }
}

/// What stands beside the reader's guess on the axis.
pub fn guess_mark(guess: Time) -> String {
    format!("your guess: {}", span(guess))
}

/// What the reader's phone shows.
pub fn sent(code: Code) -> String {
    format!("Your code is {}.", code.spaced())
}

/// What was typed is not the code.
pub fn wrong_code(typed: &str) -> String {
    format!("“{typed}” is not the code on your phone. Try again.")
}

/// Whose lane it is.
pub fn user(user: usize, is_reader: bool) -> String {
    if is_reader { "You".to_owned() } else { format!("User {}", user + 1) }
}
