//! Saved data: the file format, the shelf it is kept on, and moving between versions.

pub mod envelope;
mod read;
pub mod shelf;
pub mod v1;
