//! Hashes and brotli. Compressed forms are kept under target/brotli by content, because quality 11
//! takes a second for the wasm.

use crate::command;
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;

/// The SHA-256 of some bytes in hexadecimal digits.
pub fn sha256(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

/// The part of a hash that goes into a file name.
pub fn short_hash(bytes: &[u8]) -> String {
    sha256(bytes).chars().take(16).collect()
}

/// Brotli at quality 11, as a careful host serves it.
pub fn brotli(root: &Path, bytes: &[u8]) -> Result<Vec<u8>, String> {
    let cached = root.join("target/brotli").join(format!("{}.br", sha256(bytes)));
    if cached.is_file() {
        return command::read(&cached);
    }
    let mut packed = Vec::new();
    {
        let mut writer = brotli::CompressorWriter::new(&mut packed, 1 << 16, 11, 22);
        writer.write_all(bytes).map_err(|error| format!("Brotli failed: {error}."))?;
        writer.flush().map_err(|error| format!("Brotli failed: {error}."))?;
    }
    command::write(&cached, &packed)?;
    Ok(packed)
}
