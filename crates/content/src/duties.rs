//! Duties: `content/duties` for the Union and `content/states/<code>` for a State, each with `duties.toml` and
//! `text/<language>.duties.toml`.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use law::duty::{Case, CaseDue, DUTY_TEXTS, Duty, DutyEvent, DutyPack, EVENT_TEXTS, Step, Timing, UNION};
use law::{Source, Status};
use toml::Table;

use crate::cite::{Citations, with_words};
use crate::duty_schema::{CaseRecord, DutyRecord, EventRecord, File, Rules, Sources, StepRecord};
use crate::rules::{day, verdicts};
use crate::schema::SourceRecord;
use crate::words::{check_key, flatten};
use crate::{LANGUAGES, SEPARATOR};

/// What the duties compile to.
pub struct Compiled {
    /// `duties.<code>.bin` and `<language>.duties.<code>.txt`.
    pub packs: BTreeMap<String, Vec<u8>>,
    /// Rust source: which packs there are.
    pub keys_rs: String,
}

/// Reads the duties of the Union and of every State that has a file of them.
pub fn load(content: &Path, problems: &mut Vec<String>) -> Compiled {
    let mut folders = vec![(UNION.to_owned(), content.join("duties"))];
    let states = std::fs::read_dir(content.join("states")).into_iter().flatten().flatten();
    folders.extend(states.map(|entry| (entry.file_name().to_string_lossy().into_owned(), entry.path())));
    folders.sort_by_key(|(code, _)| (code != UNION, code.clone()));
    folders.retain(|(_, folder)| folder.join("duties.toml").is_file());
    let mut compiled = Compiled { packs: BTreeMap::new(), keys_rs: String::new() };
    let core: Sources = crate::read_toml(&content.join("law/law.toml"), problems).unwrap_or_default();
    for (code, folder) in &folders {
        let mut found = Vec::new();
        if let Some(pack) = read(folder, code, &core, &mut found) {
            compiled.packs.extend(words(folder, &pack, &mut found));
            match postcard::to_allocvec(&pack) {
                Ok(bytes) => {
                    compiled.packs.insert(format!("duties.{code}.bin"), bytes);
                }
                Err(error) => found.push(format!("cannot be written: {error}")),
            }
        }
        problems.extend(found.into_iter().map(|problem| format!("duties of {code}: {problem}")));
    }
    let codes: Vec<&str> = folders.iter().map(|(code, _)| code.as_str()).collect();
    compiled.keys_rs = constants(&codes);
    compiled
}

/// Rust source: which packs there are, and their bytes for tools and tests.
fn constants(codes: &[&str]) -> String {
    let file = |name: String| format!("include_bytes!(concat!(env!(\"OUT_DIR\"), \"/{name}\"))");
    let packs = codes.iter().map(|code| {
        let words = LANGUAGES.map(|language| file(format!("{language}.duties.{code}.txt")));
        format!("({}, [{}]), ", file(format!("duties.{code}.bin")), words.join(", "))
    });
    format!(
        "/// Codes of the packs of duties: the Union, then States.\npub const DUTIES: [&str; {count}] = {codes:?};\n\
         /// Their bytes, for tools and tests that run without a browser: duties, words by language.\n\
         #[cfg(not(target_arch = \"wasm32\"))]\n\
         pub const DUTY_PACKS: [(&[u8], [&[u8]; {languages}]); {count}] = [{packs}];\n",
        count = codes.len(),
        languages = LANGUAGES.len(),
        packs = packs.collect::<String>(),
    )
}

fn read(folder: &Path, code: &str, union: &Sources, problems: &mut Vec<String>) -> Option<DutyPack> {
    let file: File = crate::read_toml(&folder.join("duties.toml"), problems)?;
    let of_state = folder.join("state.toml");
    let state: Sources =
        if of_state.is_file() { crate::read_toml(&of_state, problems).unwrap_or_default() } else { Sources::default() };
    let records: Vec<&SourceRecord> = union.source.iter().chain(&state.source).chain(&file.source).collect();
    let mut named = BTreeSet::new();
    for record in records.iter().filter(|record| !named.insert(record.id.as_str())) {
        problems.push(format!("the source \"{}\" stands twice", record.id));
    }
    let ids = file.event.iter().map(|event| &event.id).chain(file.duty.iter().map(|duty| &duty.id));
    let mut known = BTreeSet::new();
    problems.extend(ids.filter(|id| !known.insert(*id)).map(|id| format!("{id}: the id stands twice")));
    let sources = (0..).zip(&records).map(|(position, s)| (s.id.clone(), (position, day(s.from)))).collect();
    let of_rules = folder.join("rules.toml");
    let rules: Rules =
        if of_rules.is_file() { crate::read_toml(&of_rules, problems).unwrap_or_default() } else { Rules::default() };
    let mut reader = Reader { citations: Citations::new(sources), code, file: &file, rules, problems };
    let events = file.event.iter().map(|record| reader.event(record)).collect();
    let duties = file.duty.iter().map(|record| reader.duty(record)).collect();
    let mut provisions = std::mem::take(&mut reader.citations.provisions);
    // Only the sources that are cited or are named here travel with the pack.
    let own = records.len() - file.source.len()..records.len();
    let mut used: Vec<u8> = provisions.iter().map(|provision| provision.source).collect();
    used.extend(own.filter_map(|source| u8::try_from(source).ok()));
    used.sort_unstable();
    used.dedup();
    for provision in &mut provisions {
        let position = used.iter().position(|source| *source == provision.source);
        provision.source = position.and_then(|position| u8::try_from(position).ok()).unwrap_or_default();
    }
    let named = used.iter().filter_map(|source| records.get(usize::from(*source)));
    let source = |s: &&SourceRecord| Source { id: s.id.clone(), url: s.url.clone(), short: with_words(&s.short) };
    Some(DutyPack { code: code.to_owned(), sources: named.map(source).collect(), provisions, events, duties })
}

struct Reader<'a> {
    citations: Citations,
    code: &'a str,
    file: &'a File,
    rules: Rules,
    problems: &'a mut Vec<String>,
}

impl Reader<'_> {
    fn id(&mut self, id: &str) -> String {
        if !id.starts_with(&format!("{}.", self.code)) {
            self.problems.push(format!("{id}: ids begin with \"{}.\"", self.code));
        }
        id.to_owned()
    }

    fn event(&mut self, record: &EventRecord) -> DutyEvent {
        if !self.file.duty.iter().any(|duty| duty.event.as_ref() == Some(&record.id)) {
            self.problems.push(format!("{}: no duty runs from it; remove it", record.id));
        }
        DutyEvent {
            id: self.id(&record.id),
            offered: record.offered.map(day),
            with: verdicts(&record.with),
            consequence: record.consequence.map(Into::into),
            optional: record.optional,
            not_before: record.not_before.map(day),
        }
    }

    fn duty(&mut self, record: &DutyRecord) -> Duty {
        let cites = record.cites.iter().filter_map(|citation| match self.citations.cite(citation) {
            Ok(index) => Some(index),
            Err(problem) => {
                self.problems.push(format!("{}: {problem}", record.id));
                None
            }
        });
        let cites: Vec<_> = cites.collect();
        let status: Status = record.status.into();
        if cites.is_empty() {
            self.problems.push(format!("{}: nothing is cited; name the provision it rests on", record.id));
        }
        if status == Status::Unverified {
            self.problems
                .push(format!("{}: what is not verified is no duty; leave it out, or say it in a remark", record.id));
        }
        let named = record.rule.iter().chain(record.due.iter().flat_map(|case| &case.rules));
        for rule in named.filter(|rule| !self.rules.rule.iter().any(|known| known.id == **rule)) {
            self.problems.push(format!("{}: rules.toml beside it has no rule \"{rule}\"", record.id));
        }
        Duty {
            id: self.id(&record.id),
            holder: record.who.into(),
            with: verdicts(&record.with),
            consequence: record.consequence.map(Into::into),
            rule: record.rule.clone(),
            leads_to: record.leads_to.map(Into::into),
            displaced: record.displaced,
            not_with: record.not_with.clone(),
            timing: self.timing(record),
            again: record.again.map(|step| vec![step.into()]),
            not_before: record.not_before.map(day),
            cites,
            status,
        }
    }

    fn timing(&mut self, record: &DutyRecord) -> Timing {
        let mut found = Vec::new();
        if record.always {
            found.push(Timing::Always);
        }
        found.extend(record.until_event.as_ref().map(|event| Timing::Until(self.event_position(&record.id, event))));
        found.extend(record.whenever.map(|step| Timing::Whenever(step.into())));
        found.extend(record.on.map(|on| Timing::On { day: day(on), begins: record.begins }));
        if let Some(event) = &record.event {
            let event = self.event_position(&record.id, event);
            if record.due.last().is_none_or(|case| case.until.is_some() || !case.rules.is_empty()) {
                self.problems.push(format!(
                    "{}: the last entry of `due` holds always; it has no `until` and no `rules`",
                    record.id
                ));
            }
            let cases = record.due.iter().map(|case| self.case(&record.id, case)).collect();
            found.push(Timing::After { event, cases, begins: record.begins });
        }
        if found.is_empty() && record.again.is_some() {
            found.push(Timing::SinceDone);
        }
        if found.len() != 1 {
            self.problems.push(format!("{}: needs exactly one of always, until_event, whenever, on, event", record.id));
        }
        found.pop().unwrap_or(Timing::Always)
    }

    fn event_position(&mut self, id: &str, event: &str) -> u8 {
        let position = self.file.event.iter().position(|known| known.id == event);
        if position.is_none() {
            self.problems.push(format!("{id}: there is no event \"{event}\""));
        }
        position.and_then(|position| u8::try_from(position).ok()).unwrap_or_default()
    }

    fn case(&mut self, id: &str, record: &CaseRecord) -> Case {
        let steps = |steps: &Vec<StepRecord>| steps.iter().map(|step| Step::from(*step)).collect();
        let mut found = Vec::new();
        found.extend(record.on.map(|on| CaseDue::On(day(on))));
        if let Some(after) = &record.after {
            found.push(CaseDue::Steps(steps(after), record.or_after.as_ref().map(steps)));
        }
        if record.not_known {
            found.push(CaseDue::NotKnown);
        }
        if found.len() != 1 {
            self.problems.push(format!("{id}: an entry of `due` needs exactly one of on, after, not_known"));
        }
        Case {
            rules: record.rules.clone(),
            until: record.until.map(day),
            due: found.pop().unwrap_or(CaseDue::NotKnown),
        }
    }
}

/// Words of a pack by language.
fn words(folder: &Path, pack: &DutyPack, problems: &mut Vec<String>) -> BTreeMap<String, Vec<u8>> {
    let mut languages = BTreeMap::new();
    for language in LANGUAGES {
        let mut texts = BTreeMap::new();
        let path = folder.join("text").join(format!("{language}.duties.toml"));
        if let Some(table) = crate::read_toml::<Table>(&path, problems) {
            flatten("duties", &table, language, &mut texts, problems);
        }
        languages.insert(language, texts);
    }
    let keys: BTreeSet<&String> = languages.values().flat_map(BTreeMap::keys).collect();
    for key in &keys {
        check_key(key, &languages, problems);
    }
    let order = keys_of(pack);
    for (key, wanted) in &order {
        match (wanted, keys.contains(key)) {
            (Wanted::Yes, false) => problems.push(format!("there are no words \"{key}\"; add them in every language")),
            (Wanted::No, true) => problems.push(format!("the words \"{key}\" are never shown; remove them")),
            _ => {}
        }
    }
    for key in keys.iter().filter(|key| !order.iter().any(|(known, _)| known == **key)) {
        problems.push(format!("the words \"{key}\" belong to nothing"));
    }
    let pack_of = |texts: &BTreeMap<String, String>| {
        let ordered: Vec<&str> = order.iter().map(|(key, _)| texts.get(key).map_or("", String::as_str)).collect();
        ordered.join(SEPARATOR.encode_utf8(&mut [0; 4])).into_bytes()
    };
    let named = |language: &&str| format!("{language}.duties.{}.txt", pack.code);
    languages.iter().map(|(language, texts)| (named(language), pack_of(texts))).collect()
}

/// Whether there is such a text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Yes,
    No,
    Maybe,
}

/// Full keys in the order of the pack.
fn keys_of(pack: &DutyPack) -> Vec<(String, Wanted)> {
    let wanted = |yes: bool| if yes { Wanted::Yes } else { Wanted::No };
    let mut keys = Vec::new();
    for event in &pack.events {
        for field in EVENT_TEXTS {
            let found = wanted(field != "offered" || event.offered.is_some());
            keys.push((format!("duties.{}.{field}", event.id), found));
        }
    }
    for duty in &pack.duties {
        let dated =
            duty.again.is_some() || !matches!(duty.timing, Timing::Always | Timing::Until(_) | Timing::Whenever(_));
        for field in DUTY_TEXTS {
            let found = match field {
                "remark" => Wanted::Maybe,
                "overdue" => wanted(dated),
                _ => Wanted::Yes,
            };
            keys.push((format!("duties.{}.{field}", duty.id), found));
        }
    }
    keys
}
