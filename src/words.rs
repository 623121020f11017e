//! All sentences of the figure, for the eye and for screen readers.

mod comparison;
mod crowd;
mod names;
mod positions;
mod reader;
mod thread;
mod transcript;

pub use comparison::{ComparisonRow, comparison, row_count};
pub use crowd::{about_users, crowd_help};
use crowd::{crowd_status, half};
pub use names::{run_info, title, user_label, user_name};
pub use positions::{done_count, position_summary};
pub use reader::{code_sent, guess, guess_mark, wrong_code};
use thread::being_polled;
pub use thread::{poll_line, queue, thread_summary};
pub use transcript::{more, result_line, task_line, transcript};

use crate::{
    event::End,
    format::{count, milliseconds, seconds, seconds_fixed, seconds_number},
    recording::TaskState,
    scene::{NOTICEABLE, Scene, StrategyRun},
    stage::{RunEnd, Stage},
    time::SimTime,
};

/// What the button does.
pub fn button(scene: &Scene) -> String {
    let users = scene.plan.users().len();
    let codes = if users == 1 { "1 code".to_owned() } else { format!("{} codes", count(users)) };
    match scene.stage {
        Stage::Ready => format!("Send {codes}"),
        Stage::Running { .. } => "Stop".to_owned(),
        Stage::Ended { .. } => format!("Send {codes} again"),
    }
}

/// How far the run is; and which time of it is shown, if the reader looks back.
pub fn status(scene: &Scene) -> String {
    if scene.looks_back() && !scene.is_moving() { time_and_status(scene) } else { progress(scene) }
}

fn progress(scene: &Scene) -> String {
    match scene.shown_end() {
        Some(RunEnd::Finished) => format!("{} after {}", arrivals(scene), seconds_fixed(scene.last_finish(), 3)),
        Some(RunEnd::Stopped) => format!("stopped: {}", arrivals(scene)),
        None if scene.is_ready() => users_and_waits(scene) + &pending_seek(scene),
        None if scene.is_crowd() => crowd_status(scene),
        None => arrivals(scene),
    }
}

/// For a reader who followed a link to a time: says that the figure will pause there.
fn pending_seek(scene: &Scene) -> String {
    scene.pending_seek.map_or_else(String::new, |at| format!("; the figure will pause at {}", seconds(at)))
}

fn users_and_waits(scene: &Scene) -> String {
    let (users, shortest, longest) = (scene.plan.users(), scene.plan.shortest_wait(), scene.plan.longest_wait());
    let (users, each) =
        if users.len() == 1 { ("1 user".into(), "") } else { (format!("{} users", count(users.len())), " each") };
    if shortest == longest {
        format!("{users}, {}{each}", seconds(longest))
    } else {
        format!("{users}, {} to {}{each}", seconds_number(shortest), seconds(longest))
    }
}

/// Counts the codes of all strategies together.
fn arrivals(scene: &Scene) -> String {
    let codes = scene.plan.users().len() * scene.strategy_runs.len();
    let verb = if codes == 1 { "code is" } else { "codes are" };
    format!("{} of {} {verb} in", count(arrived(scene)), count(codes))
}

fn arrived(scene: &Scene) -> usize {
    scene.strategy_runs.iter().map(|run| run.recording.arrived_by(scene.time).len()).sum()
}

/// The time that is shown.
pub fn time(scene: &Scene) -> String {
    let suffix = if scene.looks_back() { format!(" of {}", seconds_fixed(scene.latest, 3)) } else { String::new() };
    format!("{}{suffix}", seconds_fixed(scene.time, 3))
}

/// The time that is shown, and what the picture shows of it. While it plays, the text stays the same, or a screen reader would
/// read out nothing else.
pub fn time_description(scene: &Scene) -> String {
    if scene.is_moving() { "playing".to_owned() } else { time_and_status(scene) }
}

fn time_and_status(scene: &Scene) -> String {
    format!("{}{}: {}", seconds_fixed(scene.time, 3), being_polled(scene), progress(scene))
}

/// How late the user's code was, if it has come and the reader could notice.
pub fn late(scene: &Scene, run: &StrategyRun, user: usize) -> Option<String> {
    if run.recording.state(user, scene.time) != TaskState::Ended(End::Done) {
        return None;
    }
    let late = run.recording.lateness(user, scene.plan.users()[user].wait())?;
    let written = if late < SimTime::from_secs(1) { milliseconds(late) } else { seconds_fixed(late, 1) };
    (scene.speed.real(late) >= NOTICEABLE).then(|| format!("{written} late"))
}

/// Why a task ended without a code.
pub fn no_code(how: End) -> &'static str {
    match how {
        End::Done => "",
        End::Refused => "wrong code",
        End::Cancelled => "cancelled",
        End::GaveUp => "gave up",
    }
}

/// The timeline in words, for screen readers. While codes arrive it changes only with each arrival, and not at all for a
/// crowd.
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
        for row in comparison(scene) {
            text += &format!(" {}: {}, {}.", row.title, row.time_text, row.explanation);
        }
        for run in scene.strategy_runs.iter().filter(|_| scene.is_crowd()) {
            text += &half(run).unwrap_or_default();
        }
    }
    text
}
