//! Timing the executor from outside.

use std::cell::Cell;

use super::Room;
use crate::{
    event::{TaskEvent, is_recorded_in_detail},
    time::SimTime,
};

/// The *turn* of the executor: it polls all ready tasks, one right after another, and then the thread is free. Above 1000 users a
/// turn is timed in *batches* of up to 32 polls, with all that the executor does between them: reading the clock before and after
/// each poll would take as long as the poll.
///
/// When a turn ends, the batch must end with it, or the time until the next turn would count as busy. But `spawn_local` does not
/// say when it is done. So the first poll of a turn spawns one more task. It is queued behind all ready tasks: when it is polled,
/// the turn is over.
pub struct ExecutorTurn {
    /// Whether the task that ends the turn is queued.
    is_end_queued: Cell<bool>,
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
        let batch_size = if is_recorded_in_detail(users) { 1 } else { BATCH };
        Self { is_end_queued: Cell::new(false), batch_began: Cell::default(), polls: Cell::new(0), batch_size }
    }
}

impl Room {
    pub(super) fn before_poll(&self) {
        let turn = &self.0.turn;
        if turn.is_end_queued.get() {
            return;
        }
        self.begin_batch();
        // A batch of one poll is ended by `after_poll`, so no task has to end it.
        if turn.batch_size > 1 {
            turn.is_end_queued.set(true);
            let room = self.clone();
            self.0.platform.spawn(async move { room.end_turn() });
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
            // One reading of the clock ends this batch and begins the next.
            self.begin_batch();
            self.log(TaskEvent::Polled { polls, busy: self.0.now.get() - began });
        }
    }

    fn end_turn(&self) {
        self.end_batch();
        self.0.turn.is_end_queued.set(false);
    }
}
