//! What happened in a run under one strategy, and from it the state of everybody at any moment.

use std::ops::Range;

use crate::{event::Event, time::Time};

/// The events of one strategy, arranged by user. Times are simulated and count from the start of the run.
#[derive(Debug)]
pub struct Recording {
    lanes: Vec<Lane>,
    /// The users whose codes arrived, in the order of arrival.
    arrivals: Vec<u32>,
    polls: u32,
    busy: Time,
    finished: Option<Time>,
}

/// When one user's future began to wait and when it was done.
#[derive(Clone, Copy, Debug)]
struct Lane {
    started: Moment,
    arrived: Moment,
}

/// A moment, if it has come: half the size of an `Option<Time>`, which counts when a million users are recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Moment(Time);

impl Moment {
    const NOT_YET: Self = Self(Time::MAX);

    /// The moment, if it had come by time `t`.
    fn by(self, t: Time) -> Option<Time> {
        (self != Self::NOT_YET && self.0 <= t).then_some(self.0)
    }

    /// The moment, if it has come at all.
    fn ever(self) -> Option<Time> {
        self.by(Time::MAX)
    }
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
        let lanes = vec![Lane { started: Moment::NOT_YET, arrived: Moment::NOT_YET }; users];
        Self { lanes, arrivals: Vec::with_capacity(users), polls: 0, busy: Time::ZERO, finished: None }
    }

    /// Adds what happened at time `at`, which must not lie before what was recorded already.
    pub fn record(&mut self, at: Time, event: Event) {
        match event {
            Event::Started { user } => self.lanes[user].started = Moment(at),
            Event::Arrived { user } => {
                self.lanes[user].arrived = Moment(at);
                self.arrivals.push(user as u32);
            }
            Event::Polled { polls, busy } => {
                self.polls += polls;
                self.busy += busy;
            }
            Event::Finished => self.finished = Some(at),
        }
    }

    /// The state of a user's future at time `t`.
    pub fn state(&self, user: usize, t: Time) -> State {
        let Lane { started, arrived } = self.lanes[user];
        let Some(started) = started.by(t) else {
            return State::NotStarted;
        };
        match arrived.by(t) {
            Some(at) => State::Arrived { started, at },
            None => State::Suspended { since: started },
        }
    }

    /// How many users had begun to wait by time `t`: these are the first so many, because every strategy starts them in
    /// their order.
    pub fn started_by(&self, t: Time) -> usize {
        self.lanes.partition_point(|lane| lane.started.by(t).is_some())
    }

    /// When the last of those who wait began to; zero if nobody does.
    pub fn last_start(&self) -> Time {
        let last = self.started_by(Time::MAX).checked_sub(1);
        last.and_then(|user| self.lanes[user].started.ever()).unwrap_or_default()
    }

    /// The users whose codes had arrived by time `t`, in the order of arrival.
    pub fn arrived_by(&self, t: Time) -> &[u32] {
        let by_then = |user: &u32| self.lanes[*user as usize].arrived.by(t).is_some();
        &self.arrivals[..self.arrivals.partition_point(by_then)]
    }

    /// Some of those whose codes arrived, by their place in the order of arrival.
    pub fn arrivals(&self, places: Range<usize>) -> &[u32] {
        &self.arrivals[places]
    }

    /// How many codes have arrived.
    pub fn arrived(&self) -> usize {
        self.arrivals.len()
    }

    /// When the code at that place in the order of arrival came in.
    pub fn arrived_at(&self, place: usize) -> Option<Time> {
        self.lanes[*self.arrivals.get(place)? as usize].arrived.ever()
    }

    /// How much later than `wait` after its start the user's code arrived; `None` while it has not.
    pub fn lateness(&self, user: usize, wait: Time) -> Option<Time> {
        let Lane { started, arrived } = self.lanes[user];
        Some(arrived.ever()? - (started.ever()? + wait))
    }

    /// Whose code was the last to arrive so far.
    pub fn last_arrival(&self) -> Option<usize> {
        self.arrivals.last().map(|user| *user as usize)
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
