//! How far something asked for is: the answer that measures and the operators' duties share.

/// How far something is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum State {
    /// It is done and kept up.
    InPlace,
    /// A part of it is done.
    Partly,
    /// Decided, not begun. A plan protects nobody: it counts as not in place.
    Planned,
    /// Not in place.
    Missing,
    /// It does not apply; counts with a reason only.
    NotApplicable,
    /// The visitor does not know.
    Unknown,
}
