//! The stated activities in the annexes: whether each is on the lists, and the open readings that decide it.

use law::{Condition, FactIndex, Row, RowIndex, Screen};

use super::{Context, joined, space};
use crate::document::{Line, Span, line};
use crate::domain::scope::decide::{Reader, View};
use crate::domain::scope::facts::{Need, all_values};
use crate::domain::scope::outcome::Held;
use crate::i18n::{Key, key};

/// The cells of a stated activity: name, state, place in the directive, definition.
pub fn row_cells(context: &Context<'_>, index: RowIndex, held: Held) -> Option<Vec<Line>> {
    let row = context.law.rows.get(usize::from(index))?;
    let (name, state) = row_state(context, row, held);
    Some(vec![
        line(context.row_name(index)),
        vec![Span::Mark(name, context.text(state).to_owned())],
        vec![context.cite(row.cite)],
        definition(context, row),
    ])
}

/// Whether a stated activity is on the lists of the annexes, in words.
fn row_state(context: &Context<'_>, row: &Row, held: Held) -> (&'static str, Key) {
    let annex = context.law.sectors.get(usize::from(row.sector)).map_or(0, |sector| sector.annex);
    match held {
        Held::Open => ("open", key::UI_VERDICT_ROW_OPEN),
        _ if annex == 0 => ("outside", key::VERDICT_DERIVATION_OUTSIDE),
        Held::Yes => ("yes", key::UI_VERDICT_ROW_MATCHES),
        Held::No => ("no", key::UI_VERDICT_ROW_NOT),
    }
}

/// The stated activities, each with whether it is on the lists.
pub fn activities(context: &Context<'_>) -> Vec<Line> {
    let rows = context.outcome.rows.iter().filter_map(|(index, held)| {
        let row = context.law.rows.get(usize::from(*index))?;
        let mut text = context.fill(key::VERDICT_DERIVATION_USED_ACTIVITY, "activity", context.row_name(*index));
        text.push_str(" (");
        text.push_str(context.text(row_state(context, row, *held).1));
        text.push(')');
        Some(line(text))
    });
    rows.collect()
}

fn definition(context: &Context<'_>, row: &Row) -> Line {
    let reference = |text: &str| Span::Text(crate::i18n::cite::reference(context.words, text));
    if row.definition.is_empty() {
        let annex = context.law.sectors.get(usize::from(row.sector)).map_or(0, |sector| sector.annex);
        return if annex == 0 { line("–") } else { context.line(key::UI_ACTIVITY_DEFINITION_NONE) };
    }
    let mut text = joined([reference(&row.definition)].into_iter());
    if !row.successor.is_empty() {
        let key =
            if row.successor_unverified { key::UI_ACTIVITY_SUCCESSOR_UNVERIFIED } else { key::UI_ACTIVITY_SUCCESSOR };
        let successor = crate::i18n::cite::reference(context.words, &row.successor);
        text.push(space());
        text.push(Span::Text(context.fill(key, "reference", &successor)));
    }
    text
}

/// Open readings of the stated activities that decide whether a row matches. Readings that a rule names stand there.
pub fn row_readings<'a>(context: &Context<'a>) -> Vec<&'a str> {
    let mut found: Vec<&str> = Vec::new();
    for (index, held) in &context.outcome.rows {
        let Some(row) = context.law.rows.get(usize::from(*index)) else { continue };
        let named = context.law.rules.iter().any(|rule| rule.reading == row.reading);
        if !row.reading.is_empty()
            && !named
            && !found.contains(&row.reading.as_str())
            && decides(context, *index, row, *held)
        {
            found.push(&row.reading);
        }
    }
    found
}

/// Whether a reading decides: the other answer about it would turn the row. A reading that is not asked about decides
/// wherever the row may match.
fn decides(context: &Context<'_>, index: RowIndex, row: &Row, held: Held) -> bool {
    let mut used = Used::default();
    used.collect(&row.when);
    let about = |fact: &&FactIndex| {
        let asked = context.law.facts.get(usize::from(**fact));
        asked.is_some_and(|asked| asked.reading == row.reading && asked.screen == Screen::FollowUp)
    };
    let asked: Vec<&FactIndex> = used.facts.iter().filter(about).collect();
    if asked.is_empty() {
        return held != Held::No;
    }
    asked.into_iter().any(|fact| {
        let mut facts = context.facts.clone();
        let count = context.law.facts.get(usize::from(*fact)).map_or(0, |fact| fact.values.len());
        if let Some(values) = facts.values.get_mut(usize::from(*fact)) {
            *values = all_values(count);
        }
        let reader = Reader { law: context.law, facts: &facts, view: View::Group };
        matches!(reader.row_matches(index), Err(Need::Fact(_)))
    })
}

/// What a condition reads.
#[derive(Default)]
pub struct Used {
    /// Facts.
    pub facts: Vec<FactIndex>,
    /// Activities.
    pub rows: Vec<RowIndex>,
    /// Activities that count whether or not their row matches.
    pub stated: Vec<RowIndex>,
    /// Whether it reads the size.
    pub size: bool,
}

impl Used {
    /// Adds what a condition reads.
    pub fn collect(&mut self, condition: &Condition) {
        match condition {
            Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| self.collect(part)),
            Condition::Not(part) => self.collect(part),
            Condition::Fact(fact, _) => self.facts.push(*fact),
            Condition::Row(rows) => self.rows.extend(rows),
            Condition::Activity(rows) => {
                self.rows.extend(rows);
                self.stated.extend(rows);
            }
            Condition::SizeAtLeast(_) => self.size = true,
            Condition::InScope => {}
        }
    }
}
