//! How long each strategy should take, computed from the waits alone, without running anything.

use std::{cmp::Reverse, collections::BinaryHeap};

use crate::{
    plan::{Plan, User},
    settings::Strategy,
    time::SimTime,
};

/// How long `strategy` takes for `plan` on an executor that costs nothing.
pub fn predict(strategy: Strategy, plan: &Plan) -> SimTime {
    match strategy {
        Strategy::OneByOne => plan.total_wait(),
        Strategy::AllAtOnce => plan.longest_wait(),
        Strategy::AtMost(limit) => at_most(plan, limit),
        Strategy::First => plan.shortest_wait(),
        Strategy::Deadline(deadline) => plan.longest_wait().min(deadline),
        Strategy::FailFast => first_wrong_code(plan),
        Strategy::Blocking(max_blocked) => blocking(plan, max_blocked),
        Strategy::NeverAwaited => SimTime::ZERO,
    }
}

fn waits(plan: &Plan) -> impl Iterator<Item = SimTime> {
    plan.users().iter().map(User::wait)
}

/// Each wait begins when the earliest of those under way ends.
fn at_most(plan: &Plan, limit: usize) -> SimTime {
    let mut ends = BinaryHeap::new();
    for wait in waits(plan) {
        let begins = if ends.len() < limit { None } else { ends.pop() };
        ends.push(Reverse(begins.map_or(SimTime::ZERO, |Reverse(end)| end) + wait));
    }
    ends.into_iter().map(|Reverse(end)| end).max().unwrap_or_default()
}

fn first_wrong_code(plan: &Plan) -> SimTime {
    let waits = plan.mistyping_users().iter().map(|user| plan.users()[*user as usize].wait());
    waits.min().unwrap_or_else(|| plan.longest_wait())
}

/// No wait begins before the thread is free again. Once it has been blocked for `max_blocked` it stays free, and the rest wait at the
/// same time.
fn blocking(plan: &Plan, max_blocked: SimTime) -> SimTime {
    let (mut blocked, mut last) = (SimTime::ZERO, SimTime::ZERO);
    for wait in waits(plan) {
        last = last.max(blocked + wait);
        blocked = max_blocked.min(blocked + wait);
    }
    last
}
