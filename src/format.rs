//! How the page writes numbers. A space inside a number, or before its unit, is one that never breaks.

use crate::time::{SimTime, Speed, Time};

const NARROW_SPACE: &str = "\u{202f}";
const SPACE: &str = "\u{a0}";

/// A whole number, from five digits on in groups of three: `1 000 000`, but `3600`.
pub fn grouped(number: u64) -> String {
    if number < 10_000 { number.to_string() } else { groups(number) }
}

/// A count, written as [`grouped`] does.
pub fn count(count: usize) -> String {
    grouped(count as u64)
}

fn groups(number: u64) -> String {
    match (number / 1000, number % 1000) {
        (0, last) => last.to_string(),
        (front, last) => format!("{}{NARROW_SPACE}{last:03}", groups(front)),
    }
}

/// A time to the millisecond, with no more digits than it needs: `6 s`, `0.6 s`, `13.004 s`.
pub fn seconds<Kind: Copy>(time: Time<Kind>) -> String {
    format!("{}{SPACE}s", seconds_number(time))
}

/// Like [`seconds`], without the unit.
pub fn seconds_number<Kind: Copy>(time: Time<Kind>) -> String {
    let micros = time.as_micros();
    let millis = micros.saturating_add(500) / 1000;
    let digits = if millis.is_multiple_of(1000) {
        0
    } else if millis.is_multiple_of(100) {
        1
    } else if millis.is_multiple_of(10) {
        2
    } else {
        3
    };
    fixed(micros, digits)
}

/// A time with `digits` (0 to 3) digits after the point: `13.0 s`.
pub fn seconds_fixed<Kind>(time: Time<Kind>, digits: u32) -> String {
    format!("{}{SPACE}s", fixed(time.as_micros(), digits))
}

fn fixed(micros: u64, digits: u32) -> String {
    let step = 10_u64.pow(6 - digits);
    let rounded = micros.saturating_add(step / 2) / step;
    let unit = 10_u64.pow(digits);
    let (whole, fraction) = (grouped(rounded / unit), rounded % unit);
    if digits == 0 { whole } else { format!("{whole}.{fraction:0width$}", width = digits as usize) }
}

/// A time in the unit that suits it: in seconds, as [`seconds`] writes it; if it is long, in hours or days.
pub fn span(time: SimTime) -> String {
    let units = [(SimTime::from_secs(2 * DAY), DAY, "days"), (SimTime::from_secs(10_000), HOUR, "hours")];
    match units.into_iter().find(|(from, ..)| time >= *from) {
        Some((_, unit, name)) => format!("{}{SPACE}{name}", ratio(time, SimTime::from_secs(unit))),
        None if time >= SimTime::from_secs(1000) => seconds_fixed(time, 0),
        None => seconds(time),
    }
}

const HOUR: u64 = 3600;
const DAY: u64 = 24 * HOUR;

/// A time in whole milliseconds: `14 ms`; below ten with a tenth, unless that is zero: `0.4 ms`, `4 ms`.
pub fn milliseconds<Kind: Copy>(time: Time<Kind>) -> String {
    let tenths = time.as_micros().saturating_add(50) / 100;
    match (tenths / 10, tenths % 10) {
        (whole @ 0..10, tenth @ 1..) => format!("{whole}.{tenth}{SPACE}ms"),
        // From five tenths on, it rounds up.
        (whole, tenth) => format!("{}{SPACE}ms", grouped(whole + tenth / 5)),
    }
}

/// A time in microseconds; if it is long, in milliseconds: `14 µs`, `600 ms`.
pub fn microseconds<Kind: Copy>(time: Time<Kind>) -> String {
    let micros = time.as_micros();
    if micros < 1000 { format!("{micros}{SPACE}µs") } else { milliseconds(time) }
}

/// A speed as a factor: `2.5 ×`.
pub fn speed(speed: Speed) -> String {
    format!("{}{SPACE}×", seconds_number(SimTime::from_micros(speed.millionths())))
}

/// A ratio with one digit after the point: `3.7`; with none from a thousand on.
fn ratio(time: SimTime, unit: SimTime) -> String {
    let tenths = tenths(time, unit);
    match (tenths / 10, tenths % 10) {
        (whole @ 0..1000, tenth) => format!("{whole}.{tenth}"),
        (whole, tenth) => grouped(whole + tenth / 5),
    }
}

/// The same; but from a hundred on, two digits are enough: `about 860 000`.
pub fn rounded_ratio(time: SimTime, unit: SimTime) -> String {
    let whole = tenths(time, unit) / 10;
    if whole < 100 {
        return ratio(time, unit);
    }
    let step = 10_u64.pow(whole.ilog10() - 1);
    format!("about {}", grouped((whole + step / 2) / step * step))
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast from a float saturates")]
fn tenths(time: SimTime, unit: SimTime) -> u64 {
    (time.in_units_of(unit) * 10.0).round() as u64
}

/// A length that is not negative, with two digits after the point.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast from a float saturates")]
pub fn hundredths(value: f64) -> String {
    let hundredths = (value * 100.0).round() as u32;
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}
