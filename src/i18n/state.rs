//! Words of a state's law. They stand by the positions of the state's own data, so that no state needs code.

use law::state::{KINDS, Kind, State};

use super::{Language, Words, key};
use crate::domain::scope::jurisdiction::OTHER_STATE;

/// The words of a state in one language.
#[derive(Clone, Debug)]
pub struct StateWords {
    texts: Vec<String>,
}

impl StateWords {
    /// Words from a pack, or `None` when the pack does not fit the state.
    pub fn new(state: &State, pack: &str) -> Option<Self> {
        let texts: Vec<String> = pack.split('\u{1f}').map(str::to_owned).collect();
        (texts.len() == state.texts()).then_some(Self { texts })
    }

    /// A text of an item, by the name of the text as in [`KINDS`].
    pub fn get(&self, state: &State, kind: Kind, item: usize, field: &str) -> &str {
        let fields = KINDS.iter().find(|(known, _, _)| *known == kind).map_or(&[][..], |(_, _, fields)| fields);
        let at = fields.iter().position(|known| *known == field).map(|field| state.text(kind, item) + field);
        at.and_then(|at| self.texts.get(at)).map_or("", String::as_str)
    }
}

/// The name of a State by its code; the code itself for one that is not known.
pub fn state_name<'a>(words: &'a Words, code: &'a str) -> &'a str {
    if code == OTHER_STATE {
        return words.get(key::UI_PLACE_EU);
    }
    let at = key::STATES.iter().position(|known| *known == code);
    at.map_or(code, |at| words.get(key::PLACES_STATE.of(at, key::places_state::NAME)))
}

/// The name of the pack of words of a state.
pub fn pack_name(language: Language, code: &str) -> String {
    [language.code(), ".state.", code, ".txt"].concat()
}

/// The packs of this build, for tools and tests that run without a browser.
#[cfg(not(target_arch = "wasm32"))]
pub mod native {
    use super::{Language, State, StateWords};
    use crate::i18n::key::{STATE_PACKS, STATES};

    /// The words of a state.
    ///
    /// # Panics
    /// Never with packs written by the same build.
    #[expect(clippy::expect_used, reason = "the packs were written by this build")]
    pub fn words(state: &State, language: Language) -> StateWords {
        let of_state = STATES.iter().zip(STATE_PACKS).find(|(code, _)| **code == state.code);
        let at = Language::ALL.iter().position(|known| *known == language);
        let pack = of_state.zip(at).and_then(|((_, (_, packs)), at)| packs.get(at).copied());
        pack.and_then(|pack| StateWords::new(state, pack)).expect("the words of this build")
    }
}
