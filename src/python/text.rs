//! Values as text: `repr`, `str`, and the three ways of formatting.

use std::rc::Rc;

use super::{
    big::BigInt,
    call::as_str,
    number::{self, to_size},
    platform,
    value::{Args, Payload, Str, Text, Value, ViewKind},
    vm::{Outcome, Vm, exception_of},
};

/// A string as `repr` writes it.
pub fn quoted(text: &str) -> String {
    let quote = if text.contains('\'') && !text.contains('"') { '"' } else { '\'' };
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push(quote);
    for character in text.chars() {
        match character {
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            _ if character == quote => quoted.extend(['\\', character]),
            _ if (character as u32) < 0x20 || (0x7f..0xa1).contains(&(character as u32)) || character == '\u{ad}' => {
                quoted.push_str(&format!("\\x{:02x}", character as u32));
            }
            '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' => {
                quoted.push_str(&format!("\\u{:04x}", character as u32));
            }
            _ => quoted.push(character),
        }
    }
    quoted.push(quote);
    quoted
}

/// A text with all that is not ASCII escaped.
pub fn ascii(text: &str) -> String {
    let mut escaped = String::new();
    for character in text.chars() {
        match character as u32 {
            0..0x80 => escaped.push(character),
            code @ 0x80..0x100 => escaped.push_str(&format!("\\x{code:02x}")),
            code @ 0x100..0x1_0000 => escaped.push_str(&format!("\\u{code:04x}")),
            code => escaped.push_str(&format!("\\U{code:08x}")),
        }
    }
    escaped
}

fn quoted_bytes(bytes: &[u8]) -> String {
    let quote = if bytes.contains(&b'\'') && !bytes.contains(&b'"') { '"' } else { '\'' };
    let mut text = format!("b{quote}");
    for &byte in bytes {
        match byte {
            b'\\' => text.push_str("\\\\"),
            b'\n' => text.push_str("\\n"),
            b'\r' => text.push_str("\\r"),
            b'\t' => text.push_str("\\t"),
            0x20..0x7f if char::from(byte) != quote => text.push(char::from(byte)),
            0x20..0x7f => text.extend(['\\', quote]),
            _ => text.push_str(&format!("\\x{byte:02x}")),
        }
    }
    text.push(quote);
    text
}

impl Vm {
    pub fn repr(&mut self, value: &Value) -> Outcome<Str> {
        if let Value::Instance(_) | Value::Class(_) = value
            && let Some(function) = self.special(value, &self.names.repr.clone())
            && !matches!(&function, Value::Native(native) if native.name == "__repr__")
        {
            return self.text_from(&function, value, "__repr__");
        }
        let container = match value {
            Value::List(_) | Value::Deque(_) => Some(("[...]", value.address())),
            Value::Dict(_) => Some(("{...}", value.address())),
            _ => None,
        };
        let Some((ellipsis, Some(address))) = container else {
            return self.nested(|vm| vm.plain_repr(value)).map(Text::new);
        };
        // A container that contains itself is shown once.
        if self.shown.contains(&address) {
            return Ok(Text::new(ellipsis));
        }
        self.shown.push(address);
        let text = self.nested(|vm| vm.plain_repr(value)).map(Text::new);
        self.shown.pop();
        text
    }

    fn text_from(&mut self, function: &Value, value: &Value, name: &str) -> Outcome<Str> {
        match self.call(function, vec![value.clone()])? {
            Value::Str(text) => Ok(text),
            other => match Self::unwrapped(&other) {
                Value::Str(text) => Ok(text),
                _ => {
                    let message = format_args!("{name} returned non-string (type {})", self.type_name(&other));
                    Err(self.type_error(message))
                }
            },
        }
    }

    /// The `repr` of a value, whatever its `__repr__` says.
    #[expect(clippy::too_many_lines, reason = "one arm for each kind of value")]
    pub fn plain_repr(&mut self, value: &Value) -> Outcome<String> {
        Ok(match value {
            Value::Unbound | Value::None => "None".to_owned(),
            Value::Ellipsis => "Ellipsis".to_owned(),
            Value::NotImplemented => "NotImplemented".to_owned(),
            Value::Bool(true) => "True".to_owned(),
            Value::Bool(false) => "False".to_owned(),
            Value::Int(number) => number.to_string(),
            Value::Big(number) => return self.big_text(number),
            Value::Float(number) => number::float_text(*number),
            Value::Str(text) => quoted(text),
            Value::Bytes(bytes) => quoted_bytes(bytes),
            Value::Tuple(values) => {
                let texts = self.reprs(values)?;
                if values.len() == 1 { format!("({texts},)") } else { format!("({texts})") }
            }
            Value::List(list) => {
                let values = list.0.borrow().clone();
                format!("[{}]", self.reprs(&values)?)
            }
            Value::Deque(deque) => {
                let values: Vec<_> = deque.values.borrow().iter().cloned().collect();
                let most = deque.max_length.map_or(String::new(), |length| format!(", maxlen={length}"));
                format!("deque([{}]{most})", self.reprs(&values)?)
            }
            Value::Dict(dict) => {
                let mut text = String::from("{");
                for (index, (key, value)) in dict.pairs().iter().enumerate() {
                    if index > 0 {
                        text.push_str(", ");
                    }
                    let key = self.repr(key)?;
                    self.push_text(&mut text, &key)?;
                    text.push_str(": ");
                    let value = self.repr(value)?;
                    self.push_text(&mut text, &value)?;
                }
                text.push('}');
                text
            }
            Value::View(view) => {
                let values = self.collect(value)?;
                let name = match view.kind {
                    ViewKind::Keys => "dict_keys",
                    ViewKind::Values => "dict_values",
                    ViewKind::Items => "dict_items",
                };
                format!("{name}([{}])", self.reprs(&values)?)
            }
            Value::Set(set) => {
                let texts = self.reprs(&set.values())?;
                match (set.is_frozen, texts.is_empty()) {
                    (false, true) => "set()".to_owned(),
                    (false, false) => format!("{{{texts}}}"),
                    (true, true) => "frozenset()".to_owned(),
                    (true, false) => format!("frozenset({{{texts}}})"),
                }
            }
            Value::Range(range) if range.step == 1 => format!("range({}, {})", range.start, range.stop),
            Value::Range(range) => format!("range({}, {}, {})", range.start, range.stop, range.step),
            Value::Slice(parts) => format!("slice({})", self.reprs(&parts[..])?),
            Value::Function(function) => {
                format!("<function {} at {}>", &**function.qualified_name.borrow(), place(value))
            }
            Value::Native(native) => format!("<built-in function {}>", native.name),
            Value::Method(method) => {
                let name = match &method.function {
                    Value::Function(function) => function.qualified_name.borrow().to_string(),
                    Value::Native(native) => {
                        return Ok(format!(
                            "<built-in method {} of {} object at {}>",
                            native.name,
                            self.type_name(&method.this),
                            place(&method.this)
                        ));
                    }
                    _ => "?".to_owned(),
                };
                format!("<bound method {name} of {}>", &*self.repr(&method.this.clone())?)
            }
            Value::Class(class) => {
                let module = class.lookup(&self.names.module).as_ref().and_then(as_str);
                let name = class.qualified_name.borrow().clone();
                match module {
                    Some(module) => format!("<class '{}.{}'>", &*module, &*name),
                    _ => format!("<class '{}'>", &*name),
                }
            }
            Value::Instance(instance) => {
                if let Some(args) = exception_of(value).map(|state| state.args.clone()) {
                    let name = instance.class.borrow().name.borrow().clone();
                    let texts = self.reprs(&args)?;
                    return Ok(format!("{}({texts})", &*name));
                }
                if let Payload::Value(plain) = &instance.payload {
                    let text = self.repr(&plain.clone())?.to_string();
                    // These show their class.
                    let name = instance.class.borrow().name.borrow().to_string();
                    return Ok(match plain {
                        Value::Set(set) if !set.is_frozen && text.starts_with('{') => format!("{name}({text})"),
                        Value::Set(_) | Value::Deque(_) => {
                            text.find('(').map_or(text.clone(), |end| name + &text[end..])
                        }
                        _ => text,
                    });
                }
                let class = Rc::clone(&instance.class.borrow());
                let module = class.lookup(&self.names.module).as_ref().and_then(as_str);
                let module = module.map_or(String::new(), |module| format!("{}.", &*module));
                format!("<{module}{} object at {}>", &**class.qualified_name.borrow(), place(value))
            }
            Value::Module(module) => format!("<module '{}'>", &*module.name),
            Value::Generator(generator) => {
                format!(
                    "<{} object {} at {}>",
                    super::vm::kind_name(generator.kind).replace(' ', "_"),
                    &*generator.qualified_name,
                    place(value)
                )
            }
            Value::Future(future) => {
                let future = Rc::clone(future);
                self.future_repr(&future)?
            }
            Value::Code(code) => format!("<code object {} at {}>", &*code.name, place(value)),
            _ => format!("<{} object at {}>", self.type_name(value), place(value)),
        })
    }

    fn big_text(&mut self, number: &BigInt) -> Outcome<String> {
        if number.bits() > 14_284 {
            let message = "Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit";
            return Err(self.value_error(message));
        }
        Ok(number.text(10))
    }

    pub fn reprs(&mut self, values: &[Value]) -> Outcome<String> {
        let mut text = String::new();
        for (index, value) in values.iter().enumerate() {
            if index > 0 {
                text.push_str(", ");
            }
            let value = self.repr(value)?;
            self.push_text(&mut text, &value)?;
        }
        Ok(text)
    }

    /// Python's `str()`.
    pub fn str_of(&mut self, value: &Value) -> Outcome<Str> {
        match value {
            Value::Str(text) => Ok(text.clone()),
            Value::Instance(instance) => {
                if let Some(function) = self.special(value, &self.names.str.clone())
                    && !is_native(&function, "__str__")
                {
                    return self.text_from(&function, value, "__str__");
                }
                if instance.exception().is_some() {
                    return self.exception_text(value);
                }
                if let Payload::Value(plain @ Value::Str(_)) = &instance.payload
                    && self
                        .special(value, &self.names.repr.clone())
                        .is_none_or(|function| matches!(function, Value::Native(_)) || self.has_native_str(value))
                {
                    return self.str_of(&plain.clone());
                }
                self.repr(value)
            }
            _ => self.repr(value),
        }
    }

    fn has_native_str(&self, value: &Value) -> bool {
        matches!(self.special(value, &self.names.str), Some(Value::Native(_)))
    }

    pub fn exception_text(&mut self, error: &Value) -> Outcome<Str> {
        let args = exception_of(error).map(|state| state.args.clone()).unwrap_or_default();
        if let Some(parts) = self.group_parts(error) {
            let message = match args.first() {
                Some(message) => self.str_of(message)?,
                None => Text::new(""),
            };
            let plural = if parts.len() == 1 { "" } else { "s" };
            return Ok(Text::new(format!("{} ({} sub-exception{plural})", &*message, parts.len())));
        }
        if self.is_instance_of(error, "KeyError")
            && let [key] = &args[..]
        {
            return self.repr(key);
        }
        if self.is_instance_of(error, "OSError")
            && let [number, text] = &args[..]
        {
            return Ok(Text::new(format!("[Errno {}] {}", &*self.str_of(number)?, &*self.str_of(text)?)));
        }
        match &args[..] {
            [] => Ok(Text::new("")),
            [only] => self.str_of(only),
            _ => self.repr(&Value::tuple(args)),
        }
    }

    // Formatting by a specification

    /// Python's `format()`.
    pub fn format(&mut self, value: &Value, spec: &Str) -> Outcome<Str> {
        if let Value::Instance(_) = value {
            let name = self.interner.get("__format__");
            if let Some(function) = self.special(value, &name)
                && !matches!(function, Value::Native(_))
            {
                return match self.call(&function, vec![value.clone(), Value::Str(spec.clone())])? {
                    Value::Str(text) => Ok(text),
                    other => {
                        let message = format_args!("__format__ must return a str, not {}", self.type_name(&other));
                        Err(self.type_error(message))
                    }
                };
            }
        }
        if spec.is_empty() {
            return self.str_of(value);
        }
        let plain = Self::unwrapped(value);
        // A text of a class of its own, such as an enum, is formatted as it is written.
        let plain = match (&plain, value) {
            (Value::Str(_), Value::Instance(_)) => Value::Str(self.str_of(value)?),
            _ => plain,
        };
        let Some(parsed) = Spec::parse(spec) else {
            let message =
                format!("Invalid format specifier '{}' for object of type '{}'", &**spec, self.type_name(value));
            return Err(self.value_error(message));
        };
        self.format_by(&plain, &parsed).map(Text::new)
    }

    fn format_by(&mut self, value: &Value, spec: &Spec) -> Outcome<String> {
        match value {
            Value::Str(text) => {
                if !matches!(spec.kind, None | Some('s')) {
                    return Err(self.unknown_code(spec, value));
                }
                if let Some(sign) = spec.sign {
                    let what = if sign == ' ' { "Space" } else { "Sign" };
                    return Err(self.value_error(format_args!("{what} not allowed in string format specifier")));
                }
                if let Some(grouping) = spec.grouping {
                    return Err(self.value_error(format_args!("Cannot specify '{grouping}' with 's'.")));
                }
                if spec.align == Some('=') {
                    return Err(self.value_error("'=' alignment not allowed in string format specifier"));
                }
                let text: String =
                    spec.precision.map_or_else(|| text.to_string(), |precision| text.chars().take(precision).collect());
                self.pad(text, spec, '<')
            }
            Value::Int(_) | Value::Bool(_) | Value::Big(_) => match spec.kind {
                None | Some('d' | 'n' | 'b' | 'o' | 'x' | 'X') => self.format_int(value, spec),
                Some('c') => {
                    let character = number::to_float(value).and_then(|number| char::from_u32(number as u32));
                    self.pad(character.map(String::from).unwrap_or_default(), spec, '<')
                }
                Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | '%') => {
                    self.format_float(number::to_float(value).unwrap_or_default(), spec)
                }
                _ => Err(self.unknown_code(spec, value)),
            },
            Value::Float(number) => match spec.kind {
                None | Some('e' | 'E' | 'f' | 'F' | 'g' | 'G' | 'n' | '%') => self.format_float(*number, spec),
                _ => Err(self.unknown_code(spec, value)),
            },
            _ => {
                let message = format_args!("unsupported format string passed to {}.__format__", self.type_name(value));
                Err(self.type_error(message))
            }
        }
    }

    fn unknown_code(&mut self, spec: &Spec, value: &Value) -> super::vm::Raise {
        let code = spec.kind.unwrap_or_default();
        let message = format_args!("Unknown format code '{code}' for object of type '{}'", self.type_name(value));
        self.value_error(message)
    }

    fn pad(&mut self, text: String, spec: &Spec, default: char) -> Outcome<String> {
        let length = text.chars().count();
        let missing = spec.width.saturating_sub(length);
        if missing == 0 {
            return Ok(text);
        }
        self.reserve(missing)?;
        let fill = |count: usize| String::from(spec.fill).repeat(count);
        Ok(match spec.align.unwrap_or(default) {
            '>' | '=' => fill(missing) + &text,
            '^' => fill(missing / 2) + &text + &fill(missing - missing / 2),
            _ => text + &fill(missing),
        })
    }

    fn format_int(&mut self, value: &Value, spec: &Spec) -> Outcome<String> {
        if spec.precision.is_some() {
            return Err(self.value_error("Precision not allowed in integer format specifier"));
        }
        let number = number::big(value).unwrap_or_default();
        if !matches!(spec.kind, Some('b' | 'o' | 'x' | 'X')) {
            self.big_text(&number)?;
        }
        let (radix, prefix, group) = match spec.kind {
            Some('b') => (2, "0b", 4),
            Some('o') => (8, "0o", 4),
            Some('x') => (16, "0x", 4),
            Some('X') => (16, "0X", 4),
            _ => (10, "", 3),
        };
        let mut digits = number.abs().text(radix);
        if spec.kind == Some('X') {
            digits.make_ascii_uppercase();
        }
        let prefix = if spec.is_alternate { prefix } else { "" };
        self.pad_number(number.is_negative(), prefix, &digits, "", spec, group)
    }

    fn format_float(&mut self, number: f64, spec: &Spec) -> Outcome<String> {
        let magnitude = number.abs();
        let kind = spec.kind.unwrap_or(' ');
        if !number.is_finite() {
            let name = if number.is_nan() { "nan" } else { "inf" };
            let suffix = if kind == '%' { "%" } else { "" };
            let name = if kind.is_uppercase() { name.to_ascii_uppercase() } else { name.to_owned() };
            return self.pad_number(number < 0.0, "", &(name + suffix), "", spec, 0);
        }
        let precision = spec.precision;
        if precision.is_some_and(|precision| precision > 10_000) {
            return Err(self.value_error("precision too big"));
        }
        let text = match kind {
            'f' | 'F' => number::fixed_text(magnitude, precision.unwrap_or(6)),
            '%' => number::fixed_text(magnitude * 100.0, precision.unwrap_or(6)) + "%",
            'e' | 'E' => exponential(magnitude, precision.unwrap_or(6)),
            'g' | 'G' | 'n' => general(magnitude, precision.unwrap_or(6).max(1), spec.is_alternate, false),
            _ => match precision {
                Some(precision) => general(magnitude, precision.max(1), spec.is_alternate, true),
                None => number::float_text(magnitude),
            },
        };
        let text = if kind.is_uppercase() { text.to_ascii_uppercase() } else { text };
        let end = text.find(['.', 'e', 'E', '%']).unwrap_or(text.len());
        let is_negative = number.is_sign_negative();
        self.pad_number(is_negative, "", &text[..end], &text[end..], spec, 3)
    }

    /// Puts a number together from its sign, prefix, digits and what follows them.
    fn pad_number(
        &mut self,
        is_negative: bool,
        prefix: &str,
        digits: &str,
        rest: &str,
        spec: &Spec,
        group: usize,
    ) -> Outcome<String> {
        self.reserve(spec.width)?;
        let sign = match (is_negative, spec.sign) {
            (true, _) => "-",
            (false, Some('+')) => "+",
            (false, Some(' ')) => " ",
            _ => "",
        };
        let is_zero_filled = spec.align == Some('=') || (spec.is_zero_padded && spec.align.is_none());
        let room = spec.width.saturating_sub(sign.len() + prefix.len() + rest.len());
        let grouped = match spec.grouping {
            Some(separator) if group > 0 => {
                let least = if is_zero_filled && spec.fill == '0' { room } else { 0 };
                group_digits(digits, separator, group, least)
            }
            _ => digits.to_owned(),
        };
        let body = format!("{grouped}{rest}");
        if is_zero_filled {
            let used = sign.len() + prefix.len() + body.chars().count();
            let missing = spec.width.saturating_sub(used);
            self.reserve(missing)?;
            return Ok(format!("{sign}{prefix}{}{body}", String::from(spec.fill).repeat(missing)));
        }
        self.pad(format!("{sign}{prefix}{body}"), spec, '>')
    }

    // The % operator

    /// What `%` makes of a template, if it has only the most usual fields. Others are left to `library/builtins.py`.
    pub fn quick_percent(&mut self, template: &str, args: &Value) -> Outcome<Option<Value>> {
        let single = [args.clone()];
        let mut values = if let Value::Tuple(values) = args { values.iter() } else { single.iter() };
        let mut pieces = template.split('%');
        let mut text = pieces.next().unwrap_or_default().to_owned();
        while let Some(piece) = pieces.next() {
            if piece.is_empty() {
                let Some(after) = pieces.next() else { return Ok(None) };
                text.push('%');
                text.push_str(after);
                continue;
            }
            let Some(value) = values.next().filter(|value| is_plain(value)) else { return Ok(None) };
            let size =
                piece.find(|character: char| !character.is_ascii_digit() && character != '.').unwrap_or_default();
            let (size, after) = piece.split_at(size);
            let (width, precision) = size.split_once('.').map_or((size, None), |(width, rest)| (width, Some(rest)));
            if precision.is_some_and(|digits| digits.is_empty() || digits.contains('.')) {
                return Ok(None);
            }
            let spec = match (after.as_bytes().first(), value) {
                (Some(b's'), _) if size.is_empty() => String::new(),
                (Some(b's'), Value::Str(_)) if !size.starts_with('0') => format!(">{size}"),
                (Some(b'd'), Value::Int(_)) if precision.is_none() => format!("{width}d"),
                (Some(b'f'), Value::Float(_)) => format!("{width}.{}f", precision.unwrap_or("6")),
                _ => return Ok(None),
            };
            let after = &after[1..];
            let field = self.format(value, &Text::new(spec))?;
            self.push_text(&mut text, &field)?;
            text.push_str(after);
        }
        Ok(values.next().is_none().then(|| Value::str(text)))
    }

    /// The same for `str.format`.
    pub fn quick_format(&mut self, template: &str, args: &Args) -> Outcome<Option<Value>> {
        let mut values = args.positional.iter();
        let (mut text, mut rest) = (String::new(), template);
        while let Some((before, after)) = rest.split_once('{') {
            let Some((field, after)) = after.split_once('}') else { return Ok(None) };
            let spec =
                if field.is_empty() { Some("") } else { field.strip_prefix(':').filter(|spec| !spec.contains('{')) };
            let value = values.next().filter(|value| is_plain(value));
            let (Some(spec), Some(value), false) = (spec, value, before.contains('}')) else { return Ok(None) };
            text.push_str(before);
            let field = self.format(value, &Text::new(spec))?;
            self.push_text(&mut text, &field)?;
            rest = after;
        }
        Ok((!rest.contains('}')).then(|| Value::str(text + rest)))
    }
}

/// Whether the text of a value can be had without running any code of the program.
fn is_plain(value: &Value) -> bool {
    matches!(value, Value::None | Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::Str(_))
}

fn is_native(function: &Value, name: &str) -> bool {
    matches!(function, Value::Native(native) if native.name == name)
}

/// The address of an object, as `repr` shows it.
fn place(value: &Value) -> String {
    format!("0x{:012x}", value.address().unwrap_or_default())
}

fn leading_number(text: &str) -> (usize, &str) {
    let end = text.find(|character: char| !character.is_ascii_digit()).unwrap_or(text.len());
    let number = if end == 0 { 0 } else { text[..end].parse().unwrap_or(i64::MAX) };
    (to_size(number), &text[end..])
}

/// A format specification: `[[fill]align][sign][z][#][0][width][grouping][.precision][type]`.
#[derive(Clone, Copy)]
struct Spec {
    fill: char,
    align: Option<char>,
    sign: Option<char>,
    is_alternate: bool,
    is_zero_padded: bool,
    width: usize,
    grouping: Option<char>,
    precision: Option<usize>,
    kind: Option<char>,
}

impl Default for Spec {
    fn default() -> Self {
        Self {
            fill: ' ',
            align: None,
            sign: None,
            is_alternate: false,
            is_zero_padded: false,
            width: 0,
            grouping: None,
            precision: None,
            kind: None,
        }
    }
}

impl Spec {
    fn parse(text: &str) -> Option<Self> {
        let mut spec = Self::default();
        let mut rest = text;
        let is_align = |character: &char| matches!(character, '<' | '>' | '^' | '=');
        let mut characters = rest.chars();
        let (first, second) = (characters.next(), characters.next());
        if let (Some(fill), Some(align)) = (first, second.filter(is_align)) {
            (spec.fill, spec.align) = (fill, Some(align));
            rest = &rest[fill.len_utf8() + 1..];
        } else if let Some(align) = first.filter(is_align) {
            spec.align = Some(align);
            rest = &rest[1..];
        }
        if let Some(sign) = rest.chars().next().filter(|sign| matches!(sign, '+' | '-' | ' ')) {
            spec.sign = Some(sign).filter(|&sign| sign != '-');
            rest = &rest[1..];
        }
        rest = rest.strip_prefix('z').unwrap_or(rest);
        if let Some(after) = rest.strip_prefix('#') {
            spec.is_alternate = true;
            rest = after;
        }
        if let Some(after) = rest.strip_prefix('0') {
            spec.is_zero_padded = true;
            if spec.align.is_none() {
                spec.fill = '0';
            }
            rest = after;
        }
        (spec.width, rest) = leading_number(rest);
        if let Some(separator) = rest.chars().next().filter(|separator| matches!(separator, ',' | '_')) {
            spec.grouping = Some(separator);
            rest = &rest[1..];
        }
        if let Some(after) = rest.strip_prefix('.') {
            if !after.starts_with(|digit: char| digit.is_ascii_digit()) {
                return None;
            }
            let (precision, after) = leading_number(after);
            (spec.precision, rest) = (Some(precision), after);
        }
        let mut characters = rest.chars();
        spec.kind = characters.next();
        let is_known = spec.kind.is_none_or(|kind| kind.is_ascii_alphabetic() || kind == '%');
        (characters.next().is_none() && is_known).then_some(spec)
    }
}

/// Puts separators between groups of digits, and zeros before them until there are that many characters.
fn group_digits(digits: &str, separator: char, group: usize, least: usize) -> String {
    let mut reversed = String::new();
    let mut count = 0;
    let mut put = |digit: char, reversed: &mut String| {
        if count > 0 && count % group == 0 {
            reversed.push(separator);
        }
        reversed.push(digit);
        count += 1;
    };
    for digit in digits.chars().rev() {
        put(digit, &mut reversed);
    }
    while reversed.len() < least {
        put('0', &mut reversed);
    }
    reversed.chars().rev().collect()
}

fn exponential(number: f64, precision: usize) -> String {
    let text = platform::exponential(number, precision);
    let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
    let exponent: i32 = exponent.parse().unwrap_or_default();
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{mantissa}e{sign}{:02}", exponent.abs())
}

/// As `%g`: that many significant digits, and an exponent if the number is very large or small. A float without a type keeps `.0`.
fn general(number: f64, precision: usize, keeps_zeros: bool, is_plain: bool) -> String {
    if number == 0.0 {
        return if is_plain { "0.0" } else { "0" }.to_owned();
    }
    let text = platform::exponential(number, precision - 1);
    let exponent: i32 = text.split_once('e').and_then(|(_, exponent)| exponent.parse().ok()).unwrap_or_default();
    let limit = precision as i32;
    let is_exponential = exponent < -4 || exponent >= if is_plain { limit.max(1) } else { limit };
    let text = if is_exponential {
        exponential(number, precision - 1)
    } else {
        number::fixed_text(number, (limit - 1 - exponent).max(0) as usize)
    };
    if keeps_zeros {
        return text;
    }
    let (mantissa, exponent) = text.split_at(text.find('e').unwrap_or(text.len()));
    let trimmed = if mantissa.contains('.') { mantissa.trim_end_matches('0').trim_end_matches('.') } else { mantissa };
    let suffix = if is_plain && exponent.is_empty() && !trimmed.contains('.') { ".0" } else { "" };
    format!("{trimmed}{suffix}{exponent}")
}
