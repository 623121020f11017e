//! The share of a crowd that has arrived, as a curve over the axis of seconds.

use super::Painter;
use crate::{format::hundredths, scene::StrategyRun, time::SimTime};

impl Painter<'_> {
    pub(super) fn paint_curve(&mut self, row: usize, run: &StrategyRun) {
        let [top, height, size] = [self.layout.lanes_y(row), self.layout.curve_height(), self.layout.size];
        for (name, y) in [("all", top + 0.8 * size), ("nobody", top + height)] {
            self.present.text("name", [self.layout.left - size, y], name.into());
        }
        if self.scene.is_ready() {
            return;
        }
        let Some((first, last)) = run.arrival_span() else { return };
        let outline = self.outline(run, last, top, height);
        let [start, bottom] = [self.layout.x(first), top + height].map(hundredths);
        self.past.path("share", format!("M{start} {bottom}{outline}V{bottom}z"));
    }

    /// The curve, prolonged to the time `end` as if no more codes arrived, so that it changes only when one does.
    fn outline(&self, run: &StrategyRun, end: SimTime, top: f64, height: f64) -> String {
        let users = self.scene.plan.users().len();
        let mut outline = String::new();
        let mut add = |arrived, at| {
            let y = top + height * (1.0 - share(arrived, users));
            outline += &format!("L{} {}", hundredths(self.layout.x(at)), hundredths(y));
        };
        for (arrived, at) in run.recording.milestones() {
            add(arrived, at);
        }
        let last = run.last_arrival_time().unwrap_or_default();
        for at in [last, end.max(last)] {
            add(run.recording.arrived_count(), at);
        }
        outline
    }
}

#[expect(clippy::cast_precision_loss, reason = "a million is exact")]
fn share(count: usize, users: usize) -> f64 {
    count as f64 / users as f64
}
