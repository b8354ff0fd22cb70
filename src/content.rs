//! Reading packs of law data.

use law::incident::IncidentLaw;
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

/// The law of incidents from its pack.
///
/// Returns `None` when the bytes are not an incident pack of this build.
pub fn incident(bytes: &[u8]) -> Option<IncidentLaw> {
    postcard::from_bytes(bytes).ok()
}

/// The packs of this build, for tools and tests that run without a browser.
#[cfg(not(target_arch = "wasm32"))]
pub mod native {
    use law::incident::IncidentLaw;
    use law::{Law, Maturity};

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

    /// The law of incidents.
    ///
    /// # Panics
    /// Never with a pack written by the same build.
    #[expect(clippy::expect_used, reason = "the pack was written by this build")]
    pub fn incident() -> IncidentLaw {
        super::incident(include_bytes!(concat!(env!("OUT_DIR"), "/incident.bin"))).expect("the pack of this build")
    }
}
