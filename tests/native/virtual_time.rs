//! A runtime whose clock jumps straight to the next timer.

use std::{
    cell::{Cell, RefCell},
    future::{Future, poll_fn},
    mem::replace,
    rc::Rc,
    task::Poll,
};

use futures_executor::{LocalPool, LocalSpawner};
use futures_util::task::LocalSpawnExt;
use waiting_room::{
    event::Event,
    plan::Plan,
    recording::Recording,
    room::Room,
    runtime::Runtime,
    settings::Strategy,
    strategy,
    time::Time,
    timers::{Tick, Timers},
};

/// Virtual time. A tick is one simulated microsecond.
#[derive(Clone)]
pub struct VirtualTime {
    now: Rc<Cell<Tick>>,
    timers: Timers,
    spawner: LocalSpawner,
}

impl Runtime for VirtualTime {
    fn now(&self) -> Time {
        Time::from_micros(self.now.get())
    }

    fn sleep_until(&self, at: Time) -> impl Future<Output = ()> + 'static {
        self.timers.sleep_until(at.as_micros())
    }

    fn yield_now(&self) -> impl Future<Output = ()> + 'static {
        let mut has_yielded = false;
        poll_fn(move |context| {
            if replace(&mut has_yielded, true) {
                return Poll::Ready(());
            }
            context.waker().wake_by_ref();
            Poll::Pending
        })
    }

    fn spawn(&self, task: impl Future<Output = ()> + 'static) {
        self.spawner.spawn_local(task).expect("the pool is there");
    }
}

/// Runs what `start` spawns, and all that it spawns, until nothing is left that could happen.
pub fn run(start: impl FnOnce(&VirtualTime)) {
    let mut pool = LocalPool::new();
    let now = Rc::new(Cell::new(0));
    let time = VirtualTime { now, timers: Timers::new(|_, _| {}), spawner: pool.spawner() };
    start(&time);
    pool.run_until_stalled();
    while let Some(next) = time.timers.earliest() {
        time.now.set(next);
        time.timers.fire(next);
        pool.run_until_stalled();
    }
}

/// Everything that happens when `strategy` serves the users of `plan`, in order.
pub fn events(strategy: Strategy, plan: &Rc<Plan>) -> Vec<(Time, Event)> {
    let events = Rc::new(RefCell::new(Vec::new()));
    let log = Rc::clone(&events);
    run(|time| {
        let room = Room::new(time.clone(), Rc::clone(plan), move |at, event| log.borrow_mut().push((at, event)));
        room.start(strategy::run(strategy, room.clone()));
    });
    events.take()
}

/// The same as a recording.
pub fn recording(strategy: Strategy, plan: &Rc<Plan>) -> Recording {
    let mut recording = Recording::new(plan.users().len());
    for (at, event) in events(strategy, plan) {
        recording.record(at, event);
    }
    recording
}
