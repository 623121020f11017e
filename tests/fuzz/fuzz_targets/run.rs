//! Whatever the program, running it ends.

#![no_main]

use libfuzzer_sys::fuzz_target;
use waiting_room::python::run_virtually;

fuzz_target!(|text: &str| {
    let _ = run_virtually(text, 20_000);
});
