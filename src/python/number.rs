//! Integers of any size, and floats as Python writes them.

use std::rc::Rc;

use super::{
    ast::{BinaryOp, UnaryOp},
    big::BigInt,
    platform,
    value::Value,
    vm::{Outcome, Vm},
};

/// The prime of Python's hashes of numbers: 2⁶¹ − 1.
const HASH_MODULUS: i64 = (1 << 61) - 1;

/// As many bits as an integer may have.
const MAX_BITS: u64 = 2_000_000;

/// A number as a size: none if it is negative, and the largest if it is larger. (In WebAssembly, sizes have 32 bits.)
pub fn to_size(number: i64) -> usize {
    usize::try_from(number.max(0)).unwrap_or(usize::MAX)
}

/// A value for an integer.
pub fn integer(number: BigInt) -> Value {
    match number.to_i64() {
        Some(small) => Value::Int(small),
        None => Value::Big(Rc::new(number)),
    }
}

pub fn big(value: &Value) -> Option<BigInt> {
    match value {
        Value::Big(number) => Some((**number).clone()),
        _ => small(value).map(BigInt::from),
    }
}

/// An integer of no more than 64 bits.
pub fn small(value: &Value) -> Option<i64> {
    match value {
        Value::Int(number) => Some(*number),
        Value::Bool(value) => Some(i64::from(*value)),
        _ => None,
    }
}

/// The integer part of a float that is finite.
pub fn float_to_integer(number: f64) -> Value {
    let truncated = number.trunc();
    if truncated.abs() < 9.2e18 {
        return Value::Int(truncated as i64);
    }
    let bits = truncated.to_bits();
    let exponent = (bits >> 52 & 0x7ff) as i64 - 1075;
    let mantissa = &BigInt::from((bits & ((1 << 52) - 1) | 1 << 52) as i64) << exponent.max(0) as u64;
    integer(if truncated < 0.0 { -mantissa } else { mantissa })
}

pub fn to_float(value: &Value) -> Option<f64> {
    match value {
        Value::Float(number) => Some(*number),
        Value::Int(number) => Some(*number as f64),
        Value::Bool(value) => Some(f64::from(u8::from(*value))),
        Value::Big(number) => Some(number.to_float()),
        _ => None,
    }
}

pub fn hash_int(number: i64) -> i64 {
    let hash = number % HASH_MODULUS;
    if hash == -1 { -2 } else { hash }
}

pub fn hash_big(number: &BigInt) -> i64 {
    hash_int((number % &BigInt::from(HASH_MODULUS)).to_i64().unwrap_or_default())
}

/// A float that equals an integer has its hash; others have a hash that is computed as CPython does (`_Py_HashDouble`).
pub fn hash_float(number: f64) -> i64 {
    if number.is_nan() {
        return 0;
    }
    if number.is_infinite() {
        return if number > 0.0 { 314_159 } else { -314_159 };
    }
    let (mut mantissa, mut exponent) = split(number.abs());
    let mut hash: u64 = 0;
    while mantissa != 0.0 {
        hash = (hash << 28 & HASH_MODULUS as u64) | hash >> (61 - 28);
        mantissa *= 268_435_456.0;
        exponent -= 28;
        let part = mantissa as u64;
        mantissa -= part as f64;
        hash += part;
        if hash >= HASH_MODULUS as u64 {
            hash -= HASH_MODULUS as u64;
        }
    }
    let shift = exponent.rem_euclid(61) as u32;
    hash = (hash << shift & HASH_MODULUS as u64) | hash >> (61 - shift);
    let hash = if number < 0.0 { -(hash as i64) } else { hash as i64 };
    if hash == -1 { -2 } else { hash }
}

/// A number as a fraction from a half to one, times a power of two.
pub fn split(number: f64) -> (f64, i32) {
    if number == 0.0 || !number.is_finite() {
        return (number, 0);
    }
    let bits = number.to_bits();
    let exponent = (bits >> 52 & 0x7ff) as i32;
    if exponent == 0 {
        let (mantissa, exponent) = split(number * 2f64.powi(64));
        return (mantissa, exponent - 64);
    }
    (f64::from_bits(bits & !(0x7ff << 52) | 1022 << 52), exponent - 1022)
}

/// A float as `repr` writes it: as short as it can be.
pub fn float_text(number: f64) -> String {
    if number.is_nan() {
        return "nan".to_owned();
    }
    if number.is_infinite() {
        return if number > 0.0 { "inf" } else { "-inf" }.to_owned();
    }
    let exact = platform::shortest(number);
    let (mantissa, exponent) = exact.split_once('e').unwrap_or((&exact, "0"));
    let exponent: i32 = exponent.parse().unwrap_or_default();
    if (-4..16).contains(&exponent) {
        return plain_text(mantissa, exponent);
    }
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{mantissa}e{sign}{:02}", exponent.abs())
}

/// The digits of `mantissa`, which has one before the point, with the point moved `exponent` places, and at least one digit after it.
fn plain_text(mantissa: &str, exponent: i32) -> String {
    let (sign, magnitude) = mantissa.strip_prefix('-').map_or(("", mantissa), |magnitude| ("-", magnitude));
    let mut digits = magnitude.replace('.', "");
    if exponent < 0 {
        let zeros = "0".repeat(exponent.unsigned_abs() as usize - 1);
        return format!("{sign}0.{zeros}{digits}");
    }
    let point = exponent as usize + 1;
    while digits.len() <= point {
        digits.push('0');
    }
    digits.insert(point, '.');
    sign.to_owned() + &digits
}

/// A float with that many digits after the point.
pub fn fixed_text(number: f64, digits: usize) -> String {
    // From here on, floats are whole numbers, which browsers would write with an exponent.
    if number.abs() >= 1e21 && number.is_finite() {
        let whole = big(&float_to_integer(number)).unwrap_or_default().text(10);
        return if digits == 0 { whole } else { format!("{whole}.{}", "0".repeat(digits)) };
    }
    platform::fixed(number, digits)
}

/// The sum, difference or product of two small integers, and other frequent operations; `None` if it is not one of them.
#[inline]
pub fn quick(operator: BinaryOp, left: &Value, right: &Value) -> Option<Value> {
    match (left, right) {
        (Value::Int(left), Value::Int(right)) => {
            let (left, right) = (*left, *right);
            match operator {
                BinaryOp::Add => left.checked_add(right).map(Value::Int),
                BinaryOp::Sub => left.checked_sub(right).map(Value::Int),
                BinaryOp::Mul => left.checked_mul(right).map(Value::Int),
                BinaryOp::FloorDiv if right > 0 => Some(Value::Int(left.div_euclid(right))),
                BinaryOp::Mod if right > 0 => Some(Value::Int(left.rem_euclid(right))),
                _ => None,
            }
        }
        (Value::Float(left), Value::Float(right)) => match operator {
            BinaryOp::Add => Some(Value::Float(left + right)),
            BinaryOp::Sub => Some(Value::Float(left - right)),
            BinaryOp::Mul => Some(Value::Float(left * right)),
            _ => None,
        },
        _ => None,
    }
}

impl Vm {
    /// An operation of two numbers; `None` if they are not numbers.
    pub fn number_binary(&mut self, operator: BinaryOp, left: &Value, right: &Value) -> Outcome<Option<Value>> {
        let is_bit_operation = matches!(operator, BinaryOp::And | BinaryOp::Or | BinaryOp::Xor);
        if let (Value::Bool(left), Value::Bool(right)) = (left, right)
            && is_bit_operation
        {
            return Ok(Some(Value::Bool(match operator {
                BinaryOp::And => left & right,
                BinaryOp::Or => left | right,
                _ => left ^ right,
            })));
        }
        if matches!(left, Value::Float(_)) || matches!(right, Value::Float(_)) {
            let (Some(one), Some(other)) = (to_float(left), to_float(right)) else { return Ok(None) };
            let is_too_large = |value: &Value, float: f64| matches!(value, Value::Big(_)) && float.is_infinite();
            if is_too_large(left, one) || is_too_large(right, other) {
                return Err(self.overflow_error("int too large to convert to float"));
            }
            return self.float_binary(operator, one, other);
        }
        match (left, right) {
            (Value::Int(_) | Value::Bool(_) | Value::Big(_), Value::Int(_) | Value::Bool(_) | Value::Big(_)) => {
                self.int_binary(operator, left, right).map(Some)
            }
            _ => Ok(None),
        }
    }

    fn float_binary(&mut self, operator: BinaryOp, left: f64, right: f64) -> Outcome<Option<Value>> {
        if right == 0.0 && matches!(operator, BinaryOp::Div | BinaryOp::FloorDiv | BinaryOp::Mod) {
            return Err(self.zero_division("division by zero"));
        }
        let rest = || {
            let rest = left % right;
            if rest != 0.0 && (rest < 0.0) != (right < 0.0) {
                rest + right
            } else if rest == 0.0 {
                0f64.copysign(right)
            } else {
                rest
            }
        };
        Ok(Some(Value::Float(match operator {
            BinaryOp::Add => left + right,
            BinaryOp::Sub => left - right,
            BinaryOp::Mul => left * right,
            BinaryOp::Div => left / right,
            BinaryOp::Mod => rest(),
            BinaryOp::FloorDiv => {
                let quotient = (left - rest()) / right;
                let floor = quotient.floor();
                if quotient - floor > 0.5 { floor + 1.0 } else { floor }
            }
            BinaryOp::Pow => {
                if left == 0.0 && right < 0.0 {
                    return Err(self.zero_division("zero to a negative power"));
                }
                if left < 0.0 && right.fract() != 0.0 && right.is_finite() {
                    return Err(self.value_error("a negative number to a fractional power is complex, and complex numbers are not supported here"));
                }
                let power = platform::pow(left, right);
                if power.is_infinite() && left.is_finite() && right.is_finite() {
                    return Err(
                        self.error("OverflowError", vec![Value::Int(34), Value::str("Numerical result out of range")])
                    );
                }
                power
            }
            _ => return Ok(None),
        })))
    }

    fn int_binary(&mut self, operator: BinaryOp, left: &Value, right: &Value) -> Outcome {
        if let (Some(left), Some(right)) = (small(left), small(right))
            && let Some(value) = small_binary(operator, left, right)
        {
            return Ok(value);
        }
        let (Some(left), Some(right)) = (big(left), big(right)) else { return Ok(Value::NotImplemented) };
        if right.is_zero() && matches!(operator, BinaryOp::Div | BinaryOp::FloorDiv | BinaryOp::Mod) {
            return Err(self.zero_division("division by zero"));
        }
        let count = right.to_i64().map_or(u64::MAX, |count| count.max(0) as u64);
        let bits = match operator {
            BinaryOp::Mul => left.bits() + right.bits(),
            BinaryOp::LeftShift => left.bits().saturating_add(count),
            BinaryOp::Pow if left.bits() > 1 && !right.is_negative() => left.bits().saturating_mul(count),
            _ => 0,
        };
        if bits > MAX_BITS && !left.is_zero() {
            return Err(self.memory_error());
        }
        self.spend(time_of(operator, left.bits().max(right.bits()).max(bits)));
        Ok(integer(match operator {
            BinaryOp::Add => &left + &right,
            BinaryOp::Sub => &left - &right,
            BinaryOp::Mul => &left * &right,
            BinaryOp::FloorDiv => left.floor_division(&right).0,
            BinaryOp::Mod => left.floor_division(&right).1,
            BinaryOp::Div => {
                let quotient = true_division(&left, &right);
                if quotient.is_infinite() {
                    return Err(self.overflow_error("integer division result too large for a float"));
                }
                return Ok(Value::Float(quotient));
            }
            BinaryOp::Pow => {
                if right.is_negative() {
                    let value = self.float_binary(BinaryOp::Pow, left.to_float(), right.to_float())?;
                    return Ok(value.unwrap_or(Value::NotImplemented));
                }
                match u32::try_from(count) {
                    Ok(exponent) => left.pow(exponent),
                    // Only -1, 0 and 1 come here.
                    Err(_) if right.is_odd() => left,
                    Err(_) => &left * &left,
                }
            }
            BinaryOp::And => &left & &right,
            BinaryOp::Or => &left | &right,
            BinaryOp::Xor => &left ^ &right,
            BinaryOp::LeftShift | BinaryOp::RightShift => {
                if right.is_negative() {
                    return Err(self.value_error("negative shift count"));
                }
                match operator {
                    BinaryOp::LeftShift if left.is_zero() => left,
                    BinaryOp::LeftShift => &left << count,
                    _ if count > left.bits() => BigInt::from(if left.is_negative() { -1 } else { 0 }),
                    _ => &left >> count,
                }
            }
            BinaryOp::MatMul => return Ok(Value::NotImplemented),
        }))
    }

    pub fn number_unary(&mut self, operator: UnaryOp, operand: &Value) -> Option<Value> {
        if let Value::Float(number) = operand {
            return match operator {
                UnaryOp::Plus => Some(Value::Float(*number)),
                UnaryOp::Minus => Some(Value::Float(-number)),
                UnaryOp::Invert => None,
            };
        }
        let number = big(operand)?;
        Some(integer(match operator {
            UnaryOp::Plus => number,
            UnaryOp::Minus => -number,
            UnaryOp::Invert => &-number - &BigInt::from(1),
        }))
    }
}

/// About how long an operation on integers of that many bits takes, as a number of calls.
fn time_of(operator: BinaryOp, bits: u64) -> usize {
    let words = to_size(i64::try_from(bits / 64).unwrap_or(i64::MAX));
    match operator {
        BinaryOp::Mul | BinaryOp::Div | BinaryOp::FloorDiv | BinaryOp::Mod | BinaryOp::Pow => {
            words.saturating_mul(words) / 256
        }
        _ => words / 64,
    }
}

/// Whether a float can be that integer, and every one nearer to zero.
pub fn is_exact(number: i64) -> bool {
    number.unsigned_abs() <= 1 << f64::MANTISSA_DIGITS
}

/// An operation of two small integers with a small result; `None` if it is not one.
fn small_binary(operator: BinaryOp, left: i64, right: i64) -> Option<Value> {
    let shift = u32::try_from(right).ok();
    Some(Value::Int(match operator {
        BinaryOp::Add => left.checked_add(right)?,
        BinaryOp::Sub => left.checked_sub(right)?,
        BinaryOp::Mul => left.checked_mul(right)?,
        BinaryOp::FloorDiv | BinaryOp::Mod => {
            let (quotient, rest) = (left.checked_div(right)?, left.checked_rem(right)?);
            let is_between = rest != 0 && (rest < 0) != (right < 0);
            match operator {
                BinaryOp::FloorDiv => quotient - i64::from(is_between),
                _ => rest + if is_between { right } else { 0 },
            }
        }
        BinaryOp::Div if right != 0 && is_exact(left) && is_exact(right) => {
            return Some(Value::Float(left as f64 / right as f64));
        }
        BinaryOp::Pow => left.checked_pow(shift?)?,
        BinaryOp::And => left & right,
        BinaryOp::Or => left | right,
        BinaryOp::Xor => left ^ right,
        BinaryOp::RightShift => left >> shift?.min(63),
        BinaryOp::LeftShift if left.unsigned_abs() < 1 << 31 && (0..32).contains(&right) => left << right,
        _ => return None,
    }))
}

/// The quotient of two integers, rounded once.
fn true_division(left: &BigInt, right: &BigInt) -> f64 {
    // As many bits as a float has, and some more to round by.
    let shift = 66 + i64::try_from(right.bits()).unwrap_or_default() - i64::try_from(left.bits()).unwrap_or_default();
    let (numerator, denominator) =
        if shift >= 0 { (left << shift as u64, right.clone()) } else { (left.clone(), right << (-shift) as u64) };
    let (quotient, rest) = (&numerator / &denominator, &numerator % &denominator);
    let (quotient, shift) = if rest.is_zero() {
        (quotient, shift)
    } else {
        let beyond = BigInt::from(if quotient.is_negative() { -1 } else { 1 });
        (&(&quotient << 1) + &beyond, shift + 1)
    };
    // In two parts, because one power of two could be too small or too large to exist.
    let half = -shift / 2;
    quotient.to_float()
        * 2f64.powi(i32::try_from(half).unwrap_or_default())
        * 2f64.powi(i32::try_from(-shift - half).unwrap_or_default())
}
