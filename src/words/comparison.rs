//! The timing comparison in words.

use super::names::title;
use crate::{
    format::{milliseconds, ratio, seconds, seconds_fixed, span},
    prediction::predict,
    scene::{Act, Phase, Scene},
    settings::Strategy,
    time::Time,
};

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
    let extra = short(time - predict(act.strategy, scene.plan));
    let measured = if scene.runs_one_by_one() { "" } else { "measured: " };
    format!("{measured}{predicted}, and {extra}{}", starting(act, scene))
}

/// How much of that went by before everybody had begun to wait, if it is enough to tell.
fn starting(act: &Act, scene: &Scene) -> String {
    let took = act.recording.last_start();
    let is_long = act.strategy == Strategy::AllAtOnce && scene.speed.real(took) >= LONG_START;
    if is_long { format!(" ({} to start them all)", short(took)) } else { String::new() }
}

/// In milliseconds, unless they are many.
fn short(time: Time) -> String {
    if time < Time::from_secs(1) { milliseconds(time) } else { seconds(time) }
}

/// Real time from which on starting is told of: as much as a reader could notice.
const LONG_START: Time = Time::from_millis(50);

/// Told only at the end: what part of it has passed by now would say nothing.
fn imagined(scene: &Scene) -> Line {
    let is_over = scene.phase == Phase::Finished;
    let time = if is_over { scene.plan.total_wait() } else { Time::ZERO };
    let figure = if is_over { span(time) } else { "…".to_owned() };
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
