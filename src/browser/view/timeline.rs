//! The central picture: a lane for each user on one axis of seconds and, below, the same waits laid end to end. A crowd is drawn as
//! cells and as a curve instead.

mod axis_view;
pub mod bands;
mod crowd;
mod curve;
mod guess_mark;
mod label;
mod lane;
pub mod layout;
mod sequential_bar;
mod textures;

use web_sys::Element;

use super::{
    super::dom::{append, new_html, new_svg, new_text, set_attr, set_attr_if_changed, set_number},
    Widget,
    view_event::{Action, ViewEvent},
};
use crate::{
    axis::Axis,
    scene::{Scene, StrategyRun},
    settings::{Settings, Strategy},
    words,
};
use axis_view::AxisView;
use bands::Bands;
use crowd::Crowd;
use curve::Curve;
use guess_mark::GuessMark;
use lane::Lane;
use layout::{Layout, make_axis};
use sequential_bar::SequentialBar;
use textures::TEXTURES;

/// The timeline's nodes. Every `y` is settled when it is built, every `x` whenever the axis changes.
pub struct Timeline {
    root: Element,
    svg: Element,
    layout: Layout,
    bands: Bands,
    axis_view: AxisView,
    runs: Vec<Users>,
    sequential: Option<SequentialBar>,
    guess: GuessMark,
    axis: Option<Axis>,
}

/// The users under one strategy.
enum Users {
    Lanes(Vec<Lane>),
    Crowd(Box<Crowd>, Curve),
}

impl Timeline {
    /// Lanes or cells for the users of every strategy, empty.
    pub fn new(settings: &Settings) -> Self {
        let (root, svg) = (new_html("div", "timeline"), new_svg("svg", ""));
        set_attr(&svg, "role", "img");
        append(&svg, [&TEXTURES.build().root]);
        let layout = Layout::new(settings);
        let (bands, axis_view, guess) = (Bands::new(&svg), AxisView::new(&svg), GuessMark::new(&svg));
        let sequential = layout.sequential_y().map(|y| SequentialBar::new(&svg, &layout, y));
        let strategies = settings.strategies.iter().enumerate();
        let runs = strategies
            .map(|(strategy_index, strategy)| Users::new(&root, &svg, settings, &layout, strategy_index, *strategy))
            .collect();
        append(&root, [&svg]);
        set_number(&svg, "height", layout.height());
        Self { root, svg, layout, bands, axis_view, runs, sequential, guess, axis: None }
    }
}

impl Widget for Timeline {
    fn root(&self) -> &Element {
        &self.root
    }

    fn reset(&mut self) {
        self.runs.iter_mut().for_each(Users::reset);
    }

    fn draw(&mut self, scene: &Scene, width: f64) {
        set_attr_if_changed(&self.svg, "aria-label", &words::timeline_description(scene));
        let Some(axis) = make_axis(scene, width) else { return };
        if self.axis.replace(axis) != Some(axis) {
            set_number(&self.svg, "width", width);
            self.axis_view.place(&axis, &self.layout);
            self.bands.reset();
            self.runs.iter_mut().for_each(Users::reset_axis);
        }
        self.bands.draw(scene, &axis, self.layout.axis_y());
        for (users, run) in self.runs.iter_mut().zip(scene.strategy_runs) {
            users.draw(scene, run, &axis, width);
        }
        self.sequential.iter().for_each(|bar| bar.draw(scene, &axis));
        self.guess.draw(scene, &axis, self.layout.axis_y());
    }

    fn on_event(&mut self, event: &ViewEvent) -> Option<Action> {
        self.runs.iter_mut().find_map(|users| users.on_event(event))
    }
}

impl Users {
    fn new(
        root: &Element,
        svg: &Element,
        settings: &Settings,
        layout: &Layout,
        strategy_index: usize,
        strategy: Strategy,
    ) -> Self {
        let title = layout.title_y(strategy_index).map(|y| (y, words::title(strategy)));
        append(svg, title.as_ref().map(|(y, title)| new_text("title", 0.0, *y, title)).iter());
        if !layout.is_crowd() {
            let lane = |user| Lane::new(svg, user, settings.you && user == 0, layout.lane_y(strategy_index, user));
            return Self::Lanes((0..layout.lanes).map(lane).collect());
        }
        let crowd = Crowd::new(settings.waits.users(), title.as_ref().map(|(_, title)| &**title));
        append(root, [&crowd.root]);
        Self::Crowd(Box::new(crowd), Curve::new(svg, layout.lanes_y(strategy_index)))
    }

    fn reset(&mut self) {
        match self {
            Self::Lanes(lanes) => lanes.iter_mut().for_each(Lane::reset),
            Self::Crowd(crowd, curve) => {
                crowd.reset();
                curve.reset();
            }
        }
    }

    fn reset_axis(&mut self) {
        match self {
            Self::Lanes(lanes) => lanes.iter_mut().for_each(Lane::reset),
            Self::Crowd(_, curve) => curve.reset(),
        }
    }

    fn on_event(&mut self, event: &ViewEvent) -> Option<Action> {
        match self {
            Self::Lanes(_) => None,
            Self::Crowd(crowd, _) => crowd.on_event(event),
        }
    }

    fn draw(&mut self, scene: &Scene, run: &StrategyRun, axis: &Axis, width: f64) {
        match self {
            Self::Lanes(lanes) => lanes.iter_mut().for_each(|lane| lane.draw(scene, run, axis)),
            Self::Crowd(crowd, curve) => {
                crowd.lay_out(width);
                crowd.draw(scene, run);
                curve.draw(&run.recording, scene.plan.users().len(), axis, scene.time);
            }
        }
    }
}
