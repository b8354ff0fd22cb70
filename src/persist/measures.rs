//! What the full self-assessment keeps: the member `measures` of an assessment's parts. Reading is lenient and names what
//! cannot be used; writing keeps what could not be read and what this build does not know.

use serde_json::{Map, Value};

use super::read::{Damaged, Place, or_noted, readable, state};
use super::v1::{TRI, day, format_day};
use super::{STATES, object, word_of};
use crate::domain::measures::{Answer, Horizon, Item, Kept, Stage};
use crate::domain::sorted::ById;
use crate::domain::units::Tri;

/// Name of the part in an assessment.
pub const PART: &str = "measures";

const STAGES: [(&str, Stage); 4] =
    [("open", Stage::Open), ("begun", Stage::Begun), ("waiting", Stage::Waiting), ("done", Stage::Done)];

/// Groups of the roadmap.
pub const WHEN: [(&str, Horizon); 4] =
    [("now", Horizon::Now), ("quarter", Horizon::Quarter), ("year", Horizon::Year), ("later", Horizon::Later)];

/// Questions that have been merged into another, which asks the same: their old answers count there.
const MERGED: [(&str, &str); 2] = [("A03-M06", "A13-M05"), ("A04-M07", "A12-M07")];

/// What has been read, and what could not be used.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Read {
    /// What could be used.
    pub kept: Kept,
    /// What could not, by place in the part.
    pub damaged: Vec<Damaged>,
}

/// Reads the part. Never fails: what cannot be used is named and left out.
pub fn read(part: &Value) -> Read {
    let mut damaged = Vec::new();
    let top = Place::top(part);
    let mut kept = Kept {
        profile: readable(&top.member("profile"), profile, &mut damaged),
        answers: readable(&top.member("answers"), answer, &mut damaged),
        practices: texts(&top.member("practices"), &mut damaged).into_iter().collect(),
        framework: or_noted(top.member("framework").optional_text(), &mut damaged),
        order: texts(&top.member("order"), &mut damaged),
        items: readable(&top.member("items"), item, &mut damaged),
    };
    for (old, new) in MERGED {
        merge(&mut kept, old, new);
    }
    Read { kept, damaged }
}

/// Moves what is kept about a question to the one that it has been merged into, where that has nothing of its own.
fn merge(kept: &mut Kept, old: &str, new: &str) {
    if let Some(answer) = kept.answers.get(old).filter(|_| !kept.answers.contains_key(new)).cloned() {
        kept.answers.insert(new.to_owned(), answer);
        kept.answers.remove(old);
    }
    if let Some(item) = kept.items.get(old).filter(|_| !kept.items.contains_key(new)).cloned() {
        kept.items.insert(new.to_owned(), item);
        kept.items.remove(old);
    }
    if !kept.order.iter().any(|id| id == new) {
        kept.order.iter_mut().filter(|id| *id == old).for_each(|id| new.clone_into(id));
    }
}

fn texts(place: &Place<'_>, damaged: &mut Vec<Damaged>) -> Vec<String> {
    let items = or_noted(place.list(), damaged);
    items.iter().map(|item| or_noted(item.text(), damaged).to_owned()).filter(|text| !text.is_empty()).collect()
}

fn profile(place: &Place<'_>) -> Result<Tri, Damaged> {
    place.word(&TRI, "yes|no|unknown")
}

fn answer(place: &Place<'_>) -> Result<Answer, Damaged> {
    place.members()?;
    Ok(Answer {
        state: state(&place.member("state"))?,
        reason: place.member("reason").text()?.to_owned(),
        note: place.member("note").text()?.to_owned(),
    })
}

fn item(place: &Place<'_>) -> Result<Item, Damaged> {
    place.members()?;
    let (stage, when) = (place.member("stage"), place.member("when"));
    Ok(Item {
        owner: place.member("owner").text()?.to_owned(),
        due: day(&place.member("due"))?,
        stage: if stage.is_nothing() { Stage::Open } else { stage.word(&STAGES, "open|begun|waiting|done")? },
        when: if when.is_nothing() { None } else { Some(when.word(&WHEN, "now|quarter|year|later")?) },
    })
}

/// Writes the part over what was there before.
pub fn write(kept: &Kept, before: &Value) -> Value {
    let mut part = before.as_object().cloned().unwrap_or_default();
    let mut set = |name: &str, value: Value| drop(part.insert(name.to_owned(), value));
    set("profile", members(before, "profile", &kept.profile, profile, |tri| word_of(&TRI, tri)));
    set("answers", members(before, "answers", &kept.answers, answer, write_answer));
    set("practices", kept.practices.iter().map(|id| Value::from(id.as_str())).collect());
    set("framework", kept.framework.as_deref().map_or(Value::Null, Value::from));
    set("order", kept.order.iter().map(|id| Value::from(id.as_str())).collect());
    set("items", members(before, "items", &kept.items, item, write_item));
    Value::Object(part)
}

/// The members by id, and those of before that cannot be read and have not been set anew.
fn members<V>(
    before: &Value,
    name: &str,
    values: &ById<V>,
    read: fn(&Place<'_>) -> Result<V, Damaged>,
    write: fn(&V) -> Value,
) -> Value {
    let mut all = Map::new();
    for (id, place) in Place::top(before).member(name).members().unwrap_or_default() {
        if read(&place).is_err() {
            all.insert(id.to_owned(), place.value().clone());
        }
    }
    for (id, value) in values {
        all.insert(id.clone(), write(value));
    }
    Value::Object(all)
}

fn write_answer(answer: &Answer) -> Value {
    let state = answer.state.map_or(Value::Null, |state| word_of(&STATES, &state));
    object([
        ("state", state),
        ("reason", Value::from(answer.reason.as_str())),
        ("note", Value::from(answer.note.as_str())),
    ])
}

fn write_item(item: &Item) -> Value {
    let due = item.due.map_or(Value::Null, |due| Value::from(format_day(due)));
    let mut written =
        object([("owner", Value::from(item.owner.as_str())), ("due", due), ("stage", word_of(&STAGES, &item.stage))]);
    // Left out while the firm has not decided it, as in files of before.
    if let (Some(when), Some(members)) = (&item.when, written.as_object_mut()) {
        members.insert("when".to_owned(), word_of(&WHEN, when));
    }
    written
}
