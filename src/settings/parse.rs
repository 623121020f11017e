//! The values of attributes: numbers in a range, and lists of names. The error of each function says what is allowed.

use std::ops::RangeInclusive;

use crate::{
    format::{grouped, seconds_number},
    time::SimTime,
};

/// A whole number in the range.
pub fn whole(value: &str, range: RangeInclusive<u32>) -> Result<u32, String> {
    let number = value.trim_ascii().parse().ok().filter(|number| range.contains(number));
    let (min, max) = (grouped(u64::from(*range.start())), grouped(u64::from(*range.end())));
    number.ok_or_else(|| format!("it must be a whole number from {min} to {max}"))
}

/// A number of seconds in the range, to the microsecond.
pub fn seconds(value: &str, range: RangeInclusive<SimTime>) -> Result<SimTime, String> {
    let (min, max) = (seconds_number(*range.start()), seconds_number(*range.end()));
    let seconds = decimal(value).map(SimTime::from_micros).filter(|seconds| range.contains(seconds));
    seconds.ok_or_else(|| format!("it must be a number of seconds from {min} to {max}"))
}

/// A decimal number that is not negative, such as `13` or `0.6`, rounded to whole millionths. So the sum of `0.6 0.8 0.7` is
/// exactly 2.1. (The standard library's tables for reading floating-point numbers would also weigh some kilobytes.)
pub fn decimal(value: &str) -> Option<u64> {
    let value = value.trim_ascii();
    let (mut millionths, mut unit) = (0_u64, None);
    for byte in value.bytes() {
        match (byte, unit) {
            (b'.', None) => unit = Some(1_000_000),
            (b'0'..=b'9', None) => millionths = millionths.checked_mul(10)?.checked_add(digit(byte) * 1_000_000)?,
            (b'0'..=b'9', Some(unit_before)) => {
                // The seventh digit rounds the sixth, and those after it do not count.
                millionths = millionths.checked_add((digit(byte) * unit_before + 5) / 10)?;
                unit = Some(unit_before / 10);
            }
            _ => return None,
        }
    }
    let has_digits = value.len() > usize::from(unit.is_some());
    has_digits.then_some(millionths)
}

fn digit(byte: u8) -> u64 {
    u64::from(byte - b'0')
}

/// Names from `options`, separated by spaces, at least one and none twice; returns their indices.
pub fn choices(value: &str, options: &[&str]) -> Result<Vec<usize>, String> {
    let mut chosen = Vec::new();
    for name in value.split_ascii_whitespace() {
        let Some(index) = options.iter().position(|option| *option == name) else {
            return Err(format!("it must be {}, and “{}” is none of them", any_of(options), shortened(name)));
        };
        if chosen.contains(&index) {
            return Err(format!("it must name {name} only once"));
        }
        chosen.push(index);
    }
    if chosen.is_empty() { Err(format!("it must be {}", any_of(options))) } else { Ok(chosen) }
}

fn any_of(options: &[&str]) -> String {
    let mut text = "one or more of ".to_owned();
    for name in options {
        text += name;
        text += ", ";
    }
    text + "separated by spaces"
}

/// The value as messages show it: they must stay readable, however long it is.
pub fn shortened(value: &str) -> String {
    const LONGEST: usize = 40;
    let mut shown: String = value.chars().take(LONGEST).collect();
    if shown.len() < value.len() {
        shown.push('…');
    }
    shown
}
