//! Where things stand in the timeline, in CSS pixels.

use crate::{
    axis::Axis,
    scene::Scene,
    settings::{Settings, Strategy},
    time::Time,
};

/// The width of the column of names at the left.
pub const LABELS: f64 = 68.0;
/// The space at the right for the last label of the axis, which is centred at its end.
pub const MARGIN: f64 = 14.0;
/// The height of a bar.
pub const BAR: f64 = 14.0;

const ROW: f64 = 23.0;
const TITLE: f64 = 30.0;
const NOTE: f64 = 20.0;
/// Between the last lane and the waits laid end to end; "everyone is in" stands there.
const GAP: f64 = 20.0;
const AXIS: f64 = 26.0;

/// At most so many users get a lane each; if there are more, only the first few do.
const MAX_LANES: usize = 60;
const FEW_LANES: usize = 12;

/// One after another may be drawn so many times as long as the longest wait; what goes beyond is cut off, or nobody
/// could see the lanes any more.
const LONGEST_SHOWN: u64 = 16;

/// The width of a code and its wait.
const CODE: f64 = 110.0;

/// An axis shorter than this would need labels that are no whole milliseconds.
const SHORTEST: Time = Time::from_millis(50);

/// The rows of the picture, from the top down: for each strategy a title (if there are several), its lanes and a note
/// (if some users have none); then, maybe, the waits laid end to end; then the axis.
pub struct Layout {
    /// How many users of each strategy get a lane.
    pub lanes: usize,
    strategies: usize,
    title: f64,
    note: f64,
    in_a_row: bool,
}

impl Layout {
    pub fn new(settings: &Settings) -> Self {
        let (users, strategies) = (settings.waits.users(), settings.strategies.len());
        let lanes = if users > MAX_LANES { FEW_LANES } else { users };
        let title = if strategies > 1 { TITLE } else { 0.0 };
        let note = if users > lanes { NOTE } else { 0.0 };
        let in_a_row = !settings.strategies.contains(&Strategy::OneByOne);
        Self { lanes, strategies, title, note, in_a_row }
    }

    /// Whether no user had to be left out.
    pub fn everyone_has_a_lane(&self) -> bool {
        self.note == 0.0
    }

    /// The baseline of a strategy's title, if it has one.
    pub fn title(&self, act: usize) -> Option<f64> {
        (self.title > 0.0).then(|| self.act(act) + self.title - 9.0)
    }

    /// The top of a user's bar.
    pub fn lane(&self, act: usize, user: usize) -> f64 {
        self.act(act) + self.title + ROW * user as f64 + (ROW - BAR) / 2.0
    }

    /// The baseline of the note below a strategy's lanes.
    pub fn note(&self, act: usize) -> f64 {
        self.act(act + 1) - self.note + 13.0
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
        self.axis() + AXIS
    }

    fn act(&self, act: usize) -> f64 {
        act as f64 * (self.title + ROW * self.lanes as f64 + self.note)
    }
}

/// The axis for a drawing so many CSS pixels wide. It reaches a little further than what should happen, so that lateness
/// fits in, leaves room for a code behind the longest wait, and reaches further still if the run really takes longer.
pub fn axis(scene: &Scene, width: f64) -> Axis {
    let (total, longest) = (scene.plan.total_wait(), scene.plan.longest_wait());
    let expected = if scene.runs_one_by_one() { total } else { total.min(longest * LONGEST_SHOWN) };
    let lateness = Time::from_micros(expected.as_micros() / 50);
    let room_for_code = (width / (width - CODE).max(width / 4.0)).min(4.0);
    let with_code = Time::from_millis_f64(longest.as_millis_f64() * room_for_code);
    Axis::reaching((expected + lateness).max(with_code).max(scene.t).max(SHORTEST), width)
}
