//! The one thread, in words.

use super::names::{title, user_name};
use crate::{
    event::is_recorded_in_detail,
    format::{count, microseconds, milliseconds, seconds, seconds_fixed},
    scene::Scene,
    thread::{self, ThreadPoll, UserTask},
    time::{SimTime, Time},
};

/// How much of the time the thread was busy, in real time.
pub fn thread_summary(scene: &Scene) -> String {
    if scene.time == SimTime::ZERO {
        return "One thread runs everything. So far it has done nothing.".to_owned();
    }
    let [busy, passed] = [thread::busy(scene), scene.time].map(|time| scene.speed.real(time));
    let free = format!("{} of the time it was free", percent(passed - busy, passed, 2));
    let start = if passed.as_micros() == scene.time.as_micros() { "The" } else { "In real time the" };
    format!("{start} thread worked {} of {}; {free}.{}", milliseconds(busy), milliseconds(passed), pulse(scene))
}

/// The longest time for which the page could not respond, or why nobody knows.
fn pulse(scene: &Scene) -> String {
    if !is_recorded_in_detail(scene.plan.users().len()) {
        return " (Not every poll is recorded.)".to_owned();
    }
    let longest = milliseconds(scene.speed.real(thread::longest_stretch(scene)));
    let coarse =
        if thread::is_clock_too_coarse(scene) { " (This browser’s clock shows shorter polls as 0 µs.)" } else { "" };
    format!(" It kept the page waiting for at most {longest}.{coarse}")
}

/// The share of the time for which the thread was free, once there is one.
pub fn idle(scene: &Scene, is_short: bool) -> Option<String> {
    let (busy, passed) = (thread::busy(scene), scene.time);
    let digits = if is_short { 1 } else { 2 };
    (passed > SimTime::ZERO).then(|| format!("{} idle", percent(passed - busy, passed, digits)))
}

/// A share in percent, with `digits` (1 or 2) digits after the point, rounded down: never more than it was.
pub fn percent<Kind: Copy + Ord>(part: Time<Kind>, whole: Time<Kind>, digits: u32) -> String {
    let unit = 10_u64.pow(digits);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "from 0 to 10 000"
    )]
    let share = (part.in_units_of(whole.max(Time::from_micros(1))) * (100 * unit) as f64) as u64;
    if share >= 100 * unit {
        return "100\u{a0}%".to_owned();
    }
    format!("{}.{:0width$}\u{a0}%", share / unit, share % unit, width = digits as usize)
}

/// Which tasks are ready, and which one a timer wakes next.
pub fn queue(scene: &Scene) -> String {
    let ready = match &thread::ready(scene)[..] {
        [] => "The ready queue is empty.".to_owned(),
        [task] => format!("In the ready queue: {}.", task_name(scene, task)),
        [task, others @ ..] => {
            format!("In the ready queue: {} and {} more.", task_name(scene, task), count(others.len()))
        }
    };
    let next = thread::next_wake_up(scene).map(|(at, task)| {
        format!(" The next to wake is {}, in {}.", task_name(scene, &task), seconds(at - scene.time))
    });
    ready + &next.unwrap_or_default()
}

/// Says at the end of a phrase whose future is being polled, if one is.
pub fn being_polled(scene: &Scene) -> String {
    let running = thread::running(scene);
    running.map(|task| format!(", {} is being polled", task_name(scene, &task))).unwrap_or_default()
}

/// One poll: when, whose, and how long in real time.
pub fn poll_line(scene: &Scene, poll: &ThreadPoll) -> String {
    let busy = microseconds(scene.speed.real(poll.busy));
    format!("{} · {} · {busy}", seconds_fixed(poll.at, 3), who(scene, poll.strategy_index, &poll.users))
}

fn task_name(scene: &Scene, task: &UserTask) -> String {
    who(scene, task.strategy_index, &[task.user])
}

/// Whose task it is; of which strategy, if there are several.
fn who(scene: &Scene, strategy_index: usize, users: &[usize]) -> String {
    let name = match users {
        [] => "the strategy itself".to_owned(),
        [user] => user_name(scene, *user),
        users => format!("{} users in one poll", users.len()),
    };
    let suffix = if scene.strategy_runs.len() > 1 {
        format!(" ({})", title(scene.strategy_runs[strategy_index].strategy))
    } else {
        String::new()
    };
    name + &suffix
}
