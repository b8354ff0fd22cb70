//! Mistakes in content are refused with a message that names the place.
//!
//! `good/` is a small content without mistakes. Each folder of `bad/` holds the files that differ, and in `message.txt`
//! exactly what the compiler says.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::fs;
use std::path::{Path, PathBuf};

fn here() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// What the compiler says about the small content with the files of a folder in place.
fn compiled(name: &str, with: Option<&Path>) -> Result<(), Vec<String>> {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if root.exists() {
        fs::remove_dir_all(&root).unwrap();
    }
    copy(&here().join("good"), &root);
    if let Some(with) = with {
        copy(with, &root.join("content"));
    }
    content::compile(&root).map(|_| ())
}

#[test]
fn content_without_mistakes_compiles() {
    assert_eq!(compiled("good", None), Ok(()));
}

#[test]
fn every_mistake_is_named() {
    let mut wrong = Vec::new();
    let mut folders: Vec<PathBuf> =
        fs::read_dir(here().join("bad")).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    assert!(folders.len() >= 20);
    for folder in folders {
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let expected = fs::read_to_string(folder.join("message.txt")).unwrap();
        let found = compiled(&name, Some(&folder)).err().unwrap_or_default().join("\n");
        if found.trim() != expected.trim() {
            wrong.push(format!("{name}: expected\n{expected}\nfound\n{found}\n"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
