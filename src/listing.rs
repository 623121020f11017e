//! The functions that the figure shows: as they were compiled, and the same in Python.

use crate::settings::Strategy;

// A constant for each of them, made by build.rs.
include!(concat!(env!("OUT_DIR"), "/listings.rs"));

/// A function in both languages.
#[derive(Debug, PartialEq, Eq)]
pub struct Listing {
    /// What it is called in both.
    pub name: &'static str,
    /// As it runs here.
    pub rust: Function,
    /// The same with asyncio.
    pub python: Function,
}

/// The lines of a function, and the indices of those in which its tasks can be. (Tasks that have not been polled yet are in line 0.)
///
/// If it has no line that blocks the thread, or none with an `.await`, the other one stands for both; if it has neither, the last.
#[derive(Debug, PartialEq, Eq)]
pub struct Function {
    /// The lines.
    pub lines: &'static [&'static str],
    /// The line that blocks the thread.
    pub blocking_line: usize,
    /// The line of its last `.await`, in which it is suspended.
    pub waiting_line: usize,
    /// The line with which it ends.
    pub end_line: usize,
}

impl Function {
    /// The line in which it is suspended, counted from 1.
    pub fn waiting_line_number(&self) -> u32 {
        u32::try_from(self.waiting_line + 1).unwrap_or(u32::MAX)
    }
}

/// The strategy itself.
pub fn of_strategy(strategy: Strategy) -> &'static Listing {
    match strategy {
        Strategy::OneByOne => &ONE_BY_ONE,
        Strategy::AllAtOnce => &ALL_AT_ONCE,
        Strategy::AtMost(_) => &AT_MOST,
        Strategy::First => &FIRST,
        Strategy::Deadline(_) => &DEADLINE,
        Strategy::FailFast => &FAIL_FAST,
        Strategy::Blocking(_) => &BLOCKING,
        Strategy::NeverAwaited => &NEVER_AWAITED,
    }
}

/// What the strategy runs for each user.
pub fn of_user(strategy: Strategy) -> &'static Listing {
    match strategy {
        Strategy::FailFast => &RIGHT_CODE_FROM,
        Strategy::Blocking(_) => &CODE_FROM_BLOCKING,
        _ => &CODE_FROM,
    }
}
