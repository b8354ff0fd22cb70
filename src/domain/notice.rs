//! The notice of an authority from which an organisation is bound in a State: answered once, known wherever it counts.
//!
//! Whether it has arrived is the fact `<state>.notice`; its day is the event of the same id among the days that duties run
//! from. The answer counts more than the day: who says that nothing has arrived is not bound by a day left over.

use law::Day;
use serde_json::Value;

use super::duties::kept::{Kept, PART, set_day};
use super::session::{Assessment, UNKNOWN};
use super::sorted::ById;
use super::time::day;
use super::units::Tri;

/// The answer that no notice has arrived.
pub const NONE: &str = "none";

/// What an assessment says about the notice of a State's authority.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Notice {
    /// Whether it has arrived.
    pub received: Tri,
    /// The day on which it was delivered, also one that has not come; none while nothing has arrived.
    pub delivered: Option<Day>,
    /// A day is kept although the answer is that nothing has arrived.
    pub contradicts: Option<Day>,
}

/// The id of fact and event.
pub fn id(state: &str) -> String {
    [state, ".notice"].concat()
}

/// Whether something has happened, by the answer to a fact; not known while the answer says nothing about it.
pub fn happened(answers: &ById<String>, fact: &str) -> Tri {
    match answers.get(fact).map(String::as_str) {
        None | Some(UNKNOWN) => Tri::Unknown,
        Some(NONE | "no") => Tri::No,
        Some(_) => Tri::Yes,
    }
}

impl Notice {
    /// What an assessment says. A day without an answer says that the notice has arrived.
    pub fn of(assessment: &Assessment, state: &str) -> Self {
        let id = id(state);
        let written = day::parse(Kept(assessment.parts.get(PART)).written_day(&id));
        match happened(&assessment.answers, &id) {
            Tri::No => Self { received: Tri::No, delivered: None, contradicts: written },
            Tri::Unknown if written.is_none() => {
                let received = if said_by_operator(assessment) { Tri::Yes } else { Tri::Unknown };
                Self { received, delivered: None, contradicts: None }
            }
            _ => Self { received: Tri::Yes, delivered: written, contradicts: None },
        }
    }

    /// Whether anything is known about it.
    pub fn is_known(&self) -> bool {
        self.received != Tri::Unknown
    }
}

/// Older files: telecom operators were asked once more, without the category.
fn said_by_operator(assessment: &Assessment) -> bool {
    of_operator(assessment, "notice") == Some("yes")
}

/// Whether a telecom operator applied the rules that go on until the notice, as it has said on the page of rulebooks.
pub fn applied_before(assessment: &Assessment) -> Tri {
    match of_operator(assessment, "before") {
        Some("yes") => Tri::Yes,
        Some("no") => Tri::No,
        _ => Tri::Unknown,
    }
}

/// What a telecom operator has said about itself.
fn of_operator<'a>(assessment: &'a Assessment, name: &str) -> Option<&'a str> {
    assessment.parts.get("operators")?.get("profile")?.get(name)?.as_str()
}

/// Keeps the day on which the notice was delivered, as it was written; empty for none.
pub fn set_delivered(assessment: &mut Assessment, state: &str, text: &str) {
    let mut part = assessment.parts.get(PART).cloned().unwrap_or(Value::Null);
    set_day(&mut part, &id(state), text);
    assessment.parts.insert(PART.to_owned(), part);
}
