//! Chores of the project: `cargo xtask help` lists them.
//!
//! Plain Rust, no task runner to install. Each chore installs what it needs and does not find
//! (`tools`), says what it does and how long it took, and does nothing twice.

mod bench;
mod build;
mod bundle;
mod command;
mod compress;
mod css;
mod dist;
mod documents;
mod documents_national;
mod evaluate;
mod generate;
mod growth;
mod long;
mod names;
#[cfg(test)]
mod placeholders;
mod serve;
mod size;
mod spell;
mod test;
#[cfg(test)]
mod tidy;
mod tools;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask serve [--port N] [--no-build] [--log FILE]
    build the app and serve it on this machine, under the shipped security policy
cargo xtask test [--quick]
    run every test there is (--quick: without browsers)
cargo xtask dist
    make the folder to upload (dist/)
cargo xtask size
    what a visitor downloads, part by part, and what the wasm is made of
cargo xtask bench [--verdict] [--browser]
    how fast the app is, beside its goals (no test: figures differ between machines)
cargo xtask evaluate [--as-of YYYY-MM-DD] FILE…
    evaluate files of assessments and incidents as the app saves them; one JSON object a line
cargo xtask check --long
    longer property runs, all journeys in all browsers, size, bench; writes docs/long-check.md
cargo xtask packs
    compile content/ into target/packs (for `trunk serve`)
cargo xtask gen
    rewrite what is generated into committed files (words of index.html, docs about the law)
cargo xtask spell
    check the Slovenian and Croatian words
cargo xtask tools
    install what the other chores need (each does it by itself)
cargo xtask help
    this list";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (name, rest) = arguments.split_first().map_or(("help", &[] as &[String]), |(name, rest)| (name.as_str(), rest));
    let root = root();
    let outcome = match name {
        "serve" => serve::run(&root, rest),
        "dist" => dist::run(&root),
        "packs" => build::packs_for_trunk(&root),
        "gen" => generate::run(&root),
        "bench" => bench::run(&root, rest),
        "check" => long::run(&root, rest),
        "evaluate" => evaluate::run(rest),
        "size" => size::run(&root),
        "spell" => spell::run(&root),
        "test" => test::run(&root, rest),
        "tools" => tools::run(&root),
        "help" | "--help" | "-h" => {
            println!("{HELP}");
            Ok(())
        }
        other => Err(format!("There is no chore named \"{other}\".\n\n{HELP}")),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("\n{message}");
            ExitCode::FAILURE
        }
    }
}

/// The folder of the checkout: the parent of this crate's own.
fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_path_buf()
}
