//! What a program works with.

use std::{
    cell::{Cell as StdCell, OnceCell, RefCell},
    collections::VecDeque,
    fmt,
    rc::Rc,
};

use super::{
    asyncio::{Future, Handle},
    big::BigInt,
    code::{Code, CodeRef},
    dict::Dict,
    frame::Generator,
    iter::Iter,
    random::Random,
    release::release,
    set::Set,
    vm::{Raise, Vm},
};

pub type Str = Rc<Text>;

/// A string. Most are ASCII, and then the place of each character is known.
pub struct Text {
    text: Box<str>,
    /// How many characters it has.
    pub length: usize,
    /// Zero until it is needed.
    hash: StdCell<i64>,
    /// Where each character begins, if it is not ASCII, and somebody wanted to know.
    offsets: OnceCell<Box<[u32]>>,
}

impl Text {
    pub fn new(text: impl Into<Box<str>>) -> Str {
        let text = text.into();
        let length = if text.is_ascii() { text.len() } else { text.chars().count() };
        Rc::new(Self { text, length, hash: StdCell::default(), offsets: OnceCell::new() })
    }

    pub fn as_str(&self) -> &str {
        &self.text
    }

    pub fn is_ascii(&self) -> bool {
        self.length == self.text.len()
    }

    pub fn hash(&self) -> i64 {
        if self.hash.get() == 0 {
            let mut hash = 0x51_7c_c1_b7_27_22_0a_95_i64;
            for chunk in self.text.as_bytes().chunks(8) {
                let word = chunk.iter().fold(0, |word, &byte| word << 8 | i64::from(byte));
                hash = (hash.rotate_left(5) ^ word).wrapping_mul(0x51_7c_c1_b7_27_22_0a_95);
            }
            hash ^= hash >> 29;
            self.hash.set(if hash == 0 { 1 } else { hash });
        }
        self.hash.get()
    }

    /// Where in the text the character with that number begins. (One past the last is the end.)
    pub fn offset(&self, index: usize) -> usize {
        if self.is_ascii() {
            return index.min(self.text.len());
        }
        self.offsets().get(index).map_or(self.text.len(), |&offset| offset as usize)
    }

    /// The number of the character that begins there.
    pub fn index(&self, offset: usize) -> usize {
        if self.is_ascii() { offset } else { self.offsets().partition_point(|&other| (other as usize) < offset) }
    }

    fn offsets(&self) -> &[u32] {
        self.offsets.get_or_init(|| self.text.char_indices().map(|(offset, _)| offset as u32).collect())
    }
}

impl std::ops::Deref for Text {
    type Target = str;

    fn deref(&self) -> &str {
        &self.text
    }
}

impl PartialEq<str> for Text {
    fn eq(&self, other: &str) -> bool {
        *self.text == *other
    }
}

impl fmt::Display for Text {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        fmt::Display::fmt(&*self.text, formatter)
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        fmt::Debug::fmt(&self.text, formatter)
    }
}

/// Any value of a program. Those that are small are in it; the others are shared, and counted.
#[derive(Clone, Default)]
pub enum Value {
    /// A variable that has no value. Programs never see it.
    #[default]
    Unbound,
    None,
    Ellipsis,
    NotImplemented,
    Bool(bool),
    Int(i64),
    Float(f64),
    /// An integer beyond 64 bits.
    Big(Rc<BigInt>),
    Str(Str),
    Bytes(Rc<Vec<u8>>),
    Tuple(Rc<Tuple>),
    List(Rc<List>),
    Deque(Rc<Deque>),
    Dict(Rc<Dict>),
    /// The keys, values or items of a dict.
    View(Rc<View>),
    Set(Rc<Set>),
    Range(Rc<Range>),
    Slice(Rc<[Value; 3]>),
    Function(Rc<Function>),
    Native(Rc<Native>),
    Method(Rc<Method>),
    Property(Rc<Property>),
    StaticMethod(Rc<Value>),
    ClassMethod(Rc<Value>),
    Super(Rc<Super>),
    Class(Rc<Class>),
    Instance(Rc<Instance>),
    Module(Rc<Module>),
    Generator(Rc<Generator>),
    Iter(Rc<Iter>),
    Future(Rc<Future>),
    Handle(Rc<Handle>),
    Cell(Rc<Cell>),
    Code(CodeRef),
}

impl fmt::Debug for Value {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Int(number) => write!(formatter, "{number}"),
            Self::Float(number) => write!(formatter, "{number:?}"),
            Self::Str(text) => write!(formatter, "{text:?}"),
            Self::Code(code) => write!(formatter, "<code {}>", &*code.name),
            _ => formatter.write_str("<value>"),
        }
    }
}

impl Value {
    /// Itself, or `None` if it is an argument that was not given.
    pub fn or_none(&self) -> Self {
        if self.is_unbound() { Self::None } else { self.clone() }
    }

    pub fn str(text: impl Into<Box<str>>) -> Self {
        Self::Str(Text::new(text))
    }

    pub fn tuple(values: Vec<Self>) -> Self {
        Self::Tuple(Rc::new(Tuple(values)))
    }

    pub fn list(values: Vec<Self>) -> Self {
        Self::List(Rc::new(List(RefCell::new(values))))
    }

    pub fn is_none(&self) -> bool {
        matches!(self, Self::None)
    }

    pub fn is_unbound(&self) -> bool {
        matches!(self, Self::Unbound)
    }

    /// Python's `is`.
    pub fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::None, Self::None)
            | (Self::Ellipsis, Self::Ellipsis)
            | (Self::NotImplemented, Self::NotImplemented) => true,
            (Self::Bool(one), Self::Bool(other)) => one == other,
            (Self::Int(one), Self::Int(other)) => one == other,
            (Self::Float(one), Self::Float(other)) => one.to_bits() == other.to_bits(),
            (Self::Str(one), Self::Str(other)) => Rc::ptr_eq(one, other) || (one.length <= 20 && one == other),
            _ => self.address().is_some() && self.address() == other.address(),
        }
    }

    /// Where a shared value is.
    pub fn address(&self) -> Option<usize> {
        fn of<T: ?Sized>(value: &Rc<T>) -> usize {
            Rc::as_ptr(value).cast::<u8>().addr()
        }
        Some(match self {
            Self::Big(value) => of(value),
            Self::Str(value) => of(value),
            Self::Bytes(value) => of(value),
            Self::Tuple(value) => of(value),
            Self::List(value) => of(value),
            Self::Deque(value) => of(value),
            Self::Dict(value) => of(value),
            Self::View(value) => of(value),
            Self::Set(value) => of(value),
            Self::Range(value) => of(value),
            Self::Slice(value) => of(value),
            Self::Function(value) => of(value),
            Self::Native(value) => of(value),
            Self::Method(value) => of(value),
            Self::Property(value) => of(value),
            Self::StaticMethod(value) | Self::ClassMethod(value) => of(value),
            Self::Super(value) => of(value),
            Self::Class(value) => of(value),
            Self::Instance(value) => of(value),
            Self::Module(value) => of(value),
            Self::Generator(value) => of(value),
            Self::Iter(value) => of(value),
            Self::Future(value) => of(value),
            Self::Handle(value) => of(value),
            Self::Cell(value) => of(value),
            Self::Code(value) => of(value),
            _ => return None,
        })
    }
}

/// The values of a tuple.
#[derive(Default)]
pub struct Tuple(pub Vec<Value>);

impl std::ops::Deref for Tuple {
    type Target = [Value];

    fn deref(&self) -> &[Value] {
        &self.0
    }
}

impl Drop for Tuple {
    fn drop(&mut self) {
        release(std::mem::take(&mut self.0));
    }
}

pub struct List(pub RefCell<Vec<Value>>);

impl Drop for List {
    fn drop(&mut self) {
        release(self.0.take());
    }
}

/// A `collections.deque`.
pub struct Deque {
    pub values: RefCell<VecDeque<Value>>,
    pub max_length: Option<usize>,
}

impl Drop for Deque {
    fn drop(&mut self) {
        release(self.values.take());
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum ViewKind {
    Keys,
    Values,
    Items,
}

pub struct View {
    pub dict: Rc<Dict>,
    pub kind: ViewKind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Range {
    pub start: i64,
    pub stop: i64,
    /// Never zero.
    pub step: i64,
}

impl Range {
    pub fn len(self) -> usize {
        usize::try_from(self.length()).unwrap_or(usize::MAX)
    }

    /// The same; a size may have too few bits for it.
    pub fn length(self) -> i128 {
        let (start, stop, step) = (i128::from(self.start), i128::from(self.stop), i128::from(self.step));
        let length = if step > 0 { (stop - start + step - 1) / step } else { (start - stop - step - 1) / -step };
        length.max(0)
    }

    /// Its values, where they are places of a sequence.
    pub fn places(self) -> impl Iterator<Item = usize> {
        (0..self.len()).map(move |index| self.get(index) as usize)
    }

    pub fn get(self, index: usize) -> i64 {
        self.start.wrapping_add(self.step.wrapping_mul(index as i64))
    }
}

/// A variable that functions share.
#[derive(Default)]
pub struct Cell(pub RefCell<Value>);

impl Drop for Cell {
    fn drop(&mut self) {
        release(self.0.take());
    }
}

pub struct Function {
    pub code: Rc<Code>,
    pub globals: Rc<Dict>,
    pub defaults: RefCell<Vec<Value>>,
    /// By name, for keyword-only parameters.
    pub keyword_defaults: Option<Rc<Dict>>,
    pub cells: Vec<Rc<Cell>>,
    pub name: RefCell<Str>,
    pub qualified_name: RefCell<Str>,
    pub attrs: OnceCell<Rc<Dict>>,
}

impl Drop for Function {
    fn drop(&mut self) {
        release((self.defaults.take(), std::mem::take(&mut self.cells)));
    }
}

/// The arguments of a call to native code: positional ones, and those by keyword.
pub struct Args {
    pub positional: Vec<Value>,
    pub keywords: Vec<(Str, Value)>,
}

pub type NativeFn = fn(&mut Vm, &mut Args) -> Result<Value, Raise>;

/// A function of the library that is written in Rust.
pub struct Native {
    pub name: &'static str,
    pub call: NativeFn,
    pub kind: NativeKind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum NativeKind {
    Function,
    /// A method of a built-in class. Of an instance of a class that derives from it, it gets the value.
    Method,
    /// A method that all objects have. It gets the instance.
    ObjectMethod,
    /// The `__new__` of a built-in class.
    New,
}

/// A function with its first argument.
pub struct Method {
    pub function: Value,
    pub this: Value,
}

pub struct Property {
    pub get: Value,
    pub set: Value,
    pub delete: Value,
}

pub struct Super {
    pub class: Rc<Class>,
    pub this: Value,
}

/// What instances of a class are made of, besides their attributes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    Object,
    Exception,
    /// The value of a built-in class, from which it derives: see [`Payload::Value`].
    Value,
    Random,
    /// Programs cannot derive from it, nor make instances by calling it as they like.
    Sealed,
}

pub struct Class {
    pub name: RefCell<Str>,
    pub qualified_name: RefCell<Str>,
    pub bases: Vec<Rc<Class>>,
    /// The classes in which attributes are looked up after this one.
    pub ancestors: Vec<Rc<Class>>,
    pub attrs: Rc<Dict>,
    pub meta: Option<Rc<Class>>,
    pub layout: Layout,
    /// The built-in class from which its values derive, if it is one of those with [`Layout::Value`].
    pub native: Option<Rc<Class>>,
    pub is_builtin: bool,
}

impl Class {
    /// An attribute of the class or of an ancestor.
    pub fn lookup(&self, name: &Str) -> Option<Value> {
        self.attrs.get_str(name).or_else(|| self.ancestors.iter().find_map(|class| class.attrs.get_str(name)))
    }

    /// Whether it is that class or derives from it.
    pub fn is_subclass(&self, other: &Self) -> bool {
        std::ptr::eq(self, other) || self.ancestors.iter().any(|class| std::ptr::eq(&raw const **class, other))
    }
}

pub struct Instance {
    pub class: RefCell<Rc<Class>>,
    pub attrs: Rc<Dict>,
    pub payload: Payload,
}

pub enum Payload {
    None,
    Value(Value),
    Exception(Box<RefCell<Exception>>),
    Random(Box<RefCell<Random>>),
}

/// What every exception has.
#[derive(Default)]
pub struct Exception {
    pub args: Vec<Value>,
    pub cause: Option<Value>,
    pub context: Option<Value>,
    pub suppresses_context: bool,
    /// The innermost call comes first.
    pub traceback: Vec<TraceLine>,
}

impl Exception {
    pub fn new(args: Vec<Value>) -> Self {
        let mut exception = Self::default();
        exception.args = args;
        exception
    }
}

impl Drop for Exception {
    fn drop(&mut self) {
        release((std::mem::take(&mut self.args), self.cause.take(), self.context.take()));
    }
}

/// A line of a traceback.
#[derive(Clone)]
pub struct TraceLine {
    pub function: Str,
    pub line: u32,
    pub is_library: bool,
}

impl Instance {
    pub fn exception(&self) -> Option<&RefCell<Exception>> {
        match &self.payload {
            Payload::Exception(state) => Some(state),
            _ => None,
        }
    }
}

pub struct Module {
    pub name: Str,
    pub attrs: Rc<Dict>,
}
