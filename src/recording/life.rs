//! One user's future at a moment.

use super::{Recording, detail::Detail, moment::End};
use crate::time::Time;

/// What a user's future does at some moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// There is no such future yet.
    NotStarted,
    /// It could go on, but the thread has not come to it yet.
    Ready,
    /// It has the thread.
    Running,
    /// It waits, and takes no time of the thread.
    Suspended,
    /// The code is in.
    Arrived,
    /// The code is in, and is wrong.
    Refused,
    /// It was dropped before the code was in.
    Cancelled,
    /// It was dropped before anybody polled it.
    NeverPolled,
}

impl State {
    /// A name for style sheets and programs.
    pub fn name(self) -> &'static str {
        match self {
            Self::NotStarted => "not-started",
            Self::Ready => "ready",
            Self::Running => "running",
            Self::Suspended => "suspended",
            Self::Arrived => "arrived",
            Self::Refused => "refused",
            Self::Cancelled => "cancelled",
            Self::NeverPolled => "never-polled",
        }
    }
}

/// A user's future at some moment: its state, and what had happened to it by then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Life {
    /// What it does.
    pub state: State,
    /// When it was made. (Not known of a large crowd.)
    pub created: Option<Time>,
    /// When the wait began.
    pub started: Option<Time>,
    /// When the first poll gave the thread back. (Not known of a large crowd.)
    pub ran_until: Option<Time>,
    /// When it was over, however it ended.
    pub ended: Option<Time>,
}

impl Recording {
    /// A user's future at time `t`.
    pub fn life(&self, user: usize, t: Time) -> Life {
        let (started, ended) = self.lane(user);
        let created = self.detail.as_ref().and_then(|detail| detail.created[user].by(t));
        let first_poll = self.detail.as_ref().and_then(|detail| detail.first_poll(user));
        Life {
            state: self.state(user, t),
            created,
            started: started.by(t),
            ran_until: first_poll.map(|poll| poll.end().min(t)).filter(|_| started.by(t).is_some()),
            ended: ended.by(t).map(|(_, at)| at),
        }
    }

    /// The state of a user's future at time `t`.
    pub fn state(&self, user: usize, t: Time) -> State {
        let (started, ended) = self.lane(user);
        let detail: Option<&Detail> = self.detail.as_ref();
        if detail.is_some_and(|detail| detail.is_running(user, t)) {
            return State::Running;
        }
        match (started.by(t), ended.by(t)) {
            (_, Some((End::Arrived, _))) => State::Arrived,
            (_, Some((End::Refused, _))) => State::Refused,
            (Some(_), Some((End::Cancelled, _))) => State::Cancelled,
            (None, Some((End::Cancelled, _))) => State::NeverPolled,
            (Some(started), None) => {
                let woken = detail.and_then(|detail| detail.woken[user].by(t));
                if woken.is_some_and(|woken| woken > started) { State::Ready } else { State::Suspended }
            }
            (None, None) => {
                let created = detail.and_then(|detail| detail.created[user].by(t));
                if created.is_some() { State::Ready } else { State::NotStarted }
            }
        }
    }
}
