//! Citations: `nis2 art 3(1)(a)` becomes a provision of the source `nis2` at `{article} 3(1)(a)`.
//! The words between braces are replaced by the language's own when it is shown.

use std::collections::BTreeMap;

use law::{Day, Provision, ProvisionIndex};

/// Tokens of a citation and the placeholder that stands for the language's word.
const WORDS: [(&str, &str); 8] = [
    ("art", "{article}"),
    ("rec", "{recital}"),
    ("annex", "{annex}"),
    ("point", "{point}"),
    ("indent", "{indent}"),
    ("directive", "{directive}"),
    ("regulation", "{regulation}"),
    ("nis2", "NIS 2"),
];

/// Provisions met so far; each is kept once.
pub struct Citations {
    sources: BTreeMap<String, (u8, Day)>,
    /// In the order of first use.
    pub provisions: Vec<Provision>,
}

impl Citations {
    /// `sources`: id, position, first day.
    pub fn new(sources: BTreeMap<String, (u8, Day)>) -> Self {
        Self { sources, provisions: Vec::new() }
    }

    /// The position of the cited provision, which is added if it is new.
    ///
    /// # Errors
    /// If the source is not known.
    pub fn cite(&mut self, citation: &str) -> Result<ProvisionIndex, String> {
        let (source, place) = citation.split_once(' ').unwrap_or((citation, ""));
        let Some(&(position, from)) = self.sources.get(source) else {
            return Err(format!("unknown source \"{source}\" in \"{citation}\"; add it as [[source]]"));
        };
        let id = citation.replace(' ', ".");
        let known = self.provisions.iter().position(|provision| provision.id == id);
        let index = known.unwrap_or_else(|| {
            self.provisions.push(Provision { id, source: position, at: with_words(place), from, to: None });
            self.provisions.len() - 1
        });
        ProvisionIndex::try_from(index).map_err(|_| "too many provisions".to_owned())
    }
}

/// Replaces the tokens of a reference by the placeholders of words. An article of an annex follows the annex's own word.
pub fn with_words(place: &str) -> String {
    let words: Vec<&str> = place
        .split(' ')
        .map(|word| WORDS.iter().find(|(token, _)| *token == word).map_or(word, |(_, placeholder)| placeholder))
        .collect();
    let text = words.join(" ").replace("{annex} {article}", "{annex_of} {article}");
    text.replace("(EC)", "({ec})").replace("/EC", "/{ec}").replace("/EEC", "/{eec}")
}
