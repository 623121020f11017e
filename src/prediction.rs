//! What a strategy should take, worked out from the waits alone, without running anything.

use std::{cmp::Reverse, collections::BinaryHeap};

use crate::{
    plan::{Plan, User},
    settings::Strategy,
    time::Time,
};

/// How long `strategy` takes for `plan` on an executor that costs nothing.
pub fn predict(strategy: Strategy, plan: &Plan) -> Time {
    match strategy {
        Strategy::OneByOne => plan.total_wait(),
        Strategy::AllAtOnce => plan.longest_wait(),
        Strategy::AtMost(limit) => at_most(plan, limit),
        Strategy::First => plan.shortest_wait(),
        Strategy::Deadline(deadline) => plan.longest_wait().min(deadline),
        Strategy::FailFast => first_mistake(plan),
        Strategy::Blocking(most) => blocking(plan, most),
        Strategy::NeverAwaited => Time::ZERO,
    }
}

fn waits(plan: &Plan) -> impl Iterator<Item = Time> {
    plan.users().iter().map(User::wait)
}

/// Each user begins when the earliest of those before is done.
fn at_most(plan: &Plan, limit: usize) -> Time {
    let mut ends = BinaryHeap::new();
    for wait in waits(plan) {
        let begins = if ends.len() < limit { None } else { ends.pop() };
        ends.push(Reverse(begins.map_or(Time::ZERO, |Reverse(end)| end) + wait));
    }
    ends.into_iter().map(|Reverse(end)| end).max().unwrap_or_default()
}

fn first_mistake(plan: &Plan) -> Time {
    let mistakes = plan.wrong().iter().map(|user| plan.users()[*user as usize].wait());
    mistakes.min().unwrap_or_else(|| plan.longest_wait())
}

/// Nobody begins before the thread is free again. Once it has been blocked for so long it stays free, and the rest wait at
/// the same time.
fn blocking(plan: &Plan, most: Time) -> Time {
    let (mut blocked, mut last) = (Time::ZERO, Time::ZERO);
    for wait in waits(plan) {
        last = last.max(blocked + wait);
        blocked = most.min(blocked + wait);
    }
    last
}
