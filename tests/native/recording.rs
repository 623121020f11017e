//! The state of everybody at any moment follows from the events.

use proptest::prelude::*;
use waiting_room::{
    event::Event,
    recording::{Recording, State},
    time::Time,
};

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
    assert_eq!(recording.state(0, seconds(1)), State::Suspended { since: seconds(1) });
    assert_eq!(recording.state(0, seconds(6)), State::Suspended { since: seconds(1) });
    assert_eq!(recording.state(0, seconds(7)), State::Arrived { started: seconds(1), at: seconds(7) });
    assert_eq!(recording.state(1, seconds(9)), State::NotStarted);
}

#[test]
fn tells_the_lateness() {
    let recording = example();
    assert_eq!(recording.lateness(0, seconds(5)), Some(seconds(1)));
    assert_eq!(recording.lateness(1, seconds(5)), None);
}

proptest! {
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
