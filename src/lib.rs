//! nisba finds mentions of listed entities in raw text and maps each to a canonical ID.

mod orthography;
