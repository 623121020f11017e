//! Where things stand in the timeline, in CSS pixels.

use crate::{
    axis::Axis,
    scene::{MOST_LANES, Scene},
    settings::{Settings, Strategy},
    time::Time,
};

/// The width of the column of names at the left.
pub const LABELS: f64 = 68.0;
/// The space at the right for the last label of the axis, which is centred at its end.
pub const MARGIN: f64 = 14.0;
/// The height of a bar.
const BAR: f64 = 14.0;
/// The height of the curve of a crowd.
pub const CURVE: f64 = 72.0;

const ROW: f64 = 23.0;
const TITLE: f64 = 30.0;
/// Between the last lane and the waits laid end to end; "everyone is in" stands there.
const GAP: f64 = 20.0;
const AXIS: f64 = 26.0;
/// The reader's guess stands below the labels of the axis.
const GUESS: f64 = 18.0;

/// One after another may be drawn so many times as long as the longest wait; what goes beyond is cut off, or nobody
/// could see the lanes any more.
const LONGEST_SHOWN: u64 = 16;

/// The width of a code and its wait.
const CODE: f64 = 110.0;

/// An axis shorter than this would need labels that are no whole milliseconds.
const SHORTEST: Time = Time::from_millis(50);

/// The rows of the picture, from the top down: for each strategy a title (if there are several) and its lanes, or the
/// curve of its crowd; then, maybe, the waits laid end to end; then the axis.
pub struct Layout {
    /// How many users of each strategy get a lane; none, if they are a crowd.
    pub lanes: usize,
    strategies: usize,
    title: f64,
    in_a_row: bool,
    /// Below the axis, if the reader guesses.
    guess: f64,
}

impl Layout {
    pub fn new(settings: &Settings) -> Self {
        let (users, strategies) = (settings.waits.users(), settings.strategies.len());
        let lanes = if users > MOST_LANES { 0 } else { users };
        let title = if strategies > 1 { TITLE } else { 0.0 };
        let in_a_row = !settings.strategies.contains(&Strategy::OneByOne);
        let guess = if settings.guess { GUESS } else { 0.0 };
        Self { lanes, strategies, title, in_a_row, guess }
    }

    /// Whether the users are too many for a lane each.
    pub fn is_crowd(&self) -> bool {
        self.lanes == 0
    }

    /// The baseline of a strategy's title, if it has one.
    pub fn title(&self, act: usize) -> Option<f64> {
        (self.title > 0.0).then(|| self.act(act) + self.title - 9.0)
    }

    /// The top of a strategy's lanes, or of its curve.
    pub fn top(&self, act: usize) -> f64 {
        self.act(act) + self.title
    }

    /// The top of a user's bar.
    pub fn lane(&self, act: usize, user: usize) -> f64 {
        self.top(act) + ROW * user as f64 + (ROW - BAR) / 2.0
    }

    /// The top of the bar of waits laid end to end, if it is drawn.
    pub fn in_a_row(&self) -> Option<f64> {
        self.in_a_row.then(|| self.act(self.strategies) + GAP + (ROW - BAR) / 2.0)
    }

    /// Where the lanes end and the axis begins.
    pub fn axis(&self) -> f64 {
        self.act(self.strategies) + if self.in_a_row { GAP + ROW } else { 0.0 } + 4.0
    }

    /// Of the whole picture.
    pub fn height(&self) -> f64 {
        self.axis() + AXIS + self.guess
    }

    fn act(&self, act: usize) -> f64 {
        let height = if self.is_crowd() { CURVE + 4.0 } else { ROW * self.lanes as f64 };
        act as f64 * (self.title + height)
    }
}

/// The axis for a figure so many CSS pixels wide, if anything can be drawn there. It reaches a little further than what should
/// happen, so that lateness fits in, and further still if the run really takes longer.
pub fn axis(scene: &Scene, width: f64) -> Option<Axis> {
    let width = width - LABELS - MARGIN;
    if width <= 0.0 {
        return None;
    }
    let expected = expected(scene, width);
    let lateness = Time::from_micros(expected.as_micros() / 50);
    Some(Axis::reaching((expected + lateness).max(scene.now).max(SHORTEST), width))
}

fn expected(scene: &Scene, width: f64) -> Time {
    let (total, longest) = (scene.plan.total_wait(), scene.plan.longest_wait());
    if scene.is_crowd() {
        return scene.predicted().max(longest);
    }
    let guess = scene.guess.unwrap_or_default();
    let imagined = if scene.runs_one_by_one() { Time::ZERO } else { total.min(longest * LONGEST_SHOWN) };
    scene.predicted().max(imagined).max(guess).max(with_code(longest, width))
}

/// Leaves room for a code behind the longest wait.
fn with_code(longest: Time, width: f64) -> Time {
    let factor = (width / (width - CODE).max(width / 4.0)).min(4.0);
    Time::from_millis_f64(longest.as_millis_f64() * factor)
}
