//! The event loop, futures and tasks of `asyncio`, in the order in which CPython does everything: what is ready runs first in, first out;
//! a future that is done schedules its callbacks; a task that awaits it is such a callback. All else is written in Python, in
//! `library/asyncio.py`.

use std::{
    cell::{Cell, RefCell},
    collections::{HashMap, VecDeque},
    rc::{Rc, Weak},
};

use super::{
    builtins::is_coroutine,
    call::as_str,
    code::CodeKind,
    dict::Dict,
    frame::{Abandoned, Generator, abandon},
    host::{Awaited, Ending, Event, Halt, TaskKind},
    iter::{Iter, IterKind},
    number,
    text::quoted,
    value::{Args, NativeFn, NativeKind, Str, Text, Value},
    vm::{Exit, Outcome, Raise, Resume, ThreadStart, Vm},
};

/// As many tasks as a program may have at the same time, besides the first.
const MAX_TASKS: usize = 10_000;

/// A timer that is due within this time, in seconds, runs now: the resolution of CPython's clock.
const CLOCK_RESOLUTION: f64 = 1e-9;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FutureState {
    Pending,
    Finished,
    Cancelled,
}

/// A future, or a task.
pub struct Future {
    state: Cell<FutureState>,
    /// A value, or an exception.
    outcome: RefCell<Option<Result<Value, Value>>>,
    callbacks: RefCell<Vec<Callback>>,
    /// Whether a task is about to wait for it.
    pub is_blocking: Cell<bool>,
    cancel_message: RefCell<Value>,
    /// The exception with which it was cancelled.
    cancelled_with: RefCell<Option<Value>>,
    /// Whether somebody has seen its exception.
    is_retrieved: Cell<bool>,
    /// What those who await it wait for, in words.
    label: RefCell<Option<Str>>,
    /// If it is a sleep: when its timer is due, and for how long it was set, in seconds.
    timer: Cell<Option<(f64, f64)>>,
    task: Option<Box<Task>>,
    gather: RefCell<Option<Box<Gather>>>,
}

impl Drop for Future {
    fn drop(&mut self) {
        if self.is_retrieved.get() {
            return;
        }
        if let Some(Err(error)) = self.outcome.take() {
            let which = match &self.task {
                Some(task) => {
                    format!(
                        "<Task finished name={}{}",
                        quoted(&task.name.borrow()),
                        place_text(&task.coroutine.borrow())
                    )
                }
                None => "<Future finished".to_owned(),
            };
            abandon(Abandoned::NeverRetrieved(which, error));
        }
    }
}

/// Where the coroutine of a task stands, in the words of asyncio.
fn place_text(coroutine: &Value) -> String {
    match coroutine {
        Value::Generator(generator) => format!(" coro=<{}() {}>", &*generator.qualified_name, generator.place()),
        _ => String::new(),
    }
}

/// What makes a future a task.
struct Task {
    number: u32,
    coroutine: RefCell<Value>,
    name: RefCell<Str>,
    must_cancel: Cell<bool>,
    cancels: Cell<u32>,
    awaiting: RefCell<Option<Rc<Future>>>,
    context: RefCell<Rc<Dict>>,
}

/// What makes a future that of a `gather`.
struct Gather {
    children: Vec<Rc<Future>>,
    unfinished: usize,
    returns_exceptions: bool,
    is_cancel_requested: bool,
}

/// What the event loop calls.
#[derive(Clone)]
pub enum Callback {
    /// A function, with arguments.
    Call(Value, Vec<Value>),
    /// A function, with the future as its argument, and the context in which it runs.
    Done(Value, Rc<Dict>),
    /// The first step of a task, or the next one after it yielded `None`; with an exception to raise in it.
    Step(Rc<Future>, Option<Value>),
    /// The next step of a task that awaited a future.
    Wakeup(Rc<Future>),
    /// Notes in a `gather` that one of its futures is done.
    Gathered(Weak<Future>),
    /// Sets the result of a future that a timer is for.
    SetResult(Rc<Future>, Value),
    /// A thread goes on after a sleep.
    Thread(Rc<RefCell<Option<ThreadStart>>>, Thread),
    /// Sets the exception of a future.
    SetException(Rc<Future>, Value),
    /// Ends the loop.
    Stop,
}

impl Callback {
    /// The function that `add_done_callback` added.
    fn function(&self) -> Option<Value> {
        if let Self::Done(function, _) = self { Some(function.clone()) } else { None }
    }
}

/// A thread that runs a function.
#[derive(Clone)]
pub struct Thread {
    number: u32,
    /// What the function returns.
    result: Rc<Future>,
    /// Done when the thread has ended.
    ended: Rc<Future>,
}

/// A callback that is scheduled.
pub struct Handle {
    callback: RefCell<Option<Callback>>,
    /// The future that is done, for callbacks that are about one.
    future: Option<Rc<Future>>,
    /// When it is due, in seconds of the loop's clock.
    when: Option<f64>,
    is_cancelled: Cell<bool>,
    is_scheduled: Cell<bool>,
    context: Rc<Dict>,
}

impl Handle {
    pub fn is_timer(&self) -> bool {
        self.when.is_some()
    }
}

/// The event loop. A program has one at a time.
#[derive(Default)]
pub struct EventLoop {
    ready: VecDeque<Rc<Handle>>,
    /// A heap, the earliest timer first: see [`push_timer`].
    timers: Vec<Rc<Handle>>,
    cancelled_timers: usize,
    current: Option<Rc<Future>>,
    is_running: bool,
    is_stopping: bool,
    /// Those that are done are removed when there are as many as this.
    tasks: Vec<Weak<Future>>,
    clean_at: usize,
    created_tasks: u32,
    /// How many tasks were named by their number.
    named_tasks: u32,
    async_generators: Vec<Weak<Generator>>,
    context: Rc<Dict>,
    /// Whether tasks take their first step when they are created.
    is_eager: bool,
}

/// What the loop waits for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Wait {
    /// Something is ready.
    Nothing,
    /// A timer, due at that time of the loop's clock.
    Until(f64),
    /// Nothing is ready, and no timer is set: every task waits for ever.
    Forever,
}

// CPython keeps its timers in a heap (heapq), which does not keep those of the same time in order. So this is the same heap: a new timer
// goes up from the end; the last one, which takes the place of the first, goes down to a leaf by the smaller child, and up from there.

fn is_earlier(one: &Handle, other: &Handle) -> bool {
    one.when.unwrap_or_default() < other.when.unwrap_or_default()
}

fn sift_up(timers: &mut [Rc<Handle>], start: usize, mut at: usize) {
    while at > start {
        let parent = (at - 1) / 2;
        if !is_earlier(&timers[at], &timers[parent]) {
            break;
        }
        timers.swap(at, parent);
        at = parent;
    }
}

fn sift_down(timers: &mut [Rc<Handle>], start: usize) {
    let mut at = start;
    let mut child = 2 * at + 1;
    while child < timers.len() {
        let right = child + 1;
        if right < timers.len() && !is_earlier(&timers[child], &timers[right]) {
            child = right;
        }
        timers.swap(at, child);
        at = child;
        child = 2 * at + 1;
    }
    sift_up(timers, start, at);
}

fn push_timer(timers: &mut Vec<Rc<Handle>>, handle: Rc<Handle>) {
    timers.push(handle);
    let last = timers.len() - 1;
    sift_up(timers, 0, last);
}

fn pop_timer(timers: &mut Vec<Rc<Handle>>) -> Option<Rc<Handle>> {
    if timers.is_empty() {
        return None;
    }
    let first = timers.swap_remove(0);
    if !timers.is_empty() {
        sift_down(timers, 0);
    }
    Some(first)
}

impl Future {
    fn new(task: Option<Box<Task>>) -> Rc<Self> {
        Rc::new(Self {
            state: Cell::new(FutureState::Pending),
            outcome: RefCell::default(),
            callbacks: RefCell::default(),
            is_blocking: Cell::default(),
            cancel_message: RefCell::new(Value::None),
            cancelled_with: RefCell::default(),
            is_retrieved: Cell::new(true),
            label: RefCell::default(),
            timer: Cell::default(),
            task,
            gather: RefCell::default(),
        })
    }

    pub fn is_task(&self) -> bool {
        self.task.is_some()
    }

    pub fn is_done(&self) -> bool {
        self.state.get() != FutureState::Pending
    }

    /// Tasks are hashed in the order in which they are created, so sets of tasks keep that order as long as they are small.
    pub fn hash(&self) -> Option<i64> {
        self.task.as_ref().map(|task| i64::from(task.number))
    }

    fn number(&self) -> u32 {
        self.task.as_ref().map_or(0, |task| task.number)
    }

    /// The result, or the exception.
    pub fn result(&self, vm: &mut Vm) -> Outcome {
        match self.state.get() {
            FutureState::Pending => Err(vm.error("InvalidStateError", vec![Value::str("Result is not set.")])),
            FutureState::Cancelled => Err(vm.cancelled_error(self)),
            FutureState::Finished => {
                self.is_retrieved.set(true);
                match &*self.outcome.borrow() {
                    Some(Err(error)) => Err(Raise::error(error.clone())),
                    Some(Ok(value)) => Ok(value.clone()),
                    None => Ok(Value::None),
                }
            }
        }
    }

    /// What a task waits for, in words, and the line on which it waits.
    pub fn waits_for(&self) -> Option<(String, Option<u32>)> {
        let task = self.task.as_ref()?;
        let line = match &*task.coroutine.borrow() {
            Value::Generator(generator) => generator.line(),
            _ => None,
        };
        let awaiting = task.awaiting.borrow();
        let what = match awaiting.as_ref() {
            Some(future) => future.describe(),
            None => "its turn".to_owned(),
        };
        Some((what, line))
    }

    fn awaited(&self) -> Awaited {
        match self.timer.get() {
            Some((until, seconds)) => Awaited::Sleep { until, seconds },
            None => Awaited::Other(self.describe()),
        }
    }

    fn describe(&self) -> String {
        if let Some(label) = &*self.label.borrow() {
            return label.to_string();
        }
        if let Some((_, seconds)) = self.timer.get() {
            return format!("sleep({})", number::float_text(seconds).trim_end_matches(".0"));
        }
        match &self.task {
            Some(task) => format!("task {}", &**task.name.borrow()),
            None if self.gather.borrow().is_some() => "several tasks".to_owned(),
            None => "a future".to_owned(),
        }
    }
}

impl Vm {
    // The loop

    fn schedule(&mut self, callback: Callback, future: Option<Rc<Future>>) -> Rc<Handle> {
        let context = match &callback {
            Callback::Done(_, context) => Rc::clone(context),
            _ => Rc::clone(&self.event_loop.context),
        };
        let handle = Rc::new(Handle {
            callback: RefCell::new(Some(callback)),
            future,
            when: None,
            is_cancelled: Cell::default(),
            is_scheduled: Cell::default(),
            context,
        });
        self.event_loop.ready.push_back(Rc::clone(&handle));
        handle
    }

    fn schedule_at(&mut self, when: f64, callback: Callback) -> Rc<Handle> {
        let handle = Rc::new(Handle {
            callback: RefCell::new(Some(callback)),
            future: None,
            when: Some(when),
            is_cancelled: Cell::default(),
            is_scheduled: Cell::new(true),
            context: Rc::clone(&self.event_loop.context),
        });
        push_timer(&mut self.event_loop.timers, Rc::clone(&handle));
        handle
    }

    fn cancel_handle(&mut self, handle: &Handle) {
        if handle.is_cancelled.replace(true) {
            return;
        }
        let callback = handle.callback.take();
        drop(callback);
        if handle.is_scheduled.get() {
            self.event_loop.cancelled_timers += 1;
        }
    }

    /// Begins to run the loop until a future is done; without one, until something stops it.
    pub fn begin_loop(&mut self, future: &Value) {
        self.event_loop.is_running = true;
        self.event_loop.is_stopping = false;
        if let Value::Future(future) = future {
            self.add_callback(future, Callback::Stop);
        }
    }

    /// Whether the loop goes on after [`Vm::run_ready`].
    pub fn is_loop_stopping(&self) -> bool {
        self.event_loop.is_stopping
    }

    /// Ends the run of the loop, with the result of the future.
    pub fn end_loop(&mut self, future: &Value) -> Outcome {
        self.event_loop.is_running = false;
        self.event_loop.is_stopping = false;
        match future {
            Value::Future(future) if future.is_done() => future.result(self),
            Value::Future(future) => {
                future.callbacks.borrow_mut().retain(|callback| !matches!(callback, Callback::Stop));
                Err(self.runtime_error("Event loop stopped before Future completed."))
            }
            _ => Ok(Value::None),
        }
    }

    /// What the loop waits for now.
    pub fn loop_wait(&mut self) -> Wait {
        let event_loop = &mut self.event_loop;
        let are_mostly_cancelled =
            event_loop.timers.len() > 100 && event_loop.cancelled_timers * 2 > event_loop.timers.len();
        if are_mostly_cancelled {
            event_loop.timers.retain(|handle| !handle.is_cancelled.get());
            event_loop.cancelled_timers = 0;
            let length = event_loop.timers.len();
            for at in (0..length / 2).rev() {
                sift_down(&mut event_loop.timers, at);
            }
        } else {
            while event_loop.timers.first().is_some_and(|handle| handle.is_cancelled.get()) {
                event_loop.cancelled_timers -= 1;
                if let Some(handle) = pop_timer(&mut event_loop.timers) {
                    handle.is_scheduled.set(false);
                }
            }
        }
        if !event_loop.ready.is_empty() || event_loop.is_stopping {
            return Wait::Nothing;
        }
        match event_loop.timers.first() {
            // A timer at infinity never fires.
            Some(handle) if handle.when.is_some_and(f64::is_finite) => Wait::Until(handle.when.unwrap_or_default()),
            _ => Wait::Forever,
        }
    }

    /// Runs what is ready now, and the timers that are due.
    pub fn run_ready(&mut self) -> Outcome<()> {
        let now = self.host.monotonic();
        // When the clock has come far, a resolution more is the same number.
        let is_due = |when: f64| when <= now || when < now + CLOCK_RESOLUTION;
        while self.event_loop.timers.first().is_some_and(|handle| is_due(handle.when.unwrap_or_default())) {
            if let Some(handle) = pop_timer(&mut self.event_loop.timers) {
                handle.is_scheduled.set(false);
                self.event_loop.ready.push_back(handle);
            }
        }
        for _ in 0..self.event_loop.ready.len() {
            let Some(handle) = self.event_loop.ready.pop_front() else { break };
            if let Some(callback) = handle.callback.take() {
                let outer = std::mem::replace(&mut self.event_loop.context, Rc::clone(&handle.context));
                let result = self.run_callback(callback, handle.future.as_ref());
                self.event_loop.context = outer;
                result?;
            }
            self.settle_abandoned();
            self.check_in()?;
        }
        Ok(())
    }

    fn run_callback(&mut self, callback: Callback, future: Option<&Rc<Future>>) -> Outcome<()> {
        match callback {
            Callback::Step(task, error) => return self.step(&task, error),
            Callback::Wakeup(task) => {
                let error = match future.map(|future| future.result(self)) {
                    Some(Err(raise)) => Some(raise.into_error()?),
                    _ => None,
                };
                return self.step(&task, error);
            }
            Callback::Gathered(outer) => {
                if let (Some(outer), Some(future)) = (outer.upgrade(), future) {
                    self.gathered(&outer, future);
                } else if let Some(future) = future {
                    future.is_retrieved.set(true);
                }
            }
            Callback::SetResult(future, value) => {
                if !future.is_done() {
                    self.set_result(&future, value);
                }
            }
            Callback::SetException(future, error) => {
                if !future.is_done() {
                    self.set_exception(&future, error);
                }
            }
            Callback::Thread(start, thread) => {
                let start = start.take();
                if let Some(start) = start {
                    return self.advance_thread(start, &thread);
                }
            }
            Callback::Stop => {
                let error = future.and_then(|future| match &*future.outcome.borrow() {
                    Some(Err(error)) => Some(error.clone()),
                    _ => None,
                });
                // What ends the program has left the loop already, and been seen.
                let has_left = error.is_some_and(|error| self.ends_loop(&error));
                if let Some(future) = future {
                    future.is_retrieved.set(future.is_retrieved.get() || has_left);
                }
                self.event_loop.is_stopping |= !has_left;
            }
            Callback::Call(function, args) => {
                let result = self.call(&function, args);
                return self.after_callback(result, &function);
            }
            Callback::Done(function, _) => {
                let args = future.map(|future| Value::Future(Rc::clone(future))).into_iter().collect();
                let result = self.call(&function, args);
                return self.after_callback(result, &function);
            }
        }
        Ok(())
    }

    /// Starts a thread that runs a function; returns a future that is done when it has ended.
    fn start_thread(&mut self, function: Value, args: Vec<Value>, result: Rc<Future>) -> Outcome<Rc<Future>> {
        self.event_loop.created_tasks += 1;
        let (number, ended) = (self.event_loop.created_tasks, Future::new(None));
        let name: Rc<str> = match &function {
            Value::Function(function) => Rc::from(function.name.borrow().as_str()),
            _ => Rc::default(),
        };
        let (parent, kind) = (self.current_task_number(), TaskKind::Thread);
        self.host.event(Event::Created { task: number, kind, name: Rc::from("thread"), function: name, parent });
        let thread = Thread { number, result, ended: Rc::clone(&ended) };
        self.advance_thread(ThreadStart::Call(function, args), &thread)?;
        Ok(ended)
    }

    /// Runs a thread until it sleeps or ends. What it leads to reaches the loop as a callback.
    fn advance_thread(&mut self, start: ThreadStart, thread: &Thread) -> Outcome<()> {
        let (task, line) = (thread.number, self.line);
        self.host.event(Event::Resumed { task });
        let current = self.event_loop.current.take();
        let outer = self.thread_number.replace(task);
        let exit = self.run_thread(start);
        self.thread_number = outer;
        self.event_loop.current = current;
        let (callback, how) = match exit {
            Ok(Exit::Sleep(seconds, sleeper)) => {
                let rest = Rc::new(RefCell::new(Some(ThreadStart::Wake(sleeper))));
                let when = self.host.monotonic() + seconds;
                self.host.event(Event::Suspended {
                    task,
                    on: Awaited::Sleep { until: when, seconds },
                    line: self.line,
                });
                self.line = line;
                self.schedule_at(when, Callback::Thread(rest, thread.clone()));
                return Ok(());
            }
            Ok(Exit::Return(value)) => (Callback::SetResult(Rc::clone(&thread.result), value), Ending::Done),
            Ok(_) => (Callback::SetResult(Rc::clone(&thread.result), Value::None), Ending::Done),
            Err(raise) => (Callback::SetException(Rc::clone(&thread.result), raise.into_error()?), Ending::Failed),
        };
        self.host.event(Event::Ended { task, how });
        self.schedule(callback, None);
        self.schedule(Callback::SetResult(Rc::clone(&thread.ended), Value::None), None);
        Ok(())
    }

    /// Reports an exception in a callback. The loop goes on.
    fn after_callback(&mut self, result: Outcome, function: &Value) -> Outcome<()> {
        match result {
            Ok(_) => Ok(()),
            Err(raise) => {
                let error = raise.into_error()?;
                if self.ends_loop(&error) {
                    return Err(Raise::error(error));
                }
                let name = self.repr(function).unwrap_or_else(|_| Text::new("?"));
                let text = self.traceback(&error);
                let tell = self.library_function("asyncio", "_tell_callback_error")?;
                self.call(&tell, vec![Value::Str(name), error, Value::str(text.trim_end())])?;
                Ok(())
            }
        }
    }

    fn ends_loop(&mut self, error: &Value) -> bool {
        self.is_instance_of(error, "SystemExit") || self.is_instance_of(error, "KeyboardInterrupt")
    }

    // Futures

    fn add_callback(&mut self, future: &Rc<Future>, callback: Callback) {
        if future.is_done() {
            self.schedule(callback, Some(Rc::clone(future)));
        } else {
            future.callbacks.borrow_mut().push(callback);
        }
    }

    fn finish_future(&mut self, future: &Rc<Future>, state: FutureState) {
        future.state.set(state);
        for callback in future.callbacks.take() {
            if let Callback::Wakeup(task) = &callback {
                self.host.event(Event::Woken { task: task.number() });
            }
            self.schedule(callback, Some(Rc::clone(future)));
        }
        if future.is_task() {
            let how = match (state, &*future.outcome.borrow()) {
                (FutureState::Cancelled, _) => Ending::Cancelled,
                (_, Some(Err(_))) => Ending::Failed,
                _ => Ending::Done,
            };
            self.host.event(Event::Ended { task: future.number(), how });
        }
    }

    fn set_result(&mut self, future: &Rc<Future>, value: Value) {
        *future.outcome.borrow_mut() = Some(Ok(value));
        self.finish_future(future, FutureState::Finished);
    }

    fn set_exception(&mut self, future: &Rc<Future>, error: Value) {
        *future.outcome.borrow_mut() = Some(Err(error));
        future.is_retrieved.set(false);
        self.finish_future(future, FutureState::Finished);
    }

    fn cancelled_error(&mut self, future: &Future) -> Raise {
        if let Some(error) = future.cancelled_with.take() {
            return Raise::error(error);
        }
        let message = future.cancel_message.borrow().clone();
        let args = if message.is_none() { Vec::new() } else { vec![message] };
        self.error("CancelledError", args)
    }

    /// Cancels a future or task. Whether anything was cancelled.
    ///
    /// Tasks that await each other in a circle are cancelled until the recursion is too deep, as in CPython.
    fn cancel(&mut self, future: &Rc<Future>, message: &Value) -> Outcome<bool> {
        self.nested(|vm| vm.cancel_nested(future, message))
    }

    fn cancel_nested(&mut self, future: &Rc<Future>, message: &Value) -> Outcome<bool> {
        if future.is_done() {
            return Ok(false);
        }
        if let Some(task) = &future.task {
            task.cancels.set(task.cancels.get() + 1);
            let awaiting = task.awaiting.borrow().clone();
            if let Some(awaiting) = awaiting
                && self.cancel(&awaiting, message)?
            {
                return Ok(true);
            }
            task.must_cancel.set(true);
            *future.cancel_message.borrow_mut() = message.clone();
            return Ok(true);
        }
        let children = future.gather.borrow().as_ref().map(|gather| gather.children.clone());
        if let Some(children) = children {
            let mut is_any = false;
            for child in children {
                is_any |= self.cancel(&child, message)?;
            }
            if is_any && let Some(gather) = &mut *future.gather.borrow_mut() {
                gather.is_cancel_requested = true;
            }
            return Ok(is_any);
        }
        *future.cancel_message.borrow_mut() = message.clone();
        self.finish_future(future, FutureState::Cancelled);
        Ok(true)
    }

    // Tasks

    /// Spawns a task. An eager one takes its first step at once, if the loop runs.
    pub fn create_task(&mut self, coroutine: Value, name: Option<Str>, is_eager: bool) -> Outcome<Rc<Future>> {
        let event_loop = &mut self.event_loop;
        if event_loop.tasks.len() >= event_loop.clean_at {
            event_loop.tasks.retain(|task| task.upgrade().is_some_and(|task| !task.is_done()));
            event_loop.clean_at = (event_loop.tasks.len() * 2).clamp(64, MAX_TASKS);
            if event_loop.tasks.len() > MAX_TASKS {
                return Err(Raise::halt(Halt::TooManyTasks { line: self.line, most: MAX_TASKS }));
            }
        }
        self.event_loop.created_tasks += 1;
        let number = self.event_loop.created_tasks;
        let name = name.unwrap_or_else(|| {
            self.event_loop.named_tasks += 1;
            let number = self.event_loop.named_tasks;
            Text::new(format!("Task-{number}"))
        });
        let function: Rc<str> = match &coroutine {
            Value::Generator(generator) => Rc::from(generator.qualified_name.as_str()),
            _ => Rc::default(),
        };
        let parent = self.current_task_number();
        let is_internal = function.contains("Loop.shutdown_") || *function == *"_close_generator";
        let kind = if is_internal { TaskKind::Internal } else { TaskKind::Task };
        self.host.event(Event::Created { task: number, kind, name: Rc::from(name.as_str()), function, parent });
        let context = Rc::clone(&self.event_loop.context);
        let task = Future::new(Some(Box::new(Task {
            number,
            coroutine: RefCell::new(coroutine),
            name: RefCell::new(name),
            must_cancel: Cell::default(),
            cancels: Cell::default(),
            awaiting: RefCell::default(),
            context: RefCell::new(context),
        })));
        self.event_loop.tasks.push(Rc::downgrade(&task));
        if is_eager && self.event_loop.is_running {
            self.step(&task, None)?;
        } else {
            self.schedule_step(&task, None);
        }
        Ok(task)
    }

    /// The number of the task that runs; zero if it is the module, or a callback.
    fn current_task_number(&self) -> u32 {
        self.event_loop.current.as_ref().map_or(0, |task| task.number())
    }

    fn schedule_step(&mut self, task: &Rc<Future>, error: Option<Value>) {
        let outer = task.task.as_ref().map(|task| Rc::clone(&task.context.borrow()));
        let outer = outer.map(|context| std::mem::replace(&mut self.event_loop.context, context));
        self.schedule(Callback::Step(Rc::clone(task), error), None);
        if let Some(outer) = outer {
            self.event_loop.context = outer;
        }
    }

    /// Runs a task until it awaits something that is not done, or ends.
    fn step(&mut self, future: &Rc<Future>, error: Option<Value>) -> Outcome<()> {
        let Some(task) = &future.task else { return Ok(()) };
        if future.is_done() {
            return Ok(());
        }
        let error = self.error_for_step(future, task, error);
        task.awaiting.take();
        let coroutine = task.coroutine.borrow().clone();
        let Value::Generator(generator) = &coroutine else { return Ok(()) };
        let outer = self.event_loop.current.replace(Rc::clone(future));
        let outer_context = std::mem::replace(&mut self.event_loop.context, Rc::clone(&task.context.borrow()));
        self.host.event(Event::Resumed { task: task.number });
        let resume = match error {
            Some(error) => Resume::Throw(Raise::error(error)),
            None => Resume::Send(Value::None),
        };
        let result = self.resume(generator, resume);
        task.context.replace(Rc::clone(&self.event_loop.context));
        // Its own context is what its callbacks run in, too.
        let result = self.after_step(future, task, result);
        self.event_loop.context = outer_context;
        self.event_loop.current = outer;
        result
    }

    fn error_for_step(&mut self, future: &Future, task: &Task, error: Option<Value>) -> Option<Value> {
        if !task.must_cancel.replace(false) {
            return error;
        }
        if let Some(error) = &error
            && self.is_instance_of(error, "CancelledError")
        {
            return Some(error.clone());
        }
        self.cancelled_error(future).into_error().ok()
    }

    fn after_step(&mut self, future: &Rc<Future>, task: &Task, result: Outcome<Exit>) -> Outcome<()> {
        match result {
            Ok(Exit::Return(value)) => {
                if task.must_cancel.replace(false) {
                    self.finish_future(future, FutureState::Cancelled);
                } else {
                    self.set_result(future, value);
                }
            }
            Ok(Exit::Yield(awaited)) => self.after_yield(future, task, &awaited),
            Ok(Exit::RunLoop(_) | Exit::Sleep(..)) => {
                return Err(self.runtime_error("asyncio.run() cannot be called from a running event loop"));
            }
            Err(raise) if self.is_raised(&raise, "CancelledError") => {
                *future.cancelled_with.borrow_mut() = raise.into_error().ok();
                self.finish_future(future, FutureState::Cancelled);
            }
            Err(raise) => {
                let error = raise.into_error()?;
                let ends_loop = self.ends_loop(&error);
                self.set_exception(future, error.clone());
                if ends_loop {
                    return Err(Raise::error(error));
                }
            }
        }
        Ok(())
    }

    fn after_yield(&mut self, future: &Rc<Future>, task: &Task, awaited: &Value) {
        match awaited {
            Value::Future(awaited) if awaited.is_blocking.replace(false) => {
                if Rc::ptr_eq(awaited, future) {
                    let text =
                        self.repr(&Value::Future(Rc::clone(future))).map(|text| text.to_string()).unwrap_or_default();
                    return self.fail_step(future, &format!("Task cannot await on itself: {text}"));
                }
                task.awaiting.replace(Some(Rc::clone(awaited)));
                self.add_callback(awaited, Callback::Wakeup(Rc::clone(future)));
                if task.must_cancel.get() {
                    let message = future.cancel_message.borrow().clone();
                    if let Ok(true) = self.cancel(&Rc::clone(awaited), &message) {
                        task.must_cancel.set(false);
                    }
                }
                let line = future.waits_for().and_then(|(_, line)| line).unwrap_or_default();
                self.host.event(Event::Suspended { task: task.number, on: awaited.awaited(), line });
            }
            Value::None => {
                self.schedule_step(future, None);
                self.note_turn(future);
            }
            Value::Future(_) => self.fail_step(future, "yield was used instead of yield from in a task"),
            other => {
                let text = self.repr(other).map(|text| text.to_string()).unwrap_or_default();
                self.fail_step(future, &format!("Task got bad yield: {text}"));
            }
        }
    }

    fn fail_step(&mut self, task: &Rc<Future>, message: &str) {
        let error = self.runtime_error(message).into_error().ok();
        self.schedule_step(task, error);
        self.note_turn(task);
    }

    /// A task waits for nothing but its turn.
    fn note_turn(&mut self, task: &Rc<Future>) {
        let line = task.waits_for().and_then(|(_, line)| line).unwrap_or_default();
        self.host.event(Event::Suspended { task: task.number(), on: Awaited::Other("its turn".to_owned()), line });
        self.host.event(Event::Woken { task: task.number() });
    }

    /// A task for something that can be awaited: itself if it is a future.
    fn ensure_future(&mut self, value: &Value) -> Outcome<Rc<Future>> {
        match value {
            Value::Future(future) => Ok(Rc::clone(future)),
            value if is_coroutine(value) => self.create_task(value.clone(), None, self.event_loop.is_eager),
            value => {
                let name = self.interner.get("__await__");
                let is_awaitable = matches!(value, Value::Iter(iter) if iter.is_awaitable())
                    || self.class_of(value).lookup(&name).is_some();
                if !is_awaitable {
                    return Err(self.type_error("An asyncio.Future, a coroutine or an awaitable is required"));
                }
                let wrap = self.library_function("asyncio", "_wrap_awaitable")?;
                let coroutine = self.call(&wrap, vec![value.clone()])?;
                self.create_task(coroutine, None, self.event_loop.is_eager)
            }
        }
    }

    // gather

    fn gather(&mut self, args: &[Value], returns_exceptions: bool) -> Outcome<Rc<Future>> {
        let outer = Future::new(None);
        let mut children: Vec<Rc<Future>> = Vec::with_capacity(args.len());
        // The same coroutine twice is awaited once.
        let mut known: HashMap<usize, Rc<Future>> = HashMap::new();
        let mut unique: Vec<Rc<Future>> = Vec::new();
        for arg in args {
            let address = arg.address().unwrap_or_default();
            if let Some(future) = known.get(&address) {
                children.push(Rc::clone(future));
                continue;
            }
            let future = self.ensure_future(arg)?;
            known.insert(address, Rc::clone(&future));
            unique.push(Rc::clone(&future));
            children.push(future);
        }
        let unfinished = unique.len();
        *outer.gather.borrow_mut() =
            Some(Box::new(Gather { children, unfinished, returns_exceptions, is_cancel_requested: false }));
        if unfinished == 0 {
            self.set_result(&outer, Value::list(Vec::new()));
        }
        let (done, pending): (Vec<_>, Vec<_>) = unique.into_iter().partition(|future| future.is_done());
        for future in pending {
            self.add_callback(&future, Callback::Gathered(Rc::downgrade(&outer)));
        }
        for future in done {
            self.gathered(&outer, &future);
        }
        Ok(outer)
    }

    /// One of the futures of a `gather` is done.
    fn gathered(&mut self, outer: &Rc<Future>, future: &Rc<Future>) {
        let (is_last, returns_exceptions) = match &mut *outer.gather.borrow_mut() {
            Some(gather) => {
                gather.unfinished -= 1;
                (gather.unfinished == 0, gather.returns_exceptions)
            }
            None => return,
        };
        future.is_retrieved.set(true);
        if outer.is_done() {
            return;
        }
        if !returns_exceptions {
            let error = match (future.state.get(), &*future.outcome.borrow()) {
                (FutureState::Cancelled, _) => None,
                (_, Some(Err(error))) => Some(error.clone()),
                _ => Some(Value::Unbound),
            };
            match error {
                None => {
                    if let Ok(error) = self.cancelled_error(future).into_error() {
                        self.set_exception(outer, error);
                    }
                    return;
                }
                Some(Value::Unbound) => {}
                Some(error) => return self.set_exception(outer, error),
            }
        }
        if !is_last {
            return;
        }
        let (children, is_cancel_requested) = match &*outer.gather.borrow() {
            Some(gather) => (gather.children.clone(), gather.is_cancel_requested),
            None => return,
        };
        if is_cancel_requested {
            if let Ok(error) = self.cancelled_error(future).into_error() {
                self.set_exception(outer, error);
            }
            return;
        }
        let mut results = Vec::with_capacity(children.len());
        for child in children {
            let is_cancelled = child.state.get() == FutureState::Cancelled;
            let outcome = child.outcome.borrow().clone();
            results.push(match outcome {
                _ if is_cancelled => {
                    let message = child.cancel_message.borrow().clone();
                    let message = if message.is_none() { Value::str("") } else { message };
                    self.error("CancelledError", vec![message]).into_error().unwrap_or_default()
                }
                Some(Ok(value) | Err(value)) => value,
                None => Value::None,
            });
        }
        self.set_result(outer, Value::list(results));
    }

    // What else there is

    /// An async generator that is dropped while it is suspended is closed by a task of the loop.
    pub fn close_async_generator(&mut self, generator: &Rc<Generator>) {
        if !self.event_loop.is_running {
            return;
        }
        let Ok(error) = self.error("GeneratorExit", Vec::new()).into_error() else { return };
        let close = Iter::value(IterKind::AsyncThrow { generator: Rc::clone(generator), error, is_close: true });
        let coroutine =
            self.library_function("asyncio", "_close_generator").and_then(|wrap| self.call(&wrap, vec![close]));
        let create = self.library_function("asyncio", "_create_task");
        if let (Ok(coroutine), Ok(create)) = (coroutine, create) {
            self.schedule(Callback::Call(create, vec![coroutine]), None);
        }
    }

    /// An async generator runs for the first time.
    pub fn know_async_generator(&mut self, generator: &Rc<Generator>) {
        if !generator.is_known.replace(true) {
            self.event_loop.async_generators.push(Rc::downgrade(generator));
        }
    }

    /// Writes to the program's output, on behalf of the current task.
    pub fn write_out(&mut self, text: &str) {
        self.host.print(text);
        let task = self.thread_number.unwrap_or_else(|| self.current_task_number());
        self.host.event(Event::Printed { task, text: text.to_owned() });
    }

    /// All tasks that are not done: their names, what they wait for, and on which lines.
    pub fn waiting_tasks(&self) -> Vec<(String, String, Option<u32>)> {
        let tasks = self.event_loop.tasks.iter().filter_map(Weak::upgrade).filter(|task| !task.is_done());
        tasks
            .filter_map(|future| {
                let (what, line) = future.waits_for()?;
                let name = future.task.as_ref().map(|task| task.name.borrow().to_string())?;
                Some((name, what, line))
            })
            .collect()
    }

    /// The names of the tasks whose exception nobody has been told, and that exception.
    pub fn failed_tasks(&mut self) -> Vec<(String, String)> {
        let tasks: Vec<_> = self.event_loop.tasks.iter().filter_map(Weak::upgrade).collect();
        let mut failed = Vec::new();
        for future in tasks.iter().filter(|future| !future.is_retrieved.get()) {
            let outcome = future.outcome.borrow().clone();
            if let (Some(task), Some(Err(error))) = (&future.task, outcome) {
                failed.push((task.name.borrow().to_string(), self.describe_error(&error)));
            }
        }
        failed
    }

    pub fn future_repr(&mut self, future: &Rc<Future>) -> Outcome<String> {
        let state = match (future.state.get(), &future.task) {
            (FutureState::Pending, Some(task)) if task.must_cancel.get() => "cancelling",
            (FutureState::Pending, _) => "pending",
            (FutureState::Finished, _) => "finished",
            (FutureState::Cancelled, _) => "cancelled",
        };
        let mut text = match &future.task {
            Some(task) => {
                let name = task.name.borrow().clone();
                format!("<Task {state} name={}{}", quoted(&name), place_text(&task.coroutine.borrow()))
            }
            None => format!("<Future {state}"),
        };
        let outcome = future.outcome.borrow().clone();
        match outcome {
            Some(Ok(value)) => text.push_str(&format!(" result={}", &*self.repr(&value)?)),
            Some(Err(error)) => text.push_str(&format!(" exception={}", &*self.repr(&error)?)),
            None => {}
        }
        Ok(text + ">")
    }

    /// Puts the native half of asyncio into a module.
    pub fn install_asyncio(&mut self, namespace: &Dict) {
        self.add_natives(namespace, NativeKind::Function, NATIVES);
        for name in ["CancelledError", "InvalidStateError"] {
            let class = self.builtin_class(name);
            let name = self.interner.get(name);
            namespace.set_str(&name, Value::Class(class));
        }
        let types = [
            ("Future", &self.types.future),
            ("Task", &self.types.task),
            ("Handle", &self.types.handle),
            ("TimerHandle", &self.types.timer_handle),
        ];
        for (name, class) in types.map(|(name, class)| (name, Rc::clone(class))) {
            let name = self.interner.get(name);
            namespace.set_str(&name, Value::Class(class));
        }
    }
}

pub fn new_future(_: &mut Vm, _: &mut Args) -> Outcome {
    Ok(Value::Future(Future::new(None)))
}

fn this_future(vm: &mut Vm, args: &mut Args) -> Outcome<Rc<Future>> {
    if let Some(Value::Future(future)) = args.positional.first() {
        let future = Rc::clone(future);
        args.positional.remove(0);
        return Ok(future);
    }
    Err(vm.type_error("a future is required"))
}

fn message(vm: &mut Vm, args: &mut Args) -> Outcome {
    let message = vm.parse(args, "cancel", &["msg"], 0)?.remove(0);
    Ok(if message.is_unbound() { Value::None } else { message })
}

/// The functions that `library/asyncio.py` is written with.
const NATIVES: &[(&str, NativeFn)] = &[
    ("_call_soon", |vm, args| {
        let function = args.at(0);
        let rest = args.positional.drain(..).skip(1).collect();
        let handle = vm.schedule(Callback::Call(function, rest), None);
        Ok(Value::Handle(handle))
    }),
    ("_call_at", |vm, args| {
        let when = vm.expect_float(&args.at(0))?;
        let function = args.at(1);
        let rest = args.positional.drain(..).skip(2).collect();
        let handle = vm.schedule_at(when, Callback::Call(function, rest));
        Ok(Value::Handle(handle))
    }),
    // A timer that sets the result of a future: what a sleep waits for.
    ("_set_result_at", |vm, args| {
        let when = vm.expect_float(&args.at(0))?;
        let Value::Future(future) = args.at(1) else { return Err(vm.type_error("a future is required")) };
        future.timer.set(Some((when, vm.expect_float(&args.at(3))?)));
        let handle = vm.schedule_at(when, Callback::SetResult(future, args.at(2)));
        Ok(Value::Handle(handle))
    }),
    // Runs a function on a thread of its own; returns a future that is done when the thread has ended.
    ("_start_thread", |vm, args| {
        let (Value::Future(future), function) = (args.at(0), args.at(1)) else {
            return Err(vm.type_error("a future is required"));
        };
        let values = vm.collect(&args.at(2))?;
        Ok(Value::Future(vm.start_thread(function, values, future)?))
    }),
    ("_time", |vm, _| Ok(Value::Float(vm.host.monotonic()))),
    ("_is_running", |vm, _| Ok(Value::Bool(vm.event_loop.is_running))),
    ("_stop", |vm, _| {
        vm.event_loop.is_stopping = true;
        Ok(Value::None)
    }),
    ("_future", |_, args| {
        let future = Future::new(None);
        *future.label.borrow_mut() = as_str(&args.at(0));
        Ok(Value::Future(future))
    }),
    ("_create_task", |vm, args| {
        let coroutine = args.at(0);
        if !is_coroutine(&coroutine) {
            let text = vm.repr(&coroutine)?;
            return Err(vm.type_error(format_args!("a coroutine was expected, got {}", &*text)));
        }
        let name = match args.at(1) {
            Value::Unbound | Value::None => None,
            other => Some(vm.str_of(&other)?),
        };
        let is_eager = match args.at(2) {
            Value::Unbound | Value::None => vm.event_loop.is_eager,
            other => vm.truth(&other)?,
        };
        vm.create_task(coroutine, name, is_eager).map(Value::Future)
    }),
    ("_set_eager", |vm, args| {
        vm.event_loop.is_eager = vm.truth(&args.at(0))?;
        Ok(Value::None)
    }),
    ("_current_task", |vm, _| Ok(vm.event_loop.current.clone().map_or(Value::None, Value::Future))),
    ("_all_tasks", |vm, _| {
        let tasks = vm.event_loop.tasks.iter().filter_map(Weak::upgrade).filter(|task| !task.is_done());
        Ok(Value::list(tasks.map(Value::Future).collect()))
    }),
    ("_ensure_future", |vm, args| vm.ensure_future(&args.at(0)).map(Value::Future)),
    ("_gather", |vm, args| {
        let values = vm.collect(&args.at(0))?;
        let returns_exceptions = vm.truth(&args.at(1))?;
        vm.gather(&values, returns_exceptions).map(Value::Future)
    }),
    ("_yield_once", |_, _| Ok(Iter::value(IterKind::YieldOnce { is_done: false }))),
    ("_async_generators", |vm, _| {
        let all = std::mem::take(&mut vm.event_loop.async_generators);
        Ok(Value::list(
            all.iter()
                .filter_map(Weak::upgrade)
                .filter(|generator| generator.frame.borrow().is_some())
                .map(Value::Generator)
                .collect(),
        ))
    }),
    ("_context", |vm, _| Ok(Value::Dict(Rc::clone(&vm.event_loop.context)))),
    ("_set_context", |vm, args| {
        if let Value::Dict(context) = args.at(0) {
            vm.event_loop.context = context;
        }
        Ok(Value::None)
    }),
    ("_warn", |vm, args| {
        let text = vm.str_of(&args.at(0))?;
        vm.warn(&text);
        Ok(Value::None)
    }),
    ("iscoroutine", |_, args| Ok(Value::Bool(is_coroutine(&args.at(0))))),
    ("iscoroutinefunction", |_, args| Ok(Value::Bool(super::builtins::is_coroutine_function(&args.at(0))))),
    ("isfuture", |_, args| Ok(Value::Bool(matches!(args.at(0), Value::Future(_))))),
    ("_is_async_generator", |_, args| {
        Ok(Value::Bool(matches!(args.at(0), Value::Generator(generator) if generator.kind == CodeKind::AsyncGenerator)))
    }),
];

pub const FUTURE: &[(&str, NativeFn)] = &[
    ("done", |vm, args| Ok(Value::Bool(this_future(vm, args)?.is_done()))),
    ("cancelled", |vm, args| Ok(Value::Bool(this_future(vm, args)?.state.get() == FutureState::Cancelled))),
    ("result", |vm, args| this_future(vm, args)?.result(vm)),
    ("exception", |vm, args| {
        let future = this_future(vm, args)?;
        match future.state.get() {
            FutureState::Pending => Err(vm.error("InvalidStateError", vec![Value::str("Exception is not set.")])),
            FutureState::Cancelled => Err(vm.cancelled_error(&future)),
            FutureState::Finished => {
                future.is_retrieved.set(true);
                match &*future.outcome.borrow() {
                    Some(Err(error)) => Ok(error.clone()),
                    _ => Ok(Value::None),
                }
            }
        }
    }),
    ("cancel", |vm, args| {
        let future = this_future(vm, args)?;
        let message = message(vm, args)?;
        Ok(Value::Bool(vm.cancel(&future, &message)?))
    }),
    ("set_result", |vm, args| {
        let future = this_future(vm, args)?;
        if future.is_task() {
            return Err(vm.runtime_error("Task does not support set_result operation"));
        }
        if future.is_done() {
            return Err(vm.error("InvalidStateError", vec![Value::str("invalid state")]));
        }
        vm.set_result(&future, args.at(0));
        Ok(Value::None)
    }),
    ("set_exception", |vm, args| {
        let future = this_future(vm, args)?;
        if future.is_done() {
            return Err(vm.error("InvalidStateError", vec![Value::str("invalid state")]));
        }
        let error = vm.make_exception(args.at(0))?;
        if vm.is_instance_of(&error, "StopIteration") {
            return Err(
                vm.type_error("StopIteration interacts badly with generators and cannot be raised into a Future")
            );
        }
        vm.set_exception(&future, error);
        Ok(Value::None)
    }),
    ("add_done_callback", |vm, args| {
        let future = this_future(vm, args)?;
        let values = vm.parse(args, "add_done_callback", &["fn", "context"], 1)?;
        let mut context = Rc::clone(&vm.event_loop.context);
        if !matches!(values[1], Value::Unbound | Value::None) {
            let name = vm.interner.get("_values");
            if let Value::Dict(values) = vm.attribute(&values[1], &name)? {
                context = values;
            }
        }
        vm.add_callback(&future, Callback::Done(values[0].clone(), context));
        Ok(Value::None)
    }),
    ("remove_done_callback", |vm, args| {
        let future = this_future(vm, args)?;
        let function = args.at(0);
        let callbacks = future.callbacks.borrow();
        let added: Vec<_> = callbacks.iter().filter_map(Callback::function).collect();
        drop(callbacks);
        let mut removed = Vec::new();
        for other in added {
            if vm.equal(&other, &function)? {
                removed.push(other);
            }
        }
        let is_kept = |callback: &Callback| {
            callback.function().is_none_or(|function| !removed.iter().any(|other| other.is(&function)))
        };
        future.callbacks.borrow_mut().retain(is_kept);
        Ok(Value::Int(removed.len() as i64))
    }),
    ("get_loop", |vm, _| {
        let function = vm.library_function("asyncio", "get_event_loop")?;
        vm.call(&function, Vec::new())
    }),
    ("_label", |vm, args| {
        let future = this_future(vm, args)?;
        *future.label.borrow_mut() = as_str(&args.at(0));
        Ok(Value::None)
    }),
    ("__await__", |vm, args| {
        let future = this_future(vm, args)?;
        Ok(Iter::value(IterKind::Await { future, is_waiting: false }))
    }),
    ("__iter__", |vm, args| {
        let future = this_future(vm, args)?;
        Ok(Iter::value(IterKind::Await { future, is_waiting: false }))
    }),
];

fn this_task(vm: &mut Vm, args: &mut Args) -> Outcome<Rc<Future>> {
    let future = this_future(vm, args)?;
    if future.is_task() { Ok(future) } else { Err(vm.type_error("a task is required")) }
}

pub const TASK: &[(&str, NativeFn)] = &[
    ("get_name", |vm, args| {
        let future = this_task(vm, args)?;
        Ok(future.task.as_ref().map_or(Value::None, |task| Value::Str(task.name.borrow().clone())))
    }),
    ("set_name", |vm, args| {
        let future = this_task(vm, args)?;
        let name = vm.str_of(&args.at(0))?;
        if let Some(task) = &future.task {
            task.name.replace(name);
        }
        Ok(Value::None)
    }),
    ("get_coro", |vm, args| {
        let future = this_task(vm, args)?;
        Ok(future.task.as_ref().map_or(Value::None, |task| task.coroutine.borrow().clone()))
    }),
    ("cancelling", |vm, args| {
        let future = this_task(vm, args)?;
        Ok(Value::Int(future.task.as_ref().map_or(0, |task| i64::from(task.cancels.get()))))
    }),
    ("uncancel", |vm, args| {
        let future = this_task(vm, args)?;
        let Some(task) = &future.task else { return Ok(Value::None) };
        let left = task.cancels.get().saturating_sub(1);
        task.cancels.set(left);
        if left == 0 {
            task.must_cancel.set(false);
        }
        Ok(Value::Int(i64::from(left)))
    }),
    ("get_context", |vm, args| {
        let future = this_task(vm, args)?;
        Ok(future.task.as_ref().map_or(Value::None, |task| Value::Dict(Rc::clone(&task.context.borrow()))))
    }),
];

pub const HANDLE: &[(&str, NativeFn)] = &[
    ("cancel", |vm, args| {
        if let Value::Handle(handle) = args.at(0) {
            vm.cancel_handle(&handle);
        }
        Ok(Value::None)
    }),
    ("cancelled", |_, args| Ok(Value::Bool(matches!(args.at(0), Value::Handle(handle) if handle.is_cancelled.get())))),
    ("when", |_, args| {
        Ok(match args.at(0) {
            Value::Handle(handle) => handle.when.map_or(Value::None, Value::Float),
            _ => Value::None,
        })
    }),
];
