//! What is kept of a small run besides: every poll, and when futures were made and woken.

use std::ops::Range;

use super::moment::Moment;
use crate::time::Time;

/// Everything about a few users.
pub struct Detail {
    pub created: Vec<Moment>,
    pub woken: Vec<Moment>,
    /// In which poll each user's future was polled for the first time.
    first_polls: Vec<usize>,
    polls: Vec<Poll>,
    /// The users whose futures took a step, poll by poll.
    steps: Vec<usize>,
}

/// The executor polled a task, and the task the futures that it consists of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Poll {
    /// When it began.
    pub at: Time,
    /// How long it took.
    pub busy: Time,
    /// Which of the steps were taken in it.
    steps: Range<usize>,
}

impl Poll {
    /// When it was over.
    pub fn end(&self) -> Time {
        self.at + self.busy
    }
}

impl Detail {
    /// Nothing about so many users.
    pub fn new(users: usize) -> Self {
        let (created, woken) = (vec![Moment::NOT_YET; users], vec![Moment::NOT_YET; users]);
        Self { created, woken, first_polls: vec![0; users], polls: Vec::new(), steps: Vec::new() }
    }

    /// The user's future is polled for the first time.
    pub fn start(&mut self, user: usize) {
        self.first_polls[user] = self.polls.len();
        self.step(user);
    }

    /// The user's future takes a step in the poll that is under way.
    pub fn step(&mut self, user: usize) {
        self.steps.push(user);
    }

    /// The poll that was under way has ended.
    pub fn end_poll(&mut self, end: Time, busy: Time) {
        let first = self.polls.last().map_or(0, |poll| poll.steps.end);
        self.polls.push(Poll { at: end - busy, busy, steps: first..self.steps.len() });
    }

    /// Every poll, in order.
    pub fn polls(&self) -> &[Poll] {
        &self.polls
    }

    /// The poll in which the user's future started, once that poll has ended.
    pub fn first_poll(&self, user: usize) -> Option<&Poll> {
        self.polls.get(self.first_polls[user]).filter(|poll| self.users(poll).contains(&user))
    }

    /// Whether the user's future was taking a step at time `t`.
    pub fn is_running(&self, user: usize, t: Time) -> bool {
        let begun = self.polls.partition_point(|poll| poll.at <= t);
        let last = begun.checked_sub(1).map(|last| &self.polls[last]);
        last.is_some_and(|poll| t < poll.end() && self.users(poll).contains(&user))
    }

    /// Whose futures took a step in a poll: nobody's, if the strategy did something of its own.
    pub fn users(&self, poll: &Poll) -> &[usize] {
        &self.steps[poll.steps.clone()]
    }
}
