//! A platform whose clock jumps straight to the next timer: a run of days takes as long as its polls.

use std::{
    cell::{Cell, RefCell},
    future::Future,
    rc::Rc,
};

use futures_executor::LocalPool;
use futures_util::task::LocalSpawnExt;

use super::{Clock, Platform};
use crate::{time::SimTime, timers::Tick};

/// A clock that moves only when `VirtualTime` moves it, or a task blocks. A tick is one simulated millisecond.
#[derive(Default)]
struct VirtualClock {
    now: Cell<SimTime>,
    timer: RefCell<Option<Box<dyn FnOnce()>>>,
}

impl Clock for VirtualClock {
    fn now(&self) -> SimTime {
        self.now.get()
    }

    fn tick(&self) -> Tick {
        Tick::try_from(self.now().as_micros() / 1000).unwrap_or(Tick::MAX)
    }

    fn tick_at(&self, at: SimTime) -> Tick {
        Tick::try_from(at.as_micros().div_ceil(1000)).unwrap_or(Tick::MAX)
    }

    /// The tick is ignored: `run_until` fires exactly at the next deadline.
    fn set_timer(&self, _: Tick, on_timer: Box<dyn FnOnce()>) {
        self.timer.replace(Some(on_timer));
    }

    fn clear_timer(&self) {
        self.timer.take();
    }

    fn block_until(&self, at: SimTime) {
        self.advance_to(at);
    }
}

impl VirtualClock {
    fn advance_to(&self, at: SimTime) {
        self.now.set(self.now().max(at));
    }
}

thread_local! {
    /// This thread's tasks. (In the browser, the executor holds the page's.)
    static POOL: RefCell<LocalPool> = RefCell::default();
    static SPAWNER: futures_executor::LocalSpawner = POOL.with_borrow(LocalPool::spawner);
}

/// Like `wasm_bindgen_futures::spawn_local`.
pub(super) fn spawn_local(task: impl Future<Output = ()> + 'static) {
    // It fails only when the thread, and with it the pool, is about to end.
    let _ = SPAWNER.with(|spawner| spawner.spawn_local(task));
}

/// Virtual time: a platform, and its clock, which this moves on.
#[derive(Clone)]
pub struct VirtualTime {
    clock: Rc<VirtualClock>,
    platform: Platform,
}

impl Default for VirtualTime {
    fn default() -> Self {
        let clock = Rc::new(VirtualClock::default());
        Self { platform: Platform::new(Rc::<VirtualClock>::clone(&clock)), clock }
    }
}

impl VirtualTime {
    /// The platform to spawn tasks on.
    pub fn platform(&self) -> &Platform {
        &self.platform
    }

    /// Runs all tasks until nothing more can happen; returns the time then.
    pub fn run(&self) -> SimTime {
        self.run_until(SimTime::MAX);
        self.clock.now()
    }

    /// Runs all tasks until the clock has reached `end`, or nothing more can happen.
    pub fn run_until(&self, end: SimTime) {
        loop {
            POOL.with_borrow_mut(LocalPool::run_until_stalled);
            let next = self.platform.earliest().map(|tick| SimTime::from_millis(tick.into()));
            let Some(next) = next.filter(|next| *next <= end) else { break };
            self.clock.advance_to(next);
            if let Some(on_timer) = self.clock.timer.take() {
                on_timer();
            }
        }
        if end < SimTime::MAX {
            self.clock.advance_to(end);
        }
    }
}

/// Runs what `start` spawns, and all that this spawns, until nothing more can happen; returns the time then.
pub fn run(start: impl FnOnce(&Platform)) -> SimTime {
    let time = VirtualTime::default();
    start(time.platform());
    time.run()
}
