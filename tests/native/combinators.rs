//! What each strategy that gives somebody up promises, and the one that limits.

use proptest::prelude::*;
use waiting_room::{event::Event, recording::State, settings::Strategy, time::Time};

use crate::{
    plans::{any_waits, plan},
    virtual_time::{arrivals, events, recording},
};

proptest! {
    #[test]
    fn at_most_never_serves_more_at_a_time(millis in any_waits(), limit in 1..20_usize) {
        let (mut waiting, mut most) = (0_usize, 0);
        for (_, event) in events(Strategy::AtMost(limit), &plan(&millis, 0)) {
            match event {
                Event::Started { .. } => waiting += 1,
                Event::Arrived { .. } => waiting -= 1,
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
        prop_assert_eq!((millis[arrivals[0].0], arrivals[0].1), (shortest, Time::from_millis(shortest)));
    }

    #[test]
    fn deadline_serves_those_who_are_in_time(millis in any_waits(), deadline in 1..3_600_000_u64) {
        let plan = plan(&millis, 0);
        let recording = recording(Strategy::Deadline(Time::from_millis(deadline)), &plan);
        for (user, wait) in millis.iter().enumerate() {
            let life = recording.life(user, Time::MAX);
            if *wait < deadline {
                prop_assert_eq!((life.state, life.ended), (State::Arrived, Some(Time::from_millis(*wait))));
            } else {
                prop_assert_eq!((life.state, life.ended), (State::Cancelled, Some(Time::from_millis(deadline))));
            }
        }
    }

    #[test]
    fn fail_fast_ends_with_the_first_wrong_code(millis in any_waits(), seed: u32) {
        let plan = plan(&millis, seed);
        let recording = recording(Strategy::FailFast, &plan);
        let earliest = plan.wrong().iter().map(|user| millis[*user as usize]).min().unwrap();
        let lives: Vec<_> = (0..millis.len()).map(|user| recording.life(user, Time::MAX)).collect();
        prop_assert_eq!(lives.iter().filter(|life| life.state == State::Refused).count(), 1);
        for (user, life) in lives.iter().enumerate() {
            prop_assert!(life.state != State::Refused || plan.types_wrong(user) && millis[user] == earliest);
            prop_assert!(life.state != State::Arrived || !plan.types_wrong(user) && millis[user] <= earliest);
            prop_assert!(millis[user] >= earliest || life.state == State::Arrived);
        }
    }

    #[test]
    fn one_of_six_types_a_wrong_code(users in 1..200_usize, seed: u32) {
        let plan = plan(&vec![1; users], seed);
        let wrong: Vec<_> = (0..users).filter(|user| plan.types_wrong(*user)).collect();
        prop_assert_eq!(wrong.len(), (users / 6).max(1));
        prop_assert_eq!(wrong, plan.wrong().iter().map(|user| *user as usize).collect::<Vec<_>>());
    }
}
