//! What a run came to.

use waiting_room::{
    event::Event,
    recording::Recording,
    report::Report,
    settings::Strategy,
    time::{Speed, Time},
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
    let recordings = BOTH.map(|strategy| (strategy, recording(strategy, &plan)));
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
