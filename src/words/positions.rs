//! On which lines of the source all tasks are, in words.

use crate::{format::count, positions::Positions};

/// The number of users' futures in each place.
pub fn position_summary(users: Positions) -> String {
    let places = [
        (users.start, "not polled yet"),
        (users.running, "running"),
        (users.waiting, "suspended at .await"),
        (users.end, "done"),
    ];
    let mut text = String::new();
    for (number, what) in places.into_iter().filter(|(number, _)| *number > 0) {
        text += if text.is_empty() { "futures: " } else { ", " };
        text += &format!("{} {what}", count(number));
    }
    if text.is_empty() { "no user’s future is in this function now".to_owned() } else { text }
}

/// The number of tasks that are done.
pub fn done_count(done: usize) -> String {
    format!("✓ {}", count(done))
}
