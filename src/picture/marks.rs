//! Marks along a row, which may be many and lie close to each other.

use crate::format::hundredths;

/// Marks along a row, in CSS pixels, each from one `x` to another, in order. Marks that touch become one.
#[derive(Default)]
pub struct Marks(Vec<[f64; 2]>);

impl Marks {
    /// Adds a mark, which does not begin before the one before.
    pub fn add(&mut self, [from, until]: [f64; 2]) {
        match self.0.last_mut() {
            Some(last) if from <= last[1] => last[1] = last[1].max(until),
            _ => self.0.push([from, until]),
        }
    }

    /// Their outline, as rectangles from `y` on.
    pub fn outline(&self, y: f64, height: f64) -> String {
        self.0.iter().map(|mark| bar(*mark, y, y + height)).collect()
    }
}

/// The outline of a rectangle.
pub fn bar(xs: [f64; 2], top: f64, bottom: f64) -> String {
    let [[left, right], [top, bottom]] = [xs, [top, bottom]].map(|lengths| lengths.map(hundredths));
    format!("M{left} {bottom}V{top}H{right}V{bottom}z")
}
