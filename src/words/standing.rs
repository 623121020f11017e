//! Where in the code all tasks stand, in words.

use crate::{format::count, source::Standing};

/// The number of users' futures in each place.
pub fn standing(users: Standing) -> String {
    let places = [
        (users.start, "not polled yet"),
        (users.running, "running"),
        (users.waiting, "suspended at its .await"),
        (users.end, "done"),
    ];
    let counts = places.into_iter().filter(|(number, _)| *number > 0);
    let counts: Vec<_> = counts.map(|(number, what)| format!("{} {what}", count(number))).collect();
    if counts.is_empty() {
        "no user’s future stands here".to_owned()
    } else {
        format!("futures: {}", counts.join(", "))
    }
}

/// The number of tasks that are done.
pub fn done_count(done: usize) -> String {
    format!("✓ {}", count(done))
}
