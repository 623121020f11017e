//! Conversions of values to and from JavaScript.

use std::rc::Rc;

use js_sys::{Array, Float64Array, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use crate::{
    recording::{HiddenSpan, NumberReader, Numbers, Recording},
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

/// An array of numbers and one of texts. The numbers are: when the recording ended; how many spans of time the page was hidden, and
/// from when to when; and for each strategy how many events it has, and these.
pub fn write_recording(saved: &SavedRecording) -> Array {
    let mut all = Numbers::default();
    all.push_time(saved.end);
    all.push(saved.hidden.len() as u64);
    for (from, until) in saved.hidden {
        all.push_time(*from);
        all.push_time(saved.end.min(*until));
    }
    for run in saved.strategy_runs {
        all.push_events(&run.recording);
    }
    let texts = all.texts.iter().map(|text| JsValue::from(&**text)).collect::<Array>();
    Array::of2(&Float64Array::from(&*all.numbers), &texts)
}

/// The inverse of [`write_recording`]: the recording of each strategy, the hidden spans, and the end. `None` if they do not fit the
/// settings.
pub fn read_recording(saved: &Array, settings: &Settings) -> Option<(Vec<Recording>, Vec<HiddenSpan>, SimTime)> {
    let numbers = saved.get(0).unchecked_into::<Float64Array>().to_vec();
    let texts = Array::from(&saved.get(1));
    let text = |index| texts.get(index).as_string().map(Rc::from);
    let mut reader = NumberReader { numbers: numbers.iter(), text: &text };
    let (end, mut hidden) = (reader.time()?, Vec::new());
    for _ in 0..reader.number()? {
        hidden.push((reader.time()?, reader.time()?));
    }
    let users = settings.waits.users();
    let recordings = settings.strategies.iter().map(|_| reader.events(users)).collect::<Option<_>>()?;
    reader.numbers.next().is_none().then_some((recordings, hidden, end))
}
