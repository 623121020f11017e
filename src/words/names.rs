//! What things are called on the page.

use crate::settings::Strategy;

/// What readers call the strategy.
pub fn title(strategy: Strategy) -> &'static str {
    match strategy {
        Strategy::OneByOne => "one after another",
        Strategy::AllAtOnce => "all at once",
    }
}
