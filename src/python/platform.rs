//! What the platform knows already: the text of floating-point numbers, mathematical functions, upper and lower case, integers of any
//! size. Natively, Rust's standard library and num-bigint; in WebAssembly the browser's own, because the tables and the arithmetic that
//! these need would weigh a sixth of the module.

#[cfg(not(target_arch = "wasm32"))]
mod native;
#[cfg(target_arch = "wasm32")]
mod web;

#[cfg(not(target_arch = "wasm32"))]
pub use native::*;
#[cfg(target_arch = "wasm32")]
pub use web::*;
