//! Few files for the many pieces that `wasm_split_cli_support` makes: small pieces travel with every part that needs them,
//! large ones that several parts share are files of their own.
//!
//! A file is a wasm module of nothing but custom sections, one a piece: servers pack and label it like any wasm.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Up to this size (bytes) a shared piece is repeated in every part rather than asked for on its own.
const REPEATED: usize = 4_000;

/// What the parts are shipped as.
pub struct Bundles {
    /// Name and bytes of every file.
    pub files: BTreeMap<String, Vec<u8>>,
    /// The files a part is fetched with.
    pub parts: BTreeMap<String, Vec<String>>,
    /// The script that fetches them.
    pub script: String,
}

/// Bundles pieces, by name, for the parts that need them. `script` is the one that the splitting has made; its own way of
/// fetching is replaced.
pub fn bundle(
    script: &str,
    pieces: &BTreeMap<String, Vec<u8>>,
    needed: &BTreeMap<String, Vec<String>>,
) -> Result<Bundles, String> {
    let (head, _) = script.split_once("function makeLoad").ok_or(
        "The script of wasm_split_cli_support has no `function makeLoad`; its shape has changed (xtask/src/bundle.rs).",
    )?;
    let mut bundles = Bundles { files: BTreeMap::new(), parts: BTreeMap::new(), script: head.to_owned() + FETCHING };
    for (part, names) in needed {
        let (mut own, mut files) = (Vec::new(), Vec::new());
        for name in names {
            let bytes = pieces.get(name).ok_or_else(|| format!("The part {part} needs {name}, which is not there."))?;
            let shared = needed.values().filter(|others| others.contains(name)).count() > 1;
            if shared && bytes.len() > REPEATED {
                files.push(format!("{name}.wasm"));
                bundles.files.insert(format!("{name}.wasm"), container(&[(name, bytes)]));
            } else {
                own.push((name, bytes));
            }
        }
        bundles.files.insert(format!("{part}.wasm"), container(&own));
        files.push(format!("{part}.wasm"));
        bundles.parts.insert(part.clone(), files);
    }
    for name in bundles.files.keys() {
        let _ = writeln!(bundles.script, "const {} = file(\"./{name}\");", constant(name));
    }
    for (part, files) in &bundles.parts {
        let files: Vec<String> = files.iter().map(|name| constant(name)).collect();
        let _ = writeln!(
            bundles.script,
            "export const __wasm_split_load_{part} = wrapAsyncCb(() => Promise.all([{}].map((load) => load())));",
            files.join(", ")
        );
    }
    Ok(bundles)
}

/// Fetching a file and putting its pieces in place. What has failed is tried again by the next call.
const FETCHING: &str = r#"const placed = new Map();
const once = (key, work) => {
    if (!placed.has(key)) {
        const done = work();
        done.catch(() => placed.delete(key));
        placed.set(key, done);
    }
    return placed.get(key);
};
const file = (name) => () => once(name, async () => {
    const response = await fetch(new URL(name, import.meta.url));
    if (!response.ok) throw new Error(`${name}: ${response.status}`);
    const pieces = await WebAssembly.compile(await response.arrayBuffer());
    const [list] = WebAssembly.Module.customSections(pieces, "pieces");
    const names = new TextDecoder().decode(list).split(" ");
    await Promise.all(names.map((piece) => once(piece, () => {
        const [bytes] = WebAssembly.Module.customSections(pieces, piece);
        return WebAssembly.instantiate(bytes, getSharedImports());
    })));
});
"#;

fn constant(file: &str) -> String {
    format!("load_{}", file.trim_end_matches(".wasm"))
}

/// A wasm module with a custom section a piece, and one, `pieces`, that lists them.
fn container(pieces: &[(&String, &Vec<u8>)]) -> Vec<u8> {
    let names: Vec<&str> = pieces.iter().map(|(name, _)| name.as_str()).collect();
    let mut module = b"\0asm\x01\0\0\0".to_vec();
    custom_section(&mut module, "pieces", names.join(" ").as_bytes());
    for (name, bytes) in pieces {
        custom_section(&mut module, name, bytes);
    }
    module
}

fn custom_section(module: &mut Vec<u8>, name: &str, bytes: &[u8]) {
    let mut body = Vec::new();
    length(&mut body, name.len());
    body.extend_from_slice(name.as_bytes());
    body.extend_from_slice(bytes);
    module.push(0);
    length(module, body.len());
    module.extend_from_slice(&body);
}

/// An unsigned number in LEB128, as wasm writes lengths.
fn length(out: &mut Vec<u8>, mut number: usize) {
    loop {
        let low = u8::try_from(number & 0x7f).unwrap_or_default();
        number >>= 7;
        out.push(if number == 0 { low } else { low | 0x80 });
        if number == 0 {
            break;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{bundle, container};
    use std::collections::BTreeMap;
    use wasmparser::{Parser, Payload};

    #[test]
    fn a_container_is_a_wasm_module_of_its_pieces() {
        let (name, bytes) = ("chunk_1".to_owned(), vec![7_u8; 300]);
        let module = container(&[(&name, &bytes)]);
        let sections: Vec<(String, Vec<u8>)> = Parser::new(0)
            .parse_all(&module)
            .filter_map(|payload| match payload {
                Ok(Payload::CustomSection(section)) => Some((section.name().to_owned(), section.data().to_vec())),
                _ => None,
            })
            .collect();
        assert_eq!(sections, [("pieces".to_owned(), b"chunk_1".to_vec()), (name, bytes)]);
    }

    #[test]
    fn small_pieces_are_repeated_and_large_ones_shared() {
        let pieces = BTreeMap::from([
            ("split_a".to_owned(), vec![1; 10_000]),
            ("split_b".to_owned(), vec![2; 10]),
            ("chunk_1".to_owned(), vec![3; 10]),
            ("chunk_2".to_owned(), vec![4; 9_000]),
        ]);
        let needs = |split: &str| vec![split.to_owned(), "chunk_1".to_owned(), "chunk_2".to_owned()];
        let needed = BTreeMap::from([("a".to_owned(), needs("split_a")), ("b".to_owned(), needs("split_b"))]);
        let made = bundle("head\nfunction makeLoad() {}", &pieces, &needed);
        let made = made.unwrap_or_else(|error| unreachable!("{error}"));
        assert_eq!(made.files.keys().collect::<Vec<_>>(), ["a.wasm", "b.wasm", "chunk_2.wasm"]);
        let files: Option<Vec<&str>> = made.parts.get("a").map(|files| files.iter().map(String::as_str).collect());
        assert_eq!(files, Some(vec!["chunk_2.wasm", "a.wasm"]));
        assert!(made.script.contains("export const __wasm_split_load_b"));
        assert!(bundle("another script", &pieces, &needed).is_err());
    }
}
