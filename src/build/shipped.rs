//! What the library finds in itself, the build script has just made.

use once_cell::sync::OnceCell;

static GRAMMAR: OnceCell<String> = OnceCell::new();

pub(crate) fn set_grammar(rows: String) {
    GRAMMAR.set(rows).expect("the tables are put together once");
}

pub(crate) fn grammar() -> &'static str {
    GRAMMAR.get().map_or("", String::as_str)
}

pub(crate) fn built_in() -> &'static [u8] {
    &[]
}
