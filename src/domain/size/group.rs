//! The enterprises around the assessed firm and who holds what (Rec. 2003/361/EC, Annex, Art. 3).

use super::figures::Figures;
use crate::domain::units::{Cents, Range, Share, Tri};

/// What a company or owner is for Annex, Art. 3.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum CompanyKind {
    /// An ordinary enterprise.
    Enterprise,
    /// A natural person, or a group of them acting jointly: no figures, but links enterprises of the same or an adjacent
    /// market (Art. 3(3), fourth subparagraph).
    NaturalPerson,
    /// A public body. An enterprise only if it carries on an economic activity itself (Art. 1, our reading I6). Art. 3(4)
    /// is not applied (NIS 2 Art. 2(1), second subparagraph).
    PublicBody,
    /// Exempt investor: public investment corporation (Art. 3(2)(a)).
    PublicInvestment,
    /// Exempt investor: venture capital company (Art. 3(2)(a)).
    VentureCapital,
    /// Exempt investor below 1.25 million euro: business angel (Art. 3(2)(a)). Links like an enterprise (Art. 3(3), third
    /// subparagraph); an individual has figures of zero.
    BusinessAngel,
    /// Exempt investor: university or non-profit research centre (Art. 3(2)(b)).
    University,
    /// Exempt investor: institutional investor, incl. regional development fund (Art. 3(2)(c)).
    InstitutionalInvestor,
    /// Exempt investor: autonomous local authority with a budget below 10 million euro and fewer than 5 000 inhabitants
    /// (Art. 3(2)(d)). For links it is a public body.
    SmallLocalAuthority,
}

/// An enterprise, person or body of the group.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Company {
    /// Id within the answers.
    pub id: String,
    /// Name given by the visitor.
    pub name: String,
    /// What it is.
    pub kind: CompanyKind,
    /// Its figures, one for each of the periods of the assessed firm; one that is missing is unknown. Empty for the
    /// assessed firm itself, whose figures are in `Period::own`.
    pub figures: Vec<Figures>,
    /// Whether it is active, at least in part, in the market of the assessed firm or in one directly upstream or
    /// downstream (Art. 3(3)). Matters only for links through persons. The assessed firm counts as yes.
    pub same_market: Tri,
    /// Whether a public body or local authority carries on an economic activity itself (reading I6). Not read for other
    /// kinds.
    pub economic_activity: Tri,
    /// All that business angels together have put into the enterprise this one holds a share of (Art. 3(2)(a)); `None` =
    /// unknown. Read for business angels only.
    pub angel_investment: Option<Range<Cents>>,
    /// Whether its figures are already in those of the assessed firm or of another company entered (Art. 6(2), (3)): they
    /// are not added again, its holdings still count.
    pub in_consolidation: bool,
}

impl Company {
    /// Its figures of a period; unknown if they have not been given.
    pub(super) fn figures_of(&self, period: usize) -> Figures {
        self.figures.get(period).copied().unwrap_or(Figures::UNKNOWN)
    }
}

impl CompanyKind {
    /// Whether it is an enterprise only if it carries on an economic activity (reading I6).
    pub(super) fn is_public_body(self) -> bool {
        matches!(self, Self::PublicBody | Self::SmallLocalAuthority)
    }
}

impl Group {
    /// Holdings that no company can have, by position, in their order; each with the first that is wrong with it.
    pub fn impossible(&self) -> Vec<(usize, Impossible)> {
        let mut found = Vec::new();
        for (index, holding) in self.holdings.iter().enumerate() {
            let until_here = || self.holdings.iter().take(index + 1).filter(|other| other.held == holding.held);
            let exceeds = |share: fn(&Holding) -> Range<Share>| {
                let sum: u64 = until_here().map(|other| u64::from(share(other).from.0)).sum();
                sum > u64::from(Share::WHOLE.0) && share(holding).from.0 > 0
            };
            let wrong = if holding.holder == holding.held {
                Impossible::InItself
            } else if exceeds(|holding| holding.capital) {
                Impossible::Capital
            } else if exceeds(|holding| holding.votes) {
                Impossible::Votes
            } else {
                continue;
            };
            found.push((index, wrong));
        }
        found
    }

    /// Whether some owner is a natural person. Otherwise no market matters.
    pub(super) fn has_person(&self) -> bool {
        self.companies.iter().skip(1).any(|company| company.kind == CompanyKind::NaturalPerson)
    }
}

/// A holding of one company of the group in another. Positions are those in [`Group::companies`]; a holding of an unknown
/// company, in itself or in a natural person is not read. Several holdings of one company in another are added.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Holding {
    /// Who holds.
    pub holder: usize,
    /// What is held.
    pub held: usize,
    /// Share of the capital.
    pub capital: Range<Share>,
    /// Share of the voting rights.
    pub votes: Range<Share>,
    /// Control without regard to the share of votes (Art. 3(3)(b)-(d)): appoints or removes the majority of the board,
    /// dominant influence by contract or articles, sole control of the majority of votes by agreement.
    pub control: Tri,
}

/// Why a holding cannot be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Impossible {
    /// A company holds itself.
    InItself,
    /// With it, at least more than all of the capital of the company held is given.
    Capital,
    /// With it, at least more than all of the votes in the company held is given.
    Votes,
}

/// The assessed firm with everyone entered around it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Group {
    /// Whether it has neither partner nor linked enterprises (Art. 3(1)). With yes the rest is not read. Not read when
    /// companies have been entered and it is not yes: the holdings decide then.
    pub alone: Tri,
    /// The assessed firm first, then the others.
    pub companies: Vec<Company>,
    /// Who holds what.
    pub holdings: Vec<Holding>,
}
