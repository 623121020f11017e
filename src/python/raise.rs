//! Exceptions that native code raises, and tracebacks.

use std::{cell::RefCell, fmt::Display, rc::Rc};

use super::{
    call::as_str,
    value::{Class, Exception, Instance, Payload, Str, Value},
    vm::{Raise, Vm, exception_of},
};

/// Filling so much memory takes as long as a call.
const BYTES_PER_CALL: usize = 1024;

/// How often a traceback shows a line that calls itself.
const REPEATED_LINES: usize = 3;

impl Vm {
    /// A new exception of a built-in class.
    pub fn error(&mut self, class: &str, args: Vec<Value>) -> Raise {
        let class = self.builtin_class(class);
        Raise::error(self.new_exception(&class, args))
    }

    pub fn new_exception(&mut self, class: &Rc<Class>, args: Vec<Value>) -> Value {
        let payload = Payload::Exception(Box::new(RefCell::new(Exception::new(args))));
        Value::Instance(Rc::new(Instance { class: RefCell::new(Rc::clone(class)), attrs: Rc::default(), payload }))
    }

    fn error_with(&mut self, class: &str, message: &dyn Display) -> Raise {
        self.error(class, vec![Value::str(message.to_string())])
    }

    pub fn type_error(&mut self, message: impl Display) -> Raise {
        self.error_with("TypeError", &message)
    }

    pub fn value_error(&mut self, message: impl Display) -> Raise {
        self.error_with("ValueError", &message)
    }

    pub fn runtime_error(&mut self, message: impl Display) -> Raise {
        self.error_with("RuntimeError", &message)
    }

    pub fn index_error(&mut self, message: impl Display) -> Raise {
        self.error_with("IndexError", &message)
    }

    pub fn overflow_error(&mut self, message: impl Display) -> Raise {
        self.error_with("OverflowError", &message)
    }

    pub fn zero_division(&mut self, message: impl Display) -> Raise {
        self.error_with("ZeroDivisionError", &message)
    }

    pub fn import_error(&mut self, message: impl Display) -> Raise {
        self.error_with("ImportError", &message)
    }

    pub fn key_error(&mut self, key: &Value) -> Raise {
        self.error("KeyError", vec![key.clone()])
    }

    pub fn stop_iteration(&mut self, value: Value) -> Raise {
        let args = if value.is_none() { Vec::new() } else { vec![value] };
        self.error("StopIteration", args)
    }

    pub fn recursion_error(&mut self) -> Raise {
        self.error_with("RecursionError", &"maximum recursion depth exceeded")
    }

    pub fn memory_error(&mut self) -> Raise {
        self.error("MemoryError", Vec::new())
    }

    pub fn attribute_error(&mut self, message: impl Display, name: &Str) -> Raise {
        let raise = self.error_with("AttributeError", &message);
        let key = self.interner.get("name");
        if let Some(Value::Instance(error)) = raise.as_error() {
            error.attrs.set_str(&key, Value::Str(name.clone()));
        }
        raise
    }

    pub fn name_error(&mut self, name: &Str) -> Raise {
        self.error_with("NameError", &format_args!("name '{}' is not defined", &**name))
    }

    pub fn unbound_local(&mut self, name: &Str) -> Raise {
        let message = format!("cannot access local variable '{}' where it is not associated with a value", &**name);
        self.error_with("UnboundLocalError", &message)
    }

    pub fn unbound_free(&mut self, name: &Str) -> Raise {
        let message = format!(
            "cannot access free variable '{}' where it is not associated with a value in enclosing scope",
            &**name
        );
        self.error_with("NameError", &message)
    }

    /// Fails if the program may not use `bytes` more. Filling them takes time, too.
    pub fn reserve(&mut self, bytes: usize) -> Result<(), Raise> {
        self.spend(bytes / BYTES_PER_CALL);
        if bytes > 4096 && bytes > self.host.free_memory() { Err(self.memory_error()) } else { Ok(()) }
    }

    /// The same for a list or the like of that many values.
    pub fn reserve_values(&mut self, count: usize) -> Result<(), Raise> {
        self.reserve(count.saturating_mul(size_of::<Value>()))
    }

    /// Adds to a text, if there is memory for it.
    pub fn push_text(&mut self, text: &mut String, part: &str) -> Result<(), Raise> {
        self.reserve(text.len() + part.len())?;
        text.push_str(part);
        Ok(())
    }

    pub fn is_instance_of(&mut self, value: &Value, class: &str) -> bool {
        let class = self.builtin_class(class);
        self.class_of(value).is_subclass(&class)
    }

    /// Whether it is an exception of that built-in class.
    pub fn is_raised(&mut self, raise: &Raise, class: &str) -> bool {
        raise.as_error().is_some_and(|error| self.is_instance_of(error, class))
    }

    pub fn warn(&mut self, text: &str) {
        self.host.warn(&format!("{text}\n"));
    }

    /// The name of a class with those of its module and of what it is defined in.
    pub fn full_name(&self, class: &Class) -> String {
        let name = class.qualified_name.borrow().to_string();
        let module = class.lookup(&self.names.module).as_ref().and_then(as_str);
        match module {
            Some(module) if !matches!(module.as_str(), "__main__" | "builtins") => format!("{module}.{name}"),
            _ => name,
        }
    }

    /// The line that names an exception: its class and its text.
    pub fn describe_error(&mut self, error: &Value) -> String {
        let class = self.class_of(error);
        let name = self.full_name(&class);
        let text = self.str_of(error).map_or_else(|_| "<exception str() failed>".to_owned(), |text| text.to_string());
        if text.is_empty() { name } else { format!("{name}: {text}") }
    }

    /// What Python writes about an exception that nobody handled.
    pub fn traceback(&mut self, error: &Value) -> String {
        let mut text = String::new();
        self.write_traceback(error, "", &mut text, 0);
        text
    }

    fn write_traceback(&mut self, error: &Value, indent: &str, text: &mut String, depth: usize) {
        let Some((cause, context, is_suppressed, lines)) = exception_of(error).map(|state| {
            (state.cause.clone(), state.context.clone(), state.suppresses_context, state.traceback.clone())
        }) else {
            return;
        };
        if depth < 10 {
            let (other, link) = match (cause, context) {
                (Some(cause), _) => {
                    (Some(cause), "The above exception was the direct cause of the following exception:")
                }
                (None, Some(context)) if !is_suppressed => {
                    (Some(context), "During handling of the above exception, another exception occurred:")
                }
                _ => (None, ""),
            };
            if let Some(other) = other {
                self.write_traceback(&other, indent, text, depth + 1);
                text.push_str(&format!("{indent}\n{indent}{link}\n{indent}\n"));
            }
        }
        let parts = self.group_parts(error);
        let bar = if parts.is_some() { "  | " } else { "" };
        let edge = if parts.is_some() { "  + " } else { "" };
        if !lines.is_empty() {
            text.push_str(&format!(
                "{indent}{edge}{}Traceback (most recent call last):\n",
                if parts.is_some() { "Exception Group " } else { "" }
            ));
            let lines: Vec<_> = lines.iter().rev().filter(|line| !line.is_library).collect();
            for same in lines.chunk_by(|one, other| one.line == other.line && one.function == other.function) {
                for line in same.iter().take(REPEATED_LINES) {
                    text.push_str(&format!(
                        "{indent}{bar}  File \"<program>\", line {}, in {}\n",
                        line.line, &*line.function
                    ));
                    if let Some(source) = self.host.source_line(line.line) {
                        text.push_str(&format!("{indent}{bar}    {}\n", source.trim()));
                    }
                }
                if let Some(more @ 1..) = same.len().checked_sub(REPEATED_LINES) {
                    let s = if more == 1 { "" } else { "s" };
                    text.push_str(&format!("{indent}{bar}  [Previous line repeated {more} more time{s}]\n"));
                }
            }
        }
        let mut described = self.describe_error(error);
        for note in self.notes(error) {
            described.push('\n');
            described.push_str(&note);
        }
        for line in described.lines() {
            text.push_str(&format!("{indent}{bar}{line}\n"));
        }
        for (index, part) in parts.iter().flatten().enumerate() {
            let first = if index == 0 { "+-" } else { "  " };
            text.push_str(&format!("{indent}  {first}+---------------- {} ----------------\n", index + 1));
            if depth < 10 {
                self.write_traceback(part, &format!("{indent}    | "), text, depth + 1);
            }
        }
        if parts.is_some() {
            text.push_str(&format!("{indent}    +------------------------------------\n"));
        }
    }

    fn notes(&mut self, error: &Value) -> Vec<String> {
        let name = self.interner.get("__notes__");
        let notes = match error {
            Value::Instance(instance) => instance.attrs.get_str(&name),
            _ => None,
        };
        match notes {
            Some(Value::List(notes)) => {
                notes.0.borrow().iter().filter_map(as_str).map(|note| note.to_string()).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The exceptions in an exception group.
    pub fn group_parts(&mut self, error: &Value) -> Option<Vec<Value>> {
        if !self.is_instance_of(error, "BaseExceptionGroup") {
            return None;
        }
        match exception_of(error)?.args.get(1)? {
            Value::List(parts) => Some(parts.0.borrow().clone()),
            Value::Tuple(parts) => Some(parts.to_vec()),
            _ => None,
        }
    }
}
