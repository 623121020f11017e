//! An axis of seconds: where a time lies on the drawing, and where the labels are.

use crate::time::SimTime;

/// A linear scale from zero to a round number of seconds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Axis {
    /// The time at the right end.
    pub end: SimTime,
    /// The time between two labels.
    pub step: SimTime,
    /// The width of the drawing in CSS pixels.
    pub width: f64,
}

/// The most labels, however wide the drawing is.
const MAX_LABELS: u64 = 100;

impl Axis {
    /// The shortest scale that reaches `last` and ends with a label or half-way to the next, on a drawing `width` CSS pixels wide.
    /// Labels are no closer than `label_width` CSS pixels.
    pub fn reaching(last: SimTime, width: f64, label_width: f64) -> Self {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast from a float saturates")]
        let labels = ((width / label_width) as u64).clamp(1, MAX_LABELS);
        let last = last.min(SimTime::LONGEST_RUN).as_micros().max(1);
        let step = round_up(last.div_ceil(labels));
        let half = step.div_ceil(2);
        let end = last.div_ceil(half) * half;
        Self { end: SimTime::from_micros(end), step: SimTime::from_micros(step), width }
    }

    /// Where `time` lies, in CSS pixels from the left.
    pub fn x(&self, time: SimTime) -> f64 {
        time.in_units_of(self.end) * self.width
    }

    /// The time that lies `x` CSS pixels from the left.
    pub fn time_at(&self, x: f64) -> SimTime {
        SimTime::from_millis_f64(self.end.as_millis_f64() * x / self.width)
    }

    /// The times that carry a label.
    pub fn labels(&self) -> impl Iterator<Item = SimTime> + use<> {
        let (step, count) = (self.step, self.end.as_micros() / self.step.as_micros());
        (0..=count).map(move |index| step * index)
    }
}

/// The next number with the leading digit 1, 2 or 5 and zeros after it, which is what people count in. (`number` is at most the
/// longest run, which is far from the largest power of ten.)
fn round_up(number: u64) -> u64 {
    let mut power = 1;
    loop {
        if let Some(lead) = [1, 2, 5].into_iter().find(|lead| lead * power >= number) {
            return lead * power;
        }
        power *= 10;
    }
}
