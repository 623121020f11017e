//! Integers of any size, and floats as Python writes them.

use std::rc::Rc;

use num_bigint::{BigInt, Sign};

use super::{
    ast::{BinaryOp, UnaryOp},
    platform,
    value::Value,
    vm::{Outcome, Vm},
};

/// The prime of Python's hashes of numbers: 2⁶¹ − 1.
const HASH_MODULUS: i64 = (1 << 61) - 1;

/// As many bits as an integer may have.
const MAX_BITS: u64 = 2_000_000;

/// A value for an integer.
/// A number as a size: none if it is negative, and the largest if it is larger. (In WebAssembly, sizes have 32 bits.)
pub fn to_size(number: i64) -> usize {
    usize::try_from(number.max(0)).unwrap_or(usize::MAX)
}

pub fn integer(number: BigInt) -> Value {
    match i64::try_from(&number) {
        Ok(small) => Value::Int(small),
        Err(_) => Value::Big(Rc::new(number)),
    }
}

pub fn big(value: &Value) -> Option<BigInt> {
    match value {
        Value::Int(number) => Some(BigInt::from(*number)),
        Value::Bool(value) => Some(BigInt::from(i64::from(*value))),
        Value::Big(number) => Some((**number).clone()),
        _ => None,
    }
}

/// The float nearest to an integer; infinite if it is too large.
pub fn big_to_float(number: &BigInt) -> f64 {
    let (sign, digits) = number.to_u64_digits();
    let bits = number.bits();
    let magnitude = if bits <= 64 {
        digits.first().copied().unwrap_or_default() as f64
    } else {
        // The first 64 bits decide, and whether anything follows them.
        let shift = bits - 64;
        let top = number.magnitude() >> shift;
        let has_rest = number.magnitude().trailing_zeros().is_some_and(|zeros| zeros < shift);
        let top = top.to_u64_digits().first().copied().unwrap_or_default() | u64::from(has_rest);
        (top as f64) * 2f64.powi(i32::try_from(shift).unwrap_or(i32::MAX))
    };
    if sign == Sign::Minus { -magnitude } else { magnitude }
}

/// The integer part of a float that is finite.
pub fn float_to_integer(number: f64) -> Value {
    let truncated = number.trunc();
    if truncated.abs() < 9.2e18 {
        return Value::Int(truncated as i64);
    }
    let bits = truncated.to_bits();
    let exponent = (bits >> 52 & 0x7ff) as i64 - 1075;
    let mantissa = BigInt::from(bits & ((1 << 52) - 1) | 1 << 52) << exponent.max(0) as u64;
    integer(if truncated < 0.0 { -mantissa } else { mantissa })
}

pub fn to_float(value: &Value) -> Option<f64> {
    match value {
        Value::Float(number) => Some(*number),
        Value::Int(number) => Some(*number as f64),
        Value::Bool(value) => Some(f64::from(u8::from(*value))),
        Value::Big(number) => Some(big_to_float(number)),
        _ => None,
    }
}

pub fn hash_int(number: i64) -> i64 {
    let hash = number % HASH_MODULUS;
    if hash == -1 { -2 } else { hash }
}

pub fn hash_big(number: &BigInt) -> i64 {
    let rest = number.magnitude() % (HASH_MODULUS as u64);
    let rest = rest.to_u64_digits().first().copied().unwrap_or_default() as i64;
    let hash = if number.sign() == Sign::Minus { -rest } else { rest };
    if hash == -1 { -2 } else { hash }
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
        let whole = big(&float_to_integer(number)).unwrap_or_default().to_string();
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
            return match (to_float(left), to_float(right)) {
                (Some(left), Some(right)) => self.float_binary(operator, left, right),
                _ => Ok(None),
            };
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
        let (Some(left), Some(right)) = (big(left), big(right)) else { return Ok(Value::NotImplemented) };
        let is_zero = right.sign() == Sign::NoSign;
        if is_zero && matches!(operator, BinaryOp::Div | BinaryOp::FloorDiv | BinaryOp::Mod) {
            return Err(self.zero_division("division by zero"));
        }
        let bits = match operator {
            BinaryOp::Mul => left.bits() + right.bits(),
            BinaryOp::LeftShift => left.bits().saturating_add(u64::try_from(&right).unwrap_or(u64::MAX)),
            BinaryOp::Pow if left.bits() > 1 => {
                left.bits().saturating_mul(u64::try_from(&right).unwrap_or(if right.sign() == Sign::Minus {
                    0
                } else {
                    u64::MAX
                }))
            }
            _ => 0,
        };
        if bits > MAX_BITS && left.sign() != Sign::NoSign {
            return Err(self.memory_error());
        }
        self.spend(time_of(operator, left.bits().max(right.bits()).max(bits)));
        Ok(integer(match operator {
            BinaryOp::Add => left + right,
            BinaryOp::Sub => left - right,
            BinaryOp::Mul => left * right,
            BinaryOp::FloorDiv => floor_division(&left, &right).0,
            BinaryOp::Mod => floor_division(&left, &right).1,
            BinaryOp::Div => {
                let quotient = true_division(&left, &right);
                if quotient.is_infinite() {
                    return Err(self.overflow_error("integer division result too large for a float"));
                }
                return Ok(Value::Float(quotient));
            }
            BinaryOp::Pow => {
                if right.sign() == Sign::Minus {
                    let value = self.float_binary(BinaryOp::Pow, big_to_float(&left), big_to_float(&right))?;
                    return Ok(value.unwrap_or(Value::NotImplemented));
                }
                match u32::try_from(&right) {
                    Ok(exponent) => left.pow(exponent),
                    // Only -1, 0 and 1 come here.
                    Err(_) if right.bit(0) => left,
                    Err(_) => &left * &left,
                }
            }
            BinaryOp::And => left & right,
            BinaryOp::Or => left | right,
            BinaryOp::Xor => left ^ right,
            BinaryOp::LeftShift | BinaryOp::RightShift => {
                if right.sign() == Sign::Minus {
                    return Err(self.value_error("negative shift count"));
                }
                let count = u64::try_from(&right).unwrap_or(u64::MAX);
                match operator {
                    BinaryOp::LeftShift if left.sign() == Sign::NoSign => left,
                    BinaryOp::LeftShift => left << count,
                    _ if count > left.bits() => BigInt::from(if left.sign() == Sign::Minus { -1 } else { 0 }),
                    _ => left >> count,
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
            UnaryOp::Invert => -number - 1,
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

/// The quotient rounded down, and what remains.
pub fn floor_division(left: &BigInt, right: &BigInt) -> (BigInt, BigInt) {
    let (quotient, rest) = (left / right, left % right);
    if rest.sign() != Sign::NoSign && rest.sign() != right.sign() {
        (quotient - 1, rest + right)
    } else {
        (quotient, rest)
    }
}

/// The quotient of two integers, rounded once.
fn true_division(left: &BigInt, right: &BigInt) -> f64 {
    let exact = 1u64 << 53;
    if left.magnitude() <= &exact.into() && right.magnitude() <= &exact.into() {
        return big_to_float(left) / big_to_float(right);
    }
    // As many bits as a float has, and some more to round by.
    let shift = 66 + i64::try_from(right.bits()).unwrap_or_default() - i64::try_from(left.bits()).unwrap_or_default();
    let (numerator, denominator) =
        if shift >= 0 { (left << shift as u64, right.clone()) } else { (left.clone(), right << (-shift) as u64) };
    let (quotient, rest) = (&numerator / &denominator, &numerator % &denominator);
    let quotient = if rest.sign() == Sign::NoSign {
        quotient
    } else if quotient.sign() == Sign::Minus {
        (quotient << 1) - 1
    } else {
        (quotient << 1) + 1
    };
    let shift = if rest.sign() == Sign::NoSign { shift } else { shift + 1 };
    let value = big_to_float(&quotient);
    // In two parts, because one power of two could be too small or too large to exist.
    let half = -shift / 2;
    value
        * 2f64.powi(i32::try_from(half).unwrap_or_default())
        * 2f64.powi(i32::try_from(-shift - half).unwrap_or_default())
}
