//! How long a loop may go on before it lets others run.

use std::cell::Cell;

use crate::{
    platform::{Platform, SLICE},
    timers::Tick,
};

/// A loop's share of the thread: [`SLICE`]. It is a span of time and not a number of steps, because the same step takes ten times
/// as long on a slow machine, or before the engine has optimised the code.
#[derive(Default)]
pub struct TimeSlice {
    steps: Cell<u32>,
    /// When the first of these steps was taken.
    began: Cell<Tick>,
}

/// The clock is read once every `STEPS` steps: reading it takes as long as a step.
const STEPS: u32 = 256;

impl TimeSlice {
    /// Counts a step; returns whether the slice is used up. Then the next step begins another.
    pub fn count_step(&self, platform: &Platform) -> bool {
        let steps = self.steps.get();
        self.steps.set(steps.wrapping_add(1));
        if steps == 0 {
            self.began.set(platform.tick());
            return false;
        }
        let is_used_up = steps.is_multiple_of(STEPS) && platform.tick() - self.began.get() >= SLICE;
        if is_used_up {
            self.steps.set(0);
        }
        is_used_up
    }
}
