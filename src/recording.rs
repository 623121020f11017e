//! What happened in a run under one strategy, and from it the state of everybody at any moment.

use crate::{event::Event, time::Time};

/// The events of one strategy, arranged by user. Times are simulated and count from the start of the run.
#[derive(Debug)]
pub struct Recording {
    lanes: Vec<Lane>,
    /// The users whose codes arrived, in the order of arrival.
    arrivals: Vec<usize>,
    polls: u32,
    busy: Time,
    finished: Option<Time>,
}

/// When one user's future began to wait and when it was done.
#[derive(Clone, Copy, Debug, Default)]
struct Lane {
    started: Option<Time>,
    arrived: Option<Time>,
}

/// What a user's future does at some moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Nobody has polled it yet.
    NotStarted,
    /// It waits, and takes no time of the thread.
    Suspended {
        /// When the wait began.
        since: Time,
    },
    /// The code is in.
    Arrived {
        /// When the wait began.
        started: Time,
        /// When the code arrived.
        at: Time,
    },
}

impl Recording {
    /// An empty recording for so many users.
    pub fn new(users: usize) -> Self {
        let lanes = vec![Lane::default(); users];
        Self { lanes, arrivals: Vec::new(), polls: 0, busy: Time::ZERO, finished: None }
    }

    /// Adds what happened at time `at`, which must not lie before what was recorded already.
    pub fn record(&mut self, at: Time, event: Event) {
        match event {
            Event::Started { user } => self.lanes[user].started = Some(at),
            Event::Arrived { user } => {
                self.lanes[user].arrived = Some(at);
                self.arrivals.push(user);
            }
            Event::Polled { busy } => {
                self.polls += 1;
                self.busy += busy;
            }
            Event::Finished => self.finished = Some(at),
        }
    }

    /// The state of a user's future at time `t`.
    pub fn state(&self, user: usize, t: Time) -> State {
        let Lane { started, arrived } = self.lanes[user];
        let Some(started) = started.filter(|started| *started <= t) else {
            return State::NotStarted;
        };
        match arrived.filter(|arrived| *arrived <= t) {
            Some(at) => State::Arrived { started, at },
            None => State::Suspended { since: started },
        }
    }

    /// The users whose codes had arrived by time `t`, in the order of arrival.
    pub fn arrived_by(&self, t: Time) -> &[usize] {
        let by_then = |user: &usize| self.lanes[*user].arrived.is_some_and(|at| at <= t);
        &self.arrivals[..self.arrivals.partition_point(by_then)]
    }

    /// How many codes have arrived.
    pub fn arrived(&self) -> usize {
        self.arrivals.len()
    }

    /// How much later than `wait` after its start the user's code arrived; `None` while it has not.
    pub fn lateness(&self, user: usize, wait: Time) -> Option<Time> {
        let Lane { started, arrived } = self.lanes[user];
        Some(arrived? - (started? + wait))
    }

    /// Whose code was the last to arrive so far.
    pub fn last_arrival(&self) -> Option<usize> {
        self.arrivals.last().copied()
    }

    /// When the strategy completed, if it did.
    pub fn finished(&self) -> Option<Time> {
        self.finished
    }

    /// How many times the executor polled a task.
    pub fn polls(&self) -> u32 {
        self.polls
    }

    /// The time spent inside those polls.
    pub fn busy(&self) -> Time {
        self.busy
    }
}
