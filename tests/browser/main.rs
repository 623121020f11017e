#![cfg(target_arch = "wasm32")]
fn main() {}
