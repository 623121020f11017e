//! A scale of seconds: where a moment lies on the drawing, and where the labels stand.

use crate::time::Time;

/// A linear scale from zero to a round number of seconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Axis {
    /// The moment at the right end.
    pub end: Time,
    /// The time between two labels.
    pub step: Time,
    /// The width of the drawing in CSS pixels.
    pub width: f64,
}

/// Labels closer than this, in CSS pixels, would touch.
const LABEL_WIDTH: f64 = 56.0;

impl Axis {
    /// The shortest scale that ends with a label and reaches `last`, on a drawing so many CSS pixels wide.
    pub fn reaching(last: Time, width: f64) -> Self {
        let labels = (width / LABEL_WIDTH).floor().max(1.0);
        let last = last.as_micros().max(1);
        let step = round_up((last as f64 / labels).ceil() as u64);
        let end = last.div_ceil(step) * step;
        Self { end: Time::from_micros(end), step: Time::from_micros(step), width }
    }

    /// Where the moment lies, in CSS pixels from the left.
    pub fn x(&self, at: Time) -> f64 {
        at.in_units_of(self.end) * self.width
    }

    /// The moment that lies so many CSS pixels from the left.
    pub fn at(&self, x: f64) -> Time {
        Time::from_micros((self.end.as_micros() as f64 * x / self.width) as u64)
    }

    /// The moments that carry a label.
    pub fn labels(&self) -> impl Iterator<Item = Time> + use<> {
        let (step, count) = (self.step, self.end.in_units_of(self.step).round() as u64);
        (0..=count).map(move |index| step * index)
    }
}

/// The next number with the leading digit 1, 2 or 5 and zeros behind it, which is what people count in.
fn round_up(number: u64) -> u64 {
    let mut power = 1;
    loop {
        for lead in [1, 2, 5] {
            if lead * power >= number {
                return lead * power;
            }
        }
        power *= 10;
    }
}
