//! The result of a program's run.

use super::scene::ProgramScene;
use crate::{
    report::MAX_LISTED_WAITS,
    time::{RealTime, SimTime, Speed},
};

/// The result of a run, finished or stopped.
#[derive(Clone, Debug, PartialEq)]
pub struct ProgramReport {
    /// The seed of random numbers.
    pub seed: u32,
    /// How fast simulated time passed.
    pub speed: Speed,
    /// How many tasks there were, without the module.
    pub tasks: usize,
    /// How many of them completed.
    pub completed: usize,
    /// Every sleep that was over, in order; `None` if there were more than [`MAX_LISTED_WAITS`].
    pub sleeps: Option<Vec<SimTime>>,
    /// What one after another would take.
    pub total_sleep: SimTime,
    /// The longest sleep.
    pub longest_sleep: SimTime,
    /// How long it should take, if that is known.
    pub predicted: Option<SimTime>,
    /// How long it really took, as simulated time; if it was stopped, until then.
    pub measured: SimTime,
    /// How many steps its tasks took.
    pub polls: u32,
    /// The real time spent in them.
    pub busy: RealTime,
    /// Everything that it printed.
    pub output: String,
    /// What it wrote to standard error, with the traceback or the reason why it was ended; `None` if it wrote nothing.
    pub error: Option<String>,
}

impl ProgramReport {
    /// Reports what was recorded until time `until`.
    pub fn new(scene: &ProgramScene, until: SimTime) -> Self {
        let sleeps = scene.recording.sleeps.iter().map(|(_, length)| *length);
        let tasks = &scene.recording.tasks;
        Self {
            seed: scene.seed,
            speed: scene.speed,
            tasks: tasks.task_count().saturating_sub(1),
            completed: tasks.completed(),
            sleeps: (sleeps.len() <= MAX_LISTED_WAITS).then(|| sleeps.clone().collect()),
            total_sleep: sleeps.clone().sum(),
            longest_sleep: sleeps.max().unwrap_or_default(),
            predicted: scene.predicted(),
            measured: tasks.finished().unwrap_or(until),
            polls: tasks.polls(),
            busy: scene.speed.real(tasks.busy()),
            output: scene.recording.output.clone(),
            error: Some(scene.recording.errors.clone()).filter(|errors| !errors.is_empty()),
        }
    }

    /// How much later it ended than it should have, in real time, if that is known.
    pub fn lateness(&self) -> Option<RealTime> {
        self.predicted.map(|predicted| self.speed.real(self.measured - predicted))
    }
}
