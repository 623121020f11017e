//! Python programs do what `CPython` does: `tests/programs` has them, and what `CPython` 3.14 prints for each.

use std::{fs, path::PathBuf, sync::OnceLock, thread};

use proptest::prelude::*;
use waiting_room::{
    event::{self, TaskEvent, TaskId},
    program::prediction::Prediction,
    python::{End, Outputs, SyntaxError, host::Halt, run_virtually},
    time::RealTime,
};

/// Runs a program on a stack that holds nested calls of a build without optimization.
fn run(text: &str) -> Result<Outputs, SyntaxError> {
    let text = text.to_owned();
    let run = thread::Builder::new().stack_size(256 * 1024 * 1024).spawn(move || run_virtually(&text, 20_000_000));
    run.unwrap().join().unwrap()
}

fn run_well(text: &str) -> Outputs {
    run(text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// The programs, by name.
fn programs() -> Vec<PathBuf> {
    let folder = fs::read_dir("tests/programs").unwrap();
    let mut paths: Vec<_> =
        folder.map(|entry| entry.unwrap().path()).filter(|path| path.with_extension("out").exists()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "py"));
    paths.sort();
    paths
}

fn program(name: &str) -> String {
    fs::read_to_string(format!("tests/programs/{name}.py")).unwrap()
}

#[test]
fn every_program_prints_what_cpython_prints() {
    let programs = programs();
    assert!(programs.len() > 70);
    let mut different = Vec::new();
    for path in &programs {
        let expected = fs::read_to_string(path.with_extension("out")).unwrap();
        let run = run_well(&fs::read_to_string(path).unwrap());
        if run.output != expected {
            different.push(format!("{}:\n{}\n{}", path.display(), run.output, run.errors));
        }
    }
    assert!(different.is_empty(), "{}", different.join("\n"));
}

#[test]
fn an_exception_has_pythons_traceback() {
    let End::Failed(traceback) = run_well(&program("uncaught_error")).end else { panic!("it failed") };
    let lines: Vec<_> = traceback.lines().collect();
    assert_eq!(lines[0], "Traceback (most recent call last):");
    assert_eq!(
        lines[1..5],
        [
            "  File \"<program>\", line 12, in <module>",
            "    asyncio.run(main())",
            "  File \"<program>\", line 9, in main",
            "    await inner()",
        ]
    );
    assert_eq!(*lines.last().unwrap(), "ValueError: deep");
}

#[test]
fn a_program_can_end_itself() {
    let run = run_well(&program("system_exit"));
    assert_eq!((run.end.status(), &*run.output), (3, "leaving\n"));
}

#[test]
fn a_deadlock_names_who_waits_for_what() {
    let run = run_well(&program("deadlock"));
    let End::Deadlock { waiting: tasks, .. } = &run.end else { panic!("{:?}", run.end) };
    let waiting: Vec<_> = tasks.iter().map(|(name, what, line)| (&**name, &**what, line.unwrap())).collect();
    assert_eq!(waiting, [("Task-1", "several tasks", 17), ("Task-2", "a lock", 9), ("Task-3", "a lock", 15)]);
    assert_eq!(run.end.status(), 3);
}

#[test]
fn a_deadlock_tells_what_failed_before() {
    let run = run_well(
        "import asyncio
async def work(queue):
    raise ValueError('lost')
async def main():
    queue = asyncio.Queue()
    worker = asyncio.create_task(work(queue))
    await queue.get()
asyncio.run(main())
",
    );
    let message = run.end.message().unwrap();
    assert!(
        message.ends_with("  Task-1 waits for a queue, line 7\n  Task-2 has failed: ValueError: lost\n"),
        "{message}"
    );
}

#[test]
fn sleeping_for_ever_is_a_deadlock() {
    let run = run_well("import asyncio\nasyncio.run(asyncio.sleep(float('inf')))\n");
    assert!(matches!(run.end, End::Deadlock { .. }), "{:?}", run.end);
}

#[test]
fn odd_formats_are_errors() {
    for text in [
        "'{0[}'.format([1])",
        "'{0[0]x}'.format([1])",
        "'{0.}'.format(1)",
        "'{'.format(1)",
        "'%(a'  % {}",
        "'%' % ()",
        "'{:{:{:{}}}}'.format(1, 2, 3, 4)",
        "f'{1:{2:{3}}}'",
        "format(1, 'é')",
    ] {
        let run = run(text);
        assert!(!matches!(run, Ok(Outputs { end: End::Done, .. })), "{text}");
    }
}

#[test]
fn a_coroutine_that_is_never_awaited_is_reported() {
    let run = run_well("async def job():\n    pass\njob()\nprint('end')\n");
    assert_eq!(run.errors, "RuntimeWarning: coroutine 'job' was never awaited\n");
    assert_eq!(run.output, "end\n");
}

#[test]
fn an_exception_that_is_never_retrieved_is_reported() {
    let text = "
import asyncio
async def bad():
    raise ValueError('lost')
async def main():
    asyncio.create_task(bad(), name='careless')
    await asyncio.sleep(1)
    print('end')
asyncio.run(main())
";
    let run = run_well(text);
    let lines: Vec<_> = run.errors.lines().collect();
    let future = "future: <Task finished name='careless' coro=<bad() done, defined at <program>:3> exception=ValueError('lost')>";
    assert_eq!(lines[..2], ["Task exception was never retrieved", future]);
    assert_eq!(*lines.last().unwrap(), "ValueError: lost");
    assert_eq!((&*run.output, run.end), ("end\n", End::Done));
    let seen = text.replace(
        "    await asyncio.sleep(1)",
        "    await asyncio.sleep(1)\n    await asyncio.gather(asyncio.create_task(bad()), return_exceptions=True)",
    );
    assert_eq!(run_well(&seen).errors.matches("never retrieved").count(), 1);
}

#[test]
fn what_never_ends_is_ended() {
    for text in [
        "while True: pass",
        "def f():\n  while True:\n    x = [1]\nf()",
        "import itertools\nfor x in itertools.count(): pass",
        "sum(range(10 ** 15))",
        "-1 in map(abs, range(10 ** 15))",
        "all(range(1, 10 ** 15))",
        "any(iter(int, 1))",
        "import asyncio\nasync def main():\n  while True: await asyncio.sleep(0)\nasyncio.run(main())",
    ] {
        let end = run_well(text).end;
        assert!(matches!(end, End::Halted(Halt::TooManySteps { .. })), "{end:?}: {text}");
    }
}

#[test]
fn what_is_too_large_is_refused() {
    for text in [
        "[0] * 10**10",
        "'x' * 10**10",
        "x = 'ab'\nfor _ in range(60): x += x",
        "2 ** 10 ** 9",
        "1 << 10 ** 12",
        "' ' .ljust(10**10)",
        "f'{1:99999999999}'",
    ] {
        let End::Failed(traceback) = run_well(text).end else { panic!("{text}") };
        assert!(traceback.ends_with("MemoryError\n"), "{traceback}");
    }
}

#[test]
fn endless_recursion_is_an_error() {
    let inputs = [
        "def f(): return f()\nf()",
        "class A:\n  def __repr__(self): return repr(self)\nrepr(A())",
        "a, b = [], []\na.append(b)\nb.append(a)\na == b",
        "import asyncio\nasync def f(): await f()\nasyncio.run(f())",
        "class A:\n  def __getattr__(self, name): return self.x\nA().y",
        "def f(x): return sorted([1, 2], key=f)\nf(1)",
    ];
    for text in inputs {
        let End::Failed(traceback) = run_well(text).end else { panic!("{text}") };
        assert!(traceback.contains("RecursionError: maximum recursion depth exceeded"), "{traceback}");
    }
}

#[test]
fn values_that_hold_each_other_in_long_chains_can_be_let_go() {
    let links =
        ["[x]", "(x,)", "{'x': x}", "(lambda x: lambda: x)(x)", "map(str, x or [])", "type('A', (), {'x': x})()"];
    for link in links {
        let run = run_well(&format!("x = None\nfor _ in range(100_000): x = {link}\ndel x\nprint('gone')\n"));
        assert_eq!((&*run.output, run.end), ("gone\n", End::Done), "{link}");
    }
}

#[test]
fn what_contains_itself_is_shown_once() {
    let run = run_well("x = [1]\nx.append(x)\ny = {'x': x}\ny['y'] = y\nprint(x, y)\n");
    assert_eq!(run.output, "[1, [...]] {'x': [1, [...]], 'y': {...}}\n");
}

#[test]
fn too_many_tasks_end_the_program() {
    let text = "import asyncio\nasync def main():\n  await asyncio.gather(*[asyncio.sleep(1) for _ in range(10_002)])\nasyncio.run(main())";
    assert_eq!(run_well(text).end, End::Halted(Halt::TooManyTasks { line: 3, most: 10_000 }));
    assert_eq!(run_well(&text.replace("10_002", "10_000")).end, End::Done);
}

#[test]
fn what_is_not_supported_is_refused_before_anything_runs() {
    let cases = [
        ("import threading", 1, "threading"),
        ("print(1)\nimport socket", 2, "socket"),
        ("from subprocess import run", 1, "subprocess"),
        ("def f():\n    import requests", 2, "time.sleep"),
        ("import aiohttp", 1, "asyncio.sleep"),
        ("import queue", 1, "asyncio.Queue"),
        ("import nonsense", 1, "these can be imported"),
        ("x = open('file')", 1, "open()"),
        ("for x in [input()]: pass", 1, "input()"),
        ("print(eval('1'))", 1, "eval()"),
        ("exec('x = 1')", 1, "exec()"),
        ("import asyncio\nasync def f():\n    await asyncio.open_connection('a', 1)", 3, "asyncio.open_connection"),
        ("from asyncio import start_server", 1, "start_server"),
        ("import asyncio\nx = asyncio.create_subprocess_exec", 2, "asyncio.create_subprocess_exec"),
        ("from math import *", 1, "import the names"),
        ("type X = int", 1, "assign the type"),
        ("x = 1j", 1, "complex"),
        ("x = '\\N{BULLET}'", 1, "\\N"),
        ("class A:\n    x = bytearray(3)", 2, "bytearray"),
        ("lambda: globals()", 1, "globals()"),
        ("import signal", 1, "task.cancel()"),
        ("x = 1\n%matplotlib inline", 2, "leave the line out"),
        ("if True:\n    !pip install asyncio", 2, "leave the line out"),
        ("import trio", 1, "TaskGroup"),
    ];
    for (text, line, hint) in cases {
        let error = run(text).unwrap_err();
        assert_eq!(error.line, line, "{error}");
        assert!(error.message.contains(hint), "{error}");
    }
}

#[test]
fn syntax_errors_have_pythons_words() {
    let cases = [
        ("print(1", 1, "'(' was never closed"),
        ("x = (1]", 1, "closing parenthesis ']' does not match opening parenthesis '('"),
        ("def f()\n    pass", 1, "expected ':'"),
        ("x = 1\nprint 'hello'", 2, "Missing parentheses in call to 'print'. Did you mean print(...)?"),
        ("if True:\nx = 1", 2, "expected an indented block after 'if' statement on line 1"),
        ("  x = 1", 1, "unexpected indent"),
        ("if True:\n        x = 1\n    y = 2", 3, "unindent does not match any outer indentation level"),
        ("x = 'abc", 1, "unterminated string literal (detected at line 1)"),
        ("x = '''abc", 1, "unterminated triple-quoted string literal (detected at line 1)"),
        ("1 = x", 1, "cannot assign to literal here. Maybe you meant '==' instead of '='?"),
        ("f() = 1", 1, "cannot assign to function call here. Maybe you meant '==' instead of '='?"),
        ("return 1", 1, "'return' outside function"),
        ("break", 1, "'break' outside loop"),
        ("def f():\n    await g()", 2, "'await' outside async function"),
        ("f(a=1, 2)", 1, "positional argument follows keyword argument"),
        ("f(a=1, a=2)", 1, "keyword argument repeated: a"),
        ("def f(a, a): pass", 1, "duplicate parameter 'a' in function definition"),
        ("def f(a=1, b): pass", 1, "parameter without a default follows parameter with a default"),
        ("try:\n    pass\nx = 1", 3, "expected 'except' or 'finally' block"),
        (
            "x = 08",
            1,
            "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers",
        ),
        ("f'{}'", 1, "f-string: valid expression required before '}'"),
        ("def f():\n    nonlocal x", 2, "no binding for nonlocal 'x' found"),
    ];
    for (text, line, message) in cases {
        let error = run(text).unwrap_err();
        assert_eq!((error.line, &*error.message), (line, message), "{text}");
    }
}

#[test]
fn a_function_on_a_thread_of_its_own_keeps_nobody_from_running() {
    let run = run_well(
        "
import asyncio, time
def block(name, seconds):
    print(name, 'begins')
    try:
        raise KeyError(name)
    except KeyError as error:
        time.sleep(seconds)
        print(name, 'ends with', error)
    return name.upper()
async def tick():
    for n in range(3):
        await asyncio.sleep(1)
        print('tick', n)
async def main():
    print(await asyncio.gather(asyncio.to_thread(block, 'a', 2.5), asyncio.to_thread(block, 'b', 1.5), tick()))
    asyncio.get_running_loop().run_in_executor(None, block, 'c', 4)
asyncio.run(main())
print(f'{time.monotonic():.1f}')
",
    );
    let lines: Vec<_> = run.output.lines().collect();
    assert_eq!(
        lines,
        [
            "a begins",
            "b begins",
            "tick 0",
            "b ends with 'b'",
            "tick 1",
            "a ends with 'a'",
            "tick 2",
            "['A', 'B', None]",
            "c begins",
            "c ends with 'c'",
            "7.0",
        ]
    );
}

#[test]
fn time_sleep_in_a_coroutine_blocks_every_task() {
    let run = run_well(&program("blocking_call"));
    let lines: Vec<_> = run.output.lines().collect();
    assert_eq!(lines[2..5], ["blocking", "unblocked", "tick 2 at 2.6"]);
}

/// Pieces that programs are made of.
const PIECES: [&str; 60] = [
    " ",
    "\n",
    "\n    ",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ":",
    ",",
    ".",
    "=",
    "==",
    "+",
    "-",
    "*",
    "**",
    "/",
    "//",
    "%",
    "<<",
    ">>",
    "@",
    ":=",
    "->",
    "0",
    "-1",
    "99999999999999999999",
    "1e309",
    "0.5",
    "''",
    "'%s'",
    "'{}'",
    "f'{x!r:>{y}}'",
    "x",
    "y",
    "self",
    "None",
    "True",
    "lambda: ",
    "if ",
    "else ",
    "for x in ",
    "while ",
    "try:",
    "except Exception as e:",
    "finally:",
    "with ",
    "async ",
    "await ",
    "yield ",
    "return ",
    "raise ",
    "def f(x): ",
    "class A: ",
    "import asyncio\n",
    "del ",
    "range(",
    "é🎉",
];

fn texts() -> &'static [String] {
    static TEXTS: OnceLock<Vec<String>> = OnceLock::new();
    TEXTS.get_or_init(|| programs().iter().map(|path| fs::read_to_string(path).unwrap()).collect())
}

/// A program with parts that were cut, doubled, or put in.
fn mutated() -> impl Strategy<Value = String> {
    let edit = (any::<prop::sample::Index>(), 0..40usize, any::<prop::sample::Index>(), 0..3u8);
    (any::<prop::sample::Index>(), prop::collection::vec(edit, 1..4)).prop_map(|(which, edits)| {
        let mut text: Vec<char> = texts()[which.index(texts().len())].chars().collect();
        for (place, length, piece, kind) in edits {
            let start = place.index(text.len() + 1);
            let end = (start + length).min(text.len());
            let cut: Vec<char> = text[start..end].to_vec();
            match kind {
                0 => drop(text.drain(start..end)),
                1 => drop(text.splice(start..start, cut)),
                _ => drop(text.splice(start..start, PIECES[piece.index(PIECES.len())].chars())),
            }
        }
        text.into_iter().collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, max_shrink_iters: 2000, ..ProptestConfig::default() })]

    #[test]
    fn no_program_panics_or_hangs(text in mutated()) {
        let worker = thread::Builder::new().stack_size(256 * 1024 * 1024).spawn(move || run_virtually(&text, 300_000).map(|run| run.end));
        prop_assert!(worker.unwrap().join().is_ok());
    }
}

/// The steps of all tasks in their order, a line each: the task, and the line of the program on which it waits then, or how it ended.
fn steps(text: &str) -> String {
    let prediction = Prediction::new(text, 7, || RealTime::ZERO).unwrap();
    let (mut names, mut steps) = (Vec::new(), String::new());
    prediction.recording.tasks.each_event(&mut |_, event| {
        let step = match event {
            TaskEvent::Created { info, .. } => return names.push(info.name.to_string()),
            TaskEvent::Suspended { line, .. } => line.map_or("-".to_owned(), |line| line.to_string()),
            TaskEvent::Ended { how, .. } => match how {
                event::End::Done => "done".to_owned(),
                event::End::Cancelled => "cancelled".to_owned(),
                _ => "refused".to_owned(),
            },
            _ => return,
        };
        if let Some(task) = event.task().filter(|task| *task != TaskId(0)) {
            steps += &format!("{} {step}\n", names[task.index()]);
        }
    });
    steps
}

/// `CPython` ends a deadlock in the recorder's loop by cancelling everybody, and takes tasks out of a set in the order of their addresses. And
/// a program that sets a task factory takes away the recorder's.
const NOT_COMPARED: [&str; 3] = ["deadlock", "many_tasks", "contexts_and_eager"];

#[test]
fn tasks_take_the_steps_that_they_take_in_cpython() {
    let different = thread::Builder::new().stack_size(256 * 1024 * 1024).spawn(|| {
        let mut different = Vec::new();
        for path in programs() {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            let recorded = fs::read_to_string(path.with_extension("steps")).unwrap();
            let ours = steps(&fs::read_to_string(&path).unwrap());
            if !NOT_COMPARED.contains(&&*name) && ours != recorded {
                different.push(format!("{name}:\n{ours}\nbut CPython:\n{recorded}"));
            }
        }
        different
    });
    let different = different.unwrap().join().unwrap();
    assert!(different.is_empty(), "{} differ:\n{}", different.len(), different.join("\n"));
}
