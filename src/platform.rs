//! What an async program needs from the platform it runs on: a clock, a timer queue, and an executor.
//!
//! In the browser the clock is `performance.now()` and the executor is the page's own event loop. Natively, where the tests run,
//! the clock jumps straight to the next timer ([`virtual_time`]). A strategy cannot tell the difference.

#[cfg(not(target_arch = "wasm32"))]
pub mod virtual_time;

use std::{
    cell::Cell,
    future::{Future, poll_fn},
    mem,
    rc::Rc,
    task::Poll,
};

// The executor is chosen when the crate is compiled. A trait object would have to box each future, and `spawn_local` boxes it
// again: a million tasks would feel that.
#[cfg(not(target_arch = "wasm32"))]
use virtual_time::spawn_local;
#[cfg(target_arch = "wasm32")]
use wasm_bindgen_futures::spawn_local;

use crate::{
    time::SimTime,
    timers::{Fired, Sleep, Tick, TimerQueue, WeakTimerQueue},
};

/// The longest time for which a loop keeps the thread before it lets others run, in ticks, which are milliseconds: half of a frame.
pub const SLICE: Tick = 8;

/// The longest time, in ticks, for which one firing of the timer wakes tasks and lets them be polled. Browsers wait four
/// milliseconds between two firings, so with a shorter time the codes of a million users would be late.
pub const WAKING_SLICE: Tick = 20;

/// A clock, a timer queue and an executor. Clones refer to the same platform. All times are simulated and count from the start of
/// the run.
#[derive(Clone)]
pub struct Platform(Rc<Inner>);

struct Inner {
    clock: Rc<dyn Clock>,
    timers: TimerQueue,
    /// When the timer last fired.
    last_fired: Rc<Cell<SimTime>>,
    is_shut_down: Cell<bool>,
}

/// A platform's clock and its one timer.
pub trait Clock {
    /// The simulated time since the clock started.
    fn now(&self) -> SimTime;

    /// The last tick that has passed.
    fn tick(&self) -> Tick;

    /// The first tick at which the simulated time is `at` or later; [`NEVER`](crate::timers::NEVER) if that is beyond the range
    /// of `Tick`.
    fn tick_at(&self, at: SimTime) -> Tick;

    /// Sets the timer to call `on_timer` at `tick` or earlier, instead of whatever it was set for before. Nobody is woken too
    /// early by that: the queue sets the timer again.
    fn set_timer(&self, tick: Tick, on_timer: Box<dyn FnOnce()>);

    /// Clears the timer.
    fn clear_timer(&self);

    /// Keeps the thread busy until `at`.
    fn block_until(&self, at: SimTime);
}

impl Platform {
    /// A platform with this clock, on which no task sleeps yet.
    pub fn new(clock: Rc<dyn Clock>) -> Self {
        let last_fired = Rc::default();
        let timers = TimerQueue::new(timer_setter(Rc::clone(&clock), Rc::clone(&last_fired)));
        Self(Rc::new(Inner { clock, timers, last_fired, is_shut_down: Cell::new(false) }))
    }

    /// The time since the run began.
    pub fn now(&self) -> SimTime {
        self.0.clock.now()
    }

    /// Completes at time `at` or soon after, never earlier; if that has passed, at its first poll or as soon as the timer can
    /// fire. It costs nothing while it waits, and dropping it cancels it.
    pub fn sleep_until(&self, at: SimTime) -> Sleep {
        self.0.timers.sleep_until(self.0.clock.tick_at(at))
    }

    /// Suspends the task until every other task that is ready has been polled: a task that is queued behind them wakes it. The
    /// browser does nothing else meanwhile.
    pub fn yield_to_tasks(&self) -> impl Future<Output = ()> + use<> {
        let mut is_polled = false;
        poll_fn(move |context| {
            if mem::replace(&mut is_polled, true) {
                return Poll::Ready(());
            }
            let waker = context.waker().clone();
            spawn_local(async move { waker.wake() });
            Poll::Pending
        })
    }

    /// Suspends the task until the platform has had time for something else, such as drawing the page: until the timer fires.
    pub fn yield_to_platform(&self) -> Sleep {
        self.0.timers.sleep_until(self.0.clock.tick().saturating_add(1))
    }

    /// The last tick of the clock that has passed.
    pub fn tick(&self) -> Tick {
        self.0.clock.tick()
    }

    /// When the timer last fired.
    pub fn last_fired(&self) -> SimTime {
        self.0.last_fired.get()
    }

    /// Keeps the thread busy until time `at`. This is the mistake that async programs must not make: nothing else can happen
    /// meanwhile.
    pub fn block_until(&self, at: SimTime) {
        self.0.clock.block_until(at);
    }

    /// Hands `task` to the executor, which polls it whenever it is woken, until it completes. Tasks are polled in the order in
    /// which they were spawned or woken.
    pub fn spawn(&self, task: impl Future<Output = ()> + 'static) {
        spawn_local(task);
    }

    /// Ends every task at its next poll, and wakes those that sleep, so that this is soon: an executor frees a task's memory only
    /// when the task is done, and `spawn_local` cannot cancel one. If none sleeps, the timer is cleared: it may be set for an hour.
    pub fn shut_down(&self) {
        self.0.is_shut_down.set(true);
        if self.0.timers.earliest().is_none() {
            self.0.clock.clear_timer();
        }
        self.0.timers.close();
    }

    /// Clears the timer and wakes nobody, for the moment at which the program has panicked. (A task that is polled nevertheless ends
    /// at once.)
    pub fn halt(&self) {
        self.0.is_shut_down.set(true);
        self.0.clock.clear_timer();
    }

    /// The earliest deadline.
    #[cfg(not(target_arch = "wasm32"))]
    fn earliest(&self) -> Option<Tick> {
        self.0.timers.earliest()
    }

    /// Whether the tasks are to end.
    pub fn is_shut_down(&self) -> bool {
        self.0.is_shut_down.get()
    }
}

/// A function that sets the clock's timer, for the queue to call. The timer belongs to the clock, so it must not keep the clock
/// alive.
fn timer_setter(clock: Rc<dyn Clock>, last_fired: Rc<Cell<SimTime>>) -> impl Fn(&WeakTimerQueue, Tick) {
    move |timers, tick| {
        let (timers, last_fired, weak_clock) = (timers.clone(), Rc::clone(&last_fired), Rc::downgrade(&clock));
        let on_timer = move || {
            if let Some(clock) = weak_clock.upgrade() {
                last_fired.set(clock.now());
                wake_due_tasks(&timers, &clock, clock.tick());
            }
        };
        clock.set_timer(tick, Box::new(on_timer));
    }
}

/// Wakes the tasks that are due: as many as can be polled in [`WAKING_SLICE`] from `since`, then the rest when the timer fires
/// again. The task spawned here is polled after the tasks woken here, so it knows how long they took.
fn wake_due_tasks(timers: &WeakTimerQueue, clock: &Rc<dyn Clock>, since: Tick) {
    let Some(queue) = timers.upgrade() else { return };
    if queue.fire(clock.tick()) == Fired::All {
        return;
    }
    let (timers, clock) = (timers.clone(), Rc::clone(clock));
    spawn_local(async move {
        if clock.tick() - since < WAKING_SLICE {
            wake_due_tasks(&timers, &clock, since);
        } else if let Some(queue) = timers.upgrade() {
            queue.fire_soon();
        }
    });
}
