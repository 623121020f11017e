//! The browser's own.

use js_sys::{JsString, RegExp};
use wasm_bindgen::{JsCast, prelude::*};

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = Number)]
    fn number_of(text: &str) -> f64;

    #[wasm_bindgen(js_name = Number)]
    fn float_of(number: &Big) -> f64;

    #[wasm_bindgen(js_name = Number)]
    type Number;

    #[wasm_bindgen(method, js_class = "Number", js_name = toExponential)]
    fn to_shortest(this: &Number) -> String;

    #[wasm_bindgen(method, js_class = "Number", js_name = toExponential)]
    fn to_exponential_text(this: &Number, digits: u32) -> String;

    #[wasm_bindgen(method, js_class = "Number", js_name = toFixed)]
    fn to_fixed_text(this: &Number, digits: u32) -> String;

    #[wasm_bindgen(js_namespace = Math)]
    pub fn acos(number: f64) -> f64;
    #[wasm_bindgen(js_namespace = Math)]
    pub fn asin(number: f64) -> f64;
    #[wasm_bindgen(js_namespace = Math)]
    pub fn atan(number: f64) -> f64;
    #[wasm_bindgen(js_namespace = Math)]
    pub fn atan2(y: f64, x: f64) -> f64;
    #[wasm_bindgen(js_namespace = Math)]
    pub fn cbrt(number: f64) -> f64;
    #[wasm_bindgen(js_namespace = Math)]
    pub fn cos(number: f64) -> f64;
    #[wasm_bindgen(js_namespace = Math)]
    pub fn cosh(number: f64) -> f64;
    #[wasm_bindgen(js_namespace = Math)]
    pub fn exp(number: f64) -> f64;
    #[wasm_bindgen(js_namespace = Math)]
    pub fn expm1(number: f64) -> f64;
    #[wasm_bindgen(js_namespace = Math)]
    pub fn log(number: f64) -> f64;
    #[wasm_bindgen(js_namespace = Math)]
    pub fn log10(number: f64) -> f64;
    #[wasm_bindgen(js_namespace = Math)]
    pub fn log1p(number: f64) -> f64;
    #[wasm_bindgen(js_namespace = Math)]
    pub fn log2(number: f64) -> f64;
    #[wasm_bindgen(js_namespace = Math)]
    pub fn sin(number: f64) -> f64;
    #[wasm_bindgen(js_namespace = Math)]
    pub fn sinh(number: f64) -> f64;
    #[wasm_bindgen(js_namespace = Math)]
    pub fn tan(number: f64) -> f64;
    #[wasm_bindgen(js_namespace = Math)]
    pub fn tanh(number: f64) -> f64;
    #[wasm_bindgen(js_namespace = Math, js_name = pow)]
    fn power(base: f64, exponent: f64) -> f64;
}

/// In C and Python, one to any power is one, and so is minus one to an infinite power; in JavaScript they are not numbers.
pub fn pow(base: f64, exponent: f64) -> f64 {
    let is_one = base == 1.0 || (base == -1.0 && exponent.is_infinite());
    if is_one { 1.0 } else { power(base, exponent) }
}

/// Reads a decimal number, such as `1.5e-7`. (JavaScript also knows other texts, which begin with other characters.)
pub fn parse_float(text: &str) -> Option<f64> {
    let is_decimal = text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-'));
    let unsigned = text.strip_prefix(['+', '-']).unwrap_or(text);
    let number = if is_decimal && !text.is_empty() { number_of(text) } else { named(unsigned)? };
    let number = if !is_decimal && text.starts_with('-') { -number } else { number };
    Some(number).filter(|number| !is_decimal || !number.is_nan())
}

fn named(text: &str) -> Option<f64> {
    if text.eq_ignore_ascii_case("inf") || text.eq_ignore_ascii_case("infinity") {
        Some(f64::INFINITY)
    } else {
        text.eq_ignore_ascii_case("nan").then_some(f64::NAN)
    }
}

/// The shortest text that means exactly this number, as `1.5e-7`.
pub fn shortest(number: f64) -> String {
    signed(number, Number::to_shortest)
}

/// The most digits that browsers write after the point.
const MOST: usize = 100;

/// With that many digits after the point; of two texts that are equally near, the one with an even digit at the end.
pub fn fixed(number: f64, digits: usize) -> String {
    let (written, missing) = (digits.min(MOST), digits.saturating_sub(MOST));
    let text = signed(number, |number| {
        let longer = digits_of(written + 30);
        half_even(number.to_fixed_text(digits_of(written)), &number.to_fixed_text(longer), longer - digits_of(written))
    });
    text + &"0".repeat(missing)
}

/// With that many digits after the point and an exponent, as `1.50e-7`; rounded as by [`fixed`].
pub fn exponential(number: f64, digits: usize) -> String {
    let (written, missing) = (digits.min(MOST), digits.saturating_sub(MOST));
    signed(number, |number| {
        let longer = digits_of(written + 30);
        let [text, exact] = [digits_of(written), longer].map(|digits| number.to_exponential_text(digits));
        let (Some((mantissa, exponent)), Some((exact, same))) = (text.split_once('e'), exact.split_once('e')) else {
            return text;
        };
        // If the last digit carries into the exponent, the two are not equally near.
        let mantissa = if exponent == same {
            half_even(mantissa.to_owned(), exact, longer - digits_of(written))
        } else {
            mantissa.to_owned()
        };
        format!("{mantissa}{}e{}", "0".repeat(missing), exponent.trim_start_matches('+'))
    })
}

fn digits_of(digits: usize) -> u32 {
    digits.min(MOST) as u32
}

/// Writes the magnitude, and then the sign, which JavaScript drops of zero.
fn signed(number: f64, write: impl FnOnce(&Number) -> String) -> String {
    let text = write(JsValue::from(number.abs()).unchecked_ref()).replace("e+", "e");
    if number.is_sign_negative() { format!("-{text}") } else { text }
}

/// JavaScript rounds up what lies in the middle. `exact` is the same number with `more` digits: if those are a five and zeros, the last
/// digit of `text` must be even.
fn half_even(text: String, exact: &str, more: u32) -> String {
    let rest = &exact[exact.len().saturating_sub(more as usize)..];
    let is_middle = rest.strip_prefix('5').is_some_and(|zeros| zeros.bytes().all(|byte| byte == b'0'));
    let last = text.bytes().last().unwrap_or_default();
    if !is_middle || last.is_multiple_of(2) || !last.is_ascii_digit() {
        return text;
    }
    let mut text = text;
    text.pop();
    text.push(char::from(last - 1));
    text
}

pub fn to_upper(text: &str) -> String {
    if text.is_ascii() { text.to_ascii_uppercase() } else { JsString::from(text).to_upper_case().into() }
}

pub fn to_lower(text: &str) -> String {
    if text.is_ascii() { text.to_ascii_lowercase() } else { JsString::from(text).to_lower_case().into() }
}

pub fn is_letter(character: char) -> bool {
    if character.is_ascii() { character.is_ascii_alphabetic() } else { is_of(character, "\\p{Alphabetic}") }
}

pub fn is_number(character: char) -> bool {
    if character.is_ascii() { character.is_ascii_digit() } else { is_of(character, "\\p{N}") }
}

fn is_of(character: char, class: &str) -> bool {
    RegExp::new(class, "u").test(character.encode_utf8(&mut [0; 4]))
}

// Integers

pub use js_sys::BigInt as Big;

/// (JavaScript reads these radices; others are rare.)
pub fn parse_big(digits: &str, radix: u32) -> Big {
    let prefix = match radix {
        2 => "0b",
        8 => "0o",
        10 => "",
        16 => "0x",
        _ => {
            let add = |number: Big, digit: char| {
                number * Big::from(radix) + Big::from(digit.to_digit(radix).unwrap_or_default())
            };
            return digits.chars().fold(Big::from(0), add);
        }
    };
    Big::new(&format!("{prefix}{digits}").into()).unwrap_or_default()
}

pub fn big_text(number: &Big, radix: u32) -> String {
    number.to_string(radix as u8).map(String::from).unwrap_or_default()
}

pub fn big_to_i64(number: &Big) -> Option<i64> {
    number.clone().try_into().ok()
}

pub fn big_to_float(number: &Big) -> f64 {
    float_of(number)
}

pub fn is_big_less(one: &Big, other: &Big) -> bool {
    JsValue::lt(one, other)
}

pub fn big_power(base: &Big, exponent: u32) -> Big {
    base.pow(&exponent.into())
}

pub fn shift_big_left(number: &Big, bits: u64) -> Big {
    number << &bits.into()
}

pub fn shift_big_right(number: &Big, bits: u64) -> Big {
    number >> &bits.into()
}
