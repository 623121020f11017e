//! The share of a crowd that has arrived, as a curve over the axis of seconds.

use web_sys::Element;

use super::layout::{CURVE, LABELS};
use crate::{
    axis::Axis,
    browser::view::dom::{append, hundredths, set, svg, text},
    recording::Recording,
    time::Time,
};

/// The curve's nodes, and the points that are known already.
pub struct Curve {
    line: Element,
    area: Element,
    /// The upper edge: everybody.
    top: f64,
    /// How many had arrived at each column of the drawing.
    counts: Vec<usize>,
}

/// The width of a column, in CSS pixels.
const COLUMN: f64 = 2.0;

impl Curve {
    /// An empty curve below the upper edge `top`.
    pub fn new(picture: &Element, top: f64) -> Self {
        let names = [("all", top + 9.0), ("nobody", top + CURVE)];
        append(picture, names.map(|(name, y)| text("name", LABELS - 10.0, y, name)).iter());
        let (area, line) = (svg("path", &[("class", "share-area")]), svg("path", &[("class", "share")]));
        append(picture, [&area, &line]);
        Self { line, area, top, counts: Vec::new() }
    }

    /// Forgets what is known, because the axis has changed.
    pub fn forget(&mut self) {
        self.counts.clear();
    }

    /// Draws the curve up to time `t`.
    pub fn draw(&mut self, recording: &Recording, users: usize, axis: &Axis, t: Time) {
        let columns = (axis.x(t) / COLUMN).floor() as usize + 1;
        self.counts.truncate(columns);
        for column in self.counts.len()..columns {
            self.counts.push(recording.arrived_by(axis.at(column as f64 * COLUMN)).len());
        }
        let y = |count: usize| self.top + CURVE * (1.0 - count as f64 / users as f64);
        let point = |x: f64, count: usize| format!("L{} {}", hundredths(LABELS + x), hundredths(y(count)));
        let mut points: String =
            self.counts.iter().enumerate().map(|(column, count)| point(column as f64 * COLUMN, *count)).collect();
        points += &point(axis.x(t), recording.arrived_by(t).len());
        let start = format!("M{} {}", hundredths(LABELS), hundredths(y(0)));
        set(&self.line, "d", &format!("{start}{points}"));
        set(&self.area, "d", &format!("{start}{points}V{}Z", hundredths(y(0))));
    }
}
