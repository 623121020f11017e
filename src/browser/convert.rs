//! Conversions of values to and from JavaScript.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::JsValue;

use crate::{
    event::{TaskEvent, TaskId},
    recording::{HiddenSpan, Recording, Value},
    report::{Report, StrategyReport},
    session::{PageEvent, SavedRecording},
    settings::Settings,
    time::{RealTime, SimTime},
};

/// The name of an event and its detail, as the README documents them.
pub fn page_event(event: &PageEvent) -> (&'static str, JsValue) {
    match event {
        PageEvent::RunStart { seed, users, strategies } => {
            let names = strategies.iter().map(|strategy| JsValue::from(strategy.name()));
            let names = names.collect::<Array>().into();
            ("run-start", object(&[("seed", (*seed).into()), ("users", (*users).into()), ("strategies", names)]))
        }
        PageEvent::CodeArrive { strategy, user, code, wait, at, lateness } => {
            let detail = object(&[
                ("strategy", strategy.name().into()),
                ("user", (*user).into()),
                ("code", code.to_string().into()),
                ("waitSeconds", seconds(*wait)),
                ("atSeconds", seconds(*at)),
                ("latenessMs", millis(*lateness)),
            ]);
            ("code-arrive", detail)
        }
        PageEvent::CodesArrive { strategy, arrived, users } => {
            let strategy = strategy.name().into();
            let detail = object(&[("strategy", strategy), ("arrived", (*arrived).into()), ("users", (*users).into())]);
            ("code-arrive", detail)
        }
        PageEvent::RunFinish(result) => ("run-finish", object(&[("report", report(result))])),
        PageEvent::RunStop(result) => ("run-stop", object(&[("report", report(result))])),
        PageEvent::RunError(message) => ("run-error", object(&[("message", message.into())])),
    }
}

fn report(report: &Report) -> JsValue {
    let waits = report.waits.as_ref().map(|waits| waits.iter().copied().map(seconds).collect::<Array>());
    object(&[
        ("seed", report.seed.into()),
        ("users", report.users.into()),
        ("speed", report.speed.factor().into()),
        ("waits", waits.map_or(JsValue::NULL, JsValue::from)),
        ("totalWaitSeconds", seconds(report.total_wait)),
        ("longestWaitSeconds", seconds(report.longest_wait)),
        ("strategies", report.strategies.iter().map(strategy).collect::<Array>().into()),
    ])
}

fn strategy(report: &StrategyReport) -> JsValue {
    object(&[
        ("name", report.strategy.name().into()),
        ("arrived", report.arrived.into()),
        ("predictedSeconds", seconds(report.predicted)),
        ("measuredSeconds", seconds(report.measured)),
        ("startingMs", millis(report.starting)),
        ("latenessMs", millis(report.lateness)),
        ("polls", report.polls.into()),
        ("busyMs", millis(report.busy)),
    ])
}

/// A plain object with these properties.
pub fn object(properties: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in properties {
        // It fails only for frozen objects; this one is new.
        let _ = Reflect::set(&object, &JsValue::from(*name), value);
    }
    object.into()
}

fn seconds(time: SimTime) -> JsValue {
    time.as_secs_f64().into()
}

fn millis(time: RealTime) -> JsValue {
    time.as_millis_f64().into()
}

/// A recording: when it ended, when the page was hidden, and for each strategy the events as rows.
pub fn write_recording(saved: &SavedRecording) -> JsValue {
    let (hidden, runs) = (Array::new(), Array::new());
    for (from, until) in saved.hidden {
        hidden.push(&Array::of2(&micros(*from), &micros(saved.end.min(*until))));
    }
    for run in saved.strategy_runs {
        let events = Array::new();
        run.recording.each_event(&mut |at, event| {
            events.push(&row(at, event));
        });
        runs.push(&object(&[("strategy", run.strategy.name().into()), ("events", events.into())]));
    }
    object(&[("end", micros(saved.end)), ("hidden", hidden.into()), ("runs", runs.into())])
}

fn row(at: SimTime, event: &TaskEvent) -> JsValue {
    let (name, values) = event.to_row();
    let row = Array::of2(&micros(at), &name.into());
    for value in values {
        row.push(&match value {
            Value::Number(number) => whole_number(number),
            Value::Text(text) => JsValue::from(&*text),
        });
    }
    row.into()
}

fn micros(time: SimTime) -> JsValue {
    whole_number(time.as_micros())
}

#[expect(clippy::cast_precision_loss, reason = "exact up to 2⁵³: as microseconds, 285 years")]
fn whole_number(number: u64) -> JsValue {
    (number as f64).into()
}

/// Checks that a recording fits its attributes; fails with what is wrong.
pub fn check_recording(attributes: &JsValue, saved: &JsValue) -> Result<(), String> {
    let settings = Settings::read(&|name| get(attributes, name).as_string()).map_err(|error| error.to_string())?;
    read_recording(saved, &settings).map(|_| ()).ok_or_else(|| "its events do not fit its attributes".to_owned())
}

/// The inverse of [`write_recording`]: the recording of each strategy, the hidden spans, and the end. `None` if they do not fit the
/// settings.
pub fn read_recording(saved: &JsValue, settings: &Settings) -> Option<(Vec<Recording>, Vec<HiddenSpan>, SimTime)> {
    let (runs, spans) = (get_array(saved, "runs"), get_array(saved, "hidden"));
    let (mut recordings, mut hidden) = (Vec::new(), Vec::new());
    let users = settings.waits.users();
    for strategy in &settings.strategies {
        let run = runs.get(u32::try_from(recordings.len()).ok()?);
        if get(&run, "strategy").as_string()? != strategy.name() {
            return None;
        }
        let events = get_array(&run, "events");
        let mut recording = Recording::new(users);
        for index in 0..events.length() {
            let (at, event) = to_event(&Array::from(&events.get(index)), TaskId::of_user(users - 1))?;
            recording.record(at, event);
        }
        recordings.push(recording);
    }
    for index in 0..spans.length() {
        let span = Array::from(&spans.get(index));
        hidden.push((to_time(&span.get(0))?, to_time(&span.get(1))?));
    }
    let end = to_time(&get(saved, "end"))?;
    (runs.length() as usize == recordings.len()).then_some((recordings, hidden, end))
}

/// The seed among the attributes, if it is there.
pub fn seed(attributes: &JsValue) -> Option<u32> {
    get(attributes, "seed").as_string()?.trim_ascii().parse().ok()
}

fn get(object: &JsValue, name: &str) -> JsValue {
    Reflect::get(object, &name.into()).unwrap_or_default()
}

fn get_array(object: &JsValue, name: &str) -> Array {
    Array::from(&get(object, name))
}

fn to_event(row: &Array, last: TaskId) -> Option<(SimTime, TaskEvent)> {
    let mut values = Vec::new();
    for index in 2..row.length() {
        let value = row.get(index);
        values.push(match value.as_string() {
            Some(text) => Value::Text(text.into()),
            None => Value::Number(to_number(&value)?),
        });
    }
    Some((to_time(&row.get(0))?, TaskEvent::from_row(&row.get(1).as_string()?, &values, last)?))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast from a float saturates")]
fn to_number(value: &JsValue) -> Option<u64> {
    value.as_f64().filter(|number| *number >= 0.0).map(|number| number as u64)
}

fn to_time(value: &JsValue) -> Option<SimTime> {
    to_number(value).map(SimTime::from_micros).filter(|time| *time <= SimTime::LONGEST_RUN)
}
