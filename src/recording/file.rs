//! Saved recordings. `docs/recording.md` describes the format for other programs.

mod version1;
mod version2;
mod write;

use std::fmt;

use super::Recording;
use crate::{
    settings::{ATTRIBUTES, Settings, SettingsError},
    time::SimTime,
};
pub use write::write;

/// A recording that can be shown.
pub struct SavedRecording {
    /// The attributes of the figure that recorded it.
    pub attributes: Vec<(&'static str, String)>,
    /// What they mean.
    pub settings: Settings,
    /// How long the run took, or how long it went on before it was stopped.
    pub end: SimTime,
    /// One for each strategy, in the order of the settings.
    pub recordings: Vec<Recording>,
    /// When nobody could see the page.
    pub hidden: Vec<HiddenSpan>,
}

/// From when to when the page was hidden: [`SimTime::MAX`] while it still is. Browsers delay the timers of hidden pages.
pub type HiddenSpan = (SimTime, SimTime);

/// A JSON value, whoever parsed it.
pub trait Json: Sized {
    /// The number, if it is one.
    fn number(&self) -> Option<f64>;

    /// The text, if it is a string.
    fn text(&self) -> Option<String>;

    /// The property of that name, if it is an object that has it.
    fn get(&self, name: &str) -> Option<Self>;

    /// The number of elements, if it is an array.
    fn length(&self) -> Option<usize>;

    /// The element at that index, if it is an array that has it.
    fn element(&self, index: usize) -> Option<Self>;
}

/// Why a file cannot be opened.
#[derive(Clone, Debug, PartialEq)]
pub enum FileError {
    /// It does not say that it is a recording of a version that this figure reads.
    Kind(String),
    /// The settings with which it was recorded do not work.
    Settings(SettingsError),
    /// A value is missing or not allowed: where, and what is allowed.
    Value {
        /// Such as `runs[0].events[3].task`.
        path: String,
        /// What it must be.
        allowed: String,
    },
}

type Result<T> = std::result::Result<T, FileError>;

/// Reads a recording of version 1 or 2.
///
/// # Errors
///
/// [`FileError`], at the first value that is not allowed. Nothing from outside reaches a recording unchecked.
pub fn read(file: &impl Json) -> Result<SavedRecording> {
    let kind = file.get("kind").and_then(|kind| kind.text()).unwrap_or_default();
    let read_runs = match &*kind {
        "waiting-room recording 1" => version1::read,
        "waiting-room recording 2" => version2::read,
        _ => return Err(FileError::Kind(kind)),
    };
    let attributes = read_attributes(file)?;
    let value = |name: &str| attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| value.clone());
    let settings = Settings::read(&value).map_err(FileError::Settings)?;
    let end = read_seconds(file)?;
    let (recordings, hidden) = read_runs(file, &settings, end)?;
    Ok(SavedRecording { attributes, settings, end, recordings, hidden })
}

fn read_attributes(file: &impl Json) -> Result<Vec<(&'static str, String)>> {
    let all = file.get("attributes").ok_or_else(|| wrong("attributes", "an object"))?;
    let mut attributes = Vec::new();
    for name in ATTRIBUTES.into_iter().filter(|name| all.get(name).is_some()) {
        attributes.push((name, text(&all, name).map_err(|error| error.inside("attributes"))?));
    }
    Ok(attributes)
}

fn read_seconds(file: &impl Json) -> Result<SimTime> {
    let longest = SimTime::LONGEST_RUN.as_secs_f64();
    let seconds = file.get("seconds").and_then(|seconds| seconds.number());
    let seconds = seconds.filter(|seconds| (0.0..=longest).contains(seconds));
    let seconds = seconds.ok_or_else(|| wrong("seconds", "a number from 0 to 4 000 000 000"))?;
    Ok(SimTime::from_millis_f64(seconds * 1000.0))
}

fn wrong(path: &str, allowed: impl Into<String>) -> FileError {
    FileError::Value { path: path.to_owned(), allowed: allowed.into() }
}

impl FileError {
    /// The same error, seen from the value of which `path` begins.
    fn inside(self, path: &str) -> Self {
        match self {
            Self::Value { path: rest, allowed } => Self::Value { path: format!("{path}{rest}"), allowed },
            other => other,
        }
    }
}

/// Reads each element of an array; `read` says what is wrong with one.
fn each<J: Json>(object: &J, name: &str, mut read: impl FnMut(usize, &J) -> Result<()>) -> Result<()> {
    let array = object.get(name);
    let length = array.as_ref().and_then(Json::length).ok_or_else(|| wrong(name, "an array"))?;
    for index in 0..length {
        let element = array.as_ref().and_then(|array| array.element(index));
        let missing = || wrong("", "there");
        let read = element.ok_or_else(missing).and_then(|element| read(index, &element));
        read.map_err(|error| error.inside(&format!("{name}[{index}]")))?;
    }
    Ok(())
}

fn text(object: &impl Json, name: &str) -> Result<String> {
    object.get(name).and_then(|value| value.text()).ok_or_else(|| wrong(&format!(".{name}"), "a string"))
}

/// A whole number in the range, which is the property `name`.
fn whole(object: &impl Json, name: &str, max: u64) -> Result<u64> {
    to_whole(object.get(name), max).ok_or_else(|| wrong(&format!(".{name}"), whole_allowed(max)))
}

/// The same, which is the element at `index`.
fn whole_at(array: &impl Json, index: usize, max: u64) -> Result<u64> {
    to_whole(array.element(index), max).ok_or_else(|| wrong(&format!("[{index}]"), whole_allowed(max)))
}

fn whole_allowed(max: u64) -> String {
    format!("a whole number from 0 to {max}")
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast from a float saturates")]
fn to_whole(value: Option<impl Json>, max: u64) -> Option<u64> {
    let number = value?.number().filter(|number| number.fract() == 0.0 && *number >= 0.0)? as u64;
    (number <= max).then_some(number)
}

/// A time in whole microseconds, which is the property `name`.
fn time(object: &impl Json, name: &str) -> Result<SimTime> {
    whole(object, name, MAX_MICROS).map(SimTime::from_micros)
}

/// The same, which is the element at `index`.
fn time_at(array: &impl Json, index: usize) -> Result<SimTime> {
    whole_at(array, index, MAX_MICROS).map(SimTime::from_micros)
}

const MAX_MICROS: u64 = SimTime::LONGEST_RUN.as_micros();

/// Of a number that was read as at most 32 bits long.
fn to_u32(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Kind(kind) if kind.is_empty() => write!(f, "it is not a recording of a waiting room"),
            Self::Kind(kind) => {
                write!(f, "its kind is “{kind}”; allowed: “waiting-room recording 1”, “waiting-room recording 2”")
            }
            Self::Settings(error) => write!(f, "{error}"),
            Self::Value { path, allowed } => write!(f, "{path} must be {allowed}"),
        }
    }
}

impl std::error::Error for FileError {}
