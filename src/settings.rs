//! What the page asks for: the attributes of the element, validated.

mod parse;
mod read;

pub use read::{GetAttribute, SettingsError};

use crate::time::{RealTime, SimTime, Speed};

/// Everything that a run depends on. A field means what the attribute of the same name does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// How many users wait, and how long: `users`, `min-wait`, `max-wait`, `step`, or `waits`.
    pub waits: Waits,
    /// The seed of waits and codes; `None` asks for a new one in each run.
    pub seed: Option<u32>,
    /// They all run at the same time, on the same waits. At least one; none twice.
    pub strategies: Vec<Strategy>,
    /// How fast simulated time passes.
    pub speed: Speed,
    /// What the figure shows besides the comparison. At least one; none twice.
    pub panels: Vec<Panel>,
    /// Whether the first user is the reader.
    pub you: bool,
    /// Whether the reader guesses how long it will take.
    pub guess: bool,
    /// Whether the reader may change the settings.
    pub controls: bool,
}

/// Everything that a run of a program depends on besides its text. A field means what the attribute of the same name does.
#[cfg(any(not(target_arch = "wasm32"), feature = "program"))]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProgramSettings {
    /// The seed of random numbers, unless the program sets one; `None` asks for a new one in each run.
    pub seed: Option<u32>,
    /// How fast simulated time passes.
    pub speed: Speed,
    /// What the figure shows besides the comparison. At least one; none twice.
    pub panels: Vec<Panel>,
    /// Whether the reader guesses how long it will take.
    pub guess: bool,
    /// Whether the reader may change the program.
    pub controls: bool,
}

/// How long each user waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Waits {
    /// As many users as there are waits, each 0 to 3600 s.
    Exact(Vec<SimTime>),
    /// Each wait is drawn from the range.
    Random {
        /// 1 to 1 000 000.
        users: u32,
        /// What a wait may be.
        range: WaitRange,
    },
}

/// The possible waits: `min`, `min + step`, `min + 2 * step` and so on, all below `max`: Python's
/// `randrange(min, max, step)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WaitRange {
    min: SimTime,
    max: SimTime,
    step: SimTime,
}

/// A way of waiting for everyone, with what it depends on besides the waits. [`crate::strategy`] has what each one does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strategy {
    /// [`one_by_one`](crate::strategy::one_by_one)
    OneByOne,
    /// [`all_at_once`](crate::strategy::all_at_once)
    AllAtOnce,
    /// [`at_most`](crate::strategy::at_most) `limit` users at a time.
    AtMost(usize),
    /// [`first`](crate::strategy::first)
    First,
    /// [`deadline`](crate::strategy::deadline), counted from the start of the run.
    Deadline(SimTime),
    /// [`fail_fast`](crate::strategy::fail_fast)
    FailFast,
    /// [`blocking`](crate::strategy::blocking) the thread, in all for at most this long: [`MAX_BLOCKED`] as simulated time.
    Blocking(SimTime),
    /// [`never_awaited`](crate::strategy::never_awaited)
    NeverAwaited,
}

/// A part of the figure that the page can leave out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Panel {
    /// A lane for each user on one axis of seconds.
    Timeline,
    /// What became of each task, in words.
    Transcript,
    /// The source that runs, and the tasks on its lines.
    Source,
    /// What the one thread does.
    Loop,
}

/// The largest number of users.
pub const MAX_USERS: u32 = 1_000_000;
/// The longest real time for which a run may block the page.
pub const MAX_BLOCKED: RealTime = RealTime::from_secs(3);
/// The longest list of exact waits.
pub const MAX_EXACT_WAITS: usize = 10_000;

impl Waits {
    /// The number of users.
    pub fn users(&self) -> usize {
        match self {
            Self::Exact(waits) => waits.len(),
            Self::Random { users, .. } => *users as usize,
        }
    }
}

impl WaitRange {
    /// The number of possible waits.
    pub fn count(self) -> u32 {
        let count = (self.max - self.min).as_micros().div_ceil(self.step.as_micros());
        // At most an hour in steps of a millisecond, which always fits.
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    /// The possible wait at `index`, which is below [`WaitRange::count`].
    pub fn value(self, index: u32) -> SimTime {
        self.min + self.step * u64::from(index)
    }
}

impl Strategy {
    /// Every strategy, in the order in which they are best learnt.
    pub fn all(limit: usize, deadline: SimTime, max_blocked: SimTime) -> [Self; 8] {
        [
            Self::OneByOne,
            Self::AllAtOnce,
            Self::AtMost(limit),
            Self::First,
            Self::Deadline(deadline),
            Self::FailFast,
            Self::Blocking(max_blocked),
            Self::NeverAwaited,
        ]
    }

    /// For how long it may block the thread, in all.
    pub fn max_blocked(self) -> SimTime {
        if let Self::Blocking(max_blocked) = self { max_blocked } else { SimTime::ZERO }
    }

    /// Its name in the `strategies` attribute and in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::OneByOne => "one-by-one",
            Self::AllAtOnce => "all-at-once",
            Self::AtMost(_) => "at-most",
            Self::First => "first",
            Self::Deadline(_) => "deadline",
            Self::FailFast => "fail-fast",
            Self::Blocking(_) => "blocking",
            Self::NeverAwaited => "never-awaited",
        }
    }
}

impl Panel {
    /// Every panel.
    pub const ALL: [Self; 4] = [Self::Timeline, Self::Transcript, Self::Source, Self::Loop];
    /// The panels of a figure that names none.
    pub const DEFAULT: [Self; 2] = [Self::Timeline, Self::Transcript];

    /// Its name in the `panels` attribute.
    pub fn name(self) -> &'static str {
        match self {
            Self::Timeline => "timeline",
            Self::Transcript => "transcript",
            Self::Source => "source",
            Self::Loop => "loop",
        }
    }
}
