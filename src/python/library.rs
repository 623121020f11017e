//! The modules that a program may import, as far as they are written in Python. What these are written with is in `modules`.
//!
//! A WebAssembly module contains only those that most programs import. The page loads the others when a program needs them, and
//! provides them.

use std::cell::RefCell;

/// A module of `library/`, as `build.rs` compacts it.
macro_rules! core {
    ($file:literal) => {
        include_str!(concat!(env!("OUT_DIR"), "/", $file))
    };
}

/// The modules that are always there, and what they are made of.
const CORE: &[(&str, &str)] = &[
    ("__future__", "annotations = None"),
    ("concurrent", ""),
    ("_builtins", core!("builtins.py")),
    ("asyncio", core!("asyncio.py")),
    ("bisect", core!("bisect.py")),
    ("collections", core!("collections.py")),
    ("heapq", core!("heapq.py")),
    ("itertools", core!("itertools.py")),
    ("math", core!("math.py")),
    ("operator", core!("operator.py")),
    ("random", core!("random.py")),
    ("sys", core!("sys.py")),
    ("time", core!("time.py")),
];

/// The others, and natively what they are made of.
const MORE: &[(&str, Option<&str>)] = &[
    ("abc", natively(include_str!("library/more/abc.py"))),
    ("collections.abc", natively(include_str!("library/more/collections_abc.py"))),
    ("concurrent.futures", natively(include_str!("library/more/concurrent_futures.py"))),
    ("contextlib", natively(include_str!("library/more/contextlib.py"))),
    ("contextvars", natively(include_str!("library/more/contextvars.py"))),
    ("copy", natively(include_str!("library/more/copy.py"))),
    ("dataclasses", natively(include_str!("library/more/dataclasses.py"))),
    ("enum", natively(include_str!("library/more/enum.py"))),
    ("functools", natively(include_str!("library/more/functools.py"))),
    ("inspect", natively(include_str!("library/more/inspect.py"))),
    ("io", natively(include_str!("library/more/io.py"))),
    ("json", natively(include_str!("library/more/json.py"))),
    ("logging", natively(include_str!("library/more/logging.py"))),
    ("statistics", natively(include_str!("library/more/statistics.py"))),
    ("string", natively(include_str!("library/more/string.py"))),
    ("traceback", natively(include_str!("library/more/traceback.py"))),
    ("types", natively(include_str!("library/more/types.py"))),
    ("typing", natively(include_str!("library/more/typing.py"))),
    ("warnings", natively(include_str!("library/more/warnings.py"))),
];

const fn natively(source: &str) -> Option<&str> {
    if cfg!(target_arch = "wasm32") { None } else { Some(source) }
}

thread_local! {
    static PROVIDED: RefCell<Vec<(&'static str, &'static str)>> = const { RefCell::new(Vec::new()) };
}

/// Provides a module that the page has loaded. An unknown one, or one that is there already, changes nothing.
pub fn provide(module: &str, source: String) {
    if let Some((name, None)) = MORE.iter().find(|(name, _)| *name == module)
        && self::source(module).is_none()
    {
        PROVIDED.with_borrow_mut(|provided| provided.push((name, source.leak())));
    }
}

/// What a module is made of; `None` if it is not there.
pub fn source(module: &str) -> Option<&'static str> {
    let known =
        |modules: &[(&str, &'static str)]| modules.iter().find(|(name, _)| *name == module).map(|(_, source)| *source);
    let more = || MORE.iter().find(|(name, _)| *name == module).and_then(|(_, source)| *source);
    known(CORE).or_else(more).or_else(|| PROVIDED.with_borrow(|provided| known(provided)))
}

/// What is said of a module that a program may import and that is not there.
pub fn not_loaded(module: &str) -> String {
    format!("the module '{module}' could not be loaded; is there a network connection?")
}

/// Whether a program may import a module.
pub fn is_known(module: &str) -> bool {
    known().any(|name| name == module)
}

/// The names of all modules that a program may import.
pub fn known() -> impl Iterator<Item = &'static str> {
    let all = CORE.iter().map(|(name, _)| *name).chain(MORE.iter().map(|(name, _)| *name));
    all.filter(|name| !matches!(*name, "_builtins"))
}
