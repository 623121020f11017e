//! Turns attributes into runs, and what happens in a run into drawings and events.

mod events;
mod keeping;
mod moments;

use std::{
    cell::RefCell,
    rc::{Rc, Weak},
};

use wasm_bindgen::JsValue;
use web_sys::ShadowRoot;

use super::{host::Host, js::object, replay::Replay, run::Run, show::Show, view::View};
use crate::{scene::Phase, settings::Settings};
pub use keeping::fits;
use moments::Pace;

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
    /// What moves the moment that is shown, while it is not the latest.
    replay: Option<Replay>,
    pace: Pace,
}

impl Controller {
    /// Builds the figure into `root`; the link to a run leads to `page`.
    pub fn new(host: Host, root: &ShadowRoot, page: String) -> Rc<Self> {
        let this = Rc::new_cyclic(|this| {
            let view = View::new(root, calling_with(this, Self::hear), calling(this, Self::draw));
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

    /// The focus follows the reader's press. (A run that begins by itself must not take it.)
    fn press(&self) {
        if self.is_running() {
            self.stop();
        } else {
            self.run();
            self.view.let_type();
        }
    }

    fn is_running(&self) -> bool {
        self.state.borrow().run.is_some()
    }

    fn attributes(&self) -> impl Fn(&str) -> Option<String> {
        |name| self.host.attribute(name)
    }

    fn shows(&self, settings: &Settings) -> bool {
        self.state.borrow().show.as_ref().is_some_and(|show| *show.settings == *settings)
    }

    /// Everything is changed before anybody is told: a listener may start the next run at once.
    fn present(&self, settings: Settings) {
        let stopped = self.end(Phase::Stopped);
        self.set_error(None);
        self.view.build(&settings);
        self.put_up(Show::new(Rc::new(settings)));
        self.introduce();
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

    fn put_up(&self, show: Show) {
        let mut state = self.state.borrow_mut();
        state.show = Some(show);
        state.pace = Pace::default();
    }

    /// Shows a run that has not begun.
    fn introduce(&self) {
        let link = self.link();
        self.show(|show| self.view.tell_origin(&show.settings, &show.plan, &link));
        self.draw();
    }

    /// Shows the next run, if the one that is shown was used.
    fn renew(&self) {
        if self.show(Show::renew) == Some(true) {
            self.introduce();
        }
    }

    fn start(&self) {
        self.rest();
        self.renew();
        let this = self.this.clone();
        let log = move |act, at, event| {
            if let Some(this) = this.upgrade() {
                this.take_note(act, at, event);
            }
        };
        let (draw, hide) = (calling(&self.this, Self::frame), calling(&self.this, Self::note_visibility));
        let started = self.show(|show| (Run::start(show, log, draw, hide), show.start_detail()));
        if let Some((run, detail)) = started {
            run.frames.request();
            self.state.borrow_mut().run = Some(run);
            self.note_visibility();
            self.host.emit("run-start", &detail);
            self.draw();
        }
    }

    fn draw(&self) {
        self.show(|show| {
            show.meet();
            self.view.draw(&show.scene());
        });
    }

    /// Ends the run, if there is one; gives what its last event tells.
    fn end(&self, phase: Phase) -> Option<JsValue> {
        let _run = self.state.borrow_mut().run.take()?;
        let report = self.show(|show| show.end(phase));
        self.draw();
        Some(object(&[("report", report?)]))
    }

    /// Asks or changes what is on the screen, if anything is.
    fn show<T>(&self, ask: impl FnOnce(&mut Show) -> T) -> Option<T> {
        self.state.borrow_mut().show.as_mut().map(ask)
    }
}

/// A callback for the browser that calls `method`, as long as the controller is there.
fn calling(this: &Weak<Controller>, method: fn(&Controller)) -> impl Fn() + 'static {
    let call = calling_with(this, move |this, ()| method(this));
    move || call(())
}

/// The same with what the browser tells.
fn calling_with<T>(this: &Weak<Controller>, method: impl Fn(&Controller, T) + 'static) -> impl Fn(T) + 'static {
    let this = this.clone();
    move |told| {
        if let Some(this) = this.upgrade() {
            method(&this, told);
        }
    }
}
