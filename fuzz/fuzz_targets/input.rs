#![no_main]
#![allow(dead_code, unused_imports, reason = "the command's modules are used in part")]

#[path = "../../src/bin/nisba"]
mod command {
    pub(crate) mod input;
}
#[path = "../input.rs"]
mod input;
#[path = "../../src/error/missing.rs"]
mod missing;
pub(crate) use input::{Failure, progress, say};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| input::read(bytes));
