//! `<waiting-room>`: an explanation of `async`/`await` that is itself a running async program.
//!
//! Some users were each sent a two-factor code. Every user is a future that waits until the code was typed. The page
//! shows each code as it arrives and then compares the time this took with the sum of all the waits.
//!
//! Data flows one way, and the modules are best read in that order:
//!
//! attributes → [`settings`] → [`plan`] → [`strategy`] (in a [`room`], on a [`runtime`]) → [`event`] → [`recording`] →
//! [`report`] and the view at a time *t*.
//!
//! | module | what it teaches |
//! | --- | --- |
//! | [`strategy`] | the lesson: one short `async fn` for each way of waiting |
//! | [`room`] | what a strategy is written in terms of: users to wait for, and tasks |
//! | [`join_set`] | how tasks are joined: a count, and one waker |
//! | [`runtime`] | what an async program needs from its platform: a clock, sleep, spawn |
//! | [`reader`] | a future that no timer ends, but an event of the page |
//! | [`timers`] | how any number of futures sleep behind a single platform timer |
//! | [`settings`], [`plan`] | what the reader asked for; who waits how long |
//! | [`time`] | simulated and real time |
//! | [`prediction`] | what a strategy should take, worked out from the waits alone |
//! | [`event`], [`recording`], [`report`] | what happened, the state at any moment, the comparison |
//! | [`scene`] | a run at a moment: all that may be drawn or told of it |
//! | [`source`], [`thread`] | where in the code everybody stands at that moment, and what the one thread did |
//! | [`words`], [`format`](mod@format), [`axis`], [`cells`] | how sentences, numbers, scales and crowds are laid out |
//! | [`browser`] | everything that knows it runs in a browser |
//!
//! Only [`browser`] and the modules under it may name `web_sys`, `js_sys`, `gloo_*` or `getrandom`. All the rest is
//! plain Rust and is tested natively, in virtual time.

pub mod axis;
pub mod browser;
pub mod cells;
pub mod event;
pub mod format;
pub mod join_set;
pub mod plan;
pub mod prediction;
pub mod reader;
pub mod recording;
pub mod report;
pub mod room;
pub mod runtime;
pub mod scene;
pub mod settings;
pub mod source;
pub mod strategy;
pub mod thread;
pub mod time;
pub mod timers;
pub mod words;

#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
