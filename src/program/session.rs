//! One program's figure: its settings, the program, what runs or was recorded, and which time of it is shown.

use std::rc::Rc;

use super::{
    host::RunEvent, prediction::Prediction, report::ProgramReport, run::ProgramRecording, scene::ProgramScene,
};
use crate::{
    event::TaskEvent,
    playback::{Playback, PlayerCommand},
    python::{self, SyntaxError},
    recording::{HiddenSpan, Recording, seek_time},
    settings::ProgramSettings,
    stage::RunEnd,
    time::{RealTime, SimTime},
};

/// What a figure's reader or page asks for.
#[derive(Clone, Copy, Debug)]
pub enum Command {
    /// Start a run, unless one is under way.
    Start,
    /// Stop the run, if one is under way.
    Stop,
    /// Show another time of the run.
    Player(PlayerCommand),
}

/// What must happen outside of the session.
#[derive(Clone, Debug)]
pub enum Effect {
    /// Run the program; the run begins now.
    Spawn,
    /// Drop the program: the run has ended.
    Drop,
    /// Say why there can be no run: the program was recorded elsewhere, and cannot be run here.
    Refuse(SyntaxError),
    /// Tell the page.
    Emit(PageEvent),
}

/// An event with its detail. The README documents them.
#[derive(Clone, Debug, PartialEq)]
pub enum PageEvent {
    /// A run started.
    RunStart {
        /// The seed of random numbers.
        seed: u32,
    },
    /// A task printed a line.
    Print {
        /// Its name.
        task: String,
        /// The line, without its end.
        text: String,
        /// When.
        at: SimTime,
    },
    /// The program ended.
    RunFinish(Box<ProgramReport>),
    /// The run was stopped.
    RunStop(Box<ProgramReport>),
    /// There can be no run, for this reason.
    RunError(String),
}

/// The state of one program's figure.
pub struct ProgramSession {
    settings: ProgramSettings,
    text: Rc<str>,
    seed: u32,
    /// `None` if what is shown was recorded elsewhere.
    prediction: Option<Prediction>,
    recording: ProgramRecording,
    playback: Playback,
    outside: Outside,
}

/// What a session asks the world for.
#[derive(Clone, Copy)]
pub struct Outside {
    /// A number from which random numbers are drawn.
    pub new_seed: fn() -> u32,
    /// The real time.
    pub now: fn() -> RealTime,
}

impl ProgramSession {
    /// A run of the program `text` that is ready.
    ///
    /// # Errors
    ///
    /// What is wrong with the program, or not supported.
    pub fn new(settings: ProgramSettings, text: Rc<str>, outside: Outside) -> Result<Self, SyntaxError> {
        let seed = settings.seed.unwrap_or_else(outside.new_seed);
        let prediction = Some(Prediction::new(&text, seed, outside.now)?);
        let playback = Playback::new(settings.speed);
        Ok(Self { settings, text, seed, prediction, recording: ProgramRecording::default(), playback, outside })
    }

    /// The settings of the run.
    pub fn settings(&self) -> &ProgramSettings {
        &self.settings
    }

    /// The program.
    pub fn text(&self) -> &Rc<str> {
        &self.text
    }

    /// The seed of random numbers.
    pub fn seed(&self) -> u32 {
        self.seed
    }

    /// How far the run is.
    pub fn playback(&self) -> &Playback {
        &self.playback
    }

    /// What the figure shows now.
    pub fn scene(&self, now: RealTime) -> ProgramScene<'_> {
        ProgramScene {
            moment: self.playback.moment(now),
            text: &self.text,
            recording: &self.recording,
            prediction: self.prediction.as_ref(),
            is_guessed: self.settings.guess,
            seed: self.seed,
        }
    }

    /// Carries out a command; returns what must happen outside.
    pub fn dispatch(&mut self, command: Command, now: RealTime) -> Vec<Effect> {
        self.playback.changed();
        match command {
            Command::Start => self.start(now),
            Command::Stop => self.stop(now),
            Command::Player(command) => {
                let (time, tasks) = (self.playback.time(now), &self.recording.tasks);
                self.playback.dispatch(command, |seek| seek_time(seek, time, [tasks].into_iter()), now);
                Vec::new()
            }
        }
    }

    /// Runs another program, or with other settings, from now on. Equal ones change nothing.
    ///
    /// # Errors
    ///
    /// What is wrong with the program; then nothing changes.
    pub fn configure(
        &mut self,
        settings: ProgramSettings,
        text: Rc<str>,
        now: RealTime,
    ) -> Result<Vec<Effect>, SyntaxError> {
        if self.settings == settings && self.text == text {
            return Ok(Vec::new());
        }
        let mut next = Self::new(settings, text, self.outside)?;
        let effects = self.stop(now);
        self.playback.reset(next.settings.speed);
        self.playback.renew();
        std::mem::swap(&mut self.playback, &mut next.playback);
        *self = next;
        Ok(effects)
    }

    fn start(&mut self, now: RealTime) -> Vec<Effect> {
        if self.playback.is_running() {
            return Vec::new();
        }
        if !self.playback.is_ready()
            && let Err(error) = self.renew()
        {
            return vec![Effect::Refuse(error)];
        }
        self.playback.start(now);
        vec![Effect::Spawn, Effect::Emit(PageEvent::RunStart { seed: self.seed })]
    }

    /// Prepares another run of the same program.
    fn renew(&mut self) -> Result<(), SyntaxError> {
        let seed = self.settings.seed.unwrap_or_else(self.outside.new_seed);
        if seed != self.seed || self.prediction.is_none() {
            self.prediction = Some(Prediction::new(&self.text, seed, self.outside.now)?);
        }
        self.seed = seed;
        self.playback.renew();
        self.recording = ProgramRecording::default();
        Ok(())
    }

    fn stop(&mut self, now: RealTime) -> Vec<Effect> {
        if !self.playback.is_running() {
            return Vec::new();
        }
        let at = self.playback.latest(now);
        self.recording.tasks.stop(at);
        self.end_playback(RunEnd::Stopped, at)
    }

    fn end_playback(&mut self, how: RunEnd, at: SimTime) -> Vec<Effect> {
        self.playback.end(how, at);
        // (The time of a run that has ended does not depend on the clock.)
        let report = Box::new(ProgramReport::new(&self.scene(RealTime::ZERO), at));
        let event = match how {
            RunEnd::Finished => PageEvent::RunFinish(report),
            RunEnd::Stopped => PageEvent::RunStop(report),
        };
        vec![Effect::Drop, Effect::Emit(event)]
    }

    /// Records what happened in the run.
    pub fn record(&mut self, at: SimTime, event: RunEvent) -> Vec<Effect> {
        self.playback.changed();
        let mut effects = Vec::new();
        if let RunEvent::Task(TaskEvent::Printed { task, text }) = &event {
            let task = self.recording.tasks.info(*task).map_or_else(String::new, |info| info.name.to_string());
            effects.push(Effect::Emit(PageEvent::Print { task, text: text.to_string(), at }));
        }
        self.recording.record(at, event);
        effects
    }

    /// The program has ended, or was ended.
    pub fn end(&mut self, at: SimTime, end: &python::End) -> Vec<Effect> {
        if !self.playback.is_running() {
            return Vec::new();
        }
        self.playback.changed();
        self.recording.end(at, end);
        self.end_playback(RunEnd::Finished, at)
    }

    /// Call this in each frame that is drawn while something moves.
    pub fn on_frame(&mut self, now: RealTime) {
        self.playback.on_frame(now);
    }

    /// Notes that the page was hidden, or is shown again.
    pub fn set_hidden(&mut self, is_hidden: bool, now: RealTime) {
        self.playback.set_hidden(is_hidden, now);
    }

    /// Shows what was recorded of the program `text`, here or elsewhere, without running anything. `seed` is that of the run, if the
    /// settings have none and it is known.
    pub fn open(
        settings: ProgramSettings,
        text: Rc<str>,
        seed: Option<u32>,
        outside: Outside,
        mut tasks: Recording,
        hidden: Vec<HiddenSpan>,
        end: SimTime,
    ) -> Self {
        tasks.stop(end);
        let how = if tasks.finished().is_some() { RunEnd::Finished } else { RunEnd::Stopped };
        let mut playback = Playback::new(settings.speed);
        playback.open(how, hidden, end);
        let seed = settings.seed.or(seed).unwrap_or_default();
        let recording = ProgramRecording::of_tasks(tasks);
        Self { settings, text, seed, prediction: None, recording, playback, outside }
    }
}
