//! What a run came to: the timing comparison as numbers.

use crate::{
    plan::{Plan, User},
    prediction::predict,
    recording::Recording,
    settings::Strategy,
    time::{Speed, Time},
};

/// The result of a run, finished or stopped.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// What waits and codes were drawn from.
    pub seed: u32,
    /// How many users waited.
    pub users: usize,
    /// How fast simulated time passed.
    pub speed: Speed,
    /// Every wait, in the order of the tasks; `None` above [`MAX_LISTED_WAITS`] users.
    pub waits: Option<Vec<Time>>,
    /// What one after another would take.
    pub total_wait: Time,
    /// The longest of the waits.
    pub longest_wait: Time,
    /// One for each strategy that ran, in the order in which they were asked for.
    pub strategies: Vec<StrategyReport>,
}

/// How one strategy did.
#[derive(Clone, Debug, PartialEq)]
pub struct StrategyReport {
    /// Which.
    pub strategy: Strategy,
    /// How many codes arrived.
    pub arrived: usize,
    /// What it should take, worked out from the waits.
    pub predicted: Time,
    /// What it took, in simulated time on the real clock; until it was stopped, if it was.
    pub measured: Time,
    /// The real time until the last of those who waited had begun to.
    pub starting: Time,
    /// By how much real time the last arrival came after it was due.
    pub lateness: Time,
    /// How many times the event loop polled its tasks.
    pub polls: u32,
    /// The real time spent inside those polls.
    pub busy: Time,
}

/// Above so many users a report does not list the waits.
pub const MAX_LISTED_WAITS: usize = 10_000;

impl Report {
    /// Compares what was recorded until the simulated time `until`.
    pub fn new<'a>(
        plan: &Plan,
        speed: Speed,
        recordings: impl Iterator<Item = (Strategy, &'a Recording)>,
        until: Time,
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
    fn new(strategy: Strategy, plan: &Plan, speed: Speed, recording: &Recording, until: Time) -> Self {
        let late = |user: usize| recording.lateness(user, plan.users()[user].wait());
        Self {
            strategy,
            arrived: recording.arrived(),
            predicted: predict(strategy, plan),
            measured: recording.finished().unwrap_or(until),
            starting: speed.real(recording.last_start()),
            lateness: speed.real(recording.last_arrival().and_then(late).unwrap_or_default()),
            polls: recording.polls(),
            busy: speed.real(recording.busy()),
        }
    }
}
