//! The instructions that are less frequent than those in [`super::vm`].

use std::rc::Rc;

use super::{
    attributes::method,
    call::as_str,
    code::{Code, CodeKind, Op},
    dict::Dict,
    frame::{Frame, Generator, GeneratorState, Resumed, Try},
    iter::{Iter, IterKind},
    set::Set,
    value::{Function, Str, Super, Text, Value},
    vm::{Exit, Flow, Outcome, Raise, Resume, Vm, exception_of, pop},
};

impl Vm {
    #[expect(clippy::too_many_lines, reason = "one arm for each instruction")]
    pub fn rare_op(&mut self, frame: &mut Frame, code: &Rc<Code>, op: Op) -> Outcome<()> {
        let name = |index: u32| &code.names[index as usize];
        match op {
            Op::DeleteFast(slot) => {
                if std::mem::take(&mut frame.stack[slot as usize]).is_unbound() {
                    return Err(self.unbound_local(&code.locals[slot as usize]));
                }
                self.settle_abandoned();
            }
            Op::LoadCell(cell) => {
                let value = frame.cells[cell as usize].0.borrow().clone();
                if value.is_unbound() {
                    let name = &code.cells[cell as usize];
                    let is_own = (cell as usize) < code.own_cells;
                    return Err(if is_own { self.unbound_local(name) } else { self.unbound_free(name) });
                }
                frame.stack.push(value);
            }
            Op::StoreCell(cell) => {
                let value = pop(frame);
                frame.cells[cell as usize].0.replace(value);
            }
            Op::DeleteCell(cell) => {
                frame.cells[cell as usize].0.take();
            }
            Op::LoadClosure(cell) => {
                let cell = Rc::clone(&frame.cells[cell as usize]);
                frame.stack.push(Value::Cell(cell));
            }
            Op::FreshCell(cell) => frame.cells[cell as usize] = Rc::default(),
            Op::DeleteGlobal(index) => {
                if frame.globals.remove_str(name(index)).is_none() {
                    return Err(self.name_error(name(index)));
                }
                self.settle_abandoned();
            }
            Op::LoadName(index) | Op::LoadNameOrCell(index, _) => {
                let found = frame.namespace.as_ref().and_then(|namespace| namespace.get_str(name(index)));
                let value = match (found, op) {
                    (Some(value), _) => value,
                    (None, Op::LoadNameOrCell(_, cell)) => match frame.cells[cell as usize].0.borrow().clone() {
                        Value::Unbound => return Err(self.unbound_free(name(index))),
                        value => value,
                    },
                    _ => self.global(frame, name(index))?,
                };
                frame.stack.push(value);
            }
            Op::StoreName(index) => {
                let value = pop(frame);
                if let Some(namespace) = &frame.namespace {
                    namespace.set_str(name(index), value);
                }
            }
            Op::DeleteName(index) => {
                let removed = frame.namespace.as_ref().and_then(|namespace| namespace.remove_str(name(index)));
                if removed.is_none() {
                    return Err(self.name_error(name(index)));
                }
            }
            Op::StoreAttr(index) => {
                let object = pop(frame);
                let value = pop(frame);
                self.set_attribute(&object, name(index), value)?;
                self.settle_abandoned();
            }
            Op::DeleteAttr(index) => {
                let object = pop(frame);
                self.delete_attribute(&object, name(index))?;
            }
            Op::LoadContextMethod(index) => {
                let object = pop(frame);
                let found = self.context_method(&object, name(index))?;
                frame.stack.push(found);
            }
            Op::StoreItem => {
                let index = pop(frame);
                let object = pop(frame);
                let value = pop(frame);
                self.set_item(&object, index, value)?;
            }
            Op::DeleteItem => {
                let index = pop(frame);
                let object = pop(frame);
                self.delete_item(&object, &index)?;
                self.settle_abandoned();
            }
            Op::Unary(operator) => {
                let operand = pop(frame);
                let value = self.unary(operator, &operand)?;
                frame.stack.push(value);
            }
            Op::Not => {
                let operand = pop(frame);
                let value = !self.truth(&operand)?;
                frame.stack.push(Value::Bool(value));
            }
            Op::GetIter => {
                let value = pop(frame);
                let iter = self.iter(&value)?;
                frame.stack.push(iter);
            }
            Op::BuildTuple(count) => {
                let values = frame.stack.split_off(frame.stack.len() - count as usize);
                frame.stack.push(Value::tuple(values));
            }
            Op::BuildList(count) => {
                let values = frame.stack.split_off(frame.stack.len() - count as usize);
                frame.stack.push(Value::list(values));
            }
            Op::BuildSet(_) => frame.stack.push(Value::Set(Rc::new(Set::new(false)))),
            Op::BuildDict(count) => {
                let values = frame.stack.split_off(frame.stack.len() - 2 * count as usize);
                let dict = Dict::default();
                let mut values = values.into_iter();
                while let (Some(key), Some(value)) = (values.next(), values.next()) {
                    dict.set(self, key, value)?;
                }
                frame.stack.push(Value::Dict(Rc::new(dict)));
            }
            Op::BuildString(count) => {
                let parts = frame.stack.split_off(frame.stack.len() - count as usize);
                let text: String = parts
                    .iter()
                    .filter_map(|part| if let Value::Str(text) = part { Some(&***text) } else { None })
                    .collect();
                self.reserve(text.len())?;
                frame.stack.push(Value::str(text));
            }
            Op::BuildSlice(count) => {
                let step = if count == 3 { pop(frame) } else { Value::None };
                let stop = pop(frame);
                let start = pop(frame);
                frame.stack.push(Value::Slice(Rc::new([start, stop, step])));
            }
            Op::ListAppend(depth) => {
                let value = pop(frame);
                if let Value::List(list) = &frame.stack[frame.stack.len() - depth as usize] {
                    list.0.borrow_mut().push(value);
                }
            }
            Op::SetAdd(depth) => {
                let value = pop(frame);
                if let Value::Set(set) = &frame.stack[frame.stack.len() - depth as usize] {
                    Rc::clone(set).add(self, value)?;
                }
            }
            Op::DictInsert(depth) => {
                let value = pop(frame);
                let key = pop(frame);
                if let Value::Dict(dict) = &frame.stack[frame.stack.len() - depth as usize] {
                    Rc::clone(dict).set(self, key, value)?;
                }
            }
            Op::ListExtend | Op::ArgsExtend => {
                let values = pop(frame);
                let function = frame.stack.iter().rev().nth(1).filter(|_| op == Op::ArgsExtend).cloned();
                let values =
                    self.collect(&values).map_err(|raise| self.not_unpackable(raise, &values, function.as_ref()))?;
                if let Some(Value::List(list)) = frame.stack.last() {
                    list.0.borrow_mut().extend(values);
                }
            }
            Op::SetUpdate => {
                let values = pop(frame);
                let Some(Value::Set(set)) = frame.stack.last().cloned() else { return Ok(()) };
                if let Value::Set(other) = &values {
                    return set.merge(self, other);
                }
                for value in self.collect(&values)? {
                    set.add(self, value)?;
                }
            }
            Op::DictUpdate | Op::DictMerge => {
                let mapping = pop(frame);
                let is_mapping = matches!(mapping, Value::Dict(_) | Value::Instance(_));
                if op == Op::DictMerge && !is_mapping {
                    let function = self.call_name(frame.stack.iter().rev().nth(2));
                    return Err(self.type_error(format_args!(
                        "{function} argument after ** must be a mapping, not {}",
                        self.type_name(&mapping)
                    )));
                }
                if !is_mapping {
                    return Err(self.type_error(format_args!("'{}' object is not a mapping", self.type_name(&mapping))));
                }
                let pairs = self.mapping_pairs(&mapping)?;
                let Some(Value::Dict(dict)) = frame.stack.last().cloned() else { return Ok(()) };
                for (key, value) in pairs {
                    if op == Op::DictMerge && dict.get(self, &key)?.is_some() {
                        let key = as_str(&key).map(|key| key.to_string()).unwrap_or_default();
                        let function = self.call_name(frame.stack.iter().rev().nth(2));
                        return Err(self
                            .type_error(format_args!("{function} got multiple values for keyword argument '{key}'")));
                    }
                    dict.set(self, key, value)?;
                }
            }
            Op::ListToTuple => {
                let values = match pop(frame) {
                    Value::List(list) => list.0.take(),
                    _ => Vec::new(),
                };
                frame.stack.push(Value::tuple(values));
            }
            Op::Format(conversion, has_spec) => {
                let spec = if has_spec { pop(frame) } else { Value::Unbound };
                let value = pop(frame);
                let text = self.format_field(&value, conversion, &spec)?;
                frame.stack.push(Value::Str(text));
            }
            Op::Unpack(count) => {
                let value = pop(frame);
                self.unpack(frame, &value, count as usize)?;
            }
            Op::UnpackStar(before, after) => {
                let value = pop(frame);
                self.unpack_star(frame, &value, before as usize, after as usize)?;
            }
            Op::MakeFunction(index) => self.make_function(frame, code, index),
            Op::BuildSuper => {
                let this = pop(frame);
                let Value::Class(class) = pop(frame) else { return Err(self.runtime_error("super(): no class")) };
                frame.stack.push(Value::Super(Rc::new(Super { class, this })));
            }
            Op::GetAwaitable => {
                let value = pop(frame);
                let iter = self.awaitable(&value)?;
                frame.stack.push(iter);
            }
            Op::GetYieldFrom => {
                let value = pop(frame);
                let iter = if matches!(value, Value::Generator(_)) { value } else { self.iter(&value)? };
                frame.stack.push(iter);
            }
            Op::GetAsyncIter => {
                let value = pop(frame);
                let iter = self.async_iter(&value)?;
                frame.stack.push(iter);
            }
            Op::GetAsyncNext => {
                let value = frame.stack.last().cloned().unwrap_or_default();
                let next = self.async_next(&value)?;
                let next = self.awaitable(&next)?;
                frame.stack.push(next);
            }
            Op::EndAsyncFor(end) => self.end_async_for(frame, end)?,
            Op::SetupTry(handler) | Op::SetupWith(handler) => {
                let result = u32::from(matches!(op, Op::SetupWith(_)));
                let depth = frame.stack.len() as u32 - result;
                let handled = (self.handled.len() - frame.handled_base) as u32;
                frame.tries.push(Try { handler, depth, handled });
            }
            Op::PopTry => {
                frame.tries.pop();
            }
            Op::LoadHandled => {
                let error = self.handled.last().cloned().unwrap_or(Value::None);
                frame.stack.push(error);
            }
            Op::PopHandled => {
                self.handled.pop();
            }
            Op::MatchException => {
                let classes = pop(frame);
                let error = self.handled.last().cloned().unwrap_or(Value::None);
                let matches = self.matches_classes(&error, &classes)?;
                frame.stack.push(Value::Bool(matches));
            }
            Op::MatchGroup => self.match_group(frame)?,
            Op::RaiseGroup => self.raise_group(frame)?,
            Op::Raise(count) => {
                let cause = if count == 2 { Some(pop(frame)) } else { None };
                let error = if count >= 1 { Some(pop(frame)) } else { None };
                return Err(self.raise(error, cause));
            }
            Op::RaiseAssertion(has_message) => {
                let args = if has_message { vec![pop(frame)] } else { Vec::new() };
                return Err(self.error("AssertionError", args));
            }
            Op::Import(index) => {
                let module = self.import(name(index))?;
                frame.stack.push(module);
            }
            Op::ImportFrom(index) => {
                let module = frame.stack.last().cloned().unwrap_or_default();
                let value = self.import_from(&module, name(index))?;
                frame.stack.push(value);
            }
            Op::MatchSequence(least, has_star) => {
                let subject = Self::unwrapped(&pop(frame));
                let length = match &subject {
                    Value::List(list) => Some(list.0.borrow().len()),
                    Value::Tuple(tuple) => Some(tuple.len()),
                    Value::Deque(deque) => Some(deque.values.borrow().len()),
                    Value::Range(range) => Some(range.len()),
                    _ => None,
                };
                let least = least as usize;
                let matches = length.is_some_and(|length| if has_star { length >= least } else { length == least });
                frame.stack.push(Value::Bool(matches));
            }
            Op::MatchMapping => {
                let subject = Self::unwrapped(&pop(frame));
                frame.stack.push(Value::Bool(matches!(subject, Value::Dict(_))));
            }
            Op::MatchKeys => {
                let keys = pop(frame);
                let subject = Self::unwrapped(&pop(frame));
                let found = self.match_keys(&subject, &keys)?;
                frame.stack.push(found);
            }
            Op::MatchClass(positional) => {
                let names = pop(frame);
                let class = pop(frame);
                let subject = pop(frame);
                let found = self.match_class(&subject, &class, &names, positional as usize)?;
                frame.stack.push(found);
            }
            _ => {}
        }
        Ok(())
    }

    pub fn global(&mut self, frame: &Frame, name: &Str) -> Outcome {
        match frame.globals.get_str(name).or_else(|| self.builtins.get_str(name)) {
            Some(value) => Ok(value),
            None => Err(self.name_error(name)),
        }
    }

    fn make_function(&mut self, frame: &mut Frame, code: &Code, index: u32) {
        let cells = match pop(frame) {
            Value::Tuple(cells) => cells
                .iter()
                .filter_map(|cell| if let Value::Cell(cell) = cell { Some(Rc::clone(cell)) } else { None })
                .collect(),
            _ => Vec::new(),
        };
        let keyword_defaults = match pop(frame) {
            Value::Dict(defaults) if defaults.len() > 0 => Some(defaults),
            _ => None,
        };
        let defaults = match pop(frame) {
            Value::Tuple(defaults) => defaults.to_vec(),
            _ => Vec::new(),
        };
        let Value::Code(body) = &code.constants[index as usize] else { return };
        let function = Function {
            code: Rc::clone(body),
            globals: Rc::clone(&frame.globals),
            defaults: defaults.into(),
            keyword_defaults,
            cells,
            name: body.name.clone().into(),
            qualified_name: body.qualified_name.clone().into(),
            attrs: std::cell::OnceCell::new(),
        };
        frame.stack.push(Value::Function(Rc::new(function)));
    }

    fn context_method(&mut self, object: &Value, name: &Str) -> Outcome {
        let class = self.class_of(object);
        if let Some(function) = class.lookup(name) {
            return Ok(method(function, object.clone()));
        }
        let is_async = name.starts_with("__a");
        let sync_name = self.interner.get(&name.replace("__a", "__"));
        let async_name = self.interner.get(&name.replacen("__", "__a", 1));
        let (protocol, other, name_there, hint) = if is_async {
            ("asynchronous context manager", "context manager", sync_name, "with")
        } else {
            ("context manager", "asynchronous context manager", async_name, "async with")
        };
        let hint = if class.lookup(&name_there).is_some() {
            format!(" but it supports the {other} protocol. Did you mean to use '{hint}'?")
        } else {
            String::new()
        };
        let class = self.full_name(&class);
        let message =
            format_args!("'{class}' object does not support the {protocol} protocol (missed {name} method){hint}");
        Err(self.type_error(message))
    }

    /// What a call names the function that it calls, in messages.
    fn call_name(&self, function: Option<&Value>) -> String {
        match function {
            Some(Value::Function(function)) => {
                let module = function.globals.get_str(&self.names.name).as_ref().and_then(as_str);
                format!("{}.{}()", module.unwrap_or_else(|| Text::new("?")), function.qualified_name.borrow())
            }
            Some(Value::Native(native)) => format!("{}()", native.name),
            Some(other) => format!("{} object", self.type_name(other)),
            None => String::new(),
        }
    }

    fn not_unpackable(&mut self, raise: Raise, value: &Value, function: Option<&Value>) -> Raise {
        let is_iterable = !self.is_raised(&raise, "TypeError");
        if is_iterable || self.iter(value).is_ok() {
            return raise;
        }
        let what =
            if function.is_some() { format!("{} argument", self.call_name(function)) } else { "Value".to_owned() };
        let message = format_args!("{what} after * must be an iterable, not {}", self.type_name(value));
        self.type_error(message)
    }

    fn unpack(&mut self, frame: &mut Frame, value: &Value, count: usize) -> Outcome<()> {
        if let Value::Tuple(values) = value
            && values.len() == count
        {
            frame.stack.extend(values.iter().rev().cloned());
            return Ok(());
        }
        let iter = self.iter(value).map_err(|raise| self.cannot_unpack(raise, value))?;
        let mut values = Vec::with_capacity(count);
        while values.len() <= count {
            match self.next(&iter)? {
                Some(value) => values.push(value),
                None => break,
            }
        }
        if values.len() > count {
            let got = match value {
                Value::List(_) | Value::Tuple(_) | Value::Dict(_) => format!(", got {}", self.length(value)?),
                _ => String::new(),
            };
            return Err(self.value_error(format_args!("too many values to unpack (expected {count}{got})")));
        }
        if values.len() < count {
            let got = values.len();
            return Err(self.value_error(format_args!("not enough values to unpack (expected {count}, got {got})")));
        }
        frame.stack.extend(values.into_iter().rev());
        Ok(())
    }

    fn cannot_unpack(&mut self, raise: Raise, value: &Value) -> Raise {
        if matches!(value, Value::Instance(_)) {
            return raise;
        }
        let message = format_args!("cannot unpack non-iterable {} object", self.type_name(value));
        self.type_error(message)
    }

    fn unpack_star(&mut self, frame: &mut Frame, value: &Value, before: usize, after: usize) -> Outcome<()> {
        let mut values = self.collect(value).map_err(|raise| self.cannot_unpack(raise, value))?;
        if values.len() < before + after {
            let got = values.len();
            return Err(self.value_error(format_args!(
                "not enough values to unpack (expected at least {}, got {got})",
                before + after
            )));
        }
        let last = values.split_off(values.len() - after);
        let middle = values.split_off(before);
        frame.stack.extend(last.into_iter().rev());
        frame.stack.push(Value::list(middle));
        frame.stack.extend(values.into_iter().rev());
        Ok(())
    }

    // Generators

    /// Takes the next value for a loop; returns the frame of a generator that makes it.
    pub fn for_iter(&mut self, frame: &mut Frame, end: u32) -> Outcome<Option<Box<Frame>>> {
        let iter = frame.stack.last().cloned().unwrap_or_default();
        if let Value::Generator(generator) = &iter
            && generator.kind == CodeKind::Generator
        {
            if generator.state.get() == GeneratorState::Finished {
                frame.stack.pop();
                frame.at = end as usize;
                return Ok(None);
            }
            return self.take_frame(generator, Value::None, Resumed::ForIter).map(Some);
        }
        match self.next(&iter)? {
            Some(value) => frame.stack.push(value),
            None => {
                frame.stack.pop();
                frame.at = end as usize;
                self.settle_abandoned();
            }
        }
        Ok(None)
    }

    /// Drives what is awaited one step further.
    pub fn send(&mut self, frame: &mut Frame) -> Outcome<Flow> {
        let value = pop(frame);
        let iter = frame.stack.last().cloned().unwrap_or_default();
        let result = match &iter {
            Value::Generator(generator) => {
                let inner = self.take_frame(generator, value, Resumed::Send)?;
                return Ok(Flow::Enter(inner));
            }
            Value::Iter(inner) => match self.send_to_iter(inner, value)? {
                Sent::Enter(inner) => return Ok(Flow::Enter(inner)),
                Sent::Yield(value) => Err(value),
                Sent::Return(value) => Ok(value),
            },
            other => self.send_to_object(other, value)?,
        };
        match result {
            Ok(value) => {
                frame.stack.pop();
                frame.stack.push(value);
                Ok(Flow::Next)
            }
            Err(yielded) => {
                frame.at -= 1;
                Ok(Flow::Yield(yielded, false))
            }
        }
    }

    fn send_to_iter(&mut self, iter: &Rc<Iter>, value: Value) -> Outcome<Sent> {
        let kind = iter.0.borrow();
        match &*kind {
            IterKind::Await { future, is_waiting } => {
                let (future, is_waiting) = (Rc::clone(future), *is_waiting);
                drop(kind);
                if future.is_done() {
                    return future.result(self).map(Sent::Return);
                }
                if is_waiting {
                    return Err(self.runtime_error("await wasn't used with future"));
                }
                *iter.0.borrow_mut() = IterKind::Await { future: Rc::clone(&future), is_waiting: true };
                future.is_blocking.set(true);
                Ok(Sent::Yield(Value::Future(future)))
            }
            IterKind::AsyncStep { generator, send, is_begun } => {
                let (generator, first, is_begun) = (Rc::clone(generator), send.clone(), *is_begun);
                drop(kind);
                if is_begun {
                    return self.take_frame(&generator, value, Resumed::Send).map(Sent::Enter);
                }
                *iter.0.borrow_mut() =
                    IterKind::AsyncStep { generator: Rc::clone(&generator), send: Value::None, is_begun: true };
                self.begin_async_step(&generator, first).map(Sent::Enter)
            }
            IterKind::AsyncThrow { generator, error, is_close } => {
                let (generator, error, is_close) = (Rc::clone(generator), error.clone(), *is_close);
                drop(kind);
                self.async_throw(iter, &generator, error, is_close, value)
            }
            IterKind::YieldOnce { is_done } => {
                let is_done = *is_done;
                drop(kind);
                if is_done {
                    return Ok(Sent::Return(Value::None));
                }
                *iter.0.borrow_mut() = IterKind::YieldOnce { is_done: true };
                Ok(Sent::Yield(Value::None))
            }
            _ => {
                drop(kind);
                Ok(match self.advance(iter)? {
                    Some(value) => Sent::Yield(value),
                    None => Sent::Return(Value::None),
                })
            }
        }
    }

    fn begin_async_step(&mut self, generator: &Rc<Generator>, first: Value) -> Outcome<Box<Frame>> {
        if generator.state.get() == GeneratorState::Finished {
            return Err(self.error("StopAsyncIteration", Vec::new()));
        }
        if generator.state.get() == GeneratorState::Running {
            return Err(self.runtime_error("anext(): asynchronous generator is already running"));
        }
        self.know_async_generator(generator);
        self.take_frame(generator, first, Resumed::Send)
    }

    /// An `aclose` or `athrow`. The step itself is run from here; what it awaits is yielded on.
    fn async_throw(
        &mut self,
        iter: &Rc<Iter>,
        generator: &Rc<Generator>,
        error: Value,
        is_close: bool,
        value: Value,
    ) -> Outcome<Sent> {
        let is_begun = error.is_unbound();
        if !is_begun && is_close && matches!(generator.state.get(), GeneratorState::Created | GeneratorState::Finished)
        {
            generator.state.set(GeneratorState::Finished);
            generator.frame.take();
            return Ok(Sent::Return(Value::None));
        }
        *iter.0.borrow_mut() =
            IterKind::AsyncThrow { generator: Rc::clone(generator), error: Value::Unbound, is_close };
        let resume = if is_begun { Resume::Send(value) } else { Resume::Throw(Raise::error(error)) };
        match self.resume(generator, resume) {
            Ok(Exit::Yield(awaited)) => Ok(Sent::Yield(awaited)),
            Ok(Exit::Return(value)) => {
                let is_over = generator.state.get() == GeneratorState::Finished;
                match (is_close, is_over) {
                    (true, true) => Ok(Sent::Return(Value::None)),
                    (true, false) => Err(self.runtime_error("async generator ignored GeneratorExit")),
                    (false, true) => Err(self.error("StopAsyncIteration", Vec::new())),
                    (false, false) => Ok(Sent::Return(value)),
                }
            }
            Ok(Exit::RunLoop(_) | Exit::Sleep(..)) => Err(self.runtime_error("the event loop cannot run here")),
            Err(raise)
                if is_close
                    && (self.is_raised(&raise, "GeneratorExit") || self.is_raised(&raise, "StopAsyncIteration")) =>
            {
                Ok(Sent::Return(Value::None))
            }
            Err(raise) => Err(raise),
        }
    }

    /// Sends to an iterator that is written in Python. `Err` is what it yields.
    fn send_to_object(&mut self, object: &Value, value: Value) -> Outcome<Result<Value, Value>> {
        let next = if value.is_none() {
            self.next_or_stop(object)
        } else {
            let send = self.interner.get("send");
            let function = self.attribute(object, &send)?;
            self.call(&function, vec![value])
        };
        match next {
            Ok(value) => Ok(Err(value)),
            Err(raise) if self.is_raised(&raise, "StopIteration") => {
                let value = raise.as_error().and_then(exception_of).and_then(|state| state.args.first().cloned());
                Ok(Ok(value.unwrap_or(Value::None)))
            }
            Err(raise) => Err(raise),
        }
    }

    fn end_async_for(&mut self, frame: &mut Frame, end: u32) -> Outcome<()> {
        let error = self.handled.pop().unwrap_or(Value::None);
        if !self.is_instance_of(&error, "StopAsyncIteration") {
            return Err(Raise::error(error));
        }
        frame.stack.pop();
        frame.at = end as usize;
        Ok(())
    }

    /// What `await` drives.
    pub fn awaitable(&mut self, value: &Value) -> Outcome {
        match value {
            Value::Generator(generator) if generator.kind == CodeKind::Coroutine => {
                if generator.awaited().is_some() {
                    return Err(self.runtime_error("coroutine is being awaited already"));
                }
                Ok(value.clone())
            }
            Value::Future(future) => Ok(Iter::value(IterKind::Await { future: Rc::clone(future), is_waiting: false })),
            Value::Iter(iter) if iter.is_awaitable() => Ok(value.clone()),
            _ => {
                let name = self.interner.get("__await__");
                match self.class_of(value).lookup(&name) {
                    Some(function) => {
                        let iter = self.call(&function, vec![value.clone()])?;
                        if let Value::Generator(generator) = &iter
                            && generator.kind == CodeKind::Coroutine
                        {
                            return Err(self.type_error("__await__() returned a coroutine"));
                        }
                        Ok(iter)
                    }
                    None => {
                        let message = format_args!("'{}' object can't be awaited", self.type_name(value));
                        Err(self.type_error(message))
                    }
                }
            }
        }
    }

    pub fn async_iter(&mut self, value: &Value) -> Outcome {
        if let Value::Generator(generator) = value
            && generator.kind == CodeKind::AsyncGenerator
        {
            return Ok(value.clone());
        }
        let name = self.interner.get("__aiter__");
        match self.class_of(value).lookup(&name) {
            Some(function) => self.call(&function, vec![value.clone()]),
            None => {
                let message =
                    format!("'async for' requires an object with __aiter__ method, got {}", self.type_name(value));
                Err(self.type_error(message))
            }
        }
    }

    pub fn async_next(&mut self, value: &Value) -> Outcome {
        if let Value::Generator(generator) = value
            && generator.kind == CodeKind::AsyncGenerator
        {
            return Ok(Self::async_step(generator, Value::None));
        }
        let name = self.interner.get("__anext__");
        match self.class_of(value).lookup(&name) {
            Some(function) => self.call(&function, vec![value.clone()]),
            None => {
                let message =
                    format!("'async for' requires an iterator with __anext__ method, got {}", self.type_name(value));
                Err(self.type_error(message))
            }
        }
    }

    pub fn async_step(generator: &Rc<Generator>, send: Value) -> Value {
        Iter::value(IterKind::AsyncStep { generator: Rc::clone(generator), send, is_begun: false })
    }

    // Exceptions

    /// The exception that `raise` raises.
    pub fn raise(&mut self, error: Option<Value>, cause: Option<Value>) -> Raise {
        let Some(error) = error else {
            return match self.handled.last() {
                Some(error) => Raise::error(error.clone()),
                None => self.runtime_error("No active exception to reraise"),
            };
        };
        let error = match self.make_exception(error) {
            Ok(error) => error,
            Err(raise) => return raise,
        };
        if let Some(cause) = cause {
            let cause = match cause {
                Value::None => None,
                other => match self.make_exception(other) {
                    Ok(cause) => Some(cause),
                    Err(raise) => return raise,
                },
            };
            if let Some(mut state) = exception_of(&error) {
                state.cause = cause;
                state.suppresses_context = true;
            }
        }
        Raise::error(error)
    }

    /// An exception, or an instance of an exception class.
    pub fn make_exception(&mut self, value: Value) -> Outcome {
        let base = self.builtin_class("BaseException");
        match &value {
            Value::Class(class) if class.is_subclass(&base) => self.call(&value, Vec::new()),
            Value::Instance(instance) if instance.exception().is_some() => Ok(value),
            _ => Err(self.type_error("exceptions must derive from BaseException")),
        }
    }

    /// Whether an exception is an instance of a class, or of one in a tuple.
    pub fn matches_classes(&mut self, error: &Value, classes: &Value) -> Outcome<bool> {
        let base = self.builtin_class("BaseException");
        match classes {
            Value::Class(class) if class.is_subclass(&base) => Ok(self.class_of(error).is_subclass(class)),
            Value::Tuple(classes) => {
                for class in classes.iter() {
                    if self.matches_classes(error, class)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            _ => Err(self.type_error("catching classes that do not inherit from BaseException is not allowed")),
        }
    }

    fn match_group(&mut self, frame: &mut Frame) -> Outcome<()> {
        let classes = pop(frame);
        let rest = pop(frame);
        let (matched, rest) =
            if rest.is_none() { (Value::None, Value::None) } else { self.split_group(&rest, &classes)? };
        frame.stack.push(rest);
        let has_match = !matched.is_none();
        if has_match {
            self.handled.push(matched);
        }
        frame.stack.push(Value::Bool(has_match));
        Ok(())
    }

    /// Splits an exception by classes: what matches, as a group, and what remains.
    fn split_group(&mut self, error: &Value, classes: &Value) -> Outcome<(Value, Value)> {
        if self.group_parts(error).is_none() {
            if !self.matches_classes(error, classes)? {
                return Ok((Value::None, error.clone()));
            }
            let group = self.new_group("", Value::tuple(vec![error.clone()]));
            return Ok((group, Value::None));
        }
        let split = self.interner.get("split");
        let function = self.attribute(error, &split)?;
        match self.call(&function, vec![classes.clone()])? {
            Value::Tuple(parts) if parts.len() == 2 => Ok((parts[0].clone(), parts[1].clone())),
            _ => Err(self.type_error("split() must return a tuple of two")),
        }
    }

    /// An exception group; a `BaseExceptionGroup` if one of its parts is no `Exception`.
    pub fn new_group(&mut self, message: &str, parts: Value) -> Value {
        let exception = self.builtin_class("Exception");
        let values = self.collect(&parts).unwrap_or_default();
        let is_plain = values.iter().all(|part| self.class_of(part).is_subclass(&exception));
        let class = self.builtin_class(if is_plain { "ExceptionGroup" } else { "BaseExceptionGroup" });
        self.new_exception(&class, vec![Value::str(message), parts])
    }

    fn raise_group(&mut self, frame: &mut Frame) -> Outcome<()> {
        let rest = pop(frame);
        let raised = match pop(frame) {
            Value::List(raised) => raised.0.take(),
            _ => Vec::new(),
        };
        let original = self.handled.pop().unwrap_or(Value::None);
        if raised.is_empty() {
            return if rest.is_none() {
                Ok(())
            } else {
                Err(Raise::error(if self.group_parts(&original).is_some() { rest } else { original }))
            };
        }
        let mut parts = raised;
        if let [only] = &parts[..]
            && rest.is_none()
        {
            return Err(Raise::error(only.clone()));
        }
        if !rest.is_none() {
            parts.push(rest);
        }
        Err(Raise::error(self.new_group("", Value::list(parts))))
    }

    // Pattern matching

    fn match_keys(&mut self, subject: &Value, keys: &Value) -> Outcome {
        let (Value::Dict(dict), Value::Tuple(keys)) = (subject, keys) else { return Ok(Value::None) };
        let mut values = Vec::new();
        for key in keys.iter() {
            match dict.get(self, key)? {
                Some(value) => values.push(value),
                None => return Ok(Value::None),
            }
        }
        Ok(Value::tuple(values))
    }

    fn match_class(&mut self, subject: &Value, class: &Value, names: &Value, positional: usize) -> Outcome {
        let Value::Class(class) = class else { return Err(self.type_error("called match pattern must be a class")) };
        if !self.class_of(subject).is_subclass(class) {
            return Ok(Value::None);
        }
        let mut values = Vec::new();
        let is_self = matches!(
            class.name.borrow().as_str(),
            "bool" | "bytes" | "dict" | "float" | "frozenset" | "int" | "list" | "set" | "str" | "tuple"
        );
        if positional > 0 {
            let key = self.interner.get("__match_args__");
            match class.lookup(&key) {
                Some(Value::Tuple(fields)) if fields.len() >= positional => {
                    for field in fields.iter().take(positional).filter_map(as_str) {
                        match self.find_attribute(subject, &field)? {
                            Some(value) => values.push(value),
                            None => return Ok(Value::None),
                        }
                    }
                }
                None if positional == 1 && (is_self && class.is_builtin || class.native.is_some()) => {
                    values.push(subject.clone());
                }
                found => {
                    let accepted = if let Some(Value::Tuple(fields)) = &found { fields.len() } else { 0 };
                    let plural = if accepted == 1 { "" } else { "s" };
                    let message = format_args!(
                        "{}() accepts {accepted} positional sub-pattern{plural} ({positional} given)",
                        &**class.name.borrow()
                    );
                    return Err(self.type_error(message));
                }
            }
        }
        if let Value::Tuple(names) = names {
            for name in names.iter().filter_map(as_str) {
                match self.find_attribute(subject, &name)? {
                    Some(value) => values.push(value),
                    None => return Ok(Value::None),
                }
            }
        }
        Ok(Value::tuple(values))
    }

    /// A field of an f-string.
    fn format_field(&mut self, value: &Value, conversion: char, spec: &Value) -> Outcome<Str> {
        let converted = match conversion {
            'r' => Value::Str(self.repr(value)?),
            's' => Value::Str(self.str_of(value)?),
            'a' => {
                let text = self.repr(value)?;
                Value::str(super::text::ascii(&text))
            }
            _ => value.clone(),
        };
        match spec {
            Value::Str(spec) => self.format(&converted, spec),
            _ => match &converted {
                Value::Str(text) => Ok(text.clone()),
                other => {
                    let empty: Str = Text::new("");
                    self.format(other, &empty)
                }
            },
        }
    }
}

/// What becomes of a value that is sent to an iterator.
enum Sent {
    Enter(Box<Frame>),
    Yield(Value),
    Return(Value),
}
