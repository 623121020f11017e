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
        Strategy::OneByOne => "one after another",
        Strategy::AllAtOnce => "all at once",
        Strategy::AtMost(limit) => return format!("at most {} at a time", count(limit)).into(),
        Strategy::First => "only the first",
        Strategy::Deadline(deadline) => return format!("within {}", seconds(deadline)).into(),
        Strategy::FailFast => "until one fails",
        Strategy::Blocking(_) => "blocking the thread",
        Strategy::NeverAwaited => "never awaited",
    };
    title.into()
}

/// What decides how long the strategy takes.
pub fn deciding_factor(strategy: Strategy, plan: &Plan) -> &'static str {
    match strategy {
        Strategy::OneByOne => "the sum of the waits",
        Strategy::AllAtOnce => "the longest wait",
        Strategy::AtMost(_) => "the waits, a few at a time",
        Strategy::First => "the shortest wait",
        Strategy::Deadline(deadline) if deadline <= plan.longest_wait() => "the deadline",
        Strategy::Deadline(_) => "the longest wait, within the deadline",
        Strategy::FailFast if plan.mistyping_users().is_empty() => "the longest wait",
        Strategy::FailFast => "the first wrong code",
        Strategy::Blocking(_) => "the waits, which could not overlap",
        Strategy::NeverAwaited => "nothing ran: no future was polled",
    }
}

/// A user in a sentence, counted from 1.
pub fn user_name(scene: &Scene, user: usize) -> String {
    if scene.is_reader(user) { "you".to_owned() } else { format!("user {}", count(user + 1)) }
}

/// A user as the label of a lane, counted from 1.
pub fn user_label(user: usize, is_reader: bool) -> String {
    if is_reader { "You".to_owned() } else { format!("User {}", user + 1) }
}

/// The speed and the seed of the run.
pub fn run_info(plan: &Plan, speed: Speed) -> String {
    let prefix =
        if speed == Speed::REAL_TIME { String::new() } else { format!("{} real time · ", format::speed(speed)) };
    format!("{prefix}seed {}", grouped(plan.seed().into()))
}
