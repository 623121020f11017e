//! Any number of sleeping futures behind a single timer of the platform.
//!
//! A browser timer for each sleeper would be simpler, but the browser would have to keep, sort and call back every one of them.
//! Here the sleepers lie in slots, ordered by deadline, and the queue asks the platform for one thing only: a call when the
//! earliest deadline is reached. Sleepers with the same deadline share a slot, and leave it together.

mod chunks;
mod sleep;
mod slot;

use std::{
    cell::{Cell, RefCell},
    rc::{Rc, Weak},
    task::Waker,
};

use chunks::SlotChunks;
pub use sleep::Sleep;
use slot::Key;

/// A point in time, in ticks of the platform's timer since the run began. (The browser's tick is one real millisecond.)
pub type Tick = u32;

/// Later than any tick that comes: seven weeks in the browser.
pub const NEVER: Tick = Tick::MAX;

/// The queue of all sleepers. Clones refer to the same queue.
#[derive(Clone)]
pub struct TimerQueue(Rc<Inner>);

/// A handle for the platform's callback, which must not keep a queue alive.
#[derive(Clone)]
pub struct WeakTimerQueue(Weak<Inner>);

struct Inner {
    chunks: RefCell<SlotChunks>,
    /// The number of sleepers, in all slots together.
    sleeping: Cell<usize>,
    /// The latest tick at which the queue fired: all deadlines up to it have passed.
    reached: Cell<Option<Tick>>,
    /// Asks the platform to set its timer, so that it fires the queue at that tick, instead of any tick it was asked for before.
    arm: Box<dyn Fn(Tick)>,
    /// The tick for which the platform was asked last, until it fires.
    armed: Cell<Option<Tick>>,
}

/// Whether a call of [`TimerQueue::fire`] woke everyone whose deadline has passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[must_use = "if more tasks are due, the caller must fire the queue again"]
pub enum Fired {
    /// It did, and armed the timer for the next deadline.
    All,
    /// More are due: let the woken tasks be polled, then fire again.
    MoreAreDue,
}

/// The most sleepers that one call wakes. Polling them takes a millisecond or two, even before the engine has optimised the code.
const MAX_WOKEN: usize = 2048;

/// While more than [`MANY`] tasks sleep, the timer fires at most once in this many ticks: about one frame. One timer of the
/// browser costs as much as hundreds of polls. (Operating systems call this *timer slack*.)
const SLACK: Tick = 16;
const MANY: usize = 128;

/// A tick that has passed already.
const AT_ONCE: Tick = 0;

impl TimerQueue {
    /// An empty queue. It calls `arm` with a handle to itself and the tick at which it wants to be fired. This replaces any
    /// earlier request.
    pub fn new(arm: impl Fn(&WeakTimerQueue, Tick) + 'static) -> Self {
        Self(Rc::new_cyclic(|this| {
            let this = WeakTimerQueue(Weak::clone(this));
            Inner {
                chunks: RefCell::default(),
                sleeping: Cell::default(),
                reached: Cell::new(None),
                arm: Box::new(move |tick| arm(&this, tick)),
                armed: Cell::default(),
            }
        }))
    }

    /// A future that completes when the queue fires at `deadline` or later. It joins the queue at its first poll: futures do
    /// nothing unless polled.
    pub fn sleep_until(&self, deadline: Tick) -> Sleep {
        Sleep::new(self.clone(), deadline)
    }

    /// The earliest deadline, or `None` if no task sleeps.
    pub fn earliest(&self) -> Option<Tick> {
        self.0.chunks.borrow_mut().first()
    }

    /// Wakes the tasks whose deadline is `now` or earlier, up to 2048 of them. Firing too early does no harm: no task wakes
    /// before its deadline, and the timer is armed again.
    pub fn fire(&self, now: Tick) -> Fired {
        // Once the queue is closed, `reached` is `NEVER` and everything stays due.
        let now = self.0.reached.get().map_or(now, |reached| reached.max(now));
        self.0.reached.set(Some(now));
        self.0.armed.set(None);
        self.wake_due(now);
        match self.earliest() {
            Some(next) if next <= now => return Fired::MoreAreDue,
            Some(next) => self.arm(self.with_slack(next, now)),
            None => {}
        }
        Fired::All
    }

    /// Ends all sleeps, whatever the deadline, and all that begin later; for the end of a run.
    pub fn close(&self) {
        self.0.reached.set(Some(NEVER));
        if self.earliest().is_some() {
            self.arm(AT_ONCE);
        }
    }

    /// Arms the timer to fire as soon as possible, to wake the tasks that are still due.
    pub fn fire_soon(&self) {
        self.arm(AT_ONCE);
    }

    fn has_reached(&self, deadline: Tick) -> bool {
        self.0.reached.get().is_some_and(|now| now >= deadline)
    }

    fn arm(&self, tick: Tick) {
        self.0.armed.set(Some(tick));
        (self.0.arm)(tick);
    }

    /// The tick at which to wake the tasks that are due at `next`. The last slot gets no slack: a run should not end late.
    fn with_slack(&self, next: Tick, now: Tick) -> Tick {
        if self.0.sleeping.get() <= MANY {
            return next;
        }
        let last = self.0.chunks.borrow().last().unwrap_or(next);
        next.max(last.min(now.saturating_add(SLACK)))
    }

    /// Takes wakers out under the borrow and wakes them outside of it: a waker may do anything, even call this queue.
    fn wake_due(&self, now: Tick) {
        let mut left = MAX_WOKEN;
        while let Some(due) = self.take_due(now, left) {
            left -= due.len();
            due.into_iter().for_each(Waker::wake);
        }
    }

    /// Takes up to `most` sleepers out of the earliest slot, if its deadline has passed.
    fn take_due(&self, now: Tick, most: usize) -> Option<Vec<Waker>> {
        let mut chunks = self.0.chunks.borrow_mut();
        let tick = chunks.first().filter(|tick| *tick <= now && most > 0)?;
        let due = chunks.slot(tick).take(most);
        self.0.sleeping.update(|sleeping| sleeping - due.len());
        Some(due)
    }

    fn insert(&self, deadline: Tick, waker: Waker) -> Key {
        let key = self.0.chunks.borrow_mut().slot(deadline).insert(waker);
        self.0.sleeping.update(|sleeping| sleeping + 1);
        if self.0.armed.get().is_none_or(|armed| deadline < armed) {
            self.arm(deadline);
        }
        key
    }

    /// Replaces a sleeper's waker, unless it was woken before. (The waker that is not needed is dropped outside of the borrow.)
    fn update_waker(&self, deadline: Tick, key: Key, waker: Waker) {
        let unneeded = match self.0.chunks.borrow_mut().get(deadline) {
            Some(slot) => slot.replace(key, waker),
            None => waker,
        };
        drop(unneeded);
    }

    /// Forgets a sleeper, unless it was woken before.
    fn remove(&self, deadline: Tick, key: Key) {
        let waker = self.0.chunks.borrow_mut().get(deadline).and_then(|slot| slot.remove(key));
        if waker.is_some() {
            self.0.sleeping.update(|sleeping| sleeping - 1);
        }
        drop(waker);
    }
}

impl WeakTimerQueue {
    /// The queue, unless it is gone.
    pub fn upgrade(&self) -> Option<TimerQueue> {
        self.0.upgrade().map(TimerQueue)
    }
}
