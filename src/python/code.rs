//! What functions are compiled to: instructions for a stack machine.

use std::rc::Rc;

use super::{
    ast::{BinaryOp, CompareOp, UnaryOp},
    value::{Str, Value},
};

/// An instruction. Those that take values take them from the top of the stack, and those that make one put it there. A `u32` that is
/// not explained is an index: of a constant, a name, a local variable, a cell, or an instruction to go on with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    Const(u32),
    Pop,
    Dup,
    /// Copies the two values at the top.
    DupTwo,
    Swap,
    /// Takes the value at the top below the two beneath it.
    RotThree,

    LoadFast(u32),
    StoreFast(u32),
    DeleteFast(u32),
    LoadCell(u32),
    StoreCell(u32),
    DeleteCell(u32),
    /// The cell itself, for a function that shares it.
    LoadClosure(u32),
    /// Makes a new cell in its place.
    FreshCell(u32),
    LoadGlobal(u32),
    StoreGlobal(u32),
    DeleteGlobal(u32),
    /// In the body of a class: from its namespace, or else as a global.
    LoadName(u32),
    /// In the body of a class: from its namespace, or else from the cell.
    LoadNameOrCell(u32, u16),
    StoreName(u32),
    DeleteName(u32),

    LoadAttr(u32),
    StoreAttr(u32),
    DeleteAttr(u32),
    /// Replaces an object by its method and itself, or by an attribute and a mark that there is no object to pass.
    LoadMethod(u32),
    /// A method of a context manager, which its class must have.
    LoadContextMethod(u32),
    LoadItem,
    StoreItem,
    DeleteItem,

    Unary(UnaryOp),
    Not,
    Binary(BinaryOp),
    InPlace(BinaryOp),
    Compare(CompareOp),

    Jump(u32),
    JumpBack(u32),
    JumpIfFalse(u32),
    JumpIfTrue(u32),
    /// Keeps the value if it jumps.
    JumpIfFalseOrPop(u32),
    JumpIfTrueOrPop(u32),

    GetIter,
    /// The next value of the iterator at the top; at its end, takes it away and jumps.
    ForIter(u32),

    BuildTuple(u32),
    BuildList(u32),
    BuildSet(u32),
    /// From that many pairs.
    BuildDict(u32),
    BuildString(u32),
    /// From two or three parts.
    BuildSlice(u32),
    /// Appends to the list that is that many below the top.
    ListAppend(u32),
    SetAdd(u32),
    DictInsert(u32),
    /// Appends all of an iterable to the list beneath it.
    ListExtend,
    /// The same, for the arguments of the call of what lies beneath.
    ArgsExtend,
    SetUpdate,
    DictUpdate,
    /// As `DictUpdate`, for the arguments of a call: a name may come once.
    DictMerge,
    ListToTuple,
    /// Formats a value; `bool`: by the specification above it. The character is the conversion, or NUL.
    Format(char, bool),

    Unpack(u32),
    /// Unpacks that many values before, and after, the starred one.
    UnpackStar(u16, u16),

    /// Calls a function with that many arguments.
    Call(u32),
    /// That many arguments, of which the last have the names in a constant.
    CallKeywords(u16, u32),
    CallMethod(u32),
    CallMethodKeywords(u16, u32),
    /// With a tuple and a dict of arguments.
    CallUnpacked,

    /// From a tuple of cells, a dict of defaults by keyword, a tuple of defaults, and the code in a constant.
    MakeFunction(u32),
    /// From the function of its body, a tuple of bases, and a dict of arguments.
    BuildClass(u32),
    /// The `super()` of a class and an object.
    BuildSuper,

    Return,
    Yield,
    /// What `await` drives.
    GetAwaitable,
    /// What `yield from` drives.
    GetYieldFrom,
    GetAsyncIter,
    GetAsyncNext,
    /// Sends the value at the top to the iterator beneath it. Yields what it yields; when it has ended, replaces both by its result.
    Send,
    /// Ends an `async for` if its iterator has, and jumps; otherwise raises the exception again.
    EndAsyncFor(u32),

    /// From here on, exceptions are handled there.
    SetupTry(u32),
    /// The same, for a context manager whose result, at the top, is not assigned yet.
    SetupWith(u32),
    PopTry,
    /// The exception that is handled.
    LoadHandled,
    /// The handled exception is over.
    PopHandled,
    /// Whether the handled exception is an instance of the class, or classes.
    MatchException,
    /// Takes classes. Splits what remains of an exception, which lies beneath, by them: the part that they match is handled from now
    /// on, and what still remains takes its place. Pushes whether there is such a part.
    MatchGroup,
    /// Takes what remains of an exception, and a list of what the handlers of an `except*` raised; raises what is in them, if anything.
    RaiseGroup,
    /// Raises the exception that is being handled.
    Reraise,
    /// Raises an exception (1), from a cause (2), or the one that is handled (0).
    Raise(u32),
    /// Raises an `AssertionError`, with a message if one is given.
    RaiseAssertion(bool),

    Import(u32),
    /// An attribute of the module at the top, which stays.
    ImportFrom(u32),

    /// Whether it is a sequence with that many elements; `true`: or more.
    MatchSequence(u32, bool),
    MatchMapping,
    /// Takes a mapping and a tuple of keys; makes a tuple of values, or `None`.
    MatchKeys,
    /// Takes a subject, a class, and a tuple of names; makes a tuple of attributes, or `None`. That many are positional.
    MatchClass(u32),

    /// Stops for the event loop to run until a future is done; then its result is at the top.
    RunLoop,
}

/// A function, class body or module.
#[derive(Debug)]
pub struct Code {
    pub name: Str,
    /// With the names of what encloses it.
    pub qualified_name: Str,
    pub ops: Vec<Op>,
    /// The line of each instruction.
    pub lines: Vec<u32>,
    pub constants: Vec<Value>,
    pub names: Vec<Str>,
    /// The names of the local variables, of which the parameters come first.
    pub locals: Vec<Str>,
    /// The names of its own cells, and those of the cells that it shares, which follow them.
    pub cells: Vec<Str>,
    pub own_cells: usize,
    /// Parameters that are cells: the local variable, and the cell.
    pub cell_parameters: Vec<(u32, u32)>,
    pub parameters: ParameterCounts,
    pub kind: CodeKind,
    /// The line on which it is defined.
    pub line: u32,
    pub doc: Option<Str>,
    /// Whether it belongs to the library: its lines are not shown.
    pub is_library: bool,
}

/// How many parameters of each kind there are. In the local variables they stand in this order, with `*` after the keyword-only ones.
#[derive(Clone, Copy, Debug, Default)]
pub struct ParameterCounts {
    pub positional: usize,
    pub positional_only: usize,
    pub keyword_only: usize,
    pub has_star: bool,
    pub has_double_star: bool,
    /// Whether it is a method of a built-in class that is written in Python. Of an instance of a class that derives from it, it gets the
    /// value, as one does that is written in Rust. (Its first parameter is called `this`.)
    pub takes_value: bool,
}

impl ParameterCounts {
    pub fn is_simple(self) -> bool {
        self.keyword_only == 0 && !self.has_star && !self.has_double_star && !self.takes_value
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeKind {
    Function,
    Generator,
    Coroutine,
    AsyncGenerator,
    Class,
    Module,
}

/// Code as a constant.
pub type CodeRef = Rc<Code>;
