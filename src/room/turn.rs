//! Timing what the executor does.

use std::cell::Cell;

use super::Room;
use crate::{
    event::{Event, is_told_singly},
    runtime::Runtime,
    time::Time,
};

/// The executor's turn: it polls all tasks that were woken, one right after another, and then the thread is free. In a large
/// room the turn is timed, with all that the executor does in it, in laps of some polls each.
pub struct Turn {
    is_open: Cell<bool>,
    /// When the lap began.
    began: Cell<Time>,
    /// The polls in it.
    polls: Cell<u32>,
    /// The clock is looked at after so many.
    lap: u32,
}

/// As many as take some ten microseconds together, which is finer than the clock that browsers give to a page.
const TIMED_TOGETHER: u32 = 32;

impl Turn {
    /// Before the first turn, in a room for so many users.
    pub fn new(users: usize) -> Self {
        let lap = if is_told_singly(users) { 1 } else { TIMED_TOGETHER };
        Self { is_open: Cell::new(false), began: Cell::default(), polls: Cell::new(0), lap }
    }
}

impl<R: Runtime> Room<R> {
    /// Where polls are timed together, the first of a turn also starts a task that ends it: it is polled after all who were
    /// woken before.
    pub(super) fn before_poll(&self) {
        if self.0.turn.is_open.get() {
            return;
        }
        self.begin_lap();
        if self.0.turn.lap > 1 {
            self.0.turn.is_open.set(true);
            let room = self.clone();
            self.0.runtime.spawn(async move { room.end_turn() });
        }
    }

    pub(super) fn after_poll(&self) {
        let polls = self.0.turn.polls.get() + 1;
        self.0.turn.polls.set(polls);
        if polls == self.0.turn.lap {
            self.end_lap();
        }
    }

    fn begin_lap(&self) {
        self.0.now.set(self.0.runtime.now());
        self.0.turn.began.set(self.0.now.get());
    }

    pub(super) fn end_lap(&self) {
        let (began, polls) = (self.0.turn.began.get(), self.0.turn.polls.take());
        if polls > 0 {
            self.begin_lap();
            self.log(Event::Polled { polls, busy: self.0.now.get() - began });
        }
    }

    fn end_turn(&self) {
        self.end_lap();
        self.0.turn.is_open.set(false);
    }
}
