//! What happened, line by line, in the order in which it happened; and at the end what the program prints.

use super::{comparison, no_code, run_info, status, title, user_name};
use crate::{
    event::{End, TaskId},
    format::{count, milliseconds, seconds, seconds_fixed},
    recording::{PollSpan, Recording, TaskState},
    scene::{MAX_LANES, Scene, StrategyRun},
    time::{RealTime, SimTime},
};

/// A shorter poll is not mentioned: most browsers' clocks are coarser.
const SHORTEST_SEEN: RealTime = RealTime::from_micros(50);

/// The whole run as a text to keep.
pub fn transcript(scene: &Scene) -> String {
    let mut text = status(scene) + "\n";
    for row in comparison(scene) {
        text += &format!("{} {}: {}\n", row.figure, row.title, row.sentence);
    }
    for run in scene.strategy_runs {
        text += &format!("\n{}\n", title(run.strategy));
        for line in log(scene, run) {
            text += &format!("{line}\n");
        }
    }
    text + "\n" + &run_info(scene.plan, scene.speed) + "\n"
}

/// What had happened under one strategy by the time that is shown.
pub fn log(scene: &Scene, run: &StrategyRun) -> Vec<String> {
    let users = scene.plan.users().len();
    // (The standard library's sort weighs 1.5 kB, and these are few.)
    let mut events: Vec<(SimTime, String)> = Vec::new();
    for event in (0..users.min(MAX_LANES)).flat_map(|user| user_events(scene, run, user)) {
        events.insert(events.partition_point(|(at, _)| *at <= event.0), event);
    }
    let mut lines: Vec<_> = events.into_iter().map(line).collect();
    lines.extend(more(users, MAX_LANES));
    if let Some(finished) = run.recording.finished().filter(|at| *at <= scene.time) {
        lines.push(overhead(scene, run, finished));
        lines.extend(printed(scene, run, finished));
    }
    lines
}

/// When a user's future was first polled and how it ended.
fn user_events(scene: &Scene, run: &StrategyRun, user: usize) -> Vec<(SimTime, String)> {
    let task = run.recording.snapshot(user, scene.time);
    let name = user_name(scene, user);
    let mut events = Vec::new();
    if let Some(at) = task.started {
        let ran = ran(scene, &run.recording, user, at);
        let was = if scene.is_reader(user) { "were" } else { "was" };
        events.push((at, format!("{name} {was} sent a code{ran}")));
    }
    if let (TaskState::Ended(how), Some(at)) = (task.state, task.ended) {
        let woke = if matches!(how, End::Cancelled | End::GaveUp) {
            String::new()
        } else {
            format!("woke{}, ", ran(scene, &run.recording, user, at))
        };
        let code = scene.plan.users()[user].code.spaced();
        let what = if how == End::Done { format!("done: {code}") } else { no_code(how).to_owned() };
        events.push((at, format!("{name} {woke}{what}")));
    } else if let (TaskState::NeverPolled, Some(at)) = (task.state, task.ended) {
        events.push((at, format!("{name}: dropped before anyone polled it")));
    }
    events
}

/// How long the poll at that time took, if it is known.
fn ran(scene: &Scene, recording: &Recording, user: usize, at: SimTime) -> String {
    let is_it = |poll: &&PollSpan| poll.at <= at && recording.tasks_in(poll).contains(&TaskId::of_user(user));
    let poll = recording.each_poll().iter().rfind(is_it);
    let busy = poll.map(|poll| scene.speed.real(poll.busy)).unwrap_or_default();
    if busy < SHORTEST_SEEN { String::new() } else { format!(", ran {}", milliseconds(busy)) }
}

/// How much longer it took than computed, in real time.
fn overhead(scene: &Scene, run: &StrategyRun, finished: SimTime) -> String {
    let late = milliseconds(scene.speed.real(finished - run.predicted));
    format!("{} · finished, {late} of real time later than computed", seconds_fixed(finished, 3))
}

/// What the notebook prints that the project grew from: each wait in the order of the tasks, then both times.
fn printed(scene: &Scene, run: &StrategyRun, finished: SimTime) -> Vec<String> {
    let users = scene.plan.users();
    let waited = (0..users.len().min(MAX_LANES))
        .filter(|user| run.recording.state(*user, scene.time) == TaskState::Ended(End::Done))
        .map(|user| format!("{} waited {}", user_name(scene, user), seconds(users[user].wait())));
    let (arrived, took) = (run.recording.arrived_count(), seconds_fixed(finished, 3));
    let last = if arrived == users.len() {
        format!("{} of waiting took {took}", seconds(scene.plan.total_wait()))
    } else {
        format!("{} of {} codes after {took}", count(arrived), count(users.len()))
    };
    waited.chain([last]).collect()
}

/// The last that happened to a user's task, in a line.
pub fn task_line(scene: &Scene, run: &StrategyRun, user: usize) -> String {
    match user_events(scene, run, user).pop() {
        Some(event) => line(event),
        None => format!("{}: not started yet", user_name(scene, user)),
    }
}

fn line((at, what): (SimTime, String)) -> String {
    format!("{} · {what}", seconds_fixed(at, 3))
}

/// Says that only the first `listed` users are listed, if there are more.
fn more(users: usize, listed: usize) -> Option<String> {
    let more = users.checked_sub(listed).filter(|more| *more > 0)?;
    Some(format!("… and {} more, who are not listed", count(more)))
}
