//! Events as plain numbers, in which form a recording crosses to JavaScript in one piece. `www/recording.js` names them, for files.
//!
//! Each event is six whole numbers: its kind, its time, its task, and three values. What there is not, or is not known, is zero.
//!
//! | kind | | values |
//! | --- | --- | --- |
//! | 0 | created | the texts of its name and its function; its parent, plus one |
//! | 1 | resumed | |
//! | 2 | suspended | the text of what it awaits; until when; the line |
//! | 3 | woken | |
//! | 4 | printed | the text |
//! | 5 to 8 | done, refused, cancelled, gave up | |
//! | 9 | polled | how many polls, and how long |
//! | 10 | finished | |
//!
//! A text is its number, counted from [`FIRST_TEXT`]: smaller numbers stand for what tasks await most.

use std::rc::Rc;

use super::Recording;
use crate::{
    event::{Awaited, End, TaskEvent, TaskId, TaskInfo},
    time::SimTime,
};

const CREATED: u64 = 0;
const RESUMED: u64 = 1;
const SUSPENDED: u64 = 2;
const WOKEN: u64 = 3;
const PRINTED: u64 = 4;
const DONE: u64 = 5;
const REFUSED: u64 = 6;
const CANCELLED: u64 = 7;
const GAVE_UP: u64 = 8;
const POLLED: u64 = 9;
const FINISHED: u64 = 10;

const SLEEP: u64 = 0;
const READER: u64 = 1;
const TASKS: u64 = 2;
const FIRST_TEXT: u64 = 3;

/// A program's recording may have as many tasks as this.
#[cfg(any(not(target_arch = "wasm32"), feature = "program"))]
const MAX_TASK: TaskId = TaskId(100_000);

/// Events as numbers, and the texts that they name.
#[derive(Debug, Default, PartialEq)]
pub struct Numbers {
    /// Whole numbers up to 2⁵³.
    pub numbers: Vec<f64>,
    /// Names, and what was printed. They may repeat.
    pub texts: Vec<Rc<str>>,
}

impl Numbers {
    /// Adds a whole number.
    #[expect(clippy::cast_precision_loss, reason = "exact up to 2⁵³: as microseconds, 285 years")]
    pub fn push(&mut self, number: u64) {
        self.numbers.push(number as f64);
    }

    /// Adds a time.
    pub fn push_time(&mut self, time: SimTime) {
        self.push(time.as_micros());
    }

    /// Adds a text; returns its number.
    fn text(&mut self, text: &Rc<str>) -> u64 {
        self.texts.push(Rc::clone(text));
        FIRST_TEXT - 1 + self.texts.len() as u64
    }

    /// Adds an event.
    pub fn push_event(&mut self, at: SimTime, event: &TaskEvent) {
        let (kind, values) = match event {
            TaskEvent::Created { info, .. } => {
                let parent = info.parent.map_or(0, |parent| u64::from(parent.0) + 1);
                (CREATED, [self.text(&info.name), self.text(&info.function), parent])
            }
            TaskEvent::Resumed { .. } => (RESUMED, [0; 3]),
            TaskEvent::Suspended { on, line, .. } => {
                let (on, until) = match on {
                    Awaited::Sleep(until) => (SLEEP, until.as_micros()),
                    Awaited::Reader => (READER, 0),
                    Awaited::Tasks => (TASKS, 0),
                    Awaited::Other(name) => (self.text(name), 0),
                };
                (SUSPENDED, [on, until, line.unwrap_or_default().into()])
            }
            TaskEvent::Woken { .. } => (WOKEN, [0; 3]),
            TaskEvent::Printed { text, .. } => (PRINTED, [self.text(text), 0, 0]),
            TaskEvent::Ended { how, .. } => {
                let kind = match how {
                    End::Done => DONE,
                    End::Refused => REFUSED,
                    End::Cancelled => CANCELLED,
                    End::GaveUp => GAVE_UP,
                };
                (kind, [0; 3])
            }
            TaskEvent::Polled { polls, busy } => (POLLED, [(*polls).into(), busy.as_micros(), 0]),
            TaskEvent::Finished => (FINISHED, [0; 3]),
        };
        let task = event.task().map_or(0, |task| task.0.into());
        [kind, at.as_micros(), task].into_iter().chain(values).for_each(|number| self.push(number));
    }

    /// Adds how many events a recording has, and the events.
    pub fn push_events(&mut self, recording: &Recording) {
        let mut events = 0;
        recording.each_event(&mut |_, _| events += 1);
        self.push(events);
        recording.each_event(&mut |at, event| self.push_event(at, event));
    }
}

/// Reads numbers one after another. What is not allowed there is `None`; what is no whole number is rounded, or zero.
pub struct NumberReader<'a> {
    /// The numbers.
    pub numbers: std::slice::Iter<'a, f64>,
    /// Finds a text by its index.
    pub text: &'a dyn Fn(u32) -> Option<Rc<str>>,
}

impl NumberReader<'_> {
    /// The next number.
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast from a float saturates")]
    pub fn number(&mut self) -> Option<u64> {
        self.numbers.next().map(|number| *number as u64)
    }

    /// The next number, as a time.
    pub fn time(&mut self) -> Option<SimTime> {
        self.number().map(SimTime::from_micros).filter(|time| *time <= SimTime::LONGEST_RUN)
    }

    fn count(&mut self) -> Option<u32> {
        u32::try_from(self.number()?).ok()
    }

    fn text(&self, number: u64) -> Option<Rc<str>> {
        (self.text)(u32::try_from(number.checked_sub(FIRST_TEXT)?).ok()?)
    }

    /// The next event and its time; `None` if it is not one, or names a task beyond `last`.
    pub fn event(&mut self, last: TaskId) -> Option<(SimTime, TaskEvent)> {
        let (kind, at, task) = (self.number()?, self.time()?, TaskId(self.count()?));
        let (first, second, third) = (self.number()?, self.time()?, self.count()?);
        let parent = third.checked_sub(1).map(TaskId);
        let event = match kind {
            _ if task > last => return None,
            CREATED if parent <= Some(last) => {
                let (name, function) = (self.text(first)?, self.text(second.as_micros())?);
                TaskEvent::Created { task, info: Rc::new(TaskInfo { name, function, parent }) }
            }
            RESUMED => TaskEvent::Resumed { task },
            SUSPENDED => {
                let on = match first {
                    SLEEP => Awaited::Sleep(second),
                    READER => Awaited::Reader,
                    TASKS => Awaited::Tasks,
                    other => Awaited::Other(self.text(other)?),
                };
                TaskEvent::Suspended { task, on, line: (third > 0).then_some(third) }
            }
            WOKEN => TaskEvent::Woken { task },
            PRINTED => TaskEvent::Printed { task, text: self.text(first)? },
            POLLED => TaskEvent::Polled { polls: u32::try_from(first).ok()?, busy: second },
            FINISHED => TaskEvent::Finished,
            DONE => TaskEvent::Ended { task, how: End::Done },
            REFUSED => TaskEvent::Ended { task, how: End::Refused },
            CANCELLED => TaskEvent::Ended { task, how: End::Cancelled },
            GAVE_UP => TaskEvent::Ended { task, how: End::GaveUp },
            _ => return None,
        };
        Some((at, event))
    }

    /// The inverse of [`Numbers::push_events`]; `None` if the events do not fit a run of `users`.
    pub fn events(&mut self, users: usize) -> Option<Recording> {
        self.events_into(Recording::new(users), TaskId::of_user(users - 1))
    }

    /// The same for the tasks of a program.
    #[cfg(any(not(target_arch = "wasm32"), feature = "program"))]
    pub fn tasks(&mut self) -> Option<Recording> {
        self.events_into(Recording::new(0), MAX_TASK)
    }

    fn events_into(&mut self, mut recording: Recording, last: TaskId) -> Option<Recording> {
        for _ in 0..self.number()? {
            let (at, event) = self.event(last)?;
            recording.record(at, event);
        }
        Some(recording)
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
