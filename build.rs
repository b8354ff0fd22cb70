//! Compiles the content: constants for the app, packs for native tests and tools.

use std::path::{Path, PathBuf};

fn main() {
    println!("cargo::rerun-if-changed=content");
    let root = PathBuf::from(std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let out = PathBuf::from(std::env::var_os("OUT_DIR").unwrap_or_default());
    match content::compile(&root) {
        Ok(compiled) => {
            write(&out.join("keys.rs"), compiled.keys_rs.as_bytes());
            write(&out.join("places.rs"), compiled.places_rs.as_bytes());
            for (name, bytes) in &compiled.packs {
                write(&out.join(name), bytes);
            }
            println!("cargo::rustc-env=CONTENT_VERSION={}", compiled.version);
        }
        Err(problems) => {
            for problem in problems {
                println!("cargo::error={problem}");
            }
        }
    }
}

fn write(path: &Path, bytes: &[u8]) {
    if let Err(error) = std::fs::write(path, bytes) {
        println!("cargo::error={}: {error}", path.display());
    }
}
