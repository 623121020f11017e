//! What happened in a run under one strategy, and from it the state of everybody at any moment.

mod detail;
mod life;
mod moment;
mod steps;

use std::ops::Range;

pub use detail::Poll;
pub use life::{Life, State};

use crate::{
    event::{Event, is_told_singly},
    time::Time,
};
use detail::Detail;
use moment::{End, Ending, Moment};

/// The events of one strategy, arranged by user. Times are simulated and count from the start of the run.
pub struct Recording {
    users: usize,
    /// When each user's wait began, as far as any has. (This and how it ended are apart from each other, because they are written
    /// far apart in time: so less memory is touched at a time.)
    started: Vec<Moment>,
    /// How and when it ended; empty until the first has.
    ended: Vec<Ending>,
    /// The users whose codes arrived, in the order of arrival.
    arrivals: Vec<u32>,
    /// Of a run of which everything is told: see [`is_told_singly`].
    detail: Option<Detail>,
    polls: u32,
    busy: Time,
    finished: Option<Time>,
}

impl Recording {
    /// An empty recording for so many users.
    pub fn new(users: usize) -> Self {
        Self {
            users,
            started: Vec::with_capacity(users),
            ended: Vec::with_capacity(users),
            arrivals: Vec::with_capacity(users),
            detail: is_told_singly(users).then(|| Detail::new(users)),
            polls: 0,
            busy: Time::ZERO,
            finished: None,
        }
    }

    /// Adds what happened at time `at`. Events are recorded in the order in which they are told.
    pub fn record(&mut self, at: Time, event: Event) {
        if let Some(detail) = &mut self.detail {
            record_detail(detail, at, event);
        }
        match event {
            Event::Created { .. } | Event::Woken { .. } | Event::Hidden | Event::Shown => {}
            Event::Started { user } => self.start(user, at),
            Event::Arrived { user } => {
                self.end(user, End::Arrived, at);
                self.arrivals.push(user as u32);
            }
            Event::Refused { user } => self.end(user, End::Refused, at),
            Event::Cancelled { user } => self.end(user, End::Cancelled, at),
            Event::Polled { polls, busy } => {
                self.polls += polls;
                self.busy += busy;
            }
            Event::Finished => self.finished = Some(at),
        }
    }

    /// (The memory for a million is touched little by little.)
    fn start(&mut self, user: usize, at: Time) {
        if user >= self.started.len() {
            self.started.resize(user + 1, Moment::NOT_YET);
        }
        self.started[user] = Moment::at(at);
    }

    fn end(&mut self, user: usize, end: End, at: Time) {
        if self.ended.is_empty() {
            self.ended.resize(self.users, Ending::NOT_YET);
        }
        self.ended[user] = Ending::new(end, at);
    }

    /// When the user's wait began, and how and when it ended.
    fn lane(&self, user: usize) -> (Moment, Ending) {
        let started = self.started.get(user).copied().unwrap_or(Moment::NOT_YET);
        let ended = self.ended.get(user).copied().unwrap_or(Ending::NOT_YET);
        (started, ended)
    }

    /// How many users had begun to wait by time `t`: these are the first so many, because every strategy starts them in
    /// their order.
    pub fn started_by(&self, t: Time) -> usize {
        self.started.partition_point(|started| started.by(t).is_some())
    }

    /// How many users had begun to wait by time `t`, while that is still worth while: nobody, once the strategy has completed,
    /// for then those whose codes are not in were given up.
    pub fn waiting_by(&self, t: Time) -> usize {
        if self.finished.is_some_and(|at| at <= t) { 0 } else { self.started_by(t) }
    }

    /// When the last of those who wait began to; zero if nobody does.
    pub fn last_start(&self) -> Time {
        let last = self.started_by(Time::MAX).checked_sub(1);
        last.and_then(|user| self.lane(user).0.ever()).unwrap_or_default()
    }

    /// The users whose codes had arrived by time `t`, in the order of arrival.
    pub fn arrived_by(&self, t: Time) -> &[u32] {
        let by_then = |user: &u32| self.lane(*user as usize).1.by(t).is_some();
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
        self.ended_at(*self.arrivals.get(place)? as usize)
    }

    /// How much later than `wait` after it could begin the user's code arrived; `None` while it has not. (Where it is not
    /// known when a future could begin, it counts from when it did.)
    pub fn lateness(&self, user: usize, wait: Time) -> Option<Time> {
        let created = self.detail.as_ref().and_then(|detail| detail.created[user].ever());
        let began = created.or(self.lane(user).0.ever())?;
        Some(self.ended_at(user)? - (began + wait))
    }

    fn ended_at(&self, user: usize) -> Option<Time> {
        self.lane(user).1.by(Time::MAX).map(|(_, at)| at)
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

    /// Whose futures took a step in a poll: nobody's, if the strategy did something of its own.
    pub fn users(&self, poll: &Poll) -> &[usize] {
        self.detail.as_ref().map_or(&[], |detail| detail.users(poll))
    }

    /// Each single poll, in order; none of a large crowd.
    pub fn each_poll(&self) -> &[Poll] {
        self.detail.as_ref().map_or(&[], Detail::polls)
    }
}

fn record_detail(detail: &mut Detail, at: Time, event: Event) {
    match event {
        Event::Created { user } => detail.created[user] = Moment::at(at),
        Event::Woken { user } => detail.woken[user] = Moment::at(at),
        Event::Started { user } => detail.start(user),
        Event::Arrived { user } | Event::Refused { user } => detail.step(user),
        Event::Polled { busy, .. } => detail.end_poll(at, busy),
        Event::Cancelled { .. } | Event::Finished | Event::Hidden | Event::Shown => {}
    }
}
