//! Compiles the syntax tree to instructions.

use std::{cell::RefCell, collections::HashMap, rc::Rc};

use super::{
    ast::{
        Argument, BinaryOp, Case, Class, CompareOp, Comprehension, ComprehensionKind, Constant, Expr, ExprKind, For,
        Function, Handler, Name, Pattern, Stmt, StmtKind, TemplatePart, Try, UnaryOp, With,
    },
    big::BigInt,
    code::{Code, CodeKind, Op, ParameterCounts},
    error::{Checked, SyntaxError},
    scope::{BlockId, BlockKind, Meaning, Scopes, Variable},
    value::{Str, Text, Value},
};

/// Makes one string of all names that are equal, so that most comparisons of names compare addresses.
#[derive(Clone, Default)]
pub struct Interner(Rc<RefCell<HashMap<Rc<str>, Str>>>);

thread_local! {
    static SHARED: Interner = Interner::default();
}

impl Interner {
    /// The names of all programs. What is compiled with it can be used again by the next one.
    pub fn shared() -> Self {
        SHARED.with(Self::clone)
    }

    pub fn get(&self, name: &str) -> Str {
        let mut names = self.0.borrow_mut();
        if let Some(known) = names.get(name) {
            return known.clone();
        }
        let interned = Text::new(name);
        names.insert(name.into(), interned.clone());
        interned
    }

    /// Forgets the names that nobody uses any more.
    pub fn forget_unused(&self) {
        self.0.borrow_mut().retain(|_, name| Rc::strong_count(name) > 1);
    }
}

/// Compiles a module.
///
/// # Errors
///
/// What is wrong with it, although its syntax is right.
pub fn compile(body: &[Stmt], interner: &Interner, is_library: bool) -> Checked<Code> {
    let scopes = Scopes::of_module(body)?;
    let mut compiler = Compiler { scopes: &scopes, interner, units: Vec::new(), is_library };
    let kind = if scopes.blocks[0].has_await { CodeKind::Coroutine } else { CodeKind::Module };
    compiler.begin(0, "<module>", kind, 0);
    compiler.statements(body)?;
    compiler.constant(Value::None);
    compiler.emit(Op::Return);
    compiler.end()
}

struct Compiler<'a> {
    scopes: &'a Scopes,
    interner: &'a Interner,
    /// The function that is being compiled, within those around it.
    units: Vec<Unit<'a>>,
    is_library: bool,
}

/// What has been compiled of a function, class body or module.
struct Unit<'a> {
    /// Its block, and the innermost comprehension within it.
    frame: BlockId,
    block: BlockId,
    code: Code,
    local_of: HashMap<Variable, u32>,
    name_of: HashMap<Name, u32>,
    unwinds: Vec<Unwind<'a>>,
    line: u32,
    temporaries: u32,
    /// What functions in it are called before their own name.
    prefix: String,
}

/// What must be done when a block is left by `return`, `break` or `continue`.
#[derive(Clone)]
enum Unwind<'a> {
    Loop {
        is_for: bool,
        start: u32,
        breaks: Vec<usize>,
    },
    Try,
    Finally(&'a [Stmt]),
    /// An exception is being handled.
    Handler,
    /// It has a name, which ends with the handler.
    HandlerName(Name),
    With {
        is_async: bool,
    },
    /// Jumping out is not allowed.
    ExceptStar,
}

impl<'a> Compiler<'a> {
    // Units

    fn begin(&mut self, block: BlockId, name: &str, kind: CodeKind, line: u32) {
        let prefix = self.units.last().map_or("", |unit| &unit.prefix);
        let qualified = format!("{prefix}{name}");
        let inner = match kind {
            CodeKind::Module => String::new(),
            CodeKind::Coroutine if block == 0 => String::new(),
            CodeKind::Class => format!("{qualified}."),
            _ => format!("{qualified}.<locals>."),
        };
        let this = &self.scopes.blocks[block];
        let own = this.cells.iter().chain(&this.free).map(|(_, name)| name.clone()).collect::<Vec<_>>();
        let cells = own.iter().map(|name| self.interner.get(name)).collect();
        let code = Code {
            name: self.interner.get(name),
            qualified_name: self.interner.get(&qualified),
            ops: Vec::new(),
            lines: Vec::new(),
            constants: Vec::new(),
            names: Vec::new(),
            locals: Vec::new(),
            cells,
            own_cells: this.cells.len(),
            cell_parameters: Vec::new(),
            parameters: ParameterCounts::default(),
            kind,
            line,
            doc: None,
            is_library: self.is_library,
        };
        self.units.push(Unit {
            frame: block,
            block,
            code,
            local_of: HashMap::new(),
            name_of: HashMap::new(),
            unwinds: Vec::new(),
            line,
            temporaries: 0,
            prefix: inner,
        });
    }

    fn end(&mut self) -> Checked<Code> {
        match self.units.pop() {
            Some(unit) => Ok(unit.code),
            None => Err(SyntaxError::new("nothing was compiled", 1, 1)),
        }
    }

    fn unit(&mut self) -> &mut Unit<'a> {
        let last = self.units.len() - 1;
        &mut self.units[last]
    }

    // Instructions

    fn emit(&mut self, op: Op) {
        let unit = self.unit();
        unit.code.ops.push(op);
        unit.code.lines.push(unit.line);
    }

    fn at(&mut self, line: u32) {
        self.unit().line = line;
    }

    fn here(&mut self) -> u32 {
        self.unit().code.ops.len() as u32
    }

    /// Emits a jump whose target is not known yet.
    fn jump(&mut self, op: fn(u32) -> Op) -> usize {
        self.emit(op(0));
        self.unit().code.ops.len() - 1
    }

    /// Makes a jump lead here.
    fn patch(&mut self, jump: usize) {
        let here = self.here();
        let op = &mut self.unit().code.ops[jump];
        *op = match *op {
            Op::Jump(_) => Op::Jump(here),
            Op::JumpIfFalse(_) => Op::JumpIfFalse(here),
            Op::JumpIfTrue(_) => Op::JumpIfTrue(here),
            Op::JumpIfFalseOrPop(_) => Op::JumpIfFalseOrPop(here),
            Op::JumpIfTrueOrPop(_) => Op::JumpIfTrueOrPop(here),
            Op::ForIter(_) => Op::ForIter(here),
            Op::SetupTry(_) => Op::SetupTry(here),
            Op::SetupWith(_) => Op::SetupWith(here),
            Op::EndAsyncFor(_) => Op::EndAsyncFor(here),
            other => other,
        };
    }

    fn patch_all(&mut self, jumps: Vec<usize>) {
        for jump in jumps {
            self.patch(jump);
        }
    }

    fn constant_index(&mut self, value: Value) -> u32 {
        let constants = &mut self.unit().code.constants;
        let is_same = |other: &Value| match (other, &value) {
            (Value::None, Value::None) => true,
            (Value::Int(one), Value::Int(other)) => one == other,
            (Value::Bool(one), Value::Bool(other)) => one == other,
            (Value::Str(one), Value::Str(other)) => one == other,
            _ => false,
        };
        let known = constants.iter().take(200).position(is_same);
        known.unwrap_or_else(|| {
            constants.push(value);
            constants.len() - 1
        }) as u32
    }

    fn constant(&mut self, value: Value) {
        let index = self.constant_index(value);
        self.emit(Op::Const(index));
    }

    fn text(&mut self, text: &str) {
        let text = self.interner.get(text);
        self.constant(Value::Str(text));
    }

    fn name_index(&mut self, name: &str) -> u32 {
        let interned = self.interner.get(name);
        let unit = self.unit();
        if let Some(&index) = unit.name_of.get(name) {
            return index;
        }
        let index = unit.code.names.len() as u32;
        unit.code.names.push(interned);
        unit.name_of.insert(name.into(), index);
        index
    }

    // Names

    fn local(&mut self, variable: Variable) -> u32 {
        if let Some(&slot) = self.unit().local_of.get(&variable) {
            return slot;
        }
        let name = self.interner.get(&variable.1);
        let unit = self.unit();
        let slot = unit.code.locals.len() as u32;
        unit.code.locals.push(name);
        unit.local_of.insert(variable, slot);
        slot
    }

    /// A local variable that has no name in the program.
    fn temporary(&mut self) -> u32 {
        let unit = self.unit();
        unit.temporaries += 1;
        let variable = (unit.frame, format!(".{}", unit.temporaries).into());
        self.local(variable)
    }

    /// The cell of a variable, if it is in one.
    fn cell(&mut self, variable: &Variable) -> Option<u32> {
        let frame = &self.scopes.blocks[self.units.last()?.frame];
        let own = frame.cells.iter().position(|cell| cell == variable);
        let shared = || frame.free.iter().position(|free| free == variable).map(|index| frame.cells.len() + index);
        own.or_else(shared).map(|index| index as u32)
    }

    fn load(&mut self, name: &Name) {
        let block = self.unit().block;
        match self.scopes.meaning(block, name) {
            Meaning::Global => {
                let index = self.name_index(name);
                self.emit(Op::LoadGlobal(index));
            }
            Meaning::Namespace => {
                let index = self.name_index(name);
                self.emit(Op::LoadName(index));
            }
            Meaning::NamespaceOrVariable(variable) => {
                let (index, cell) = (self.name_index(name), self.cell(&variable).unwrap_or_default());
                self.emit(Op::LoadNameOrCell(index, cell as u16));
            }
            Meaning::Variable(variable) => {
                let op = match self.cell(&variable) {
                    Some(cell) => Op::LoadCell(cell),
                    None => Op::LoadFast(self.local(variable)),
                };
                self.emit(op);
            }
        }
    }

    fn store(&mut self, name: &Name) {
        let block = self.unit().block;
        let op = match self.scopes.meaning(block, name) {
            Meaning::Global => Op::StoreGlobal(self.name_index(name)),
            Meaning::Namespace | Meaning::NamespaceOrVariable(_) => Op::StoreName(self.name_index(name)),
            Meaning::Variable(variable) => match self.cell(&variable) {
                Some(cell) => Op::StoreCell(cell),
                None => Op::StoreFast(self.local(variable)),
            },
        };
        self.emit(op);
    }

    fn delete(&mut self, name: &Name) {
        let block = self.unit().block;
        let op = match self.scopes.meaning(block, name) {
            Meaning::Global => Op::DeleteGlobal(self.name_index(name)),
            Meaning::Namespace | Meaning::NamespaceOrVariable(_) => Op::DeleteName(self.name_index(name)),
            Meaning::Variable(variable) => match self.cell(&variable) {
                Some(cell) => Op::DeleteCell(cell),
                None => Op::DeleteFast(self.local(variable)),
            },
        };
        self.emit(op);
    }

    // Statements

    fn statements(&mut self, body: &'a [Stmt]) -> Checked {
        body.iter().try_for_each(|statement| self.statement(statement))
    }

    #[expect(clippy::too_many_lines, reason = "one arm for each kind of statement")]
    fn statement(&mut self, statement: &'a Stmt) -> Checked {
        self.at(statement.line);
        match &statement.kind {
            StmtKind::Expr(value) => {
                if !matches!(value.kind, ExprKind::Constant(_)) {
                    self.expression(value)?;
                    self.emit(Op::Pop);
                }
            }
            StmtKind::Assign(targets, value) => {
                self.expression(value)?;
                for (index, target) in targets.iter().enumerate() {
                    if index + 1 < targets.len() {
                        self.emit(Op::Dup);
                    }
                    self.assign(target)?;
                }
            }
            StmtKind::AugAssign(target, operator, value) => self.augmented(target, *operator, value)?,
            StmtKind::Annotated(target, annotation, value) => self.annotated(target, annotation, value.as_ref())?,
            StmtKind::Return(value) => {
                match value {
                    Some(value) => self.expression(value)?,
                    None => self.constant(Value::None),
                }
                self.leave(statement, |_| false)?;
                self.emit(Op::Return);
            }
            StmtKind::Raise(error, cause) => {
                for value in error.iter().chain(cause) {
                    self.expression(value)?;
                }
                self.at(statement.line);
                self.emit(Op::Raise(u32::from(error.is_some()) + u32::from(cause.is_some())));
            }
            StmtKind::Assert(test, message) => {
                self.expression(test)?;
                let holds = self.jump(Op::JumpIfTrue);
                if let Some(message) = message {
                    self.expression(message)?;
                }
                self.at(statement.line);
                self.emit(Op::RaiseAssertion(message.is_some()));
                self.patch(holds);
            }
            StmtKind::Del(targets) => targets.iter().try_for_each(|target| self.delete_target(target))?,
            StmtKind::Pass | StmtKind::Global(_) | StmtKind::Nonlocal(_) => {}
            StmtKind::Break => self.leave_loop(statement, true)?,
            StmtKind::Continue => self.leave_loop(statement, false)?,
            StmtKind::Import(imports) => {
                for import in imports {
                    let module = self.name_index(&import.module);
                    self.emit(Op::Import(module));
                    match &import.alias {
                        Some(alias) => self.store(alias),
                        None => {
                            // `import a.b` binds `a`.
                            let first: Name = import.module.split('.').next().unwrap_or_default().into();
                            if first != import.module {
                                self.emit(Op::Pop);
                                let package = self.name_index(&first);
                                self.emit(Op::Import(package));
                            }
                            self.store(&first);
                        }
                    }
                }
            }
            StmtKind::FromImport(module, names) => {
                let module = self.name_index(module);
                self.emit(Op::Import(module));
                for (name, alias) in names {
                    let name = self.name_index(name);
                    self.emit(Op::ImportFrom(name));
                    self.store(alias);
                }
                self.emit(Op::Pop);
            }
            StmtKind::If(branches, otherwise) => {
                let mut ends = Vec::new();
                for (test, body) in branches {
                    self.at(test.line);
                    let fails = self.branch(test, false)?;
                    self.statements(body)?;
                    ends.push(self.jump(Op::Jump));
                    self.patch_all(fails);
                }
                self.statements(otherwise)?;
                self.patch_all(ends);
            }
            StmtKind::While(test, body, otherwise) => self.while_loop(test, body, otherwise)?,
            StmtKind::For(for_loop) if for_loop.is_async => self.async_for(for_loop)?,
            StmtKind::For(for_loop) => self.for_loop(for_loop)?,
            StmtKind::Try(try_block) => self.try_finally(try_block)?,
            StmtKind::With(with) => self.with(with, 0)?,
            StmtKind::Function(function) => {
                self.function(function)?;
                self.store(&function.name);
            }
            StmtKind::Class(class) => {
                self.class(class)?;
                self.store(&class.name);
            }
            StmtKind::Match(subject, cases) => self.match_statement(subject, cases)?,
        }
        Ok(())
    }

    fn augmented(&mut self, target: &'a Expr, operator: BinaryOp, value: &'a Expr) -> Checked {
        match &target.kind {
            ExprKind::Name(name) => {
                self.load(name);
                self.expression(value)?;
                self.at(target.line);
                self.emit(Op::InPlace(operator));
                self.store(name);
            }
            ExprKind::Attribute(object, name) => {
                self.expression(object)?;
                self.emit(Op::Dup);
                let name = self.name_index(name);
                self.emit(Op::LoadAttr(name));
                self.expression(value)?;
                self.at(target.line);
                self.emit(Op::InPlace(operator));
                self.emit(Op::Swap);
                self.emit(Op::StoreAttr(name));
            }
            ExprKind::Subscript(object, index) => {
                self.expression(object)?;
                self.expression(index)?;
                self.emit(Op::DupTwo);
                self.emit(Op::LoadItem);
                self.expression(value)?;
                self.at(target.line);
                self.emit(Op::InPlace(operator));
                self.emit(Op::RotThree);
                self.emit(Op::StoreItem);
            }
            _ => {}
        }
        Ok(())
    }

    /// The annotations of a class are what a dataclass is made from; all others mean nothing.
    fn annotated(&mut self, target: &'a Expr, annotation: &Name, value: Option<&'a Expr>) -> Checked {
        if let Some(value) = value {
            self.expression(value)?;
            self.assign(target)?;
        }
        if self.unit().code.kind == CodeKind::Class
            && let ExprKind::Name(name) = &target.kind
        {
            self.text(annotation);
            let annotations = self.name_index("__annotations__");
            self.emit(Op::LoadName(annotations));
            self.text(name);
            self.emit(Op::StoreItem);
        }
        Ok(())
    }

    fn assign(&mut self, target: &'a Expr) -> Checked {
        match &target.kind {
            ExprKind::Name(name) => self.store(name),
            ExprKind::Attribute(object, name) => {
                self.expression(object)?;
                let name = self.name_index(name);
                self.at(target.line);
                self.emit(Op::StoreAttr(name));
            }
            ExprKind::Subscript(object, index) => {
                self.expression(object)?;
                self.expression(index)?;
                self.at(target.line);
                self.emit(Op::StoreItem);
            }
            ExprKind::Tuple(targets) | ExprKind::List(targets) => {
                let star = targets.iter().position(|target| matches!(target.kind, ExprKind::Starred(_)));
                self.emit(match star {
                    Some(before) => Op::UnpackStar(before as u16, (targets.len() - before - 1) as u16),
                    None => Op::Unpack(targets.len() as u32),
                });
                for target in targets {
                    match &target.kind {
                        ExprKind::Starred(target) => self.assign(target)?,
                        _ => self.assign(target)?,
                    }
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn delete_target(&mut self, target: &'a Expr) -> Checked {
        match &target.kind {
            ExprKind::Name(name) => self.delete(name),
            ExprKind::Attribute(object, name) => {
                self.expression(object)?;
                let name = self.name_index(name);
                self.emit(Op::DeleteAttr(name));
            }
            ExprKind::Subscript(object, index) => {
                self.expression(object)?;
                self.expression(index)?;
                self.emit(Op::DeleteItem);
            }
            ExprKind::Tuple(targets) | ExprKind::List(targets) => {
                targets.iter().try_for_each(|target| self.delete_target(target))?;
            }
            _ => {}
        }
        Ok(())
    }

    // Leaving blocks

    /// Does what leaving all blocks within the innermost one for which `is_last` holds needs. A value at the top stays there.
    fn leave(&mut self, statement: &Stmt, is_last: impl Fn(&Unwind) -> bool) -> Checked<Option<usize>> {
        let unwinds = self.unit().unwinds.clone();
        let keeps_value = matches!(statement.kind, StmtKind::Return(_));
        let mut found = None;
        for (index, unwind) in unwinds.iter().enumerate().rev() {
            if is_last(unwind) {
                found = Some(index);
                break;
            }
            self.unit().unwinds.truncate(index);
            self.unwind(unwind, keeps_value, statement)?;
        }
        self.unit().unwinds = unwinds;
        Ok(found)
    }

    fn unwind(&mut self, unwind: &Unwind<'a>, keeps_value: bool, statement: &Stmt) -> Checked {
        match unwind {
            Unwind::Loop { is_for, .. } => {
                if *is_for {
                    self.emit(Op::Swap);
                    self.emit(Op::Pop);
                }
            }
            Unwind::Try => self.emit(Op::PopTry),
            Unwind::Finally(body) => {
                self.emit(Op::PopTry);
                self.statements(body)?;
                self.at(statement.line);
            }
            Unwind::Handler => self.emit(Op::PopHandled),
            Unwind::HandlerName(name) => {
                self.emit(Op::PopTry);
                self.forget(name);
            }
            Unwind::With { is_async } => {
                self.emit(Op::PopTry);
                if keeps_value {
                    self.emit(Op::Swap);
                }
                self.exit_normally(*is_async);
            }
            Unwind::ExceptStar => {
                let message = "'break', 'continue' and 'return' cannot appear in an 'except*' block";
                return Err(SyntaxError::new(message, statement.line, statement.column));
            }
        }
        Ok(())
    }

    fn leave_loop(&mut self, statement: &Stmt, is_break: bool) -> Checked {
        let Some(index) = self.leave(statement, |unwind| matches!(unwind, Unwind::Loop { .. }))? else {
            let message = if is_break { "'break' outside loop" } else { "'continue' not properly in loop" };
            return Err(SyntaxError::new(message, statement.line, statement.column));
        };
        let Unwind::Loop { is_for, start, .. } = self.unit().unwinds[index] else { return Ok(()) };
        if !is_break {
            self.emit(Op::JumpBack(start));
            return Ok(());
        }
        if is_for {
            self.emit(Op::Pop);
        }
        let jump = self.jump(Op::Jump);
        if let Unwind::Loop { breaks, .. } = &mut self.unit().unwinds[index] {
            breaks.push(jump);
        }
        Ok(())
    }

    /// Compiles the body of a loop; returns the jumps out of it.
    fn loop_body(&mut self, is_for: bool, start: u32, body: &'a [Stmt]) -> Checked<Vec<usize>> {
        self.unit().unwinds.push(Unwind::Loop { is_for, start, breaks: Vec::new() });
        self.statements(body)?;
        self.emit(Op::JumpBack(start));
        match self.unit().unwinds.pop() {
            Some(Unwind::Loop { breaks, .. }) => Ok(breaks),
            _ => Ok(Vec::new()),
        }
    }

    fn while_loop(&mut self, test: &'a Expr, body: &'a [Stmt], otherwise: &'a [Stmt]) -> Checked {
        let start = self.here();
        self.at(test.line);
        let is_endless = matches!(&test.kind, ExprKind::Constant(Constant::Bool(true) | Constant::Int(1)));
        let ends = if is_endless { Vec::new() } else { self.branch(test, false)? };
        let breaks = self.loop_body(false, start, body)?;
        self.patch_all(ends);
        self.statements(otherwise)?;
        self.patch_all(breaks);
        Ok(())
    }

    fn for_loop(&mut self, for_loop: &'a For) -> Checked {
        self.expression(&for_loop.iterable)?;
        self.emit(Op::GetIter);
        let start = self.here();
        self.at(for_loop.iterable.line);
        let end = self.jump(Op::ForIter);
        self.assign(&for_loop.target)?;
        let breaks = self.loop_body(true, start, &for_loop.body)?;
        self.patch(end);
        self.statements(&for_loop.otherwise)?;
        self.patch_all(breaks);
        Ok(())
    }

    fn async_for(&mut self, for_loop: &'a For) -> Checked {
        self.expression(&for_loop.iterable)?;
        self.emit(Op::GetAsyncIter);
        let start = self.here();
        self.at(for_loop.iterable.line);
        let end = self.async_next();
        self.assign(&for_loop.target)?;
        let breaks = self.loop_body(true, start, &for_loop.body)?;
        self.patch(end);
        let otherwise = self.end_async_for();
        self.patch(otherwise);
        self.statements(&for_loop.otherwise)?;
        self.patch_all(breaks);
        Ok(())
    }

    /// Awaits the next value of the async iterator at the top. Returns the jump to where its end is handled.
    fn async_next(&mut self) -> usize {
        let end = self.jump(Op::SetupTry);
        self.emit(Op::GetAsyncNext);
        self.constant(Value::None);
        self.emit(Op::Send);
        self.emit(Op::PopTry);
        end
    }

    fn end_async_for(&mut self) -> usize {
        self.jump(Op::EndAsyncFor)
    }

    // Exceptions

    fn try_finally(&mut self, block: &'a Try) -> Checked {
        if block.finally.is_empty() {
            return self.try_except(block);
        }
        let handler = self.jump(Op::SetupTry);
        self.unit().unwinds.push(Unwind::Finally(&block.finally));
        if block.handlers.is_empty() {
            self.statements(&block.body)?;
        } else {
            self.try_except(block)?;
        }
        self.unit().unwinds.pop();
        self.emit(Op::PopTry);
        self.statements(&block.finally)?;
        let end = self.jump(Op::Jump);
        self.patch(handler);
        self.unit().unwinds.push(Unwind::Handler);
        self.statements(&block.finally)?;
        self.unit().unwinds.pop();
        self.emit(Op::Reraise);
        self.patch(end);
        Ok(())
    }

    fn try_except(&mut self, block: &'a Try) -> Checked {
        let handler = self.jump(Op::SetupTry);
        self.unit().unwinds.push(Unwind::Try);
        self.statements(&block.body)?;
        self.unit().unwinds.pop();
        self.emit(Op::PopTry);
        self.statements(&block.otherwise)?;
        let mut ends = vec![self.jump(Op::Jump)];
        self.patch(handler);
        if block.is_star {
            self.except_star(&block.handlers)?;
        } else {
            for handler in &block.handlers {
                let next = self.handler(handler)?;
                ends.push(self.jump(Op::Jump));
                self.patch_all(next.into_iter().collect());
            }
            self.emit(Op::Reraise);
        }
        self.patch_all(ends);
        Ok(())
    }

    /// Returns the jump to the next handler.
    fn handler(&mut self, handler: &'a Handler) -> Checked<Option<usize>> {
        self.at(handler.line);
        let next = match &handler.class {
            Some(class) => {
                self.expression(class)?;
                self.emit(Op::MatchException);
                Some(self.jump(Op::JumpIfFalse))
            }
            None => None,
        };
        self.unit().unwinds.push(Unwind::Handler);
        match &handler.name {
            Some(name) => {
                self.emit(Op::LoadHandled);
                self.store(name);
                self.named_body(name, &handler.body)?;
            }
            None => self.statements(&handler.body)?,
        }
        self.unit().unwinds.pop();
        self.emit(Op::PopHandled);
        Ok(next)
    }

    /// The body of a handler with a name, which is deleted at the end.
    fn named_body(&mut self, name: &Name, body: &'a [Stmt]) -> Checked {
        let cleanup = self.jump(Op::SetupTry);
        self.unit().unwinds.push(Unwind::HandlerName(name.clone()));
        self.statements(body)?;
        self.unit().unwinds.pop();
        self.emit(Op::PopTry);
        self.forget(name);
        let end = self.jump(Op::Jump);
        self.patch(cleanup);
        self.forget(name);
        self.emit(Op::Reraise);
        self.patch(end);
        Ok(())
    }

    fn forget(&mut self, name: &Name) {
        self.constant(Value::None);
        self.store(name);
        self.delete(name);
    }

    /// Beneath the handlers lie a list of what they raised, and what remains of the exception.
    fn except_star(&mut self, handlers: &'a [Handler]) -> Checked {
        self.emit(Op::BuildList(0));
        self.emit(Op::LoadHandled);
        self.unit().unwinds.push(Unwind::ExceptStar);
        for handler in handlers {
            self.at(handler.line);
            if let Some(class) = &handler.class {
                self.expression(class)?;
            }
            self.emit(Op::MatchGroup);
            let next = self.jump(Op::JumpIfFalse);
            let failed = self.jump(Op::SetupTry);
            if let Some(name) = &handler.name {
                self.emit(Op::LoadHandled);
                self.store(name);
            }
            match &handler.name {
                Some(name) => self.named_body(name, &handler.body)?,
                None => self.statements(&handler.body)?,
            }
            self.emit(Op::PopTry);
            let end = self.jump(Op::Jump);
            self.patch(failed);
            self.emit(Op::LoadHandled);
            self.emit(Op::ListAppend(2));
            self.emit(Op::PopHandled);
            self.patch(end);
            self.emit(Op::PopHandled);
            self.patch(next);
        }
        self.unit().unwinds.pop();
        self.emit(Op::RaiseGroup);
        Ok(())
    }

    fn with(&mut self, with: &'a With, item: usize) -> Checked {
        let Some((manager, target)) = with.items.get(item) else { return self.statements(&with.body) };
        self.expression(manager)?;
        self.at(manager.line);
        self.emit(Op::Dup);
        let (enter, exit) = if with.is_async { ("__aenter__", "__aexit__") } else { ("__enter__", "__exit__") };
        let (enter, exit) = (self.name_index(enter), self.name_index(exit));
        self.emit(Op::LoadContextMethod(exit));
        self.emit(Op::Swap);
        self.emit(Op::LoadContextMethod(enter));
        self.emit(Op::Call(0));
        if with.is_async {
            self.await_top();
        }
        let handler = self.jump(Op::SetupWith);
        self.unit().unwinds.push(Unwind::With { is_async: with.is_async });
        match target {
            Some(target) => self.assign(target)?,
            None => self.emit(Op::Pop),
        }
        self.with(with, item + 1)?;
        self.unit().unwinds.pop();
        self.at(manager.line);
        self.emit(Op::PopTry);
        self.exit_normally(with.is_async);
        let end = self.jump(Op::Jump);
        self.patch(handler);
        self.emit(Op::Dup);
        self.emit(Op::LoadHandled);
        let class = self.name_index("__class__");
        self.emit(Op::LoadAttr(class));
        self.emit(Op::LoadHandled);
        self.constant(Value::None);
        self.emit(Op::Call(3));
        if with.is_async {
            self.await_top();
        }
        let is_suppressed = self.jump(Op::JumpIfTrue);
        self.emit(Op::Reraise);
        self.patch(is_suppressed);
        self.emit(Op::PopHandled);
        self.emit(Op::Pop);
        self.patch(end);
        Ok(())
    }

    /// Calls the exit of a context manager, without an exception.
    fn exit_normally(&mut self, is_async: bool) {
        for _ in 0..3 {
            self.constant(Value::None);
        }
        self.emit(Op::Call(3));
        if is_async {
            self.await_top();
        }
        self.emit(Op::Pop);
    }

    fn await_top(&mut self) {
        self.emit(Op::GetAwaitable);
        self.constant(Value::None);
        self.emit(Op::Send);
    }

    // Pattern matching. Each value that a pattern looks at lies in a temporary variable.

    fn match_statement(&mut self, subject: &'a Expr, cases: &'a [Case]) -> Checked {
        self.expression(subject)?;
        let slot = self.temporary();
        self.emit(Op::StoreFast(slot));
        let mut ends = Vec::new();
        for case in cases {
            self.at(case.line);
            let mut fails = Vec::new();
            self.pattern(&case.pattern, slot, &mut fails)?;
            if let Some(guard) = &case.guard {
                fails.extend(self.branch(guard, false)?);
            }
            self.statements(&case.body)?;
            ends.push(self.jump(Op::Jump));
            self.patch_all(fails);
        }
        self.patch_all(ends);
        Ok(())
    }

    fn pattern(&mut self, pattern: &'a Pattern, slot: u32, fails: &mut Vec<usize>) -> Checked {
        match pattern {
            Pattern::Value(value) | Pattern::Singleton(value) => {
                self.emit(Op::LoadFast(slot));
                self.expression(value)?;
                let is_value = matches!(pattern, Pattern::Value(_));
                self.emit(Op::Compare(if is_value { CompareOp::Eq } else { CompareOp::Is }));
                fails.push(self.jump(Op::JumpIfFalse));
            }
            Pattern::Capture(name) | Pattern::Star(name) => {
                if let Some(name) = name {
                    self.emit(Op::LoadFast(slot));
                    self.store(name);
                }
            }
            Pattern::Sequence(patterns) => self.sequence_pattern(patterns, slot, fails)?,
            Pattern::Mapping(pairs, rest) => self.mapping_pattern(pairs, rest.as_ref(), slot, fails)?,
            Pattern::Class(class, positional, keywords) => {
                self.emit(Op::LoadFast(slot));
                self.expression(class)?;
                let names = keywords.iter().map(|(name, _)| Value::Str(self.interner.get(name))).collect();
                self.constant(Value::tuple(names));
                self.emit(Op::MatchClass(positional.len() as u32));
                let patterns: Vec<_> = positional.iter().chain(keywords.iter().map(|(_, pattern)| pattern)).collect();
                self.matched_parts(&patterns, fails)?;
            }
            Pattern::Or(patterns) => {
                let mut ends = Vec::new();
                for pattern in patterns {
                    let mut inner = Vec::new();
                    self.pattern(pattern, slot, &mut inner)?;
                    ends.push(self.jump(Op::Jump));
                    self.patch_all(inner);
                }
                fails.push(self.jump(Op::Jump));
                self.patch_all(ends);
            }
            Pattern::As(pattern, name) => {
                self.pattern(pattern, slot, fails)?;
                self.emit(Op::LoadFast(slot));
                self.store(name);
            }
        }
        Ok(())
    }

    /// Matches the parts in the tuple at the top; fails if it is `None`.
    fn matched_parts(&mut self, patterns: &[&'a Pattern], fails: &mut Vec<usize>) -> Checked {
        let parts = self.temporary();
        self.emit(Op::Dup);
        self.emit(Op::StoreFast(parts));
        self.constant(Value::None);
        self.emit(Op::Compare(CompareOp::IsNot));
        fails.push(self.jump(Op::JumpIfFalse));
        self.emit(Op::LoadFast(parts));
        self.emit(Op::Unpack(patterns.len() as u32));
        self.unpacked(patterns, fails)
    }

    /// Matches the values at the top of the stack, of which the first is at the top.
    fn unpacked(&mut self, patterns: &[&'a Pattern], fails: &mut Vec<usize>) -> Checked {
        let slots: Vec<_> = patterns.iter().map(|_| self.temporary()).collect();
        for &slot in &slots {
            self.emit(Op::StoreFast(slot));
        }
        patterns.iter().zip(slots).try_for_each(|(pattern, slot)| self.pattern(pattern, slot, fails))
    }

    fn sequence_pattern(&mut self, patterns: &'a [Pattern], slot: u32, fails: &mut Vec<usize>) -> Checked {
        let star = patterns.iter().position(|pattern| matches!(pattern, Pattern::Star(_)));
        self.emit(Op::LoadFast(slot));
        let least = patterns.len() - usize::from(star.is_some());
        self.emit(Op::MatchSequence(least as u32, star.is_some()));
        fails.push(self.jump(Op::JumpIfFalse));
        self.emit(Op::LoadFast(slot));
        self.emit(match star {
            Some(before) => Op::UnpackStar(before as u16, (least - before) as u16),
            None => Op::Unpack(least as u32),
        });
        self.unpacked(&patterns.iter().collect::<Vec<_>>(), fails)
    }

    fn mapping_pattern(
        &mut self,
        pairs: &'a [(Expr, Pattern)],
        rest: Option<&Name>,
        slot: u32,
        fails: &mut Vec<usize>,
    ) -> Checked {
        self.emit(Op::LoadFast(slot));
        self.emit(Op::MatchMapping);
        fails.push(self.jump(Op::JumpIfFalse));
        self.emit(Op::LoadFast(slot));
        for (key, _) in pairs {
            self.expression(key)?;
        }
        self.emit(Op::BuildTuple(pairs.len() as u32));
        self.emit(Op::MatchKeys);
        self.matched_parts(&pairs.iter().map(|(_, pattern)| pattern).collect::<Vec<_>>(), fails)?;
        if let Some(rest) = rest {
            self.emit(Op::BuildDict(0));
            self.emit(Op::LoadFast(slot));
            self.emit(Op::DictUpdate);
            self.store(rest);
            for (key, _) in pairs {
                self.load(rest);
                self.expression(key)?;
                self.emit(Op::DeleteItem);
            }
        }
        Ok(())
    }

    // Functions and classes

    fn function(&mut self, function: &'a Function) -> Checked {
        self.decorated(&function.decorators, |compiler| compiler.plain_function(function))
    }

    fn decorated(&mut self, decorators: &'a [Expr], compile: impl FnOnce(&mut Self) -> Checked) -> Checked {
        for decorator in decorators {
            self.expression(decorator)?;
        }
        compile(self)?;
        for decorator in decorators.iter().rev() {
            self.at(decorator.line);
            self.emit(Op::Call(1));
        }
        Ok(())
    }

    fn plain_function(&mut self, function: &'a Function) -> Checked {
        let parameters = &function.parameters;
        let defaults: Vec<_> =
            parameters.positional.iter().filter_map(|parameter| parameter.default.as_ref()).collect();
        for default in &defaults {
            self.expression(default)?;
        }
        self.emit(Op::BuildTuple(defaults.len() as u32));
        let keyword_defaults: Vec<_> = parameters
            .keyword_only
            .iter()
            .filter_map(|parameter| Some((&parameter.name, parameter.default.as_ref()?)))
            .collect();
        for (name, default) in &keyword_defaults {
            self.text(name);
            self.expression(default)?;
        }
        self.emit(Op::BuildDict(keyword_defaults.len() as u32));

        let block = self.scopes.block_of(function);
        let has_yield = self.scopes.blocks[block].has_yield;
        let kind = match (function.is_async, has_yield) {
            (true, true) => CodeKind::AsyncGenerator,
            (true, false) => CodeKind::Coroutine,
            (false, true) => CodeKind::Generator,
            (false, false) => CodeKind::Function,
        };
        self.begin(block, &function.name, kind, function.line);
        for parameter in parameters.positional.iter().chain(&parameters.keyword_only) {
            self.parameter(block, &parameter.name);
        }
        for name in parameters.star.iter().chain(&parameters.double_star) {
            self.parameter(block, name);
        }
        self.unit().code.parameters = ParameterCounts {
            positional: parameters.positional.len(),
            positional_only: parameters.positional_only,
            keyword_only: parameters.keyword_only.len(),
            has_star: parameters.star.is_some(),
            has_double_star: parameters.double_star.is_some(),
            takes_value: self.is_library && parameters.positional.first().is_some_and(|first| *first.name == *"this"),
        };
        self.unit().code.doc = self.doc(&function.body);
        self.statements(&function.body)?;
        let is_returned = matches!(function.body.last(), Some(Stmt { kind: StmtKind::Return(_), .. }));
        if !is_returned {
            self.constant(Value::None);
            self.emit(Op::Return);
        } else if function.body.len() > 1 {
            // A jump may lead past the last statement.
            self.constant(Value::None);
            self.emit(Op::Return);
        }
        self.make_function(block)
    }

    fn doc(&mut self, body: &[Stmt]) -> Option<Str> {
        match body.first() {
            Some(Stmt { kind: StmtKind::Expr(Expr { kind: ExprKind::Constant(Constant::Str(text)), .. }), .. }) => {
                Some(self.interner.get(text))
            }
            _ => None,
        }
    }

    fn parameter(&mut self, block: BlockId, name: &Name) {
        let variable = (block, name.clone());
        let cell = self.cell(&variable);
        let slot = self.local(variable);
        if let Some(cell) = cell {
            self.unit().code.cell_parameters.push((slot, cell));
        }
    }

    /// Ends a unit, and makes a function of it: its defaults are on the stack.
    fn make_function(&mut self, block: BlockId) -> Checked {
        let code = self.end()?;
        let free = &self.scopes.blocks[block].free;
        for variable in free {
            let cell = self.cell(variable).unwrap_or_default();
            self.emit(Op::LoadClosure(cell));
        }
        self.emit(Op::BuildTuple(free.len() as u32));
        let index = self.constant_index(Value::Code(Rc::new(code)));
        self.emit(Op::MakeFunction(index));
        Ok(())
    }

    fn class(&mut self, class: &'a Class) -> Checked {
        self.decorated(&class.decorators, |compiler| compiler.plain_class(class))
    }

    fn plain_class(&mut self, class: &'a Class) -> Checked {
        let block = self.scopes.block_of(class);
        self.emit(Op::BuildTuple(0));
        self.emit(Op::BuildDict(0));
        self.begin(block, &class.name, CodeKind::Class, class.line);
        self.unit().code.doc = self.doc(&class.body);
        if class.body.iter().any(|statement| matches!(statement.kind, StmtKind::Annotated(..))) {
            self.emit(Op::BuildDict(0));
            let annotations = self.name_index("__annotations__");
            self.emit(Op::StoreName(annotations));
        }
        self.statements(&class.body)?;
        self.constant(Value::None);
        self.emit(Op::Return);
        self.make_function(block)?;
        self.unpacked_arguments(&class.arguments)?;
        self.at(class.line);
        let name = self.name_index(&class.name);
        self.emit(Op::BuildClass(name));
        Ok(())
    }

    // Expressions

    fn expressions(&mut self, values: &'a [Expr]) -> Checked {
        values.iter().try_for_each(|value| self.expression(value))
    }

    fn expression(&mut self, value: &'a Expr) -> Checked {
        let outer_line = self.unit().line;
        self.at(value.line);
        self.expression_kind(value)?;
        self.at(outer_line);
        Ok(())
    }

    #[expect(clippy::too_many_lines, reason = "one arm for each kind of expression")]
    fn expression_kind(&mut self, value: &'a Expr) -> Checked {
        match &value.kind {
            ExprKind::Constant(constant) => {
                let constant = self.constant_value(constant);
                self.constant(constant);
            }
            ExprKind::Name(name) => self.load(name),
            ExprKind::Template(parts) => self.template(parts)?,
            ExprKind::Tuple(values) => {
                if has_star(values) {
                    self.starred_list(values)?;
                    self.emit(Op::ListToTuple);
                } else {
                    self.expressions(values)?;
                    self.emit(Op::BuildTuple(values.len() as u32));
                }
            }
            ExprKind::List(values) if has_star(values) => self.starred_list(values)?,
            ExprKind::List(values) => {
                self.expressions(values)?;
                self.emit(Op::BuildList(values.len() as u32));
            }
            ExprKind::Set(values) => {
                self.emit(Op::BuildSet(0));
                // CPython makes such a set once, and adds it whole to a new one. That shows in its order.
                let is_constant =
                    values.len() > 2 && values.iter().all(|value| matches!(value.kind, ExprKind::Constant(_)));
                if is_constant {
                    self.emit(Op::BuildSet(0));
                }
                for value in values {
                    match &value.kind {
                        ExprKind::Starred(value) => {
                            self.expression(value)?;
                            self.emit(Op::SetUpdate);
                        }
                        _ => {
                            self.expression(value)?;
                            self.emit(Op::SetAdd(1));
                        }
                    }
                }
                if is_constant {
                    self.emit(Op::SetUpdate);
                }
            }
            ExprKind::Dict(pairs) => self.dict(pairs)?,
            ExprKind::Starred(value) => {
                return Err(SyntaxError::new("can't use starred expression here", value.line, value.column));
            }
            ExprKind::Unary(operator, operand) => self.unary(*operator, operand)?,
            ExprKind::Not(operand) => {
                self.expression(operand)?;
                self.emit(Op::Not);
            }
            ExprKind::Binary(left, operator, right) => {
                self.expression(left)?;
                self.expression(right)?;
                self.emit(Op::Binary(*operator));
            }
            ExprKind::And(values) => self.chain(values, Op::JumpIfFalseOrPop)?,
            ExprKind::Or(values) => self.chain(values, Op::JumpIfTrueOrPop)?,
            ExprKind::Compare(first, others) => self.compare(first, others)?,
            ExprKind::Conditional(parts) => {
                let [test, then, otherwise] = &**parts;
                let fails = self.branch(test, false)?;
                self.expression(then)?;
                let end = self.jump(Op::Jump);
                self.patch_all(fails);
                self.expression(otherwise)?;
                self.patch(end);
            }
            ExprKind::Attribute(object, name) => {
                self.expression(object)?;
                let name = self.name_index(name);
                self.emit(Op::LoadAttr(name));
            }
            ExprKind::Subscript(object, index) => {
                self.expression(object)?;
                self.expression(index)?;
                self.emit(Op::LoadItem);
            }
            ExprKind::Slice(parts) => {
                let count = if parts[2].is_some() { 3 } else { 2 };
                for part in parts.iter().take(count) {
                    match part {
                        Some(part) => self.expression(part)?,
                        None => self.constant(Value::None),
                    }
                }
                self.emit(Op::BuildSlice(count as u32));
            }
            ExprKind::Call(function, arguments) => self.call(value, function, arguments)?,
            ExprKind::Lambda(function) => self.plain_function(function)?,
            ExprKind::Comprehension(comprehension) => self.comprehension(comprehension, value)?,
            ExprKind::Await(inner) => {
                self.expression(inner)?;
                self.await_top();
            }
            ExprKind::Yield(inner) => {
                match inner {
                    Some(inner) => self.expression(inner)?,
                    None => self.constant(Value::None),
                }
                self.emit(Op::Yield);
            }
            ExprKind::YieldFrom(inner) => {
                if self.unit().code.kind == CodeKind::AsyncGenerator {
                    return Err(SyntaxError::new("'yield from' inside async function", value.line, value.column));
                }
                self.expression(inner)?;
                self.emit(Op::GetYieldFrom);
                self.constant(Value::None);
                self.emit(Op::Send);
            }
            ExprKind::Walrus(name, inner) => {
                self.expression(inner)?;
                self.emit(Op::Dup);
                self.store_walrus(name);
            }
        }
        Ok(())
    }

    /// In a comprehension, `:=` assigns to a variable outside.
    fn store_walrus(&mut self, name: &Name) {
        let inner = self.unit().block;
        let mut block = inner;
        while let (BlockKind::Comprehension, Some(parent)) =
            (self.scopes.blocks[block].kind, self.scopes.blocks[block].parent)
        {
            block = parent;
        }
        self.unit().block = block;
        self.store(name);
        self.unit().block = inner;
    }

    fn constant_value(&mut self, constant: &Constant) -> Value {
        match constant {
            Constant::None => Value::None,
            Constant::Ellipsis => Value::Ellipsis,
            Constant::Bool(value) => Value::Bool(*value),
            Constant::Int(number) => Value::Int(*number),
            Constant::Big(digits, radix) => {
                BigInt::parse(digits, *radix).map_or(Value::None, |number| Value::Big(Rc::new(number)))
            }
            Constant::Float(number) => Value::Float(*number),
            Constant::Str(text) => Value::Str(self.interner.get(text)),
            Constant::Bytes(bytes) => Value::Bytes(Rc::new(bytes.to_vec())),
        }
    }

    fn template(&mut self, parts: &'a [TemplatePart]) -> Checked {
        for part in parts {
            match part {
                TemplatePart::Text(text) => self.text(text),
                TemplatePart::Field { value, conversion, spec } => {
                    self.expression(value)?;
                    if !spec.is_empty() {
                        self.template(spec)?;
                    }
                    self.emit(Op::Format(conversion.unwrap_or_default(), !spec.is_empty()));
                }
            }
        }
        self.emit(Op::BuildString(parts.len() as u32));
        Ok(())
    }

    fn starred_list(&mut self, values: &'a [Expr]) -> Checked {
        self.emit(Op::BuildList(0));
        for value in values {
            match &value.kind {
                ExprKind::Starred(value) => {
                    self.expression(value)?;
                    self.emit(Op::ListExtend);
                }
                _ => {
                    self.expression(value)?;
                    self.emit(Op::ListAppend(1));
                }
            }
        }
        Ok(())
    }

    fn dict(&mut self, pairs: &'a [(Option<Expr>, Expr)]) -> Checked {
        let is_plain = pairs.len() <= 32 && pairs.iter().all(|(key, _)| key.is_some());
        if !is_plain {
            self.emit(Op::BuildDict(0));
        }
        for (key, value) in pairs {
            match key {
                Some(key) => {
                    self.expression(key)?;
                    self.expression(value)?;
                    if !is_plain {
                        self.emit(Op::DictInsert(1));
                    }
                }
                None => {
                    self.expression(value)?;
                    self.emit(Op::DictUpdate);
                }
            }
        }
        if is_plain {
            self.emit(Op::BuildDict(pairs.len() as u32));
        }
        Ok(())
    }

    fn unary(&mut self, operator: UnaryOp, operand: &'a Expr) -> Checked {
        if let (UnaryOp::Minus, ExprKind::Constant(Constant::Int(number))) = (operator, &operand.kind) {
            self.constant(Value::Int(-number));
            return Ok(());
        }
        self.expression(operand)?;
        self.emit(Op::Unary(operator));
        Ok(())
    }

    fn chain(&mut self, values: &'a [Expr], jump: fn(u32) -> Op) -> Checked {
        let mut ends = Vec::new();
        for (index, value) in values.iter().enumerate() {
            self.expression(value)?;
            if index + 1 < values.len() {
                ends.push(self.jump(jump));
            }
        }
        self.patch_all(ends);
        Ok(())
    }

    fn compare(&mut self, first: &'a Expr, others: &'a [(CompareOp, Expr)]) -> Checked {
        self.expression(first)?;
        let mut ends = Vec::new();
        for (index, (operator, other)) in others.iter().enumerate() {
            self.expression(other)?;
            let is_last = index + 1 == others.len();
            if !is_last {
                self.emit(Op::Dup);
                self.emit(Op::RotThree);
            }
            self.emit(Op::Compare(*operator));
            if !is_last {
                ends.push(self.jump(Op::JumpIfFalseOrPop));
            }
        }
        if !ends.is_empty() {
            let end = self.jump(Op::Jump);
            self.patch_all(ends);
            self.emit(Op::Swap);
            self.emit(Op::Pop);
            self.patch(end);
        }
        Ok(())
    }

    /// Evaluates a test. Returns the jumps that are taken if it turns out to be `taken_if`.
    fn branch(&mut self, test: &'a Expr, taken_if: bool) -> Checked<Vec<usize>> {
        match &test.kind {
            ExprKind::Not(operand) => self.branch(operand, !taken_if),
            ExprKind::And(values) if !taken_if => {
                let mut jumps = Vec::new();
                for value in values {
                    jumps.extend(self.branch(value, false)?);
                }
                Ok(jumps)
            }
            ExprKind::Or(values) if taken_if => {
                let mut jumps = Vec::new();
                for value in values {
                    jumps.extend(self.branch(value, true)?);
                }
                Ok(jumps)
            }
            _ => {
                self.expression(test)?;
                Ok(vec![self.jump(if taken_if { Op::JumpIfTrue } else { Op::JumpIfFalse })])
            }
        }
    }

    fn call(&mut self, value: &'a Expr, function: &'a Expr, arguments: &'a [Argument]) -> Checked {
        if let ExprKind::Name(name) = &function.kind {
            if **name == *"super" && arguments.is_empty() && self.load_super() {
                return Ok(());
            }
            if self.is_library && **name == *"__run_loop__" {
                self.arguments(arguments)?;
                self.emit(Op::RunLoop);
                return Ok(());
            }
        }
        let is_unpacked =
            arguments.iter().any(|argument| matches!(argument, Argument::Star(_) | Argument::DoubleStar(_)));
        if is_unpacked {
            self.expression(function)?;
            self.unpacked_arguments(arguments)?;
            self.emit(Op::CallUnpacked);
            return Ok(());
        }
        let method = match &function.kind {
            ExprKind::Attribute(object, name) => {
                self.expression(object)?;
                let name = self.name_index(name);
                self.at(value.line);
                self.emit(Op::LoadMethod(name));
                true
            }
            _ => {
                self.expression(function)?;
                false
            }
        };
        let keywords = self.arguments(arguments)?;
        self.at(value.line);
        let count = arguments.len();
        self.emit(match (keywords, method) {
            (None, false) => Op::Call(count as u32),
            (None, true) => Op::CallMethod(count as u32),
            (Some(names), false) => Op::CallKeywords(count as u16, names),
            (Some(names), true) => Op::CallMethodKeywords(count as u16, names),
        });
        Ok(())
    }

    /// Evaluates arguments; returns the constant with the names of those that have one.
    fn arguments(&mut self, arguments: &'a [Argument]) -> Checked<Option<u32>> {
        if arguments.len() > 250 {
            return Err(SyntaxError::new("more than 250 arguments", self.unit().line, 1));
        }
        let mut names = Vec::new();
        for argument in arguments {
            match argument {
                Argument::Positional(value) | Argument::Star(value) | Argument::DoubleStar(value) => {
                    self.expression(value)?;
                }
                Argument::Keyword(name, value) => {
                    self.expression(value)?;
                    names.push(Value::Str(self.interner.get(name)));
                }
            }
        }
        Ok(if names.is_empty() { None } else { Some(self.constant_index(Value::tuple(names))) })
    }

    /// Evaluates arguments to a tuple and a dict.
    fn unpacked_arguments(&mut self, arguments: &'a [Argument]) -> Checked {
        self.emit(Op::BuildList(0));
        for argument in arguments {
            match argument {
                Argument::Positional(value) => {
                    self.expression(value)?;
                    self.emit(Op::ListAppend(1));
                }
                Argument::Star(value) => {
                    self.expression(value)?;
                    self.emit(Op::ArgsExtend);
                }
                _ => {}
            }
        }
        self.emit(Op::ListToTuple);
        self.emit(Op::BuildDict(0));
        for argument in arguments {
            match argument {
                Argument::Keyword(name, value) => {
                    self.text(name);
                    self.expression(value)?;
                    self.emit(Op::BuildDict(1));
                    self.emit(Op::DictMerge);
                }
                Argument::DoubleStar(value) => {
                    self.expression(value)?;
                    self.emit(Op::DictMerge);
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// `super()` without arguments is that of the class around the method, and of its first parameter.
    fn load_super(&mut self) -> bool {
        let frame = self.unit().frame;
        let block = self.unit().block;
        let Meaning::Variable(class) = self.scopes.meaning(block, &"__class__".into()) else { return false };
        let (Some(cell), Some(first)) = (self.cell(&class), self.unit().code.locals.first().cloned()) else {
            return false;
        };
        self.emit(Op::LoadCell(cell));
        let first = (frame, Name::from(&**first));
        let op = match self.cell(&first) {
            Some(cell) => Op::LoadCell(cell),
            None => Op::LoadFast(0),
        };
        self.emit(op);
        self.emit(Op::BuildSuper);
        true
    }

    // Comprehensions

    fn comprehension(&mut self, comprehension: &'a Comprehension, value: &'a Expr) -> Checked {
        if comprehension.kind == ComprehensionKind::Generator {
            return self.generator(comprehension, value);
        }
        self.expression(&comprehension.clauses[0].iterable)?;
        self.emit(if comprehension.clauses[0].is_async { Op::GetAsyncIter } else { Op::GetIter });
        self.emit(match comprehension.kind {
            ComprehensionKind::Set => Op::BuildSet(0),
            ComprehensionKind::Dict => Op::BuildDict(0),
            _ => Op::BuildList(0),
        });
        self.emit(Op::Swap);
        let outer = self.unit().block;
        let block = self.scopes.block_of(comprehension);
        self.unit().block = block;
        self.fresh_cells(block);
        self.clause(comprehension, 0)?;
        self.unit().block = outer;
        Ok(())
    }

    /// Each time a comprehension runs, its variables are new ones.
    fn fresh_cells(&mut self, block: BlockId) {
        let frame = self.unit().frame;
        let cells: Vec<_> = self.scopes.blocks[frame]
            .cells
            .iter()
            .enumerate()
            .filter(|(_, cell)| cell.0 == block)
            .map(|(index, _)| index)
            .collect();
        for cell in cells {
            self.emit(Op::FreshCell(cell as u32));
        }
    }

    /// The loop of a clause, whose iterator is at the top; at the end it is gone.
    fn clause(&mut self, comprehension: &'a Comprehension, index: usize) -> Checked {
        let clause = &comprehension.clauses[index];
        let start = self.here();
        let end = if clause.is_async { self.async_next() } else { self.jump(Op::ForIter) };
        self.assign(&clause.target)?;
        let mut skips = Vec::new();
        for condition in &clause.conditions {
            skips.extend(self.branch(condition, false)?);
        }
        match comprehension.clauses.get(index + 1) {
            Some(inner) => {
                self.expression(&inner.iterable)?;
                self.emit(if inner.is_async { Op::GetAsyncIter } else { Op::GetIter });
                self.clause(comprehension, index + 1)?;
            }
            None => self.element(comprehension)?,
        }
        self.patch_all(skips);
        self.emit(Op::JumpBack(start));
        self.patch(end);
        if clause.is_async {
            let end = self.end_async_for();
            self.patch(end);
        }
        Ok(())
    }

    fn element(&mut self, comprehension: &'a Comprehension) -> Checked {
        // One iterator for each clause lies above the result.
        let depth = comprehension.clauses.len() as u32 + 1;
        self.expression(&comprehension.element)?;
        match comprehension.kind {
            ComprehensionKind::List => self.emit(Op::ListAppend(depth)),
            ComprehensionKind::Set => self.emit(Op::SetAdd(depth)),
            ComprehensionKind::Dict => {
                if let Some(value) = &comprehension.value {
                    self.expression(value)?;
                }
                self.emit(Op::DictInsert(depth));
            }
            ComprehensionKind::Generator => {
                self.emit(Op::Yield);
                self.emit(Op::Pop);
            }
        }
        Ok(())
    }

    /// A generator expression is a call of a function that has the first iterator as its argument.
    fn generator(&mut self, comprehension: &'a Comprehension, value: &Expr) -> Checked {
        let block = self.scopes.block_of(comprehension);
        self.emit(Op::BuildTuple(0));
        self.emit(Op::BuildDict(0));
        let is_async = self.scopes.blocks[block].has_await;
        let kind = if is_async { CodeKind::AsyncGenerator } else { CodeKind::Generator };
        self.begin(block, "<genexpr>", kind, value.line);
        self.parameter(block, &".0".into());
        self.unit().code.parameters.positional = 1;
        self.emit(Op::LoadFast(0));
        self.clause(comprehension, 0)?;
        self.constant(Value::None);
        self.emit(Op::Return);
        self.make_function(block)?;
        self.expression(&comprehension.clauses[0].iterable)?;
        self.emit(if comprehension.clauses[0].is_async { Op::GetAsyncIter } else { Op::GetIter });
        self.emit(Op::Call(1));
        Ok(())
    }
}

fn has_star(values: &[Expr]) -> bool {
    values.iter().any(|value| matches!(value.kind, ExprKind::Starred(_)))
}
