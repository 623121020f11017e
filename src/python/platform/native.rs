//! Rust's standard library.

/// Reads a decimal number, such as `1.5e-7`.
pub fn parse_float(text: &str) -> Option<f64> {
    text.parse().ok()
}

/// The shortest text that means exactly this number, as `1.5e-7`.
pub fn shortest(number: f64) -> String {
    format!("{number:e}")
}

/// With that many digits after the point; of two texts that are equally near, the one with an even digit at the end.
pub fn fixed(number: f64, digits: usize) -> String {
    format!("{number:.digits$}")
}

/// With that many digits after the point and an exponent, as `1.50e-7`; rounded as by [`fixed`].
pub fn exponential(number: f64, digits: usize) -> String {
    format!("{number:.digits$e}")
}

pub fn to_upper(text: &str) -> String {
    text.to_uppercase()
}

pub fn to_lower(text: &str) -> String {
    text.to_lowercase()
}

pub fn is_letter(character: char) -> bool {
    character.is_alphabetic()
}

pub fn is_number(character: char) -> bool {
    character.is_numeric()
}

macro_rules! functions {
    ($($name:ident = $function:path;)*) => {
        $(pub fn $name(number: f64) -> f64 {
            $function(number)
        })*
    };
}

functions! {
    acos = f64::acos;
    asin = f64::asin;
    atan = f64::atan;
    cbrt = f64::cbrt;
    cos = f64::cos;
    cosh = f64::cosh;
    exp = f64::exp;
    expm1 = f64::exp_m1;
    log = f64::ln;
    log10 = f64::log10;
    log1p = f64::ln_1p;
    log2 = f64::log2;
    sin = f64::sin;
    sinh = f64::sinh;
    tan = f64::tan;
    tanh = f64::tanh;
}

pub fn atan2(y: f64, x: f64) -> f64 {
    y.atan2(x)
}

pub fn pow(base: f64, exponent: f64) -> f64 {
    base.powf(exponent)
}

// Integers

pub use num_bigint::BigInt as Big;

pub fn parse_big(digits: &str, radix: u32) -> Big {
    Big::parse_bytes(digits.as_bytes(), radix).unwrap_or_default()
}

pub fn big_text(number: &Big, radix: u32) -> String {
    number.to_str_radix(radix)
}

pub fn big_to_i64(number: &Big) -> Option<i64> {
    number.try_into().ok()
}

pub fn big_to_float(number: &Big) -> f64 {
    // What is written exactly is read as the nearest there is.
    number.to_string().parse().unwrap_or_default()
}

pub fn is_big_less(one: &Big, other: &Big) -> bool {
    one < other
}

pub fn big_power(base: &Big, exponent: u32) -> Big {
    base.pow(exponent)
}

pub fn shift_big_left(number: &Big, bits: u64) -> Big {
    number << bits
}

pub fn shift_big_right(number: &Big, bits: u64) -> Big {
    number >> bits
}
