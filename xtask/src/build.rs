//! From sources to parts: content packs, wasm, glue. wasm-bindgen runs as a library and wasm-opt
//! from npm's `binaryen`, so that a first build does not have to build trunk (16 CPU-minutes).

use crate::bundle;
use crate::command::{self, step};
use crate::compress;
use crate::css;
use crate::tools;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;
use wasm_bindgen_cli_support::Bindgen;

/// Name of the program and of the files made from it.
pub const NAME: &str = "nis2-check";

/// What every browser since 2022 runs. Never `--all-features`: browsers refuse the result.
const WASM_FEATURES: [&str; 7] = [
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Name of the script that fetches the parts of the wasm.
pub const PARTS_SCRIPT: &str = "parts.js";

/// The wasm and the JavaScript that loads it.
pub struct Engine {
    pub glue: Vec<u8>,
    pub wasm: Vec<u8>,
    /// Files that the glue finds beside itself: the script that fetches parts, and the parts.
    pub beside: Vec<(String, Vec<u8>)>,
    /// The files each part is fetched with.
    pub parts: BTreeMap<String, Vec<String>>,
}

/// Whether functions keep their names (to see what is big) or not (to ship).
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Names {
    Kept,
    Dropped,
}

/// Compiles content/; all mistakes at once.
pub fn content(root: &Path) -> Result<content::Compiled, String> {
    content::compile(root)
        .map_err(|mistakes| format!("content/ has {} mistake(s):\n  {}", mistakes.len(), mistakes.join("\n  ")))
}

/// Packs and style sheet where index.html tells trunk to look for them.
pub fn packs_for_trunk(root: &Path) -> Result<(), String> {
    let folder = root.join("target/packs");
    command::empty_folder(&folder)?;
    for (name, bytes) in &content(root)?.packs {
        command::write(&folder.join(name), bytes)?;
    }
    command::write(&root.join("target/trunk/style.css"), css::joined(root)?.as_bytes())
}

/// Builds the app.
pub fn engine(root: &Path) -> Result<Engine, String> {
    step("building the app for wasm (two to four minutes the first time)", || {
        compile(root, &root.join("Cargo.toml"), NAME, &["--features", "split"], &["-Clink-args=--emit-relocs"])
    })?;
    step("binding and shrinking the wasm", || bind(root, NAME, Names::Dropped))
}

/// `cargo rustc` of one program for the browser, in the shipped profile.
pub fn compile(
    root: &Path,
    manifest: &Path,
    program: &str,
    cargo_flags: &[&str],
    rustc_flags: &[&str],
) -> Result<(), String> {
    command::run(
        Command::new(tools::cargo())
            .args(["rustc", "--quiet", "--release", "--target", "wasm32-unknown-unknown"])
            .args(["--bin", program, "--manifest-path"])
            .arg(manifest)
            .arg("--target-dir")
            .arg(root.join("target"))
            .args(cargo_flags)
            .arg("--")
            .args(rustc_flags),
    )
}

/// Cutting along the split points, wasm-bindgen on the core, and wasm-opt on every piece.
pub fn bind(root: &Path, program: &str, names: Names) -> Result<Engine, String> {
    let compiled = root.join("target/wasm32-unknown-unknown/release").join(format!("{program}.wasm"));
    let out = root.join("target/bound").join(program);
    command::empty_folder(&out)?;
    let core = out.join("core.wasm");
    let cut = cut(&command::read(&compiled)?, &core, &out, program)
        .map_err(|error| format!("{} cannot be cut into parts: {error:#}", compiled.display()))?;
    bindgen(&core, &out, program, names)
        .map_err(|error| format!("wasm-bindgen refused {}: {error:#}", core.display()))?;
    if out.join("snippets").exists() {
        return Err("A crate brings JavaScript snippets (target/bound/…/snippets). `cargo xtask dist` \
             does not ship those; drop the crate or teach xtask/src/dist.rs to copy them."
            .to_owned());
    }
    let glue = command::read(&out.join(format!("{program}.js")))?;
    let wasm = optimise(root, &command::read(&out.join(format!("{program}_bg.wasm")))?, names)?;
    if cut.prefetch_map.is_empty() {
        return Ok(Engine { glue, wasm, beside: Vec::new(), parts: BTreeMap::new() });
    }
    let mut pieces = BTreeMap::new();
    for piece in cut.split_modules {
        let name = piece.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        pieces.insert(name, optimise(root, &command::read(&piece)?, names)?);
    }
    let script = command::read_text(&out.join(PARTS_SCRIPT))?;
    let bundles = bundle::bundle(&script, &pieces, &cut.prefetch_map.into_iter().collect())?;
    let mut beside: Vec<(String, Vec<u8>)> = bundles.files.into_iter().collect();
    beside.push((PARTS_SCRIPT.to_owned(), bundles.script.into_bytes()));
    Ok(Engine { glue, wasm, beside, parts: bundles.parts })
}

/// Cuts a compiled program into `core` and the returned parts; a program without split points is its core.
fn cut(
    compiled: &[u8],
    core: &Path,
    out: &Path,
    program: &str,
) -> Result<wasm_split_cli_support::SplitWasm, impl std::fmt::Display + use<>> {
    let glue = format!("./{program}.js");
    let script = format!("./{PARTS_SCRIPT}");
    let mut options = wasm_split_cli_support::Options::new(compiled);
    options.output_dir = out;
    options.main_out_path = core;
    options.main_module = &glue;
    options.link_name = &script;
    wasm_split_cli_support::transform(options)
}

fn bindgen(compiled: &Path, out: &Path, program: &str, names: Names) -> Result<(), impl std::fmt::Display + use<>> {
    let mut bindgen = Bindgen::new();
    bindgen
        .input_path(compiled)
        .out_name(program)
        .typescript(false)
        .omit_default_module_path(true)
        // What the parts share with the core is exported by the linker's names.
        .keep_lld_exports(true)
        .remove_name_section(names == Names::Dropped)
        .remove_producers_section(true);
    bindgen.web(true).and_then(|bindgen| bindgen.generate(out))
}

/// wasm-opt, or what it made of the same bytes before.
fn optimise(root: &Path, wasm: &[u8], names: Names) -> Result<Vec<u8>, String> {
    let folder = root.join("target/wasm-opt");
    let kind = if names == Names::Kept { "named" } else { "plain" };
    let done = folder.join(format!("{}.{kind}.wasm", compress::sha256(wasm)));
    if done.is_file() {
        return command::read(&done);
    }
    let input = folder.join("input.wasm");
    let output = folder.join("output.wasm");
    command::write(&input, wasm)?;
    let mut wasm_opt = Command::new("node");
    wasm_opt
        .arg(root.join("tests/e2e/node_modules/binaryen/bin/wasm-opt"))
        .args(["-Oz", "--strip-producers"])
        .args(WASM_FEATURES)
        .arg(&input)
        .arg("-o")
        .arg(&output);
    if names == Names::Kept {
        wasm_opt.arg("-g");
    }
    command::run_silently(&mut wasm_opt)?;
    let bytes = command::read(&output)?;
    command::write(&done, &bytes)?;
    Ok(bytes)
}
