//! Every strategy takes what was predicted, serves everybody, and does it in the right order.

use std::{
    cell::RefCell,
    rc::Rc,
    time::{Duration, Instant},
};

use proptest::prelude::*;
use waiting_room::{
    event::Event, prediction::predict, recording::State, room::Room, settings::Strategy, strategy, time::Time,
};

use crate::{
    plans::{all, any_strategies, any_waits, notebook, plan},
    virtual_time::{arrivals, events, recording, run},
};

proptest! {
    #[test]
    fn takes_exactly_what_was_predicted(millis in any_waits(), seed: u32, strategies in any_strategies()) {
        let plan = plan(&millis, seed);
        for strategy in strategies {
            prop_assert_eq!(recording(strategy, &plan).finished(), Some(predict(strategy, &plan)), "{:?}", strategy);
        }
    }

    /// What a strategy gives up is dropped with all that it waits for: no timer is left.
    #[test]
    fn leaves_nothing_behind(millis in any_waits(), seed: u32, strategies in any_strategies()) {
        let plan = plan(&millis, seed);
        for strategy in strategies {
            let last = run(|time| {
                let room = Room::new(time.clone(), Rc::clone(&plan), |_, _| {});
                room.start(strategy::run(strategy, room.clone()));
            });
            prop_assert_eq!(last, predict(strategy, &plan), "{:?}", strategy);
        }
    }

    #[test]
    fn everybody_comes_to_an_end(millis in any_waits(), seed: u32, strategies in any_strategies()) {
        let plan = plan(&millis, seed);
        for strategy in strategies {
            let recording = recording(strategy, &plan);
            let ends = (0..millis.len()).map(|user| recording.state(user, Time::MAX)).collect::<Vec<_>>();
            let allowed: &[State] = match strategy {
                Strategy::OneByOne | Strategy::AllAtOnce | Strategy::AtMost(_) | Strategy::Blocking(_) => &[State::Arrived],
                Strategy::First | Strategy::Deadline(_) => &[State::Arrived, State::Cancelled, State::NeverPolled],
                Strategy::FailFast => &[State::Arrived, State::Refused, State::Cancelled, State::NeverPolled],
                Strategy::NeverAwaited => &[State::NeverPolled],
            };
            prop_assert!(ends.iter().all(|end| allowed.contains(end)), "{strategy:?}: {ends:?}");
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
        for strategy in [Strategy::OneByOne, Strategy::AllAtOnce, Strategy::Blocking(Time::from_secs(30))] {
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
        for strategy in all() {
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
fn replays_the_notebook_in_every_way() {
    let plan = notebook();
    let taken = all().map(|strategy| recording(strategy, &plan).finished().unwrap().as_micros() / 1_000_000);
    // The first of these users types a wrong code. Blocked are the first 3 s; then the rest wait at the same time.
    assert_eq!(plan.wrong(), [0]);
    assert_eq!(taken, [48, 13, 26, 6, 10, 6, 16, 0]);
}

/// The bound is on real time, so the best of five tries counts: a busy machine makes some slower, but none faster.
#[test]
fn ten_thousand_users_take_no_time() {
    let millis: Vec<_> = (0..10_000).map(|user| 5000 + user * 7919 % 2000).collect();
    let plan = plan(&millis, 0);
    for strategy in all().into_iter().filter(|strategy| predict(*strategy, &plan) >= plan.longest_wait()) {
        let timed = |_| {
            let start = Instant::now();
            assert_eq!(recording(strategy, &plan).arrived(), 10_000);
            start.elapsed()
        };
        let best = (0..5).map(timed).min().unwrap();
        assert!(best < Duration::from_millis(100), "{strategy:?} took {best:?}");
    }
}
