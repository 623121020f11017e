//! What a program needs from where it runs.

use std::{fmt, rc::Rc};

/// The world around a program.
pub trait Host {
    /// Writes to the program's standard output.
    fn print(&mut self, text: &str);

    /// Writes to its standard error.
    fn warn(&mut self, text: &str);

    /// Seconds since the program began, by a clock that never goes back.
    fn monotonic(&self) -> f64;

    /// Seconds since 1970.
    fn wall(&self) -> f64;

    /// Keeps the thread busy for that many seconds.
    ///
    /// # Errors
    ///
    /// When the program has kept it busy for too long.
    fn block(&mut self, seconds: f64, line: u32) -> Result<(), Halt>;

    /// Called every few thousand steps, from about that line.
    ///
    /// # Errors
    ///
    /// When the program must end.
    fn check(&mut self, line: u32) -> Result<(), Halt>;

    /// How many bytes the program may still use.
    fn free_memory(&self) -> usize;

    /// A seed for random numbers, if the program sets none.
    fn seed(&mut self) -> u32;

    /// Nothing happens before that time of [`Host::monotonic`]. (A virtual clock moves on to it; a real one does so by itself.)
    fn wait_until(&mut self, _time: f64) {}

    /// A line of the program, counted from 1.
    fn source_line(&self, _line: u32) -> Option<String> {
        None
    }

    /// Something happened to a task.
    fn event(&mut self, _event: Event) {}
}

/// What happens to tasks, each named by a number. The program's module is task 0; the others count from 1, and so do threads among them.
#[derive(Clone, Debug, PartialEq)]
pub enum Event {
    /// It is ready to run. `parent` created it.
    Created {
        task: u32,
        kind: TaskKind,
        name: Rc<str>,
        function: Rc<str>,
        parent: u32,
    },
    /// It runs. What ran before has suspended or ended, but for the one that created a thread.
    Resumed {
        task: u32,
    },
    /// It waits, on that line of the program; zero if it is not known.
    Suspended {
        task: u32,
        on: Awaited,
        line: u32,
    },
    /// What it waits for has happened.
    Woken {
        task: u32,
    },
    Printed {
        task: u32,
        text: String,
    },
    Ended {
        task: u32,
        how: Ending,
    },
}

/// What runs by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskKind {
    Task,
    /// It has a thread of its own, as far as `time.sleep` goes.
    Thread,
    /// A task that the event loop makes to tidy up.
    Internal,
}

/// What a task waits for.
#[derive(Clone, Debug, PartialEq)]
pub enum Awaited {
    /// A timer that is due at that time of [`Host::monotonic`], and was set for that many seconds.
    Sleep { until: f64, seconds: f64 },
    /// Anything else, in words.
    Other(String),
}

/// How a task ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    Done,
    Failed,
    Cancelled,
}

/// Why a program is ended from outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Halt {
    /// It kept the thread busy for too long, at that line.
    Blocked {
        line: u32,
    },
    /// It took too many steps.
    TooManySteps {
        line: u32,
    },
    /// It needs too much memory.
    OutOfMemory {
        line: u32,
    },
    TooManyTasks {
        line: u32,
        most: usize,
    },
    /// It was stopped.
    Stopped,
    /// It called `exit`, with this status.
    Exit(i32),
}

/// The most memory that a program may use, in bytes.
pub const MAX_MEMORY: usize = 64 * 1024 * 1024;

/// The wall time at which programs begin, in seconds since 1970. It need only look like one.
pub const EPOCH: f64 = 1_700_000_000.0;

impl fmt::Display for Halt {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Blocked { line } => write!(
                formatter,
                "line {line}: the program has kept the thread busy for 3 seconds in all, so nothing else could run; it was ended"
            ),
            Self::TooManySteps { line } => {
                write!(
                    formatter,
                    "line {line}: the program took more steps than a run may have, and so may never end; it was ended"
                )
            }
            Self::OutOfMemory { line } => {
                write!(
                    formatter,
                    "line {line}: the program needs more than {} MiB of memory; it was ended",
                    MAX_MEMORY >> 20
                )
            }
            Self::TooManyTasks { line, most } => {
                write!(formatter, "line {line}: the program has more than {most} tasks at the same time; it was ended")
            }
            Self::Stopped => write!(formatter, "the program was stopped"),
            Self::Exit(status) => write!(formatter, "the program ended itself with status {status}"),
        }
    }
}
