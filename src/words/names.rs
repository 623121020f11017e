//! What things are called on the page.

use std::borrow::Cow;

use crate::{
    format::{grouped, seconds},
    plan::Plan,
    settings::Strategy,
};

/// What readers call the strategy.
pub fn title(strategy: Strategy) -> Cow<'static, str> {
    let title = match strategy {
        Strategy::OneByOne => "one after another",
        Strategy::AllAtOnce => "all at once",
        Strategy::AtMost(limit) => return format!("at most {} at a time", grouped(limit as u32)).into(),
        Strategy::First => "only the first",
        Strategy::Deadline(deadline) => return format!("within {}", seconds(deadline)).into(),
        Strategy::FailFast => "until one fails",
        Strategy::Blocking(_) => "blocking the thread",
        Strategy::NeverAwaited => "never awaited",
    };
    title.into()
}

/// What decides how long the strategy takes, as it was worked out.
pub fn predicted(strategy: Strategy, plan: &Plan) -> &'static str {
    match strategy {
        Strategy::OneByOne => "the sum of the waits",
        Strategy::AllAtOnce => "the longest wait",
        Strategy::AtMost(_) => "what a few at a time need",
        Strategy::First => "the shortest wait",
        Strategy::Deadline(deadline) if deadline <= plan.longest_wait() => "the deadline",
        Strategy::Deadline(_) => "the longest wait, within the deadline",
        Strategy::FailFast if plan.wrong().is_empty() => "the longest wait",
        Strategy::FailFast => "the first wrong code",
        Strategy::Blocking(_) => "nobody could wait while another did",
        Strategy::NeverAwaited => "nobody was asked, so nothing happened",
    }
}
