//! What the part `operators` of an assessment keeps: `{ profile, duties }`, documented in `docs/file-format.md`. The notice of
//! categorisation is not kept here: [`kept`] takes it from where it is asked.
//!
//! Reading is lenient: what cannot be used is named and left out. Writing changes only what has changed: damaged values,
//! unknown members and unknown duties stay as they are.

use law::Day;
use law::operators::{Force, Operators};
use serde_json::{Map, Value};

use super::read::{Damaged, Place, or_noted, readable, state};
use super::v1::{TRI, day, range, tri, write_day, write_range};
use super::{STATES, object, word_of};
use crate::domain::notice::Notice;
use crate::domain::operators::{DutyAnswer, Kept, Profile};
use crate::domain::session::Assessment;
use crate::domain::units::{Range, Tri};

/// The name of the part in the parts of an assessment.
pub const PART: &str = "operators";

/// What has been read.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Read {
    /// What could be used.
    pub kept: Kept,
    /// Places that could not, below the part.
    pub damaged: Vec<Damaged>,
}

/// The State on whose notice it depends whether a rulebook binds.
pub fn state_of_notice(operators: &Operators) -> &str {
    let mut books = operators.books.iter();
    books.find(|book| book.force == Force::UntilNotice).map_or("", |book| book.state.as_str())
}

/// What an assessment says for the rulebooks, with the notice of categorisation.
pub fn kept(assessment: &Assessment, operators: &Operators) -> Kept {
    let mut kept = read(assessment.parts.get(PART)).kept;
    let notice = Notice::of(assessment, state_of_notice(operators));
    kept.profile.notice = notice.received;
    kept.profile.delivered = notice.delivered;
    kept
}

/// Reads the part; nothing reads as nothing kept.
pub fn read(part: Option<&Value>) -> Read {
    let mut damaged = Vec::new();
    let part = part.unwrap_or(&Value::Null);
    let top = Place::top(part);
    let kept = Kept {
        profile: profile(&top.member("profile"), &mut damaged),
        duties: readable(&top.member("duties"), duty, &mut damaged),
    };
    Read { kept, damaged }
}

fn profile(place: &Place<'_>, damaged: &mut Vec<Damaged>) -> Profile {
    if let Err(whole) = place.members() {
        damaged.push(whole);
        return Profile::default();
    }
    let mut answer = |name: &str| {
        tri(&place.member(name)).unwrap_or_else(|at| {
            damaged.push(at);
            Tri::Unknown
        })
    };
    Profile {
        agreement: answer("agreement"),
        telephone: answer("telephone"),
        five_g: answer("five_g"),
        public: answer("public"),
        before: answer("before"),
        notice: answer("notice"),
        delivered: or_noted(day(&place.member("delivered")), damaged),
        users: or_noted(range(&place.member("users"), 0), damaged),
    }
}

fn duty(place: &Place<'_>) -> Result<DutyAnswer, Damaged> {
    place.members()?;
    Ok(DutyAnswer {
        state: state(&place.member("state"))?,
        reason: place.member("reason").text()?.to_owned(),
        note: place.member("note").text()?.to_owned(),
        due: day(&place.member("due"))?,
        last: day(&place.member("last"))?,
    })
}

/// The part with what is kept now; `before` is the part as it stands in the assessment.
pub fn write(kept: &Kept, before: Option<&Value>) -> Value {
    let was = read(before).kept;
    let mut part = members(before);
    let mut profile = members(part.get("profile"));
    for ((name, new), (_, old)) in profile_members(&kept.profile).into_iter().zip(profile_members(&was.profile)) {
        if new != old {
            profile.insert(name.to_owned(), new);
        }
    }
    let mut duties = members(part.get("duties"));
    for (id, answer) in kept.duties.iter().filter(|(id, answer)| was.duties.get(id) != Some(*answer)) {
        let mut written = members(duties.get(id));
        written.extend(members(Some(&write_duty(answer))));
        duties.insert(id.clone(), Value::Object(written));
    }
    if profile != members(part.get("profile")) {
        part.insert("profile".to_owned(), Value::Object(profile));
    }
    if duties != members(part.get("duties")) {
        part.insert("duties".to_owned(), Value::Object(duties));
    }
    Value::Object(part)
}

fn members(value: Option<&Value>) -> Map<String, Value> {
    value.and_then(Value::as_object).cloned().unwrap_or_default()
}

fn profile_members(profile: &Profile) -> [(&'static str, Value); 6] {
    let users = profile.users.map(|Range { from, to }| (from, to));
    [
        ("agreement", word_of(&TRI, &profile.agreement)),
        ("telephone", word_of(&TRI, &profile.telephone)),
        ("five_g", word_of(&TRI, &profile.five_g)),
        ("public", word_of(&TRI, &profile.public)),
        ("before", word_of(&TRI, &profile.before)),
        ("users", write_range(users, 0)),
    ]
}

fn optional(day: Option<Day>) -> Value {
    day.map_or(Value::Null, write_day)
}

fn write_duty(answer: &DutyAnswer) -> Value {
    object([
        ("state", answer.state.map_or(Value::Null, |state| word_of(&STATES, &state))),
        ("reason", Value::from(answer.reason.as_str())),
        ("note", Value::from(answer.note.as_str())),
        ("due", optional(answer.due)),
        ("last", optional(answer.last)),
    ])
}
