//! The waiting room: what a strategy is written in terms of.

mod code;
mod executor_turn;
mod instrumented;
mod time_slice;

use std::{
    cell::Cell,
    future::{Future, poll_fn},
    pin::{Pin, pin},
    rc::Rc,
    task::{Context, Poll},
};

use futures_util::future::Either;

use crate::{
    event::{TaskEvent, TaskId, is_recorded_in_detail},
    plan::{Code, Plan},
    platform::Platform,
    reader::Reader,
    settings::Strategy,
    time::SimTime,
    timers::Sleep,
};
use executor_turn::ExecutorTurn;
use instrumented::{Instrumented, instrument_strategy};
use time_slice::TimeSlice;

/// The users of one run under one strategy, and the platform on which they wait. Clones refer to the same room.
#[derive(Clone)]
pub struct Room(Rc<Inner>);

struct Inner {
    platform: Platform,
    plan: Rc<Plan>,
    /// The strategy that runs, as the settings name it.
    strategy: Strategy,
    /// The first user, if that is the reader of the page.
    reader: Option<Reader>,
    /// The last reading of the clock, taken before a poll (in `executor_turn.rs`) and after blocking. Reading it takes as long as
    /// half a poll, so it is not read during one.
    now: Cell<SimTime>,
    slice: TimeSlice,
    /// For how long the thread was blocked.
    blocked: Cell<SimTime>,
    // The rest is for the recording, and for timing the polls.
    log: Log,
    turn: ExecutorTurn,
    /// The deadline of the sleep that was created last. The future that was just polled awaits it, and `Instrumented`, which cannot
    /// look inside that future, learns it from here.
    last_sleep_until: Cell<SimTime>,
}

type Log = Box<dyn Fn(SimTime, TaskEvent)>;

/// A user typed a code other than the one that was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WrongCode;

/// The result of a wait whose code is checked.
pub type Result<T> = std::result::Result<T, WrongCode>;

/// (Methods that only record, such as `log_created` and `end_batch`, are in `instrumented.rs` and `executor_turn.rs`.)
impl Room {
    /// A room for the users of `plan`, in which `strategy` is to run. It calls `log` with everything that happens, in order, until
    /// the platform is shut down.
    pub fn new(
        platform: &Platform,
        plan: Rc<Plan>,
        strategy: Strategy,
        log: impl Fn(SimTime, TaskEvent) + 'static,
    ) -> Self {
        Self::with_reader(platform, plan, strategy, None, log)
    }

    /// The same, with the reader of the page as the first user.
    pub fn with_reader(
        platform: &Platform,
        plan: Rc<Plan>,
        strategy: Strategy,
        reader: Option<Reader>,
        log: impl Fn(SimTime, TaskEvent) + 'static,
    ) -> Self {
        Self(Rc::new(Inner {
            now: Cell::new(platform.now()),
            turn: ExecutorTurn::new(plan.users().len()),
            platform: platform.clone(),
            plan,
            strategy,
            reader,
            log: Box::new(log),
            slice: TimeSlice::default(),
            last_sleep_until: Cell::default(),
            blocked: Cell::default(),
        }))
    }

    /// Spawns the future of a strategy as a task of its own. The room logs [`TaskEvent::Finished`] when it completes.
    pub fn start(&self, future: impl Future + 'static) {
        self.log_created(TaskId::STRATEGY);
        let (room, future) = (self.clone(), instrument_strategy(self, future));
        self.0.platform.spawn(async move {
            let mut future = pin!(future);
            if poll_fn(|context| room.poll_task(future.as_mut(), context)).await.is_some() {
                // Polls are logged in batches (see `executor_turn.rs`), the last batch before the end.
                room.end_batch();
                room.log(TaskEvent::Finished);
            }
        });
    }

    /// All users, counted from 0.
    pub fn users(&self) -> impl Iterator<Item = usize> + use<> {
        0..self.0.plan.users().len()
    }

    /// Waits for a user's code; see the function of that name in `room/code.rs`.
    pub fn code_from(&self, user: usize) -> impl Future<Output = Code> + use<> {
        Instrumented::new(self, user, code::code_from(self.clone(), user))
    }

    /// Waits for a user's code and checks it. A wrong one is an error.
    pub fn right_code_from(&self, user: usize) -> impl Future<Output = Result<Code>> + use<> {
        Instrumented::new(self, user, code::right_code_from(self.clone(), user))
    }

    /// A mistake: waits for a user's code without giving the thread back.
    pub fn code_from_blocking(&self, user: usize) -> impl Future<Output = Code> + use<> {
        Instrumented::new(self, user, code::code_from_blocking(self.clone(), user))
    }

    /// Completes at time `at`, counted from the start of the run.
    pub fn sleep_until(&self, at: SimTime) -> Sleep {
        self.0.last_sleep_until.set(at);
        self.0.platform.sleep_until(at)
    }

    /// Call this in each iteration of a long loop. Nothing can interrupt a task between two `.await`s, so a long loop must let
    /// others run now and then. From 1024 iterations on, this suspends the task every few milliseconds until those that it has
    /// spawned have been polled; and if the loop and those tasks have kept the thread for 8 ms together, until the browser has done
    /// something else. (tokio calls it `consume_budget`.)
    pub async fn yield_if_needed(&self) {
        let Inner { slice, platform, .. } = &*self.0;
        if slice.count_iteration(platform) {
            platform.yield_to_tasks().await;
            if slice.end_portion(platform) {
                platform.yield_to_platform().await;
            }
        }
    }

    /// Hands `task` to the executor. `task` must poll its future with [`Room::poll_task`].
    pub(crate) fn spawn(&self, task: impl Future<Output = ()> + 'static) {
        self.0.platform.spawn(task);
    }

    /// Polls a spawned task and times the poll. `None` says that the task must end, because the platform is shut down.
    pub(crate) fn poll_task<F: Future>(&self, task: Pin<&mut F>, context: &mut Context) -> Poll<Option<F::Output>> {
        if self.0.platform.is_shut_down() {
            return Poll::Ready(None);
        }
        self.before_poll();
        let outcome = task.poll(context).map(Some);
        self.after_poll();
        outcome
    }

    /// Whether each event is logged, or only the first poll and the end of each task.
    fn is_recorded_in_detail(&self) -> bool {
        is_recorded_in_detail(self.0.plan.users().len())
    }

    fn log(&self, event: TaskEvent) {
        self.log_at(self.0.now.get(), event);
    }

    /// Logs nothing once the platform is shut down: tasks dropped then are not part of the run.
    fn log_at(&self, at: SimTime, event: TaskEvent) {
        if !self.0.platform.is_shut_down() {
            (self.0.log)(at, event);
        }
    }
}

/// For the functions in `room/code.rs`.
impl Room {
    /// Sends the user a code. (No message is really sent: the code comes from the plan.)
    fn send_code(&self, user: usize) -> Code {
        self.0.plan.users()[user].code
    }

    /// Completes when the user has typed the code: after as long a sleep as the user needs or, if that is the reader of the page,
    /// when the reader answers.
    fn until_typed(&self, user: usize) -> impl Future<Output = ()> + use<> {
        match self.reader(user) {
            Some(reader) => Either::Left(reader.answered()),
            None => Either::Right(self.sleep_until(self.due(user))),
        }
    }

    /// When a wait that begins now is over.
    fn due(&self, user: usize) -> SimTime {
        self.0.now.get() + self.0.plan.users()[user].wait()
    }

    /// Keeps the thread for as long as the user needs, or until the strategy has blocked it for `max_blocked` in all. Returns a
    /// sleep through the rest of the wait, if there is a rest.
    fn block_for(&self, user: usize) -> Option<Sleep> {
        let (start, due) = (self.0.now.get(), self.due(user));
        let left = self.0.strategy.max_blocked() - self.0.blocked.get();
        self.0.platform.block_until(due.min(start + left));
        let end = self.0.platform.now();
        self.0.now.set(end);
        self.0.blocked.set(self.0.blocked.get() + (end - start));
        (end < due).then(|| self.sleep_until(due))
    }

    /// Passes `code` on, unless the user typed a wrong one. (The figure checks what the reader types; and a reader who gives up has
    /// typed nothing wrong.)
    fn check(&self, user: usize, code: Code) -> Result<Code> {
        let is_wrong = self.reader(user).is_none() && self.0.plan.mistypes(user);
        if is_wrong { Err(WrongCode) } else { Ok(code) }
    }

    /// The reader, if `user` is the reader.
    fn reader(&self, user: usize) -> Option<&Reader> {
        self.0.reader.as_ref().filter(|_| user == 0)
    }
}
