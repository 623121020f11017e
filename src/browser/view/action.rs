//! What readers ask for.

use crate::{picture::Highlight, session::Command};

/// What the reader asks for.
pub enum Action {
    /// To start or stop the run.
    Press,
    /// To focus the field where the reader types the code, if it is shown.
    FocusCodeInput,
    /// To draw again: the view itself has changed.
    Redraw,
    /// To draw one of several strategies alone where there is no room, or all.
    Select(Option<usize>),
    /// To highlight something, or nothing.
    Highlight(Option<Highlight>),
    /// Something that the session does.
    Dispatch(Command),
}
