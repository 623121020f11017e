//! Any number of sleeping futures behind a single timer of the platform.
//!
//! A browser timer for each sleeper would be simpler, but the browser would have to keep, sort and call back every one
//! of them. Here the sleepers lie in a map ordered by deadline, and the platform is asked for one thing only: a call
//! when the earliest deadline is reached. Sleepers with the same deadline share one entry, so waking them is one step.

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    future::Future,
    pin::Pin,
    rc::{Rc, Weak},
    task::{Context, Poll, Waker},
};

/// A moment, in ticks of the platform's timer since the run began. (The browser's tick is one real millisecond.)
pub type Tick = u64;

/// The queue of all sleepers. Clones are the same queue.
#[derive(Clone)]
pub struct Timers(Rc<Inner>);

struct Inner {
    sleepers: RefCell<BTreeMap<Tick, Group>>,
    /// The latest moment that the platform has told; whoever sleeps until then or earlier is awake.
    reached: Cell<Option<Tick>>,
    /// Asks the platform to call [`Timers::fire`] at that tick, instead of any it was asked for before.
    arm: Box<dyn Fn(Tick)>,
}

/// The sleepers that share a deadline.
#[derive(Default)]
struct Group {
    /// Each sleeper's waker, at the place that the sleeper remembers; `None` once it was cancelled.
    wakers: Vec<Option<Waker>>,
    cancelled: usize,
}

impl Timers {
    /// An empty queue. `arm` is called with every new earliest deadline, and with a handle that fires the queue unless
    /// it is gone by then.
    pub fn new(arm: impl Fn(&WeakTimers, Tick) + 'static) -> Self {
        Self(Rc::new_cyclic(|this| {
            let this = WeakTimers(Weak::clone(this));
            Inner {
                sleepers: RefCell::default(),
                reached: Cell::new(None),
                arm: Box::new(move |tick| arm(&this, tick)),
            }
        }))
    }

    /// A future that completes when the queue was fired at `deadline` or later. It is not in the queue before it is
    /// polled for the first time: futures do nothing unless polled.
    pub fn sleep_until(&self, deadline: Tick) -> Sleep {
        Sleep { timers: self.clone(), deadline, place: None }
    }

    /// The earliest deadline, or `None` if nobody sleeps.
    pub fn earliest(&self) -> Option<Tick> {
        self.0.sleepers.borrow().keys().next().copied()
    }

    /// Wakes all whose deadline is `now` or earlier and arms the timer for the next. Calling it too early does no harm:
    /// nobody is woken before the deadline.
    pub fn fire(&self, now: Tick) {
        self.wake_until(now);
        if let Some(next) = self.earliest() {
            (self.0.arm)(next);
        }
    }

    /// Wakes everyone, whatever the deadline; for the end of a run. Nobody can sleep here any more.
    pub fn wake_all(&self) {
        self.wake_until(Tick::MAX);
    }

    fn wake_until(&self, now: Tick) {
        self.0.reached.set(Some(now));
        while let Some(group) = self.due(now) {
            group.wake();
        }
    }

    /// Takes out the earliest group, if its time has come. (Waking happens outside: a waker may do anything, even come
    /// back to this queue.)
    fn due(&self, now: Tick) -> Option<Group> {
        let mut sleepers = self.0.sleepers.borrow_mut();
        let earliest = sleepers.first_entry().filter(|entry| *entry.key() <= now)?;
        Some(earliest.remove())
    }

    fn add(&self, deadline: Tick, waker: Waker) -> usize {
        let is_earliest = self.earliest().is_none_or(|earliest| deadline < earliest);
        let place = self.0.sleepers.borrow_mut().entry(deadline).or_default().add(waker);
        if is_earliest {
            (self.0.arm)(deadline);
        }
        place
    }

    fn cancel(&self, deadline: Tick, place: usize) {
        let mut sleepers = self.0.sleepers.borrow_mut();
        if let Some(group) = sleepers.get_mut(&deadline)
            && group.cancel(place)
        {
            sleepers.remove(&deadline);
        }
    }
}

impl Group {
    fn add(&mut self, waker: Waker) -> usize {
        self.wakers.push(Some(waker));
        self.wakers.len() - 1
    }

    fn wake(self) {
        self.wakers.into_iter().flatten().for_each(Waker::wake);
    }

    /// Forgets one sleeper; tells whether it was the last.
    fn cancel(&mut self, place: usize) -> bool {
        self.cancelled += usize::from(self.wakers[place].take().is_some());
        self.cancelled == self.wakers.len()
    }
}

/// A handle for the platform's callback, which must not keep a queue alive.
#[derive(Clone)]
pub struct WeakTimers(Weak<Inner>);

impl WeakTimers {
    /// [`Timers::fire`], unless the queue is gone.
    pub fn fire(&self, now: Tick) {
        if let Some(inner) = self.0.upgrade() {
            Timers(inner).fire(now);
        }
    }
}

/// Completes at its deadline; see [`Timers::sleep_until`]. Dropping it cancels it.
#[must_use = "futures do nothing unless polled"]
pub struct Sleep {
    timers: Timers,
    deadline: Tick,
    /// Where its waker lies in its group, while it is in the queue.
    place: Option<usize>,
}

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context) -> Poll<()> {
        if self.timers.0.reached.get().is_some_and(|now| now >= self.deadline) {
            self.place = None;
            return Poll::Ready(());
        }
        self.leave();
        self.place = Some(self.timers.add(self.deadline, context.waker().clone()));
        Poll::Pending
    }
}

impl Sleep {
    /// Takes the waker out of the queue: it may be stale, or no longer wanted.
    fn leave(&mut self) {
        if let Some(place) = self.place.take() {
            self.timers.cancel(self.deadline, place);
        }
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        self.leave();
    }
}
