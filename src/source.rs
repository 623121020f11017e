//! The source of what runs, as it was compiled, beside the same in Python; and where in it everybody stands at a moment.

use crate::{
    event::is_told_singly,
    recording::{Life, State},
    scene::{Act, Phase, Scene},
    settings::Strategy,
};

// The listings: a constant for each function, made by source/build.rs before the crate is compiled.
include!(concat!(env!("OUT_DIR"), "/listings.rs"));

/// A function in both languages.
pub struct Listing {
    /// As it runs here.
    pub rust: Function,
    /// The same with asyncio.
    pub python: Function,
}

/// The lines of a function, and which of them those who run it stand on. (The first is the one in which it begins.)
pub struct Function {
    /// Without the indentation that they share.
    pub lines: &'static [&'static str],
    /// The line that takes long, if one keeps the thread.
    pub runs: usize,
    /// The line in which it is suspended; the last, if there is no such line.
    pub waits: usize,
    /// The line with which it ends.
    pub ends: usize,
}

/// How many stand on each of those lines.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Before the first line.
    pub start: usize,
    /// In the line that runs.
    pub running: usize,
    /// In the line that waits.
    pub waiting: usize,
    /// Behind the last line.
    pub end: usize,
}

/// The strategy itself.
pub fn strategy(strategy: Strategy) -> &'static Listing {
    match strategy {
        Strategy::OneByOne => &ONE_BY_ONE,
        Strategy::AllAtOnce => &ALL_AT_ONCE,
        Strategy::AtMost(_) => &AT_MOST,
        Strategy::First => &FIRST,
        Strategy::Deadline(_) => &DEADLINE,
        Strategy::FailFast => &FAIL_FAST,
        Strategy::Blocking(_) => &BLOCKING,
        Strategy::NeverAwaited => &NEVER_AWAITED,
    }
}

/// What the strategy runs for each user.
pub fn of_user(strategy: Strategy) -> &'static Listing {
    match strategy {
        Strategy::FailFast => &RIGHT_CODE_FROM,
        Strategy::Blocking(_) => &CODE_FROM_BLOCKING,
        _ => &CODE_FROM,
    }
}

/// Where the task of the strategy stands: once it was polled it waits, until it has finished or the run is stopped.
pub fn strategy_stands(scene: &Scene, act: &Act) -> Standing {
    let has_finished = act.recording.finished().is_some_and(|at| at <= scene.t);
    let has_begun = act.recording.each_poll().first().is_none_or(|first| first.at <= scene.t);
    match has_finished {
        _ if scene.phase == Phase::Ready || !has_begun => Standing { start: 1, ..Standing::default() },
        true => Standing { end: 1, ..Standing::default() },
        false if scene.phase_then() == Phase::Stopped => Standing::default(),
        false => Standing { waiting: 1, ..Standing::default() },
    }
}

/// Where the futures of the users stand.
pub fn users_stand(scene: &Scene, act: &Act) -> Standing {
    let users = scene.plan.users().len();
    if !is_told_singly(users) {
        let (waiting, arrived) = (act.recording.waiting_by(scene.t), act.recording.arrived_by(scene.t).len());
        return Standing { waiting: waiting.saturating_sub(arrived), end: arrived, ..Standing::default() };
    }
    (0..users).map(|user| act.recording.life(user, scene.t)).fold(Standing::default(), Standing::with)
}

impl Standing {
    /// How many stand on the line in which `function` begins, on the one that runs, the one that waits, and the one that ends.
    /// Where no line keeps the thread, who runs comes to the line that waits or goes on from it, and stands there.
    pub fn on(self, function: &Function) -> [usize; 4] {
        let comes_and_goes = if function.runs == function.waits { self.running } else { 0 };
        [self.start, self.running, self.waiting + comes_and_goes, self.end]
    }

    fn with(mut self, life: Life) -> Self {
        match life.state {
            State::NotStarted | State::Cancelled | State::NeverPolled => {}
            State::Ready if life.started.is_none() => self.start += 1,
            State::Ready | State::Suspended => self.waiting += 1,
            State::Running => self.running += 1,
            State::Arrived | State::Refused => self.end += 1,
        }
        self
    }
}
