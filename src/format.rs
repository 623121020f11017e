//! How numbers are written on the page. All spaces inside a number, and before its unit, are ones that never break.

use crate::time::{Speed, Time};

const NARROW_SPACE: &str = "\u{202f}";
const SPACE: &str = "\u{a0}";

/// A whole number, from five digits on in groups of three: `1 000 000`, but `3600`.
pub fn grouped(number: u32) -> String {
    if number < 10_000 { number.to_string() } else { groups(number) }
}

fn groups(number: u32) -> String {
    match (number / 1000, number % 1000) {
        (0, last) => last.to_string(),
        (front, last) => format!("{}{NARROW_SPACE}{last:03}", groups(front)),
    }
}

/// A time to the millisecond, with no more digits than it needs: `6 s`, `0.6 s`, `13.004 s`.
pub fn seconds(time: Time) -> String {
    format!("{}{SPACE}s", seconds_number(time))
}

/// As [`seconds`], without the unit.
pub fn seconds_number(time: Time) -> String {
    let millis = (time.as_micros() + 500) / 1000;
    let digits = if millis.is_multiple_of(1000) {
        0
    } else if millis.is_multiple_of(100) {
        1
    } else {
        3 - u32::from(millis.is_multiple_of(10))
    };
    fixed(time, digits)
}

/// A time with exactly so many (0 to 3) digits after the point: `13.0 s`.
pub fn seconds_fixed(time: Time, digits: u32) -> String {
    format!("{}{SPACE}s", fixed(time, digits))
}

/// A time in the unit that suits it: in seconds, as [`seconds`] writes it, or if it is long in hours or days.
pub fn span(time: Time) -> String {
    let units = [(Time::from_secs(2 * DAY), DAY, "days"), (Time::from_secs(10_000), HOUR, "hours")];
    match units.into_iter().find(|(from, ..)| time >= *from) {
        Some((_, unit, name)) => format!("{}{SPACE}{name}", ratio(time, Time::from_secs(unit))),
        None => seconds(time),
    }
}

const HOUR: u64 = 3600;
const DAY: u64 = 24 * HOUR;

fn fixed(time: Time, digits: u32) -> String {
    let unit = 10_u64.pow(digits);
    let rounded = (time.as_micros() * unit + 500_000) / 1_000_000;
    let (whole, fraction) = (grouped((rounded / unit) as u32), (rounded % unit) as u32);
    if digits == 0 { whole } else { format!("{whole}.{fraction:0width$}", width = digits as usize) }
}

/// A time in milliseconds: `4 ms`, and `0.4 ms` below ten.
pub fn milliseconds(time: Time) -> String {
    let tenths = ((time.as_micros() + 50) / 100) as u32;
    match (tenths / 10, tenths % 10) {
        (whole @ 0..10, tenth @ 1..) => format!("{whole}.{tenth}{SPACE}ms"),
        (whole, tenth) => format!("{}{SPACE}ms", grouped(whole + tenth / 5)),
    }
}

/// A time in microseconds, or if it is long in milliseconds: `14 µs`, `600 ms`.
pub fn microseconds(time: Time) -> String {
    if time < Time::from_millis(1) { format!("{}{SPACE}µs", time.as_micros() as u32) } else { milliseconds(time) }
}

/// A speed as a factor: `2.5 ×`.
pub fn speed(speed: Speed) -> String {
    format!("{}{SPACE}×", seconds_number(Time::from_micros(speed.millionths())))
}

/// A ratio with one digit after the point: `3.7`; with none from a thousand on.
pub fn ratio(of: Time, to: Time) -> String {
    let tenths = (of.in_units_of(to) * 10.0).round() as u32;
    match (tenths / 10, tenths % 10) {
        (whole @ 0..1000, tenth) => format!("{whole}.{tenth}"),
        (whole, tenth) => grouped(whole + tenth / 5),
    }
}
