//! The browser's event loop as the runtime of a waiting room.

use std::{
    cell::{Cell, RefCell},
    future::{Future, poll_fn},
    pin::pin,
    rc::Rc,
    task::Poll,
};

use gloo_timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;

use super::clock::Clock;
use crate::{
    runtime::Runtime,
    time::{Speed, Time},
    timers::{Tick, Timers, WeakTimers},
};

/// A runtime whose executor is `spawn_local` and whose sleepers share one browser timer. Clones are the same runtime.
#[derive(Clone)]
pub struct EventLoop(Rc<Inner>);

struct Inner {
    clock: Clock,
    timers: Timers,
    silenced: Cell<bool>,
}

impl EventLoop {
    /// A runtime whose time starts now.
    pub fn start(speed: Speed) -> Self {
        let clock = Clock::start(speed);
        let timers = Timers::new(arm(clock.clone()));
        Self(Rc::new(Inner { clock, timers, silenced: Cell::new(false) }))
    }

    /// Ends every task at its next `.await`, and wakes them all so that this is soon: the executor gives a task's memory
    /// back only when the task is done.
    pub fn silence(&self) {
        self.0.silenced.set(true);
        self.0.timers.wake_all();
    }

    /// Whether it was silenced.
    pub fn is_silenced(&self) -> bool {
        self.0.silenced.get()
    }
}

impl Runtime for EventLoop {
    fn now(&self) -> Time {
        self.0.clock.now()
    }

    fn sleep(&self, duration: Time) -> impl Future<Output = ()> + 'static {
        let deadline = self.0.clock.tick_at(self.now() + duration);
        self.0.timers.sleep_until(deadline)
    }

    fn spawn(&self, task: impl Future<Output = ()> + 'static) {
        let this = self.clone();
        spawn_local(async move {
            let mut task = pin!(task);
            let unless_silenced =
                poll_fn(|context| if this.is_silenced() { Poll::Ready(()) } else { task.as_mut().poll(context) });
            unless_silenced.await;
        });
    }
}

/// Sets the one browser timer anew for each earliest deadline. (Dropping a `Timeout` clears it.)
fn arm(clock: Clock) -> impl Fn(&WeakTimers, Tick) {
    let timeout = RefCell::new(None);
    move |timers, tick| {
        let (timers, now) = (timers.clone(), clock.clone());
        let fire = move || timers.fire(now.tick());
        timeout.take();
        timeout.replace(Some(Timeout::new(clock.delay_until(tick), fire)));
    }
}
