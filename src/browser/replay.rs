//! Showing what was recorded once more, as it happened or slower or faster.

use super::{clock::Clock, frames::Frames};
use crate::time::{Speed, Time};

/// A moment that moves on by itself.
#[must_use = "dropping it stops the moment"]
pub struct Replay {
    from: Time,
    clock: Clock,
    /// When it is drawn.
    pub frames: Frames,
}

impl Replay {
    /// Moves on from `from`, at that speed. `draw` is called in the frames that are asked for.
    pub fn start(from: Time, speed: Speed, draw: impl Fn() + 'static) -> Self {
        Self { from, clock: Clock::start(speed), frames: Frames::new(draw) }
    }

    /// The moment that it has come to.
    pub fn moment(&self) -> Time {
        self.from + self.clock.now()
    }
}
