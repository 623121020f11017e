//! The address of a run.

use super::Attributes;

/// What a run depends on, apart from the seed.
const ATTRIBUTES: [&str; 10] =
    ["users", "min-wait", "max-wait", "step", "waits", "strategies", "limit", "deadline", "speed", "panels"];

/// The query parameters that show exactly this run: the attributes that are there, and the seed. The attributes must
/// have been read without an error; what is allowed in them needs no escaping.
pub fn query(get: Attributes, seed: u32) -> String {
    let mut query = format!("seed={seed}");
    for name in ATTRIBUTES {
        for (index, word) in get(name).unwrap_or_default().split_ascii_whitespace().enumerate() {
            query += &if index == 0 { format!("&{name}={word}") } else { format!("+{word}") };
        }
    }
    for flag in ["you", "guess"].into_iter().filter(|flag| get(flag).is_some()) {
        query += &format!("&{flag}=");
    }
    query
}
