//! How long a loop may go on before it lets others run.

use std::cell::Cell;

use crate::{
    event::MAX_USERS_IN_DETAIL,
    platform::{Platform, SLICE},
    timers::Tick,
};

/// A loop's share of the thread: [`SLICE`]. It is a span of time and not a number of iterations, because an iteration takes ten
/// times as long on a slow machine, or before the engine has optimised the code.
#[derive(Default)]
pub struct TimeSlice {
    iterations: Cell<u32>,
    /// When the slice began.
    began: Cell<Tick>,
}

/// A loop looks at the clock once in this many iterations, after the tasks that it has spawned have been polled: polling them takes
/// much longer than spawning them. A run that is recorded in detail starts without a pause.
const CLOCK_INTERVAL: u32 = 1024;
const _: () = assert!(CLOCK_INTERVAL as usize > MAX_USERS_IN_DETAIL);

impl TimeSlice {
    /// Counts an iteration, the first of which begins the slice; returns whether it is time to let the spawned tasks be polled.
    pub fn count_iteration(&self, platform: &Platform) -> bool {
        let iterations = self.iterations.get();
        self.iterations.set(iterations.wrapping_add(1));
        if iterations == 0 {
            self.began.set(platform.tick());
        }
        iterations % CLOCK_INTERVAL == CLOCK_INTERVAL - 1
    }

    /// Ends the slice if it is used up, and returns whether it is. The next iteration begins another.
    pub fn end_if_used_up(&self, platform: &Platform) -> bool {
        let is_used_up = platform.tick() - self.began.get() >= SLICE;
        if is_used_up {
            self.iterations.set(0);
        }
        is_used_up
    }
}
