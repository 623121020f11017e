//! Attributes: where they are found, and how functions become methods.

use std::rc::Rc;

use super::{
    call::as_str,
    dict::Dict,
    value::{Class, Function, Instance, Method, NativeKind, Payload, Str, Value},
    vm::{Outcome, Raise, Vm, exception_of},
};

impl Vm {
    pub fn attribute(&mut self, object: &Value, name: &Str) -> Outcome {
        match self.find_attribute(object, name)? {
            Some(value) => Ok(value),
            None => Err(self.no_attribute(object, name)),
        }
    }

    /// The same; `None` if there is none.
    pub fn find_attribute(&mut self, object: &Value, name: &Str) -> Outcome<Option<Value>> {
        match object {
            Value::Instance(instance) => self.instance_attribute(object, instance, name),
            Value::Class(class) => self.class_attribute(class, name),
            Value::Module(module) => Ok(module.attrs.get_str(name).or_else(|| self.common_attribute(object, name))),
            Value::Super(parent) => {
                let (this, class) = (parent.this.clone(), Rc::clone(&parent.class));
                // In a class method the object is a class; in a method of a metaclass it is one, too, but as an instance.
                let own = match &this {
                    Value::Class(this) if this.is_subclass(&class) => Rc::clone(this),
                    other => self.class_of(other),
                };
                let after =
                    own.ancestors.iter().position(|ancestor| Rc::ptr_eq(ancestor, &class)).map_or(0, |index| index + 1);
                let found = own.ancestors[after..].iter().find_map(|ancestor| ancestor.attrs.get_str(name));
                match found {
                    Some(value) => self.bind_attribute(value, &this, &own).map(Some),
                    None => Ok(None),
                }
            }
            Value::Function(function) => {
                if let Some(value) = function.attrs.get().and_then(|attrs| attrs.get_str(name)) {
                    return Ok(Some(value));
                }
                if let Some(value) = self.function_attribute(function, name) {
                    return Ok(Some(value));
                }
                self.native_attribute(object, name)
            }
            _ => self.native_attribute(object, name),
        }
    }

    /// An attribute of a value of a built-in class.
    fn native_attribute(&mut self, object: &Value, name: &Str) -> Outcome<Option<Value>> {
        let class = self.class_of(object);
        if let Some(value) = class.lookup(name) {
            return self.bind_attribute(value, object, &class).map(Some);
        }
        if let Value::Method(method) = object {
            let inner = method.function.clone();
            if &**name == "__self__" {
                return Ok(Some(method.this.clone()));
            }
            if &**name == "__func__" {
                return Ok(Some(inner));
            }
            return self.find_attribute(&inner, name);
        }
        Ok(self.special_attribute(object, name).or_else(|| self.common_attribute(object, name)))
    }

    fn instance_attribute(&mut self, object: &Value, instance: &Instance, name: &Str) -> Outcome<Option<Value>> {
        let class = Rc::clone(&instance.class.borrow());
        if !class.is_builtin
            && let Some(Value::Function(hook)) = class.lookup(&self.names.getattribute)
        {
            return self.call(&Value::Function(hook), vec![object.clone(), Value::Str(name.clone())]).map(Some);
        }
        self.plain_attribute(object, instance, &class, name)
    }

    /// An attribute of an instance, whatever its `__getattribute__` says.
    pub fn plain_attribute(
        &mut self,
        object: &Value,
        instance: &Instance,
        class: &Rc<Class>,
        name: &Str,
    ) -> Outcome<Option<Value>> {
        let found = class.lookup(name);
        if let Some(Value::Property(property)) = &found {
            let get = property.get.clone();
            return match self.call(&get, vec![object.clone()]) {
                Err(raise) => self.after_missing(raise, object, class, name),
                value => value.map(Some),
            };
        }
        if let Some(descriptor @ Value::Instance(_)) = &found
            && self.class_of(descriptor).lookup(&self.names.set).is_some()
        {
            return self.bind_attribute(descriptor.clone(), object, class).map(Some);
        }
        if let Some(value) = instance.attrs.get_str(name) {
            return Ok(Some(value));
        }
        if let Some(value) = found {
            return self.bind_attribute(value, object, class).map(Some);
        }
        if let Some(value) = self.special_attribute(object, name).or_else(|| self.common_attribute(object, name)) {
            return Ok(Some(value));
        }
        if let Payload::Value(value) = &instance.payload
            && let Some(value) = self.special_attribute(value, name)
        {
            return Ok(Some(value));
        }
        self.call_getattr(object, class, name)
    }

    fn call_getattr(&mut self, object: &Value, class: &Rc<Class>, name: &Str) -> Outcome<Option<Value>> {
        match class.lookup(&self.names.getattr) {
            Some(hook) => self.call(&hook, vec![object.clone(), Value::Str(name.clone())]).map(Some),
            None => Ok(None),
        }
    }

    /// A property that raises an `AttributeError` is as if it were not there.
    fn after_missing(&mut self, raise: Raise, object: &Value, class: &Rc<Class>, name: &Str) -> Outcome<Option<Value>> {
        let is_missing = self.is_raised(&raise, "AttributeError");
        if is_missing && class.lookup(&self.names.getattr).is_some() {
            self.call_getattr(object, class, name)
        } else {
            Err(raise)
        }
    }

    fn class_attribute(&mut self, class: &Rc<Class>, name: &Str) -> Outcome<Option<Value>> {
        let value = Value::Class(Rc::clone(class));
        if let Some(found) = class.lookup(name) {
            return match found {
                Value::ClassMethod(function) => Ok(Some(method((*function).clone(), value))),
                Value::StaticMethod(function) => Ok(Some((*function).clone())),
                descriptor @ Value::Instance(_) => {
                    let get = self.class_of(&descriptor).lookup(&self.names.get);
                    match get {
                        Some(get) => self.call(&get, vec![descriptor, Value::None, value]).map(Some),
                        None => Ok(Some(descriptor)),
                    }
                }
                other => Ok(Some(other)),
            };
        }
        let special = match name.as_str() {
            "__name__" => Some(Value::Str(class.name.borrow().clone())),
            "__qualname__" => Some(Value::Str(class.qualified_name.borrow().clone())),
            "__bases__" => Some(Value::tuple(class.bases.iter().cloned().map(Value::Class).collect())),
            "__base__" => Some(class.bases.first().cloned().map_or(Value::None, Value::Class)),
            "__mro__" => {
                Some(Value::tuple(std::iter::once(class).chain(&class.ancestors).cloned().map(Value::Class).collect()))
            }
            "__dict__" => Some(Value::Dict(Rc::clone(&class.attrs))),
            "__module__" => Some(Value::str("builtins")),
            "__doc__" => Some(Value::None),
            "__annotations__" => Some(Value::Dict(Rc::default())),
            _ => None,
        };
        if special.is_some() {
            return Ok(special);
        }
        let meta = self.class_of(&value);
        match meta.lookup(name) {
            Some(Value::Property(property)) => self.call(&property.get, vec![value]).map(Some),
            Some(found) => self.bind_attribute(found, &value, &meta).map(Some),
            None => match meta.lookup(&self.names.getattr) {
                Some(hook) => self.call(&hook, vec![value, Value::Str(name.clone())]).map(Some),
                None => Ok(self.common_attribute(&value, name)),
            },
        }
    }

    fn function_attribute(&mut self, function: &Rc<Function>, name: &Str) -> Option<Value> {
        Some(match name.as_str() {
            "__name__" => Value::Str(function.name.borrow().clone()),
            "__qualname__" => Value::Str(function.qualified_name.borrow().clone()),
            "__doc__" => function.code.doc.clone().map_or(Value::None, Value::Str),
            "__module__" => function.globals.get_str(&self.names.name).unwrap_or(Value::None),
            "__dict__" => Value::Dict(Rc::clone(function.attrs.get_or_init(Rc::default))),
            "__defaults__" => Value::tuple(function.defaults.borrow().clone()),
            "__annotations__" => Value::Dict(Rc::default()),
            "__code__" => Value::Code(Rc::clone(&function.code)),
            "__globals__" => Value::Dict(Rc::clone(&function.globals)),
            _ => return None,
        })
    }

    /// What some built-in classes have besides methods.
    fn special_attribute(&mut self, object: &Value, name: &Str) -> Option<Value> {
        if let Some(state) = exception_of(object) {
            let first = || state.args.first().cloned().unwrap_or(Value::None);
            let found = match name.as_str() {
                "args" => Some(Value::tuple(state.args.clone())),
                "__cause__" => Some(state.cause.clone().unwrap_or(Value::None)),
                "__context__" => Some(state.context.clone().unwrap_or(Value::None)),
                "__suppress_context__" => Some(Value::Bool(state.suppresses_context)),
                "__traceback__" => Some(Value::None),
                "value" | "code" | "message" | "errno" => Some(first()),
                "strerror" => state.args.get(1).cloned(),
                "exceptions" => match state.args.get(1) {
                    Some(Value::List(parts)) => Some(Value::tuple(parts.0.borrow().clone())),
                    other => other.cloned(),
                },
                _ => None,
            };
            drop(state);
            let needs = match name.as_str() {
                "value" => "StopIteration",
                "code" => "SystemExit",
                "message" | "exceptions" => "BaseExceptionGroup",
                "errno" | "strerror" => "OSError",
                _ => return found,
            };
            return found.filter(|_| self.is_instance_of(object, needs));
        }
        Some(match (object, name.as_str()) {
            (Value::Range(range), "start") => Value::Int(range.start),
            (Value::Range(range), "stop") => Value::Int(range.stop),
            (Value::Range(range), "step") => Value::Int(range.step),
            (Value::Slice(parts), "start") => parts[0].clone(),
            (Value::Slice(parts), "stop") => parts[1].clone(),
            (Value::Slice(parts), "step") => parts[2].clone(),
            (Value::Int(_) | Value::Big(_) | Value::Bool(_) | Value::Float(_), "real" | "numerator") => object.clone(),
            (Value::Int(_) | Value::Big(_) | Value::Bool(_) | Value::Float(_), "imag") => Value::Int(0),
            (Value::Int(_) | Value::Big(_) | Value::Bool(_), "denominator") => Value::Int(1),
            (Value::Native(native), "__name__" | "__qualname__") => Value::str(native.name),
            (Value::Generator(generator), "__name__") => Value::Str(generator.name.clone()),
            (Value::Generator(generator), "__qualname__") => Value::Str(generator.qualified_name.clone()),
            (Value::Deque(deque), "maxlen") => deque.max_length.map_or(Value::None, |length| Value::Int(length as i64)),
            (Value::Property(property), "fget") => property.get.clone(),
            (Value::Property(property), "fset") => property.set.clone(),
            (Value::Code(code), "co_name") => Value::Str(code.name.clone()),
            (Value::StaticMethod(function) | Value::ClassMethod(function), "__func__" | "__wrapped__") => {
                (**function).clone()
            }
            _ => return None,
        })
    }

    /// What everything has.
    fn common_attribute(&mut self, object: &Value, name: &Str) -> Option<Value> {
        Some(match name.as_str() {
            "__class__" => Value::Class(self.class_of(object)),
            "__dict__" => match object {
                Value::Instance(instance) => Value::Dict(Rc::clone(&instance.attrs)),
                Value::Module(module) => Value::Dict(Rc::clone(&module.attrs)),
                _ => return None,
            },
            "__doc__" => Value::None,
            "__module__" => self.class_of(object).lookup(&self.names.module)?,
            _ => return None,
        })
    }

    fn bind_attribute(&mut self, value: Value, object: &Value, class: &Rc<Class>) -> Outcome {
        Ok(match value {
            Value::Function(_) => method(value, object.clone()),
            Value::Native(ref native) if is_bindable(native.kind) => method(value, object.clone()),
            Value::ClassMethod(function) => {
                let class = if let Value::Class(class) = object { Rc::clone(class) } else { Rc::clone(class) };
                method((*function).clone(), Value::Class(class))
            }
            Value::StaticMethod(function) => (*function).clone(),
            Value::Property(property) => return self.call(&property.get, vec![object.clone()]),
            Value::Instance(_) => {
                let get = self.class_of(&value).lookup(&self.names.get);
                match get {
                    Some(get) => return self.call(&get, vec![value, object.clone(), Value::Class(Rc::clone(class))]),
                    None => value,
                }
            }
            other => other,
        })
    }

    fn no_attribute(&mut self, object: &Value, name: &Str) -> Raise {
        let message = match object {
            Value::Module(module) => format!("module '{}' has no attribute '{}'", &*module.name, &**name),
            Value::Class(class) => format!("type object '{}' has no attribute '{}'", &**class.name.borrow(), &**name),
            Value::Super(_) => format!("'super' object has no attribute '{}'", &**name),
            _ => format!("'{}' object has no attribute '{}'", self.type_name(object), &**name),
        };
        self.attribute_error(message, name)
    }

    /// A method and its object; or an attribute, and nothing.
    pub fn method(&mut self, object: &Value, name: &Str) -> Outcome<(Value, Value)> {
        match object {
            Value::Instance(instance) => {
                let class = Rc::clone(&instance.class.borrow());
                let has_hook = !class.is_builtin
                    && class.lookup(&self.names.getattribute).is_some_and(|hook| matches!(hook, Value::Function(_)));
                if !has_hook
                    && let Some(function) = class.lookup(name)
                    && is_method(&function)
                    && instance.attrs.get_str(name).is_none()
                {
                    return Ok((function, object.clone()));
                }
            }
            Value::Class(_) | Value::Module(_) | Value::Super(_) => {}
            _ => {
                if let Some(function) = self.class_of(object).lookup(name)
                    && is_method(&function)
                {
                    return Ok((function, object.clone()));
                }
            }
        }
        match self.attribute(object, name)? {
            Value::Method(method) => Ok((method.function.clone(), method.this.clone())),
            value => Ok((value, Value::Unbound)),
        }
    }

    /// A special method, which only the class of a value can have.
    pub fn special(&self, value: &Value, name: &Str) -> Option<Value> {
        match value {
            Value::Instance(instance) => instance.class.borrow().lookup(name).filter(|found| !found.is_none()),
            Value::Class(class) => class.meta.as_ref()?.lookup(name),
            _ => None,
        }
    }

    pub fn set_attribute(&mut self, object: &Value, name: &Str, value: Value) -> Outcome<()> {
        match object {
            Value::Instance(instance) => {
                let class = Rc::clone(&instance.class.borrow());
                if let Some(hook @ Value::Function(_)) = class.lookup(&self.names.setattr) {
                    self.call(&hook, vec![object.clone(), Value::Str(name.clone()), value])?;
                    return Ok(());
                }
                self.set_plain_attribute(object, instance, &class, name, value)
            }
            Value::Class(class) if !class.is_builtin => {
                match name.as_str() {
                    "__name__" => *class.name.borrow_mut() = as_str(&value).unwrap_or_else(|| name.clone()),
                    "__qualname__" => {
                        *class.qualified_name.borrow_mut() = as_str(&value).unwrap_or_else(|| name.clone());
                    }
                    _ => class.attrs.set_str(name, value),
                }
                Ok(())
            }
            Value::Class(class) => {
                let message =
                    format!("cannot set '{}' attribute of immutable type '{}'", &**name, &**class.name.borrow());
                Err(self.type_error(message))
            }
            Value::Module(module) => {
                module.attrs.set_str(name, value);
                Ok(())
            }
            Value::Function(function) => {
                match (name.as_str(), as_str(&value)) {
                    ("__name__", Some(text)) => *function.name.borrow_mut() = text,
                    ("__qualname__", Some(text)) => *function.qualified_name.borrow_mut() = text,
                    _ => function.attrs.get_or_init(Rc::default).set_str(name, value),
                }
                Ok(())
            }
            _ => {
                let has = self.find_attribute(object, name)?.is_some();
                let class = self.type_name(object);
                let message = if has {
                    format!("'{}' object attribute '{}' is read-only", &*class, &**name)
                } else {
                    format!(
                        "'{}' object has no attribute '{}' and no __dict__ for setting new attributes",
                        &*class, &**name
                    )
                };
                Err(self.attribute_error(message, name))
            }
        }
    }

    /// Sets an attribute of an instance, whatever its `__setattr__` says.
    pub fn set_plain_attribute(
        &mut self,
        object: &Value,
        instance: &Instance,
        class: &Rc<Class>,
        name: &Str,
        value: Value,
    ) -> Outcome<()> {
        match class.lookup(name) {
            Some(Value::Property(property)) => {
                if property.set.is_none() {
                    let message =
                        format!("property '{}' of '{}' object has no setter", &**name, &**class.name.borrow());
                    return Err(self.attribute_error(message, name));
                }
                let set = property.set.clone();
                self.call(&set, vec![object.clone(), value])?;
                return Ok(());
            }
            Some(descriptor @ Value::Instance(_)) => {
                if let Some(set) = self.class_of(&descriptor).lookup(&self.names.set) {
                    self.call(&set, vec![descriptor, object.clone(), value])?;
                    return Ok(());
                }
            }
            _ => {}
        }
        if let Some(mut state) = exception_of(object) {
            match name.as_str() {
                "__cause__" => {
                    state.cause = Some(value).filter(|value| !value.is_none());
                    state.suppresses_context = true;
                    return Ok(());
                }
                "__context__" => {
                    state.context = Some(value).filter(|value| !value.is_none());
                    return Ok(());
                }
                "__suppress_context__" => {
                    state.suppresses_context = matches!(value, Value::Bool(true));
                    return Ok(());
                }
                "__traceback__" => return Ok(()),
                "args" => {
                    if let Value::Tuple(args) = &value {
                        state.args = args.to_vec();
                    }
                    return Ok(());
                }
                _ => {}
            }
        }
        if &**name == "__class__"
            && let Value::Class(class) = &value
        {
            *instance.class.borrow_mut() = Rc::clone(class);
            return Ok(());
        }
        if instance.attrs.get_str(name).is_none() && !self.has_slot(class, name) {
            let message = format_args!(
                "'{}' object has no attribute '{}' and no __dict__ for setting new attributes",
                &**class.name.borrow(),
                &**name
            );
            return Err(self.attribute_error(message, name));
        }
        instance.attrs.set_str(name, value);
        Ok(())
    }

    /// Whether instances may have an attribute of that name: any, unless the class and all its ancestors have `__slots__`.
    fn has_slot(&mut self, class: &Rc<Class>, name: &Str) -> bool {
        let slots = self.interner.get("__slots__");
        let own = [class].into_iter().chain(&class.ancestors).filter(|class| !class.is_builtin);
        let mut has_only_slots = class.attrs.get_str(&slots).is_some();
        for class in own {
            match class.attrs.get_str(&slots) {
                None => has_only_slots = false,
                Some(Value::Str(slot)) if slot == *name => return true,
                Some(Value::Str(_)) => {}
                Some(list) => {
                    let names = self.collect(&list).unwrap_or_default();
                    if names.iter().any(|slot| as_str(slot).is_some_and(|slot| slot == *name)) {
                        return true;
                    }
                }
            }
            if !has_only_slots {
                return true;
            }
        }
        !has_only_slots
    }

    pub fn delete_attribute(&mut self, object: &Value, name: &Str) -> Outcome<()> {
        let attrs: Option<Rc<Dict>> = match object {
            Value::Instance(instance) => {
                let class = Rc::clone(&instance.class.borrow());
                if let Some(hook @ Value::Function(_)) = class.lookup(&self.names.delattr) {
                    self.call(&hook, vec![object.clone(), Value::Str(name.clone())])?;
                    return Ok(());
                }
                if let Some(Value::Property(property)) = class.lookup(name) {
                    let delete = property.delete.clone();
                    if delete.is_none() {
                        let message =
                            format!("property '{}' of '{}' object has no deleter", &**name, &**class.name.borrow());
                        return Err(self.attribute_error(message, name));
                    }
                    self.call(&delete, vec![object.clone()])?;
                    return Ok(());
                }
                Some(Rc::clone(&instance.attrs))
            }
            Value::Class(class) if !class.is_builtin => Some(Rc::clone(&class.attrs)),
            Value::Module(module) => Some(Rc::clone(&module.attrs)),
            Value::Function(function) => function.attrs.get().cloned(),
            _ => None,
        };
        match attrs.and_then(|attrs| attrs.remove_str(name)) {
            Some(_) => Ok(()),
            None => Err(self.no_attribute(object, name)),
        }
    }

    /// What a native method is called on: the value of an instance whose class derives from a built-in one.
    pub fn unwrapped(value: &Value) -> Value {
        match value {
            Value::Instance(instance) => match &instance.payload {
                Payload::Value(value) => value.clone(),
                _ => value.clone(),
            },
            other => other.clone(),
        }
    }
}

fn is_method(value: &Value) -> bool {
    match value {
        Value::Function(_) => true,
        Value::Native(native) => is_bindable(native.kind),
        _ => false,
    }
}

/// Whether a native function becomes a method when it is found in a class. (`__new__` is given the class by hand.)
fn is_bindable(kind: NativeKind) -> bool {
    matches!(kind, NativeKind::Method | NativeKind::ObjectMethod)
}

pub fn method(function: Value, this: Value) -> Value {
    Value::Method(Rc::new(Method { function, this }))
}
