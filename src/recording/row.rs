//! Events as rows of plain values, for files. `docs/recording.md` describes them.

use std::rc::Rc;

use super::Recording;
use crate::{
    event::{Awaited, End, TaskEvent, TaskId, TaskInfo},
    time::SimTime,
};

/// A value of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A number: of a task, of a line, of polls, or of microseconds.
    Number(u64),
    /// A name, or something printed.
    Text(Rc<str>),
}

/// The names of the events that end a task.
const ENDS: [(&str, End); 4] =
    [("done", End::Done), ("refused", End::Refused), ("cancelled", End::Cancelled), ("gave-up", End::GaveUp)];

impl TaskEvent {
    /// The name of the event, and the values that follow it.
    pub fn to_row(&self) -> (&'static str, Vec<Value>) {
        let mut values = Vec::new();
        if let Some(task) = self.task() {
            values.push(Value::Number(task.0.into()));
        }
        let name = match self {
            Self::Created { info, .. } => {
                values.push(Value::Text(Rc::clone(&info.name)));
                values.push(Value::Text(Rc::clone(&info.function)));
                if let Some(parent) = info.parent {
                    values.push(Value::Number(parent.0.into()));
                }
                "created"
            }
            Self::Resumed { .. } => "resumed",
            Self::Suspended { on, line, .. } => {
                values.push(Value::Text(on.name()));
                if let Awaited::Sleep(until) = on {
                    values.push(Value::Number(until.as_micros()));
                }
                if let Some(line) = line {
                    values.push(Value::Number((*line).into()));
                }
                "suspended"
            }
            Self::Woken { .. } => "woken",
            Self::Printed { text, .. } => {
                values.push(Value::Text(Rc::clone(text)));
                "printed"
            }
            Self::Ended { how, .. } => ENDS.iter().find(|(_, end)| end == how).map_or("", |(name, _)| name),
            Self::Polled { polls, busy } => {
                values.push(Value::Number((*polls).into()));
                values.push(Value::Number(busy.as_micros()));
                "polled"
            }
            Self::Finished => "finished",
        };
        (name, values)
    }

    /// The event of that name and with these values; `None` if they do not fit, or if they name a task beyond `last`.
    pub fn from_row(name: &str, values: &[Value], last: TaskId) -> Option<Self> {
        let number = |index: usize, max: u64| match values.get(index) {
            Some(Value::Number(number)) => Some(*number).filter(|number| *number <= max),
            _ => None,
        };
        let text = |index: usize| match values.get(index) {
            Some(Value::Text(text)) => Some(Rc::clone(text)),
            _ => None,
        };
        let count = |index| number(index, u32::MAX.into()).and_then(|count| u32::try_from(count).ok());
        let time = |index| number(index, SimTime::LONGEST_RUN.as_micros()).map(SimTime::from_micros);
        let task = |index| count(index).map(TaskId).filter(|task| *task <= last);
        match name {
            "polled" => return Some(Self::Polled { polls: count(0)?, busy: time(1)? }),
            "finished" => return Some(Self::Finished),
            _ => {}
        }
        let id = task(0)?;
        Some(match name {
            "created" => {
                let parent = if values.len() > 3 { Some(task(3)?) } else { None };
                Self::Created { task: id, info: Rc::new(TaskInfo { name: text(1)?, function: text(2)?, parent }) }
            }
            "resumed" => Self::Resumed { task: id },
            "suspended" => {
                let (on, line) = match &*text(1)? {
                    "sleep" => (Awaited::Sleep(time(2)?), 3),
                    "reader" => (Awaited::Reader, 2),
                    "tasks" => (Awaited::Tasks, 2),
                    other => (Awaited::Other(other.into()), 2),
                };
                Self::Suspended { task: id, on, line: count(line) }
            }
            "woken" => Self::Woken { task: id },
            "printed" => Self::Printed { task: id, text: text(1)? },
            _ => Self::Ended { task: id, how: ENDS.iter().find(|(known, _)| *known == name)?.1 },
        })
    }
}

impl Awaited {
    fn name(&self) -> Rc<str> {
        match self {
            Self::Sleep(_) => "sleep".into(),
            Self::Reader => "reader".into(),
            Self::Tasks => "tasks".into(),
            Self::Other(name) => Rc::clone(name),
        }
    }
}

impl Recording {
    /// Visits every event in the order in which it was recorded. Above 1000 users they are not kept one by one: all starts are
    /// visited, then the arrivals in order, then all other ends.
    pub fn each_event(&self, visit: &mut dyn FnMut(SimTime, &TaskEvent)) {
        if let Some(detail) = &self.detail {
            detail.events().iter().for_each(|(at, event)| visit(*at, event));
            return;
        }
        for user in 0..self.users {
            if let Some(at) = self.started_at(user) {
                visit(at, &TaskEvent::Resumed { task: TaskId::of_user(user) });
            }
        }
        let mut visit_end = |user: usize, is_wanted: fn(End) -> bool| {
            if let Some((how, at)) = self.ended_at(user).filter(|(how, _)| is_wanted(*how)) {
                visit(at, &TaskEvent::Ended { task: TaskId::of_user(user), how });
            }
        };
        self.arrivals.iter().for_each(|user| visit_end(*user as usize, |how| how == End::Done));
        (0..self.users).for_each(|user| visit_end(user, |how| how != End::Done));
        for (from, until) in self.load.spans() {
            let (polls, busy) = (until.polls - from.polls, until.busy - from.busy);
            visit(until.at, &TaskEvent::Polled { polls, busy });
        }
        if let Some(at) = self.finished {
            visit(at, &TaskEvent::Finished);
        }
    }
}
