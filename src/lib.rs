//! `<waiting-room>`: an explanation of `async`/`await` that is itself a running async program.
//!
//! Each simulated user is sent a two-factor code. Every user is a future that waits until the code is typed in. The page shows
//! each code as it arrives, and then compares the time this took with the sum of all the waits.
//!
//! The modules are best read in this order. First the async program itself, which is all that the lesson needs. (In `room/`,
//! `instrumented.rs` only records what happens, and `executor_turn.rs` reads the clock before polls and times them: leave both
//! until after [`event`]. What *task*, *poll*, *step*, *run* and *recording* mean here is said in `docs/design.md`, under *Words*.)
//!
//! | module | what it holds |
//! | --- | --- |
//! | [`strategy`] | the lesson: one short `async fn` for each way of waiting |
//! | [`time`] | simulated and real time |
//! | [`room`] | what a strategy is written in terms of: users to wait for, and tasks |
//! | [`join_set`] | joining tasks: a count, and one waker |
//! | [`platform`] | what an async program needs from its platform: a clock, a timer queue, an executor |
//! | [`timers`] | any number of sleeping futures behind a single timer |
//! | [`reader`] | the reader of the page as one of the users: a future that an event of the page completes |
//!
//! Then the figure that runs and shows it. A run goes from [`settings`] to a [`plan`], by way of a strategy to a [`recording`],
//! and from there to a [`scene`], which is drawn:
//!
//! | module | what it holds |
//! | --- | --- |
//! | [`settings`], [`plan`], [`prediction`] | what the page asks for; each user's wait and code; how long a strategy should take |
//! | [`runner`] | runs the strategy that the settings name |
//! | [`listing`] | the functions that the figure shows, taken from the files that were compiled |
//! | [`event`], [`recording`], [`report`] | what happened, the state of each task at any time, the result |
//! | [`stage`], [`playhead`], [`playback`] | how far a run is; which time of it is shown; both together |
//! | [`scene`] | a run at some time: all that may be drawn or said of it |
//! | [`session`] | one figure's state: its settings, what runs or was recorded, and which time of it is shown |
//! | [`positions`], [`thread`] | on which lines of the source the tasks are at that time, and what the one thread did (the panel `loop`) |
//! | [`words`], [`mod@format`] | sentences and numbers |
//! | [`picture`], [`axis`], [`cells`] | the central picture as shapes, its scale, and the grid of a crowd |
//! | `python` | a small Python, for the reader's own programs: not shown by the figure yet |
//! | [`browser`] | everything that knows that it runs in a browser |
//!
//! All of it but [`browser`] also runs without a browser, in virtual time, in which 13 seconds take as long as their polls:
//!
//! ```
//! # #[cfg(not(target_arch = "wasm32"))] {
//! use std::rc::Rc;
//! use waiting_room::{plan::Plan, platform::virtual_time, prediction::predict, room::Room, runner, settings::{Settings, Strategy}};
//!
//! // As the attributes of an element say it.
//! let settings = Settings::read(&|name| (name == "waits").then(|| "6 8 7 8 13 6".to_owned())).unwrap();
//! let plan = Rc::new(Plan::generate(&settings.waits, 1));
//!
//! let serve = |strategy: Strategy| {
//!     virtual_time::run(|platform| {
//!         let room = Room::new(platform, Rc::clone(&plan), strategy, |_time, _event| {});
//!         room.start(runner::run(strategy, room.clone()));
//!     })
//! };
//! assert_eq!(serve(Strategy::OneByOne).as_secs_f64(), 48.0);
//! assert_eq!(serve(Strategy::AllAtOnce).as_secs_f64(), 13.0);
//! assert_eq!(serve(Strategy::AllAtOnce), predict(Strategy::AllAtOnce, &plan));
//! # }
//! ```
//!
//! Only [`browser`] and the modules under it may name `web_sys`, `js_sys`, `gloo_*` or `getrandom`. All the rest is plain Rust,
//! tested natively in virtual time; only the executor, in [`platform`], is the browser's own in WebAssembly.

pub mod axis;
pub mod browser;
pub mod cells;
pub mod event;
pub mod format;
pub mod join_set;
pub mod listing;
pub mod picture;
pub mod plan;
pub mod platform;
pub mod playback;
pub mod playhead;
pub mod positions;
pub mod prediction;
// Figures without a program load not one byte more.
#[cfg(any(not(target_arch = "wasm32"), feature = "program"))]
pub mod program;
#[cfg(any(not(target_arch = "wasm32"), feature = "program"))]
pub mod python;
pub mod reader;
pub mod recording;
pub mod report;
pub mod room;
pub mod runner;
pub mod scene;
pub mod session;
pub mod settings;
pub mod stage;
pub mod strategy;
pub mod thread;
pub mod time;
pub mod timers;
pub mod words;

/// Two kilobytes smaller than the default.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
