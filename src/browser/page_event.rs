//! The events of a figure as JavaScript gets them.

use js_sys::Array;
use wasm_bindgen::JsValue;

use super::convert::{millis, object, seconds};
use crate::{
    report::{Report, StrategyReport},
    session::PageEvent,
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
