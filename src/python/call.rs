//! Calls: of functions, methods, classes, and objects that can be called.

use std::{cell::RefCell, rc::Rc};

use super::{
    code::{Code, CodeKind, Op},
    dict::Dict,
    frame::{ClassDraft, Frame, Generator, Role},
    value::{Args, Class, Exception, Function, Instance, Layout, Native, NativeKind, Payload, Str, Value},
    vm::{Called, Outcome, Raise, USUAL_STACK, Vm, pop},
};

impl Vm {
    /// Calls what lies beneath the top `count` values, which are its arguments. Returns the frame to enter, if there is one.
    pub fn call_top(&mut self, frame: &mut Frame, count: usize) -> Outcome<Option<Box<Frame>>> {
        let base = frame.stack.len() - count;
        if let Value::Function(function) = &frame.stack[base - 1]
            && function.code.parameters.is_simple()
            && function.code.parameters.positional == count
        {
            let function = Rc::clone(function);
            let mut locals = Vec::with_capacity(function.code.locals.len() + USUAL_STACK);
            locals.extend(frame.stack.drain(base..));
            frame.stack.pop();
            let inner = self.frame(&function.code, &function.globals, &function.cells, locals, Role::Call);
            return Ok(match begin(&function, inner) {
                Called::Frame(inner) => Some(inner),
                Called::Value(value) => {
                    frame.stack.push(value);
                    None
                }
            });
        }
        let positional = frame.stack.split_off(base);
        let function = pop(frame);
        self.call_in(frame, function, Args { positional, keywords: Vec::new() })
    }

    fn call_in(&mut self, frame: &mut Frame, function: Value, args: Args) -> Outcome<Option<Box<Frame>>> {
        match self.begin_call(function, args, Role::Call)? {
            Called::Frame(inner) => Ok(Some(inner)),
            Called::Value(value) => {
                frame.stack.push(value);
                Ok(None)
            }
        }
    }

    /// The calls with keywords or unpacked arguments, and class definitions.
    pub fn call_op(&mut self, frame: &mut Frame, code: &Code, op: Op) -> Outcome<Called> {
        match op {
            Op::CallKeywords(count, names) | Op::CallMethodKeywords(count, names) => {
                let base = frame.stack.len() - count as usize;
                let mut positional = frame.stack.split_off(base);
                let names = match &code.constants[names as usize] {
                    Value::Tuple(names) => Rc::clone(names),
                    _ => Rc::default(),
                };
                let values = positional.split_off(positional.len() - names.len());
                let keywords =
                    names.iter().zip(values).filter_map(|(name, value)| Some((as_str(name)?, value))).collect();
                if matches!(op, Op::CallMethodKeywords(..)) {
                    let this = pop(frame);
                    if !this.is_unbound() {
                        positional.insert(0, this);
                    }
                }
                let function = pop(frame);
                self.begin_call(function, Args { positional, keywords }, Role::Call)
            }
            Op::BuildClass(name) => {
                let Args { positional: bases, keywords } = self.unpacked(frame)?;
                let function = pop(frame);
                self.begin_class(&code.names[name as usize], &function, bases, keywords)
            }
            _ => {
                let args = self.unpacked(frame)?;
                let function = pop(frame);
                self.begin_call(function, args, Role::Call)
            }
        }
    }

    /// The tuple and the dict of arguments at the top of the stack.
    fn unpacked(&mut self, frame: &mut Frame) -> Outcome<Args> {
        let keywords = match pop(frame) {
            Value::Dict(keywords) => keywords.pairs(),
            _ => Vec::new(),
        };
        let positional = match pop(frame) {
            Value::Tuple(positional) => positional.to_vec(),
            _ => Vec::new(),
        };
        let named = keywords.into_iter().map(|(name, value)| match as_str(&name) {
            Some(name) => Ok((name, value)),
            None => Err(self.type_error("keywords must be strings")),
        });
        Ok(Args { positional, keywords: named.collect::<Outcome<_>>()? })
    }

    /// Calls something, or prepares the frame that the call needs.
    pub fn begin_call(&mut self, function: Value, mut args: Args, role: Role) -> Outcome<Called> {
        match function {
            Value::Function(function) => {
                let locals = self.bind(&function, args)?;
                let frame = self.frame(&function.code, &function.globals, &function.cells, locals, role);
                Ok(begin(&function, frame))
            }
            Value::Native(native) => self.call_native(&native, args).map(Called::Value),
            Value::Method(method) => {
                args.positional.insert(0, method.this.clone());
                self.begin_call(method.function.clone(), args, role)
            }
            Value::Class(class) => self.instantiate(&class, args, role),
            Value::StaticMethod(function) => self.begin_call((*function).clone(), args, role),
            other => {
                let call = self.names.call.clone();
                match self.class_of(&other).lookup(&call) {
                    Some(method) => {
                        args.positional.insert(0, other);
                        self.begin_call(method, args, role)
                    }
                    None => {
                        let message = format_args!("'{}' object is not callable", self.type_name(&other));
                        Err(self.type_error(message))
                    }
                }
            }
        }
    }

    fn call_native(&mut self, native: &Native, mut args: Args) -> Outcome {
        match (native.kind, args.positional.first()) {
            // Of an instance whose class derives from a built-in one, its methods get the value.
            (NativeKind::Method, Some(this @ Value::Instance(_))) => args.positional[0] = Self::unwrapped(this),
            (NativeKind::New, Some(Value::Class(class)))
                if !is_made_by_new(class) && !class.is_subclass(&self.types.type_) =>
            {
                let class = Rc::clone(class);
                args.positional.remove(0);
                return self.allocate(&class, &args);
            }
            _ => {}
        }
        (native.call)(self, &mut args)
    }

    // Arguments

    /// Puts arguments into the local variables of a function.
    fn bind(&mut self, function: &Function, args: Args) -> Outcome<Vec<Value>> {
        let code = &function.code;
        let counts = code.parameters;
        let mut locals = args.positional;
        if let Some(this) = locals.first_mut().filter(|_| counts.takes_value) {
            *this = Self::unwrapped(this);
        }
        let given = locals.len();
        let extra = if given > counts.positional { locals.split_off(counts.positional) } else { Vec::new() };
        if !extra.is_empty() && !counts.has_star {
            return Err(self.too_many_arguments(function, given, &args.keywords));
        }
        let named = counts.positional + counts.keyword_only;
        locals.resize(named, Value::Unbound);
        let mut unknown = Vec::new();
        for (name, value) in args.keywords {
            let slot = code.locals[counts.positional_only..named].iter().position(|local| *local == name);
            match slot.map(|slot| slot + counts.positional_only) {
                Some(slot) if locals[slot].is_unbound() => locals[slot] = value,
                Some(_) => {
                    let message =
                        format!("{}() got multiple values for argument '{}'", function.qualified_name.borrow(), &*name);
                    return Err(self.type_error(message));
                }
                None if counts.has_double_star => unknown.push((name, value)),
                None => return Err(self.unexpected_keyword(function, &name)),
            }
        }
        let defaults = function.defaults.borrow();
        let first_default = counts.positional.saturating_sub(defaults.len());
        for (slot, default) in defaults.iter().enumerate() {
            let local = &mut locals[first_default + slot];
            if local.is_unbound() {
                *local = default.clone();
            }
        }
        drop(defaults);
        for (local, name) in locals.iter_mut().zip(&code.locals).skip(counts.positional) {
            if local.is_unbound()
                && let Some(default) = function.keyword_defaults.as_ref().and_then(|defaults| defaults.get_str(name))
            {
                *local = default;
            }
        }
        if locals.iter().any(Value::is_unbound) {
            return Err(self.missing_arguments(function, &locals));
        }
        if counts.has_star {
            locals.push(Value::tuple(extra));
        }
        if counts.has_double_star {
            let rest = Dict::default();
            for (name, value) in unknown {
                rest.set_str(&name, value);
            }
            locals.push(Value::Dict(Rc::new(rest)));
        }
        Ok(locals)
    }

    fn unexpected_keyword(&mut self, function: &Function, name: &Str) -> Raise {
        let code = &function.code;
        let qualified = function.qualified_name.borrow().clone();
        let is_positional_only = code.locals[..code.parameters.positional_only].contains(name);
        if is_positional_only {
            return self.type_error(format_args!(
                "{}() got some positional-only arguments passed as keyword arguments: '{}'",
                &*qualified, &**name
            ));
        }
        self.type_error(format_args!("{}() got an unexpected keyword argument '{}'", &*qualified, &**name))
    }

    fn too_many_arguments(&mut self, function: &Function, given: usize, keywords: &[(Str, Value)]) -> Raise {
        let counts = function.code.parameters;
        let least = counts.positional - function.defaults.borrow().len().min(counts.positional);
        let takes = if least == counts.positional {
            counts.positional.to_string()
        } else {
            format!("from {least} to {}", counts.positional)
        };
        let plural = if counts.positional == 1 && least == 1 { "" } else { "s" };
        let keyword_only = function.code.locals[counts.positional..counts.positional + counts.keyword_only].to_vec();
        let given_keywords = keywords.iter().filter(|(name, _)| keyword_only.contains(name)).count();
        let were = if given == 1 && given_keywords == 0 { "was" } else { "were" };
        let beside = if given_keywords > 0 {
            let many = if given == 1 { "" } else { "s" };
            let more = if given_keywords == 1 { "" } else { "s" };
            format!(" positional argument{many} (and {given_keywords} keyword-only argument{more})")
        } else {
            String::new()
        };
        let name = function.qualified_name.borrow().clone();
        self.type_error(format_args!(
            "{}() takes {takes} positional argument{plural} but {given}{beside} {were} given",
            &*name
        ))
    }

    fn missing_arguments(&mut self, function: &Function, locals: &[Value]) -> Raise {
        let counts = function.code.parameters;
        let missing = |range: std::ops::Range<usize>| -> Vec<String> {
            range
                .filter(|&slot| locals[slot].is_unbound())
                .map(|slot| format!("'{}'", &*function.code.locals[slot]))
                .collect()
        };
        let (mut names, mut kind) = (missing(0..counts.positional), "positional");
        if names.is_empty() {
            (names, kind) = (missing(counts.positional..counts.positional + counts.keyword_only), "keyword-only");
        }
        let list = match &names[..] {
            [one] => one.clone(),
            [one, two] => format!("{one} and {two}"),
            [first @ .., last] => format!("{}, and {last}", first.join(", ")),
            [] => String::new(),
        };
        let plural = if names.len() == 1 { "" } else { "s" };
        let name = function.qualified_name.borrow().clone();
        self.type_error(format_args!("{}() missing {} required {kind} argument{plural}: {list}", &*name, names.len()))
    }

    // Classes

    /// Begins the body of a class.
    fn begin_class(
        &mut self,
        name: &Str,
        function: &Value,
        bases: Vec<Value>,
        mut keywords: Vec<(Str, Value)>,
    ) -> Outcome<Called> {
        let Value::Function(function) = function else { return Err(self.type_error("a class needs a body")) };
        let meta = keywords.iter().position(|(name, _)| &**name == "metaclass").map(|index| keywords.remove(index).1);
        let mut frame = self.frame(&function.code, &function.globals, &function.cells, Vec::new(), Role::Call);
        let position = function.code.cells.iter().take(function.code.own_cells).position(|cell| &**cell == "__class__");
        let cell = position.map(|index| Rc::clone(&frame.cells[index]));
        let namespace = Dict::default();
        if let Some(module) = function.globals.get_str(&self.names.name) {
            namespace.set_str(&self.names.module, module);
        }
        namespace.set_str(&self.names.qualname, Value::Str(function.code.qualified_name.clone()));
        let doc = function.code.doc.clone().map_or(Value::None, Value::Str);
        namespace.set_str(&self.names.doc, doc);
        frame.namespace = Some(Rc::new(namespace));
        frame.role = Role::Class(Box::new(ClassDraft { name: name.clone(), bases, keywords, cell, meta }));
        Ok(Called::Frame(frame))
    }

    /// Makes a class of its namespace.
    pub fn create_class(&mut self, draft: ClassDraft, namespace: Rc<Dict>) -> Outcome {
        let ClassDraft { name, bases, keywords, cell, meta } = draft;
        let mut base_classes = Vec::new();
        for base in &bases {
            match base {
                Value::Class(class) => base_classes.push(Rc::clone(class)),
                // `Generic[T]` and the like.
                Value::None => {}
                other => {
                    let message = format_args!("bases must be types, not '{}'", self.type_name(other));
                    return Err(self.type_error(message));
                }
            }
        }
        let meta = match meta {
            Some(Value::Class(meta)) => Some(meta),
            _ => base_classes.iter().find_map(|base| base.meta.clone()),
        };
        // A metaclass may make its classes itself.
        let new = self.names.new.clone();
        let own_new = meta.as_ref().and_then(|meta| meta.lookup(&new)).filter(|new| !matches!(new, Value::Native(_)));
        let value = match (&meta, own_new) {
            (Some(meta), Some(function)) => {
                let function =
                    if let Value::StaticMethod(function) = &function { (**function).clone() } else { function };
                let mut args = class_arguments(&name, &bases, &namespace);
                args.insert(0, Value::Class(Rc::clone(meta)));
                self.call_with(&function, Args { positional: args, keywords: keywords.clone() })?
            }
            _ => self.make_class(&name, base_classes, Rc::clone(&namespace), meta.clone(), keywords.clone())?,
        };
        if let Some(cell) = cell {
            *cell.0.borrow_mut() = value.clone();
        }
        let init = self.names.init.clone();
        if let (Some(meta), Value::Class(_)) = (&meta, &value)
            && let Some(function @ Value::Function(_)) = meta.lookup(&init)
        {
            let mut args = class_arguments(&name, &bases, &namespace);
            args.insert(0, value.clone());
            self.call_with(&function, Args { positional: args, keywords })?;
        }
        // Those of the library may complete their classes.
        let complete = self.interner.get("__init_class__");
        if let Some(function) = meta.as_ref().and_then(|meta| meta.lookup(&complete)) {
            return self.call(&function, vec![value]);
        }
        Ok(value)
    }

    /// What `type.__new__` does.
    pub fn make_class(
        &mut self,
        name: &Str,
        bases: Vec<Rc<Class>>,
        namespace: Rc<Dict>,
        meta: Option<Rc<Class>>,
        keywords: Vec<(Str, Value)>,
    ) -> Outcome {
        let class = self.new_class(name, bases, namespace, meta)?;
        self.set_names(&class)?;
        let value = Value::Class(Rc::clone(&class));
        let hook = self.interner.get("__init_subclass__");
        if let Some(function) = class.ancestors.iter().find_map(|ancestor| ancestor.attrs.get_str(&hook)) {
            let function = if let Value::ClassMethod(function) = &function { (**function).clone() } else { function };
            self.call_with(&function, Args { positional: vec![value.clone()], keywords })?;
        }
        Ok(value)
    }

    fn new_class(
        &mut self,
        name: &Str,
        mut bases: Vec<Rc<Class>>,
        namespace: Rc<Dict>,
        meta: Option<Rc<Class>>,
    ) -> Outcome<Rc<Class>> {
        if bases.is_empty() {
            bases.push(Rc::clone(&self.types.object));
        }
        for base in &bases {
            if base.layout == Layout::Sealed {
                let message = format_args!("type '{}' is not an acceptable base type", &**base.name.borrow());
                return Err(self.type_error(message));
            }
        }
        let Some(ancestors) = linearize(&bases) else {
            return Err(self.type_error("Cannot create a consistent method resolution order (MRO) for the bases"));
        };
        let layout =
            bases.iter().map(|base| base.layout).find(|layout| *layout != Layout::Object).unwrap_or(Layout::Object);
        let native = bases.iter().find_map(|base| {
            if base.is_builtin && base.layout == Layout::Value { Some(Rc::clone(base)) } else { base.native.clone() }
        });
        // A class that defines equality has no hash, unless it defines that too.
        if namespace.get_str(&self.names.eq).is_some() && namespace.get_str(&self.names.hash).is_none() {
            namespace.set_str(&self.names.hash, Value::None);
        }
        let qualified =
            namespace.get_str(&self.names.qualname).as_ref().and_then(as_str).unwrap_or_else(|| name.clone());
        let class = Rc::new(Class {
            name: RefCell::new(name.clone()),
            qualified_name: RefCell::new(qualified),
            bases,
            ancestors,
            attrs: namespace,
            meta,
            layout,
            native,
            is_builtin: false,
        });
        self.add_class(&class);
        Ok(class)
    }

    fn set_names(&mut self, class: &Rc<Class>) -> Outcome<()> {
        let hook = self.interner.get("__set_name__");
        for (name, value) in class.attrs.pairs() {
            if let Value::Instance(instance) = &value {
                let function = instance.class.borrow().lookup(&hook);
                if let Some(function) = function {
                    self.call(&function, vec![value.clone(), Value::Class(Rc::clone(class)), name])?;
                }
            }
        }
        Ok(())
    }

    /// Calls a class.
    fn instantiate(&mut self, class: &Rc<Class>, mut args: Args, role: Role) -> Outcome<Called> {
        if class.is_builtin && class.name.borrow().ends_with("ExceptionGroup") {
            return self.new_checked_group(class, &args).map(Called::Value);
        }
        if let Some(meta) = &class.meta {
            let call = self.names.call.clone();
            if let Some(function) = meta.lookup(&call) {
                args.positional.insert(0, Value::Class(Rc::clone(class)));
                return self.begin_call(function, args, role);
            }
        }
        self.construct(class, args, role)
    }

    /// A `BaseExceptionGroup` of nothing but exceptions is an `ExceptionGroup`.
    fn new_checked_group(&mut self, class: &Rc<Class>, args: &Args) -> Outcome {
        let [message, parts] = &args.positional[..] else {
            let message =
                format!("BaseExceptionGroup.__new__() takes exactly 2 arguments ({} given)", args.positional.len());
            return Err(self.type_error(message));
        };
        let message = self.expect_str(message, "argument 1")?;
        let values = match parts {
            Value::List(_) | Value::Tuple(_) => self.collect(parts)?,
            _ => return Err(self.type_error("second argument (exceptions) must be a sequence")),
        };
        if values.is_empty() {
            return Err(self.value_error("second argument (exceptions) must be a non-empty sequence"));
        }
        for (index, part) in values.iter().enumerate() {
            if !self.is_instance_of(part, "BaseException") {
                return Err(
                    self.value_error(format_args!("Item {index} of second argument (exceptions) is not an exception"))
                );
            }
        }
        let are_plain = values.iter().all(|part| self.is_instance_of(part, "Exception"));
        if !are_plain && &**class.name.borrow() == "ExceptionGroup" {
            return Err(self.type_error("Cannot nest BaseExceptions in an ExceptionGroup"));
        }
        Ok(self.new_group(&message, parts.clone()))
    }

    /// Makes an instance and initializes it.
    pub fn construct(&mut self, class: &Rc<Class>, mut args: Args, role: Role) -> Outcome<Called> {
        let (new, init) = (self.names.new.clone(), self.names.init.clone());
        let instance = match class.lookup(&new) {
            Some(Value::Native(native)) if is_made_by_new(class) || Rc::ptr_eq(class, &self.types.type_) => {
                args.positional.insert(0, Value::Class(Rc::clone(class)));
                return (native.call)(self, &mut args).map(Called::Value);
            }
            Some(Value::Native(_)) | None => self.allocate(class, &args)?,
            Some(function) => {
                let function =
                    if let Value::StaticMethod(function) = &function { (**function).clone() } else { function };
                let mut positional = vec![Value::Class(Rc::clone(class))];
                positional.extend(args.positional.iter().cloned());
                self.call_with(&function, Args { positional, keywords: args.keywords.clone() })?
            }
        };
        let is_instance = self.class_of(&instance).is_subclass(class);
        let initializer = if is_instance { class.lookup(&init) } else { None };
        let initializer = match initializer {
            Some(Value::Native(native))
                if class.is_builtin || class.layout == Layout::Object || native.kind == NativeKind::ObjectMethod =>
            {
                let has_own_new = class.lookup(&new).is_some_and(|new| !matches!(new, Value::Native(_)));
                let has_arguments = !(args.positional.is_empty() && args.keywords.is_empty());
                if class.layout == Layout::Object && has_arguments && !has_own_new {
                    let message = format_args!("{}() takes no arguments", &**class.name.borrow());
                    return Err(self.type_error(message));
                }
                None
            }
            other => other,
        };
        let Some(initializer) = initializer else { return Ok(Called::Value(instance)) };
        args.positional.insert(0, instance.clone());
        if let Value::Function(function) = &initializer
            && !matches!(role, Role::Entry)
        {
            let locals = self.bind(function, args)?;
            return Ok(Called::Frame(self.frame(
                &function.code,
                &function.globals,
                &function.cells,
                locals,
                Role::Init(instance),
            )));
        }
        let result = self.call_with(&initializer, args)?;
        if !result.is_none() {
            let message = format_args!("__init__() should return None, not '{}'", self.type_name(&result));
            return Err(self.type_error(message));
        }
        Ok(Called::Value(instance))
    }

    /// Makes an instance that is not initialized.
    pub fn allocate(&mut self, class: &Rc<Class>, args: &Args) -> Outcome {
        self.check_abstract(class)?;
        let payload = match class.layout {
            Layout::Object => Payload::None,
            Layout::Exception => Payload::Exception(Box::new(RefCell::new(Exception::new(args.positional.clone())))),
            Layout::Value => match class.native.clone() {
                Some(native) => {
                    let new = self.names.new.clone();
                    let function = native.lookup(&new).unwrap_or_default();
                    let has_init = class.lookup(&self.names.init.clone()).is_some();
                    let is_mutable = matches!(native.name.borrow().as_str(), "dict" | "list" | "set");
                    // What a mutable one holds is up to its `__init__`.
                    let mut positional = vec![Value::Class(native)];
                    let mut keywords = Vec::new();
                    if !(has_init && is_mutable) {
                        positional.extend(args.positional.iter().cloned());
                        keywords.clone_from(&args.keywords);
                    }
                    Payload::Value(self.call_with(&function, Args { positional, keywords })?)
                }
                None => Payload::None,
            },
            Layout::Random => Payload::Random(Box::default()),
            Layout::Sealed => {
                let message = format_args!("cannot create '{}' instances", &**class.name.borrow());
                return Err(self.type_error(message));
            }
        };
        Ok(Value::Instance(Rc::new(Instance { class: RefCell::new(Rc::clone(class)), attrs: Rc::default(), payload })))
    }

    fn check_abstract(&mut self, class: &Rc<Class>) -> Outcome<()> {
        let marker = self.interner.get("__abstractmethods__");
        if class.lookup(&marker).is_none() {
            return Ok(());
        }
        let flag = self.interner.get("__isabstractmethod__");
        let mut seen: Vec<Str> = Vec::new();
        let mut missing: Vec<String> = Vec::new();
        let classes = std::iter::once(class).chain(&class.ancestors);
        for (name, value) in classes.flat_map(|class| class.attrs.pairs()) {
            let Some(name) = as_str(&name) else { continue };
            if seen.contains(&name) {
                continue;
            }
            seen.push(name.clone());
            let function = match &value {
                Value::Property(property) => property.get.clone(),
                Value::ClassMethod(function) | Value::StaticMethod(function) => (**function).clone(),
                other => other.clone(),
            };
            if let Value::Function(function) = &function
                && function.attrs.get().is_some_and(|attrs| attrs.get_str(&flag).is_some())
            {
                missing.push(format!("'{}'", &*name));
            }
        }
        if missing.is_empty() {
            return Ok(());
        }
        missing.sort();
        let plural = if missing.len() == 1 { "" } else { "s" };
        let message = format_args!(
            "Can't instantiate abstract class {} without an implementation for abstract method{plural} {}",
            &**class.name.borrow(),
            missing.join(", ")
        );
        Err(self.type_error(message))
    }
}

/// A function that yields or awaits does not begin to run when it is called.
fn begin(function: &Function, mut frame: Box<Frame>) -> Called {
    if function.code.kind == CodeKind::Function {
        return Called::Frame(frame);
    }
    frame.role = Role::Entry;
    Called::Value(Value::Generator(Generator::new(frame)))
}

/// What a metaclass is called with.
fn class_arguments(name: &Str, bases: &[Value], namespace: &Rc<Dict>) -> Vec<Value> {
    vec![Value::Str(name.clone()), Value::tuple(bases.to_vec()), Value::Dict(Rc::clone(namespace))]
}

/// Whether the `__new__` of a class makes its instances, and nothing else need be done.
fn is_made_by_new(class: &Class) -> bool {
    class.is_builtin && matches!(class.layout, Layout::Value | Layout::Sealed)
}

pub fn as_str(value: &Value) -> Option<Str> {
    match value {
        Value::Str(text) => Some(text.clone()),
        _ => None,
    }
}

/// The order in which the ancestors of a class with these bases are looked through (C3).
fn linearize(bases: &[Rc<Class>]) -> Option<Vec<Rc<Class>>> {
    let mut lists: Vec<Vec<Rc<Class>>> =
        bases.iter().map(|base| std::iter::once(base).chain(&base.ancestors).cloned().collect()).collect();
    lists.push(bases.to_vec());
    let mut order = Vec::new();
    loop {
        lists.retain(|list| !list.is_empty());
        if lists.is_empty() {
            return Some(order);
        }
        let is_later =
            |class: &Rc<Class>| lists.iter().any(|list| list[1..].iter().any(|other| Rc::ptr_eq(other, class)));
        let next = lists.iter().map(|list| &list[0]).find(|class| !is_later(class))?.clone();
        for list in &mut lists {
            if Rc::ptr_eq(&list[0], &next) {
                list.remove(0);
            }
        }
        order.push(next);
    }
}
