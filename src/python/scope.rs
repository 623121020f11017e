//! Which variable each name means.
//!
//! A *block* is what has names of its own: a module, function, class or comprehension. Variables live in the frame of a module,
//! function or class body; a comprehension has none, so its variables live in the frame around it.

use std::collections::{HashMap, HashSet};

use super::{
    ast::{
        Argument, Class, Comprehension, ComprehensionKind, Expr, ExprKind, Function, Name, Parameters, Pattern, Stmt,
        StmtKind, TemplatePart,
    },
    error::{Checked, SyntaxError},
};

pub type BlockId = usize;

/// The block in which a variable is bound, and its name.
pub type Variable = (BlockId, Name);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BlockKind {
    Module,
    Function,
    Class,
    Comprehension,
}

#[derive(Debug)]
pub struct Block {
    pub kind: BlockKind,
    pub parent: Option<BlockId>,
    /// The block in whose frame its variables live.
    pub frame: BlockId,
    bound: HashSet<Name>,
    globals: HashSet<Name>,
    nonlocals: HashSet<Name>,
    uses: Vec<Name>,
    /// Variables of its frame that other functions share.
    pub cells: Vec<Variable>,
    /// Variables of other frames that it shares.
    pub free: Vec<Variable>,
    pub has_yield: bool,
    pub has_await: bool,
}

/// What a name means in a block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    Global,
    /// A name of a class body: looked up in its namespace.
    Namespace,
    /// A name that a class body does not bind, but a function around it does.
    NamespaceOrVariable(Variable),
    Variable(Variable),
}

/// The blocks of a module, and which syntax makes each.
#[derive(Debug, Default)]
pub struct Scopes {
    pub blocks: Vec<Block>,
    of_syntax: HashMap<usize, BlockId>,
}

/// Where syntax is in memory names it: it does not move while it is compiled.
pub fn address<T>(syntax: &T) -> usize {
    std::ptr::from_ref(syntax).addr()
}

impl Scopes {
    pub fn of_module(body: &[Stmt]) -> Checked<Self> {
        let mut scopes = Self::default();
        scopes.add_block(BlockKind::Module, None);
        scopes.statements(0, body)?;
        scopes.share();
        Ok(scopes)
    }

    /// The block that this syntax makes.
    pub fn block_of<T>(&self, syntax: &T) -> BlockId {
        self.of_syntax.get(&address(syntax)).copied().unwrap_or_default()
    }

    fn add_block(&mut self, kind: BlockKind, parent: Option<BlockId>) -> BlockId {
        let id = self.blocks.len();
        let frame = match parent {
            Some(parent) if kind == BlockKind::Comprehension => self.blocks[parent].frame,
            _ => id,
        };
        self.blocks.push(Block {
            kind,
            parent,
            frame,
            bound: HashSet::new(),
            globals: HashSet::new(),
            nonlocals: HashSet::new(),
            uses: Vec::new(),
            cells: Vec::new(),
            free: Vec::new(),
            has_yield: false,
            has_await: false,
        });
        id
    }

    // What a name means

    pub fn meaning(&self, block: BlockId, name: &Name) -> Meaning {
        let this = &self.blocks[block];
        if this.globals.contains(name) {
            return Meaning::Global;
        }
        let is_bound = this.bound.contains(name);
        match this.kind {
            BlockKind::Module => Meaning::Global,
            BlockKind::Class if is_bound && !this.nonlocals.contains(name) => Meaning::Namespace,
            BlockKind::Class => match self.outer_variable(block, name) {
                Some(variable) if this.nonlocals.contains(name) => Meaning::Variable(variable),
                Some(variable) => Meaning::NamespaceOrVariable(variable),
                None => Meaning::Namespace,
            },
            BlockKind::Function if is_bound && !this.nonlocals.contains(name) => {
                Meaning::Variable((block, name.clone()))
            }
            BlockKind::Comprehension if is_bound => Meaning::Variable((block, name.clone())),
            // What a class binds is not seen by its comprehensions.
            BlockKind::Comprehension if self.is_in_class(block) => {
                self.outer_variable(block, name).map_or(Meaning::Global, Meaning::Variable)
            }
            BlockKind::Comprehension => this.parent.map_or(Meaning::Global, |parent| self.meaning(parent, name)),
            BlockKind::Function => self.outer_variable(block, name).map_or(Meaning::Global, Meaning::Variable),
        }
    }

    fn is_in_class(&self, block: BlockId) -> bool {
        self.blocks[self.blocks[block].frame].kind == BlockKind::Class
    }

    /// The variable of that name in the functions around a block.
    fn outer_variable(&self, block: BlockId, name: &Name) -> Option<Variable> {
        let mut at = self.blocks[block].parent;
        while let Some(id) = at {
            let outer = &self.blocks[id];
            let is_bound = outer.bound.contains(name);
            match outer.kind {
                BlockKind::Module => return None,
                // What a class binds is not seen by its methods, but for the class itself.
                BlockKind::Class if **name == *"__class__" => return Some((id, name.clone())),
                BlockKind::Function if outer.globals.contains(name) => return None,
                BlockKind::Function if is_bound && !outer.nonlocals.contains(name) => return Some((id, name.clone())),
                BlockKind::Comprehension if is_bound => return Some((id, name.clone())),
                BlockKind::Function | BlockKind::Comprehension | BlockKind::Class => {}
            }
            at = outer.parent;
        }
        None
    }

    /// Notes which variables are shared between frames.
    fn share(&mut self) {
        for block in 0..self.blocks.len() {
            for name in self.blocks[block].uses.clone() {
                if let Meaning::Variable(variable) | Meaning::NamespaceOrVariable(variable) = self.meaning(block, &name)
                {
                    self.share_variable(block, variable);
                }
            }
        }
    }

    fn share_variable(&mut self, block: BlockId, variable: Variable) {
        let owner = self.blocks[variable.0].frame;
        let mut frame = self.blocks[block].frame;
        if frame == owner {
            return;
        }
        if !self.blocks[owner].cells.contains(&variable) {
            self.blocks[owner].cells.push(variable.clone());
        }
        while frame != owner {
            if !self.blocks[frame].free.contains(&variable) {
                self.blocks[frame].free.push(variable.clone());
            }
            let Some(parent) = self.blocks[frame].parent else { return };
            frame = self.blocks[parent].frame;
        }
    }

    // What blocks bind and use

    fn bind(&mut self, block: BlockId, name: &Name) {
        self.blocks[block].bound.insert(name.clone());
        self.use_name(block, name);
    }

    fn use_name(&mut self, block: BlockId, name: &Name) {
        self.blocks[block].uses.push(name.clone());
    }

    fn statements(&mut self, block: BlockId, body: &[Stmt]) -> Checked {
        body.iter().try_for_each(|statement| self.statement(block, statement))
    }

    #[expect(clippy::too_many_lines, reason = "one arm for each kind of statement")]
    fn statement(&mut self, block: BlockId, statement: &Stmt) -> Checked {
        let fail = |message: String| Err(SyntaxError::new(message, statement.line, statement.column));
        match &statement.kind {
            StmtKind::Expr(value) => self.expression(block, value)?,
            StmtKind::Assign(targets, value) => {
                self.expression(block, value)?;
                self.targets(block, targets)?;
            }
            StmtKind::AugAssign(target, _, value) => {
                self.expression(block, value)?;
                self.expression(block, target)?;
                self.target(block, target)?;
            }
            StmtKind::Annotated(target, _, value) => {
                self.option(block, value.as_ref())?;
                self.target(block, target)?;
            }
            StmtKind::Return(value) => {
                if !self.is_in_function(block) {
                    return fail("'return' outside function".to_owned());
                }
                self.option(block, value.as_ref())?;
            }
            StmtKind::Raise(first, second) => {
                self.option(block, first.as_ref())?;
                self.option(block, second.as_ref())?;
            }
            StmtKind::Assert(test, message) => {
                self.expression(block, test)?;
                self.option(block, message.as_ref())?;
            }
            StmtKind::Del(targets) => {
                for target in targets {
                    self.expression(block, target)?;
                }
                self.targets(block, targets)?;
            }
            StmtKind::Pass | StmtKind::Break | StmtKind::Continue => {}
            StmtKind::Global(names) => {
                for name in names {
                    if self.blocks[block].uses.contains(name) {
                        return fail(format!("name '{name}' is used prior to global declaration"));
                    }
                    self.blocks[block].globals.insert(name.clone());
                }
            }
            StmtKind::Nonlocal(names) => {
                for name in names {
                    if self.blocks[block].uses.contains(name) {
                        return fail(format!("name '{name}' is used prior to nonlocal declaration"));
                    }
                    if self.outer_variable(block, name).is_none() {
                        return fail(format!("no binding for nonlocal '{name}' found"));
                    }
                    self.blocks[block].nonlocals.insert(name.clone());
                }
            }
            StmtKind::Import(imports) => {
                for import in imports {
                    let first = import.module.split('.').next().unwrap_or_default();
                    let name = import.alias.clone().unwrap_or_else(|| first.into());
                    self.bind(block, &name);
                }
            }
            StmtKind::FromImport(_, names) => names.iter().for_each(|(_, alias)| self.bind(block, alias)),
            StmtKind::If(branches, otherwise) => {
                for (test, body) in branches {
                    self.expression(block, test)?;
                    self.statements(block, body)?;
                }
                self.statements(block, otherwise)?;
            }
            StmtKind::While(test, body, otherwise) => {
                self.expression(block, test)?;
                self.statements(block, body)?;
                self.statements(block, otherwise)?;
            }
            StmtKind::For(for_loop) => {
                if for_loop.is_async {
                    self.awaits(block, "'async for'", statement.line, statement.column)?;
                }
                self.expression(block, &for_loop.iterable)?;
                self.target(block, &for_loop.target)?;
                self.statements(block, &for_loop.body)?;
                self.statements(block, &for_loop.otherwise)?;
            }
            StmtKind::Try(try_block) => {
                self.statements(block, &try_block.body)?;
                for handler in &try_block.handlers {
                    self.option(block, handler.class.as_ref())?;
                    handler.name.iter().for_each(|name| self.bind(block, name));
                    self.statements(block, &handler.body)?;
                }
                self.statements(block, &try_block.otherwise)?;
                self.statements(block, &try_block.finally)?;
            }
            StmtKind::With(with) => {
                if with.is_async {
                    self.awaits(block, "'async with'", statement.line, statement.column)?;
                }
                for (manager, target) in &with.items {
                    self.expression(block, manager)?;
                    if let Some(target) = target {
                        self.target(block, target)?;
                    }
                }
                self.statements(block, &with.body)?;
            }
            StmtKind::Function(function) => {
                self.bind(block, &function.name);
                self.function(block, function)?;
            }
            StmtKind::Class(class) => {
                self.bind(block, &class.name);
                self.class(block, class)?;
            }
            StmtKind::Match(subject, cases) => {
                self.expression(block, subject)?;
                for case in cases {
                    self.pattern(block, &case.pattern)?;
                    self.option(block, case.guard.as_ref())?;
                    self.statements(block, &case.body)?;
                }
            }
        }
        Ok(())
    }

    fn is_in_function(&self, block: BlockId) -> bool {
        self.blocks[self.blocks[block].frame].kind == BlockKind::Function
    }

    /// Notes an `await`, or what contains one. At the top of a module it is allowed, as in a notebook.
    fn awaits(&mut self, block: BlockId, what: &str, line: u32, column: u32) -> Checked {
        let frame = self.blocks[block].frame;
        self.blocks[frame].has_await = true;
        let is_class = self.blocks[frame].kind == BlockKind::Class;
        if is_class { Err(SyntaxError::new(format!("{what} outside async function"), line, column)) } else { Ok(()) }
    }

    fn option(&mut self, block: BlockId, value: Option<&Expr>) -> Checked {
        value.map_or(Ok(()), |value| self.expression(block, value))
    }

    fn expressions(&mut self, block: BlockId, values: &[Expr]) -> Checked {
        values.iter().try_for_each(|value| self.expression(block, value))
    }

    fn targets(&mut self, block: BlockId, targets: &[Expr]) -> Checked {
        targets.iter().try_for_each(|target| self.target(block, target))
    }

    fn target(&mut self, block: BlockId, target: &Expr) -> Checked {
        match &target.kind {
            ExprKind::Name(name) => {
                self.bind(block, name);
                Ok(())
            }
            ExprKind::Tuple(targets) | ExprKind::List(targets) => self.targets(block, targets),
            ExprKind::Starred(target) => self.target(block, target),
            _ => self.expression(block, target),
        }
    }

    fn expression(&mut self, block: BlockId, value: &Expr) -> Checked {
        match &value.kind {
            ExprKind::Constant(_) => Ok(()),
            ExprKind::Name(name) => {
                self.use_name(block, name);
                if **name == *"super" {
                    self.use_name(block, &"__class__".into());
                }
                Ok(())
            }
            ExprKind::Template(parts) => self.template(block, parts),
            ExprKind::Tuple(values)
            | ExprKind::List(values)
            | ExprKind::Set(values)
            | ExprKind::And(values)
            | ExprKind::Or(values) => self.expressions(block, values),
            ExprKind::Dict(pairs) => pairs.iter().try_for_each(|(key, value)| {
                self.option(block, key.as_ref())?;
                self.expression(block, value)
            }),
            ExprKind::Starred(value)
            | ExprKind::Unary(_, value)
            | ExprKind::Not(value)
            | ExprKind::Attribute(value, _) => self.expression(block, value),
            ExprKind::Binary(left, _, right) | ExprKind::Subscript(left, right) => {
                self.expression(block, left)?;
                self.expression(block, right)
            }
            ExprKind::Compare(first, others) => {
                self.expression(block, first)?;
                others.iter().try_for_each(|(_, other)| self.expression(block, other))
            }
            ExprKind::Conditional(parts) => self.expressions(block, &parts[..]),
            ExprKind::Slice(parts) => parts.iter().try_for_each(|part| self.option(block, part.as_ref())),
            ExprKind::Call(function, arguments) => {
                self.expression(block, function)?;
                self.arguments(block, arguments)
            }
            ExprKind::Lambda(function) => self.function(block, function),
            ExprKind::Comprehension(comprehension) => self.comprehension(block, comprehension, value),
            ExprKind::Await(inner) => {
                self.awaits(block, "'await'", value.line, value.column)?;
                self.expression(block, inner)
            }
            ExprKind::Yield(inner) => {
                self.yields(block, value)?;
                self.option(block, inner.as_deref())
            }
            ExprKind::YieldFrom(inner) => {
                self.yields(block, value)?;
                self.expression(block, inner)
            }
            ExprKind::Walrus(name, inner) => {
                self.expression(block, inner)?;
                let mut owner = block;
                while let (BlockKind::Comprehension, Some(parent)) =
                    (self.blocks[owner].kind, self.blocks[owner].parent)
                {
                    self.use_name(owner, name);
                    owner = parent;
                }
                self.bind(owner, name);
                Ok(())
            }
        }
    }

    fn yields(&mut self, block: BlockId, value: &Expr) -> Checked {
        if !self.is_in_function(block) {
            return Err(SyntaxError::new("'yield' outside function", value.line, value.column));
        }
        if self.blocks[block].kind == BlockKind::Comprehension {
            return Err(SyntaxError::new("'yield' inside list comprehension", value.line, value.column));
        }
        self.blocks[block].has_yield = true;
        Ok(())
    }

    fn template(&mut self, block: BlockId, parts: &[TemplatePart]) -> Checked {
        parts.iter().try_for_each(|part| match part {
            TemplatePart::Text(_) => Ok(()),
            TemplatePart::Field { value, spec, .. } => {
                self.expression(block, value)?;
                self.template(block, spec)
            }
        })
    }

    fn arguments(&mut self, block: BlockId, arguments: &[Argument]) -> Checked {
        arguments.iter().try_for_each(|argument| match argument {
            Argument::Positional(value)
            | Argument::Star(value)
            | Argument::Keyword(_, value)
            | Argument::DoubleStar(value) => self.expression(block, value),
        })
    }

    fn function(&mut self, block: BlockId, function: &Function) -> Checked {
        self.expressions(block, &function.decorators)?;
        let Parameters { positional, keyword_only, star, double_star, .. } = &function.parameters;
        for parameter in positional.iter().chain(keyword_only) {
            self.option(block, parameter.default.as_ref())?;
        }
        let inner = self.add_block(BlockKind::Function, Some(block));
        self.of_syntax.insert(address(function), inner);
        for parameter in positional.iter().chain(keyword_only) {
            self.bind(inner, &parameter.name);
        }
        star.iter().chain(double_star).for_each(|name| self.bind(inner, name));
        // (A parameter is no use of its name before a declaration; but to declare it is an error anyhow.)
        self.statements(inner, &function.body)?;
        if self.blocks[inner].has_await && !function.is_async {
            return Err(find_await(&function.body, function.line));
        }
        Ok(())
    }

    fn class(&mut self, block: BlockId, class: &Class) -> Checked {
        self.expressions(block, &class.decorators)?;
        self.arguments(block, &class.arguments)?;
        let inner = self.add_block(BlockKind::Class, Some(block));
        self.of_syntax.insert(address(class), inner);
        self.statements(inner, &class.body)
    }

    fn comprehension(&mut self, block: BlockId, comprehension: &Comprehension, value: &Expr) -> Checked {
        let is_generator = comprehension.kind == ComprehensionKind::Generator;
        let kind = if is_generator { BlockKind::Function } else { BlockKind::Comprehension };
        let inner = self.add_block(kind, Some(block));
        self.of_syntax.insert(address(comprehension), inner);
        for (index, clause) in comprehension.clauses.iter().enumerate() {
            // The first iterable is evaluated outside.
            self.expression(if index == 0 { block } else { inner }, &clause.iterable)?;
            self.target(inner, &clause.target)?;
            if clause.is_async {
                self.awaits(inner, "asynchronous comprehension", value.line, value.column)?;
            }
            self.expressions(inner, &clause.conditions)?;
        }
        self.expression(inner, &comprehension.element)?;
        self.option(inner, comprehension.value.as_ref())?;
        if is_generator {
            self.blocks[inner].has_yield = true;
            self.bind(inner, &".0".into());
        }
        Ok(())
    }

    fn pattern(&mut self, block: BlockId, pattern: &Pattern) -> Checked {
        match pattern {
            Pattern::Value(value) | Pattern::Singleton(value) => self.expression(block, value)?,
            Pattern::Capture(name) | Pattern::Star(name) => name.iter().for_each(|name| self.bind(block, name)),
            Pattern::Sequence(patterns) | Pattern::Or(patterns) => {
                patterns.iter().try_for_each(|pattern| self.pattern(block, pattern))?;
            }
            Pattern::Mapping(pairs, rest) => {
                for (key, pattern) in pairs {
                    self.expression(block, key)?;
                    self.pattern(block, pattern)?;
                }
                if let Some(rest) = rest {
                    self.bind(block, rest);
                }
            }
            Pattern::Class(class, positional, keywords) => {
                self.expression(block, class)?;
                for pattern in positional.iter().chain(keywords.iter().map(|(_, pattern)| pattern)) {
                    self.pattern(block, pattern)?;
                }
            }
            Pattern::As(pattern, name) => {
                self.pattern(block, pattern)?;
                self.bind(block, name);
            }
        }
        Ok(())
    }
}

/// The error for the first `await` in a function that is not async.
fn find_await(body: &[Stmt], line: u32) -> Box<SyntaxError> {
    let line = body.first().map_or(line, |statement| statement.line);
    SyntaxError::new("'await' outside async function", line, 1)
}
