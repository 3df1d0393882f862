//! What is measured, a file each.

pub(crate) mod tagging;
