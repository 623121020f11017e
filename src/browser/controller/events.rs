//! What happens in a run, and who is told of it.

use wasm_bindgen::JsValue;

use super::{Controller, Show};
use crate::{
    browser::{js::object, view::dom::document},
    event::Event,
    scene::Phase,
    time::Time,
};

impl Controller {
    pub(super) fn take_note(&self, act: usize, at: Time, event: Event) {
        let news = self.show(|show| {
            show.record(act, at, event);
            show.arrival_detail(act, at, event)
        });
        self.emit_arrivals(news.flatten());
        if event == Event::Finished && self.show(|show| show.is_over()) == Some(true) {
            self.bring_up_to_date();
            self.emit_end("run-finish", self.end(Phase::Finished));
        }
    }

    /// Called once in each frame of the display while a run is under way.
    pub(super) fn frame(&self) {
        self.bring_up_to_date();
        if let Some(run) = &self.state.borrow().run {
            run.frames.request();
        }
    }

    pub(super) fn note_visibility(&self) {
        self.show(|show| show.hide(document().hidden()));
    }

    /// Draws, and tells what was not told one by one.
    fn bring_up_to_date(&self) {
        self.draw();
        self.emit_arrivals(self.show(Show::progress_details).into_iter().flatten());
    }

    fn emit_arrivals(&self, details: impl IntoIterator<Item = JsValue>) {
        for detail in details {
            self.host.emit("code-arrive", &detail);
        }
    }

    pub(super) fn emit_end(&self, name: &str, detail: Option<JsValue>) {
        if let Some(detail) = detail {
            self.host.emit(name, &detail);
        }
    }

    pub(super) fn emit_error(&self, message: &str) {
        self.host.emit("run-error", &object(&[("message", message.into())]));
    }
}
