//! A program of the page's author, or of its reader, as what a figure runs: [`python`](crate::python) executes it, and its tasks take the
//! place of the users.
//!
//! A run goes from its settings and the program's text by way of a [`host`] to a recording, and from there to a [`scene`], which is
//! drawn. The same program runs in virtual time first: that is its [`prediction`].
//!
//! The whole event loop of the program is one future on the browser's. A Rust future for each coroutine would be polled in the order of
//! Rust's wakers, and programs would print in another order than in Python.

pub mod host;
pub mod lanes;
pub mod lines;
pub mod picture;
pub mod prediction;
pub mod report;
pub mod run;
pub mod scene;
pub mod session;
pub mod words;
