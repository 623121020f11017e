//! Every strategy takes what was predicted, serves everyone, and does it in the right order.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use proptest::prelude::*;
use waiting_room::{
    event::{End, TaskEvent},
    platform::{Clock, Platform, virtual_time::run},
    prediction::predict,
    recording::TaskState,
    room::Room,
    runner,
    settings::Strategy,
    strategy,
    time::SimTime,
    timers::Tick,
};

use crate::{
    plans::{all, any_strategies, any_waits, notebook, plan},
    virtual_time::{arrivals, events, recording},
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
            let last = run(|platform| {
                let room = Room::new(platform, Rc::clone(&plan), strategy, |_, _| {});
                room.start(runner::run(strategy, room.clone()));
            });
            prop_assert_eq!(last, predict(strategy, &plan), "{:?}", strategy);
        }
    }

    #[test]
    fn everyone_comes_to_an_end(millis in any_waits(), seed: u32, strategies in any_strategies()) {
        let plan = plan(&millis, seed);
        for strategy in strategies {
            let recording = recording(strategy, &plan);
            let ends = (0..millis.len()).map(|user| recording.state(user, SimTime::MAX)).collect::<Vec<_>>();
            let allowed: &[End] = match strategy {
                Strategy::OneByOne | Strategy::AllAtOnce | Strategy::AtMost(_) | Strategy::Blocking(_) => &[End::Done],
                Strategy::First | Strategy::Deadline(_) => &[End::Done, End::Cancelled],
                Strategy::FailFast => &[End::Done, End::Refused, End::Cancelled],
                Strategy::NeverAwaited => &[],
            };
            let may_be_dropped = strategy == Strategy::NeverAwaited || allowed.contains(&End::Cancelled);
            let is_allowed = |end: &TaskState| match end {
                TaskState::Ended(how) => allowed.contains(how),
                TaskState::NeverPolled => may_be_dropped,
                _ => false,
            };
            prop_assert!(ends.iter().all(is_allowed), "{strategy:?}: {ends:?}");
        }
    }

    #[test]
    fn one_by_one_takes_the_sum_and_all_at_once_the_longest(millis in any_waits()) {
        let plan = plan(&millis, 0);
        let [sum, longest] = [millis.iter().sum(), *millis.iter().max().unwrap()].map(SimTime::from_millis);
        prop_assert_eq!(recording(Strategy::OneByOne, &plan).finished(), Some(sum));
        prop_assert_eq!(recording(Strategy::AllAtOnce, &plan).finished(), Some(longest));
    }

    #[test]
    fn one_by_one_serves_in_order(millis in any_waits()) {
        let arrivals = arrivals(Strategy::OneByOne, &plan(&millis, 0));
        let mut at = 0;
        for (index, (user, arrived)) in arrivals.iter().enumerate() {
            at += millis[index];
            prop_assert_eq!((*user, *arrived), (index, SimTime::from_millis(at)));
        }
        prop_assert_eq!(arrivals.len(), millis.len());
    }

    #[test]
    fn all_at_once_serves_by_wait_and_then_by_turn(millis in any_waits()) {
        let mut expected: Vec<_> = millis.iter().copied().map(SimTime::from_millis).enumerate().collect();
        expected.sort_by_key(|(user, wait)| (*wait, *user));
        prop_assert_eq!(arrivals(Strategy::AllAtOnce, &plan(&millis, 0)), expected);
    }

    #[test]
    fn gives_the_codes_in_the_order_of_the_users(millis in any_waits(), seed: u32) {
        let plan = plan(&millis, seed);
        let codes: Vec<_> = plan.users().iter().map(|user| user.code).collect();
        for strategy in [Strategy::OneByOne, Strategy::AllAtOnce, Strategy::Blocking(SimTime::from_secs(30))] {
            let given = Rc::new(RefCell::new(None));
            run(|platform| {
                let room = Room::new(platform, Rc::clone(&plan), strategy, |_, _| {});
                let given = Rc::clone(&given);
                platform.spawn(async move {
                    given.replace(Some(runner::run(strategy, room).await));
                });
            });
            prop_assert_eq!(given.take(), Some(codes.clone()));
        }
    }
}

#[test]
fn replays_the_notebook() {
    let plan = notebook();
    assert_eq!(recording(Strategy::OneByOne, &plan).finished(), Some(SimTime::from_secs(48)));
    assert_eq!(recording(Strategy::AllAtOnce, &plan).finished(), Some(SimTime::from_secs(13)));
    let users: Vec<_> = arrivals(Strategy::AllAtOnce, &plan).into_iter().map(|(user, _)| user + 1).collect();
    assert_eq!(users, [1, 6, 3, 2, 4, 5]);
}

#[test]
fn finishes_after_the_last_poll() {
    for users in [6, 5000] {
        let plan = plan(&vec![5000; users], 0);
        for strategy in all() {
            assert_eq!(events(strategy, &plan).last().unwrap().1, TaskEvent::Finished);
        }
    }
}

#[test]
fn polls_each_task_twice_and_the_joining_one_twice() {
    let plan = notebook();
    assert_eq!(recording(Strategy::AllAtOnce, &plan).polls(), 2 * 6 + 2);
    assert_eq!(recording(Strategy::OneByOne, &plan).polls(), 6 + 1);
}

/// A clock that a test moves on.
struct ManualClock(Rc<Cell<Tick>>);

impl Clock for ManualClock {
    fn now(&self) -> SimTime {
        SimTime::ZERO
    }

    fn tick(&self) -> Tick {
        self.0.get()
    }

    fn tick_at(&self, at: SimTime) -> Tick {
        Tick::try_from(at.as_micros() / 1000).unwrap()
    }

    fn set_timer(&self, _: Tick, _: Box<dyn FnOnce()>) {}

    fn clear_timer(&self) {}

    fn block_until(&self, _: SimTime) {}
}

/// How many of 100 000 users start before the platform gets the thread back, if polling `per_tick` of them takes a millisecond.
fn started_in_one_slice(per_tick: u32) -> u32 {
    let (started, tick) = (Rc::new(Cell::new(0)), Rc::new(Cell::new(0)));
    let platform = Platform::new(Rc::new(ManualClock(Rc::clone(&tick))));
    let count = Rc::clone(&started);
    let note = move |_, event| {
        if matches!(event, TaskEvent::Resumed { .. }) {
            count.set(count.get() + 1);
            tick.set(count.get() / per_tick);
        }
    };
    let room = Room::new(&platform, plan(&vec![5000; 100_000], 0), Strategy::AllAtOnce, note);
    room.start(strategy::all_at_once(room.clone()));
    waiting_room::platform::virtual_time::VirtualTime::default().run();
    started.get()
}

/// A start that went on for long would freeze the page: from 50 ms on, a task of the browser counts as long. The polls of the
/// tasks that were spawned count as well, and on a fresh page they are slow, because nothing is optimised yet.
#[test]
fn starting_many_lets_others_run_when_the_slice_is_used_up() {
    assert_eq!(
        started_in_one_slice(1000),
        (1 + 2 + 4 + 4) * 1024,
        "11.3 ms: portions grow until they take half of a slice"
    );
    assert_eq!(started_in_one_slice(100), 1024, "10.2 ms");
    assert_eq!(started_in_one_slice(50), 1024, "20.5 ms, even if each poll takes 20 µs");
}

#[test]
fn replays_the_notebook_in_every_way() {
    let plan = notebook();
    let taken = all().map(|strategy| recording(strategy, &plan).finished().unwrap().as_micros() / 1_000_000);
    // The first of these users types a wrong code. Blocked are the first 3 s; then the rest wait at the same time.
    assert_eq!(plan.mistyping_users(), [0]);
    assert_eq!(taken, [48, 13, 26, 6, 10, 6, 16, 0]);
}

/// How much work it is, in what a busy machine cannot change: `scripts/bench` measures how long it takes.
#[test]
fn ten_thousand_users_take_two_polls_each() {
    let millis: Vec<_> = (0..10_000).map(|user| 5000 + user * 7919 % 2000).collect();
    let plan = plan(&millis, 0);
    for strategy in all().into_iter().filter(|strategy| predict(*strategy, &plan) >= plan.longest_wait()) {
        let recording = recording(strategy, &plan);
        assert_eq!(recording.arrived_count(), 10_000, "{strategy:?}");
        // Two for each task, and at most one more for each 1024 users: then the loop that spawns them is suspended.
        assert!(recording.polls() <= 2 * 10_000 + 2 + 10, "{strategy:?} took {} polls", recording.polls());
    }
}
