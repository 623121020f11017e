//! Saved recordings. `docs/recording.md` describes the format for other programs.

mod read;
mod row;
mod write;

use std::fmt;

use super::Recording;
use crate::{
    settings::{Settings, SettingsError},
    time::SimTime,
};
pub use read::read;
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

/// Why a file cannot be opened.
#[derive(Debug, PartialEq)]
pub enum FileError {
    /// It does not say that it is a recording of a version that this figure reads.
    Kind(String),
    /// The settings with which it was recorded do not work.
    Settings(SettingsError),
    /// A value is missing or not allowed: where, and what is allowed.
    Value {
        /// Such as `runs[0].events[3][2]`.
        path: String,
        /// What it must be.
        allowed: String,
    },
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
