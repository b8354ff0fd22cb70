//! Saved data: the file format, the shelf it is kept on, and moving between versions.

pub mod envelope;
pub mod shelf;
mod read;
pub mod v1;
