//! Reading packs of law data.

use law::duty::DutyPack;
use law::state::State;
use law::{Law, Maturity};

/// Version of the content this build was made with.
pub const VERSION: &str = env!("CONTENT_VERSION");

/// The law from its pack.
///
/// Returns `None` when the bytes are not a law pack of this build.
pub fn law(bytes: &[u8]) -> Option<Law> {
    postcard::from_bytes(bytes).ok()
}

/// The maturity part from its pack.
///
/// Returns `None` when the bytes are not a maturity pack of this build.
pub fn maturity(bytes: &[u8]) -> Option<Maturity> {
    postcard::from_bytes(bytes).ok()
}

/// The law of a state from its pack.
///
/// Returns `None` when the bytes are not a state's pack of this build.
pub fn state(bytes: &[u8]) -> Option<State> {
    postcard::from_bytes(bytes).ok()
}

/// Duties from their pack.
///
/// Returns `None` when the bytes are not a pack of duties of this build.
pub fn duties(bytes: &[u8]) -> Option<DutyPack> {
    postcard::from_bytes(bytes).ok()
}

/// The packs of this build, for tools and tests that run without a browser.
#[cfg(not(target_arch = "wasm32"))]
pub mod native {
    use law::duty::DutyPack;
    use law::state::State;
    use law::{Law, Maturity};

    use crate::i18n::key::{DUTY_PACKS, STATE_PACKS};

    /// The EU core.
    ///
    /// # Panics
    /// Never with a pack written by the same build.
    #[expect(clippy::expect_used, reason = "the pack was written by this build")]
    pub fn law() -> Law {
        super::law(include_bytes!(concat!(env!("OUT_DIR"), "/law.bin"))).expect("the law pack of this build")
    }

    /// The maturity part.
    ///
    /// # Panics
    /// Never with a pack written by the same build.
    #[expect(clippy::expect_used, reason = "the pack was written by this build")]
    pub fn maturity() -> Maturity {
        super::maturity(include_bytes!(concat!(env!("OUT_DIR"), "/maturity.bin"))).expect("the pack of this build")
    }

    /// The law of every state there is.
    ///
    /// # Panics
    /// Never with packs written by the same build.
    #[expect(clippy::expect_used, reason = "the packs were written by this build")]
    pub fn states() -> Vec<State> {
        STATE_PACKS.iter().map(|(_, pack, _)| super::state(pack).expect("the pack of this build")).collect()
    }

    /// All packs of duties: the Union's, then those of the States.
    ///
    /// # Panics
    /// Never with packs written by the same build.
    #[expect(clippy::expect_used, reason = "the packs were written by this build")]
    pub fn duties() -> Vec<DutyPack> {
        DUTY_PACKS.iter().map(|(pack, _)| super::duties(pack).expect("the pack of this build")).collect()
    }
}
