//! What can happen in a waiting room.

use crate::time::Time;

/// Something that happened; the time at which it did is told beside it. Users are indices, counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// The user's future was made. It does nothing yet. (Told only in a small room.)
    Created {
        /// Whose future it is.
        user: usize,
    },
    /// The user's future was polled for the first time: the wait begins.
    Started {
        /// Who begins to wait.
        user: usize,
    },
    /// The timer woke the user's future, which is polled as soon as the thread comes to it. (Told only in a small room, and
    /// only when it was polled; not of the reader, whom no timer wakes.)
    Woken {
        /// Who was woken.
        user: usize,
    },
    /// The user typed the code: the wait is over.
    Arrived {
        /// Whose code it is.
        user: usize,
    },
    /// The user typed a wrong code, and the strategy noticed.
    Refused {
        /// Who typed it.
        user: usize,
    },
    /// The user's future was dropped before it was done: nobody waits for the code any more.
    Cancelled {
        /// Who was given up.
        user: usize,
    },
    /// The executor polled tasks, one right after another, and is done with that now.
    Polled {
        /// How many polls that were: one, unless the room is too large to time each by itself.
        polls: u32,
        /// How long they took, in simulated time.
        busy: Time,
    },
    /// The strategy completed.
    Finished,
    /// The page was hidden: browsers let the timers of hidden pages wait. (The page tells, not the room.)
    Hidden,
    /// The page can be seen again.
    Shown,
}

impl Event {
    /// Its name and up to two numbers: whose future it is about, counted from 1 as readers count, or how many polls there were
    /// and how many microseconds they took.
    pub fn told(self) -> (&'static str, u64, u64) {
        let about = |name, user: usize| (name, user as u64 + 1, 0);
        match self {
            Self::Created { user } => about("created", user),
            Self::Started { user } => about("started", user),
            Self::Woken { user } => about("woken", user),
            Self::Arrived { user } => about("arrived", user),
            Self::Refused { user } => about("refused", user),
            Self::Cancelled { user } => about("cancelled", user),
            Self::Polled { polls, busy } => ("polled", polls.into(), busy.as_micros()),
            Self::Finished => ("finished", 0, 0),
            Self::Hidden => ("hidden", 0, 0),
            Self::Shown => ("shown", 0, 0),
        }
    }

    /// The event that was told so, if there is one.
    pub fn from_told(name: &str, first: u64, second: u64) -> Option<Self> {
        let user = (first as usize).wrapping_sub(1);
        Some(match name {
            "created" => Self::Created { user },
            "started" => Self::Started { user },
            "woken" => Self::Woken { user },
            "arrived" => Self::Arrived { user },
            "refused" => Self::Refused { user },
            "cancelled" => Self::Cancelled { user },
            "polled" => Self::Polled { polls: first as u32, busy: Time::from_micros(second) },
            "finished" => Self::Finished,
            "hidden" => Self::Hidden,
            "shown" => Self::Shown,
            _ => return None,
        })
    }

    /// Whose future it is about, if it is about one.
    pub fn user(self) -> Option<usize> {
        match self {
            Self::Created { user }
            | Self::Started { user }
            | Self::Woken { user }
            | Self::Arrived { user }
            | Self::Refused { user }
            | Self::Cancelled { user } => Some(user),
            Self::Polled { .. } | Self::Finished | Self::Hidden | Self::Shown => None,
        }
    }
}

/// Whether, in a room of so many users, everything is told. In a larger one not every poll is an event of its own, and
/// futures are told of only when they start and end: looking at a browser's clock takes as long as half a poll.
pub fn is_told_singly(users: usize) -> bool {
    users <= 1000
}
