//! What is Python and cannot be run here is refused before anything runs, with the nearest thing that works.

use std::collections::HashSet;

use super::{
    ast::{Expr, ExprKind, Name, Part, Stmt, StmtKind},
    error::{Checked, SyntaxError},
    library,
};

/// Modules that programs ask for, and what to use instead.
const INSTEAD: &[(&str, &str)] = &[
    ("threading", "for a function that blocks use `await asyncio.to_thread(…)`, for locks `asyncio.Lock`"),
    ("multiprocessing", "use tasks: `asyncio.create_task(…)`"),
    ("subprocess", "a coroutine that awaits `asyncio.sleep` can stand for the process"),
    ("socket", "a coroutine that awaits `asyncio.sleep` can stand for the network"),
    ("ssl", "a coroutine that awaits `asyncio.sleep` can stand for the network"),
    ("http", "a coroutine that awaits `asyncio.sleep` can stand for the request"),
    ("urllib", "a coroutine that awaits `asyncio.sleep` can stand for the request"),
    ("aiohttp", "a coroutine that awaits `asyncio.sleep` can stand for the request"),
    ("httpx", "a coroutine that awaits `asyncio.sleep` can stand for the request"),
    ("requests", "`time.sleep` blocks as `requests` does; a coroutine that awaits `asyncio.sleep` does not"),
    ("os", "there is no operating system here"),
    ("pathlib", "there are no files here; keep the text in a string"),
    ("shutil", "there are no files here; keep the text in a string"),
    ("tempfile", "there are no files here; keep the text in a string"),
    ("aiofiles", "there are no files here; keep the text in a string"),
    ("signal", "cancel a task instead: `task.cancel()`"),
    ("queue", "use `asyncio.Queue`"),
    ("sched", "use `loop.call_later(…)`"),
    ("datetime", "use `time.strftime(…)`"),
    ("uvloop", "leave it out: the loop here is the browser's"),
    ("trio", "use `asyncio.TaskGroup`"),
    ("anyio", "use `asyncio.TaskGroup`"),
    ("curio", "use `asyncio`"),
    ("numpy", "use lists"),
    ("pandas", "use lists and dicts"),
    ("re", "use the methods of strings"),
];

/// Built-in functions that cannot work here.
const FUNCTIONS: &[(&str, &str)] = &[
    ("open", "there are no files here; keep the text in a string"),
    ("input", "nobody can type here while a program runs; assign the answer to a name"),
    ("eval", "write the expression itself"),
    ("exec", "write the statements themselves"),
    ("compile", "write the code itself"),
    ("__import__", "use `import`"),
    ("breakpoint", "use `print(…)`; the figure can be scrubbed"),
    ("memoryview", "use `bytes`"),
    ("bytearray", "use a list of numbers, or `bytes`"),
    ("complex", "use two floats"),
    ("locals", "use a dict of your own"),
    ("globals", "use a dict of your own"),
];

/// What asyncio has and this has not.
const ASYNCIO: &[(&str, &str)] = &[
    ("open_connection", "a pair of `asyncio.Queue`s can stand for a connection"),
    ("start_server", "a task that reads from an `asyncio.Queue` can stand for a server"),
    ("open_unix_connection", "a pair of `asyncio.Queue`s can stand for a connection"),
    ("start_unix_server", "a task that reads from an `asyncio.Queue` can stand for a server"),
    ("create_subprocess_exec", "a coroutine that awaits `asyncio.sleep` can stand for the process"),
    ("create_subprocess_shell", "a coroutine that awaits `asyncio.sleep` can stand for the process"),
    ("subprocess", "a coroutine that awaits `asyncio.sleep` can stand for the process"),
    ("StreamReader", "an `asyncio.Queue` can stand for a stream"),
    ("StreamWriter", "an `asyncio.Queue` can stand for a stream"),
    ("Protocol", "use coroutines"),
    ("Transport", "use coroutines"),
];

/// Looks for what cannot be run.
///
/// # Errors
///
/// The first such thing, with its line and what to use instead.
pub fn check(body: &[Stmt]) -> Checked {
    let mut own = HashSet::new();
    collect_functions(body, &mut own);
    check_body(body, &own)
}

/// The functions and classes that a program defines: they may have any name.
fn collect_functions(body: &[Stmt], own: &mut HashSet<Name>) {
    for statement in body {
        match &statement.kind {
            StmtKind::Function(function) => {
                own.insert(function.name.clone());
            }
            StmtKind::Class(class) => {
                own.insert(class.name.clone());
            }
            _ => {}
        }
        let visited: Result<(), ()> = statement.visit(&mut |part| {
            if let Part::Body(body) = part {
                collect_functions(body, own);
            }
            Ok(())
        });
        let _ = visited; // it cannot fail
    }
}

fn check_body(body: &[Stmt], own: &HashSet<Name>) -> Checked {
    for statement in body {
        match &statement.kind {
            StmtKind::Import(imports) => {
                for import in imports {
                    check_module(&import.module, statement)?;
                }
            }
            StmtKind::FromImport(module, names) => {
                check_module(module, statement)?;
                for (name, _) in names {
                    let child = format!("{module}.{name}");
                    if library::is_known(&child) {
                        check_module(&child, statement)?;
                    }
                }
                if **module == *"asyncio" {
                    for (name, _) in names {
                        check_asyncio(name, statement.line, statement.column)?;
                    }
                }
            }
            _ => {}
        }
        statement.visit(&mut |part| match part {
            Part::Body(body) => check_body(body, own),
            Part::Expr(value) => check_expression(value, own),
        })?;
    }
    Ok(())
}

fn check_module(module: &str, statement: &Stmt) -> Checked {
    if library::is_known(module) {
        return match library::source(module) {
            Some(_) => Ok(()),
            None => Err(SyntaxError::not_supported(library::not_loaded(module), statement.line, statement.column)),
        };
    }
    let package = module.split('.').next().unwrap_or(module);
    let instead = INSTEAD.iter().find(|(name, _)| *name == package).map(|(_, instead)| (*instead).to_owned());
    let instead = instead.unwrap_or_else(|| {
        let known: Vec<_> = library::known().filter(|name| !name.starts_with('_') && *name != "concurrent").collect();
        format!("these can be imported: {}", known.join(", "))
    });
    Err(SyntaxError::not_supported(
        format!("the module '{module}' is not supported here; {instead}"),
        statement.line,
        statement.column,
    ))
}

fn check_asyncio(name: &str, line: u32, column: u32) -> Checked {
    match ASYNCIO.iter().find(|(other, _)| *other == name) {
        Some((_, instead)) => {
            Err(SyntaxError::not_supported(format!("asyncio.{name} is not supported here; {instead}"), line, column))
        }
        None => Ok(()),
    }
}

fn check_expression(value: &Expr, own: &HashSet<Name>) -> Checked {
    match &value.kind {
        ExprKind::Attribute(object, name) => {
            if matches!(&object.kind, ExprKind::Name(module) if **module == *"asyncio") {
                check_asyncio(name, value.line, value.column)?;
            }
        }
        ExprKind::Call(function, _) => {
            if let ExprKind::Name(name) = &function.kind
                && !own.contains(name)
                && let Some((_, instead)) = FUNCTIONS.iter().find(|(other, _)| **other == **name)
            {
                return Err(SyntaxError::not_supported(
                    format!("{name}() is not supported here; {instead}"),
                    value.line,
                    value.column,
                ));
            }
        }
        _ => {}
    }
    value.visit(&mut |part| match part {
        Part::Body(body) => check_body(body, own),
        Part::Expr(value) => check_expression(value, own),
    })
}
