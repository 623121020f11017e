//! Operators: what they do to built-in values, and which special methods they call for others.

use std::{cmp::Ordering, collections::VecDeque, rc::Rc};

use super::{
    ast::{BinaryOp, CompareOp, UnaryOp},
    dict::Dict,
    methods::to_set,
    number,
    set::Set,
    value::{Deque, List, Payload, Range, Str, Value, View, ViewKind},
    vm::{Outcome, Raise, Vm},
};

/// As deep as comparisons, hashes and representations may be nested.
const MAX_DEPTH: usize = 200;

fn names(operator: BinaryOp) -> (&'static str, &'static str, &'static str, &'static str) {
    match operator {
        BinaryOp::Add => ("+", "__add__", "__radd__", "__iadd__"),
        BinaryOp::Sub => ("-", "__sub__", "__rsub__", "__isub__"),
        BinaryOp::Mul => ("*", "__mul__", "__rmul__", "__imul__"),
        BinaryOp::Div => ("/", "__truediv__", "__rtruediv__", "__itruediv__"),
        BinaryOp::FloorDiv => ("//", "__floordiv__", "__rfloordiv__", "__ifloordiv__"),
        BinaryOp::Mod => ("%", "__mod__", "__rmod__", "__imod__"),
        BinaryOp::Pow => ("** or pow()", "__pow__", "__rpow__", "__ipow__"),
        BinaryOp::MatMul => ("@", "__matmul__", "__rmatmul__", "__imatmul__"),
        BinaryOp::And => ("&", "__and__", "__rand__", "__iand__"),
        BinaryOp::Or => ("|", "__or__", "__ror__", "__ior__"),
        BinaryOp::Xor => ("^", "__xor__", "__rxor__", "__ixor__"),
        BinaryOp::LeftShift => ("<<", "__lshift__", "__rlshift__", "__ilshift__"),
        BinaryOp::RightShift => (">>", "__rshift__", "__rrshift__", "__irshift__"),
    }
}

/// Asks for the length of a sequence when the index is known, because an `__index__` may change it. (A closure of a known type would make
/// a copy of what asks it for each sequence.)
type Length<'a> = &'a dyn Fn() -> usize;

impl Vm {
    /// Goes one level deeper, unless that is too deep.
    pub fn nested<T>(&mut self, act: impl FnOnce(&mut Self) -> Outcome<T>) -> Outcome<T> {
        if self.depth >= MAX_DEPTH {
            return Err(self.recursion_error());
        }
        self.depth += 1;
        let result = act(self);
        self.depth -= 1;
        result
    }

    #[inline]
    pub fn quick_binary(&self, operator: BinaryOp, left: &Value, right: &Value) -> Option<Value> {
        number::quick(operator, left, right)
    }

    pub fn binary(&mut self, operator: BinaryOp, left: &Value, right: &Value) -> Outcome {
        if let Some(value) = self.built_in_binary(operator, left, right)? {
            return Ok(value);
        }
        let (symbol, method, reflected, _) = names(operator);
        if let Some(value) = self.special_binary(method, reflected, left, right)? {
            return Ok(value);
        }
        let (plain_left, plain_right) = (Self::unwrapped(left), Self::unwrapped(right));
        if (matches!(left, Value::Instance(_)) || matches!(right, Value::Instance(_)))
            && let Some(value) = self.built_in_binary(operator, &plain_left, &plain_right)?
        {
            return Ok(value);
        }
        let (left_name, right_name) = (self.type_name(left), self.type_name(right));
        if operator == BinaryOp::Add {
            match left {
                Value::Str(_) => {
                    return Err(
                        self.type_error(format_args!("can only concatenate str (not \"{}\") to str", &*right_name))
                    );
                }
                Value::List(_) => {
                    return Err(
                        self.type_error(format_args!("can only concatenate list (not \"{}\") to list", &*right_name))
                    );
                }
                Value::Tuple(_) => {
                    return Err(
                        self.type_error(format_args!("can only concatenate tuple (not \"{}\") to tuple", &*right_name))
                    );
                }
                _ => {}
            }
        }
        if operator == BinaryOp::Mul && (is_sequence(left) || is_sequence(right)) {
            let other = if is_sequence(left) { right_name } else { left_name };
            return Err(self.type_error(format_args!("can't multiply sequence by non-int of type '{other}'")));
        }
        Err(self.type_error(format_args!(
            "unsupported operand type(s) for {symbol}: '{}' and '{}'",
            &*left_name, &*right_name
        )))
    }

    /// Calls the special methods of the operands; `None` if none knows what to do.
    fn special_binary(&mut self, method: &str, reflected: &str, left: &Value, right: &Value) -> Outcome<Option<Value>> {
        if !matches!(left, Value::Instance(_) | Value::Class(_))
            && !matches!(right, Value::Instance(_) | Value::Class(_))
        {
            return Ok(None);
        }
        let (method, reflected) = (self.interner.get(method), self.interner.get(reflected));
        let (left_class, right_class) = (self.class_of(left), self.class_of(right));
        let mut tries = vec![(left, right, method), (right, left, reflected)];
        let is_derived = !Rc::ptr_eq(&left_class, &right_class) && right_class.is_subclass(&left_class);
        if is_derived {
            tries.reverse();
        }
        for (this, other, name) in tries {
            if let Some(function) = self.special(this, &name) {
                let value = self.call(&function, vec![this.clone(), other.clone()])?;
                if !matches!(value, Value::NotImplemented) {
                    return Ok(Some(value));
                }
            }
        }
        Ok(None)
    }

    fn built_in_binary(&mut self, operator: BinaryOp, left: &Value, right: &Value) -> Outcome<Option<Value>> {
        if let Some(value) = self.number_binary(operator, left, right)? {
            return Ok(Some(value));
        }
        match (operator, left, right) {
            (BinaryOp::Add, Value::Str(left), Value::Str(right)) => {
                self.reserve(left.len() + right.len())?;
                Ok(Some(Value::str([&***left, &***right].concat())))
            }
            (BinaryOp::Add, Value::Bytes(left), Value::Bytes(right)) => {
                self.reserve(left.len() + right.len())?;
                Ok(Some(Value::Bytes(Rc::new([&left[..], &right[..]].concat()))))
            }
            (BinaryOp::Add, Value::List(left), Value::List(right)) => {
                self.reserve_values(left.0.borrow().len() + right.0.borrow().len())?;
                let values = left.0.borrow().iter().chain(right.0.borrow().iter()).cloned().collect();
                Ok(Some(Value::list(values)))
            }
            (BinaryOp::Add, Value::Tuple(left), Value::Tuple(right)) => {
                self.reserve_values(left.len() + right.len())?;
                Ok(Some(Value::tuple(left.iter().chain(right.iter()).cloned().collect())))
            }
            (BinaryOp::Add, Value::Deque(left), Value::Deque(right)) => {
                self.reserve_values(left.values.borrow().len() + right.values.borrow().len())?;
                let mut values = left.values.borrow().clone();
                values.extend(right.values.borrow().iter().cloned());
                Ok(Some(Self::deque(values, left.max_length)))
            }
            (BinaryOp::Mul, sequence, Value::Int(_) | Value::Bool(_) | Value::Big(_)) if is_sequence(sequence) => {
                self.repeat(sequence, right).map(Some)
            }
            (BinaryOp::Mul, Value::Int(_) | Value::Bool(_) | Value::Big(_), sequence) if is_sequence(sequence) => {
                self.repeat(sequence, left).map(Some)
            }
            (BinaryOp::Mod, Value::Str(template), _) => {
                if let Some(text) = self.quick_percent(template, right)? {
                    return Ok(Some(text));
                }
                let format = self.library_function("_builtins", "_percent")?;
                self.call(&format, vec![Value::Str(template.clone()), right.clone()]).map(Some)
            }
            (BinaryOp::Or, Value::Dict(left), Value::Dict(right)) => {
                let dict = left.copy();
                for (key, value) in right.pairs() {
                    dict.set(self, key, value)?;
                }
                Ok(Some(Value::Dict(Rc::new(dict))))
            }
            (BinaryOp::Sub | BinaryOp::And | BinaryOp::Or | BinaryOp::Xor, ..) => {
                // `int | None`, as it is written for types.
                if operator == BinaryOp::Or
                    && matches!(left, Value::Class(_))
                    && matches!(right, Value::Class(_) | Value::None)
                {
                    return Ok(Some(Value::tuple(vec![
                        left.clone(),
                        if right.is_none() { Value::Class(Rc::clone(&self.types.none)) } else { right.clone() },
                    ])));
                }
                match (self.as_set(left)?, self.as_set(right)?) {
                    (Some(left), Some(right)) => self.set_binary(operator, &left, &right).map(Some),
                    _ => Ok(None),
                }
            }
            _ => Ok(None),
        }
    }

    /// A set, or the keys of a dict as one.
    fn as_set(&mut self, value: &Value) -> Outcome<Option<Rc<Set>>> {
        Ok(match value {
            Value::Set(set) => Some(Rc::clone(set)),
            Value::View(view) if view.kind != ViewKind::Values => {
                let set = Set::new(false);
                for value in self.collect(value)? {
                    set.add(self, value)?;
                }
                Some(Rc::new(set))
            }
            _ => None,
        })
    }

    /// An operation of two sets, in the order in which CPython goes through them.
    pub fn set_binary(&mut self, operator: BinaryOp, left: &Rc<Set>, right: &Rc<Set>) -> Outcome {
        let result = Set::new(left.is_frozen);
        match operator {
            BinaryOp::Or => {
                result.merge(self, left)?;
                result.merge(self, right)?;
            }
            BinaryOp::And => {
                let (small, large) = if right.len() > left.len() { (left, right) } else { (right, left) };
                for value in small.values() {
                    if large.contains(self, &value)? {
                        result.add(self, value)?;
                    }
                }
            }
            BinaryOp::Sub => {
                for value in left.values() {
                    if !right.contains(self, &value)? {
                        result.add(self, value)?;
                    }
                }
            }
            _ => {
                result.merge(self, right)?;
                for value in left.values() {
                    if !result.remove(self, &value)? {
                        result.add(self, value)?;
                    }
                }
            }
        }
        Ok(Value::Set(Rc::new(result)))
    }

    fn repeat(&mut self, sequence: &Value, count: &Value) -> Outcome {
        let count = match count {
            Value::Big(_) => return Err(self.overflow_error("cannot fit 'int' into an index-sized integer")),
            count => number::to_size(number::to_float(count).unwrap_or_default() as i64),
        };
        match sequence {
            Value::Str(text) => {
                self.reserve(text.len().saturating_mul(count))?;
                Ok(Value::str(text.repeat(count)))
            }
            Value::Bytes(bytes) => {
                self.reserve(bytes.len().saturating_mul(count))?;
                Ok(Value::Bytes(Rc::new(bytes.repeat(count))))
            }
            Value::List(list) => self.repeat_values(&list.0.borrow(), count).map(Value::list),
            Value::Tuple(values) => self.repeat_values(values, count).map(Value::tuple),
            Value::Deque(deque) => {
                let values: Vec<_> = deque.values.borrow().iter().cloned().collect();
                let mut values = VecDeque::from(self.repeat_values(&values, count)?);
                let too_many = deque.max_length.map_or(0, |most| values.len().saturating_sub(most));
                values.drain(..too_many);
                Ok(Self::deque(values, deque.max_length))
            }
            _ => Ok(Value::NotImplemented),
        }
    }

    fn repeat_values(&mut self, values: &[Value], count: usize) -> Outcome<Vec<Value>> {
        let length = values.len().saturating_mul(count);
        self.reserve_values(length)?;
        let mut all = Vec::with_capacity(length);
        for _ in 0..count {
            all.extend_from_slice(values);
        }
        Ok(all)
    }

    pub fn binary_in_place(&mut self, operator: BinaryOp, left: Value, right: Value) -> Outcome {
        match (operator, &left) {
            (BinaryOp::Add, Value::List(list)) => {
                let values = self.collect(&right)?;
                self.reserve_values(list.0.borrow().len() + values.len())?;
                list.0.borrow_mut().extend(values);
                return Ok(left);
            }
            (BinaryOp::Add, Value::Deque(deque)) => {
                let deque = Rc::clone(deque);
                for value in self.collect(&right)? {
                    Self::deque_append(&deque, value);
                }
                return Ok(left);
            }
            (BinaryOp::Mul, Value::List(list)) if matches!(right, Value::Int(_) | Value::Bool(_)) => {
                let repeated = self.repeat(&left, &right)?;
                if let Value::List(repeated) = repeated {
                    list.0.replace(repeated.0.take());
                }
                return Ok(left);
            }
            (BinaryOp::Or, Value::Dict(dict)) => {
                let dict = Rc::clone(dict);
                for (key, value) in self.mapping_pairs(&right)? {
                    dict.set(self, key, value)?;
                }
                return Ok(left);
            }
            (BinaryOp::Or | BinaryOp::And | BinaryOp::Sub | BinaryOp::Xor, Value::Set(set)) if !set.is_frozen => {
                if let (Value::Set(other), set) = (&right, Rc::clone(set)) {
                    return self.set_in_place(operator, &set, other).map(|()| left);
                }
            }
            (_, Value::Instance(_)) => {
                let (.., in_place) = names(operator);
                let name = self.interner.get(in_place);
                if let Some(function) = self.special(&left, &name) {
                    let value = self.call(&function, vec![left.clone(), right.clone()])?;
                    if !matches!(value, Value::NotImplemented) {
                        return Ok(value);
                    }
                }
                let plain = Self::unwrapped(&left);
                if matches!(plain, Value::List(_) | Value::Deque(_) | Value::Dict(_) | Value::Set(_)) {
                    let result = self.binary_in_place(operator, plain.clone(), Self::unwrapped(&right))?;
                    return Ok(if result.is(&plain) { left } else { result });
                }
            }
            _ => {}
        }
        self.binary(operator, &left, &right)
    }

    fn set_in_place(&mut self, operator: BinaryOp, set: &Rc<Set>, other: &Rc<Set>) -> Outcome<()> {
        match operator {
            BinaryOp::Or => set.merge(self, other),
            BinaryOp::Sub => {
                for value in other.values() {
                    set.remove(self, &value)?;
                }
                Ok(())
            }
            BinaryOp::And => {
                let result = self.set_binary(operator, set, other)?;
                set.clear();
                if let Value::Set(result) = result { set.merge(self, &result) } else { Ok(()) }
            }
            _ => {
                for value in other.values() {
                    if !set.remove(self, &value)? {
                        set.add(self, value)?;
                    }
                }
                Ok(())
            }
        }
    }

    pub fn unary(&mut self, operator: UnaryOp, operand: &Value) -> Outcome {
        if let Some(value) = self.number_unary(operator, operand) {
            return Ok(value);
        }
        let (name, symbol) = match operator {
            UnaryOp::Plus => ("__pos__", "+"),
            UnaryOp::Minus => ("__neg__", "-"),
            UnaryOp::Invert => ("__invert__", "~"),
        };
        let name = self.interner.get(name);
        if let Some(function) = self.special(operand, &name) {
            return self.call(&function, vec![operand.clone()]);
        }
        if let Some(value) = self.number_unary(operator, &Self::unwrapped(operand)) {
            return Ok(value);
        }
        let message = format_args!("bad operand type for unary {symbol}: '{}'", self.type_name(operand));
        Err(self.type_error(message))
    }

    // Comparisons

    pub fn compare(&mut self, operator: CompareOp, left: &Value, right: &Value) -> Outcome {
        Ok(match operator {
            CompareOp::Is => Value::Bool(left.is(right)),
            CompareOp::IsNot => Value::Bool(!left.is(right)),
            CompareOp::In => Value::Bool(self.contains(right, left)?),
            CompareOp::NotIn => Value::Bool(!self.contains(right, left)?),
            CompareOp::Eq => return self.equality(left, right),
            CompareOp::Ne => return self.inequality(left, right),
            CompareOp::Lt | CompareOp::Le | CompareOp::Gt | CompareOp::Ge => return self.order(operator, left, right),
        })
    }

    /// Whether two values are equal, as `bool`.
    pub fn equal(&mut self, left: &Value, right: &Value) -> Outcome<bool> {
        self.check_in()?;
        let value = self.equality(left, right)?;
        self.truth(&value)
    }

    /// What `==` evaluates to.
    fn equality(&mut self, left: &Value, right: &Value) -> Outcome {
        if let Some(equal) = simple_equality(left, right) {
            return Ok(Value::Bool(equal));
        }
        self.nested(|vm| {
            if let Some(value) = vm.special_binary("__eq__", "__eq__", left, right)? {
                return Ok(value);
            }
            vm.built_in_equality(left, right).map(Value::Bool)
        })
    }

    fn inequality(&mut self, left: &Value, right: &Value) -> Outcome {
        if matches!(left, Value::Instance(_)) || matches!(right, Value::Instance(_)) {
            let has_own = [left, right].iter().any(|value| {
                let name = self.interner.get("__ne__");
                self.special(value, &name).is_some()
            });
            if has_own && let Some(value) = self.special_binary("__ne__", "__ne__", left, right)? {
                return Ok(value);
            }
        }
        let equal = self.equality(left, right)?;
        Ok(Value::Bool(!self.truth(&equal)?))
    }

    fn built_in_equality(&mut self, left: &Value, right: &Value) -> Outcome<bool> {
        match (left, right) {
            (Value::List(one), Value::List(other)) => {
                if Rc::ptr_eq(one, other) {
                    return Ok(true);
                }
                let (one, other) = (one.0.borrow().clone(), other.0.borrow().clone());
                self.equal_values(&one, &other)
            }
            (Value::Tuple(one), Value::Tuple(other)) => self.equal_values(one, other),
            (Value::Deque(one), Value::Deque(other)) => {
                let (one, other): (Vec<_>, Vec<_>) =
                    (one.values.borrow().iter().cloned().collect(), other.values.borrow().iter().cloned().collect());
                self.equal_values(&one, &other)
            }
            (Value::Dict(one), Value::Dict(other)) => {
                if one.len() != other.len() {
                    return Ok(false);
                }
                for (key, value) in one.pairs() {
                    match other.get(self, &key)? {
                        Some(other) if value.is(&other) || self.equal(&value, &other)? => {}
                        _ => return Ok(false),
                    }
                }
                Ok(true)
            }
            (Value::Set(_) | Value::View(_), Value::Set(_) | Value::View(_)) => {
                let (Some(one), Some(other)) = (self.as_set(left)?, self.as_set(right)?) else {
                    return Ok(left.is(right));
                };
                Ok(one.len() == other.len() && self.is_subset(&one, &other)?)
            }
            (Value::Range(one), Value::Range(other)) => Ok(one.len() == other.len()
                && (one.len() == 0 || one.start == other.start && (one.len() == 1 || one.step == other.step))),
            (Value::Slice(one), Value::Slice(other)) => self.equal_values(&one[..], &other[..]),
            (Value::Method(one), Value::Method(other)) => {
                Ok(one.function.is(&other.function) && one.this.is(&other.this))
            }
            _ => {
                let (plain_left, plain_right) = (Self::unwrapped(left), Self::unwrapped(right));
                let is_wrapped = !plain_left.is(left) || !plain_right.is(right);
                if is_wrapped { self.equal(&plain_left, &plain_right) } else { Ok(left.is(right)) }
            }
        }
    }

    fn equal_values(&mut self, one: &[Value], other: &[Value]) -> Outcome<bool> {
        if one.len() != other.len() {
            return Ok(false);
        }
        for (one, other) in one.iter().zip(other) {
            if !one.is(other) && !self.equal(one, other)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    pub fn is_subset(&mut self, one: &Set, other: &Set) -> Outcome<bool> {
        for value in one.values() {
            if !other.contains(self, &value)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn order(&mut self, operator: CompareOp, left: &Value, right: &Value) -> Outcome {
        let decide = |ordering: Option<Ordering>| {
            Value::Bool(match (ordering, operator) {
                (None, _) => false,
                (Some(ordering), CompareOp::Lt) => ordering.is_lt(),
                (Some(ordering), CompareOp::Le) => ordering.is_le(),
                (Some(ordering), CompareOp::Gt) => ordering.is_gt(),
                (Some(ordering), _) => ordering.is_ge(),
            })
        };
        if let Some(ordering) = simple_order(left, right) {
            return Ok(decide(ordering));
        }
        let (symbol, method, reflected) = match operator {
            CompareOp::Lt => ("<", "__lt__", "__gt__"),
            CompareOp::Le => ("<=", "__le__", "__ge__"),
            CompareOp::Gt => (">", "__gt__", "__lt__"),
            _ => (">=", "__ge__", "__le__"),
        };
        self.nested(|vm| {
            if let Some(value) = vm.special_binary(method, reflected, left, right)? {
                return Ok(value);
            }
            match (left, right) {
                (Value::List(one), Value::List(other)) => {
                    let (one, other) = (one.0.borrow().clone(), other.0.borrow().clone());
                    return vm.order_values(operator, &one, &other);
                }
                (Value::Deque(one), Value::Deque(other)) => {
                    let values = |deque: &Deque| deque.values.borrow().iter().cloned().collect::<Vec<_>>();
                    return vm.order_values(operator, &values(one), &values(other));
                }
                (Value::Tuple(one), Value::Tuple(other)) => return vm.order_values(operator, one, other),
                (Value::Set(one), Value::Set(other)) => {
                    let (small, large) =
                        if matches!(operator, CompareOp::Lt | CompareOp::Le) { (one, other) } else { (other, one) };
                    let is_strict = matches!(operator, CompareOp::Lt | CompareOp::Gt);
                    let holds = vm.is_subset(small, large)? && !(is_strict && small.len() == large.len());
                    return Ok(Value::Bool(holds));
                }
                _ if is_set_like(left) && is_set_like(right) => {
                    let [left, right] = [Value::Set(to_set(vm, left)?), Value::Set(to_set(vm, right)?)];
                    return vm.order(operator, &left, &right);
                }
                _ => {}
            }
            let (plain_left, plain_right) = (Self::unwrapped(left), Self::unwrapped(right));
            if !plain_left.is(left) || !plain_right.is(right) {
                return vm.order(operator, &plain_left, &plain_right);
            }
            let (left, right) = (vm.type_name(left), vm.type_name(right));
            Err(vm.type_error(format_args!(
                "'{symbol}' not supported between instances of '{}' and '{}'",
                &*left, &*right
            )))
        })
    }

    fn order_values(&mut self, operator: CompareOp, one: &[Value], other: &[Value]) -> Outcome {
        for (one, other) in one.iter().zip(other) {
            if !one.is(other) && !self.equal(one, other)? {
                return self.order(operator, one, other);
            }
        }
        self.order(operator, &Value::Int(one.len() as i64), &Value::Int(other.len() as i64))
    }

    /// Whether one value is less than another, as sorting asks.
    pub fn less(&mut self, left: &Value, right: &Value) -> Outcome<bool> {
        self.check_in()?;
        let value = self.order(CompareOp::Lt, left, right)?;
        self.truth(&value)
    }

    pub fn contains(&mut self, container: &Value, value: &Value) -> Outcome<bool> {
        match container {
            Value::Dict(dict) => Ok(dict.get(self, value)?.is_some()),
            Value::Set(set) => set.contains(self, value),
            Value::Str(text) => match value {
                Value::Str(part) => Ok(text.contains(&***part)),
                other => {
                    let message =
                        format!("'in <string>' requires string as left operand, not {}", self.type_name(other));
                    Err(self.type_error(message))
                }
            },
            Value::Bytes(bytes) => match value {
                Value::Int(byte) => Ok(bytes.iter().any(|other| i64::from(*other) == *byte)),
                Value::Bytes(part) => {
                    Ok(part.is_empty() || bytes.windows(part.len()).any(|window| window == &part[..]))
                }
                _ => Ok(false),
            },
            Value::Range(range) => match value {
                Value::Int(number) => {
                    let step = i128::from(range.step);
                    let distance = i128::from(*number) - i128::from(range.start);
                    Ok(distance % step == 0 && (0..range.length()).contains(&(distance / step)))
                }
                _ => self.contains_by_iterating(container, value),
            },
            Value::View(view) if view.kind == ViewKind::Keys => Ok(view.dict.get(self, value)?.is_some()),
            Value::Instance(_) | Value::Class(_) => {
                if let Some(function) = self.special(container, &self.names.contains.clone()) {
                    let result = self.call(&function, vec![container.clone(), value.clone()])?;
                    return self.truth(&result);
                }
                let plain = Self::unwrapped(container);
                if plain.is(container) {
                    self.contains_by_iterating(container, value)
                } else {
                    self.contains(&plain, value)
                }
            }
            _ => self.contains_by_iterating(container, value),
        }
    }

    fn contains_by_iterating(&mut self, container: &Value, value: &Value) -> Outcome<bool> {
        let iter = match self.iter(container) {
            Ok(iter) => iter,
            Err(_) => {
                let message =
                    format!("argument of type '{}' is not a container or iterable", self.type_name(container));
                return Err(self.type_error(message));
            }
        };
        while let Some(other) = self.next(&iter)? {
            if other.is(value) || self.equal(&other, value)? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    #[inline]
    pub fn truth(&mut self, value: &Value) -> Outcome<bool> {
        Ok(match value {
            Value::Bool(value) => *value,
            Value::None | Value::Unbound => false,
            Value::Int(number) => *number != 0,
            Value::Float(number) => *number != 0.0,
            Value::Str(text) => text.length > 0,
            Value::Bytes(bytes) => !bytes.is_empty(),
            Value::Tuple(values) => !values.is_empty(),
            Value::List(list) => !list.0.borrow().is_empty(),
            Value::Dict(dict) => dict.len() > 0,
            Value::Set(set) => set.len() > 0,
            Value::Deque(deque) => !deque.values.borrow().is_empty(),
            Value::Range(range) => range.len() > 0,
            Value::View(view) => view.dict.len() > 0,
            Value::Instance(_) | Value::Class(_) => return self.object_truth(value),
            _ => true,
        })
    }

    fn object_truth(&mut self, value: &Value) -> Outcome<bool> {
        if let Some(function) = self.special(value, &self.names.bool.clone()) {
            return match self.call(&function, vec![value.clone()])? {
                Value::Bool(value) => Ok(value),
                other => {
                    let message = format_args!("__bool__ should return bool, returned {}", self.type_name(&other));
                    Err(self.type_error(message))
                }
            };
        }
        if let Some(function) = self.special(value, &self.names.len.clone()) {
            let length = self.call(&function, vec![value.clone()])?;
            return self.truth(&length);
        }
        let plain = Self::unwrapped(value);
        if plain.is(value) { Ok(true) } else { self.truth(&plain) }
    }

    pub fn hash(&mut self, value: &Value) -> Outcome<i64> {
        Ok(match value {
            Value::Str(text) => text.hash(),
            Value::Int(number) => number::hash_int(*number),
            Value::Bool(value) => i64::from(*value),
            Value::None => 0xfca8_6420,
            Value::Float(number) => number::hash_float(*number),
            Value::Big(number) => number::hash_big(number),
            Value::Bytes(bytes) => bytes.iter().fold(7, |hash: i64, &byte| hash.wrapping_mul(31) ^ i64::from(byte)),
            Value::Tuple(values) => return self.nested(|vm| vm.hash_tuple(values)),
            Value::Set(set) if set.is_frozen => {
                let mut hash = 0x51_ed_27;
                for value in set.values() {
                    let one = self.hash(&value)?;
                    hash ^= (one ^ 0x055b_4db3 ^ one << 16).wrapping_mul(3_644_798_167);
                }
                hash
            }
            Value::Range(range) => {
                let Range { start, step, .. } = **range;
                number::hash_int(start ^ step << 20 ^ (range.len() as i64) << 40)
            }
            Value::Future(future) => future.hash().unwrap_or_else(|| hash_address(value)),
            Value::Method(method) => self.hash(&method.function.clone())? ^ self.hash(&method.this.clone())?,
            Value::List(_) | Value::Dict(_) | Value::Set(_) | Value::Deque(_) | Value::View(_) | Value::Slice(_) => {
                return Err(self.unhashable(value));
            }
            Value::Instance(instance) => {
                let hash = self.names.hash.clone();
                let found = instance.class.borrow().lookup(&hash);
                match found {
                    Some(Value::None) => return Err(self.unhashable(value)),
                    Some(function) if !matches!(function, Value::Native(_)) => {
                        match self.call(&function, vec![value.clone()])? {
                            Value::Int(hash) => number::hash_int(hash),
                            Value::Big(hash) => number::hash_big(&hash),
                            Value::Bool(hash) => i64::from(hash),
                            _ => return Err(self.type_error("__hash__ method should return an integer")),
                        }
                    }
                    _ => match &instance.payload {
                        Payload::Value(plain) => self.hash(&plain.clone())?,
                        _ => hash_address(value),
                    },
                }
            }
            _ => hash_address(value),
        })
    }

    /// The hash of a key of a dict, or of an element of a set.
    pub fn hash_member(&mut self, value: &Value, role: &str) -> Outcome<i64> {
        self.hash(value).map_err(|raise| {
            let is_type_error = self.is_raised(&raise, "TypeError");
            let Some(error) = raise.as_error() else { return raise };
            let text = self.str_of(error).map(|text| text.to_string()).unwrap_or_default();
            if !is_type_error || !text.starts_with("unhashable") {
                return raise;
            }
            let message = format_args!("cannot use '{}' as {role} ({text})", self.type_name(value));
            self.type_error(message)
        })
    }

    fn unhashable(&mut self, value: &Value) -> Raise {
        let message = format_args!("unhashable type: '{}'", self.type_name(value));
        self.type_error(message)
    }

    /// As CPython hashes tuples (`tuple_hash`).
    fn hash_tuple(&mut self, values: &[Value]) -> Outcome<i64> {
        const PRIMES: [u64; 3] = [11_400_714_785_074_694_791, 14_029_467_366_897_019_727, 2_870_177_450_012_600_261];
        let mut hash = PRIMES[2];
        for value in values {
            let lane = self.hash(value)? as u64;
            hash = hash.wrapping_add(lane.wrapping_mul(PRIMES[1]));
            hash = hash.rotate_left(31).wrapping_mul(PRIMES[0]);
        }
        hash = hash.wrapping_add(values.len() as u64 ^ (PRIMES[2] ^ 0x35_d373));
        Ok(if hash == u64::MAX { 1_546_275_796 } else { hash as i64 })
    }

    // Items

    pub fn length(&mut self, value: &Value) -> Outcome<usize> {
        Ok(match value {
            Value::Str(text) => text.length,
            Value::Bytes(bytes) => bytes.len(),
            Value::Tuple(values) => values.len(),
            Value::List(list) => list.0.borrow().len(),
            Value::Dict(dict) => dict.len(),
            Value::View(view) => view.dict.len(),
            Value::Set(set) => set.len(),
            Value::Deque(deque) => deque.values.borrow().len(),
            Value::Range(range) => range.len(),
            Value::Instance(_) | Value::Class(_) => {
                if let Some(function) = self.special(value, &self.names.len.clone())
                    && !matches!(function, Value::Native(_))
                {
                    return match self.call(&function, vec![value.clone()])? {
                        Value::Int(length) if length >= 0 => Ok(number::to_size(length)),
                        Value::Int(_) => Err(self.value_error("__len__() should return >= 0")),
                        other => {
                            let message =
                                format!("'{}' object cannot be interpreted as an integer", self.type_name(&other));
                            Err(self.type_error(message))
                        }
                    };
                }
                let plain = Self::unwrapped(value);
                if plain.is(value) {
                    return Err(self.no_length(value));
                }
                return self.length(&plain);
            }
            _ => return Err(self.no_length(value)),
        })
    }

    fn no_length(&mut self, value: &Value) -> Raise {
        let message = format_args!("object of type '{}' has no len()", self.type_name(value));
        self.type_error(message)
    }

    /// An integer for an index; `None` if it is not one.
    pub fn index(&mut self, value: &Value) -> Outcome<Option<i64>> {
        match value {
            Value::Int(number) => Ok(Some(*number)),
            Value::Bool(value) => Ok(Some(i64::from(*value))),
            Value::Big(_) => Err(self.index_error("cannot fit 'int' into an index-sized integer")),
            Value::Instance(_) => {
                let name = self.interner.get("__index__");
                if let Some(function) = self.special(value, &name) {
                    let index = self.call(&function, vec![value.clone()])?;
                    return self.index(&index);
                }
                let plain = Self::unwrapped(value);
                if plain.is(value) { Ok(None) } else { self.index(&plain) }
            }
            _ => Ok(None),
        }
    }

    pub fn item(&mut self, object: &Value, index: &Value) -> Outcome {
        match object {
            Value::Dict(dict) => match dict.get(self, index)? {
                Some(value) => Ok(value),
                None => Err(self.key_error(index)),
            },
            Value::List(list) => {
                if let Value::Slice(slice) = index {
                    let picked = self.slice_places(slice, &|| list.0.borrow().len())?;
                    let values = list.0.borrow();
                    return Ok(Value::list(picked.map(|place| values[place].clone()).collect()));
                }
                let place = self.place(index, &|| list.0.borrow().len(), "list")?;
                Ok(list.0.borrow()[place].clone())
            }
            Value::Tuple(values) => {
                if let Value::Slice(slice) = index {
                    let picked = self.slice_places(slice, &|| values.len())?;
                    return Ok(Value::tuple(picked.map(|place| values[place].clone()).collect()));
                }
                let place = self.place(index, &|| values.len(), "tuple")?;
                Ok(values[place].clone())
            }
            Value::Str(text) => self.str_item(text, index),
            Value::Bytes(bytes) => {
                if let Value::Slice(slice) = index {
                    let picked = self.slice_places(slice, &|| bytes.len())?;
                    return Ok(Value::Bytes(Rc::new(picked.map(|place| bytes[place]).collect())));
                }
                let place = self.place(index, &|| bytes.len(), "index")?;
                Ok(Value::Int(i64::from(bytes[place])))
            }
            Value::Deque(deque) => {
                let place = self.place(index, &|| deque.values.borrow().len(), "deque")?;
                let value = deque.values.borrow().get(place).cloned();
                Ok(value.unwrap_or(Value::None))
            }
            Value::Range(range) => {
                if let Value::Slice(slice) = index {
                    let (start, stop, step) = self.slice_bounds(slice, &|| range.len())?;
                    let at = |place: i64| range.start.saturating_add(place.saturating_mul(range.step));
                    return Ok(Self::range(at(start), at(stop), step.saturating_mul(range.step)));
                }
                let place = self.place(index, &|| range.len(), "range object")?;
                Ok(Value::Int(range.get(place)))
            }
            Value::Instance(_) | Value::Class(_) => self.object_item(object, index),
            _ => {
                let message = format_args!("'{}' object is not subscriptable", self.type_name(object));
                Err(self.type_error(message))
            }
        }
    }

    fn object_item(&mut self, object: &Value, index: &Value) -> Outcome {
        if let Some(function) = self.special(object, &self.names.getitem.clone())
            && !matches!(function, Value::Native(_))
        {
            return self.call(&function, vec![object.clone(), index.clone()]);
        }
        if let Value::Class(class) = object {
            let name = self.interner.get("__class_getitem__");
            return match class.lookup(&name) {
                Some(Value::ClassMethod(function)) => self.call(&function, vec![object.clone(), index.clone()]),
                Some(function) => self.call(&function, vec![object.clone(), index.clone()]),
                // `list[int]`, as it is written for types, is the same as `list`.
                None => Ok(object.clone()),
            };
        }
        let plain = Self::unwrapped(object);
        if let Value::Dict(dict) = &plain {
            if let Some(value) = dict.get(self, index)? {
                return Ok(value);
            }
            return match self.special(object, &self.names.missing.clone()) {
                Some(function) => self.call(&function, vec![object.clone(), index.clone()]),
                None => Err(self.key_error(index)),
            };
        }
        if plain.is(object) {
            let message = format_args!("'{}' object is not subscriptable", self.type_name(object));
            return Err(self.type_error(message));
        }
        self.item(&plain, index)
    }

    /// The place that an index means in a sequence.
    pub fn place(&mut self, index: &Value, length: Length, what: &str) -> Outcome<usize> {
        let Some(number) = self.index(index)? else {
            let plural = if what == "str" {
                "string indices must be integers, not".to_owned()
            } else {
                format!("{what} indices must be integers or slices, not")
            };
            let quoted =
                if what == "str" { format!("'{}'", self.type_name(index)) } else { self.type_name(index).to_string() };
            return Err(self.type_error(format_args!("{plural} {quoted}")));
        };
        let length = i64::try_from(length()).unwrap_or(i64::MAX);
        let place = if number < 0 { number + length } else { number };
        if place < 0 || place >= length {
            let what = if what == "str" { "string" } else { what };
            return Err(self.index_error(format_args!("{what} index out of range")));
        }
        Ok(place as usize)
    }

    fn str_item(&mut self, text: &Str, index: &Value) -> Outcome {
        if let Value::Slice(slice) = index {
            let (start, stop, step) = self.slice_bounds(slice, &|| text.length)?;
            if step == 1 {
                let (start, stop) = (start as usize, stop.max(start) as usize);
                return Ok(Value::str(&text[text.offset(start)..text.offset(stop)]));
            }
            let characters: Vec<char> = text.chars().collect();
            let picked = self.slice_places(slice, &|| characters.len())?;
            return Ok(Value::str(picked.map(|place| characters[place]).collect::<String>()));
        }
        let place = self.place(index, &|| text.length, "str")?;
        Ok(Value::str(text[text.offset(place)..text.offset(place + 1)].to_owned()))
    }

    /// The start, stop and step of a slice of that many values. With a negative step the stop may be -1.
    pub fn slice_bounds(&mut self, slice: &[Value; 3], length: Length) -> Outcome<(i64, i64, i64)> {
        let mut part = |value: &Value| -> Outcome<Option<i64>> {
            if value.is_none() {
                return Ok(None);
            }
            if let Value::Big(number) = value {
                return Ok(Some(if number.is_negative() { i64::MIN / 2 } else { i64::MAX / 2 }));
            }
            match self.index(value)? {
                Some(number) => Ok(Some(number.clamp(i64::MIN / 2, i64::MAX / 2))),
                None => Err(self.type_error("slice indices must be integers or None or have an __index__ method")),
            }
        };
        let (start, stop, step) = (part(&slice[0])?, part(&slice[1])?, part(&slice[2])?.unwrap_or(1));
        if step == 0 {
            return Err(self.value_error("slice step cannot be zero"));
        }
        let length = i64::try_from(length()).unwrap_or(i64::MAX).min(i64::MAX / 2);
        let (least, most) = if step > 0 { (0, length) } else { (-1, length - 1) };
        let clamp = |number: i64| (if number < 0 { number + length } else { number }).clamp(least, most);
        let start = start.map_or(if step > 0 { least } else { most }, clamp);
        let stop = stop.map_or(if step > 0 { most } else { least }, clamp);
        Ok((start, stop, step))
    }

    pub fn slice_places(&mut self, slice: &[Value; 3], length: Length) -> Outcome<impl Iterator<Item = usize> + use<>> {
        let (start, stop, step) = self.slice_bounds(slice, length)?;
        Ok(Range { start, stop, step }.places())
    }

    pub fn set_item(&mut self, object: &Value, index: Value, value: Value) -> Outcome<()> {
        match object {
            Value::Dict(dict) => dict.set(self, index, value),
            Value::List(list) => {
                if let Value::Slice(slice) = &index {
                    return self.set_slice(list, slice, &value);
                }
                let place = match self.place(&index, &|| list.0.borrow().len(), "list") {
                    Ok(place) => place,
                    Err(raise) if self.is_raised(&raise, "IndexError") => {
                        return Err(self.index_error("list assignment index out of range"));
                    }
                    Err(raise) => return Err(raise),
                };
                let old = std::mem::replace(&mut list.0.borrow_mut()[place], value);
                drop(old);
                Ok(())
            }
            Value::Deque(deque) => {
                let place = self.place(&index, &|| deque.values.borrow().len(), "deque")?;
                if let Some(old) = deque.values.borrow_mut().get_mut(place) {
                    *old = value;
                }
                Ok(())
            }
            Value::Instance(_) => {
                if let Some(function) = self.special(object, &self.names.setitem.clone())
                    && !matches!(function, Value::Native(_))
                {
                    self.call(&function, vec![object.clone(), index, value])?;
                    return Ok(());
                }
                let plain = Self::unwrapped(object);
                if plain.is(object) {
                    Err(self.no_item_assignment(object, "assignment"))
                } else {
                    self.set_item(&plain, index, value)
                }
            }
            _ => Err(self.no_item_assignment(object, "assignment")),
        }
    }

    fn no_item_assignment(&mut self, object: &Value, what: &str) -> Raise {
        let does = if what == "deletion" { "doesn't" } else { "does not" };
        let message = format_args!("'{}' object {does} support item {what}", self.type_name(object));
        self.type_error(message)
    }

    fn set_slice(&mut self, list: &List, slice: &[Value; 3], value: &Value) -> Outcome<()> {
        let values = self.collect(value)?;
        let (start, stop, step) = self.slice_bounds(slice, &|| list.0.borrow().len())?;
        if step == 1 {
            let old: Vec<_> = list.0.borrow_mut().splice(start as usize..stop.max(start) as usize, values).collect();
            drop(old);
            return Ok(());
        }
        let places: Vec<_> = Range { start, stop, step }.places().collect();
        if places.len() != values.len() {
            let message = format_args!(
                "attempt to assign sequence of size {} to extended slice of size {}",
                values.len(),
                places.len()
            );
            return Err(self.value_error(message));
        }
        for (place, value) in places.into_iter().zip(values) {
            list.0.borrow_mut()[place] = value;
        }
        Ok(())
    }

    pub fn delete_item(&mut self, object: &Value, index: &Value) -> Outcome<()> {
        match object {
            Value::Dict(dict) => match dict.remove(self, index)? {
                Some(_) => Ok(()),
                None => Err(self.key_error(index)),
            },
            Value::List(list) => {
                if let Value::Slice(slice) = index {
                    let mut places: Vec<_> = self.slice_places(slice, &|| list.0.borrow().len())?.collect();
                    places.sort_unstable();
                    let mut values = list.0.take();
                    let mut place = 0;
                    let removed: Vec<_> = values
                        .extract_if(.., |_| {
                            place += 1;
                            places.binary_search(&(place - 1)).is_ok()
                        })
                        .collect();
                    list.0.replace(values);
                    drop(removed);
                    return Ok(());
                }
                let place = match self.place(index, &|| list.0.borrow().len(), "list") {
                    Ok(place) => place,
                    Err(raise) if self.is_raised(&raise, "IndexError") => {
                        return Err(self.index_error("list assignment index out of range"));
                    }
                    Err(raise) => return Err(raise),
                };
                let old = list.0.borrow_mut().remove(place);
                drop(old);
                Ok(())
            }
            Value::Deque(deque) => {
                let place = self.place(index, &|| deque.values.borrow().len(), "deque")?;
                let old = deque.values.borrow_mut().remove(place);
                drop(old);
                Ok(())
            }
            Value::Instance(_) => {
                if let Some(function) = self.special(object, &self.names.delitem.clone())
                    && !matches!(function, Value::Native(_))
                {
                    self.call(&function, vec![object.clone(), index.clone()])?;
                    return Ok(());
                }
                let plain = Self::unwrapped(object);
                if plain.is(object) {
                    Err(self.no_item_assignment(object, "deletion"))
                } else {
                    self.delete_item(&plain, index)
                }
            }
            _ => Err(self.no_item_assignment(object, "deletion")),
        }
    }

    /// The pairs of a mapping, or of an iterable of pairs.
    pub fn mapping_pairs(&mut self, mapping: &Value) -> Outcome<Vec<(Value, Value)>> {
        if let Value::Dict(dict) = Self::unwrapped(mapping) {
            return Ok(dict.pairs());
        }
        let keys = self.interner.get("keys");
        if let Some(function) = self.find_attribute(mapping, &keys)? {
            let keys = self.call(&function, Vec::new())?;
            let mut pairs = Vec::new();
            for key in self.collect(&keys)? {
                let value = self.item(mapping, &key)?;
                pairs.push((key, value));
            }
            return Ok(pairs);
        }
        let mut pairs = Vec::new();
        for (index, pair) in self.collect(mapping)?.iter().enumerate() {
            let parts = match self.collect(pair) {
                Ok(parts) => parts,
                Err(_) => {
                    return Err(self.type_error("object is not iterable"));
                }
            };
            let count = parts.len();
            match <[Value; 2]>::try_from(parts) {
                Ok([key, value]) => pairs.push((key, value)),
                Err(_) => {
                    return Err(self.value_error(format_args!(
                        "dictionary update sequence element #{index} has length {count}; 2 is required"
                    )));
                }
            }
        }
        Ok(pairs)
    }

    pub fn view(dict: &Rc<Dict>, kind: ViewKind) -> Value {
        Value::View(Rc::new(View { dict: Rc::clone(dict), kind }))
    }
}

/// A set, or the keys or items of a dict.
fn is_set_like(value: &Value) -> bool {
    matches!(value, Value::Set(_)) || matches!(value, Value::View(view) if view.kind != ViewKind::Values)
}

fn is_sequence(value: &Value) -> bool {
    matches!(value, Value::Str(_) | Value::Bytes(_) | Value::List(_) | Value::Tuple(_) | Value::Deque(_))
}

/// Objects are hashed by where they are: from 16 on, because that is how far apart they are.
fn hash_address(value: &Value) -> i64 {
    value.address().map_or(0, |address| (address >> 4) as i64)
}

/// Whether two values are equal, if no special method has a say in that.
fn simple_equality(left: &Value, right: &Value) -> Option<bool> {
    Some(match (left, right) {
        (Value::Int(one), Value::Int(other)) => one == other,
        (Value::Str(one), Value::Str(other)) => Rc::ptr_eq(one, other) || one == other,
        (Value::Bytes(one), Value::Bytes(other)) => one == other,
        (Value::None, Value::None) => true,
        (Value::Big(one), Value::Big(other)) => one == other,
        (
            Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::Big(_),
            Value::Bool(_) | Value::Int(_) | Value::Float(_) | Value::Big(_),
        ) => simple_order(left, right)? == Some(Ordering::Equal),
        (
            Value::None
            | Value::Bool(_)
            | Value::Int(_)
            | Value::Float(_)
            | Value::Big(_)
            | Value::Str(_)
            | Value::Bytes(_),
            Value::None
            | Value::Bool(_)
            | Value::Int(_)
            | Value::Float(_)
            | Value::Big(_)
            | Value::Str(_)
            | Value::Bytes(_)
            | Value::Tuple(_)
            | Value::List(_)
            | Value::Dict(_),
        ) => false,
        _ => return None,
    })
}

/// The order of two numbers or texts; `Some(None)` if neither is less (NaN).
fn simple_order(left: &Value, right: &Value) -> Option<Option<Ordering>> {
    Some(match (left, right) {
        (Value::Int(one), Value::Int(other)) => Some(one.cmp(other)),
        (Value::Float(one), Value::Float(other)) => one.partial_cmp(other),
        (Value::Str(one), Value::Str(other)) => Some((***one).cmp(&***other)),
        (Value::Bytes(one), Value::Bytes(other)) => Some(one.cmp(other)),
        (Value::Float(one), other) => float_order(*one, other)?,
        (one, Value::Float(other)) => float_order(*other, one)?.map(Ordering::reverse),
        (one, other) => Some(match (number::small(one), number::small(other)) {
            (Some(one), Some(other)) => one.cmp(&other),
            _ => number::big(one)?.cmp(&number::big(other)?),
        }),
    })
}

/// The exact order of a float and an integer.
fn float_order(left: f64, right: &Value) -> Option<Option<Ordering>> {
    if let Some(right) = number::small(right)
        && number::is_exact(right)
    {
        return Some(left.partial_cmp(&(right as f64)));
    }
    let right = number::big(right)?;
    if left.is_nan() {
        return Some(None);
    }
    if left.is_infinite() {
        return Some(Some(if left > 0.0 { Ordering::Greater } else { Ordering::Less }));
    }
    let whole = number::big(&number::float_to_integer(left))?;
    Some(Some(whole.cmp(&right).then_with(|| left.fract().partial_cmp(&0.0).unwrap_or(Ordering::Equal))))
}
