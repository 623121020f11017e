//! How busy the thread was, in runs with too many polls to keep each.

use crate::time::SimTime;

/// What the thread had done by some points in time. When there are too many points, every other one is dropped.
pub struct Load {
    points: Vec<LoadPoint>,
    /// The least time between two points, except before the last.
    interval: SimTime,
}

/// What the thread had done by some time, since the start of the run.
#[derive(Clone, Copy, Default)]
pub struct LoadPoint {
    /// The time.
    pub at: SimTime,
    /// How many polls it had done.
    pub polls: u32,
    /// How long these took.
    pub busy: SimTime,
}

/// In a picture of 728 pixels, two to four pixels lie between two points.
const MAX_POINTS: usize = 256;

impl Default for Load {
    fn default() -> Self {
        Self { points: vec![LoadPoint::default()], interval: SimTime::from_millis(1) }
    }
}

impl Load {
    /// Adds a point, which is not earlier than those before.
    pub fn add(&mut self, point: LoadPoint) {
        match &mut self.points[..] {
            [.., before, last] if last.at - before.at < self.interval => *last = point,
            _ => self.points.push(point),
        }
        if self.points.len() > MAX_POINTS {
            let mut is_kept = false;
            self.points.retain(|_| {
                is_kept = !is_kept;
                is_kept
            });
            self.interval += self.interval;
        }
    }

    /// The points, each with the one before.
    pub fn spans(&self) -> impl Iterator<Item = (&LoadPoint, &LoadPoint)> {
        self.points.iter().zip(self.points.iter().skip(1))
    }

    /// For how long the thread was busy until time `t`. Between two points, it counts as busy first and then as free.
    pub fn busy_by(&self, t: SimTime) -> SimTime {
        self.spans().map(|(from, until)| (until.busy - from.busy).min(t - from.at)).sum()
    }
}
