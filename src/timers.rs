//! Any number of sleeping futures behind a single timer of the platform.
//!
//! A browser timer for each sleeper would be simpler, but the browser would have to keep, sort and call back every one
//! of them. Here the sleepers lie in a map ordered by deadline, and the platform is asked for one thing only: a call
//! when the earliest deadline is reached. Sleepers with the same deadline share one entry, so waking them is one step.

mod group;

use std::{
    cell::{Cell, RefCell},
    collections::BTreeMap,
    future::Future,
    pin::Pin,
    rc::{Rc, Weak},
    task::{Context, Poll, Waker},
};

use group::{Group, Place};

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

/// A tick that has passed already.
const AT_ONCE: Tick = 0;

/// At most so many are woken at once. Polling them takes some milliseconds; then the platform may do something else.
const MOST_AT_ONCE: usize = 16_384;

/// When so many were woken at once, there is a crowd, and the next of it wait for each other: the timer is armed for no
/// sooner than some ticks later. A timer of the browser costs as much as hundreds of polls. (Operating systems call this
/// *timer slack*.)
const CROWD: usize = 128;
const SLACK: Tick = 8;

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
        Sleep { timers: self.clone(), deadline: Deadline(deadline), place: None }
    }

    /// The earliest deadline, or `None` if nobody sleeps.
    pub fn earliest(&self) -> Option<Tick> {
        self.0.sleepers.borrow().keys().next().copied()
    }

    /// Wakes those whose deadline is `now` or earlier, and arms the timer for the next: at once, if the rest were too many to
    /// be woken in one go, and a little later than due after a crowd. Calling it too early does no harm: nobody is woken
    /// before the deadline.
    pub fn fire(&self, now: Tick) {
        let now = self.0.reached.get().map_or(now, |reached| reached.max(now));
        self.0.reached.set(Some(now));
        let woken = self.wake_until(now);
        if let Some(next) = self.earliest() {
            (self.0.arm)(match woken {
                MOST_AT_ONCE.. => AT_ONCE,
                CROWD.. => next.max(now.saturating_add(SLACK)),
                _ => next,
            });
        }
    }

    /// Tells how many it has woken.
    fn wake_until(&self, now: Tick) -> usize {
        let mut woken = 0;
        while let Some(due) = self.due(now, MOST_AT_ONCE - woken) {
            woken += due.len();
            due.into_iter().for_each(Waker::wake);
        }
        woken
    }

    /// Wakes everyone, whatever the deadline, from now on; for the end of a run. Nobody can sleep here any more.
    pub fn close(&self) {
        self.0.reached.set(Some(Tick::MAX));
        if self.earliest().is_some() {
            (self.0.arm)(AT_ONCE);
        }
    }

    /// Takes out sleepers of the earliest group, at most so many, if its time has come. (Waking happens outside: a waker
    /// may do anything, even come back to this queue.)
    fn due(&self, now: Tick, most: usize) -> Option<Vec<Waker>> {
        let mut sleepers = self.0.sleepers.borrow_mut();
        let mut earliest = sleepers.first_entry().filter(|entry| most > 0 && *entry.key() <= now)?;
        let due = earliest.get_mut().take(most);
        if earliest.get().is_empty() {
            earliest.remove();
        }
        Some(due)
    }

    fn add(&self, deadline: Tick, waker: Waker) -> Place {
        let is_earliest = self.earliest().is_none_or(|earliest| deadline < earliest);
        let place = self.0.sleepers.borrow_mut().entry(deadline).or_default().add(waker);
        if is_earliest {
            (self.0.arm)(deadline);
        }
        place
    }

    fn cancel(&self, deadline: Tick, place: Place) {
        let mut sleepers = self.0.sleepers.borrow_mut();
        if let Some(group) = sleepers.get_mut(&deadline) {
            group.cancel(place);
            if group.is_empty() {
                sleepers.remove(&deadline);
            }
        }
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
    deadline: Deadline,
    /// Where its waker lies in its group, while it is in the queue.
    place: Option<Place>,
}

/// A tick that need not lie at a multiple of eight bytes: on a 32-bit platform that would make every task that sleeps
/// sixteen bytes larger.
#[derive(Clone, Copy)]
#[repr(Rust, packed(4))]
struct Deadline(Tick);

impl Future for Sleep {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context) -> Poll<()> {
        self.leave();
        if self.timers.0.reached.get().is_some_and(|now| now >= self.deadline.0) {
            return Poll::Ready(());
        }
        self.place = Some(self.timers.add(self.deadline.0, context.waker().clone()));
        Poll::Pending
    }
}

impl Sleep {
    /// Takes the waker out of the queue: it may be stale, or no longer wanted.
    fn leave(&mut self) {
        if let Some(place) = self.place.take() {
            self.timers.cancel(self.deadline.0, place);
        }
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        self.leave();
    }
}
