//! On which lines of the source all tasks are at the time that is shown.

use crate::{
    event::{End, is_recorded_in_detail},
    recording::{TaskSnapshot, TaskState},
    scene::{Scene, StrategyRun},
    stage::RunEnd,
};

/// Where a task is in its function. JavaScript knows the positions by their numbers, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    /// Before the first line.
    Start,
    /// In the line that runs.
    Running,
    /// In the line that waits.
    Waiting,
    /// After the last line.
    End,
}

/// The number of tasks in each position.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Positions {
    /// Before the first line.
    pub start: usize,
    /// In the line that runs.
    pub running: usize,
    /// In the line that waits.
    pub waiting: usize,
    /// After the last line.
    pub end: usize,
}

/// Where the strategy's task is: once polled it waits, until it has completed or the run is stopped.
pub fn strategy_position(scene: &Scene, run: &StrategyRun) -> Positions {
    let has_finished = run.recording.finished().is_some_and(|at| at <= scene.time);
    // Above 1000 users there are no single polls. They begin with the run, as good as at once.
    let is_before_first_poll = run.recording.each_poll().first().is_some_and(|first| scene.time < first.at);
    if scene.is_ready() || is_before_first_poll {
        Positions { start: 1, ..Positions::default() }
    } else if has_finished {
        Positions { end: 1, ..Positions::default() }
    } else if scene.shown_end() == Some(RunEnd::Stopped) {
        Positions::default()
    } else {
        Positions { waiting: 1, ..Positions::default() }
    }
}

/// Where the users' futures are.
pub fn user_positions(scene: &Scene, run: &StrategyRun) -> Positions {
    let users = scene.plan.users().len();
    if !is_recorded_in_detail(users) {
        let (waiting, end) = (run.recording.waiting_at(scene.time), run.recording.arrived_by(scene.time).len());
        return Positions { waiting, end, ..Positions::default() };
    }
    (0..users).map(|user| user_position(scene, run, user)).fold(Positions::default(), Positions::with)
}

/// Where the user's future is, unless it is nowhere.
pub fn user_position(scene: &Scene, run: &StrategyRun, user: usize) -> Option<Position> {
    position(run.recording.snapshot(user, scene.time))
}

fn position(task: TaskSnapshot) -> Option<Position> {
    Some(match task.state {
        TaskState::NotCreated | TaskState::Ended(End::Cancelled | End::GaveUp) | TaskState::NeverPolled => return None,
        TaskState::Ready if task.started.is_none() => Position::Start,
        TaskState::Ready | TaskState::Suspended => Position::Waiting,
        TaskState::Running => Position::Running,
        TaskState::Ended(End::Done | End::Refused) => Position::End,
    })
}

impl Positions {
    fn with(mut self, position: Option<Position>) -> Self {
        match position {
            Some(Position::Start) => self.start += 1,
            Some(Position::Running) => self.running += 1,
            Some(Position::Waiting) => self.waiting += 1,
            Some(Position::End) => self.end += 1,
            None => {}
        }
        self
    }
}
