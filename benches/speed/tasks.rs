//! What is measured, a file each.

pub(crate) mod growth;
pub(crate) mod quality;
pub(crate) mod tagging;
