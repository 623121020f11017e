//! The reader as one of the users.

use std::{cell::RefCell, rc::Rc};

use waiting_room::{
    event::{End, TaskEvent, TaskId},
    plan::User,
    platform::virtual_time::run,
    prediction::predict,
    reader::{Answer, Reader},
    recording::{Recording, TaskState},
    room::Room,
    runner,
    scene::{Scene, StrategyRun},
    settings::Strategy,
    time::SimTime,
    words,
};

use crate::{
    plans::{finished, notebook, plain, plan},
    virtual_time::{Events, recorded},
};

/// What happens if the reader answers after so many seconds.
fn answered(strategy: Strategy, answer: Answer, after: u64) -> Recording {
    recorded(&events(strategy, answer, after), &notebook())
}

fn events(strategy: Strategy, answer: Answer, after: u64) -> Events {
    let (reader, events) = (Reader::default(), Rc::new(RefCell::new(Vec::new())));
    let log = Rc::clone(&events);
    run(|platform| {
        let log = move |at, event| log.borrow_mut().push((at, event));
        let room = Room::with_reader(platform, notebook(), strategy, Some(reader.clone()), log);
        room.start(runner::run(strategy, room.clone()));
        let sleep = platform.sleep_until(SimTime::from_secs(after));
        platform.spawn(async move {
            sleep.await;
            reader.give(answer);
        });
    });
    events.take()
}

#[test]
fn no_timer_wakes_the_reader() {
    let woken =
        |user| move |(_, event): &(SimTime, TaskEvent)| *event == TaskEvent::Woken { task: TaskId::of_user(user) };
    let events = events(Strategy::AllAtOnce, Answer::Code, 10);
    assert!(events.iter().any(woken(1)) && !events.iter().any(woken(0)));
}

#[test]
fn the_reader_takes_as_long_as_the_reader_takes() {
    for after in [1, 6, 40] {
        let recording = answered(Strategy::AllAtOnce, Answer::Code, after);
        let task = recording.snapshot(0, SimTime::MAX);
        assert_eq!((task.state, task.ended), (TaskState::Ended(End::Done), Some(SimTime::from_secs(after))));
        let plan = notebook().with_reader_wait(SimTime::from_secs(after));
        assert_eq!(recording.finished(), Some(predict(Strategy::AllAtOnce, &plan)));
        assert_eq!(recording.lateness(0, plan.users()[0].wait()), Some(SimTime::ZERO));
    }
}

#[test]
fn the_others_wait_for_the_reader_if_they_wait_one_after_another() {
    let recording = answered(Strategy::OneByOne, Answer::Code, 20);
    let plan = notebook().with_reader_wait(SimTime::from_secs(20));
    assert_eq!(recording.finished(), Some(predict(Strategy::OneByOne, &plan)));
    assert_eq!(recording.snapshot(1, SimTime::MAX).started, Some(SimTime::from_secs(20)));
}

#[test]
fn a_reader_who_gives_up_is_recorded_so_and_the_others_go_on() {
    let recording = answered(Strategy::OneByOne, Answer::GaveUp, 3);
    assert_eq!(recording.state(0, SimTime::MAX), TaskState::Ended(End::GaveUp));
    assert_eq!((recording.arrived_count(), recording.finished()), (5, Some(SimTime::from_secs(3 + 42))));
}

#[test]
fn a_strategy_that_cancels_the_reader_does_not_say_that_the_reader_gave_up() {
    let (reader, plan) = (Reader::default(), notebook());
    reader.give(Answer::GaveUp);
    let mut recordings = [Recording::new(6), Recording::new(6)];
    let task = TaskId::of_user(0);
    for (recording, (seconds, how)) in recordings.iter_mut().zip([(6, End::Cancelled), (20, End::GaveUp)]) {
        recording.record(SimTime::ZERO, TaskEvent::Resumed { task });
        recording.record(SimTime::from_secs(seconds), TaskEvent::Ended { task, how });
    }
    let [early, late] = recordings;
    let runs = [StrategyRun::new(Strategy::First, &plan, early), StrategyRun::new(Strategy::AllAtOnce, &plan, late)];
    let scene = Scene { reader: Some(&reader), ..finished(&plan, &runs, SimTime::from_secs(21)) };
    let lines = runs.each_ref().map(|run| plain(&words::task_line(&scene, run, 0)));
    assert_eq!(lines, ["6.000 s · you cancelled", "20.000 s · you gave up"]);
}

/// Every strategy that polls its futures more than once must find the reader's answer.
#[test]
fn every_strategy_serves_the_reader() {
    for strategy in
        [Strategy::AtMost(2), Strategy::First, Strategy::Deadline(SimTime::from_secs(10)), Strategy::FailFast]
    {
        let state = answered(strategy, Answer::Code, 1).state(0, SimTime::MAX);
        assert_eq!(state, TaskState::Ended(End::Done), "{strategy:?}");
    }
}

#[test]
fn only_the_first_answer_counts() {
    let reader = Reader::default();
    reader.give(Answer::GaveUp);
    reader.give(Answer::Code);
    assert_eq!(reader.answer(), Some(Answer::GaveUp));
}

#[test]
fn the_plan_knows_the_readers_wait_afterwards() {
    let plan = notebook().with_reader_wait(SimTime::from_secs(30));
    let waits: Vec<_> = plan.users().iter().map(|user: &User| user.wait().as_micros() / 1_000_000).collect();
    assert_eq!(waits, [30, 8, 7, 8, 13, 6]);
    assert_eq!((plan.total_wait(), plan.longest_wait()), (SimTime::from_secs(72), SimTime::from_secs(30)));
    assert!(!plan.mistypes(0));
}

#[test]
fn the_others_mistype_whether_or_not_the_reader_takes_part() {
    let drawn = (0..100).map(|seed| plan(&[1000; 60], seed)).find(|plan| plan.mistypes(0)).unwrap();
    let with_reader = drawn.with_reader_wait(SimTime::ZERO);
    assert!((1..60).all(|user| drawn.mistypes(user) == with_reader.mistypes(user)));
}
