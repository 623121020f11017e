//! Which time of a run is shown.

use crate::time::{RealTime, SimTime, Speed};

/// Shows the run as it goes on, or an earlier time of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Playhead {
    /// At the latest time, which moves on while the run does.
    Live,
    /// Paused.
    Paused(SimTime),
    /// Moving on by itself, until it reaches the latest time.
    Playing {
        /// Where it began.
        from: SimTime,
        /// When it began.
        since: RealTime,
        /// How fast it moves.
        rate: PlaybackRate,
    },
}

impl Playhead {
    /// The time that it shows of a run that has reached `latest`.
    pub fn time(self, latest: SimTime, speed: Speed, now: RealTime) -> SimTime {
        let time = match self {
            Self::Live => latest,
            Self::Paused(at) => at,
            Self::Playing { from, since, rate } => from + rate.applied_to(speed.simulated(now - since)),
        };
        time.min(latest)
    }
}

/// How fast a run is shown again, in percent of its own speed: 1 to 500.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlaybackRate(u32);

impl PlaybackRate {
    /// A rate in the allowed range, or `None`.
    pub fn from_percent(percent: u32) -> Option<Self> {
        (1..=500).contains(&percent).then_some(Self(percent))
    }

    fn applied_to(self, time: SimTime) -> SimTime {
        time.scaled(self.0, 100)
    }
}

impl Default for PlaybackRate {
    fn default() -> Self {
        Self(100)
    }
}

/// Where in a run to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seek {
    /// To that time; to the latest, if the run has not reached it.
    To(SimTime),
    /// To the last beginning or end of a poll or a wait before the time that is shown; to the beginning if there is none.
    PreviousEvent,
    /// To the next such time; to the latest time if there is none.
    NextEvent,
}
