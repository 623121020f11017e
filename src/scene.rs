//! A run at a moment: all that may be drawn or told of it.

use crate::{
    plan::Plan,
    recording::Recording,
    settings::Strategy,
    time::{Speed, Time},
};

/// What the figure shows. Everything on the screen is worked out from this and from nothing else.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// Who waits how long.
    pub plan: &'a Plan,
    /// How fast simulated time passes.
    pub speed: Speed,
    /// What was recorded, one for each strategy that runs.
    pub acts: &'a [Act],
    /// The simulated time since the run began.
    pub t: Time,
    /// How far the run is.
    pub phase: Phase,
}

/// One strategy and what was recorded of it.
pub struct Act {
    /// Which strategy.
    pub strategy: Strategy,
    /// What happened so far.
    pub recording: Recording,
}

/// How far a run is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Nothing has run yet.
    Ready,
    /// Codes are on their way.
    Running,
    /// Every strategy completed.
    Finished,
    /// It ended before everything had arrived.
    Stopped,
}

/// At most so many users are drawn and told of one by one; more are a crowd.
pub const MOST_LANES: usize = 60;

impl Scene<'_> {
    /// Whether the users are too many to be told of one by one.
    pub fn is_crowd(&self) -> bool {
        self.plan.users().len() > MOST_LANES
    }

    /// Whether one after another is really run, and need not be imagined.
    pub fn runs_one_by_one(&self) -> bool {
        self.acts.iter().any(|act| act.strategy == Strategy::OneByOne)
    }

    /// When the last strategy completed, if all have.
    pub fn everyone_in(&self) -> Option<Time> {
        let finished = |act: &Act| act.recording.finished().filter(|at| *at <= self.t);
        self.acts.iter().try_fold(Time::ZERO, |latest, act| Some(latest.max(finished(act)?)))
    }

    /// The users whose waits have ended under the first strategy, in the order of arrival.
    pub fn arrived(&self) -> &[u32] {
        self.acts.first().map_or(&[], |act| act.recording.arrived_by(self.t))
    }
}
