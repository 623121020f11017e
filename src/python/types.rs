//! The built-in classes.

use std::{cell::RefCell, rc::Rc};

use super::{
    compile::Interner,
    dict::Dict,
    value::{Class, Layout, Native, NativeFn, NativeKind, Str, Value},
    vm::Vm,
};

macro_rules! types {
    ($($field:ident $name:literal $layout:ident,)*) => {
        /// A field for each class.
        pub struct Types {
            pub object: Rc<Class>,
            $(pub $field: Rc<Class>,)*
        }

        impl Types {
            /// Makes them in a loop: one by one, they would be a hundredth of the WebAssembly module.
            pub fn new(interner: &Interner) -> Self {
                let object = built_in(interner, "object", Vec::new(), Layout::Object);
                let derived = |index: usize| built_in(interner, DERIVED[index].0, vec![Rc::clone(&object)], DERIVED[index].1);
                let [$($field),*] = std::array::from_fn(derived);
                Self { object, $($field),* }
            }

            /// All of them.
            pub fn all(&self) -> impl Iterator<Item = &Rc<Class>> {
                [&self.object, $(&self.$field),*].into_iter()
            }
        }

        /// The names of those that derive from `object`, and what their instances are made of.
        const DERIVED: &[(&str, Layout)] = &[$(($name, Layout::$layout)),*];
    };
}

types! {
    type_ "type" Object,
    none "NoneType" Sealed,
    ellipsis "ellipsis" Sealed,
    not_implemented "NotImplementedType" Sealed,
    int "int" Value,
    bool "bool" Sealed,
    float "float" Value,
    str "str" Value,
    bytes "bytes" Value,
    tuple "tuple" Value,
    list "list" Value,
    dict "dict" Value,
    set "set" Value,
    frozenset "frozenset" Value,
    deque "collections.deque" Value,
    range "range" Sealed,
    slice "slice" Sealed,
    dict_keys "dict_keys" Sealed,
    dict_values "dict_values" Sealed,
    dict_items "dict_items" Sealed,
    function "function" Sealed,
    native "builtin_function_or_method" Sealed,
    method "method" Sealed,
    property "property" Value,
    staticmethod "staticmethod" Value,
    classmethod "classmethod" Value,
    super_ "super" Sealed,
    module "module" Sealed,
    generator "generator" Sealed,
    coroutine "coroutine" Sealed,
    async_generator "async_generator" Sealed,
    iterator "iterator" Sealed,
    enumerate "enumerate" Sealed,
    zip "zip" Sealed,
    map "map" Sealed,
    filter "filter" Sealed,
    reversed "reversed" Sealed,
    future "Future" Sealed,
    task "Task" Sealed,
    handle "Handle" Sealed,
    timer_handle "TimerHandle" Sealed,
    cell "cell" Sealed,
    code "code" Sealed,
    random "Random" Random,
}

pub fn built_in(interner: &Interner, name: &str, bases: Vec<Rc<Class>>, layout: Layout) -> Rc<Class> {
    let short = interner.get(name.rsplit('.').next().unwrap_or(name));
    let ancestors = bases.iter().flat_map(|base| std::iter::once(base).chain(&base.ancestors)).cloned().collect();
    Rc::new(Class {
        name: RefCell::new(short.clone()),
        qualified_name: RefCell::new(short),
        bases,
        ancestors,
        attrs: Rc::new(Dict::default()),
        meta: None,
        layout,
        native: None,
        is_builtin: true,
    })
}

/// The built-in exceptions, each after the one it derives from.
const EXCEPTIONS: &[(&str, &str)] = &[
    ("BaseException", ""),
    ("Exception", "BaseException"),
    ("GeneratorExit", "BaseException"),
    ("KeyboardInterrupt", "BaseException"),
    ("SystemExit", "BaseException"),
    ("BaseExceptionGroup", "BaseException"),
    ("ArithmeticError", "Exception"),
    ("FloatingPointError", "ArithmeticError"),
    ("OverflowError", "ArithmeticError"),
    ("ZeroDivisionError", "ArithmeticError"),
    ("AssertionError", "Exception"),
    ("AttributeError", "Exception"),
    ("BufferError", "Exception"),
    ("EOFError", "Exception"),
    ("ImportError", "Exception"),
    ("ModuleNotFoundError", "ImportError"),
    ("LookupError", "Exception"),
    ("IndexError", "LookupError"),
    ("KeyError", "LookupError"),
    ("MemoryError", "Exception"),
    ("NameError", "Exception"),
    ("UnboundLocalError", "NameError"),
    ("OSError", "Exception"),
    ("BlockingIOError", "OSError"),
    ("ChildProcessError", "OSError"),
    ("ConnectionError", "OSError"),
    ("BrokenPipeError", "ConnectionError"),
    ("ConnectionAbortedError", "ConnectionError"),
    ("ConnectionRefusedError", "ConnectionError"),
    ("ConnectionResetError", "ConnectionError"),
    ("FileExistsError", "OSError"),
    ("FileNotFoundError", "OSError"),
    ("InterruptedError", "OSError"),
    ("IsADirectoryError", "OSError"),
    ("NotADirectoryError", "OSError"),
    ("PermissionError", "OSError"),
    ("ProcessLookupError", "OSError"),
    ("TimeoutError", "OSError"),
    ("ReferenceError", "Exception"),
    ("RuntimeError", "Exception"),
    ("NotImplementedError", "RuntimeError"),
    ("PythonFinalizationError", "RuntimeError"),
    ("RecursionError", "RuntimeError"),
    ("StopAsyncIteration", "Exception"),
    ("StopIteration", "Exception"),
    ("SyntaxError", "Exception"),
    ("IndentationError", "SyntaxError"),
    ("TabError", "IndentationError"),
    ("SystemError", "Exception"),
    ("TypeError", "Exception"),
    ("ValueError", "Exception"),
    ("UnicodeError", "ValueError"),
    ("UnicodeDecodeError", "UnicodeError"),
    ("UnicodeEncodeError", "UnicodeError"),
    ("Warning", "Exception"),
    ("BytesWarning", "Warning"),
    ("DeprecationWarning", "Warning"),
    ("FutureWarning", "Warning"),
    ("ImportWarning", "Warning"),
    ("PendingDeprecationWarning", "Warning"),
    ("ResourceWarning", "Warning"),
    ("RuntimeWarning", "Warning"),
    ("SyntaxWarning", "Warning"),
    ("UnicodeWarning", "Warning"),
    ("UserWarning", "Warning"),
];

impl Vm {
    /// Puts the exceptions into the built-in names.
    pub fn install_exceptions(&mut self) {
        for &(name, base) in EXCEPTIONS {
            let base = if base.is_empty() { Rc::clone(&self.types.object) } else { self.builtin_class(base) };
            let class = built_in(&self.interner, name, vec![base], Layout::Exception);
            let name = self.interner.get(name);
            self.builtins.set_str(&name, Value::Class(class));
        }
        let bases = vec![self.builtin_class("BaseExceptionGroup"), self.builtin_class("Exception")];
        let group = Rc::new(Class {
            name: RefCell::new(self.interner.get("ExceptionGroup")),
            qualified_name: RefCell::new(self.interner.get("ExceptionGroup")),
            ancestors: vec![
                Rc::clone(&bases[0]),
                Rc::clone(&bases[1]),
                self.builtin_class("BaseException"),
                Rc::clone(&self.types.object),
            ],
            bases,
            attrs: Rc::default(),
            meta: None,
            layout: Layout::Exception,
            native: None,
            is_builtin: true,
        });
        let name = self.interner.get("ExceptionGroup");
        self.builtins.set_str(&name, Value::Class(group));
        // These belong to asyncio. No program can name them so.
        for (name, base) in [("CancelledError", "BaseException"), ("InvalidStateError", "Exception")] {
            let base = self.builtin_class(base);
            let class = built_in(&self.interner, name, vec![base], Layout::Exception);
            class.attrs.set_str(&self.names.module, Value::str("asyncio.exceptions"));
            let name = self.interner.get(&format!(".{name}"));
            self.builtins.set_str(&name, Value::Class(class));
        }
        // Older names for the same.
        let os_error = Value::Class(self.builtin_class("OSError"));
        for alias in ["IOError", "EnvironmentError"] {
            let alias = self.interner.get(alias);
            self.builtins.set_str(&alias, os_error.clone());
        }
    }

    /// A class among the built-in names.
    pub fn builtin_class(&mut self, name: &str) -> Rc<Class> {
        let found = [name, &format!(".{name}")].into_iter().find_map(|name| {
            let name = self.interner.get(name);
            self.builtins.get_str(&name)
        });
        match found {
            Some(Value::Class(class)) => class,
            _ => Rc::clone(&self.types.object),
        }
    }

    pub fn add_natives(&mut self, namespace: &Dict, kind: NativeKind, natives: &[(&'static str, NativeFn)]) {
        for &(name, call) in natives {
            let key: Str = self.interner.get(name);
            namespace.set_str(&key, Value::Native(Rc::new(Native { name, call, kind })));
        }
    }

    /// The class of a value.
    pub fn class_of(&self, value: &Value) -> Rc<Class> {
        let types = &self.types;
        Rc::clone(match value {
            Value::Unbound | Value::None => &types.none,
            Value::Ellipsis => &types.ellipsis,
            Value::NotImplemented => &types.not_implemented,
            Value::Bool(_) => &types.bool,
            Value::Int(_) | Value::Big(_) => &types.int,
            Value::Float(_) => &types.float,
            Value::Str(_) => &types.str,
            Value::Bytes(_) => &types.bytes,
            Value::Tuple(_) => &types.tuple,
            Value::List(_) => &types.list,
            Value::Deque(_) => &types.deque,
            Value::Dict(_) => &types.dict,
            Value::View(view) => match view.kind {
                super::value::ViewKind::Keys => &types.dict_keys,
                super::value::ViewKind::Values => &types.dict_values,
                super::value::ViewKind::Items => &types.dict_items,
            },
            Value::Set(set) => {
                if set.is_frozen {
                    &types.frozenset
                } else {
                    &types.set
                }
            }
            Value::Range(_) => &types.range,
            Value::Slice(_) => &types.slice,
            Value::Function(_) => &types.function,
            Value::Native(_) => &types.native,
            Value::Method(method) => {
                if matches!(method.function, Value::Native(_)) {
                    &types.native
                } else {
                    &types.method
                }
            }
            Value::Property(_) => &types.property,
            Value::StaticMethod(_) => &types.staticmethod,
            Value::ClassMethod(_) => &types.classmethod,
            Value::Super(_) => &types.super_,
            Value::Class(class) => class.meta.as_ref().unwrap_or(&types.type_),
            Value::Instance(instance) => return Rc::clone(&instance.class.borrow()),
            Value::Module(_) => &types.module,
            Value::Generator(generator) => match generator.kind {
                super::code::CodeKind::Coroutine => &types.coroutine,
                super::code::CodeKind::AsyncGenerator => &types.async_generator,
                _ => &types.generator,
            },
            Value::Iter(iter) => iter.class(types),
            Value::Future(future) => {
                if future.is_task() {
                    &types.task
                } else {
                    &types.future
                }
            }
            Value::Handle(handle) => {
                if handle.is_timer() {
                    &types.timer_handle
                } else {
                    &types.handle
                }
            }
            Value::Cell(_) => &types.cell,
            Value::Code(_) => &types.code,
        })
    }

    pub fn type_name(&self, value: &Value) -> Str {
        self.class_of(value).name.borrow().clone()
    }
}
