//! The story of a run in sentences: for the eye, and for those who listen to the page.

mod comparison;
mod crowd;
mod names;
mod reader;
mod standing;
mod thread;

pub use comparison::{Line, comparison, comparison_lines};
pub use crowd::{about, ask};
use crowd::{half, of_a_crowd};
pub use names::title;
pub use reader::{guess, guess_mark, sent, user, wrong_code};
pub use standing::standing;
use thread::runner;
pub use thread::{queue, slice, thread_sum};

use std::borrow::Cow;

use crate::{
    format::{grouped, milliseconds, seconds, seconds_fixed, seconds_number},
    reader::Answer,
    recording::{Life, State},
    scene::{Act, NOTICED, Phase, Scene},
    time::Time,
};

/// What the button does.
pub fn button(scene: &Scene) -> String {
    let users = scene.plan.users().len();
    let codes = if users == 1 { "1 code".to_owned() } else { format!("{} codes", grouped(users as u32)) };
    match scene.phase {
        Phase::Ready => format!("Send {codes}"),
        Phase::Running => "Stop".to_owned(),
        Phase::Finished | Phase::Stopped => format!("Send {codes} again"),
    }
}

/// How far the run is, in one line; and which moment that is, if the reader has gone to one.
pub fn status(scene: &Scene) -> String {
    if scene.t < scene.now && !scene.moves { moment_told(scene) } else { progress(scene) }
}

fn progress(scene: &Scene) -> String {
    match scene.phase_then() {
        Phase::Ready => waiters(scene) + &stop(scene),
        Phase::Running if scene.is_crowd() => of_a_crowd(scene),
        Phase::Running => arrivals(scene),
        Phase::Finished => format!("{} after {}", arrivals(scene), seconds_fixed(scene.end(), 3)),
        Phase::Stopped => format!("stopped: {}", arrivals(scene)),
    }
}

/// Whoever was sent a moment should not think that the picture has got stuck there.
fn stop(scene: &Scene) -> String {
    scene.expected.map_or_else(String::new, |at| format!("; the picture will stop at {}", seconds(at)))
}

fn waiters(scene: &Scene) -> String {
    let (users, shortest, longest) = (scene.plan.users(), scene.plan.shortest_wait(), scene.plan.longest_wait());
    let who = if users.len() == 1 { "1 user".to_owned() } else { format!("{} users", grouped(users.len() as u32)) };
    let each = if users.len() == 1 { "" } else { " each" };
    if shortest == longest {
        format!("{who}, {}{each}", seconds(longest))
    } else {
        format!("{who}, {} to {} each", seconds_number(shortest), seconds(longest))
    }
}

/// Counts the codes of all strategies together.
fn arrivals(scene: &Scene) -> String {
    let codes = scene.plan.users().len() * scene.acts.len();
    let verb = if codes == 1 { "code is" } else { "codes are" };
    format!("{} of {} {verb} in", grouped(arrived(scene) as u32), grouped(codes as u32))
}

fn arrived(scene: &Scene) -> usize {
    scene.acts.iter().map(|act| act.recording.arrived_by(scene.t).len()).sum()
}

/// How many there are.
pub fn count(count: usize) -> String {
    grouped(count as u32)
}

/// How many are done there.
pub fn count_done(done: usize) -> String {
    format!("✓ {}", count(done))
}

/// The moment that is shown.
pub fn moment(scene: &Scene) -> String {
    let of = if scene.t < scene.now { format!(" of {}", seconds_fixed(scene.now, 3)) } else { String::new() };
    format!("{}{of}", seconds_fixed(scene.t, 3))
}

/// The moment that is shown, and what the picture shows of it. While it moves, whoever listens to the page should not have to
/// listen to every moment.
pub fn moment_told(scene: &Scene) -> String {
    if scene.moves {
        return "moving on".to_owned();
    }
    format!("{}{}: {}", seconds_fixed(scene.t, 3), runner(scene), progress(scene))
}

/// What the task of one user says.
pub fn said(scene: &Scene, act: &Act, user: usize) -> String {
    format!("{} · {}", user_name(scene, user), does(scene, act, user))
}

fn user_name(scene: &Scene, user: usize) -> String {
    if scene.is_reader(user) { "you".to_owned() } else { format!("user {}", grouped(user as u32 + 1)) }
}

fn does(scene: &Scene, act: &Act, user: usize) -> Cow<'static, str> {
    let life = act.recording.life(user, scene.t);
    let code = scene.plan.users()[user].code.spaced();
    let end: &str = match life.state {
        State::NotStarted => return "not started yet".into(),
        State::Ready => return "ready, but the thread has not come to it yet".into(),
        State::Running => return "running".into(),
        State::Suspended => return "waiting for the code".into(),
        State::NeverPolled => return "never polled, so never started".into(),
        State::Arrived => &code,
        State::Refused => "a wrong code",
        State::Cancelled => cancelled(scene, user, &life),
    };
    let began = life.created.or(life.started).unwrap_or_default();
    let late = late(scene, act, user).map(|late| format!(", {late}")).unwrap_or_default();
    let from = if scene.speed.real(began) >= NOTICED {
        format!(", begun at {}", seconds_fixed(began, 3))
    } else {
        String::new()
    };
    format!("{end} after {}{from}{late}", seconds_fixed(life.ended.unwrap_or_default() - began, 3)).into()
}

/// How late the user's code was, if it has come and the reader could notice.
pub fn late(scene: &Scene, act: &Act, user: usize) -> Option<String> {
    if act.recording.state(user, scene.t) != State::Arrived {
        return None;
    }
    let late = act.recording.lateness(user, scene.plan.users()[user].wait())?;
    let written = if late < Time::from_secs(1) { milliseconds(late) } else { seconds_fixed(late, 1) };
    (scene.speed.real(late) >= NOTICED).then(|| format!("{written} late"))
}

/// How a user's future was cancelled. If the reader gave up, only those who waited for it until then know of it.
pub fn cancelled(scene: &Scene, user: usize, life: &Life) -> &'static str {
    let gave_up = scene.reader.is_some_and(|reader| reader.answered() == Some(Answer::GaveUp));
    let waited = life.ended.unwrap_or_default() - life.started.unwrap_or_default();
    let waited_so_long = waited + scene.speed.simulated(NOTICED) >= scene.plan.users()[user].wait();
    if user == 0 && gave_up && waited_so_long { "gave up" } else { "cancelled" }
}

/// The last line that a strategy says, once it has completed.
pub fn said_last(scene: &Scene, act: &Act) -> Option<String> {
    let finished = act.recording.finished().filter(|at| *at <= scene.t)?;
    let (took, arrived) = (seconds_fixed(finished, 3), act.recording.arrived());
    let users = scene.plan.users().len();
    Some(if arrived == users {
        format!("{} of waiting took {took}", seconds(scene.plan.total_wait()))
    } else {
        format!("{} of {} codes after {took}", grouped(arrived as u32), grouped(users as u32))
    })
}

/// Says that only some of the users are listed, if that is so.
pub fn more(users: usize, listed: usize) -> Option<String> {
    let more = users.checked_sub(listed).filter(|more| *more > 0)?;
    Some(format!("… and {} more, who are not listed", grouped(more as u32)))
}

/// The timeline in words, for those who cannot see it. While codes arrive it changes only with each arrival, and
/// not at all for a crowd.
pub fn picture(scene: &Scene) -> String {
    let now = if scene.is_crowd() && scene.moves {
        format!("{} users wait for their codes", grouped(scene.plan.users().len() as u32))
    } else {
        status(scene)
    };
    let mut told = format!("Timeline. {now}.");
    if scene.hidden.iter().any(|(from, _)| *from <= scene.t) {
        told += " Meanwhile the page was hidden for a while.";
    }
    if scene.phase_then() == Phase::Finished {
        for line in comparison(scene) {
            told += &format!(" {}: {}, {}.", line.title, line.figure, line.note);
        }
        for act in scene.acts.iter().filter(|_| scene.is_crowd()) {
            told += &half(act).unwrap_or_default();
        }
    }
    told
}
