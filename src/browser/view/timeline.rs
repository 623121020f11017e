//! The central picture: a lane for each user on one axis of seconds and, below, the same waits laid end to end.

mod in_a_row;
mod lane;
mod layout;
mod scale;

use web_sys::Element;

use super::dom::{append, html, set, set_label, set_number, svg, text};
use crate::{
    axis::Axis,
    format::grouped,
    scene::Scene,
    settings::{Settings, Strategy},
    words,
};
use in_a_row::InARow;
use lane::Lane;
use layout::{LABELS, Layout, MARGIN, axis};
use scale::Scale;

/// The timeline's nodes. All `y` are settled when it is built, all `x` whenever the axis changes.
pub struct Timeline {
    pub root: Element,
    svg: Element,
    layout: Layout,
    scale: Scale,
    lanes: Vec<Vec<Lane>>,
    in_a_row: Option<InARow>,
    axis: Option<Axis>,
}

impl Timeline {
    /// Lanes for the users of every strategy, empty.
    pub fn new(settings: &Settings) -> Self {
        let root = html("div", "timeline");
        let svg = svg("svg", &[("role", "img")]);
        append(&root, [&svg]);
        append(&svg, [&hatching()]);
        let layout = Layout::new(settings);
        let scale = Scale::new(&svg);
        let in_a_row = layout.in_a_row().map(|y| InARow::new(&svg, &layout, y));
        let lanes = settings.strategies.iter().enumerate().map(|(act, strategy)| {
            write_titles(&svg, &layout, act, *strategy, settings.waits.users());
            (0..layout.lanes).map(|user| Lane::new(&svg, user, layout.lane(act, user))).collect()
        });
        let lanes = lanes.collect();
        set_number(&svg, "height", layout.height());
        Self { root, svg, layout, scale, lanes, in_a_row, axis: None }
    }

    /// Draws the moment on a picture so many CSS pixels wide.
    pub fn draw(&mut self, scene: &Scene, width: f64) {
        set_label(&self.svg, &words::picture(scene));
        let inner = width - LABELS - MARGIN;
        if inner <= 0.0 {
            return;
        }
        let axis = axis(scene, inner);
        if self.axis.replace(axis) != Some(axis) {
            set_number(&self.svg, "width", width);
            self.scale.place(&axis, &self.layout);
            self.lanes.iter_mut().flatten().for_each(Lane::forget);
        }
        for (lanes, act) in self.lanes.iter_mut().zip(scene.acts) {
            for (user, lane) in lanes.iter_mut().enumerate() {
                lane.draw(scene, act.recording.state(user, scene.t), &axis);
            }
        }
        if let Some(in_a_row) = &self.in_a_row {
            in_a_row.draw(scene, &axis);
        }
    }
}

fn write_titles(svg: &Element, layout: &Layout, act: usize, strategy: Strategy, users: usize) {
    if let Some(y) = layout.title(act) {
        append(svg, [&text("title", 0.0, y, words::title(strategy))]);
    }
    if users > layout.lanes {
        let note = format!("the first {} of {}", layout.lanes, grouped(users as u32));
        append(svg, [&text("rest", LABELS, layout.note(act), &note)]);
    }
}

/// The texture of a suspended task.
fn hatching() -> Element {
    let (definitions, size) = (svg("defs", &[]), "6");
    let pattern = svg("pattern", &[("id", "hatching"), ("width", size), ("height", size)]);
    set(&pattern, "patternUnits", "userSpaceOnUse");
    set(&pattern, "patternTransform", "rotate(45)");
    append(&pattern, [&svg("rect", &[("class", "hatching-ground"), ("width", size), ("height", size)])]);
    append(&pattern, [&svg("rect", &[("class", "hatching-line"), ("width", "1.5"), ("height", size)])]);
    append(&definitions, [&pattern]);
    definitions
}
