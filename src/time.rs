//! Simulated and real time: two types, so that one cannot be added to the other.

use std::{
    iter::Sum,
    marker::PhantomData,
    ops::{Add, AddAssign, Mul, RangeInclusive, Sub},
};

/// A span of time, or a point in time as the span since its clock's start, in whole microseconds.
///
/// All arithmetic saturates, at zero and at [`Time::MAX`]: no sum wraps, and a difference is never negative.
///
/// The standard library's `Duration` is twice as large, which counts when a million users are recorded. It would also add a tenth
/// to the module that the page loads.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Time<Kind> {
    micros: u64,
    kind: PhantomData<Kind>,
}

/// Time as the users live it: at `speed="10"`, ten of their seconds pass in a real one. Counts from the start of the run.
pub type SimTime = Time<Simulated>;

/// Time on the reader's own clock.
pub type RealTime = Time<Real>;

/// Marks a [`SimTime`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Simulated;

/// Marks a [`RealTime`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Real;

impl<Kind> Time<Kind> {
    /// No time at all.
    pub const ZERO: Self = Self::from_micros(0);

    /// Longer than anything lasts.
    pub const MAX: Self = Self::from_micros(u64::MAX);

    /// From microseconds.
    pub const fn from_micros(micros: u64) -> Self {
        Self { micros, kind: PhantomData }
    }

    /// From milliseconds.
    pub const fn from_millis(millis: u64) -> Self {
        Self::from_micros(millis.saturating_mul(1000))
    }

    /// From seconds.
    pub const fn from_secs(seconds: u64) -> Self {
        Self::from_micros(seconds.saturating_mul(1_000_000))
    }

    /// From milliseconds, rounded to the microsecond. A negative number, or NaN, gives zero.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast from a float saturates")]
    pub fn from_millis_f64(millis: f64) -> Self {
        Self::from_micros((millis * 1000.0).round_ties_even() as u64)
    }

    /// In microseconds.
    pub const fn as_micros(self) -> u64 {
        self.micros
    }

    /// In milliseconds.
    pub fn as_millis_f64(self) -> f64 {
        to_f64(self.micros) / 1000.0
    }

    /// In seconds.
    pub fn as_secs_f64(self) -> f64 {
        to_f64(self.micros) / 1_000_000.0
    }

    /// Rounded to whole seconds.
    #[must_use]
    pub fn whole_seconds(self) -> Self {
        Self::from_secs(self.micros.saturating_add(500_000) / 1_000_000)
    }

    /// Multiplied by `numerator` and divided by `denominator`, which is not zero.
    #[must_use]
    pub fn scaled(self, numerator: u32, denominator: u32) -> Self {
        Self::from_micros(self.micros.saturating_mul(numerator.into()) / u64::from(denominator))
    }
}

impl<Kind: Copy> Time<Kind> {
    /// As a multiple of `unit`, which is not zero.
    pub fn in_units_of(self, unit: Self) -> f64 {
        to_f64(self.micros) / to_f64(unit.micros)
    }
}

#[expect(clippy::cast_precision_loss, reason = "exact up to 2⁵³ µs, which is 285 years")]
fn to_f64(micros: u64) -> f64 {
    micros as f64
}

impl SimTime {
    /// No run lasts longer: a million waits of an hour each, one after another, and the lateness that may add up.
    pub const LONGEST_RUN: Self = Self::from_secs(4_000_000_000);
}

impl<Kind> Add for Time<Kind> {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self::from_micros(self.micros.saturating_add(other.micros))
    }
}

impl<Kind: Copy> AddAssign for Time<Kind> {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl<Kind> Sub for Time<Kind> {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self::from_micros(self.micros.saturating_sub(other.micros))
    }
}

impl<Kind> Mul<u64> for Time<Kind> {
    type Output = Self;

    fn mul(self, factor: u64) -> Self {
        Self::from_micros(self.micros.saturating_mul(factor))
    }
}

impl<Kind> Sum for Time<Kind> {
    fn sum<I: Iterator<Item = Self>>(times: I) -> Self {
        times.fold(Self::ZERO, Add::add)
    }
}

/// Simulated seconds per real second: 0.1 to 1000, kept in millionths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Speed(u64);

impl Speed {
    /// Simulated time passes as fast as real time.
    pub const REAL_TIME: Self = Self(1_000_000);

    const ALLOWED: RangeInclusive<u64> = 100_000..=1_000_000_000;

    /// A speed in the allowed range, or `None`.
    pub fn from_millionths(millionths: u64) -> Option<Self> {
        Self::ALLOWED.contains(&millionths).then_some(Self(millionths))
    }

    /// The speed of a replay at `percent` of this one. It may lie outside of the allowed range.
    #[must_use]
    pub fn scaled(self, percent: u32) -> Self {
        Self(self.0 * u64::from(percent) / 100)
    }

    /// In millionths.
    pub fn millionths(self) -> u64 {
        self.0
    }

    /// As a factor.
    pub fn factor(self) -> f64 {
        to_f64(self.0) / 1e6
    }

    /// The simulated time that passes in `real`.
    pub fn simulated(self, real: RealTime) -> SimTime {
        SimTime::from_millis_f64(real.as_millis_f64() * self.factor())
    }

    /// The real time in which `simulated` passes.
    pub fn real(self, simulated: SimTime) -> RealTime {
        RealTime::from_millis_f64(simulated.as_millis_f64() / self.factor())
    }
}
