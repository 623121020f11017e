//! Recordings as rows, which files are made of. (`tests/node` tests the files.)

use std::rc::Rc;

use proptest::prelude::*;
use waiting_room::{
    event::{Awaited, End, TaskEvent, TaskId, TaskInfo},
    recording::{Recording, TaskState, Value},
    time::SimTime,
};

use crate::{
    plans::{all, notebook},
    virtual_time::recording,
};

/// Every event as a row, and read from it again.
pub fn reread(recording: &Recording) -> Recording {
    let mut again = Recording::new(recording.users());
    recording.each_event(&mut |at, event| {
        let (name, values) = event.to_row();
        let event = TaskEvent::from_row(name, &values, TaskId::of_user(recording.users() - 1));
        again.record(at, event.expect("it was written"));
    });
    again
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

fn number(number: u64) -> Value {
    Value::Number(number)
}

fn text(text: &str) -> Value {
    Value::Text(text.into())
}

#[test]
fn every_event_has_its_row() {
    let (task, micros) = (TaskId(2), SimTime::from_micros);
    let info = |parent| Rc::new(TaskInfo { name: "user 2".into(), function: "code_from".into(), parent });
    let suspended = |on, line| TaskEvent::Suspended { task, on, line };
    for (event, name, values) in [
        (TaskEvent::Created { task, info: info(None) }, "created", vec![number(2), text("user 2"), text("code_from")]),
        (
            TaskEvent::Created { task, info: info(Some(TaskId(1))) },
            "created",
            vec![number(2), text("user 2"), text("code_from"), number(1)],
        ),
        (TaskEvent::Resumed { task }, "resumed", vec![number(2)]),
        (
            suspended(Awaited::Sleep(micros(9)), Some(4)),
            "suspended",
            vec![number(2), text("sleep"), number(9), number(4)],
        ),
        (suspended(Awaited::Sleep(micros(9)), None), "suspended", vec![number(2), text("sleep"), number(9)]),
        (suspended(Awaited::Reader, None), "suspended", vec![number(2), text("reader")]),
        (suspended(Awaited::Tasks, Some(7)), "suspended", vec![number(2), text("tasks"), number(7)]),
        (suspended(Awaited::Other("a queue".into()), None), "suspended", vec![number(2), text("a queue")]),
        (TaskEvent::Woken { task }, "woken", vec![number(2)]),
        (TaskEvent::Printed { task, text: "hello".into() }, "printed", vec![number(2), text("hello")]),
        (TaskEvent::Ended { task, how: End::Done }, "done", vec![number(2)]),
        (TaskEvent::Ended { task, how: End::Refused }, "refused", vec![number(2)]),
        (TaskEvent::Ended { task, how: End::Cancelled }, "cancelled", vec![number(2)]),
        (TaskEvent::Ended { task, how: End::GaveUp }, "gave-up", vec![number(2)]),
        (TaskEvent::Polled { polls: 3, busy: micros(5) }, "polled", vec![number(3), number(5)]),
        (TaskEvent::Finished, "finished", vec![]),
    ] {
        assert_eq!(event.to_row(), (name, values.clone()));
        assert_eq!(TaskEvent::from_row(name, &values, TaskId(2)), Some(event));
    }
}

#[test]
fn rows_that_are_not_allowed_are_no_events() {
    for (name, values) in [
        ("exploded", vec![number(1)]),
        ("", vec![number(1)]),
        ("resumed", vec![]),
        ("resumed", vec![number(3)]),
        ("resumed", vec![text("1")]),
        ("created", vec![number(1), text("user 1")]),
        ("created", vec![number(1), text("user 1"), text("code_from"), number(3)]),
        ("created", vec![number(1), number(1), text("code_from")]),
        ("suspended", vec![number(1)]),
        ("suspended", vec![number(1), text("sleep")]),
        ("suspended", vec![number(1), text("sleep"), number(u64::MAX)]),
        ("printed", vec![number(1), number(1)]),
        ("polled", vec![number(u64::MAX), number(1)]),
        ("polled", vec![number(1), number(u64::MAX)]),
        ("done", vec![number(u64::MAX)]),
    ] {
        assert_eq!(TaskEvent::from_row(name, &values, TaskId(2)), None, "{name} {values:?}");
    }
}

fn any_row() -> impl Strategy<Value = (String, Vec<Value>)> {
    let names = vec![
        "created",
        "resumed",
        "suspended",
        "woken",
        "printed",
        "polled",
        "finished",
        "done",
        "refused",
        "cancelled",
        "gave-up",
    ];
    let value = prop_oneof![
        (0..4_u64).prop_map(number),
        any::<u64>().prop_map(number),
        prop::sample::select(vec!["sleep", "tasks", "x"]).prop_map(text)
    ];
    (prop::sample::select(names).prop_map(ToOwned::to_owned), prop::collection::vec(value, 0..5))
}

proptest! {
    /// Whatever is in a file, it is refused, or shown.
    #[test]
    fn nothing_in_a_row_breaks_anything(rows in prop::collection::vec((any::<u64>(), any_row()), 0..40), t: u64, is_crowd: bool) {
        let users = if is_crowd { 1001 } else { 2 };
        let mut recording = Recording::new(users);
        for (at, (name, values)) in rows {
            if let Some(event) = TaskEvent::from_row(&name, &values, TaskId::of_user(users - 1)) {
                recording.record(SimTime::from_micros(at % SimTime::LONGEST_RUN.as_micros()), event);
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
