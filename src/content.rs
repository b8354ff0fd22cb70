//! Reading packs of law data.

use law::duty::DutyPack;
use law::incident::IncidentLaw;
use law::operators::Operators;
use law::state::State;
use law::{Law, Maturity, Measures};
use serde::de::DeserializeOwned;

/// Version of the content this build was made with.
pub const VERSION: &str = env!("CONTENT_VERSION");

fn read<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}

/// A function for each pack; it returns `None` when the bytes are not a pack of this kind and this build.
macro_rules! packs {
    ($($(#[$doc:meta])* $name:ident: $kind:ty;)*) => {
        $($(#[$doc])* pub fn $name(bytes: &[u8]) -> Option<$kind> {
            read(bytes)
        })*
    };
}

packs! {
    /// The EU core.
    law: Law;
    /// The maturity part.
    maturity: Maturity;
    /// The measures of the areas.
    measures: Measures;
    /// The operators' rulebooks.
    operators: Operators;
    /// The law of incidents.
    incident: IncidentLaw;
    /// The law of a state.
    state: State;
    /// Duties, of the Union or of a state.
    duties: DutyPack;
}

/// The packs of this build, for tools and tests that run without a browser.
#[cfg(not(target_arch = "wasm32"))]
pub mod native {
    use super::{DeserializeOwned, DutyPack, IncidentLaw, Law, Maturity, Measures, Operators, State, read};
    use crate::i18n::key::{DUTY_PACKS, STATE_PACKS};

    #[expect(clippy::expect_used, reason = "the packs were written by this build")]
    fn own<T: DeserializeOwned>(bytes: &[u8]) -> T {
        read(bytes).expect("a pack of this build")
    }

    /// A function for each pack of which there is one.
    macro_rules! packs {
        ($($(#[$doc:meta])* $name:ident: $kind:ty;)*) => {
            $($(#[$doc])* pub fn $name() -> $kind {
                own(include_bytes!(concat!(env!("OUT_DIR"), "/", stringify!($name), ".bin")))
            })*
        };
    }

    packs! {
        /// The EU core.
        law: Law;
        /// The maturity part.
        maturity: Maturity;
        /// The measures of the areas.
        measures: Measures;
        /// The operators' rulebooks.
        operators: Operators;
        /// The law of incidents.
        incident: IncidentLaw;
    }

    /// The law of every state there is.
    pub fn states() -> Vec<State> {
        STATE_PACKS.iter().map(|(pack, _)| own(pack)).collect()
    }

    /// All packs of duties: the Union's, then those of the states.
    pub fn duties() -> Vec<DutyPack> {
        DUTY_PACKS.iter().map(|(pack, _)| own(pack)).collect()
    }
}
