//! What a condition reads.

use crate::{Condition, FactIndex};

impl Condition {
    /// Positions of the facts that it reads; one can stand twice.
    #[must_use]
    pub fn facts(&self) -> Vec<FactIndex> {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::facts).collect(),
            Self::Not(part) => part.facts(),
            Self::Fact(index, _) => vec![*index],
            Self::Activity(_) | Self::Row(_) | Self::SizeAtLeast(_) | Self::InScope => Vec::new(),
        }
    }
}
