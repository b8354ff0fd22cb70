//! Generated parts of committed files: the words in index.html come from
//! content/text/<language>/boot.toml, because they are painted before any script runs;
//! documents about the law come from the law data (`documents`).

use crate::{command, documents};
use std::fmt::Write as _;
use std::path::Path;

const LANGUAGES: [&str; 3] = ["sl", "hr", "en"];

/// `cargo xtask gen`
pub fn run(root: &Path) -> Result<(), String> {
    let page = command::read_text(&root.join("index.html"))?;
    refresh(root, "index.html", &fresh_page(root, &page)?)?;
    documents::all().iter().try_for_each(|(name, text)| refresh(root, name, text))
}

fn refresh(root: &Path, name: &str, fresh: &str) -> Result<(), String> {
    let path = root.join(name);
    if command::read_text(&path).is_ok_and(|text| text == fresh) {
        println!("{name} is fresh.");
        return Ok(());
    }
    println!("{name} is written anew.");
    command::write(&path, fresh.as_bytes())
}

/// What index.html should be.
fn fresh_page(root: &Path, page: &str) -> Result<String, String> {
    let words = LANGUAGES.map(|language| Words::read(root, language));
    let [slovenian, croatian, english] = words;
    let words = [slovenian?, croatian?, english?];
    let [.., english] = &words;
    let page = replaced(page, "words-head", &head(english))?;
    replaced(&page, "words-body", &body(&words))
}

/// The words of one language.
struct Words {
    language: &'static str,
    title: String,
    purpose: String,
    noscript: String,
    no_wasm: String,
    failed: String,
}

impl Words {
    fn read(root: &Path, language: &'static str) -> Result<Self, String> {
        let name = format!("content/text/{language}/boot.toml");
        let table: toml::Table =
            command::read_text(&root.join(&name))?.parse().map_err(|error| format!("{name} is not TOML: {error}"))?;
        let word = |key: &str| {
            let text = table.get(key).and_then(toml::Value::as_str);
            text.map(escaped).ok_or_else(|| format!("{name} lacks the text `{key}`."))
        };
        Ok(Self {
            language,
            title: word("title")?,
            purpose: word("purpose")?,
            noscript: word("noscript")?,
            no_wasm: word("no_wasm")?,
            failed: word("failed")?,
        })
    }
}

fn head(english: &Words) -> String {
    let Words { title, purpose, .. } = english;
    format!("    <title>{title}</title>\n    <meta name=\"description\" content=\"{purpose}\">\n")
}

fn body(words: &[Words; 3]) -> String {
    let mut text = String::from("    <main id=\"splash\">\n");
    for Words { language, title, purpose, .. } in words {
        let _ = writeln!(text, "      <p lang=\"{language}\"><strong>{title}</strong><br>{purpose}</p>");
    }
    text.push_str("      <noscript>\n");
    for Words { language, noscript, .. } in words {
        let _ = writeln!(text, "        <p lang=\"{language}\">{noscript}</p>");
    }
    text.push_str("      </noscript>\n");
    for (id, message) in
        [("no-wasm", Words::no_wasm as fn(&Words) -> &str), ("failed", Words::failed as fn(&Words) -> &str)]
    {
        let _ = writeln!(text, "      <div id=\"{id}\" role=\"alert\" hidden>");
        for words in words {
            let _ = writeln!(text, "        <p lang=\"{}\">{}</p>", words.language, message(words));
        }
        text.push_str("      </div>\n");
    }
    text + "    </main>\n"
}

impl Words {
    fn no_wasm(&self) -> &str {
        &self.no_wasm
    }

    fn failed(&self) -> &str {
        &self.failed
    }
}

/// Replaces the lines between `<!-- name … -->` and `<!-- /name -->`.
fn replaced(page: &str, name: &str, text: &str) -> Result<String, String> {
    let lacks = || format!("index.html lacks the marks `<!-- {name} …-->` and `<!-- /{name} -->`.");
    let (before, rest) = page.split_once(&format!("<!-- {name}")).ok_or_else(lacks)?;
    let (comment, rest) = rest.split_once("-->\n").ok_or_else(lacks)?;
    let (_, after) = rest.split_once(&format!("    <!-- /{name}")).ok_or_else(lacks)?;
    Ok(format!("{before}<!-- {name}{comment}-->\n{text}    <!-- /{name}{after}"))
}

fn escaped(text: &str) -> String {
    text.trim().replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::fresh_page;

    #[test]
    fn index_html_is_fresh() -> Result<(), String> {
        let root = crate::root();
        let page = crate::command::read_text(&root.join("index.html"))?;
        assert!(fresh_page(&root, &page)? == page, "index.html is stale: run `cargo xtask gen`");
        Ok(())
    }

    #[test]
    fn documents_are_fresh() -> Result<(), String> {
        for (name, fresh) in crate::documents::all() {
            let text = crate::command::read_text(&crate::root().join(name))?;
            assert!(text == fresh, "{name} is stale: run `cargo xtask gen`");
        }
        Ok(())
    }
}
