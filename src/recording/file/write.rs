//! Writing version 2.

use std::fmt::Write;

use super::{HiddenSpan, row::ENDS};
use crate::{
    event::{Awaited, End, TaskEvent, TaskId},
    format::decimal,
    recording::Recording,
    time::SimTime,
};

/// The text of a file with these recordings, each with the name of its strategy, that [`read`](super::read()) reads again.
pub fn write<'a>(
    attributes: &[(&str, String)],
    end: SimTime,
    hidden: &[HiddenSpan],
    runs: impl Iterator<Item = (&'static str, &'a Recording)>,
) -> String {
    let mut text = "{\"kind\":\"waiting-room recording 2\",\n\"attributes\":{".to_owned();
    let mut list = List::default();
    for (name, value) in attributes {
        list.separate(&mut text, ",");
        quote(&mut text, name);
        text.push(':');
        quote(&mut text, value);
    }
    text += "},\n\"seconds\":";
    text += &decimal(end.as_micros());
    text += ",\n\"hidden\":[";
    let mut list = List::default();
    for (from, until) in hidden {
        list.separate(&mut text, ",");
        text.push('[');
        number(&mut text, from.as_micros());
        text.push(',');
        number(&mut text, end.min(*until).as_micros());
        text.push(']');
    }
    text += "],\n\"runs\":[";
    let mut list = List::default();
    for (strategy, recording) in runs {
        list.separate(&mut text, ",");
        text += "\n{\"strategy\":";
        quote(&mut text, strategy);
        text += ",\"events\":[";
        let mut rows = Rows { text: &mut text, list: List::default() };
        if recording.detail.is_some() {
            recording.events().iter().for_each(|(at, event)| rows.add(*at, event));
        } else {
            rows.add_crowd(recording);
        }
        text += "\n]}";
    }
    text + "]}\n"
}

/// Knows whether an item needs a comma before it.
#[derive(Default)]
struct List {
    has_items: bool,
}

impl List {
    fn separate(&mut self, text: &mut String, comma: &str) {
        if self.has_items {
            *text += comma;
        }
        self.has_items = true;
    }
}

/// The events of one run, a line each.
struct Rows<'a> {
    text: &'a mut String,
    list: List,
}

impl Rows<'_> {
    fn add(&mut self, at: SimTime, event: &TaskEvent) {
        self.list.separate(self.text, ",");
        *self.text += "\n[";
        number(self.text, at.as_micros());
        self.string(name(event));
        event.task().iter().for_each(|task| self.number(task.0.into()));
        match event {
            TaskEvent::Created { info, .. } => {
                self.string(&info.name);
                self.string(&info.runs);
                info.parent.iter().for_each(|parent| self.number(parent.0.into()));
            }
            TaskEvent::Suspended { on, line, .. } => {
                self.awaited(on);
                line.iter().for_each(|line| self.number((*line).into()));
            }
            TaskEvent::Printed { text, .. } => self.string(text),
            TaskEvent::Polled { polls, busy } => {
                self.number((*polls).into());
                self.number(busy.as_micros());
            }
            _ => {}
        }
        self.text.push(']');
    }

    fn awaited(&mut self, on: &Awaited) {
        match on {
            Awaited::Sleep(until) => {
                self.string("sleep");
                self.number(until.as_micros());
            }
            Awaited::Reader => self.string("reader"),
            Awaited::Tasks => self.string("tasks"),
            Awaited::Other(name) => self.string(name),
        }
    }

    /// A crowd's events are not kept one by one: all starts, then the arrivals in their order, then all other ends.
    fn add_crowd(&mut self, recording: &Recording) {
        for user in 0..recording.users() {
            if let Some(at) = recording.started_at(user) {
                self.add(at, &TaskEvent::Resumed { task: TaskId::of_user(user) });
            }
        }
        for user in &recording.arrivals {
            self.add_end(recording, *user as usize);
        }
        for user in 0..recording.users() {
            if recording.ended_at(user).is_some_and(|(how, _)| how != End::Done) {
                self.add_end(recording, user);
            }
        }
        let (polls, busy) = (recording.polls(), recording.busy());
        self.add(busy, &TaskEvent::Polled { polls, busy });
        if let Some(at) = recording.finished() {
            self.add(at, &TaskEvent::Finished);
        }
    }

    fn add_end(&mut self, recording: &Recording, user: usize) {
        if let Some((how, at)) = recording.ended_at(user) {
            self.add(at, &TaskEvent::Ended { task: TaskId::of_user(user), how });
        }
    }

    fn number(&mut self, value: u64) {
        self.text.push(',');
        number(self.text, value);
    }

    fn string(&mut self, value: &str) {
        self.text.push(',');
        quote(self.text, value);
    }
}

fn name(event: &TaskEvent) -> &'static str {
    match event {
        TaskEvent::Created { .. } => "created",
        TaskEvent::Resumed { .. } => "resumed",
        TaskEvent::Suspended { .. } => "suspended",
        TaskEvent::Woken { .. } => "woken",
        TaskEvent::Printed { .. } => "printed",
        TaskEvent::Ended { how, .. } => ENDS.iter().find(|(_, end)| end == how).map_or("", |(name, _)| name),
        TaskEvent::Polled { .. } => "polled",
        TaskEvent::Finished => "finished",
    }
}

/// Writes a number. (Writing to a string cannot fail.)
fn number(text: &mut String, value: u64) {
    let _ = write!(text, "{value}");
}

/// Writes a string.
fn quote(text: &mut String, value: &str) {
    text.push('"');
    for character in value.chars() {
        match character {
            '"' | '\\' => {
                text.push('\\');
                text.push(character);
            }
            '\0'..' ' => drop(write!(text, "\\u{:04x}", u32::from(character))),
            _ => text.push(character),
        }
    }
    text.push('"');
}
