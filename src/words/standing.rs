//! Where in the code everybody stands, in words.

use crate::{format::grouped, source::Standing};

/// How many of the users’ futures stand where.
pub fn standing(users: Standing) -> String {
    let places = [
        (users.start, "not polled yet"),
        (users.running, "running"),
        (users.waiting, "suspended at its .await"),
        (users.end, "done"),
    ];
    let mut told = String::new();
    for (count, what) in places.into_iter().filter(|(count, _)| *count > 0) {
        let before = if told.is_empty() { "futures: " } else { ", " };
        told += &format!("{before}{} {what}", grouped(count as u32));
    }
    if told.is_empty() { "no future of a user is there".to_owned() } else { told }
}
