//! The texts of a lane, and of the rows below.

use std::borrow::Cow;

use super::{is_noticeably_late, no_code};
use crate::{
    event::End,
    format::{milliseconds, seconds, seconds_fixed, seconds_number},
    recording::TaskState,
    scene::{Scene, StrategyRun},
    time::SimTime,
};

/// A user as the name of a lane, counted from 1.
pub fn lane_name(user: usize, is_reader: bool, is_short: bool) -> String {
    match (is_reader, is_short) {
        (true, _) => "You".to_owned(),
        (false, true) => (user + 1).to_string(),
        (false, false) => format!("User {}", user + 1),
    }
}

/// What became of a user: how it looks and what it says. Nothing, as long as the wait goes on.
pub fn lane_result(
    scene: &Scene,
    run: &StrategyRun,
    user: usize,
    is_short: bool,
) -> Option<(&'static str, Cow<'static, str>)> {
    let wait = scene.plan.users()[user].wait();
    let result = match run.recording.state(user, scene.time) {
        TaskState::Ended(End::Done) => match run.recording.lateness(user, wait) {
            Some(late) if is_noticeably_late(scene, late) => ("late", late_result(wait, late, is_short).into()),
            _ => ("result", result(wait).into()),
        },
        TaskState::Ended(End::Refused) if is_short => ("failed", "× wrong".into()),
        TaskState::Ended(End::Refused) => ("failed", "× wrong code".into()),
        TaskState::Ended(how) => ("gone", format!("× {}", no_code(how)).into()),
        TaskState::NeverPolled => ("gone", "never ran".into()),
        TaskState::NotCreated | TaskState::Ready | TaskState::Running | TaskState::Suspended => return None,
    };
    Some(result)
}

/// What stands beside the lane of a user whose code came in time.
pub fn result(wait: SimTime) -> String {
    format!("{} ✓", seconds(wait))
}

/// How long it took, and how long it should have taken.
fn late_result(wait: SimTime, late: SimTime, is_short: bool) -> String {
    if is_short {
        format!("{} late", short(late))
    } else {
        format!("{}, not {}", seconds_fixed(wait + late, 2), seconds_number(wait))
    }
}

/// A time in a few characters.
pub fn short(time: SimTime) -> String {
    if time < SimTime::from_secs(1) { milliseconds(time) } else { seconds_fixed(time, 1) }
}

/// The name of the row in which the waits are added up.
pub fn sum_name(is_short: bool) -> &'static str {
    if is_short { "sum" } else { "added up" }
}
