//! The core on this machine, without a browser, in virtual time: no test waits for anything.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::float_cmp,
    missing_docs,
    reason = "a test may fail where it stands"
)]

mod cells;
mod combinators;
mod event_numbers;
mod join_set;
mod mistakes;
mod numbers;
mod picture;
mod plan;
mod plans;
mod program_session;
mod programs;
mod public_interface;
mod reader;
mod recording;
mod report;

mod session;
mod settings;
mod source;
mod strategies;
mod thread;
mod tidy;
mod timers;
mod timers_of_many;
mod virtual_time;
mod words;
