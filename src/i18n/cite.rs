//! Citations in a language.

use law::{Law, Provision, ProvisionIndex, Source};

use super::{Language, Words, fill, key};

/// The words of citations.
fn words_of_citations(words: &Words) -> [(&'static str, &str); 10] {
    [
        ("article", words.get(key::CITE_ARTICLE)),
        ("recital", words.get(key::CITE_RECITAL)),
        ("annex", words.get(key::CITE_ANNEX)),
        ("annex_of", words.get(key::CITE_ANNEX_OF)),
        ("point", words.get(key::CITE_POINT)),
        ("indent", words.get(key::CITE_INDENT)),
        ("directive", words.get(key::CITE_DIRECTIVE)),
        ("regulation", words.get(key::CITE_REGULATION)),
        ("ec", words.get(key::CITE_EC)),
        ("eec", words.get(key::CITE_EEC)),
    ]
}

/// A reference with the words of the language: `{article} 3(1)` becomes `Art. 3(1)`.
pub fn reference(words: &Words, text: &str) -> String {
    fill(text, &words_of_citations(words))
}

/// A place in an act in the manner of the language: `{article} 3(1)` becomes `Art. 3(1)`, in Croatian `čl. 3. st. 1.`.
pub fn place(words: &Words, at: &str) -> String {
    let text = reference(words, at);
    if words.language == Language::Croatian { in_croatian(&text, words.get(key::CITE_POINT)) } else { text }
}

/// Numbers are ordinals in Croatian; paragraphs, points and what is below them are named: `čl. 2. st. 2. t. (a) podt. (i)`.
fn in_croatian(text: &str, point: &str) -> String {
    let mut said = String::with_capacity(text.len() * 2);
    for (at, piece) in text.split('(').enumerate() {
        let (inner, rest) = if at == 0 { ("", piece) } else { piece.split_once(')').unwrap_or((piece, "")) };
        if inner.bytes().all(|byte| byte.is_ascii_digit()) && at > 0 {
            said.push_str(if said.ends_with('-') { "" } else { " st. " });
            ordinals(inner, &mut said);
        } else if at > 0 {
            let below = said.contains(point) || said.ends_with(')');
            let name = if below { " podt. " } else { " t. " };
            said.push_str(if said.ends_with('-') { "" } else { name });
            said.push('(');
            said.push_str(inner);
            said.push(')');
        }
        ordinals(rest, &mut said);
    }
    said
}

/// A full stop behind each number, Arabic or Roman.
fn ordinals(text: &str, said: &mut String) {
    let is_number = |letter: char| letter.is_ascii_digit() || matches!(letter, 'I' | 'V' | 'X');
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        said.push(letter);
        let next = letters.peek().copied();
        if is_number(letter) && !next.is_some_and(|next| is_number(next) || next == '.') {
            said.push('.');
        }
    }
}

/// A provision, for instance `NIS 2, Art. 3(1)(a)`, and the address of its official text.
pub fn provision(law: &Law, words: &Words, index: ProvisionIndex) -> (String, String) {
    provision_of(&law.sources, &law.provisions, words, index)
}

/// The same with the sources and provisions of another set of law data. An act cited as a whole has no place.
pub fn provision_of(
    sources: &[Source],
    provisions: &[Provision],
    words: &Words,
    index: ProvisionIndex,
) -> (String, String) {
    let Some(provision) = provisions.get(usize::from(index)) else {
        return (String::new(), String::new());
    };
    let source = sources.get(usize::from(provision.source));
    source.map_or_else(Default::default, |source| place_in(words, source, &provision.at))
}

/// A place in a source, for instance `NIS 2, Art. 3(1)(a)`, and the address of its official text.
pub fn place_in(words: &Words, source: &Source, at: &str) -> (String, String) {
    let mut text = reference(words, &source.short);
    if !at.is_empty() {
        text.push_str(", ");
        text.push_str(&place(words, at));
    }
    (text, address(words, source))
}

/// The address of a source in the language of the page, where the Union publishes it in all of its languages: an ELI takes
/// the language behind `/oj` as a code of ISO 639-2/T. Other addresses stay as they are.
pub fn address(words: &Words, source: &Source) -> String {
    let mut address = source.url.clone();
    if address.starts_with("https://eur-lex.europa.eu/eli/") && address.ends_with("/oj") {
        address.push_str(match words.language {
            Language::Slovenian => "/slv",
            Language::Croatian => "/hrv",
            Language::English => "/eng",
        });
    }
    address
}
