//! The one thread on which everything runs: what it did, who could go on, and when it has something to do again.

use crate::{
    event::is_told_singly,
    recording::{Poll, State},
    scene::{Act, Scene},
    time::Time,
};

/// One task at a time has the thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slice {
    /// From when.
    pub at: Time,
    /// For how long; zero if it was too short for the browser's clock.
    pub busy: Time,
    /// Of which of the strategies the task is.
    pub act: usize,
    /// Whose futures took a step; nobody's, if the strategy did something of its own.
    pub users: Vec<usize>,
}

/// The simulated time for which the thread was busy with our tasks, and until which moment: the one that is shown or, of
/// more than 1000 users, the latest.
pub fn busy(scene: &Scene) -> (Time, Time) {
    let of_act = |act: &Act| match act.recording.each_poll() {
        [] => act.recording.busy(),
        polls => polls.iter().map(|poll| poll.end().min(scene.t) - poll.at).sum(),
    };
    (scene.acts.iter().map(of_act).sum(), if is_told_singly(scene.plan.users().len()) { scene.t } else { scene.now })
}

/// Whether some polls were too short for the browser's clock.
pub fn is_coarse(scene: &Scene) -> bool {
    scene.acts.iter().any(|act| act.recording.each_poll().iter().any(|poll| poll.busy == Time::ZERO))
}

/// The last polls that began by the moment that is shown, as long as the pauses between them are shorter than `pause`, and at
/// most so many; in their order.
pub fn last(scene: &Scene, pause: Time, most: usize) -> Vec<Slice> {
    let mut slices: Vec<Slice> = Vec::new();
    let begun = |act: &Act| act.recording.each_poll().partition_point(|poll| poll.at <= scene.t);
    let mut left: Vec<_> = scene.acts.iter().map(begun).collect();
    while let Some((act, poll)) = latest(scene, &left)
        && slices.len() < most
        && slices.last().is_none_or(|next| next.at - poll.end() < pause)
    {
        left[act] -= 1;
        let users = scene.acts[act].recording.users(poll).to_vec();
        slices.push(Slice { at: poll.at, busy: poll.busy, act, users });
    }
    slices.reverse();
    slices
}

/// The poll that began last, of those that are left of each act.
fn latest<'a>(scene: &Scene<'a>, left: &[usize]) -> Option<(usize, &'a Poll)> {
    let mut latest: Option<(usize, &Poll)> = None;
    for (act, left) in left.iter().enumerate() {
        if let Some(poll) = scene.acts[act].recording.each_poll()[..*left].last()
            && latest.is_none_or(|(_, other)| other.at <= poll.at)
        {
            latest = Some((act, poll));
        }
    }
    latest
}

/// Whose task has the thread: `(act, user)`. (Of more than 1000 users it is not known.)
pub fn running(scene: &Scene) -> Option<(usize, usize)> {
    if is_told_singly(scene.plan.users().len()) { in_state(scene, State::Running).pop() } else { None }
}

/// Those who could go on, but do not have the thread: `(act, user)`. (Of more than 1000 users it is not known.)
pub fn ready(scene: &Scene) -> Vec<(usize, usize)> {
    in_state(scene, State::Ready)
}

/// The timer of which user fires next, and when: `(when, act, user)`. (The reader has none.)
pub fn next_timer(scene: &Scene) -> Option<(Time, usize, usize)> {
    let mut next = None;
    for (act, user) in in_state(scene, State::Suspended).into_iter().filter(|(_, user)| !scene.is_reader(*user)) {
        if let Some(started) = scene.acts[act].recording.life(user, scene.t).started {
            let due = (started + scene.plan.users()[user].wait(), act, user);
            next = Some(next.map_or(due, |other| due.min(other)));
        }
    }
    next
}

fn in_state(scene: &Scene, state: State) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for (index, act) in scene.acts.iter().enumerate() {
        for user in 0..scene.plan.users().len() {
            if act.recording.state(user, scene.t) == state {
                found.push((index, user));
            }
        }
    }
    found
}
