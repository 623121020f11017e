//! What the reader asked for: the attributes of the element, validated.

mod parse;
mod query;
mod read;

pub use query::query;
pub use read::{Attributes, SettingsError};

use crate::time::{Speed, Time};

/// Everything that a run depends on. The fields say what the attributes of the same names mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// How many users wait, and how long: `users`, `min-wait`, `max-wait`, `step`, or `waits`.
    pub waits: Waits,
    /// What the waits and codes are drawn from; `None` asks for a new seed each time.
    pub seed: Option<u32>,
    /// All are run at the same moment, on the same waits. At least one; none twice.
    pub strategies: Vec<Strategy>,
    /// How fast simulated time passes.
    pub speed: Speed,
    /// What the figure shows besides the comparison. At least one; none twice.
    pub panels: Vec<Panel>,
    /// The first user is the reader.
    pub you: bool,
    /// The reader guesses how long it will take.
    pub guess: bool,
}

/// How long everybody waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Waits {
    /// As many users as there are waits, each 0 to 3600 s.
    Exact(Vec<Time>),
    /// Each wait is drawn from the range.
    Drawn {
        /// 1 to 1 000 000.
        users: u32,
        /// What a wait may be.
        range: Range,
    },
}

/// The possible waits: `min`, `min + step`, `min + 2 * step` and so on, all below `max`: Python's
/// `randrange(min, max, step)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    min: Time,
    max: Time,
    step: Time,
}

/// A way of waiting for everybody, with what it depends on besides the waits. What each one does is in
/// [`crate::strategy`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strategy {
    /// [`one_by_one`](crate::strategy::one_by_one)
    OneByOne,
    /// [`all_at_once`](crate::strategy::all_at_once)
    AllAtOnce,
    /// [`at_most`](crate::strategy::at_most) so many: `limit`.
    AtMost(usize),
    /// [`first`](crate::strategy::first)
    First,
    /// [`deadline`](crate::strategy::deadline), so long after the start: `deadline`.
    Deadline(Time),
    /// [`fail_fast`](crate::strategy::fail_fast)
    FailFast,
    /// [`blocking`](crate::strategy::blocking) the thread, for at most so long: [`MOST_BLOCKED`].
    Blocking(Time),
    /// [`never_awaited`](crate::strategy::never_awaited)
    NeverAwaited,
}

/// A part of the figure that can be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Panel {
    /// A lane for each user on one axis of seconds.
    Timeline,
    /// What each task said.
    Transcript,
    /// The code that runs, and where in it everybody stands.
    Source,
    /// What the one thread does.
    Loop,
}

/// The largest number of users.
pub const MAX_USERS: u32 = 1_000_000;
/// The real time for which a run may block the page, and no longer: then the reader gets it back.
pub const MOST_BLOCKED: Time = Time::from_secs(3);
/// The longest list of exact waits.
pub const MAX_EXACT_WAITS: usize = 10_000;

impl Waits {
    /// How many users wait.
    pub fn users(&self) -> usize {
        match self {
            Self::Exact(waits) => waits.len(),
            Self::Drawn { users, .. } => *users as usize,
        }
    }
}

impl Range {
    /// How many waits are possible.
    pub fn count(self) -> u32 {
        (self.max - self.min).as_micros().div_ceil(self.step.as_micros()) as u32
    }

    /// The possible wait at `index`, which is below [`Range::count`].
    pub fn value(self, index: u32) -> Time {
        self.min + self.step * u64::from(index)
    }
}

impl Strategy {
    /// Every strategy, in the order in which they are best learnt.
    pub fn all(limit: usize, deadline: Time, most_blocked: Time) -> [Self; 8] {
        [
            Self::OneByOne,
            Self::AllAtOnce,
            Self::AtMost(limit),
            Self::First,
            Self::Deadline(deadline),
            Self::FailFast,
            Self::Blocking(most_blocked),
            Self::NeverAwaited,
        ]
    }

    /// The name in the `strategies` attribute and in reports.
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
    /// Those that are shown unless others are asked for.
    pub const USUAL: [Self; 2] = [Self::Timeline, Self::Transcript];

    /// The name in the `panels` attribute.
    pub fn name(self) -> &'static str {
        match self {
            Self::Timeline => "timeline",
            Self::Transcript => "transcript",
            Self::Source => "source",
            Self::Loop => "loop",
        }
    }
}
