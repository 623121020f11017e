//! The result of a run.

use waiting_room::{
    event::{TaskEvent, TaskId},
    recording::Recording,
    report::Report,
    settings::Strategy,
    time::{RealTime, SimTime, Speed},
};

use crate::{
    plans::notebook,
    virtual_time::{events, recording},
};

/// The two ways that the first figure compares.
const BOTH: [Strategy; 2] = [Strategy::OneByOne, Strategy::AllAtOnce];

#[test]
fn reports_how_long_starting_took() {
    let mut recording = Recording::new(3);
    for user in 0..2 {
        let at = SimTime::from_millis(40) * user as u64;
        recording.record(at, TaskEvent::Resumed { task: TaskId::of_user(user) });
    }
    assert_eq!((recording.started_by(SimTime::ZERO), recording.started_by(SimTime::MAX)), (1, 2));
    let seen = [(Strategy::AllAtOnce, &recording)].into_iter();
    let report = Report::new(&notebook(), Speed::from_millionths(10_000_000).unwrap(), seen, SimTime::from_secs(1));
    assert_eq!(report.strategies[0].starting, RealTime::from_millis(4));
}

#[test]
fn reports_what_was_recorded() {
    let plan = notebook();
    let recordings = BOTH.map(|strategy| (strategy, recording(strategy, &plan)));
    let seen = recordings.iter().map(|(strategy, recording)| (*strategy, recording));
    let report = Report::new(&plan, Speed::REAL_TIME, seen, SimTime::from_secs(48));
    assert_eq!(report.total_wait, SimTime::from_secs(48));
    assert_eq!(report.longest_wait, SimTime::from_secs(13));
    assert_eq!(report.waits.map(|waits| waits.len()), Some(6));
    for of in report.strategies {
        assert_eq!((of.arrived, of.measured, of.lateness), (6, of.predicted, RealTime::ZERO));
    }
}

#[test]
fn reports_what_was_recorded_until_it_was_stopped() {
    let plan = notebook();
    let mut recording = Recording::new(6);
    for (at, event) in events(Strategy::OneByOne, &plan).into_iter().filter(|(at, _)| *at <= SimTime::from_secs(20)) {
        recording.record(at, event);
    }
    let seen = [(Strategy::OneByOne, &recording)].into_iter();
    let report = Report::new(&plan, Speed::REAL_TIME, seen, SimTime::from_secs(20));
    assert_eq!((report.strategies[0].arrived, report.strategies[0].measured), (2, SimTime::from_secs(20)));
}
