//! Words of a language by position; dates and numbers as the language writes them.

pub mod cite;
pub mod duties;
pub mod format;
pub mod key;
pub mod state;

/// A language of the product.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default)]
pub enum Language {
    /// Slovenian.
    Slovenian,
    /// Croatian.
    Croatian,
    /// English.
    #[default]
    English,
}

impl Language {
    /// All languages, in the order of the language switch.
    pub const ALL: [Self; 3] = [Self::Slovenian, Self::Croatian, Self::English];

    /// The code used in addresses, file names and the `lang` attribute.
    pub fn code(self) -> &'static str {
        match self {
            Self::Slovenian => "sl",
            Self::Croatian => "hr",
            Self::English => "en",
        }
    }

    /// The language of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }

    /// Which plural form a whole number takes, as position in `one two few other`.
    ///
    /// *Source:* Unicode CLDR plural rules for sl, hr, en.
    pub fn plural_form(self, number: u64) -> usize {
        let (ten, hundred) = (number % 10, number % 100);
        match self {
            Self::Slovenian => match hundred {
                1 => 0,
                2 => 1,
                3 | 4 => 2,
                _ => 3,
            },
            Self::Croatian => match ten {
                1 if hundred != 11 => 0,
                2..=4 if !(12..=14).contains(&hundred) => 2,
                _ => 3,
            },
            Self::English => {
                if number == 1 {
                    0
                } else {
                    3
                }
            }
        }
    }
}

/// Position of a text.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Key(pub usize);

/// Position of the first of four plural forms.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Plural(pub usize);

/// Texts that describe the items of a list of law data.
#[derive(Clone, Copy, Debug)]
pub struct Section {
    /// Position of the first field of the first item.
    pub start: usize,
    /// Fields an item has.
    pub fields: usize,
    /// How many items there are.
    pub items: usize,
}

/// Position of a field within an item.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Field(pub usize);

impl Section {
    /// The text of a field of the item at `item`.
    pub fn of(self, item: usize, field: Field) -> Key {
        Key(self.start + item * self.fields + field.0)
    }
}

/// A part of the words, fetched when a screen needs it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Part(pub usize);

impl Part {
    /// Its name in the names of packs.
    pub fn name(self) -> &'static str {
        key::PARTS.get(self.0).map_or("", |(name, _, _)| name)
    }
}

/// The words of one language, as far as they have been fetched.
#[derive(Clone, Debug)]
pub struct Words {
    /// The language.
    pub language: Language,
    /// By part, in the order of [`key::PARTS`]; empty while a part has not arrived.
    parts: Vec<Vec<String>>,
}

impl Words {
    /// Words of which no part has arrived.
    pub fn new(language: Language) -> Self {
        Self { language, parts: vec![Vec::new(); key::PARTS.len()] }
    }

    /// Adds a part; `false` when the pack is not of this build.
    #[must_use]
    pub fn add(&mut self, part: Part, pack: &str) -> bool {
        let texts: Vec<String> = pack.split('\u{1f}').map(str::to_owned).collect();
        let (Some(place), Some((_, _, count))) = (self.parts.get_mut(part.0), key::PARTS.get(part.0)) else {
            return false;
        };
        let whole = texts.len() == *count;
        if whole {
            *place = texts;
        }
        whole
    }

    /// Whether a part has arrived.
    pub fn has(&self, part: Part) -> bool {
        self.parts.get(part.0).is_some_and(|texts| !texts.is_empty())
    }

    /// A text; empty while its part has not arrived.
    pub fn get(&self, key: Key) -> &str {
        let part = key::PARTS.iter().rposition(|(_, start, _)| *start <= key.0);
        let text = part.and_then(|part| {
            let (_, start, _) = key::PARTS.get(part)?;
            self.parts.get(part)?.get(key.0 - start)
        });
        text.map_or("", String::as_str)
    }

    /// A text with its placeholders filled.
    pub fn fill(&self, key: Key, values: &[(&str, &str)]) -> String {
        fill(self.get(key), values)
    }

    /// A text in the form the number asks for; `{count}` is the number.
    pub fn plural(&self, plural: Plural, number: u64) -> String {
        let key = Key(plural.0 + self.language.plural_form(number));
        self.fill(key, &[("count", &format::whole(self.language, number))])
    }
}

/// Ends a sentence; what ends with a full stop of its own, as a Croatian date, gets no second one.
pub fn end_sentence(text: &mut String) {
    if !text.ends_with('.') {
        text.push('.');
    }
}

/// Replaces `{name}` by its value. A value that ends with a full stop takes the place of one that follows.
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, tail)) = after.split_once('}') else {
            rest = after;
            continue;
        };
        if let Some((_, value)) = values.iter().find(|(known, _)| *known == name) {
            filled.push_str(value);
        }
        rest = if filled.ends_with('.') { tail.strip_prefix('.').unwrap_or(tail) } else { tail };
    }
    filled.push_str(rest);
    filled
}

/// The packs of this build, for tools and tests that run without a browser.
#[cfg(not(target_arch = "wasm32"))]
pub mod native {
    use super::{Language, Part, Words, key};

    /// All words of a language.
    ///
    /// # Panics
    /// Never with packs written by the same build.
    pub fn words(language: Language) -> Words {
        let mut words = Words::new(language);
        let packs = key::PACKS.iter().filter(|(code, _)| *code == language.code()).flat_map(|(_, packs)| packs);
        for (part, pack) in packs.enumerate() {
            assert!(words.add(Part(part), pack), "the words of this build");
        }
        words
    }
}
