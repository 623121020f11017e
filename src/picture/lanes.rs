//! A lane for each user: what the user's task did, and at the right what became of it.

use super::{LaneId, Painter, layout::times};
use crate::{
    event::{End, TaskId},
    recording::{TaskSpan, TaskState},
    scene::StrategyRun,
    time::SimTime,
    words,
};

/// Most polls are too short to be seen, and are drawn this wide, in CSS pixels.
pub const MIN_POLL_WIDTH: f64 = 2.5;

/// About how wide a character of a result is, and a whole code, in units of the text's size.
const RESULT_CHARACTER: f64 = 0.64;
const CODE_WIDTH: f64 = 4.4;

impl Painter<'_> {
    pub(super) fn paint_lanes(&mut self, row: usize, strategy_index: usize, run: &StrategyRun) {
        let code_end = self.layout.size * (RESULT_CHARACTER * self.longest_result() + 0.8);
        for user in 0..self.layout.lanes {
            let y = self.layout.bar_y(row, user);
            self.paint_highlight(row, LaneId { strategy_index, user });
            let name = words::lane_name(user, self.scene.is_reader(user), self.layout.is_narrow);
            self.paint_name(y, name.into());
            if self.scene.is_ready() {
                self.paint_ghost(y);
                continue;
            }
            self.paint_spans(y, run, user);
            self.paint_outcome(y, run, user, code_end);
        }
    }

    /// At the right: the code, if there is room for it, and how long it took; or what came instead.
    fn paint_outcome(&mut self, y: f64, run: &StrategyRun, user: usize, code_end: f64) {
        let is_narrow = self.layout.is_narrow;
        let Some((class, text)) = words::lane_result(self.scene, run, user, is_narrow) else { return };
        let [baseline, size] = [self.layout.baseline(y), self.layout.size];
        if class == "result" && !is_narrow && code_end + size * CODE_WIDTH < self.layout.results_width() {
            let code = self.scene.plan.users()[user].code.spaced();
            self.present.text("code", [self.layout.width - code_end, baseline], code.into());
        }
        self.paint_result(class, baseline, text);
    }

    /// How many characters the longest of the results may have. (Its space is two bytes long, and its tick three.)
    fn longest_result(&self) -> f64 {
        let users = &self.scene.plan.users()[..self.layout.lanes];
        let length = |wait| words::result(wait).len();
        times(users.iter().map(|user| length(user.wait())).max().unwrap_or_default(), 1.0) - 3.0
    }

    /// The ground of the lane that the reader points at.
    fn paint_highlight(&mut self, row: usize, lane: LaneId) {
        let [top, height] = self.layout.lane(row, lane.user);
        let height = if self.is_highlighted(lane) { height } else { 0.0 };
        self.present.rect("highlight", [0.0, top], self.layout.width, height);
    }

    /// What the task did, one span after another, and how it ended.
    fn paint_spans(&mut self, y: f64, run: &StrategyRun, user: usize) {
        let spans = run.recording.spans(TaskId::of_user(user));
        if run.recording.state(user, SimTime::MAX) == TaskState::NeverPolled {
            return self.paint_never_polled(y, &spans, user);
        }
        let axis_end = self.layout.axis.end;
        // Polls lie over the bars that they end.
        let (polls, others): (Vec<&TaskSpan>, Vec<_>) = spans.iter().partition(|span| span.state == TaskState::Running);
        for span in others {
            let class = if span.state == TaskState::Ready { "ready" } else { "suspended" };
            self.paint_bar(class, y, span.from, span.until.unwrap_or(axis_end));
        }
        for span in polls {
            let busy = span.until.unwrap_or(self.scene.latest) - span.from;
            let class = if self.scene.is_blocked_by(run, busy) { "blocking" } else { "ran" };
            self.paint_poll(class, y, span.from, span.until.unwrap_or(axis_end));
        }
        match run.recording.ended_at(user) {
            Some((End::Cancelled | End::GaveUp, at)) => self.paint_cross(y, at),
            Some((End::Refused, at)) => self.paint_poll("refused", y, at, at),
            Some((End::Done, at)) if !self.scene.is_reader(user) => self.paint_due(y, run, user, at),
            _ => {}
        }
    }

    /// The wait that did not happen: an empty frame.
    fn paint_never_polled(&mut self, y: f64, spans: &[TaskSpan], user: usize) {
        let created = spans.first().map(|span| span.from).unwrap_or_default();
        self.paint_bar("never-polled", y, created, created + self.scene.plan.users()[user].wait());
    }

    /// A bar, if it is wide enough to be seen.
    fn paint_bar(&mut self, class: &'static str, y: f64, from: SimTime, until: SimTime) {
        let [from, until] = [from, until].map(|at| self.layout.x(at));
        if until - from >= 1.0 {
            self.past.rect(class, [from, y], until - from, self.layout.bar_height());
        }
    }

    /// A poll: always wide enough to be seen, and it sticks out a little, above and below.
    fn paint_poll(&mut self, class: &'static str, y: f64, from: SimTime, until: SimTime) {
        let [from, until] = [from, until].map(|at| self.layout.x(at));
        self.past.rect(class, [from, y - 1.0], (until - from).max(MIN_POLL_WIDTH), self.layout.bar_height() + 2.0);
    }

    /// Marks when the wait should have ended, if that is far enough from when it did.
    fn paint_due(&mut self, y: f64, run: &StrategyRun, user: usize, ended: SimTime) {
        let lateness = run.recording.lateness(user, self.scene.plan.users()[user].wait()).unwrap_or_default();
        let [due, ended] = [ended - lateness, ended].map(|at| self.layout.x(at));
        if ended - due > 2.0 * MIN_POLL_WIDTH {
            self.past.line("due", [due, y - 2.0], [due, y + self.layout.bar_height() + 2.0]);
        }
    }

    /// Dropped: a × at the end of the lane.
    fn paint_cross(&mut self, y: f64, at: SimTime) {
        let x = self.layout.x(at);
        let [radius, middle] = [0.3 * self.layout.size, y + self.layout.bar_height() / 2.0];
        for slope in [radius, -radius] {
            self.past.line("cross", [x - radius, middle - slope], [x + radius, middle + slope]);
        }
    }
}
