//! What a strategy should take, worked out from the waits alone, without running anything.

use crate::{plan::Plan, settings::Strategy, time::Time};

/// How long `strategy` takes for `plan` on an executor that costs nothing.
pub fn predict(strategy: Strategy, plan: &Plan) -> Time {
    match strategy {
        Strategy::OneByOne => plan.total_wait(),
        Strategy::AllAtOnce => plan.longest_wait(),
    }
}
