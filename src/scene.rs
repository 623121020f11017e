//! A run at some time: all that may be drawn or said of it.

use std::ops::Deref;

use crate::{
    plan::Plan,
    playback::Moment,
    playhead::Seek,
    prediction::predict,
    reader::Reader,
    recording::{Recording, seek_time},
    settings::Strategy,
    time::{RealTime, SimTime},
};

/// What the figure shows. Everything on the screen follows from this and from nothing else.
#[derive(Clone, Copy)]
pub struct Scene<'a> {
    /// How far the run is, and which time of it is shown.
    pub moment: Moment<'a>,
    /// Each user's wait and code.
    pub plan: &'a Plan,
    /// What was recorded, one for each strategy.
    pub strategy_runs: &'a [StrategyRun],
    /// Whether the reader is to guess how long it will take.
    pub is_guessed: bool,
    /// The first user, if that is the reader.
    pub reader: Option<&'a Reader>,
}

impl<'a> Deref for Scene<'a> {
    type Target = Moment<'a>;

    fn deref(&self) -> &Moment<'a> {
        &self.moment
    }
}

/// One strategy's share of a run.
pub struct StrategyRun {
    /// Which strategy.
    pub strategy: Strategy,
    /// How long it should take, computed from the waits.
    pub predicted: SimTime,
    /// What happened so far.
    pub recording: Recording,
}

impl StrategyRun {
    /// A strategy for the users of `plan`, and its recording.
    pub fn new(strategy: Strategy, plan: &Plan, recording: Recording) -> Self {
        Self { strategy, predicted: predict(strategy, plan), recording }
    }

    /// When the first code arrived, and when the last one did or, during the run, is expected; nothing before the first.
    pub fn arrival_span(&self) -> Option<(SimTime, SimTime)> {
        let last = self.recording.finished().and_then(|_| self.last_arrival_time());
        Some((self.recording.arrival_time(0)?, last.unwrap_or(self.predicted)))
    }

    /// When the last code so far arrived.
    pub fn last_arrival_time(&self) -> Option<SimTime> {
        self.recording.arrival_time(self.recording.arrived_count().checked_sub(1)?)
    }

    /// Predicts again, because the plan has changed.
    pub fn update_prediction(&mut self, plan: &Plan) {
        self.predicted = predict(self.strategy, plan);
    }
}

/// From this much real time on, a reader could notice that the page does not respond, or that a code is late.
pub const NOTICEABLE: RealTime = RealTime::from_millis(50);

/// The most users who get a lane and a line each. More are drawn as a crowd.
pub const MAX_LANES: usize = 60;

impl Scene<'_> {
    /// Whether there are too many users for a lane each.
    pub fn is_crowd(&self) -> bool {
        self.plan.users().len() > MAX_LANES
    }

    /// Whether that user is the reader.
    pub fn is_reader(&self, user: usize) -> bool {
        user == 0 && self.reader.is_some()
    }

    /// Whether one-by-one really runs, so that what it would take need not be drawn beside it.
    pub fn runs_one_by_one(&self) -> bool {
        self.strategy_runs.iter().any(|run| run.strategy == Strategy::OneByOne)
    }

    /// The time that `seek` means; [`SimTime::MAX`] for the latest, whenever that is.
    pub fn time_of(&self, seek: Seek) -> SimTime {
        seek_time(seek, self.time, self.strategy_runs.iter().map(|run| &run.recording))
    }

    /// Whether a poll of that strategy that took `busy` blocked the thread: for long enough to notice, or on purpose.
    pub fn is_blocked_by(&self, run: &StrategyRun, busy: SimTime) -> bool {
        matches!(run.strategy, Strategy::Blocking(_)) || self.speed.real(busy) >= NOTICEABLE
    }

    /// When the last of the strategies that have completed did so, whatever time is shown.
    pub fn last_finish(&self) -> SimTime {
        self.strategy_runs.iter().filter_map(|run| run.recording.finished()).max().unwrap_or_default()
    }

    /// How long the whole run should take.
    pub fn predicted(&self) -> SimTime {
        self.strategy_runs.iter().map(|run| run.predicted).max().unwrap_or_default()
    }
}
