//! What the one thread did.

use std::rc::Rc;

use waiting_room::{
    event::{Awaited, End, TaskEvent, TaskId, TaskInfo},
    plan::Plan,
    reader::Reader,
    recording::Recording,
    scene::{Scene, StrategyRun},
    settings::{Strategy, Waits},
    thread::{UserTask, busy, is_clock_too_coarse, last_polls, longest_stretch, next_wake_up, ready},
    time::{SimTime, Speed},
    words,
};

use crate::plans::{finished, plain, with};

const MILLI: fn(u64) -> SimTime = SimTime::from_millis;

/// Two users who are polled one after the other at the start, and woken together when five seconds are over.
fn example() -> (Rc<Plan>, Recording) {
    let plan = Rc::new(Plan::generate(&Waits::Exact(vec![SimTime::from_secs(5); 2]), 1));
    let mut recording = Recording::new(2);
    let [one, two] = [0, 1].map(TaskId::of_user);
    let created = |task| {
        let info = TaskInfo { name: "".into(), function: "code_from".into(), parent: Some(TaskId::STRATEGY) };
        TaskEvent::Created { task, info: Rc::new(info) }
    };
    let resumed = |task| TaskEvent::Resumed { task };
    let suspended = |task| TaskEvent::Suspended { task, on: Awaited::Sleep(MILLI(5001)), line: Some(4) };
    let done = |task| TaskEvent::Ended { task, how: End::Done };
    let poll = |busy| TaskEvent::Polled { polls: 1, busy: MILLI(busy) };
    let events = [
        (0, created(one)),
        (0, created(two)),
        (1, poll(1)),
        (1, resumed(one)),
        (1, suspended(one)),
        (2, poll(1)),
        (2, resumed(two)),
        (2, suspended(two)),
        (4, poll(2)),
        (5002, TaskEvent::Woken { task: one }),
        (5002, resumed(one)),
        (5002, done(one)),
        (5003, poll(1)),
        (5002, TaskEvent::Woken { task: two }),
        (5003, resumed(two)),
        (5003, done(two)),
        (5006, poll(3)),
        (5006, TaskEvent::Finished),
    ];
    for (at, event) in events {
        recording.record(MILLI(at), event);
    }
    (plan, recording)
}

fn at<T>(t: u64, ask: impl Fn(&Scene) -> T) -> T {
    let (plan, recording) = example();
    let runs = [StrategyRun::new(Strategy::AllAtOnce, &plan, recording)];
    ask(&with(finished(&plan, &runs, MILLI(5006)), |moment| moment.time = MILLI(t)))
}

#[test]
fn adds_up_what_it_was_busy_with() {
    assert_eq!([0, 100, 5006].map(|t| at(t, busy)), [0, 4, 8].map(MILLI));
    assert!(!at(5006, is_clock_too_coarse));
    let told = plain(&at(5006, words::thread_summary));
    let longest = "It kept the page waiting for at most 4 ms.";
    assert_eq!(told, format!("The thread worked 8 ms of 5006 ms; 99.84 % of the time it was free. {longest}"));
}

#[test]
fn polls_right_after_one_another_keep_the_page_together() {
    assert_eq!([0, 1, 3, 100, 5003, 5006].map(|t| at(t, longest_stretch)), [0, 1, 3, 4, 4, 4].map(MILLI));
}

#[test]
fn says_so_if_real_time_is_not_the_simulated_one() {
    let twice = Speed::from_millionths(2_000_000).unwrap();
    let told = plain(&at(5006, |scene| words::thread_summary(&with(*scene, |moment| moment.speed = twice))));
    assert!(told.starts_with("In real time the thread worked 4 ms of 2503 ms"), "{told}");
}

#[test]
fn says_what_is_not_recorded_of_a_crowd() {
    let plan = Plan::generate(&Waits::Exact(vec![SimTime::from_secs(5); 1001]), 1);
    let mut recording = Recording::new(1001);
    for (at, busy) in [(50, 50), (5001, 1), (5006, 4)] {
        recording.record(MILLI(at), TaskEvent::Polled { polls: 1, busy: MILLI(busy) });
    }
    let runs = [StrategyRun::new(Strategy::AllAtOnce, &plan, recording)];
    let at = |t| with(finished(&plan, &runs, MILLI(5006)), |moment| moment.time = MILLI(t));
    assert_eq!([0, 20, 100, 5006].map(|t| busy(&at(t))), [0, 20, 51, 55].map(MILLI), "busy first, then free");
    let told = words::thread_summary(&at(5006));
    assert!(told.ends_with("(Not every poll is recorded.)"), "{told}");
}

#[test]
fn knows_which_tasks_are_ready_and_which_timer_is_next() {
    let [first, second] = [0, 1].map(|user| UserTask { strategy_index: 0, user });
    assert_eq!(at(1, ready), [second], "the first has the thread, the second has not been polled");
    assert_eq!(at(100, |scene| (ready(scene), next_wake_up(scene))), (vec![], Some((MILLI(5001), first))));
    assert_eq!(at(5002, ready), [second], "both were woken, and one has the thread");
    let reader = Reader::default();
    let beside = |scene: &Scene| next_wake_up(&Scene { reader: Some(&reader), ..*scene });
    assert_eq!(at(100, beside), Some((MILLI(5002), second)), "the reader has no timer");
}

#[test]
fn magnifies_what_belongs_together_until_then() {
    let last = |scene: &Scene| last_polls(scene, 24);
    let polls = |t| at(t, |scene| last(scene)).iter().map(|poll| poll.users.clone()).collect::<Vec<_>>();
    assert_eq!(polls(3), [vec![], vec![0], vec![1]]);
    assert_eq!(polls(1), [vec![], vec![0]]);
    assert_eq!(polls(5003), [vec![0], vec![1]]);
    assert_eq!(plain(&at(5003, |scene| words::poll_line(scene, &last(scene)[1]))), "5.003 s · user 2 · 3 ms");
}
