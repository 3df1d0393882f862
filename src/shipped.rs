//! The data that the crate carries, as the build put it together.

/// The tables of `lexicons/grammar`, prepared (`grammar::Rows::prepared`).
pub(crate) fn grammar() -> &'static [u8] {
    include_bytes!(concat!(env!("OUT_DIR"), "/grammar.bin"))
}

/// A hash of the same.
pub(crate) fn grammar_hash() -> u64 {
    u64::from_le_bytes(*include_bytes!(concat!(env!("OUT_DIR"), "/grammar.hash")))
}

/// The compiled lexicons of `lexicons`.
pub(crate) fn built_in() -> &'static [u8] {
    include_bytes!(concat!(env!("OUT_DIR"), "/builtin.nisba"))
}

/// The tables of `model/costs`, prepared (`matching::costs::Costs::prepared`).
pub(crate) fn costs() -> &'static [u8] {
    include_bytes!(concat!(env!("OUT_DIR"), "/costs.bin"))
}

/// The models of `model`, prepared (`matching::confidence::Model::prepared`), in the order of `MODELS` there.
pub(crate) fn models() -> [&'static [u8]; 3] {
    [
        include_bytes!(concat!(env!("OUT_DIR"), "/comparison.bin")),
        include_bytes!(concat!(env!("OUT_DIR"), "/lookup.bin")),
        include_bytes!(concat!(env!("OUT_DIR"), "/retrieval.bin")),
    ]
}

/// The names of persons in them that have other names unlike them (`matching::unlike::aliases`).
pub(crate) fn aliases() -> &'static [u8] {
    include_bytes!(concat!(env!("OUT_DIR"), "/aliases.bin"))
}

/// The names of the places and bodies in them (`lexicon::exonyms::table`).
pub(crate) fn exonyms() -> &'static [u8] {
    include_bytes!(concat!(env!("OUT_DIR"), "/exonyms.bin"))
}
