//! Saved recordings: both versions, and whatever else may be in a file.

use proptest::prelude::*;
use serde_json::{Value, json};
use waiting_room::{
    event::{Awaited, End, TaskEvent, TaskId},
    json::Json,
    recording::{FileError, SavedRecording, TaskState, read, write},
    time::SimTime,
};

use crate::{
    plans::{all, notebook},
    virtual_time::recording,
};

fn opened(file: Value) -> Result<SavedRecording, Box<FileError>> {
    read(&file.to_string())
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
    let saved = read(include_str!("../golden/recording-1.json")).unwrap();
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
    let mut expected = file(json!([
        [0, "created", 0, "main", "all_at_once"],
        [0, "created", 1, "user \"1\"", "code_from", 0],
        [0, "resumed", 0],
        [0, "printed", 0, "a\\b\n\u{1}ü"],
        [0, "suspended", 0, "tasks"],
        [5, "polled", 1, 5],
        [5, "resumed", 1],
        [5, "suspended", 1, "sleep", 6_000_005, 4],
        [5, "created", 2, "user 2", "code_from", 1],
        [6, "polled", 1, 1],
        [7, "resumed", 2],
        [7, "suspended", 2, "a queue"],
        [7, "polled", 1, 0],
        [6, "woken", 1],
        [8, "resumed", 1],
        [8, "gave-up", 1],
        [8, "resumed", 2],
        [8, "refused", 2],
        [8, "done", 0],
        [9, "polled", 1, 1],
        [9, "finished"],
    ]));
    expected["hidden"] = json!([[3, 4]]);
    let saved = opened(expected.clone()).unwrap();
    let runs = saved.settings.strategies.iter().map(|strategy| strategy.name()).zip(&saved.recordings);
    let text = write(&saved.attributes, saved.end, &saved.hidden, runs);
    assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), expected);
    let recording = &saved.recordings[0];
    let queue = TaskEvent::Suspended { task: TaskId(2), on: Awaited::Other("a queue".into()), line: None };
    assert!(recording.events().contains(&(SimTime::from_micros(7), queue)));
    assert_eq!(recording.state(0, SimTime::MAX), TaskState::Ended(End::GaveUp));
}

#[test]
fn every_strategy_reads_what_it_wrote() {
    let plan = notebook();
    for strategy in all() {
        let recording = recording(strategy, &plan);
        let attributes = [("waits", "6 8 7 8 13 6".to_owned()), ("strategies", strategy.name().to_owned())];
        let text = write(&attributes, SimTime::from_secs(60), &[], [(strategy.name(), &recording)].into_iter());
        let saved = read(&text).unwrap();
        let again =
            write(&attributes, SimTime::from_secs(60), &[], [(strategy.name(), &saved.recordings[0])].into_iter());
        assert_eq!((again.len(), saved.recordings[0].polls()), (text.len(), recording.polls()), "{strategy:?}");
    }
}

#[test]
fn says_what_is_wrong_and_where() {
    let with = |row: Value| file(json!([[3, "resumed", 1], row]));
    let whole = |index: u32, max: u64| format!("runs[0].events[1][{index}] must be a whole number from 0 to {max}");
    let at = whole(0, 4_000_000_000_000_000);
    for (value, expected) in [
        (with(json!([1e300, "resumed", 1])), at.clone()),
        (with(json!([-1, "resumed", 1])), at.clone()),
        (with(json!([0.5, "resumed", 1])), at.clone()),
        (with(json!(["3", "resumed", 1])), at.clone()),
        (with(json!([])), at),
        (with(json!([2, "resumed", 1])), "runs[0].events[1][0] must be at least 3, as in the event before".to_owned()),
        (with(json!([3, "resumed", 3])), whole(2, 2)),
        (with(json!([3, "resumed"])), whole(2, 2)),
        (with(json!([3, "created", 1, "user 1", "code_from", 9])), whole(5, 2)),
        (with(json!([3, "created", 1, "user 1", 7])), "runs[0].events[1][4] must be a string".to_owned()),
        (with(json!([3, "suspended", 1, 7])), "runs[0].events[1][3] must be a string".to_owned()),
        (with(json!([3, "polled", 5_000_000_000_u64, 0])), whole(2, u32::MAX.into())),
        (with(json!([3, "exploded", 1])), "runs[0].events[1][1] must be the name of an event".to_owned()),
        (with(json!(7)), "runs[0].events[1] must be an array".to_owned()),
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
        (change("seconds", json!(1e300)), "seconds must be a decimal number from 0 to 4000000000"),
        (change("seconds", json!(-1)), "seconds must be a decimal number from 0 to 4000000000"),
        (change("seconds", json!("8")), "seconds must be a decimal number from 0 to 4000000000"),
        (change("attributes", json!({ "users": "0" })), "users=\"0\" does not work"),
        (change("attributes", json!({ "users": 6 })), "attributes.users must be a string"),
        (change("attributes", json!(null)), "attributes must be an object"),
        (change("runs", json!([])), "runs must be as many as its attributes name strategies"),
        (change("runs", json!([run("first")])), "runs[0].strategy must be “all-at-once”, as in its attributes"),
        (
            change("runs", json!([run("all-at-once"), run("first")])),
            "runs[1] must be absent: its attributes name no such strategy",
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

/// The same value as serde reads it. (Serde rounds the last digit of some numbers.)
fn is_same(ours: Json, theirs: &Value) -> bool {
    let all = |elements: Vec<Json>, values: &[Value]| {
        elements.len() == values.len() && elements.into_iter().zip(values).all(|(ours, theirs)| is_same(ours, theirs))
    };
    match theirs {
        Value::Null | Value::Bool(_) => true,
        Value::Number(number) => {
            let ours: f64 = ours.number().unwrap().parse().unwrap();
            let theirs = number.as_f64().unwrap();
            ours == theirs || (ours / theirs - 1.0).abs() < 1e-12
        }
        Value::String(text) => ours.text().as_ref() == Some(text),
        Value::Array(values) => ours.elements().is_some_and(|elements| all(elements, values)),
        Value::Object(values) => values.iter().all(|(name, theirs)| match ours.get(name) {
            Some(ours) => is_same(ours, theirs),
            None => theirs.is_null(),
        }),
    }
}

proptest! {
    #[test]
    fn reads_json_as_serde_does(value in any_json(), text: String, is_pretty: bool) {
        let value = json!([value, text, true, { text.clone(): -1.5e-7 }]);
        let written = if is_pretty { format!("{value:#}") } else { value.to_string() };
        let read = Json::parse(&written);
        prop_assert!(read.is_some_and(|read| is_same(read, &value)), "{written}: {read:?}");
        let ascii: String = text.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect();
        let escaped = format!("\"{ascii}\"");
        prop_assert_eq!(Json::parse(&escaped).and_then(Json::text), Some(text));
    }

    #[test]
    fn any_text_is_json_or_not(text: String, broken in "[\\[\\]{}:,\"\\\\a1 ]{0,40}") {
        for json in [&text, &broken].into_iter().filter_map(|text| Json::parse(text)) {
            let _ = (json.text(), json.number(), json.elements(), json.get("a"));
        }
    }
}

#[test]
fn refuses_what_is_no_json() {
    for text in ["", "[", "]", "\"", "1 2", "{\"a\":1}}", "[[]"] {
        assert_eq!(Json::parse(text), None, "{text}");
    }
    for text in ["[1,]", "[1 2]", "[,]", "[1:2]", "{}", "1"] {
        assert_eq!(Json::parse(text).and_then(Json::elements), None, "{text}");
    }
    for text in ["{\"a\"}", "{\"a\":}", "{\"b\":1 \"a\":2}", "{a:1}", "[]"] {
        assert_eq!(Json::parse(text).and_then(|json| json.get("a")), None, "{text}");
    }
    for text in ["\"\\x\"", "\"\\ud800\"", "\"\\ud800\\u0020\"", "\"\\u12\"", "1"] {
        assert_eq!(Json::parse(text).and_then(Json::text), None, "{text}");
    }
}

/// No nesting, however deep, uses up the stack.
#[test]
fn reads_deep_json() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(Json::parse(&deep).and_then(Json::elements).map(|elements| elements.len()), Some(1));
}
