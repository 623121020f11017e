//! Where things are in the picture. All lengths are in CSS pixels and grow with the text.

use std::ops::Range;

use super::{Extent, LaneId};
use crate::{
    axis::Axis,
    positions::Position,
    scene::{MAX_LANES, Scene},
    time::SimTime,
};

/// The space that a picture has, and what is shown in it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Viewport {
    /// The width; zero until the browser has laid the figure out.
    pub width: f64,
    /// The size of its text.
    pub size: f64,
    /// The index of the only strategy that is drawn where there is no room for all; `None` for all.
    pub selected: Option<usize>,
    /// What is highlighted.
    pub highlight: Option<Highlight>,
}

/// What the reader points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Highlight {
    /// A lane.
    Lane(LaneId),
    /// A line of the users' source: all tasks in that position.
    Line {
        /// The index of the strategy's run.
        strategy_index: usize,
        /// Where in their function.
        position: Position,
    },
}

/// The rows of the picture, from the top down: for each strategy a title, if there are several, and its lanes or the curve of its
/// crowd; then the thread; then the waits added up, unless they really run so; then the axis.
pub struct Layout {
    /// The width of the picture.
    pub width: f64,
    /// The size of the text.
    pub size: f64,
    /// Where the axis begins.
    pub left: f64,
    /// The scale of the axis.
    pub axis: Axis,
    /// Which strategies are drawn.
    pub strategies: Range<usize>,
    /// Whether texts are short, because there is no room for long ones.
    pub is_narrow: bool,
    /// The number of lanes of each strategy; none for a crowd.
    pub lanes: usize,
    /// Whether the waits are added up in a row of their own.
    pub has_sum: bool,
    row_height: f64,
    /// Below the axis.
    bottom_height: f64,
}

/// Narrower pictures, in units of the text's size, have shorter texts.
const NARROW: f64 = 38.0;
/// From this many lanes on, they are lower.
const MANY_LANES: usize = 13;
/// The waits added up are cut off at this many times the longest of them; beyond that the lanes would be too short to see.
const MAX_SHOWN: u64 = 4;
/// An axis shorter than this would need labels that are not whole milliseconds.
const SHORTEST: SimTime = SimTime::from_millis(50);

impl Viewport {
    /// Whether there is room for several strategies and for long texts.
    pub fn is_narrow(&self) -> bool {
        self.width < NARROW * self.size
    }

    /// The strategies that are drawn, of `count`.
    fn strategies(&self, count: usize) -> Range<usize> {
        match self.selected.filter(|selected| *selected < count && self.is_narrow()) {
            Some(selected) => selected..selected + 1,
            None => 0..count,
        }
    }
}

impl Layout {
    /// Lays out the picture of `scene` in `viewport`.
    pub fn new(scene: &Scene, viewport: &Viewport) -> Self {
        let (users, count) = (scene.plan.users().len(), scene.strategy_runs.len());
        let lanes = if users > MAX_LANES { 0 } else { users };
        let is_narrow = viewport.is_narrow();
        let strategies = viewport.strategies(count);
        let is_compact = lanes * strategies.len() >= MANY_LANES;
        let size = viewport.size;
        let [names, results] = if is_narrow { [4.8, 6.0] } else { [6.0, 11.5] };
        let left = names * size;
        let axis = make_axis(scene, (viewport.width - left - results * size).max(size), size);
        Self {
            width: viewport.width,
            size,
            left,
            axis,
            is_narrow,
            lanes,
            has_sum: lanes > 0 && strategies.len() == 1 && !scene.runs_one_by_one(),
            row_height: if is_compact { 1.15 * size } else { 1.75 * size },
            bottom_height: if scene.is_guessed { 3.5 } else { 2.3 } * size,
            strategies,
        }
    }

    fn has_titles(&self) -> bool {
        self.strategies.len() > 1
    }

    /// The width of the column at the right.
    pub fn results_width(&self) -> f64 {
        self.width - self.left - self.axis.width
    }

    /// Where the axis lies.
    pub fn extent(&self) -> Extent {
        let Self { width, left, axis, .. } = *self;
        Extent { width, height: self.height(), left, axis, axis_y: self.axis_y() }
    }

    /// Where a time lies. Times beyond the axis lie at its end.
    pub fn x(&self, time: SimTime) -> f64 {
        self.extent().x(time)
    }

    /// Whether there are too many users for a lane each.
    pub fn is_crowd(&self) -> bool {
        self.lanes == 0
    }

    /// The height of a bar.
    pub fn bar_height(&self) -> f64 {
        0.7 * self.row_height
    }

    /// The height of a crowd's curve.
    pub fn curve_height(&self) -> f64 {
        6.0 * self.size
    }

    /// The height of a strategy's title, of which all rows have one or none.
    fn title_height(&self) -> f64 {
        if self.has_titles() { 1.5 * self.size } else { 0.0 }
    }

    /// The height of all that belongs to one strategy.
    fn strategy_height(&self) -> f64 {
        let rows = if self.is_crowd() { self.curve_height() } else { times(self.lanes, self.row_height) };
        self.title_height() + rows + if self.has_titles() { 0.3 * self.size } else { 0.0 }
    }

    /// The baseline of the title in that row, if there are titles.
    pub fn title_y(&self, row: usize) -> Option<f64> {
        self.has_titles().then(|| times(row, self.strategy_height()) + 1.1 * self.size)
    }

    /// The top of the lanes, or of the curve, in that row.
    pub fn lanes_y(&self, row: usize) -> f64 {
        times(row, self.strategy_height()) + self.title_height()
    }

    /// The spans of height through which the lines of the axis go: all but the titles.
    pub fn grid_spans(&self) -> Vec<[f64; 2]> {
        let rows = 0..self.strategies.len();
        let mut spans: Vec<_> = rows.map(|row| [self.lanes_y(row), times(row + 1, self.strategy_height())]).collect();
        spans.push([self.strategies_end(), self.axis_y()]);
        spans
    }

    /// The top of a user's bar.
    pub fn bar_y(&self, row: usize, user: usize) -> f64 {
        self.lanes_y(row) + times(user, self.row_height) + (self.row_height - self.bar_height()) / 2.0
    }

    /// The baseline of a text beside a bar with its top at `y`.
    pub fn baseline(&self, y: f64) -> f64 {
        y + self.bar_height() / 2.0 + 0.35 * self.size
    }

    /// The top and the height of a whole lane.
    pub fn lane(&self, row: usize, user: usize) -> [f64; 2] {
        [self.lanes_y(row) + times(user, self.row_height), self.row_height]
    }

    /// The lane at that height, if there is one.
    pub fn lane_at(&self, y: f64) -> Option<LaneId> {
        let in_lane = |row: usize, user: usize| {
            let [top, height] = self.lane(row, user);
            (top..top + height).contains(&y)
        };
        let rows = self.strategies.clone().enumerate();
        let mut lanes =
            rows.flat_map(|(row, strategy_index)| (0..self.lanes).map(move |user| (row, strategy_index, user)));
        lanes
            .find(|(row, _, user)| in_lane(*row, *user))
            .map(|(_, strategy_index, user)| LaneId { strategy_index, user })
    }

    fn strategies_end(&self) -> f64 {
        times(self.strategies.len(), self.strategy_height())
    }

    /// The top of the thread's bar.
    pub fn thread_y(&self) -> f64 {
        self.strategies_end() + 0.5 * self.size + (self.last_row() - self.bar_height()) / 2.0
    }

    /// The top of the bar of the waits added up.
    pub fn sum_y(&self) -> f64 {
        self.thread_y() + self.last_row()
    }

    /// The height of the row of the thread, and of the sum.
    fn last_row(&self) -> f64 {
        2.0 * self.size
    }

    /// Where the axis lies.
    pub fn axis_y(&self) -> f64 {
        let rows = if self.has_sum { 2 } else { 1 };
        self.strategies_end() + times(rows, self.last_row()) + 1.2 * self.size
    }

    /// The height of the whole picture.
    pub fn height(&self) -> f64 {
        self.axis_y() + self.bottom_height
    }
}

/// That many lengths.
pub fn times(count: usize, length: f64) -> f64 {
    u32::try_from(count).map_or(0.0, f64::from) * length
}

/// The axis, `width` CSS pixels wide. It reaches a little further than what should happen, so that lateness fits in, and further
/// still if the run really takes longer.
fn make_axis(scene: &Scene, width: f64, size: f64) -> Axis {
    let (expected, guess) = (expected(scene), scene.guess.unwrap_or_default());
    let last = (expected + expected.scaled(1, 50)).max(scene.latest).max(guess).max(SHORTEST);
    let label_width = if last < SimTime::from_secs(100_000) { 4.7 } else { 9.0 };
    Axis::reaching(last, width, size * label_width)
}

/// How far the axis must reach for everything that should happen.
fn expected(scene: &Scene) -> SimTime {
    let (total, longest) = (scene.plan.total_wait(), scene.plan.longest_wait());
    let sum = if scene.is_crowd() || scene.runs_one_by_one() { SimTime::ZERO } else { total.min(longest * MAX_SHOWN) };
    scene.predicted().max(longest).max(sum)
}
