//! One figure: a session, its view, and the tasks that run.

use std::{
    cell::RefCell,
    rc::{Rc, Weak},
};

use js_sys::Array;
use web_sys::{Element, Event, ShadowRoot};

use super::{
    clock::{now, platform_since},
    convert::{Saved, read_recordings, write_recordings},
    dom::{OrBroken, document},
    host::Host,
    page_event::page_event,
    panics,
    view::{Action, View},
};
use crate::{
    event::TaskEvent,
    platform::Platform,
    playback::PlayerCommand,
    reader::Reader,
    room::Room,
    runner,
    session::{Command, Effect, PageEvent, Session},
    settings::Settings,
    time::SimTime,
};

/// What is behind a [`Figure`](super::Figure): it feeds a session with commands, events and the time, and draws its scene.
pub struct FigureInner {
    this: Weak<Self>,
    /// The number by which JavaScript knows the figure.
    number: u32,
    host: Host,

    view: View,
    /// Why the attributes do not work, if they do not.
    error: RefCell<Option<String>>,
    /// `None` until the attributes worked for the first time.
    session: RefCell<Option<Session>>,
    tasks: RefCell<Option<RunningTasks>>,
}

/// The tasks of a run that is under way.
#[must_use = "dropping it wakes the tasks, which then end"]
struct RunningTasks {
    platform: Platform,
    /// Shutting down must wake the tasks that await the reader: no timer does.
    reader: Option<Reader>,
}

impl Drop for RunningTasks {
    fn drop(&mut self) {
        self.platform.shut_down();
        self.reader.iter().for_each(Reader::wake);
    }
}

impl FigureInner {
    /// Builds a figure into `root`.
    pub fn new(number: u32, host: Host, root: &ShadowRoot) -> Rc<Self> {
        let this = Rc::new_cyclic(|this| Self {
            this: this.clone(),
            number,
            host,

            view: View::new(root),
            error: RefCell::default(),
            session: RefCell::default(),
            tasks: RefCell::default(),
        });
        this.refresh();
        this
    }

    pub fn refresh(&self) {
        match Settings::read(&|name| self.host.attribute(name)) {
            Ok(settings) => self.configure(settings),
            Err(error) => self.refuse(&error.to_string()),
        }
    }

    fn configure(&self, settings: Settings) {
        self.set_error(None);
        if self.session.borrow().is_some() {
            return self.dispatch(Command::Configure(Box::new(settings)));
        }
        let new_seed = || getrandom::u32().or_broken("every browser has crypto.getRandomValues()");
        self.session.replace(Some(Session::new(settings, new_seed)));
        self.apply(vec![Effect::Rebuild]);
    }

    /// What is on the screen stays there.
    fn refuse(&self, message: &str) {
        self.set_error(Some(message));
        self.stop();
        self.host.emit(page_event(&PageEvent::RunError(message.to_owned())));
    }

    fn set_error(&self, error: Option<&str>) {
        self.view.show_error(error);
        self.error.replace(error.map(ToOwned::to_owned));
    }

    pub fn run(&self) {
        let error = self.error.borrow().clone();
        match error {
            Some(message) => self.host.emit(page_event(&PageEvent::RunError(message))),
            None => self.dispatch(Command::Start),
        }
    }

    pub fn stop(&self) {
        self.dispatch(Command::Stop);
    }

    pub fn handle_event(&self, event: &Event) {
        match self.view.action(event) {
            Some(Action::Press) if self.read_session(Session::is_running) => self.stop(),
            // The focus follows the reader's press. (A run that starts by itself must not take it.)
            Some(Action::Press) => {
                self.run();
                self.view.focus_code_input();
            }
            Some(Action::FocusCodeInput) => self.view.focus_code_input(),
            Some(Action::Redraw) => self.redraw(),
            Some(Action::Select(selected)) => {
                self.view.select(selected);
                self.draw();
            }
            Some(Action::Highlight(highlight)) => {
                self.view.highlight(highlight);
                self.draw();
            }
            Some(Action::Dispatch(command)) => self.dispatch(command),
            None => {}
        }
    }

    fn dispatch(&self, command: Command) {
        let effects = self.with_session(|session| session.dispatch(command, now()));
        self.apply(effects);
    }

    /// Draws before it dispatches events, so that listeners find the figure up to date.
    fn apply(&self, effects: Vec<Effect>) {
        let mut events = Vec::new();
        for effect in effects {
            match effect {
                Effect::Spawn => self.spawn(),
                Effect::DropTasks => drop(self.tasks.take()),
                Effect::Rebuild => self.build(),
                Effect::Answer(reader, answer) => reader.give(answer),
                Effect::Emit(event) => events.push(event),
            }
        }
        self.draw();
        for event in &events {
            self.host.emit(page_event(event));
        }
    }

    /// Spawns each strategy in a room of its own, all on the same platform. The browser polls their tasks after this.
    fn spawn(&self) {
        let prepared = self.with_session(|session| {
            let (settings, plan) = (Rc::clone(session.settings()), Rc::clone(session.plan()));
            Some((platform_since(session.running_since()?, settings.speed), settings, plan, session.reader().cloned()))
        });
        let Some((platform, settings, plan, reader)) = prepared else { return };
        for (strategy_index, strategy) in settings.strategies.iter().copied().enumerate() {
            let room =
                Room::with_reader(&platform, Rc::clone(&plan), strategy, reader.clone(), self.logger(strategy_index));
            room.start(runner::run(strategy, room.clone()));
        }
        panics::register(&platform);
        self.tasks.replace(Some(RunningTasks { platform, reader }));
        self.set_hidden(document().hidden());
    }

    /// What the room of a strategy calls with each event.
    fn logger(&self, strategy_index: usize) -> impl Fn(SimTime, TaskEvent) + 'static {
        let this = self.this.clone();
        move |at, event| {
            if let Some(this) = this.upgrade() {
                this.on_task_event(strategy_index, at, event);
            }
        }
    }

    /// Records the event. The change is drawn with the next frame or, if the run has ended, at once.
    fn on_task_event(&self, strategy_index: usize, at: SimTime, event: TaskEvent) {
        panics::on_behalf_of(self.number, || {
            let effects = self.with_session(|session| session.record(strategy_index, at, event, now));
            if effects.iter().any(|effect| matches!(effect, Effect::DropTasks)) {
                return self.apply(effects);
            }
            self.emit(effects);
        });
    }

    /// Dispatches the events among `effects`, which has nothing else to apply.
    fn emit(&self, effects: Vec<Effect>) {
        for effect in effects {
            if let Effect::Emit(event) = effect {
                self.host.emit(page_event(&event));
            }
        }
    }

    fn build(&self) {
        let settings = self.session.borrow().as_ref().map(|session| Rc::clone(session.settings()));
        if let Some(settings) = &settings {
            self.view.build(settings);
        }
    }

    fn draw(&self) {
        if let Some(session) = &*self.session.borrow() {
            self.view.draw(&session.scene(now()));
        }
    }

    /// Draws everything, because the view has changed.
    fn redraw(&self) {
        self.view.invalidate();
        self.draw();
    }

    pub fn draw_frame(&self, reduces_motion: bool) {
        self.view.set_reduces_motion(reduces_motion);
        let effects = self.with_session(|session| session.on_frame(now()));
        self.draw();
        self.emit(effects);
    }

    pub fn set_space(&self, width: f64, size: f64) {
        self.view.set_space(width, size);
    }

    pub fn set_hidden(&self, is_hidden: bool) {
        self.with_session(|session| session.set_hidden(is_hidden, now()));
    }

    pub fn needs_frames(&self) -> bool {
        self.read_session(Session::needs_frames)
    }

    pub fn time(&self) -> SimTime {
        self.read_session(|session| session.time(now()))
    }

    pub fn latest(&self) -> SimTime {
        self.read_session(|session| session.latest(now()))
    }

    /// No run lasts longer than [`SimTime::LONGEST_RUN`], so a later time means its end.
    pub fn seek(&self, seconds: f64) {
        let time = SimTime::from_millis_f64(seconds * 1000.0).min(SimTime::LONGEST_RUN);
        self.dispatch(PlayerCommand::SeekWhenReached(time).into());
    }

    pub fn seed(&self) -> u32 {
        self.read_session(|session| session.plan().seed())
    }

    pub fn transcript(&self) -> String {
        self.read_session(|session| session.transcript(now()))
    }

    pub fn recording(&self) -> Array {
        let session = self.session.borrow();
        let write = |session: &Session| {
            let saved = session.saved(now());
            write_recordings(saved.end, saved.hidden, saved.strategy_runs.iter().map(|run| &run.recording))
        };
        session.as_ref().map(write).unwrap_or_default()
    }

    pub fn open(&self, model: &Element, seed: Option<u32>, recording: &Array) -> Result<(), String> {
        let settings = Settings::read(&|name| model.get_attribute(name)).map_err(|error| error.to_string())?;
        let users = settings.waits.users();
        let saved =
            read_recordings(recording, |reader| settings.strategies.iter().map(|_| reader.events(users)).collect());
        let Saved { recordings, hidden, end } = saved.ok_or("its events do not fit its attributes")?;
        self.stop();
        self.configure(settings);
        self.with_session(|session| session.open(seed, recordings, hidden, end));
        self.draw();
        Ok(())
    }

    /// Reads the session, also while it is drawn. Without a session, nothing runs and the time is zero: the default.
    fn read_session<T: Default>(&self, ask: impl FnOnce(&Session) -> T) -> T {
        self.session.borrow().as_ref().map(ask).unwrap_or_default()
    }

    /// Reads or changes the session.
    fn with_session<T: Default>(&self, ask: impl FnOnce(&mut Session) -> T) -> T {
        self.session.borrow_mut().as_mut().map(ask).unwrap_or_default()
    }
}
