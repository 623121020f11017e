//! The central picture: a lane for each user on one axis of seconds and, below, the same waits laid end to end. A crowd is
//! drawn as cells and as a curve instead.

mod crowd;
mod curve;
mod in_a_row;
mod lane;
mod layout;
mod scale;

use std::rc::Rc;

use web_sys::Element;

use super::dom::{append, html, set, set_if_changed, set_number, svg, text};
use crate::{
    axis::Axis,
    scene::{Act, Phase, Scene},
    settings::{Settings, Strategy},
    words,
};
use crowd::Crowd;
use curve::Curve;
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
    acts: Vec<Users>,
    in_a_row: Option<InARow>,
    axis: Option<Axis>,
}

/// The users under one strategy.
enum Users {
    Few(Vec<Lane>),
    Many(Box<Crowd>, Curve),
}

impl Timeline {
    /// Lanes or cells for the users of every strategy, empty. `ask` is called when another user of a crowd is asked about.
    pub fn new(settings: &Settings, ask: &Rc<dyn Fn()>) -> Self {
        let (root, svg) = (html("div", "timeline"), svg("svg", &[("role", "img")]));
        append(&svg, [&hatching()]);
        let layout = Layout::new(settings);
        let scale = Scale::new(&svg);
        let in_a_row = layout.in_a_row().map(|y| InARow::new(&svg, &layout, y));
        let users = |(act, strategy): (usize, &Strategy)| {
            let title = layout.title(act).map(|y| (y, words::title(*strategy)));
            append(&svg, title.map(|(y, title)| text("title", 0.0, y, title)).iter());
            if !layout.is_crowd() {
                return Users::Few(
                    (0..layout.lanes).map(|user| Lane::new(&svg, user, layout.lane(act, user))).collect(),
                );
            }
            let crowd = Crowd::new(settings.waits.users(), title.map(|(_, title)| title), ask);
            append(&root, [&crowd.root]);
            Users::Many(Box::new(crowd), Curve::new(&svg, layout.top(act)))
        };
        let acts = settings.strategies.iter().enumerate().map(users).collect();
        append(&root, [&svg]);
        set_number(&svg, "height", layout.height());
        Self { root, svg, layout, scale, acts, in_a_row, axis: None }
    }

    /// Draws the moment on a picture so many CSS pixels wide.
    pub fn draw(&mut self, scene: &Scene, width: f64) {
        set_if_changed(&self.svg, "aria-label", &words::picture(scene));
        if scene.phase == Phase::Ready {
            self.acts.iter_mut().for_each(Users::forget);
        }
        let inner = width - LABELS - MARGIN;
        if inner <= 0.0 {
            return;
        }
        let axis = axis(scene, inner);
        if self.axis.replace(axis) != Some(axis) {
            set_number(&self.svg, "width", width);
            self.scale.place(&axis, &self.layout);
            self.acts.iter_mut().for_each(Users::forget_places);
        }
        for (users, act) in self.acts.iter_mut().zip(scene.acts) {
            users.place(width);
            users.draw(scene, act, &axis);
        }
        if let Some(in_a_row) = &self.in_a_row {
            in_a_row.draw(scene, &axis);
        }
    }
}

impl Users {
    /// Another run is about to begin.
    fn forget(&mut self) {
        if let Self::Many(crowd, curve) = self {
            crowd.forget();
            curve.forget();
        }
    }

    /// The axis has changed.
    fn forget_places(&mut self) {
        match self {
            Self::Few(lanes) => lanes.iter_mut().for_each(Lane::forget),
            Self::Many(_, curve) => curve.forget(),
        }
    }

    /// The width may have changed.
    fn place(&mut self, width: f64) {
        if let Self::Many(crowd, _) = self {
            crowd.place(width);
        }
    }

    fn draw(&mut self, scene: &Scene, act: &Act, axis: &Axis) {
        match self {
            Self::Few(lanes) => {
                for (user, lane) in lanes.iter_mut().enumerate() {
                    lane.draw(scene, act.recording.state(user, scene.t), axis);
                }
            }
            Self::Many(crowd, curve) => {
                crowd.draw(scene, act);
                curve.draw(&act.recording, scene.plan.users().len(), axis, scene.t);
            }
        }
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
