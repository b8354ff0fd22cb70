//! The law: `content/law/*.toml`, resolved to positions and checked.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use law::{
    Condition, Day, Effect, Fact, FactIndex, Independence, KeyDate, Law, ProvisionIndex, Row, RowIndex, Rule, Sector,
    Source, Verdict,
};
use toml::value::Datetime;

use crate::cite::{Citations, with_words};
use crate::schema::{
    ConditionRecord, EffectRecord, FactRecord, FactsFile, LawFile, PlainEffect, RowRecord, RowTest, RowsFile,
    RuleRecord, RulesFile, SourceRecord, VerdictName,
};

/// The core as it was read: the law, and the records that a state's files refer to.
pub struct Core {
    /// The law.
    pub law: Law,
    pub sources: Vec<SourceRecord>,
    pub facts: Vec<FactRecord>,
    pub rows: RowsFile,
}

/// Reads the law, or notes what is wrong with it.
pub fn load(folder: &Path, problems: &mut Vec<String>) -> Option<Core> {
    let law: LawFile = crate::read_toml(&folder.join("law.toml"), problems)?;
    let FactsFile { fact: facts } = crate::read_toml(&folder.join("facts.toml"), problems)?;
    let rows: RowsFile = crate::read_toml(&folder.join("rows.toml"), problems)?;
    let rules: RulesFile = crate::read_toml(&folder.join("rules.toml"), problems)?;

    let mut resolver = Resolver::new(&law.source, &facts, &rows, problems);
    let resolved_facts = resolver.facts(&facts);
    for rule in rules.rule.iter().filter(|rule| rule.leads_to.is_some()) {
        resolver.problems.push(format!("{}: `leads_to` is for the rules of States", rule.id));
    }
    let resolved_rules: Vec<Rule> = rules.rule.iter().map(|rule| resolver.rule(rule)).collect();
    let mut resolved_rows: Vec<Row> = rows.row.iter().map(|row| resolver.row(row, &rows)).collect();
    mark_represented(&mut resolved_rows, &rows.row, &resolved_rules);
    let dates = law
        .date
        .iter()
        .map(|date| KeyDate {
            id: date.id.clone(),
            day: day(date.day),
            with: verdicts(&date.with),
            consequence: date.consequence.map(Into::into),
            cite: resolver.cite(&date.id, &date.cite),
        })
        .collect();
    let independence = Independence {
        claimed: resolver.fact("independence", &law.independence.claimed),
        position: resolver.fact("independence", &law.independence.position),
    };
    let size = crate::sizes::resolve(&law.size, &mut resolver)?;
    let provisions = std::mem::take(&mut resolver.citations.provisions);
    let checked = Law {
        version: law.version,
        checked_on: day(law.checked_on),
        old_after_days: law.old_after_days,
        sources: law.source.iter().map(source).collect(),
        provisions,
        facts: resolved_facts,
        sectors: rows.sector.iter().map(|s| Sector { id: s.id.clone(), annex: s.annex }).collect(),
        rows: resolved_rows,
        rules: resolved_rules,
        dates,
        independence,
        size,
    };
    check_rules(&checked, problems);
    check_use(&checked, problems);
    Some(Core { law: checked, sources: law.source, facts, rows })
}

/// A source as the app knows it.
pub fn source(record: &SourceRecord) -> Source {
    Source { id: record.id.clone(), url: record.url.clone(), short: with_words(&record.short) }
}

/// Turns ids into positions.
pub struct Resolver<'a> {
    facts: BTreeMap<String, (FactIndex, Vec<String>)>,
    rows: BTreeMap<String, RowIndex>,
    row_records: &'a [RowRecord],
    annex_of_sector: BTreeMap<String, u8>,
    pub citations: Citations,
    pub problems: &'a mut Vec<String>,
}

impl<'a> Resolver<'a> {
    pub fn new<'r>(
        sources: impl IntoIterator<Item = &'r SourceRecord>,
        facts: impl IntoIterator<Item = &'r FactRecord> + Clone,
        rows: &'a RowsFile,
        problems: &'a mut Vec<String>,
    ) -> Self {
        let sources = (0..).zip(sources).map(|(position, s)| (s.id.clone(), (position, day(s.from)))).collect();
        let fact_map = (0..).zip(facts.clone()).map(|(index, fact)| (fact.id.clone(), (index, fact_values(fact))));
        let row_map = (0..).zip(&rows.row).map(|(index, row)| (row.id.clone(), index));
        let sectors = rows.sector.iter().map(|sector| (sector.id.clone(), sector.annex));
        let resolver = Self {
            facts: fact_map.collect(),
            rows: row_map.collect(),
            row_records: &rows.row,
            annex_of_sector: sectors.collect(),
            citations: Citations::new(sources),
            problems,
        };
        if resolver.facts.len() != facts.into_iter().count() {
            resolver.problems.push("facts.toml: an id stands twice".to_owned());
        }
        if resolver.rows.len() != rows.row.len() {
            resolver.problems.push("rows.toml: an id stands twice".to_owned());
        }
        resolver
    }

    fn cite(&mut self, place: &str, citation: &str) -> ProvisionIndex {
        self.citations.cite(citation).unwrap_or_else(|problem| {
            self.problems.push(format!("{place}: {problem}"));
            0
        })
    }

    pub fn cites(&mut self, place: &str, citations: &[String]) -> Vec<ProvisionIndex> {
        if citations.is_empty() {
            self.problems.push(format!("{place}: nothing is cited; name the provision it rests on"));
        }
        citations.iter().map(|citation| self.cite(place, citation)).collect()
    }

    fn fact(&mut self, place: &str, id: &str) -> FactIndex {
        let Some((index, _)) = self.facts.get(id) else {
            self.problems.push(format!("{place}: there is no fact \"{id}\"; add it to facts.toml"));
            return 0;
        };
        *index
    }

    fn row_index(&mut self, place: &str, id: &str) -> RowIndex {
        self.rows.get(id).copied().unwrap_or_else(|| {
            self.problems.push(format!("{place}: there is no row \"{id}\" in rows.toml"));
            0
        })
    }

    pub fn facts(&mut self, records: &[FactRecord]) -> Vec<Fact> {
        let mut facts = Vec::new();
        for record in records {
            let values = fact_values(record);
            if record.settled_by_state && values.last().is_none_or(|value| value != "open") {
                self.problems.push(format!("facts.toml: {}: settled_by_state needs \"open\" as last value", record.id));
            }
            facts.push(Fact {
                id: record.id.clone(),
                values,
                settled_by_state: record.settled_by_state,
                screen: record.screen.into(),
                cites: self.cites(&record.id, &record.cites),
                reading: record.reading.clone(),
            });
        }
        facts
    }

    fn row(&mut self, record: &RowRecord, file: &RowsFile) -> Row {
        let jurisdiction = record.jurisdiction.into();
        let mut parts = vec![self.condition(&record.id, file.nexus.of(jurisdiction))];
        if record.also {
            parts.push(self.condition(&record.id, &file.also));
        }
        if let Some(when) = &record.when {
            parts.push(self.condition(&record.id, when));
        }
        let sector = file.sector.iter().position(|sector| sector.id == record.sector);
        if sector.is_none() {
            self.problems.push(format!("rows.toml: {}: there is no sector \"{}\"", record.id, record.sector));
        }
        let cite = self.cite(&record.id, &record.cite);
        let first = self.citations.provisions.get(usize::from(cite)).map_or(Day(0), |provision| provision.from);
        let (from, to) = (record.from.map_or(first, day), record.to.map(day));
        if to.is_some_and(|to| to < from) {
            self.problems.push(format!("rows.toml: {}: ends before it begins", record.id));
        }
        Row {
            id: record.id.clone(),
            sector: sector.and_then(|index| u8::try_from(index).ok()).unwrap_or_default(),
            when: Condition::All(parts),
            asks: record.asks.iter().map(|id| self.fact(&record.id, id)).collect(),
            jurisdiction,
            nace: record.nace.clone(),
            cite,
            definition: with_words(&record.definition),
            successor: with_words(&record.successor),
            successor_unverified: record.successor_unverified,
            reading: record.reading.clone(),
            represented: false,
            from,
            to,
        }
    }

    pub fn rule(&mut self, record: &RuleRecord) -> Rule {
        let cites = self.cites(&record.id, &record.cites);
        let first = cites.iter().filter_map(|index| self.citations.provisions.get(usize::from(*index)));
        let from = record.from.map(day).or_else(|| first.map(|provision| provision.from).max()).unwrap_or(Day(0));
        Rule {
            id: record.id.clone(),
            when: self.condition(&record.id, &record.when),
            effect: effect(&record.then),
            with: verdicts(&record.with),
            cites,
            status: record.status.into(),
            reading: record.reading.clone(),
            from,
            to: record.to.map(day),
        }
    }

    pub fn condition(&mut self, place: &str, record: &ConditionRecord) -> Condition {
        let mut found = Vec::new();
        if let Some(parts) = &record.all {
            found.push(Condition::All(parts.iter().map(|part| self.condition(place, part)).collect()));
        }
        if let Some(parts) = &record.any {
            found.push(Condition::Any(parts.iter().map(|part| self.condition(place, part)).collect()));
        }
        if let Some(part) = &record.not {
            found.push(Condition::Not(Box::new(self.condition(place, part))));
        }
        if let Some(id) = &record.fact {
            found.push(self.fact_condition(place, id, record.is.as_deref()));
        }
        if let Some(ids) = &record.activity {
            found.push(Condition::Activity(ids.iter().map(|id| self.row_index(place, id)).collect()));
        }
        if let Some(test) = &record.row {
            found.push(Condition::Row(self.row_test(place, test)));
        }
        if let Some(size) = record.size {
            found.push(Condition::SizeAtLeast(size.into()));
        }
        if record.in_scope == Some(true) {
            found.push(Condition::InScope);
        }
        if found.len() != 1 {
            self.problems.push(format!("{place}: a condition needs exactly one kind, this one has {}", found.len()));
        }
        found.pop().unwrap_or(Condition::All(Vec::new()))
    }

    fn fact_condition(&mut self, place: &str, id: &str, values: Option<&[String]>) -> Condition {
        let index = self.fact(place, id);
        let known = self.facts.get(id).map(|(_, known)| known.clone()).unwrap_or_default();
        let yes = ["yes".to_owned()];
        let mut mask = 0;
        for value in values.unwrap_or(&yes) {
            match known.iter().position(|name| name == value) {
                Some(bit) => mask |= 1 << bit,
                None if known.is_empty() => {}
                None => self.problems.push(format!("{place}: the fact \"{id}\" has no value \"{value}\"")),
            }
        }
        Condition::Fact(index, mask)
    }

    fn row_test(&mut self, place: &str, test: &RowTest) -> Vec<RowIndex> {
        for id in test.ids.iter().chain(&test.except) {
            self.row_index(place, id);
        }
        let annex = |record: &RowRecord| self.annex_of_sector.get(&record.sector).copied().unwrap_or_default();
        let rows: Vec<RowIndex> = (0..)
            .zip(self.row_records)
            .filter(|(_, row)| test.ids.is_empty() || test.ids.contains(&row.id))
            .filter(|(_, row)| !test.except.contains(&row.id))
            .filter(|(_, row)| test.sector.is_empty() || test.sector.contains(&row.sector))
            .filter(|(_, row)| test.annex.is_empty() || test.annex.contains(&annex(row)))
            .filter(|(_, row)| test.flag.as_ref().is_none_or(|flag| row.flags.contains(flag)))
            .map(|(index, _)| index)
            .collect();
        if rows.is_empty() {
            self.problems.push(format!("{place}: no row fits the row condition"));
        }
        rows
    }
}

fn fact_values(record: &FactRecord) -> Vec<String> {
    record.values.clone().unwrap_or_else(|| vec!["no".to_owned(), "yes".to_owned()])
}

pub fn verdicts(names: &[VerdictName]) -> Vec<Verdict> {
    names.iter().map(|name| (*name).into()).collect()
}

fn effect(record: &EffectRecord) -> Effect {
    match record {
        EffectRecord::Assess { assess } => Effect::Assess(verdicts(assess)),
        EffectRecord::Consequence { consequence } => Effect::Consequence((*consequence).into()),
        EffectRecord::Plain(plain) => match plain {
            PlainEffect::OutOfScope => Effect::OutOfScope,
            PlainEffect::InScope => Effect::InScope,
            PlainEffect::RegistrationOnly => Effect::RegistrationOnly,
            PlainEffect::Essential => Effect::Essential,
            PlainEffect::Important => Effect::Important,
            PlainEffect::AssessSize => Effect::AssessSize,
            PlainEffect::Note => Effect::Note,
        },
    }
}

/// A date of TOML as a day.
pub fn day(date: Datetime) -> Day {
    date.date
        .map_or(Day(0), |date| Day(i32::from(date.year) * 10_000 + i32::from(date.month) * 100 + i32::from(date.day)))
}

/// A row is represented when an earlier row without conditions of its own takes part in exactly the same conditions:
/// whatever verdict it can lead to, the earlier row can lead to as well.
pub fn mark_represented(rows: &mut [Row], records: &[RowRecord], rules: &[Rule]) {
    let mut lists = Vec::new();
    for rule in rules {
        collect_row_lists(&rule.when, &mut lists);
    }
    for row in rows.iter() {
        collect_row_lists(&row.when, &mut lists);
    }
    let mut signatures = BTreeSet::new();
    let mut order: Vec<(RowIndex, &mut Row, &RowRecord)> =
        (0..).zip(rows.iter_mut()).zip(records).map(|((index, row), record)| (index, row, record)).collect();
    order.sort_by_key(|(index, _, record)| (record.when.is_some(), *index));
    for (index, row, record) in order {
        let signature: Vec<bool> = lists.iter().map(|list| list.contains(&index)).collect();
        row.represented = signatures.contains(&signature);
        if record.when.is_none() {
            signatures.insert(signature);
        }
    }
}

fn collect_row_lists(condition: &Condition, lists: &mut Vec<Vec<RowIndex>>) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => {
            for part in parts {
                collect_row_lists(part, lists);
            }
        }
        Condition::Not(part) => collect_row_lists(part, lists),
        Condition::Activity(rows) | Condition::Row(rows) => lists.push(rows.clone()),
        Condition::Fact(..) | Condition::SizeAtLeast(_) | Condition::InScope => {}
    }
}

/// Checks that hold for the rules of a law.
pub fn check_rules(law: &Law, problems: &mut Vec<String>) {
    let mut seen = BTreeSet::new();
    for rule in &law.rules {
        if !seen.insert(&rule.id) {
            problems.push(format!("rules.toml: the id \"{}\" stands twice", rule.id));
        }
        if rule.to.is_some_and(|to| to < rule.from) {
            problems.push(format!("rules.toml: {}: ends before it begins", rule.id));
        }
        let provisions = rule.cites.iter().filter_map(|index| law.provisions.get(usize::from(*index)));
        if !provisions
            .clone()
            .any(|p| p.from <= rule.from && p.to.is_none_or(|to| rule.to.is_some_and(|end| end <= to)))
        {
            problems.push(format!("rules.toml: {}: no cited provision is in force while the rule is read", rule.id));
        }
    }
}

/// A fact that nothing asks for is refused.
fn check_use(law: &Law, problems: &mut Vec<String>) {
    let mut used = BTreeSet::new();
    for rule in &law.rules {
        collect_facts(&rule.when, &mut used);
    }
    for row in &law.rows {
        collect_facts(&row.when, &mut used);
        used.extend(&row.asks);
    }
    used.extend([law.independence.claimed, law.independence.position]);
    for (index, fact) in (0..).zip(&law.facts) {
        if !used.contains(&index) {
            problems.push(format!("facts.toml: {}: no rule or row asks for it; remove it", fact.id));
        }
    }
}

pub fn collect_facts(condition: &Condition, facts: &mut BTreeSet<FactIndex>) {
    facts.extend(condition.facts());
}
