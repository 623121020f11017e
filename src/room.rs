//! The waiting room: what a strategy is written in terms of.

use std::{
    future::{Future, poll_fn},
    pin::pin,
    rc::Rc,
};

use crate::{
    event::Event,
    plan::{Code, Plan},
    runtime::Runtime,
    time::Time,
};

/// The users of one run under one strategy, and the runtime on which they wait. Clones are the same room.
pub struct Room<R>(Rc<Inner<R>>);

struct Inner<R> {
    runtime: R,
    plan: Rc<Plan>,
    log: Log,
}

/// Takes note of an event and of the simulated time since the run began.
type Log = Box<dyn Fn(Time, Event)>;

impl<R: Runtime> Room<R> {
    /// A room for the users of `plan`. Everything that happens in it is told to `log`, in the order in which it
    /// happens.
    pub fn new(runtime: R, plan: Rc<Plan>, log: impl Fn(Time, Event) + 'static) -> Self {
        let log = Box::new(log);
        Self(Rc::new(Inner { runtime, plan, log }))
    }

    /// Starts a strategy as a task of its own. It is over when the room logs [`Event::Finished`].
    pub fn start(&self, strategy: impl Future<Output = Vec<Code>> + 'static) {
        let room = self.clone();
        let watched = self.clone().watched(strategy);
        self.0.runtime.spawn(async move {
            watched.await;
            room.log(Event::Finished);
        });
    }

    /// Everyone who waits: the users' indices, counted from 0.
    pub fn users(&self) -> impl Iterator<Item = usize> + use<R> {
        0..self.0.plan.users().len()
    }

    /// Waits until the user has typed the code that was sent. This is the only place where anybody waits for time to
    /// pass: the `.await` suspends the task, and the thread is free for others.
    pub fn code_from(&self, user: usize) -> impl Future<Output = Code> + use<R> {
        let room = self.clone();
        async move {
            let sent = room.0.plan.users()[user];
            room.log(Event::Started { user });
            room.0.runtime.sleep(sent.wait()).await;
            room.log(Event::Arrived { user });
            sent.code
        }
    }

    /// Hands `task` to the runtime's executor and takes note of each poll.
    pub fn spawn(&self, task: impl Future<Output = ()> + 'static) {
        self.0.runtime.spawn(self.clone().watched(task));
    }

    /// Behaves as `future` and logs every poll of it, with the time spent inside.
    async fn watched<F: Future>(self, future: F) -> F::Output {
        let mut future = pin!(future);
        poll_fn(|context| {
            let before = self.0.runtime.now();
            let outcome = future.as_mut().poll(context);
            let busy = self.0.runtime.now() - before;
            self.log(Event::Polled { busy });
            outcome
        })
        .await
    }

    fn log(&self, event: Event) {
        (self.0.log)(self.0.runtime.now(), event);
    }
}

impl<R> Clone for Room<R> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}
