//! Where in the code all tasks stand at the time that is shown.

use crate::{
    event::{End, records_every_poll},
    listing::Function,
    recording::{TaskSnapshot, TaskState},
    scene::{Scene, StrategyRun},
    stage::RunEnd,
};

/// The number of tasks in each part of a function.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    /// Before the first line.
    pub start: usize,
    /// In the line that runs.
    pub running: usize,
    /// In the line that waits.
    pub waiting: usize,
    /// Behind the last line.
    pub end: usize,
}

/// Where the strategy's task stands: once polled it waits, until it has completed or the run is stopped.
pub fn strategy_stands(scene: &Scene, run: &StrategyRun) -> Standing {
    let has_finished = run.recording.finished().is_some_and(|at| at <= scene.time);
    let has_begun = run.recording.each_poll().first().is_none_or(|first| first.at <= scene.time);
    if scene.is_ready() || !has_begun {
        Standing { start: 1, ..Standing::default() }
    } else if has_finished {
        Standing { end: 1, ..Standing::default() }
    } else if scene.shown_end() == Some(RunEnd::Stopped) {
        Standing::default()
    } else {
        Standing { waiting: 1, ..Standing::default() }
    }
}

/// Where the users' futures stand.
pub fn users_stand(scene: &Scene, run: &StrategyRun) -> Standing {
    let users = scene.plan.users().len();
    if !records_every_poll(users) {
        let (waiting, arrived) = (run.recording.waiting_by(scene.time), run.recording.arrived_by(scene.time).len());
        return Standing { waiting: waiting.saturating_sub(arrived), end: arrived, ..Standing::default() };
    }
    (0..users).map(|user| run.recording.snapshot(user, scene.time)).fold(Standing::default(), Standing::with)
}

impl Standing {
    /// The number of tasks on the line in which `function` begins, the one that runs, the one that waits, and the one that ends.
    /// Where no line keeps the thread, a running task goes to the line that waits or comes from it, and stands there.
    pub fn on(self, function: &Function) -> [usize; 4] {
        let comes_and_goes = if function.runs == function.waits { self.running } else { 0 };
        [self.start, self.running, self.waiting + comes_and_goes, self.end]
    }

    fn with(mut self, task: TaskSnapshot) -> Self {
        match task.state {
            TaskState::NotCreated | TaskState::Ended(End::Cancelled | End::GaveUp) | TaskState::NeverPolled => {}
            TaskState::Ready if task.started.is_none() => self.start += 1,
            TaskState::Ready | TaskState::Suspended => self.waiting += 1,
            TaskState::Running => self.running += 1,
            TaskState::Ended(End::Done | End::Refused) => self.end += 1,
        }
        self
    }
}
