//! The rows below the lanes: the one thread, and the waits added up.

use super::{LaneId, Marks, Painter, lanes::MIN_POLL_WIDTH, layout::times, marks::bar};
use crate::{
    event::TaskId,
    format::{seconds_number, span},
    recording::PollSpan,
    scene::StrategyRun,
    time::SimTime,
    words,
};

/// The most bytes of two times that have room side by side.
const MAX_SUM: usize = 20;

impl Painter<'_> {
    /// When the thread was busy. Where it was free, the ground shows.
    pub(super) fn paint_thread(&mut self) {
        let [y, height] = [self.layout.thread_y(), self.layout.bar_height()];
        let [left, baseline] = [self.layout.left, self.layout.baseline(y)];
        self.paint_name(y, "thread".into());
        self.present.rect("thread-ground", [left, y], self.layout.axis.width, height);
        for class in ["busy", "blocked", "highlighted"] {
            let marks = (0..self.scene.strategy_runs.len()).map(|index| self.marks(class, index).outline(y, height));
            let loads = self.scene.strategy_runs.iter().filter(|_| class == "busy");
            self.past.path(class, marks.chain(loads.map(|run| self.load(run, y, height))).collect());
        }
        if let Some(idle) = words::idle(self.scene, self.layout.is_narrow) {
            self.paint_result("idle", baseline, idle.into());
        }
    }

    /// How busy the thread was under one strategy, where there are too many polls to draw each: the fuller a span, the higher.
    fn load(&self, run: &StrategyRun, y: f64, height: f64) -> String {
        let spans = run.recording.load().spans().map(|(from, until)| {
            let share = (until.busy - from.busy).in_units_of(until.at - from.at).min(1.0);
            bar([from.at, until.at].map(|at| self.layout.x(at)), y + height * (1.0 - share), y + height)
        });
        spans.collect()
    }

    /// The polls of one strategy's run: all, those that blocked the thread, or those of the highlighted tasks.
    fn marks(&self, class: &str, strategy_index: usize) -> Marks {
        let (scene, run) = (self.scene, &self.scene.strategy_runs[strategy_index]);
        let recording = &run.recording;
        let is_highlighted =
            |task: &TaskId| task.user().is_some_and(|user| self.is_highlighted(LaneId { strategy_index, user }));
        let is_meant = |poll: &PollSpan| match class {
            "blocked" => scene.is_blocked_by(run, poll.busy),
            "highlighted" => self.highlight.is_some() && recording.tasks_in(poll).iter().any(is_highlighted),
            _ => true,
        };
        let mut marks = Marks::default();
        for poll in recording.each_poll().iter().filter(|poll| is_meant(poll)) {
            let [from, until] = [poll.at, poll.end()].map(|at| self.layout.x(at));
            marks.add([from, until.max(from + MIN_POLL_WIDTH)]);
        }
        marks
    }

    /// The waits that are over, one behind another: what one after another would take.
    pub(super) fn paint_sum(&mut self) {
        if !self.layout.has_sum {
            return;
        }
        let y = self.layout.sum_y();
        let baseline = self.layout.baseline(y);
        let name = words::sum_name(self.layout.is_narrow);
        self.paint_name(y, name.into());
        if self.scene.is_ready() {
            return self.paint_ghost(y);
        }
        let (scene, mut sum) = (self.scene, SimTime::ZERO);
        for user in scene.strategy_runs[self.layout.strategies.start].recording.arrived_by(scene.time) {
            let wait = scene.plan.users()[*user as usize].wait();
            self.paint_piece(y, sum, wait);
            sum += wait;
        }
        if sum > SimTime::ZERO {
            self.paint_result("sum", baseline, self.sum(sum).into());
        }
    }

    /// The sum, with an arrow if its bar is cut off; at the end also the sum of all waits, if some were given up.
    fn sum(&self, sum: SimTime) -> String {
        let mut text = span(sum);
        if sum > self.layout.axis.end {
            text.insert_str(0, "→ ");
        }
        let total = self.scene.plan.total_wait();
        // (Times with many digits have no room for that.)
        let whole = span(total);
        if sum < total && self.scene.shows_finish() && text.len() + whole.len() < MAX_SUM && !self.layout.is_narrow {
            text += " of ";
            text += &whole;
        }
        text
    }

    /// One wait, with its length if there is room.
    fn paint_piece(&mut self, y: f64, from: SimTime, wait: SimTime) {
        let [x, end] = [from, from + wait].map(|at| self.layout.x(at));
        if end <= x {
            return;
        }
        self.present.rect("piece", [x, y], end - x, self.layout.bar_height());
        let number = seconds_number(wait);
        if end - x > self.layout.size * (0.7 * times(number.len(), 1.0) + 0.6) {
            self.present.text("piece-name", [f64::midpoint(x, end), self.layout.baseline(y)], number.into());
        }
    }
}
