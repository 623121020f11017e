//! Simulated and real time.

use std::{
    iter::Sum,
    ops::{Add, AddAssign, Mul, RangeInclusive, Sub},
};

/// A span of time, or a moment as the span since the run began, in whole microseconds.
///
/// The standard library's `Duration` would do as well. This is half as large, which counts when a million users are
/// recorded, and takes a tenth off the size of the module that the page must load.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Time(u64);

impl Time {
    /// No time at all.
    pub const ZERO: Self = Self(0);

    /// Longer than anything lasts.
    pub const MAX: Self = Self(u64::MAX);

    /// So many microseconds.
    pub const fn from_micros(micros: u64) -> Self {
        Self(micros)
    }

    /// So many milliseconds.
    pub const fn from_millis(millis: u64) -> Self {
        Self(millis * 1000)
    }

    /// So many seconds.
    pub const fn from_secs(seconds: u64) -> Self {
        Self(seconds * 1_000_000)
    }

    /// So many milliseconds, rounded to the microsecond. Negative times become zero.
    pub fn from_millis_f64(millis: f64) -> Self {
        Self((millis * 1000.0).round_ties_even() as u64)
    }

    /// In microseconds.
    pub const fn as_micros(self) -> u64 {
        self.0
    }

    /// In milliseconds.
    pub fn as_millis_f64(self) -> f64 {
        self.0 as f64 / 1000.0
    }

    /// In seconds.
    pub fn as_secs_f64(self) -> f64 {
        self.0 as f64 / 1_000_000.0
    }

    /// As a multiple of `unit`, which is not zero.
    pub fn in_units_of(self, unit: Self) -> f64 {
        self.0 as f64 / unit.0 as f64
    }
}

impl Add for Time {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl AddAssign for Time {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

/// What is left; zero if `other` is the longer.
impl Sub for Time {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Mul<u64> for Time {
    type Output = Self;

    fn mul(self, times: u64) -> Self {
        Self(self.0 * times)
    }
}

impl Sum for Time {
    fn sum<I: Iterator<Item = Self>>(times: I) -> Self {
        times.fold(Self::ZERO, Add::add)
    }
}

/// How many simulated seconds pass in a real one: 0.1 to 1000, kept in millionths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Speed(u64);

impl Speed {
    /// Simulated time is real time.
    pub const REAL: Self = Self(1_000_000);

    const ALLOWED: RangeInclusive<u64> = 100_000..=1_000_000_000;

    /// A speed in the allowed range, or `None`.
    pub fn from_millionths(millionths: u64) -> Option<Self> {
        Self::ALLOWED.contains(&millionths).then_some(Self(millionths))
    }

    /// Simulated seconds per real second, in millionths.
    pub fn millionths(self) -> u64 {
        self.0
    }

    /// Simulated seconds per real second.
    pub fn factor(self) -> f64 {
        self.0 as f64 / 1e6
    }

    /// This speed a hundredth so many times.
    #[must_use]
    pub fn percent(self, percent: u64) -> Self {
        Self(self.0 * percent / 100)
    }

    /// The simulated time that passes in so much real time.
    pub fn simulated(self, real: Time) -> Time {
        Time::from_millis_f64(real.as_millis_f64() * self.factor())
    }

    /// The real time in which so much simulated time passes.
    pub fn real(self, simulated: Time) -> Time {
        Time::from_millis_f64(simulated.as_millis_f64() / self.factor())
    }
}
