//! The central picture as shapes: a lane for each user on one axis of seconds and, below, what the one thread did and the same waits
//! added up. A crowd has a curve instead of lanes.
//!
//! Everything lies in one of two layers. What lies in the *past* layer is drawn as far as it is recorded, and the view cuts it off
//! at the time that is shown. So while time passes and nothing happens, only the cut moves.

mod curve;
mod ghosts;
mod lanes;
mod layout;
mod marks;
mod rows;
mod shape;
mod textures;

use std::borrow::Cow;

pub use lanes::MIN_POLL_WIDTH;
pub use layout::{Highlight, Layout, Viewport, times};
pub use marks::Marks;
pub use shape::{Layer, Shape, Tag};
pub use textures::{TEXTURES, fill_of, outline_of};

use crate::{
    axis::Axis,
    format::{hundredths, seconds, seconds_number},
    positions::user_position,
    scene::Scene,
    time::SimTime,
    words,
};

/// Where a picture's axis of time lies. All lengths are in CSS pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Extent {
    /// The width of the picture.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// Where the axis begins.
    pub left: f64,
    /// Its scale.
    pub axis: Axis,
    /// How far from the top it lies.
    pub axis_y: f64,
}

impl Extent {
    /// Where a time lies. Times beyond the axis lie at its end.
    pub fn x(&self, time: SimTime) -> f64 {
        self.left + self.axis.x(time.min(self.axis.end))
    }

    /// The time at that place; before the axis its beginning, and after it its end.
    pub fn time_at(&self, x: f64) -> SimTime {
        self.axis.time_at((x - self.left).max(0.0).min(self.axis.width))
    }
}

/// The shapes of the picture, and where they lie.
pub struct Picture {
    /// Where everything is.
    pub layout: Layout,
    /// What is cut off at the time that is shown.
    pub past: Vec<Shape>,
    /// What is drawn whole.
    pub present: Vec<Shape>,
}

/// A user's lane under one of the strategies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LaneId {
    /// The index of the strategy's run.
    pub strategy_index: usize,
    /// The user, counted from 0.
    pub user: usize,
}

impl Picture {
    /// The picture of `scene`.
    pub fn new(scene: &Scene, viewport: &Viewport) -> Self {
        let (layout, highlight) = (Layout::new(scene, viewport), viewport.highlight);
        let mut painter = Painter { scene, layout, highlight, past: Layer::default(), present: Layer::default() };
        painter.paint();
        Self { layout: painter.layout, past: painter.past.0, present: painter.present.0 }
    }
}

struct Painter<'a> {
    scene: &'a Scene<'a>,
    layout: Layout,
    highlight: Option<Highlight>,
    past: Layer,
    present: Layer,
}

impl Painter<'_> {
    fn paint(&mut self) {
        self.paint_axis();
        self.paint_hidden();
        for (row, strategy_index) in self.layout.strategies.clone().enumerate() {
            let run = &self.scene.strategy_runs[strategy_index];
            if let Some(y) = self.layout.title_y(row) {
                self.present.text("title", [0.0, y], words::title(run.strategy));
            }
            if self.layout.is_crowd() {
                self.paint_curve(row, run);
            } else {
                self.paint_lanes(row, strategy_index, run);
            }
        }
        self.paint_thread();
        self.paint_sum();
        self.paint_guess();
    }

    /// The lines and labels of the axis. Before the run it has none, unless the reader is to guess on it: they would tell how long it
    /// takes.
    fn paint_axis(&mut self) {
        let (bottom, size) = (self.layout.axis_y(), self.layout.size);
        let [left, right] = [self.layout.left, self.layout.left + self.layout.axis.width];
        self.present.line("axis", [left, bottom], [right, bottom]);
        if self.scene.is_ready() && !self.scene.is_guessed {
            return;
        }
        let mut grid = String::new();
        for at in self.layout.axis.labels() {
            let x = self.layout.x(at);
            let label = if at == SimTime::ZERO { seconds(at) } else { seconds_number(at) };
            for [top, bottom] in self.layout.grid_spans() {
                grid += &format!("M{} {}V{}", hundredths(x), hundredths(top), hundredths(bottom));
            }
            self.present.text("tick", [x, bottom + 1.7 * size], label.into());
        }
        self.present.path("grid", grid);
    }

    /// The times at which the page was hidden.
    fn paint_hidden(&mut self) {
        for (from, until) in self.scene.hidden {
            let until = self.scene.latest.min(*until);
            let [x, width] = [*from, until].map(|at| self.layout.x(at));
            self.past.rect("hidden-span", [x, 0.0], width - x, self.layout.axis_y());
        }
    }

    /// The reader's guess. Before the run, the handle of the playhead is its flag.
    fn paint_guess(&mut self) {
        if !self.scene.is_guessed {
            return;
        }
        let x = self.layout.x(self.scene.guess.unwrap_or_default());
        let [y, size] = [self.layout.axis_y(), self.layout.size];
        if self.scene.guess.is_some() && !self.scene.is_ready() {
            self.present.line("guess-line", [x, 0.0], [x, y + 2.2 * size]);
        }
        if self.scene.guess.is_some() || self.scene.is_ready() {
            self.present.text("guess-name", [x, y + 3.1 * size], words::guess_mark(self.scene.guess).into());
        }
    }

    /// The name of a row whose bar lies at `y`, in the column at the left.
    fn paint_name(&mut self, y: f64, name: Cow<'static, str>) {
        self.present.text("name", [self.layout.left - self.layout.size, self.layout.baseline(y)], name);
    }

    /// A result in the column at the right.
    fn paint_result(&mut self, class: &'static str, baseline: f64, text: Cow<'static, str>) {
        self.present.text(class, [self.layout.width, baseline], text);
    }

    /// Whether the lane's task is highlighted.
    fn is_highlighted(&self, lane: LaneId) -> bool {
        match self.highlight {
            None => false,
            Some(Highlight::Lane(highlighted)) => highlighted == lane,
            Some(Highlight::Line { strategy_index, position }) => {
                let run = &self.scene.strategy_runs[strategy_index];
                strategy_index == lane.strategy_index && user_position(self.scene, run, lane.user) == Some(position)
            }
        }
    }
}
