//! Every strategy takes what was predicted, serves everybody, and does it in the right order.

use std::{
    cell::RefCell,
    rc::Rc,
    time::{Duration, Instant},
};

use proptest::prelude::*;
use waiting_room::{
    event::Event,
    plan::Plan,
    prediction::predict,
    recording::Recording,
    report::Report,
    room::Room,
    settings::{Strategy, Waits},
    strategy,
    time::Speed,
    time::Time,
};

use crate::virtual_time::{events, recording, run};

fn plan(millis: &[u64], seed: u32) -> Rc<Plan> {
    let waits = millis.iter().copied().map(Time::from_millis).collect();
    Rc::new(Plan::draw(&Waits::Exact(waits), seed))
}

/// The notebook's own recorded run.
fn notebook() -> Rc<Plan> {
    plan(&[6000, 8000, 7000, 8000, 13_000, 6000], 1)
}

fn any_waits() -> impl proptest::strategy::Strategy<Value = Vec<u64>> {
    prop::collection::vec(0..3_600_000_u64, 1..200)
}

/// The users in the order in which their codes arrived, and when.
fn arrivals(strategy: Strategy, plan: &Rc<Plan>) -> Vec<(usize, Time)> {
    let arrival = |(at, event)| if let Event::Arrived { user } = event { Some((user, at)) } else { None };
    events(strategy, plan).into_iter().filter_map(arrival).collect()
}

proptest! {
    #[test]
    fn takes_exactly_what_was_predicted(millis in any_waits(), seed: u32) {
        let plan = plan(&millis, seed);
        for strategy in Strategy::ALL {
            prop_assert_eq!(recording(strategy, &plan).finished(), Some(predict(strategy, &plan)), "{:?}", strategy);
        }
    }

    #[test]
    fn one_by_one_takes_the_sum_and_all_at_once_the_longest(millis in any_waits()) {
        let plan = plan(&millis, 0);
        let [sum, longest] = [millis.iter().sum(), *millis.iter().max().unwrap()].map(Time::from_millis);
        prop_assert_eq!(recording(Strategy::OneByOne, &plan).finished(), Some(sum));
        prop_assert_eq!(recording(Strategy::AllAtOnce, &plan).finished(), Some(longest));
    }

    #[test]
    fn one_by_one_serves_in_order(millis in any_waits()) {
        let arrivals = arrivals(Strategy::OneByOne, &plan(&millis, 0));
        let mut at = 0;
        for (index, (user, arrived)) in arrivals.iter().enumerate() {
            at += millis[index];
            prop_assert_eq!((*user, *arrived), (index, Time::from_millis(at)));
        }
        prop_assert_eq!(arrivals.len(), millis.len());
    }

    #[test]
    fn all_at_once_serves_by_wait_and_then_by_turn(millis in any_waits()) {
        let mut expected: Vec<_> = millis.iter().copied().map(Time::from_millis).enumerate().collect();
        expected.sort_by_key(|(user, wait)| (*wait, *user));
        prop_assert_eq!(arrivals(Strategy::AllAtOnce, &plan(&millis, 0)), expected);
    }

    #[test]
    fn gives_the_codes_in_the_order_of_the_users(millis in any_waits(), seed: u32) {
        let plan = plan(&millis, seed);
        let codes: Vec<_> = plan.users().iter().map(|user| user.code).collect();
        for strategy in Strategy::ALL {
            let given = Rc::new(RefCell::new(None));
            run(|time| {
                let room = Room::new(time.clone(), Rc::clone(&plan), |_, _| {});
                let given = Rc::clone(&given);
                waiting_room::runtime::Runtime::spawn(time, async move {
                    given.replace(Some(strategy::run(strategy, room).await));
                });
            });
            prop_assert_eq!(given.take(), Some(codes.clone()));
        }
    }
}

#[test]
fn replays_the_notebook() {
    let plan = notebook();
    assert_eq!(recording(Strategy::OneByOne, &plan).finished(), Some(Time::from_secs(48)));
    assert_eq!(recording(Strategy::AllAtOnce, &plan).finished(), Some(Time::from_secs(13)));
    let users: Vec<_> = arrivals(Strategy::AllAtOnce, &plan).into_iter().map(|(user, _)| user + 1).collect();
    assert_eq!(users, [1, 6, 3, 2, 4, 5]);
}

#[test]
fn finishes_after_the_last_poll() {
    for users in [6, 5000] {
        let plan = plan(&vec![5000; users], 0);
        for strategy in Strategy::ALL {
            assert_eq!(events(strategy, &plan).last().unwrap().1, Event::Finished);
        }
    }
}

#[test]
fn polls_each_task_twice_and_the_joining_one_twice() {
    let plan = notebook();
    assert_eq!(recording(Strategy::AllAtOnce, &plan).polls(), 2 * 6 + 2);
    assert_eq!(recording(Strategy::OneByOne, &plan).polls(), 6 + 1);
}

/// A start that went on for long would freeze the page.
#[test]
fn starting_many_lets_others_run_now_and_then() {
    let plan = plan(&vec![5000; 100_000], 0);
    let polls = recording(Strategy::AllAtOnce, &plan).polls();
    assert_eq!(polls, 2 * 100_000 + 2 + 100_000 / 16_384, "the strategy is suspended after every 16 384 users");
}

#[test]
fn reports_how_long_starting_took() {
    let mut recording = Recording::new(3);
    for user in 0..2_u64 {
        recording.record(Time::from_millis(40 * user), Event::Started { user: user as usize });
    }
    assert_eq!((recording.started_by(Time::ZERO), recording.started_by(Time::MAX)), (1, 2));
    let seen = [(Strategy::AllAtOnce, &recording)].into_iter();
    let report = Report::new(&notebook(), Speed::from_millionths(10_000_000).unwrap(), seen, Time::from_secs(1));
    assert_eq!(report.strategies[0].starting, Time::from_millis(4));
}

#[test]
fn reports_what_was_recorded() {
    let plan = notebook();
    let recordings = Strategy::ALL.map(|strategy| (strategy, recording(strategy, &plan)));
    let seen = recordings.iter().map(|(strategy, recording)| (*strategy, recording));
    let report = Report::new(&plan, Speed::REAL, seen, Time::from_secs(48));
    assert_eq!(report.total_wait, Time::from_secs(48));
    assert_eq!(report.longest_wait, Time::from_secs(13));
    assert_eq!(report.waits.map(|waits| waits.len()), Some(6));
    for of in report.strategies {
        assert_eq!((of.arrived, of.measured, of.lateness), (6, of.predicted, Time::ZERO));
    }
}

#[test]
fn reports_what_was_recorded_until_it_was_stopped() {
    let plan = notebook();
    let mut recording = Recording::new(6);
    for (at, event) in events(Strategy::OneByOne, &plan).into_iter().filter(|(at, _)| *at <= Time::from_secs(20)) {
        recording.record(at, event);
    }
    let seen = [(Strategy::OneByOne, &recording)].into_iter();
    let report = Report::new(&plan, Speed::REAL, seen, Time::from_secs(20));
    assert_eq!((report.strategies[0].arrived, report.strategies[0].measured), (2, Time::from_secs(20)));
}

/// The bound is on real time, so the best of five tries counts: a busy machine makes some slower, but none faster.
#[test]
fn ten_thousand_users_take_no_time() {
    let millis: Vec<_> = (0..10_000).map(|user| 5000 + user * 7919 % 2000).collect();
    let plan = plan(&millis, 0);
    for strategy in Strategy::ALL {
        let timed = |_| {
            let start = Instant::now();
            assert_eq!(recording(strategy, &plan).arrived(), 10_000);
            start.elapsed()
        };
        let best = (0..5).map(timed).min().unwrap();
        assert!(best < Duration::from_millis(100), "{strategy:?} took {best:?}");
    }
}
