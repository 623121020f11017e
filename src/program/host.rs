//! The world around a program: what it prints and what its tasks do becomes the events of a run.

use std::{mem, rc::Rc};

use crate::{
    event::{Awaited, End, TaskEvent, TaskId, TaskInfo},
    python::host::{self, Ending, Event, Halt, Host, TaskKind},
    time::SimTime,
};

/// What happens in a run.
#[derive(Clone, Debug, PartialEq)]
pub enum RunEvent {
    /// To a task.
    Task(TaskEvent),
    /// The program wrote this to its standard output.
    Output(String),
    /// It wrote this to its standard error.
    Warning(String),
    /// A sleep of that length is over.
    Slept(SimTime),
}

/// A clock by which a program runs, and the limits of what it may do.
pub trait ProgramClock {
    /// The time since the run began, in seconds.
    fn seconds(&self) -> f64;

    /// Keeps the thread busy until that time.
    ///
    /// # Errors
    ///
    /// When the program has kept it busy for too long.
    fn block_until(&self, seconds: f64, line: u32) -> Result<(), Halt>;

    /// Called every few thousand instructions.
    ///
    /// # Errors
    ///
    /// When the program must end.
    fn check(&self, line: u32) -> Result<(), Halt>;

    /// How many bytes the program may still use.
    fn free_memory(&self) -> usize;
}

/// The memory that a program may use.
pub struct Memory {
    /// How much there was when it began, in bytes.
    at_start: usize,
}

impl Memory {
    /// For a program that begins now.
    pub fn begin() -> Self {
        Self { at_start: used_memory() }
    }

    /// How many bytes it may still use.
    pub fn free(&self) -> usize {
        host::MAX_MEMORY.saturating_sub(used_memory().saturating_sub(self.at_start))
    }
}

/// How much memory this module has from the browser, in bytes. It is never given back, but used again.
#[cfg(target_arch = "wasm32")]
fn used_memory() -> usize {
    core::arch::wasm32::memory_size(0) * 65_536
}

/// Only the limits of single values hold where tests run.
#[cfg(not(target_arch = "wasm32"))]
fn used_memory() -> usize {
    0
}

/// A host that logs what happens.
pub struct LoggingHost {
    clock: Rc<dyn ProgramClock>,
    log: Box<dyn Fn(SimTime, RunEvent)>,
    seed: u32,
    /// The program's lines, for tracebacks.
    lines: Vec<String>,
    /// The tasks that have a step under way, the outermost first: a task that starts a thread or an eager task goes on when that sleeps
    /// or waits.
    running: Vec<TaskId>,
    /// When the last poll began.
    poll_began: SimTime,
    /// By the number that Python counts them by; `None` for internal ones, which no one wants to see.
    tasks: Vec<Option<TaskId>>,
    /// How many of them are.
    shown: u32,
    /// The tasks that sleep.
    sleeping: Vec<Option<Sleep>>,
    /// What was printed of a line that has not ended.
    partial_line: String,
    /// How many events may still be logged.
    events_left: u32,
    /// The time of the event that is being logged. The clock is read once for each: reading it takes longer than logging.
    at: SimTime,
}

/// A sleep that is not over.
#[derive(Clone, Copy)]
struct Sleep {
    since: SimTime,
    until: SimTime,
    /// For how long the program wants to sleep.
    length: SimTime,
}

/// A run that is longer than this cannot be recorded.
const MAX_EVENTS: u32 = 300_000;

impl LoggingHost {
    /// A host of the program `text`, whose random numbers come from `seed` unless it sets one.
    pub fn new(text: &str, seed: u32, clock: Rc<dyn ProgramClock>, log: impl Fn(SimTime, RunEvent) + 'static) -> Self {
        Self {
            clock,
            log: Box::new(log),
            seed,
            lines: text.lines().map(str::to_owned).collect(),
            running: Vec::new(),
            poll_began: SimTime::ZERO,
            tasks: Vec::new(),
            shown: 0,
            sleeping: Vec::new(),
            partial_line: String::new(),
            events_left: MAX_EVENTS,
            at: SimTime::ZERO,
        }
    }

    fn read_clock(&mut self) {
        self.at = sim_time(self.clock.seconds());
    }

    fn log(&mut self, event: RunEvent) {
        self.events_left = self.events_left.saturating_sub(1);
        (self.log)(self.at, event);
    }

    fn log_task(&mut self, event: TaskEvent) {
        self.log(RunEvent::Task(event));
    }

    fn created(&mut self, number: u32, kind: TaskKind, name: Rc<str>, function: Rc<str>, parent: u32) {
        if kind == TaskKind::Internal {
            return self.tasks.push(None);
        }
        let task = TaskId(self.shown);
        self.shown += 1;
        self.tasks.push(Some(task));
        let parent = (number != 0).then(|| self.tasks.get(parent as usize).copied().flatten()).flatten();
        let info = TaskInfo { name, function, parent };
        self.log_task(TaskEvent::Created { task, info: Rc::new(info) });
    }

    /// Notes something of the task that Python knows by that number, unless it is an internal one.
    fn with(&mut self, number: u32, note: impl FnOnce(&mut Self, TaskId)) {
        if let Some(task) = self.tasks.get(number as usize).copied().flatten() {
            note(self, task);
        }
    }

    fn ended(&mut self, task: TaskId, how: Ending) {
        let how = match how {
            Ending::Done => End::Done,
            Ending::Failed => End::Refused,
            Ending::Cancelled => End::Cancelled,
        };
        if task == TaskId(0) && !self.partial_line.is_empty() {
            self.printed(task, "\n");
        }
        self.log_task(TaskEvent::Ended { task, how });
        self.end_step(task);
    }

    /// The step of that task is over, if one is under way. What had been interrupted by a thread goes on.
    fn end_step(&mut self, task: TaskId) {
        if self.running.last() != Some(&task) {
            return;
        }
        self.running.pop();
        self.log_poll();
        if let Some(task) = self.running.last().copied() {
            self.log_task(TaskEvent::Resumed { task });
            self.poll_began = self.at;
        }
    }

    fn log_poll(&mut self) {
        let busy = self.at - self.poll_began;
        self.log_task(TaskEvent::Polled { polls: 1, busy });
    }

    fn resumed(&mut self, task: TaskId) {
        if !self.running.is_empty() {
            self.log_poll();
        }
        if let Some(sleep) = self.sleeping.get_mut(task.index()).and_then(Option::take) {
            self.log(RunEvent::Slept(if self.at < sleep.until { self.at - sleep.since } else { sleep.length }));
        }
        self.running.push(task);
        self.poll_began = self.at;
        self.log_task(TaskEvent::Resumed { task });
    }

    fn suspended(&mut self, task: TaskId, on: host::Awaited, line: u32) {
        let on = match on {
            host::Awaited::Sleep { until, seconds } => {
                let until = sim_time(until);
                if self.sleeping.len() <= task.index() {
                    self.sleeping.resize(task.index() + 1, None);
                }
                self.sleeping[task.index()] = Some(Sleep { since: self.at, until, length: sim_time(seconds) });
                Awaited::Sleep(until)
            }
            host::Awaited::Other(what) => Awaited::Other(what.into()),
        };
        self.log_task(TaskEvent::Suspended { task, on, line: (line > 0).then_some(line) });
        self.end_step(task);
    }

    fn printed(&mut self, task: TaskId, text: &str) {
        self.partial_line += text;
        let Some(end) = self.partial_line.rfind('\n') else { return };
        let rest = self.partial_line.split_off(end + 1);
        let lines = mem::replace(&mut self.partial_line, rest);
        for line in lines.lines() {
            self.log_task(TaskEvent::Printed { task, text: line.into() });
        }
    }
}

/// A time of a program's clock.
pub fn sim_time(seconds: f64) -> SimTime {
    SimTime::from_millis_f64(seconds * 1e3)
}

impl Host for LoggingHost {
    fn print(&mut self, text: &str) {
        self.read_clock();
        self.log(RunEvent::Output(text.to_owned()));
    }

    fn warn(&mut self, text: &str) {
        self.read_clock();
        self.log(RunEvent::Warning(text.to_owned()));
    }

    fn monotonic(&self) -> f64 {
        self.clock.seconds()
    }

    fn wall(&self) -> f64 {
        host::EPOCH + self.monotonic()
    }

    fn block(&mut self, seconds: f64, line: u32) -> Result<(), Halt> {
        let began = self.clock.seconds();
        let result = self.clock.block_until(began + seconds, line);
        let slept = if result.is_ok() { seconds } else { self.clock.seconds() - began };
        self.read_clock();
        self.log(RunEvent::Slept(sim_time(slept)));
        result
    }

    fn check(&mut self, line: u32) -> Result<(), Halt> {
        if self.events_left == 0 {
            return Err(Halt::TooManySteps { line });
        }
        self.clock.check(line)
    }

    fn free_memory(&self) -> usize {
        self.clock.free_memory()
    }

    fn seed(&mut self) -> u32 {
        self.seed
    }

    fn source_line(&self, line: u32) -> Option<String> {
        self.lines.get((line as usize).checked_sub(1)?).cloned()
    }

    fn event(&mut self, event: Event) {
        self.read_clock();
        if let Event::Created { task, kind, name, function, parent } = event {
            return self.created(task, kind, name, function, parent);
        }
        match event {
            Event::Created { .. } => {}
            Event::Resumed { task } => self.with(task, Self::resumed),
            Event::Suspended { task, on, line } => self.with(task, |host, task| host.suspended(task, on, line)),
            Event::Woken { task } => self.with(task, |host, task| host.log_task(TaskEvent::Woken { task })),
            Event::Printed { task, text } => self.with(task, |host, task| host.printed(task, &text)),
            Event::Ended { task, how } => self.with(task, |host, task| host.ended(task, how)),
        }
    }
}
