//! Integers of any size. The arithmetic is the platform's: see there.

use std::{cmp::Ordering, ops};

use super::platform;

/// An integer of any size.
#[derive(Clone, PartialEq, Eq)]
pub struct BigInt(platform::Big);

impl BigInt {
    /// The integer that digits in a radix from 2 to 36 mean; `None` if they are none of that radix.
    pub fn parse(digits: &str, radix: u32) -> Option<Self> {
        let are_digits = !digits.is_empty() && digits.chars().all(|digit| digit.is_digit(radix));
        are_digits.then(|| Self(platform::parse_big(digits, radix)))
    }

    /// The non-negative integer of these words, the lowest first.
    pub fn from_words(words: &[u32]) -> Self {
        let mut digits = String::new();
        for word in words.iter().rev() {
            digits += &format!("{word:08x}");
        }
        Self::parse(&digits, 16).unwrap_or_default()
    }

    /// The words of its magnitude, the lowest first; none of zero.
    pub fn words(&self) -> Vec<u32> {
        let digits = self.abs().text(16);
        let words = digits.as_bytes().rchunks(8).map(|chunk| {
            let digits = chunk.iter().map(|&digit| char::from(digit).to_digit(16).unwrap_or_default());
            digits.fold(0, |word, digit| word << 4 | digit)
        });
        if self.is_zero() { Vec::new() } else { words.collect() }
    }

    /// Its digits in a radix from 2 to 36, with its sign.
    pub fn text(&self, radix: u32) -> String {
        platform::big_text(&self.0, radix)
    }

    pub fn to_i64(&self) -> Option<i64> {
        platform::big_to_i64(&self.0)
    }

    /// The float nearest to it; infinite if it is too large.
    pub fn to_float(&self) -> f64 {
        platform::big_to_float(&self.0)
    }

    pub fn is_zero(&self) -> bool {
        *self == Self::from(0)
    }

    pub fn is_negative(&self) -> bool {
        *self < Self::from(0)
    }

    pub fn is_odd(&self) -> bool {
        !(self & &Self::from(1)).is_zero()
    }

    pub fn abs(&self) -> Self {
        if self.is_negative() { -self.clone() } else { self.clone() }
    }

    /// The number of bits of its magnitude.
    pub fn bits(&self) -> u64 {
        let digits = self.text(16);
        let digits = digits.trim_start_matches('-');
        let first = digits.chars().next().and_then(|digit| digit.to_digit(16)).unwrap_or_default();
        4 * digits.len() as u64 - u64::from(first.leading_zeros() - 28)
    }

    pub fn pow(&self, exponent: u32) -> Self {
        Self(platform::big_power(&self.0, exponent))
    }

    /// This to a power that is not negative, modulo a number that is not zero; with the sign of that number.
    pub fn power_modulo(&self, exponent: &Self, modulus: &Self) -> Self {
        let (_, mut base) = self.floor_division(modulus);
        let (_, mut power) = Self::from(1).floor_division(modulus);
        for word in exponent.words() {
            for bit in 0..32 {
                if word >> bit & 1 == 1 {
                    power = (&power * &base).floor_division(modulus).1;
                }
                base = (&base * &base).floor_division(modulus).1;
            }
        }
        power
    }

    /// What gives one if multiplied by this, modulo a number that is not zero. (Euclid's algorithm.)
    pub fn inverse_modulo(&self, modulus: &Self) -> Option<Self> {
        let (mut rest, mut next) = (modulus.abs(), self.floor_division(&modulus.abs()).1);
        let (mut factor, mut next_factor) = (Self::from(0), Self::from(1));
        while !next.is_zero() {
            let quotient = &rest / &next;
            (rest, next) = (next.clone(), &rest - &(&quotient * &next));
            (factor, next_factor) = (next_factor.clone(), &factor - &(&quotient * &next_factor));
        }
        (rest == Self::from(1)).then(|| factor.floor_division(modulus).1)
    }

    /// The root of a number that is not negative, rounded down. (Newton's method, from above.)
    pub fn square_root(&self) -> Self {
        if self.is_zero() {
            return self.clone();
        }
        let mut root = &Self::from(1) << self.bits().div_ceil(2);
        loop {
            let next = &(&root + &(self / &root)) >> 1;
            if next >= root {
                return root;
            }
            root = next;
        }
    }

    /// The quotient rounded down, and what remains, which has the sign of the divisor. The divisor is not zero.
    pub fn floor_division(&self, divisor: &Self) -> (Self, Self) {
        let (quotient, rest) = (self / divisor, self % divisor);
        if !rest.is_zero() && rest.is_negative() != divisor.is_negative() {
            (&quotient - &Self::from(1), &rest + divisor)
        } else {
            (quotient, rest)
        }
    }
}

impl Default for BigInt {
    fn default() -> Self {
        Self::from(0)
    }
}

impl From<i64> for BigInt {
    fn from(number: i64) -> Self {
        Self(number.into())
    }
}

impl PartialOrd for BigInt {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for BigInt {
    fn cmp(&self, other: &Self) -> Ordering {
        if self == other {
            Ordering::Equal
        } else if platform::is_big_less(&self.0, &other.0) {
            Ordering::Less
        } else {
            Ordering::Greater
        }
    }
}

macro_rules! operations {
    ($($trait:ident $method:ident;)*) => {$(
        impl ops::$trait for &BigInt {
            type Output = BigInt;

            fn $method(self, other: Self) -> BigInt {
                BigInt(ops::$trait::$method(&self.0, &other.0))
            }
        }
    )*};
}

operations! {
    Add add;
    Sub sub;
    Mul mul;
    Div div; // towards zero
    Rem rem; // with the sign of the first
    BitAnd bitand;
    BitOr bitor;
    BitXor bitxor;
}

impl ops::Neg for BigInt {
    type Output = Self;

    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl ops::Shl<u64> for &BigInt {
    type Output = BigInt;

    fn shl(self, bits: u64) -> BigInt {
        BigInt(platform::shift_big_left(&self.0, bits))
    }
}

impl ops::Shr<u64> for &BigInt {
    type Output = BigInt;

    /// Rounds down.
    fn shr(self, bits: u64) -> BigInt {
        BigInt(platform::shift_big_right(&self.0, bits))
    }
}
