//! The browser's clock, read as simulated time.

use wasm_bindgen::UnwrapThrowExt;
use web_sys::Performance;

use crate::{
    time::{Speed, Time},
    timers::{NEVER, Tick},
};

/// Simulated time since the clock was made. A tick is one *real* millisecond: browsers' timers count in those.
#[derive(Clone)]
pub struct Clock {
    performance: Performance,
    /// `performance.now()` when the clock was made.
    start: f64,
    speed: Speed,
}

/// Browsers keep a timer's delay in 32 bits, with a sign; a longer delay fires at once.
/// <https://html.spec.whatwg.org/multipage/timers-and-user-prompts.html#dom-settimeout>
const LONGEST_DELAY: f64 = i32::MAX as f64;

/// A browser may fire a timer later than it was set, the more so the longer it was set: Firefox by up to an eighth, as measured
/// (74 ms of 600, 84 of 800, 128 of 1300). A timer that is set to seven eighths has surely fired by then.
const SURELY_BEFORE: f64 = 7.0 / 8.0;

/// For fewer milliseconds an eighth is less than 4 ms, which is the shortest delay that browsers allow a timer's own callback.
/// <https://html.spec.whatwg.org/multipage/timers-and-user-prompts.html#timer-initialisation-steps>
const NEAR: f64 = 32.0;

impl Clock {
    /// A clock that starts now.
    pub fn start(speed: Speed) -> Self {
        let performance = web_sys::window().and_then(|window| window.performance());
        let performance = performance.expect_throw("a page has performance.now()");
        let start = performance.now();
        Self { performance, start, speed }
    }

    /// The simulated time since the start.
    pub fn now(&self) -> Time {
        Time::from_millis_f64(self.real_millis() * self.speed.factor())
    }

    /// The last tick that has passed.
    pub fn tick(&self) -> Tick {
        (self.real_millis().floor() as Tick).min(NEVER - 1)
    }

    /// The first tick at which the simulated time is `at` or later; [`NEVER`], if ticks cannot count so far.
    pub fn tick_at(&self, at: Time) -> Tick {
        (at.as_millis_f64() / self.speed.factor()).ceil() as Tick
    }

    /// How long to set a browser timer so that it fires at `tick`, in milliseconds; less if `tick` is far away, and then the
    /// timer is to be set once more for the rest.
    pub fn delay_until(&self, tick: Tick) -> u32 {
        let left = (f64::from(tick) - self.real_millis()).ceil();
        let delay = if left < NEAR { left } else { left * SURELY_BEFORE };
        delay.clamp(0.0, LONGEST_DELAY) as u32
    }

    fn real_millis(&self) -> f64 {
        self.performance.now() - self.start
    }
}
