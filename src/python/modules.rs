//! Importing modules, and the native functions that `library` is written with.

use std::{cell::RefCell, rc::Rc};

use super::{
    big::BigInt,
    builtins::exit,
    call::as_str,
    code::Code,
    compile::compile,
    dict::Dict,
    error::Checked,
    frame::Role,
    library,
    number::{big, float_to_integer, integer, to_size},
    parser::parse,
    platform,
    value::{Args, Module, NativeFn, NativeKind, Payload, Str, Value},
    vm::{Exit, Outcome, Raise, Vm, exception_of},
};

impl Vm {
    pub fn import(&mut self, name: &Str) -> Outcome {
        if let Some(module) = self.modules.get_str(name) {
            return Ok(module);
        }
        let Some(source) = library::source(name) else {
            let is_known = library::is_known(name);
            let message = if is_known { library::not_loaded(name) } else { format!("No module named '{}'", &**name) };
            return Err(self.error("ModuleNotFoundError", vec![Value::str(message)]));
        };
        let attrs = Rc::new(Dict::default());
        let module = Value::Module(Rc::new(Module { name: name.clone(), attrs: Rc::clone(&attrs) }));
        self.modules.set_str(name, module.clone());
        attrs.set_str(&self.names.name, Value::Str(name.clone()));
        match &***name {
            "asyncio" => self.install_asyncio(&attrs),
            "math" => self.add_natives(&attrs, NativeKind::Function, MATH),
            "random" => {
                let class = Rc::clone(&self.types.random);
                self.add_natives(&class.attrs, NativeKind::ObjectMethod, RANDOM);
                let name = self.interner.get("_Generator");
                attrs.set_str(&name, Value::Class(class));
            }
            "collections" => {
                let name = self.interner.get("deque");
                attrs.set_str(&name, Value::Class(Rc::clone(&self.types.deque)));
            }
            "time" => self.add_natives(&attrs, NativeKind::Function, TIME),
            "sys" => self.add_natives(&attrs, NativeKind::Function, SYS),
            "traceback" => self.add_natives(&attrs, NativeKind::Function, TRACEBACK),
            "functools" => self.add_natives(&attrs, NativeKind::Function, FUNCTOOLS),
            "types" => self.install_types(&attrs),
            "_builtins" => self.add_natives(&attrs, NativeKind::Function, BUILTINS),
            _ => {}
        }
        self.run_library(source, &attrs)?;
        if let Some((package, child)) = name.rsplit_once('.') {
            let (package, child) = (self.interner.get(package), self.interner.get(child));
            if let Value::Module(package) = self.import(&package)? {
                package.attrs.set_str(&child, module.clone());
            }
        }
        Ok(module)
    }

    fn run_library(&mut self, source: &'static str, attrs: &Rc<Dict>) -> Outcome<()> {
        let code = match self.library_code(source) {
            Ok(code) => code,
            Err(error) => return Err(self.import_error(error.to_string())),
        };
        let frame = self.frame(&code, attrs, &[], Vec::new(), Role::Entry);
        match self.run(frame, None)? {
            Exit::Return(_) => Ok(()),
            _ => Err(self.import_error("a module cannot wait")),
        }
    }

    /// The instructions of a module of the library. They are made once, for all programs: that takes as long as many a run.
    fn library_code(&self, source: &'static str) -> Checked<Rc<Code>> {
        thread_local! {
            static KNOWN: RefCell<Vec<(&str, Rc<Code>)>> = const { RefCell::new(Vec::new()) };
        }
        let known = KNOWN.with_borrow(|known| known.iter().find(|(known, _)| std::ptr::eq(*known, source)).cloned());
        if let Some((_, code)) = known {
            return Ok(code);
        }
        let code = Rc::new(compile(&parse(source)?, &self.interner, true)?);
        KNOWN.with_borrow_mut(|known| known.push((source, Rc::clone(&code))));
        Ok(code)
    }

    pub fn import_from(&mut self, module: &Value, name: &Str) -> Outcome {
        if let Some(value) = self.find_attribute(module, name)? {
            return Ok(value);
        }
        let Value::Module(module) = module else { return Err(self.import_error("cannot import from this")) };
        // `from concurrent import futures`.
        let child = self.interner.get(&format!("{}.{}", &*module.name, &**name));
        if library::is_known(&child) {
            return self.import(&child);
        }
        let message = format_args!("cannot import name '{}' from '{}'", &**name, &*module.name);
        Err(self.import_error(message))
    }

    /// A function of a module that is written in Python.
    pub fn library_function(&mut self, module: &str, name: &str) -> Outcome {
        let (module, name) = (self.interner.get(module), self.interner.get(name));
        let module = self.import(&module)?;
        self.attribute(&module, &name)
    }

    /// What is built in and written in Python.
    pub fn install_written_in_python(&mut self) -> Outcome<()> {
        let types: Vec<_> = self.types.all().map(Rc::clone).collect();
        let name = self.interner.get("_builtins");
        let Value::Module(module) = self.import(&name)? else { return Ok(()) };
        let builtins = Rc::clone(&self.builtins);
        for (name, value) in module.attrs.pairs() {
            let Some(name) = as_str(&name).filter(|name| !name.starts_with('_')) else { continue };
            let Value::Class(class) = &value else {
                builtins.set_str(&name, value);
                continue;
            };
            let same_name = types.iter().find(|other| **other.name.borrow() == *name);
            let target = same_name.cloned().unwrap_or_else(|| self.builtin_class(&name));
            for part in class.ancestors.iter().rev().chain([class]).filter(|part| !part.is_builtin) {
                for (name, function) in part.attrs.pairs() {
                    if let Some(name) = as_str(&name).filter(|name| !name.starts_with('_')) {
                        target.attrs.set_str(&name, function);
                    }
                }
            }
            // From now on, its name means the built-in class.
            module.attrs.remove_str(&name);
        }
        Ok(())
    }

    fn install_types(&mut self, attrs: &Dict) {
        let types = [
            ("FunctionType", &self.types.function),
            ("LambdaType", &self.types.function),
            ("MethodType", &self.types.method),
            ("BuiltinFunctionType", &self.types.native),
            ("GeneratorType", &self.types.generator),
            ("CoroutineType", &self.types.coroutine),
            ("AsyncGeneratorType", &self.types.async_generator),
            ("ModuleType", &self.types.module),
            ("NoneType", &self.types.none),
        ];
        for (name, class) in types.map(|(name, class)| (name, Rc::clone(class))) {
            let name = self.interner.get(name);
            attrs.set_str(&name, Value::Class(class));
        }
    }
}

/// What `library/builtins.py` is written with.
const BUILTINS: &[(&str, NativeFn)] = &[(
    // Copies where an exception was raised, and because of which others, to another.
    "_copy_traceback",
    |_, args| {
        let (from, to) = (args.at(0), args.at(1));
        let old = exception_of(&from).map(|state| {
            (state.cause.clone(), state.context.clone(), state.suppresses_context, state.traceback.clone())
        });
        if let (Some((cause, context, is_suppressed, traceback)), Some(mut state)) = (old, exception_of(&to)) {
            (state.cause, state.context, state.suppresses_context, state.traceback) =
                (cause, context, is_suppressed, traceback);
        }
        Ok(Value::None)
    },
)];

// time

const TIME: &[(&str, NativeFn)] = &[
    ("time", |vm, _| Ok(Value::Float(vm.host.wall()))),
    ("monotonic", |vm, _| Ok(Value::Float(vm.host.monotonic()))),
    ("perf_counter", |vm, _| Ok(Value::Float(vm.host.monotonic()))),
    ("process_time", |vm, _| Ok(Value::Float(vm.host.monotonic()))),
    ("time_ns", |vm, _| Ok(float_to_integer(vm.host.wall() * 1e9))),
    ("monotonic_ns", |vm, _| Ok(float_to_integer(vm.host.monotonic() * 1e9))),
    ("perf_counter_ns", |vm, _| Ok(float_to_integer(vm.host.monotonic() * 1e9))),
    ("sleep", |vm, args| {
        let value = vm.parse(args, "sleep", &[""], 1)?.remove(0);
        let seconds = vm.expect_float(&value)?;
        if seconds < 0.0 || seconds.is_nan() {
            return Err(vm.value_error("sleep length must be non-negative"));
        }
        if vm.thread == Some(vm.nested_runs) {
            return Err(Raise::sleep(seconds));
        }
        let line = vm.line;
        vm.host.block(seconds, line).map_err(Raise::halt)?;
        Ok(Value::None)
    }),
];

// sys

const SYS: &[(&str, NativeFn)] = &[
    ("exit", exit),
    ("_write_out", |vm, args| {
        let text = vm.expect_str(&args.at(0), "write() argument")?;
        vm.write_out(&text);
        Ok(Value::Int(text.length as i64))
    }),
    ("_write_error", |vm, args| {
        let text = vm.expect_str(&args.at(0), "write() argument")?;
        vm.host.warn(&text);
        Ok(Value::Int(text.length as i64))
    }),
    ("exc_info", |vm, _| {
        let error = vm.handled.last().cloned().unwrap_or(Value::None);
        let class = if error.is_none() { Value::None } else { Value::Class(vm.class_of(&error)) };
        Ok(Value::tuple(vec![class, error, Value::None]))
    }),
    ("exception", |vm, _| Ok(vm.handled.last().cloned().unwrap_or(Value::None))),
    ("getsizeof", |_, _| Ok(Value::Int(64))),
    ("getrecursionlimit", |_, _| Ok(Value::Int(1000))),
    ("setrecursionlimit", |_, _| Ok(Value::None)),
    ("intern", |_, args| Ok(args.at(0))),
];

// traceback

const TRACEBACK: &[(&str, NativeFn)] = &[
    ("_format", |vm, args| {
        let error = args.at(0);
        Ok(Value::str(vm.traceback(&error)))
    }),
    ("_describe", |vm, args| {
        let error = args.at(0);
        Ok(Value::str(vm.describe_error(&error) + "\n"))
    }),
    ("_handled", |vm, _| Ok(vm.handled.last().cloned().unwrap_or(Value::None))),
    ("_warn", |vm, args| {
        let text = vm.str_of(&args.at(0))?;
        vm.host.warn(&text);
        Ok(Value::None)
    }),
    ("_lines", |_, args| {
        let lines = exception_of(&args.at(0)).map(|state| state.traceback.clone()).unwrap_or_default();
        let shown = lines.iter().rev().filter(|line| !line.is_library);
        Ok(Value::list(
            shown
                .map(|line| Value::tuple(vec![Value::Int(i64::from(line.line)), Value::Str(line.function.clone())]))
                .collect(),
        ))
    }),
];

// functools

const FUNCTOOLS: &[(&str, NativeFn)] = &[(
    // Copies the names of a function to the one that wraps it.
    "_copy_names",
    |vm, args| {
        let (wrapper, wrapped) = (args.at(0), args.at(1));
        for name in ["__module__", "__name__", "__qualname__", "__doc__"] {
            let name = vm.interner.get(name);
            if let Some(value) = vm.find_attribute(&wrapped, &name)? {
                vm.set_attribute(&wrapper, &name, value)?;
            }
        }
        Ok(wrapper)
    },
)];

// random

fn this_random<'a>(vm: &mut Vm, args: &'a Args) -> Outcome<std::cell::RefMut<'a, super::random::Random>> {
    match args.positional.first() {
        Some(Value::Instance(instance)) => match &instance.payload {
            Payload::Random(random) => Ok(random.borrow_mut()),
            _ => Err(vm.type_error("a Random object is required")),
        },
        _ => Err(vm.type_error("a Random object is required")),
    }
}

const RANDOM: &[(&str, NativeFn)] = &[
    ("_seed", |vm, args| {
        let key = match args.at(1) {
            Value::Unbound | Value::None => vec![vm.host.seed()],
            value => {
                let number = match big(&value) {
                    Some(number) => number,
                    None => BigInt::from(vm.hash(&value)?),
                };
                number.words()
            }
        };
        let key = if key.is_empty() { vec![0] } else { key };
        this_random(vm, args)?.seed(&key);
        Ok(Value::None)
    }),
    ("random", |vm, args| Ok(Value::Float(this_random(vm, args)?.next_float()))),
    ("getrandbits", |vm, args| {
        let count = vm.expect_index(&args.at(1))?;
        if count < 0 {
            return Err(vm.value_error("number of bits must be non-negative"));
        }
        vm.reserve(to_size(count / 8))?;
        let mut random = this_random(vm, args)?;
        if count <= 32 {
            return Ok(Value::Int(if count == 0 { 0 } else { i64::from(random.next() >> (32 - count)) }));
        }
        let mut digits = Vec::new();
        let mut left = count;
        while left > 0 {
            let digit = random.next();
            digits.push(if left < 32 { digit >> (32 - left) } else { digit });
            left -= 32;
        }
        Ok(integer(BigInt::from_words(&digits)))
    }),
    ("getstate", |vm, args| {
        Ok(Value::tuple(this_random(vm, args)?.state().into_iter().map(|word| Value::Int(i64::from(word))).collect()))
    }),
    ("setstate", |vm, args| {
        let state: Vec<u32> = vm
            .collect(&args.at(1))?
            .iter()
            .filter_map(|word| if let Value::Int(word) = word { u32::try_from(*word).ok() } else { None })
            .collect();
        this_random(vm, args)?.set_state(&state);
        Ok(Value::None)
    }),
];

// math

fn float_function(vm: &mut Vm, args: &mut Args, name: &str, function: fn(f64) -> f64) -> Outcome {
    let value = vm.parse(args, name, &[""], 1)?.remove(0);
    let number = vm.expect_float(&value)?;
    let result = function(number);
    if result.is_nan() && !number.is_nan() {
        return Err(vm.value_error("math domain error"));
    }
    if result.is_infinite() && number.is_finite() {
        return Err(vm.overflow_error("math range error"));
    }
    Ok(Value::Float(result))
}

/// A logarithm, of an integer too that is larger than any float.
fn logarithm(vm: &mut Vm, value: &Value, function: fn(f64) -> f64) -> Outcome<f64> {
    if let Some(number) = big(value).filter(|number| number.bits() > 1000 && !number.is_negative()) {
        let shift = number.bits() - 60;
        return Ok(function((&number >> shift).to_float()) + shift as f64 * function(2.0));
    }
    let number = vm.expect_float(value)?;
    if number <= 0.0 {
        let text = vm.repr(value)?;
        return Err(vm.value_error(format_args!("expected a positive input, got {text}")));
    }
    Ok(function(number))
}

fn rounded(vm: &mut Vm, args: &mut Args, name: &str, function: fn(f64) -> f64) -> Outcome {
    let value = vm.parse(args, name, &[""], 1)?.remove(0);
    if big(&value).is_some() {
        return Ok(if let Value::Bool(value) = value { Value::Int(i64::from(value)) } else { value });
    }
    let special = vm.interner.get(&format!("__{name}__"));
    if let Some(function) = vm.special(&value, &special) {
        return vm.call(&function, vec![value]);
    }
    let number = vm.expect_float(&value)?;
    if number.is_nan() {
        return Err(vm.value_error("cannot convert float NaN to integer"));
    }
    if number.is_infinite() {
        return Err(vm.overflow_error("cannot convert float infinity to integer"));
    }
    Ok(float_to_integer(function(number)))
}

fn expect_big(vm: &mut Vm, value: &Value) -> Outcome<BigInt> {
    match big(value) {
        Some(number) => Ok(number),
        None => {
            let message = format_args!("'{}' object cannot be interpreted as an integer", vm.type_name(value));
            Err(vm.type_error(message))
        }
    }
}

const MATH: &[(&str, NativeFn)] = &[
    ("acos", |vm, args| float_function(vm, args, "acos", platform::acos)),
    ("asin", |vm, args| float_function(vm, args, "asin", platform::asin)),
    ("atan", |vm, args| float_function(vm, args, "atan", platform::atan)),
    ("atan2", |vm, args| {
        let (y, x) = (vm.expect_float(&args.at(0))?, vm.expect_float(&args.at(1))?);
        Ok(Value::Float(platform::atan2(y, x)))
    }),
    ("cbrt", |vm, args| float_function(vm, args, "cbrt", platform::cbrt)),
    ("ceil", |vm, args| rounded(vm, args, "ceil", f64::ceil)),
    ("copysign", |vm, args| Ok(Value::Float(vm.expect_float(&args.at(0))?.copysign(vm.expect_float(&args.at(1))?)))),
    ("cos", |vm, args| float_function(vm, args, "cos", platform::cos)),
    ("cosh", |vm, args| float_function(vm, args, "cosh", platform::cosh)),
    ("degrees", |vm, args| float_function(vm, args, "degrees", f64::to_degrees)),
    ("exp", |vm, args| float_function(vm, args, "exp", platform::exp)),
    ("expm1", |vm, args| float_function(vm, args, "expm1", platform::expm1)),
    ("fabs", |vm, args| float_function(vm, args, "fabs", f64::abs)),
    ("floor", |vm, args| rounded(vm, args, "floor", f64::floor)),
    ("fmod", |vm, args| {
        let (left, right) = (vm.expect_float(&args.at(0))?, vm.expect_float(&args.at(1))?);
        if right == 0.0 { Err(vm.value_error("math domain error")) } else { Ok(Value::Float(left % right)) }
    }),
    ("isfinite", |vm, args| Ok(Value::Bool(vm.expect_float(&args.at(0))?.is_finite()))),
    ("isinf", |vm, args| Ok(Value::Bool(vm.expect_float(&args.at(0))?.is_infinite()))),
    ("isnan", |vm, args| Ok(Value::Bool(vm.expect_float(&args.at(0))?.is_nan()))),
    ("isqrt", |vm, args| {
        let number = expect_big(vm, &args.at(0))?;
        if number.is_negative() {
            Err(vm.value_error("isqrt() argument must be nonnegative"))
        } else {
            Ok(integer(number.square_root()))
        }
    }),
    ("log", |vm, args| {
        let values = vm.parse(args, "log", &["", ""], 1)?;
        let number = logarithm(vm, &values[0], platform::log)?;
        if values[1].is_unbound() {
            return Ok(Value::Float(number));
        }
        let base = logarithm(vm, &values[1], platform::log)?;
        if base == 0.0 { Err(vm.zero_division("division by zero")) } else { Ok(Value::Float(number / base)) }
    }),
    ("log10", |vm, args| logarithm(vm, &args.at(0), platform::log10).map(Value::Float)),
    ("log1p", |vm, args| float_function(vm, args, "log1p", platform::log1p)),
    ("log2", |vm, args| logarithm(vm, &args.at(0), platform::log2).map(Value::Float)),
    ("modf", |vm, args| {
        let number = vm.expect_float(&args.at(0))?;
        Ok(Value::tuple(vec![Value::Float(number.fract()), Value::Float(number.trunc())]))
    }),
    ("pow", |vm, args| {
        let (base, exponent) = (vm.expect_float(&args.at(0))?, vm.expect_float(&args.at(1))?);
        let power = platform::pow(base, exponent);
        if power.is_nan() && !base.is_nan() && !exponent.is_nan() {
            return Err(vm.value_error("math domain error"));
        }
        if power.is_infinite() && base.is_finite() && exponent.is_finite() {
            return Err(vm.overflow_error("math range error"));
        }
        Ok(Value::Float(power))
    }),
    ("radians", |vm, args| float_function(vm, args, "radians", f64::to_radians)),
    ("sin", |vm, args| float_function(vm, args, "sin", platform::sin)),
    ("sinh", |vm, args| float_function(vm, args, "sinh", platform::sinh)),
    ("sqrt", |vm, args| {
        let number = vm.expect_float(&args.at(0))?;
        if number < 0.0 {
            let text = vm.repr(&Value::Float(number))?;
            return Err(vm.value_error(format_args!("expected a nonnegative input, got {}", &*text)));
        }
        Ok(Value::Float(number.sqrt()))
    }),
    ("tan", |vm, args| float_function(vm, args, "tan", platform::tan)),
    ("tanh", |vm, args| float_function(vm, args, "tanh", platform::tanh)),
    ("trunc", |vm, args| rounded(vm, args, "trunc", f64::trunc)),
];
