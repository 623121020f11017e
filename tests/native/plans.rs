//! Users and strategies to try things out with.

use std::rc::Rc;

use proptest::{prelude::*, strategy::Strategy as Generated};
use waiting_room::{
    plan::Plan,
    scene::{Act, Phase, Scene},
    settings::{Strategy, Waits},
    time::{Speed, Time},
};

/// Users who wait so many milliseconds each.
pub fn plan(millis: &[u64], seed: u32) -> Rc<Plan> {
    let waits = millis.iter().copied().map(Time::from_millis).collect();
    Rc::new(Plan::draw(&Waits::Exact(waits), seed))
}

/// The notebook's own recorded run.
pub fn notebook() -> Rc<Plan> {
    plan(&[6000, 8000, 7000, 8000, 13_000, 6000], 1)
}

pub fn all() -> [Strategy; 8] {
    Strategy::all(2, Time::from_secs(10), Time::from_secs(3))
}

/// Every strategy, with any parameters.
pub fn any_strategies() -> impl Generated<Value = [Strategy; 8]> {
    let parameters = (1..300_usize, 1..3_600_000_u64, 0..36_000_000_u64);
    parameters
        .prop_map(|(limit, deadline, most)| Strategy::all(limit, Time::from_millis(deadline), Time::from_millis(most)))
}

pub fn any_waits() -> impl Generated<Value = Vec<u64>> {
    prop::collection::vec(0..3_600_000_u64, 1..200)
}

/// What is shown of a run at its latest moment.
pub fn scene<'a>(plan: &'a Plan, acts: &'a [Act], phase: Phase, t: Time) -> Scene<'a> {
    let (speed, moves) = (Speed::REAL, phase == Phase::Running);
    Scene { plan, speed, acts, t, now: t, moves, phase, guess: None, reader: None, hidden: &[], expected: None }
}
