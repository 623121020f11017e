//! The methods of built-in classes.

use std::rc::Rc;

use super::{
    ast::BinaryOp,
    asyncio::{FUTURE, HANDLE, TASK},
    big::BigInt,
    call::as_str,
    dict::Dict,
    frame::GeneratorState,
    iter::{Iter, IterKind},
    number::{self, big, integer, to_size},
    platform,
    set::Set,
    value::{Args, Class, Deque, List, NativeFn, NativeKind, Property, Str, Text, Value, ViewKind},
    vm::{Exit, Outcome, Raise, Resume, Vm, exception_of},
};

type Natives = &'static [(&'static str, NativeFn)];

/// The methods of the built-in classes, by the names of these.
const METHODS: &[(&str, Natives)] = &[
    ("Future", FUTURE),
    ("Handle", HANDLE),
    ("Task", FUTURE),
    ("Task", TASK),
    ("TimerHandle", HANDLE),
    ("async_generator", ASYNC_GENERATOR),
    ("bool", INT),
    ("bytes", BYTES),
    ("coroutine", GENERATOR),
    ("deque", DEQUE),
    ("dict", DICT),
    ("dict_items", VIEW),
    ("dict_keys", VIEW),
    ("dict_values", VIEW),
    ("float", FLOAT),
    ("frozenset", SET),
    ("generator", GENERATOR),
    ("int", INT),
    ("iterator", ITERATOR),
    ("list", LIST),
    ("property", PROPERTY),
    ("range", RANGE),
    ("set", SET),
    ("set", SET_CHANGES),
    ("str", STR),
    ("tuple", TUPLE),
];

pub fn install(vm: &mut Vm, types: &[Rc<Class>]) {
    for class in types {
        let name = class.name.borrow().clone();
        for (_, natives) in METHODS.iter().filter(|(other, _)| *name == **other) {
            vm.add_natives(&class.attrs, NativeKind::Method, natives);
        }
    }
    let object = Rc::clone(&vm.types.object);
    vm.add_natives(&object.attrs, NativeKind::ObjectMethod, OBJECT);
    let exception = vm.builtin_class("BaseException");
    vm.add_natives(&exception.attrs, NativeKind::ObjectMethod, EXCEPTION);
    let group = vm.builtin_class("BaseExceptionGroup");
    vm.add_natives(&group.attrs, NativeKind::ObjectMethod, GROUP);
    let type_ = Rc::clone(&vm.types.type_);
    vm.add_natives(&type_.attrs, NativeKind::ObjectMethod, TYPE);
    // These are class methods.
    for (class, name) in [
        (&object, "__init_subclass__"),
        (&vm.types.dict.clone(), "fromkeys"),
        (&vm.types.float.clone(), "fromhex"),
        (&vm.types.int.clone(), "from_bytes"),
    ] {
        let name = vm.interner.get(name);
        if let Some(function) = class.attrs.get_str(&name) {
            class.attrs.set_str(&name, Value::ClassMethod(Rc::new(function)));
        }
    }
    let maketrans = vm.interner.get("maketrans");
    if let Some(function) = vm.types.str.attrs.get_str(&maketrans) {
        vm.types.str.attrs.set_str(&maketrans, Value::StaticMethod(Rc::new(function)));
    }
}

impl Vm {
    /// The object of a method, and its arguments.
    fn this(&mut self, args: &mut Args) -> Outcome {
        if args.positional.is_empty() {
            Err(self.type_error("a method needs an object"))
        } else {
            Ok(args.positional.remove(0))
        }
    }

    fn this_str(&mut self, args: &mut Args) -> Outcome<Str> {
        let this = self.this(args)?;
        self.expect_str(&this, "the object")
    }

    fn this_list(&mut self, args: &mut Args) -> Outcome<Rc<List>> {
        match self.this(args)? {
            Value::List(list) => Ok(list),
            _ => Err(self.type_error("the object must be a list")),
        }
    }

    fn this_dict(&mut self, args: &mut Args) -> Outcome<Rc<Dict>> {
        match self.this(args)? {
            Value::Dict(dict) => Ok(dict),
            _ => Err(self.type_error("the object must be a dict")),
        }
    }

    fn this_set(&mut self, args: &mut Args) -> Outcome<Rc<Set>> {
        match self.this(args)? {
            Value::Set(set) => Ok(set),
            _ => Err(self.type_error("the object must be a set")),
        }
    }

    fn this_deque(&mut self, args: &mut Args) -> Outcome<Rc<Deque>> {
        match self.this(args)? {
            Value::Deque(deque) => Ok(deque),
            _ => Err(self.type_error("the object must be a deque")),
        }
    }
}

// Strings

const STR: Natives = &[
    ("capitalize", |vm, args| {
        let text = vm.this_str(args)?;
        let mut characters = text.chars();
        let first = characters.next().map(upper).unwrap_or_default();
        Ok(Value::str(first + &platform::to_lower(characters.as_str())))
    }),
    ("casefold", |vm, args| map_str(vm, args, |text| platform::to_lower(text).replace('ß', "ss"))),
    ("center", |vm, args| justify(vm, args, "center")),
    ("count", |vm, args| {
        let text = vm.this_str(args)?;
        let values = vm.parse(args, "count", &["", "", ""], 1)?;
        let part = vm.expect_str(&values[0], "count() argument")?;
        let Some((_, region)) = region(vm, &text, &values[1], &values[2])? else { return Ok(Value::Int(0)) };
        let count = if part.is_empty() { region.chars().count() + 1 } else { region.matches(&**part).count() };
        Ok(Value::Int(count as i64))
    }),
    ("encode", |vm, args| {
        let text = vm.this_str(args)?;
        let values = vm.parse(args, "encode", &["encoding", "errors"], 0)?;
        vm.encode(&text, &values[0], &values[1]).map(|bytes| Value::Bytes(Rc::new(bytes)))
    }),
    ("endswith", |vm, args| affix(vm, args, "endswith", |text, part| text.ends_with(part))),
    ("expandtabs", |vm, args| expand_tabs(vm, args)),
    ("find", |vm, args| find(vm, args, "find", false).map(|found| Value::Int(found.map_or(-1, |index| index as i64)))),
    ("format", |vm, args| {
        let template = vm.this_str(args)?;
        let (positional, keywords) = (std::mem::take(&mut args.positional), std::mem::take(&mut args.keywords));
        let lookup = move |_: &mut Vm, name: &str| {
            Ok(keywords.iter().find(|(keyword, _)| &**keyword == name).map(|(_, value)| value.clone()))
        };
        vm.format_template(&template, &positional, &lookup, &mut 0, 0).map(Value::str)
    }),
    ("format_map", |vm, args| {
        let template = vm.this_str(args)?;
        let mapping = vm.parse(args, "format_map", &[""], 1)?.remove(0);
        let lookup = move |vm: &mut Vm, name: &str| vm.item(&mapping, &Value::str(name)).map(Some);
        vm.format_template(&template, &[], &lookup, &mut 0, 0).map(Value::str)
    }),
    ("index", |vm, args| match find(vm, args, "index", false)? {
        Some(index) => Ok(Value::Int(index as i64)),
        None => Err(vm.value_error("substring not found")),
    }),
    ("isalnum", |vm, args| {
        all_chars(vm, args, |character| platform::is_letter(character) || platform::is_number(character))
    }),
    ("isalpha", |vm, args| all_chars(vm, args, platform::is_letter)),
    ("isascii", |vm, args| Ok(Value::Bool(vm.this_str(args)?.is_ascii()))),
    ("isdecimal", |vm, args| all_chars(vm, args, platform::is_number)),
    ("isdigit", |vm, args| all_chars(vm, args, platform::is_number)),
    ("isidentifier", |vm, args| {
        let text = vm.this_str(args)?;
        let starts = text.starts_with(|first: char| first == '_' || platform::is_letter(first));
        Ok(Value::Bool(
            starts
                && text.chars().all(|character| {
                    character == '_' || platform::is_letter(character) || platform::is_number(character)
                }),
        ))
    }),
    ("islower", |vm, args| {
        let text = vm.this_str(args)?;
        Ok(Value::Bool(text.chars().any(platform::is_lower) && !text.chars().any(platform::is_upper)))
    }),
    ("isnumeric", |vm, args| all_chars(vm, args, platform::is_number)),
    ("isprintable", |vm, args| {
        let text = vm.this_str(args)?;
        Ok(Value::Bool(!text.chars().any(char::is_control)))
    }),
    ("isspace", |vm, args| all_chars(vm, args, char::is_whitespace)),
    ("istitle", |vm, args| {
        let text = vm.this_str(args)?;
        Ok(Value::Bool(text.length > 0 && titled(&text) == **text && text.chars().any(platform::is_letter)))
    }),
    ("isupper", |vm, args| {
        let text = vm.this_str(args)?;
        Ok(Value::Bool(text.chars().any(platform::is_upper) && !text.chars().any(platform::is_lower)))
    }),
    ("join", join),
    ("ljust", |vm, args| justify(vm, args, "ljust")),
    ("lower", |vm, args| map_str(vm, args, platform::to_lower)),
    ("lstrip", |vm, args| strip(vm, args, true, false)),
    ("maketrans", |vm, args| {
        let table = Rc::new(Dict::default());
        let values = vm.parse(args, "maketrans", &["", "", ""], 1)?;
        match (&values[0], &values[1]) {
            (Value::Str(from), Value::Str(to)) => {
                for (from, to) in from.chars().zip(to.chars()) {
                    table.set(vm, Value::Int(i64::from(from as u32)), Value::Int(i64::from(to as u32)))?;
                }
                if let Value::Str(gone) = &values[2] {
                    for character in gone.chars() {
                        table.set(vm, Value::Int(i64::from(character as u32)), Value::None)?;
                    }
                }
            }
            (mapping, _) => {
                for (key, value) in vm.mapping_pairs(mapping)? {
                    let key = match &key {
                        Value::Str(text) => {
                            Value::Int(text.chars().next().map_or(0, |character| i64::from(character as u32)))
                        }
                        other => other.clone(),
                    };
                    table.set(vm, key, value)?;
                }
            }
        }
        Ok(Value::Dict(table))
    }),
    ("partition", |vm, args| partition(vm, args, "partition", |text, separator| text.split_once(separator))),
    ("removeprefix", |vm, args| {
        let text = vm.this_str(args)?;
        let prefix = vm.expect_str(&args.at(0), "removeprefix() argument")?;
        Ok(text.strip_prefix(&**prefix).map_or(Value::Str(text.clone()), Value::str))
    }),
    ("removesuffix", |vm, args| {
        let text = vm.this_str(args)?;
        let suffix = vm.expect_str(&args.at(0), "removesuffix() argument")?;
        Ok(text.strip_suffix(&**suffix).map_or(Value::Str(text.clone()), Value::str))
    }),
    ("replace", |vm, args| {
        let text = vm.this_str(args)?;
        let values = vm.parse(args, "replace", &["", "", "count"], 2)?;
        let (old, new) =
            (vm.expect_str(&values[0], "replace() argument 1")?, vm.expect_str(&values[1], "replace() argument 2")?);
        let count = if values[2].is_unbound() { -1 } else { vm.expect_index(&values[2])? };
        let occurrences = if old.is_empty() { text.length + 1 } else { text.matches(&**old).count() };
        vm.reserve(text.len().saturating_add(occurrences.saturating_mul(new.len())))?;
        Ok(Value::str(if count < 0 { text.replace(&**old, &new) } else { text.replacen(&**old, &new, to_size(count)) }))
    }),
    ("rfind", |vm, args| find(vm, args, "rfind", true).map(|found| Value::Int(found.map_or(-1, |index| index as i64)))),
    ("rindex", |vm, args| match find(vm, args, "rindex", true)? {
        Some(index) => Ok(Value::Int(index as i64)),
        None => Err(vm.value_error("substring not found")),
    }),
    ("rjust", |vm, args| justify(vm, args, "rjust")),
    ("rpartition", |vm, args| partition(vm, args, "rpartition", |text, separator| text.rsplit_once(separator))),
    ("rsplit", |vm, args| split(vm, args, true)),
    ("rstrip", |vm, args| strip(vm, args, false, true)),
    ("split", |vm, args| split(vm, args, false)),
    ("splitlines", |vm, args| {
        let text = vm.this_str(args)?;
        let keeps = vm.parse(args, "splitlines", &["keepends"], 0)?.remove(0);
        let keeps = vm.truth(&keeps)?;
        let lines = lines(&text)
            .into_iter()
            .map(|(line, end)| Value::str(if keeps { format!("{line}{end}") } else { line.to_owned() }));
        Ok(Value::list(lines.collect()))
    }),
    ("startswith", |vm, args| affix(vm, args, "startswith", |text, part| text.starts_with(part))),
    ("strip", |vm, args| strip(vm, args, true, true)),
    ("swapcase", |vm, args| {
        map_str(vm, args, |text| {
            text.chars()
                .map(|character| if platform::is_upper(character) { lower(character) } else { upper(character) })
                .collect()
        })
    }),
    ("title", |vm, args| map_str(vm, args, titled)),
    ("translate", |vm, args| {
        let text = vm.this_str(args)?;
        let table = vm.parse(args, "translate", &[""], 1)?.remove(0);
        let mut result = String::new();
        for character in text.chars() {
            match vm.item(&table, &Value::Int(i64::from(character as u32))) {
                Ok(Value::None) => {}
                Ok(Value::Int(code)) => result.extend(u32::try_from(code).ok().and_then(char::from_u32)),
                Ok(Value::Str(text)) => result.push_str(&text),
                Ok(_) => return Err(vm.type_error("character mapping must return integer, None or str")),
                Err(Raise::Error(error)) if vm.is_instance_of(&error, "LookupError") => result.push(character),
                Err(raise) => return Err(raise),
            }
        }
        Ok(Value::str(result))
    }),
    ("upper", |vm, args| map_str(vm, args, platform::to_upper)),
    ("zfill", |vm, args| {
        let text = vm.this_str(args)?;
        let width = to_size(vm.expect_index(&args.at(0))?);
        let (sign, digits) = if text.starts_with(['+', '-']) { text.split_at(1) } else { ("", &**text) };
        vm.reserve(width)?;
        Ok(Value::str(format!("{sign}{}{digits}", "0".repeat(width.saturating_sub(text.length)))))
    }),
    ("__len__", |vm, args| Ok(Value::Int(vm.this_str(args)?.length as i64))),
    ("__str__", |vm, args| vm.this_str(args).map(Value::Str)),
    ("__format__", |vm, args| {
        let text = vm.this_str(args)?;
        let spec = vm.expect_str(&args.at(0), "format specification")?;
        vm.format(&Value::Str(text), &spec).map(Value::Str)
    }),
];

fn map_str(vm: &mut Vm, args: &mut Args, map: fn(&str) -> String) -> Outcome {
    let text = vm.this_str(args)?;
    Ok(Value::str(map(&text)))
}

/// Tabs go on to the next column that is a multiple of their size.
fn expand_tabs(vm: &mut Vm, args: &mut Args) -> Outcome {
    let text = vm.this_str(args)?;
    let size = vm.parse(args, "expandtabs", &["tabsize"], 0)?.remove(0);
    let size = if size.is_unbound() { 8 } else { vm.expect_index(&size)?.clamp(0, 1000) as usize };
    let (mut expanded, mut column) = (String::new(), 0);
    for character in text.chars() {
        match character {
            '\t' if size > 0 => {
                let spaces = size - column % size;
                expanded.push_str(&" ".repeat(spaces));
                column += spaces;
            }
            '\t' => {}
            _ => {
                expanded.push(character);
                column = if character == '\n' { 0 } else { column + 1 };
            }
        }
    }
    vm.reserve(expanded.len())?;
    Ok(Value::str(expanded))
}

fn all_chars(vm: &mut Vm, args: &mut Args, is: fn(char) -> bool) -> Outcome {
    let text = vm.this_str(args)?;
    Ok(Value::Bool(text.length > 0 && text.chars().all(is)))
}

fn upper(character: char) -> String {
    platform::to_upper(character.encode_utf8(&mut [0; 4]))
}

fn lower(character: char) -> String {
    platform::to_lower(character.encode_utf8(&mut [0; 4]))
}

fn titled(text: &str) -> String {
    let mut is_inside = false;
    let mut title = String::new();
    for character in text.chars() {
        title += &if is_inside { lower(character) } else { upper(character) };
        is_inside = platform::is_letter(character);
    }
    title
}

fn justify(vm: &mut Vm, args: &mut Args, how: &str) -> Outcome {
    let text = vm.this_str(args)?;
    let values = vm.parse(args, how, &["", ""], 1)?;
    let width = to_size(vm.expect_index(&values[0])?);
    let fill = if values[1].is_unbound() { Text::new(" ") } else { vm.expect_str(&values[1], "The fill character")? };
    if fill.length != 1 {
        return Err(vm.type_error("The fill character must be exactly one character long"));
    }
    let missing = width.saturating_sub(text.length);
    vm.reserve(missing.saturating_mul(fill.len()))?;
    let left = match how {
        "ljust" => 0,
        "rjust" => missing,
        // As CPython does: the odd one goes to the left if the width is odd.
        _ => missing / 2 + (missing & width & 1),
    };
    Ok(Value::str(format!("{}{}{}", fill.repeat(left), &**text, fill.repeat(missing - left))))
}

/// The lines of a text, and how each ends.
fn lines(text: &str) -> Vec<(&str, &str)> {
    const ENDS: [char; 10] =
        ['\n', '\r', '\u{b}', '\u{c}', '\u{1c}', '\u{1d}', '\u{1e}', '\u{85}', '\u{2028}', '\u{2029}'];
    let (mut lines, mut rest) = (Vec::new(), text);
    while !rest.is_empty() {
        let length = rest.find(ENDS).unwrap_or(rest.len());
        let (line, after) = rest.split_at(length);
        let end = if after.starts_with("\r\n") { 2 } else { after.chars().next().map_or(0, char::len_utf8) };
        lines.push((line, &after[..end]));
        rest = &after[end..];
    }
    lines
}

/// The part of a text from one character to another, and where it begins; none if it begins behind the end.
fn region<'a>(vm: &mut Vm, text: &'a Str, start: &Value, stop: &Value) -> Outcome<Option<(usize, &'a str)>> {
    if let Value::Int(start) = start
        && *start > text.length as i64
    {
        return Ok(None);
    }
    let (start, stop, _) = vm.slice_bounds(&[start.or_none(), stop.or_none(), Value::None], &|| text.length)?;
    let (start, stop) = (start as usize, stop.max(start) as usize);
    Ok(Some((start, &text[text.offset(start)..text.offset(stop)])))
}

fn find(vm: &mut Vm, args: &mut Args, name: &str, from_end: bool) -> Outcome<Option<usize>> {
    let text = vm.this_str(args)?;
    let values = vm.parse(args, name, &["", "", ""], 1)?;
    let part = vm.expect_str(&values[0], &format!("{name}() argument 1"))?;
    let Some((start, region)) = region(vm, &text, &values[1], &values[2])? else { return Ok(None) };
    let found = if from_end { region.rfind(&**part) } else { region.find(&**part) };
    Ok(found.map(|offset| start + region[..offset].chars().count()))
}

fn affix(vm: &mut Vm, args: &mut Args, name: &str, has: fn(&str, &str) -> bool) -> Outcome {
    let text = vm.this_str(args)?;
    let values = vm.parse(args, name, &["", "", ""], 1)?;
    let Some((_, region)) = region(vm, &text, &values[1], &values[2])? else { return Ok(Value::Bool(false)) };
    let parts = if let Value::Tuple(parts) = &values[0] { parts.to_vec() } else { vec![values[0].clone()] };
    for part in parts {
        let Value::Str(part) = &part else {
            let message = format_args!("{name} first arg must be str or a tuple of str, not {}", vm.type_name(&part));
            return Err(vm.type_error(message));
        };
        if has(region, part) {
            return Ok(Value::Bool(true));
        }
    }
    Ok(Value::Bool(false))
}

fn join(vm: &mut Vm, args: &mut Args) -> Outcome {
    let separator = vm.this_str(args)?;
    let iterable = vm.parse(args, "join", &[""], 1)?.remove(0);
    let values = match vm.collect(&iterable) {
        Err(Raise::Error(error)) if vm.is_instance_of(&error, "TypeError") && vm.iter(&iterable).is_err() => {
            return Err(vm.type_error("can only join an iterable"));
        }
        values => values?,
    };
    let mut text = String::new();
    for (index, value) in values.iter().enumerate() {
        if index > 0 {
            text.push_str(&separator);
        }
        match Vm::unwrapped(value) {
            Value::Str(part) => text.push_str(&part),
            _ => {
                let message =
                    format_args!("sequence item {index}: expected str instance, {} found", vm.type_name(value));
                return Err(vm.type_error(message));
            }
        }
        vm.reserve(text.len())?;
    }
    Ok(Value::str(text))
}

fn strip(vm: &mut Vm, args: &mut Args, left: bool, right: bool) -> Outcome {
    let text = vm.this_str(args)?;
    let characters = vm.parse(args, "strip", &[""], 0)?.remove(0);
    let set: Option<Vec<char>> = match &characters {
        Value::Unbound | Value::None => None,
        other => Some(vm.expect_str(other, "strip arg")?.chars().collect()),
    };
    let is_stripped = |character: char| set.as_ref().map_or(character.is_whitespace(), |set| set.contains(&character));
    let mut rest = text.as_str();
    if left {
        rest = rest.trim_start_matches(is_stripped);
    }
    if right {
        rest = rest.trim_end_matches(is_stripped);
    }
    Ok(if rest.len() == text.len() { Value::Str(text.clone()) } else { Value::str(rest) })
}

fn partition(
    vm: &mut Vm,
    args: &mut Args,
    name: &str,
    split: for<'a> fn(&'a str, &str) -> Option<(&'a str, &'a str)>,
) -> Outcome {
    let text = vm.this_str(args)?;
    let separator = vm.expect_str(&args.at(0), &format!("{name}() argument"))?;
    if separator.is_empty() {
        return Err(vm.value_error("empty separator"));
    }
    let empty = || Value::str("");
    Ok(Value::tuple(match split(&text, &separator) {
        Some((before, after)) => vec![Value::str(before), Value::Str(separator.clone()), Value::str(after)],
        None if name == "partition" => vec![Value::Str(text.clone()), empty(), empty()],
        None => vec![empty(), empty(), Value::Str(text.clone())],
    }))
}

fn split(vm: &mut Vm, args: &mut Args, from_end: bool) -> Outcome {
    let text = vm.this_str(args)?;
    let values = vm.parse(args, "split", &["sep", "maxsplit"], 0)?;
    let most = if values[1].is_unbound() { -1 } else { vm.expect_index(&values[1])? };
    let most = usize::try_from(most).unwrap_or(usize::MAX - 1);
    let parts: Vec<Value> = match &values[0] {
        Value::Unbound | Value::None => split_white(&text, most, from_end).into_iter().map(Value::str).collect(),
        separator => {
            let separator = vm.expect_str(separator, "sep")?;
            if separator.is_empty() {
                return Err(vm.value_error("empty separator"));
            }
            if from_end {
                let mut parts: Vec<_> = text.rsplitn(most + 1, &**separator).map(Value::str).collect();
                parts.reverse();
                parts
            } else {
                text.splitn(most + 1, &**separator).map(Value::str).collect()
            }
        }
    };
    Ok(Value::list(parts))
}

/// Splits at white space, that many times at most.
fn split_white(text: &str, most: usize, from_end: bool) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text.trim();
    while !rest.is_empty() && parts.len() < most {
        let gap = if from_end { rest.rfind(char::is_whitespace) } else { rest.find(char::is_whitespace) };
        let Some(gap) = gap else { break };
        if from_end {
            let width = rest[gap..].chars().next().map_or(1, char::len_utf8);
            parts.push(&rest[gap + width..]);
            rest = rest[..gap].trim_end();
        } else {
            parts.push(&rest[..gap]);
            rest = rest[gap..].trim_start();
        }
    }
    if !rest.is_empty() {
        parts.push(rest);
    }
    if from_end {
        parts.reverse();
    }
    parts
}

const BYTES: Natives = &[
    ("decode", |vm, args| {
        let Value::Bytes(bytes) = vm.this(args)? else { return Err(vm.type_error("the object must be bytes")) };
        let values = vm.parse(args, "decode", &["encoding", "errors"], 0)?;
        vm.decode(&bytes, &values[0], &values[1]).map(Value::str)
    }),
    ("hex", |vm, args| match vm.this(args)? {
        Value::Bytes(bytes) => {
            Ok(Value::str(bytes.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))))
        }
        _ => Err(vm.type_error("the object must be bytes")),
    }),
];

// Lists

const LIST: Natives = &[
    ("append", |vm, args| {
        let list = vm.this_list(args)?;
        let value = vm.parse(args, "list.append", &[""], 1)?.remove(0);
        let capacity = list.0.borrow().capacity();
        if list.0.borrow().len() == capacity {
            vm.reserve_values(capacity * 2)?;
        }
        list.0.borrow_mut().push(value);
        Ok(Value::None)
    }),
    ("clear", |vm, args| {
        let old = vm.this_list(args)?.0.take();
        drop(old);
        Ok(Value::None)
    }),
    ("copy", |vm, args| {
        let list = vm.this_list(args)?;
        let values = list.0.borrow().clone();
        Ok(Value::list(values))
    }),
    ("count", |vm, args| {
        let values = vm.this_list(args)?.0.borrow().clone();
        count(vm, &values, &args.at(0))
    }),
    ("extend", |vm, args| {
        let list = vm.this_list(args)?;
        let values = vm.collect(&args.at(0))?;
        vm.reserve_values(list.0.borrow().len() + values.len())?;
        list.0.borrow_mut().extend(values);
        Ok(Value::None)
    }),
    ("index", |vm, args| {
        let list = vm.this_list(args)?;
        let values = list.0.borrow().clone();
        index_of(vm, &values, args, "list.index(x): x not in list")
    }),
    ("insert", |vm, args| {
        let list = vm.this_list(args)?;
        let values = vm.parse(args, "insert", &["", ""], 2)?;
        let index = vm.expect_index(&values[0])?;
        let length = list.0.borrow().len() as i64;
        let place = (if index < 0 { index + length } else { index }).clamp(0, length);
        list.0.borrow_mut().insert(place as usize, values[1].clone());
        Ok(Value::None)
    }),
    ("pop", |vm, args| {
        let list = vm.this_list(args)?;
        let index = vm.parse(args, "pop", &[""], 0)?.remove(0);
        let index = if index.is_unbound() { -1 } else { vm.expect_index(&index)? };
        let length = list.0.borrow().len();
        if length == 0 {
            return Err(vm.index_error("pop from empty list"));
        }
        let place = if index < 0 { index + length as i64 } else { index };
        if place < 0 || place >= length as i64 {
            return Err(vm.index_error("pop index out of range"));
        }
        let value = list.0.borrow_mut().remove(place as usize);
        Ok(value)
    }),
    ("remove", |vm, args| {
        let list = vm.this_list(args)?;
        let wanted = args.at(0);
        for place in 0.. {
            let Some(value) = list.0.borrow().get(place).cloned() else { break };
            if value.is(&wanted) || vm.equal(&value, &wanted)? {
                let mut values = list.0.borrow_mut();
                // Its `__eq__` may have shortened the list.
                let old = if place < values.len() { values.remove(place) } else { Value::None };
                drop(values);
                drop(old);
                return Ok(Value::None);
            }
        }
        Err(vm.value_error("list.remove(x): x not in list"))
    }),
    ("reverse", |vm, args| {
        vm.this_list(args)?.0.borrow_mut().reverse();
        Ok(Value::None)
    }),
    ("sort", list_sort),
    ("__init__", |vm, args| {
        let list = vm.this_list(args)?;
        if !args.at(0).is_unbound() {
            let values = vm.collect(&args.at(0))?;
            list.0.replace(values);
        }
        Ok(Value::None)
    }),
    ("__getitem__", dunder_getitem),
    ("__setitem__", dunder_setitem),
    ("__delitem__", dunder_delitem),
    ("__len__", dunder_len),
    ("__iter__", dunder_iter),
    ("__contains__", dunder_contains),
    ("__repr__", dunder_repr),
];

fn dunder_getitem(vm: &mut Vm, args: &mut Args) -> Outcome {
    vm.item(&args.at(0), &args.at(1))
}

fn dunder_setitem(vm: &mut Vm, args: &mut Args) -> Outcome {
    vm.set_item(&args.at(0), args.at(1), args.at(2)).map(|()| Value::None)
}

fn dunder_delitem(vm: &mut Vm, args: &mut Args) -> Outcome {
    vm.delete_item(&args.at(0), &args.at(1)).map(|()| Value::None)
}

fn dunder_len(vm: &mut Vm, args: &mut Args) -> Outcome {
    vm.length(&args.at(0)).map(|length| Value::Int(length as i64))
}

fn dunder_iter(vm: &mut Vm, args: &mut Args) -> Outcome {
    vm.iter(&args.at(0))
}

fn dunder_contains(vm: &mut Vm, args: &mut Args) -> Outcome {
    vm.contains(&args.at(0), &args.at(1)).map(Value::Bool)
}

fn dunder_repr(vm: &mut Vm, args: &mut Args) -> Outcome {
    vm.plain_repr(&args.at(0)).map(Value::str)
}

fn count(vm: &mut Vm, values: &[Value], wanted: &Value) -> Outcome {
    let mut count = 0;
    for value in values {
        count += i64::from(value.is(wanted) || vm.equal(value, wanted)?);
    }
    Ok(Value::Int(count))
}

fn index_of(vm: &mut Vm, values: &[Value], args: &mut Args, otherwise: &str) -> Outcome {
    let parts = vm.parse(args, "index", &["", "", ""], 1)?;
    let (start, stop, _) = vm.slice_bounds(&[parts[1].or_none(), parts[2].or_none(), Value::None], &|| values.len())?;
    for place in start..stop {
        let value = &values[place as usize];
        if value.is(&parts[0]) || vm.equal(value, &parts[0])? {
            return Ok(Value::Int(place));
        }
    }
    Err(vm.value_error(otherwise))
}

/// Sorts a list: a merge sort, which keeps the order of equal values.
pub fn list_sort(vm: &mut Vm, args: &mut Args) -> Outcome {
    let list = vm.this_list(args)?;
    let (key, reverse) = (args.keyword("key").filter(|key| !key.is_none()), args.keyword("reverse"));
    if !args.positional.is_empty() {
        return Err(vm.type_error("sort() takes no positional arguments"));
    }
    if let Some((name, _)) = args.keywords.iter().find(|(name, _)| !matches!(name.as_str(), "key" | "reverse")) {
        let message = format_args!("sort() got an unexpected keyword argument '{}'", name.as_str());
        return Err(vm.type_error(message));
    }
    let is_reversed = match &reverse {
        Some(reverse) => vm.truth(reverse)?,
        None => false,
    };
    let values = list.0.take();
    let mut ranked = Vec::with_capacity(values.len());
    for value in &values {
        let rank = match &key {
            Some(key) => match vm.call(key, vec![value.clone()]) {
                Ok(rank) => rank,
                Err(raise) => {
                    list.0.replace(values);
                    return Err(raise);
                }
            },
            None => value.clone(),
        };
        ranked.push((rank, value.clone()));
    }
    // Reversed twice, equal values stay in order.
    if is_reversed {
        ranked.reverse();
    }
    let result = merge_sort(vm, ranked);
    let sorted = match result {
        Ok(sorted) => sorted,
        Err(raise) => {
            list.0.replace(values);
            return Err(raise);
        }
    };
    let mut sorted: Vec<_> = sorted.into_iter().map(|(_, value)| value).collect();
    if is_reversed {
        sorted.reverse();
    }
    let added = list.0.replace(sorted);
    if added.is_empty() { Ok(Value::None) } else { Err(vm.value_error("list modified during sort")) }
}

fn merge_sort(vm: &mut Vm, mut values: Vec<(Value, Value)>) -> Outcome<Vec<(Value, Value)>> {
    if values.len() < 2 {
        return Ok(values);
    }
    let right = values.split_off(values.len() / 2);
    let (left, right) = (merge_sort(vm, values)?, merge_sort(vm, right)?);
    // What is in order already is compared once.
    if let (Some(last), Some(first)) = (left.last(), right.first())
        && !vm.less(&first.0, &last.0)?
    {
        return Ok(left.into_iter().chain(right).collect());
    }
    let mut merged = Vec::with_capacity(left.len() + right.len());
    let (mut left, mut right) = (left.into_iter().peekable(), right.into_iter().peekable());
    while let (Some(one), Some(other)) = (left.peek(), right.peek()) {
        let is_right_first = vm.less(&other.0, &one.0)?;
        merged.extend(if is_right_first { right.next() } else { left.next() });
    }
    merged.extend(left);
    merged.extend(right);
    Ok(merged)
}

const TUPLE: Natives = &[
    ("count", |vm, args| {
        let this = vm.this(args)?;
        let values = vm.collect(&this)?;
        count(vm, &values, &args.at(0))
    }),
    ("index", |vm, args| {
        let this = vm.this(args)?;
        let values = vm.collect(&this)?;
        index_of(vm, &values, args, "tuple.index(x): x not in tuple")
    }),
    ("__getitem__", dunder_getitem),
    ("__len__", dunder_len),
    ("__iter__", dunder_iter),
    ("__contains__", dunder_contains),
    ("__repr__", dunder_repr),
];

const RANGE: Natives = &[
    ("count", |vm, args| {
        let this = vm.this(args)?;
        vm.contains(&this, &args.at(0)).map(|found| Value::Int(i64::from(found)))
    }),
    ("index", |vm, args| {
        let this = vm.this(args)?;
        let values = vm.collect(&this)?;
        index_of(vm, &values, args, "value is not in range")
    }),
];

const DEQUE: Natives = &[
    ("append", |vm, args| {
        let deque = vm.this_deque(args)?;
        let value = vm.parse(args, "deque.append", &[""], 1)?.remove(0);
        Vm::deque_append(&deque, value);
        Ok(Value::None)
    }),
    ("appendleft", |vm, args| {
        let deque = vm.this_deque(args)?;
        let value = vm.parse(args, "deque.appendleft", &[""], 1)?.remove(0);
        Vm::deque_append_left(&deque, value);
        Ok(Value::None)
    }),
    ("clear", |vm, args| {
        let old = vm.this_deque(args)?.values.take();
        drop(old);
        Ok(Value::None)
    }),
    ("copy", |vm, args| {
        let deque = vm.this_deque(args)?;
        let values = deque.values.borrow().clone();
        Ok(Vm::deque(values, deque.max_length))
    }),
    ("count", |vm, args| {
        let this = vm.this(args)?;
        let values = vm.collect(&this)?;
        count(vm, &values, &args.at(0))
    }),
    ("extend", |vm, args| {
        let deque = vm.this_deque(args)?;
        for value in vm.collect(&args.at(0))? {
            Vm::deque_append(&deque, value);
        }
        Ok(Value::None)
    }),
    ("extendleft", |vm, args| {
        let deque = vm.this_deque(args)?;
        for value in vm.collect(&args.at(0))? {
            Vm::deque_append_left(&deque, value);
        }
        Ok(Value::None)
    }),
    ("index", |vm, args| {
        let this = vm.this(args)?;
        let values = vm.collect(&this)?;
        index_of(vm, &values, args, "value is not in deque")
    }),
    ("insert", |vm, args| {
        let deque = vm.this_deque(args)?;
        let values = vm.parse(args, "insert", &["", ""], 2)?;
        let index = vm.expect_index(&values[0])?;
        let length = deque.values.borrow().len() as i64;
        if deque.max_length.is_some_and(|limit| length >= limit as i64) {
            return Err(vm.index_error("deque already at its maximum size"));
        }
        let place = (if index < 0 { index + length } else { index }).clamp(0, length);
        deque.values.borrow_mut().insert(place as usize, values[1].clone());
        Ok(Value::None)
    }),
    ("pop", |vm, args| {
        let deque = vm.this_deque(args)?;
        let value = deque.values.borrow_mut().pop_back();
        value.ok_or_else(|| vm.index_error("pop from an empty deque"))
    }),
    ("popleft", |vm, args| {
        let deque = vm.this_deque(args)?;
        let value = deque.values.borrow_mut().pop_front();
        value.ok_or_else(|| vm.index_error("pop from an empty deque"))
    }),
    ("remove", |vm, args| {
        let deque = vm.this_deque(args)?;
        let values: Vec<_> = deque.values.borrow().iter().cloned().collect();
        let wanted = args.at(0);
        for (place, value) in values.iter().enumerate() {
            if value.is(&wanted) || vm.equal(value, &wanted)? {
                let old = deque.values.borrow_mut().remove(place);
                drop(old);
                return Ok(Value::None);
            }
        }
        Err(vm.value_error("deque.remove(x): x not in deque"))
    }),
    ("reverse", |vm, args| {
        vm.this_deque(args)?.values.borrow_mut().make_contiguous().reverse();
        Ok(Value::None)
    }),
    ("rotate", |vm, args| {
        let deque = vm.this_deque(args)?;
        let steps = if args.at(0).is_unbound() { 1 } else { vm.expect_index(&args.at(0))? };
        let mut values = deque.values.borrow_mut();
        let length = values.len() as i64;
        if length > 0 {
            values.rotate_right(steps.rem_euclid(length) as usize);
        }
        Ok(Value::None)
    }),
];

// Dicts

const DICT: Natives = &[
    ("clear", |vm, args| {
        vm.this_dict(args)?.clear();
        Ok(Value::None)
    }),
    ("copy", |vm, args| {
        let dict = vm.this_dict(args)?;
        Ok(Value::Dict(Rc::new(dict.copy())))
    }),
    ("fromkeys", |vm, args| {
        vm.this(args)?;
        let values = vm.parse(args, "fromkeys", &["", ""], 1)?;
        let dict = Dict::default();
        let value = if values[1].is_unbound() { Value::None } else { values[1].clone() };
        for key in vm.collect(&values[0])? {
            dict.set(vm, key, value.clone())?;
        }
        Ok(Value::Dict(Rc::new(dict)))
    }),
    ("get", |vm, args| {
        let dict = vm.this_dict(args)?;
        let values = vm.parse(args, "get", &["", ""], 1)?;
        let otherwise = if values[1].is_unbound() { Value::None } else { values[1].clone() };
        Ok(dict.get(vm, &values[0])?.unwrap_or(otherwise))
    }),
    ("items", |vm, args| Ok(Vm::view(&vm.this_dict(args)?, ViewKind::Items))),
    ("keys", |vm, args| Ok(Vm::view(&vm.this_dict(args)?, ViewKind::Keys))),
    ("pop", |vm, args| {
        let dict = vm.this_dict(args)?;
        let values = vm.parse(args, "pop", &["", ""], 1)?;
        match dict.remove(vm, &values[0])? {
            Some(value) => Ok(value),
            None if values[1].is_unbound() => Err(vm.key_error(&values[0])),
            None => Ok(values[1].clone()),
        }
    }),
    ("popitem", |vm, args| {
        let dict = vm.this_dict(args)?;
        match dict.pop_last() {
            Some((key, value)) => Ok(Value::tuple(vec![key, value])),
            None => Err(vm.key_error(&Value::str("popitem(): dictionary is empty"))),
        }
    }),
    ("setdefault", |vm, args| {
        let dict = vm.this_dict(args)?;
        let values = vm.parse(args, "setdefault", &["", ""], 1)?;
        if let Some(value) = dict.get(vm, &values[0])? {
            return Ok(value);
        }
        let value = if values[1].is_unbound() { Value::None } else { values[1].clone() };
        dict.set(vm, values[0].clone(), value.clone())?;
        Ok(value)
    }),
    ("update", |vm, args| {
        let dict = vm.this_dict(args)?;
        update_dict(vm, &dict, args, "update")
    }),
    ("values", |vm, args| Ok(Vm::view(&vm.this_dict(args)?, ViewKind::Values))),
    ("__init__", |vm, args| {
        let dict = vm.this_dict(args)?;
        update_dict(vm, &dict, args, "dict")
    }),
    ("__getitem__", dunder_getitem),
    ("__setitem__", dunder_setitem),
    ("__delitem__", dunder_delitem),
    ("__len__", dunder_len),
    ("__iter__", dunder_iter),
    ("__contains__", dunder_contains),
    ("__repr__", dunder_repr),
];

pub fn update_dict(vm: &mut Vm, dict: &Rc<Dict>, args: &mut Args, name: &str) -> Outcome {
    if args.positional.len() > 1 {
        return Err(vm.type_error(format_args!("{name} expected at most 1 argument, got {}", args.positional.len())));
    }
    if let Some(mapping) = args.positional.first().cloned() {
        for (key, value) in vm.mapping_pairs(&mapping)? {
            dict.set(vm, key, value)?;
        }
    }
    for (key, value) in std::mem::take(&mut args.keywords) {
        dict.set(vm, Value::Str(key), value)?;
    }
    Ok(Value::None)
}

const VIEW: Natives = &[
    ("isdisjoint", |vm, args| {
        let this = vm.this(args)?;
        for value in vm.collect(&args.at(0))? {
            if vm.contains(&this, &value)? {
                return Ok(Value::Bool(false));
            }
        }
        Ok(Value::Bool(true))
    }),
    ("__len__", dunder_len),
];

// Sets

const SET: Natives = &[
    ("copy", |vm, args| {
        let set = vm.this_set(args)?;
        let copy = Set::new(set.is_frozen);
        copy.merge(vm, &set)?;
        Ok(Value::Set(Rc::new(copy)))
    }),
    ("difference", |vm, args| combine(vm, args, BinaryOp::Sub)),
    ("intersection", |vm, args| combine(vm, args, BinaryOp::And)),
    ("isdisjoint", |vm, args| {
        let set = vm.this_set(args)?;
        for value in vm.collect(&args.at(0))? {
            if set.contains(vm, &value)? {
                return Ok(Value::Bool(false));
            }
        }
        Ok(Value::Bool(true))
    }),
    ("issubset", |vm, args| {
        let set = vm.this_set(args)?;
        let other = to_set(vm, &args.at(0))?;
        vm.is_subset(&set, &other).map(Value::Bool)
    }),
    ("issuperset", |vm, args| {
        let set = vm.this_set(args)?;
        let other = to_set(vm, &args.at(0))?;
        vm.is_subset(&other, &set).map(Value::Bool)
    }),
    ("symmetric_difference", |vm, args| combine(vm, args, BinaryOp::Xor)),
    ("union", |vm, args| combine(vm, args, BinaryOp::Or)),
    ("__len__", dunder_len),
    ("__iter__", dunder_iter),
    ("__contains__", dunder_contains),
    ("__repr__", dunder_repr),
];

/// What a `frozenset` does not have.
const SET_CHANGES: Natives = &[
    ("add", |vm, args| {
        let set = vm.this_set(args)?;
        set.add(vm, args.at(0)).map(|()| Value::None)
    }),
    ("clear", |vm, args| {
        vm.this_set(args)?.clear();
        Ok(Value::None)
    }),
    ("difference_update", |vm, args| combine_in_place(vm, args, BinaryOp::Sub)),
    ("discard", |vm, args| {
        let set = vm.this_set(args)?;
        set.remove(vm, &args.at(0))?;
        Ok(Value::None)
    }),
    ("intersection_update", |vm, args| combine_in_place(vm, args, BinaryOp::And)),
    ("pop", |vm, args| {
        let set = vm.this_set(args)?;
        set.pop().ok_or_else(|| vm.key_error(&Value::str("pop from an empty set")))
    }),
    ("remove", |vm, args| {
        let set = vm.this_set(args)?;
        let value = args.at(0);
        if set.remove(vm, &value)? { Ok(Value::None) } else { Err(vm.key_error(&value)) }
    }),
    ("symmetric_difference_update", |vm, args| combine_in_place(vm, args, BinaryOp::Xor)),
    ("update", |vm, args| {
        let set = vm.this_set(args)?;
        for other in args.positional.clone() {
            if let Value::Set(other) = &other {
                set.merge(vm, other)?;
                continue;
            }
            for value in vm.collect(&other)? {
                set.add(vm, value)?;
            }
        }
        Ok(Value::None)
    }),
];

/// The set of the values of something that can be iterated over; itself if it is one.
pub fn to_set(vm: &mut Vm, value: &Value) -> Outcome<Rc<Set>> {
    if let Value::Set(set) = value {
        return Ok(Rc::clone(set));
    }
    let set = Set::new(false);
    for value in vm.collect(value)? {
        set.add(vm, value)?;
    }
    Ok(Rc::new(set))
}

fn combine(vm: &mut Vm, args: &mut Args, operator: BinaryOp) -> Outcome {
    let mut set = vm.this_set(args)?;
    if args.positional.is_empty() {
        let copy = Set::new(set.is_frozen);
        copy.merge(vm, &set)?;
        return Ok(Value::Set(Rc::new(copy)));
    }
    for other in args.positional.clone() {
        let other = to_set(vm, &other)?;
        if let Value::Set(result) = vm.set_binary(operator, &set, &other)? {
            set = result;
        }
    }
    Ok(Value::Set(set))
}

fn combine_in_place(vm: &mut Vm, args: &mut Args, operator: BinaryOp) -> Outcome {
    let this = args.at(0);
    let result = combine(vm, args, operator)?;
    if let (Value::Set(set), Value::Set(result)) = (this, result) {
        set.clear();
        set.merge(vm, &result)?;
    }
    Ok(Value::None)
}

// Numbers

const INT: Natives = &[
    ("bit_length", |vm, args| {
        let this = vm.this(args)?;
        Ok(Value::Int(big(&this).map_or(0, |number| number.bits()) as i64))
    }),
    ("bit_count", |vm, args| {
        let this = vm.this(args)?;
        let count = big(&this).map_or(0, |number| number.words().iter().map(|word| word.count_ones()).sum::<u32>());
        Ok(Value::Int(i64::from(count)))
    }),
    ("conjugate", |vm, args| vm.this(args)),
    ("is_integer", |_, _| Ok(Value::Bool(true))),
    ("as_integer_ratio", |vm, args| Ok(Value::tuple(vec![vm.this(args)?, Value::Int(1)]))),
    ("to_bytes", |vm, args| {
        let this = vm.this(args)?;
        let values = vm.parse(args, "to_bytes", &["length", "byteorder", "signed"], 0)?;
        let length = if values[0].is_unbound() { 1 } else { to_size(vm.expect_index(&values[0])?) };
        vm.reserve(length)?;
        let (number, bits, is_signed) = (big(&this).unwrap_or_default(), 8 * length as u64, vm.truth(&values[2])?);
        if number.is_negative() && !is_signed {
            return Err(vm.overflow_error("can't convert negative int to unsigned"));
        }
        let limit = &BigInt::from(1) << (bits.saturating_sub(u64::from(is_signed)));
        if number >= limit || number < -limit {
            return Err(vm.overflow_error("int too big to convert"));
        }
        let number = if number.is_negative() { &number + &(&BigInt::from(1) << bits) } else { number };
        let mut bytes: Vec<u8> = number.words().into_iter().flat_map(u32::to_le_bytes).collect();
        bytes.resize(length, 0);
        if as_str(&values[1]).is_none_or(|order| &**order != "little") {
            bytes.reverse();
        }
        Ok(Value::Bytes(Rc::new(bytes)))
    }),
    ("from_bytes", |vm, args| {
        args.positional.remove(0);
        let values = vm.parse(args, "from_bytes", &["bytes", "byteorder", "signed"], 1)?;
        let mut bytes = Vec::new();
        for byte in vm.collect(&values[0])? {
            bytes.push(vm.expect_index(&byte)? as u8);
        }
        if as_str(&values[1]).is_none_or(|order| &**order != "little") {
            bytes.reverse();
        }
        let words: Vec<_> = bytes
            .chunks(4)
            .map(|chunk| chunk.iter().rev().fold(0, |word, byte| word << 8 | u32::from(*byte)))
            .collect();
        let number = BigInt::from_words(&words);
        let is_negative = vm.truth(&values[2])? && bytes.last().is_some_and(|byte| *byte >= 128);
        let size = &BigInt::from(1) << (8 * bytes.len() as u64);
        Ok(integer(if is_negative { &number - &size } else { number }))
    }),
    ("__format__", |vm, args| {
        let this = vm.this(args)?;
        let spec = vm.expect_str(&args.at(0), "format specification")?;
        vm.format(&this, &spec).map(Value::Str)
    }),
    ("__index__", |vm, args| vm.this(args)),
    ("__repr__", dunder_repr),
];

const FLOAT: Natives = &[
    ("is_integer", |vm, args| {
        let this = vm.this(args)?;
        Ok(Value::Bool(matches!(this, Value::Float(number) if number.is_finite() && number.fract() == 0.0)))
    }),
    ("as_integer_ratio", |vm, args| {
        let Value::Float(number) = vm.this(args)? else { return Err(vm.type_error("the object must be a float")) };
        if !number.is_finite() {
            return Err(vm.overflow_error("cannot convert Infinity to integer ratio"));
        }
        let (mantissa, exponent) = number::split(number);
        let mut numerator = (mantissa * 9_007_199_254_740_992.0) as i64;
        let mut exponent = exponent - 53;
        while numerator % 2 == 0 && exponent < 0 && numerator != 0 {
            numerator /= 2;
            exponent += 1;
        }
        let power = |exponent: i32| u64::try_from(exponent).unwrap_or_default();
        let numerator = &BigInt::from(numerator) << power(exponent);
        let denominator = &BigInt::from(1) << power(-exponent);
        Ok(Value::tuple(vec![integer(numerator), integer(denominator)]))
    }),
    ("conjugate", |vm, args| vm.this(args)),
    ("fromhex", |vm, _| Err(vm.value_error("float.fromhex is not supported here"))),
    ("__repr__", dunder_repr),
];

// Generators

const GENERATOR: Natives = &[
    ("send", |vm, args| {
        let this = vm.this(args)?;
        let value = vm.parse(args, "send", &[""], 1)?.remove(0);
        drive(vm, &this, Resume::Send(value))
    }),
    ("throw", |vm, args| {
        let this = vm.this(args)?;
        let error = thrown(vm, args)?;
        drive(vm, &this, Resume::Throw(Raise::error(error)))
    }),
    ("close", |vm, args| {
        let this = vm.this(args)?;
        let Value::Generator(generator) = &this else { return Ok(Value::None) };
        if matches!(generator.state.get(), GeneratorState::Created | GeneratorState::Finished) {
            generator.state.set(GeneratorState::Finished);
            generator.frame.take();
            return Ok(Value::None);
        }
        let exit = vm.error("GeneratorExit", Vec::new());
        match vm.resume(generator, Resume::Throw(exit)) {
            Ok(Exit::Yield(_)) => {
                Err(vm.runtime_error(format_args!("{} ignored GeneratorExit", super::vm::kind_name(generator.kind))))
            }
            Ok(Exit::Return(value)) => Ok(value),
            Ok(Exit::RunLoop(_) | Exit::Sleep(..)) => Ok(Value::None),
            Err(Raise::Error(error))
                if vm.is_instance_of(&error, "GeneratorExit") || vm.is_instance_of(&error, "StopIteration") =>
            {
                Ok(Value::None)
            }
            Err(raise) => Err(raise),
        }
    }),
    ("__next__", |vm, args| {
        let this = vm.this(args)?;
        drive(vm, &this, Resume::Send(Value::None))
    }),
    ("__iter__", |vm, args| vm.this(args)),
    ("__await__", |vm, args| vm.this(args)),
];

/// The exception that `throw` is given.
fn thrown(vm: &mut Vm, args: &mut Args) -> Outcome {
    let values = vm.parse(args, "throw", &["", "", ""], 1)?;
    match (&values[0], &values[1]) {
        (class @ Value::Class(_), value) if !matches!(value, Value::Unbound | Value::None) => {
            if matches!(value, Value::Instance(instance) if instance.exception().is_some()) {
                Ok(value.clone())
            } else {
                vm.call(class, vec![value.clone()])
            }
        }
        (error, _) => vm.make_exception(error.clone()),
    }
}

fn drive(vm: &mut Vm, this: &Value, resume: Resume) -> Outcome {
    let Value::Generator(generator) = this else { return Err(vm.type_error("the object must be a generator")) };
    match vm.resume(generator, resume)? {
        Exit::Yield(value) => Ok(value),
        Exit::Return(value) => Err(vm.stop_iteration(value)),
        Exit::RunLoop(_) | Exit::Sleep(..) => Err(vm.runtime_error("the event loop cannot run here")),
    }
}

const ASYNC_GENERATOR: Natives = &[
    ("__aiter__", |vm, args| vm.this(args)),
    ("__anext__", |vm, args| {
        let this = vm.this(args)?;
        vm.async_next(&this)
    }),
    ("asend", |vm, args| {
        let this = vm.this(args)?;
        let value = vm.parse(args, "asend", &[""], 1)?.remove(0);
        match &this {
            Value::Generator(generator) => Ok(Vm::async_step(generator, value)),
            _ => Err(vm.type_error("the object must be an async generator")),
        }
    }),
    ("athrow", |vm, args| {
        let this = vm.this(args)?;
        let error = thrown(vm, args)?;
        match &this {
            Value::Generator(generator) => {
                Ok(Iter::value(IterKind::AsyncThrow { generator: Rc::clone(generator), error, is_close: false }))
            }
            _ => Err(vm.type_error("the object must be an async generator")),
        }
    }),
    ("aclose", |vm, args| {
        let this = vm.this(args)?;
        let Raise::Error(error) = vm.error("GeneratorExit", Vec::new()) else { return Ok(Value::None) };
        match &this {
            Value::Generator(generator) => {
                Ok(Iter::value(IterKind::AsyncThrow { generator: Rc::clone(generator), error: *error, is_close: true }))
            }
            _ => Err(vm.type_error("the object must be an async generator")),
        }
    }),
];

const ITERATOR: Natives = &[
    ("__next__", |vm, args| {
        let this = vm.this(args)?;
        vm.next_or_stop(&this)
    }),
    ("__iter__", |vm, args| vm.this(args)),
    ("__await__", |vm, args| vm.this(args)),
    ("send", |vm, args| {
        let this = vm.this(args)?;
        vm.next_or_stop(&this)
    }),
    ("close", |_, _| Ok(Value::None)),
];

const PROPERTY: Natives = &[
    ("getter", |vm, args| {
        with_part(vm, args, |property, get| Property {
            get,
            set: property.set.clone(),
            delete: property.delete.clone(),
        })
    }),
    ("setter", |vm, args| {
        with_part(vm, args, |property, set| Property {
            get: property.get.clone(),
            set,
            delete: property.delete.clone(),
        })
    }),
    ("deleter", |vm, args| {
        with_part(vm, args, |property, delete| Property {
            get: property.get.clone(),
            set: property.set.clone(),
            delete,
        })
    }),
];

fn with_part(vm: &mut Vm, args: &mut Args, make: fn(&Property, Value) -> Property) -> Outcome {
    let this = vm.this(args)?;
    match &this {
        Value::Property(property) => Ok(Value::Property(Rc::new(make(property, args.at(0))))),
        _ => Err(vm.type_error("the object must be a property")),
    }
}

// Objects

const OBJECT: Natives = &[
    ("__init__", |_, _| Ok(Value::None)),
    ("__init_subclass__", |vm, args| {
        if args.keywords.is_empty() {
            return Ok(Value::None);
        }
        let name = match args.at(0) {
            Value::Class(class) => class.name.borrow().to_string(),
            _ => String::new(),
        };
        Err(vm.type_error(format_args!("{name}.__init_subclass__() takes no keyword arguments")))
    }),
    ("__setattr__", |vm, args| {
        let (this, value) = (args.at(0), args.at(2));
        let name = vm.expect_str(&args.at(1), "attribute name")?;
        let name = vm.interner.get(&name);
        if let Value::Instance(instance) = &this {
            let class = Rc::clone(&instance.class.borrow());
            return vm.set_plain_attribute(&this, instance, &class, &name, value).map(|()| Value::None);
        }
        vm.set_attribute(&this, &name, value).map(|()| Value::None)
    }),
    ("__getattribute__", |vm, args| {
        let this = args.at(0);
        let name = vm.expect_str(&args.at(1), "attribute name")?;
        let name = vm.interner.get(&name);
        let found = match &this {
            Value::Instance(instance) => {
                let class = Rc::clone(&instance.class.borrow());
                vm.plain_attribute(&this, instance, &class, &name)?
            }
            _ => vm.find_attribute(&this, &name)?,
        };
        match found {
            Some(value) => Ok(value),
            None => {
                let message = format_args!("'{}' object has no attribute '{}'", vm.type_name(&this), &**name);
                Err(vm.attribute_error(message, &name))
            }
        }
    }),
    ("__delattr__", |vm, args| {
        let name = vm.expect_str(&args.at(1), "attribute name")?;
        match args.at(0) {
            Value::Instance(instance) if instance.attrs.remove_str(&name).is_some() => Ok(Value::None),
            this => {
                let message = format_args!("'{}' object has no attribute '{}'", vm.type_name(&this), &**name);
                Err(vm.attribute_error(message, &name))
            }
        }
    }),
    ("__repr__", dunder_repr),
    ("__str__", |vm, args| vm.repr(&args.at(0)).map(Value::Str)),
    ("__format__", |vm, args| {
        let text = vm.str_of(&args.at(0))?;
        let spec = vm.expect_str(&args.at(1), "format specification")?;
        vm.format(&Value::Str(text), &spec).map(Value::Str)
    }),
    ("__hash__", |_, args| {
        let this = args.at(0);
        Ok(Value::Int(this.address().map_or(0, |address| (address >> 4) as i64)))
    }),
];

const TYPE: Natives = &[
    ("mro", |vm, args| {
        let mro = vm.interner.get("__mro__");
        let value = vm.attribute(&args.at(0), &mro)?;
        vm.collect(&value).map(Value::list)
    }),
    ("__call__", |vm, args| {
        let class = vm.this(args)?;
        let Value::Class(class) = class else { return Err(vm.type_error("the object must be a class")) };
        let args =
            Args { positional: std::mem::take(&mut args.positional), keywords: std::mem::take(&mut args.keywords) };
        match vm.construct(&class, args, super::frame::Role::Entry)? {
            super::vm::Called::Value(value) => Ok(value),
            super::vm::Called::Frame(frame) => match vm.run(frame, None)? {
                Exit::Return(value) => Ok(value),
                _ => Err(vm.runtime_error("the event loop cannot run here")),
            },
        }
    }),
];

const EXCEPTION: Natives = &[
    ("__init__", |vm, args| {
        let this = vm.this(args)?;
        if !args.keywords.is_empty() {
            let message = format_args!("{}() takes no keyword arguments", vm.type_name(&this));
            return Err(vm.type_error(message));
        }
        if let Some(mut state) = exception_of(&this) {
            state.args = std::mem::take(&mut args.positional);
        }
        Ok(Value::None)
    }),
    ("with_traceback", |vm, args| vm.this(args)),
    ("add_note", |vm, args| {
        let this = vm.this(args)?;
        let name = vm.interner.get("__notes__");
        if let Value::Instance(instance) = &this {
            match instance.attrs.get_str(&name) {
                Some(Value::List(notes)) => notes.0.borrow_mut().push(args.at(0)),
                _ => instance.attrs.set_str(&name, Value::list(vec![args.at(0)])),
            }
        }
        Ok(Value::None)
    }),
    ("__repr__", dunder_repr),
    ("__str__", |vm, args| {
        let this = args.at(0);
        vm.exception_text(&this).map(Value::Str)
    }),
];

const GROUP: Natives = &[
    ("derive", |vm, args| {
        let this = vm.this(args)?;
        let message = group_message(vm, &this)?;
        Ok(vm.new_group(&message, args.at(0)))
    }),
    ("split", |vm, args| {
        let this = vm.this(args)?;
        let condition = args.at(0);
        let (matched, rest) = split_group(vm, &this, &condition)?;
        Ok(Value::tuple(vec![matched, rest]))
    }),
    ("subgroup", |vm, args| {
        let this = vm.this(args)?;
        let condition = args.at(0);
        split_group(vm, &this, &condition).map(|(matched, _)| matched)
    }),
];

fn group_message(vm: &mut Vm, group: &Value) -> Outcome<Str> {
    let message = exception_of(group).and_then(|state| state.args.first().cloned()).unwrap_or_else(|| Value::str(""));
    vm.str_of(&message)
}

/// The part of a group for which a condition holds, and the rest; `None` for either if there is nothing in it.
fn split_group(vm: &mut Vm, error: &Value, condition: &Value) -> Outcome<(Value, Value)> {
    let holds = match condition {
        Value::Class(_) | Value::Tuple(_) => vm.matches_classes(error, condition)?,
        function => {
            let result = vm.call(function, vec![error.clone()])?;
            vm.truth(&result)?
        }
    };
    if holds {
        return Ok((error.clone(), Value::None));
    }
    let Some(parts) = vm.group_parts(error) else { return Ok((Value::None, error.clone())) };
    let (mut matched, mut rest) = (Vec::new(), Vec::new());
    for part in parts {
        let (one, other) = vm.nested(|vm| split_group(vm, &part, condition))?;
        matched.extend(Some(one).filter(|one| !one.is_none()));
        rest.extend(Some(other).filter(|other| !other.is_none()));
    }
    let derive = |vm: &mut Vm, parts: Vec<Value>| -> Outcome {
        if parts.is_empty() {
            return Ok(Value::None);
        }
        let name = vm.interner.get("derive");
        let function = vm.attribute(error, &name)?;
        let group = vm.call(&function, vec![Value::list(parts)])?;
        let old = exception_of(error).map(|state| {
            (state.cause.clone(), state.context.clone(), state.suppresses_context, state.traceback.clone())
        });
        if let (Some((cause, context, is_suppressed, traceback)), Some(mut state)) = (old, exception_of(&group)) {
            (state.cause, state.context, state.suppresses_context, state.traceback) =
                (cause, context, is_suppressed, traceback);
        }
        Ok(group)
    };
    let matched = derive(vm, matched)?;
    let rest = derive(vm, rest)?;
    Ok((matched, rest))
}
