//! All sentences of the figure, for the eye and for screen readers.

mod comparison;
mod crowd;
mod lane;
mod log;
mod names;
mod reader;
mod thread;

pub use comparison::{ComparisonRow, LATENESS, comparison, headline, row_count, wider};
pub use crowd::{about_users, crowd_help};
use crowd::{crowd_status, half};
pub use lane::{lane_name, lane_result, result, sum_name};
pub use log::{log, task_line, transcript};
pub use names::{in_words, run_info, title, user_name};
pub use reader::{code_sent, guess, guess_mark, wrong_code};
use thread::being_polled;
pub use thread::{idle, percent, poll_line, queue, thread_summary};

use crate::{
    event::End,
    format::{count, seconds, seconds_fixed},
    playback::Moment,
    scene::{NOTICEABLE, Scene},
    stage::{RunEnd, Stage},
    time::SimTime,
};

/// What the button does.
pub fn button(scene: &Scene) -> String {
    let users = scene.plan.users().len();
    match (scene.stage, users) {
        (Stage::Ready, 1) => "Send the code".to_owned(),
        (Stage::Ready, 0..10_000) => format!("Send {users} codes"),
        (Stage::Ready, _) => "Send the codes".to_owned(),
        (Stage::Running { .. }, _) => "Stop".to_owned(),
        (Stage::Ended { .. }, _) => "Send again".to_owned(),
    }
}

/// How far the run is at the time that is shown.
pub fn status(scene: &Scene) -> String {
    if let Some(guess) = guess(scene) {
        return guess;
    }
    match scene.shown_end() {
        Some(RunEnd::Stopped) => format!("Stopped: {}", arrivals(scene)),
        None if scene.is_ready() => users(scene) + &pending_seek(scene),
        None if scene.is_crowd() => crowd_status(scene),
        _ => arrivals(scene),
    }
}

/// For a reader who followed a link to a time: says that the figure will pause there.
fn pending_seek(scene: &Scene) -> String {
    scene.pending_seek.map_or_else(String::new, |at| format!("; the figure will pause at {}", seconds(at)))
}

/// “Six users, one thread”: all that is known before the run.
fn users(scene: &Scene) -> String {
    let users = scene.plan.users().len();
    let plural = if users == 1 { "" } else { "s" };
    capitalised(&format!("{} user{plural}, one thread", in_words(users)))
}

/// With a capital letter, if the first is an ASCII one.
pub fn capitalised(text: &str) -> String {
    let mut bytes = text.to_owned();
    if let Some(first) = bytes.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    bytes
}

/// Counts the codes of all strategies together.
fn arrivals(scene: &Scene) -> String {
    let codes = scene.plan.users().len() * scene.strategy_runs.len();
    let arrived = arrived(scene);
    match (arrived, codes) {
        (1, 1) => "The code is in".to_owned(),
        (_, 1) => "No code is in".to_owned(),
        (2, 2) => "Both codes are in".to_owned(),
        _ if arrived == codes => format!("All {} codes are in", in_words(codes)),
        _ if scene.shows_finish() => format!("Over: {} of {} codes came in", count(arrived), count(codes)),
        _ => format!("{} of {} codes are in", count(arrived), count(codes)),
    }
}

fn arrived(scene: &Scene) -> usize {
    scene.strategy_runs.iter().map(|run| run.recording.arrived_by(scene.time).len()).sum()
}

/// The time that is shown.
pub fn time(moment: &Moment) -> String {
    let write = |time| if moment.is_moving() { seconds_fixed(time, 1) } else { seconds_fixed(time, 3) };
    let suffix = if moment.looks_back() { format!(" of {}", write(moment.latest)) } else { String::new() };
    format!("{}{suffix}", write(moment.time))
}

/// The time that is shown, and what the picture shows of it. While it moves, the text stays the same, or a screen reader would
/// read out nothing else.
pub fn time_description(scene: &Scene) -> String {
    if scene.is_moving() {
        return "playing".to_owned();
    }
    format!("{}{}: {}", seconds_fixed(scene.time, 3), being_polled(scene), status(scene))
}

/// Whether a reader could notice that a code is this late.
fn is_noticeably_late(scene: &Scene, late: SimTime) -> bool {
    scene.speed.real(late) >= NOTICEABLE
}

/// Why a task ended without a code.
fn no_code(how: End) -> &'static str {
    match how {
        End::Done => "",
        End::Refused => "wrong code",
        End::Cancelled => "cancelled",
        End::GaveUp => "gave up",
    }
}

/// The timeline in words, for screen readers. (The comparison is text already.) While codes arrive it changes only with each
/// arrival, and not at all for a crowd.
pub fn timeline_description(scene: &Scene) -> String {
    let now = if scene.is_crowd() && scene.is_moving() {
        format!("{} users wait for their codes", count(scene.plan.users().len()))
    } else {
        status(scene)
    };
    let mut text = format!("Timeline. {now}.");
    if scene.hidden.iter().any(|(from, _)| *from <= scene.time) {
        text += " The page was hidden for part of that time.";
    }
    if scene.shows_finish() {
        for run in scene.strategy_runs.iter().filter(|_| scene.is_crowd()) {
            text += &half(run).unwrap_or_default();
        }
    }
    text
}
