//! What the figure of a program says.

use super::{lines::state_name, scene::ProgramScene};
use crate::{
    event::{Awaited, End, TaskId},
    format::{
        count, grouped, microseconds, milliseconds, rounded_ratio, seconds, seconds_fixed, seconds_number, span, speed,
    },
    recording::{PollSpan, TaskState},
    stage::{RunEnd, Stage},
    time::{RealTime, SimTime, Speed},
    words::{ComparisonRow, LATENESS, capitalised, headline, in_words, percent, wider},
};

/// The name of the row in which all sleeps are added up.
pub const SUM_NAME: &str = "added up";

/// What the button does.
pub fn button(scene: &ProgramScene) -> &'static str {
    match scene.stage {
        Stage::Ready => "Run it",
        Stage::Running { .. } => "Stop",
        Stage::Ended { .. } => "Run again",
    }
}

/// How far the run is at the time that is shown.
pub fn status(scene: &ProgramScene) -> String {
    if let Some(guess) = guess(scene) {
        return guess;
    }
    if scene.is_ready() {
        let seek =
            scene.pending_seek.map_or_else(String::new, |at| format!("; the figure will pause at {}", seconds(at)));
        return tasks_and_thread(scene) + &seek;
    }
    match (scene.shown_end(), scene.ended()) {
        (Some(RunEnd::Stopped), _) => format!("Stopped: {}", done(scene)),
        (_, Some(at)) => match failure(scene) {
            Some(failure) => failure.to_owned(),
            None => format!("Ended after {}", headline(at)),
        },
        _ => done(scene),
    }
}

/// Asks for the reader's guess, or says it; at the end, how long it really took.
fn guess(scene: &ProgramScene) -> Option<String> {
    if !scene.is_guessed || scene.is_running() {
        return None;
    }
    let guess = scene.guess.map(span);
    if scene.is_ready() {
        return Some(guess.map_or_else(
            || "How long will it take? Drag the flag".to_owned(),
            |guess| format!("You say {guess}: see if you are right"),
        ));
    }
    let took = headline(scene.recording.tasks.finished()?);
    guess.filter(|_| scene.shows_finish()).map(|guess| format!("You said {guess}, it took {took}"))
}

/// “Seven tasks, one thread”: what is known before the run.
fn tasks_and_thread(scene: &ProgramScene) -> String {
    let tasks = scene.lane_source().task_count().saturating_sub(1);
    let text = match tasks {
        0 => "a program without tasks".to_owned(),
        1 => "one task, one thread".to_owned(),
        _ => format!("{} tasks, one thread", in_words(tasks)),
    };
    capitalised(&text)
}

fn done(scene: &ProgramScene) -> String {
    let (mut created, mut ended) = (0, 0);
    let tasks = &scene.recording.tasks;
    for index in 1..tasks.task_count() {
        let task = TaskId(u32::try_from(index).unwrap_or(u32::MAX));
        match tasks.task_snapshot(task, scene.time).map(|snapshot| snapshot.state) {
            None | Some(TaskState::NotCreated) => {}
            Some(TaskState::Ended(_) | TaskState::NeverPolled) => {
                created += 1;
                ended += 1;
            }
            Some(_) => created += 1,
        }
    }
    match created {
        0 => "The program runs".to_owned(),
        1 if ended == 1 => "The task has ended".to_owned(),
        1 => "The task has not ended".to_owned(),
        _ => format!("{} of {} tasks {} ended", count(ended), count(created), if ended == 1 { "has" } else { "have" }),
    }
}

/// The last line of what went wrong, if that ended the program.
fn failure<'a>(scene: &ProgramScene<'a>) -> Option<&'a str> {
    let errors = scene.recording.errors.trim_end();
    let last = errors.lines().last()?;
    if let Some(deadlock) = errors.lines().find(|line| line.starts_with("Deadlock")) {
        return Some(deadlock.trim_end_matches(':'));
    }
    // Of a group, the traceback goes on below what it is.
    let of_group = errors.lines().find_map(|line| line.strip_prefix("  | ").filter(|text| !text.starts_with(' ')));
    let last = if last.starts_with([' ', '+']) { of_group.unwrap_or(last) } else { last };
    let is_its_end = scene.recording.tasks.stopped().is_some() || scene.recording.has_failed;
    Some(last).filter(|_| is_its_end)
}

/// What a task waits for, in a few words. It began to at `from`.
pub fn awaited(on: &Awaited, from: SimTime) -> String {
    match on {
        Awaited::Sleep(until) => format!("sleep {}", rounded_seconds(*until - from)),
        Awaited::Reader => "the reader".to_owned(),
        Awaited::Tasks => "tasks".to_owned(),
        Awaited::Other(what) => what.to_string(),
    }
}

/// A length of time to the hundredth of a second, if it is not shorter: what a program asks for, in spite of a clock that is read
/// a moment later.
fn rounded_to_sight(time: SimTime) -> SimTime {
    let hundredth = SimTime::from_millis(10);
    if time < hundredth * 5 { time } else { SimTime::from_micros((time.as_micros() + 5000) / 10_000 * 10_000) }
}

fn rounded_seconds(time: SimTime) -> String {
    seconds(rounded_to_sight(time))
}

/// A number of seconds, to the hundredth.
pub fn rounded(time: SimTime) -> String {
    seconds_number(rounded_to_sight(time))
}

/// What became of a task: how it looks and what it says. Nothing while it goes on.
pub fn lane_result(scene: &ProgramScene, task: TaskId, is_short: bool) -> Option<(&'static str, String)> {
    let snapshot = scene.recording.tasks.task_snapshot(task, scene.time)?;
    let result = match snapshot.state {
        TaskState::Ended(End::Done) => {
            let took = snapshot.ended? - snapshot.created?;
            ("result", format!("{} ✓", took_in_short(took)))
        }
        TaskState::Ended(End::Refused) => ("failed", "× failed".to_owned()),
        TaskState::Ended(End::Cancelled | End::GaveUp) if is_short => ("gone", "× cancel".to_owned()),
        TaskState::Ended(End::Cancelled | End::GaveUp) => ("gone", "× cancelled".to_owned()),
        TaskState::NeverPolled => ("gone", "never ran".to_owned()),
        TaskState::NotCreated | TaskState::Ready | TaskState::Running | TaskState::Suspended => return None,
    };
    Some(result)
}

fn took_in_short(time: SimTime) -> String {
    if time < SimTime::from_millis(100) { milliseconds(time) } else { seconds_fixed(time, 1) }
}

/// How many tasks have no lane.
pub fn more_tasks(tasks: usize) -> String {
    format!("… and {} more {}", count(tasks), if tasks == 1 { "task" } else { "tasks" })
}

/// The timing comparison: what the program took, and what its sleeps would take one after another.
pub fn comparison(scene: &ProgramScene) -> [ComparisonRow; 2] {
    [measured(scene), added_up(scene)]
}

fn measured(scene: &ProgramScene) -> ComparisonRow {
    let finished = scene.recording.tasks.finished().filter(|at| *at <= scene.time);
    let time = finished.or(scene.predicted()).unwrap_or(scene.latest);
    let (figure, sentence) = match (finished, scene.shown_end()) {
        (Some(at), _) => (headline(at), compared_with_prediction(scene, at)),
        (None, Some(RunEnd::Stopped)) => (headline(scene.time), "until it was stopped".to_owned()),
        (None, Some(RunEnd::Finished)) => (headline(scene.time), "until it was ended".to_owned()),
        (None, None) if scene.is_ready() => ("?".to_owned(), String::new()),
        (None, None) => ("…".to_owned(), String::new()),
    };
    ComparisonRow {
        time,
        predicted: scene.predicted().unwrap_or(time),
        expected_figure: wider(headline(time), headline(time + scene.speed.simulated(LATENESS))),
        figure,
        title: "This program".into(),
        expected_sentence: format!("{} later than computed", milliseconds(RealTime::from_millis(100))),
        sentence,
        kind: "measured",
        is_over: finished.is_some(),
        all_arrive: true,
    }
}

/// How the time compares with the same run in virtual time.
fn compared_with_prediction(scene: &ProgramScene, finished: SimTime) -> String {
    let Some(predicted) = scene.predicted() else { return "how long it should take is not known".to_owned() };
    let late = scene.speed.real(finished - predicted);
    if scene.hidden.is_empty() || late.as_micros() < 50_000 {
        format!("{} later than computed", milliseconds(late))
    } else {
        format!("{} later than computed: this page was hidden", milliseconds(late))
    }
}

fn added_up(scene: &ProgramScene) -> ComparisonRow {
    let (total, is_over) = (scene.total_sleep(), scene.shows_finish());
    let finished = scene.recording.tasks.finished();
    // Until the end, what is said then is known from the prediction.
    let expected =
        scene.prediction.filter(|_| finished.is_none()).map_or(scene.recording, |prediction| &prediction.recording);
    let (sleeps, finished) = (expected.sleeps.len(), finished.or(scene.predicted()).unwrap_or_default());
    let sentence = match sleeps {
        0 => "it never sleeps".to_owned(),
        1 => "its only sleep".to_owned(),
        2 => "both sleeps added up".to_owned(),
        _ => format!("all {} sleeps added up", in_words(sleeps)),
    };
    let is_longer = finished > SimTime::ZERO && total > finished + finished.scaled(1, 20);
    let ratio = if is_longer { format!(", {} times as long", rounded_ratio(total, finished)) } else { String::new() };
    let figure = if is_over { headline(total) } else { if scene.is_ready() { "?" } else { "…" }.to_owned() };
    ComparisonRow {
        time: total,
        predicted: total,
        figure,
        expected_figure: headline(total),
        title: "One after another".into(),
        sentence: if is_over { sentence.clone() + &ratio } else { String::new() },
        expected_sentence: sentence + &ratio,
        kind: "computed",
        is_over,
        all_arrive: true,
    }
}

/// What was printed by the time that is shown, line by line, with times and tasks; and at the end what went wrong.
pub fn log(scene: &ProgramScene) -> Vec<String> {
    let tasks = &scene.recording.tasks;
    let name = |task| tasks.info(task).map_or("", |info| &*info.name);
    let line = |(at, task, text): (SimTime, TaskId, &str)| {
        let who = if task == TaskId(0) { String::new() } else { format!("{} · ", name(task)) };
        format!("{} · {who}{text}", seconds_fixed(at, 3))
    };
    let mut lines: Vec<_> = tasks.all_printed_by(scene.time).map(line).collect();
    if scene.ended().is_some() {
        lines.extend(scene.recording.errors.lines().map(str::to_owned));
    }
    lines
}

/// The whole run as a text to keep.
pub fn transcript(scene: &ProgramScene) -> String {
    let mut text = status(scene) + "\n";
    for row in comparison(scene) {
        text += &format!("{} {}: {}\n", row.figure, row.title, row.sentence);
    }
    text += "\n";
    for line in log(scene) {
        text += &format!("{line}\n");
    }
    let prefix =
        if scene.speed == Speed::REAL_TIME { String::new() } else { format!("{} real time · ", speed(scene.speed)) };
    text + &format!("\n{prefix}seed {}\n", grouped(scene.seed.into()))
}

/// The share of the time for which the thread was free, once there is one.
pub fn idle(scene: &ProgramScene, is_short: bool) -> Option<String> {
    let (busy, passed) = (scene.recording.tasks.busy_by(scene.time), scene.time);
    let digits = if is_short { 1 } else { 2 };
    (passed > SimTime::ZERO).then(|| format!("{} idle", percent(passed - busy, passed, digits)))
}

/// How much of the time the thread was busy, in real time.
pub fn thread_summary(scene: &ProgramScene) -> String {
    if scene.time == SimTime::ZERO {
        return "One thread runs everything. So far it has done nothing.".to_owned();
    }
    let [busy, passed] = [scene.recording.tasks.busy_by(scene.time), scene.time].map(|time| scene.speed.real(time));
    let free = percent(passed - busy, passed, 2);
    format!("The thread worked {} of {}; {free} of the time it was free.", milliseconds(busy), milliseconds(passed))
}

/// Which tasks are ready.
pub fn queue(scene: &ProgramScene) -> String {
    let tasks = &scene.recording.tasks;
    let ids = (0..tasks.task_count()).map(|index| TaskId(u32::try_from(index).unwrap_or(u32::MAX)));
    let ready: Vec<_> = ids.filter(|task| state_name(tasks, *task, scene.time) == "ready").collect();
    let name = |task: &TaskId| tasks.info(*task).map_or_else(String::new, |info| info.name.to_string());
    match &ready[..] {
        [] => "The ready queue is empty.".to_owned(),
        [task] => format!("In the ready queue: {}.", name(task)),
        [task, others @ ..] => format!("In the ready queue: {} and {} more.", name(task), count(others.len())),
    }
}

/// The last steps that began by the time that is shown, at most `most`: each in words, and how long it took.
pub fn last_steps(scene: &ProgramScene, most: usize) -> Vec<(String, SimTime)> {
    let polls = scene.recording.tasks.each_poll();
    let begun = polls.partition_point(|poll| poll.at <= scene.time);
    let last = &polls[begun.saturating_sub(most)..begun];
    last.iter().map(|poll| (step_line(scene, poll), poll.busy)).collect()
}

fn step_line(scene: &ProgramScene, poll: &PollSpan) -> String {
    let tasks = &scene.recording.tasks;
    let name = tasks.tasks_in(poll).first().and_then(|task| tasks.info(*task)).map_or("", |info| &*info.name);
    format!("{} · {name} · {}", seconds_fixed(poll.at, 3), microseconds(scene.speed.real(poll.busy)))
}

/// The timeline in words, for screen readers.
pub fn timeline_description(scene: &ProgramScene) -> String {
    let hidden = if scene.hidden.iter().any(|(from, _)| *from <= scene.time) {
        " The page was hidden for part of that time."
    } else {
        ""
    };
    format!("Timeline. {}.{hidden}", status(scene))
}

/// The time that is shown, and what the picture shows of it.
pub fn time_description(scene: &ProgramScene) -> String {
    if scene.is_moving() {
        return "playing".to_owned();
    }
    format!("{}: {}", seconds_fixed(scene.time, 3), status(scene))
}
