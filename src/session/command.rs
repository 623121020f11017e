//! The commands that a session takes, and the effects that it returns.

use super::PageEvent;
use crate::{
    playback::PlayerCommand,
    reader::{Answer, Reader},
    settings::Settings,
};

/// What a figure's reader or page asks for.
#[derive(Clone, Debug)]
pub enum Command {
    /// Run with other settings from now on.
    Configure(Box<Settings>),
    /// Start a run, unless one is under way.
    Start,
    /// Stop the run, if one is under way.
    Stop,
    /// Show another time of the run.
    Player(PlayerCommand),
    /// End the reader's own wait.
    Answer(Answer),
}

impl From<PlayerCommand> for Command {
    fn from(command: PlayerCommand) -> Self {
        Self::Player(command)
    }
}

/// What must happen outside of the session. The session itself has changed already, so a listener may do anything.
#[derive(Clone)]
pub enum Effect {
    /// Spawn the strategies; the run begins now.
    Spawn,
    /// Drop the tasks of the run: it has ended.
    DropTasks,
    /// Build the view for the new settings.
    Rebuild,
    /// Give the reader's answer to the tasks that await it.
    Answer(Reader, Answer),
    /// Tell the page.
    Emit(PageEvent),
}
