//! Numbers and scales as the page writes them.

use proptest::prelude::*;
use waiting_room::{
    axis::Axis,
    format::{grouped, milliseconds, rounded_ratio, seconds, seconds_fixed, span},
    time::{RealTime, SimTime, Speed},
};

use crate::plans::plain;

#[test]
fn groups_digits_of_long_numbers() {
    let written = [0, 9999, 10_000, 1_000_000, 4_294_967_295, u64::MAX].map(|number| plain(&grouped(number)));
    assert_eq!(written, ["0", "9999", "10 000", "1 000 000", "4 294 967 295", "18 446 744 073 709 551 615"]);
}

#[test]
fn writes_seconds() {
    let written = [0, 6_000_000, 600_000, 13_003_950, 40, 9_512_000_000]
        .map(|micros| plain(&seconds(SimTime::from_micros(micros))));
    assert_eq!(written, ["0 s", "6 s", "0.6 s", "13.004 s", "0 s", "9512 s"]);
}

#[test]
fn writes_long_times_in_hours_and_days() {
    let written = [48, 9999, 10_000, 172_799, 172_800, 5_999_912].map(|time| plain(&span(SimTime::from_secs(time))));
    assert_eq!(written, ["48 s", "9999 s", "2.8 hours", "48.0 hours", "2.0 days", "69.4 days"]);
}

#[test]
fn writes_seconds_with_fixed_digits() {
    assert_eq!(plain(&seconds_fixed(SimTime::from_micros(13_003_950), 3)), "13.004 s");
    assert_eq!(plain(&seconds_fixed(SimTime::from_millis(7950), 1)), "8.0 s");
    assert_eq!(plain(&seconds_fixed(SimTime::from_millis(1005), 3)), "1.005 s");
}

/// `?moment=5e9` once said 705 032 704 s, and `1e14` said 0 s.
#[test]
fn writes_times_beyond_32_bits() {
    let written = [5_000_000_000, 4_000_000_000].map(|time| plain(&seconds(SimTime::from_secs(time))));
    assert_eq!(written, ["5 000 000 000 s", "4 000 000 000 s"]);
    assert_eq!(plain(&milliseconds(RealTime::from_secs(5_000_000_000))), "5 000 000 000 000 ms");
}

#[test]
fn writes_milliseconds() {
    let written =
        [0, 400, 4000, 9900, 12_345, 1_500_000].map(|micros| plain(&milliseconds(RealTime::from_micros(micros))));
    assert_eq!(written, ["0 ms", "0.4 ms", "4 ms", "9.9 ms", "12 ms", "1500 ms"]);
}

#[test]
fn writes_ratios() {
    let ratio = |time, unit| plain(&rounded_ratio(SimTime::from_millis(time), SimTime::from_millis(unit)));
    assert_eq!(ratio(48_000, 13_004), "3.7");
    assert_eq!(ratio(99_900, 1000), "99.9");
    assert_eq!(ratio(123_400, 1000), "about 120");
    assert_eq!(ratio(9_500_000_000, 14_000), "about 680 000");
    assert_eq!(ratio(1_000_000_000, 1000), "about 1 000 000");
}

#[test]
fn an_axis_ends_with_a_label_or_between_two() {
    let axis = Axis::reaching(SimTime::from_secs(48), 690.0, 56.0);
    assert_eq!((axis.step, axis.end), (SimTime::from_secs(5), SimTime::from_secs(50)));
    assert_eq!(axis.labels().count(), 11);
    assert_eq!(axis.x(SimTime::from_secs(25)), 345.0);
    let narrow = Axis::reaching(SimTime::from_secs(48), 180.0, 56.0);
    assert_eq!((narrow.step, narrow.end, narrow.labels().count()), (SimTime::from_secs(20), SimTime::from_secs(50), 3));
}

proptest! {
    #[test]
    fn axes_have_room_for_their_labels(millis in 1..3_600_000_000_u64, width in 60.0..3000.0_f64) {
        let last = SimTime::from_millis(millis);
        let axis = Axis::reaching(last, width, 56.0);
        prop_assert!(axis.end >= last && axis.end - axis.labels().last().unwrap() < axis.step);
        prop_assert!(axis.x(axis.step) >= 56.0 - 1e-9 || axis.labels().count() <= 2);
    }

    /// No time, however long, hangs or breaks anything: a recording with `"seconds":1e300` once hung the tab.
    #[test]
    fn any_time_has_an_axis_and_a_text(micros: u64, width in -100.0..1e6_f64, digits in 0..=3_u32) {
        let time = SimTime::from_micros(micros);
        let axis = Axis::reaching(time, width, 56.0);
        prop_assert!(axis.labels().count() <= 102);
        prop_assert!(axis.x(time).is_finite() && axis.time_at(width) <= SimTime::MAX);
        for text in [seconds(time), seconds_fixed(time, digits), span(time), milliseconds(time)] {
            prop_assert!(!text.is_empty());
        }
    }

    #[test]
    fn arithmetic_on_times_saturates(first: u64, second: u64, factor: u32) {
        let [first, second] = [first, second].map(SimTime::from_micros);
        prop_assert!(first + second >= first.max(second));
        prop_assert!(first - second <= first);
        prop_assert!(factor == 0 || first * u64::from(factor) >= first);
        prop_assert!(first.scaled(1, factor.max(1)) <= first);
        prop_assert!([first, second].into_iter().sum::<SimTime>() == first + second);
    }

    #[test]
    fn any_number_of_milliseconds_is_a_time(millis: f64) {
        let time = SimTime::from_millis_f64(millis);
        let speed = Speed::from_millionths(1_000_000_000).unwrap();
        prop_assert!(speed.simulated(speed.real(time)) <= SimTime::MAX);
    }
}
