//! The central picture: the timeline, the cells of crowds, and the key.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::{
    super::dom::{append, new_html, toggle_attr},
    super::widgets::view_event::ViewEvent,
    super::widgets::{
        key::Key,
        timeline::{Timeline, TimelineEvent},
    },
    Action, Widget,
    crowd::Crowd,
    widgets::key,
};
use crate::{
    picture::{Highlight, Layout, Picture, Viewport},
    scene::Scene,
    settings::Settings,
    words,
};

/// The picture's nodes.
pub struct PictureView {
    root: Element,
    crowds: Vec<Crowd>,
    timeline: Timeline,
    key: Key,
    /// Where everything in the drawing is, once there is one.
    layout: Option<Layout>,
    /// Whether `advance` draws the cells of crowds this time: every other frame.
    are_cells_due: bool,
}

impl PictureView {
    /// An empty picture.
    pub fn new(settings: &Settings) -> Self {
        let (root, grid) = (new_html("div", "picture"), new_html("div", "crowds"));
        let (crowds, timeline, key) = (Crowd::for_settings(settings), Timeline::new(), key(settings));
        append(&grid, crowds.iter().map(|crowd| &crowd.root));
        append(&root, [&grid, &timeline.root, &key.root]);
        Self { root, crowds, timeline, key, layout: None, are_cells_due: false }
    }

    /// Highlights the lane at that place.
    fn highlight(&self, place: Option<[f64; 2]>) -> Action {
        let lane = place.and_then(|[_, y]| self.layout.as_ref()?.lane_at(y));
        Action::Highlight(lane.map(Highlight::Lane))
    }
}

impl Widget for PictureView {
    fn root(&self) -> &Element {
        &self.root
    }

    fn reset(&mut self) {
        self.crowds.iter_mut().for_each(Crowd::reset);
    }

    fn draw(&mut self, scene: &Scene, viewport: &Viewport) {
        let Picture { layout, past, present } = Picture::new(scene, viewport);
        for (index, (crowd, run)) in self.crowds.iter_mut().zip(scene.strategy_runs).enumerate() {
            toggle_attr(&crowd.root, "hidden", !layout.strategies.contains(&index));
            crowd.lay_out(viewport.width);
            crowd.draw(scene, run);
        }
        self.key.explain(&past);
        self.timeline.show(layout.extent(), past, present, scene.is_ready() && scene.is_guessed);
        self.layout = Some(layout);
        self.timeline.move_to(scene);
        self.timeline.describe(scene, &words::timeline_description(scene), &words::time_description(scene));
    }

    /// The middle of the lanes or cells.
    fn button_y(&self) -> Option<f64> {
        let (node, height) = match self.crowds.first() {
            Some(crowd) => (&crowd.root, crowd.cells_height()),
            None => (&self.timeline.root, self.layout.as_ref()?.thread_y().min(240.0)),
        };
        let node: &HtmlElement = node.unchecked_ref();
        Some(f64::from(node.offset_top()) + height / 2.0)
    }

    fn advance(&mut self, scene: &Scene) {
        // A cell may well fill one frame later, and showing a canvas is expensive.
        self.are_cells_due = !self.are_cells_due;
        if self.are_cells_due {
            for (crowd, run) in self.crowds.iter_mut().zip(scene.strategy_runs) {
                crowd.advance(scene, run);
            }
        }
        self.timeline.move_to(scene);
    }

    fn hold(&mut self, scene: &Scene) {
        self.timeline.hold(scene.time);
    }

    fn on_event(&mut self, event: &ViewEvent) -> Option<Action> {
        if let Some(action) = self.crowds.iter_mut().find_map(|crowd| crowd.on_event(event)) {
            return Some(action);
        }
        Some(match self.timeline.on_event(event)? {
            TimelineEvent::Player(command) => Action::Dispatch(command.into()),
            TimelineEvent::Point(place) => self.highlight(place),
        })
    }
}
