//! Turns attributes into runs, and what happens in a run into drawings and events.

use std::{
    cell::RefCell,
    rc::{Rc, Weak},
};

use wasm_bindgen::JsValue;
use web_sys::ShadowRoot;

use super::{host::Host, js::object, run::Run, show::Show, view::View};
use crate::{
    event::Event,
    scene::Phase,
    settings::{Settings, query},
    time::Time,
};

/// One figure: what it shows, and the run that is under way.
pub struct Controller {
    this: Weak<Self>,
    host: Host,
    page: String,
    view: View,
    state: RefCell<State>,
}

#[derive(Default)]
struct State {
    /// Why the attributes cannot be used, if they cannot.
    error: Option<String>,
    /// What is on the screen; `None` until the attributes were right for the first time.
    show: Option<Show>,
    run: Option<Run>,
}

impl Controller {
    /// Builds the figure into `root`; the link to a run leads to `page`.
    pub fn new(host: Host, root: &ShadowRoot, page: String) -> Rc<Self> {
        let this = Rc::new_cyclic(|this| {
            let view = View::new(root, calling(this, Self::press), calling(this, Self::draw));
            Self { this: this.clone(), host, page, view, state: RefCell::default() }
        });
        this.refresh();
        this
    }

    /// Reads the attributes. If they mean something new, what runs is stopped.
    pub fn refresh(&self) {
        match Settings::read(&self.attributes()) {
            Ok(settings) if self.shows(&settings) => self.set_error(None),
            Ok(settings) => self.present(settings),
            Err(error) => self.refuse(&error.to_string()),
        }
    }

    /// Starts a run, unless there is one.
    pub fn run(&self) {
        let error = self.state.borrow().error.clone();
        if let Some(message) = error {
            self.emit_error(&message);
        } else if !self.is_running() {
            self.start();
        }
    }

    /// Stops the run, if there is one.
    pub fn stop(&self) {
        self.emit_end("run-stop", self.end(Phase::Stopped));
    }

    /// The button.
    fn press(&self) {
        if self.is_running() { self.stop() } else { self.run() }
    }

    fn is_running(&self) -> bool {
        self.state.borrow().run.is_some()
    }

    fn attributes(&self) -> impl Fn(&str) -> Option<String> {
        |name| self.host.attribute(name)
    }

    fn shows(&self, settings: &Settings) -> bool {
        self.state.borrow().show.as_ref().is_some_and(|show| show.settings == *settings)
    }

    /// Everything is changed before anybody is told: a listener may start the next run at once.
    fn present(&self, settings: Settings) {
        let stopped = self.end(Phase::Stopped);
        self.set_error(None);
        self.view.build(&settings);
        self.put_up(Show::new(settings));
        self.emit_end("run-stop", stopped);
    }

    /// What was on the screen before stays there.
    fn refuse(&self, message: &str) {
        let stopped = self.end(Phase::Stopped);
        self.set_error(Some(message));
        self.emit_end("run-stop", stopped);
        self.emit_error(message);
    }

    fn set_error(&self, error: Option<&str>) {
        self.view.show_error(error);
        self.state.borrow_mut().error = error.map(ToOwned::to_owned);
    }

    fn emit_error(&self, message: &str) {
        self.host.emit("run-error", &object(&[("message", message.into())]));
    }

    fn put_up(&self, show: Show) {
        let link = format!("{}?{}#run", self.page, query(&self.attributes(), show.plan.seed()));
        self.view.tell_origin(&show.settings, &show.plan, &link);
        self.state.borrow_mut().show = Some(show);
        self.draw();
    }

    fn start(&self) {
        if let Some(again) = self.show(Show::again).flatten() {
            self.put_up(again);
        }
        let this = self.this.clone();
        let log = move |act, at, event| {
            if let Some(this) = this.upgrade() {
                this.take_note(act, at, event);
            }
        };
        let started = self.show(|show| (Run::start(show, log, calling(&self.this, Self::frame)), show.start_detail()));
        if let Some((run, detail)) = started {
            run.frames.request();
            self.state.borrow_mut().run = Some(run);
            self.host.emit("run-start", &detail);
        }
    }

    fn take_note(&self, act: usize, at: Time, event: Event) {
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
    fn frame(&self) {
        self.bring_up_to_date();
        if let Some(run) = &self.state.borrow().run {
            run.frames.request();
        }
    }

    /// Draws, and tells what was not told one by one.
    fn bring_up_to_date(&self) {
        self.draw();
        self.emit_arrivals(self.show(Show::progress_details).into_iter().flatten());
    }

    fn draw(&self) {
        self.show(|show| self.view.draw(&show.scene()));
    }

    fn emit_arrivals(&self, details: impl IntoIterator<Item = JsValue>) {
        for detail in details {
            self.host.emit("code-arrive", &detail);
        }
    }

    /// Ends the run, if there is one; gives what its last event tells.
    fn end(&self, phase: Phase) -> Option<JsValue> {
        let _run = self.state.borrow_mut().run.take()?;
        let report = self.show(|show| show.end(phase));
        self.draw();
        Some(object(&[("report", report?)]))
    }

    fn emit_end(&self, name: &str, detail: Option<JsValue>) {
        if let Some(detail) = detail {
            self.host.emit(name, &detail);
        }
    }

    /// Asks or changes what is on the screen, if anything is.
    fn show<T>(&self, ask: impl FnOnce(&mut Show) -> T) -> Option<T> {
        self.state.borrow_mut().show.as_mut().map(ask)
    }
}

/// A callback for the browser that calls `method`, as long as the controller is there.
fn calling(this: &Weak<Controller>, method: fn(&Controller)) -> impl Fn() + 'static {
    let this = this.clone();
    move || {
        if let Some(this) = this.upgrade() {
            method(&this);
        }
    }
}
