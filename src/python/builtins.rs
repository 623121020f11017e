//! The built-in functions, and the constructors of built-in classes.

use std::{cell::RefCell, collections::VecDeque, rc::Rc};

use super::{
    ast::{BinaryOp, CompareOp},
    big::BigInt,
    code::CodeKind,
    dict::Dict,
    iter::{Iter, IterKind},
    methods,
    number::{self, big, integer, to_float, to_size},
    platform,
    set::Set,
    value::{Args, Class, Deque, NativeFn, NativeKind, Property, Range, Str, Super, Text, Value},
    vm::{Outcome, Vm},
};

/// How instances of the built-in classes are made.
const CONSTRUCTORS: &[(&str, NativeFn)] = &[
    ("Future", super::asyncio::new_future),
    ("bool", new_bool),
    ("bytes", new_bytes),
    ("classmethod", |vm, args| Ok(Value::ClassMethod(Rc::new(vm.only(args, "classmethod")?)))),
    ("deque", new_deque),
    ("dict", new_dict),
    ("enumerate", new_enumerate),
    ("filter", new_filter),
    ("float", new_float),
    ("frozenset", new_frozenset),
    ("int", new_int),
    ("list", new_list),
    ("map", new_map),
    ("object", new_object),
    ("property", new_property),
    ("range", new_range),
    ("reversed", new_reversed),
    ("set", new_set),
    ("slice", new_slice),
    ("staticmethod", |vm, args| Ok(Value::StaticMethod(Rc::new(vm.only(args, "staticmethod")?)))),
    ("str", new_str),
    ("super", new_super),
    ("tuple", new_tuple),
    ("type", new_type),
    ("zip", new_zip),
];

pub fn install(vm: &mut Vm) {
    vm.install_exceptions();
    let builtins = Rc::clone(&vm.builtins);
    vm.add_natives(&builtins, NativeKind::Function, FUNCTIONS);
    let types: Vec<_> = vm.types.all().map(Rc::clone).collect();
    for class in &types {
        let name = class.name.borrow().clone();
        if let Some((_, new)) = CONSTRUCTORS.iter().find(|(other, _)| *name == **other) {
            vm.add_natives(&class.attrs, NativeKind::New, &[("__new__", *new)]);
            // A program must import the others.
            if !matches!(name.as_str(), "Future" | "deque") {
                builtins.set_str(&name, Value::Class(Rc::clone(class)));
            }
        }
    }
    let not_implemented = vm.interner.get("NotImplemented");
    builtins.set_str(&not_implemented, Value::NotImplemented);
    let ellipsis = vm.interner.get("Ellipsis");
    builtins.set_str(&ellipsis, Value::Ellipsis);
    let debug = vm.interner.get("__debug__");
    builtins.set_str(&debug, Value::Bool(true));
    methods::install(vm, &types);
}

impl Args {
    /// Takes a keyword argument.
    pub fn keyword(&mut self, name: &str) -> Option<Value> {
        let index = self.keywords.iter().position(|(keyword, _)| &**keyword == name)?;
        Some(self.keywords.remove(index).1)
    }

    /// The positional argument with that number.
    pub fn at(&self, index: usize) -> Value {
        self.positional.get(index).cloned().unwrap_or_default()
    }
}

impl Vm {
    /// The arguments in the order of these names, unbound where they were not given. The first `required` of them must be.
    pub fn parse(&mut self, args: &mut Args, function: &str, names: &[&str], required: usize) -> Outcome<Vec<Value>> {
        let mut values = std::mem::take(&mut args.positional);
        if values.len() > names.len() {
            let most = names.len();
            let at_most = if required == most { "exactly" } else { "at most" };
            let plural = if most == 1 { "" } else { "s" };
            let given = values.len();
            return Err(
                self.type_error(format_args!("{function}() takes {at_most} {most} argument{plural} ({given} given)"))
            );
        }
        values.resize(names.len(), Value::Unbound);
        for (keyword, value) in std::mem::take(&mut args.keywords) {
            match names.iter().position(|name| *name == &**keyword) {
                Some(index) if values[index].is_unbound() => values[index] = value,
                Some(index) => {
                    return Err(self.type_error(format_args!(
                        "argument for {function}() given by name ('{}') and position ({})",
                        &*keyword,
                        index + 1
                    )));
                }
                None => {
                    return Err(self
                        .type_error(format_args!("{function}() got an unexpected keyword argument '{}'", &*keyword)));
                }
            }
        }
        if let Some(index) = values[..required].iter().position(Value::is_unbound) {
            let message = if required == 1 && names.len() == 1 {
                format!("{function}() takes exactly one argument (0 given)")
            } else if names[index].is_empty() {
                let least = if required == names.len() { String::new() } else { "at least ".to_owned() };
                let plural = if required == 1 { "" } else { "s" };
                format!("{function} expected {least}{required} argument{plural}, got {index}")
            } else {
                format!("{function}() missing required argument '{}' (pos {})", names[index], index + 1)
            };
            return Err(self.type_error(message));
        }
        Ok(values)
    }

    /// The only argument of a constructor, after the class.
    fn only(&mut self, args: &mut Args, function: &str) -> Outcome {
        args.positional.remove(0);
        self.parse(args, function, &[""], 1).map(|mut values| values.remove(0))
    }

    pub fn expect_str(&mut self, value: &Value, what: &str) -> Outcome<Str> {
        match Self::unwrapped(value) {
            Value::Str(text) => Ok(text),
            _ => {
                let message = format_args!("{what} must be str, not {}", self.type_name(value));
                Err(self.type_error(message))
            }
        }
    }

    pub fn expect_index(&mut self, value: &Value) -> Outcome<i64> {
        match self.index(value)? {
            Some(number) => Ok(number),
            None => {
                let message = format_args!("'{}' object cannot be interpreted as an integer", self.type_name(value));
                Err(self.type_error(message))
            }
        }
    }

    pub fn expect_float(&mut self, value: &Value) -> Outcome<f64> {
        let plain = Self::unwrapped(value);
        if let Some(number) = to_float(&plain) {
            return if number.is_infinite() && matches!(plain, Value::Big(_)) {
                Err(self.overflow_error("int too large to convert to float"))
            } else {
                Ok(number)
            };
        }
        for name in ["__float__", "__index__"] {
            let name = self.interner.get(name);
            if let Some(function) = self.special(value, &name) {
                let number = self.call(&function, vec![value.clone()])?;
                return self.expect_float(&number);
            }
        }
        let message = format_args!("must be real number, not {}", self.type_name(value));
        Err(self.type_error(message))
    }

    pub fn is_instance(&mut self, value: &Value, class: &Value) -> Outcome<bool> {
        match class {
            Value::Class(class) => {
                if let Some(meta) = &class.meta {
                    let name = self.interner.get("__instancecheck__");
                    if let Some(function) = meta.lookup(&name) {
                        let result = self.call(&function, vec![Value::Class(Rc::clone(class)), value.clone()])?;
                        return self.truth(&result);
                    }
                }
                Ok(self.class_of(value).is_subclass(class) || self.is_bool_int(value, class))
            }
            Value::Tuple(classes) => {
                for class in classes.iter() {
                    if self.is_instance(value, class)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            Value::None => Ok(value.is_none()),
            _ => Err(self.type_error("isinstance() arg 2 must be a type, a tuple of types, or a union")),
        }
    }

    /// A bool is an int too.
    fn is_bool_int(&self, value: &Value, class: &Rc<Class>) -> bool {
        matches!(value, Value::Bool(_)) && Rc::ptr_eq(class, &self.types.int)
    }

    pub fn deque(values: VecDeque<Value>, max_length: Option<usize>) -> Value {
        Value::Deque(Rc::new(Deque { values: RefCell::new(values), max_length }))
    }

    pub fn deque_append_left(deque: &Deque, value: Value) {
        let mut values = deque.values.borrow_mut();
        values.push_front(value);
        if deque.max_length.is_some_and(|most| values.len() > most) {
            let old = values.pop_back();
            drop(values);
            drop(old);
        }
    }

    pub fn deque_append(deque: &Deque, value: Value) {
        let mut values = deque.values.borrow_mut();
        values.push_back(value);
        if deque.max_length.is_some_and(|most| values.len() > most) {
            let old = values.pop_front();
            drop(values);
            drop(old);
        }
    }
}

/// As many multiplications of words as a power modulo a number may take.
const MAX_POWER_WORK: u64 = 500_000_000;

const FUNCTIONS: &[(&str, NativeFn)] = &[
    ("abs", |vm, args| {
        let value = vm.parse(args, "abs", &[""], 1)?.remove(0);
        match Vm::unwrapped(&value) {
            Value::Float(number) => Ok(Value::Float(number.abs())),
            plain => match big(&plain) {
                Some(number) => Ok(integer(number.abs())),
                None => call_special(vm, &value, "__abs__", "bad operand type for abs()"),
            },
        }
    }),
    ("aiter", |vm, args| {
        let value = vm.parse(args, "aiter", &[""], 1)?.remove(0);
        vm.async_iter(&value)
    }),
    ("all", |vm, args| any_is(vm, args, "all", false).map(|found| Value::Bool(!found))),
    ("anext", |vm, args| {
        let values = vm.parse(args, "anext", &["", ""], 1)?;
        let next = vm.async_next(&values[0])?;
        if values[1].is_unbound() {
            return Ok(next);
        }
        let helper = vm.library_function("asyncio", "_anext_or")?;
        vm.call(&helper, vec![next, values[1].clone()])
    }),
    ("any", |vm, args| any_is(vm, args, "any", true).map(Value::Bool)),
    ("ascii", |vm, args| {
        let value = vm.parse(args, "ascii", &[""], 1)?.remove(0);
        let text = vm.repr(&value)?;
        Ok(Value::str(super::text::ascii(&text)))
    }),
    ("bin", |vm, args| radix_text(vm, args, 2, "0b")),
    ("callable", |vm, args| {
        let value = vm.parse(args, "callable", &[""], 1)?.remove(0);
        let is_plain = matches!(
            value,
            Value::Function(_) | Value::Native(_) | Value::Method(_) | Value::Class(_) | Value::StaticMethod(_)
        );
        let call = vm.names.call.clone();
        Ok(Value::Bool(is_plain || vm.special(&value, &call).is_some()))
    }),
    ("chr", |vm, args| {
        let value = vm.parse(args, "chr", &[""], 1)?.remove(0);
        let code = vm.expect_index(&value)?;
        match u32::try_from(code).ok().and_then(char::from_u32) {
            Some(character) => Ok(Value::str(String::from(character))),
            None => Err(vm.value_error("chr() arg not in range(0x110000)")),
        }
    }),
    ("delattr", |vm, args| {
        let values = vm.parse(args, "delattr", &["", ""], 2)?;
        let name = vm.expect_str(&values[1], "attribute name")?;
        vm.delete_attribute(&values[0], &name).map(|()| Value::None)
    }),
    ("divmod", |vm, args| {
        let values = vm.parse(args, "divmod", &["", ""], 2)?;
        let quotient = vm.binary(BinaryOp::FloorDiv, &values[0], &values[1])?;
        let rest = vm.binary(BinaryOp::Mod, &values[0], &values[1])?;
        Ok(Value::tuple(vec![quotient, rest]))
    }),
    ("format", |vm, args| {
        let values = vm.parse(args, "format", &["", ""], 1)?;
        let spec =
            if values[1].is_unbound() { Text::new("") } else { vm.expect_str(&values[1], "format() argument 2")? };
        vm.format(&values[0], &spec).map(Value::Str)
    }),
    ("getattr", |vm, args| {
        let values = vm.parse(args, "getattr", &["", "", ""], 2)?;
        let name = vm.expect_str(&values[1], "attribute name")?;
        let name = vm.interner.get(&name);
        if values[2].is_unbound() {
            return vm.attribute(&values[0], &name);
        }
        match vm.find_attribute(&values[0], &name) {
            Ok(found) => Ok(found.unwrap_or_else(|| values[2].clone())),
            Err(raise) if vm.is_raised(&raise, "AttributeError") => Ok(values[2].clone()),
            Err(raise) => Err(raise),
        }
    }),
    ("hasattr", |vm, args| {
        let values = vm.parse(args, "hasattr", &["", ""], 2)?;
        let name = vm.expect_str(&values[1], "attribute name")?;
        let name = vm.interner.get(&name);
        match vm.find_attribute(&values[0], &name) {
            Ok(found) => Ok(Value::Bool(found.is_some())),
            Err(raise) if vm.is_raised(&raise, "AttributeError") => Ok(Value::Bool(false)),
            Err(raise) => Err(raise),
        }
    }),
    ("hash", |vm, args| {
        let value = vm.parse(args, "hash", &[""], 1)?.remove(0);
        vm.hash(&value).map(Value::Int)
    }),
    ("hex", |vm, args| radix_text(vm, args, 16, "0x")),
    ("id", |vm, args| {
        let value = vm.parse(args, "id", &[""], 1)?.remove(0);
        Ok(Value::Int(match (value.address(), &value) {
            (Some(address), _) => address as i64,
            (None, Value::Int(number)) => number.wrapping_mul(32).wrapping_add(1 << 32),
            (None, Value::Bool(value)) => 16 + i64::from(*value),
            _ => 8,
        }))
    }),
    ("isinstance", |vm, args| {
        let values = vm.parse(args, "isinstance", &["", ""], 2)?;
        vm.is_instance(&values[0], &values[1]).map(Value::Bool)
    }),
    ("issubclass", |vm, args| {
        let values = vm.parse(args, "issubclass", &["", ""], 2)?;
        let Value::Class(class) = &values[0] else { return Err(vm.type_error("issubclass() arg 1 must be a class")) };
        let others = if let Value::Tuple(others) = &values[1] { others.to_vec() } else { vec![values[1].clone()] };
        let is_bool_int = |other: &Rc<Class>| Rc::ptr_eq(class, &vm.types.bool) && Rc::ptr_eq(other, &vm.types.int);
        Ok(Value::Bool(
            others
                .iter()
                .any(|other| matches!(other, Value::Class(other) if class.is_subclass(other) || is_bool_int(other))),
        ))
    }),
    ("iter", |vm, args| {
        let values = vm.parse(args, "iter", &["", ""], 1)?;
        if values[1].is_unbound() {
            vm.iter(&values[0])
        } else {
            Ok(Iter::value(IterKind::Call(values[0].clone(), values[1].clone())))
        }
    }),
    ("len", |vm, args| {
        let value = vm.parse(args, "len", &[""], 1)?.remove(0);
        vm.length(&value).map(|length| Value::Int(length as i64))
    }),
    ("max", |vm, args| extreme(vm, args, "max", CompareOp::Gt)),
    ("min", |vm, args| extreme(vm, args, "min", CompareOp::Lt)),
    ("next", |vm, args| {
        let values = vm.parse(args, "next", &["", ""], 1)?;
        if values[1].is_unbound() {
            return vm.next_or_stop(&values[0]);
        }
        Ok(vm.next(&values[0])?.unwrap_or_else(|| values[1].clone()))
    }),
    ("oct", |vm, args| radix_text(vm, args, 8, "0o")),
    ("ord", |vm, args| {
        let value = vm.parse(args, "ord", &[""], 1)?.remove(0);
        let text = vm.expect_str(&value, "ord() expected string of length 1, but it")?;
        let mut characters = text.chars();
        match (characters.next(), characters.next()) {
            (Some(character), None) => Ok(Value::Int(i64::from(character as u32))),
            _ => {
                Err(vm
                    .type_error(format_args!("ord() expected a character, but string of length {} found", text.length)))
            }
        }
    }),
    ("pow", |vm, args| {
        let values = vm.parse(args, "pow", &["base", "exp", "mod"], 2)?;
        if matches!(values[2], Value::Unbound | Value::None) {
            return vm.binary(BinaryOp::Pow, &values[0], &values[1]);
        }
        match (big(&values[0]), big(&values[1]), big(&values[2])) {
            (Some(base), Some(exponent), Some(modulus)) => {
                if modulus.is_zero() {
                    return Err(vm.value_error("pow() 3rd argument cannot be 0"));
                }
                if exponent.bits().saturating_mul((modulus.bits() / 64).pow(2)) > MAX_POWER_WORK {
                    return Err(vm.memory_error());
                }
                if exponent.is_negative() {
                    return match base.inverse_modulo(&modulus) {
                        Some(inverse) => Ok(integer(inverse.power_modulo(&-exponent, &modulus))),
                        None => Err(vm.value_error("base is not invertible for the given modulus")),
                    };
                }
                Ok(integer(base.power_modulo(&exponent, &modulus)))
            }
            _ => Err(vm.type_error("pow() 3rd argument not allowed unless all arguments are integers")),
        }
    }),
    ("print", print),
    ("repr", |vm, args| {
        let value = vm.parse(args, "repr", &[""], 1)?.remove(0);
        vm.repr(&value).map(Value::Str)
    }),
    ("round", round),
    ("setattr", |vm, args| {
        let values = vm.parse(args, "setattr", &["", "", ""], 3)?;
        let name = vm.expect_str(&values[1], "attribute name")?;
        let name = vm.interner.get(&name);
        vm.set_attribute(&values[0], &name, values[2].clone()).map(|()| Value::None)
    }),
    ("sorted", |vm, args| {
        let iterable = if args.positional.is_empty() {
            return Err(vm.type_error("sorted expected 1 argument, got 0"));
        } else {
            args.positional.remove(0)
        };
        let values = vm.collect(&iterable)?;
        let list = Value::list(values);
        args.positional.insert(0, list.clone());
        methods::list_sort(vm, args)?;
        Ok(list)
    }),
    ("sum", sum),
    ("vars", |vm, args| {
        let value = vm.parse(args, "vars", &["object"], 1)?.remove(0);
        let dict = vm.names.dict.clone();
        match vm.find_attribute(&value, &dict)? {
            Some(found) => Ok(found),
            None => Err(vm.type_error("vars() argument must have __dict__ attribute")),
        }
    }),
    ("exit", exit),
    ("quit", exit),
];

pub fn exit(vm: &mut Vm, args: &mut Args) -> Outcome {
    let status = vm.parse(args, "exit", &["code"], 0)?.remove(0);
    let args = if status.is_unbound() { Vec::new() } else { vec![status] };
    Err(vm.error("SystemExit", args))
}

fn call_special(vm: &mut Vm, value: &Value, name: &str, otherwise: &str) -> Outcome {
    let name = vm.interner.get(name);
    match vm.special(value, &name) {
        Some(function) => vm.call(&function, vec![value.clone()]),
        None => {
            let message = format_args!("{otherwise}: '{}'", vm.type_name(value));
            Err(vm.type_error(message))
        }
    }
}

fn any_is(vm: &mut Vm, args: &mut Args, name: &str, wanted: bool) -> Outcome<bool> {
    let iterable = vm.parse(args, name, &[""], 1)?.remove(0);
    let iter = vm.iter(&iterable)?;
    while let Some(value) = vm.next(&iter)? {
        if vm.truth(&value)? == wanted {
            return Ok(true);
        }
    }
    Ok(false)
}

fn radix_text(vm: &mut Vm, args: &mut Args, radix: u32, prefix: &str) -> Outcome {
    let value = args.at(0);
    match big(&Vm::unwrapped(&value)) {
        Some(number) => {
            let sign = if number.is_negative() { "-" } else { "" };
            Ok(Value::str(format!("{sign}{prefix}{}", number.abs().text(radix))))
        }
        None => {
            let message = format_args!("'{}' object cannot be interpreted as an integer", vm.type_name(&value));
            Err(vm.type_error(message))
        }
    }
}

fn extreme(vm: &mut Vm, args: &mut Args, name: &str, better: CompareOp) -> Outcome {
    let (key, default) = (args.keyword("key").filter(|key| !key.is_none()), args.keyword("default"));
    if let Some((keyword, _)) = args.keywords.first() {
        return Err(vm.type_error(format_args!("{name}() got an unexpected keyword argument '{}'", &**keyword)));
    }
    let values = match &args.positional[..] {
        [] => return Err(vm.type_error(format_args!("{name} expected at least 1 argument, got 0"))),
        [iterable] => {
            let iterable = iterable.clone();
            vm.collect(&iterable)?
        }
        several => several.to_vec(),
    };
    let mut best: Option<(Value, Value)> = None;
    for value in values {
        let rank = match &key {
            Some(key) => vm.call(key, vec![value.clone()])?,
            None => value.clone(),
        };
        let is_better = match &best {
            Some((_, best)) => {
                let result = vm.compare(better, &rank, best)?;
                vm.truth(&result)?
            }
            None => true,
        };
        if is_better {
            best = Some((value, rank));
        }
    }
    match (best, default) {
        (Some((best, _)), _) => Ok(best),
        (None, Some(default)) => Ok(default),
        (None, None) => Err(vm.value_error(format_args!("{name}() iterable argument is empty"))),
    }
}

impl Vm {
    /// What the program has put in the place of `sys.stdout`, if it has.
    fn redirected_output(&mut self) -> Option<Value> {
        let [module, attribute, class] = ["sys", "stdout", "_Stream"].map(|name| self.interner.get(name));
        let Value::Module(sys) = self.modules.get_str(&module)? else { return None };
        let stream = sys.attrs.get_str(&attribute)?;
        let Some(Value::Class(original)) = sys.attrs.get_str(&class) else { return None };
        Some(stream).filter(|stream| !self.class_of(stream).is_subclass(&original))
    }
}

fn print(vm: &mut Vm, args: &mut Args) -> Outcome {
    let mut separator = |vm: &mut Vm, name: &str, default: &str| -> Outcome<Str> {
        match args.keyword(name) {
            None | Some(Value::None) => Ok(Text::new(default)),
            Some(Value::Str(text)) => Ok(text),
            Some(other) => {
                let message = format_args!("{name} must be None or a string, not {}", vm.type_name(&other));
                Err(vm.type_error(message))
            }
        }
    };
    let (between, end) = (separator(vm, "sep", " ")?, separator(vm, "end", "\n")?);
    let file = args.keyword("file").filter(|file| !file.is_none()).or_else(|| vm.redirected_output());
    args.keyword("flush");
    if let Some((keyword, _)) = args.keywords.first() {
        return Err(vm.type_error(format_args!("print() got an unexpected keyword argument '{}'", &**keyword)));
    }
    let mut text = String::new();
    for (index, value) in args.positional.clone().iter().enumerate() {
        if index > 0 {
            text.push_str(&between);
        }
        text.push_str(&vm.str_of(value)?);
    }
    text.push_str(&end);
    match file {
        Some(file) => {
            let write = vm.interner.get("write");
            let function = vm.attribute(&file, &write)?;
            vm.call(&function, vec![Value::str(text)])?;
        }
        None => vm.write_out(&text),
    }
    Ok(Value::None)
}

fn round(vm: &mut Vm, args: &mut Args) -> Outcome {
    let values = vm.parse(args, "round", &["number", "ndigits"], 1)?;
    let digits = match &values[1] {
        Value::Unbound | Value::None => None,
        digits => Some(vm.expect_index(digits)?),
    };
    match (Vm::unwrapped(&values[0]), digits) {
        (Value::Float(number), None) => {
            if !number.is_finite() {
                let what = if number.is_nan() { "NaN" } else { "infinity" };
                let message = format!("cannot convert float {what} to integer");
                return Err(if number.is_nan() { vm.value_error(message) } else { vm.overflow_error(message) });
            }
            Ok(number::float_to_integer(number.round_ties_even()))
        }
        (Value::Float(number), Some(digits)) => Ok(Value::Float(round_float(number, digits))),
        (number, digits) if big(&number).is_some() => {
            let whole = big(&number).unwrap_or_default();
            match digits {
                Some(digits) if digits < 0 => {
                    let unit = BigInt::from(10).pow(u32::try_from(-digits).unwrap_or(u32::MAX).min(10_000));
                    let (quotient, rest) = whole.floor_division(&unit);
                    let twice = &rest << 1;
                    let is_up = twice > unit || twice == unit && quotient.is_odd();
                    Ok(integer(&(&quotient + &BigInt::from(i64::from(is_up))) * &unit))
                }
                _ => Ok(integer(whole)),
            }
        }
        _ => {
            let name = vm.interner.get("__round__");
            match vm.special(&values[0], &name) {
                Some(function) => {
                    let args = values.iter().filter(|value| !value.is_unbound()).cloned().collect();
                    vm.call(&function, args)
                }
                None => {
                    let message = format_args!("type {} doesn't define __round__ method", vm.type_name(&values[0]));
                    Err(vm.type_error(message))
                }
            }
        }
    }
}

/// Rounds to that many decimal digits, as they are written.
fn round_float(number: f64, digits: i64) -> f64 {
    if !number.is_finite() || digits > 22 {
        return number;
    }
    if digits >= 0 {
        return platform::parse_float(&number::fixed_text(number, digits as usize)).unwrap_or(number);
    }
    let unit = 10f64.powi(i32::try_from(-digits).unwrap_or(400));
    if unit.is_infinite() { 0.0 * number } else { (number / unit).round_ties_even() * unit }
}

/// The sum. Floats are added with a compensation for what is lost, as CPython does.
fn sum(vm: &mut Vm, args: &mut Args) -> Outcome {
    let values = vm.parse(args, "sum", &["", "start"], 1)?;
    let mut total = if values[1].is_unbound() { Value::Int(0) } else { values[1].clone() };
    if matches!(total, Value::Str(_)) {
        return Err(vm.type_error("sum() can't sum strings [use ''.join(seq) instead]"));
    }
    let iter = vm.iter(&values[0])?;
    let mut lost = 0.0;
    while let Some(value) = vm.next(&iter)? {
        if let (Value::Float(sum), Value::Float(number)) = (&total, &value) {
            let next = sum + number;
            lost += if sum.abs() >= number.abs() { (sum - next) + number } else { (number - next) + sum };
            total = Value::Float(next);
            continue;
        }
        if let (Value::Float(sum), Value::Int(number)) = (&total, &value) {
            total = Value::Float(sum + *number as f64);
            continue;
        }
        if let Value::Float(sum) = &total
            && lost != 0.0
            && f64::is_finite(lost)
        {
            total = Value::Float(sum + lost);
            lost = 0.0;
        }
        total = match vm.quick_binary(BinaryOp::Add, &total, &value) {
            Some(total) => total,
            None => vm.binary(BinaryOp::Add, &total, &value)?,
        };
    }
    if let Value::Float(sum) = &total
        && lost != 0.0
        && f64::is_finite(lost)
    {
        return Ok(Value::Float(sum + lost));
    }
    Ok(total)
}

// Constructors. Their first argument is the class.

fn new_object(_: &mut Vm, _: &mut Args) -> Outcome {
    Ok(Value::None)
}

/// `type(x)` is the class of x; `type(name, bases, namespace)` makes one.
fn new_type(vm: &mut Vm, args: &mut Args) -> Outcome {
    let meta = args.positional.remove(0);
    if let [value] = &args.positional[..] {
        return Ok(Value::Class(vm.class_of(value)));
    }
    let keywords = std::mem::take(&mut args.keywords);
    let values = vm.parse(args, "type", &["", "", ""], 3)?;
    let name = vm.expect_str(&values[0], "type.__new__() argument 1")?;
    let bases = vm.collect(&values[1])?;
    let namespace = Rc::new(Dict::default());
    for (key, value) in vm.mapping_pairs(&values[2])? {
        namespace.set(vm, key, value)?;
    }
    match meta {
        Value::Class(meta) if !meta.is_builtin => {
            let bases = bases
                .iter()
                .filter_map(|base| if let Value::Class(base) = base { Some(Rc::clone(base)) } else { None });
            vm.make_class(&name, bases.collect(), namespace, Some(meta), keywords)
        }
        _ => {
            let draft = super::frame::ClassDraft { name, bases, keywords, cell: None, meta: None };
            vm.create_class(draft, namespace)
        }
    }
}

fn new_int(vm: &mut Vm, args: &mut Args) -> Outcome {
    args.positional.remove(0);
    let values = vm.parse(args, "int", &["", "base"], 0)?;
    let value = Vm::unwrapped(&values[0]);
    match &value {
        Value::Unbound => Ok(Value::Int(0)),
        Value::Int(_) | Value::Big(_) => Ok(value),
        Value::Bool(value) => Ok(Value::Int(i64::from(*value))),
        Value::Float(number) if number.is_nan() => Err(vm.value_error("cannot convert float NaN to integer")),
        Value::Float(number) if number.is_infinite() => {
            Err(vm.overflow_error("cannot convert float infinity to integer"))
        }
        Value::Float(number) => Ok(number::float_to_integer(*number)),
        Value::Str(text) => {
            let base = if values[1].is_unbound() { 10 } else { vm.expect_index(&values[1])? };
            parse_int(vm, text, base)
        }
        _ => {
            for name in ["__int__", "__index__", "__trunc__"] {
                let name = vm.interner.get(name);
                if let Some(function) = vm.special(&value, &name) {
                    return vm.call(&function, vec![value.clone()]);
                }
            }
            let message = format_args!(
                "int() argument must be a string, a bytes-like object or a real number, not '{}'",
                vm.type_name(&value)
            );
            Err(vm.type_error(message))
        }
    }
}

fn parse_int(vm: &mut Vm, text: &Str, base: i64) -> Outcome {
    let trimmed = text.trim();
    let (is_negative, digits) = match trimmed.strip_prefix('-') {
        Some(digits) => (true, digits),
        None => (false, trimmed.strip_prefix('+').unwrap_or(trimmed)),
    };
    let prefix = digits.get(..2).map(str::to_ascii_lowercase);
    let (radix, digits) = match (base, prefix.as_deref()) {
        (0 | 16, Some("0x")) => (16, &digits[2..]),
        (0 | 8, Some("0o")) => (8, &digits[2..]),
        (0 | 2, Some("0b")) => (2, &digits[2..]),
        (0, _) => (10, digits),
        _ => (base, digits),
    };
    let plain: String = digits.chars().filter(|&digit| digit != '_').collect();
    let is_well_formed =
        !digits.is_empty() && !digits.starts_with('_') && !digits.ends_with('_') && !digits.contains("__");
    let is_radix = (2..=36).contains(&radix);
    if !is_radix {
        return Err(vm.value_error("int() base must be >= 2 and <= 36, or 0"));
    }
    if plain.len() > 4300 && radix == 10 {
        let message = format_args!(
            "Exceeds the limit (4300 digits) for integer string conversion: value has {} digits; use sys.set_int_max_str_digits() to increase the limit",
            plain.len()
        );
        return Err(vm.value_error(message));
    }
    let number = if is_well_formed { BigInt::parse(&plain, radix as u32) } else { None };
    match number {
        Some(number) if plain.bytes().all(|digit| digit.is_ascii_alphanumeric()) => {
            Ok(integer(if is_negative { -number } else { number }))
        }
        _ => {
            Err(vm
                .value_error(format_args!("invalid literal for int() with base {base}: {}", super::text::quoted(text))))
        }
    }
}

fn new_bool(vm: &mut Vm, args: &mut Args) -> Outcome {
    args.positional.remove(0);
    let value = vm.parse(args, "bool", &[""], 0)?.remove(0);
    vm.truth(&value).map(Value::Bool)
}

fn new_float(vm: &mut Vm, args: &mut Args) -> Outcome {
    args.positional.remove(0);
    let value = vm.parse(args, "float", &[""], 0)?.remove(0);
    match Vm::unwrapped(&value) {
        Value::Unbound => Ok(Value::Float(0.0)),
        Value::Str(text) => {
            let plain: String = text.trim().chars().filter(|&digit| digit != '_').collect();
            let lower = plain.to_ascii_lowercase();
            let is_name = matches!(lower.trim_start_matches(['+', '-']), "inf" | "infinity" | "nan");
            let is_number = lower.starts_with(|first: char| first.is_ascii_digit() || matches!(first, '+' | '-' | '.'));
            match platform::parse_float(&lower) {
                Some(number) if is_name || is_number => Ok(Value::Float(number)),
                _ => {
                    Err(vm
                        .value_error(format_args!("could not convert string to float: {}", super::text::quoted(&text))))
                }
            }
        }
        Value::Big(number) => {
            let number = number.to_float();
            if number.is_finite() {
                Ok(Value::Float(number))
            } else {
                Err(vm.overflow_error("int too large to convert to float"))
            }
        }
        plain => match to_float(&plain) {
            Some(number) => Ok(Value::Float(number)),
            None => {
                for name in ["__float__", "__index__"] {
                    let name = vm.interner.get(name);
                    if let Some(function) = vm.special(&value, &name) {
                        let number = vm.call(&function, vec![value.clone()])?;
                        return vm.expect_float(&number).map(Value::Float);
                    }
                }
                let message =
                    format!("float() argument must be a string or a real number, not '{}'", vm.type_name(&value));
                Err(vm.type_error(message))
            }
        },
    }
}

fn new_str(vm: &mut Vm, args: &mut Args) -> Outcome {
    args.positional.remove(0);
    let values = vm.parse(args, "str", &["object", "encoding", "errors"], 0)?;
    match &values[0] {
        Value::Unbound => Ok(Value::str("")),
        Value::Bytes(bytes) if !values[1].is_unbound() => match std::str::from_utf8(bytes) {
            Ok(text) => Ok(Value::str(text)),
            Err(_) => Err(vm.value_error("the bytes are not UTF-8")),
        },
        value => vm.str_of(value).map(Value::Str),
    }
}

fn new_bytes(vm: &mut Vm, args: &mut Args) -> Outcome {
    args.positional.remove(0);
    let values = vm.parse(args, "bytes", &["source", "encoding", "errors"], 0)?;
    let bytes = match &values[0] {
        Value::Unbound => Vec::new(),
        Value::Bytes(bytes) => bytes.to_vec(),
        Value::Str(text) => {
            if values[1].is_unbound() {
                return Err(vm.type_error("string argument without an encoding"));
            }
            text.as_bytes().to_vec()
        }
        Value::Int(length) => {
            if *length < 0 {
                return Err(vm.value_error("negative count"));
            }
            let length = to_size(*length);
            vm.reserve(length)?;
            vec![0; length]
        }
        other => {
            let mut bytes = Vec::new();
            for value in vm.collect(other)? {
                let number = vm.expect_index(&value)?;
                bytes.push(u8::try_from(number).map_err(|_| vm.value_error("bytes must be in range(0, 256)"))?);
            }
            bytes
        }
    };
    Ok(Value::Bytes(Rc::new(bytes)))
}

fn iterable(vm: &mut Vm, args: &mut Args, name: &str) -> Outcome<Vec<Value>> {
    args.positional.remove(0);
    let value = vm.parse(args, name, &[""], 0)?.remove(0);
    if value.is_unbound() { Ok(Vec::new()) } else { vm.collect(&value) }
}

fn new_tuple(vm: &mut Vm, args: &mut Args) -> Outcome {
    if let Some(value @ Value::Tuple(_)) = args.positional.get(1) {
        return Ok(value.clone());
    }
    iterable(vm, args, "tuple").map(Value::tuple)
}

fn new_list(vm: &mut Vm, args: &mut Args) -> Outcome {
    iterable(vm, args, "list").map(Value::list)
}

fn new_set(vm: &mut Vm, args: &mut Args) -> Outcome {
    make_set(vm, args, false)
}

fn new_frozenset(vm: &mut Vm, args: &mut Args) -> Outcome {
    if let Some(Value::Set(set)) = args.positional.get(1)
        && set.is_frozen
    {
        return Ok(args.at(1));
    }
    make_set(vm, args, true)
}

fn make_set(vm: &mut Vm, args: &mut Args, is_frozen: bool) -> Outcome {
    let set = Set::new(is_frozen);
    if let Some(Value::Set(other)) = args.positional.get(1) {
        let other = Rc::clone(other);
        set.merge(vm, &other)?;
        return Ok(Value::Set(Rc::new(set)));
    }
    for value in iterable(vm, args, if is_frozen { "frozenset" } else { "set" })? {
        set.add(vm, value)?;
    }
    Ok(Value::Set(Rc::new(set)))
}

fn new_dict(vm: &mut Vm, args: &mut Args) -> Outcome {
    args.positional.remove(0);
    let dict = Rc::new(Dict::default());
    methods::update_dict(vm, &dict, args, "dict")?;
    Ok(Value::Dict(dict))
}

fn new_range(vm: &mut Vm, args: &mut Args) -> Outcome {
    args.positional.remove(0);
    let mut numbers = Vec::new();
    for value in args.positional.clone() {
        numbers.push(vm.expect_index(&value)?);
    }
    let (start, stop, step) = match numbers[..] {
        [stop] => (0, stop, 1),
        [start, stop] => (start, stop, 1),
        [start, stop, step] => (start, stop, step),
        [] => return Err(vm.type_error("range expected at least 1 argument, got 0")),
        _ => return Err(vm.type_error(format_args!("range expected at most 3 arguments, got {}", numbers.len()))),
    };
    if step == 0 {
        return Err(vm.value_error("range() arg 3 must not be zero"));
    }
    Ok(Value::Range(Rc::new(Range { start, stop, step })))
}

fn new_slice(vm: &mut Vm, args: &mut Args) -> Outcome {
    args.positional.remove(0);
    let is_stop_only = args.positional.len() == 1;
    let mut values = vm.parse(args, "slice", &["", "", ""], 1)?;
    for value in &mut values {
        if value.is_unbound() {
            *value = Value::None;
        }
    }
    if is_stop_only {
        values.swap(0, 1);
    }
    let parts = <[Value; 3]>::try_from(values).unwrap_or([Value::None, Value::None, Value::None]);
    Ok(Value::Slice(Rc::new(parts)))
}

fn new_property(vm: &mut Vm, args: &mut Args) -> Outcome {
    args.positional.remove(0);
    let values = vm.parse(args, "property", &["fget", "fset", "fdel", "doc"], 0)?;
    Ok(Value::Property(Rc::new(Property {
        get: values[0].or_none(),
        set: values[1].or_none(),
        delete: values[2].or_none(),
    })))
}

fn new_super(vm: &mut Vm, args: &mut Args) -> Outcome {
    args.positional.remove(0);
    match &args.positional[..] {
        [Value::Class(class), this] => Ok(Value::Super(Rc::new(Super { class: Rc::clone(class), this: this.clone() }))),
        _ => Err(vm.runtime_error("super(): no arguments")),
    }
}

fn new_enumerate(vm: &mut Vm, args: &mut Args) -> Outcome {
    args.positional.remove(0);
    let values = vm.parse(args, "enumerate", &["iterable", "start"], 1)?;
    let iter = vm.iter(&values[0])?;
    let start = if values[1].is_unbound() { Value::Int(0) } else { values[1].clone() };
    Ok(Iter::value(IterKind::Enumerate(iter, start)))
}

fn iters(vm: &mut Vm, values: &[Value]) -> Outcome<Vec<Value>> {
    values.iter().map(|value| vm.iter(value)).collect()
}

fn new_zip(vm: &mut Vm, args: &mut Args) -> Outcome {
    args.positional.remove(0);
    let is_strict = match args.keyword("strict") {
        Some(strict) => vm.truth(&strict)?,
        None => false,
    };
    Ok(Iter::value(IterKind::Zip(iters(vm, &args.positional)?, is_strict)))
}

fn new_map(vm: &mut Vm, args: &mut Args) -> Outcome {
    if args.positional.len() < 3 {
        return Err(vm.type_error("map() must have at least two arguments."));
    }
    let iters = iters(vm, &args.positional[2..])?;
    Ok(Iter::value(IterKind::Map(args.at(1), iters)))
}

fn new_filter(vm: &mut Vm, args: &mut Args) -> Outcome {
    args.positional.remove(0);
    let values = vm.parse(args, "filter", &["", ""], 2)?;
    let iter = vm.iter(&values[1])?;
    Ok(Iter::value(IterKind::Filter(values[0].clone(), iter)))
}

fn new_reversed(vm: &mut Vm, args: &mut Args) -> Outcome {
    let value = vm.only(args, "reversed")?;
    let name = vm.interner.get("__reversed__");
    if let Some(function) = vm.special(&value, &name) {
        return vm.call(&function, vec![value]);
    }
    let plain = Vm::unwrapped(&value);
    match &plain {
        Value::List(_) | Value::Tuple(_) | Value::Str(_) | Value::Range(_) | Value::Bytes(_) | Value::Deque(_) => {
            let length = vm.length(&plain)?;
            Ok(Iter::value(IterKind::Reversed(plain, length)))
        }
        Value::Dict(_) | Value::View(_) => Ok(Iter::value(IterKind::Values(vm.collect(&plain)?))),
        Value::Instance(_) if vm.special(&value, &vm.names.getitem.clone()).is_some() => {
            let length = vm.length(&value)?;
            Ok(Iter::value(IterKind::Reversed(value, length)))
        }
        _ => {
            let message = format_args!("'{}' object is not reversible", vm.type_name(&value));
            Err(vm.type_error(message))
        }
    }
}

fn new_deque(vm: &mut Vm, args: &mut Args) -> Outcome {
    args.positional.remove(0);
    let values = vm.parse(args, "deque", &["iterable", "maxlen"], 0)?;
    let max_length = match &values[1] {
        Value::Unbound | Value::None => None,
        length => {
            Some(usize::try_from(vm.expect_index(length)?).map_err(|_| vm.value_error("maxlen must be non-negative"))?)
        }
    };
    let deque = Deque { values: RefCell::default(), max_length };
    if !values[0].is_unbound() {
        for value in vm.collect(&values[0])? {
            Vm::deque_append(&deque, value);
        }
    }
    Ok(Value::Deque(Rc::new(deque)))
}

/// Whether calling a function makes a coroutine.
pub fn is_coroutine_function(value: &Value) -> bool {
    match value {
        Value::Function(function) => function.code.kind == CodeKind::Coroutine,
        Value::Method(method) => is_coroutine_function(&method.function),
        _ => false,
    }
}

/// Whether it is a coroutine.
pub fn is_coroutine(value: &Value) -> bool {
    matches!(value, Value::Generator(generator) if generator.kind == CodeKind::Coroutine)
}
