//! What a figure has on the screen: settings, the plan drawn from them, and what was recorded.

use std::rc::Rc;

use js_sys::Array;
use wasm_bindgen::{JsValue, UnwrapThrowExt};

use super::{
    event_loop::EventLoop,
    js::{self, millis, object, seconds},
};
use crate::{
    event::Event,
    plan::Plan,
    recording::Recording,
    report::Report,
    runtime::Runtime,
    scene::{Act, Phase, Scene},
    settings::{Settings, Strategy},
    time::Time,
};

/// Up to so many users every arrival is an event of its own; above, each frame tells how many have arrived.
const MAX_SINGLE_ARRIVALS: usize = 1000;

/// One run: before it starts, while it is under way, and when it has ended.
pub struct Show {
    pub settings: Settings,
    pub plan: Rc<Plan>,
    acts: Vec<Act>,
    progress: Progress,
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
    pub fn new(settings: Settings) -> Self {
        let new_seed = || getrandom::u32().expect_throw("every browser has crypto.getRandomValues()");
        let plan = Plan::draw(&settings.waits, settings.seed.unwrap_or_else(new_seed));
        let recording = || Recording::new(plan.users().len());
        let act = |strategy: &Strategy| Act { strategy: *strategy, recording: recording() };
        let acts: Vec<_> = settings.strategies.iter().map(act).collect();
        let told = vec![0; acts.len()];
        Self { settings, plan: Rc::new(plan), acts, progress: Progress::Ready, told }
    }

    /// The next run with the same settings, if this one has been used.
    pub fn again(&mut self) -> Option<Self> {
        let is_used = !matches!(self.progress, Progress::Ready);
        is_used.then(|| Self::new(self.settings.clone()))
    }

    /// From now on the time is that of `event_loop`.
    pub fn start(&mut self, event_loop: EventLoop) {
        self.progress = Progress::Running(event_loop);
    }

    /// Adds what happened.
    pub fn record(&mut self, act: usize, at: Time, event: Event) {
        self.acts[act].recording.record(at, event);
    }

    /// Whether every strategy has completed.
    pub fn is_over(&self) -> bool {
        self.acts.iter().all(|act| act.recording.finished().is_some())
    }

    /// Stops the time; tells what the run came to.
    pub fn end(&mut self, phase: Phase) -> JsValue {
        let t = self.scene().t;
        self.progress = Progress::Ended(phase, t);
        let recordings = self.acts.iter().map(|act| (act.strategy, &act.recording));
        js::report(&Report::new(&self.plan, self.settings.speed, recordings, t))
    }

    /// What is to be drawn now.
    pub fn scene(&self) -> Scene<'_> {
        let (phase, t) = match &self.progress {
            Progress::Ready => (Phase::Ready, Time::ZERO),
            Progress::Running(event_loop) => (Phase::Running, event_loop.now()),
            Progress::Ended(phase, t) => (*phase, *t),
        };
        Scene { plan: &self.plan, speed: self.settings.speed, acts: &self.acts, t, phase }
    }

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
        if !self.tells_each() {
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
        if self.tells_each() {
            return Vec::new();
        }
        let users = self.plan.users().len();
        let news = |(act, told): (&Act, &mut usize)| {
            let arrived = act.recording.arrived();
            let is_new = std::mem::replace(told, arrived) < arrived;
            let strategy = act.strategy.name().into();
            is_new.then(|| object(&[("strategy", strategy), ("arrived", arrived.into()), ("users", users.into())]))
        };
        self.acts.iter().zip(&mut self.told).filter_map(news).collect()
    }

    fn tells_each(&self) -> bool {
        self.plan.users().len() <= MAX_SINGLE_ARRIVALS
    }
}
