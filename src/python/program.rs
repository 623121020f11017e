//! A program that runs: by itself in virtual time, or step by step for a host that has a clock.

use std::{cell::RefCell, rc::Rc};

use super::{
    asyncio::Wait,
    code::CodeKind,
    compile::compile,
    dict::Dict,
    error::{Checked, SyntaxError},
    frame::{Generator, Role},
    host::{Awaited, EPOCH, Ending, Event, Halt, Host, MAX_MEMORY, TaskKind},
    parser::parse,
    supported,
    value::Value,
    vm::{Cause, Exit, Outcome, Raise, Vm},
};

/// A program that is running.
pub struct Program {
    vm: Vm,
    state: State,
}

enum State {
    /// Its module is about to run.
    Ready(Rc<super::code::Code>),
    /// The event loop runs until this is done; what it is for then continues.
    Looping {
        future: Value,
        is_main: bool,
    },
    Ended,
}

/// What a program needs next.
#[derive(Clone, Debug, PartialEq)]
pub enum Status {
    /// To be advanced again, as soon as others have had their turn.
    Ready,
    /// Nothing before that time of its clock, in seconds.
    Waiting(f64),
    /// It ended.
    Ended(End),
}

/// How a program ends.
#[derive(Clone, Debug, PartialEq)]
pub enum End {
    /// Without an exception.
    Done,
    /// With an exception: its traceback.
    Failed(String),
    /// Every task waits, and nothing can wake one.
    Deadlock {
        /// Their names, what each waits for, and on which line.
        waiting: Vec<(String, String, Option<u32>)>,
        /// The names of those that failed before without anybody having been told, and why.
        failed: Vec<(String, String)>,
    },
    /// Something ended it.
    Halted(Halt),
}

impl End {
    /// What a shell would see: 0, 1 for an exception, 3 for a deadlock.
    pub fn status(&self) -> i32 {
        match self {
            Self::Done => 0,
            Self::Deadlock { .. } => 3,
            Self::Halted(Halt::Exit(status)) => *status,
            Self::Failed(_) | Self::Halted(_) => 1,
        }
    }

    /// Whether it was ended from outside.
    pub fn is_enforced(&self) -> bool {
        matches!(self, Self::Halted(halt) if !matches!(halt, Halt::Exit(_)))
    }

    /// What went wrong, with a newline at the end, unless nothing did.
    pub fn message(&self) -> Option<String> {
        match self {
            Self::Done | Self::Halted(Halt::Exit(_)) => None,
            Self::Failed(traceback) => Some(traceback.clone()),
            Self::Halted(halt) => Some(format!("{halt}\n")),
            Self::Deadlock { waiting, failed } => {
                let mut text = "Deadlock: every task waits, and nothing can wake one:\n".to_owned();
                for (name, what, line) in waiting {
                    let place = line.map_or(String::new(), |line| format!(", line {line}"));
                    text += &format!("  {name} waits for {what}{place}\n");
                }
                for (name, error) in failed {
                    text += &format!("  {name} has failed: {error}\n");
                }
                Some(text)
            }
        }
    }
}

impl Program {
    /// Reads a program, and checks that it can be run here.
    ///
    /// # Errors
    ///
    /// What is wrong with it first, or what of it is not supported.
    pub fn new(text: &str, host: Box<dyn Host>) -> Result<Self, SyntaxError> {
        let compiled = || -> Checked<_> {
            let body = parse(text)?;
            supported::check(&body)?;
            let vm = Vm::new(host);
            let code = compile(&body, &vm.interner, false)?;
            Ok(Self { vm, state: State::Ready(Rc::new(code)) })
        };
        compiled().map_err(|error| *error)
    }

    /// Runs what can be run now.
    pub fn advance(&mut self) -> Status {
        match std::mem::replace(&mut self.state, State::Ended) {
            State::Ready(code) => self.begin(&code),
            State::Looping { future, is_main } => self.run_loop(future, is_main),
            State::Ended => Status::Ended(End::Done),
        }
    }

    fn begin(&mut self, code: &Rc<super::code::Code>) -> Status {
        let vm = &mut self.vm;
        vm.host.event(Event::Created {
            task: 0,
            kind: TaskKind::Task,
            name: Rc::from("module"),
            function: Rc::from("<module>"),
            parent: 0,
        });
        let globals = Rc::new(Dict::default());
        globals.set_str(&vm.names.name, Value::str("__main__"));
        globals.set_str(&vm.names.doc, Value::None);
        let main = super::value::Module { name: vm.interner.get("__main__"), attrs: Rc::clone(&globals) };
        let key = vm.interner.get("__main__");
        vm.modules.set_str(&key, Value::Module(Rc::new(main)));
        if let Err(raise) = vm.install_written_in_python() {
            return self.end(Err(raise));
        }
        let frame = vm.frame(code, &globals, &[], Vec::new(), Role::Entry);
        if code.kind == CodeKind::Coroutine {
            // As in a notebook, a loop runs already.
            let generator = Value::Generator(Generator::new(frame));
            return match vm.create_task(generator, None, false) {
                Ok(task) => self.enter_loop(Value::Future(task), true),
                Err(raise) => self.end(Err(raise)),
            };
        }
        vm.host.event(Event::Resumed { task: 0 });
        let exit = vm.run(frame, None);
        self.after(exit)
    }

    fn after(&mut self, exit: Outcome<Exit>) -> Status {
        match exit {
            Ok(Exit::RunLoop(future)) => {
                let (on, line) = (Awaited::Other("asyncio.run()".to_owned()), self.vm.waiting_line());
                self.vm.host.event(Event::Suspended { task: 0, on, line });
                self.enter_loop(future, false)
            }
            Ok(_) => self.end(Ok(())),
            Err(raise) => self.end(Err(raise)),
        }
    }

    fn enter_loop(&mut self, future: Value, is_main: bool) -> Status {
        self.vm.begin_loop(&future);
        self.state = State::Looping { future, is_main };
        Status::Ready
    }

    fn run_loop(&mut self, future: Value, is_main: bool) -> Status {
        match self.vm.loop_wait() {
            Wait::Until(time) if time > self.vm.host.monotonic() => {
                self.state = State::Looping { future, is_main };
                return Status::Waiting(time);
            }
            Wait::Forever => {
                let (waiting, failed) = (self.vm.waiting_tasks(), self.vm.failed_tasks());
                return self.conclude(End::Deadlock { waiting, failed });
            }
            Wait::Nothing | Wait::Until(_) => {}
        }
        if let Err(raise) = self.vm.run_ready() {
            // Such an exception leaves the loop at once.
            self.vm.end_loop(&Value::None).ok();
            return if is_main { self.end(Err(raise)) } else { self.resume_module(Err(raise)) };
        }
        if !self.vm.is_loop_stopping() {
            self.state = State::Looping { future, is_main };
            return Status::Ready;
        }
        let result = self.vm.end_loop(&future);
        if is_main { self.end(result.map(|_| ())) } else { self.resume_module(result) }
    }

    fn resume_module(&mut self, result: Outcome) -> Status {
        if let Some(halt) = result.as_ref().err().and_then(Raise::as_halt) {
            return self.conclude(End::Halted(halt.clone()));
        }
        self.vm.host.event(Event::Woken { task: 0 });
        self.vm.host.event(Event::Resumed { task: 0 });
        let exit = self.vm.continue_with(result);
        self.after(exit)
    }

    fn end(&mut self, result: Outcome<()>) -> Status {
        let how = if result.is_ok() { Ending::Done } else { Ending::Failed };
        self.vm.host.event(Event::Ended { task: 0, how });
        self.vm.settle_abandoned();
        match result.map_err(Raise::cause) {
            Ok(()) | Err(Cause::Sleep(_)) => self.conclude(End::Done),
            Err(Cause::Halt(halt)) => self.conclude(End::Halted(halt)),
            Err(Cause::Error(error)) => {
                if self.vm.is_instance_of(&error, "SystemExit") {
                    return self.exit(&error);
                }
                let text = self.vm.traceback(&error);
                self.conclude(End::Failed(text))
            }
        }
    }

    /// A program that calls `exit` says with which status, or why.
    fn exit(&mut self, error: &Value) -> Status {
        let code = super::vm::exception_of(error).and_then(|state| state.args.first().cloned());
        match code {
            None | Some(Value::None) => self.conclude(End::Halted(Halt::Exit(0))),
            Some(Value::Int(status)) => self.conclude(End::Halted(Halt::Exit(status as i32))),
            Some(Value::Bool(status)) => self.conclude(End::Halted(Halt::Exit(i32::from(status)))),
            Some(other) => {
                let text = self.vm.str_of(&other).map(|text| text.to_string()).unwrap_or_default();
                self.vm.warn(&text);
                self.conclude(End::Halted(Halt::Exit(1)))
            }
        }
    }

    fn conclude(&mut self, end: End) -> Status {
        self.state = State::Ended;
        Status::Ended(end)
    }

    /// Moves on the clock of a [`VirtualHost`], if that is where it runs.
    fn wait_until(&mut self, time: f64) {
        self.vm.host.wait_until(time);
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.vm.clear();
        // Nobody wants to hear of what is dropped with the program.
        super::frame::take_abandoned();
        self.vm.interner.forget_unused();
    }
}

/// What a program wrote, and how it ended.
#[derive(Clone, Debug, PartialEq)]
pub struct Outputs {
    pub output: String,
    pub errors: String,
    pub end: End,
    /// How long it took by its own clock, in seconds.
    pub seconds: f64,
}

/// A host in virtual time: its clock jumps to the next timer.
struct VirtualHost {
    outputs: Rc<RefCell<(String, String)>>,
    source: Vec<String>,
    now: Rc<std::cell::Cell<f64>>,
    /// How many more checks the program may pass.
    checks: u64,
}

impl Host for VirtualHost {
    fn print(&mut self, text: &str) {
        self.outputs.borrow_mut().0.push_str(text);
    }

    fn warn(&mut self, text: &str) {
        self.outputs.borrow_mut().1.push_str(text);
    }

    fn monotonic(&self) -> f64 {
        self.now.get()
    }

    fn wall(&self) -> f64 {
        EPOCH + self.now.get()
    }

    fn block(&mut self, seconds: f64, _: u32) -> Result<(), Halt> {
        self.now.set(self.now.get() + seconds);
        Ok(())
    }

    fn check(&mut self, line: u32) -> Result<(), Halt> {
        self.checks = self.checks.saturating_sub(1);
        if self.checks == 0 { Err(Halt::TooManySteps { line }) } else { Ok(()) }
    }

    fn free_memory(&self) -> usize {
        MAX_MEMORY
    }

    fn seed(&mut self) -> u32 {
        7
    }

    fn source_line(&self, line: u32) -> Option<String> {
        self.source.get(line as usize - 1).cloned()
    }

    fn wait_until(&mut self, time: f64) {
        self.now.set(time.max(self.now.get()));
    }
}

/// Runs a program in virtual time, until it ends or has taken about `steps` steps. Random numbers that the program does not seed are the
/// same in every run.
///
/// # Errors
///
/// What is wrong with it, or not supported.
pub fn run_virtually(text: &str, steps: u64) -> Result<Outputs, SyntaxError> {
    let outputs = Rc::new(RefCell::default());
    let now = Rc::new(std::cell::Cell::new(0.0));
    let host = VirtualHost {
        outputs: Rc::clone(&outputs),
        source: text.lines().map(str::to_owned).collect(),
        now: Rc::clone(&now),
        checks: steps / 2000 + 1,
    };
    let mut program = Program::new(text, Box::new(host))?;
    let end = loop {
        match program.advance() {
            Status::Ready => {}
            Status::Waiting(time) => program.wait_until(time),
            Status::Ended(end) => break end,
        }
    };
    drop(program);
    let (output, errors) = outputs.take();
    Ok(Outputs { output, errors, end, seconds: now.get() })
}
