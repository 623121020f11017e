//! The story of a run, in sentences.

use std::rc::Rc;

use waiting_room::{
    event::Event,
    plan::Plan,
    recording::Recording,
    scene::{Act, Phase, Scene},
    settings::{Strategy, Waits},
    time::Time,
    words,
};

use crate::{
    plans::{notebook, scene},
    virtual_time::recording,
};

/// What is told of a run of these strategies at some moment: status, and each line of the comparison.
fn told(strategies: &[Strategy], seconds: &[u64], phase: Phase, t: Time) -> Vec<String> {
    let waits = seconds.iter().copied().map(Time::from_secs).collect();
    let plan = Rc::new(Plan::draw(&Waits::Exact(waits), 1));
    let recorded = |strategy| match phase {
        Phase::Ready => Recording::new(seconds.len()),
        _ => recording(strategy, &plan),
    };
    let acts: Vec<_> = strategies.iter().map(|strategy| Act::new(*strategy, &plan, recorded(*strategy))).collect();
    let scene = scene(&plan, &acts, phase, t);
    let lines =
        words::comparison(&scene).into_iter().map(|line| format!("{} {}: {}", line.figure, line.title, line.note));
    let simple = |text: String| text.replace(['\u{a0}', '\u{202f}'], " ");
    [words::button(&scene), words::status(&scene)].into_iter().chain(lines).map(simple).collect()
}

const NOTEBOOK: [u64; 6] = [6, 8, 7, 8, 13, 6];

#[test]
fn before_it_runs() {
    let told = told(&[Strategy::AllAtOnce], &NOTEBOOK, Phase::Ready, Time::ZERO);
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
    let told = told(&[Strategy::AllAtOnce], &NOTEBOOK, Phase::Running, Time::from_millis(7500));
    let expected =
        ["Stop", "3 of 6 codes are in", "7.5 s all at once: so far", "… one after another: the sum of the waits"];
    assert_eq!(told, expected);
}

#[test]
fn when_it_has_run() {
    let told = told(&[Strategy::AllAtOnce], &NOTEBOOK, Phase::Finished, Time::from_secs(13));
    let expected = [
        "Send 6 codes again",
        "6 of 6 codes are in after 13.000 s",
        "13.000 s all at once: measured: the longest wait, and 0 ms",
        "48 s one after another: the sum of the waits, 3.7 times as long",
    ];
    assert_eq!(told, expected);
}

#[test]
fn when_both_ways_have_run() {
    let told = told(&[Strategy::OneByOne, Strategy::AllAtOnce], &NOTEBOOK, Phase::Finished, Time::from_secs(48));
    let expected = [
        "12 of 12 codes are in after 48.000 s",
        "48.000 s one after another: the sum of the waits, and 0 ms, 3.7 times as long",
        "13.000 s all at once: the longest wait, and 0 ms",
    ];
    assert_eq!(told[1..], expected);
}

#[test]
fn when_it_was_stopped() {
    let told = told(&[Strategy::OneByOne], &NOTEBOOK, Phase::Stopped, Time::from_secs(20));
    assert_eq!(told[1..], ["stopped: 2 of 6 codes are in", "20.000 s one after another: until it was stopped"]);
}

#[test]
fn one_user_is_not_many_and_compares_with_nobody() {
    assert_eq!(told(&[Strategy::AllAtOnce], &[14], Phase::Ready, Time::ZERO)[..2], ["Send 1 code", "1 user, 14 s"]);
    let told = told(&[Strategy::AllAtOnce], &[14], Phase::Finished, Time::from_secs(14));
    let expected = [
        "1 of 1 code is in after 14.000 s",
        "14.000 s all at once: measured: the longest wait, and 0 ms",
        "14 s one after another: the sum of the waits",
    ];
    assert_eq!(told[1..], expected);
}

#[test]
fn of_a_crowd() {
    let told = told(&[Strategy::AllAtOnce], &[3000; 1000], Phase::Finished, Time::from_secs(3000));
    let expected = [
        "Send 1000 codes again",
        "1000 of 1000 codes are in after 3000.000 s",
        "3000.000 s all at once: measured: the longest wait, and 0 ms",
        "34.7 days one after another: the sum of the waits, 1000 times as long",
    ];
    assert_eq!(told, expected);
}

#[test]
fn a_long_start_is_told() {
    let plan = Plan::draw(&Waits::Exact(vec![Time::from_secs(5); 2]), 1);
    let mut recording = Recording::new(2);
    let millis = Time::from_millis;
    let started = [(0, Event::Started { user: 0 }), (400, Event::Started { user: 1 })];
    let ended = [(5400, Event::Arrived { user: 0 }), (5403, Event::Arrived { user: 1 }), (5403, Event::Finished)];
    for (at, event) in started.into_iter().chain(ended) {
        recording.record(millis(at), event);
    }
    let acts = [Act::new(Strategy::AllAtOnce, &plan, recording)];
    let t = millis(5403);
    let scene = scene(&plan, &acts, Phase::Finished, t);
    let note = words::comparison(&scene).remove(0).note.replace('\u{a0}', " ");
    assert_eq!(note, "measured: the longest wait, and 403 ms (400 ms to start them all)");
}

#[test]
fn what_a_crowd_does_while_no_code_is_in() {
    let plan = Plan::draw(&Waits::Exact(vec![Time::from_secs(5); 100]), 1);
    let mut acts = [Act::new(Strategy::AllAtOnce, &plan, Recording::new(100))];
    let told = |acts: &[Act]| {
        let t = Time::from_secs(1);
        let scene = scene(&plan, acts, Phase::Running, t);
        (words::status(&scene), words::about(&scene, &acts[0], 0..4))
    };
    acts[0].recording.record(Time::ZERO, Event::Started { user: 0 });
    assert_eq!(told(&acts).0, "1 of 100 have begun to wait");
    for user in 1..100 {
        acts[0].recording.record(Time::ZERO, Event::Started { user });
    }
    assert_eq!(told(&acts).0, "all 100 are waiting");
    acts[0].recording.record(Time::from_secs(1), Event::Arrived { user: 2 });
    assert_eq!(told(&acts), ("1 of 100 codes are in".to_owned(), "users 1 to 4 · 1 of 4 codes are in".to_owned()));
}

#[test]
fn what_decides_is_named_as_it_is() {
    let within = told(&[Strategy::Deadline(Time::from_secs(10))], &[6, 10], Phase::Finished, Time::from_secs(10));
    assert_eq!(within[2], "10.000 s within 10 s: measured: the deadline, and 0 ms; 1 of 2 codes");

    let drawn = |seed| Plan::draw(&Waits::Exact(NOTEBOOK.map(Time::from_secs).to_vec()), seed);
    let only_the_reader = (0..100).map(drawn).find(|plan| plan.wrong() == [0]).unwrap();
    let plan = Rc::new(only_the_reader.with_reader(Time::from_secs(6)));
    let acts = [Act::new(Strategy::FailFast, &plan, recording(Strategy::FailFast, &plan))];
    let note = &words::comparison(&scene(&plan, &acts, Phase::Finished, Time::from_secs(13)))[0].note;
    assert!(note.starts_with("measured: the longest wait, and 0"), "{note}");
}

#[test]
fn of_those_who_give_some_up() {
    let (first, deadline) = (Strategy::First, Strategy::Deadline(Time::from_secs(10)));
    let told = told(&[first, deadline, Strategy::NeverAwaited], &NOTEBOOK, Phase::Finished, Time::from_secs(10));
    let expected = [
        "6 of 18 codes are in after 10.000 s",
        "6.000 s only the first: measured: the shortest wait, and 0 ms; 1 of 6 codes",
        "10.000 s within 10 s: measured: the deadline, and 0 ms; 5 of 6 codes",
        "0.000 s never awaited: measured: nobody was asked, so nothing happened, and 0 ms; 0 of 6 codes",
        "48 s one after another: the sum of the waits",
    ];
    assert_eq!(told[1..], expected);
}

#[test]
fn blocking_is_announced_and_told() {
    let blocking = [Strategy::Blocking(Time::from_secs(3))];
    let ready = told(&blocking, &NOTEBOOK, Phase::Ready, Time::ZERO);
    assert_eq!(ready[2], "0 s blocking the thread: not started; this page will not answer for 3 s");
    let told = told(&blocking, &NOTEBOOK, Phase::Finished, Time::from_secs(16));
    assert!(told[2].ends_with("; it blocked this page for 3 s"), "{}", told[2]);
}

#[test]
fn a_moment_that_is_to_be_shown_is_announced() {
    let plan = notebook();
    let scene = Scene { expected: Some(Time::from_secs(8)), ..scene(&plan, &[], Phase::Ready, Time::ZERO) };
    assert_eq!(words::status(&scene).replace('\u{a0}', " "), "6 users, 6 to 13 s each; the picture will stop at 8 s");
}

#[test]
fn an_earlier_moment_is_told_as_it_was() {
    let plan = notebook();
    let acts = [Act::new(Strategy::AllAtOnce, &plan, recording(Strategy::AllAtOnce, &plan))];
    let (t, now) = (Time::from_millis(7500), Time::from_secs(13));
    let scene = Scene { t, ..scene(&plan, &acts, Phase::Finished, now) };
    assert_eq!(words::status(&scene).replace('\u{a0}', " "), "7.500 s: 3 of 6 codes are in");
    assert_eq!(words::button(&scene), "Send 6 codes again");
    assert_eq!(words::comparison(&scene)[0].note, "so far");
}
