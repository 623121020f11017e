//! What is wrong with a program before it runs.

use std::fmt;

/// Why a program cannot be run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// Python's name for it: `SyntaxError`, `IndentationError`; or `NotSupported`, for what is Python and does not work here.
    pub kind: &'static str,
    /// What is wrong.
    pub message: String,
    /// The line, counted from 1.
    pub line: u32,
    /// The character of the line, counted from 1.
    pub column: u32,
}

/// What a step of the way from text to instructions results in. Errors are boxed because most steps succeed, and each hands on what the
/// one below it returns.
pub type Checked<T = ()> = Result<T, Box<SyntaxError>>;

impl SyntaxError {
    /// An error in Python's words.
    pub fn new(message: impl Into<String>, line: u32, column: u32) -> Box<Self> {
        Box::new(Self { kind: "SyntaxError", message: message.into(), line, column })
    }

    /// The same, if it is about indentation.
    pub fn of_indentation(mut self: Box<Self>) -> Box<Self> {
        self.kind = "IndentationError";
        self
    }

    /// Something that Python can do, and this cannot: what it is, and the nearest thing that works.
    pub fn not_supported(message: impl Into<String>, line: u32, column: u32) -> Box<Self> {
        Box::new(Self { kind: "NotSupported", message: message.into(), line, column })
    }
}

impl fmt::Display for SyntaxError {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        write!(formatter, "line {}: {}: {}", self.line, self.kind, self.message)
    }
}

impl std::error::Error for SyntaxError {}

/// What a notebook does with a line that begins with `%` or `!`.
pub fn notebook_command(sign: &str, line: u32, column: u32) -> Box<SyntaxError> {
    let message = format!("notebook commands, which begin with {sign}, do not work here; leave the line out");
    SyntaxError::not_supported(message, line, column)
}
