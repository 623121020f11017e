//! What things are called on the page.

use std::borrow::Cow;

use crate::{
    format::{self, count, grouped, seconds},
    plan::Plan,
    scene::Scene,
    settings::Strategy,
    time::Speed,
};

/// What readers call the strategy.
pub fn title(strategy: Strategy) -> Cow<'static, str> {
    let title = match strategy {
        Strategy::OneByOne => "One after another",
        Strategy::AllAtOnce => "All at once",
        Strategy::AtMost(limit) => return format!("At most {} at a time", in_words(limit)).into(),
        Strategy::First => "Only the first",
        Strategy::Deadline(deadline) => return format!("Within {}", seconds(deadline)).into(),
        Strategy::FailFast => "Until one fails",
        Strategy::Blocking(_) => "Blocking the thread",
        Strategy::NeverAwaited => "Never awaited",
    };
    title.into()
}

/// A number, up to twelve in letters.
pub fn in_words(number: usize) -> String {
    const WORDS: [&str; 13] =
        ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    WORDS.get(number).map_or_else(|| count(number), |word| (*word).to_owned())
}

/// A user in a sentence, counted from 1.
pub fn user_name(scene: &Scene, user: usize) -> String {
    if scene.is_reader(user) { "you".to_owned() } else { format!("user {}", count(user + 1)) }
}

/// The speed and the seed of the run.
pub fn run_info(plan: &Plan, speed: Speed) -> String {
    let prefix =
        if speed == Speed::REAL_TIME { String::new() } else { format!("{} real time · ", format::speed(speed)) };
    format!("{prefix}seed {}", grouped(plan.seed().into()))
}
