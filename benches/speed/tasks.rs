//! What is measured, a file each.

pub(crate) mod allocations;
pub(crate) mod build;
pub(crate) mod curated;
pub(crate) mod filter;
pub(crate) mod growth;
pub(crate) mod lookup;
pub(crate) mod pairs;
pub(crate) mod quality;
pub(crate) mod romanize;
pub(crate) mod tagging;
