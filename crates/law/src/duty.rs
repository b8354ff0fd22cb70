//! What somebody who is bound has to do, and by when: one pack for the Union, one a Member State.

use serde::{Deserialize, Serialize};

use crate::{Consequence, Day, Provision, ProvisionIndex, Source, Status, Verdict};

/// Code of the pack of the Union.
pub const UNION: &str = "eu";

/// Duties of one law.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DutyPack {
    /// [`UNION`], or the two-letter code of a State.
    pub code: String,
    /// Acts and other sources that its provisions name.
    pub sources: Vec<Source>,
    /// Provisions cited by duties.
    pub provisions: Vec<Provision>,
    /// Days that the visitor gives, from which periods run.
    pub events: Vec<DutyEvent>,
    /// Duties, in the order of the file.
    pub duties: Vec<Duty>,
}

/// Something that happened on a day only the visitor knows.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DutyEvent {
    /// Id, the key of the day in saved files: `si.criteria_met`.
    pub id: String,
    /// A day that can be chosen at once, with words of its own.
    pub offered: Option<Day>,
    /// Verdicts with which it is asked.
    pub with: Vec<Verdict>,
    /// Consequence of the core it belongs to, if any.
    pub consequence: Option<Consequence>,
    /// Whether it only matters to those to whom it happens: it is asked, but nothing is missing without it.
    pub optional: bool,
    /// The first day on which it can have happened under the law; nothing is counted from an earlier one.
    pub not_before: Option<Day>,
}

/// Who has to act.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum DutyHolder {
    /// The organisation.
    Organisation,
    /// The management body or the persons responsible by law.
    Management,
    /// The staff, on the organisation's behalf.
    Staff,
    /// Those who administer the systems.
    Administrators,
}

/// A screen that helps with a duty.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Lead {
    /// The incident desk.
    Incidents,
    /// The rulebooks of telecom operators.
    Operators,
}

/// A duty.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Duty {
    /// Id, the key of owner, note and day of doing in saved files: `si.register`.
    pub id: String,
    /// Who has to act.
    pub holder: DutyHolder,
    /// Verdicts with which it is a duty.
    pub with: Vec<Verdict>,
    /// Consequence of the core that brings it, if any.
    pub consequence: Option<Consequence>,
    /// Rule of the State's law that has to hold, by its id, if any.
    pub rule: Option<String>,
    /// Where somebody finds help with it, if anywhere.
    pub leads_to: Option<Lead>,
    /// Whether Regulation (EU) 2022/2554 takes its place where it displaces the duties of the directive.
    pub displaced: bool,
    /// States in whose packs the duty stands in another form, so that it is not shown with them. `*` stands for all.
    pub not_with: Vec<String>,
    /// When it is due.
    pub timing: Timing,
    /// How long after it was done it is due again; where it has a day for the first time, not before that.
    pub again: Option<Vec<Step>>,
    /// The first day on which it can have been done under the law; an earlier one does not count.
    pub not_before: Option<Day>,
    /// Provisions.
    pub cites: Vec<ProvisionIndex>,
    /// How sure it is.
    pub status: Status,
}

/// When a duty is due.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Timing {
    /// All the time, from being bound.
    Always,
    /// As long as an event has not happened: its position in [`DutyPack::events`].
    Until(u8),
    /// So long after each time it happens.
    Whenever(Step),
    /// On a day of the law.
    On {
        /// The day.
        day: Day,
        /// Whether something begins on it, instead of being due.
        begins: bool,
    },
    /// A time after an event.
    After {
        /// Position in [`DutyPack::events`].
        event: u8,
        /// The first entry whose condition holds.
        cases: Vec<Case>,
        /// Whether something begins then, instead of being due.
        begins: bool,
    },
    /// When it was last done decides; for the first time the sources name no day.
    SinceDone,
}

/// When a duty is due after an event.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Case {
    /// Rules of the State's law of which one has to hold, or to be possible; always without them.
    pub rules: Vec<String>,
    /// Holds where the event was on this day or earlier; always without it.
    pub until: Option<Day>,
    /// When it is due then.
    pub due: CaseDue,
}

/// The day that a case gives.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum CaseDue {
    /// A day of the law.
    On(Day),
    /// So long after the event. The second way of counting stands beside the first: both are named, the earlier counts.
    Steps(Vec<Step>, Option<Vec<Step>>),
    /// The sources do not say.
    NotKnown,
}

/// A stretch of time; several are counted one after the other.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Step {
    /// Elapsed hours.
    Hours(u32),
    /// Calendar days.
    Days(u32),
    /// Working days.
    WorkingDays(u32),
    /// Months.
    Months(u32),
    /// Years.
    Years(u32),
    /// To the first working day after.
    NextWorkingDay,
    /// To the last day of the year.
    EndOfYear,
}

/// Texts of an event, in the order of the pack.
pub const EVENT_TEXTS: [&str; 3] = ["label", "hint", "offered"];
/// Texts of a duty, in the order of the pack.
pub const DUTY_TEXTS: [&str; 4] = ["title", "what", "overdue", "remark"];

impl DutyPack {
    /// How many texts go with the pack: those of the events, then those of the duties.
    #[must_use]
    pub fn texts(&self) -> usize {
        self.events.len() * EVENT_TEXTS.len() + self.duties.len() * DUTY_TEXTS.len()
    }
}
