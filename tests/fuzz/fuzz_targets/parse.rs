//! Whatever the text, reading it ends, with a program or with an error that names a line.

#![no_main]

use libfuzzer_sys::fuzz_target;
use waiting_room::python::run_virtually;

fuzz_target!(|text: &str| {
    if let Err(error) = run_virtually(text, 0) {
        // As in Python, a carriage return ends a line, too.
        assert!(error.line as usize <= text.replace('\r', "\n").lines().count() + 1);
    }
});
