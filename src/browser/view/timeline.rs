//! The central picture: a lane for each user on one axis of seconds and, below, the same waits laid end to end. A crowd is
//! drawn as cells and as a curve instead.

pub mod bands;
mod crowd;
mod curve;
mod guess_mark;
mod in_a_row;
mod label;
mod lane;
pub mod layout;
mod scale;
mod textures;

use web_sys::Element;

use super::{
    Part,
    dom::{append, html, set_if_changed, set_number, svg, text},
    heard::{Command, Heard},
};
use crate::{
    axis::Axis,
    scene::{Act, Phase, Scene},
    settings::{Settings, Strategy},
    words,
};
use bands::Bands;
use crowd::Crowd;
use curve::Curve;
use guess_mark::GuessMark;
use in_a_row::InARow;
use lane::Lane;
use layout::{Layout, axis};
use scale::Scale;
use textures::textures;

/// The timeline's nodes. All `y` are settled when it is built, all `x` whenever the axis changes.
pub struct Timeline {
    root: Element,
    svg: Element,
    layout: Layout,
    bands: Bands,
    scale: Scale,
    acts: Vec<Users>,
    in_a_row: Option<InARow>,
    guess: GuessMark,
    axis: Option<Axis>,
}

/// The users under one strategy.
enum Users {
    Few(Vec<Lane>),
    Many(Box<Crowd>, Curve),
}

impl Timeline {
    /// Lanes or cells for the users of every strategy, empty.
    pub fn new(settings: &Settings) -> Self {
        let (root, svg) = (html("div", "timeline"), svg("svg", &[("role", "img")]));
        append(&svg, [&textures()]);
        let layout = Layout::new(settings);
        let (bands, scale, guess) = (Bands::new(&svg), Scale::new(&svg), GuessMark::new(&svg));
        let in_a_row = layout.in_a_row().map(|y| InARow::new(&svg, &layout, y));
        let users = |(act, strategy): (usize, &Strategy)| {
            let title = layout.title(act).map(|y| (y, words::title(*strategy)));
            append(&svg, title.as_ref().map(|(y, title)| text("title", 0.0, *y, title)).iter());
            if !layout.is_crowd() {
                return Users::Few(
                    (0..layout.lanes)
                        .map(|user| Lane::new(&svg, user, settings.you && user == 0, layout.lane(act, user)))
                        .collect(),
                );
            }
            let crowd = Crowd::new(settings.waits.users(), title.as_ref().map(|(_, title)| &**title));
            append(&root, [&crowd.root]);
            Users::Many(Box::new(crowd), Curve::new(&svg, layout.top(act)))
        };
        let acts = settings.strategies.iter().enumerate().map(users).collect();
        append(&root, [&svg]);
        set_number(&svg, "height", layout.height());
        Self { root, svg, layout, bands, scale, acts, in_a_row, guess, axis: None }
    }
}

impl Part for Timeline {
    fn root(&self) -> &Element {
        &self.root
    }

    /// Draws the moment on a picture so many CSS pixels wide.
    fn draw(&mut self, scene: &Scene, width: f64) {
        set_if_changed(&self.svg, "aria-label", &words::picture(scene));
        if scene.phase == Phase::Ready {
            self.acts.iter_mut().for_each(Users::forget);
        }
        let Some(axis) = axis(scene, width) else { return };
        if self.axis.replace(axis) != Some(axis) {
            set_number(&self.svg, "width", width);
            self.scale.place(&axis, &self.layout);
            self.bands.forget();
            self.acts.iter_mut().for_each(Users::forget_places);
        }
        self.bands.draw(scene, &axis, self.layout.axis());
        for (users, act) in self.acts.iter_mut().zip(scene.acts) {
            users.place(width);
            users.draw(scene, act, &axis);
        }
        self.in_a_row.iter().for_each(|in_a_row| in_a_row.draw(scene, &axis));
        self.guess.draw(scene, &axis, self.layout.axis());
    }

    fn asked(&mut self, heard: &Heard) -> Option<Command> {
        self.acts.iter_mut().find_map(|users| users.asked(heard))
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

    fn asked(&mut self, heard: &Heard) -> Option<Command> {
        match self {
            Self::Few(_) => None,
            Self::Many(crowd, _) => crowd.asked(heard),
        }
    }

    fn draw(&mut self, scene: &Scene, act: &Act, axis: &Axis) {
        match self {
            Self::Few(lanes) => {
                for lane in lanes {
                    lane.draw(scene, act, axis);
                }
            }
            Self::Many(crowd, curve) => {
                crowd.draw(scene, act);
                curve.draw(&act.recording, scene.plan.users().len(), axis, scene.t);
            }
        }
    }
}
