//! Where in a program its tasks are, line by line.

use crate::{
    event::{End, TaskId},
    recording::{Recording, TaskState},
    time::SimTime,
};

/// What there is to say of a line at some time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LineState {
    /// How many times a task had begun to wait on it.
    pub hits: usize,
    /// The tasks that wait on it.
    pub waiting: Vec<TaskId>,
}

/// The lines on which tasks have waited by time `t`, each with its number, counted from 1. In no order.
pub fn lines(recording: &Recording, t: SimTime) -> Vec<(u32, LineState)> {
    let mut lines: Vec<(u32, LineState)> = Vec::new();
    for index in 0..recording.task_count() {
        let task = TaskId(u32::try_from(index).unwrap_or(u32::MAX));
        for (at, suspension) in recording.suspensions(task) {
            let Some(number) = suspension.line.filter(|_| at <= t) else { continue };
            entry(&mut lines, number).hits += 1;
        }
        if let Some(number) = recording.suspension(task, t).and_then(|suspension| suspension.line) {
            entry(&mut lines, number).waiting.push(task);
        }
    }
    lines
}

fn entry(lines: &mut Vec<(u32, LineState)>, number: u32) -> &mut LineState {
    let index = lines.iter().position(|(known, _)| *known == number).unwrap_or_else(|| {
        lines.push((number, LineState::default()));
        lines.len() - 1
    });
    &mut lines[index].1
}

/// How a task stands at time `t`, in one word.
pub fn state_name(recording: &Recording, task: TaskId, t: SimTime) -> &'static str {
    match recording.task_snapshot(task, t).map(|snapshot| snapshot.state) {
        None | Some(TaskState::NotCreated) => "not created",
        Some(TaskState::Ready) => "ready",
        Some(TaskState::Running) => "running",
        Some(TaskState::Suspended) => "waits",
        Some(TaskState::NeverPolled) => "never ran",
        Some(TaskState::Ended(End::Done)) => "done",
        Some(TaskState::Ended(End::Refused)) => "failed",
        Some(TaskState::Ended(End::Cancelled | End::GaveUp)) => "cancelled",
    }
}
