//! Takes the functions that the figure shows out of their files, before the crate is compiled. So what is shown is what runs, and
//! a page loads neither the rest of the files nor a parser.
//!
//! A function begins after the line `// lesson: NAME`, in Python `# lesson: NAME`, and ends at the next empty line.

#![allow(clippy::panic, clippy::expect_used, reason = "whoever builds the crate should see what is wrong")]

use std::{env, fs, path::Path};

const SOURCES: [&str; 2] = ["src/strategy.rs", "src/room/code.rs"];
const PYTHON: &str = "src/listing/strategies.py";

fn main() {
    let python = read(PYTHON);
    let constants: String = SOURCES.iter().flat_map(|path| lessons(&read(path), &python)).collect();
    let folder = env::var("OUT_DIR").expect("cargo names a folder");
    fs::write(Path::new(&folder).join("listings.rs"), constants).expect("cargo's folder is writable");
}

fn read(path: &str) -> String {
    println!("cargo:rerun-if-changed={path}");
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{path} cannot be read: {error}"))
}

/// A constant for each function that is marked in `rust`, with the same in Python.
fn lessons(rust: &str, python: &str) -> Vec<String> {
    let names: Vec<_> = rust.lines().filter_map(|line| line.strip_prefix("// lesson: ")).collect();
    assert!(!names.is_empty(), "no function is marked with “// lesson: NAME”");
    let constant = |name: &str| {
        let (constant, rust, python) = (name.to_uppercase(), function(rust, "//", name), function(python, "#", name));
        format!("const {constant}: Listing = Listing {{ name: {name:?}, rust: {rust}, python: {python} }};\n")
    };
    names.into_iter().map(constant).collect()
}

/// The function of that name, as a [`Function`] literal.
fn function(text: &str, comment: &str, name: &str) -> String {
    let marker = format!("{comment} lesson: {name}");
    let after = text.lines().skip_while(|line| *line != marker).skip(1);
    let lines: Vec<_> = after.take_while(|line| !line.is_empty()).collect();
    assert!(!lines.is_empty(), "“{marker}” is missing, or no function follows it");
    let is_code = |line: &&str| !line.trim().starts_with('}');
    let end = lines.iter().rposition(is_code).unwrap_or_default();
    let waiting = lines.iter().rposition(|line| has_any(line, &[".await", "await ", "async with"]));
    let blocking = lines.iter().position(|line| has_any(line, &["block_for(", "time.sleep("]));
    let [waiting, blocking] = [waiting.or(blocking), blocking.or(waiting)].map(|line| line.unwrap_or(end));
    format!("Function {{ lines: &{lines:?}, blocking_line: {blocking}, waiting_line: {waiting}, end_line: {end} }}")
}

fn has_any(line: &str, words: &[&str]) -> bool {
    words.iter().any(|word| line.contains(word))
}
