//! A run under way.

use super::{event_loop::EventLoop, frames::Frames};

/// Owns what a run needs of the browser.
#[must_use = "dropping a run ends its tasks and clears its timer"]
pub struct Run {
    /// Where its tasks live.
    pub event_loop: EventLoop,
    /// When it is drawn.
    pub frames: Frames,
}

impl Drop for Run {
    fn drop(&mut self) {
        self.event_loop.silence();
    }
}
