//! Iterators that are written in Rust, and iteration in general.

use std::{cell::RefCell, rc::Rc};

use super::{
    asyncio::Future,
    code::CodeKind,
    dict::Dict,
    frame::{Generator, GeneratorState},
    release::release,
    set::Set,
    types::Types,
    value::{Class, Deque, List, Range, Str, Tuple, Value, View, ViewKind},
    vm::{Exit, Outcome, Raise, Resume, Vm},
};

pub struct Iter(pub RefCell<IterKind>);

pub enum IterKind {
    /// It has ended.
    Empty,
    List(Rc<List>, usize),
    Tuple(Rc<Tuple>, usize),
    Deque(Rc<Deque>, usize, usize),
    /// By the offset of the next character.
    Str(Str, usize),
    Bytes(Rc<Vec<u8>>, usize),
    Range {
        next: i64,
        left: usize,
        step: i64,
    },
    /// By the place of the next entry; and how many there were at the beginning.
    Dict(Rc<Dict>, ViewKind, usize, usize),
    Set(Rc<Set>, usize, usize),
    /// An object with `__getitem__`.
    Sequence(Value, i64),
    Reversed(Value, usize),
    Enumerate(Value, Value),
    Zip(Vec<Value>, bool),
    Map(Value, Vec<Value>),
    Filter(Value, Value),
    /// `iter(function, sentinel)`.
    Call(Value, Value),
    /// Values that are there already, in reverse order.
    Values(Vec<Value>),
    /// What `await` drives for a future.
    Await {
        future: Rc<Future>,
        is_waiting: bool,
    },
    /// What `anext` of an async generator returns.
    AsyncStep {
        generator: Rc<Generator>,
        send: Value,
        is_begun: bool,
    },
    /// What its `athrow` and `aclose` return.
    AsyncThrow {
        generator: Rc<Generator>,
        error: Value,
        is_close: bool,
    },
    /// Lets the event loop run once.
    YieldOnce {
        is_done: bool,
    },
}

impl Drop for Iter {
    fn drop(&mut self) {
        release(self.0.replace(IterKind::Empty));
    }
}

impl Iter {
    pub fn value(kind: IterKind) -> Value {
        Value::Iter(Rc::new(Self(RefCell::new(kind))))
    }

    pub fn is_awaitable(&self) -> bool {
        let kind = self.0.borrow();
        matches!(
            *kind,
            IterKind::Await { .. }
                | IterKind::AsyncStep { .. }
                | IterKind::AsyncThrow { .. }
                | IterKind::YieldOnce { .. }
        )
    }

    /// The async generator whose step it is.
    pub fn async_generator(&self) -> Option<Rc<Generator>> {
        match &*self.0.borrow() {
            IterKind::AsyncStep { generator, is_begun: true, .. }
            | IterKind::AsyncThrow { generator, error: Value::Unbound, .. } => Some(Rc::clone(generator)),
            _ => None,
        }
    }

    pub fn class<'a>(&self, types: &'a Types) -> &'a Rc<Class> {
        match &*self.0.borrow() {
            IterKind::Enumerate(..) => &types.enumerate,
            IterKind::Zip(..) => &types.zip,
            IterKind::Map(..) => &types.map,
            IterKind::Filter(..) => &types.filter,
            IterKind::Reversed(..) => &types.reversed,
            _ => &types.iterator,
        }
    }
}

impl Vm {
    /// Python's `iter()`.
    pub fn iter(&mut self, value: &Value) -> Outcome {
        let kind = match value {
            Value::List(list) => IterKind::List(Rc::clone(list), 0),
            Value::Tuple(tuple) => IterKind::Tuple(Rc::clone(tuple), 0),
            Value::Deque(deque) => IterKind::Deque(Rc::clone(deque), 0, deque.values.borrow().len()),
            Value::Str(text) => IterKind::Str(text.clone(), 0),
            Value::Bytes(bytes) => IterKind::Bytes(Rc::clone(bytes), 0),
            Value::Range(range) => IterKind::Range { next: range.start, left: range.len(), step: range.step },
            Value::Dict(dict) => IterKind::Dict(Rc::clone(dict), ViewKind::Keys, 0, dict.len()),
            Value::View(view) => {
                let View { dict, kind } = &**view;
                IterKind::Dict(Rc::clone(dict), *kind, 0, dict.len())
            }
            Value::Set(set) => IterKind::Set(Rc::clone(set), 0, set.len()),
            Value::Iter(iter) if !iter.is_awaitable() => return Ok(value.clone()),
            Value::Generator(generator) if generator.kind == CodeKind::Generator => return Ok(value.clone()),
            Value::Future(future) => IterKind::Await { future: Rc::clone(future), is_waiting: false },
            Value::Instance(_) | Value::Class(_) => return self.iter_object(value),
            _ => return Err(self.not_iterable(value)),
        };
        Ok(Iter::value(kind))
    }

    fn not_iterable(&mut self, value: &Value) -> Raise {
        let message = match value {
            Value::Class(_) => "'type' object is not iterable".to_owned(),
            _ => format!("'{}' object is not iterable", self.type_name(value)),
        };
        self.type_error(message)
    }

    fn iter_object(&mut self, value: &Value) -> Outcome {
        if let Some(function) = self.special(value, &self.names.iter.clone()) {
            if matches!(&function, Value::Native(_)) {
                return self.iter(&Self::unwrapped(value));
            }
            let iter = self.call(&function, vec![value.clone()])?;
            let is_iterator = match &iter {
                Value::Instance(_) => self.special(&iter, &self.names.next.clone()).is_some(),
                Value::Iter(_) | Value::Generator(_) => true,
                _ => false,
            };
            if !is_iterator {
                let message = format_args!("iter() returned non-iterator of type '{}'", self.type_name(&iter));
                return Err(self.type_error(message));
            }
            return Ok(iter);
        }
        let inner = Self::unwrapped(value);
        if !matches!(inner, Value::Instance(_) | Value::Class(_)) {
            return self.iter(&inner);
        }
        if self.special(value, &self.names.getitem.clone()).is_some() {
            return Ok(Iter::value(IterKind::Sequence(value.clone(), 0)));
        }
        Err(self.not_iterable(value))
    }

    /// The next value of an iterator; `None` at its end.
    pub fn next(&mut self, iter: &Value) -> Outcome<Option<Value>> {
        // Native code that goes through an iterator is a loop as well.
        self.check_in()?;
        match iter {
            Value::Iter(iter) => self.advance(iter),
            Value::Generator(generator) if generator.kind == CodeKind::Generator => {
                if generator.state.get() == GeneratorState::Finished {
                    return Ok(None);
                }
                match self.resume(generator, Resume::Send(Value::None))? {
                    Exit::Yield(value) => Ok(Some(value)),
                    _ => Ok(None),
                }
            }
            other => match self.next_or_stop(other) {
                Ok(value) => Ok(Some(value)),
                Err(raise) if self.is_raised(&raise, "StopIteration") => Ok(None),
                Err(raise) => Err(raise),
            },
        }
    }

    /// Python's `next()`: raises `StopIteration` at the end.
    pub fn next_or_stop(&mut self, iter: &Value) -> Outcome {
        match iter {
            Value::Generator(generator) if generator.kind == CodeKind::Generator => {
                match self.resume(generator, Resume::Send(Value::None))? {
                    Exit::Yield(value) => Ok(value),
                    Exit::Return(value) => Err(self.stop_iteration(value)),
                    Exit::RunLoop(_) | Exit::Sleep(..) => Err(self.runtime_error("the event loop cannot run here")),
                }
            }
            Value::Iter(inner) => match self.advance(inner)? {
                Some(value) => Ok(value),
                None => Err(self.stop_iteration(Value::None)),
            },
            other => match self.special(other, &self.names.next.clone()) {
                Some(function) => self.call(&function, vec![other.clone()]),
                None => {
                    let message = format_args!("'{}' object is not an iterator", self.type_name(other));
                    Err(self.type_error(message))
                }
            },
        }
    }

    /// All values of an iterable.
    pub fn collect(&mut self, value: &Value) -> Outcome<Vec<Value>> {
        let known = match value {
            Value::List(list) => Some(list.0.borrow().clone()),
            Value::Tuple(tuple) => Some(tuple.to_vec()),
            Value::Set(set) => Some(set.values()),
            _ => None,
        };
        if let Some(values) = known {
            self.spend(values.len() / 16);
            return Ok(values);
        }
        let iter = self.iter(value)?;
        let mut values = Vec::new();
        while let Some(value) = self.next(&iter)? {
            values.push(value);
            if values.len() % 1024 == 0 {
                self.reserve_values(values.len() * 2)?;
            }
        }
        Ok(values)
    }

    pub fn advance(&mut self, iter: &Rc<Iter>) -> Outcome<Option<Value>> {
        let mut kind = iter.0.borrow_mut();
        let next = match &mut *kind {
            IterKind::Empty => None,
            IterKind::List(list, at) => {
                let value = list.0.borrow().get(*at).cloned();
                *at += 1;
                value
            }
            IterKind::Tuple(tuple, at) => {
                let value = tuple.get(*at).cloned();
                *at += 1;
                value
            }
            IterKind::Deque(deque, at, length) => {
                let values = deque.values.borrow();
                if values.len() != *length {
                    drop(values);
                    drop(kind);
                    return Err(self.runtime_error("deque mutated during iteration"));
                }
                let value = values.get(*at).cloned();
                *at += 1;
                value
            }
            IterKind::Str(text, at) => text[*at..].chars().next().map(|character| {
                *at += character.len_utf8();
                Value::str(character.to_string())
            }),
            IterKind::Bytes(bytes, at) => {
                let byte = bytes.get(*at).map(|&byte| Value::Int(i64::from(byte)));
                *at += 1;
                byte
            }
            IterKind::Range { next, left, step } => {
                if *left == 0 {
                    None
                } else {
                    let value = *next;
                    *left -= 1;
                    *next = next.wrapping_add(*step);
                    Some(Value::Int(value))
                }
            }
            IterKind::Dict(dict, what, at, length) => {
                if dict.len() != *length {
                    *length = usize::MAX;
                    drop(kind);
                    return Err(self.runtime_error("dictionary changed size during iteration"));
                }
                dict.next(*at).map(|(next, key, value)| {
                    *at = next;
                    match what {
                        ViewKind::Keys => key,
                        ViewKind::Values => value,
                        ViewKind::Items => Value::tuple(vec![key, value]),
                    }
                })
            }
            IterKind::Set(set, at, length) => {
                if set.len() != *length {
                    *length = usize::MAX;
                    drop(kind);
                    return Err(self.runtime_error("Set changed size during iteration"));
                }
                set.next(*at).map(|(next, value)| {
                    *at = next;
                    value
                })
            }
            IterKind::Values(values) => values.pop(),
            _ => {
                drop(kind);
                // Iterators of iterators can be nested as deep as a program likes.
                let next = self.nested(|vm| vm.advance_calling(iter))?;
                if next.is_none() {
                    *iter.0.borrow_mut() = IterKind::Empty;
                }
                return Ok(next);
            }
        };
        if next.is_none() {
            // An iterator that has ended stays so, and holds nothing.
            let ended = std::mem::replace(&mut *kind, IterKind::Empty);
            drop(kind);
            drop(ended);
        }
        Ok(next)
    }

    /// The iterators that may call the program, which must not find them borrowed.
    fn advance_calling(&mut self, iter: &Rc<Iter>) -> Outcome<Option<Value>> {
        let kind = iter.0.borrow();
        match &*kind {
            IterKind::Sequence(object, index) => {
                let (object, index) = (object.clone(), *index);
                drop(kind);
                *iter.0.borrow_mut() = IterKind::Sequence(object.clone(), index + 1);
                match self.item(&object, &Value::Int(index)) {
                    Ok(value) => Ok(Some(value)),
                    Err(raise) if self.is_raised(&raise, "IndexError") || self.is_raised(&raise, "StopIteration") => {
                        Ok(None)
                    }
                    Err(raise) => Err(raise),
                }
            }
            IterKind::Reversed(object, left) => {
                let (object, left) = (object.clone(), *left);
                drop(kind);
                if left == 0 {
                    return Ok(None);
                }
                *iter.0.borrow_mut() = IterKind::Reversed(object.clone(), left - 1);
                match self.item(&object, &Value::Int(left as i64 - 1)) {
                    Err(raise) if self.is_raised(&raise, "IndexError") => Ok(None),
                    value => value.map(Some),
                }
            }
            IterKind::Enumerate(inner, count) => {
                let (inner, count) = (inner.clone(), count.clone());
                drop(kind);
                let Some(value) = self.next(&inner)? else { return Ok(None) };
                let next = self.binary(super::ast::BinaryOp::Add, &count, &Value::Int(1))?;
                *iter.0.borrow_mut() = IterKind::Enumerate(inner, next);
                Ok(Some(Value::tuple(vec![count, value])))
            }
            IterKind::Zip(iters, is_strict) => {
                let (iters, is_strict) = (iters.clone(), *is_strict);
                drop(kind);
                self.advance_zip(&iters, is_strict)
            }
            IterKind::Map(function, iters) => {
                let (function, iters) = (function.clone(), iters.clone());
                drop(kind);
                let mut args = Vec::with_capacity(iters.len());
                for inner in &iters {
                    match self.next(inner)? {
                        Some(value) => args.push(value),
                        None => return Ok(None),
                    }
                }
                self.call(&function, args).map(Some)
            }
            IterKind::Filter(function, inner) => {
                let (function, inner) = (function.clone(), inner.clone());
                drop(kind);
                while let Some(value) = self.next(&inner)? {
                    let test =
                        if function.is_none() { value.clone() } else { self.call(&function, vec![value.clone()])? };
                    if self.truth(&test)? {
                        return Ok(Some(value));
                    }
                }
                Ok(None)
            }
            IterKind::Call(function, sentinel) => {
                let (function, sentinel) = (function.clone(), sentinel.clone());
                drop(kind);
                let value = self.call(&function, Vec::new())?;
                let is_end = value.is(&sentinel) || self.equal(&value, &sentinel)?;
                Ok(if is_end { None } else { Some(value) })
            }
            // What is awaited outside `await` does as an iterator would.
            IterKind::Await { future, is_waiting } => {
                let (future, is_waiting) = (Rc::clone(future), *is_waiting);
                drop(kind);
                if future.is_done() {
                    let value = future.result(self)?;
                    return Err(self.stop_iteration(value));
                }
                if is_waiting {
                    return Err(self.runtime_error("await wasn't used with future"));
                }
                *iter.0.borrow_mut() = IterKind::Await { future: Rc::clone(&future), is_waiting: true };
                future.is_blocking.set(true);
                Ok(Some(Value::Future(future)))
            }
            _ => Ok(None),
        }
    }

    fn advance_zip(&mut self, iters: &[Value], is_strict: bool) -> Outcome<Option<Value>> {
        let mut values = Vec::with_capacity(iters.len());
        for (index, inner) in iters.iter().enumerate() {
            match self.next(inner)? {
                Some(value) => values.push(value),
                None if !is_strict => return Ok(None),
                None if index > 0 => {
                    let others = if index == 1 { "argument 1".to_owned() } else { format!("arguments 1-{index}") };
                    return Err(self.value_error(format_args!("zip() argument {} is shorter than {others}", index + 1)));
                }
                None => {
                    for (index, inner) in iters.iter().enumerate().skip(1) {
                        if self.next(inner)?.is_some() {
                            let others =
                                if index == 1 { "argument 1".to_owned() } else { format!("arguments 1-{index}") };
                            return Err(
                                self.value_error(format_args!("zip() argument {} is longer than {others}", index + 1))
                            );
                        }
                    }
                    return Ok(None);
                }
            }
        }
        Ok(if values.is_empty() { None } else { Some(Value::tuple(values)) })
    }

    pub fn range(start: i64, stop: i64, step: i64) -> Value {
        Value::Range(Rc::new(Range { start, stop, step }))
    }
}
