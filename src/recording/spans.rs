//! A task's whole life as spans of time.

use super::{
    Recording, TaskState,
    detail::{Detail, TaskRecord},
};
use crate::{
    event::{Awaited, TaskId},
    time::SimTime,
};

/// What a task did from one time to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TaskSpan {
    /// [`TaskState::Ready`], [`TaskState::Running`] or [`TaskState::Suspended`].
    pub state: TaskState,
    /// When it began.
    pub from: SimTime,
    /// When it was over; `None` while it goes on.
    pub until: Option<SimTime>,
}

impl Recording {
    /// Everything that a task has done so far, in order and without gaps. (Empty above 1000 users.)
    pub fn spans(&self, task: TaskId) -> Vec<TaskSpan> {
        let detail = self.detail.as_ref();
        detail.and_then(|detail| Some(detail.spans(detail.task(task)?))).unwrap_or_default()
    }
}

impl Detail {
    fn spans(&self, task: &TaskRecord) -> Vec<TaskSpan> {
        let mut changes = Vec::new();
        changes.extend(task.created.map(|at| (TaskState::Ready, at)));
        for (index, step) in task.steps.iter().enumerate() {
            changes.push((TaskState::Running, step.resumed));
            if let Some(poll) = self.poll_of(step) {
                changes.push((TaskState::Suspended, poll.end()));
            }
            changes.extend(task.ready_since(index).map(|at| (TaskState::Ready, at)));
        }
        let end = task.ended.map(|(_, at)| at);
        let mut spans: Vec<TaskSpan> = Vec::new();
        for (state, from) in changes {
            if end.is_some_and(|end| from > end || from == end && state == TaskState::Suspended) {
                break;
            }
            if let Some(last) = spans.last_mut() {
                last.until = Some(from);
            }
            spans.push(TaskSpan { state, from, until: end });
        }
        // A poll lasts a moment longer than the task that ended in it.
        if let (Some(last), Some(step)) = (spans.last_mut(), task.steps.last())
            && last.state == TaskState::Running
            && let Some(poll) = self.poll_of(step)
        {
            last.until = Some(poll.end());
        }
        spans
    }
}

impl TaskRecord {
    /// From when on the task could take the step after `step`: since the timer was due that it awaited, or else since it was woken.
    /// Timers that fall due while the thread is busy fire late.
    pub fn ready_since(&self, step: usize) -> Option<SimTime> {
        let woken = self.steps.get(step + 1).map_or(self.woken, |next| next.woken);
        match self.steps.get(step)?.suspended.as_ref().map(|suspension| &suspension.on) {
            Some(Awaited::Sleep(due)) => woken.map(|woken| woken.min(*due)),
            _ => woken,
        }
    }
}
