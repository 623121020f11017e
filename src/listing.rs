//! The functions that the figure shows. Their text is not in the module: see `www/listing.js`.

use crate::settings::Strategy;

// A constant for each of them, made by build.rs.
include!(concat!(env!("OUT_DIR"), "/listings.rs"));

/// A function that the figure shows.
#[derive(Debug, PartialEq, Eq)]
pub struct Listing {
    /// What it is called.
    pub name: &'static str,
    /// The line in which it waits, counted from 1.
    pub waiting_line: u32,
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
