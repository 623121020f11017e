//! The state of everybody at any moment follows from the events.

use std::{ops::Range, rc::Rc};

use proptest::prelude::*;
use waiting_room::{
    event::Event,
    plan::Plan,
    recording::{Recording, State},
    settings::{Strategy, Waits},
    time::Time,
};

use crate::virtual_time::recording;

const fn seconds(seconds: u64) -> Time {
    Time::from_secs(seconds)
}

/// Two users, the second of whom was never started.
fn example() -> Recording {
    let mut recording = Recording::new(2);
    recording.record(seconds(1), Event::Started { user: 0 });
    recording.record(seconds(7), Event::Arrived { user: 0 });
    recording
}

#[test]
fn tells_the_state_at_each_moment() {
    let recording = example();
    assert_eq!(recording.state(0, seconds(0)), State::NotStarted);
    assert_eq!(recording.state(0, seconds(1)), State::Suspended);
    assert_eq!(recording.state(0, seconds(6)), State::Suspended);
    assert_eq!(recording.state(0, seconds(7)), State::Arrived);
    assert_eq!(recording.state(1, seconds(9)), State::NotStarted);
}

/// Of a few users every poll is recorded, so it is known when the thread was theirs, and when they could go on without it.
#[test]
fn tells_every_state_of_a_few() {
    let mut recording = Recording::new(1);
    let poll = |busy| Event::Polled { polls: 1, busy: seconds(busy) };
    let user = 0;
    recording.record(seconds(1), Event::Created { user });
    recording.record(seconds(2), Event::Started { user });
    recording.record(seconds(4), poll(2));
    recording.record(seconds(10), Event::Woken { user });
    recording.record(seconds(12), Event::Arrived { user });
    recording.record(seconds(13), poll(1));
    let at = |times: Range<u64>| times.map(|t| recording.state(0, seconds(t))).collect::<Vec<_>>();
    assert_eq!(at(0..4), [State::NotStarted, State::Ready, State::Running, State::Running]);
    assert_eq!(at(4..10), [State::Suspended; 6]);
    assert_eq!(at(10..14), [State::Ready, State::Ready, State::Running, State::Arrived]);
    let life = recording.life(0, seconds(3));
    assert_eq!(
        (life.created, life.started, life.ran_until, life.ended),
        (Some(seconds(1)), Some(seconds(2)), Some(seconds(3)), None)
    );
    assert_eq!(recording.life(0, seconds(20)).ran_until, Some(seconds(4)));
}

#[test]
fn tells_how_a_future_ended() {
    let mut recording = Recording::new(3);
    recording.record(seconds(1), Event::Started { user: 0 });
    recording.record(seconds(1), Event::Started { user: 1 });
    recording.record(seconds(6), Event::Refused { user: 0 });
    recording.record(seconds(7), Event::Cancelled { user: 1 });
    recording.record(seconds(7), Event::Cancelled { user: 2 });
    let ends = [0, 1, 2].map(|user| recording.state(user, seconds(7)));
    assert_eq!(ends, [State::Refused, State::Cancelled, State::NeverPolled]);
    assert_eq!(recording.state(1, seconds(6)), State::Suspended);
    assert_eq!(recording.arrived(), 0);
}

/// Which states can follow each other.
fn can_follow(before: State, after: State) -> bool {
    use State::{Arrived, Cancelled, NeverPolled, NotStarted, Ready, Refused, Running, Suspended};
    match before {
        NotStarted => after != NotStarted,
        Ready => matches!(after, Running | Suspended | Arrived | Refused | Cancelled | NeverPolled),
        Running => matches!(after, Suspended | Arrived | Refused),
        Suspended => matches!(after, Ready | Running | Arrived | Refused | Cancelled),
        Arrived | Refused | Cancelled | NeverPolled => false,
    }
}

#[test]
fn tells_the_lateness() {
    let recording = example();
    assert_eq!(recording.lateness(0, seconds(5)), Some(seconds(1)));
    assert_eq!(recording.lateness(1, seconds(5)), None);
}

proptest! {
    #[test]
    fn states_follow_each_other_as_those_of_futures_do(millis in prop::collection::vec(0..20_u64, 1..12), limit in 1..4_usize, at in 1..20_u64) {
        let waits = millis.iter().copied().map(Time::from_millis).collect();
        let plan = Rc::new(Plan::draw(&Waits::Exact(waits), 1));
        for strategy in Strategy::all(limit, Time::from_millis(at), Time::from_millis(30)) {
            let recording = recording(strategy, &plan);
            for user in 0..millis.len() {
                let mut states: Vec<_> = (0..500).map(|half| recording.state(user, Time::from_micros(half * 500))).collect();
                states.dedup();
                prop_assert!(states.is_sorted_by(|before, after| can_follow(*before, *after)), "{strategy:?}: {states:?}");
            }
        }
    }

    #[test]
    fn counts_the_arrivals_at_each_moment(gaps in prop::collection::vec(0..3_u64, 1..50), t in 0..100_u64) {
        let mut recording = Recording::new(gaps.len());
        let mut now = 0;
        let mut times = Vec::new();
        for (user, gap) in gaps.iter().enumerate() {
            now += gap;
            recording.record(seconds(now), Event::Started { user });
            recording.record(seconds(now), Event::Arrived { user });
            times.push(now);
        }
        let expected: Vec<_> = (0..times.len() as u32).filter(|user| times[*user as usize] <= t).collect();
        prop_assert_eq!(recording.arrived_by(seconds(t)), expected);
    }
}
