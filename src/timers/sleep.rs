//! A future that a timer completes.

use std::{
    future::Future,
    pin::Pin,
    task::{Context, Poll},
};

use super::{Tick, TimerQueue, slot::Key};

/// Completes at its deadline; see [`TimerQueue::sleep_until`]. Dropping it cancels it.
#[must_use = "futures do nothing unless polled"]
pub struct Sleep {
    timers: TimerQueue,
    deadline: Tick,
    /// Where its waker lies in the queue, from the first poll on.
    key: Option<Key>,
}

impl Sleep {
    pub(super) fn new(timers: TimerQueue, deadline: Tick) -> Self {
        Self { timers, deadline, key: None }
    }
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context) -> Poll<()> {
        if self.timers.has_reached(self.deadline) {
            // `fire` has taken our waker out, or will: looking for it would cost more than the poll.
            self.key = None;
            return Poll::Ready(());
        }
        let waker = context.waker().clone();
        match self.key {
            Some(key) => self.timers.update_waker(self.deadline, key, waker),
            None => self.key = Some(self.timers.insert(self.deadline, waker)),
        }
        Poll::Pending
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        if let Some(key) = self.key {
            self.timers.remove(self.deadline, key);
        }
    }
}
