//! Which module may know what.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] }).collect()
}

fn code(file: &Path) -> String {
    let text = fs::read_to_string(file).unwrap();
    text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

#[test]
fn only_the_browser_knows_the_browser() {
    const OUTSIDE: [&str; 5] = ["web_sys", "js_sys", "gloo_", "getrandom", "browser::"];
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (browser, core): (Vec<_>, Vec<_>) = files(&src)
        .into_iter()
        // (What the small Python takes from its platform is chosen when the crate is compiled, too.)
        .filter(|file| !file.ends_with("python/platform/web.rs"))
        .partition(|file| file.strip_prefix(&src).unwrap().starts_with("browser") || file.ends_with("browser.rs"));
    assert!(core.len() > 10 && browser.len() > 10);
    for file in core {
        let text = code(&file);
        let named = OUTSIDE.iter().find(|name| text.contains(**name));
        assert_eq!(named, None, "{} names it", file.display());
        // The platform's executor is the one thing that is chosen when the crate is compiled.
        assert!(
            !text.contains("wasm_bindgen") || file.ends_with("platform.rs"),
            "{} names wasm_bindgen",
            file.display()
        );
    }
}

/// The modules that the code of a file names after `crate::`, also in a list of imports.
fn named_modules(code: &str) -> Vec<String> {
    let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut named = Vec::new();
    for after in code.split("crate::").skip(1) {
        let Some(list) = after.strip_prefix('{') else {
            named.push(word(after));
            continue;
        };
        let mut depth = 0;
        for item in list.split_inclusive([',', '{', '}']) {
            if depth == 0 {
                named.push(word(item.trim_start()));
            }
            depth += i32::from(item.ends_with('{')) - i32::from(item.ends_with('}'));
            if depth < 0 {
                break;
            }
        }
    }
    named
}

#[test]
fn no_modules_import_each_other_in_a_circle() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut imports = BTreeMap::<String, BTreeSet<String>>::new();
    for file in files(&src) {
        let first = file.strip_prefix(&src).unwrap().components().next().unwrap();
        let module = first.as_os_str().to_str().unwrap().trim_end_matches(".rs").to_owned();
        imports
            .entry(module.clone())
            .or_default()
            .extend(named_modules(&code(&file)).into_iter().filter(|m| *m != module));
    }
    assert!(imports["strategy"].contains("join_set") && imports["session"].contains("words"), "{imports:?}");
    // Whatever imports nothing that is left is in no circle.
    while let Some(free) = imports.iter().find(|(_, used)| used.iter().all(|m| !imports.contains_key(m))) {
        let free = free.0.clone();
        imports.remove(&free);
    }
    assert!(imports.is_empty(), "these import each other: {imports:?}");
}
