//! The one thread, in words.

use super::{names::title, user_name};
use crate::{
    event::is_told_singly,
    format::{grouped, microseconds, milliseconds, seconds, seconds_fixed},
    scene::Scene,
    thread::{self, Slice},
    time::Time,
};

/// How much of the time the thread was busy. All of it is real time, and measured.
pub fn thread_sum(scene: &Scene) -> String {
    if scene.t == Time::ZERO {
        return "One thread runs everything. At this moment it has not done anything yet.".to_owned();
    }
    let (busy, until) = thread::busy(scene);
    let [busy, passed] = [busy, until].map(|time| scene.speed.real(time));
    let free = format!("{} of the time it was free", share(passed - busy, passed));
    let whose = if passed == until { "The" } else { "In real time the" };
    format!("{whose} thread worked {} of {}; {free}.{}", milliseconds(busy), milliseconds(passed), not_told(scene))
}

/// What the recording does not hold.
fn not_told(scene: &Scene) -> &'static str {
    if !is_told_singly(scene.plan.users().len()) {
        " (Of so many users only the start and the end of each wait are recorded, not each poll.)"
    } else if thread::is_coarse(scene) {
        " (Polls that are shorter than a step of this browser’s clock show as nothing.)"
    } else {
        ""
    }
}

/// A share in percent, with two digits after the point, rounded down: it is never told as more than it was.
fn share(part: Time, whole: Time) -> String {
    let whole = whole.as_micros().max(1);
    let hundredths = (part.as_micros() * 10_000 / whole) as u32;
    format!("{}.{:02}\u{a0}%", hundredths / 100, hundredths % 100)
}

/// Who could go on, and who is due next.
pub fn queue(scene: &Scene) -> String {
    let ready = thread::ready(scene);
    let waiting = match &ready[..] {
        [] => "Nobody is in the ready queue.".to_owned(),
        [(act, user)] => format!("In the ready queue: {}.", who(scene, *act, &[*user])),
        [(act, user), ..] => {
            let others = grouped(ready.len() as u32 - 1);
            format!("In the ready queue: {} and {others} more.", who(scene, *act, &[*user]))
        }
    };
    let next = thread::next_timer(scene).map(|(at, act, user)| {
        format!(" The next timer of a user is that of {}, in {}.", who(scene, act, &[user]), seconds(at - scene.t))
    });
    waiting + &next.unwrap_or_default()
}

/// Who has the thread, if a user's task has it.
pub fn runner(scene: &Scene) -> String {
    let running = thread::running(scene).map(|(act, user)| format!(", {} is polled", who(scene, act, &[user])));
    running.unwrap_or_default()
}

/// One poll: when, who, and how long in real time.
pub fn slice(scene: &Scene, slice: &Slice) -> String {
    let busy = microseconds(scene.speed.real(slice.busy));
    format!("{} · {} · {busy}", seconds_fixed(slice.at, 3), who(scene, slice.act, &slice.users))
}

/// Whose task it is. With several strategies, of which.
fn who(scene: &Scene, act: usize, users: &[usize]) -> String {
    let name = match users {
        [] => "the strategy itself".to_owned(),
        [user] => user_name(scene, *user),
        users => format!("{} users in one task", users.len()),
    };
    let of = if scene.acts.len() > 1 { format!(" ({})", title(scene.acts[act].strategy)) } else { String::new() };
    name + &of
}
