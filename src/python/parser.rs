//! Reads the tokens of a module as its syntax tree: a function for each rule of the grammar, and a table for operators.

use std::rc::Rc;

use super::{
    ast::{
        Argument, BinaryOp, Case, Class, Clause, CompareOp, Comprehension, ComprehensionKind, Constant, Expr, ExprKind,
        For, Function, Handler, Import, Name, Parameter, Parameters, Pattern, Stmt, StmtKind, TemplatePart, Try,
        UnaryOp, With,
    },
    error::{Checked, SyntaxError, notebook_command},
    token::{Piece, Token, TokenKind, tokenize},
};

/// As deep as expressions and blocks may be nested. The compiler and all that follows it go as deep.
const MAX_DEPTH: usize = 150;

/// As long as a chain such as `a + b + c` may be. Its tree is as deep.
const MAX_CHAIN: usize = 500;

const KEYWORDS: [&str; 35] = [
    "False", "None", "True", "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del",
    "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal",
    "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
];

/// Reads a module.
///
/// # Errors
///
/// What is wrong with it first.
pub fn parse(text: &str) -> Checked<Vec<Stmt>> {
    let tokens = tokenize(text)?;
    let mut parser = Parser { tokens: &tokens, at: 0, depth: 0 };
    let mut body = Vec::new();
    while !parser.is_end() {
        if parser.take_kind(&TokenKind::Newline) {
            continue;
        }
        parser.statement(&mut body)?;
    }
    Ok(body)
}

struct Parser<'a> {
    /// They end with [`TokenKind::End`].
    tokens: &'a [Token],
    at: usize,
    depth: usize,
}

/// How tightly a binary operator binds, and whether it is a comparison.
fn precedence(operator: &str) -> Option<(u8, BinaryOp)> {
    Some(match operator {
        "|" => (1, BinaryOp::Or),
        "^" => (2, BinaryOp::Xor),
        "&" => (3, BinaryOp::And),
        "<<" => (4, BinaryOp::LeftShift),
        ">>" => (4, BinaryOp::RightShift),
        "+" => (5, BinaryOp::Add),
        "-" => (5, BinaryOp::Sub),
        "*" => (6, BinaryOp::Mul),
        "/" => (6, BinaryOp::Div),
        "//" => (6, BinaryOp::FloorDiv),
        "%" => (6, BinaryOp::Mod),
        "@" => (6, BinaryOp::MatMul),
        _ => return None,
    })
}

impl Parser<'_> {
    // What is next

    fn token(&self) -> &Token {
        &self.tokens[self.at.min(self.tokens.len() - 1)]
    }

    fn kind(&self) -> &TokenKind {
        &self.token().kind
    }

    fn is_end(&self) -> bool {
        *self.kind() == TokenKind::End
    }

    /// Whether the next token but `ahead` is that keyword or operator.
    fn is_at(&self, ahead: usize, text: &str) -> bool {
        match self.tokens.get(self.at + ahead).map(|token| &token.kind) {
            Some(TokenKind::Name(name)) => **name == *text,
            Some(TokenKind::Op(operator)) => *operator == text,
            _ => false,
        }
    }

    fn is(&self, text: &str) -> bool {
        self.is_at(0, text)
    }

    fn take(&mut self, text: &str) -> bool {
        let is = self.is(text);
        self.at += usize::from(is);
        is
    }

    fn take_kind(&mut self, kind: &TokenKind) -> bool {
        let is = self.kind() == kind;
        self.at += usize::from(is);
        is
    }

    fn error(&self, message: impl Into<String>) -> Box<SyntaxError> {
        SyntaxError::new(message, self.token().line, self.token().column)
    }

    fn invalid(&self) -> Box<SyntaxError> {
        let begins_line = self.at.checked_sub(1).is_none_or(|before| {
            matches!(self.tokens[before].kind, TokenKind::Newline | TokenKind::Indent | TokenKind::Dedent)
        });
        if *self.kind() == TokenKind::Indent {
            self.error("unexpected indent").of_indentation()
        } else if begins_line && self.is("%") {
            notebook_command("%", self.token().line, self.token().column)
        } else {
            self.error("invalid syntax")
        }
    }

    fn expect(&mut self, text: &str) -> Checked {
        if self.take(text) {
            return Ok(());
        }
        if text == ":" { Err(self.error("expected ':'")) } else { Err(self.invalid()) }
    }

    fn name(&mut self) -> Checked<Name> {
        if let TokenKind::Name(name) = self.kind()
            && !KEYWORDS.contains(&&**name)
        {
            let name = Rc::clone(name);
            self.at += 1;
            return Ok(name);
        }
        Err(self.invalid())
    }

    /// Goes one level deeper, unless that is too deep.
    fn deeper<T>(&mut self, parse: impl FnOnce(&mut Self) -> Checked<T>) -> Checked<T> {
        if self.depth >= MAX_DEPTH {
            return Err(self.error("too many nested expressions or blocks"));
        }
        self.depth += 1;
        let parsed = parse(self);
        self.depth -= 1;
        parsed
    }

    fn at_token(token: &Token, kind: ExprKind) -> Expr {
        Expr { kind, line: token.line, column: token.column }
    }

    // Statements

    fn block(&mut self, statement: &str, line: u32) -> Checked<Vec<Stmt>> {
        self.expect(":")?;
        let mut body = Vec::new();
        if !self.take_kind(&TokenKind::Newline) {
            self.simple_statements(&mut body)?;
            return Ok(body);
        }
        if !self.take_kind(&TokenKind::Indent) {
            let message = format!("expected an indented block after {statement} on line {line}");
            return Err(self.error(message).of_indentation());
        }
        self.deeper(|parser| {
            while !parser.take_kind(&TokenKind::Dedent) {
                if parser.is_end() {
                    return Ok(());
                }
                parser.statement(&mut body)?;
            }
            Ok(())
        })?;
        Ok(body)
    }

    fn statement(&mut self, body: &mut Vec<Stmt>) -> Checked {
        let (line, column) = (self.token().line, self.token().column);
        if let Some(kind) = self.compound_statement(line)? {
            body.push(Stmt { kind, line, column });
            return Ok(());
        }
        self.simple_statements(body)
    }

    fn compound_statement(&mut self, line: u32) -> Checked<Option<StmtKind>> {
        let TokenKind::Name(word) = self.kind() else {
            return if self.is("@") { self.decorated().map(Some) } else { Ok(None) };
        };
        Ok(Some(match &*word.clone() {
            "if" => self.if_statement()?,
            "while" => {
                self.at += 1;
                let test = self.named_expression()?;
                let body = self.block("'while' statement", line)?;
                StmtKind::While(test, body, self.else_block()?)
            }
            "for" => self.for_statement(false)?,
            "try" => self.try_statement(line)?,
            "with" => self.with_statement(false)?,
            "def" => StmtKind::Function(Rc::new(self.function(Vec::new(), false)?)),
            "class" => StmtKind::Class(Rc::new(self.class(Vec::new())?)),
            "async" => {
                self.at += 1;
                match self.kind().clone() {
                    TokenKind::Name(word) if *word == *"for" => self.for_statement(true)?,
                    TokenKind::Name(word) if *word == *"with" => self.with_statement(true)?,
                    TokenKind::Name(word) if *word == *"def" => {
                        StmtKind::Function(Rc::new(self.function(Vec::new(), true)?))
                    }
                    _ => return Err(self.invalid()),
                }
            }
            "match" => return self.match_statement(),
            "type"
                if matches!(self.tokens.get(self.at + 1), Some(Token { kind: TokenKind::Name(_), .. }))
                    && self.is_at(2, "=") =>
            {
                let token = self.token();
                let message = "the `type` statement is not supported here; assign the type to a name: X = int | str";
                return Err(SyntaxError::not_supported(message, token.line, token.column));
            }
            _ => return Ok(None),
        }))
    }

    fn else_block(&mut self) -> Checked<Vec<Stmt>> {
        let line = self.token().line;
        if self.take("else") { self.block("'else' statement", line) } else { Ok(Vec::new()) }
    }

    fn if_statement(&mut self) -> Checked<StmtKind> {
        let mut branches = Vec::new();
        let mut word = "if";
        while self.is(word) {
            let line = self.token().line;
            self.at += 1;
            let test = self.named_expression()?;
            if self.is("=") {
                return Err(self.error("invalid syntax. Maybe you meant '==' or ':=' instead of '='?"));
            }
            branches.push((test, self.block(&format!("'{word}' statement"), line)?));
            word = "elif";
        }
        Ok(StmtKind::If(branches, self.else_block()?))
    }

    fn for_statement(&mut self, is_async: bool) -> Checked<StmtKind> {
        let line = self.token().line;
        self.expect("for")?;
        let target = self.targets()?;
        self.expect("in")?;
        let iterable = self.expressions()?;
        let body = self.block("'for' statement", line)?;
        Ok(StmtKind::For(Box::new(For { is_async, target, iterable, body, otherwise: self.else_block()? })))
    }

    /// The targets of a loop, up to its `in`.
    fn targets(&mut self) -> Checked<Expr> {
        let token = self.token().clone();
        let mut targets = Vec::new();
        let mut is_tuple = false;
        while !self.is("in") {
            let target = if self.is("*") { self.starred()? } else { self.operators(1)? };
            check_target(&target, "assign to")?;
            targets.push(target);
            if !self.take(",") {
                break;
            }
            is_tuple = true;
        }
        match targets.pop() {
            Some(target) if !is_tuple && targets.is_empty() => Ok(target),
            Some(target) => {
                targets.push(target);
                Ok(Self::at_token(&token, ExprKind::Tuple(targets)))
            }
            None => Err(self.invalid()),
        }
    }

    fn try_statement(&mut self, line: u32) -> Checked<StmtKind> {
        self.expect("try")?;
        let body = self.block("'try' statement", line)?;
        let (mut handlers, mut is_star) = (Vec::new(), false);
        while self.is("except") {
            let line = self.token().line;
            self.at += 1;
            let star = self.take("*");
            if !handlers.is_empty() && star != is_star {
                return Err(self.error("cannot have both 'except' and 'except*' on the same 'try'"));
            }
            is_star = star;
            let class = if self.is(":") { None } else { Some(self.except_classes()?) };
            if is_star && class.is_none() {
                return Err(self.error("expected one or more exception types"));
            }
            let name = if self.take("as") { Some(self.name()?) } else { None };
            let body = self.block(if star { "'except*' statement" } else { "'except' statement" }, line)?;
            if handlers.last().is_some_and(|handler: &Handler| handler.class.is_none()) {
                return Err(SyntaxError::new("default 'except:' must be last", line, 1));
            }
            handlers.push(Handler { class, name, body, line });
        }
        let otherwise = if handlers.is_empty() { Vec::new() } else { self.else_block()? };
        let line = self.token().line;
        let finally = if self.take("finally") { self.block("'finally' statement", line)? } else { Vec::new() };
        if handlers.is_empty() && finally.is_empty() {
            return Err(self.error("expected 'except' or 'finally' block"));
        }
        Ok(StmtKind::Try(Box::new(Try { body, handlers, is_star, otherwise, finally })))
    }

    /// Since 3.14, several need no parentheses.
    fn except_classes(&mut self) -> Checked<Expr> {
        let first = self.expression()?;
        if !self.is(",") {
            return Ok(first);
        }
        let (line, column) = (first.line, first.column);
        let mut classes = vec![first];
        while self.take(",") {
            classes.push(self.expression()?);
        }
        Ok(Expr { kind: ExprKind::Tuple(classes), line, column })
    }

    fn with_statement(&mut self, is_async: bool) -> Checked<StmtKind> {
        let line = self.token().line;
        self.expect("with")?;
        let start = self.at;
        // `with (a as b, c as d):` is no tuple.
        let items = match self.parenthesized_items() {
            Some(items) => items,
            None => {
                self.at = start;
                self.with_items()?
            }
        };
        let body = self.block("'with' statement", line)?;
        Ok(StmtKind::With(Box::new(With { is_async, items, body })))
    }

    fn parenthesized_items(&mut self) -> Option<Vec<(Expr, Option<Expr>)>> {
        if !self.take("(") {
            return None;
        }
        let items = self.with_items().ok()?;
        self.take(",");
        (self.take(")") && self.is(":")).then_some(items)
    }

    fn with_items(&mut self) -> Checked<Vec<(Expr, Option<Expr>)>> {
        let mut items = Vec::new();
        loop {
            let manager = self.expression()?;
            let target = if self.take("as") {
                let target = self.operators(1)?;
                check_target(&target, "assign to")?;
                Some(target)
            } else {
                None
            };
            items.push((manager, target));
            if !self.is(",") || self.is_at(1, ")") {
                return Ok(items);
            }
            self.at += 1;
        }
    }

    fn decorated(&mut self) -> Checked<StmtKind> {
        let mut decorators = Vec::new();
        while self.take("@") {
            decorators.push(self.named_expression()?);
            if !self.take_kind(&TokenKind::Newline) {
                return Err(self.invalid());
            }
        }
        if self.is("class") {
            return Ok(StmtKind::Class(Rc::new(self.class(decorators)?)));
        }
        let is_async = self.take("async");
        if !self.is("def") {
            return Err(self.invalid());
        }
        Ok(StmtKind::Function(Rc::new(self.function(decorators, is_async)?)))
    }

    fn function(&mut self, decorators: Vec<Expr>, is_async: bool) -> Checked<Function> {
        let line = self.token().line;
        self.expect("def")?;
        let name = self.name()?;
        self.skip_type_parameters()?;
        if !self.take("(") {
            return Err(self.error("expected '('"));
        }
        let parameters = self.parameters(")", true)?;
        self.expect(")")?;
        if self.take("->") {
            self.expressions()?;
        }
        let body = self.block("function definition", line)?;
        Ok(Function { name, parameters, body, is_async, decorators, line })
    }

    /// `[T]` after the name of a function or class means nothing when it runs.
    fn skip_type_parameters(&mut self) -> Checked {
        if !self.take("[") {
            return Ok(());
        }
        let mut depth = 1;
        while depth > 0 {
            if self.is_end() {
                return Err(self.invalid());
            }
            depth = if self.is("[") { depth + 1 } else { depth - usize::from(self.is("]")) };
            self.at += 1;
        }
        Ok(())
    }

    fn parameters(&mut self, end: &str, are_annotated: bool) -> Checked<Parameters> {
        let mut parameters = Parameters::default();
        let mut names: Vec<Name> = Vec::new();
        let mut has_star = false;
        while !self.is(end) {
            if self.take("/") {
                if has_star || parameters.positional.is_empty() || parameters.positional_only > 0 {
                    return Err(self.invalid());
                }
                parameters.positional_only = parameters.positional.len();
            } else if self.take("**") {
                parameters.double_star = Some(self.parameter_name(are_annotated, &mut names)?);
                self.take(",");
                break;
            } else if self.take("*") {
                if has_star {
                    return Err(self.error("* argument may appear only once"));
                }
                has_star = true;
                if self.is(",") {
                    if self.is_at(1, end) {
                        return Err(self.error("named arguments must follow bare *"));
                    }
                } else {
                    parameters.star = Some(self.parameter_name(are_annotated, &mut names)?);
                }
            } else {
                let name = self.parameter_name(are_annotated, &mut names)?;
                let default = if self.take("=") { Some(self.expression()?) } else { None };
                if has_star {
                    parameters.keyword_only.push(Parameter { name, default });
                } else {
                    if default.is_none() && parameters.positional.last().is_some_and(|last| last.default.is_some()) {
                        return Err(self.error("parameter without a default follows parameter with a default"));
                    }
                    parameters.positional.push(Parameter { name, default });
                }
            }
            if !self.take(",") {
                break;
            }
        }
        if self.is(end) { Ok(parameters) } else { Err(self.invalid()) }
    }

    fn parameter_name(&mut self, is_annotated: bool, names: &mut Vec<Name>) -> Checked<Name> {
        let name = self.name()?;
        if names.contains(&name) {
            return Err(self.error(format!("duplicate parameter '{name}' in function definition")));
        }
        names.push(Rc::clone(&name));
        if is_annotated && self.take(":") {
            if self.is("*") {
                self.starred()?
            } else {
                self.expression()?
            };
        }
        Ok(name)
    }

    fn class(&mut self, decorators: Vec<Expr>) -> Checked<Class> {
        let line = self.token().line;
        self.expect("class")?;
        let name = self.name()?;
        self.skip_type_parameters()?;
        let arguments = if self.take("(") { self.arguments()? } else { Vec::new() };
        let body = self.block("class definition", line)?;
        Ok(Class { name, arguments, body, decorators, line })
    }

    /// `match` is a name unless a subject, a colon and a `case` follow.
    fn match_statement(&mut self) -> Checked<Option<StmtKind>> {
        let start = self.at;
        self.at += 1;
        let is_match = !self.is("=") && !self.is(".") && !self.is(")") && !self.is(",");
        let subject = if is_match { self.star_named_expressions().ok() } else { None };
        let Some(subject) = subject.filter(|_| {
            self.is(":") && self.tokens.get(self.at + 1).is_some_and(|next| next.kind == TokenKind::Newline)
        }) else {
            self.at = start;
            return Ok(None);
        };
        self.at += 2;
        if !self.take_kind(&TokenKind::Indent) {
            let line = self.tokens[start].line;
            let message = format!("expected an indented block after 'match' statement on line {line}");
            return Err(self.error(message).of_indentation());
        }
        let mut cases = Vec::new();
        while !self.take_kind(&TokenKind::Dedent) {
            let line = self.token().line;
            if !self.take("case") {
                return Err(self.invalid());
            }
            let pattern = self.open_pattern()?;
            let guard = if self.take("if") { Some(self.named_expression()?) } else { None };
            cases.push(Case { pattern, guard, body: self.block("'case' statement", line)?, line });
        }
        Ok(Some(StmtKind::Match(subject, cases)))
    }

    fn open_pattern(&mut self) -> Checked<Pattern> {
        let first = self.star_pattern()?;
        if !self.is(",") {
            return Ok(first);
        }
        let mut patterns = vec![first];
        while self.take(",") {
            if self.is(":") || self.is("if") {
                break;
            }
            patterns.push(self.star_pattern()?);
        }
        Ok(Pattern::Sequence(patterns))
    }

    fn star_pattern(&mut self) -> Checked<Pattern> {
        if !self.take("*") {
            return self.as_pattern();
        }
        let name = self.name()?;
        Ok(Pattern::Star((*name != *"_").then_some(name)))
    }

    fn as_pattern(&mut self) -> Checked<Pattern> {
        let mut pattern = self.deeper(Self::closed_pattern)?;
        if self.is("|") {
            let mut patterns = vec![pattern];
            while self.take("|") {
                patterns.push(self.closed_pattern()?);
            }
            pattern = Pattern::Or(patterns);
        }
        Ok(if self.take("as") { Pattern::As(Box::new(pattern), self.name()?) } else { pattern })
    }

    fn closed_pattern(&mut self) -> Checked<Pattern> {
        if self.take("(") {
            if self.take(")") {
                return Ok(Pattern::Sequence(Vec::new()));
            }
            let first = self.star_pattern()?;
            let is_group = self.is(")") && !matches!(first, Pattern::Star(_));
            return if is_group {
                self.at += 1;
                Ok(first)
            } else {
                self.sequence_pattern(vec![first], ")")
            };
        }
        if self.take("[") {
            return if self.take("]") {
                Ok(Pattern::Sequence(Vec::new()))
            } else {
                let first = self.star_pattern()?;
                self.sequence_pattern(vec![first], "]")
            };
        }
        if self.take("{") {
            return self.mapping_pattern();
        }
        let is_name = matches!(self.kind(), TokenKind::Name(name) if !KEYWORDS.contains(&&**name));
        if !is_name {
            let value = self.operators(5)?;
            let is_singleton = matches!(value.kind, ExprKind::Constant(Constant::None | Constant::Bool(_)));
            return Ok(if is_singleton { Pattern::Singleton(value) } else { Pattern::Value(value) });
        }
        let token = self.token().clone();
        let name = self.name()?;
        if !self.is(".") && !self.is("(") {
            return Ok(Pattern::Capture((*name != *"_").then_some(name)));
        }
        let mut value = Self::at_token(&token, ExprKind::Name(name));
        while self.take(".") {
            value = Self::at_token(&token, ExprKind::Attribute(Box::new(value), self.name()?));
        }
        if self.take("(") { self.class_pattern(value) } else { Ok(Pattern::Value(value)) }
    }

    fn sequence_pattern(&mut self, mut patterns: Vec<Pattern>, end: &str) -> Checked<Pattern> {
        while self.take(",") {
            if self.is(end) {
                break;
            }
            patterns.push(self.star_pattern()?);
        }
        self.expect(end)?;
        if patterns.iter().filter(|pattern| matches!(pattern, Pattern::Star(_))).count() > 1 {
            return Err(self.error("multiple starred expressions in sequence pattern"));
        }
        Ok(Pattern::Sequence(patterns))
    }

    fn mapping_pattern(&mut self) -> Checked<Pattern> {
        let (mut pairs, mut rest) = (Vec::new(), None);
        while !self.is("}") {
            if self.take("**") {
                rest = Some(self.name()?);
            } else {
                let key = self.operators(5)?;
                self.expect(":")?;
                pairs.push((key, self.as_pattern()?));
            }
            if !self.take(",") {
                break;
            }
        }
        self.expect("}")?;
        Ok(Pattern::Mapping(pairs, rest))
    }

    fn class_pattern(&mut self, class: Expr) -> Checked<Pattern> {
        let (mut positional, mut keywords) = (Vec::new(), Vec::new());
        while !self.is(")") {
            if self.is_at(1, "=") {
                let name = self.name()?;
                self.at += 1;
                keywords.push((name, self.as_pattern()?));
            } else {
                positional.push(self.as_pattern()?);
            }
            if !self.take(",") {
                break;
            }
        }
        self.expect(")")?;
        Ok(Pattern::Class(class, positional, keywords))
    }

    fn simple_statements(&mut self, body: &mut Vec<Stmt>) -> Checked {
        loop {
            let (line, column) = (self.token().line, self.token().column);
            let kind = self.simple_statement()?;
            body.push(Stmt { kind, line, column });
            let has_more = self.take(";");
            if self.take_kind(&TokenKind::Newline) || self.is_end() {
                return Ok(());
            }
            if !has_more {
                return Err(self.invalid());
            }
        }
    }

    fn simple_statement(&mut self) -> Checked<StmtKind> {
        let TokenKind::Name(word) = self.kind() else { return self.expression_statement() };
        let word = Rc::clone(word);
        Ok(match &*word {
            "pass" => self.word(StmtKind::Pass),
            "break" => self.word(StmtKind::Break),
            "continue" => self.word(StmtKind::Continue),
            "return" => {
                self.at += 1;
                StmtKind::Return(if self.is_statement_end() { None } else { Some(self.star_expressions()?) })
            }
            "raise" => {
                self.at += 1;
                let error = if self.is_statement_end() { None } else { Some(self.expression()?) };
                let cause = if error.is_some() && self.take("from") { Some(self.expression()?) } else { None };
                StmtKind::Raise(error, cause)
            }
            "assert" => {
                self.at += 1;
                let test = self.expression()?;
                StmtKind::Assert(test, if self.take(",") { Some(self.expression()?) } else { None })
            }
            "del" => {
                self.at += 1;
                let targets = match self.expressions()? {
                    Expr { kind: ExprKind::Tuple(targets), .. } => targets,
                    target => vec![target],
                };
                targets.iter().try_for_each(|target| check_target(target, "delete"))?;
                StmtKind::Del(targets)
            }
            "global" => {
                self.at += 1;
                StmtKind::Global(self.names()?)
            }
            "nonlocal" => {
                self.at += 1;
                StmtKind::Nonlocal(self.names()?)
            }
            "import" => self.import()?,
            "from" => self.import_from()?,
            _ => return self.expression_statement(),
        })
    }

    fn word(&mut self, kind: StmtKind) -> StmtKind {
        self.at += 1;
        kind
    }

    fn is_statement_end(&self) -> bool {
        matches!(self.kind(), TokenKind::Newline | TokenKind::End) || self.is(";")
    }

    fn names(&mut self) -> Checked<Vec<Name>> {
        let mut names = vec![self.name()?];
        while self.take(",") {
            names.push(self.name()?);
        }
        Ok(names)
    }

    fn dotted_name(&mut self) -> Checked<Name> {
        let mut name = self.name()?.to_string();
        while self.take(".") {
            name = format!("{name}.{}", self.name()?);
        }
        Ok(name.into())
    }

    fn import(&mut self) -> Checked<StmtKind> {
        self.expect("import")?;
        let mut imports = Vec::new();
        loop {
            let module = self.dotted_name()?;
            let alias = if self.take("as") { Some(self.name()?) } else { None };
            imports.push(Import { module, alias });
            if !self.take(",") {
                return Ok(StmtKind::Import(imports));
            }
        }
    }

    fn import_from(&mut self) -> Checked<StmtKind> {
        self.expect("from")?;
        let module = self.dotted_name()?;
        self.expect("import")?;
        if self.is("*") {
            let token = self.token();
            let message = format!("`from {module} import *` is not supported here; import the names that are used");
            return Err(SyntaxError::not_supported(message, token.line, token.column));
        }
        let has_parenthesis = self.take("(");
        let mut names = Vec::new();
        while !self.is(")") {
            let name = self.name()?;
            let alias = if self.take("as") { self.name()? } else { Rc::clone(&name) };
            names.push((name, alias));
            if !self.take(",") {
                break;
            }
        }
        if has_parenthesis {
            self.expect(")")?;
        }
        if names.is_empty() { Err(self.invalid()) } else { Ok(StmtKind::FromImport(module, names)) }
    }

    fn expression_statement(&mut self) -> Checked<StmtKind> {
        let first = self.star_expressions()?;
        if self.take(":") {
            return self.annotated(first);
        }
        if let TokenKind::Op(operator) = *self.kind()
            && let Some(operator) = operator.strip_suffix('=')
            && let Some(operator) =
                precedence(operator).map(|(_, operator)| operator).or((operator == "**").then_some(BinaryOp::Pow))
        {
            if !matches!(first.kind, ExprKind::Name(_) | ExprKind::Attribute(..) | ExprKind::Subscript(..)) {
                let message = format!("'{}' is an illegal expression for augmented assignment", describe(&first));
                return Err(SyntaxError::new(message, first.line, first.column));
            }
            self.at += 1;
            let value = self.star_expressions()?;
            return Ok(StmtKind::AugAssign(first, operator, value));
        }
        if let ExprKind::Name(name) = &first.kind
            && matches!(&**name, "print" | "exec")
            && matches!(
                self.kind(),
                TokenKind::Int(..) | TokenKind::Text(_) | TokenKind::Template(_) | TokenKind::Name(_)
            )
        {
            let name = &**name;
            let message = format!("Missing parentheses in call to '{name}'. Did you mean {name}(...)?");
            return Err(SyntaxError::new(message, first.line, first.column));
        }
        if !self.is("=") {
            return Ok(StmtKind::Expr(first));
        }
        let mut targets = vec![first];
        while self.take("=") {
            targets.push(self.star_expressions()?);
        }
        let value = match targets.pop() {
            Some(value) => value,
            None => return Err(self.invalid()),
        };
        targets.iter().try_for_each(|target| check_target(target, "assign to"))?;
        Ok(StmtKind::Assign(targets, value))
    }

    fn annotated(&mut self, target: Expr) -> Checked<StmtKind> {
        if !matches!(target.kind, ExprKind::Name(_) | ExprKind::Attribute(..) | ExprKind::Subscript(..)) {
            return Err(SyntaxError::new("illegal target for annotation", target.line, target.column));
        }
        let start = self.at;
        self.expression()?;
        let annotation = self.tokens[start..self.at].iter().map(written).collect::<String>().into();
        let value = if self.take("=") { Some(self.star_expressions()?) } else { None };
        Ok(StmtKind::Annotated(target, annotation, value))
    }

    // Expressions

    /// One or more expressions; several are a tuple. A `yield` may stand here too.
    fn star_expressions(&mut self) -> Checked<Expr> {
        if self.is("yield") { self.yield_expression() } else { self.tuple_of(Self::star_expression) }
    }

    fn star_expression(&mut self) -> Checked<Expr> {
        if self.is("*") { self.starred() } else { self.expression() }
    }

    fn star_named_expressions(&mut self) -> Checked<Expr> {
        self.tuple_of(Self::star_named_expression)
    }

    fn star_named_expression(&mut self) -> Checked<Expr> {
        if self.is("*") { self.starred() } else { self.named_expression() }
    }

    fn expressions(&mut self) -> Checked<Expr> {
        self.tuple_of(Self::star_expression)
    }

    fn tuple_of(&mut self, element: fn(&mut Self) -> Checked<Expr>) -> Checked<Expr> {
        let first = element(self)?;
        if !self.is(",") {
            return Ok(first);
        }
        let (line, column) = (first.line, first.column);
        let mut elements = vec![first];
        while self.take(",") {
            if !self.begins_expression() {
                break;
            }
            elements.push(element(self)?);
        }
        Ok(Expr { kind: ExprKind::Tuple(elements), line, column })
    }

    fn begins_expression(&self) -> bool {
        match self.kind() {
            TokenKind::Name(name) => {
                !KEYWORDS.contains(&&**name)
                    || matches!(&**name, "None" | "True" | "False" | "not" | "lambda" | "await" | "yield")
            }
            TokenKind::Op(operator) => matches!(*operator, "(" | "[" | "{" | "-" | "+" | "~" | "*" | "..."),
            TokenKind::Newline | TokenKind::Indent | TokenKind::Dedent | TokenKind::End => false,
            _ => true,
        }
    }

    fn starred(&mut self) -> Checked<Expr> {
        let token = self.token().clone();
        self.expect("*")?;
        let value = self.operators(1)?;
        Ok(Self::at_token(&token, ExprKind::Starred(Box::new(value))))
    }

    fn yield_expression(&mut self) -> Checked<Expr> {
        let token = self.token().clone();
        self.expect("yield")?;
        let kind = if self.take("from") {
            ExprKind::YieldFrom(Box::new(self.expression()?))
        } else if self.begins_expression() {
            ExprKind::Yield(Some(Box::new(self.tuple_of(Self::star_expression)?)))
        } else {
            ExprKind::Yield(None)
        };
        Ok(Self::at_token(&token, kind))
    }

    /// An expression, or `name := expression`.
    fn named_expression(&mut self) -> Checked<Expr> {
        if matches!(self.kind(), TokenKind::Name(_)) && self.is_at(1, ":=") {
            let token = self.token().clone();
            let name = self.name()?;
            self.at += 1;
            let value = self.expression()?;
            return Ok(Self::at_token(&token, ExprKind::Walrus(name, Box::new(value))));
        }
        self.expression()
    }

    fn expression(&mut self) -> Checked<Expr> {
        self.deeper(|parser| {
            if parser.is("lambda") {
                return parser.lambda();
            }
            let value = parser.or_expression()?;
            if !parser.is("if") {
                return Ok(value);
            }
            parser.at += 1;
            let test = parser.or_expression()?;
            if !parser.take("else") {
                return Err(parser.error("expected 'else' after 'if' expression"));
            }
            let otherwise = parser.expression()?;
            let (line, column) = (value.line, value.column);
            Ok(Expr { kind: ExprKind::Conditional(Box::new([test, value, otherwise])), line, column })
        })
    }

    fn lambda(&mut self) -> Checked<Expr> {
        let token = self.token().clone();
        self.expect("lambda")?;
        let parameters = self.parameters(":", false)?;
        self.expect(":")?;
        let value = self.expression()?;
        let body = vec![Stmt { line: value.line, column: value.column, kind: StmtKind::Return(Some(value)) }];
        let function = Function {
            name: "<lambda>".into(),
            parameters,
            body,
            is_async: false,
            decorators: Vec::new(),
            line: token.line,
        };
        Ok(Self::at_token(&token, ExprKind::Lambda(Rc::new(function))))
    }

    fn or_expression(&mut self) -> Checked<Expr> {
        self.bool_chain("or", Self::and_expression, ExprKind::Or)
    }

    fn and_expression(&mut self) -> Checked<Expr> {
        self.bool_chain("and", Self::not_expression, ExprKind::And)
    }

    fn bool_chain(
        &mut self,
        word: &str,
        operand: fn(&mut Self) -> Checked<Expr>,
        chain: fn(Vec<Expr>) -> ExprKind,
    ) -> Checked<Expr> {
        let first = operand(self)?;
        if !self.is(word) {
            return Ok(first);
        }
        let (line, column) = (first.line, first.column);
        let mut operands = vec![first];
        while self.take(word) {
            operands.push(operand(self)?);
        }
        Ok(Expr { kind: chain(operands), line, column })
    }

    fn not_expression(&mut self) -> Checked<Expr> {
        if !self.is("not") {
            return self.comparison();
        }
        let token = self.token().clone();
        self.at += 1;
        let operand = self.deeper(Self::not_expression)?;
        Ok(Self::at_token(&token, ExprKind::Not(Box::new(operand))))
    }

    fn comparison(&mut self) -> Checked<Expr> {
        let first = self.operators(1)?;
        let mut others = Vec::new();
        while let Some(operator) = self.comparison_operator() {
            others.push((operator, self.operators(1)?));
        }
        if others.is_empty() {
            return Ok(first);
        }
        let (line, column) = (first.line, first.column);
        Ok(Expr { kind: ExprKind::Compare(Box::new(first), others), line, column })
    }

    fn comparison_operator(&mut self) -> Option<CompareOp> {
        let (operator, tokens) = match self.kind() {
            TokenKind::Op("==") => (CompareOp::Eq, 1),
            TokenKind::Op("!=") => (CompareOp::Ne, 1),
            TokenKind::Op("<") => (CompareOp::Lt, 1),
            TokenKind::Op("<=") => (CompareOp::Le, 1),
            TokenKind::Op(">") => (CompareOp::Gt, 1),
            TokenKind::Op(">=") => (CompareOp::Ge, 1),
            _ if self.is("in") => (CompareOp::In, 1),
            _ if self.is("not") && self.is_at(1, "in") => (CompareOp::NotIn, 2),
            _ if self.is("is") && self.is_at(1, "not") => (CompareOp::IsNot, 2),
            _ if self.is("is") => (CompareOp::Is, 1),
            _ => return None,
        };
        self.at += tokens;
        Some(operator)
    }

    /// Binary operators that bind at least as tightly as `least`.
    fn operators(&mut self, least: u8) -> Checked<Expr> {
        let mut left = self.unary()?;
        let mut length = 0;
        while let TokenKind::Op(operator) = *self.kind()
            && let Some((level, operator)) = precedence(operator)
            && level >= least
        {
            length += 1;
            if length > MAX_CHAIN {
                return Err(self.error("the expression is too long"));
            }
            self.at += 1;
            let right = self.operators(level + 1)?;
            let (line, column) = (left.line, left.column);
            left = Expr { kind: ExprKind::Binary(Box::new(left), operator, Box::new(right)), line, column };
        }
        Ok(left)
    }

    fn unary(&mut self) -> Checked<Expr> {
        let operator = match self.kind() {
            TokenKind::Op("-") => UnaryOp::Minus,
            TokenKind::Op("+") => UnaryOp::Plus,
            TokenKind::Op("~") => UnaryOp::Invert,
            _ => return self.power(),
        };
        let token = self.token().clone();
        self.at += 1;
        let operand = self.deeper(Self::unary)?;
        Ok(Self::at_token(&token, ExprKind::Unary(operator, Box::new(operand))))
    }

    fn power(&mut self) -> Checked<Expr> {
        let base = if self.is("await") {
            let token = self.token().clone();
            self.at += 1;
            let value = self.postfix()?;
            Self::at_token(&token, ExprKind::Await(Box::new(value)))
        } else {
            self.postfix()?
        };
        if !self.take("**") {
            return Ok(base);
        }
        let exponent = self.deeper(Self::unary)?;
        let (line, column) = (base.line, base.column);
        Ok(Expr { kind: ExprKind::Binary(Box::new(base), BinaryOp::Pow, Box::new(exponent)), line, column })
    }

    fn postfix(&mut self) -> Checked<Expr> {
        let mut value = self.deeper(Self::atom)?;
        let mut length = 0;
        loop {
            length += 1;
            if length > MAX_CHAIN {
                return Err(self.error("the expression is too long"));
            }
            let line = self.token().line;
            let kind = if self.take(".") {
                ExprKind::Attribute(Box::new(value), self.name()?)
            } else if self.take("(") {
                let arguments = self.arguments()?;
                // A call stands where its name does, which in a chain over several lines is not where the chain begins.
                let column = value.column;
                let line = if matches!(value.kind, ExprKind::Attribute(..)) { line } else { value.line };
                value = Expr { kind: ExprKind::Call(Box::new(value), arguments), line, column };
                continue;
            } else if self.take("[") {
                let index = self.subscript()?;
                self.expect("]")?;
                ExprKind::Subscript(Box::new(value), Box::new(index))
            } else {
                return Ok(value);
            };
            let inner = match &kind {
                ExprKind::Attribute(inner, _) | ExprKind::Subscript(inner, _) => (inner.line, inner.column),
                _ => (line, 1),
            };
            let line = if matches!(kind, ExprKind::Attribute(..)) { line } else { inner.0 };
            value = Expr { kind, line, column: inner.1 };
        }
    }

    /// The arguments of a call, up to and with its parenthesis.
    fn arguments(&mut self) -> Checked<Vec<Argument>> {
        let mut arguments = Vec::new();
        while !self.take(")") {
            let argument = self.argument()?;
            let has_keyword = arguments.iter().any(|argument| matches!(argument, Argument::Keyword(..)));
            let has_double_star = arguments.iter().any(|argument| matches!(argument, Argument::DoubleStar(_)));
            match &argument {
                Argument::Positional(value) if has_double_star || has_keyword => {
                    let kind = if has_double_star { "keyword argument unpacking" } else { "keyword argument" };
                    return Err(SyntaxError::new(
                        format!("positional argument follows {kind}"),
                        value.line,
                        value.column,
                    ));
                }
                Argument::Keyword(name, value)
                    if arguments
                        .iter()
                        .any(|argument| matches!(argument, Argument::Keyword(other, _) if other == name)) =>
                {
                    return Err(SyntaxError::new(
                        format!("keyword argument repeated: {name}"),
                        value.line,
                        value.column,
                    ));
                }
                _ => {}
            }
            arguments.push(argument);
            if !self.take(",") {
                self.expect_closing(")")?;
                break;
            }
        }
        Ok(arguments)
    }

    fn expect_closing(&mut self, bracket: &str) -> Checked {
        if self.take(bracket) {
            return Ok(());
        }
        if self.begins_expression() {
            return Err(self.error("invalid syntax. Perhaps you forgot a comma?"));
        }
        Err(self.invalid())
    }

    fn argument(&mut self) -> Checked<Argument> {
        if self.take("**") {
            return Ok(Argument::DoubleStar(self.expression()?));
        }
        if self.take("*") {
            return Ok(Argument::Star(self.expression()?));
        }
        if matches!(self.kind(), TokenKind::Name(_)) && self.is_at(1, "=") {
            let name = self.name()?;
            self.at += 1;
            return Ok(Argument::Keyword(name, self.expression()?));
        }
        let value = self.named_expression()?;
        if self.is("for") || (self.is("async") && self.is_at(1, "for")) {
            return Ok(Argument::Positional(self.comprehension(ComprehensionKind::Generator, value, None)?));
        }
        Ok(Argument::Positional(value))
    }

    fn subscript(&mut self) -> Checked<Expr> {
        self.tuple_of(Self::slice)
    }

    fn slice(&mut self) -> Checked<Expr> {
        let token = self.token().clone();
        if self.is("*") {
            return self.starred();
        }
        let mut parts = [None, None, None];
        let mut has_colon = false;
        for (index, part) in parts.iter_mut().enumerate() {
            if !(self.is(":") || self.is("]") || self.is(",")) {
                *part = Some(self.named_expression()?);
            }
            if index == 2 || !self.take(":") {
                break;
            }
            has_colon = true;
        }
        if has_colon {
            return Ok(Self::at_token(&token, ExprKind::Slice(Box::new(parts))));
        }
        let [first, ..] = parts;
        match first {
            Some(index) => Ok(index),
            None => Err(self.invalid()),
        }
    }

    fn atom(&mut self) -> Checked<Expr> {
        let token = self.token().clone();
        let kind = match &token.kind {
            TokenKind::Name(_) => return self.word_atom(&token),
            TokenKind::Int(digits, radix) => {
                self.at += 1;
                ExprKind::Constant(match i64::from_str_radix(digits, *radix) {
                    Ok(number) => Constant::Int(number),
                    Err(_) => Constant::Big(digits.as_str().into(), *radix),
                })
            }
            TokenKind::Float(number) => {
                self.at += 1;
                ExprKind::Constant(Constant::Float(*number))
            }
            TokenKind::Text(_) | TokenKind::Template(_) => return self.strings(&token),
            TokenKind::Bytes(_) => {
                let mut bytes = Vec::new();
                while let TokenKind::Bytes(more) = self.kind() {
                    bytes.extend_from_slice(more);
                    self.at += 1;
                }
                ExprKind::Constant(Constant::Bytes(bytes.into()))
            }
            TokenKind::Op("(") => return self.parenthesized(&token),
            TokenKind::Op("[") => return self.list(&token),
            TokenKind::Op("{") => return self.braces(&token),
            TokenKind::Op("...") => {
                self.at += 1;
                ExprKind::Constant(Constant::Ellipsis)
            }
            _ => return Err(self.invalid()),
        };
        Ok(Self::at_token(&token, kind))
    }

    fn word_atom(&mut self, token: &Token) -> Checked<Expr> {
        let constant = match () {
            () if self.take("None") => Constant::None,
            () if self.take("True") => Constant::Bool(true),
            () if self.take("False") => Constant::Bool(false),
            () => return Ok(Self::at_token(token, ExprKind::Name(self.name()?))),
        };
        Ok(Self::at_token(token, ExprKind::Constant(constant)))
    }

    /// String literals in a row are one.
    fn strings(&mut self, token: &Token) -> Checked<Expr> {
        let mut parts = Vec::new();
        loop {
            match &self.tokens[self.at].kind {
                TokenKind::Text(text) => add_text(&mut parts, text),
                TokenKind::Template(pieces) => self.template_parts(pieces, &mut parts)?,
                TokenKind::Bytes(_) => return Err(self.error("cannot mix bytes and nonbytes literals")),
                _ => break,
            }
            self.at += 1;
        }
        let kind = match &parts[..] {
            [] => ExprKind::Constant(Constant::Str("".into())),
            [TemplatePart::Text(text)] => ExprKind::Constant(Constant::Str(Rc::clone(text))),
            _ => ExprKind::Template(parts),
        };
        Ok(Self::at_token(token, kind))
    }

    fn template_parts(&self, pieces: &[Piece], parts: &mut Vec<TemplatePart>) -> Checked {
        for piece in pieces {
            match piece {
                Piece::Text(text) => add_text(parts, text),
                Piece::Field { tokens, conversion, spec } => {
                    let mut parser = Parser { tokens, at: 0, depth: self.depth + 1 };
                    let value = if parser.is("yield") {
                        parser.yield_expression()?
                    } else {
                        parser.star_named_expressions()?
                    };
                    if !parser.is_end() {
                        return Err(parser.invalid());
                    }
                    let mut spec_parts = Vec::new();
                    self.template_parts(spec, &mut spec_parts)?;
                    parts.push(TemplatePart::Field { value, conversion: *conversion, spec: spec_parts });
                }
            }
        }
        Ok(())
    }

    fn parenthesized(&mut self, token: &Token) -> Checked<Expr> {
        self.expect("(")?;
        if self.take(")") {
            return Ok(Self::at_token(token, ExprKind::Tuple(Vec::new())));
        }
        if self.is("yield") {
            let value = self.yield_expression()?;
            self.expect(")")?;
            return Ok(value);
        }
        let first = self.star_named_expression()?;
        if self.begins_comprehension() {
            let comprehension = self.comprehension(ComprehensionKind::Generator, first, None)?;
            self.expect(")")?;
            return Ok(comprehension);
        }
        if self.take(")") {
            if matches!(first.kind, ExprKind::Starred(_)) {
                return Err(SyntaxError::new("cannot use starred expression here", first.line, first.column));
            }
            return Ok(first);
        }
        let mut elements = vec![first];
        while self.take(",") {
            if self.is(")") {
                break;
            }
            elements.push(self.star_named_expression()?);
        }
        self.expect_closing(")")?;
        Ok(Self::at_token(token, ExprKind::Tuple(elements)))
    }

    fn begins_comprehension(&self) -> bool {
        self.is("for") || (self.is("async") && self.is_at(1, "for"))
    }

    fn list(&mut self, token: &Token) -> Checked<Expr> {
        self.expect("[")?;
        let mut elements = Vec::new();
        while !self.is("]") {
            let element = self.star_named_expression()?;
            if elements.is_empty() && self.begins_comprehension() {
                let comprehension = self.comprehension(ComprehensionKind::List, element, None)?;
                self.expect("]")?;
                return Ok(comprehension);
            }
            elements.push(element);
            if !self.take(",") {
                break;
            }
        }
        self.expect_closing("]")?;
        Ok(Self::at_token(token, ExprKind::List(elements)))
    }

    fn braces(&mut self, token: &Token) -> Checked<Expr> {
        self.expect("{")?;
        if self.take("}") {
            return Ok(Self::at_token(token, ExprKind::Dict(Vec::new())));
        }
        if self.is("**") {
            return self.dict(token, Vec::new());
        }
        let first = self.star_named_expression()?;
        if self.take(":") {
            let value = self.expression()?;
            if self.begins_comprehension() {
                let comprehension = self.comprehension(ComprehensionKind::Dict, first, Some(value))?;
                self.expect("}")?;
                return Ok(comprehension);
            }
            let has_more = self.take(",");
            let pairs = vec![(Some(first), value)];
            if has_more {
                return self.dict(token, pairs);
            }
            self.expect_closing("}")?;
            return Ok(Self::at_token(token, ExprKind::Dict(pairs)));
        }
        if self.begins_comprehension() {
            let comprehension = self.comprehension(ComprehensionKind::Set, first, None)?;
            self.expect("}")?;
            return Ok(comprehension);
        }
        let mut elements = vec![first];
        while self.take(",") {
            if self.is("}") {
                break;
            }
            elements.push(self.star_named_expression()?);
        }
        self.expect_closing("}")?;
        Ok(Self::at_token(token, ExprKind::Set(elements)))
    }

    fn dict(&mut self, token: &Token, mut pairs: Vec<(Option<Expr>, Expr)>) -> Checked<Expr> {
        while !self.is("}") {
            if self.take("**") {
                pairs.push((None, self.operators(1)?));
            } else {
                let key = self.expression()?;
                self.expect(":")?;
                pairs.push((Some(key), self.expression()?));
            }
            if !self.take(",") {
                break;
            }
        }
        self.expect_closing("}")?;
        Ok(Self::at_token(token, ExprKind::Dict(pairs)))
    }

    fn comprehension(&mut self, kind: ComprehensionKind, element: Expr, value: Option<Expr>) -> Checked<Expr> {
        let mut clauses = Vec::new();
        while self.begins_comprehension() {
            let is_async = self.take("async");
            self.expect("for")?;
            let target = self.targets()?;
            self.expect("in")?;
            let iterable = self.or_expression()?;
            let mut conditions = Vec::new();
            while self.take("if") {
                conditions.push(if self.is_at(1, ":=") { self.named_expression()? } else { self.or_expression()? });
            }
            clauses.push(Clause { is_async, target, iterable, conditions });
        }
        let (line, column) = (element.line, element.column);
        let comprehension = Comprehension { kind, element, value, clauses };
        Ok(Expr { kind: ExprKind::Comprehension(Box::new(comprehension)), line, column })
    }
}

fn add_text(parts: &mut Vec<TemplatePart>, text: &str) {
    if text.is_empty() {
        return;
    }
    match parts.last_mut() {
        Some(TemplatePart::Text(last)) => *last = format!("{last}{text}").into(),
        _ => parts.push(TemplatePart::Text(text.into())),
    }
}

/// Whether something may be assigned to, or deleted.
fn check_target(target: &Expr, verb: &str) -> Checked {
    match &target.kind {
        ExprKind::Name(_) | ExprKind::Attribute(..) | ExprKind::Subscript(..) => Ok(()),
        ExprKind::Tuple(targets) | ExprKind::List(targets) => {
            if targets.iter().filter(|target| matches!(target.kind, ExprKind::Starred(_))).count() > 1 {
                return Err(SyntaxError::new("multiple starred expressions in assignment", target.line, target.column));
            }
            targets.iter().try_for_each(|target| check_target(target, verb))
        }
        ExprKind::Starred(target) if verb == "assign to" => check_target(target, verb),
        _ => {
            let what = describe(target);
            let hint = if verb == "delete" { "" } else { " here. Maybe you meant '==' instead of '='?" };
            let hint = if matches!(what, "True" | "False" | "None" | "ellipsis") { "" } else { hint };
            Err(SyntaxError::new(format!("cannot {verb} {what}{hint}"), target.line, target.column))
        }
    }
}

/// What an expression is called in messages.
fn describe(value: &Expr) -> &'static str {
    match &value.kind {
        ExprKind::Constant(Constant::None) => "None",
        ExprKind::Constant(Constant::Bool(true)) => "True",
        ExprKind::Constant(Constant::Bool(false)) => "False",
        ExprKind::Constant(Constant::Ellipsis) => "ellipsis",
        ExprKind::Constant(_) => "literal",
        ExprKind::Name(_) => "name",
        ExprKind::Template(_) => "f-string expression",
        ExprKind::Tuple(_) => "tuple",
        ExprKind::List(_) => "list",
        ExprKind::Set(_) => "set display",
        ExprKind::Dict(_) => "dict literal",
        ExprKind::Starred(_) => "starred",
        ExprKind::Unary(..) | ExprKind::Not(_) | ExprKind::Binary(..) | ExprKind::And(_) | ExprKind::Or(_) => {
            "expression"
        }
        ExprKind::Compare(..) => "comparison",
        ExprKind::Conditional(_) => "conditional expression",
        ExprKind::Attribute(..) => "attribute",
        ExprKind::Subscript(..) | ExprKind::Slice(_) => "subscript",
        ExprKind::Call(..) => "function call",
        ExprKind::Lambda(_) => "lambda",
        ExprKind::Comprehension(comprehension) => match comprehension.kind {
            ComprehensionKind::List => "list comprehension",
            ComprehensionKind::Set => "set comprehension",
            ComprehensionKind::Dict => "dict comprehension",
            ComprehensionKind::Generator => "generator expression",
        },
        ExprKind::Await(_) => "await expression",
        ExprKind::Yield(_) | ExprKind::YieldFrom(_) => "yield expression",
        ExprKind::Walrus(..) => "named expression",
    }
}

/// A token of an annotation as it is written.
fn written(token: &Token) -> String {
    match &token.kind {
        TokenKind::Name(name) => name.to_string(),
        TokenKind::Op(",") => ", ".to_owned(),
        TokenKind::Op("|") => " | ".to_owned(),
        TokenKind::Op(operator) => (*operator).to_owned(),
        TokenKind::Int(digits, _) => digits.clone(),
        TokenKind::Text(text) => text.clone(),
        _ => String::new(),
    }
}
