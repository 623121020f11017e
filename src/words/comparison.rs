//! The timing comparison in words: for each way of waiting a time, and a sentence that says what it comes from.

use std::borrow::Cow;

use super::{
    is_noticeably_late,
    names::{in_words, title},
};
use crate::{
    format::{count, milliseconds, rounded_ratio, seconds, seconds_fixed, span},
    scene::{Scene, StrategyRun},
    settings::Strategy,
    stage::RunEnd,
    time::{RealTime, SimTime, Time},
};

/// A run that ends late, but by no more than this, moves nothing: there is room for its time.
pub const LATENESS: RealTime = RealTime::from_secs(1);

/// One row of the timing comparison.
pub struct ComparisonRow {
    /// The time that is compared: at the end the one that was measured, before that what it should be.
    pub time: SimTime,
    /// What it should be.
    pub predicted: SimTime,
    /// The time that is compared, written, or what there is to say instead of it.
    pub figure: String,
    /// About what the figure will be at the end.
    pub expected_figure: String,
    /// The way of waiting that takes it.
    pub title: Cow<'static, str>,
    /// Where the time comes from; empty until the end is shown.
    pub sentence: String,
    /// About what the sentence will be at the end.
    pub expected_sentence: String,
    /// `measured`, `late` or `mistake` (measured too), or `computed`.
    pub kind: &'static str,
    /// Whether its end is shown.
    pub is_over: bool,
    /// Whether every code arrives, so that it can be compared with others.
    pub all_arrive: bool,
}

/// A row for each strategy that runs and, unless one-by-one is among them, one for what that would take.
pub fn comparison(scene: &Scene) -> Vec<ComparisonRow> {
    let mut rows: Vec<_> = scene.strategy_runs.iter().map(|run| measured(scene, run)).collect();
    if !scene.runs_one_by_one() {
        rows.push(computed(scene));
    }
    compare(&mut rows, scene.shows_finish());
    rows
}

/// The number of rows that [`comparison`] returns.
pub fn row_count(strategies: &[Strategy]) -> usize {
    strategies.len() + usize::from(!strategies.contains(&Strategy::OneByOne))
}

fn measured(scene: &Scene, run: &StrategyRun) -> ComparisonRow {
    let finished = run.recording.finished().filter(|at| *at <= scene.time);
    let (said, expected_sentence) = (sentence(scene, run), reason(scene, run));
    let (figure, sentence) = match (finished, scene.shown_end()) {
        (Some(time), _) => (result(scene, run, time), said),
        (None, Some(RunEnd::Stopped)) => (headline(scene.time), "until it was stopped".to_owned()),
        (None, _) if scene.is_ready() => ("?".to_owned(), warning(scene, run.strategy)),
        (None, _) => ("…".to_owned(), String::new()),
    };
    let time = run.recording.finished().filter(|_| scene.shows_finish()).unwrap_or(run.predicted);
    ComparisonRow {
        time,
        predicted: run.predicted,
        figure,
        expected_figure: wider(result(scene, run, time), result(scene, run, time + scene.speed.simulated(LATENESS))),
        title: title(run.strategy),
        sentence,
        expected_sentence,
        kind: match run.strategy {
            Strategy::Blocking(_) | Strategy::NeverAwaited => "mistake",
            _ if is_noticeably_late(scene, time - run.predicted) => "late",
            _ => "measured",
        },
        is_over: finished.is_some(),
        all_arrive: if scene.shows_finish() {
            run.recording.arrived_count() == scene.plan.users().len()
        } else {
            run.predicted >= scene.plan.longest_wait()
        },
    }
}

/// What one after another would take. It is shown only at the end: before, it would give the answer away.
fn computed(scene: &Scene) -> ComparisonRow {
    let (total, is_over) = (scene.plan.total_wait(), scene.shows_finish());
    let sentence = added_up(scene);
    let is_pending = !scene.is_ready() && scene.shown_end().is_none();
    let figure = if is_over { written(total) } else { if is_pending { "…" } else { "?" }.to_owned() };
    ComparisonRow {
        time: total,
        predicted: total,
        figure,
        expected_figure: written(total),
        title: title(Strategy::OneByOne),
        sentence: if is_over { sentence.clone() } else { String::new() },
        expected_sentence: sentence,
        kind: "computed",
        is_over,
        all_arrive: true,
    }
}

/// The time or, if nothing was awaited, how many codes came.
fn result(scene: &Scene, run: &StrategyRun, time: SimTime) -> String {
    if run.strategy == Strategy::NeverAwaited {
        format!("0 of {}", count(scene.plan.users().len()))
    } else {
        headline(time)
    }
}

/// A measured time to about three digits.
pub fn headline<Kind: Copy + Ord>(time: Time<Kind>) -> String {
    match time.as_micros() {
        0..100_000 => milliseconds(time),
        100_000..1_000_000 => seconds_fixed(time, 2),
        _ => seconds_fixed(time, 1),
    }
}

/// The text that takes more room.
pub fn wider(one: String, other: String) -> String {
    if one.len() < other.len() { other } else { one }
}

/// A computed time. It is exact, but no longer than need be.
fn written(time: SimTime) -> String {
    let is_whole = time == time.whole_seconds();
    if is_whole || time >= SimTime::from_secs(1000) { span(time) } else { headline(time) }
}

/// Warns, before the button is pressed, that the page will freeze.
fn warning(scene: &Scene, strategy: Strategy) -> String {
    let Strategy::Blocking(limit) = strategy else { return String::new() };
    let blocked = scene.speed.real(limit.min(scene.plan.total_wait()));
    format!("this page will freeze for {}", seconds(blocked))
}

/// Where the time of a finished run comes from. (What is said of lateness is no longer than the reason that it replaces.)
fn sentence(scene: &Scene, run: &StrategyRun) -> String {
    let late = run.recording.finished().map_or(SimTime::ZERO, |at| at - run.predicted);
    match run.strategy {
        Strategy::AllAtOnce if is_noticeably_late(scene, late) && scene.hidden.is_empty() => {
            "late, the thread was busy".to_owned()
        }
        Strategy::AllAtOnce if is_noticeably_late(scene, late) => "late, this page was hidden".to_owned(),
        _ => reason(scene, run),
    }
}

fn reason(scene: &Scene, run: &StrategyRun) -> String {
    let (plan, users) = (scene.plan, scene.plan.users().len());
    let slowest = if users == 1 { "as long as the user needed" } else { "as long as the slowest user" };
    match run.strategy {
        Strategy::OneByOne | Strategy::AtMost(1) => added_up(scene),
        Strategy::AllAtOnce => slowest.to_owned(),
        Strategy::AtMost(limit) if limit >= users => format!("never more than {}: {slowest}", in_words(limit)),
        Strategy::AtMost(limit) => format!("never more than {} wait at once", in_words(limit)),
        Strategy::First if users == 1 => slowest.to_owned(),
        Strategy::First => "as long as the fastest user; the others were cancelled".to_owned(),
        Strategy::Deadline(deadline) if deadline > plan.longest_wait() => format!("everyone was in time: {slowest}"),
        Strategy::Deadline(_) => format!("then time was up: {} came in time", codes(scene, run)),
        Strategy::FailFast if plan.mistyping_users().is_empty() => format!("no code was wrong: {slowest}"),
        Strategy::FailFast => "until a code was wrong; the others were cancelled".to_owned(),
        Strategy::Blocking(limit) => {
            let blocked = match run.recording.finished() {
                Some(_) => blocked(scene, run),
                None => scene.speed.real(limit.min(plan.total_wait())),
            };
            format!("nobody let go of the thread; this page froze for {}", headline(blocked))
        }
        Strategy::NeverAwaited => "nothing awaited them, so nothing ran".to_owned(),
    }
}

fn added_up(scene: &Scene) -> String {
    match scene.plan.users().len() {
        1 => "the only wait".to_owned(),
        2 => "both waits added up".to_owned(),
        users => format!("all {} waits added up", in_words(users)),
    }
}

fn codes(scene: &Scene, run: &StrategyRun) -> String {
    format!("{} of {} codes", count(run.recording.arrived_count()), count(scene.plan.users().len()))
}

/// The real time for which the strategy blocked the page.
fn blocked(scene: &Scene, run: &StrategyRun) -> RealTime {
    let polls = run.recording.each_poll().iter().filter(|poll| scene.is_blocked_by(run, poll.busy));
    polls.map(|poll| scene.speed.real(poll.busy)).sum()
}

/// Adds “3.7 times as long” to the way of waiting that should take longest, compared with the shortest, unless one decimal would not
/// show the difference. Only ways of waiting that serve everyone are compared.
fn compare(rows: &mut [ComparisonRow], is_over: bool) {
    let shortest = rows.iter().filter(|row| row.all_arrive).map(|row| row.time).min().unwrap_or_default();
    if let Some(longest) = rows.iter_mut().filter(|row| row.all_arrive).max_by_key(|row| row.predicted)
        && longest.time > shortest + smallest_difference(shortest)
        && shortest > SimTime::ZERO
    {
        let times = format!(", {} times as long", rounded_ratio(longest.time, shortest));
        longest.expected_sentence += &times;
        if is_over {
            longest.sentence += &times;
        }
    }
}

/// The smallest difference that a ratio with one decimal can show.
fn smallest_difference(time: SimTime) -> SimTime {
    time.scaled(1, 20)
}
