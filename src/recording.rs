//! What happened in a run under one strategy, and from it the state of each task at any time.

mod compact;
mod detail;
mod load;
mod numbers;
mod seek_points;
mod snapshot;
mod spans;

use std::ops::Range;

pub use detail::{PollSpan, Suspension};
pub use load::{Load, LoadPoint};
pub use numbers::{NumberReader, Numbers};
pub use seek_points::seek_time;
pub use snapshot::{TaskSnapshot, TaskState};
pub use spans::TaskSpan;

use crate::{
    event::{End, TaskEvent, TaskId, TaskInfo, is_recorded_in_detail},
    time::SimTime,
};
use compact::{PackedEnd, PackedTime};
use detail::Detail;

/// From when to when the page was hidden: [`SimTime::MAX`] while it still is. Browsers delay the timers of hidden pages.
pub type HiddenSpan = (SimTime, SimTime);

/// The events of one strategy, arranged by task. Times are simulated and count from the start of the run. (What a reader saves
/// and opens as *a recording* is one of these for each strategy: a [`SavedRecording`](crate::session::SavedRecording).)
///
/// Everything is kept for up to 1000 users. Above that, only when each user's future was first polled, and when and how it ended,
/// in 20 bytes for each; and how busy the thread was.
pub struct Recording {
    users: usize,
    /// When each user's future was first polled. (Starts and ends are separate arrays: they are written at different times, which
    /// is kinder to the cache.)
    started: Vec<PackedTime>,
    /// How and when it ended; empty until the first has.
    ended: Vec<PackedEnd>,
    /// The users whose codes arrived, in the order of arrival.
    arrivals: Vec<u32>,
    /// When a code arrived, for one in every [`milestone_interval`].
    milestones: Vec<SimTime>,
    detail: Option<Detail>,
    /// Empty if there is `detail`.
    load: Load,
    polls: u32,
    busy: SimTime,
    finished: Option<SimTime>,
    /// When the run was stopped. This cancelled all tasks that had not ended; above 1000 users they are not marked one by one.
    stopped: Option<SimTime>,
}

/// The most points of [`Recording::milestones`].
pub const MAX_MILESTONES: usize = 256;

fn milestone_interval(users: usize) -> usize {
    users.div_ceil(MAX_MILESTONES).max(1)
}

impl Recording {
    /// An empty recording of `users` users.
    pub fn new(users: usize) -> Self {
        Self {
            users,
            started: Vec::with_capacity(users),
            ended: Vec::with_capacity(users),
            arrivals: Vec::with_capacity(users),
            milestones: Vec::new(),
            detail: is_recorded_in_detail(users).then(Detail::default),
            load: Load::default(),
            polls: 0,
            busy: SimTime::ZERO,
            finished: None,
            stopped: None,
        }
    }

    /// Adds what happened at time `at`. Up to 1000 users, events come in the order in which they happened, but for
    /// [`TaskEvent::Woken`]. Above, the first polls come in order among themselves, and the arrivals among themselves.
    pub fn record(&mut self, at: SimTime, event: TaskEvent) {
        match &event {
            TaskEvent::Resumed { task } => self.start(*task, at),
            TaskEvent::Ended { task, how } => self.end(*task, *how, at),
            TaskEvent::Polled { polls, busy } => {
                self.polls = self.polls.saturating_add(*polls);
                self.busy += *busy;
                if self.detail.is_none() {
                    self.load.add(LoadPoint { at, polls: self.polls, busy: self.busy });
                }
            }
            TaskEvent::Finished => self.finished = Some(at),
            TaskEvent::Created { .. }
            | TaskEvent::Suspended { .. }
            | TaskEvent::Woken { .. }
            | TaskEvent::Printed { .. } => {}
        }
        if let Some(detail) = &mut self.detail {
            detail.record(at, event);
        }
    }

    /// Records that the run was stopped at time `at`, which cancels all tasks that have not ended. (They are dropped at their next
    /// poll, which is no longer recorded.)
    pub fn stop(&mut self, at: SimTime) {
        if self.finished.is_some() {
            return;
        }
        self.stopped = Some(at);
        let left = self.detail.as_ref().map(Detail::not_ended).unwrap_or_default();
        for task in left {
            self.record(at, TaskEvent::Ended { task, how: End::Cancelled });
        }
    }

    /// Notes a user's first poll. The array grows user by user: while a million are starting, there is no time to fill memory.
    fn start(&mut self, task: TaskId, at: SimTime) {
        let Some(user) = task.user().filter(|user| *user < self.users) else { return };
        if user >= self.started.len() {
            self.started.resize(user + 1, PackedTime::NEVER);
        }
        if self.started[user] == PackedTime::NEVER {
            self.started[user] = PackedTime::new(at);
        }
    }

    fn end(&mut self, task: TaskId, how: End, at: SimTime) {
        let Some(user) = task.user().filter(|user| *user < self.users) else { return };
        // Filled in one go, because users end in any order. There is time for that: the first end comes after the busy start.
        if self.ended.is_empty() {
            self.ended.resize(self.users, PackedEnd::NEVER);
        }
        if self.ended[user] == PackedEnd::NEVER {
            self.ended[user] = PackedEnd::new(how, at);
            if how == End::Done {
                if self.arrivals.len().is_multiple_of(milestone_interval(self.users)) {
                    self.milestones.push(at);
                }
                self.arrivals.extend(u32::try_from(user));
            }
        }
    }

    /// When a user's future was first polled, if it was.
    pub fn started_at(&self, user: usize) -> Option<SimTime> {
        self.started.get(user).and_then(|started| started.by(SimTime::MAX))
    }

    /// How and when a user's future ended, if it has.
    pub fn ended_at(&self, user: usize) -> Option<(End, SimTime)> {
        self.ended.get(user).and_then(|ended| ended.by(SimTime::MAX))
    }

    /// The number of users.
    pub fn users(&self) -> usize {
        self.users
    }

    /// The number of users whose futures had been polled by time `t`. They are the first ones, because every strategy starts its
    /// users in order.
    pub fn started_by(&self, t: SimTime) -> usize {
        self.started.partition_point(|started| started.by(t).is_some())
    }

    /// How many users, from the first on, had begun their wait by time `t`, whether or not it is over; but none once the run is
    /// over, because no future is left.
    pub fn started_while_running(&self, t: SimTime) -> usize {
        if self.is_over_by(t) { 0 } else { self.started_by(t) }
    }

    /// The number of users who wait at time `t`, for runs above 1000 users. (There, a future that is ready counts as waiting: nobody
    /// recorded when it was woken. In smaller runs, the snapshots know more.)
    pub fn waiting_at(&self, t: SimTime) -> usize {
        let over = self.arrived_by(t).len() + usize::from(self.has_given_up_by(t));
        self.started_while_running(t).saturating_sub(over)
    }

    /// Whether the first user was the reader, who had given up by time `t`.
    pub fn has_given_up_by(&self, t: SimTime) -> bool {
        self.ended_at(0).is_some_and(|(how, at)| how == End::GaveUp && at <= t)
    }

    /// Whether the strategy had completed by time `t`, or was stopped.
    pub fn is_over_by(&self, t: SimTime) -> bool {
        self.finished.or(self.stopped).is_some_and(|at| at <= t)
    }

    /// When the last future to start was first polled.
    pub fn last_start(&self) -> SimTime {
        let last = self.started_by(SimTime::MAX).checked_sub(1);
        last.and_then(|user| self.started_at(user)).unwrap_or_default()
    }

    /// The users whose codes had arrived by time `t`, in the order of arrival.
    pub fn arrived_by(&self, t: SimTime) -> &[u32] {
        let by_then = |user: &u32| self.ended_at(*user as usize).is_some_and(|(_, at)| at <= t);
        &self.arrivals[..self.arrivals.partition_point(by_then)]
    }

    /// Some of the users whose codes arrived, by their place in the order of arrival.
    pub fn arrivals(&self, places: Range<usize>) -> &[u32] {
        self.arrivals.get(places).unwrap_or_default()
    }

    /// How the arrivals went, in at most [`MAX_MILESTONES`] points: how many had arrived by when. (Looking each up would take a search
    /// among a million.)
    pub fn milestones(&self) -> impl Iterator<Item = (usize, SimTime)> {
        let interval = milestone_interval(self.users);
        self.milestones.iter().enumerate().map(move |(index, at)| (index * interval, *at))
    }

    /// How many codes have arrived.
    pub fn arrived_count(&self) -> usize {
        self.arrivals.len()
    }

    /// When the code at that place in the order of arrival arrived.
    pub fn arrival_time(&self, place: usize) -> Option<SimTime> {
        self.ended_at(*self.arrivals.get(place)? as usize).map(|(_, at)| at)
    }

    /// By how much the user's code was late: it was due `wait` after the future was created or, above 1000 users, after it was
    /// first polled. `None` until the future has ended. (So up to 1000 users, it includes the time for which a busy thread kept the
    /// future from its first poll.)
    pub fn lateness(&self, user: usize, wait: SimTime) -> Option<SimTime> {
        let created = self.detail.as_ref().and_then(|detail| detail.created(TaskId::of_user(user)));
        let began = created.or(self.started_at(user))?;
        Some(self.ended_at(user)?.1 - (began + wait))
    }

    /// The user whose code was the last to arrive so far.
    pub fn last_arrival(&self) -> Option<usize> {
        self.arrivals.last().map(|user| *user as usize)
    }

    /// When the strategy completed, if it did.
    pub fn finished(&self) -> Option<SimTime> {
        self.finished
    }

    /// When the run was stopped, if it was.
    pub fn stopped(&self) -> Option<SimTime> {
        self.stopped
    }

    /// How many times the executor polled a task.
    pub fn polls(&self) -> u32 {
        self.polls
    }

    /// The time spent inside those polls.
    pub fn busy(&self) -> SimTime {
        self.busy
    }

    /// The time spent inside polls until time `t`.
    pub fn busy_by(&self, t: SimTime) -> SimTime {
        match &self.detail {
            Some(detail) => detail.polls().iter().map(|poll| poll.end().min(t) - poll.at).sum(),
            None => self.load.busy_by(t),
        }
    }

    /// What is kept instead of each single poll above 1000 users; empty up to then.
    pub fn load(&self) -> &Load {
        &self.load
    }

    /// Each single poll, in order; empty above 1000 users.
    pub fn each_poll(&self) -> &[PollSpan] {
        self.detail.as_ref().map_or(&[], Detail::polls)
    }

    /// The tasks that took a step in a poll.
    pub fn tasks_in(&self, poll: &PollSpan) -> &[TaskId] {
        self.detail.as_ref().map_or(&[], |detail| detail.tasks_in(poll))
    }

    /// What was logged about a task when it was created; `None` above 1000 users.
    pub fn info(&self, task: TaskId) -> Option<&TaskInfo> {
        self.detail.as_ref()?.info(task)
    }

    /// How many tasks were created; zero above 1000 users.
    pub fn task_count(&self) -> usize {
        self.detail.as_ref().map_or(0, Detail::task_count)
    }

    /// How many tasks completed, without the first.
    pub fn completed(&self) -> usize {
        let tasks = (1..self.task_count()).map(|index| TaskId(u32::try_from(index).unwrap_or(u32::MAX)));
        tasks.filter(|task| self.end_of(*task).is_some_and(|(how, _)| how == End::Done)).count()
    }

    /// How and when a task ended, if it has; `None` above 1000 users.
    pub fn end_of(&self, task: TaskId) -> Option<(End, SimTime)> {
        self.detail.as_ref()?.task(task)?.ended
    }

    /// Everything that a task has waited for, each with the time at which it took the step before; empty above 1000 users.
    pub fn suspensions(&self, task: TaskId) -> impl Iterator<Item = (SimTime, &Suspension)> {
        let task = self.detail.as_ref().and_then(|detail| detail.task(task));
        let steps = task.map_or(&[][..], |task| &task.steps);
        steps.iter().filter_map(|step| Some((step.resumed, step.suspended.as_ref()?)))
    }

    /// Everything that was printed by time `t`, in order, with the times and tasks.
    pub fn all_printed_by(&self, t: SimTime) -> impl Iterator<Item = (SimTime, TaskId, &str)> {
        let events = self.detail.as_ref().map_or(&[][..], Detail::events);
        events.iter().take_while(move |(at, _)| *at <= t).filter_map(|(at, event)| match event {
            TaskEvent::Printed { task, text } => Some((*at, *task, &**text)),
            _ => None,
        })
    }

    /// What a task printed by time `t`, with the times.
    pub fn printed_by(&self, task: TaskId, t: SimTime) -> impl Iterator<Item = (SimTime, &str)> {
        let printed = self.detail.as_ref().map_or(&[][..], |detail| detail.printed(task));
        printed.iter().filter(move |(at, _)| *at <= t).map(|(at, text)| (*at, &**text))
    }
}
