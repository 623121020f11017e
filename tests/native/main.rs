//! The core on this machine, without a browser, in virtual time: no test waits for anything.
#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::float_cmp, missing_docs)]

mod cells;
mod house;
mod numbers;
mod plan;
mod public_interface;
mod recording;
mod settings;
mod strategies;
mod timers;
mod virtual_time;
mod words;
