//! Runs a Python program in virtual time, as python3 would: cargo run --example program -- FILE.py
//!
//! What the program prints goes to standard output; tracebacks and warnings go to standard error. The exit status is python3's: 1 after an
//! exception, 2 if the program cannot be read; and 3 after a deadlock.

use std::{env, fs, process::ExitCode, thread};

use waiting_room::python::run_virtually;

/// How many steps a program may take.
const MAX_STEPS: u64 = 10_000_000_000;

/// The stack for programs whose calls are nested deeply.
const STACK: usize = 256 * 1024 * 1024;

fn main() -> ExitCode {
    let Some(path) = env::args().nth(1) else {
        eprintln!("error: no program given; call it with the name of a Python file");
        return ExitCode::from(2);
    };
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) => {
            eprintln!("error: {path} cannot be read: {error}");
            return ExitCode::from(2);
        }
    };
    let run = thread::Builder::new().stack_size(STACK).spawn(move || run(&text));
    match run.map(thread::JoinHandle::join) {
        Ok(Ok(status)) => ExitCode::from(status),
        _ => ExitCode::FAILURE,
    }
}

fn run(text: &str) -> u8 {
    let outputs = match run_virtually(text, MAX_STEPS) {
        Ok(outputs) => outputs,
        Err(error) => {
            eprintln!("{error}");
            return 1;
        }
    };
    print!("{}", outputs.output);
    eprint!("{}", outputs.errors);
    eprint!("{}", outputs.end.message().unwrap_or_default());
    u8::try_from(outputs.end.status()).unwrap_or(1)
}
