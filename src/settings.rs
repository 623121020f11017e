//! What the reader asked for: the attributes of the element, validated.

mod parse;
mod query;

pub use query::query;

use std::fmt;

use crate::{
    format::seconds_number,
    strategy::Strategy,
    time::{Speed, Time},
};
use parse::{choices, decimal, seconds, shortened, whole};

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

/// A part of the figure that can be left out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Panel {
    /// A lane for each user on one axis of seconds.
    Timeline,
    /// What each task said.
    Transcript,
}

/// An attribute that cannot be used. Its text names the attribute, the value, and what is allowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingsError {
    attribute: &'static str,
    value: String,
    allowed: String,
}

/// The largest number of users.
pub const MAX_USERS: u32 = 1_000_000;
/// The longest list of exact waits.
pub const MAX_EXACT_WAITS: usize = 10_000;

const HOUR: Time = Time::from_secs(3600);
const SHORTEST_STEP: Time = Time::from_millis(1);

/// Parts of the interface that are not built yet. They are refused, rather than accepted without doing anything.
const LATER_ATTRIBUTES: [&str; 5] = ["limit", "deadline", "controls", "you", "guess"];
const LATER_PANELS: [&str; 2] = ["source", "loop"];
const LATER_STRATEGIES: [&str; 6] = ["at-most", "first", "deadline", "fail-fast", "blocking", "never-awaited"];

/// Tells the value of the attribute with the given name, or `None` if it is absent.
pub type Attributes<'a> = &'a dyn Fn(&str) -> Option<String>;

impl Settings {
    /// Reads the settings from attributes. An absent one means its default.
    ///
    /// # Errors
    ///
    /// The first attribute whose value is not allowed.
    pub fn read(get: Attributes) -> Result<Self, SettingsError> {
        for attribute in LATER_ATTRIBUTES {
            refuse(attribute, get)?;
        }
        Ok(Self {
            waits: Waits::read(get)?,
            seed: read("seed", get, |value| whole(value, 0..=u32::MAX))?,
            strategies: read("strategies", get, |value| {
                let chosen = choices(value, &Strategy::ALL.map(Strategy::name), &LATER_STRATEGIES)?;
                Ok(chosen.into_iter().map(|place| Strategy::ALL[place]).collect())
            })?
            .unwrap_or_else(|| vec![Strategy::AllAtOnce]),
            speed: read("speed", get, speed)?.unwrap_or(Speed::REAL),
            panels: read("panels", get, |value| {
                let chosen = choices(value, &Panel::ALL.map(Panel::name), &LATER_PANELS)?;
                Ok(chosen.into_iter().map(|place| Panel::ALL[place]).collect())
            })?
            .unwrap_or_else(|| Panel::ALL.to_vec()),
        })
    }
}

impl Waits {
    fn read(get: Attributes) -> Result<Self, SettingsError> {
        let users = read("users", get, |value| whole(value, 1..=MAX_USERS))?.unwrap_or(6);
        let range = Range::read(get)?;
        let exact = read("waits", get, exact_waits)?;
        Ok(exact.map_or(Self::Drawn { users, range }, Self::Exact))
    }

    /// How many users wait.
    pub fn users(&self) -> usize {
        match self {
            Self::Exact(waits) => waits.len(),
            Self::Drawn { users, .. } => *users as usize,
        }
    }
}

impl Range {
    fn read(get: Attributes) -> Result<Self, SettingsError> {
        let min = read("min-wait", get, |value| seconds(value, Time::ZERO..=HOUR))?;
        let max = read("max-wait", get, |value| seconds(value, Time::ZERO..=HOUR))?;
        let step = read("step", get, |value| seconds(value, SHORTEST_STEP..=HOUR))?.unwrap_or(Time::from_secs(1));
        let range = Self { min: min.unwrap_or(Time::from_secs(5)), max: max.unwrap_or(Time::from_secs(15)), step };
        if range.min < range.max { Ok(range) } else { Err(range.reversed(min.is_some())) }
    }

    /// How many waits are possible.
    pub fn count(self) -> u32 {
        (self.max - self.min).as_micros().div_ceil(self.step.as_micros()) as u32
    }

    /// The possible wait at `index`, which is below [`Range::count`].
    pub fn value(self, index: u32) -> Time {
        self.min + self.step * u64::from(index)
    }

    /// Blames `min-wait`, unless only `max-wait` was given.
    fn reversed(self, min_is_given: bool) -> SettingsError {
        let (min, max) = (seconds_number(self.min), seconds_number(self.max));
        if min_is_given {
            SettingsError::new("min-wait", &min, format!("it must be below max-wait, which is {max}"))
        } else {
            SettingsError::new("max-wait", &max, format!("it must be above min-wait, which is {min}"))
        }
    }
}

impl Panel {
    const ALL: [Self; 2] = [Self::Timeline, Self::Transcript];

    fn name(self) -> &'static str {
        match self {
            Self::Timeline => "timeline",
            Self::Transcript => "transcript",
        }
    }
}

impl SettingsError {
    fn new(attribute: &'static str, value: &str, allowed: String) -> Self {
        Self { attribute, value: shortened(value), allowed }
    }
}

impl fmt::Display for SettingsError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}=\"{}\" does not work: {}.", self.attribute, self.value, self.allowed)
    }
}

impl std::error::Error for SettingsError {}

/// An attribute's value as `parse` understands it; `parse` fails with what is allowed.
fn read<T>(
    attribute: &'static str,
    get: Attributes,
    parse: impl Fn(&str) -> Result<T, String>,
) -> Result<Option<T>, SettingsError> {
    let Some(value) = get(attribute) else { return Ok(None) };
    parse(&value).map(Some).map_err(|allowed| SettingsError::new(attribute, &value, allowed))
}

fn refuse(attribute: &'static str, get: Attributes) -> Result<(), SettingsError> {
    let not_yet = |_: &str| Err("this attribute is not built yet; leave it out".to_owned());
    read(attribute, get, not_yet).map(|_: Option<()>| ())
}

fn speed(value: &str) -> Result<Speed, String> {
    let speed = decimal(value).and_then(Speed::from_millionths);
    speed.ok_or_else(|| "it must be a number from 0.1 to 1000".to_owned())
}

fn exact_waits(value: &str) -> Result<Vec<Time>, String> {
    let waits: Vec<_> = value.split_ascii_whitespace().collect();
    if waits.is_empty() || waits.len() > MAX_EXACT_WAITS {
        return Err(format!("it must be 1 to 10 000 numbers of seconds, separated by spaces, not {}", waits.len()));
    }
    let wait = |text: &&str| {
        seconds(text, Time::ZERO..=HOUR).map_err(|_| {
            format!("each wait must be a number of seconds from 0 to 3600, and “{}” is not", shortened(text))
        })
    };
    waits.iter().map(wait).collect()
}
