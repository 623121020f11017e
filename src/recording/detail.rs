//! Everything about each task, for as long as there are not too many.

use std::{ops::Range, rc::Rc};

use crate::{
    event::{Awaited, End, TaskEvent, TaskId, TaskInfo},
    time::SimTime,
};

/// Every poll, and every step of every task.
#[derive(Default)]
pub struct Detail {
    events: Vec<(SimTime, TaskEvent)>,
    tasks: Vec<TaskRecord>,
    polls: Vec<PollSpan>,
    /// The tasks that took a step, poll by poll.
    stepped: Vec<TaskId>,
}

/// What is known of one task.
#[derive(Default)]
pub struct TaskRecord {
    pub created: Option<SimTime>,
    pub info: Option<Rc<TaskInfo>>,
    /// In the order in which they were taken.
    pub steps: Vec<Step>,
    /// When it was woken, if it has not taken a step since.
    pub woken: Option<SimTime>,
    pub ended: Option<(End, SimTime)>,
    printed: Vec<(SimTime, Rc<str>)>,
}

/// What a task did in one poll.
pub struct Step {
    /// When it was woken for it.
    pub woken: Option<SimTime>,
    /// The room's last clock reading when the task took the step.
    pub resumed: SimTime,
    /// The index of the poll, which may be under way.
    pub poll: usize,
    /// How the step ended, unless the task ended with it.
    pub suspended: Option<Suspension>,
}

/// What a suspended task waits for, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suspension {
    /// For what.
    pub on: Awaited,
    /// In which line of its function, counted from 1, if it is known.
    pub line: Option<u32>,
}

/// One poll of a task by the executor. In it, the task polls the futures that it consists of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PollSpan {
    /// When it began.
    pub at: SimTime,
    /// How long it took.
    pub busy: SimTime,
    /// Which of [`Detail::stepped`] took a step in it.
    stepped: Range<usize>,
}

impl PollSpan {
    /// When it was over.
    pub fn end(&self) -> SimTime {
        self.at + self.busy
    }
}

impl Detail {
    pub fn record(&mut self, at: SimTime, event: TaskEvent) {
        if let Some(task) = event.task() {
            self.record_task_event(task, at, &event);
        } else if let TaskEvent::Polled { busy, .. } = event {
            let first = self.polls.last().map_or(0, |poll| poll.stepped.end);
            self.polls.push(PollSpan { at: at - busy, busy, stepped: first..self.stepped.len() });
        }
        self.events.push((at, event));
    }

    fn record_task_event(&mut self, id: TaskId, at: SimTime, event: &TaskEvent) {
        if self.tasks.len() <= id.index() {
            self.tasks.resize_with(id.index() + 1, TaskRecord::default);
        }
        let task = &mut self.tasks[id.index()];
        match event {
            TaskEvent::Created { info, .. } => {
                task.created = Some(at);
                task.info = Some(Rc::clone(info));
            }
            // A task that is polled twice within one poll of the executor takes one step.
            TaskEvent::Resumed { .. } if task.steps.last().is_none_or(|last| last.poll < self.polls.len()) => {
                let woken = task.woken.take();
                task.steps.push(Step { woken, resumed: at, poll: self.polls.len(), suspended: None });
                self.stepped.push(id);
            }
            TaskEvent::Suspended { on, line, .. } => {
                if let Some(step) = task.steps.last_mut() {
                    step.suspended = Some(Suspension { on: on.clone(), line: *line });
                }
            }
            TaskEvent::Woken { .. } => task.woken = Some(at),
            TaskEvent::Printed { text, .. } => task.printed.push((at, Rc::clone(text))),
            TaskEvent::Ended { how, .. } => task.ended = task.ended.or(Some((*how, at))),
            TaskEvent::Resumed { .. } | TaskEvent::Polled { .. } | TaskEvent::Finished => {}
        }
    }

    pub fn events(&self) -> &[(SimTime, TaskEvent)] {
        &self.events
    }

    pub fn task_count(&self) -> usize {
        self.tasks.len()
    }

    pub fn task(&self, id: TaskId) -> Option<&TaskRecord> {
        self.tasks.get(id.index())
    }

    pub fn created(&self, id: TaskId) -> Option<SimTime> {
        self.task(id)?.created
    }

    pub fn info(&self, id: TaskId) -> Option<&TaskInfo> {
        self.task(id)?.info.as_deref()
    }

    pub fn printed(&self, id: TaskId) -> &[(SimTime, Rc<str>)] {
        self.task(id).map_or(&[], |task| &task.printed)
    }

    /// The tasks that have not ended.
    pub fn not_ended(&self) -> Vec<TaskId> {
        let tasks = (0..).map(TaskId).zip(&self.tasks);
        tasks.filter(|(_, task)| task.created.is_some() && task.ended.is_none()).map(|(id, _)| id).collect()
    }

    pub fn polls(&self) -> &[PollSpan] {
        &self.polls
    }

    pub fn tasks_in(&self, poll: &PollSpan) -> &[TaskId] {
        self.stepped.get(poll.stepped.clone()).unwrap_or_default()
    }

    /// The poll in which a step was taken, once that poll has ended.
    pub fn poll_of(&self, step: &Step) -> Option<&PollSpan> {
        self.polls.get(step.poll)
    }
}
