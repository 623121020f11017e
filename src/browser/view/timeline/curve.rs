//! The share of a crowd that has arrived, as a curve over the axis of seconds.

use web_sys::Element;

use super::layout::CURVE_HEIGHT;
use crate::{
    axis::Axis,
    browser::{
        dom::{append, hundredths, new_svg, new_text, set_attr},
        view::metrics::NAMES_WIDTH,
    },
    recording::Recording,
    time::SimTime,
};

/// The curve's nodes, and the points that are known already.
pub struct Curve {
    line: Element,
    area: Element,
    /// The upper edge: everyone.
    top: f64,
    /// How many had arrived at each column of the drawing.
    counts: Vec<usize>,
}

/// The width of a column, in CSS pixels.
const COLUMN: f64 = 2.0;

impl Curve {
    /// An empty curve below the upper edge `top`.
    pub fn new(svg: &Element, top: f64) -> Self {
        let names = [("all", top + 9.0), ("nobody", top + CURVE_HEIGHT)];
        append(svg, names.map(|(name, y)| new_text("name", NAMES_WIDTH - 10.0, y, name)).iter());
        let (area, line) = (new_svg("path", "share-area"), new_svg("path", "share"));
        append(svg, [&area, &line]);
        Self { line, area, top, counts: Vec::new() }
    }

    /// Makes the next `draw` redraw everything.
    pub fn reset(&mut self) {
        self.counts.clear();
    }

    /// Draws the curve up to time `t`.
    pub fn draw(&mut self, recording: &Recording, users: usize, axis: &Axis, t: SimTime) {
        let x = |column: usize| u32::try_from(column).map_or(0.0, f64::from) * COLUMN;
        let last = axis.x(t);
        let columns = column_at(last) + 1;
        self.counts.truncate(columns);
        for column in self.counts.len()..columns {
            self.counts.push(recording.arrived_by(axis.time_at(x(column))).len());
        }
        let y = |count: usize| self.top + CURVE_HEIGHT * (1.0 - share(count, users));
        let point = |x: f64, count: usize| format!("L{} {}", hundredths(NAMES_WIDTH + x), hundredths(y(count)));
        let mut points: String =
            self.counts.iter().enumerate().map(|(column, count)| point(x(column), *count)).collect();
        points += &point(last, recording.arrived_by(t).len());
        let start = format!("M{} {}", hundredths(NAMES_WIDTH), hundredths(y(0)));
        set_attr(&self.line, "d", &format!("{start}{points}"));
        set_attr(&self.area, "d", &format!("{start}{points}V{}Z", hundredths(y(0))));
    }
}

#[expect(clippy::cast_precision_loss, reason = "a million is exact")]
fn share(count: usize, users: usize) -> f64 {
    count as f64 / users as f64
}

/// The column in which `x` lies.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a cast from f64 saturates, and 0 is the least"
)]
fn column_at(x: f64) -> usize {
    (x / COLUMN) as usize
}
