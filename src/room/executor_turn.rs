//! Timing the executor from outside.

use std::cell::Cell;

use super::Room;
use crate::{
    event::{TaskEvent, records_every_poll},
    time::SimTime,
};

/// The executor's turn: it polls all ready tasks, one right after another, and then the thread is free.
///
/// Reading the clock around each poll would cost a crowd as much as the polls themselves. So their polls are timed in batches,
/// together with all that the executor does between them. A turn that ends in the middle of a batch must end the batch, or the
/// time until the next turn would count as busy; but `spawn_local` does not say when it is done. So the first poll of a turn
/// spawns one more task: it is queued after all ready tasks, so when it is polled, the turn is over.
pub struct ExecutorTurn {
    is_open: Cell<bool>,
    batch_began: Cell<SimTime>,
    /// The polls in the batch so far.
    polls: Cell<u32>,
    batch_size: u32,
}

/// The polls of a batch. Together they take about ten microseconds, which is finer than the clock that browsers give to a page.
const BATCH: u32 = 32;

impl ExecutorTurn {
    /// For a room of `users` users, before the first turn.
    pub fn new(users: usize) -> Self {
        let batch_size = if records_every_poll(users) { 1 } else { BATCH };
        Self { is_open: Cell::new(false), batch_began: Cell::default(), polls: Cell::new(0), batch_size }
    }
}

impl Room {
    pub(super) fn before_poll(&self) {
        let turn = &self.0.turn;
        if turn.is_open.get() {
            return;
        }
        self.begin_batch();
        if turn.batch_size > 1 {
            turn.is_open.set(true);
            let room = self.clone();
            self.spawn(async move { room.end_turn() });
        }
    }

    pub(super) fn after_poll(&self) {
        let polls = self.0.turn.polls.get() + 1;
        self.0.turn.polls.set(polls);
        if polls == self.0.turn.batch_size {
            self.end_batch();
        }
    }

    fn begin_batch(&self) {
        self.0.now.set(self.0.platform.now());
        self.0.turn.batch_began.set(self.0.now.get());
    }

    pub(super) fn end_batch(&self) {
        let (began, polls) = (self.0.turn.batch_began.get(), self.0.turn.polls.take());
        if polls > 0 {
            self.begin_batch();
            self.log(TaskEvent::Polled { polls, busy: self.0.now.get() - began });
        }
    }

    fn end_turn(&self) {
        self.end_batch();
        self.0.turn.is_open.set(false);
    }
}
