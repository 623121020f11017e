//! The tokens of a Python module. Indentation is a token as well.

use std::rc::Rc;

use super::{
    error::{Checked, SyntaxError, notebook_command},
    platform,
};

/// A token, and where it begins.
#[derive(Clone, Debug)]
pub struct Token {
    pub kind: TokenKind,
    /// Counted from 1.
    pub line: u32,
    /// In characters, counted from 1.
    pub column: u32,
}

#[derive(Clone, Debug, PartialEq)]
pub enum TokenKind {
    /// A name or a keyword.
    Name(Rc<str>),
    /// An integer that may have any size: its digits, and their radix.
    Int(String, u32),
    Float(f64),
    Text(String),
    Bytes(Vec<u8>),
    /// An f-string.
    Template(Vec<Piece>),
    Op(&'static str),
    Newline,
    Indent,
    Dedent,
    End,
}

/// A piece of an f-string.
#[derive(Clone, Debug, PartialEq)]
pub enum Piece {
    Text(String),
    Field {
        /// The tokens of the expression, which end with [`TokenKind::End`].
        tokens: Vec<Token>,
        /// `!r`, `!s` or `!a`.
        conversion: Option<char>,
        spec: Vec<Piece>,
    },
}

impl PartialEq for Token {
    fn eq(&self, other: &Self) -> bool {
        self.kind == other.kind
    }
}

/// Longer ones first.
const OPERATORS: [&str; 47] = [
    "**=", "//=", ">>=", "<<=", "...", "!=", "->", ":=", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=", "@=", "==",
    "<=", ">=", "<<", ">>", "**", "//", "+", "-", "*", "/", "%", "@", "&", "|", "^", "~", "<", ">", "(", ")", "[", "]",
    "{", "}", ",", ":", ".", ";", "=",
];

/// As deep as brackets may be nested.
const MAX_NESTING: usize = 100;

/// As deep as blocks may be nested.
const MAX_INDENTS: usize = 60;

/// Splits a module into tokens.
pub fn tokenize(text: &str) -> Checked<Vec<Token>> {
    let mut lexer = Lexer::new(text, 1);
    lexer.module()?;
    Ok(lexer.tokens)
}

struct Lexer<'a> {
    text: &'a str,
    at: usize,
    line: u32,
    line_start: usize,
    tokens: Vec<Token>,
    /// The brackets that are open: each, and where it is.
    brackets: Vec<(char, u32, u32)>,
}

/// How a string literal is written.
#[derive(Clone, Copy, Default)]
struct Prefix {
    is_raw: bool,
    is_bytes: bool,
    is_template: bool,
}

impl Prefix {
    fn parse(text: &str) -> Option<Self> {
        let mut prefix = Self::default();
        for letter in text.chars() {
            match letter.to_ascii_lowercase() {
                'r' => prefix.is_raw = true,
                'b' => prefix.is_bytes = true,
                'f' => prefix.is_template = true,
                'u' => {}
                _ => return None,
            }
        }
        (text.len() <= 2).then_some(prefix)
    }
}

impl<'a> Lexer<'a> {
    fn new(text: &'a str, line: u32) -> Self {
        Self { text, at: 0, line, line_start: 0, tokens: Vec::new(), brackets: Vec::new() }
    }

    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn column(&self, at: usize) -> u32 {
        1 + self.text.get(self.line_start..at).map_or(0, |text| text.chars().count() as u32)
    }

    fn error(&self, message: impl Into<String>) -> Box<SyntaxError> {
        SyntaxError::new(message, self.line, self.column(self.at))
    }

    fn push(&mut self, kind: TokenKind, at: usize) {
        let token = Token { kind, line: self.line, column: self.column(at) };
        self.tokens.push(token);
    }

    fn new_line(&mut self) {
        self.line += 1;
        self.line_start = self.at;
    }

    fn module(&mut self) -> Checked {
        let mut indents = vec![0];
        if self.rest().starts_with('\u{feff}') {
            self.at += '\u{feff}'.len_utf8();
        }
        while self.at < self.text.len() {
            self.line_of_code(&mut indents)?;
        }
        if let Some(&(bracket, line, column)) = self.brackets.last() {
            return Err(SyntaxError::new(format!("'{bracket}' was never closed"), line, column));
        }
        if !matches!(self.tokens.last(), None | Some(Token { kind: TokenKind::Newline, .. })) {
            self.push(TokenKind::Newline, self.at);
        }
        for _ in 1..indents.len() {
            self.push(TokenKind::Dedent, self.at);
        }
        self.push(TokenKind::End, self.at);
        Ok(())
    }

    /// One logical line, which can have several physical ones; or an empty line.
    fn line_of_code(&mut self, indents: &mut Vec<usize>) -> Checked {
        let indent = self.indent();
        match self.peek() {
            None => return Ok(()),
            Some('#' | '\n' | '\r') => {
                self.skip_comment();
                self.end_of_line();
                return Ok(());
            }
            // A form feed, or a line that continues nothing.
            Some('\\') if self.rest().trim_start_matches('\\').trim_start().is_empty() => {
                self.at = self.text.len();
                return Ok(());
            }
            Some(_) => {}
        }
        let last = indents.last().copied().unwrap_or_default();
        if indent > last {
            if indents.len() > MAX_INDENTS {
                return Err(self.error("too many levels of indentation"));
            }
            indents.push(indent);
            self.push(TokenKind::Indent, self.at);
        }
        while indents.last().is_some_and(|&open| open > indent) {
            indents.pop();
            self.push(TokenKind::Dedent, self.at);
        }
        if indents.last() != Some(&indent) {
            let message = "unindent does not match any outer indentation level";
            return Err(self.error(message).of_indentation());
        }
        self.logical_line()
    }

    /// The width of the white space at the beginning of the line. (A tab goes on to the next multiple of eight.)
    fn indent(&mut self) -> usize {
        let mut width = 0;
        for character in self.rest().chars() {
            match character {
                ' ' => width += 1,
                '\t' => width = width / 8 * 8 + 8,
                '\u{c}' => width = 0,
                _ => break,
            }
            self.at += 1;
        }
        width
    }

    fn skip_comment(&mut self) {
        if self.peek() == Some('#') {
            self.at += self.rest().find('\n').unwrap_or(self.rest().len());
        }
    }

    /// Goes past the end of a line, if it is there.
    fn end_of_line(&mut self) -> bool {
        if self.rest().starts_with("\r\n") {
            self.at += 2;
        } else if self.rest().starts_with(['\n', '\r']) {
            self.at += 1;
        } else {
            return false;
        }
        self.new_line();
        true
    }

    fn logical_line(&mut self) -> Checked {
        loop {
            self.skip_comment();
            let at = self.at;
            match self.peek() {
                None => return Ok(()),
                Some(' ' | '\t' | '\u{c}') => self.at += 1,
                Some('\n' | '\r') => {
                    let is_end = self.brackets.is_empty();
                    if is_end {
                        self.push(TokenKind::Newline, at);
                    }
                    self.end_of_line();
                    if is_end {
                        return Ok(());
                    }
                }
                Some('\\') => {
                    self.at += 1;
                    if !self.end_of_line() {
                        return Err(self.error("unexpected character after line continuation character"));
                    }
                }
                Some(_) => self.token()?,
            }
        }
    }

    fn token(&mut self) -> Checked {
        let at = self.at;
        let rest = self.rest();
        let Some(first) = self.peek() else { return Ok(()) };
        if first.is_ascii_digit() || (first == '.' && rest[1..].starts_with(|next: char| next.is_ascii_digit())) {
            return self.number();
        }
        if first == '_' || platform::is_letter(first) {
            let end = rest
                .find(|next: char| next != '_' && !platform::is_letter(next) && !platform::is_number(next))
                .unwrap_or(rest.len());
            let name = &rest[..end];
            if rest[end..].starts_with(['"', '\''])
                && let Some(prefix) = Prefix::parse(name)
            {
                self.at += end;
                return self.string(prefix, at);
            }
            self.at += end;
            self.push(TokenKind::Name(name.into()), at);
            return Ok(());
        }
        if matches!(first, '"' | '\'') {
            return self.string(Prefix::default(), at);
        }
        let Some(&operator) = OPERATORS.iter().find(|operator| rest.starts_with(**operator)) else {
            let begins_line = self
                .tokens
                .last()
                .is_none_or(|last| matches!(last.kind, TokenKind::Newline | TokenKind::Indent | TokenKind::Dedent));
            if first == '!' && begins_line {
                return Err(notebook_command("!", self.line, 1));
            }
            let code = first as u32;
            let shown = if first.is_ascii() {
                "invalid syntax".to_owned()
            } else {
                format!("invalid character '{first}' (U+{code:04X})")
            };
            return Err(self.error(shown));
        };
        self.bracket(operator)?;
        self.at += operator.len();
        self.push(TokenKind::Op(operator), at);
        Ok(())
    }

    /// Notes a bracket that opens or closes.
    fn bracket(&mut self, operator: &str) -> Checked {
        let opening = match operator {
            "(" | "[" | "{" => {
                if self.brackets.len() >= MAX_NESTING {
                    return Err(self.error("too many nested parentheses"));
                }
                let bracket = operator.chars().next().unwrap_or_default();
                self.brackets.push((bracket, self.line, self.column(self.at)));
                return Ok(());
            }
            ")" => '(',
            "]" => '[',
            "}" => '{',
            _ => return Ok(()),
        };
        match self.brackets.pop() {
            None => Err(self.error(format!("unmatched '{operator}'"))),
            Some((bracket, ..)) if bracket == opening => Ok(()),
            Some((bracket, line, _)) => {
                let place = if line == self.line { String::new() } else { format!(" on line {line}") };
                let message =
                    format!("closing parenthesis '{operator}' does not match opening parenthesis '{bracket}'{place}");
                Err(self.error(message))
            }
        }
    }

    fn number(&mut self) -> Checked {
        let (at, rest) = (self.at, self.rest());
        let radix = match rest.get(..2).map(str::to_ascii_lowercase).as_deref() {
            Some("0x") => 16,
            Some("0o") => 8,
            Some("0b") => 2,
            _ => 10,
        };
        let is_part = |next: char| next == '_' || next.is_ascii_alphanumeric();
        let mut end = if radix == 10 { 0 } else { 2 };
        end += rest[end..].find(|next: char| !is_part(next)).unwrap_or(rest.len() - end);
        let mut is_float = false;
        if radix == 10 {
            if rest[end..].starts_with('.') {
                is_float = true;
                end += 1;
                end += rest[end..].find(|next: char| !is_part(next)).unwrap_or(rest.len() - end);
            }
            let has_exponent = rest[..end].ends_with(['e', 'E']) && rest[end..].starts_with(['+', '-']);
            if has_exponent {
                end += 1;
                end += rest[end..].find(|next: char| !is_part(next)).unwrap_or(rest.len() - end);
            }
            is_float |= rest[..end].contains(['e', 'E']);
        }
        let digits: String = rest[..end].chars().filter(|&digit| digit != '_').collect();
        self.at += end;
        if digits.ends_with(['j', 'J']) && radix == 10 {
            return Err(self.error("complex numbers are not supported here; use two floats"));
        }
        let kind = if is_float {
            TokenKind::Float(platform::parse_float(&digits).ok_or_else(|| self.error("invalid decimal literal"))?)
        } else {
            let digits = if radix == 10 { &digits[..] } else { &digits[2..] };
            if digits.is_empty() || !digits.chars().all(|digit| digit.is_digit(radix)) {
                let name = match radix {
                    16 => "hexadecimal",
                    8 => "octal",
                    2 => "binary",
                    _ => "decimal",
                };
                return Err(self.error(format!("invalid {name} literal")));
            }
            if radix == 10 && digits.starts_with('0') && digits.chars().any(|digit| digit != '0') {
                let message =
                    "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers";
                return Err(self.error(message));
            }
            TokenKind::Int(digits.to_owned(), radix)
        };
        self.push(kind, at);
        Ok(())
    }

    /// A string literal, from its quotes on.
    fn string(&mut self, prefix: Prefix, at: usize) -> Checked {
        let (line, column) = (self.line, self.column(at));
        let quote = &self.rest()[..1];
        let triple = quote.repeat(3);
        let quotes = if self.rest().starts_with(&triple) { &triple } else { quote };
        self.at += quotes.len();
        let kind = if prefix.is_template {
            TokenKind::Template(self.template(prefix, quotes, line, 0)?)
        } else {
            let text = self.literal(prefix, quotes, line)?;
            if prefix.is_bytes {
                TokenKind::Bytes(text.chars().map(|byte| byte as u8).collect())
            } else {
                TokenKind::Text(text)
            }
        };
        self.tokens.push(Token { kind, line, column });
        Ok(())
    }

    fn unterminated(&self, quotes: &str, line: u32) -> Box<SyntaxError> {
        let message = if quotes.len() == 3 {
            format!("unterminated triple-quoted string literal (detected at line {})", self.line)
        } else {
            format!("unterminated string literal (detected at line {line})")
        };
        SyntaxError::new(message, line, self.column(self.at))
    }

    fn literal(&mut self, prefix: Prefix, quotes: &str, line: u32) -> Checked<String> {
        let mut text = String::new();
        loop {
            if self.rest().starts_with(quotes) {
                self.at += quotes.len();
                return Ok(text);
            }
            self.character(prefix, quotes, line, &mut text)?;
        }
    }

    /// Adds the next character, or escape sequence, to `text`.
    fn character(&mut self, prefix: Prefix, quotes: &str, line: u32, text: &mut String) -> Checked {
        match self.peek() {
            None => return Err(self.unterminated(quotes, line)),
            Some('\n' | '\r') => {
                if quotes.len() == 1 {
                    return Err(self.unterminated(quotes, line));
                }
                self.end_of_line();
                text.push('\n');
            }
            Some('\\') => self.escape(prefix, quotes, line, text)?,
            Some(character) => {
                if prefix.is_bytes && !character.is_ascii() {
                    return Err(self.error("bytes can only contain ASCII literal characters"));
                }
                self.at += character.len_utf8();
                text.push(character);
            }
        }
        Ok(())
    }

    fn escape(&mut self, prefix: Prefix, quotes: &str, line: u32, text: &mut String) -> Checked {
        self.at += 1;
        let Some(letter) = self.peek() else { return Err(self.unterminated(quotes, line)) };
        if matches!(letter, '\n' | '\r') {
            self.end_of_line();
            if prefix.is_raw {
                text.push_str("\\\n");
            }
            return Ok(());
        }
        self.at += letter.len_utf8();
        if prefix.is_raw {
            text.extend(['\\', letter]);
            return Ok(());
        }
        let character = match letter {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'a' => '\u{7}',
            'b' => '\u{8}',
            'f' => '\u{c}',
            'v' => '\u{b}',
            '\\' | '\'' | '"' => letter,
            '0'..='7' => {
                let digits = self.text[self.at - 1..].chars().take(3).take_while(|digit| digit.is_digit(8)).count();
                self.at += digits - 1;
                self.code_point(digits, 8)?
            }
            'x' => self.hexadecimal(2)?,
            'u' if !prefix.is_bytes => self.hexadecimal(4)?,
            'U' if !prefix.is_bytes => self.hexadecimal(8)?,
            'N' if !prefix.is_bytes => {
                return Err(self.error("\\N{…} is not supported here; write the character itself"));
            }
            _ => {
                text.extend(['\\', letter]);
                return Ok(());
            }
        };
        text.push(character);
        Ok(())
    }

    fn hexadecimal(&mut self, digits: usize) -> Checked<char> {
        self.at = (self.at + digits).min(self.text.len());
        self.code_point(digits, 16)
    }

    /// The character whose number stands in the `digits` bytes before this place.
    fn code_point(&self, digits: usize, radix: u32) -> Checked<char> {
        let number = self.text.get(self.at - digits..self.at).and_then(|text| u32::from_str_radix(text, radix).ok());
        number.and_then(char::from_u32).ok_or_else(|| self.error("truncated or invalid escape in a string literal"))
    }

    /// The pieces of an f-string up to its quotes; within a format specification, up to a closing brace.
    fn template(&mut self, prefix: Prefix, quotes: &str, line: u32, depth: usize) -> Checked<Vec<Piece>> {
        let (mut pieces, mut text) = (Vec::new(), String::new());
        let is_spec = depth > 0;
        loop {
            let rest = self.rest();
            if is_spec && rest.starts_with('}') {
                break;
            }
            if rest.starts_with(quotes) {
                if is_spec {
                    return Err(self.error("f-string: expecting '}'"));
                }
                self.at += quotes.len();
                break;
            }
            if !is_spec && (rest.starts_with("{{") || rest.starts_with("}}")) {
                text.push_str(&rest[..1]);
                self.at += 2;
            } else if rest.starts_with('{') {
                if !text.is_empty() {
                    pieces.push(Piece::Text(std::mem::take(&mut text)));
                }
                self.field(prefix, quotes, line, depth, &mut pieces)?;
            } else if rest.starts_with('}') {
                return Err(self.error("f-string: single '}' is not allowed"));
            } else {
                self.character(prefix, quotes, line, &mut text)?;
            }
        }
        if !text.is_empty() {
            pieces.push(Piece::Text(text));
        }
        Ok(pieces)
    }

    /// A field of an f-string, from its brace to the one that closes it.
    fn field(&mut self, prefix: Prefix, quotes: &str, line: u32, depth: usize, pieces: &mut Vec<Piece>) -> Checked {
        if depth > 2 {
            return Err(self.error("f-string: expressions nested too deeply"));
        }
        self.at += 1;
        let begin = self.at;
        let (tokens, mut is_debug) = self.field_tokens(quotes, line)?;
        if tokens.is_empty() {
            return Err(self.error("f-string: valid expression required before '}'"));
        }
        if is_debug {
            self.at += 1;
            self.at += self.rest().len() - self.rest().trim_start_matches(' ').len();
        }
        let written = self.text[begin..self.at].to_owned();
        let mut conversion = None;
        if self.rest().starts_with('!') {
            conversion = self.rest()[1..].chars().next();
            if !matches!(conversion, Some('r' | 's' | 'a')) {
                return Err(self.error("f-string: invalid conversion character: expected 's', 'r', or 'a'"));
            }
            self.at += 2;
        }
        let spec = if self.rest().starts_with(':') {
            self.at += 1;
            self.template(prefix, quotes, line, depth + 1)?
        } else {
            Vec::new()
        };
        if !self.rest().starts_with('}') {
            return Err(self.error("f-string: expecting '}'"));
        }
        self.at += 1;
        if is_debug {
            pieces.push(Piece::Text(written));
            is_debug = conversion.is_none() && spec.is_empty();
        }
        let conversion = if is_debug { Some('r') } else { conversion };
        let tokens = tokens
            .into_iter()
            .chain([Token { kind: TokenKind::End, line: self.line, column: self.column(self.at) }])
            .collect();
        pieces.push(Piece::Field { tokens, conversion, spec });
        Ok(())
    }

    /// The tokens of the expression of a field, and whether it ends with `=`. Stops at what ends it.
    fn field_tokens(&mut self, quotes: &str, line: u32) -> Checked<(Vec<Token>, bool)> {
        let outer = std::mem::take(&mut self.tokens);
        let depth = self.brackets.len();
        let mut is_debug = false;
        loop {
            self.skip_comment();
            let rest = self.rest();
            let is_outside = self.brackets.len() == depth;
            let is_end = rest.starts_with(['}', ':']) || (rest.starts_with('!') && !rest.starts_with("!="));
            if is_outside && is_end {
                break;
            }
            if is_outside && rest.starts_with('=') && rest[1..].trim_start_matches(' ').starts_with(['}', '!', ':']) {
                is_debug = true;
                break;
            }
            match self.peek() {
                None => return Err(self.unterminated(quotes, line)),
                Some(' ' | '\t') => self.at += 1,
                Some('\n' | '\r') => {
                    self.end_of_line();
                }
                Some(_) => self.token()?,
            }
        }
        Ok((std::mem::replace(&mut self.tokens, outer), is_debug))
    }
}
