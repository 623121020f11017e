//! Executes instructions.
//!
//! Python functions that call each other do not call each other in Rust: their frames lie on [`Vm::frames`], and the one that is
//! executed is in a variable of [`Vm::run`]. So a coroutine is suspended by taking its frame away, however deep its `await` is; and only
//! native code that calls back, such as a `key=` of `sorted`, needs the stack of the machine.

use std::rc::{Rc, Weak};

use super::{
    ast::CompareOp,
    asyncio::EventLoop,
    code::{Code, CodeKind, Op},
    compile::Interner,
    dict::Dict,
    frame::{Abandoned, Frame, Generator, GeneratorState, Resumed, Role, has_abandoned, take_abandoned},
    host::{Halt, Host},
    types::Types,
    value::{Args, Cell, Class, Exception, Str, TraceLine, Value},
};

/// Why something does not return normally: a pointer, so that a result is as small as what it is good for. Every call returns one.
#[derive(Clone)]
pub struct Raise(Box<Cause>);

#[derive(Clone)]
pub enum Cause {
    /// An exception of the program.
    Error(Value),
    /// The program must end, and cannot prevent it.
    Halt(Halt),
    /// A function that runs on a thread of its own sleeps for that many seconds. Only [`Vm::run_thread`] sees this.
    Sleep(f64),
}

impl Raise {
    pub fn error(error: Value) -> Self {
        Self(Box::new(Cause::Error(error)))
    }

    pub fn halt(halt: Halt) -> Self {
        Self(Box::new(Cause::Halt(halt)))
    }

    pub fn sleep(seconds: f64) -> Self {
        Self(Box::new(Cause::Sleep(seconds)))
    }

    pub fn cause(self) -> Cause {
        *self.0
    }

    /// The exception, if it is one.
    pub fn as_error(&self) -> Option<&Value> {
        if let Cause::Error(error) = &*self.0 { Some(error) } else { None }
    }

    /// Why the program must end, if it must.
    pub fn as_halt(&self) -> Option<&Halt> {
        if let Cause::Halt(halt) = &*self.0 { Some(halt) } else { None }
    }

    /// The exception, or what else it is.
    pub fn into_error(self) -> Result<Value, Self> {
        match *self.0 {
            Cause::Error(error) => Ok(error),
            other => Err(Self(Box::new(other))),
        }
    }
}

pub type Outcome<T = Value> = Result<T, Raise>;

/// How [`Vm::run`] ends without an exception.
pub enum Exit {
    Return(Value),
    Yield(Value),
    /// The event loop is to run until this future is done. Then [`Vm::continue_with`] goes on.
    RunLoop(Value),
    /// A thread sleeps for that many seconds, and then goes on.
    Sleep(f64, Sleeper),
}

/// How a generator is resumed.
pub enum Resume {
    Send(Value),
    Throw(Raise),
}

/// As many values as most frames work with at once: room that need not be asked for twice.
pub const USUAL_STACK: usize = 6;

/// As deep as calls of Python functions may be nested.
const MAX_FRAMES: usize = 1000;

/// As deep as native code may call Python functions: each such call needs the stack of the machine.
const MAX_NESTED_RUNS: usize = 90;

/// How many calls and iterations lie between two checks of the host.
const CHECK_INTERVAL: u32 = 2000;

pub struct Vm {
    pub types: Types,
    pub builtins: Rc<Dict>,
    pub interner: Interner,
    pub names: Names,
    pub modules: Rc<Dict>,
    /// The classes of the program and of the library. Those with methods that say `super()` are part of a circle.
    classes: Vec<Weak<Class>>,
    /// The frames beneath the one that is executed.
    frames: Vec<Box<Frame>>,
    /// The exceptions that are being handled, the innermost last. Each frame has those above its base.
    pub handled: Vec<Value>,
    until_check: u32,
    pub host: Box<dyn Host>,
    pub event_loop: EventLoop,
    /// The line of the program from which native code was called last.
    pub line: u32,
    /// As deep as `repr`, comparisons and the like are nested.
    pub depth: usize,
    /// The containers whose `repr` is being made.
    pub shown: Vec<usize>,
    /// The frame that waits for the event loop.
    waiting: Option<Box<Frame>>,
    /// While a function runs that has a thread of its own: how deep runs are nested in it. There, to sleep keeps nobody else from running.
    pub thread: Option<usize>,
    /// The number of the thread that runs, among the tasks, if it is one of its own.
    pub thread_number: Option<u32>,
    pub nested_runs: usize,
}

macro_rules! names {
    ($($field:ident $name:literal,)*) => {
        /// Names that are looked up again and again.
        pub struct Names {
            $(pub $field: Str,)*
        }

        impl Names {
            fn new(interner: &Interner) -> Self {
                const NAMES: &[&str] = &[$($name),*];
                let [$($field),*] = std::array::from_fn(|index| interner.get(NAMES[index]));
                Self { $($field),* }
            }
        }
    };
}

names! {
    init "__init__",
    new "__new__",
    call "__call__",
    getattr "__getattr__",
    getattribute "__getattribute__",
    setattr "__setattr__",
    delattr "__delattr__",
    dict "__dict__",
    name "__name__",
    doc "__doc__",
    iter "__iter__",
    next "__next__",
    repr "__repr__",
    str "__str__",
    eq "__eq__",
    hash "__hash__",
    bool "__bool__",
    len "__len__",
    getitem "__getitem__",
    setitem "__setitem__",
    delitem "__delitem__",
    contains "__contains__",
    module "__module__",
    qualname "__qualname__",
    get "__get__",
    set "__set__",
    missing "__missing__",
}

/// What follows an instruction.
pub enum Flow {
    Next,
    /// Another frame is executed, and this one when it returns.
    Enter(Box<Frame>),
    Return(Value),
    /// By a `yield` (true), or by what is awaited.
    Yield(Value, bool),
    RunLoop(Value),
    /// The exception that is handled is raised again, from where it was raised.
    Reraise(Raise),
}

/// A thread that sleeps.
pub struct Sleeper {
    frames: Vec<Box<Frame>>,
    /// The exceptions that its frames handle, and where they began.
    handled: Vec<Value>,
    handled_base: usize,
}

/// What a thread does next.
pub enum ThreadStart {
    Call(Value, Vec<Value>),
    Wake(Sleeper),
}

/// What a frame leads to that ends or is suspended.
enum Left {
    /// The frame beneath goes on.
    Frame(Box<Frame>),
    Exit(Exit),
    /// The frame beneath raises.
    Raise(Box<Frame>, Raise),
}

impl Vm {
    pub fn new(host: Box<dyn Host>) -> Self {
        let interner = Interner::shared();
        let names = Names::new(&interner);
        let types = Types::new(&interner);
        let mut vm = Self {
            types,
            builtins: Rc::default(),
            interner,
            names,
            modules: Rc::default(),
            classes: Vec::new(),
            frames: Vec::new(),
            nested_runs: 0,
            handled: Vec::new(),
            until_check: CHECK_INTERVAL,
            host,
            event_loop: EventLoop::default(),
            line: 0,
            depth: 0,
            shown: Vec::new(),
            waiting: None,
            thread: None,
            thread_number: None,
        };
        super::builtins::install(&mut vm);
        vm
    }

    /// Remembers a class, so that its circles are broken with the others.
    pub fn add_class(&mut self, class: &Rc<Class>) {
        if self.classes.len() == self.classes.capacity() {
            self.classes.retain(|class| class.strong_count() > 0);
        }
        self.classes.push(Rc::downgrade(class));
    }

    /// Empties all modules and classes, in which most circles of values end.
    pub fn clear(&mut self) {
        self.event_loop = EventLoop::default();
        self.waiting = None;
        for (_, module) in self.modules.pairs() {
            if let Value::Module(module) = module {
                module.attrs.clear();
            }
        }
        self.modules.clear();
        self.builtins.clear();
        for class in self.types.all() {
            class.attrs.clear();
        }
        for class in self.classes.drain(..).filter_map(|class| class.upgrade()) {
            class.attrs.clear();
        }
    }

    // Calls from native code

    /// A frame for a function, whose parameters are already in its local variables.
    pub fn frame(
        &self,
        code: &Rc<Code>,
        globals: &Rc<Dict>,
        shared: &[Rc<Cell>],
        mut locals: Vec<Value>,
        role: Role,
    ) -> Box<Frame> {
        locals.reserve((code.locals.len() + USUAL_STACK).saturating_sub(locals.len()));
        locals.resize(code.locals.len(), Value::Unbound);
        let mut cells: Vec<Rc<Cell>> = Vec::new();
        if !code.cells.is_empty() {
            cells.reserve(code.cells.len());
            cells.extend((0..code.own_cells).map(|_| Rc::default()));
            cells.extend_from_slice(shared);
            for &(local, cell) in &code.cell_parameters {
                *cells[cell as usize].0.borrow_mut() = std::mem::take(&mut locals[local as usize]);
            }
        }
        Box::new(Frame {
            code: Rc::clone(code),
            globals: Rc::clone(globals),
            namespace: None,
            at: 0,
            stack: locals,
            cells,
            tries: Vec::new(),
            handled_base: self.handled.len(),
            handled: Vec::new(),
            role,
        })
    }

    /// Calls something with positional arguments.
    pub fn call(&mut self, function: &Value, positional: Vec<Value>) -> Outcome {
        self.call_with(function, Args { positional, keywords: Vec::new() })
    }

    pub fn call_with(&mut self, function: &Value, args: Args) -> Outcome {
        let called = self.begin_call(function.clone(), args, Role::Entry)?;
        self.finish_call(called)
    }

    pub fn finish_call(&mut self, called: Called) -> Outcome {
        match called {
            Called::Value(value) => Ok(value),
            Called::Frame(frame) => match self.run_nested(self.frames.len(), frame, None)? {
                Exit::Return(value) => Ok(value),
                _ => Err(self.runtime_error("the event loop cannot run here")),
            },
        }
    }

    /// Runs a frame from native code, until those above `base` have returned.
    fn run_nested(&mut self, base: usize, frame: Box<Frame>, raise: Option<Raise>) -> Outcome<Exit> {
        if self.nested_runs >= MAX_NESTED_RUNS {
            if let Role::Generator(generator, _) = &frame.role {
                generator.state.set(GeneratorState::Finished);
            }
            self.frames.truncate(base);
            return Err(self.recursion_error());
        }
        self.nested_runs += 1;
        let exit = self.run_above(base, frame, raise);
        self.nested_runs -= 1;
        exit
    }

    /// Runs a generator or coroutine until it yields or returns.
    pub fn resume(&mut self, generator: &Rc<Generator>, resume: Resume) -> Outcome<Exit> {
        match resume {
            Resume::Send(value) => {
                let frame = self.take_frame(generator, value, Resumed::Entry)?;
                self.run_nested(self.frames.len(), frame, None)
            }
            Resume::Throw(raise) => {
                let base = self.frames.len();
                let (frame, raise) = self.frame_to_throw(generator, Resumed::Entry, raise)?;
                self.run_nested(base, frame, Some(raise))
            }
        }
    }

    /// The frame of a generator, to resume it with a value.
    pub fn take_frame(&mut self, generator: &Rc<Generator>, value: Value, resumed: Resumed) -> Outcome<Box<Frame>> {
        let state = generator.state.get();
        if let GeneratorState::Running | GeneratorState::Finished = state {
            return Err(self.cannot_resume(generator, state));
        }
        if state == GeneratorState::Created && !value.is_none() {
            let message = format_args!("can't send non-None value to a just-started {}", kind_name(generator.kind));
            return Err(self.type_error(message));
        }
        let Some(mut frame) = generator.frame.borrow_mut().take() else {
            return Err(self.cannot_resume(generator, GeneratorState::Running));
        };
        if state == GeneratorState::Suspended {
            frame.stack.push(value);
        }
        self.enter_frame(generator, &mut frame, resumed);
        Ok(frame)
    }

    fn enter_frame(&mut self, generator: &Rc<Generator>, frame: &mut Frame, resumed: Resumed) {
        generator.state.set(GeneratorState::Running);
        frame.handled_base = self.handled.len();
        self.handled.append(&mut frame.handled);
        frame.role = Role::Generator(Rc::clone(generator), resumed);
    }

    fn cannot_resume(&mut self, generator: &Generator, state: GeneratorState) -> Raise {
        match (state, generator.kind) {
            (GeneratorState::Finished, CodeKind::Coroutine) => {
                self.runtime_error("cannot reuse already awaited coroutine")
            }
            (GeneratorState::Finished, _) => self.stop_iteration(Value::None),
            (_, CodeKind::Coroutine) => self.value_error("coroutine already executing"),
            _ => self.value_error("generator already executing"),
        }
    }

    /// The innermost frame of what a generator awaits, in which an exception is to be raised; those around it are put on the frames.
    fn frame_to_throw(
        &mut self,
        generator: &Rc<Generator>,
        resumed: Resumed,
        raise: Raise,
    ) -> Outcome<(Box<Frame>, Raise)> {
        let state = generator.state.get();
        match state {
            GeneratorState::Created => {
                generator.state.set(GeneratorState::Finished);
                generator.frame.take();
                return Err(raise);
            }
            GeneratorState::Finished if generator.kind != CodeKind::Coroutine => return Err(raise),
            GeneratorState::Running | GeneratorState::Finished => return Err(self.cannot_resume(generator, state)),
            GeneratorState::Suspended => {}
        }
        let Some(mut frame) = generator.frame.borrow_mut().take() else { return Err(raise) };
        self.enter_frame(generator, &mut frame, resumed);
        if frame.code.ops.get(frame.at) != Some(&Op::Send) {
            return Ok((frame, raise));
        }
        // From here on, it is as if `Send` had been executed.
        frame.at += 1;
        let inner = match frame.stack.last() {
            Some(Value::Generator(inner)) => Some(Rc::clone(inner)),
            Some(Value::Iter(iter)) => iter.async_generator(),
            _ => None,
        };
        let Some(inner) = inner else { return Ok((frame, raise)) };
        if inner.state.get() != GeneratorState::Suspended {
            return Ok((frame, raise));
        }
        self.frames.push(frame);
        self.frame_to_throw(&inner, Resumed::Send, raise)
    }

    /// Goes on after [`Exit::RunLoop`], with the result of the future.
    pub fn continue_with(&mut self, result: Outcome) -> Outcome<Exit> {
        let Some(mut frame) = self.waiting.take() else { return Ok(Exit::Return(Value::None)) };
        match result {
            Ok(value) => {
                frame.stack.push(value);
                self.run_above(0, frame, None)
            }
            Err(raise) => self.run_above(0, frame, Some(raise)),
        }
    }

    /// Runs a function on a thread of its own, or what is left of it after a sleep.
    pub fn run_thread(&mut self, start: ThreadStart) -> Outcome<Exit> {
        let base = self.frames.len();
        let frame = match start {
            ThreadStart::Call(function, args) => {
                match self.begin_call(function, Args { positional: args, keywords: Vec::new() }, Role::Entry)? {
                    Called::Value(value) => return Ok(Exit::Return(value)),
                    Called::Frame(frame) => frame,
                }
            }
            ThreadStart::Wake(Sleeper { mut frames, mut handled, handled_base }) => {
                let Some(mut frame) = frames.pop() else { return Ok(Exit::Return(Value::None)) };
                // The exceptions that it handles may lie elsewhere now.
                let now = self.handled.len();
                for frame in frames.iter_mut().chain([&mut frame]) {
                    frame.handled_base = frame.handled_base - handled_base + now;
                }
                self.handled.append(&mut handled);
                self.frames.append(&mut frames);
                frame
            }
        };
        let outer = self.thread.replace(self.nested_runs + 1);
        let exit = self.run_nested(base, frame, None);
        self.thread = outer;
        exit
    }

    // The loop

    /// Executes a frame, and those that it calls, until it returns or yields.
    pub fn run(&mut self, frame: Box<Frame>, raise: Option<Raise>) -> Outcome<Exit> {
        self.run_above(self.frames.len(), frame, raise)
    }

    fn run_above(&mut self, base: usize, mut frame: Box<Frame>, raise: Option<Raise>) -> Outcome<Exit> {
        if let Some(raise) = raise {
            frame = self.unwind(base, frame, raise, false)?;
        }
        loop {
            let left = match self.execute(&mut frame) {
                Ok(Flow::Next) => Left::Frame(frame),
                Ok(Flow::Enter(inner)) => self.enter(frame, inner),
                Ok(Flow::Return(value)) => self.leave(frame, value),
                Ok(Flow::Yield(value, is_plain)) => self.suspend(frame, value, is_plain),
                Ok(Flow::RunLoop(_)) if self.nested_runs > 0 => {
                    let raise = self.runtime_error("asyncio.run() cannot be called from here");
                    Left::Raise(frame, raise)
                }
                Ok(Flow::RunLoop(future)) => {
                    self.waiting = Some(frame);
                    Left::Exit(Exit::RunLoop(future))
                }
                Ok(Flow::Reraise(raise)) => Left::Frame(self.unwind(base, frame, raise, true)?),
                Err(raise) => match *raise.0 {
                    Cause::Sleep(seconds) => Left::Exit(self.put_to_sleep(base, frame, seconds)),
                    _ => Left::Raise(frame, raise),
                },
            };
            frame = match left {
                Left::Frame(next) => next,
                Left::Exit(exit) => return Ok(exit),
                Left::Raise(outer, raise) => self.unwind(base, outer, raise, false)?,
            };
        }
    }

    /// Takes away the frames of a thread that sleeps.
    fn put_to_sleep(&mut self, base: usize, mut frame: Box<Frame>, seconds: f64) -> Exit {
        frame.stack.push(Value::None); // what `sleep` returns
        let mut frames = self.frames.split_off(base);
        frames.push(frame);
        let handled_base = frames[0].handled_base;
        let handled = self.handled.split_off(handled_base);
        Exit::Sleep(seconds, Sleeper { frames, handled, handled_base })
    }

    fn enter(&mut self, outer: Box<Frame>, inner: Box<Frame>) -> Left {
        if let Err(raise) = self.check_in() {
            return Left::Raise(outer, raise);
        }
        if self.frames.len() >= MAX_FRAMES {
            let raise = self.recursion_error();
            if let Role::Generator(generator, _) = &inner.role {
                generator.state.set(GeneratorState::Finished);
            }
            return Left::Raise(outer, raise);
        }
        self.frames.push(outer);
        Left::Frame(inner)
    }

    /// Asks the host from time to time whether the program may go on.
    pub fn check_in(&mut self) -> Outcome<()> {
        self.until_check -= 1;
        if self.until_check == 0 {
            self.until_check = CHECK_INTERVAL;
            self.host.check(self.line).map_err(Raise::halt)?;
        }
        Ok(())
    }

    /// Counts work of native code that takes as long as that many calls, so that the limits are checked in time.
    pub fn spend(&mut self, calls: usize) {
        self.until_check = self.until_check.saturating_sub(u32::try_from(calls).unwrap_or(u32::MAX)).max(1);
    }

    /// A frame returns.
    fn leave(&mut self, mut frame: Box<Frame>, value: Value) -> Left {
        self.handled.truncate(frame.handled_base);
        let role = std::mem::replace(&mut frame.role, Role::Entry);
        if let Role::Entry = role {
            drop(frame);
            return Left::Exit(Exit::Return(value));
        }
        if let Role::Generator(generator, resumed) = role {
            drop(frame);
            return self.finish(&generator, resumed, value);
        }
        let namespace = frame.namespace.clone();
        drop(frame);
        let Some(mut outer) = self.frames.pop() else { return Left::Exit(Exit::Return(value)) };
        match role {
            Role::Init(instance) => {
                if !value.is_none() {
                    let message = format!("__init__() should return None, not '{}'", self.type_name(&value));
                    let raise = self.type_error(message);
                    return Left::Raise(outer, raise);
                }
                outer.stack.push(instance);
            }
            Role::Class(draft) => match self.create_class(*draft, namespace.unwrap_or_default()) {
                Ok(class) => outer.stack.push(class),
                Err(raise) => return Left::Raise(outer, raise),
            },
            Role::Call | Role::Entry | Role::Generator(..) => outer.stack.push(value),
        }
        self.settle_abandoned();
        Left::Frame(outer)
    }

    /// A generator or coroutine returns.
    fn finish(&mut self, generator: &Generator, resumed: Resumed, value: Value) -> Left {
        generator.state.set(GeneratorState::Finished);
        if resumed == Resumed::Entry {
            return Left::Exit(Exit::Return(value));
        }
        let Some(mut outer) = self.frames.pop() else { return Left::Exit(Exit::Return(value)) };
        outer.stack.pop();
        match resumed {
            Resumed::ForIter => {
                if let Some(Op::ForIter(end)) = outer.code.ops.get(outer.at - 1) {
                    outer.at = *end as usize;
                }
            }
            _ if generator.kind == CodeKind::AsyncGenerator => {
                let raise = self.error("StopAsyncIteration", Vec::new());
                return Left::Raise(outer, raise);
            }
            _ => outer.stack.push(value),
        }
        Left::Frame(outer)
    }

    /// A frame yields. What is awaited yields through all that await it.
    fn suspend(&mut self, mut frame: Box<Frame>, value: Value, mut is_plain: bool) -> Left {
        loop {
            let Role::Generator(generator, resumed) = std::mem::replace(&mut frame.role, Role::Entry) else {
                let raise = self.runtime_error("await is not possible here");
                return Left::Raise(frame, raise);
            };
            if self.handled.len() > frame.handled_base {
                frame.handled = self.handled.split_off(frame.handled_base);
            }
            let kind = generator.kind;
            generator.state.set(GeneratorState::Suspended);
            *generator.frame.borrow_mut() = Some(frame);
            if resumed == Resumed::Entry {
                // Who awaits an async generator from native code must know what it yields from what it awaits.
                let is_wrapped = kind == CodeKind::AsyncGenerator && is_plain;
                return Left::Exit(if is_wrapped { Exit::Return(value) } else { Exit::Yield(value) });
            }
            let Some(mut outer) = self.frames.pop() else { return Left::Exit(Exit::Yield(value)) };
            if resumed == Resumed::ForIter {
                outer.stack.push(value);
                return Left::Frame(outer);
            }
            if kind == CodeKind::AsyncGenerator && is_plain {
                outer.stack.pop();
                outer.stack.push(value);
                return Left::Frame(outer);
            }
            outer.at -= 1;
            is_plain = false;
            frame = outer;
        }
    }

    /// Finds the handler of an exception, and returns the frame that has it.
    fn unwind(
        &mut self,
        base: usize,
        mut frame: Box<Frame>,
        mut raise: Raise,
        mut is_again: bool,
    ) -> Outcome<Box<Frame>> {
        if let Some(error) = raise.as_error()
            && !is_again
        {
            self.set_context(error);
        }
        loop {
            if let Some(error) = raise.as_error() {
                if !is_again {
                    self.note_line(error, &frame);
                }
                if let Some(block) = frame.tries.pop() {
                    frame.stack.truncate(block.depth as usize);
                    self.handled.truncate(frame.handled_base + block.handled as usize);
                    self.handled.push(Value::clone(error));
                    frame.at = block.handler as usize;
                    return Ok(frame);
                }
            }
            is_again = false;
            self.handled.truncate(frame.handled_base);
            let role = std::mem::replace(&mut frame.role, Role::Entry);
            drop(frame);
            let is_entry = match role {
                Role::Entry => true,
                Role::Generator(generator, resumed) => {
                    generator.state.set(GeneratorState::Finished);
                    raise = self.leave_generator(&generator, raise);
                    resumed == Resumed::Entry
                }
                _ => false,
            };
            if is_entry || self.frames.len() <= base {
                return Err(raise);
            }
            match self.frames.pop() {
                Some(outer) => frame = outer,
                None => return Err(raise),
            }
        }
    }

    /// A `StopIteration` that leaves a generator would end a loop that has nothing to do with it.
    fn leave_generator(&mut self, generator: &Generator, raise: Raise) -> Raise {
        let Some(error) = raise.as_error() else { return raise };
        let is_stop = self.is_instance_of(error, "StopIteration");
        let is_async_stop =
            generator.kind == CodeKind::AsyncGenerator && self.is_instance_of(error, "StopAsyncIteration");
        if !is_stop && !is_async_stop {
            return raise;
        }
        let stop = if is_stop { "StopIteration" } else { "StopAsyncIteration" };
        let converted = self.runtime_error(format_args!("{} raised {stop}", kind_name(generator.kind)));
        if let Some(mut state) = converted.as_error().and_then(exception_of) {
            state.cause = Some(error.clone());
            state.context = Some(error.clone());
            state.suppresses_context = true;
        }
        converted
    }

    /// An exception that is raised while another one is handled remembers that.
    fn set_context(&mut self, error: &Value) {
        let Some(handled) = self.handled.last() else { return };
        if handled.is(error) {
            return;
        }
        // Contexts must not form a circle.
        let mut at = handled.clone();
        // A program may have closed a circle itself; `slow` meets it. (Floyd's algorithm, as in CPython.)
        let (mut slow, mut steps) = (handled.clone(), 0_usize);
        while let Some(next) = exception_of(&at).and_then(|state| state.context.clone()) {
            if next.is(&slow) {
                break;
            }
            steps += 1;
            if steps.is_multiple_of(2)
                && let Some(next) = exception_of(&slow).and_then(|state| state.context.clone())
            {
                slow = next;
            }
            if next.is(error) {
                if let Some(mut state) = exception_of(&at) {
                    state.context = None;
                }
                break;
            }
            at = next;
        }
        if let Some(mut state) = exception_of(error)
            && state.context.is_none()
        {
            state.context = Some(handled.clone());
        }
    }

    fn note_line(&self, error: &Value, frame: &Frame) {
        let Some(mut state) = exception_of(error) else { return };
        let line = frame.code.lines.get(frame.at.saturating_sub(1)).copied().unwrap_or_default();
        let is_long = state.traceback.len() > 2 * MAX_FRAMES;
        if !is_long {
            state.traceback.push(TraceLine {
                function: frame.code.qualified_name.clone(),
                line,
                is_library: frame.code.is_library,
            });
        }
    }

    /// The line of the program that waits while an event loop runs.
    pub fn waiting_line(&self) -> u32 {
        let frames = self.waiting.iter().chain(self.frames.iter().rev());
        let frame = frames.into_iter().find(|frame| !frame.code.is_library);
        frame.and_then(|frame| frame.code.lines.get(frame.at.saturating_sub(1)).copied()).unwrap_or_default()
    }

    /// Notes on which line of the program native code is called.
    #[inline]
    fn note_call(&mut self, code: &Code, at: usize) {
        if !code.is_library {
            self.line = code.lines[at];
        }
    }

    /// Closes generators that were dropped while suspended, and warns of coroutines that nobody awaited.
    pub fn settle_abandoned(&mut self) {
        while has_abandoned() {
            for abandoned in take_abandoned() {
                match abandoned {
                    Abandoned::NeverAwaited(name) => {
                        self.warn(&format!("RuntimeWarning: coroutine '{name}' was never awaited"));
                    }
                    Abandoned::NeverRetrieved(future, error) => {
                        let kind = if future.starts_with("<Task") { "Task" } else { "Future" };
                        let text = self.traceback(&error);
                        let shown = self.repr(&error).map(|text| text.to_string()).unwrap_or_default();
                        self.warn(&format!(
                            "{kind} exception was never retrieved\nfuture: {future} exception={shown}>\n{}",
                            text.trim_end()
                        ));
                    }
                    Abandoned::Suspended(frame) => self.close_abandoned(frame),
                }
            }
        }
    }

    fn close_abandoned(&mut self, frame: Box<Frame>) {
        let generator = Generator::new(frame);
        generator.state.set(GeneratorState::Suspended);
        if generator.kind == CodeKind::AsyncGenerator {
            return self.close_async_generator(&generator);
        }
        let exit = self.error("GeneratorExit", Vec::new());
        // What it raises then has nowhere to go.
        if let Err(raise) = self.resume(&generator, Resume::Throw(exit))
            && let Some(error) = raise.as_error()
            && !self.is_instance_of(error, "GeneratorExit")
        {
            let text = self.traceback(error);
            self.warn(&format!("Exception ignored while closing generator\n{text}"));
        }
        // Whatever it does now, it is over.
        generator.state.set(GeneratorState::Finished);
        generator.frame.take();
    }

    // Instructions

    /// Executes instructions until one changes the frame. It is a function of its own because browsers put optimised code in place only
    /// when a function is called.
    #[inline(never)]
    #[expect(clippy::too_many_lines, reason = "one arm for each instruction")]
    fn execute(&mut self, frame: &mut Frame) -> Outcome<Flow> {
        let code = Rc::clone(&frame.code);
        loop {
            let op = code.ops[frame.at];
            frame.at += 1;
            match op {
                Op::Const(index) => frame.stack.push(code.constants[index as usize].clone()),
                Op::LoadFast(slot) => {
                    let value = frame.stack[slot as usize].clone();
                    if value.is_unbound() {
                        return Err(self.unbound_local(&code.locals[slot as usize]));
                    }
                    frame.stack.push(value);
                }
                Op::StoreFast(slot) => {
                    let value = pop(frame);
                    frame.stack[slot as usize] = value;
                    if has_abandoned() {
                        self.settle_abandoned();
                    }
                }
                Op::Pop => {
                    frame.stack.pop();
                    if has_abandoned() {
                        self.settle_abandoned();
                    }
                }
                Op::Dup => {
                    let value = top(frame).clone();
                    frame.stack.push(value);
                }
                Op::DupTwo => {
                    let length = frame.stack.len();
                    frame.stack.extend_from_within(length - 2..);
                }
                Op::Swap => {
                    let length = frame.stack.len();
                    frame.stack.swap(length - 1, length - 2);
                }
                Op::RotThree => {
                    let length = frame.stack.len();
                    frame.stack[length - 3..].rotate_right(1);
                }
                Op::Binary(operator) => {
                    let right = pop(frame);
                    let left = pop(frame);
                    let value = match self.quick_binary(operator, &left, &right) {
                        Some(value) => value,
                        None => self.binary(operator, &left, &right)?,
                    };
                    frame.stack.push(value);
                }
                Op::InPlace(operator) => {
                    let right = pop(frame);
                    let left = pop(frame);
                    let value = match self.quick_binary(operator, &left, &right) {
                        Some(value) => value,
                        None => self.binary_in_place(operator, left, right)?,
                    };
                    frame.stack.push(value);
                }
                Op::Compare(operator) => {
                    let right = pop(frame);
                    let left = pop(frame);
                    let value = match (&left, &right, operator) {
                        (Value::Int(left), Value::Int(right), CompareOp::Lt) => Value::Bool(left < right),
                        (Value::Int(left), Value::Int(right), CompareOp::Eq) => Value::Bool(left == right),
                        (Value::Int(left), Value::Int(right), CompareOp::Gt) => Value::Bool(left > right),
                        (Value::Int(left), Value::Int(right), CompareOp::Le) => Value::Bool(left <= right),
                        (Value::Int(left), Value::Int(right), CompareOp::Ge) => Value::Bool(left >= right),
                        _ => self.compare(operator, &left, &right)?,
                    };
                    frame.stack.push(value);
                }
                Op::Jump(target) => frame.at = target as usize,
                Op::JumpBack(target) => {
                    frame.at = target as usize;
                    self.until_check -= 1;
                    if self.until_check == 0 {
                        self.note_call(&code, frame.at);
                        self.until_check = 1;
                        self.check_in()?;
                    }
                }
                Op::JumpIfFalse(target) => {
                    let value = pop(frame);
                    if !self.truth(&value)? {
                        frame.at = target as usize;
                    }
                }
                Op::JumpIfTrue(target) => {
                    let value = pop(frame);
                    if self.truth(&value)? {
                        frame.at = target as usize;
                    }
                }
                Op::JumpIfFalseOrPop(target) => {
                    let value = top(frame).clone();
                    if self.truth(&value)? {
                        frame.stack.pop();
                    } else {
                        frame.at = target as usize;
                    }
                }
                Op::JumpIfTrueOrPop(target) => {
                    let value = top(frame).clone();
                    if self.truth(&value)? {
                        frame.at = target as usize;
                    } else {
                        frame.stack.pop();
                    }
                }
                Op::LoadGlobal(name) => {
                    let name = &code.names[name as usize];
                    let value = self.global(frame, name)?;
                    frame.stack.push(value);
                }
                Op::StoreGlobal(name) => {
                    let value = pop(frame);
                    frame.globals.set_str(&code.names[name as usize], value);
                    if has_abandoned() {
                        self.settle_abandoned();
                    }
                }
                Op::LoadAttr(name) => {
                    let object = pop(frame);
                    let value = self.attribute(&object, &code.names[name as usize])?;
                    frame.stack.push(value);
                }
                Op::LoadMethod(name) => {
                    let object = pop(frame);
                    let (function, this) = self.method(&object, &code.names[name as usize])?;
                    frame.stack.push(function);
                    frame.stack.push(this);
                }
                Op::LoadItem => {
                    let index = pop(frame);
                    let object = pop(frame);
                    let value = self.item(&object, &index)?;
                    frame.stack.push(value);
                }
                Op::ForIter(end) => {
                    if let Value::Iter(iter) = top(frame) {
                        let iter = Rc::clone(iter);
                        match self.advance(&iter)? {
                            Some(value) => frame.stack.push(value),
                            None => {
                                frame.stack.pop();
                                frame.at = end as usize;
                            }
                        }
                        continue;
                    }
                    if let Some(inner) = self.for_iter(frame, end)? {
                        return Ok(Flow::Enter(inner));
                    }
                }
                Op::Call(count) => {
                    self.note_call(&code, frame.at - 1);
                    if let Some(inner) = self.call_top(frame, count as usize)? {
                        return Ok(Flow::Enter(inner));
                    }
                }
                Op::CallMethod(count) => {
                    self.note_call(&code, frame.at - 1);
                    let this = frame.stack.len() - count as usize - 1;
                    let has_this = !frame.stack[this].is_unbound();
                    if !has_this {
                        frame.stack.remove(this);
                    }
                    if let Some(inner) = self.call_top(frame, count as usize + usize::from(has_this))? {
                        return Ok(Flow::Enter(inner));
                    }
                }
                Op::Return => {
                    let value = pop(frame);
                    return Ok(Flow::Return(value));
                }
                Op::Yield => {
                    let value = pop(frame);
                    return Ok(Flow::Yield(value, true));
                }
                Op::Send => match self.send(frame)? {
                    Flow::Next => {}
                    flow => return Ok(flow),
                },
                Op::RunLoop => {
                    let future = pop(frame);
                    return Ok(Flow::RunLoop(future));
                }
                Op::Reraise => match self.handled.pop() {
                    Some(error) => return Ok(Flow::Reraise(Raise::error(error))),
                    None => return Err(self.runtime_error("No active exception to reraise")),
                },
                Op::CallKeywords(..) | Op::CallMethodKeywords(..) | Op::CallUnpacked | Op::BuildClass(_) => {
                    self.note_call(&code, frame.at - 1);
                    match self.call_op(frame, &code, op)? {
                        Called::Value(value) => frame.stack.push(value),
                        Called::Frame(inner) => return Ok(Flow::Enter(inner)),
                    }
                }
                _ => {
                    self.rare_op(frame, &code, op)?;
                    if has_abandoned() {
                        self.settle_abandoned();
                    }
                }
            }
        }
    }
}

/// A call that has returned already, or the frame that it needs.
pub enum Called {
    Value(Value),
    Frame(Box<Frame>),
}

/// Takes the value at the top. (The compiler sees to it that there is one.)
pub fn pop(frame: &mut Frame) -> Value {
    frame.stack.pop().unwrap_or_default()
}

fn top(frame: &Frame) -> &Value {
    &frame.stack[frame.stack.len() - 1]
}

pub fn kind_name(kind: CodeKind) -> &'static str {
    match kind {
        CodeKind::Coroutine => "coroutine",
        CodeKind::AsyncGenerator => "async generator",
        _ => "generator",
    }
}

/// What every exception has, of a value that is one.
pub fn exception_of(error: &Value) -> Option<std::cell::RefMut<'_, Exception>> {
    match error {
        Value::Instance(instance) => instance.exception().map(std::cell::RefCell::borrow_mut),
        _ => None,
    }
}
