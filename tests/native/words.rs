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
    plans::{all, ended, finished, notebook, plain, running, with},
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
        words::comparison(scene).into_iter().map(|row| format!("{} {}: {}", row.figure, row.title, row.sentence));
    [words::button(scene), words::status(scene)].into_iter().chain(rows).map(|text| plain(&text)).collect()
}

fn when_ready(strategies: &[Strategy], seconds: &[u64]) -> Texts {
    texts(strategies, seconds, |plan, runs| {
        let fresh = |run: &StrategyRun| StrategyRun::new(run.strategy, plan, Recording::new(seconds.len()));
        let runs: Vec<_> = runs.iter().map(fresh).collect();
        of(&with(running(plan, &runs, SimTime::ZERO), |moment| moment.stage = Stage::Ready))
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
fn before_it_runs_it_gives_nothing_away() {
    let told = when_ready(&[Strategy::AllAtOnce], &NOTEBOOK);
    assert_eq!(told, ["Send 6 codes", "Six users, one thread", "? All at once: ", "? One after another: "]);
}

#[test]
fn while_it_runs() {
    let told = when_running(&[Strategy::AllAtOnce], &NOTEBOOK, SimTime::from_millis(7500));
    assert_eq!(told, ["Stop", "3 of 6 codes are in", "… All at once: ", "… One after another: "]);
}

#[test]
fn when_it_has_run() {
    let told = when_finished(&[Strategy::AllAtOnce], &NOTEBOOK, SimTime::from_secs(13));
    let expected = [
        "Send again",
        "All six codes are in",
        "13.0 s All at once: as long as the slowest user",
        "48 s One after another: all six waits added up, 3.7 times as long",
    ];
    assert_eq!(told, expected);
}

#[test]
fn when_both_ways_have_run() {
    let told = when_finished(&[Strategy::OneByOne, Strategy::AllAtOnce], &NOTEBOOK, SimTime::from_secs(48));
    let expected = [
        "All twelve codes are in",
        "48.0 s One after another: all six waits added up, 3.7 times as long",
        "13.0 s All at once: as long as the slowest user",
    ];
    assert_eq!(told[1..], expected);
}

#[test]
fn when_it_was_stopped() {
    let told = when_stopped(&[Strategy::OneByOne], &NOTEBOOK, SimTime::from_secs(20));
    assert_eq!(told[1..], ["Stopped: 2 of 6 codes are in", "20.0 s One after another: until it was stopped"]);
}

#[test]
fn one_user_is_not_many_and_compares_with_nobody() {
    assert_eq!(when_ready(&[Strategy::AllAtOnce], &[14])[..2], ["Send the code", "One user, one thread"]);
    let told = when_finished(&[Strategy::AllAtOnce], &[14], SimTime::from_secs(14));
    let expected =
        ["The code is in", "14.0 s All at once: as long as the user needed", "14 s One after another: the only wait"];
    assert_eq!(told[1..], expected);
}

#[test]
fn of_a_crowd() {
    let told = when_finished(&[Strategy::AllAtOnce], &[3000; 1000], SimTime::from_secs(3000));
    let expected = [
        "Send again",
        "All 1000 codes are in",
        "3000.0 s All at once: as long as the slowest user",
        "34.7 days One after another: all 1000 waits added up, about 1000 times as long",
    ];
    assert_eq!(told, expected);
}

/// Nothing may move when the run ends, so there is room for what is said then from the start.
#[test]
fn what_will_be_said_is_known_beforehand() {
    let waits: Vec<_> = NOTEBOOK.map(SimTime::from_secs).to_vec();
    let plan = Rc::new(Plan::generate(&Waits::Exact(waits), 1));
    for strategy in all() {
        let fresh = [StrategyRun::new(strategy, &plan, Recording::new(6))];
        let ready =
            words::comparison(&with(running(&plan, &fresh, SimTime::ZERO), |moment| moment.stage = Stage::Ready));
        let runs = [StrategyRun::new(strategy, &plan, recording(strategy, &plan))];
        let over = words::comparison(&finished(&plan, &runs, runs[0].predicted));
        for (before, after) in ready.iter().zip(&over) {
            assert!(before.expected_sentence.len() >= after.sentence.len(), "{strategy:?}: {}", after.sentence);
            assert!(before.expected_figure.len() >= after.figure.len(), "{strategy:?}: {}", after.figure);
        }
    }
}

fn resumed(user: usize) -> TaskEvent {
    TaskEvent::Resumed { task: TaskId::of_user(user) }
}

fn done(user: usize) -> TaskEvent {
    TaskEvent::Ended { task: TaskId::of_user(user), how: End::Done }
}

#[test]
fn lateness_is_told_in_real_time() {
    let plan = Plan::generate(&Waits::Exact(vec![SimTime::from_secs(5); 2]), 1);
    let mut recording = Recording::new(2);
    let events = [(0, resumed(0)), (400, resumed(1)), (5400, done(0)), (5403, done(1)), (5403, TaskEvent::Finished)];
    for (at, event) in events {
        recording.record(SimTime::from_millis(at), event);
    }
    let runs = [StrategyRun::new(Strategy::AllAtOnce, &plan, recording)];
    let scene = finished(&plan, &runs, SimTime::from_millis(5403));
    assert_eq!(plain(&words::comparison(&scene)[0].sentence), "late, the thread was busy");
    let log = words::log(&scene, &runs[0]);
    assert!(
        log.iter().any(|line| plain(line) == "5.403 s · finished, 403 ms of real time later than computed"),
        "{log:?}"
    );
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
    assert_eq!(told(&runs).0, "All 100 are waiting");
    runs[0].recording.record(SimTime::from_secs(1), resumed(2));
    runs[0].recording.record(SimTime::from_secs(1), done(2));
    assert_eq!(told(&runs), ("1 of 100 codes are in".to_owned(), "users 1 to 4 · 1 of 4 codes are in".to_owned()));
}

#[test]
fn what_decides_is_named_as_it_is() {
    let within = when_finished(&[Strategy::Deadline(SimTime::from_secs(10))], &[6, 10], SimTime::from_secs(10));
    assert_eq!(within[2], "10.0 s Within 10 s: then time was up: 1 of 2 codes came in time");
    let within = when_finished(&[Strategy::Deadline(SimTime::from_secs(20))], &[6, 10], SimTime::from_secs(10));
    assert_eq!(within[2], "10.0 s Within 20 s: everyone was in time: as long as the slowest user");

    let drawn = |seed| Plan::generate(&Waits::Exact(NOTEBOOK.map(SimTime::from_secs).to_vec()), seed);
    let only_the_reader = (0..100).map(drawn).find(|plan| plan.mistyping_users() == [0]).unwrap();
    let plan = Rc::new(only_the_reader.with_reader_wait(SimTime::from_secs(6)));
    let runs = [StrategyRun::new(Strategy::FailFast, &plan, recording(Strategy::FailFast, &plan))];
    let sentence = &words::comparison(&finished(&plan, &runs, SimTime::from_secs(13)))[0].sentence;
    assert_eq!(sentence, "no code was wrong: as long as the slowest user");
}

#[test]
fn of_those_who_give_some_up() {
    let (first, deadline) = (Strategy::First, Strategy::Deadline(SimTime::from_secs(10)));
    let told = when_finished(&[first, deadline, Strategy::NeverAwaited], &NOTEBOOK, SimTime::from_secs(10));
    let expected = [
        "Over: 6 of 18 codes came in",
        "6.0 s Only the first: as long as the fastest user; the others were cancelled",
        "10.0 s Within 10 s: then time was up: 5 of 6 codes came in time",
        "0 of 6 Never awaited: nothing awaited them, so nothing ran",
        "48 s One after another: all six waits added up",
    ];
    assert_eq!(told[1..], expected);
}

#[test]
fn blocking_is_announced_and_told() {
    let blocking = [Strategy::Blocking(SimTime::from_secs(3))];
    assert_eq!(when_ready(&blocking, &NOTEBOOK)[2], "? Blocking the thread: this page will freeze for 3 s");
    let told = when_finished(&blocking, &NOTEBOOK, SimTime::from_secs(16));
    assert!(told[2].contains("; this page froze for 3.0 s"), "{}", told[2]);
}

#[test]
fn a_pending_seek_is_announced() {
    let plan = notebook();
    let ready = with(running(&plan, &[], SimTime::ZERO), |moment| moment.stage = Stage::Ready);
    let scene = with(ready, |moment| moment.pending_seek = Some(SimTime::from_secs(8)));
    assert_eq!(plain(&words::status(&scene)), "Six users, one thread; the figure will pause at 8 s");
}

#[test]
fn an_earlier_time_is_told_as_it_was() {
    let plan = notebook();
    let runs = [StrategyRun::new(Strategy::AllAtOnce, &plan, recording(Strategy::AllAtOnce, &plan))];
    let scene = with(finished(&plan, &runs, SimTime::from_secs(13)), |moment| moment.time = SimTime::from_millis(7500));
    let paused = with(scene, |moment| moment.playhead = waiting_room::playhead::Playhead::Paused(scene.time));
    assert_eq!(plain(&words::status(&paused)), "3 of 6 codes are in");
    assert_eq!(words::button(&paused), "Send again");
    assert_eq!(words::comparison(&paused)[0].figure, "…");
}

#[test]
fn a_guess_is_asked_for_and_compared() {
    let plan = notebook();
    let runs = [StrategyRun::new(Strategy::AllAtOnce, &plan, recording(Strategy::AllAtOnce, &plan))];
    let over = finished(&plan, &runs, SimTime::from_secs(13));
    let ready =
        Scene { is_guessed: true, ..with(running(&plan, &runs, SimTime::ZERO), |moment| moment.stage = Stage::Ready) };
    let guess = Some(SimTime::from_secs(27));
    let told = [
        ready,
        with(ready, |moment| moment.guess = guess),
        Scene { is_guessed: true, ..with(over, |moment| moment.guess = guess) },
    ]
    .map(|scene| plain(&words::status(&scene)));
    let expected =
        ["How long will it take? Drag the flag", "You say 27 s: see if you are right", "You said 27 s, it took 13.0 s"];
    assert_eq!(told, expected);
}

#[test]
fn a_log_is_chronological_and_ends_with_what_the_notebook_prints() {
    let plan = notebook();
    let strategies = [Strategy::AllAtOnce, Strategy::First];
    let runs = strategies.map(|strategy| StrategyRun::new(strategy, &plan, recording(strategy, &plan)));
    let scene = finished(&plan, &runs, SimTime::from_secs(13));
    let log: Vec<_> = words::log(&scene, &runs[0]).iter().map(|line| plain(line)).collect();
    assert_eq!(log.len(), 6 + 6 + 1 + 6 + 1);
    assert_eq!(log[0], "0.000 s · user 1 was sent a code");
    assert!(
        log[6].starts_with("6.000 s · user 1 woke, done: ") && log[11].starts_with("13.000 s · user 5 woke"),
        "{log:?}"
    );
    assert_eq!(log[12], "13.000 s · finished, 0 ms of real time later than computed");
    assert_eq!((&*log[13], &*log[19]), ("user 1 waited 6 s", "48 s of waiting took 13.000 s"));

    let earlier = with(scene, |moment| moment.time = SimTime::from_millis(7500));
    assert_eq!(words::log(&earlier, &runs[0]).len(), 6 + 3, "it follows the playhead");
    assert_eq!(plain(&words::log(&scene, &runs[1])[7]), "6.000 s · user 2 cancelled");
}

#[test]
fn a_transcript_is_the_whole_run_in_words() {
    let plan = notebook();
    let strategies = [Strategy::AllAtOnce, Strategy::First];
    let runs = strategies.map(|strategy| StrategyRun::new(strategy, &plan, recording(strategy, &plan)));
    let text = plain(&words::transcript(&finished(&plan, &runs, SimTime::from_secs(13))));
    let lines: Vec<_> = text.lines().collect();
    let expected = [
        "Over: 7 of 12 codes came in",
        "13.0 s All at once: as long as the slowest user",
        "6.0 s Only the first: as long as the fastest user; the others were cancelled",
        "48 s One after another: all six waits added up, 3.7 times as long",
        "",
        "All at once",
    ];
    assert_eq!(lines[..6], expected);
    assert!(lines.contains(&"Only the first"));
    assert_eq!(*lines.last().unwrap(), "seed 1");
}
