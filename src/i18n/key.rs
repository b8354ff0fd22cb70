//! Positions of texts, written by the content compiler.
#![allow(missing_docs, reason = "each constant is documented by its key")]

use super::{Key, Plural, Section};

include!(concat!(env!("OUT_DIR"), "/keys.rs"));
