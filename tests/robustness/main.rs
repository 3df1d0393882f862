//! What damage, hostile input and sudden ends do: nothing but an error with its place.
//!
//! `cargo test` tries a part of it; `tests/robustness.sh` tries all and writes `reports/robustness.md`.

mod damage;
mod hostile;
mod kills;
mod mutation;
#[path = "../tally/mod.rs"]
mod tally;
#[path = "../../fuzz/targets.rs"]
mod targets;
