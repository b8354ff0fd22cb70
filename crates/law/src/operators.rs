//! The shape of the operators' rulebooks: checklists of duties for operators of electronic communications.

use serde::{Deserialize, Serialize};

use crate::{Day, Provision, ProvisionIndex, Source, Status};

/// All rulebooks. Duties stand in the order of their groups, groups in the order of their rulebooks.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Operators {
    /// Acts.
    pub sources: Vec<Source>,
    /// Provisions of these acts.
    pub provisions: Vec<Provision>,
    /// The rulebooks.
    pub books: Vec<Book>,
    /// What is known about the legal status of the rulebooks.
    pub statements: Vec<Statement>,
    /// Headings under which duties stand.
    pub groups: Vec<Group>,
    /// The duties.
    pub duties: Vec<Duty>,
}

/// One rulebook.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Book {
    /// Id, for instance `akos`; part of addresses.
    pub id: String,
    /// The State, in two small letters.
    pub state: String,
    /// Whether and until when it binds.
    pub force: Force,
    /// The day before which the notice that ends it cannot have been delivered; none where it is history.
    pub notice_from: Option<Day>,
    /// Users above which fixed days bind; 0 where the number of users does not matter.
    pub threshold: u64,
}

/// Whether and until when a rulebook binds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Force {
    /// It is history and serves as a yardstick; since when is not computed.
    Historical,
    /// It binds those who applied it until the notice of categorisation is delivered.
    UntilNotice,
}

/// Something known, or not known, about the legal status of a rulebook.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Statement {
    /// Id.
    pub id: String,
    /// Position in [`Operators::books`].
    pub book: u8,
    /// Where it stands.
    pub cites: Vec<ProvisionIndex>,
    /// How sure it is.
    pub status: Status,
}

/// A heading of a rulebook.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Group {
    /// Id.
    pub id: String,
    /// Position in [`Operators::books`].
    pub book: u8,
}

/// One thing a rulebook asks for.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Duty {
    /// Id, for instance `AK-D1`; the key of the answer in saved files.
    pub id: String,
    /// Position in [`Operators::groups`].
    pub group: u8,
    /// Provisions.
    pub cites: Vec<ProvisionIndex>,
    /// How sure it is.
    pub status: Status,
    /// Kinds of operators it concerns, one is enough; all operators when empty.
    pub when: Vec<Trait>,
    /// How often it is due.
    pub cycle: Option<Cycle>,
    /// Years for which records are kept, at least; 0 where the act names none.
    pub keep_years: u8,
    /// Whether the day binds only those with more users than [`Book::threshold`], others on request.
    pub on_request_below: bool,
    /// Numbers of the norms of the ISO 27000 and 22300 families that the act names for it.
    pub norms: Vec<String>,
}

/// What makes a duty concern an operator.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum Trait {
    /// Has an agreement with bodies of defence, security or protection and rescue, or works with an operator that has.
    Agreement,
    /// Runs a public telephone network.
    Telephone,
    /// Runs a 5G network.
    FiveG,
}

/// How often something is due.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Cycle {
    /// At the latest so many months after the last time.
    Months(u8),
    /// Every year by a day: month (1 to 12) and day of the month, one that every year has.
    Yearly(u8, u8),
}
