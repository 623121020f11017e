//! Reading JSON. JavaScript could parse it, but then the core could not read a recording without a browser; and the usual crates
//! bring the tables for floating-point numbers, which are a third of the whole module.

/// A value: the text of one. What is inside is parsed when it is asked for, so that a file with a million events takes no memory
/// beside its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Json<'a>(&'a str);

impl<'a> Json<'a> {
    /// The value that is all of `text`, if it looks like one.
    pub fn parse(text: &'a str) -> Option<Self> {
        let mut scanner = Scanner(text);
        let value = scanner.value()?;
        scanner.peek().is_none().then_some(value)
    }

    /// The property of that name, if this is an object that has it. A property that is `null` is absent.
    pub fn get(self, name: &str) -> Option<Self> {
        let mut scanner = self.inside(b'{')?;
        while scanner.peek()? != b'}' {
            let (key, _, value) = (scanner.value()?, scanner.eat(b':')?, scanner.value()?);
            if key.text().as_deref() == Some(name) {
                return Some(value).filter(|value| value.0 != "null");
            }
            scanner.eat_comma(b'}')?;
        }
        None
    }

    /// The elements, if this is an array.
    pub fn elements(self) -> Option<Vec<Self>> {
        let (mut scanner, mut elements) = (self.inside(b'[')?, Vec::new());
        while scanner.peek()? != b']' {
            elements.push(scanner.value()?);
            scanner.eat_comma(b']')?;
        }
        Some(elements)
    }

    /// The number as it is written, if this is one.
    pub fn number(self) -> Option<&'a str> {
        Some(self.0).filter(|text| text.starts_with(|first: char| first == '-' || first.is_ascii_digit()))
    }

    /// The text, if this is a string.
    pub fn text(self) -> Option<String> {
        let (mut scanner, mut text) = (self.inside(b'"')?, String::new());
        loop {
            let length = scanner.0.bytes().position(|byte| byte == b'"' || byte == b'\\')?;
            text += scanner.take(length)?;
            if scanner.take(1)? == "\"" {
                return Some(text);
            }
            text.push(scanner.escape()?);
        }
    }

    fn inside(self, open: u8) -> Option<Scanner<'a>> {
        let mut scanner = Scanner(self.0);
        scanner.eat(open)?;
        Some(scanner)
    }
}

/// The text that is still to be read.
struct Scanner<'a>(&'a str);

impl<'a> Scanner<'a> {
    /// Skips white space; returns the byte that follows.
    fn peek(&mut self) -> Option<u8> {
        self.0 = self.0.trim_ascii_start();
        self.0.bytes().next()
    }

    fn eat(&mut self, token: u8) -> Option<()> {
        self.peek().filter(|next| *next == token)?;
        self.take(1).map(|_| ())
    }

    /// Between two items there is a comma, and behind the last one the bracket follows.
    fn eat_comma(&mut self, close: u8) -> Option<()> {
        if self.peek()? == close {
            return Some(());
        }
        self.eat(b',')?;
        (self.peek()? != close).then_some(())
    }

    /// Takes the next so many bytes, if they are whole characters. (Slicing a string would panic with that string, and the words
    /// for that are heavy.)
    fn take(&mut self, length: usize) -> Option<&'a str> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }

    /// Takes the next value: up to the end of a word or a string, or to the bracket that closes what it opens.
    fn value(&mut self) -> Option<Json<'a>> {
        self.peek()?;
        let (mut depth, mut is_string, mut is_escaped) = (0_u32, false, false);
        for (index, byte) in self.0.bytes().enumerate() {
            match byte {
                _ if is_escaped => is_escaped = false,
                b'\\' if is_string => is_escaped = true,
                b'"' => is_string = !is_string,
                _ if is_string => {}
                b'{' | b'[' => depth += 1,
                b'}' | b']' if depth > 0 => depth -= 1,
                _ if depth > 0 => {}
                // A word ends before what cannot be a part of it.
                _ if !byte.is_ascii_alphanumeric() && !b"+-.".contains(&byte) => {
                    return (index > 0).then(|| self.take(index).map(Json)).flatten();
                }
                _ => continue,
            }
            if depth == 0 && !is_string {
                return self.take(index + 1).map(Json);
            }
        }
        let length = self.0.len();
        (depth == 0 && !is_string).then(|| self.take(length).map(Json)).flatten()
    }

    fn escape(&mut self) -> Option<char> {
        match self.take(1)? {
            "n" => Some('\n'),
            "t" => Some('\t'),
            "r" => Some('\r'),
            "b" => Some('\u{8}'),
            "f" => Some('\u{c}'),
            "u" => self.code_point(),
            "\"" => Some('"'),
            "\\" => Some('\\'),
            "/" => Some('/'),
            _ => None,
        }
    }

    /// A character beyond 16 bits is written as two escapes.
    fn code_point(&mut self) -> Option<char> {
        let first = self.hexadecimal()?;
        if !(0xd800..0xdc00).contains(&first) {
            return char::from_u32(first);
        }
        self.take(2).filter(|escape| *escape == "\\u")?;
        let second = self.hexadecimal()?.checked_sub(0xdc00).filter(|second| *second < 0x400)?;
        char::from_u32(0x1_0000 + ((first - 0xd800) << 10) + second)
    }

    fn hexadecimal(&mut self) -> Option<u32> {
        let digits = self.take(4)?.bytes();
        digits.map(|digit| char::from(digit).to_digit(16)).try_fold(0, |number, digit| Some(16 * number + digit?))
    }
}
