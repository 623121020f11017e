//! Text as bytes, and bytes as text: UTF-8, Latin-1 and ASCII.

use super::{
    call::as_str,
    value::Value,
    vm::{Outcome, Vm},
};

/// An encoding that Python has by several names.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Utf8,
    Latin1,
    Ascii,
}

/// What becomes of what cannot be converted.
#[derive(Clone, Copy, PartialEq, Eq)]
enum OnError {
    Raise,
    Ignore,
    Replace,
}

impl Encoding {
    fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Latin1 => "latin-1",
            Self::Ascii => "ascii",
        }
    }

    /// How many characters it knows, from the first on.
    fn size(self) -> u32 {
        match self {
            Self::Utf8 => 0x11_0000,
            Self::Latin1 => 256,
            Self::Ascii => 128,
        }
    }
}

impl Vm {
    /// The bytes of a text, as `encoding` and `errors` say, which may be unbound.
    pub fn encode(&mut self, text: &str, encoding: &Value, errors: &Value) -> Outcome<Vec<u8>> {
        let (encoding, on_error) = (self.encoding(encoding)?, self.on_error(errors)?);
        if encoding == Encoding::Utf8 {
            return Ok(text.as_bytes().to_vec());
        }
        let mut bytes = Vec::with_capacity(text.len());
        for (place, character) in text.chars().enumerate() {
            match u8::try_from(u32::from(character)) {
                Ok(byte) if u32::from(byte) < encoding.size() => bytes.push(byte),
                _ if on_error == OnError::Ignore => {}
                _ if on_error == OnError::Replace => bytes.push(b'?'),
                _ => {
                    let message = format!(
                        "'{}' codec can't encode character {} in position {place}: ordinal not in range({})",
                        encoding.name(),
                        super::text::ascii(&super::text::quoted(&character.to_string())),
                        encoding.size()
                    );
                    return Err(self.error("UnicodeEncodeError", vec![Value::str(message)]));
                }
            }
        }
        Ok(bytes)
    }

    /// The text of some bytes.
    pub fn decode(&mut self, bytes: &[u8], encoding: &Value, errors: &Value) -> Outcome<String> {
        let (encoding, on_error) = (self.encoding(encoding)?, self.on_error(errors)?);
        if encoding == Encoding::Utf8 {
            return self.decode_utf8(bytes, on_error);
        }
        let mut text = String::with_capacity(bytes.len());
        for (place, &byte) in bytes.iter().enumerate() {
            match on_error {
                _ if u32::from(byte) < encoding.size() => text.push(char::from(byte)),
                OnError::Ignore => {}
                OnError::Replace => text.push(char::REPLACEMENT_CHARACTER),
                OnError::Raise => {
                    let message = format!(
                        "'{}' codec can't decode byte 0x{byte:02x} in position {place}: ordinal not in range({})",
                        encoding.name(),
                        encoding.size()
                    );
                    return Err(self.error("UnicodeDecodeError", vec![Value::str(message)]));
                }
            }
        }
        Ok(text)
    }

    fn decode_utf8(&mut self, bytes: &[u8], on_error: OnError) -> Outcome<String> {
        match (std::str::from_utf8(bytes), on_error) {
            (Ok(text), _) => Ok(text.to_owned()),
            (Err(_), OnError::Ignore) => Ok(bytes.utf8_chunks().map(|chunk| chunk.valid()).collect()),
            (Err(_), OnError::Replace) => Ok(String::from_utf8_lossy(bytes).into_owned()),
            (Err(error), OnError::Raise) => {
                let at = error.valid_up_to();
                let what = match error.error_len() {
                    None => "unexpected end of data",
                    Some(1) => "invalid start byte",
                    Some(_) => "invalid continuation byte",
                };
                let end = error.error_len().map_or(bytes.len(), |length| at + length) - 1;
                let place = if end > at {
                    format!("bytes in position {at}-{end}")
                } else {
                    format!("byte 0x{:02x} in position {at}", bytes[at])
                };
                let message = format!("'utf-8' codec can't decode {place}: {what}");
                Err(self.error("UnicodeDecodeError", vec![Value::str(message)]))
            }
        }
    }

    fn encoding(&mut self, name: &Value) -> Outcome<Encoding> {
        let Some(name) = as_str(name) else { return Ok(Encoding::Utf8) };
        match name.to_ascii_lowercase().replace('_', "-").as_str() {
            "utf-8" | "utf8" => Ok(Encoding::Utf8),
            "latin-1" | "latin1" | "iso-8859-1" | "iso8859-1" => Ok(Encoding::Latin1),
            "ascii" | "us-ascii" => Ok(Encoding::Ascii),
            _ => {
                let message = format!("unknown encoding: {}; utf-8, latin-1 and ascii are known here", &**name);
                Err(self.error("LookupError", vec![Value::str(message)]))
            }
        }
    }

    fn on_error(&mut self, name: &Value) -> Outcome<OnError> {
        let Some(name) = as_str(name) else { return Ok(OnError::Raise) };
        match name.as_str() {
            "strict" => Ok(OnError::Raise),
            "ignore" => Ok(OnError::Ignore),
            "replace" => Ok(OnError::Replace),
            _ => {
                let message = format!(
                    "unknown error handler name '{}'; strict, ignore and replace are known here",
                    name.as_str()
                );
                Err(self.error("LookupError", vec![Value::str(message)]))
            }
        }
    }
}
