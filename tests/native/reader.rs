//! The reader as one of the users.

use std::{cell::RefCell, rc::Rc};

use waiting_room::{
    event::Event,
    plan::User,
    prediction::predict,
    reader::{Answer, Reader},
    recording::{Recording, State},
    room::Room,
    runtime::Runtime,
    scene::{Act, Phase, Scene},
    settings::Strategy,
    strategy,
    time::Time,
    words,
};

use crate::{
    plans::{notebook, plan, scene},
    virtual_time::{recorded, run},
};

/// What happens if the reader answers after so many seconds.
fn answered(strategy: Strategy, answer: Answer, after: u64) -> Recording {
    recorded(&events(strategy, answer, after), &notebook())
}

fn events(strategy: Strategy, answer: Answer, after: u64) -> Vec<(Time, Event)> {
    let (reader, events) = (Reader::default(), Rc::new(RefCell::new(Vec::new())));
    let log = Rc::clone(&events);
    run(|time| {
        let note = move |at: Time, event: Event| log.borrow_mut().push((at, event));
        let room = Room::with_reader(time.clone(), notebook(), Some(reader.clone()), note);
        room.start(strategy::run(strategy, room.clone()));
        let sleep = time.sleep_until(Time::from_secs(after));
        time.spawn(async move {
            sleep.await;
            reader.answer(answer);
        });
    });
    events.take()
}

#[test]
fn no_timer_wakes_the_reader() {
    let woken = |user| move |(_, event): &(Time, Event)| *event == Event::Woken { user };
    let events = events(Strategy::AllAtOnce, Answer::Code, 10);
    assert!(events.iter().any(woken(1)) && !events.iter().any(woken(0)));
}

#[test]
fn the_reader_takes_as_long_as_the_reader_takes() {
    for after in [1, 6, 40] {
        let recording = answered(Strategy::AllAtOnce, Answer::Code, after);
        let life = recording.life(0, Time::MAX);
        assert_eq!((life.state, life.ended), (State::Arrived, Some(Time::from_secs(after))));
        let plan = notebook().with_reader(Time::from_secs(after));
        assert_eq!(recording.finished(), Some(predict(Strategy::AllAtOnce, &plan)));
        assert_eq!(recording.lateness(0, plan.users()[0].wait()), Some(Time::ZERO));
    }
}

#[test]
fn the_others_wait_for_the_reader_if_they_wait_one_after_another() {
    let recording = answered(Strategy::OneByOne, Answer::Code, 20);
    let plan = notebook().with_reader(Time::from_secs(20));
    assert_eq!(recording.finished(), Some(predict(Strategy::OneByOne, &plan)));
    assert_eq!(recording.life(1, Time::MAX).started, Some(Time::from_secs(20)));
}

#[test]
fn who_gives_up_is_cancelled_and_the_others_go_on() {
    let recording = answered(Strategy::OneByOne, Answer::GaveUp, 3);
    assert_eq!(recording.state(0, Time::MAX), State::Cancelled);
    assert_eq!((recording.arrived(), recording.finished()), (5, Some(Time::from_secs(3 + 42))));
}

#[test]
fn only_who_waited_until_then_says_that_the_reader_gave_up() {
    let (reader, plan) = (Reader::default(), notebook().with_reader(Time::from_secs(20)));
    reader.answer(Answer::GaveUp);
    let (mut early, mut late) = (Recording::new(6), Recording::new(6));
    for (recording, seconds) in [(&mut early, 6), (&mut late, 20)] {
        recording.record(Time::ZERO, Event::Started { user: 0 });
        recording.record(Time::from_secs(seconds), Event::Cancelled { user: 0 });
    }
    let acts = [Act::new(Strategy::First, &plan, early), Act::new(Strategy::AllAtOnce, &plan, late)];
    let scene = Scene { reader: Some(&reader), ..scene(&plan, &acts, Phase::Finished, Time::from_secs(21)) };
    let said = acts.each_ref().map(|act| words::said(&scene, act, 0).replace('\u{a0}', " "));
    assert_eq!(said, ["you · cancelled after 6.000 s", "you · gave up after 20.000 s"]);
}

/// Every strategy that polls its futures more than once must find the reader's answer.
#[test]
fn every_strategy_serves_the_reader() {
    for strategy in [Strategy::AtMost(2), Strategy::First, Strategy::Deadline(Time::from_secs(10)), Strategy::FailFast]
    {
        assert_eq!(answered(strategy, Answer::Code, 1).state(0, Time::MAX), State::Arrived, "{strategy:?}");
    }
}

#[test]
fn only_the_first_answer_counts() {
    let reader = Reader::default();
    reader.answer(Answer::GaveUp);
    reader.answer(Answer::Code);
    assert_eq!(reader.answered(), Some(Answer::GaveUp));
}

#[test]
fn the_plan_knows_the_readers_wait_afterwards() {
    let plan = notebook().with_reader(Time::from_secs(30));
    let waits: Vec<_> = plan.users().iter().map(|user: &User| user.wait().as_micros() / 1_000_000).collect();
    assert_eq!(waits, [30, 8, 7, 8, 13, 6]);
    assert_eq!((plan.total_wait(), plan.longest_wait()), (Time::from_secs(72), Time::from_secs(30)));
    assert!(!plan.types_wrong(0));
}

#[test]
fn the_others_mistype_whether_or_not_the_reader_takes_part() {
    let drawn = (0..100).map(|seed| plan(&[1000; 60], seed)).find(|plan| plan.types_wrong(0)).unwrap();
    let with_reader = drawn.with_reader(Time::ZERO);
    assert!((1..60).all(|user| drawn.types_wrong(user) == with_reader.types_wrong(user)));
}
