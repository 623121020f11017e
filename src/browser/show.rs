//! What a figure has on the screen: settings, the plan drawn from them, and what was recorded.

mod details;
mod log;
mod moments;

use std::rc::Rc;

use wasm_bindgen::{JsValue, UnwrapThrowExt};

use super::{event_loop::EventLoop, js};
pub use log::Logged;

use crate::{
    event::is_told_singly,
    plan::Plan,
    reader::Reader,
    recording::Recording,
    report::Report,
    runtime::Runtime,
    scene::{Act, Phase, Scene},
    settings::{Settings, Strategy},
    time::Time,
};

/// One run: before it starts, while it is under way, and when it has ended.
pub struct Show {
    pub settings: Rc<Settings>,
    pub plan: Rc<Plan>,
    acts: Vec<Act>,
    /// Everything that happened, if the users are not too many.
    log: Vec<Logged>,
    progress: Progress,
    /// The moment that is shown, if it is not the latest.
    moment: Option<Time>,
    /// The moment that will be shown as soon as the run has come to it.
    expected: Option<Time>,
    /// Whether that moment moves on by itself.
    replays: bool,
    /// How long the reader thinks it will take.
    guess: Option<Time>,
    /// The first user, if that is the reader.
    pub reader: Option<Reader>,
    /// When the page was hidden.
    hidden: Vec<(Time, Time)>,
    /// How many arrivals of each act were told together.
    told: Vec<usize>,
}

enum Progress {
    Ready,
    /// The clock is that of the run.
    Running(EventLoop),
    /// At that simulated time.
    Ended(Phase, Time),
}

impl Show {
    /// Draws a plan from the settings; the browser's random generator draws the seed if none is given.
    pub fn new(settings: Rc<Settings>) -> Self {
        let new_seed = || getrandom::u32().expect_throw("every browser has crypto.getRandomValues()");
        let plan = Plan::draw(&settings.waits, settings.seed.unwrap_or_else(new_seed));
        let recording = || Recording::new(plan.users().len());
        let act = |strategy: &Strategy| Act::new(*strategy, &plan, recording());
        let acts: Vec<_> = settings.strategies.iter().map(act).collect();
        let told = vec![0; acts.len()];
        Self {
            plan: Rc::new(plan),
            acts,
            log: Vec::new(),
            progress: Progress::Ready,
            moment: None,
            expected: None,
            replays: false,
            guess: None,
            reader: settings.you.then(Reader::default),
            hidden: Vec::new(),
            told,
            settings,
        }
    }

    /// Becomes the next run with the same settings, if this one has been used; tells whether it was.
    pub fn renew(&mut self) -> bool {
        let is_used = !matches!(self.progress, Progress::Ready);
        if is_used {
            *self = Self { guess: self.guess, expected: self.expected, ..Self::new(Rc::clone(&self.settings)) };
        }
        is_used
    }

    /// From now on the time is that of `event_loop`.
    pub fn start(&mut self, event_loop: EventLoop) {
        self.progress = Progress::Running(event_loop);
    }

    /// Nobody knows how long the reader will wait before it is over. (If nobody polls the reader's future, nobody ever will.)
    fn learn_wait(&mut self, act: usize, at: Time) {
        let Some(started) = self.acts[act].recording.life(0, at).started else { return };
        self.plan = Rc::new(self.plan.with_reader(at - started));
        self.acts.iter_mut().for_each(|act| act.predict_again(&self.plan));
    }

    /// The reader thinks that it will take so many hundredths of what one after another should take.
    pub fn guess(&mut self, hundredths: u32) {
        self.guess = Some(Time::from_micros(self.plan.total_wait().as_micros() * u64::from(hundredths) / 100));
    }

    /// Whether every strategy has completed.
    pub fn is_over(&self) -> bool {
        self.acts.iter().all(|act| act.recording.finished().is_some())
    }

    /// Stops the time; tells what the run came to.
    pub fn end(&mut self, phase: Phase) -> JsValue {
        let t = self.now();
        if phase == Phase::Stopped {
            self.cancel(t);
        }
        self.progress = Progress::Ended(phase, t);
        let recordings = self.acts.iter().map(|act| (act.strategy, &act.recording));
        js::report(&Report::new(&self.plan, self.settings.speed, recordings, t))
    }

    fn now(&self) -> Time {
        match &self.progress {
            Progress::Ready => Time::ZERO,
            Progress::Running(event_loop) => event_loop.now(),
            Progress::Ended(_, t) => *t,
        }
    }

    /// Whether everything that happens to each user is recorded, and every arrival is an event for the page. Otherwise each
    /// frame tells it how many have arrived.
    fn is_told_singly(&self) -> bool {
        is_told_singly(self.plan.users().len())
    }

    /// What is to be drawn now.
    pub fn scene(&self) -> Scene<'_> {
        let now = self.now();
        let phase = match &self.progress {
            Progress::Ready => Phase::Ready,
            Progress::Running(_) => Phase::Running,
            Progress::Ended(phase, _) => *phase,
        };
        Scene {
            plan: &self.plan,
            speed: self.settings.speed,
            acts: &self.acts,
            t: self.moment.unwrap_or(now),
            now,
            moves: if self.moment.is_some() { self.replays } else { phase == Phase::Running },
            phase,
            guess: self.guess,
            reader: self.reader.as_ref(),
            hidden: &self.hidden,
            expected: self.expected,
        }
    }
}
