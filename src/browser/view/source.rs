//! The panel `source`. An element of its own shows the listings: see `www/source-panel.js`. Its attributes say which functions to show,
//! and how many tasks stand where in each.

use web_sys::Element;

use super::{
    super::dom::{new_html, set_attr, set_attr_if_changed},
    super::widgets::view_event::ViewEvent,
    Action, Widget,
};
use crate::{
    listing,
    picture::{Highlight, LaneId, Viewport},
    positions::{self, Position, Positions},
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

    fn draw(&mut self, scene: &Scene, viewport: &Viewport) {
        let tasks = scene.strategy_runs.iter().map(|run| {
            let [strategy, users] = [positions::strategy_position(scene, run), positions::user_positions(scene, run)];
            format!("{},{}", to_json(strategy), to_json(users))
        });
        set_attr_if_changed(&self.0, "tasks", &format!("[{}]", tasks.collect::<Vec<_>>().join(",")));
        let highlighted = match viewport.highlight {
            Some(Highlight::Lane(LaneId { strategy_index, user })) => {
                let position = positions::user_position(scene, &scene.strategy_runs[strategy_index], user);
                position.map(|position| format!("{strategy_index}{}", position as u8))
            }
            _ => None,
        };
        let highlighted = highlighted.unwrap_or_default();
        set_attr_if_changed(&self.0, "highlighted", &highlighted);
    }

    fn on_event(&mut self, event: &ViewEvent) -> Option<Action> {
        match &*event.name {
            "pointermove" if event.is_in(&self.0) => Some(Action::Highlight(line(event))),
            "pointerout" if event.is_in(&self.0) => Some(Action::Highlight(None)),
            _ => None,
        }
    }
}

/// The line at which an event happened. JavaScript writes its strategy and its position into an attribute.
fn line(event: &ViewEvent) -> Option<Highlight> {
    let [strategy_index, position] = event.attribute("data-position")?.into_bytes()[..] else { return None };
    let position = [Position::Start, Position::Running, Position::Waiting, Position::End]
        .into_iter()
        .find(|known| *known as u8 + b'0' == position)?;
    Some(Highlight::Line { strategy_index: usize::from(strategy_index - b'0'), position })
}

fn to_json(Positions { start, running, waiting, end }: Positions) -> String {
    format!("[{start},{running},{waiting},{end}]")
}
