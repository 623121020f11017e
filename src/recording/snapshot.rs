//! One task at some time.

use super::{
    Recording, Suspension,
    detail::{Detail, Step, TaskRecord},
};
use crate::{
    event::{End, TaskId},
    time::SimTime,
};

/// What a task does at some time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskState {
    /// It has not been created yet.
    NotCreated,
    /// It could go on, but the thread is busy elsewhere.
    Ready,
    /// It has the thread.
    Running,
    /// It waits, and takes no time of the thread.
    Suspended,
    /// It has ended after it was polled.
    Ended(End),
    /// It was dropped before anyone polled it.
    NeverPolled,
}

/// A task at some time: its state, and what had happened to it by then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TaskSnapshot {
    /// What it does.
    pub state: TaskState,
    /// When it was created. (Not known above 1000 users.)
    pub created: Option<SimTime>,
    /// When it was first polled.
    pub started: Option<SimTime>,
    /// When it ended.
    pub ended: Option<SimTime>,
}

impl Recording {
    /// A user's future at time `t`.
    pub fn snapshot(&self, user: usize, t: SimTime) -> TaskSnapshot {
        match &self.detail {
            Some(detail) => detail.snapshot(TaskId::of_user(user), t),
            None => TaskSnapshot {
                state: self.state(user, t),
                created: None,
                started: self.started.get(user).and_then(|started| started.by(t)),
                ended: self.ended_by(user, t).map(|(_, at)| at),
            },
        }
    }

    /// The state of a user's future at time `t`.
    pub fn state(&self, user: usize, t: SimTime) -> TaskState {
        if let Some(detail) = &self.detail {
            return detail.state(TaskId::of_user(user), t);
        }
        let started = self.started.get(user).and_then(|started| started.by(t));
        match (started, self.ended_by(user, t)) {
            (None, None) => TaskState::NotCreated,
            (Some(_), None) => TaskState::Suspended,
            (None, Some(_)) => TaskState::NeverPolled,
            (Some(_), Some((how, _))) => TaskState::Ended(how),
        }
    }

    /// How and when a user's future had ended by time `t`, above 1000 users. (Stopping a run cancels all that were polled.)
    fn ended_by(&self, user: usize, t: SimTime) -> Option<(End, SimTime)> {
        let stopped = self.stopped.filter(|at| *at <= t && user < self.started_by(t));
        self.ended.get(user).and_then(|ended| ended.by(t)).or(stopped.map(|at| (End::Cancelled, at)))
    }

    /// What a task waits for at time `t`, and where, if it is suspended. (Not known above 1000 users.)
    pub fn suspension(&self, task: TaskId, t: SimTime) -> Option<&Suspension> {
        let detail = self.detail.as_ref()?;
        let suspended = detail.task(task)?.step_at(t)?.suspended.as_ref()?;
        Some(suspended).filter(|_| detail.state(task, t) == TaskState::Suspended)
    }

    /// Any task at time `t`; `None` above 1000 users.
    pub fn task_snapshot(&self, task: TaskId, t: SimTime) -> Option<TaskSnapshot> {
        Some(self.detail.as_ref()?.snapshot(task, t))
    }
}

impl Detail {
    fn snapshot(&self, id: TaskId, t: SimTime) -> TaskSnapshot {
        let state = self.state(id, t);
        let Some(task) = self.task(id) else {
            return TaskSnapshot { state, created: None, started: None, ended: None };
        };
        let by_then = |at: &SimTime| *at <= t;
        let first = task.steps.first().filter(|step| step.resumed <= t);
        TaskSnapshot {
            state,
            created: task.created.filter(by_then),
            started: first.map(|step| step.resumed),
            ended: task.ended.map(|(_, at)| at).filter(by_then),
        }
    }

    fn state(&self, id: TaskId, t: SimTime) -> TaskState {
        let Some(task) = self.task(id) else { return TaskState::NotCreated };
        let step = task.step_at(t);
        if step.and_then(|step| self.poll_of(step)).is_some_and(|poll| t < poll.end()) {
            return TaskState::Running;
        }
        if let Some((how, _)) = task.ended.filter(|(_, at)| *at <= t) {
            return if step.is_some() { TaskState::Ended(how) } else { TaskState::NeverPolled };
        }
        match step {
            Some(_) if task.is_ready(t) => TaskState::Ready,
            Some(_) => TaskState::Suspended,
            None if task.created.is_some_and(|created| created <= t) => TaskState::Ready,
            None => TaskState::NotCreated,
        }
    }
}

impl TaskRecord {
    /// The last step that was taken by time `t`.
    fn step_at(&self, t: SimTime) -> Option<&Step> {
        let taken = self.steps.partition_point(|step| step.resumed <= t);
        self.steps.get(taken.checked_sub(1)?)
    }

    /// Whether, by time `t`, it could have taken a step that it took later, or has not taken.
    fn is_ready(&self, t: SimTime) -> bool {
        let taken = self.steps.partition_point(|step| step.resumed <= t);
        let since = taken.checked_sub(1).and_then(|step| self.ready_since(step));
        since.is_some_and(|since| since <= t)
    }
}
