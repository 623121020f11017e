//! The one thread on which everything runs: what it did, which tasks are ready, and when it has something to do again.

use crate::{
    event::is_recorded_in_detail,
    recording::{PollSpan, TaskState},
    scene::{Scene, StrategyRun},
    time::{RealTime, SimTime},
};

/// A user's task under one of the strategies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UserTask {
    /// The index of the strategy's run.
    pub strategy_index: usize,
    /// The user whose task it is, counted from 0.
    pub user: usize,
}

/// One poll, during which a task had the thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThreadPoll {
    /// When it began.
    pub at: SimTime,
    /// How long it took; zero if that was too short for the browser's clock.
    pub busy: SimTime,
    /// The index of the strategy's run.
    pub strategy_index: usize,
    /// The users whose futures took a step; empty if only the strategy did something.
    pub users: Vec<usize>,
}

/// The simulated time for which the thread was busy with our tasks until the time that is shown.
pub fn busy(scene: &Scene) -> SimTime {
    scene.strategy_runs.iter().map(|run| run.recording.busy_by(scene.time)).sum()
}

/// Polls belong together if there is less real time between them.
const PAUSE: RealTime = RealTime::from_millis(2);

/// The longest time for which polls kept the page from everything else, until the time that is shown. (Unknown, and so zero, above
/// 1000 users.)
pub fn longest_stretch(scene: &Scene) -> SimTime {
    let mut longest = SimTime::ZERO;
    for run in scene.strategy_runs {
        let (mut from, mut until) = (SimTime::ZERO, SimTime::ZERO);
        for poll in run.recording.each_poll().iter().take_while(|poll| poll.at <= scene.time) {
            if poll.at - until >= scene.speed.simulated(PAUSE) {
                from = poll.at;
            }
            until = poll.end().min(scene.time);
            longest = longest.max(until - from);
        }
    }
    longest
}

/// Whether the browser's clock was too coarse for some polls.
pub fn is_clock_too_coarse(scene: &Scene) -> bool {
    scene.strategy_runs.iter().any(|run| run.recording.each_poll().iter().any(|poll| poll.busy == SimTime::ZERO))
}

/// The last polls that began by the time that is shown and belong together, in order, up to `most`.
pub fn last_polls(scene: &Scene, most: usize) -> Vec<ThreadPoll> {
    let pause = scene.speed.simulated(PAUSE);
    let mut polls: Vec<ThreadPoll> = Vec::new();
    let begun = |run: &StrategyRun| run.recording.each_poll().partition_point(|poll| poll.at <= scene.time);
    let mut left: Vec<_> = scene.strategy_runs.iter().map(begun).collect();
    while let Some((strategy_index, poll)) = latest(scene, &left)
        && polls.len() < most
        && polls.last().is_none_or(|next| next.at - poll.end() < pause)
    {
        left[strategy_index] -= 1;
        let users = scene.strategy_runs[strategy_index]
            .recording
            .tasks_in(poll)
            .iter()
            .filter_map(|task| task.user())
            .collect();
        polls.push(ThreadPoll { at: poll.at, busy: poll.busy, strategy_index, users });
    }
    polls.reverse();
    polls
}

/// The poll that began last, of the first `left` of each run.
fn latest<'a>(scene: &Scene<'a>, left: &[usize]) -> Option<(usize, &'a PollSpan)> {
    let mut latest: Option<(usize, &PollSpan)> = None;
    for (strategy_index, left) in left.iter().enumerate() {
        if let Some(poll) = scene.strategy_runs[strategy_index].recording.each_poll()[..*left].last()
            && latest.is_none_or(|(_, other)| other.at <= poll.at)
        {
            latest = Some((strategy_index, poll));
        }
    }
    latest
}

/// The task that has the thread. (Not known above 1000 users, and looking at each of a million would take long.)
pub fn running(scene: &Scene) -> Option<UserTask> {
    if is_recorded_in_detail(scene.plan.users().len()) { in_state(scene, TaskState::Running).pop() } else { None }
}

/// The tasks in the ready queue. (Not known above 1000 users.)
pub fn ready(scene: &Scene) -> Vec<UserTask> {
    in_state(scene, TaskState::Ready)
}

/// The user's task that a timer will wake next, and when. (No timer wakes the reader.)
pub fn next_wake_up(scene: &Scene) -> Option<(SimTime, UserTask)> {
    let due = |task: UserTask| {
        let started = scene.strategy_runs[task.strategy_index].recording.started_at(task.user)?;
        Some((started + scene.plan.users()[task.user].wait(), task))
    };
    let suspended = in_state(scene, TaskState::Suspended).into_iter().filter(|task| !scene.is_reader(task.user));
    suspended.filter_map(due).min_by_key(|(at, task)| (*at, task.strategy_index, task.user))
}

fn in_state(scene: &Scene, state: TaskState) -> Vec<UserTask> {
    let mut found = Vec::new();
    for (strategy_index, run) in scene.strategy_runs.iter().enumerate() {
        let users = (0..scene.plan.users().len()).filter(|user| run.recording.state(*user, scene.time) == state);
        found.extend(users.map(|user| UserTask { strategy_index, user }));
    }
    found
}
