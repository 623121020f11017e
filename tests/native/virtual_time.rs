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

/// Virtual time. A tick is one simulated millisecond.
#[derive(Clone)]
pub struct VirtualTime {
    now: Rc<Cell<Time>>,
    timers: Timers,
    spawner: LocalSpawner,
}

impl Runtime for VirtualTime {
    fn now(&self) -> Time {
        self.now.get()
    }

    fn sleep_until(&self, at: Time) -> impl Future<Output = ()> + 'static {
        self.timers.sleep_until(at.as_micros().div_ceil(1000) as Tick)
    }

    fn woken_at(&self) -> Time {
        self.now()
    }

    fn block_until(&self, at: Time) {
        self.now.set(self.now.get().max(at));
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

/// Runs what `start` spawns, and all that it spawns, until nothing is left that could happen; tells when that is.
pub fn run(start: impl FnOnce(&VirtualTime)) -> Time {
    let mut pool = LocalPool::new();
    let now = Rc::default();
    let time = VirtualTime { now, timers: Timers::new(|_, _| {}), spawner: pool.spawner() };
    start(&time);
    pool.run_until_stalled();
    while let Some(next) = time.timers.earliest() {
        time.block_until(Time::from_millis(next.into()));
        time.timers.fire((time.now().as_micros() / 1000) as Tick);
        pool.run_until_stalled();
    }
    time.now()
}

/// Everything that happens when `strategy` serves the users of `plan`, in order.
pub fn events(strategy: Strategy, plan: &Rc<Plan>) -> Vec<(Time, Event)> {
    let mut events = side_by_side(&[strategy], plan);
    events.remove(0)
}

/// The same for each of several strategies that run at the same moment, on one thread.
pub fn side_by_side(strategies: &[Strategy], plan: &Rc<Plan>) -> Vec<Vec<(Time, Event)>> {
    let events: Vec<_> = strategies.iter().map(|_| Rc::new(RefCell::new(Vec::new()))).collect();
    run(|time| {
        for (strategy, events) in strategies.iter().zip(&events) {
            let log = Rc::clone(events);
            let room = Room::new(time.clone(), Rc::clone(plan), move |at, event| log.borrow_mut().push((at, event)));
            room.start(strategy::run(*strategy, room.clone()));
        }
    });
    events.iter().map(|events| events.take()).collect()
}

/// What happened, as a recording.
pub fn recorded(events: &[(Time, Event)], plan: &Plan) -> Recording {
    let mut recording = Recording::new(plan.users().len());
    for (at, event) in events {
        recording.record(*at, *event);
    }
    recording
}

/// Everything that happens when `strategy` serves the users of `plan`, as a recording.
pub fn recording(strategy: Strategy, plan: &Rc<Plan>) -> Recording {
    recorded(&events(strategy, plan), plan)
}

/// The users in the order in which their codes arrived, and when.
pub fn arrivals(strategy: Strategy, plan: &Rc<Plan>) -> Vec<(usize, Time)> {
    let arrival = |(at, event)| if let Event::Arrived { user } = event { Some((user, at)) } else { None };
    events(strategy, plan).into_iter().filter_map(arrival).collect()
}
