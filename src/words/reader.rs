//! What the figure says to the reader who takes part.

use crate::{
    format::{seconds_fixed, span},
    plan::Code,
    scene::Scene,
    time::SimTime,
};

/// Asks for the reader's guess, or says it; at the end, how long it really took. `None`, if the reader is not to guess.
pub fn guess(scene: &Scene) -> Option<String> {
    if !scene.is_guessed || scene.is_running() {
        return None;
    }
    let guess = scene.guess.map(span);
    if scene.is_ready() {
        return Some(guess.map_or_else(
            || "How long will it take? Drag the flag".to_owned(),
            |guess| format!("You say {guess}: see if you are right"),
        ));
    }
    let took = seconds_fixed(scene.last_finish(), 1);
    guess.filter(|_| scene.shows_finish()).map(|guess| format!("You said {guess}, it took {took}"))
}

/// The label of the guess on the axis.
pub fn guess_mark(guess: Option<SimTime>) -> String {
    guess.map_or_else(|| "your guess?".to_owned(), |guess| format!("you: {}", span(guess)))
}

/// The message on the reader's phone.
pub fn code_sent(code: Code) -> String {
    format!("Your code is {}.", code.spaced())
}

/// What the reader typed is not the code.
pub fn wrong_code(typed: &str) -> String {
    format!("“{typed}” is not the code on your phone. Try again.")
}
