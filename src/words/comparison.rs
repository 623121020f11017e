//! The timing comparison in words.

use std::borrow::Cow;

use super::names::{predicted, title};
use crate::{
    format::{grouped, milliseconds, ratio, seconds, seconds_fixed, span},
    scene::{Act, NOTICED, Phase, Scene},
    settings::Strategy,
    time::Time,
};

/// One line of the timing comparison.
pub struct Line {
    /// The time that is compared.
    pub time: Time,
    /// The same, written.
    pub figure: Cow<'static, str>,
    /// What it should be, worked out beforehand.
    pub predicted: Time,
    /// Which way of waiting took it.
    pub title: Cow<'static, str>,
    /// Where the time comes from.
    pub note: Cow<'static, str>,
    /// Whether it was measured, not worked out.
    pub measured: bool,
    /// Whether everybody's code came, so that it can be compared with others.
    pub serves_all: bool,
}

/// The timing comparison: a line for each strategy that runs and, unless that is one of them, one for what serving the
/// users one after another would take.
pub fn comparison(scene: &Scene) -> Vec<Line> {
    let mut lines: Vec<_> = scene.acts.iter().map(|act| measured(scene, act)).collect();
    if !scene.runs_one_by_one() {
        lines.push(imagined(scene));
    }
    if scene.phase_then() == Phase::Finished {
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
    let (figure, note) = match (finished, scene.phase_then()) {
        (Some(time), _) => (seconds_fixed(time, 3), result(scene, act, time).into()),
        (None, Phase::Ready) => (seconds(time), beforehand(scene, act.strategy)),
        (None, Phase::Stopped) => (seconds_fixed(time, 3), "until it was stopped".into()),
        (None, _) => (seconds_fixed(time, 1), "so far".into()),
    };
    Line {
        time,
        figure: figure.into(),
        predicted: act.predicted,
        title: title(act.strategy),
        note,
        measured: true,
        serves_all: act.recording.arrived() == scene.plan.users().len(),
    }
}

fn beforehand(scene: &Scene, strategy: Strategy) -> Cow<'static, str> {
    let Strategy::Blocking(most) = strategy else { return "not started".into() };
    let real = scene.speed.real(most.min(scene.plan.total_wait()));
    format!("not started; this page will not answer for {}", seconds(real)).into()
}

/// "measured: the longest wait, and 4 ms": what was predicted, and the time that came on top. Where nothing was worked out
/// beside it, it goes without saying that it was measured.
fn result(scene: &Scene, act: &Act, time: Time) -> String {
    let predicted_by = predicted(act.strategy, scene.plan);
    let extra = short(time - act.predicted);
    let measured = if scene.runs_one_by_one() { "" } else { "measured: " };
    let (starting, missing, blocked) = (starting(act, scene), missing(act, scene), blocked(act, scene));
    format!("{measured}{predicted_by}, and {extra}{starting}{missing}{blocked}")
}

/// How much of that went by before everybody had begun to wait, if it is enough to tell.
fn starting(act: &Act, scene: &Scene) -> String {
    let took = act.recording.last_start();
    let is_long = act.strategy == Strategy::AllAtOnce && scene.speed.real(took) >= NOTICED;
    if is_long { format!(" ({} to start them all)", short(took)) } else { String::new() }
}

/// How many codes came, unless all did.
fn missing(act: &Act, scene: &Scene) -> String {
    let (arrived, users) = (act.recording.arrived(), scene.plan.users().len());
    let [arrived_written, users_written] = [arrived, users].map(|count| grouped(count as u32));
    if arrived == users { String::new() } else { format!("; {arrived_written} of {users_written} codes") }
}

/// For how much real time nothing else could happen because of it, if the reader could notice.
fn blocked(act: &Act, scene: &Scene) -> String {
    let polls = act.recording.each_poll().iter().map(|poll| scene.speed.real(poll.busy));
    let blocked: Time = polls.filter(|busy| *busy >= NOTICED).sum();
    if blocked == Time::ZERO { String::new() } else { format!("; it blocked this page for {}", short(blocked)) }
}

/// In milliseconds, unless they are many.
fn short(time: Time) -> String {
    if time < Time::from_secs(1) { milliseconds(time) } else { seconds(time) }
}

/// Told only at the end: what part of it has passed by now would say nothing.
fn imagined(scene: &Scene) -> Line {
    let total = scene.plan.total_wait();
    let is_over = scene.phase_then() == Phase::Finished;
    let (time, figure) = if is_over { (total, span(total).into()) } else { (Time::ZERO, "…".into()) };
    let (title, note) = (title(Strategy::OneByOne), "the sum of the waits".into());
    Line { time, figure, predicted: time, title, note, measured: false, serves_all: true }
}

/// Says of the longest time how many times as long it is as the shortest, if it is noticeably longer. Only those who served
/// everybody are compared.
fn compare(lines: &mut [Line]) {
    let all = lines.iter().filter(|line| line.serves_all);
    let shortest = all.map(|line| line.time).min().unwrap_or_default();
    if let Some(longest) = lines.iter_mut().filter(|line| line.serves_all).max_by_key(|line| line.time)
        && longest.time > shortest + shortest_difference(shortest)
        && shortest > Time::ZERO
    {
        longest.note.to_mut().push_str(&format!(", {} times as long", ratio(longest.time, shortest)));
    }
}

/// What a ratio with one digit can show.
fn shortest_difference(time: Time) -> Time {
    Time::from_micros(time.as_micros() / 20)
}
