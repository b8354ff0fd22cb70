//! Words of duties. They stand by the positions of a pack's own data, so that no State needs code.

use law::duty::{DUTY_TEXTS, DutyPack, EVENT_TEXTS};

use super::Language;

/// The words of a pack of duties in one language.
#[derive(Clone, Debug)]
pub struct DutyWords {
    texts: Vec<String>,
    events: usize,
}

impl DutyWords {
    /// Words from a pack, or `None` when they do not fit the duties.
    pub fn new(pack: &DutyPack, words: &str) -> Option<Self> {
        let texts: Vec<String> = words.split('\u{1f}').map(str::to_owned).collect();
        (texts.len() == pack.texts()).then_some(Self { texts, events: pack.events.len() })
    }

    /// A text of a duty, by the name of the text as in [`DUTY_TEXTS`]; empty where there is none.
    pub fn duty(&self, duty: usize, field: &str) -> &str {
        let field = DUTY_TEXTS.iter().position(|known| *known == field);
        self.at(field.map(|field| self.events * EVENT_TEXTS.len() + duty * DUTY_TEXTS.len() + field))
    }

    /// A text of an event, by the name of the text as in [`EVENT_TEXTS`]; empty where there is none.
    pub fn event(&self, event: usize, field: &str) -> &str {
        let field = EVENT_TEXTS.iter().position(|known| *known == field);
        self.at(field.map(|field| event * EVENT_TEXTS.len() + field))
    }

    fn at(&self, position: Option<usize>) -> &str {
        position.and_then(|position| self.texts.get(position)).map_or("", String::as_str)
    }
}

/// The name of the pack of words of a pack of duties.
pub fn pack_name(language: Language, code: &str) -> String {
    [language.code(), ".duties.", code, ".txt"].concat()
}

/// The packs of this build, for tools and tests that run without a browser.
#[cfg(not(target_arch = "wasm32"))]
pub mod native {
    use law::duty::DutyPack;

    use super::{DutyWords, Language};
    use crate::i18n::key::{DUTIES, DUTY_PACKS};

    /// The words of a pack of duties.
    ///
    /// # Panics
    /// Never with packs written by the same build.
    #[expect(clippy::expect_used, reason = "the packs were written by this build")]
    pub fn words(pack: &DutyPack, language: Language) -> DutyWords {
        let position = Language::ALL.iter().position(|known| *known == language);
        let own = DUTIES.iter().position(|code| *code == pack.code).and_then(|at| DUTY_PACKS.get(at));
        let bytes = own.zip(position).and_then(|((_, words), position)| words.get(position));
        let text = bytes.and_then(|bytes| std::str::from_utf8(bytes).ok());
        text.and_then(|text| DutyWords::new(pack, text)).expect("the words of this build")
    }
}
