//! Joining tasks: what `asyncio.gather` does, in its simplest form. (tokio's `JoinSet` returns the results as they come, and aborts
//! its tasks when it is dropped; these go on until the whole run ends.)
//!
//! Joining does not ask each task in a loop whether it is done. It counts the tasks that have not ended, and the last one to end wakes
//! the joining task. So joining costs the same few bytes for each task, however many there are.

use std::{
    cell::RefCell,
    future::{Future, poll_fn},
    mem,
    pin::Pin,
    rc::Rc,
    task::{Context, Poll, Waker, ready},
};

use pin_project_lite::pin_project;

use crate::room::Room;

/// Tasks that run side by side and are awaited together.
///
/// ```
/// # #[cfg(not(target_arch = "wasm32"))] {
/// # use std::rc::Rc;
/// # use waiting_room::{join_set::JoinSet, plan::Plan, platform::virtual_time, room::Room, settings::{Strategy, Waits}, time::SimTime};
/// # let waits = [2, 3, 1].map(SimTime::from_secs).to_vec();
/// # let plan = Rc::new(Plan::generate(&Waits::Exact(waits), 1));
/// let took = virtual_time::run(|platform| {
///     let room = Room::new(platform, plan, Strategy::AllAtOnce, |_time, _event| {});
///     let task = room.clone();
///     room.start(async move {
///         let mut tasks = JoinSet::new(&task);
///         for user in task.users() {
///             tasks.spawn(task.code_from(user));
///         }
///         assert_eq!(tasks.join_all().await.len(), 3);
///     });
/// });
/// assert_eq!(took, SimTime::from_secs(3), "as long as the longest");
/// # }
/// ```
#[must_use = "a set that is dropped loses the results of its tasks, which go on"]
pub struct JoinSet<T>(Rc<Shared<T>>);

/// What the tasks of a set share with the task that joins them.
struct Shared<T> {
    room: Room,
    state: RefCell<State<T>>,
}

struct State<T> {
    /// The result of each task, in the order in which they were spawned.
    results: Vec<Option<T>>,
    /// The number of tasks that have not ended.
    unfinished: usize,
    /// Wakes the joining task.
    waker: Option<Waker>,
}

impl<T: 'static> JoinSet<T> {
    /// An empty set whose tasks run in `room`.
    pub fn new(room: &Room) -> Self {
        let state = RefCell::new(State { results: Vec::new(), unfinished: 0, waker: None });
        Self(Rc::new(Shared { room: room.clone(), state }))
    }

    /// Spawns `future` as a task of its own.
    pub fn spawn(&mut self, future: impl Future<Output = T> + 'static) {
        self.0.room.spawn(Member { membership: Membership::new(&self.0), future });
    }

    /// Waits for every task; completes with the results of those that completed, in the order in which they were spawned.
    pub async fn join_all(self) -> Vec<T> {
        poll_fn(|context| self.0.poll_join(context)).await
    }
}

impl<T> Shared<T> {
    /// Completes when every task has ended. Wakers are cloned and dropped outside of the borrow: a waker may do anything, even call this
    /// set.
    fn poll_join(&self, context: &Context) -> Poll<Vec<T>> {
        let waker = context.waker().clone();
        if self.state.borrow().unfinished > 0 {
            let old = self.state.borrow_mut().waker.replace(waker);
            drop(old);
            return Poll::Pending;
        }
        let results = mem::take(&mut self.state.borrow_mut().results);
        Poll::Ready(results.into_iter().flatten().collect())
    }
}

pin_project! {
    /// A task of the set.
    struct Member<F: Future> {
        membership: Membership<F::Output>,
        #[pin]
        future: F,
    }
}

impl<F: Future> Future for Member<F> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context) -> Poll<()> {
        let this = self.project();
        if let Some(result) = ready!(this.membership.shared.room.poll_task(this.future, context)) {
            this.membership.keep(result);
        }
        Poll::Ready(())
    }
}

/// A task's place in its set. Dropping it counts the task as ended, whether it completed or was cancelled: otherwise the joining
/// task would wait for a cancelled one for ever.
struct Membership<T> {
    shared: Rc<Shared<T>>,
    /// Its place in `State::results`; as small as possible, because it is part of each task.
    index: u32,
}

impl<T> Membership<T> {
    fn new(shared: &Rc<Shared<T>>) -> Self {
        let mut state = shared.state.borrow_mut();
        let index = u32::try_from(state.results.len()).unwrap_or(u32::MAX);
        state.unfinished += 1;
        state.results.push(None);
        drop(state);
        Self { shared: Rc::clone(shared), index }
    }

    fn keep(&self, result: T) {
        self.shared.state.borrow_mut().results[self.index as usize] = Some(result);
    }
}

impl<T> Drop for Membership<T> {
    fn drop(&mut self) {
        let mut state = self.shared.state.borrow_mut();
        state.unfinished -= 1;
        let waker = if state.unfinished == 0 { state.waker.take() } else { None };
        drop(state);
        waker.into_iter().for_each(Waker::wake);
    }
}
