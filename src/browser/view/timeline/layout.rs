//! Where things are in the timeline, in CSS pixels.

use crate::{
    axis::Axis,
    browser::view::metrics::{BAR_HEIGHT, MARGIN, NAMES_WIDTH},
    scene::{MAX_LANES, Scene},
    settings::{Settings, Strategy},
    time::SimTime,
};

/// The height of the curve of a crowd.
pub const CURVE_HEIGHT: f64 = 72.0;

const ROW_HEIGHT: f64 = 23.0;
const TITLE_HEIGHT: f64 = 30.0;
/// Between the last lane and the waits laid end to end: the place of "everyone is in".
const GAP_HEIGHT: f64 = 20.0;
const AXIS_HEIGHT: f64 = 26.0;
/// Below the axis's labels: the place of the reader's guess.
const GUESS_HEIGHT: f64 = 18.0;

/// The waits laid end to end are cut off at this many times the longest of them; beyond that the lanes would be too short to see.
const MAX_SHOWN: u64 = 16;

/// The width of a code and its wait.
const CODE_AND_WAIT_WIDTH: f64 = 110.0;

/// An axis shorter than this would need labels that are not whole milliseconds.
const SHORTEST: SimTime = SimTime::from_millis(50);

/// The rows of the picture, from the top down: for each strategy a title, if there are several, and its lanes or the curve of its
/// crowd; then the waits laid end to end, unless they really run so; then the axis.
pub struct Layout {
    /// The number of lanes of each strategy; none for a crowd.
    pub lanes: usize,
    /// The height of all that belongs to one strategy.
    strategy_height: f64,
    title_height: f64,
    /// Where the strategies end.
    strategies_end: f64,
    has_sequential_bar: bool,
    /// Below the axis, if the reader guesses.
    guess_height: f64,
}

impl Layout {
    pub fn new(settings: &Settings) -> Self {
        let (users, strategies) = (settings.waits.users(), settings.strategies.len());
        let lanes = if users > MAX_LANES { 0 } else { users };
        let title_height = if strategies > 1 { TITLE_HEIGHT } else { 0.0 };
        let strategy_height =
            title_height + if lanes == 0 { CURVE_HEIGHT + 4.0 } else { total_length(lanes, ROW_HEIGHT) };
        Self {
            lanes,
            strategy_height,
            title_height,
            strategies_end: total_length(strategies, strategy_height),
            has_sequential_bar: !settings.strategies.contains(&Strategy::OneByOne),
            guess_height: if settings.guess { GUESS_HEIGHT } else { 0.0 },
        }
    }

    /// Whether there are too many users for a lane each.
    pub fn is_crowd(&self) -> bool {
        self.lanes == 0
    }

    /// The baseline of a strategy's title, if it has one.
    pub fn title_y(&self, strategy_index: usize) -> Option<f64> {
        (self.title_height > 0.0).then(|| self.lanes_y(strategy_index) - 9.0)
    }

    /// The top of a strategy's lanes, or of its curve.
    pub fn lanes_y(&self, strategy_index: usize) -> f64 {
        total_length(strategy_index, self.strategy_height) + self.title_height
    }

    /// The top of a user's bar.
    pub fn lane_y(&self, strategy_index: usize, user: usize) -> f64 {
        self.lanes_y(strategy_index) + total_length(user, ROW_HEIGHT) + (ROW_HEIGHT - BAR_HEIGHT) / 2.0
    }

    /// The top of the bar of waits laid end to end, if it is drawn.
    pub fn sequential_y(&self) -> Option<f64> {
        self.has_sequential_bar.then(|| self.strategies_end + GAP_HEIGHT + (ROW_HEIGHT - BAR_HEIGHT) / 2.0)
    }

    /// Where the lanes end and the axis begins.
    pub fn axis_y(&self) -> f64 {
        self.strategies_end + if self.has_sequential_bar { GAP_HEIGHT + ROW_HEIGHT } else { 0.0 } + 4.0
    }

    /// The height of the whole picture.
    pub fn height(&self) -> f64 {
        self.axis_y() + AXIS_HEIGHT + self.guess_height
    }
}

fn total_length(count: usize, length: f64) -> f64 {
    u32::try_from(count).map_or(0.0, f64::from) * length
}

/// The axis for a figure `width` CSS pixels wide, if anything fits there. It reaches a little further than what should happen, so
/// that lateness fits in, and further still if the run really takes longer.
pub fn make_axis(scene: &Scene, width: f64) -> Option<Axis> {
    let width = width - NAMES_WIDTH - MARGIN;
    if width <= 0.0 {
        return None;
    }
    let expected = expected(scene, width);
    Some(Axis::reaching((expected + expected.scaled(1, 50)).max(scene.latest).max(SHORTEST), width))
}

/// How far the axis must reach for everything that should happen.
fn expected(scene: &Scene, width: f64) -> SimTime {
    let (total, longest) = (scene.plan.total_wait(), scene.plan.longest_wait());
    if scene.is_crowd() {
        return scene.predicted().max(longest);
    }
    let guess = scene.guess.unwrap_or_default();
    let sequential = if scene.runs_one_by_one() { SimTime::ZERO } else { total.min(longest * MAX_SHOWN) };
    scene.predicted().max(sequential).max(guess).max(with_room_for_code(longest, width))
}

/// How far the axis must reach so that a code fits after the longest wait. The wait itself gets at least a quarter of the width.
fn with_room_for_code(longest: SimTime, width: f64) -> SimTime {
    let factor = width / (width - CODE_AND_WAIT_WIDTH).max(width / 4.0);
    SimTime::from_millis_f64(longest.as_millis_f64() * factor)
}
