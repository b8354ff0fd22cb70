//! Version 1 of an assessment in a file. Frozen once released; documented in `docs/file-format.md` and
//! `docs/assessment.schema.json`.

mod moved;
pub(super) mod read;
mod write;

use law::Size;

pub use read::read;
pub(super) use read::{day, range, tri};
pub use write::write;
pub(super) use write::{write_day, write_range};

use crate::domain::size::CompanyKind;
pub use crate::domain::time::day::{parse as parse_day, to_text as format_day};
use crate::domain::units::Tri;

/// Stands for the assessed firm itself in holdings.
const SELF: &str = "self";
/// How the answers to plain questions are written.
pub const TRI: [(&str, Tri); 3] = [("yes", Tri::Yes), ("no", Tri::No), ("unknown", Tri::Unknown)];
const SIZES: [(&str, Size); 4] =
    [("micro", Size::Micro), ("small", Size::Small), ("medium", Size::Medium), ("large", Size::Large)];
const KINDS: [(&str, CompanyKind); 9] = [
    ("enterprise", CompanyKind::Enterprise),
    ("natural_person", CompanyKind::NaturalPerson),
    ("public_body", CompanyKind::PublicBody),
    ("public_investment", CompanyKind::PublicInvestment),
    ("venture_capital", CompanyKind::VentureCapital),
    ("business_angel", CompanyKind::BusinessAngel),
    ("university", CompanyKind::University),
    ("institutional_investor", CompanyKind::InstitutionalInvestor),
    ("small_local_authority", CompanyKind::SmallLocalAuthority),
];
