//! What is running, or suspended: frames, and the generators and coroutines that own one.

use std::{
    cell::{Cell as StdCell, RefCell},
    rc::Rc,
};

use super::{
    code::{Code, CodeKind, Op},
    dict::Dict,
    release::release,
    value::{Cell, Str, Value},
};

/// A call that is under way.
pub struct Frame {
    pub code: Rc<Code>,
    pub globals: Rc<Dict>,
    /// The names of a class body.
    pub namespace: Option<Rc<Dict>>,
    /// The next instruction.
    pub at: usize,
    /// The local variables, and on them the values that instructions work with.
    pub stack: Vec<Value>,
    pub cells: Vec<Rc<Cell>>,
    pub tries: Vec<Try>,
    /// How many exceptions were being handled when it was called. (See [`super::vm::Vm`].)
    pub handled_base: usize,
    /// The exceptions that it handles, while it is suspended.
    pub handled: Vec<Value>,
    pub role: Role,
}

impl Drop for Frame {
    fn drop(&mut self) {
        release(std::mem::take(&mut self.stack));
    }
}

/// A block whose exceptions are handled.
#[derive(Clone, Copy)]
pub struct Try {
    pub handler: u32,
    /// How much of the stack remains then.
    pub depth: u32,
    /// How many exceptions its frame handled outside it.
    pub handled: u32,
}

/// What becomes of the result of a frame.
pub enum Role {
    /// It is returned from [`super::vm::Vm::run`].
    Entry,
    /// It is what the call in the frame beneath evaluates to.
    Call,
    /// It is an `__init__`, and the call evaluates to this instance.
    Init(Value),
    /// It is the body of a class.
    Class(Box<ClassDraft>),
    /// It belongs to a generator or coroutine.
    Generator(Rc<Generator>, Resumed),
}

/// A class whose body is being executed.
pub struct ClassDraft {
    pub name: Str,
    pub bases: Vec<Value>,
    pub keywords: Vec<(Str, Value)>,
    /// What its methods know as `__class__`.
    pub cell: Option<Rc<Cell>>,
    pub meta: Option<Value>,
}

/// Who resumed a generator.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Resumed {
    /// Native code: what it yields is returned from [`super::vm::Vm::run`].
    Entry,
    /// The loop in the frame beneath.
    ForIter,
    /// The `await` or `yield from` in the frame beneath.
    Send,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GeneratorState {
    Created,
    Suspended,
    Running,
    Finished,
}

/// A generator, coroutine or async generator, by the kind of its code.
pub struct Generator {
    pub frame: RefCell<Option<Box<Frame>>>,
    pub state: StdCell<GeneratorState>,
    pub kind: CodeKind,
    pub name: Str,
    pub qualified_name: Str,
    /// The line of the program where it is defined.
    pub line: u32,
    /// Of an async generator: whether the event loop knows it already.
    pub is_known: StdCell<bool>,
}

impl Generator {
    pub fn new(frame: Box<Frame>) -> Rc<Self> {
        let code = Rc::clone(&frame.code);
        Rc::new(Self {
            frame: RefCell::new(Some(frame)),
            state: StdCell::new(GeneratorState::Created),
            kind: code.kind,
            line: code.line,
            name: code.name.clone(),
            qualified_name: code.qualified_name.clone(),
            is_known: StdCell::default(),
        })
    }

    /// What it waits for: the iterator of the `await` or `yield from` in which it is suspended.
    pub fn awaited(&self) -> Option<Value> {
        let frame = self.frame.borrow();
        let frame = frame.as_ref()?;
        let is_sending =
            self.state.get() == GeneratorState::Suspended && frame.code.ops.get(frame.at) == Some(&Op::Send);
        if is_sending { frame.stack.last().cloned() } else { None }
    }

    /// Where it stands itself, or where it was defined if it has ended, in the words of asyncio.
    pub fn place(&self) -> String {
        let frame = self.frame.borrow();
        match frame.as_ref() {
            Some(frame) => {
                let is_created = self.state.get() == GeneratorState::Created;
                let line = if is_created { None } else { frame.code.lines.get(frame.at).copied() };
                format!("running at <program>:{}", line.unwrap_or(frame.code.line))
            }
            None => format!("done, defined at <program>:{}", self.line),
        }
    }

    /// The line of the program on which it stands, within what it awaits if that is of the program too.
    pub fn line(&self) -> Option<u32> {
        if let Some(Value::Generator(inner)) = self.awaited()
            && let Some(line) = inner.line()
        {
            return Some(line);
        }
        let frame = self.frame.borrow();
        let frame = frame.as_ref()?;
        if frame.code.is_library {
            return None;
        }
        let at = if self.state.get() == GeneratorState::Created { return Some(frame.code.line) } else { frame.at };
        frame.code.lines.get(at).copied()
    }
}

thread_local! {
    static ABANDONED: RefCell<Vec<Abandoned>> = const { RefCell::new(Vec::new()) };
    static HAS_ABANDONED: StdCell<bool> = const { StdCell::new(false) };
}

/// What was dropped before it ended.
pub enum Abandoned {
    /// A coroutine that nobody ever awaited: its name.
    NeverAwaited(Str),
    /// A future or task with an exception that nobody has seen: which one, and the exception.
    NeverRetrieved(String, Value),
    /// A generator that is suspended where an exception would be handled: it is closed.
    Suspended(Box<Frame>),
}

impl Drop for Generator {
    fn drop(&mut self) {
        let Some(frame) = self.frame.get_mut().take() else { return };
        let abandoned = match (self.state.get(), self.kind) {
            (GeneratorState::Created, CodeKind::Coroutine) => Abandoned::NeverAwaited(self.qualified_name.clone()),
            (GeneratorState::Suspended, _) if !frame.tries.is_empty() => Abandoned::Suspended(frame),
            _ => return,
        };
        abandon(abandoned);
    }
}

/// Notes that something was abandoned. (While the thread ends there is nobody to tell.)
pub fn abandon(abandoned: Abandoned) {
    let _ = ABANDONED.try_with(|all| all.borrow_mut().push(abandoned));
    let _ = HAS_ABANDONED.try_with(|has| has.set(true));
}

/// Whether something was abandoned since the last call of [`take_abandoned`].
pub fn has_abandoned() -> bool {
    HAS_ABANDONED.get()
}

pub fn take_abandoned() -> Vec<Abandoned> {
    HAS_ABANDONED.set(false);
    ABANDONED.take()
}
