//! The browser's event loop as the runtime of a waiting room.

use std::{
    cell::{Cell, RefCell},
    future::Future,
    pin::Pin,
    rc::Rc,
    task::{Context, Poll},
};

use gloo_timers::callback::Timeout;
use pin_project_lite::pin_project;
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
    /// When the timer last fired.
    fired: Rc<Cell<Time>>,
    silenced: Cell<bool>,
}

impl EventLoop {
    /// A runtime whose time starts now.
    pub fn start(speed: Speed) -> Self {
        let (clock, fired) = (Clock::start(speed), Rc::default());
        let timers = Timers::new(arm(clock.clone(), Rc::clone(&fired)));
        Self(Rc::new(Inner { clock, timers, fired, silenced: Cell::new(false) }))
    }

    /// Ends every task at its next `.await`, and has them all woken so that this is soon: the executor gives a task's
    /// memory back only when the task is done.
    pub fn silence(&self) {
        self.0.silenced.set(true);
        self.0.timers.close();
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

    fn sleep_until(&self, at: Time) -> impl Future<Output = ()> + 'static {
        self.0.timers.sleep_until(self.0.clock.tick_at(at))
    }

    fn woken_at(&self) -> Time {
        self.0.fired.get()
    }

    /// By way of the timer: until it fires the browser may do whatever waits.
    fn yield_now(&self) -> impl Future<Output = ()> + 'static {
        self.0.timers.sleep_until(self.0.clock.tick().saturating_add(1))
    }

    fn block_until(&self, at: Time) {
        while self.now() < at {}
    }

    fn spawn(&self, task: impl Future<Output = ()> + 'static) {
        spawn_local(UnlessSilenced { event_loop: self.clone(), task });
    }
}

pin_project! {
    /// Behaves as `task`, but is over as soon as the event loop is silenced.
    struct UnlessSilenced<F> {
        event_loop: EventLoop,
        #[pin]
        task: F,
    }
}

impl<F: Future<Output = ()>> Future for UnlessSilenced<F> {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context) -> Poll<()> {
        let this = self.project();
        if this.event_loop.is_silenced() { Poll::Ready(()) } else { this.task.poll(context) }
    }
}

/// Sets the one browser timer anew whenever the queue asks for it, and notes when it fires. (Dropping a `Timeout` clears it.)
fn arm(clock: Clock, fired: Rc<Cell<Time>>) -> impl Fn(&WeakTimers, Tick) {
    let timeout = RefCell::new(None);
    move |timers, tick| {
        let (timers, now, fired) = (timers.clone(), clock.clone(), Rc::clone(&fired));
        let fire = move || {
            fired.set(now.now());
            timers.fire(now.tick());
        };
        timeout.take();
        timeout.replace(Some(Timeout::new(clock.delay_until(tick), fire)));
    }
}
