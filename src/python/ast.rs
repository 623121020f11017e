//! The syntax tree of a module.

use std::rc::Rc;

pub type Name = Rc<str>;

#[derive(Debug)]
pub struct Expr {
    pub kind: ExprKind,
    /// Counted from 1.
    pub line: u32,
    /// In characters, counted from 1.
    pub column: u32,
}

#[derive(Debug)]
pub enum ExprKind {
    Constant(Constant),
    Name(Name),
    /// An f-string.
    Template(Vec<TemplatePart>),
    Tuple(Vec<Expr>),
    List(Vec<Expr>),
    Set(Vec<Expr>),
    /// Without a key, the value is a mapping that is unpacked.
    Dict(Vec<(Option<Expr>, Expr)>),
    Starred(Box<Expr>),
    Unary(UnaryOp, Box<Expr>),
    Not(Box<Expr>),
    Binary(Box<Expr>, BinaryOp, Box<Expr>),
    And(Vec<Expr>),
    Or(Vec<Expr>),
    Compare(Box<Expr>, Vec<(CompareOp, Expr)>),
    /// The test, what it is if the test holds, and what otherwise.
    Conditional(Box<[Expr; 3]>),
    Attribute(Box<Expr>, Name),
    Subscript(Box<Expr>, Box<Expr>),
    Slice(Box<[Option<Expr>; 3]>),
    Call(Box<Expr>, Vec<Argument>),
    Lambda(Rc<Function>),
    Comprehension(Box<Comprehension>),
    Await(Box<Expr>),
    Yield(Option<Box<Expr>>),
    YieldFrom(Box<Expr>),
    Walrus(Name, Box<Expr>),
}

#[derive(Clone, Debug, PartialEq)]
pub enum Constant {
    None,
    Ellipsis,
    Bool(bool),
    Int(i64),
    /// An integer that does not fit: its digits, and their radix.
    Big(Rc<str>, u32),
    Float(f64),
    Str(Rc<str>),
    Bytes(Rc<[u8]>),
}

#[derive(Debug)]
pub enum TemplatePart {
    Text(Rc<str>),
    Field { value: Expr, conversion: Option<char>, spec: Vec<TemplatePart> },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnaryOp {
    Plus,
    Minus,
    Invert,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BinaryOp {
    Add,
    Sub,
    Mul,
    Div,
    FloorDiv,
    Mod,
    Pow,
    MatMul,
    And,
    Or,
    Xor,
    LeftShift,
    RightShift,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompareOp {
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
    In,
    NotIn,
    Is,
    IsNot,
}

#[derive(Debug)]
pub enum Argument {
    Positional(Expr),
    Star(Expr),
    Keyword(Name, Expr),
    DoubleStar(Expr),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ComprehensionKind {
    List,
    Set,
    Dict,
    Generator,
}

#[derive(Debug)]
pub struct Comprehension {
    pub kind: ComprehensionKind,
    pub element: Expr,
    /// The value of a dict's pair, of which `element` is the key.
    pub value: Option<Expr>,
    /// At least one.
    pub clauses: Vec<Clause>,
}

/// A `for` of a comprehension, with the `if`s that follow it.
#[derive(Debug)]
pub struct Clause {
    pub is_async: bool,
    pub target: Expr,
    pub iterable: Expr,
    pub conditions: Vec<Expr>,
}

#[derive(Debug)]
pub struct Function {
    pub name: Name,
    pub parameters: Parameters,
    pub body: Vec<Stmt>,
    pub is_async: bool,
    pub decorators: Vec<Expr>,
    pub line: u32,
}

#[derive(Debug, Default)]
pub struct Parameters {
    pub positional: Vec<Parameter>,
    /// How many of them cannot be given by name.
    pub positional_only: usize,
    /// The name after `*`.
    pub star: Option<Name>,
    pub keyword_only: Vec<Parameter>,
    /// The name after `**`.
    pub double_star: Option<Name>,
}

#[derive(Debug)]
pub struct Parameter {
    pub name: Name,
    pub default: Option<Expr>,
}

#[derive(Debug)]
pub struct Stmt {
    pub kind: StmtKind,
    pub line: u32,
    pub column: u32,
}

#[derive(Debug)]
pub enum StmtKind {
    Expr(Expr),
    /// One or more targets, and what all are assigned.
    Assign(Vec<Expr>, Expr),
    AugAssign(Expr, BinaryOp, Expr),
    /// A target, the text of its annotation, and what it is assigned.
    Annotated(Expr, Name, Option<Expr>),
    Return(Option<Expr>),
    /// The exception, and its cause.
    Raise(Option<Expr>, Option<Expr>),
    Assert(Expr, Option<Expr>),
    Del(Vec<Expr>),
    Pass,
    Break,
    Continue,
    Global(Vec<Name>),
    Nonlocal(Vec<Name>),
    Import(Vec<Import>),
    /// A module, and what of it is imported: its name, and by which name it is known here.
    FromImport(Name, Vec<(Name, Name)>),
    /// Tests with what is done if they hold, and what otherwise.
    If(Vec<(Expr, Vec<Stmt>)>, Vec<Stmt>),
    While(Expr, Vec<Stmt>, Vec<Stmt>),
    For(Box<For>),
    Try(Box<Try>),
    With(Box<With>),
    Function(Rc<Function>),
    Class(Rc<Class>),
    Match(Expr, Vec<Case>),
}

#[derive(Debug)]
pub struct Import {
    /// With dots.
    pub module: Name,
    pub alias: Option<Name>,
}

#[derive(Debug)]
pub struct For {
    pub is_async: bool,
    pub target: Expr,
    pub iterable: Expr,
    pub body: Vec<Stmt>,
    pub otherwise: Vec<Stmt>,
}

#[derive(Debug)]
pub struct Try {
    pub body: Vec<Stmt>,
    pub handlers: Vec<Handler>,
    /// Whether they are `except*`.
    pub is_star: bool,
    pub otherwise: Vec<Stmt>,
    pub finally: Vec<Stmt>,
}

#[derive(Debug)]
pub struct Handler {
    pub class: Option<Expr>,
    pub name: Option<Name>,
    pub body: Vec<Stmt>,
    pub line: u32,
}

#[derive(Debug)]
pub struct With {
    pub is_async: bool,
    /// Context managers, and what their results are assigned to.
    pub items: Vec<(Expr, Option<Expr>)>,
    pub body: Vec<Stmt>,
}

#[derive(Debug)]
pub struct Class {
    pub name: Name,
    pub arguments: Vec<Argument>,
    pub body: Vec<Stmt>,
    pub decorators: Vec<Expr>,
    pub line: u32,
}

#[derive(Debug)]
pub struct Case {
    pub pattern: Pattern,
    pub guard: Option<Expr>,
    pub body: Vec<Stmt>,
    pub line: u32,
}

#[derive(Debug)]
pub enum Pattern {
    /// Equal to it.
    Value(Expr),
    /// The very same: `None`, `True`, `False`.
    Singleton(Expr),
    /// Anything, and by which name it is known.
    Capture(Option<Name>),
    /// At most one of them is a [`Pattern::Star`].
    Sequence(Vec<Pattern>),
    Star(Option<Name>),
    /// Keys with patterns, and the name for what else there is.
    Mapping(Vec<(Expr, Pattern)>, Option<Name>),
    Class(Expr, Vec<Pattern>, Vec<(Name, Pattern)>),
    Or(Vec<Pattern>),
    As(Box<Pattern>, Name),
}

/// What syntax is made of.
pub enum Part<'a> {
    Body(&'a [Stmt]),
    Expr(&'a Expr),
}

/// Is called with each part.
pub type Visit<'a, 'b, E> = &'b mut dyn FnMut(Part<'a>) -> Result<(), E>;

fn visit_all<'a, E>(values: impl IntoIterator<Item = &'a Expr>, visit: Visit<'a, '_, E>) -> Result<(), E> {
    values.into_iter().try_for_each(|value| visit(Part::Expr(value)))
}

impl Stmt {
    /// Visits the parts of a statement, but not what they are made of.
    ///
    /// # Errors
    ///
    /// The first error of `visit`.
    pub fn visit<'a, E>(&'a self, visit: Visit<'a, '_, E>) -> Result<(), E> {
        match &self.kind {
            StmtKind::Expr(value) => visit(Part::Expr(value)),
            StmtKind::Assign(targets, value) => visit_all(targets.iter().chain([value]), visit),
            StmtKind::AugAssign(target, _, value) => visit_all([target, value], visit),
            StmtKind::Annotated(target, _, value) => visit_all([target].into_iter().chain(value), visit),
            StmtKind::Return(value) => visit_all(value, visit),
            StmtKind::Raise(one, other) => visit_all(one.iter().chain(other), visit),
            StmtKind::Assert(one, other) => visit_all([one].into_iter().chain(other), visit),
            StmtKind::Del(targets) => visit_all(targets, visit),
            StmtKind::If(branches, otherwise) => {
                for (test, body) in branches {
                    visit(Part::Expr(test))?;
                    visit(Part::Body(body))?;
                }
                visit(Part::Body(otherwise))
            }
            StmtKind::While(test, body, otherwise) => {
                visit(Part::Expr(test))?;
                visit(Part::Body(body))?;
                visit(Part::Body(otherwise))
            }
            StmtKind::For(for_loop) => {
                visit_all([&for_loop.target, &for_loop.iterable], visit)?;
                visit(Part::Body(&for_loop.body))?;
                visit(Part::Body(&for_loop.otherwise))
            }
            StmtKind::Try(block) => {
                visit(Part::Body(&block.body))?;
                for handler in &block.handlers {
                    visit_all(&handler.class, visit)?;
                    visit(Part::Body(&handler.body))?;
                }
                visit(Part::Body(&block.otherwise))?;
                visit(Part::Body(&block.finally))
            }
            StmtKind::With(with) => {
                for (manager, target) in &with.items {
                    visit_all([manager].into_iter().chain(target), visit)?;
                }
                visit(Part::Body(&with.body))
            }
            StmtKind::Function(function) => {
                visit_all(&function.decorators, visit)?;
                function.visit(visit)
            }
            StmtKind::Class(class) => {
                visit_all(&class.decorators, visit)?;
                visit_all(class.arguments.iter().map(Argument::value), visit)?;
                visit(Part::Body(&class.body))
            }
            StmtKind::Match(subject, cases) => {
                visit(Part::Expr(subject))?;
                for case in cases {
                    visit_all(&case.guard, visit)?;
                    visit(Part::Body(&case.body))?;
                }
                Ok(())
            }
            StmtKind::Pass
            | StmtKind::Break
            | StmtKind::Continue
            | StmtKind::Global(_)
            | StmtKind::Nonlocal(_)
            | StmtKind::Import(_)
            | StmtKind::FromImport(..) => Ok(()),
        }
    }
}

impl Function {
    fn visit<'a, E>(&'a self, visit: Visit<'a, '_, E>) -> Result<(), E> {
        let parameters = self.parameters.positional.iter().chain(&self.parameters.keyword_only);
        visit_all(parameters.filter_map(|parameter| parameter.default.as_ref()), visit)?;
        visit(Part::Body(&self.body))
    }
}

impl Argument {
    /// What is passed.
    pub fn value(&self) -> &Expr {
        match self {
            Self::Positional(value) | Self::Star(value) | Self::Keyword(_, value) | Self::DoubleStar(value) => value,
        }
    }
}

impl Expr {
    /// Visits the parts of an expression, but not what they are made of.
    ///
    /// # Errors
    ///
    /// The first error of `visit`.
    pub fn visit<'a, E>(&'a self, visit: Visit<'a, '_, E>) -> Result<(), E> {
        match &self.kind {
            ExprKind::Constant(_) | ExprKind::Name(_) => Ok(()),
            ExprKind::Template(parts) => visit_template(parts, visit),
            ExprKind::Tuple(values)
            | ExprKind::List(values)
            | ExprKind::Set(values)
            | ExprKind::And(values)
            | ExprKind::Or(values) => visit_all(values, visit),
            ExprKind::Dict(pairs) => {
                for (key, value) in pairs {
                    visit_all(key.iter().chain([value]), visit)?;
                }
                Ok(())
            }
            ExprKind::Starred(value)
            | ExprKind::Unary(_, value)
            | ExprKind::Not(value)
            | ExprKind::Attribute(value, _)
            | ExprKind::Await(value)
            | ExprKind::YieldFrom(value)
            | ExprKind::Walrus(_, value) => visit(Part::Expr(value)),
            ExprKind::Yield(value) => visit_all(value.as_deref(), visit),
            ExprKind::Binary(left, _, right) | ExprKind::Subscript(left, right) => {
                visit_all([&**left, &**right], visit)
            }
            ExprKind::Compare(first, others) => {
                visit_all([&**first].into_iter().chain(others.iter().map(|(_, other)| other)), visit)
            }
            ExprKind::Conditional(parts) => visit_all(&parts[..], visit),
            ExprKind::Slice(parts) => visit_all(parts.iter().flatten(), visit),
            ExprKind::Call(function, arguments) => {
                visit_all([&**function].into_iter().chain(arguments.iter().map(Argument::value)), visit)
            }
            ExprKind::Lambda(function) => function.visit(visit),
            ExprKind::Comprehension(comprehension) => {
                visit_all([&comprehension.element].into_iter().chain(&comprehension.value), visit)?;
                for clause in &comprehension.clauses {
                    visit_all([&clause.target, &clause.iterable].into_iter().chain(&clause.conditions), visit)?;
                }
                Ok(())
            }
        }
    }
}

fn visit_template<'a, E>(parts: &'a [TemplatePart], visit: Visit<'a, '_, E>) -> Result<(), E> {
    for part in parts {
        if let TemplatePart::Field { value, spec, .. } = part {
            visit(Part::Expr(value))?;
            visit_template(spec, visit)?;
        }
    }
    Ok(())
}
