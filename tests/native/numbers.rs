//! Numbers and scales as they are written on the page.

use proptest::prelude::*;
use waiting_room::{
    axis::Axis,
    format::{grouped, milliseconds, ratio, seconds, seconds_fixed, span},
    time::Time,
};

/// With plain spaces, which are easier to read in a test.
fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

#[test]
fn groups_digits_of_long_numbers() {
    let written = [0, 9999, 10_000, 1_000_000, 4_294_967_295].map(|number| plain(&grouped(number)));
    assert_eq!(written, ["0", "9999", "10 000", "1 000 000", "4 294 967 295"]);
}

#[test]
fn writes_seconds() {
    let written =
        [0, 6_000_000, 600_000, 13_003_950, 40, 9_512_000_000].map(|micros| plain(&seconds(Time::from_micros(micros))));
    assert_eq!(written, ["0 s", "6 s", "0.6 s", "13.004 s", "0 s", "9512 s"]);
}

#[test]
fn writes_long_times_in_hours_and_days() {
    let written = [48, 9999, 10_000, 172_799, 172_800, 5_999_912].map(|time| plain(&span(Time::from_secs(time))));
    assert_eq!(written, ["48 s", "9999 s", "2.8 hours", "48.0 hours", "2.0 days", "69.4 days"]);
}

#[test]
fn writes_seconds_with_fixed_digits() {
    assert_eq!(plain(&seconds_fixed(Time::from_micros(13_003_950), 3)), "13.004 s");
    assert_eq!(plain(&seconds_fixed(Time::from_millis(7950), 1)), "8.0 s");
    assert_eq!(plain(&seconds_fixed(Time::from_millis(1005), 3)), "1.005 s");
}

#[test]
fn writes_milliseconds() {
    let written = [0, 400, 4000, 9900, 12_345, 1_500_000].map(|micros| plain(&milliseconds(Time::from_micros(micros))));
    assert_eq!(written, ["0 ms", "0.4 ms", "4 ms", "9.9 ms", "12 ms", "1500 ms"]);
}

#[test]
fn writes_ratios() {
    assert_eq!(ratio(Time::from_secs(48), Time::from_millis(13_004)), "3.7");
    assert_eq!(plain(&ratio(Time::from_secs(9_500_000), Time::from_secs(14))), "678 571");
}

#[test]
fn an_axis_ends_with_a_label() {
    let axis = Axis::reaching(Time::from_secs(48), 690.0);
    assert_eq!((axis.step, axis.end), (Time::from_secs(5), Time::from_secs(50)));
    assert_eq!(axis.labels().count(), 11);
    assert_eq!(axis.x(Time::from_secs(25)), 345.0);
}

proptest! {
    #[test]
    fn axes_have_room_for_their_labels(millis in 1..3_600_000_000_u64, width in 60.0..3000.0_f64) {
        let last = Time::from_millis(millis);
        let axis = Axis::reaching(last, width);
        prop_assert!(axis.end >= last && axis.labels().last() == Some(axis.end));
        prop_assert!(axis.x(axis.step) >= 56.0 - 1e-9 || axis.labels().count() == 2);
    }
}
