//! The methods of built-in classes.

use std::rc::Rc;

use super::{
    asyncio::{FUTURE, HANDLE, TASK},
    dict::Dict,
    frame::{GeneratorState, Role},
    iter::{Iter, IterKind},
    number::{big, to_size},
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
    let type_ = Rc::clone(&vm.types.type_);
    vm.add_natives(&type_.attrs, NativeKind::ObjectMethod, TYPE);
    let name = vm.interner.get("__init_subclass__");
    if let Some(function) = object.attrs.get_str(&name) {
        object.attrs.set_str(&name, Value::ClassMethod(Rc::new(function)));
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
    ("find", |vm, args| find(vm, args, "find", false).map(|found| Value::Int(found.map_or(-1, |index| index as i64)))),
    ("format", |vm, args| {
        let template = vm.this_str(args)?;
        if let Some(text) = vm.quick_format(&template, args)? {
            return Ok(text);
        }
        let names = Rc::new(Dict::default());
        for (name, value) in std::mem::take(&mut args.keywords) {
            names.set_str(&name, value);
        }
        let values = Value::tuple(std::mem::take(&mut args.positional));
        let format = vm.library_function("_builtins", "_format")?;
        vm.call(&format, vec![Value::Str(template), values, Value::Dict(names)])
    }),
    ("isalnum", |vm, args| {
        all_chars(vm, args, |character| platform::is_letter(character) || platform::is_number(character))
    }),
    ("isalpha", |vm, args| all_chars(vm, args, platform::is_letter)),
    ("isascii", |vm, args| Ok(Value::Bool(vm.this_str(args)?.is_ascii()))),
    ("isdecimal", |vm, args| all_chars(vm, args, platform::is_number)),
    ("isdigit", |vm, args| all_chars(vm, args, platform::is_number)),
    ("isnumeric", |vm, args| all_chars(vm, args, platform::is_number)),
    ("isprintable", |vm, args| {
        let text = vm.this_str(args)?;
        Ok(Value::Bool(!text.chars().any(char::is_control)))
    }),
    ("isspace", |vm, args| all_chars(vm, args, char::is_whitespace)),
    ("join", join),
    ("ljust", |vm, args| justify(vm, args, "ljust")),
    ("lower", |vm, args| map_str(vm, args, platform::to_lower)),
    ("lstrip", |vm, args| strip(vm, args, true, false)),
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
    ("rjust", |vm, args| justify(vm, args, "rjust")),
    ("rsplit", |vm, args| split(vm, args, true)),
    ("rstrip", |vm, args| strip(vm, args, false, true)),
    ("split", |vm, args| split(vm, args, false)),
    ("startswith", |vm, args| affix(vm, args, "startswith", |text, part| text.starts_with(part))),
    ("strip", |vm, args| strip(vm, args, true, true)),
    ("upper", |vm, args| map_str(vm, args, platform::to_upper)),
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

fn all_chars(vm: &mut Vm, args: &mut Args, is: fn(char) -> bool) -> Outcome {
    let text = vm.this_str(args)?;
    Ok(Value::Bool(text.length > 0 && text.chars().all(is)))
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

/// The part of a text from one character to another, and where it begins; none if it begins behind its end or that of the text.
fn region<'a>(vm: &mut Vm, text: &'a Str, start: &Value, stop: &Value) -> Outcome<Option<(usize, &'a str)>> {
    if let Value::Int(start) = start
        && *start > text.length as i64
    {
        return Ok(None);
    }
    let (start, stop, _) = vm.slice_bounds(&[start.or_none(), stop.or_none(), Value::None], &|| text.length)?;
    if stop < start {
        return Ok(None);
    }
    let (start, stop) = (start as usize, stop as usize);
    Ok(Some((start, &text[text.offset(start)..text.offset(stop)])))
}

fn find(vm: &mut Vm, args: &mut Args, name: &str, from_end: bool) -> Outcome<Option<usize>> {
    let text = vm.this_str(args)?;
    let values = vm.parse(args, name, &["", "", ""], 1)?;
    let part = vm.expect_str(&values[0], &format!("{name}() argument 1"))?;
    let Some((start, region)) = region(vm, &text, &values[1], &values[2])? else { return Ok(None) };
    let found = if from_end { region.rfind(&**part) } else { region.find(&**part) };
    Ok(found.map(|offset| text.index(text.offset(start) + offset)))
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
        Err(raise) if vm.is_raised(&raise, "TypeError") && vm.iter(&iterable).is_err() => {
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

const BYTES: Natives = &[("decode", |vm, args| {
    let Value::Bytes(bytes) = vm.this(args)? else { return Err(vm.type_error("the object must be bytes")) };
    let values = vm.parse(args, "decode", &["encoding", "errors"], 0)?;
    vm.decode(&bytes, &values[0], &values[1]).map(Value::str)
})];

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

const VIEW: Natives = &[("__len__", dunder_len)];

// Sets

const SET: Natives = &[
    ("copy", |vm, args| {
        let set = vm.this_set(args)?;
        let copy = Set::new(set.is_frozen);
        copy.merge(vm, &set)?;
        Ok(Value::Set(Rc::new(copy)))
    }),
    ("__len__", dunder_len),
    ("__iter__", dunder_iter),
    ("__contains__", dunder_contains),
    ("__repr__", dunder_repr),
];

/// What a `frozenset` does not have.
const SET_CHANGES: Natives = &[
    ("__init__", |vm, args| {
        let set = vm.this_set(args)?;
        let values = vm.parse(args, "set", &[""], 0)?.remove(0);
        let values = if values.is_unbound() { Vec::new() } else { vm.collect(&values)? };
        set.clear();
        for value in values {
            set.add(vm, value)?;
        }
        Ok(Value::None)
    }),
    ("add", |vm, args| {
        let set = vm.this_set(args)?;
        set.add(vm, args.at(0)).map(|()| Value::None)
    }),
    ("clear", |vm, args| {
        vm.this_set(args)?.clear();
        Ok(Value::None)
    }),
    ("discard", |vm, args| {
        let set = vm.this_set(args)?;
        set.remove(vm, &args.at(0))?;
        Ok(Value::None)
    }),
    ("pop", |vm, args| {
        let set = vm.this_set(args)?;
        set.pop().ok_or_else(|| vm.key_error(&Value::str("pop from an empty set")))
    }),
    ("remove", |vm, args| {
        let set = vm.this_set(args)?;
        let value = args.at(0);
        if set.remove(vm, &value)? { Ok(Value::None) } else { Err(vm.key_error(&value)) }
    }),
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

// Numbers

const INT: Natives = &[
    ("bit_length", |vm, args| {
        let this = vm.this(args)?;
        Ok(Value::Int(big(&this).map_or(0, |number| number.bits()) as i64))
    }),
    ("__format__", |vm, args| {
        let this = vm.this(args)?;
        let spec = vm.expect_str(&args.at(0), "format specification")?;
        vm.format(&this, &spec).map(Value::Str)
    }),
    ("__index__", |vm, args| vm.this(args)),
    ("__repr__", dunder_repr),
];

const FLOAT: Natives = &[("__repr__", dunder_repr)];

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
            Err(raise) if vm.is_raised(&raise, "GeneratorExit") || vm.is_raised(&raise, "StopIteration") => {
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
        let error = vm.error("GeneratorExit", Vec::new()).into_error()?;
        match &this {
            Value::Generator(generator) => {
                Ok(Iter::value(IterKind::AsyncThrow { generator: Rc::clone(generator), error, is_close: true }))
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
        let called = vm.construct(&class, args, Role::Entry)?;
        vm.finish_call(called)
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
