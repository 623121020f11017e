//! The timing comparison in words.

use std::borrow::Cow;

use super::names::{deciding_factor, title};
use crate::{
    format::{count, milliseconds, ratio, seconds, seconds_fixed, span},
    scene::{NOTICEABLE, Scene, StrategyRun},
    settings::Strategy,
    stage::RunEnd,
    time::{RealTime, SimTime, Time},
};

/// One row of the timing comparison.
pub struct ComparisonRow {
    /// The time that is compared.
    pub time: SimTime,
    /// The same, written.
    pub time_text: String,
    /// What it should be, computed from the waits.
    pub predicted: SimTime,
    /// The way of waiting that takes it.
    pub title: Cow<'static, str>,
    /// What the time consists of.
    pub explanation: Cow<'static, str>,
    /// Whether it was measured, not computed.
    pub is_measured: bool,
    /// Whether every code arrived, so that it can be compared with others.
    pub all_arrived: bool,
}

/// A row for each strategy that runs and, unless one-by-one is among them, one for what that would take.
pub fn comparison(scene: &Scene) -> Vec<ComparisonRow> {
    let mut rows: Vec<_> = scene.strategy_runs.iter().map(|run| measured(scene, run)).collect();
    if !scene.runs_one_by_one() {
        rows.push(sequential(scene));
    }
    if scene.shows_finish() {
        compare(&mut rows);
    }
    rows
}

/// The number of rows that [`comparison`] returns.
pub fn row_count(strategies: &[Strategy]) -> usize {
    strategies.len() + usize::from(!strategies.contains(&Strategy::OneByOne))
}

fn measured(scene: &Scene, run: &StrategyRun) -> ComparisonRow {
    let finished = run.recording.finished().filter(|at| *at <= scene.time);
    let time = finished.unwrap_or(scene.time);
    let (time_text, explanation) = match (finished, scene.shown_end()) {
        (Some(time), _) => (seconds_fixed(time, 3), result(scene, run, time).into()),
        (None, Some(RunEnd::Stopped)) => (seconds_fixed(time, 3), "until it was stopped".into()),
        (None, _) if scene.is_ready() => (seconds(time), beforehand(scene, run.strategy)),
        (None, _) => (seconds_fixed(time, 1), "so far".into()),
    };
    ComparisonRow {
        time,
        time_text,
        predicted: run.predicted,
        title: title(run.strategy),
        explanation,
        is_measured: true,
        all_arrived: run.recording.arrived_count() == scene.plan.users().len(),
    }
}

fn beforehand(scene: &Scene, strategy: Strategy) -> Cow<'static, str> {
    let Strategy::Blocking(limit) = strategy else { return "not started".into() };
    let blocked = scene.speed.real(limit.min(scene.plan.total_wait()));
    format!("not started; this page will freeze for {}", seconds(blocked)).into()
}

/// "the longest wait + 4 ms": what was predicted, and the time that came on top.
fn result(scene: &Scene, run: &StrategyRun, time: SimTime) -> String {
    let factor = deciding_factor(run.strategy, scene.plan);
    let extra = match run.strategy {
        Strategy::NeverAwaited => String::new(),
        _ => format!(" + {}", short(time - run.predicted)),
    };
    let (starting, missing, blocked) = (starting(scene, run), missing(scene, run), blocked(scene, run));
    format!("{factor}{extra}{starting}{missing}{blocked}")
}

/// How long it took until every wait had begun, if that is noticeable.
fn starting(scene: &Scene, run: &StrategyRun) -> String {
    let took = run.recording.last_start();
    let is_long = run.strategy == Strategy::AllAtOnce && scene.speed.real(took) >= NOTICEABLE;
    if is_long { format!(" ({} to start them all)", short(took)) } else { String::new() }
}

/// The number of codes that arrived, unless all did.
fn missing(scene: &Scene, run: &StrategyRun) -> String {
    let (arrived, users) = (run.recording.arrived_count(), scene.plan.users().len());
    if arrived == users { String::new() } else { format!("; {} of {} codes", count(arrived), count(users)) }
}

/// The real time for which the strategy blocked the page, if that is noticeable.
fn blocked(scene: &Scene, run: &StrategyRun) -> String {
    let polls = run.recording.each_poll().iter().map(|poll| scene.speed.real(poll.busy));
    let blocked: RealTime = polls.filter(|busy| *busy >= NOTICEABLE).sum();
    if blocked == RealTime::ZERO { String::new() } else { format!("; it blocked this page for {}", short(blocked)) }
}

/// In milliseconds; if they are many, in seconds.
fn short<Kind: Ord + Copy>(time: Time<Kind>) -> String {
    if time < Time::from_secs(1) { milliseconds(time) } else { seconds(time) }
}

/// What one after another would take. The number is shown only at the end: a partial sum would mean nothing.
fn sequential(scene: &Scene) -> ComparisonRow {
    let total = scene.plan.total_wait();
    let (time, time_text) = if scene.shows_finish() { (total, span(total)) } else { (SimTime::ZERO, "…".to_owned()) };
    let (title, explanation) = (title(Strategy::OneByOne), "the sum of the waits".into());
    ComparisonRow { time, time_text, predicted: time, title, explanation, is_measured: false, all_arrived: true }
}

/// Adds “3.7 times as long” to the row with the longest time, compared with the shortest, unless one decimal would not show the
/// difference. Only strategies that serve everyone are compared.
fn compare(rows: &mut [ComparisonRow]) {
    let shortest = rows.iter().filter(|row| row.all_arrived).map(|row| row.time).min().unwrap_or_default();
    if let Some(longest) = rows.iter_mut().filter(|row| row.all_arrived).max_by_key(|row| row.time)
        && longest.time > shortest + smallest_difference(shortest)
        && shortest > SimTime::ZERO
    {
        longest.explanation.to_mut().push_str(&format!(", {} times as long", ratio(longest.time, shortest)));
    }
}

/// The smallest difference that a ratio with one decimal can show.
fn smallest_difference(time: SimTime) -> SimTime {
    time.scaled(1, 20)
}
