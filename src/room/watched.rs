//! Watching every poll of a task from outside.

use std::{
    future::Future,
    pin::Pin,
    task::{Context, Poll},
};

use pin_project_lite::pin_project;

use super::Room;
use crate::runtime::Runtime;

pin_project! {
    /// Behaves as `task` and has every poll of it noted, with the time spent inside.
    ///
    /// An `async` block around the task would say this in fewer lines, but the compiler keeps what such a block is given
    /// and what it then awaits in two places, so every layer would double the size of the task.
    pub struct Watched<R, F> {
        room: Room<R>,
        #[pin]
        task: F,
    }
}

impl<R, F> Watched<R, F> {
    /// A task of `room`.
    pub fn new(room: &Room<R>, task: F) -> Self {
        Self { room: room.clone(), task }
    }
}

impl<R: Runtime, F: Future> Future for Watched<R, F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, context: &mut Context) -> Poll<F::Output> {
        let this = self.project();
        this.room.before_poll();
        let outcome = this.task.poll(context);
        this.room.after_poll();
        outcome
    }
}
