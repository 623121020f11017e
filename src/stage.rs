//! How far a run is.

use crate::time::{RealTime, SimTime};

/// A run is ready, then it runs, then it has ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Nothing has run yet.
    Ready,
    /// Codes are on their way.
    Running {
        /// When the run began.
        since: RealTime,
    },
    /// Nothing happens any more.
    Ended {
        /// How it ended.
        how: RunEnd,
        /// How long the run had lasted.
        at: SimTime,
    },
}

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RunEnd {
    /// Every strategy completed.
    Finished,
    /// It was stopped before that.
    Stopped,
}
