//! The browser's clock and its timer.

use std::{cell::RefCell, rc::Rc};

use gloo_timers::callback::Timeout;
use web_sys::Performance;

use super::dom::{OrBroken, window};
use crate::{
    platform::{Clock, Platform},
    time::{RealTime, SimTime, Speed},
    timers::{NEVER, Tick},
};

/// The real time since the page was opened.
pub fn now() -> RealTime {
    RealTime::from_millis_f64(performance().now())
}

/// The browser's event loop as a platform: its tasks run by `spawn_local`, and its sleepers share one browser timer. Its time
/// starts now. (For tests and benchmarks. A figure knows from its session when its run began.)
pub fn start_platform(speed: Speed) -> Platform {
    platform_since(now(), speed)
}

/// The same, but its time began at `start`.
pub fn platform_since(start: RealTime, speed: Speed) -> Platform {
    Platform::new(Rc::new(BrowserClock { performance: performance(), start, speed, timeout: RefCell::default() }))
}

fn performance() -> Performance {
    window().performance().or_broken("a page has performance.now()")
}

/// Simulated time since `start`. A tick is one *real* millisecond: browsers' timers count in those.
struct BrowserClock {
    performance: Performance,
    start: RealTime,
    speed: Speed,
    /// The timer that is set. Dropping a `Timeout` clears it.
    timeout: RefCell<Option<Timeout>>,
}

/// Browsers keep a timer's delay as a signed 32-bit integer; a longer delay fires at once.
/// <https://html.spec.whatwg.org/multipage/timers-and-user-prompts.html#dom-settimeout>
const MAX_DELAY: f64 = i32::MAX as f64;

/// A browser may fire a timer late, by a share of its delay: Firefox by up to an eighth, as measured (74 ms of 600, 84 of 800, 128
/// of 1300). So a long timer is set to seven eighths, and then again for the rest.
const EARLY_FACTOR: f64 = 7.0 / 8.0;

/// Below this many milliseconds, an eighth of the delay is less than 4 ms, the minimum delay of a nested timer: a second timer
/// would fire no earlier than the first.
/// <https://html.spec.whatwg.org/multipage/timers-and-user-prompts.html#timer-initialisation-steps>
const SHORT_DELAY: f64 = 32.0;

impl BrowserClock {
    fn elapsed(&self) -> RealTime {
        RealTime::from_millis_f64(self.performance.now()) - self.start
    }

    /// The delay with which to set a browser timer so that it fires at `tick`, in milliseconds; less, if `tick` is far away.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to what fits")]
    fn delay_until(&self, tick: Tick) -> u32 {
        let left = (f64::from(tick) - self.elapsed().as_millis_f64()).ceil();
        let delay = if left < SHORT_DELAY { left } else { left * EARLY_FACTOR };
        delay.clamp(0.0, MAX_DELAY) as u32
    }
}

impl Clock for BrowserClock {
    fn now(&self) -> SimTime {
        self.speed.simulated(self.elapsed())
    }

    fn tick(&self) -> Tick {
        Tick::try_from(self.elapsed().as_micros() / 1000).unwrap_or(NEVER).min(NEVER - 1)
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a cast from a float saturates, at NEVER"
    )]
    fn tick_at(&self, at: SimTime) -> Tick {
        (at.as_millis_f64() / self.speed.factor()).ceil() as Tick
    }

    fn set_timer(&self, tick: Tick, on_timer: Box<dyn FnOnce()>) {
        self.clear_timer();
        self.timeout.replace(Some(Timeout::new(self.delay_until(tick), on_timer)));
    }

    fn clear_timer(&self) {
        self.timeout.take();
    }

    fn block_until(&self, at: SimTime) {
        while self.now() < at {}
    }
}
