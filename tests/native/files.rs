//! Saved recordings: both versions, and whatever else may be in a file.

use proptest::prelude::*;
use serde_json::{Value, json};
use waiting_room::{
    event::{Awaited, End, TaskEvent, TaskId},
    recording::{FileError, Json, SavedRecording, TaskState, read, write},
    time::SimTime,
};

use crate::{
    plans::{all, notebook},
    virtual_time::recording,
};

/// A file as serde parses it; in the browser it is what `JSON.parse` returns.
pub struct Parsed(Value);

impl Parsed {
    pub fn of(text: &str) -> Self {
        Self(serde_json::from_str(text).unwrap())
    }
}

impl Json for Parsed {
    fn number(&self) -> Option<f64> {
        self.0.as_f64()
    }

    fn text(&self) -> Option<String> {
        self.0.as_str().map(ToOwned::to_owned)
    }

    fn get(&self, name: &str) -> Option<Self> {
        self.0.get(name).filter(|value| !value.is_null()).cloned().map(Self)
    }

    fn length(&self) -> Option<usize> {
        self.0.as_array().map(Vec::len)
    }

    fn element(&self, index: usize) -> Option<Self> {
        self.0.get(index).filter(|value| !value.is_null()).cloned().map(Self)
    }
}

fn opened(file: Value) -> Result<SavedRecording, FileError> {
    read(&Parsed(file))
}

fn refused(file: Value) -> String {
    opened(file).err().expect("it is refused").to_string()
}

/// A file of version 2 with these events.
fn file(events: Value) -> Value {
    let run = json!({ "strategy": "all-at-once", "events": events });
    json!({ "kind": "waiting-room recording 2", "attributes": { "waits": "6 8", "seed": "7" }, "seconds": 8.5, "runs": [run] })
}

fn file_of_version_1(events: Value) -> Value {
    json!({ "kind": "waiting-room recording 1", "attributes": { "waits": "6 8", "seed": "7" }, "seconds": 8.5, "events": events })
}

/// A whole file that the first edition of the element saved: two strategies, one of which gave five users up.
#[test]
fn version_1_still_opens() {
    let saved = read(&Parsed::of(include_str!("../golden/recording-1.json"))).unwrap();
    assert_eq!(
        saved.settings.strategies.iter().map(|strategy| strategy.name()).collect::<Vec<_>>(),
        ["all-at-once", "first"]
    );
    let [all, first] = &saved.recordings[..] else { panic!("one for each strategy") };
    assert_eq!((all.arrived(), first.arrived()), (6, 1));
    assert_eq!((all.polls(), all.each_poll().len()), (14, 14));
    let [done, cancelled] = [End::Done, End::Cancelled].map(TaskState::Ended);
    let states: Vec<_> = (0..6).map(|user| first.state(user, SimTime::MAX)).collect();
    assert_eq!(states.iter().filter(|state| **state == cancelled).count(), 5, "{states:?}");
    assert!((0..6).all(|user| all.state(user, SimTime::MAX) == done));
    assert_eq!(all.state(4, SimTime::from_secs(8)), TaskState::Suspended);
    assert!(all.finished().is_some_and(|at| at >= SimTime::from_secs(13) && at <= saved.end));
}

#[test]
fn version_1_knows_every_event() {
    let saved = opened(file_of_version_1(json!([
        [0, 0, "created", 1, 0],
        [0, 0, "created", 2, 0],
        [0, 10, "polled", 1, 10],
        [0, 20, "started", 1, 0],
        [0, 20, "hidden", 0, 0],
        [0, 30, "polled", 1, 10],
        [0, 30, "started", 2, 0],
        [0, 40, "polled", 1, 10],
        [0, 50, "shown", 0, 0],
        [0, 6_000_000, "woken", 1, 0],
        [0, 6_000_010, "refused", 1, 0],
        [0, 6_000_010, "cancelled", 2, 0],
        [0, 6_000_020, "polled", 1, 10],
        [0, 6_000_020, "finished", 0, 0],
    ])))
    .unwrap();
    let recording = &saved.recordings[0];
    let at = |micros| [0, 1].map(|user| recording.state(user, SimTime::from_micros(micros)));
    assert_eq!(at(15), [TaskState::Ready; 2]);
    assert_eq!(at(25), [TaskState::Running, TaskState::Ready]);
    assert_eq!(at(100), [TaskState::Suspended; 2]);
    assert_eq!(at(6_000_005), [TaskState::Ready, TaskState::Suspended]);
    assert_eq!(at(6_000_020), [End::Refused, End::Cancelled].map(TaskState::Ended));
    assert_eq!(saved.hidden, [(20, 50)].map(|(from, until)| (SimTime::from_micros(from), SimTime::from_micros(until))));
}

#[test]
fn version_2_keeps_every_event() {
    let events = json!([
        { "at": 0, "event": "created", "task": 0, "name": "main", "runs": "all_at_once" },
        { "at": 0, "event": "created", "task": 1, "name": "user \"1\"", "runs": "code_from", "parent": 0 },
        { "at": 0, "event": "resumed", "task": 0 },
        { "at": 0, "event": "printed", "task": 0, "text": "a\\b\n\u{1}ü" },
        { "at": 0, "event": "suspended", "task": 0, "on": "tasks" },
        { "at": 5, "event": "polled", "polls": 1, "busy": 5 },
        { "at": 5, "event": "resumed", "task": 1 },
        { "at": 5, "event": "suspended", "task": 1, "on": "sleep", "until": 6_000_005, "line": 4 },
        { "at": 5, "event": "created", "task": 2, "name": "user 2", "runs": "code_from", "parent": 1 },
        { "at": 6, "event": "polled", "polls": 1, "busy": 1 },
        { "at": 7, "event": "resumed", "task": 2 },
        { "at": 7, "event": "suspended", "task": 2, "on": "a queue" },
        { "at": 7, "event": "polled", "polls": 1, "busy": 0 },
        { "at": 6, "event": "woken", "task": 1 },
        { "at": 8, "event": "resumed", "task": 1 },
        { "at": 8, "event": "ended", "task": 1, "how": "gave-up" },
        { "at": 8, "event": "ended", "task": 2, "how": "refused" },
        { "at": 8, "event": "ended", "task": 0, "how": "done" },
        { "at": 9, "event": "polled", "polls": 1, "busy": 1 },
        { "at": 9, "event": "finished" },
    ]);
    let mut expected = file(events);
    expected["hidden"] = json!([[3, 4]]);
    let saved = opened(expected.clone()).unwrap();
    let runs = saved.settings.strategies.iter().map(|strategy| strategy.name()).zip(&saved.recordings);
    let text = write(&saved.attributes, saved.end, &saved.hidden, runs);
    assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), expected);
    let recording = &saved.recordings[0];
    assert!(recording.events().contains(&(
        SimTime::from_micros(7),
        TaskEvent::Suspended { task: TaskId(2), on: Awaited::Other("a queue".into()), line: None }
    )));
    assert_eq!(recording.state(0, SimTime::MAX), TaskState::Ended(End::GaveUp));
}

#[test]
fn every_strategy_reads_what_it_wrote() {
    let plan = notebook();
    for strategy in all() {
        let recording = recording(strategy, &plan);
        let attributes = [("waits", "6 8 7 8 13 6".to_owned()), ("strategies", strategy.name().to_owned())];
        let text = write(&attributes, SimTime::from_secs(60), &[], [(strategy.name(), &recording)].into_iter());
        let saved = read(&Parsed::of(&text)).unwrap();
        assert_eq!(saved.recordings[0].events(), recording.events(), "{strategy:?}");
    }
}

#[test]
fn says_what_is_wrong_and_where() {
    let created = json!({ "at": 3, "event": "created", "task": 1, "name": "user 1", "runs": "code_from" });
    let with = |name: &str, value: Value| {
        let mut event = created.clone();
        event[name] = value;
        file(json!([created, event]))
    };
    let whole = |path: &str, max: u64| format!("runs[0].events[1].{path} must be a whole number from 0 to {max}");
    let at = whole("at", 4_000_000_000_000_000);
    for (value, expected) in [
        (with("at", json!(1e300)), at.clone()),
        (with("at", json!(-1)), at.clone()),
        (with("at", json!(0.5)), at.clone()),
        (with("at", json!("3")), at),
        (with("at", json!(2)), "runs[0].events[1].at must be at least 3, as in the event before".to_owned()),
        (with("task", json!(3)), whole("task", 2)),
        (with("task", Value::Null), whole("task", 2)),
        (with("parent", json!(9)), whole("parent", 2)),
        (with("name", json!(7)), "runs[0].events[1].name must be a string".to_owned()),
        (with("event", json!("exploded")), "runs[0].events[1].event must be the name of an event".to_owned()),
        (file(json!([7])), "runs[0].events[0].at must be a whole number from 0 to 4000000000000000".to_owned()),
        (file(json!({})), "runs[0].events must be an array".to_owned()),
        (json!(null), "it is not a recording of a waiting room".to_owned()),
        (
            json!({ "kind": "waiting-room recording 3" }),
            "its kind is “waiting-room recording 3”; allowed: “waiting-room recording 1”, “waiting-room recording 2”"
                .to_owned(),
        ),
    ] {
        assert_eq!(refused(value), expected);
    }
}

#[test]
fn refuses_what_does_not_fit_its_settings() {
    let change = |name: &str, value: Value| {
        let mut file = file(json!([]));
        file[name] = value;
        file
    };
    let run = |strategy: &str| json!({ "strategy": strategy, "events": [] });
    for (value, expected) in [
        (change("seconds", json!(1e300)), "seconds must be a number from 0 to 4 000 000 000"),
        (change("seconds", json!(-1)), "seconds must be a number from 0 to 4 000 000 000"),
        (change("seconds", json!("8")), "seconds must be a number from 0 to 4 000 000 000"),
        (change("attributes", json!({ "users": "0" })), "users=\"0\" does not work"),
        (change("attributes", json!({ "users": 6 })), "attributes.users must be a string"),
        (change("attributes", json!(null)), "attributes must be an object"),
        (change("runs", json!([])), "runs must be as many as there are strategies in the attributes"),
        (change("runs", json!([run("first")])), "runs[0].strategy must be “all-at-once”, as in the attributes"),
        (
            change("runs", json!([run("all-at-once"), run("first")])),
            "runs[1] must be absent: there is no such strategy",
        ),
        (change("hidden", json!([[1]])), "hidden[0][1] must be a whole number"),
        (file_of_version_1(json!([[0, 0, "started", 3, 0]])), "events[0][3] must be a whole number from 0 to 2"),
        (file_of_version_1(json!([[1, 0, "started", 1, 0]])), "events[0][0] must be a whole number from 0 to 0"),
        (file_of_version_1(json!([[0, 1e300, "started", 1, 0]])), "events[0][1] must be a whole number"),
        (file_of_version_1(json!([[0, 0, "exploded", 1, 0]])), "events[0][2] must be the name of an event"),
    ] {
        let message = refused(value);
        assert!(message.starts_with(expected), "{message}");
    }
}

fn any_json() -> impl Strategy<Value = Value> {
    let number = prop_oneof![
        (0..10_u64).prop_map(|number| json!(number)),
        any::<u64>().prop_map(|number| json!(number)),
        any::<f64>().prop_map(|number| json!(number)),
    ];
    let name = prop::sample::select(vec![
        "created",
        "resumed",
        "suspended",
        "woken",
        "printed",
        "ended",
        "polled",
        "finished",
        "done",
        "sleep",
        "",
        "arrived",
        "started",
    ]);
    let leaf = prop_oneof![3 => number, 2 => name.prop_map(|name| json!(name)), 1 => Just(Value::Null)];
    leaf.prop_recursive(3, 40, 6, |inner| {
        let keys = vec![
            "at", "event", "task", "name", "runs", "on", "until", "line", "how", "polls", "busy", "text", "parent",
        ];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..6).prop_map(Value::Array),
            prop::collection::hash_map(prop::sample::select(keys), inner, 0..8)
                .prop_map(|map| Value::Object(map.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())),
        ]
    })
}

proptest! {
    /// Whatever is in a file, it is refused, or shown.
    #[test]
    fn nothing_in_a_file_breaks_anything(events in prop::collection::vec(any_json(), 0..12), seconds: f64, millis in 0..20_000_u64) {
        for make in [file, file_of_version_1] {
            let mut file = make(Value::Array(events.clone()));
            if seconds.is_finite() {
                file["seconds"] = json!(seconds.abs() % 5e9);
            }
            if let Ok(saved) = opened(file) {
                for user in 0..2 {
                    let _ = saved.recordings[0].snapshot(user, SimTime::from_millis(millis));
                }
                prop_assert!(saved.recordings[0].arrived() <= 2);
            }
        }
    }
}
