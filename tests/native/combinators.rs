//! What each strategy promises that gives somebody up, and the one that limits.

use proptest::prelude::*;
use waiting_room::{
    event::{End, TaskEvent, TaskId},
    recording::TaskState,
    settings::Strategy,
    time::SimTime,
};

use crate::{
    plans::{any_waits, plan},
    virtual_time::{arrivals, events, recording},
};

proptest! {
    #[test]
    fn at_most_never_serves_more_at_a_time(millis in any_waits(), limit in 1..20_usize) {
        let (mut waiting, mut most) = (0_usize, 0);
        let mut polled = vec![false; millis.len() + 1];
        for (_, event) in events(Strategy::AtMost(limit), &plan(&millis, 0)) {
            match event {
                TaskEvent::Resumed { task } if task != TaskId::STRATEGY && !polled[task.index()] => {
                    polled[task.index()] = true;
                    waiting += 1;
                }
                TaskEvent::Ended { task, how: End::Done } if task != TaskId::STRATEGY => waiting -= 1,
                _ => {}
            }
            most = most.max(waiting);
        }
        prop_assert_eq!(most, limit.min(millis.len()));
    }

    #[test]
    fn first_serves_one_who_waits_shortest(millis in any_waits()) {
        let arrivals = arrivals(Strategy::First, &plan(&millis, 0));
        let shortest = *millis.iter().min().unwrap();
        prop_assert_eq!(arrivals.len(), 1);
        prop_assert_eq!((millis[arrivals[0].0], arrivals[0].1), (shortest, SimTime::from_millis(shortest)));
    }

    #[test]
    fn deadline_serves_those_who_are_in_time(millis in any_waits(), deadline in 1..3_600_000_u64) {
        let plan = plan(&millis, 0);
        let recording = recording(Strategy::Deadline(SimTime::from_millis(deadline)), &plan);
        for (user, wait) in millis.iter().enumerate() {
            let task = recording.snapshot(user, SimTime::MAX);
            let (how, at) = if *wait < deadline { (End::Done, *wait) } else { (End::Cancelled, deadline) };
            prop_assert_eq!((task.state, task.ended), (TaskState::Ended(how), Some(SimTime::from_millis(at))));
        }
    }

    #[test]
    fn fail_fast_ends_with_the_first_wrong_code(millis in any_waits(), seed: u32) {
        let plan = plan(&millis, seed);
        let recording = recording(Strategy::FailFast, &plan);
        let earliest = plan.mistyping_users().iter().map(|user| millis[*user as usize]).min().unwrap();
        let states: Vec<_> = (0..millis.len()).map(|user| recording.state(user, SimTime::MAX)).collect();
        let [refused, arrived] = [End::Refused, End::Done].map(TaskState::Ended);
        prop_assert_eq!(states.iter().filter(|state| **state == refused).count(), 1);
        for (user, state) in states.into_iter().enumerate() {
            prop_assert!(state != refused || plan.mistypes(user) && millis[user] == earliest);
            prop_assert!(state != arrived || !plan.mistypes(user) && millis[user] <= earliest);
            prop_assert!(millis[user] >= earliest || state == arrived);
        }
    }

    #[test]
    fn one_of_six_types_a_wrong_code(users in 1..200_usize, seed: u32) {
        let plan = plan(&vec![1; users], seed);
        let wrong: Vec<_> = (0..users).filter(|user| plan.mistypes(*user)).collect();
        prop_assert_eq!(wrong.len(), (users / 6).max(1));
        prop_assert_eq!(wrong, plan.mistyping_users().iter().map(|user| *user as usize).collect::<Vec<_>>());
    }
}
