//! Any number of sleeping futures behind a single timer of the platform.
//!
//! A browser timer for each sleeper would be simpler, but the browser would have to keep, sort and call back every one
//! of them. Here the sleepers lie in groups ordered by deadline, and the platform is asked for one thing only: a call
//! when the earliest deadline is reached. Sleepers with the same deadline share one entry, so waking them is one step.

mod group;
mod groups;
mod sleep;

use std::{
    cell::{Cell, RefCell},
    rc::{Rc, Weak},
    task::Waker,
};

use group::Place;
use groups::Groups;
pub use sleep::Sleep;

/// A moment, in ticks of the platform's timer since the run began. (The browser's tick is one real millisecond.)
pub type Tick = u32;

/// A moment that never comes: what lies beyond all that ticks can count, which is seven weeks in the browser.
pub const NEVER: Tick = Tick::MAX;

/// The queue of all sleepers. Clones are the same queue.
#[derive(Clone)]
pub struct Timers(Rc<Inner>);

struct Inner {
    sleepers: RefCell<Groups>,
    /// How many sleep, in all groups together.
    sleeping: Cell<usize>,
    /// The latest moment that the platform has told; whoever sleeps until then or earlier is awake.
    reached: Cell<Option<Tick>>,
    /// Asks the platform to call [`Timers::fire`] at that tick, instead of any it was asked for before.
    arm: Box<dyn Fn(Tick)>,
    /// When it will be called, if it will.
    armed: Cell<Option<Tick>>,
}

/// A tick that has passed already.
const AT_ONCE: Tick = 0;

/// At most so many are woken at once. Polling them takes some milliseconds; then the platform may do something else.
const MOST_AT_ONCE: usize = 16_384;

/// More sleepers than that are a crowd, and the next of a crowd wait for each other: the timer is armed for no sooner than
/// some ticks later, which is as long as the page shows the same frame anyway. A timer of the browser costs as much as
/// hundreds of polls. (Operating systems call this *timer slack*.)
const CROWD: usize = 128;
const SLACK: Tick = 16;

impl Timers {
    /// An empty queue. `arm` is called with the tick at which it wants to be fired next, instead of any before, and with a handle
    /// that fires it unless it is gone by then.
    pub fn new(arm: impl Fn(&WeakTimers, Tick) + 'static) -> Self {
        Self(Rc::new_cyclic(|this| {
            let this = WeakTimers(Weak::clone(this));
            Inner {
                sleepers: RefCell::default(),
                sleeping: Cell::default(),
                reached: Cell::new(None),
                arm: Box::new(move |tick| arm(&this, tick)),
                armed: Cell::default(),
            }
        }))
    }

    /// A future that completes when the queue was fired at `deadline` or later. It is not in the queue before it is
    /// polled for the first time: futures do nothing unless polled.
    pub fn sleep_until(&self, deadline: Tick) -> Sleep {
        Sleep::new(self.clone(), deadline)
    }

    /// Whether whoever sleeps until then is awake.
    fn has_reached(&self, deadline: Tick) -> bool {
        self.0.reached.get().is_some_and(|now| now >= deadline)
    }

    /// The earliest deadline, or `None` if nobody sleeps.
    pub fn earliest(&self) -> Option<Tick> {
        self.0.sleepers.borrow_mut().first()
    }

    fn arm(&self, tick: Tick) {
        self.0.armed.set(Some(tick));
        (self.0.arm)(tick);
    }

    /// Wakes those whose deadline is `now` or earlier, and arms the timer for the next: at once, if the rest were too many to
    /// be woken in one go, and a little later than due in a crowd. Calling it too early does no harm: nobody is woken before
    /// the deadline.
    pub fn fire(&self, now: Tick) {
        let now = self.0.reached.get().map_or(now, |reached| reached.max(now));
        self.0.reached.set(Some(now));
        let woken = self.wake_until(now);
        self.0.armed.set(None);
        if let Some(next) = self.earliest() {
            self.arm(if woken == MOST_AT_ONCE { AT_ONCE } else { self.with_slack(next, now) });
        }
    }

    /// When to wake those who are due `next`. A crowd never waits beyond its last: a run should not end late.
    fn with_slack(&self, next: Tick, now: Tick) -> Tick {
        if self.0.sleeping.get() <= CROWD {
            return next;
        }
        let last = self.0.sleepers.borrow().last().unwrap_or(next);
        next.max(last.min(now.saturating_add(SLACK)))
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
        self.0.reached.set(Some(NEVER));
        if self.earliest().is_some() {
            self.arm(AT_ONCE);
        }
    }

    /// Takes out sleepers of the earliest group, at most so many, if its time has come. (Waking happens outside: a waker
    /// may do anything, even come back to this queue.)
    fn due(&self, now: Tick, most: usize) -> Option<Vec<Waker>> {
        let mut sleepers = self.0.sleepers.borrow_mut();
        let tick = sleepers.first().filter(|tick| *tick <= now)?;
        let due = (most > 0).then(|| sleepers.at(tick).take(most))?;
        self.0.sleeping.update(|sleeping| sleeping - due.len());
        Some(due)
    }

    fn add(&self, deadline: Tick, waker: Waker) -> Place {
        let place = self.0.sleepers.borrow_mut().at(deadline).add(waker);
        self.0.sleeping.update(|sleeping| sleeping + 1);
        if self.0.armed.get().is_none_or(|armed| deadline < armed) {
            self.arm(deadline);
        }
        place
    }

    /// Another task waits now, or the same again.
    fn renew(&self, deadline: Tick, place: Place, waker: &Waker) {
        if let Some(group) = self.0.sleepers.borrow_mut().get(deadline) {
            group.renew(place, waker);
        }
    }

    fn cancel(&self, deadline: Tick, place: Place) {
        if self.0.sleepers.borrow_mut().get(deadline).is_some_and(|group| group.cancel(place)) {
            self.0.sleeping.update(|sleeping| sleeping - 1);
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
