//! The same program in virtual time, before it really runs: how long it should take, and which tasks there will be.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use super::{
    host::{LoggingHost, Memory, ProgramClock, RunEvent, sim_time},
    run::ProgramRecording,
};
use crate::{
    python::{Program, Status, SyntaxError, host::Halt},
    time::{RealTime, SimTime},
};

/// How many times a prediction may look at its clock: once in two thousand calls and turns of loops.
const MAX_CHECKS: u32 = 1500;

/// The page cannot respond meanwhile. (A program that waits takes some milliseconds, on a busy machine and before the browser has
/// optimised the module ten times as many; only one that computes takes longer.)
const LONGEST: RealTime = RealTime::from_millis(500);

/// How many times its event loop may go round.
const MAX_ROUNDS: u32 = 20_000;

/// The run of a program in virtual time.
pub struct Prediction {
    /// What happened in it.
    pub recording: ProgramRecording,
    /// How long it took; `None` if that is not known, because it went on for too long.
    pub time: Option<SimTime>,
}

/// A clock that jumps from timer to timer.
struct VirtualClock {
    seconds: Cell<f64>,
    checks_left: Cell<u32>,
    /// The real time.
    now: fn() -> RealTime,
    /// When the prediction must have ended.
    deadline: RealTime,
    memory: Memory,
}

impl ProgramClock for VirtualClock {
    fn seconds(&self) -> f64 {
        self.seconds.get()
    }

    fn block_until(&self, seconds: f64, _: u32) -> Result<(), Halt> {
        self.seconds.set(seconds.max(self.seconds()));
        Ok(())
    }

    fn check(&self, line: u32) -> Result<(), Halt> {
        self.checks_left.set(self.checks_left.get().saturating_sub(1));
        let is_over = self.checks_left.get() == 0 || (self.now)() > self.deadline || self.memory.free() == 0;
        if is_over { Err(Halt::TooManySteps { line }) } else { Ok(()) }
    }

    fn free_memory(&self) -> usize {
        self.memory.free()
    }
}

impl Prediction {
    /// Runs the program `text` in virtual time. Random numbers come from `seed` unless it sets one, so they are those of the real run.
    /// `now` is the real time: a prediction must not take long.
    ///
    /// # Errors
    ///
    /// What is wrong with the program, or not supported.
    pub fn new(text: &str, seed: u32, now: fn() -> RealTime) -> Result<Self, SyntaxError> {
        let clock = Rc::new(VirtualClock {
            seconds: Cell::default(),
            checks_left: Cell::new(MAX_CHECKS),
            now,
            deadline: now() + LONGEST,
            memory: Memory::begin(),
        });
        let recording = Rc::new(RefCell::new(ProgramRecording::default()));
        let log = Rc::clone(&recording);
        let log = move |at, event: RunEvent| log.borrow_mut().record(at, event);
        let mut program =
            Program::new(text, Box::new(LoggingHost::new(text, seed, Rc::<VirtualClock>::clone(&clock), log)))?;
        let mut time = None;
        for _ in 0..MAX_ROUNDS {
            match program.advance() {
                Status::Ready => {}
                Status::Waiting(until) => clock.seconds.set(until),
                Status::Ended(end) => {
                    time = (!end.is_enforced()).then(|| sim_time(clock.seconds()));
                    break;
                }
            }
            if sim_time(clock.seconds()) > SimTime::LONGEST_RUN || now() > clock.deadline {
                break;
            }
        }
        drop(program);
        Ok(Self { recording: recording.take(), time })
    }
}
