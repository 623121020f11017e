//! A program that really runs, and what is recorded of it.

use std::{cell::Cell, rc::Rc};

use super::host::{LoggingHost, Memory, ProgramClock, RunEvent, sim_time};
use crate::{
    event::{Awaited, TaskEvent, TaskId},
    platform::{Platform, SLICE},
    python::{End, Program, Status, host::Halt},
    recording::Recording,
    settings::MAX_BLOCKED,
    time::{RealTime, SimTime},
    timers::Tick,
};

/// Everything that happened in a run of a program.
pub struct ProgramRecording {
    /// To its tasks: the module is task 0.
    pub tasks: Recording,
    /// Every sleep that is over: when, and how long it was.
    pub sleeps: Vec<(SimTime, SimTime)>,
    /// Everything that was written to standard output.
    pub output: String,
    /// Everything that was written to standard error, and at the end the traceback or why the program was ended.
    pub errors: String,
    /// Whether an exception or a deadlock ended it.
    pub has_failed: bool,
}

impl Default for ProgramRecording {
    fn default() -> Self {
        Self {
            tasks: Recording::new(0),
            sleeps: Vec::new(),
            output: String::new(),
            errors: String::new(),
            has_failed: false,
        }
    }
}

impl ProgramRecording {
    /// What can be known of a run if only its tasks are. (A sleep lasted until its task went on.)
    pub fn of_tasks(tasks: Recording) -> Self {
        let (mut sleeps, mut output) = (Vec::new(), String::new());
        for index in 0..tasks.task_count() {
            let task = TaskId(u32::try_from(index).unwrap_or(u32::MAX));
            for span in tasks.spans(task) {
                if let Some(until) = span.until
                    && let Some(Awaited::Sleep(_)) = tasks.suspension(task, span.from).map(|suspension| &suspension.on)
                {
                    sleeps.push((until, until - span.from));
                }
            }
        }
        sleeps.sort_unstable();
        for (_, _, text) in tasks.all_printed_by(SimTime::MAX) {
            output += text;
            output.push('\n');
        }
        Self { tasks, sleeps, output, errors: String::new(), has_failed: false }
    }

    /// Adds what happened at time `at`.
    pub fn record(&mut self, at: SimTime, event: RunEvent) {
        match event {
            RunEvent::Task(event) => self.tasks.record(at, event),
            RunEvent::Slept(length) => self.sleeps.push((at, length)),
            RunEvent::Output(text) => self.output += &text,
            RunEvent::Warning(text) => self.errors += &text,
        }
    }

    /// The program has ended, or was ended, at time `at`.
    pub fn end(&mut self, at: SimTime, end: &End) {
        self.errors += &end.message().unwrap_or_default();
        self.has_failed = end.message().is_some();
        if end.is_enforced() {
            self.tasks.stop(at);
        } else {
            self.tasks.record(at, TaskEvent::Finished);
        }
    }

    /// The sum of all sleeps that were over by time `t`.
    pub fn slept_by(&self, t: SimTime) -> SimTime {
        self.sleeps.iter().filter(|(at, _)| *at <= t).map(|(_, length)| *length).sum()
    }
}

/// The clock of a platform. The thread may be blocked for [`MAX_BLOCKED`] in all.
struct PlatformClock {
    platform: Platform,
    /// When the program was given the thread.
    since: Cell<Tick>,
    /// For how long it had blocked the thread before that, in ticks.
    blocked: Cell<Tick>,
    memory: Memory,
}

/// Shorter turns do not count as blocking.
const NOTICEABLE: Tick = 50;

impl PlatformClock {
    fn new(platform: Platform) -> Self {
        let since = Cell::new(platform.tick());
        Self { platform, since, blocked: Cell::new(0), memory: Memory::begin() }
    }

    /// The program is given the thread.
    fn begin_turn(&self) {
        self.since.set(self.platform.tick());
    }

    /// It gives it back.
    fn end_turn(&self) {
        let took = self.turn();
        if took >= NOTICEABLE {
            self.blocked.set(self.blocked.get().saturating_add(took));
        }
    }

    fn turn(&self) -> Tick {
        self.platform.tick().saturating_sub(self.since.get())
    }

    /// For how long the program may go on before it gives the thread back, in ticks.
    fn left(&self) -> Tick {
        ticks(MAX_BLOCKED).saturating_sub(self.blocked.get()).saturating_sub(self.turn())
    }
}

fn ticks(time: RealTime) -> Tick {
    Tick::try_from(time.as_micros() / 1000).unwrap_or(Tick::MAX)
}

impl ProgramClock for PlatformClock {
    fn seconds(&self) -> f64 {
        self.platform.now().as_secs_f64()
    }

    fn block_until(&self, seconds: f64, line: u32) -> Result<(), Halt> {
        // In small pieces: the limit is of real time, and `at` may be an hour away.
        loop {
            let (now, at) = (self.platform.now(), sim_time(seconds));
            if now >= at {
                return Ok(());
            }
            if self.left() == 0 {
                return Err(Halt::Blocked { line });
            }
            self.platform.block_until(at.min(now + SimTime::from_millis(10)));
        }
    }

    fn check(&self, line: u32) -> Result<(), Halt> {
        if self.platform.is_shut_down() {
            Err(Halt::Stopped)
        } else if self.left() == 0 {
            Err(Halt::Blocked { line })
        } else if self.free_memory() == 0 {
            Err(Halt::OutOfMemory { line })
        } else {
            Ok(())
        }
    }

    fn free_memory(&self) -> usize {
        self.memory.free()
    }
}

/// A time in whole microseconds that is not before that many seconds.
fn not_before(seconds: f64) -> SimTime {
    let time = sim_time(seconds);
    if time.as_secs_f64() < seconds { time + SimTime::from_micros(1) } else { time }
}

/// Runs the program `text`, which is a valid one, on `platform` until it ends or the platform is shut down.
pub async fn run(
    text: Rc<str>,
    seed: u32,
    platform: Platform,
    log: impl Fn(SimTime, RunEvent) + 'static,
    on_end: impl FnOnce(SimTime, End),
) {
    let clock = Rc::new(PlatformClock::new(platform.clone()));
    let host = LoggingHost::new(&text, seed, Rc::<PlatformClock>::clone(&clock), log);
    let Ok(mut program) = Program::new(&text, Box::new(host)) else { return };
    let end = loop {
        clock.begin_turn();
        let status = loop {
            match program.advance() {
                Status::Ready if clock.turn() < SLICE && !platform.is_shut_down() => {}
                status => break status,
            }
        };
        clock.end_turn();
        match status {
            Status::Ready => platform.yield_to_platform().await,
            Status::Waiting(until) => platform.sleep_until(not_before(until)).await,
            Status::Ended(end) => break end,
        }
        if platform.is_shut_down() {
            return;
        }
    };
    drop(program);
    on_end(platform.now(), end);
}
