//! The waiting room: what a strategy is written in terms of.

use std::{
    cell::Cell,
    future::Future,
    pin::Pin,
    rc::Rc,
    task::{Context, Poll},
};

use pin_project_lite::pin_project;

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
    /// When the clock was last looked at. A poll is over so soon that looking again in the middle of it would take
    /// longer than the rest.
    now: Cell<Time>,
    turn: Turn,
    /// How many more steps a task may take before it has to let others run.
    budget: Cell<u32>,
}

/// Takes note of an event and of the simulated time since the run began.
type Log = Box<dyn Fn(Time, Event)>;

/// So many short steps of a loop, such as spawning a task, take some milliseconds: less than anyone notices.
const BUDGET: u32 = 16_384;

impl<R: Runtime> Room<R> {
    /// A room for the users of `plan`. Everything that happens in it is told to `log`, in the order in which it
    /// happens.
    pub fn new(runtime: R, plan: Rc<Plan>, log: impl Fn(Time, Event) + 'static) -> Self {
        let (now, turn) = (Cell::new(runtime.now()), Turn::new(plan.users().len()));
        Self(Rc::new(Inner { runtime, plan, log: Box::new(log), now, turn, budget: Cell::new(BUDGET) }))
    }

    /// Starts a strategy as a task of its own. It is over when the room logs [`Event::Finished`].
    pub fn start(&self, strategy: impl Future<Output = Vec<Code>> + 'static) {
        let room = self.clone();
        let watched = self.watched(strategy);
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

    /// Waits until the user has typed the code that was sent. This is the only place where anybody waits for time to
    /// pass: the `.await` suspends the task, and the thread is free for others.
    pub fn code_from(&self, user: usize) -> impl Future<Output = Code> + use<R> {
        let room = self.clone();
        async move {
            room.log(Event::Started { user });
            let due = room.0.now.get() + room.0.plan.users()[user].wait();
            room.0.runtime.sleep_until(due).await;
            room.log(Event::Arrived { user });
            room.0.plan.users()[user].code
        }
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
        self.0.runtime.spawn(self.watched(task));
    }

    fn watched<F>(&self, task: F) -> Watched<R, F> {
        Watched { room: self.clone(), task }
    }

    /// Where polls are timed together, the first of a turn also starts a task that ends it: it is polled after all who were
    /// woken before.
    fn before_poll(&self) {
        if self.0.turn.is_open.get() {
            return;
        }
        self.0.now.set(self.0.runtime.now());
        if self.0.turn.lap > 1 {
            self.0.turn.is_open.set(true);
            let room = self.clone();
            self.0.runtime.spawn(async move { room.end_turn() });
        }
    }

    fn after_poll(&self) {
        let polls = self.0.turn.polls.get() + 1;
        self.0.turn.polls.set(polls);
        if polls == self.0.turn.lap {
            self.end_lap();
        }
    }

    fn end_lap(&self) {
        let polls = self.0.turn.polls.take();
        if polls > 0 {
            let before = self.0.now.replace(self.0.runtime.now());
            self.log(Event::Polled { polls, busy: self.0.now.get() - before });
        }
    }

    fn end_turn(&self) {
        self.end_lap();
        self.0.turn.is_open.set(false);
    }

    fn log(&self, event: Event) {
        (self.0.log)(self.0.now.get(), event);
    }
}

/// The executor's turn: it polls all tasks that were woken, one right after another, and then the thread is free. In a large
/// room the turn is timed, with all that the executor does in it, in laps of some polls each.
struct Turn {
    is_open: Cell<bool>,
    /// The polls since the clock was last looked at.
    polls: Cell<u32>,
    /// The clock is looked at after so many.
    lap: u32,
}

/// In a larger room polls are not timed one by one: looking at a browser's clock takes as long as half a poll.
const TIMED_ONE_BY_ONE: usize = 1000;
/// As many as take some ten microseconds together, which is finer than the clock that browsers give to a page.
const TIMED_TOGETHER: u32 = 32;

impl Turn {
    fn new(users: usize) -> Self {
        let lap = if users > TIMED_ONE_BY_ONE { TIMED_TOGETHER } else { 1 };
        Self { is_open: Cell::new(false), polls: Cell::new(0), lap }
    }
}

impl<R> Clone for Room<R> {
    fn clone(&self) -> Self {
        Self(Rc::clone(&self.0))
    }
}

pin_project! {
    /// Behaves as `task` and logs every poll of it, with the time spent inside.
    ///
    /// An `async` block around the task would say this in fewer lines, but the compiler keeps what such a block is given
    /// and what it then awaits in two places, so every layer would double the size of the task.
    struct Watched<R, F> {
        room: Room<R>,
        #[pin]
        task: F,
    }
}

impl<R: Runtime, F: Future> Future for Watched<R, F> {
    type Output = F::Output;

    fn poll(self: Pin<&mut Self>, context: &mut Context) -> Poll<F::Output> {
        let this = self.project();
        this.room.before_poll();
        let outcome = this.task.poll(context);
        this.room.after_poll();
        outcome
    }
}
