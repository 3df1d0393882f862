//! What damage, hostile input and sudden ends do: nothing but an error with its place.
//!
//! `cargo test` tries a part of it; `tests/robustness.sh` tries all and writes `reports/robustness.md`.

#[path = "../../src/bin/nisba"]
#[allow(dead_code, unused_imports, reason = "the command's input is used in part")]
mod command {
    pub(crate) mod input;
}
mod damage;
mod hostile;
#[path = "../../fuzz/input.rs"]
mod input;
mod kills;
#[path = "../../src/error/missing.rs"]
mod missing;
mod mutation;
mod streams;
#[path = "../tally/mod.rs"]
mod tally;
#[path = "../../fuzz/targets.rs"]
mod targets;

pub(crate) use input::{Failure, progress, say};
