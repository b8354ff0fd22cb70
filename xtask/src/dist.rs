//! The folder to upload. Every file but index.html and what stands in public/ carries a hash of
//! itself in its name or stands in a folder with the hash of all in it, so that a host may let browsers keep it for ever.

use crate::build::{self, Engine, NAME, PARTS_SCRIPT};
use crate::command::{self, step};
use crate::compress::{sha256, short_hash};
use crate::css;
use crate::tools;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

/// The policy that the app runs under, in index.html and in our server's header.
/// `frame-ancestors` does not work in a `<meta>`; whoever hosts the page decides on it.
pub const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
     img-src 'self' data:; connect-src 'self'; manifest-src 'self'; worker-src 'self'; \
     base-uri 'none'; form-action 'none'";

/// Where the folder stands.
pub fn folder(root: &Path) -> PathBuf {
    root.join("dist")
}

/// `cargo xtask dist`
pub fn run(root: &Path) -> Result<(), String> {
    let _ = make(root)?;
    println!("The folder to upload: {}", folder(root).display());
    Ok(())
}

/// Builds everything and lays it out; returns the files each part of the code is fetched with.
pub fn make(root: &Path) -> Result<BTreeMap<String, Vec<String>>, String> {
    tools::for_build(root)?;
    let compiled = step("compiling content/", || build::content(root))?;
    let engine = build::engine(root)?;
    step("laying out dist/", || lay_out(root, &engine, &compiled))?;
    Ok(engine.parts)
}

fn lay_out(root: &Path, engine: &Engine, compiled: &content::Compiled) -> Result<(), String> {
    let dist = folder(root);
    command::empty_folder(&dist)?;
    let keep = |name: String, bytes: &[u8]| -> Result<String, String> {
        command::write(&dist.join(&name), bytes)?;
        Ok(name)
    };

    let boot = command::read(&root.join("public/boot.js"))?;
    let style = css::minified(&css::joined(root)?);
    let packs = format!("packs-{}", short_hash(&joined(&compiled.packs)));
    for (name, bytes) in &compiled.packs {
        keep(format!("{packs}/{name}"), bytes)?;
    }
    // Glue and parts find each other by name: one hash for the folder in which they stand.
    let glue = (format!("{NAME}.js"), engine.glue.clone());
    let wasm = (format!("{NAME}.wasm"), engine.wasm.clone());
    let code_files: Vec<(String, Vec<u8>)> = [glue, wasm].into_iter().chain(engine.beside.iter().cloned()).collect();
    let code = format!("code-{}", short_hash(&joined(code_files.iter().map(|(name, bytes)| (name, bytes)))));
    for (name, bytes) in &code_files {
        keep(format!("{code}/{name}"), bytes)?;
    }
    let parts = Parts {
        glue: format!("{code}/{NAME}.js"),
        wasm: format!("{code}/{NAME}.wasm"),
        script: engine.beside.iter().any(|(name, _)| name == PARTS_SCRIPT).then(|| format!("{code}/{PARTS_SCRIPT}")),
        boot: keep(format!("boot-{}.js", short_hash(&boot)), &boot)?,
        style: keep(format!("style-{}.css", short_hash(style.as_bytes())), style.as_bytes())?,
        packs,
        version: compiled.version.clone(),
    };
    let page = page(&command::read_text(&root.join("index.html"))?, &parts)?;
    keep("index.html".to_owned(), page.as_bytes())?;
    let public = root.join("public");
    for name in command::files_below(&public)? {
        if name != "boot.js" {
            keep(name.clone(), &command::read(&public.join(name))?)?;
        }
    }
    let mut sums = String::new();
    for name in command::files_below(&dist)? {
        let _ = writeln!(sums, "{}  {name}", sha256(&command::read(&dist.join(&name))?));
    }
    command::write(&dist.join("SHA256SUMS"), sums.as_bytes())
}

/// All files in one, to be hashed.
fn joined<'a>(files: impl IntoIterator<Item = (&'a String, &'a Vec<u8>)>) -> Vec<u8> {
    let mut all = Vec::new();
    for (name, bytes) in files {
        all.extend_from_slice(name.as_bytes());
        all.extend_from_slice(&bytes.len().to_le_bytes());
        all.extend_from_slice(bytes);
    }
    all
}

/// Names of the files that index.html refers to.
struct Parts {
    glue: String,
    wasm: String,
    /// The script that fetches parts of the wasm; the glue imports it.
    script: Option<String>,
    boot: String,
    style: String,
    packs: String,
    version: String,
}

impl Parts {
    /// What takes the place of the lines for trunk. The two preloads let the big files start
    /// before boot.js has arrived; boot.js finds all names on its own script element.
    fn tags(&self) -> String {
        let Self { glue, wasm, script, boot, style, packs, version } = self;
        let script = script
            .as_ref()
            .map(|script| format!("<link rel=\"modulepreload\" href=\"{script}\">\n"))
            .unwrap_or_default();
        format!(
            "<link rel=\"stylesheet\" href=\"{style}\">\n\
             <script type=\"module\" src=\"{boot}\" data-glue=\"{glue}\" data-wasm=\"{wasm}\" \
             data-packs=\"{packs}/\" data-version=\"{version}\"></script>\n\
             <link rel=\"modulepreload\" href=\"{glue}\">\n{script}\
             <link rel=\"preload\" href=\"{wasm}\" as=\"fetch\" type=\"application/wasm\" crossorigin>\n"
        )
    }
}

/// The shipped index.html: policy and names of files in, lines for trunk, comments and indents out.
fn page(source: &str, parts: &Parts) -> Result<String, String> {
    let charset = "<meta charset=\"utf-8\">";
    let policy = format!("{charset}\n<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">");
    let (head, rest) = source.split_once("<!-- trunk -->").ok_or_else(|| lacks("<!-- trunk -->"))?;
    let (_, tail) = rest.split_once("<!-- /trunk -->").ok_or_else(|| lacks("<!-- /trunk -->"))?;
    if !head.contains(charset) {
        return Err(lacks(charset));
    }
    let page = format!("{}{}{tail}", head.replacen(charset, &policy, 1), parts.tags());
    Ok(without_comments(&page)
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .fold(String::new(), |page, line| page + line + "\n"))
}

fn lacks(what: &str) -> String {
    format!("index.html lacks `{what}`; put it back (see xtask/src/dist.rs).")
}

fn without_comments(page: &str) -> String {
    let mut kept = String::with_capacity(page.len());
    let mut rest = page;
    while let Some((before, after)) = rest.split_once("<!--") {
        kept.push_str(before);
        rest = after.split_once("-->").map_or("", |(_, after)| after);
    }
    kept + rest
}

#[cfg(test)]
mod tests {
    use super::{Parts, page};

    #[test]
    fn the_page_names_its_parts_and_no_trunk() {
        let parts = Parts {
            glue: "g.js".to_owned(),
            wasm: "w.wasm".to_owned(),
            script: Some("p.js".to_owned()),
            boot: "b.js".to_owned(),
            style: "s.css".to_owned(),
            packs: "packs-1".to_owned(),
            version: "2026.11.0".to_owned(),
        };
        let made = page(include_str!("../../index.html"), &parts).unwrap_or_default();
        for expected in ["s.css", "href=\"p.js\"", "src=\"b.js\"", "data-packs=\"packs-1/\"", "Content-Security-Policy"]
        {
            assert!(made.contains(expected), "{expected} is missing in\n{made}");
        }
        for unwanted in ["data-trunk", "<!--", "<style", "style=\"", "onload"] {
            assert!(!made.contains(unwanted), "{unwanted} is in\n{made}");
        }
    }
}
