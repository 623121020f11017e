//! Attributes that are allowed are understood; all others are refused with a message that helps.

use proptest::prelude::*;
use waiting_room::{
    settings::{Panel, Settings, Strategy, Waits},
    time::{SimTime, Speed},
};

fn read(attributes: &[(&str, &str)]) -> Result<Settings, String> {
    let value = |name: &str| attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
    Settings::read(&value).map_err(|error| error.to_string().replace('\u{202f}', " "))
}

fn message(attributes: &[(&str, &str)]) -> String {
    read(attributes).expect_err("the attributes are not allowed")
}

#[test]
fn without_attributes_it_is_the_notebook() {
    let settings = read(&[]).unwrap();
    assert_eq!(settings.waits.users(), 6);
    let Waits::Random { range, .. } = settings.waits else { panic!("the waits are drawn") };
    let waits: Vec<_> = (0..range.count()).map(|index| range.value(index)).collect();
    assert_eq!(waits, (5..15).map(SimTime::from_secs).collect::<Vec<_>>());
    assert_eq!((settings.seed, settings.speed), (None, Speed::REAL_TIME));
    assert_eq!(settings.strategies, [Strategy::AllAtOnce]);
    assert_eq!(settings.panels, [Panel::Timeline, Panel::Transcript]);
    assert!(!settings.you && !settings.guess);
}

#[test]
fn understands_every_attribute() {
    let settings = read(&[
        ("waits", " 0.6\n0 3600 "),
        ("seed", "4294967295"),
        ("strategies", "one-by-one all-at-once"),
        ("speed", "0.1"),
        ("panels", "transcript"),
        ("you", ""),
        ("guess", "guess"),
    ]);
    let settings = settings.unwrap();
    let waits = [600, 0, 3_600_000].map(SimTime::from_millis);
    assert_eq!(settings.waits, Waits::Exact(waits.to_vec()));
    assert_eq!(settings.seed, Some(u32::MAX));
    assert_eq!(settings.strategies, [Strategy::OneByOne, Strategy::AllAtOnce]);
    assert_eq!(settings.speed.factor(), 0.1);
    assert_eq!(settings.panels, [Panel::Transcript]);
    assert!(settings.you && settings.guess);
}

#[test]
fn strategies_take_their_parameters_along() {
    let all = "one-by-one all-at-once at-most first deadline fail-fast blocking never-awaited";
    let settings = read(&[("strategies", all), ("limit", "3"), ("deadline", "0.5"), ("speed", "10")]).unwrap();
    let expected = Strategy::all(3, SimTime::from_millis(500), SimTime::from_secs(30));
    assert_eq!(settings.strategies, expected, "three real seconds are thirty simulated ones");
}

#[test]
fn exact_waits_decide_how_many_users_there_are() {
    assert_eq!(read(&[("users", "3"), ("waits", "1 2")]).unwrap().waits.users(), 2);
}

#[test]
fn a_range_need_not_be_a_multiple_of_the_step() {
    let settings = read(&[("min-wait", "1"), ("max-wait", "2.5"), ("step", "0.4")]).unwrap();
    let Waits::Random { range, .. } = settings.waits else { panic!("the waits are drawn") };
    let waits: Vec<_> = (0..range.count()).map(|index| range.value(index)).collect();
    assert_eq!(waits, [1000, 1400, 1800, 2200].map(SimTime::from_millis));
}

#[test]
fn messages_name_the_attribute_the_value_and_what_is_allowed() {
    let cases = [
        (("users", "0"), "users=\"0\" does not work: it must be a whole number from 1 to 1 000 000."),
        (("users", "six"), "users=\"six\" does not work: it must be a whole number from 1 to 1 000 000."),
        (("users", ""), "users=\"\" does not work: it must be a whole number from 1 to 1 000 000."),
        (("users", "1000001"), "users=\"1000001\" does not work: it must be a whole number from 1 to 1 000 000."),
        (("seed", "-1"), "seed=\"-1\" does not work: it must be a whole number from 0 to 4 294 967 295."),
        (("min-wait", "15"), "min-wait=\"15\" does not work: it must be below max-wait, which is 15."),
        (("max-wait", "4"), "max-wait=\"4\" does not work: it must be above min-wait, which is 5."),
        (("max-wait", "3601"), "max-wait=\"3601\" does not work: it must be a number of seconds from 0 to 3600."),
        (("step", "0"), "step=\"0\" does not work: it must be a number of seconds from 0.001 to 3600."),
        (("speed", "1e999"), "speed=\"1e999\" does not work: it must be a number from 0.1 to 1000."),
        (
            ("speed", "18446744073709.999999"),
            "speed=\"18446744073709.999999\" does not work: it must be a number from 0.1 to 1000.",
        ),
        (("speed", "NaN"), "speed=\"NaN\" does not work: it must be a number from 0.1 to 1000."),
        (
            ("waits", "6 eight 7"),
            "waits=\"6 eight 7\" does not work: it must be numbers of seconds from 0 to 3600, separated by spaces, and \
             “eight” is not one.",
        ),
        (
            ("waits", " "),
            "waits=\" \" does not work: it must be 1 to 10 000 numbers of seconds, separated by spaces, not 0.",
        ),
        (
            ("strategies", "fastest"),
            "strategies=\"fastest\" does not work: it must be one or more of one-by-one, all-at-once, at-most, first, \
             deadline, fail-fast, blocking, never-awaited, separated by spaces, and “fastest” is none of them.",
        ),
        (
            ("strategies", ""),
            "strategies=\"\" does not work: it must be one or more of one-by-one, all-at-once, at-most, first, deadline, \
             fail-fast, blocking, never-awaited, separated by spaces.",
        ),
        (
            ("panels", "chart"),
            "panels=\"chart\" does not work: it must be one or more of timeline, transcript, source, loop, \
             separated by spaces, and “chart” is none of them.",
        ),
        (
            ("panels", "timeline timeline"),
            "panels=\"timeline timeline\" does not work: it must name timeline only once.",
        ),
        (("limit", "0"), "limit=\"0\" does not work: it must be a whole number from 1 to 1 000 000."),
        (("deadline", "0"), "deadline=\"0\" does not work: it must be a number of seconds above 0, up to 3600."),
        (("deadline", "3601"), "deadline=\"3601\" does not work: it must be a number of seconds above 0, up to 3600."),
    ];
    for (attribute, expected) in cases {
        assert_eq!(message(&[attribute]), expected);
    }
}

#[test]
fn a_reversed_range_blames_min_wait() {
    let message = message(&[("min-wait", "9"), ("max-wait", "3")]);
    assert_eq!(message, "min-wait=\"9\" does not work: it must be below max-wait, which is 3.");
}

#[test]
fn who_takes_part_cannot_be_blocked() {
    let message = message(&[("you", ""), ("strategies", "all-at-once blocking")]);
    assert_eq!(
        message,
        "you=\"\" does not work: nobody can type while the strategy “blocking” runs; leave out “you” or “blocking”."
    );
}

#[test]
fn long_values_do_not_blow_up_the_message() {
    let message = message(&[("users", &"9".repeat(100_000))]);
    assert!(message.starts_with("users=\"9999") && message.len() < 150, "{message}");
}

#[test]
fn too_many_waits_are_refused() {
    assert!(read(&[("waits", &"1 ".repeat(10_000))]).is_ok());
    assert!(message(&[("waits", &"1 ".repeat(10_001))]).contains("1 to 10 000 numbers of seconds"));
}

proptest! {
    #[test]
    fn decimals_are_read_as_they_are_written(whole in 0..3600_u64, millionths in 0..1_000_000_u64) {
        let text = format!("{whole}.{millionths:06}");
        let settings = read(&[("waits", &text)]).unwrap();
        prop_assert_eq!(settings.waits, Waits::Exact(vec![SimTime::from_micros(whole * 1_000_000 + millionths)]));
    }

    #[test]
    fn further_decimals_are_rounded(seconds in 0.0..3599.0_f64) {
        let Ok(Settings { waits: Waits::Exact(waits), .. }) = read(&[("waits", &seconds.to_string())]) else {
            panic!("{seconds} is allowed")
        };
        prop_assert!((waits[0].as_secs_f64() - seconds).abs() <= 0.51e-6);
    }

    #[test]
    fn no_value_can_do_harm(name in prop::sample::select(vec!["users", "min-wait", "step", "waits", "seed", "strategies", "speed", "panels"]), value: String) {
        if let Err(message) = read(&[(name, &value)]) {
            prop_assert!(message.contains(name) && message.len() < 500);
        }
    }
}
