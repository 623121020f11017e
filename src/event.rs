//! What can happen in a waiting room.

use crate::time::Time;

/// Something that happened; the time at which it did is told beside it. Users are indices, counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// The user's future was polled for the first time: the wait begins.
    Started {
        /// Who begins to wait.
        user: usize,
    },
    /// The user typed the code: the wait is over.
    Arrived {
        /// Whose code it is.
        user: usize,
    },
    /// The executor polled tasks, one right after another.
    Polled {
        /// How many polls that were: one, unless the room is too large to time each by itself.
        polls: u32,
        /// How long they took, in simulated time.
        busy: Time,
    },
    /// The strategy completed.
    Finished,
}
