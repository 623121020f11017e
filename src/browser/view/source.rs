//! The panel `source`. An element of its own shows the listings: see `www/source-panel.js`. Its attributes say which functions to show,
//! and how many tasks stand where in each.

use web_sys::Element;

use super::{
    super::dom::{new_html, set_attr, set_attr_if_changed},
    Space, Widget,
};
use crate::{
    listing,
    positions::{self, Positions},
    scene::Scene,
    settings::{Settings, Strategy},
    words,
};

/// The panel's element.
pub struct Source(Element);

impl Source {
    /// The source of every strategy.
    pub fn new(settings: &Settings) -> Self {
        let element = new_html("waiting-room-source", "source");
        let has_titles = settings.strategies.len() > 1;
        let run = |strategy: &Strategy| {
            let title = if has_titles { words::title(*strategy) } else { "".into() };
            let [strategy, user] = [listing::of_strategy(*strategy), listing::of_user(*strategy)];
            format!(r#"{{"title":"{title}","lessons":["{}","{}"]}}"#, strategy.name, user.name)
        };
        let runs: Vec<_> = settings.strategies.iter().map(run).collect();
        set_attr(&element, "runs", &format!("[{}]", runs.join(",")));
        Self(element)
    }
}

impl Widget for Source {
    fn root(&self) -> &Element {
        &self.0
    }

    fn draw(&mut self, scene: &Scene, _: &Space) {
        let tasks = scene.strategy_runs.iter().map(|run| {
            let [strategy, users] = [positions::strategy_position(scene, run), positions::user_positions(scene, run)];
            format!("{},{}", written(strategy), written(users))
        });
        set_attr_if_changed(&self.0, "tasks", &format!("[{}]", tasks.collect::<Vec<_>>().join(",")));
    }
}

fn written(Positions { start, running, waiting, end }: Positions) -> String {
    format!("[{start},{running},{waiting},{end}]")
}
