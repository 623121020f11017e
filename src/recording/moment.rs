//! Moments of a user's wait, in a few bytes: a million of them are recorded.

use crate::time::Time;

/// A moment, if it has come: half the size of an `Option<Time>`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Moment(Time);

impl Moment {
    pub const NOT_YET: Self = Self(Time::MAX);

    pub fn at(time: Time) -> Self {
        Self(time)
    }

    /// The moment, if it had come by time `t`.
    pub fn by(self, t: Time) -> Option<Time> {
        (self != Self::NOT_YET && self.0 <= t).then_some(self.0)
    }

    /// The moment, if it has come at all.
    pub fn ever(self) -> Option<Time> {
        self.by(Time::MAX)
    }
}

/// How a user's future ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    Arrived,
    Refused,
    Cancelled,
}

/// An end and its moment, if it has come: 62 bits, which hold a hundred thousand years of microseconds, and two for the
/// end.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Ending(u64);

const ENDS: [End; 3] = [End::Arrived, End::Refused, End::Cancelled];

impl Ending {
    pub const NOT_YET: Self = Self(u64::MAX);

    pub fn new(end: End, at: Time) -> Self {
        Self((at.as_micros() << 2) | end as u64)
    }

    /// How it ended and when, if it had by time `t`.
    pub fn by(self, t: Time) -> Option<(End, Time)> {
        let (end, at) = (ENDS.get((self.0 & 3) as usize)?, Time::from_micros(self.0 >> 2));
        (at <= t).then_some((*end, at))
    }
}
