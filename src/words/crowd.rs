//! A crowd in words.

use std::ops::Range;

use super::{arrivals, arrived, task_line, title};
use crate::{
    event::End,
    format::{count, seconds},
    recording::TaskState,
    scene::{Scene, StrategyRun},
};

/// How far the run of a crowd is: how many wait or, once codes arrive, how many are in.
pub fn crowd_status(scene: &Scene) -> String {
    let users = scene.plan.users().len();
    let started = scene.strategy_runs.iter().map(|run| run.recording.started_by(scene.time)).max().unwrap_or_default();
    match arrived(scene) {
        0 if started < users => format!("{} of {} have begun to wait", count(started), count(users)),
        0 => format!("All {} are waiting", count(users)),
        _ => arrivals(scene),
    }
}

/// What the users of one cell do.
pub fn about_users(scene: &Scene, run: &StrategyRun, users: Range<usize>) -> String {
    if users.len() == 1 {
        return task_line(scene, run, users.start);
    }
    let arrived = |user: &usize| run.recording.state(*user, scene.time) == TaskState::Ended(End::Done);
    let (first, last) = (count(users.start + 1), count(users.end));
    format!("users {first} to {last} · {} of {} codes are in", users.clone().filter(arrived).count(), users.len())
}

/// How to select a cell of a crowd.
pub fn crowd_help(users_per_cell: usize) -> String {
    let cell =
        if users_per_cell == 1 { "One cell, one user".to_owned() } else { format!("One cell, {users_per_cell} users") };
    format!("{cell}. Point at one, or use Tab and the arrow keys, to read about it.")
}

/// When half of the codes were in.
pub fn half(run: &StrategyRun) -> Option<String> {
    let at = run.recording.arrival_time(run.recording.arrived_count().div_ceil(2).checked_sub(1)?)?;
    Some(format!(" {}: half of the codes were in after {}.", title(run.strategy), seconds(at)))
}
