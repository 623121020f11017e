//! The state of each task at any time follows from the events.

use std::{ops::Range, rc::Rc};

use proptest::prelude::*;
use waiting_room::{
    event::{Awaited, End, TaskEvent, TaskId, TaskInfo},
    plan::Plan,
    recording::{Recording, Suspension, TaskState},
    settings::{Strategy, Waits},
    time::SimTime,
};

use crate::{
    plans::{all, notebook, plan},
    virtual_time::recording,
};

const fn seconds(seconds: u64) -> SimTime {
    SimTime::from_secs(seconds)
}

fn user(user: usize) -> TaskId {
    TaskId::of_user(user)
}

fn resumed(user: usize) -> TaskEvent {
    TaskEvent::Resumed { task: TaskId::of_user(user) }
}

fn ended(user: usize, how: End) -> TaskEvent {
    TaskEvent::Ended { task: TaskId::of_user(user), how }
}

fn created(task: TaskId, name: &str, parent: Option<TaskId>) -> TaskEvent {
    TaskEvent::Created { task, info: Rc::new(TaskInfo { name: name.into(), function: "code_from".into(), parent }) }
}

fn polled(busy: u64) -> TaskEvent {
    TaskEvent::Polled { polls: 1, busy: seconds(busy) }
}

/// Two users, the second of whom never started.
fn example() -> Recording {
    let mut recording = Recording::new(2);
    recording.record(seconds(1), resumed(0));
    recording.record(seconds(1), polled(0));
    recording.record(seconds(7), resumed(0));
    recording.record(seconds(7), ended(0, End::Done));
    recording.record(seconds(7), polled(0));
    recording
}

#[test]
fn tells_the_state_at_each_time() {
    let recording = example();
    let at = [0, 1, 6, 7].map(|at| recording.state(0, seconds(at)));
    assert_eq!(at, [TaskState::NotCreated, TaskState::Suspended, TaskState::Suspended, TaskState::Ended(End::Done)]);
    assert_eq!(recording.state(1, seconds(9)), TaskState::NotCreated);
}

/// Of a few users every poll is recorded, so it is known when the thread was theirs, and when they could go on without it.
#[test]
fn tells_every_state_of_a_few() {
    let mut recording = Recording::new(1);
    let on = Awaited::Sleep(seconds(10));
    for (at, event) in [
        (1, created(user(0), "user 1", Some(TaskId::STRATEGY))),
        (2, resumed(0)),
        (2, TaskEvent::Suspended { task: user(0), on: on.clone(), line: Some(4) }),
        (4, polled(2)),
        (10, TaskEvent::Woken { task: user(0) }),
        (12, resumed(0)),
        (12, ended(0, End::Done)),
        (13, polled(1)),
    ] {
        recording.record(seconds(at), event);
    }
    let at = |times: Range<u64>| times.map(|t| recording.state(0, seconds(t))).collect::<Vec<_>>();
    assert_eq!(at(0..4), [TaskState::NotCreated, TaskState::Ready, TaskState::Running, TaskState::Running]);
    assert_eq!(at(4..10), [TaskState::Suspended; 6]);
    assert_eq!(at(10..14), [TaskState::Ready, TaskState::Ready, TaskState::Running, TaskState::Ended(End::Done)]);
    let task = recording.snapshot(0, seconds(3));
    assert_eq!(
        (task.state, task.created, task.started, task.ended),
        (TaskState::Running, Some(seconds(1)), Some(seconds(2)), None)
    );
    let first_poll = recording.spans(user(0)).into_iter().find(|span| span.state == TaskState::Running);
    assert_eq!(first_poll.map(|poll| (poll.from, poll.until)), Some((seconds(2), Some(seconds(4)))));
    let waits = |t| recording.suspension(user(0), seconds(t)).cloned();
    assert_eq!([3, 5, 11].map(waits), [None, Some(Suspension { on, line: Some(4) }), None]);
    assert_eq!(recording.info(user(0)).map(|info| &*info.name), Some("user 1"));
}

/// Tasks may appear at any time, print, and be awaited several times.
#[test]
fn tells_of_tasks_that_are_no_users() {
    let mut recording = Recording::new(0);
    let (main, late) = (TaskId(0), TaskId(1));
    let queue = Awaited::Other("a queue".into());
    for (at, event) in [
        (0, created(main, "main", None)),
        (0, TaskEvent::Resumed { task: main }),
        (0, TaskEvent::Printed { task: main, text: "hello".into() }),
        (0, TaskEvent::Suspended { task: main, on: queue.clone(), line: Some(7) }),
        (1, polled(1)),
        (3, TaskEvent::Woken { task: main }),
        (4, TaskEvent::Resumed { task: main }),
        (4, created(late, "late", Some(main))),
        (4, TaskEvent::Suspended { task: main, on: Awaited::Tasks, line: Some(9) }),
        (5, polled(1)),
        (5, TaskEvent::Resumed { task: late }),
        (5, ended(0, End::Refused)),
        (6, polled(1)),
    ] {
        recording.record(seconds(at), event);
    }
    let main_at = |t| recording.task_snapshot(main, seconds(t)).unwrap();
    let states = [0, 2, 3, 4, 9].map(|t| main_at(t).state);
    assert_eq!(
        states,
        [TaskState::Running, TaskState::Suspended, TaskState::Ready, TaskState::Running, TaskState::Suspended]
    );
    let waits = [2, 9].map(|t| recording.suspension(main, seconds(t)).cloned().unwrap());
    assert_eq!(waits, [Suspension { on: queue, line: Some(7) }, Suspension { on: Awaited::Tasks, line: Some(9) }]);
    let late_at = [3, 4, 5, 6].map(|t| recording.task_snapshot(late, seconds(t)).unwrap().state);
    assert_eq!(late_at, [TaskState::NotCreated, TaskState::Ready, TaskState::Running, TaskState::Ended(End::Refused)]);
    assert_eq!(recording.info(late).unwrap().parent, Some(main));
    assert_eq!(recording.printed_by(main, seconds(9)).collect::<Vec<_>>(), [(seconds(0), "hello")]);
}

#[test]
fn tells_how_a_future_ended() {
    for mut recording in [Recording::new(4), Recording::new(4000)] {
        recording.record(seconds(1), resumed(0));
        recording.record(seconds(1), resumed(1));
        recording.record(seconds(1), resumed(2));
        recording.record(seconds(1), polled(0));
        recording.record(seconds(6), ended(0, End::Refused));
        recording.record(seconds(7), ended(1, End::Cancelled));
        recording.record(seconds(7), ended(2, End::GaveUp));
        recording.record(seconds(7), ended(3, End::Cancelled));
        let [refused, cancelled, gave_up] = [End::Refused, End::Cancelled, End::GaveUp].map(TaskState::Ended);
        let ends = [0, 1, 2, 3].map(|user| recording.state(user, seconds(7)));
        assert_eq!(ends, [refused, cancelled, gave_up, TaskState::NeverPolled]);
        assert_eq!(recording.state(1, seconds(6)), TaskState::Suspended);
        assert_eq!(recording.arrived_count(), 0);
    }
}

#[test]
fn a_task_ends_once() {
    let mut recording = Recording::new(1);
    for how in [End::Done, End::Done, End::Cancelled] {
        recording.record(seconds(1), ended(0, how));
    }
    assert_eq!((recording.arrived_count(), recording.ended_at(0)), (1, Some((End::Done, seconds(1)))));
}

#[test]
fn stopping_cancels_all_that_have_not_ended() {
    for users in [3, 3000] {
        let mut recording = Recording::new(users);
        for user in 0..2 {
            recording.record(seconds(0), created(TaskId::of_user(user), "", None));
            recording.record(seconds(1), resumed(user));
        }
        recording.record(seconds(1), polled(0));
        recording.record(seconds(2), ended(0, End::Done));
        recording.stop(seconds(5));
        let states = [0, 1].map(|user| recording.state(user, seconds(5)));
        assert_eq!(states, [End::Done, End::Cancelled].map(TaskState::Ended), "{users} users");
        assert_eq!(recording.state(1, seconds(4)), TaskState::Suspended);
        assert_eq!([4, 5].map(|at| recording.started_while_running(seconds(at))), [2, 0]);
        assert_eq!(recording.snapshot(1, seconds(9)).ended, Some(seconds(5)));
    }
}

/// Which states can follow each other.
fn can_follow(before: TaskState, after: TaskState) -> bool {
    use TaskState::{Ended, NeverPolled, NotCreated, Ready, Running, Suspended};
    match before {
        NotCreated => after != NotCreated,
        Ready => matches!(after, Running | Suspended | Ended(_) | NeverPolled),
        Running => matches!(after, Suspended | Ended(End::Done | End::Refused)),
        Suspended => matches!(after, Ready | Running | Ended(_)),
        Ended(_) | NeverPolled => false,
    }
}

#[test]
fn tells_the_lateness() {
    let recording = example();
    assert_eq!(recording.lateness(0, seconds(5)), Some(seconds(1)));
    assert_eq!(recording.lateness(1, seconds(5)), None);
}

/// What the built-in strategies wait for, and in which line, is recorded too.
#[test]
fn strategies_tell_what_their_tasks_wait_for() {
    let plan = notebook();
    for strategy in all() {
        let recording = recording(strategy, &plan);
        let names: Vec<_> =
            (0..=6).filter_map(|task| recording.info(TaskId(task))).map(|info| info.name.to_string()).collect();
        assert_eq!(names.len(), 7, "{strategy:?} creates all tasks: {names:?}");
        let suspended = (1..=6).filter_map(|task| recording.suspension(TaskId(task), seconds(5)));
        for waits in suspended {
            assert!(matches!(waits.on, Awaited::Sleep(until) if until > seconds(5)), "{strategy:?}: {waits:?}");
            assert!(waits.line.is_some_and(|line| line > 1), "{strategy:?}: {waits:?}");
        }
    }
}

proptest! {
    #[test]
    fn states_follow_each_other_as_those_of_futures_do(millis in prop::collection::vec(0..20_u64, 1..12), limit in 1..4_usize, at in 1..20_u64) {
        let waits = millis.iter().copied().map(SimTime::from_millis).collect();
        let plan = Rc::new(Plan::generate(&Waits::Exact(waits), 1));
        for strategy in Strategy::all(limit, SimTime::from_millis(at), SimTime::from_millis(30)) {
            let recording = recording(strategy, &plan);
            for user in 0..millis.len() {
                let mut states: Vec<_> = (0..500).map(|half| recording.state(user, SimTime::from_micros(half * 500))).collect();
                states.dedup();
                prop_assert!(states.is_sorted_by(|before, after| can_follow(*before, *after)), "{strategy:?}: {states:?}");
            }
        }
    }

    #[test]
    fn counts_the_arrivals_at_each_time(gaps in prop::collection::vec(0..3_u64, 1..50), t in 0..100_u64) {
        let mut recording = Recording::new(gaps.len());
        let mut now = 0;
        let mut times = Vec::new();
        for (user, gap) in gaps.iter().enumerate() {
            now += gap;
            recording.record(seconds(now), resumed(user));
            recording.record(seconds(now), ended(user, End::Done));
            times.push(now);
        }
        let expected: Vec<_> = (0..u32::try_from(times.len()).unwrap()).filter(|user| times[*user as usize] <= t).collect();
        prop_assert_eq!(recording.arrived_by(seconds(t)), expected);
    }
}

/// A crowd of whose polls, each after a pause, only the sums are kept.
fn of_a_crowd(polls: &[(u64, u64)]) -> (Recording, SimTime) {
    let (mut recording, mut now) = (Recording::new(5000), SimTime::ZERO);
    for (pause, busy) in polls {
        now += SimTime::from_micros(pause + busy);
        recording.record(now, TaskEvent::Polled { polls: 3, busy: SimTime::from_micros(*busy) });
    }
    (recording, now)
}

proptest! {
    #[test]
    fn the_load_of_a_crowd_adds_up(polls in prop::collection::vec((0..30_000_u64, 0..3000_u64), 1..2000)) {
        let (recording, end) = of_a_crowd(&polls);
        prop_assert!(recording.load().spans().count() <= 256);
        prop_assert_eq!(recording.busy_by(end), recording.busy());
        let times: Vec<_> = (0..=50).map(|part| end.scaled(part, 50)).collect();
        let busy: Vec<_> = times.iter().map(|t| recording.busy_by(*t)).collect();
        prop_assert!(busy.is_sorted() && busy.iter().zip(&times).all(|(busy, t)| busy <= t), "{busy:?}");
        let mut again = Recording::new(5000);
        recording.each_event(&mut |at, event| again.record(at, event.clone()));
        prop_assert_eq!((again.polls(), again.busy()), (recording.polls(), recording.busy()));
        prop_assert_eq!(times.iter().map(|t| again.busy_by(*t)).collect::<Vec<_>>(), busy);
    }
}

#[test]
fn milestones_tell_how_the_arrivals_went() {
    let plan = plan(&(0..5000_u64).map(|user| 1000 + user).collect::<Vec<_>>(), 1);
    let recording = recording(Strategy::AllAtOnce, &plan);
    let milestones: Vec<_> = recording.milestones().collect();
    assert!(milestones.len() <= waiting_room::recording::MAX_MILESTONES && milestones.len() > 200);
    for (arrived, at) in milestones {
        assert_eq!(recording.arrived_by(at).len(), arrived + 1, "at {at:?}, one more has arrived");
    }
}
