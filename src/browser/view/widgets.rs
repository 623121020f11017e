//! The widgets that all figures have, as this one uses them.

use web_sys::Element;

use super::{
    super::widgets::{
        comparison::Comparison,
        key::Key,
        log::Log,
        player::Player,
        thread::{MAX_POLLS, Thread},
        view_event::ViewEvent,
    },
    Action, Viewport, Widget,
};
use crate::{
    event::is_recorded_in_detail,
    scene::{MAX_LANES, Scene},
    settings::{Settings, Strategy},
    thread::last_polls,
    words,
};

impl Widget for Player {
    fn root(&self) -> &Element {
        &self.root
    }

    fn draw(&mut self, scene: &Scene, _: &Viewport) {
        Player::draw(self, scene);
    }

    fn advance(&mut self, scene: &Scene) {
        Player::advance(self, scene);
    }

    fn on_event(&mut self, event: &ViewEvent) -> Option<Action> {
        Some(Action::Dispatch(self.command(event)?.into()))
    }
}

impl Widget for Comparison {
    fn root(&self) -> &Element {
        &self.root
    }

    fn draw(&mut self, scene: &Scene, _: &Viewport) {
        self.show(&words::comparison(scene));
    }
}

impl Widget for Thread {
    fn root(&self) -> &Element {
        &self.root
    }

    fn draw(&mut self, scene: &Scene, _: &Viewport) {
        let is_known = !scene.is_ready() && is_recorded_in_detail(scene.plan.users().len());
        let polls = is_known.then(|| {
            let polls = last_polls(scene, MAX_POLLS);
            (words::queue(scene), polls.iter().map(|poll| (words::poll_line(scene, poll), poll.busy)).collect())
        });
        self.show(&words::thread_summary(scene), polls);
    }
}

impl Widget for Log {
    fn root(&self) -> &Element {
        &self.root
    }

    fn draw(&mut self, scene: &Scene, _: &Viewport) {
        let mut texts = Vec::new();
        for run in scene.strategy_runs {
            if scene.strategy_runs.len() > 1 {
                texts.push(words::title(run.strategy).into_owned());
            }
            texts.extend(words::log(scene, run));
        }
        self.show(&texts);
    }
}

/// The key to the picture of such runs.
pub fn key(settings: &Settings) -> Key {
    let mut key = Key::new();
    if settings.waits.users() > MAX_LANES {
        key.add("share", "codes that are in", ", from the first to the last");
    } else {
        add_lanes(&mut key, &settings.strategies);
    }
    key.add_occasional("hidden-span", "this page was hidden", "");
    key
}

fn add_lanes(key: &mut Key, strategies: &[Strategy]) {
    let has_any = |is_meant: fn(&Strategy) -> bool| strategies.iter().any(is_meant);
    if has_any(|strategy| *strategy != Strategy::NeverAwaited) {
        key.add("suspended", "suspended", ": needs no thread");
    }
    key.add("ran", "running", " on the thread");
    if has_any(|strategy| *strategy == Strategy::NeverAwaited) {
        key.add("never-polled", "never ran", "");
    }
    if has_any(|strategy| matches!(strategy, Strategy::Blocking(_))) {
        key.add("blocking", "keeps the thread", " from all others");
        key.add("ready", "ready", ", without the thread");
    } else {
        key.add_occasional("ready", "ready", ", without the thread");
    }
    key.add_occasional("due", "due", "");
}
