//! What is said in several places is the same everywhere.

use waiting_room::{event::MAX_USERS_IN_DETAIL, settings::Settings};

const PROPERTIES: &str = include_str!("../../www/properties.js");
const README: &str = include_str!("../../README.md");

/// Each attribute of the public interface, with its default as the property has it.
const ATTRIBUTES: [(&str, &str); 16] = [
    ("users", "number(6)"),
    ("min-wait", "number(5)"),
    ("max-wait", "number(15)"),
    ("step", "number(1)"),
    ("waits", "list(null, Number)"),
    ("seed", "number(null)"),
    ("strategies", "list([\"all-at-once\"])"),
    ("limit", "number(2)"),
    ("deadline", "number(10)"),
    ("speed", "number(1)"),
    ("panels", "list([\"timeline\", \"transcript\"])"),
    ("controls", "flag"),
    ("you", "flag"),
    ("guess", "flag"),
    ("autorun", "flag"),
    ("page", "text"),
];

#[test]
fn every_attribute_has_a_property_with_its_default() {
    for (name, default) in ATTRIBUTES {
        let line = PROPERTIES.lines().find(|line| line.trim_start().replace('"', "").starts_with(&format!("{name}: ")));
        let line = line.unwrap_or_else(|| panic!("{name} is not in properties.js"));
        assert!(line.ends_with(&format!(": {default},")), "{name}: expected {default} in {line}");
    }
}

/// So the defaults in `properties.js` and those of the settings are the same.
#[test]
fn the_defaults_mean_what_absent_attributes_mean() {
    let spelled_out = |name: &str| {
        let (_, default) = ATTRIBUTES.iter().find(|(known, _)| *known == name)?;
        let value = default.strip_prefix("number(").or_else(|| default.strip_prefix("list(["))?;
        let value = value.trim_end_matches([')', ']']).replace(['"', ','], "");
        (value != "null").then_some(value)
    };
    assert_eq!(Settings::read(&spelled_out).map_err(|error| error.to_string()), Ok(Settings::read(&|_| None).unwrap()));
}

#[test]
fn the_readme_lists_every_attribute() {
    for (name, _) in ATTRIBUTES {
        assert!(README.contains(&format!("`{name}`")), "{name} is not in the README");
    }
}

/// `recording.js` checks the order of a file's events, which depends on how many users there are.
#[test]
fn both_languages_agree_on_what_is_recorded_in_detail() {
    let line = format!("const MAX_USERS_IN_DETAIL = {MAX_USERS_IN_DETAIL};");
    assert!(include_str!("../../www/recording.js").contains(&line), "{line} is not in recording.js");
}
