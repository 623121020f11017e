//! The story of a run in sentences: for the eye, and for those who listen to the page.

use crate::{
    format::{grouped, milliseconds, ratio, seconds, seconds_fixed, seconds_number},
    plan::User,
    prediction::predict,
    recording::State,
    scene::{Act, Phase, Scene},
    settings::Strategy,
    time::Time,
};

/// What readers call the strategy.
pub fn title(strategy: Strategy) -> &'static str {
    match strategy {
        Strategy::OneByOne => "one after another",
        Strategy::AllAtOnce => "all at once",
    }
}

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

/// How far the run is, in one line.
pub fn status(scene: &Scene) -> String {
    match scene.phase {
        Phase::Ready => waiters(scene),
        Phase::Running | Phase::Finished => arrivals(scene),
        Phase::Stopped => format!("stopped: {}", arrivals(scene)),
    }
}

fn waiters(scene: &Scene) -> String {
    let users = scene.plan.users();
    let waits = || users.iter().map(User::wait);
    let (shortest, longest) = (waits().min().unwrap_or_default(), waits().max().unwrap_or_default());
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
    let arrived: usize = scene.acts.iter().map(|act| act.recording.arrived_by(scene.t).len()).sum();
    let verb = if codes == 1 { "code is" } else { "codes are" };
    format!("{} of {} {verb} in", grouped(arrived as u32), grouped(codes as u32))
}

/// One line of the timing comparison.
pub struct Line {
    /// The time that is compared.
    pub time: Time,
    /// The same, written.
    pub figure: String,
    /// Which way of waiting took it.
    pub title: &'static str,
    /// Where the time comes from.
    pub note: String,
    /// Whether it was measured, not worked out.
    pub measured: bool,
}

/// The timing comparison: a line for each strategy that runs and, unless that is one of them, one for what serving the
/// users one after another would take.
pub fn comparison(scene: &Scene) -> Vec<Line> {
    let mut lines: Vec<_> = scene.acts.iter().map(|act| measured(scene, act)).collect();
    if !scene.runs_one_by_one() {
        lines.push(imagined(scene));
    }
    if scene.phase == Phase::Finished {
        compare(&mut lines);
    }
    lines
}

/// How many lines [`comparison`] has.
pub fn comparison_lines(strategies: &[Strategy]) -> usize {
    strategies.len() + usize::from(!strategies.contains(&Strategy::OneByOne))
}

fn measured(scene: &Scene, act: &Act) -> Line {
    let finished = act.recording.finished().filter(|at| *at <= scene.t);
    let time = finished.unwrap_or(scene.t);
    let (figure, note) = match (finished, scene.phase) {
        (Some(time), _) => (seconds_fixed(time, 3), result(scene, act, time)),
        (None, Phase::Ready) => (seconds(time), "not started".to_owned()),
        (None, Phase::Stopped) => (seconds_fixed(time, 3), "until it was stopped".to_owned()),
        (None, _) => (seconds_fixed(time, 1), "so far".to_owned()),
    };
    Line { time, figure, title: title(act.strategy), note, measured: true }
}

/// "measured: the longest wait, and 4 ms": what was predicted, and the time that came on top. Where nothing was worked out
/// beside it, it goes without saying that it was measured.
fn result(scene: &Scene, act: &Act, time: Time) -> String {
    let predicted = match act.strategy {
        Strategy::OneByOne => "the sum of the waits",
        Strategy::AllAtOnce => "the longest wait",
    };
    let extra = milliseconds(time - predict(act.strategy, scene.plan));
    let measured = if scene.runs_one_by_one() { "" } else { "measured: " };
    format!("{measured}{predicted}, and {extra}")
}

/// Told only at the end: what part of it has passed by now would say nothing.
fn imagined(scene: &Scene) -> Line {
    let is_over = scene.phase == Phase::Finished;
    let time = if is_over { scene.plan.total_wait() } else { Time::ZERO };
    let figure = if is_over { seconds(time) } else { "…".to_owned() };
    Line { time, figure, title: title(Strategy::OneByOne), note: "the sum of the waits".to_owned(), measured: false }
}

/// Says of the longest time how many times as long it is as the shortest, if it is noticeably longer.
fn compare(lines: &mut [Line]) {
    let shortest = lines.iter().map(|line| line.time).min().unwrap_or_default();
    if let Some(longest) = lines.iter_mut().max_by_key(|line| line.time)
        && longest.time > shortest + shortest_difference(shortest)
        && shortest > Time::ZERO
    {
        longest.note += &format!(", {} times as long", ratio(longest.time, shortest));
    }
}

/// What a ratio with one digit can show.
fn shortest_difference(time: Time) -> Time {
    Time::from_micros(time.as_micros() / 20)
}

/// What the task of one user says.
pub fn said(scene: &Scene, act: &Act, user: usize) -> String {
    let who = format!("user {}", user + 1);
    match act.recording.state(user, scene.t) {
        State::NotStarted => format!("{who} · not started yet"),
        State::Suspended { .. } => format!("{who} · waiting for the code"),
        State::Arrived { started, at } => {
            let code = scene.plan.users()[user].code.spaced();
            format!("{who} · {code} after {}", seconds_fixed(at - started, 3))
        }
    }
}

/// The last line that a strategy says, once it has completed.
pub fn said_last(scene: &Scene, act: &Act) -> Option<String> {
    let finished = act.recording.finished().filter(|at| *at <= scene.t)?;
    let total = seconds(scene.plan.total_wait());
    Some(format!("{total} of waiting took {}", seconds_fixed(finished, 3)))
}

/// Says that only some of the users are listed, if that is so.
pub fn more(users: usize, listed: usize) -> Option<String> {
    let more = users.checked_sub(listed).filter(|more| *more > 0)?;
    Some(format!("… and {} more, who are not listed", grouped(more as u32)))
}

/// The timeline in words, for those who cannot see it. While codes arrive it changes only with each arrival.
pub fn picture(scene: &Scene) -> String {
    let mut told = format!("Timeline. {}.", status(scene));
    if scene.phase == Phase::Finished {
        for line in comparison(scene) {
            told += &format!(" {}: {}, {}.", line.title, line.figure, line.note);
        }
    }
    told
}
