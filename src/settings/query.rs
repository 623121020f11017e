//! The query parameters that show a run again.

use super::GetAttribute;

/// The attributes that say what runs and what is shown of it.
pub const RUN_ATTRIBUTES: [&str; 13] = [
    "users",
    "min-wait",
    "max-wait",
    "step",
    "waits",
    "seed",
    "strategies",
    "limit",
    "deadline",
    "speed",
    "panels",
    "you",
    "guess",
];

/// Those of them that are boolean.
const FLAGS: [&str; 2] = ["you", "guess"];

/// The query parameters that show exactly this run: the attributes that are set, and the seed. The attributes must have been read
/// without an error: what is allowed in them needs no escaping.
pub fn query(get: GetAttribute, seed: u32) -> String {
    let mut query = format!("seed={seed}");
    for name in RUN_ATTRIBUTES.into_iter().filter(|name| *name != "seed" && !FLAGS.contains(name)) {
        for (index, word) in get(name).unwrap_or_default().split_ascii_whitespace().enumerate() {
            query += &if index == 0 { format!("&{name}={word}") } else { format!("+{word}") };
        }
    }
    for flag in FLAGS.into_iter().filter(|flag| get(flag).is_some()) {
        query += &format!("&{flag}=");
    }
    query
}
