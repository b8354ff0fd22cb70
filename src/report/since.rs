//! What has changed since an assessment was saved: the outcome under the law of that day beside the one of today.

use law::{Consequence, Day, Law};

use super::{follows, verdict_key};
use crate::domain::scope::outcome::{Held, Outcome};
use crate::domain::sorted::SortedSet;
use crate::i18n::{Words, format, key};

/// The comparison in one paragraph. Verdicts with the same name are the same only if what is possible and what follows
/// are; otherwise the differences are named.
pub fn words(law: &Law, words: &Words, saved: Day, then: &Outcome, now: &Outcome) -> String {
    let date = format::date(words.language, saved);
    let name = |outcome: &Outcome| words.get(verdict_key(outcome.verdict)).to_owned();
    let (old, new) = (name(then), name(now));
    if let Some(start) = law.begins().filter(|first| saved < *first) {
        let values = [("date", date.as_str()), ("start", &format::date(words.language, start)), ("new", &new)];
        return words.fill(key::VERDICT_SINCE_NO_LAW, &values);
    }
    if then.verdict != now.verdict {
        return words.fill(key::VERDICT_SINCE_CHANGED, &[("date", &date), ("old", &old), ("new", &new)]);
    }
    let changes = changes(words, then, now);
    if changes.is_empty() {
        words.fill(key::VERDICT_SINCE_SAME, &[("date", &date)])
    } else {
        words.fill(key::VERDICT_SINCE_DIFFERS, &[("date", &date), ("changes", &changes.join("; "))])
    }
}

/// What is different beside the verdict.
fn changes(words: &Words, then: &Outcome, now: &Outcome) -> Vec<String> {
    let mut found = Vec::new();
    if then.possible != now.possible {
        let names = |outcome: &Outcome| -> String {
            let names: Vec<&str> =
                outcome.possible.iter().map(|verdict| words.get(verdict_key(Some(*verdict)))).collect();
            names.join(", ")
        };
        found.push(words.fill(key::VERDICT_SINCE_POSSIBLE, &[("old", &names(then)), ("new", &names(now))]));
    }
    let all = then.consequences.iter().chain(&now.consequences).map(|(consequence, _)| *consequence);
    let all: SortedSet<Consequence> = all.collect();
    let held = |held: Held| match held {
        Held::Yes => words.get(key::UI_APP_YES).to_lowercase(),
        Held::No => words.get(key::UI_APP_NO).to_lowercase(),
        Held::Open => words.get(key::UI_VERDICT_ROW_OPEN).to_owned(),
    };
    for consequence in all {
        let (old, new) = (then.follows(consequence), now.follows(consequence));
        if old != new {
            let title = words.get(follows::texts(consequence).0);
            let values = [("title", title), ("old", &held(old)), ("new", &held(new))];
            found.push(words.fill(key::VERDICT_SINCE_FOLLOWS, &values));
        }
    }
    found
}
