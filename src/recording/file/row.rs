//! One event as a row of a file: its time, its name, and what depends on the name.

use std::rc::Rc;

use super::{FileError, read::Result};
use crate::{
    event::{Awaited, End, TaskEvent, TaskId, TaskInfo},
    json::Json,
    time::SimTime,
};

/// The names of the events that end a task.
pub const ENDS: [(&str, End); 4] =
    [("done", End::Done), ("refused", End::Refused), ("cancelled", End::Cancelled), ("gave-up", End::GaveUp)];

/// A row, and where in it to read.
pub struct Row<'a> {
    values: Vec<Json<'a>>,
    next: usize,
}

impl<'a> Row<'a> {
    /// The values of an array.
    pub fn new(row: Json<'a>) -> Result<Self> {
        let values = row.elements().ok_or_else(|| wrong("", "an array"))?;
        Ok(Self { values, next: 0 })
    }

    fn next(&mut self) -> Option<Json<'a>> {
        self.next += 1;
        self.values.get(self.next - 1).copied()
    }

    #[cold]
    fn wrong(&self, allowed: &str) -> Box<FileError> {
        wrong(&format!("[{}]", self.next - 1), allowed)
    }

    /// Whether there are more values.
    pub fn has_more(&self) -> bool {
        self.next < self.values.len()
    }

    /// The next value, a whole number up to `max`.
    pub fn whole(&mut self, max: u64) -> Result<u64> {
        let number = self.next().and_then(Json::number).and_then(|number| number.parse().ok());
        number.filter(|number| *number <= max).ok_or_else(|| self.wrong(&format!("a whole number from 0 to {max}")))
    }

    /// The next value, a whole number of 32 bits.
    pub fn count(&mut self, max: u32) -> Result<u32> {
        self.whole(max.into()).map(|count| u32::try_from(count).unwrap_or(max))
    }

    /// The next value, a time in whole microseconds.
    pub fn time(&mut self) -> Result<SimTime> {
        self.whole(SimTime::LONGEST_RUN.as_micros()).map(SimTime::from_micros)
    }

    /// The next value, a string.
    pub fn text(&mut self) -> Result<Rc<str>> {
        self.next().and_then(Json::text).map(Rc::from).ok_or_else(|| self.wrong("a string"))
    }

    /// The event that the rest of the row tells; `last` is the last task that there is. (Version 1 knew fewer events, and two of
    /// them under other names: `started` and `arrived`.)
    pub fn event(&mut self, name: &str, last: TaskId, default: impl Fn(TaskId) -> TaskInfo) -> Result<TaskEvent> {
        match name {
            "polled" => return Ok(TaskEvent::Polled { polls: self.count(u32::MAX)?, busy: self.time()? }),
            "finished" => return Ok(TaskEvent::Finished),
            _ => {}
        }
        let name_place = self.next - 1;
        let task = TaskId(self.count(last.0)?);
        if let Some((_, how)) = ENDS.iter().find(|(known, _)| *known == name) {
            return Ok(TaskEvent::Ended { task, how: *how });
        }
        Ok(match name {
            "created" => TaskEvent::Created { task, info: Rc::new(self.info(last, default(task))?) },
            "resumed" | "started" => TaskEvent::Resumed { task },
            "suspended" => {
                let on = self.awaited()?;
                let line = if self.has_more() { Some(self.count(u32::MAX)?) } else { None };
                TaskEvent::Suspended { task, on, line }
            }
            "woken" => TaskEvent::Woken { task },
            "printed" => TaskEvent::Printed { task, text: self.text()? },
            "arrived" => TaskEvent::Ended { task, how: End::Done },
            _ => return Err(wrong(&format!("[{name_place}]"), "the name of an event")),
        })
    }

    fn info(&mut self, last: TaskId, default: TaskInfo) -> Result<TaskInfo> {
        if self.next().and_then(Json::text).is_none() {
            return Ok(default);
        }
        self.next -= 1;
        let (name, runs) = (self.text()?, self.text()?);
        let parent = if self.has_more() { Some(TaskId(self.count(last.0)?)) } else { None };
        Ok(TaskInfo { name, runs, parent })
    }

    fn awaited(&mut self) -> Result<Awaited> {
        let on = self.text()?;
        Ok(match &*on {
            "sleep" => Awaited::Sleep(self.time()?),
            "reader" => Awaited::Reader,
            "tasks" => Awaited::Tasks,
            _ => Awaited::Other(on),
        })
    }
}

/// What is wrong with the value at `path`.
#[cold]
pub fn wrong(path: &str, allowed: &str) -> Box<FileError> {
    Box::new(FileError::Value { path: path.to_owned(), allowed: allowed.to_owned() })
}
