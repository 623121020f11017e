//! How long a loop may go on before it lets others run.

use std::cell::Cell;

use crate::{
    event::MAX_USERS_IN_DETAIL,
    platform::{Platform, SLICE},
    timers::Tick,
};

/// A loop's share of the thread: [`SLICE`]. It is a span of time and not a number of iterations, because an iteration takes ten
/// times as long on a slow machine, or before the engine has optimised the code.
///
/// A slice consists of *portions*. After each, the tasks that the loop has spawned are polled, which takes much longer than spawning
/// them; then the loop looks at the clock. A portion is a number of iterations, which grows while portions are short.
pub struct TimeSlice {
    portion: Cell<u32>,
    /// The iterations that are left of the portion.
    left: Cell<u32>,
    /// When the slice began, once it has.
    began: Cell<Option<Tick>>,
    portion_began: Cell<Tick>,
}

/// The first portion, and the smallest. A run that is recorded in detail starts without a pause.
const SMALLEST_PORTION: u32 = 1024;
const _: () = assert!(SMALLEST_PORTION as usize > MAX_USERS_IN_DETAIL);

/// Larger portions would save nothing.
const LARGEST_PORTION: u32 = 16 * SMALLEST_PORTION;

impl Default for TimeSlice {
    fn default() -> Self {
        let portion = Cell::new(SMALLEST_PORTION);
        Self { left: portion.clone(), portion, began: Cell::new(None), portion_began: Cell::new(0) }
    }
}

impl TimeSlice {
    /// Counts an iteration, the first of which begins the slice; returns whether it is time to let the spawned tasks be polled.
    pub fn count_iteration(&self, platform: &Platform) -> bool {
        if self.began.get().is_none() {
            self.portion_began.set(platform.tick());
            self.began.set(Some(self.portion_began.get()));
        }
        self.left.set(self.left.get() - 1);
        self.left.get() == 0
    }

    /// Ends a portion, and the slice if it is used up; returns whether it is. The next iteration begins another.
    pub fn end_portion(&self, platform: &Platform) -> bool {
        let now = platform.tick();
        let took = now - self.portion_began.replace(now);
        let portion = self.portion.get();
        self.portion.set(match took {
            0..=2 => (2 * portion).min(LARGEST_PORTION),
            SLICE.. => (portion / 2).max(SMALLEST_PORTION),
            _ => portion,
        });
        self.left.set(self.portion.get());
        let is_used_up = self.began.get().is_none_or(|began| now - began >= SLICE);
        if is_used_up {
            self.began.set(None);
        }
        is_used_up
    }
}
