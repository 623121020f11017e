//! Runs the strategy that the settings name.

use crate::{plan::Code, room::Room, settings::Strategy, strategy};

/// Runs `strategy` in `room`; completes with the codes that it returns: none, if it fails.
pub async fn run(strategy: Strategy, room: Room) -> Vec<Code> {
    match strategy {
        Strategy::OneByOne => strategy::one_by_one(room).await,
        Strategy::AllAtOnce => strategy::all_at_once(room).await,
        Strategy::AtMost(limit) => strategy::at_most(room, limit).await,
        Strategy::First => strategy::first(room).await.into_iter().collect(),
        Strategy::Deadline(at) => strategy::deadline(room, at).await,
        Strategy::FailFast => strategy::fail_fast(room).await.unwrap_or_default(),
        Strategy::Blocking(_) => strategy::blocking(room).await,
        Strategy::NeverAwaited => {
            strategy::never_awaited(room).await;
            Vec::new()
        }
    }
}
