//! A small Python: enough of the language and of `asyncio` for the programs of teachers and bloggers, in the order in which CPython 3.14
//! does everything. It knows nothing of browsers, clocks or threads: see [`host::Host`].
//!
//! A program goes from text to tokens (`token`), to a syntax tree (`ast`, `parser`), to instructions (`scope`, `compile`, `code`), which
//! a stack machine executes (`vm`, `call`, `instructions`, `frame`). What it works with is in `value`; what operators, functions and
//! methods do, in `ops`, `attributes`, `builtins`, `methods`, `text`, `number`, `iter`, `dict` and `set`. `asyncio` is the event loop.
//! Modules that a program imports are mostly written in Python: see `library`.
//!
//! ```
//! use waiting_room::python::run_virtually;
//!
//! let program = "
//! import asyncio, time
//! async def wait(seconds):
//!     await asyncio.sleep(seconds)
//!     print(seconds, 's')
//! async def main():
//!     await asyncio.gather(wait(6), wait(8), wait(7))
//! asyncio.run(main())
//! ";
//! let run = run_virtually(program, 1_000_000).unwrap();
//! assert_eq!(run.output, "6 s\n7 s\n8 s\n");
//! assert_eq!(run.seconds, 8.0);
//! ```

// Numbers of Python have other sizes than those of Rust: what is cast here was checked, or is meant to wrap.
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    clippy::cast_possible_wrap,
    clippy::float_cmp
)]
#![allow(missing_docs, reason = "only what is re-exported here is an interface")]
#![allow(
    clippy::unused_self,
    clippy::unnecessary_wraps,
    clippy::needless_pass_by_value,
    reason = "native functions are all called alike"
)]
#![allow(
    clippy::single_match_else,
    clippy::manual_let_else,
    reason = "the usual case of a `match` reads best when it stands first"
)]
#![allow(
    clippy::similar_names,
    clippy::iter_not_returning_iterator,
    reason = "Python has `iter` and `repr`, and so have we"
)]
#![allow(clippy::option_option, reason = "what cannot be compared differs from what is not ordered")]
#![allow(clippy::struct_field_names, reason = "a text has a text")]
#![allow(clippy::vec_box, clippy::unnecessary_box_returns, reason = "frames move from stack to generator and back")]
#![allow(clippy::doc_markdown, reason = "CPython is a name")]

mod ast;
mod asyncio;
mod attributes;
mod big;
mod builtins;
mod call;
mod code;
mod codec;
mod compile;
mod dict;
mod error;
mod frame;
pub mod host;
mod instructions;
mod iter;
pub mod library;
mod methods;
mod modules;
mod number;
mod ops;
mod parser;
mod platform;
mod program;
mod raise;
mod random;
mod release;
mod scope;
mod set;
mod supported;
mod text;
mod token;
mod types;
mod value;
mod vm;

pub use error::SyntaxError;
pub use program::{End, Outputs, Program, Status, run_virtually};
