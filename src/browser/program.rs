//! The figure of a program: a session, its view, and the program that runs.

mod page_event;
mod source;
mod view;

use std::{
    cell::RefCell,
    rc::{Rc, Weak},
};

use js_sys::Array;
use web_sys::{Element, Event, ShadowRoot};

use self::{
    page_event::page_event,
    view::{Action, ProgramView},
};
use super::{
    clock::{now, platform_since},
    convert::{Saved, read_recordings, write_recordings},
    dom::{OrBroken, document},
    host::Host,
    panics,
};
use crate::{
    platform::Platform,
    playback::{Playback, PlayerCommand},
    program::{
        run::run,
        session::{Command, Effect, Outside, PageEvent, ProgramSession},
        words,
    },
    settings::ProgramSettings,
    time::SimTime,
};

/// What is behind a [`Figure`](super::Figure) of a program: it feeds a session with commands, events and the time, and draws its scene.
pub struct FigureInner {
    this: Weak<Self>,
    /// The number by which JavaScript knows the figure.
    number: u32,
    host: Host,
    view: ProgramView,
    /// The program that is to run, valid or not; `None` until JavaScript has it.
    text: RefCell<Option<Rc<str>>>,
    /// Why attributes or program do not work, if they do not.
    error: RefCell<Option<String>>,
    /// `None` until they worked for the first time.
    session: RefCell<Option<ProgramSession>>,
    running: RefCell<Option<RunningProgram>>,
}

/// A program that is running.
#[must_use = "dropping it ends the program at its next step"]
struct RunningProgram(Platform);

impl Drop for RunningProgram {
    fn drop(&mut self) {
        self.0.shut_down();
    }
}

impl FigureInner {
    /// Builds a figure into `root`. It shows nothing until it has a program.
    pub fn new(number: u32, host: Host, root: &ShadowRoot) -> Rc<Self> {
        Rc::new_cyclic(|this| Self {
            this: this.clone(),
            number,
            host,
            view: ProgramView::new(root),
            text: RefCell::default(),
            error: RefCell::default(),
            session: RefCell::default(),
            running: RefCell::default(),
        })
    }

    pub fn set_program(&self, text: &str) {
        self.text.replace(Some(text.into()));
        self.refresh();
    }

    pub fn refresh(&self) {
        let Some(text) = self.program() else { return };
        match ProgramSettings::read(&|name| self.host.attribute(name)) {
            Ok(settings) => self.configure(settings, text),
            Err(error) => self.refuse(&error.to_string(), None),
        }
    }

    /// The program: what the reader or the page wrote into the attribute, or else what JavaScript found; `None` until it has.
    fn program(&self) -> Option<Rc<str>> {
        let text = self.text.borrow().clone()?;
        Some(self.host.attribute("program").filter(|text| !text.is_empty()).map_or(text, Rc::from))
    }

    fn configure(&self, settings: ProgramSettings, text: Rc<str>) {
        let mut session = self.session.borrow_mut();
        let (result, must_build) = if let Some(session) = &mut *session {
            let before = session.settings().clone();
            let effects = session.configure(settings, text, now());
            (effects, before != *session.settings())
        } else {
            let new = ProgramSession::new(settings, text, OUTSIDE);
            (new.map(|new| session.replace(new)).map(|_| Vec::new()), true)
        };
        drop(session);
        match result {
            Ok(effects) => {
                self.set_error(None, None);
                if must_build {
                    self.build();
                }
                self.apply(effects);
            }
            Err(error) => self.refuse(&error.to_string(), Some(error.line)),
        }
    }

    /// What is on the screen stays there.
    fn refuse(&self, message: &str, line: Option<u32>) {
        self.set_error(Some(message), line);
        self.stop();
        self.host.emit(page_event(&PageEvent::RunError(message.to_owned())));
    }

    fn set_error(&self, error: Option<&str>, line: Option<u32>) {
        self.view.show_error(error, line);
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
            Some(Action::Press) if self.read_session(|session| session.playback().is_running()) => self.stop(),
            Some(Action::Press) => self.run(),
            Some(Action::Highlight(highlight)) => {
                self.view.highlight(highlight);
                self.draw();
            }
            Some(Action::Player(command)) => self.dispatch(Command::Player(command)),
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
                Effect::Drop => drop(self.running.take()),
                Effect::Refuse(error) => self.refuse(&error.to_string(), Some(error.line)),
                Effect::Emit(event) => events.push(event),
            }
        }
        self.draw();
        for event in &events {
            self.host.emit(page_event(event));
        }
    }

    /// Spawns the program. The browser polls it after this.
    fn spawn(&self) {
        let prepared = self.with_session(|session| {
            let since = session.playback().running_since()?;
            let platform = platform_since(since, session.settings().speed);
            Some((platform, Rc::clone(session.text()), session.seed()))
        });
        let Some((platform, text, seed)) = prepared else { return };
        let (logger, ender, (on_log, on_end)) =
            (self.this.clone(), self.this.clone(), (platform.clone(), platform.clone()));
        let log = move |at, event| {
            if let Some(this) = logger.upgrade().filter(|_| !on_log.is_shut_down()) {
                panics::on_behalf_of(this.number, || this.emit(this.with_session(|session| session.record(at, event))));
            }
        };
        let end = move |at, end| {
            if let Some(this) = ender.upgrade().filter(|_| !on_end.is_shut_down()) {
                panics::on_behalf_of(this.number, || this.apply(this.with_session(|session| session.end(at, &end))));
            }
        };
        platform.spawn(run(text, seed, platform.clone(), log, end));
        panics::register(&platform);
        self.running.replace(Some(RunningProgram(platform)));
        self.set_hidden(document().hidden());
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
        if let Some(session) = &*self.session.borrow() {
            self.view.build(session.settings());
        }
    }

    fn draw(&self) {
        if let Some(session) = &*self.session.borrow() {
            self.view.draw(&session.scene(now()));
        }
    }

    pub fn draw_frame(&self, reduces_motion: bool) {
        self.view.set_reduces_motion(reduces_motion);
        self.with_session(|session| session.on_frame(now()));
        self.draw();
    }

    pub fn set_space(&self, width: f64, size: f64) {
        self.view.set_space(width, size);
    }

    pub fn set_hidden(&self, is_hidden: bool) {
        self.with_session(|session| session.set_hidden(is_hidden, now()));
    }

    pub fn needs_frames(&self) -> bool {
        self.read_session(|session| session.playback().needs_frames())
    }

    pub fn time(&self) -> SimTime {
        self.read_playback(|playback| playback.time(now()))
    }

    pub fn latest(&self) -> SimTime {
        self.read_playback(|playback| playback.latest(now()))
    }

    /// No run lasts longer than [`SimTime::LONGEST_RUN`], so a later time means its end.
    pub fn seek(&self, seconds: f64) {
        let time = SimTime::from_millis_f64(seconds * 1000.0).min(SimTime::LONGEST_RUN);
        self.dispatch(Command::Player(PlayerCommand::SeekWhenReached(time)));
    }

    pub fn seed(&self) -> u32 {
        self.read_session(ProgramSession::seed)
    }

    pub fn text(&self) -> String {
        self.read_session(|session| session.text().to_string())
    }

    pub fn transcript(&self) -> String {
        self.read_session(|session| words::transcript(&session.scene(now())))
    }

    pub fn recording(&self) -> Array {
        let session = self.session.borrow();
        let write = |session: &ProgramSession| {
            let scene = session.scene(now());
            write_recordings(scene.latest, scene.hidden, [&scene.recording.tasks])
        };
        session.as_ref().map(write).unwrap_or_default()
    }

    /// Shows a recording of the program in the attribute `program` of `model`.
    pub fn open(&self, model: &Element, seed: Option<u32>, recording: &Array) -> Result<(), String> {
        let settings = ProgramSettings::read(&|name| model.get_attribute(name)).map_err(|error| error.to_string())?;
        #[expect(clippy::redundant_closure_for_method_calls, reason = "the method is for one lifetime only")]
        let saved = read_recordings(recording, |reader| reader.tasks());
        let Saved { recordings, hidden, end } = saved.ok_or("its events are not those of a program")?;
        self.stop();
        let text: Rc<str> = model.get_attribute("program").unwrap_or_default().into();
        self.text.replace(Some(Rc::clone(&text)));
        self.session.replace(Some(ProgramSession::open(settings, text, seed, OUTSIDE, recordings, hidden, end)));
        self.set_error(None, None);
        self.build();
        self.draw();
        Ok(())
    }

    /// Reads the session, also while it is drawn. Without a session, nothing runs and the time is zero: the default.
    fn read_session<T: Default>(&self, ask: impl FnOnce(&ProgramSession) -> T) -> T {
        self.session.borrow().as_ref().map(ask).unwrap_or_default()
    }

    fn read_playback<T: Default>(&self, ask: impl FnOnce(&Playback) -> T) -> T {
        self.read_session(|session| ask(session.playback()))
    }

    /// Reads or changes the session.
    fn with_session<T: Default>(&self, ask: impl FnOnce(&mut ProgramSession) -> T) -> T {
        self.session.borrow_mut().as_mut().map(ask).unwrap_or_default()
    }
}

const OUTSIDE: Outside = Outside { new_seed, now };

fn new_seed() -> u32 {
    getrandom::u32().or_broken("every browser has crypto.getRandomValues()")
}
