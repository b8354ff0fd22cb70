//! The operators' rulebooks: `content/operators/*.toml`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use law::operators::{Book, Cycle, Duty, Force, Group, Operators, Statement};
use law::{Day, ProvisionIndex, Source};
use serde::Deserialize;
use toml::value::Datetime;

use crate::cite::{Citations, with_words};
use crate::rules::day;
use crate::schema::{ForceName, StatusName, TraitName};

/// The rulebooks, in the order in which they are offered: the names of their files.
const BOOKS: [&str; 2] = ["akos", "hakom"];
/// No February of a common year has more days.
const DAYS: [u8; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SourcesFile {
    source: Vec<SourceRecord>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceRecord {
    id: String,
    short: String,
    url: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BookFile {
    id: String,
    state: String,
    standing: ForceName,
    notice_from: Option<Datetime>,
    #[serde(default)]
    threshold: u64,
    law: Vec<StatementRecord>,
    group: Vec<GroupRecord>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StatementRecord {
    id: String,
    cites: Vec<String>,
    #[serde(default = "crate::schema::checked")]
    status: StatusName,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct GroupRecord {
    id: String,
    item: Vec<DutyRecord>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DutyRecord {
    id: String,
    cites: Vec<String>,
    #[serde(default = "crate::schema::checked")]
    status: StatusName,
    #[serde(default)]
    when: Vec<TraitName>,
    cycle: Option<CycleRecord>,
    #[serde(default)]
    keep_years: u8,
    #[serde(default)]
    on_request_below: bool,
    #[serde(default)]
    norms: Vec<String>,
}

/// `months`, or `month` and `day`.
#[derive(Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
struct CycleRecord {
    months: Option<u8>,
    month: Option<u8>,
    day: Option<u8>,
}

/// Reads the rulebooks and checks them.
pub fn load(folder: &Path, problems: &mut Vec<String>) -> Option<Operators> {
    let sources: SourcesFile = crate::read_toml(&folder.join("sources.toml"), problems)?;
    let mut reader = Reader::new(&sources, problems);
    for name in BOOKS {
        let file: BookFile = crate::read_toml(&folder.join(format!("{name}.toml")), reader.problems)?;
        reader.book(name, file);
    }
    Some(reader.finish(sources))
}

struct Reader<'a> {
    citations: Citations,
    operators: Operators,
    ids: BTreeSet<String>,
    problems: &'a mut Vec<String>,
}

impl<'a> Reader<'a> {
    fn new(sources: &SourcesFile, problems: &'a mut Vec<String>) -> Self {
        // What cites these acts has no days of its own.
        let known: BTreeMap<_, _> = (0..).zip(&sources.source).map(|(at, s)| (s.id.clone(), (at, Day(0)))).collect();
        if known.len() != sources.source.len() {
            problems.push("operators/sources.toml: an id stands twice".to_owned());
        }
        let operators = Operators {
            sources: Vec::new(),
            provisions: Vec::new(),
            books: Vec::new(),
            statements: Vec::new(),
            groups: Vec::new(),
            duties: Vec::new(),
        };
        Self { citations: Citations::new(known), operators, ids: BTreeSet::new(), problems }
    }

    fn finish(mut self, sources: SourcesFile) -> Operators {
        let source = |s: SourceRecord| Source { id: s.id, url: s.url, short: with_words(&s.short) };
        self.operators.sources = sources.source.into_iter().map(source).collect();
        self.operators.provisions = self.citations.provisions;
        self.operators
    }

    fn own(&mut self, file: &str, id: &str) {
        if !self.ids.insert(id.to_owned()) {
            self.problems.push(format!("operators/{file}.toml: the id \"{id}\" stands twice"));
        }
    }

    fn cites(&mut self, place: &str, citations: &[String]) -> Vec<ProvisionIndex> {
        if citations.is_empty() {
            self.problems.push(format!("{place}: nothing is cited; name the provision it rests on"));
        }
        let mut found = Vec::new();
        for citation in citations {
            match self.citations.cite(citation) {
                Ok(provision) => found.push(provision),
                Err(problem) => self.problems.push(format!("{place}: {problem}").replace("law.toml", "sources.toml")),
            }
        }
        found
    }

    fn book(&mut self, name: &str, file: BookFile) {
        if file.id != name {
            self.problems.push(format!("operators/{name}.toml: the id is \"{}\", not the name of the file", file.id));
        }
        let book = position(self.operators.books.len());
        for record in &file.law {
            self.own(name, &record.id);
            let cites = self.cites(&record.id, &record.cites);
            let status = record.status.into();
            self.operators.statements.push(Statement { id: record.id.clone(), book, cites, status });
        }
        for record in &file.group {
            self.own(name, &record.id);
            let group = position(self.operators.groups.len());
            self.operators.groups.push(Group { id: record.id.clone(), book });
            for item in &record.item {
                self.own(name, &item.id);
                let duty = self.duty(item, group, file.threshold);
                self.operators.duties.push(duty);
            }
        }
        let used = self.operators.duties.iter().any(|duty| duty.on_request_below);
        if file.threshold > 0 && !used {
            self.problems.push(format!("operators/{name}.toml: no item uses the threshold; remove it"));
        }
        let force: Force = file.standing.into();
        if file.notice_from.is_some() != (force == Force::UntilNotice) {
            self.problems.push(format!("operators/{name}.toml: notice_from goes with standing = \"until_notice\""));
        }
        self.operators.books.push(Book {
            id: file.id,
            state: file.state,
            force,
            notice_from: file.notice_from.map(day),
            threshold: file.threshold,
        });
    }

    fn duty(&mut self, record: &DutyRecord, group: u8, threshold: u64) -> Duty {
        let id = &record.id;
        let cycle = record.cycle.and_then(|cycle| self.cycle(id, cycle));
        let has_day = record.cycle.is_some_and(|cycle| cycle.month.is_some());
        if record.on_request_below && (threshold == 0 || !has_day) {
            self.problems.push(format!("{id}: on_request_below needs a day of the year, and a threshold in the file"));
        }
        if record.norms.iter().any(|norm| !norm.starts_with(|first: char| first.is_ascii_digit())) {
            self.problems.push(format!("{id}: norms are numbers only, for instance \"27001\""));
        }
        Duty {
            id: id.clone(),
            group,
            cites: self.cites(id, &record.cites),
            status: record.status.into(),
            when: record.when.iter().map(|name| (*name).into()).collect(),
            cycle,
            keep_years: record.keep_years,
            on_request_below: record.on_request_below,
            norms: record.norms.clone(),
        }
    }

    fn cycle(&mut self, id: &str, record: CycleRecord) -> Option<Cycle> {
        let last_day = |month: u8| DAYS.get(usize::from(month.wrapping_sub(1))).copied();
        match (record.months, record.month, record.day) {
            (Some(months), None, None) if months > 0 => Some(Cycle::Months(months)),
            (None, Some(month), Some(day)) if day > 0 && last_day(month).is_some_and(|last| day <= last) => {
                Some(Cycle::Yearly(month, day))
            }
            _ => {
                self.problems.push(format!("{id}: a cycle is months = 12, or month = 1 with day = 31"));
                None
            }
        }
    }
}

/// Positions are small: the rulebooks have some tens of items.
fn position(length: usize) -> u8 {
    u8::try_from(length).unwrap_or(u8::MAX)
}
