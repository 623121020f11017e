//! What a figure's events tell.

use std::mem;

use js_sys::Array;
use wasm_bindgen::JsValue;

use super::Show;
use crate::{
    browser::js::{millis, object, seconds},
    event::Event,
    time::Time,
};

impl Show {
    /// The detail of `run-start`.
    pub fn start_detail(&self) -> JsValue {
        let names = self.settings.strategies.iter().map(|strategy| JsValue::from(strategy.name()));
        object(&[
            ("seed", self.plan.seed().into()),
            ("users", self.plan.users().len().into()),
            ("strategies", names.collect::<Array>().into()),
        ])
    }

    /// The detail of `code-arrive`, if the event is an arrival and there are not too many users to tell of each.
    pub fn arrival_detail(&self, act: usize, at: Time, event: Event) -> Option<JsValue> {
        let Event::Arrived { user } = event else { return None };
        if !self.is_told_singly() {
            return None;
        }
        let (sent, act) = (self.plan.users()[user], &self.acts[act]);
        let lateness = act.recording.lateness(user, sent.wait()).unwrap_or_default();
        Some(object(&[
            ("strategy", act.strategy.name().into()),
            ("user", (user + 1).into()),
            ("code", sent.code.to_string().into()),
            ("waitSeconds", seconds(sent.wait())),
            ("atSeconds", seconds(at)),
            ("latenessMs", millis(self.settings.speed.real(lateness))),
        ]))
    }

    /// The details of `code-arrive` for many users: one for each strategy under which more have arrived since the last
    /// call.
    pub fn progress_details(&mut self) -> Vec<JsValue> {
        if self.is_told_singly() {
            return Vec::new();
        }
        let users = self.plan.users().len();
        let mut news = Vec::new();
        for (act, told) in self.acts.iter().zip(&mut self.told) {
            let arrived = act.recording.arrived();
            if mem::replace(told, arrived) < arrived {
                let strategy = act.strategy.name().into();
                news.push(object(&[("strategy", strategy), ("arrived", arrived.into()), ("users", users.into())]));
            }
        }
        news
    }
}
