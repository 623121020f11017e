//! The waiting room: what a strategy is written in terms of.

mod codes;
mod turn;
mod waiter;
mod watched;

use std::{cell::Cell, future::Future, rc::Rc};

use crate::{
    event::{Event, is_told_singly},
    plan::Plan,
    reader::{Answer, Reader},
    runtime::Runtime,
    time::Time,
};
use turn::Turn;
use watched::Watched;

/// The users of one run under one strategy, and the runtime on which they wait. Clones are the same room.
pub struct Room<R>(Rc<Inner<R>>);

struct Inner<R> {
    runtime: R,
    plan: Rc<Plan>,
    /// The first user, if that is the reader.
    reader: Option<Reader>,
    log: Log,
    /// When the clock was last looked at. A poll is over so soon that looking again in the middle of it would take
    /// longer than the rest.
    now: Cell<Time>,
    turn: Turn,
    /// How many more steps a task may take before it has to let others run.
    budget: Cell<u32>,
    /// For how long the thread was blocked.
    blocked: Cell<Time>,
}

/// Takes note of an event and of the simulated time since the run began.
type Log = Box<dyn Fn(Time, Event)>;

/// A user typed another code than was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrongCode;

/// So many short steps of a loop, such as spawning a task, take some milliseconds: less than anyone notices.
const BUDGET: u32 = 16_384;

impl<R: Runtime> Room<R> {
    /// A room for the users of `plan`. Everything that happens in it is told to `log`, in the order in which it
    /// happens.
    pub fn new(runtime: R, plan: Rc<Plan>, log: impl Fn(Time, Event) + 'static) -> Self {
        Self::with_reader(runtime, plan, None, log)
    }

    /// The same with the reader as the first user.
    pub fn with_reader(
        runtime: R,
        plan: Rc<Plan>,
        reader: Option<Reader>,
        log: impl Fn(Time, Event) + 'static,
    ) -> Self {
        let (now, turn) = (Cell::new(runtime.now()), Turn::new(plan.users().len()));
        let (budget, blocked) = (Cell::new(BUDGET), Cell::default());
        Self(Rc::new(Inner { runtime, plan, reader, log: Box::new(log), now, turn, budget, blocked }))
    }

    /// Starts a strategy as a task of its own. It is over when the room logs [`Event::Finished`].
    pub fn start(&self, strategy: impl Future + 'static) {
        let room = self.clone();
        let watched = Watched::new(self, strategy);
        self.0.runtime.spawn(async move {
            watched.await;
            room.end_lap();
            room.log(Event::Finished);
        });
    }

    /// Everyone who waits: the users' indices, counted from 0.
    pub fn users(&self) -> impl Iterator<Item = usize> + use<R> {
        0..self.0.plan.users().len()
    }

    /// Completes so long after the run began.
    pub fn sleep_until(&self, at: Time) -> impl Future<Output = ()> {
        self.0.runtime.sleep_until(at)
    }

    /// To be awaited in each step of a long loop. Between two `.await`s nobody can interrupt a task, so one that goes on
    /// for long must itself let others run now and then: this suspends it every so many steps. (In tokio it is called
    /// `consume_budget`.)
    pub async fn yield_if_needed(&self) {
        let left = self.0.budget.get() - 1;
        self.0.budget.set(if left == 0 { BUDGET } else { left });
        if left == 0 {
            self.0.runtime.yield_now().await;
        }
    }

    /// Hands `task` to the runtime's executor and takes note of each poll.
    pub fn spawn(&self, task: impl Future<Output = ()> + 'static) {
        self.0.runtime.spawn(Watched::new(self, task));
    }

    /// Keeps the thread until `at`, but no longer than the room may in all.
    fn block_until(&self, at: Time, most: Time) {
        let (start, left) = (self.0.now.get(), most - self.0.blocked.get());
        self.0.runtime.block_until(at.min(start + left));
        self.0.now.set(self.0.runtime.now());
        self.0.blocked.set(self.0.blocked.get() + (self.0.now.get() - start));
    }
}

impl<R> Room<R> {
    fn log(&self, event: Event) {
        (self.0.log)(self.0.now.get(), event);
    }

    /// The reader, if that is who is meant.
    fn reader(&self, user: usize) -> Option<&Reader> {
        self.0.reader.as_ref().filter(|_| user == 0)
    }

    /// Whether the user is the reader, and gave up.
    fn gave_up(&self, user: usize) -> bool {
        self.reader(user).is_some_and(|reader| reader.answered() == Some(Answer::GaveUp))
    }

    /// Whether everything that happens to each user is told.
    fn tells_singly(&self) -> bool {
        is_told_singly(self.0.plan.users().len())
    }
}

impl<R> Clone for Room<R> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}
