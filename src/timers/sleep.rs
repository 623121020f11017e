//! One who sleeps.

use std::{
    future::Future,
    pin::Pin,
    task::{Context, Poll},
};

use super::{Tick, Timers, group::Place};

/// Completes at its deadline; see [`Timers::sleep_until`]. Dropping it cancels it.
#[must_use = "futures do nothing unless polled"]
pub struct Sleep {
    timers: Timers,
    deadline: Tick,
    /// Where its waker lies in its group, while it is in the queue.
    place: Option<Place>,
}

impl Sleep {
    /// Sleeps in that queue, once it is polled.
    pub(super) fn new(timers: Timers, deadline: Tick) -> Self {
        Self { timers, deadline, place: None }
    }
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context) -> Poll<()> {
        if self.timers.has_reached(self.deadline) {
            // Whoever is due has been taken out of the queue, or will be: looking for the waker would cost more than the poll.
            self.place = None;
            return Poll::Ready(());
        }
        match self.place {
            Some(place) => self.timers.renew(self.deadline, place, context.waker()),
            None => self.place = Some(self.timers.add(self.deadline, context.waker().clone())),
        }
        Poll::Pending
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        if let Some(place) = self.place {
            self.timers.cancel(self.deadline, place);
        }
    }
}
