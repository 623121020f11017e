//! When a user's wait began and ended, in eight bytes each: a million of them are recorded.

use crate::{event::End, time::SimTime};

/// A time, or [`PackedTime::NEVER`]: half the size of an `Option<SimTime>`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct PackedTime(SimTime);

impl PackedTime {
    pub const NEVER: Self = Self(SimTime::MAX);

    pub fn new(time: SimTime) -> Self {
        Self(time)
    }

    /// The time, if it had come by `t`.
    pub fn by(self, t: SimTime) -> Option<SimTime> {
        (self != Self::NEVER && self.0 <= t).then_some(self.0)
    }
}

/// How and when a task ended: two bits for how, and 62 for microseconds, which is a hundred thousand years.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct PackedEnd(u64);

/// In the order of the enum: `how as u64` is the index.
const ENDS: [End; 4] = [End::Done, End::Refused, End::Cancelled, End::GaveUp];

impl PackedEnd {
    pub const NEVER: Self = Self(u64::MAX);

    pub fn new(how: End, at: SimTime) -> Self {
        Self((at.as_micros().min(SimTime::LONGEST_RUN.as_micros()) << 2) | how as u64)
    }

    /// How and when, if it had ended by time `t`.
    pub fn by(self, t: SimTime) -> Option<(End, SimTime)> {
        let (how, at) = (ENDS[(self.0 & 3) as usize], SimTime::from_micros(self.0 >> 2));
        (self != Self::NEVER && at <= t).then_some((how, at))
    }
}
