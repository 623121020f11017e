//! From attributes to settings: what is allowed, what is the default, and what to say about the rest.

use std::fmt;

#[cfg(any(not(target_arch = "wasm32"), feature = "program"))]
use super::ProgramSettings;
use super::{
    MAX_BLOCKED, MAX_EXACT_WAITS, MAX_USERS, Panel, Settings, Strategy, WaitRange, Waits,
    parse::{choices, decimal, seconds, shortened, whole},
};
use crate::{
    format::seconds_number,
    time::{SimTime, Speed},
};

const HOUR: SimTime = SimTime::from_secs(3600);
const SHORTEST_STEP: SimTime = SimTime::from_millis(1);

/// Attributes that mean nothing for a program, and why.
#[cfg(any(not(target_arch = "wasm32"), feature = "program"))]
const NOT_OF_A_PROGRAM: [(&str, &str); 9] = [
    ("users", "which decides itself how many tasks it has"),
    ("waits", "which decides itself how long it sleeps"),
    ("min-wait", "which decides itself how long it sleeps"),
    ("max-wait", "which decides itself how long it sleeps"),
    ("step", "which decides itself how long it sleeps"),
    ("strategies", "which says itself what waits for what"),
    ("limit", "which says itself what waits for what"),
    ("deadline", "which says itself what waits for what"),
    ("you", "in which nobody types a code"),
];

/// Returns the value of the attribute with the given name, or `None` if it is absent.
pub type GetAttribute<'a> = &'a dyn Fn(&str) -> Option<String>;

/// An attribute that does not work. Its text names the attribute, the value, and what is allowed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingsError {
    attribute: &'static str,
    value: String,
    allowed: String,
}

impl fmt::Display for SettingsError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}=\"{}\" does not work: {}.", self.attribute, self.value, self.allowed)
    }
}

impl std::error::Error for SettingsError {}

impl Settings {
    /// Reads the settings from attributes. An absent one means its default.
    ///
    /// ```
    /// use waiting_room::settings::Settings;
    ///
    /// let settings = Settings::read(&|_| None).unwrap();
    /// assert_eq!(settings.waits.users(), 6);
    ///
    /// let error = Settings::read(&|name| (name == "users").then(|| "0".to_owned())).unwrap_err();
    /// assert_eq!(error.to_string(), "users=\"0\" does not work: it must be a whole number from 1 to 1\u{202f}000\u{202f}000.");
    /// ```
    ///
    /// # Errors
    ///
    /// The first attribute whose value is not allowed.
    pub fn read(get: GetAttribute) -> Result<Self, SettingsError> {
        parse(get, AttributeParser::settings)
    }
}

#[cfg(any(not(target_arch = "wasm32"), feature = "program"))]
impl ProgramSettings {
    /// The panels of a figure that names none.
    pub const DEFAULT_PANELS: [Panel; 3] = [Panel::Timeline, Panel::Transcript, Panel::Source];

    /// Reads the settings from attributes. An absent one means its default.
    ///
    /// # Errors
    ///
    /// The first attribute whose value is not allowed, or that means nothing for a program.
    pub fn read(get: GetAttribute) -> Result<Self, SettingsError> {
        parse(get, AttributeParser::program_settings)
    }
}

fn parse<'a, Read>(
    get: GetAttribute<'a>,
    read: impl FnOnce(&mut AttributeParser<'a>) -> Result<Read, String>,
) -> Result<Read, SettingsError> {
    let mut parser = AttributeParser { get, attribute: "", value: String::new() };
    read(&mut parser).map_err(|allowed| SettingsError {
        attribute: parser.attribute,
        value: shortened(&parser.value),
        allowed,
    })
}

/// Reads one attribute after another and remembers the last: it is the one to blame when a value is not allowed. The error of
/// each method says what is allowed.
struct AttributeParser<'a> {
    get: GetAttribute<'a>,
    attribute: &'static str,
    value: String,
}

impl AttributeParser<'_> {
    fn value(&mut self, attribute: &'static str) -> Option<&str> {
        self.attribute = attribute;
        self.value = (self.get)(attribute)?;
        Some(&self.value)
    }

    /// Makes `attribute` the one to blame.
    fn blame(&mut self, attribute: &'static str) {
        let _ = self.value(attribute);
    }

    fn settings(&mut self) -> Result<Settings, String> {
        let speed = self.value("speed").map_or(Ok(Speed::REAL_TIME), speed)?;
        let strategies = self.strategies(speed)?;
        Ok(Settings {
            waits: self.waits()?,
            seed: self.seed()?,
            speed,
            panels: self.panels(&Panel::DEFAULT)?,
            you: self.you(&strategies)?,
            strategies,
            guess: self.value("guess").is_some(),
            controls: self.value("controls").is_some(),
        })
    }

    fn waits(&mut self) -> Result<Waits, String> {
        let users = self.value("users").map_or(Ok(6), |value| whole(value, 1..=MAX_USERS))?;
        let range = self.range()?;
        self.value("waits").map_or(Ok(Waits::Random { users, range }), exact_waits)
    }

    fn range(&mut self) -> Result<WaitRange, String> {
        let min = self.seconds("min-wait", SimTime::ZERO, SimTime::from_secs(5))?;
        let max = self.seconds("max-wait", SimTime::ZERO, SimTime::from_secs(15))?;
        let step = self.seconds("step", SHORTEST_STEP, SimTime::from_secs(1))?;
        if min < max { Ok(WaitRange { min, max, step }) } else { Err(self.min_not_below_max(min, max)) }
    }

    /// Blames `min-wait`, unless only `max-wait` was given.
    fn min_not_below_max(&mut self, min: SimTime, max: SimTime) -> String {
        // This also makes `min-wait` the one to blame.
        if self.value("min-wait").is_some() {
            return format!("it must be below max-wait, which is {}", seconds_number(max));
        }
        self.blame("max-wait");
        format!("it must be above min-wait, which is {}", seconds_number(min))
    }

    fn seconds(&mut self, attribute: &'static str, least: SimTime, default: SimTime) -> Result<SimTime, String> {
        self.value(attribute).map_or(Ok(default), |value| seconds(value, least..=HOUR))
    }

    fn strategies(&mut self, speed: Speed) -> Result<Vec<Strategy>, String> {
        let limit = self.value("limit").map_or(Ok(2), |value| whole(value, 1..=MAX_USERS))?;
        let deadline = self.value("deadline").map_or(Ok(SimTime::from_secs(10)), deadline)?;
        let all = Strategy::all(limit as usize, deadline, speed.simulated(MAX_BLOCKED));
        let Some(value) = self.value("strategies") else { return Ok(vec![Strategy::AllAtOnce]) };
        let indices = choices(value, &all.map(Strategy::name))?;
        Ok(indices.into_iter().map(|index| all[index]).collect())
    }

    fn you(&mut self, strategies: &[Strategy]) -> Result<bool, String> {
        let you = self.value("you").is_some();
        if you && strategies.iter().any(|strategy| matches!(strategy, Strategy::Blocking(_))) {
            return Err("nobody can type while the strategy “blocking” runs; leave out “you” or “blocking”".to_owned());
        }
        Ok(you)
    }

    fn seed(&mut self) -> Result<Option<u32>, String> {
        self.value("seed").map(|value| whole(value, 0..=u32::MAX)).transpose()
    }

    #[cfg(any(not(target_arch = "wasm32"), feature = "program"))]
    fn program_settings(&mut self) -> Result<ProgramSettings, String> {
        for (name, reason) in NOT_OF_A_PROGRAM {
            if self.value(name).is_some() {
                return Err(format!("it means nothing for a program, {reason}; leave it out"));
            }
        }
        Ok(ProgramSettings {
            seed: self.seed()?,
            speed: self.value("speed").map_or(Ok(Speed::REAL_TIME), speed)?,
            panels: self.panels(&ProgramSettings::DEFAULT_PANELS)?,
            guess: self.value("guess").is_some(),
            controls: self.value("controls").is_some(),
        })
    }

    fn panels(&mut self, default: &[Panel]) -> Result<Vec<Panel>, String> {
        let Some(value) = self.value("panels") else { return Ok(default.to_vec()) };
        let indices = choices(value, &Panel::ALL.map(Panel::name))?;
        Ok(indices.into_iter().map(|index| Panel::ALL[index]).collect())
    }
}

fn speed(value: &str) -> Result<Speed, String> {
    let speed = decimal(value).and_then(Speed::from_millionths);
    speed.ok_or_else(|| "it must be a number from 0.1 to 1000".to_owned())
}

fn deadline(value: &str) -> Result<SimTime, String> {
    let deadline = seconds(value, SimTime::ZERO..=HOUR).ok().filter(|deadline| *deadline > SimTime::ZERO);
    deadline.ok_or_else(|| "it must be a number of seconds above 0, up to 3600".to_owned())
}

fn exact_waits(value: &str) -> Result<Waits, String> {
    let mut waits = Vec::new();
    for text in value.split_ascii_whitespace() {
        waits.push(seconds(text, SimTime::ZERO..=HOUR).map_err(|_| {
            format!(
                "it must be numbers of seconds from 0 to 3600, separated by spaces, and “{}” is not one",
                shortened(text)
            )
        })?);
    }
    match waits.len() {
        1..=MAX_EXACT_WAITS => Ok(Waits::Exact(waits)),
        count => Err(format!("it must be 1 to 10 000 numbers of seconds, separated by spaces, not {count}")),
    }
}
