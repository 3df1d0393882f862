//! What the library finds in itself, the build script has just made.

use once_cell::sync::OnceCell;

static GRAMMAR: OnceCell<Vec<u8>> = OnceCell::new();

pub(crate) fn set_grammar(prepared: Vec<u8>) {
    GRAMMAR.set(prepared).expect("the tables are put together once");
}

pub(crate) fn grammar() -> &'static [u8] {
    GRAMMAR.get().map_or(&[], Vec::as_slice)
}

pub(crate) fn grammar_hash() -> u64 {
    crate::hash::of(grammar())
}

/// No lexicon is compiled by the model.
pub(crate) fn costs() -> &'static [u8] {
    &[]
}

pub(crate) fn models() -> [&'static [u8]; 3] {
    [&[]; 3]
}

pub(crate) fn built_in() -> &'static [u8] {
    &[]
}

pub(crate) fn aliases() -> &'static [u8] {
    &[]
}

pub(crate) fn exonyms() -> &'static [u8] {
    &[]
}
