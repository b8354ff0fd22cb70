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
    let mut text = source.map_or_else(String::new, |source| reference(words, &source.short));
    if !provision.at.is_empty() {
        text.push_str(", ");
        text.push_str(&reference(words, &provision.at));
    }
    (text, source.map_or_else(String::new, |source| address(words, source)))
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
