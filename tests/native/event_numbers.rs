//! Events as numbers, in which form they cross to JavaScript. (`tests/node` tests the files that are made of them.)

use std::rc::Rc;

use proptest::prelude::*;
use waiting_room::{
    event::{Awaited, End, TaskEvent, TaskId, TaskInfo},
    recording::{NumberReader, Numbers, Recording, TaskState},
    time::SimTime,
};

use crate::{
    plans::{all, notebook},
    virtual_time::recording,
};

/// Calls `read` with a reader of `numbers`.
fn with_reader<T>(numbers: &Numbers, read: impl FnOnce(&mut NumberReader) -> T) -> T {
    let text = |index: u32| numbers.texts.get(index as usize).cloned();
    read(&mut NumberReader { numbers: numbers.numbers.iter(), text: &text })
}

/// Every event as numbers, and read from them again.
pub fn reread(recording: &Recording) -> Recording {
    let mut numbers = Numbers::default();
    numbers.push_events(recording);
    with_reader(&numbers, |reader| {
        let again = reader.events(recording.users()).expect("they were written");
        assert_eq!(reader.numbers.len(), 0);
        again
    })
}

fn events(recording: &Recording) -> Vec<(SimTime, TaskEvent)> {
    let mut events = Vec::new();
    recording.each_event(&mut |at, event| events.push((at, event.clone())));
    events
}

#[test]
fn every_strategy_is_read_as_it_was_written() {
    let plan = notebook();
    for strategy in all() {
        let recording = recording(strategy, &plan);
        assert_eq!(events(&reread(&recording)), events(&recording), "{strategy:?}");
    }
}

#[test]
fn every_event_has_its_numbers() {
    let (task, at, micros) = (TaskId(2), SimTime::from_micros(1), SimTime::from_micros);
    let info = |parent| Rc::new(TaskInfo { name: "user 2".into(), function: "code_from".into(), parent });
    let suspended = |on, line| TaskEvent::Suspended { task, on, line };
    for (event, expected, texts) in [
        (TaskEvent::Created { task, info: info(None) }, [0, 1, 2, 3, 4, 0], vec!["user 2", "code_from"]),
        (TaskEvent::Created { task, info: info(Some(TaskId(0))) }, [0, 1, 2, 3, 4, 1], vec!["user 2", "code_from"]),
        (TaskEvent::Resumed { task }, [1, 1, 2, 0, 0, 0], vec![]),
        (suspended(Awaited::Sleep(micros(9)), Some(4)), [2, 1, 2, 0, 9, 4], vec![]),
        (suspended(Awaited::Sleep(micros(9)), None), [2, 1, 2, 0, 9, 0], vec![]),
        (suspended(Awaited::Reader, None), [2, 1, 2, 1, 0, 0], vec![]),
        (suspended(Awaited::Tasks, Some(7)), [2, 1, 2, 2, 0, 7], vec![]),
        (suspended(Awaited::Other("a queue".into()), None), [2, 1, 2, 3, 0, 0], vec!["a queue"]),
        (TaskEvent::Woken { task }, [3, 1, 2, 0, 0, 0], vec![]),
        (TaskEvent::Printed { task, text: "hello".into() }, [4, 1, 2, 3, 0, 0], vec!["hello"]),
        (TaskEvent::Ended { task, how: End::Done }, [5, 1, 2, 0, 0, 0], vec![]),
        (TaskEvent::Ended { task, how: End::Refused }, [6, 1, 2, 0, 0, 0], vec![]),
        (TaskEvent::Ended { task, how: End::Cancelled }, [7, 1, 2, 0, 0, 0], vec![]),
        (TaskEvent::Ended { task, how: End::GaveUp }, [8, 1, 2, 0, 0, 0], vec![]),
        (TaskEvent::Polled { polls: 3, busy: micros(5) }, [9, 1, 0, 3, 5, 0], vec![]),
        (TaskEvent::Finished, [10, 1, 0, 0, 0, 0], vec![]),
    ] {
        let mut numbers = Numbers::default();
        numbers.push_event(at, &event);
        let texts = texts.into_iter().map(Rc::from).collect();
        assert_eq!(numbers, Numbers { numbers: expected.into_iter().map(f64::from).collect(), texts });
        assert_eq!(with_reader(&numbers, |reader| reader.event(task)), Some((at, event)));
    }
}

#[test]
fn numbers_that_are_not_allowed_are_no_events() {
    for numbers in [
        vec![],
        vec![1.0, 1.0, 1.0, 0.0, 0.0],
        vec![11.0, 1.0, 1.0, 0.0, 0.0, 0.0],
        vec![1.0, 1.0, 3.0, 0.0, 0.0, 0.0],
        vec![1.0, f64::INFINITY, 1.0, 0.0, 0.0, 0.0],
        vec![0.0, 1.0, 1.0, 3.0, 3.0, 4.0],
        vec![0.0, 1.0, 1.0, 3.0, 4.0, 0.0],
        vec![0.0, 1.0, 1.0, 2.0, 3.0, 0.0],
        vec![2.0, 1.0, 1.0, 0.0, 1e300, 0.0],
        vec![2.0, 1.0, 1.0, 4.0, 0.0, 0.0],
        vec![4.0, 1.0, 1.0, 4.0, 0.0, 0.0],
        vec![9.0, 1.0, 0.0, 1e10, 1.0, 0.0],
        vec![9.0, 1.0, 0.0, 1.0, 1e300, 0.0],
        vec![5.0, 1.0, 1e300, 0.0, 0.0, 0.0],
    ] {
        let numbers = Numbers { numbers, texts: vec!["text".into()] };
        assert_eq!(with_reader(&numbers, |reader| reader.event(TaskId(2))), None, "{numbers:?}");
    }
}

#[test]
fn a_recording_needs_all_its_events() {
    let with_count = |count| Numbers { numbers: vec![count, 10.0, 9.0, 0.0, 0.0, 0.0, 0.0], texts: vec![] };
    assert!(with_reader(&with_count(1.0), |reader| reader.events(2)).is_some());
    for count in [2.0, 1e300] {
        assert!(with_reader(&with_count(count), |reader| reader.events(2)).is_none(), "{count}");
    }
}

fn any_number() -> impl Strategy<Value = f64> {
    prop_oneof![(0..11_u32).prop_map(f64::from), any::<f64>()]
}

proptest! {
    /// Whatever is in a file, it is refused, or shown.
    #[test]
    fn no_number_breaks_anything(all in prop::collection::vec(prop::collection::vec(any_number(), 6), 0..40), t: u64, is_crowd: bool) {
        let users = if is_crowd { 1001 } else { 2 };
        let mut recording = Recording::new(users);
        for numbers in all {
            let numbers = Numbers { numbers, texts: vec!["a".into(), "b".into()] };
            if let Some((at, event)) = with_reader(&numbers, |reader| reader.event(TaskId::of_user(users - 1))) {
                recording.record(at, event);
            }
        }
        recording.stop(SimTime::LONGEST_RUN);
        let t = SimTime::from_micros(t);
        for user in 0..2 {
            let task = recording.snapshot(user, t);
            prop_assert!(task.ended.is_none_or(|ended| ended <= t));
            prop_assert!(recording.state(user, SimTime::MAX) != TaskState::Running);
        }
        prop_assert!(recording.arrived_count() <= users && recording.arrived_by(t).len() <= recording.arrived_count());
        let _ = (recording.next_after(t), recording.last_before(t), recording.last_start(), recording.busy());
    }
}
