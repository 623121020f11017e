//! The same seed gives the same run for ever, and waits are as fair as Python's `randrange`.

use proptest::prelude::*;
use waiting_room::{
    plan::{Plan, User},
    settings::{Settings, Waits},
    time::SimTime,
};

/// The waits that attributes mean.
fn waits(attributes: &[(&str, &str)]) -> Waits {
    let value = |name: &str| attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
    Settings::read(&value).expect("the attributes are allowed").waits
}

fn drawn(attributes: &[(&str, &str)], seed: u32) -> Vec<SimTime> {
    Plan::generate(&waits(attributes), seed).users().iter().map(User::wait).collect()
}

/// Other people's links depend on these values: they never change. The page tests expect the same in each browser.
#[test]
fn draws_the_same_for_ever() {
    let plan = Plan::generate(&waits(&[("users", "8")]), 42);
    let waits: Vec<_> = plan.users().iter().map(|user| user.wait().as_secs_f64()).collect();
    let codes: Vec<_> = plan.users().iter().map(|user| user.code.to_string()).collect();
    assert_eq!(waits, include!("../golden/waits.json"));
    assert_eq!(codes, include!("../golden/codes.json"));
}

proptest! {
    #[test]
    fn draws_only_what_randrange_could(seed: u32, min in 0..3000_u64, span in 1..600_u64, step in 1..700_u64) {
        let text = [min, min + span, step].map(|seconds| seconds.to_string());
        let attributes = [("users", "50"), ("min-wait", &*text[0]), ("max-wait", &text[1]), ("step", &text[2])];
        for wait in drawn(&attributes, seed) {
            let beyond = wait.as_micros() - min * 1_000_000;
            prop_assert!(beyond < span * 1_000_000 && beyond.is_multiple_of(step * 1_000_000));
        }
    }

    #[test]
    fn codes_do_not_depend_on_the_waits(seed: u32) {
        let codes = |waits: &Waits| Plan::generate(waits, seed).users().iter().map(|user| user.code).collect::<Vec<_>>();
        prop_assert_eq!(codes(&waits(&[])), codes(&waits(&[("waits", "6 8 7 8 13 6")])));
    }

    #[test]
    fn sums_are_exact(tenths in prop::collection::vec(0..36_000_u64, 1..100)) {
        let text: Vec<_> = tenths.iter().map(|tenths| format!("{}.{}", tenths / 10, tenths % 10)).collect();
        let plan = Plan::generate(&waits(&[("waits", &text.join(" "))]), 0);
        prop_assert_eq!(plan.total_wait(), SimTime::from_millis(tenths.iter().sum::<u64>() * 100));
    }
}
