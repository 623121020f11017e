//! Joining tasks: what `asyncio.gather` does, in its simplest form. (tokio's `JoinSet` gives the results as they come, and
//! ends its tasks when it is dropped; these go on, until the whole run is ended.)
//!
//! A join is no loop that asks each task whether it is done. It is a count of the tasks that are still running, and the
//! waker of the one who waits; the last task to finish wakes it. So it costs the same few bytes for each task, however
//! many there are.

use std::{
    cell::RefCell,
    future::{Future, poll_fn},
    pin::Pin,
    rc::Rc,
    task::{Context, Poll, Waker, ready},
};

use pin_project_lite::pin_project;

use crate::{room::Room, runtime::Runtime};

/// Tasks that run side by side and are awaited together.
#[must_use = "tasks that nobody joins go on, but their results are lost"]
pub struct JoinSet<R, T> {
    room: Room<R>,
    joined: Rc<RefCell<Joined<T>>>,
}

/// What the tasks of a set share with the one who joins them.
struct Joined<T> {
    /// The result of each task, in the order in which they were spawned.
    results: Vec<Option<T>>,
    /// How many tasks have not finished.
    running: usize,
    /// Who waits for them.
    waker: Option<Waker>,
}

impl<R: Runtime, T: 'static> JoinSet<R, T> {
    /// An empty set whose tasks run in `room`.
    pub fn new(room: &Room<R>) -> Self {
        let (results, running, waker) = (Vec::new(), 0, None);
        let joined = Rc::new(RefCell::new(Joined { results, running, waker }));
        let room = room.clone();
        Self { room, joined }
    }

    /// Starts `future` as a task of its own.
    pub fn spawn(&mut self, future: impl Future<Output = T> + 'static) {
        self.room.spawn(Member { place: Place::take(&self.joined), future });
    }

    /// Waits for every task; completes with the results of those that finished, in the order in which they were spawned.
    pub async fn join_all(self) -> Vec<T> {
        poll_fn(|context| self.joined.borrow_mut().poll_all(context)).await
    }
}

impl<T> Joined<T> {
    fn poll_all(&mut self, context: &Context) -> Poll<Vec<T>> {
        if self.running > 0 {
            self.waker = Some(context.waker().clone());
            return Poll::Pending;
        }
        Poll::Ready(self.results.drain(..).flatten().collect())
    }
}

pin_project! {
    /// A task of the set: a future, and the place for its result.
    struct Member<F: Future> {
        place: Place<F::Output>,
        #[pin]
        future: F,
    }
}

impl<F: Future> Future for Member<F> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context) -> Poll<()> {
        let this = self.project();
        let result = ready!(this.future.poll(context));
        this.place.fill(result);
        Poll::Ready(())
    }
}

/// One task's place in the set. It is left when it is dropped, filled or not: otherwise whoever joins would wait for ever
/// for a task that was cancelled.
struct Place<T> {
    joined: Rc<RefCell<Joined<T>>>,
    index: usize,
}

impl<T> Place<T> {
    fn take(set: &Rc<RefCell<Joined<T>>>) -> Self {
        let mut joined = set.borrow_mut();
        joined.running += 1;
        joined.results.push(None);
        Self { joined: Rc::clone(set), index: joined.results.len() - 1 }
    }

    fn fill(&self, result: T) {
        self.joined.borrow_mut().results[self.index] = Some(result);
    }
}

impl<T> Drop for Place<T> {
    fn drop(&mut self) {
        let mut joined = self.joined.borrow_mut();
        joined.running -= 1;
        if joined.running == 0
            && let Some(waker) = joined.waker.take()
        {
            drop(joined);
            waker.wake();
        }
    }
}
