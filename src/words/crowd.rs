//! Many users at once, in words.

use std::ops::Range;

use super::{arrivals, arrived, said, title};
use crate::{
    format::{grouped, seconds},
    recording::State,
    scene::{Act, Scene},
};

/// Of a crowd it is told what it does while no codes arrive.
pub fn of_a_crowd(scene: &Scene) -> String {
    let users = scene.plan.users().len() as u32;
    let started = scene.acts.iter().map(|act| act.recording.started_by(scene.t)).max().unwrap_or_default() as u32;
    match arrived(scene) {
        0 if started < users => format!("{} of {} have begun to wait", grouped(started), grouped(users)),
        0 => format!("all {} are waiting", grouped(users)),
        _ => arrivals(scene),
    }
}

/// What a few users of a crowd do, who are next to each other.
pub fn about(scene: &Scene, act: &Act, users: Range<usize>) -> String {
    if users.len() == 1 {
        return said(scene, act, users.start);
    }
    let arrived = |user: &usize| act.recording.state(*user, scene.t) == State::Arrived;
    let (first, last) = (grouped(users.start as u32 + 1), grouped(users.end as u32));
    format!("users {first} to {last} · {} of {} codes are in", users.clone().filter(arrived).count(), users.len())
}

/// How to ask about a cell of a crowd, each of which stands for so many.
pub fn ask(users_per_cell: usize) -> String {
    let cell =
        if users_per_cell == 1 { "One cell, one user".to_owned() } else { format!("One dot, {users_per_cell} users") };
    format!("{cell}: point at any, or go there with Tab and the arrow keys, to see who it is.")
}

/// When half of the codes were in.
pub fn half(act: &Act) -> Option<String> {
    let at = act.recording.arrived_at(act.recording.arrived().div_ceil(2).checked_sub(1)?)?;
    Some(format!(" {}: half of the codes were in after {}.", title(act.strategy), seconds(at)))
}
