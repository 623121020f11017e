//! What crosses over to JavaScript.

use js_sys::{Array, Object, Reflect};
use wasm_bindgen::JsValue;

use crate::{
    report::{Report, StrategyReport},
    time::Time,
};

/// A plain object with these properties.
pub fn object(properties: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in properties {
        // It fails only for frozen objects; this one is new.
        let _ = Reflect::set(&object, &JsValue::from(*name), value);
    }
    object.into()
}

/// The report as the public interface promises it.
pub fn report(report: &Report) -> JsValue {
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

/// A duration as a number of seconds.
pub fn seconds(duration: Time) -> JsValue {
    duration.as_secs_f64().into()
}

/// A duration as a number of milliseconds.
pub fn millis(duration: Time) -> JsValue {
    duration.as_millis_f64().into()
}
