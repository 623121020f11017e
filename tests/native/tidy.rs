//! Who may know what, and how long a file may be.

use std::{
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
    const OUTSIDE: [&str; 5] = ["web_sys", "js_sys", "gloo_timers", "getrandom", "browser::"];
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let (browser, core): (Vec<_>, Vec<_>) = files(&src)
        .into_iter()
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
