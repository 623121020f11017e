//! Takes the functions that the figure shows out of their files, before the crate is compiled. So what is shown is what runs,
//! and a page need not load the rest of the files, nor what would be needed to read them.

#![allow(clippy::panic, clippy::expect_used, reason = "who builds the crate should see what is wrong")]

use std::{env, fs, path::Path};

const STRATEGIES: [&str; 8] =
    ["one_by_one", "all_at_once", "at_most", "first", "deadline", "fail_fast", "blocking", "never_awaited"];
const OF_USERS: [&str; 3] = ["code_from", "right_code_from", "code_from_blocking"];

fn main() {
    let [strategies, codes, python] =
        ["src/strategy.rs", "src/room/codes.rs", "src/source/strategies.py"].map(|path| {
            println!("cargo:rerun-if-changed={path}");
            fs::read_to_string(path).unwrap_or_else(|error| panic!("{path} cannot be read: {error}"))
        });
    let of_strategies = STRATEGIES.map(|name| listing(name, (&strategies, "pub async fn "), &python));
    let of_users = OF_USERS.map(|name| listing(name, (&codes, "pub fn "), &python));
    let folder = env::var("OUT_DIR").expect("cargo names a folder");
    let text = [of_strategies.concat(), of_users.concat()].concat();
    fs::write(Path::new(&folder).join("listings.rs"), text).expect("the folder can be written to");
}

/// A constant that holds the function of that name in both languages.
fn listing(name: &str, (rust, keyword): (&str, &str), python: &str) -> String {
    let [rust, python] = [function(rust, keyword, name), function(python, "async def ", name)];
    format!("const {}: Listing = Listing {{ rust: {rust}, python: {python} }};\n", name.to_uppercase())
}

/// The function of that name, to the next line that is empty or indented less.
fn function(text: &str, keyword: &str, name: &str) -> String {
    let is_first = |line: &&str| {
        let rest = line.trim_start().strip_prefix(keyword).and_then(|rest| rest.strip_prefix(name));
        rest.is_some_and(|rest| rest.starts_with(['(', '<']))
    };
    let first = text.lines().find(is_first).unwrap_or_else(|| panic!("{keyword}{name} is not there"));
    let depth = indent(first);
    let from_first = text.lines().skip_while(|line| !is_first(line));
    let of_it = from_first.take_while(|line| !line.is_empty() && indent(line) >= depth);
    let lines: Vec<_> = of_it.map(|line| &line[depth..]).collect();
    let ends = lines.iter().rposition(|line| !line.trim().starts_with('}')).unwrap_or_default();
    let waits = lines.iter().rposition(|line| has_any(line, &[".await", "await ", "with TaskGroup"]));
    let runs = lines.iter().position(|line| has_any(line, &["block_until(", "time.sleep("]));
    let [waits, runs] = [waits.or(runs), runs.or(waits)].map(|line| line.unwrap_or(ends));
    format!("Function {{ lines: &{lines:?}, runs: {runs}, waits: {waits}, ends: {ends} }}")
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start().len()
}

fn has_any(line: &str, words: &[&str]) -> bool {
    words.iter().any(|word| line.contains(word))
}
