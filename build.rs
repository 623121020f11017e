//! Finds the functions that the figure shows: their names, and the line in which each waits, which recordings tell. (The page takes
//! the rest from the files themselves: see `www/listing.js`, where it says how functions are marked.) And leaves out of the little
//! Python's modules what only readers need.

#![allow(clippy::panic, clippy::expect_used, reason = "whoever builds the crate should see what is wrong")]

use std::{env, ffi::OsStr, fs, path::Path};

/// The modules of the little Python that are always part of the crate.
const MODULES: &str = "src/python/library";

const SOURCES: [&str; 2] = ["src/strategy.rs", "src/room/code.rs"];

fn main() {
    let constants: String = SOURCES.iter().flat_map(|path| lessons(&read(path))).collect();
    let folder = env::var("OUT_DIR").expect("cargo names a folder");
    fs::write(Path::new(&folder).join("listings.rs"), constants).expect("cargo's folder is writable");
    for entry in fs::read_dir(MODULES).expect("the crate has these modules") {
        let path = entry.expect("the folder is readable").path();
        if let (Some("py"), Some(name)) = (path.extension().and_then(OsStr::to_str), path.file_name()) {
            let text = compact(&read(&path.to_string_lossy()));
            fs::write(Path::new(&folder).join(name), text).expect("cargo's folder is writable");
        }
    }
}

/// A Python module without comments and empty lines, indented by one space. (It has no strings of several lines.)
fn compact(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'));
    let compacted = lines.map(|line| {
        let code = line.trim_start();
        let indent = (line.len() - code.len()) / 4;
        format!("{}{code}\n", " ".repeat(indent))
    });
    compacted.collect()
}

fn read(path: &str) -> String {
    println!("cargo:rerun-if-changed={path}");
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{path} cannot be read: {error}"))
}

/// A constant for each function that is marked in `text`.
fn lessons(text: &str) -> Vec<String> {
    let names: Vec<_> = text.lines().filter_map(|line| line.strip_prefix("// lesson: ")).collect();
    assert!(!names.is_empty(), "no function is marked with “// lesson: NAME”");
    let constant = |name: &str| {
        let (constant, line) = (name.to_uppercase(), waiting_line(text, name));
        format!("const {constant}: Listing = Listing {{ name: {name:?}, waiting_line: {line} }};\n")
    };
    names.into_iter().map(constant).collect()
}

/// The line of its last `.await`, counted from 1; if it has none, its last but the closing brace.
fn waiting_line(text: &str, name: &str) -> usize {
    let marker = format!("// lesson: {name}");
    let after = text.lines().skip_while(|line| *line != marker).skip(1);
    let lines: Vec<_> = after.take_while(|line| !line.is_empty()).collect();
    assert!(!lines.is_empty(), "no function follows “{marker}”");
    let last = |is_meant: fn(&&str) -> bool| lines.iter().rposition(is_meant);
    1 + last(|line| line.contains(".await")).or_else(|| last(|line| !line.trim().starts_with('}'))).unwrap_or_default()
}
