//! Whether a rulebook binds an operator.

use law::Day;
use law::operators::{Book, Force};

use super::Profile;
use crate::domain::time::day;
use crate::domain::units::Tri;

/// Days after the delivery of the notice within which notifying under the new act begins at the latest.
///
/// *Source:* ZKS (NN 14/2024), čl. 37 st. 4.
pub const GAP_DAYS: u32 = 30;

/// Whether a rulebook binds, and what is open about it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// It is history and serves as a yardstick.
    Historical,
    /// It binds until the notice is delivered.
    Binds,
    /// No notice, but the operator did not apply the old rules before: to be checked.
    BindsUnlessNew,
    /// No notice, and whether the operator applied the old rules before is not known.
    BindsIfOld,
    /// The notice has been delivered: it binds no longer.
    Ended {
        /// When it was delivered.
        on: Option<Day>,
        /// While it lies ahead: the day from which notifying under the new act is certain.
        gap_until: Option<Day>,
    },
    /// The day given for the delivery lies ahead: that cannot be.
    DeliveredInFuture,
    /// The day given for the delivery lies before this day, from which the act that knows the notice applies.
    DeliveredTooEarly(Day),
    /// Whether the notice has arrived is not known.
    Open,
}

impl Standing {
    /// Whether the rulebook binds the operator, or may.
    pub fn may_bind(self) -> bool {
        !matches!(self, Self::Historical | Self::Ended { .. })
    }
}

/// Whether a rulebook binds on a day.
pub fn standing(book: &Book, profile: &Profile, today: Day) -> Standing {
    if book.force == Force::Historical {
        return Standing::Historical;
    }
    match (profile.notice, profile.before) {
        (Tri::Unknown, _) => Standing::Open,
        (Tri::No, Tri::Yes) => Standing::Binds,
        (Tri::No, Tri::No) => Standing::BindsUnlessNew,
        (Tri::No, Tri::Unknown) => Standing::BindsIfOld,
        (Tri::Yes, _) if profile.delivered.is_some_and(|day| day > today) => Standing::DeliveredInFuture,
        (Tri::Yes, _) => {
            if let Some(from) = book.notice_from.filter(|from| profile.delivered.is_some_and(|day| day < *from)) {
                return Standing::DeliveredTooEarly(from);
            }
            let gap = profile.delivered.and_then(|on| day::plus_days(on, GAP_DAYS));
            Standing::Ended { on: profile.delivered, gap_until: gap.filter(|until| *until > today) }
        }
    }
}
