//! Users and strategies to try things out with.

use std::rc::Rc;

use proptest::{prelude::*, strategy::Strategy as Generated};
use waiting_room::{
    plan::Plan,
    playback::Moment,
    playhead::Playhead,
    scene::{Scene, StrategyRun},
    settings::{Strategy, Waits},
    stage::{RunEnd, Stage},
    time::{RealTime, SimTime, Speed},
};

/// Users who wait so many milliseconds each.
pub fn plan(millis: &[u64], seed: u32) -> Rc<Plan> {
    let waits = millis.iter().copied().map(SimTime::from_millis).collect();
    Rc::new(Plan::generate(&Waits::Exact(waits), seed))
}

/// The notebook's own recorded run.
pub fn notebook() -> Rc<Plan> {
    plan(&[6000, 8000, 7000, 8000, 13_000, 6000], 1)
}

pub fn all() -> [Strategy; 8] {
    Strategy::all(2, SimTime::from_secs(10), SimTime::from_secs(3))
}

/// Every strategy, with any parameters.
pub fn any_strategies() -> impl Generated<Value = [Strategy; 8]> {
    let parameters = (1..300_usize, 1..3_600_000_u64, 0..36_000_000_u64);
    parameters.prop_map(|(limit, deadline, blocked)| {
        Strategy::all(limit, SimTime::from_millis(deadline), SimTime::from_millis(blocked))
    })
}

pub fn any_waits() -> impl Generated<Value = Vec<u64>> {
    prop::collection::vec(0..3_600_000_u64, 1..200)
}

/// A run that has come to `time`, which is shown.
pub fn running<'a>(plan: &'a Plan, runs: &'a [StrategyRun], time: SimTime) -> Scene<'a> {
    let moment = Moment {
        run_number: 0,
        revision: 0,
        speed: Speed::REAL_TIME,
        stage: Stage::Running { since: RealTime::ZERO },
        playhead: Playhead::Live,
        time,
        latest: time,
        guess: None,
        hidden: &[],
        pending_seek: None,
    };
    Scene { moment, plan, strategy_runs: runs, is_guessed: false, reader: None }
}

/// The scene with something changed.
pub fn with<'a>(scene: Scene<'a>, change: impl FnOnce(&mut Moment<'a>)) -> Scene<'a> {
    let mut moment = scene.moment;
    change(&mut moment);
    Scene { moment, ..scene }
}

/// A run that ended at `at`, which is shown.
pub fn ended<'a>(plan: &'a Plan, runs: &'a [StrategyRun], how: RunEnd, at: SimTime) -> Scene<'a> {
    with(running(plan, runs, at), |moment| moment.stage = Stage::Ended { how, at })
}

/// A run that finished at `at`, which is shown.
pub fn finished<'a>(plan: &'a Plan, runs: &'a [StrategyRun], at: SimTime) -> Scene<'a> {
    ended(plan, runs, RunEnd::Finished, at)
}

/// With plain spaces, which are easier to read in a test.
pub fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}
