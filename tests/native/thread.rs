//! What the one thread did.

use std::rc::Rc;

use waiting_room::{
    event::Event,
    plan::Plan,
    reader::Reader,
    recording::Recording,
    scene::{Act, Phase, Scene},
    settings::{Strategy, Waits},
    thread::{busy, is_coarse, last, next_timer, ready},
    time::{Speed, Time},
    words,
};

use crate::plans::scene;

const MILLI: fn(u64) -> Time = Time::from_millis;

/// Two users who are polled one after the other at the start, and woken at the same moment when five seconds are over.
fn example() -> (Rc<Plan>, Recording) {
    let plan = Rc::new(Plan::draw(&Waits::Exact(vec![Time::from_secs(5); 2]), 1));
    let mut recording = Recording::new(2);
    let poll = |busy| Event::Polled { polls: 1, busy: MILLI(busy) };
    let events = [
        (0, Event::Created { user: 0 }),
        (0, Event::Created { user: 1 }),
        (1, poll(1)),
        (1, Event::Started { user: 0 }),
        (2, poll(1)),
        (2, Event::Started { user: 1 }),
        (4, poll(2)),
        (5002, Event::Woken { user: 0 }),
        (5002, Event::Arrived { user: 0 }),
        (5003, poll(1)),
        (5002, Event::Woken { user: 1 }),
        (5003, Event::Arrived { user: 1 }),
        (5006, poll(3)),
        (5006, Event::Finished),
    ];
    for (at, event) in events {
        recording.record(MILLI(at), event);
    }
    (plan, recording)
}

fn at<T>(t: u64, ask: impl Fn(&Scene) -> T) -> T {
    let (plan, recording) = example();
    let acts = [Act::new(Strategy::AllAtOnce, &plan, recording)];
    let now = MILLI(5006);
    ask(&Scene { t: MILLI(t), ..scene(&plan, &acts, Phase::Finished, now) })
}

#[test]
fn adds_up_what_it_was_busy_with() {
    assert_eq!([0, 100, 5006].map(|t| at(t, busy).0), [0, 4, 8].map(MILLI));
    assert!(!at(5006, is_coarse));
    let told = at(5006, words::thread_sum).replace(['\u{a0}', '\u{202f}'], " ");
    assert_eq!(told, "The thread worked 8 ms of 5006 ms; 99.84 % of the time it was free.");
}

#[test]
fn says_so_if_the_time_is_not_the_simulated_one() {
    let twice = Speed::REAL.percent(200);
    let told =
        at(5006, |scene| words::thread_sum(&Scene { speed: twice, ..*scene })).replace(['\u{a0}', '\u{202f}'], " ");
    assert!(told.starts_with("In real time the thread worked 4 ms of 2503 ms"), "{told}");
}

#[test]
fn says_what_is_not_recorded_of_a_crowd() {
    let plan = Plan::draw(&Waits::Exact(vec![Time::from_secs(5); 1001]), 1);
    let acts = [Act::new(Strategy::AllAtOnce, &plan, Recording::new(1001))];
    let scene = Scene { t: MILLI(100), ..scene(&plan, &acts, Phase::Finished, MILLI(5006)) };
    assert_eq!(busy(&scene), (Time::ZERO, MILLI(5006)), "what it was busy with is known only as a whole");
    let told = words::thread_sum(&scene);
    assert!(told.ends_with("not each poll.)"), "{told}");
}

#[test]
fn knows_who_could_go_on_and_who_is_next() {
    assert_eq!(at(1, ready), [(0, 1)], "the first has the thread, the second has not been polled");
    assert_eq!(at(100, |scene| (ready(scene), next_timer(scene))), (vec![], Some((MILLI(5001), 0, 0))));
    assert_eq!(at(5002, ready), [(0, 1)], "both were woken, and one has the thread");
    let reader = Reader::default();
    let beside = |scene: &Scene| next_timer(&Scene { reader: Some(&reader), ..*scene });
    assert_eq!(at(100, beside), Some((MILLI(5002), 0, 1)), "the reader has no timer");
}

#[test]
fn magnifies_what_belongs_together_until_then() {
    let polls =
        |t| at(t, |scene| last(scene, MILLI(2), 24)).iter().map(|slice| slice.users.clone()).collect::<Vec<_>>();
    assert_eq!(polls(3), [vec![], vec![0], vec![1]]);
    assert_eq!(polls(1), [vec![], vec![0]]);
    assert_eq!(polls(5003), [vec![0], vec![1]]);
    let told = at(5003, |scene| words::slice(scene, &last(scene, MILLI(2), 24)[1])).replace('\u{a0}', " ");
    assert_eq!(told, "5.003 s · user 2 · 3 ms");
}
