//! The result of a run: the timing comparison as numbers.

use crate::{
    plan::{Plan, User},
    prediction::predict,
    recording::Recording,
    settings::Strategy,
    time::{RealTime, SimTime, Speed},
};

/// The result of a run, finished or stopped.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// The seed of waits and codes.
    pub seed: u32,
    /// The number of users.
    pub users: usize,
    /// How fast simulated time passed.
    pub speed: Speed,
    /// Every wait, in the order of the tasks; `None` above [`MAX_LISTED_WAITS`] users.
    pub waits: Option<Vec<SimTime>>,
    /// What one after another would take.
    pub total_wait: SimTime,
    /// The longest of the waits.
    pub longest_wait: SimTime,
    /// One for each strategy, in the order of the settings.
    pub strategies: Vec<StrategyReport>,
}

/// How one strategy did.
#[derive(Clone, Debug, PartialEq)]
pub struct StrategyReport {
    /// Which.
    pub strategy: Strategy,
    /// How many codes arrived.
    pub arrived: usize,
    /// How long it should take, computed from the waits.
    pub predicted: SimTime,
    /// How long it really took, as simulated time; if it was stopped, until then.
    pub measured: SimTime,
    /// The real time until the last wait had begun.
    pub starting: RealTime,
    /// How late the last code to arrive was, in real time.
    pub lateness: RealTime,
    /// How many times the executor polled its tasks.
    pub polls: u32,
    /// The real time spent inside those polls.
    pub busy: RealTime,
}

/// A report on more users does not list the waits.
pub const MAX_LISTED_WAITS: usize = 10_000;

impl Report {
    /// Reports what was recorded until time `until`.
    pub fn new<'a>(
        plan: &Plan,
        speed: Speed,
        recordings: impl Iterator<Item = (Strategy, &'a Recording)>,
        until: SimTime,
    ) -> Self {
        let strategy = |(strategy, recording)| StrategyReport::new(strategy, plan, speed, recording, until);
        let users = plan.users();
        Self {
            seed: plan.seed(),
            users: users.len(),
            speed,
            waits: (users.len() <= MAX_LISTED_WAITS).then(|| users.iter().map(User::wait).collect()),
            total_wait: plan.total_wait(),
            longest_wait: plan.longest_wait(),
            strategies: recordings.map(strategy).collect(),
        }
    }
}

impl StrategyReport {
    fn new(strategy: Strategy, plan: &Plan, speed: Speed, recording: &Recording, until: SimTime) -> Self {
        let late = |user: usize| recording.lateness(user, plan.users()[user].wait());
        Self {
            strategy,
            arrived: recording.arrived_count(),
            predicted: predict(strategy, plan),
            measured: recording.finished().unwrap_or(until),
            starting: speed.real(recording.last_start()),
            lateness: speed.real(recording.last_arrival().and_then(late).unwrap_or_default()),
            polls: recording.polls(),
            busy: speed.real(recording.busy()),
        }
    }
}
