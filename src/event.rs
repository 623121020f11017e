//! What can happen to the tasks of a run.

use std::rc::Rc;

use crate::time::SimTime;

/// A task's number in its run, counted from 0 in the order in which tasks are created.
///
/// A *task* here is whatever has a state of its own: the strategy is task 0, and each user's future is one, whether it was
/// spawned or the strategy itself awaits it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TaskId(pub u32);

impl TaskId {
    /// The task that runs the strategy, and creates the others.
    pub const STRATEGY: Self = Self(0);

    /// The task of a user, counted from 0.
    pub fn of_user(user: usize) -> Self {
        Self(u32::try_from(user).unwrap_or(u32::MAX).saturating_add(1))
    }

    /// The user whose task it is, counted from 0.
    pub fn user(self) -> Option<usize> {
        self.0.checked_sub(1).map(|user| user as usize)
    }

    /// As an index.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// What happened. [`crate::recording`] stores the time with it.
#[derive(Clone, Debug, PartialEq)]
pub enum TaskEvent {
    /// The task was created, and is ready. Logged only if [`is_recorded_in_detail`].
    Created {
        /// Its number.
        task: TaskId,
        /// What else there is to know of it.
        info: Rc<TaskInfo>,
    },
    /// The task takes a *step*: its part in the poll that is under way. (One poll of a strategy can contain steps of many users'
    /// futures.) Unless [`is_recorded_in_detail`], only the first step is logged.
    Resumed {
        /// Whose step it is.
        task: TaskId,
    },
    /// The step ended at an await. Logged only if [`is_recorded_in_detail`].
    Suspended {
        /// Who waits.
        task: TaskId,
        /// What it awaits.
        on: Awaited,
        /// The line of its function in which it waits, counted from 1, if it is known.
        line: Option<u32>,
    },
    /// What the task awaited has completed, so the task is ready. This is logged only when the task is polled, so its time may be
    /// earlier than that of the event before. Logged only if [`is_recorded_in_detail`].
    Woken {
        /// Who can go on.
        task: TaskId,
    },
    /// The task printed something. (The strategies print nothing; programs that write recordings may.)
    Printed {
        /// Who printed.
        task: TaskId,
        /// What, without the newline.
        text: Rc<str>,
    },
    /// The task ended.
    Ended {
        /// Which one.
        task: TaskId,
        /// How.
        how: End,
    },
    /// The executor finished a poll or, unless [`is_recorded_in_detail`], several in a row.
    Polled {
        /// How many.
        polls: u32,
        /// How long they took, in simulated time like all of a recording. (The figure shows it as real time.)
        busy: SimTime,
    },
    /// The strategy completed.
    Finished,
}

/// What is known of a task from the start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaskInfo {
    /// Its name in saved recordings. (The figure names the users itself.)
    pub name: Rc<str>,
    /// The function that it runs.
    pub function: Rc<str>,
    /// The task that created it.
    pub parent: Option<TaskId>,
}

/// What a task waits for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Awaited {
    /// A timer, until then.
    Sleep(SimTime),
    /// The reader of the page, who types a code.
    Reader,
    /// Other tasks.
    Tasks,
    /// Anything else, as the recording names it.
    Other(Rc<str>),
}

/// How a task ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// It completed: a user's code arrived.
    Done,
    /// It failed: the code was wrong, and the strategy checked it.
    Refused,
    /// It was dropped before it completed.
    Cancelled,
    /// The reader gave up typing the code.
    GaveUp,
}

impl TaskEvent {
    /// The task that it is about, if it is about one.
    pub fn task(&self) -> Option<TaskId> {
        match self {
            Self::Created { task, .. }
            | Self::Resumed { task }
            | Self::Suspended { task, .. }
            | Self::Woken { task }
            | Self::Printed { task, .. }
            | Self::Ended { task, .. } => Some(*task),
            Self::Polled { .. } | Self::Finished => None,
        }
    }
}

/// Whether a run with `users` users is recorded event by event. Above [`MAX_USERS_IN_DETAIL`], only when each user's task was
/// first polled and when it ended: reading a browser's clock takes as long as half a poll.
pub fn is_recorded_in_detail(users: usize) -> bool {
    users <= MAX_USERS_IN_DETAIL
}

/// The largest number of users whose runs are recorded event by event.
pub const MAX_USERS_IN_DETAIL: usize = 1000;
