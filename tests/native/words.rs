//! The story of a run, in sentences.

use std::rc::Rc;

use waiting_room::{
    event::{End, TaskEvent, TaskId},
    plan::Plan,
    recording::Recording,
    scene::{Scene, StrategyRun},
    settings::{Strategy, Waits},
    stage::{RunEnd, Stage},
    time::SimTime,
    words,
};

use crate::{
    plans::{ended, finished, notebook, plain, running},
    virtual_time::recording,
};

/// What a run of these strategies says at `time`: button, status, and each row of the comparison.
fn texts(strategies: &[Strategy], seconds: &[u64], stage: impl Fn(&Plan, &[StrategyRun]) -> Texts) -> Vec<String> {
    let waits = seconds.iter().copied().map(SimTime::from_secs).collect();
    let plan = Rc::new(Plan::generate(&Waits::Exact(waits), 1));
    let run = |strategy: &Strategy| StrategyRun::new(*strategy, &plan, recording(*strategy, &plan));
    stage(&plan, &strategies.iter().map(run).collect::<Vec<_>>())
}

type Texts = Vec<String>;

fn of(scene: &Scene) -> Texts {
    let rows =
        words::comparison(scene).into_iter().map(|row| format!("{} {}: {}", row.time_text, row.title, row.explanation));
    [words::button(scene), words::status(scene)].into_iter().chain(rows).map(|text| plain(&text)).collect()
}

fn when_ready(strategies: &[Strategy], seconds: &[u64]) -> Texts {
    texts(strategies, seconds, |plan, runs| {
        let fresh = |run: &StrategyRun| StrategyRun::new(run.strategy, plan, Recording::new(seconds.len()));
        let runs: Vec<_> = runs.iter().map(fresh).collect();
        of(&Scene { stage: Stage::Ready, ..running(plan, &runs, SimTime::ZERO) })
    })
}

fn when_running(strategies: &[Strategy], seconds: &[u64], time: SimTime) -> Texts {
    texts(strategies, seconds, |plan, runs| of(&running(plan, runs, time)))
}

fn when_finished(strategies: &[Strategy], seconds: &[u64], time: SimTime) -> Texts {
    texts(strategies, seconds, |plan, runs| of(&finished(plan, runs, time)))
}

fn when_stopped(strategies: &[Strategy], seconds: &[u64], time: SimTime) -> Texts {
    texts(strategies, seconds, |plan, runs| of(&ended(plan, runs, RunEnd::Stopped, time)))
}

const NOTEBOOK: [u64; 6] = [6, 8, 7, 8, 13, 6];

#[test]
fn before_it_runs() {
    let told = when_ready(&[Strategy::AllAtOnce], &NOTEBOOK);
    let expected = [
        "Send 6 codes",
        "6 users, 6 to 13 s each",
        "0 s all at once: not started",
        "… one after another: the sum of the waits",
    ];
    assert_eq!(told, expected);
}

#[test]
fn while_it_runs() {
    let told = when_running(&[Strategy::AllAtOnce], &NOTEBOOK, SimTime::from_millis(7500));
    let expected =
        ["Stop", "3 of 6 codes are in", "7.5 s all at once: so far", "… one after another: the sum of the waits"];
    assert_eq!(told, expected);
}

#[test]
fn when_it_has_run() {
    let told = when_finished(&[Strategy::AllAtOnce], &NOTEBOOK, SimTime::from_secs(13));
    let expected = [
        "Send 6 codes again",
        "6 of 6 codes are in after 13.000 s",
        "13.000 s all at once: the longest wait + 0 ms",
        "48 s one after another: the sum of the waits, 3.7 times as long",
    ];
    assert_eq!(told, expected);
}

#[test]
fn when_both_ways_have_run() {
    let told = when_finished(&[Strategy::OneByOne, Strategy::AllAtOnce], &NOTEBOOK, SimTime::from_secs(48));
    let expected = [
        "12 of 12 codes are in after 48.000 s",
        "48.000 s one after another: the sum of the waits + 0 ms, 3.7 times as long",
        "13.000 s all at once: the longest wait + 0 ms",
    ];
    assert_eq!(told[1..], expected);
}

#[test]
fn when_it_was_stopped() {
    let told = when_stopped(&[Strategy::OneByOne], &NOTEBOOK, SimTime::from_secs(20));
    assert_eq!(told[1..], ["stopped: 2 of 6 codes are in", "20.000 s one after another: until it was stopped"]);
}

#[test]
fn one_user_is_not_many_and_compares_with_nobody() {
    assert_eq!(when_ready(&[Strategy::AllAtOnce], &[14])[..2], ["Send 1 code", "1 user, 14 s"]);
    let told = when_finished(&[Strategy::AllAtOnce], &[14], SimTime::from_secs(14));
    let expected = [
        "1 of 1 code is in after 14.000 s",
        "14.000 s all at once: the longest wait + 0 ms",
        "14 s one after another: the sum of the waits",
    ];
    assert_eq!(told[1..], expected);
}

#[test]
fn of_a_crowd() {
    let told = when_finished(&[Strategy::AllAtOnce], &[3000; 1000], SimTime::from_secs(3000));
    let expected = [
        "Send 1000 codes again",
        "1000 of 1000 codes are in after 3000.000 s",
        "3000.000 s all at once: the longest wait + 0 ms",
        "34.7 days one after another: the sum of the waits, 1000 times as long",
    ];
    assert_eq!(told, expected);
}

fn resumed(user: usize) -> TaskEvent {
    TaskEvent::Resumed { task: TaskId::of_user(user) }
}

fn done(user: usize) -> TaskEvent {
    TaskEvent::Ended { task: TaskId::of_user(user), how: End::Done }
}

#[test]
fn a_long_start_is_told() {
    let plan = Plan::generate(&Waits::Exact(vec![SimTime::from_secs(5); 2]), 1);
    let mut recording = Recording::new(2);
    let events = [(0, resumed(0)), (400, resumed(1)), (5400, done(0)), (5403, done(1)), (5403, TaskEvent::Finished)];
    for (at, event) in events {
        recording.record(SimTime::from_millis(at), event);
    }
    let runs = [StrategyRun::new(Strategy::AllAtOnce, &plan, recording)];
    let rows = words::comparison(&finished(&plan, &runs, SimTime::from_millis(5403)));
    assert_eq!(plain(&rows[0].explanation), "the longest wait + 403 ms (400 ms to start them all)");
}

#[test]
fn what_a_crowd_does_while_no_code_is_in() {
    let plan = Plan::generate(&Waits::Exact(vec![SimTime::from_secs(5); 100]), 1);
    let mut runs = [StrategyRun::new(Strategy::AllAtOnce, &plan, Recording::new(100))];
    let told = |runs: &[StrategyRun]| {
        let scene = running(&plan, runs, SimTime::from_secs(1));
        (words::status(&scene), words::about_users(&scene, &runs[0], 0..4))
    };
    runs[0].recording.record(SimTime::ZERO, resumed(0));
    assert_eq!(told(&runs).0, "1 of 100 have begun to wait");
    for user in 1..100 {
        runs[0].recording.record(SimTime::ZERO, resumed(user));
    }
    runs[0].recording.record(SimTime::ZERO, TaskEvent::Polled { polls: 1, busy: SimTime::ZERO });
    assert_eq!(told(&runs).0, "all 100 are waiting");
    runs[0].recording.record(SimTime::from_secs(1), resumed(2));
    runs[0].recording.record(SimTime::from_secs(1), done(2));
    assert_eq!(told(&runs), ("1 of 100 codes are in".to_owned(), "users 1 to 4 · 1 of 4 codes are in".to_owned()));
}

#[test]
fn what_decides_is_named_as_it_is() {
    let within = when_finished(&[Strategy::Deadline(SimTime::from_secs(10))], &[6, 10], SimTime::from_secs(10));
    assert_eq!(within[2], "10.000 s within 10 s: the deadline + 0 ms; 1 of 2 codes");

    let drawn = |seed| Plan::generate(&Waits::Exact(NOTEBOOK.map(SimTime::from_secs).to_vec()), seed);
    let only_the_reader = (0..100).map(drawn).find(|plan| plan.mistyping_users() == [0]).unwrap();
    let plan = Rc::new(only_the_reader.with_reader_wait(SimTime::from_secs(6)));
    let runs = [StrategyRun::new(Strategy::FailFast, &plan, recording(Strategy::FailFast, &plan))];
    let explanation = &words::comparison(&finished(&plan, &runs, SimTime::from_secs(13)))[0].explanation;
    assert!(explanation.starts_with("the longest wait + 0"), "{explanation}");
}

#[test]
fn of_those_who_give_some_up() {
    let (first, deadline) = (Strategy::First, Strategy::Deadline(SimTime::from_secs(10)));
    let told = when_finished(&[first, deadline, Strategy::NeverAwaited], &NOTEBOOK, SimTime::from_secs(10));
    let expected = [
        "6 of 18 codes are in after 10.000 s",
        "6.000 s only the first: the shortest wait + 0 ms; 1 of 6 codes",
        "10.000 s within 10 s: the deadline + 0 ms; 5 of 6 codes",
        "0.000 s never awaited: nothing ran: no future was polled; 0 of 6 codes",
        "48 s one after another: the sum of the waits",
    ];
    assert_eq!(told[1..], expected);
}

#[test]
fn blocking_is_announced_and_told() {
    let blocking = [Strategy::Blocking(SimTime::from_secs(3))];
    let ready = when_ready(&blocking, &NOTEBOOK);
    assert_eq!(ready[2], "0 s blocking the thread: not started; this page will freeze for 3 s");
    let told = when_finished(&blocking, &NOTEBOOK, SimTime::from_secs(16));
    assert!(told[2].ends_with("; it blocked this page for 3 s"), "{}", told[2]);
}

#[test]
fn a_pending_seek_is_announced() {
    let plan = notebook();
    let ready = Scene { stage: Stage::Ready, ..running(&plan, &[], SimTime::ZERO) };
    let scene = Scene { pending_seek: Some(SimTime::from_secs(8)), ..ready };
    assert_eq!(plain(&words::status(&scene)), "6 users, 6 to 13 s each; the figure will pause at 8 s");
}

#[test]
fn an_earlier_time_is_told_as_it_was() {
    let plan = notebook();
    let runs = [StrategyRun::new(Strategy::AllAtOnce, &plan, recording(Strategy::AllAtOnce, &plan))];
    let scene = Scene { time: SimTime::from_millis(7500), ..finished(&plan, &runs, SimTime::from_secs(13)) };
    let paused = Scene { playhead: waiting_room::playhead::Playhead::Paused(scene.time), ..scene };
    assert_eq!(plain(&words::status(&paused)), "7.500 s: 3 of 6 codes are in");
    assert_eq!(words::button(&paused), "Send 6 codes again");
    assert_eq!(words::comparison(&paused)[0].explanation, "so far");
}

#[test]
fn a_transcript_is_the_whole_run_in_words() {
    let plan = notebook();
    let strategies = [Strategy::AllAtOnce, Strategy::First];
    let runs = strategies.map(|strategy| StrategyRun::new(strategy, &plan, recording(strategy, &plan)));
    let text = plain(&words::transcript(&finished(&plan, &runs, SimTime::from_secs(13))));
    let lines: Vec<_> = text.lines().collect();
    assert_eq!(
        lines[..4],
        [
            "7 of 12 codes are in after 13.000 s",
            "13.000 s all at once, the longest wait + 0 ms",
            "6.000 s only the first, the shortest wait + 0 ms; 1 of 6 codes",
            "48 s one after another, the sum of the waits, 3.7 times as long",
        ]
    );
    assert_eq!((lines[4], lines[12]), ("all at once", "only the first"));
    assert!(lines[5].starts_with("user 1 · ") && lines[5].ends_with(" after 6.000 s"), "{}", lines[5]);
    assert_eq!((lines[11], lines[14]), ("48 s of waiting took 13.000 s", "user 2 · cancelled after 6.000 s"));
    assert_eq!(*lines.last().unwrap(), "seed 1");
}
