//! A run at a moment: all that may be drawn or told of it.

use crate::{
    plan::Plan,
    prediction::predict,
    reader::Reader,
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
    /// The moment that is shown, in simulated time since the run began.
    pub t: Time,
    /// How far the run has come: `t`, unless an earlier moment is shown.
    pub now: Time,
    /// Whether the moment moves on by itself.
    pub moves: bool,
    /// How far the run is.
    pub phase: Phase,
    /// How long the reader thinks it will take.
    pub guess: Option<Time>,
    /// Who the first user is, if that is the reader.
    pub reader: Option<&'a Reader>,
    /// When the page was hidden, each time from when to when. Browsers let hidden pages wait.
    pub hidden: &'a [(Time, Time)],
    /// The moment at which the picture will stop while the run goes on, if the reader wants to see one.
    pub expected: Option<Time>,
}

/// One strategy and what was recorded of it.
pub struct Act {
    /// Which strategy.
    pub strategy: Strategy,
    /// What it should take, worked out beforehand.
    pub predicted: Time,
    /// What happened so far.
    pub recording: Recording,
}

impl Act {
    /// What it should take, now that it is known how long the reader waited.
    pub fn predict_again(&mut self, plan: &Plan) {
        self.predicted = predict(self.strategy, plan);
    }

    /// A strategy for the users of `plan`, and what was recorded of it.
    pub fn new(strategy: Strategy, plan: &Plan, recording: Recording) -> Self {
        Self { strategy, predicted: predict(strategy, plan), recording }
    }
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

/// Where in a run a reader may want to go.
#[derive(Clone, Copy, Debug)]
pub enum Goal {
    /// To a moment: so many thousandths of the run so far.
    Share(u32),
    /// To the last event before the moment that is shown; to the beginning, if there is none.
    EventBefore,
    /// To the next event; to the latest moment, if there is none.
    NextEvent,
}

/// Real time from which on a reader could notice that the page does not answer, or a code is late.
pub const NOTICED: Time = Time::from_millis(50);
/// Real time in which the thread could do nothing else that a reader would notice.
const SHORTEST_PAUSE: Time = Time::from_millis(5);

/// At most so many users are drawn and told of one by one; more are a crowd.
pub const MOST_LANES: usize = 60;

impl Scene<'_> {
    /// How far the run was at the moment that is shown.
    pub fn phase_then(&self) -> Phase {
        if self.t < self.now { Phase::Running } else { self.phase }
    }

    /// Whether the users are too many to be told of one by one.
    pub fn is_crowd(&self) -> bool {
        self.plan.users().len() > MOST_LANES
    }

    /// Whether that user is the reader.
    pub fn is_reader(&self, user: usize) -> bool {
        user == 0 && self.reader.is_some()
    }

    /// Whether one after another is really run, and need not be imagined.
    pub fn runs_one_by_one(&self) -> bool {
        self.acts.iter().any(|act| act.strategy == Strategy::OneByOne)
    }

    /// The moment to which the reader wants to go; [`Time::MAX`] for the latest, whenever that is.
    pub fn find(&self, goal: Goal) -> Time {
        let recordings = self.acts.iter().map(|act| &act.recording);
        match goal {
            Goal::Share(1000..) => Time::MAX,
            Goal::Share(thousandths) => Time::from_micros(self.now.as_micros() * u64::from(thousandths) / 1000),
            Goal::EventBefore => recordings.filter_map(|of| of.last_before(self.t)).max().unwrap_or_default(),
            Goal::NextEvent => recordings.filter_map(|of| of.next_after(self.t)).min().unwrap_or(Time::MAX),
        }
    }

    /// When the last strategy completed, of those that have.
    pub fn end(&self) -> Time {
        self.acts.iter().filter_map(|act| act.recording.finished()).max().unwrap_or_default()
    }

    /// When the last strategy completed, if all have, and everybody's code is in.
    pub fn everyone_in(&self) -> Option<Time> {
        let serves_all = |act: &&Act| act.recording.arrived() == self.plan.users().len();
        let finished = |act: &Act| act.recording.finished().filter(|at| *at <= self.t);
        let in_by_then = |act: &Act| Some(act).filter(serves_all).and_then(finished);
        self.acts.iter().try_fold(Time::ZERO, |latest, act| Some(latest.max(in_by_then(act)?)))
    }

    /// How long the whole run should take.
    pub fn predicted(&self) -> Time {
        self.acts.iter().map(|act| act.predicted).max().unwrap_or_default()
    }

    /// When the thread was blocked, as far as the reader could notice: each time from when to when.
    pub fn blocked(&self) -> Vec<(Time, Time)> {
        let mut spans = Vec::new();
        for act in self.acts {
            for poll in act.recording.each_poll() {
                if self.speed.real(poll.busy) >= NOTICED && poll.at <= self.t {
                    self.add(&mut spans, (poll.at, poll.end().min(self.t)));
                }
            }
        }
        spans
    }

    /// Adds a span, or makes the one longer that it follows without a pause.
    fn add(&self, spans: &mut Vec<(Time, Time)>, (from, until): (Time, Time)) {
        match spans.last_mut() {
            Some(last) if last.0 <= from && self.speed.real(from - last.1) < SHORTEST_PAUSE => {
                last.1 = last.1.max(until);
            }
            _ => spans.push((from, until)),
        }
    }

    /// The users whose waits have ended under the first strategy, in the order of arrival.
    pub fn arrived(&self) -> &[u32] {
        self.acts.first().map_or(&[], |act| act.recording.arrived_by(self.t))
    }
}
