//! One figure's state: its settings, what runs or was recorded, and which time of it is shown.
//!
//! A session knows neither browser nor clock. It takes commands, events and the time, and returns the effects that they have
//! outside of it.

mod command;
mod page_event;

use std::{mem, rc::Rc};

use crate::{
    event::{End, TaskEvent, TaskId, is_recorded_in_detail},
    plan::Plan,
    playback::Playback,
    reader::Reader,
    recording::{HiddenSpan, Recording, seek_time},
    report::Report,
    scene::{Scene, StrategyRun},
    settings::Settings,
    stage::RunEnd,
    time::{RealTime, SimTime},
    words,
};
pub use command::{Command, Effect};
pub use page_event::PageEvent;

/// What is saved of a run: a recording for each strategy.
pub struct SavedRecording<'a> {
    /// How long it took, or how long it went on before it was stopped.
    pub end: SimTime,
    /// When the page was hidden.
    pub hidden: &'a [HiddenSpan],
    /// What happened under each strategy, in the order of the settings.
    pub strategy_runs: &'a [StrategyRun],
}

/// The reader's wait under one strategy. The greatest is the longest wait that an answer ended, if there is one.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct ReaderWait {
    /// Whether an answer ended it, and not the strategy by dropping the future.
    is_answered: bool,
    length: SimTime,
}

/// `None` while the wait goes on, or if the run was stopped during it.
fn reader_wait(recording: &Recording) -> Option<ReaderWait> {
    let (started, (how, at)) = (recording.started_at(0)?, recording.ended_at(0)?);
    let is_answered = how != End::Cancelled;
    (is_answered || recording.finished().is_some()).then_some(ReaderWait { is_answered, length: at - started })
}

/// The state of one figure.
pub struct Session {
    settings: Rc<Settings>,
    plan: Rc<Plan>,
    /// One for each strategy of the settings.
    strategy_runs: Vec<StrategyRun>,
    playback: Playback,
    /// The first user, if that is the reader.
    reader: Option<Reader>,
    /// For each strategy, how many arrivals the page has been notified of (above 1000 users only).
    announced: Vec<usize>,
    /// When the page is notified of arrivals again, at the earliest.
    next_announcement: SimTime,
    new_seed: fn() -> u32,
}

impl Session {
    /// A run that is ready. If the settings have no seed, `new_seed` draws one for each run.
    pub fn new(settings: Settings, new_seed: fn() -> u32) -> Self {
        Self::with_seed(None, Rc::new(settings), new_seed)
    }

    fn with_seed(seed: Option<u32>, settings: Rc<Settings>, new_seed: fn() -> u32) -> Self {
        let plan = Plan::generate(&settings.waits, seed.or(settings.seed).unwrap_or_else(new_seed));
        let users = plan.users().len();
        let run = |strategy| StrategyRun::new(strategy, &plan, Recording::new(users));
        let strategy_runs: Vec<_> = settings.strategies.iter().copied().map(run).collect();
        Self {
            plan: Rc::new(plan),
            playback: Playback::new(settings.speed),
            reader: settings.you.then(Reader::default),
            announced: vec![0; strategy_runs.len()],
            next_announcement: SimTime::ZERO,
            strategy_runs,
            settings,
            new_seed,
        }
    }

    /// The settings of the run.
    pub fn settings(&self) -> &Rc<Settings> {
        &self.settings
    }

    /// Each user's wait and code.
    pub fn plan(&self) -> &Rc<Plan> {
        &self.plan
    }

    /// The reader, if the first user is the reader.
    pub fn reader(&self) -> Option<&Reader> {
        self.reader.as_ref()
    }

    /// When the run under way began.
    pub fn running_since(&self) -> Option<RealTime> {
        self.playback.running_since()
    }

    /// Whether a run is under way.
    pub fn is_running(&self) -> bool {
        self.playback.is_running()
    }

    /// Whether what the figure shows changes by itself.
    pub fn needs_frames(&self) -> bool {
        self.playback.needs_frames()
    }

    /// The time to which the run has come.
    pub fn latest(&self, now: RealTime) -> SimTime {
        self.playback.latest(now)
    }

    /// The time that is shown.
    pub fn time(&self, now: RealTime) -> SimTime {
        self.playback.time(now)
    }

    /// What the figure shows now.
    pub fn scene(&self, now: RealTime) -> Scene<'_> {
        Scene {
            moment: self.playback.moment(now),
            plan: &self.plan,
            strategy_runs: &self.strategy_runs,
            is_guessed: self.settings.guess,
            reader: self.reader.as_ref(),
        }
    }

    /// Carries out a command; returns what must happen outside.
    pub fn dispatch(&mut self, command: Command, now: RealTime) -> Vec<Effect> {
        self.playback.changed();
        match command {
            Command::Configure(settings) => return self.configure(*settings, now),
            Command::Start => return self.start(now),
            Command::Stop => return self.stop(now),
            Command::Answer(answer) => {
                return self.reader.iter().map(|reader| Effect::Answer(reader.clone(), answer)).collect();
            }
            Command::Player(command) => {
                let recordings = self.strategy_runs.iter().map(|run| &run.recording);
                let time = self.playback.time(now);
                self.playback.dispatch(command, |seek| seek_time(seek, time, recordings), now);
            }
        }
        Vec::new()
    }

    /// Equal settings change nothing.
    fn configure(&mut self, settings: Settings, now: RealTime) -> Vec<Effect> {
        if *self.settings == settings {
            return Vec::new();
        }
        let mut effects = self.stop(now);
        self.playback.reset(settings.speed);
        self.renew(None, Rc::new(settings));
        effects.push(Effect::Rebuild);
        effects
    }

    /// Prepares another run. Keeps the guess, the pending seek and the rate.
    fn renew(&mut self, seed: Option<u32>, settings: Rc<Settings>) {
        let mut next = Self::with_seed(seed, settings, self.new_seed);
        mem::swap(&mut self.playback, &mut next.playback);
        next.playback.renew();
        *self = next;
    }

    fn start(&mut self, now: RealTime) -> Vec<Effect> {
        if self.is_running() {
            return Vec::new();
        }
        self.renew_unless_ready();
        self.playback.start(now);
        vec![Effect::Spawn, Effect::Emit(self.run_start())]
    }

    fn stop(&mut self, now: RealTime) -> Vec<Effect> {
        if !self.is_running() {
            return Vec::new();
        }
        let at = self.latest(now);
        for run in &mut self.strategy_runs {
            run.recording.stop(at);
        }
        self.end(RunEnd::Stopped, at)
    }

    fn end(&mut self, how: RunEnd, at: SimTime) -> Vec<Effect> {
        self.playback.end(how, at);
        let recordings = self.strategy_runs.iter().map(|run| (run.strategy, &run.recording));
        let report = Box::new(Report::new(&self.plan, self.settings.speed, recordings, at));
        let event = match how {
            RunEnd::Finished => PageEvent::RunFinish(report),
            RunEnd::Stopped => PageEvent::RunStop(report),
        };
        let mut effects = self.announce_arrivals();
        effects.extend([Effect::DropTasks, Effect::Emit(event)]);
        effects
    }

    /// Prepares another run, if the current one has started.
    fn renew_unless_ready(&mut self) {
        if !self.playback.is_ready() {
            self.renew(None, Rc::clone(&self.settings));
        }
    }

    /// Records what happened under one of the strategies. `now` is called only when the run ends: a million events are recorded,
    /// and reading the clock for each would take longer than recording it.
    pub fn record(
        &mut self,
        strategy_index: usize,
        at: SimTime,
        event: TaskEvent,
        now: impl FnOnce() -> RealTime,
    ) -> Vec<Effect> {
        let arrived = match event {
            TaskEvent::Ended { task, how: End::Done } => task.user(),
            _ => None,
        };
        self.playback.changed();
        let (task, is_finish) = (event.task(), matches!(event, TaskEvent::Finished));
        self.strategy_runs[strategy_index].recording.record(at, event);
        if self.reader.is_some() && (is_finish || task == Some(TaskId::of_user(0))) {
            self.learn_reader_wait();
        }
        if is_finish && self.strategy_runs.iter().all(|run| run.recording.finished().is_some()) && self.is_running() {
            return self.end(RunEnd::Finished, self.latest(now()));
        }
        if !is_recorded_in_detail(self.plan.users().len()) {
            return self.announce_if_due(at);
        }
        arrived.map(|user| Effect::Emit(self.code_arrive(strategy_index, user, at))).into_iter().collect()
    }

    /// Once the reader's wait is over, its length goes into the plan and the predictions are updated. The reader's answer tells
    /// best how long it was; without one, the strategy that dropped the reader's future last.
    fn learn_reader_wait(&mut self) {
        let waits = self.strategy_runs.iter().filter_map(|run| reader_wait(&run.recording));
        let Some(wait) = waits.max() else { return };
        self.plan = Rc::new(self.plan.with_reader_wait(wait.length));
        for run in &mut self.strategy_runs {
            run.update_prediction(&self.plan);
        }
    }

    /// Call this in each frame that is drawn while something moves.
    pub fn on_frame(&mut self, now: RealTime) -> Vec<Effect> {
        self.playback.on_frame(now);
        if self.is_running() { self.announce_if_due(self.latest(now)) } else { Vec::new() }
    }

    /// Notes that the page was hidden, or is shown again.
    pub fn set_hidden(&mut self, is_hidden: bool, now: RealTime) {
        self.playback.set_hidden(is_hidden, now);
    }

    /// Everything that was recorded.
    pub fn saved(&self, now: RealTime) -> SavedRecording<'_> {
        SavedRecording {
            end: self.latest(now),
            hidden: self.playback.moment(now).hidden,
            strategy_runs: &self.strategy_runs,
        }
    }

    /// Shows a recording: what happened under each strategy of the settings, when the page was hidden, and when it ended. `seed` is
    /// what its waits and codes were drawn from, if that is known.
    pub fn open(&mut self, seed: Option<u32>, recordings: Vec<Recording>, hidden: Vec<HiddenSpan>, end: SimTime) {
        // Even if nothing has run yet: the number of the run must change, so that the view drops what it drew of the plan before.
        self.renew(seed, Rc::clone(&self.settings));
        for (run, mut recording) in self.strategy_runs.iter_mut().zip(recordings) {
            // Whatever had not ended by then never will.
            recording.stop(end);
            run.recording = recording;
        }
        if self.settings.you {
            self.learn_reader_wait();
        }
        let is_finished = self.strategy_runs.iter().all(|run| run.recording.finished().is_some());
        let how = if is_finished { RunEnd::Finished } else { RunEnd::Stopped };
        self.playback.open(how, hidden, end);
    }

    /// The run in words, line by line.
    pub fn transcript(&self, now: RealTime) -> String {
        words::transcript(&self.scene(now))
    }
}
