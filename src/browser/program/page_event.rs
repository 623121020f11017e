//! The events of a program's figure as JavaScript gets them.

use js_sys::Array;
use wasm_bindgen::JsValue;

use super::super::convert::{millis, object, seconds};
use crate::program::{report::ProgramReport, session::PageEvent};

/// What stands for the program where events and reports name strategies.
const PROGRAM: &str = "program";

/// The name of an event and its detail, as the README documents them.
pub fn page_event(event: &PageEvent) -> (&'static str, JsValue) {
    match event {
        PageEvent::RunStart { seed } => {
            let strategies = Array::of1(&PROGRAM.into()).into();
            ("run-start", object(&[("seed", (*seed).into()), ("users", 0.into()), ("strategies", strategies)]))
        }
        PageEvent::Print { task, text, at } => {
            ("print", object(&[("task", task.into()), ("text", text.into()), ("atSeconds", seconds(*at))]))
        }
        PageEvent::RunFinish(result) => ("run-finish", object(&[("report", report(result))])),
        PageEvent::RunStop(result) => ("run-stop", object(&[("report", report(result))])),
        PageEvent::RunError(message) => ("run-error", object(&[("message", message.into())])),
    }
}

fn report(report: &ProgramReport) -> JsValue {
    let sleeps = report.sleeps.as_ref().map(|sleeps| sleeps.iter().copied().map(seconds).collect::<Array>());
    let strategy = object(&[
        ("name", PROGRAM.into()),
        ("arrived", report.completed.into()),
        ("predictedSeconds", report.predicted.map_or(f64::NAN.into(), seconds)),
        ("measuredSeconds", seconds(report.measured)),
        ("startingMs", 0.into()),
        ("latenessMs", report.lateness().map_or(f64::NAN.into(), millis)),
        ("polls", report.polls.into()),
        ("busyMs", millis(report.busy)),
    ]);
    object(&[
        ("seed", report.seed.into()),
        ("users", report.tasks.into()),
        ("speed", report.speed.factor().into()),
        ("waits", sleeps.map_or(JsValue::NULL, JsValue::from)),
        ("totalWaitSeconds", seconds(report.total_sleep)),
        ("longestWaitSeconds", seconds(report.longest_sleep)),
        ("strategies", Array::of1(&strategy).into()),
        ("output", report.output.as_str().into()),
        ("error", report.error.as_deref().map_or(JsValue::NULL, JsValue::from)),
    ])
}
