//! Writing version 2.

use std::fmt::Write;

use super::{HiddenSpan, version2::ENDS};
use crate::{
    event::{Awaited, End, TaskEvent},
    format::decimal,
    recording::Recording,
    time::SimTime,
};

/// The text of a file with these recordings, each with the name of its strategy, that [`read`](super::read) reads again.
pub fn write<'a>(
    attributes: &[(&str, String)],
    end: SimTime,
    hidden: &[HiddenSpan],
    runs: impl Iterator<Item = (&'static str, &'a Recording)>,
) -> String {
    let mut text = "{\"kind\":\"waiting-room recording 2\",\n\"attributes\":{".to_owned();
    list(&mut text, ",", attributes, |text, (name, value)| *text += &format!("{}:{}", quoted(name), quoted(value)));
    text += &format!("}},\n\"seconds\":{},\n\"hidden\":[", decimal(end.as_micros()));
    list(&mut text, ",", hidden, |text, (from, until)| {
        *text += &format!("[{},{}]", from.as_micros(), end.min(*until).as_micros());
    });
    text += "],\n\"runs\":[\n";
    list(&mut text, ",\n", runs, |text, (strategy, recording)| {
        *text += &format!("{{\"strategy\":{},", quoted(strategy));
        if recording.events().is_empty() && recording.users() > 0 && recording.detail.is_none() {
            write_crowd(text, recording);
        } else {
            *text += "\"events\":[\n";
            list(text, ",\n", recording.events(), |text, (at, event)| write_event(text, *at, event));
            *text += "\n]}";
        }
    });
    text + "\n]}\n"
}

/// Writes all items with `separator` between them.
fn list<T>(text: &mut String, separator: &str, items: impl IntoIterator<Item = T>, write: impl Fn(&mut String, T)) {
    for (index, item) in items.into_iter().enumerate() {
        if index > 0 {
            *text += separator;
        }
        write(text, item);
    }
}

fn write_event(text: &mut String, at: SimTime, event: &TaskEvent) {
    let name = match event {
        TaskEvent::Created { .. } => "created",
        TaskEvent::Resumed { .. } => "resumed",
        TaskEvent::Suspended { .. } => "suspended",
        TaskEvent::Woken { .. } => "woken",
        TaskEvent::Printed { .. } => "printed",
        TaskEvent::Ended { .. } => "ended",
        TaskEvent::Polled { .. } => "polled",
        TaskEvent::Finished => "finished",
    };
    *text += &format!("{{\"at\":{},\"event\":\"{name}\"", at.as_micros());
    if let Some(task) = event.task() {
        *text += &format!(",\"task\":{}", task.0);
    }
    match event {
        TaskEvent::Created { info, .. } => {
            *text += &format!(",\"name\":{},\"runs\":{}", quoted(&info.name), quoted(&info.runs));
            info.parent.iter().for_each(|parent| *text += &format!(",\"parent\":{}", parent.0));
        }
        TaskEvent::Suspended { on, line, .. } => {
            *text += &match on {
                Awaited::Sleep(until) => format!(",\"on\":\"sleep\",\"until\":{}", until.as_micros()),
                Awaited::Reader => ",\"on\":\"reader\"".to_owned(),
                Awaited::Tasks => ",\"on\":\"tasks\"".to_owned(),
                Awaited::Other(name) => format!(",\"on\":{}", quoted(name)),
            };
            line.iter().for_each(|line| *text += &format!(",\"line\":{line}"));
        }
        TaskEvent::Printed { text: printed, .. } => *text += &format!(",\"text\":{}", quoted(printed)),
        TaskEvent::Ended { how, .. } => *text += &format!(",\"how\":\"{}\"", end_name(*how)),
        TaskEvent::Polled { polls, busy } => *text += &format!(",\"polls\":{polls},\"busy\":{}", busy.as_micros()),
        TaskEvent::Resumed { .. } | TaskEvent::Woken { .. } | TaskEvent::Finished => {}
    }
    text.push('}');
}

/// The arrivals first, in their order, then all other ends.
fn write_crowd(text: &mut String, recording: &Recording) {
    *text += "\"crowd\":{\"started\":[";
    let started = (0..recording.started_by(SimTime::MAX)).filter_map(|user| recording.started_at(user));
    list(text, ",", started, |text, at| *text += &at.as_micros().to_string());
    *text += "],\n\"ended\":[";
    let arrived = recording.arrivals.iter().map(|user| *user as usize);
    let ended = |user: usize| recording.ended_at(user).map(|(how, at)| (user, how, at));
    let others = (0..recording.users()).filter_map(ended).filter(|(_, how, _)| *how != End::Done);
    list(text, ",", arrived.filter_map(ended).chain(others), |text, (user, how, at)| {
        *text += &format!("[{},{},\"{}\"]", user + 1, at.as_micros(), end_name(how));
    });
    let (polls, busy) = (recording.polls(), recording.busy().as_micros());
    *text += &format!("],\n\"polls\":{polls},\"busy\":{busy}");
    recording.finished().iter().for_each(|at| *text += &format!(",\"finished\":{}", at.as_micros()));
    *text += "}}";
}

fn end_name(how: End) -> &'static str {
    ENDS.iter().find(|(_, end)| *end == how).map_or("", |(name, _)| name)
}

/// The text as a JSON string.
pub fn quoted(text: &str) -> String {
    let mut quoted = "\"".to_owned();
    for character in text.chars() {
        match character {
            '"' | '\\' => quoted.extend(['\\', character]),
            // Writing to a string cannot fail.
            '\0'..' ' => drop(write!(quoted, "\\u{:04x}", u32::from(character))),
            _ => quoted.push(character),
        }
    }
    quoted.push('"');
    quoted
}
