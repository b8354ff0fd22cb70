//! Words: `content/text/<language>/*.toml`.
//!
//! All languages have the same keys with the same placeholders. Keys are not shipped: a text has the same position in
//! every language. Texts that describe law data ("sections") stand at `start + item * fields + field`; all others get a
//! constant of their own. Positions run through the [`PARTS`] one after the other; each part is a pack of its own, fetched
//! when a screen needs it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use law::incident::IncidentLaw;
use law::operators::Operators;
use law::{Law, Maturity, Measures};
use toml::{Table, Value};

use crate::spaces::bound;
use crate::{LANGUAGES, SEPARATOR};

/// Parts of the words and the files whose words travel with them. The first part has all other files: it is what the
/// first questions need.
const PARTS: &[(&str, &[&str])] = &[
    ("core", &[]),
    ("catalogue", &["catalogue"]),
    ("verdict", &["consequences", "dates", "jurisdiction", "readings", "rules", "verdict"]),
    ("maturity", &["areas", "maturity"]),
    ("measures", &["crosswalk", "measures", "roadmap"]),
    ("report", &["report"]),
    ("pages", &["pages"]),
    ("duties", &["duties"]),
    ("national", &["national"]),
    ("operators", &["operators"]),
    ("incident", &["incident"]),
    ("incident_papers", &["incident_papers"]),
];
/// Files read by build tools only.
const NOT_SHIPPED: [&str; 1] = ["boot"];
/// Sections of which every item has every text.
const WHOLE: [&str; 2] = ["measures.measure", "roadmap.profile"];
/// Plural forms each language needs, in the order in which all are stored.
const FORMS: [&str; 4] = ["one", "two", "few", "other"];

fn forms_of(language: &str) -> &'static [&'static str] {
    match language {
        "sl" => &["one", "two", "few", "other"],
        "hr" => &["one", "few", "other"],
        _ => &["one", "other"],
    }
}

/// Texts that describe items of the law data, in the order of the items.
pub struct SectionSpec {
    /// Where they stand: file and table, for instance `rows.row`.
    path: &'static str,
    /// Ids of the items; empty when the text files themselves say which there are.
    ids: Vec<String>,
}

impl SectionSpec {
    /// The section of items with these ids.
    pub fn of(path: &'static str, ids: Vec<String>) -> Self {
        Self { path, ids }
    }
}

/// The sections, from the law data.
pub fn sections(
    law: &Law,
    maturity: &Maturity,
    measures: &Measures,
    operators: &Operators,
    incident: &IncidentLaw,
) -> Vec<SectionSpec> {
    let sectors = law.sectors.iter().filter(|sector| sector.annex > 0).map(|sector| sector.id.clone());
    vec![
        SectionSpec { path: "facts", ids: law.facts.iter().map(|fact| fact.id.clone()).collect() },
        SectionSpec { path: "rules", ids: law.rules.iter().map(|rule| rule.id.clone()).collect() },
        SectionSpec { path: "rows.row", ids: law.rows.iter().map(|row| row.id.clone()).collect() },
        SectionSpec { path: "rows.sector", ids: sectors.collect() },
        SectionSpec { path: "catalogue.row", ids: law.rows.iter().map(|row| row.id.clone()).collect() },
        SectionSpec { path: "catalogue.trade", ids: Vec::new() },
        SectionSpec { path: "readings", ids: Vec::new() },
        SectionSpec { path: "dates", ids: law.dates.iter().map(|date| date.id.clone()).collect() },
        SectionSpec { path: "areas", ids: maturity.areas.iter().map(|area| area.id.clone()).collect() },
        SectionSpec { path: "areas.gap", ids: maturity.gaps.iter().map(|gap| gap.id.clone()).collect() },
        SectionSpec { path: "operators.book", ids: operators.books.iter().map(|book| book.id.clone()).collect() },
        SectionSpec { path: "operators.law", ids: operators.statements.iter().map(|item| item.id.clone()).collect() },
        SectionSpec { path: "operators.group", ids: operators.groups.iter().map(|group| group.id.clone()).collect() },
        SectionSpec { path: "operators.item", ids: operators.duties.iter().map(|duty| duty.id.clone()).collect() },
        SectionSpec { path: "measures.measure", ids: crate::measures::asked(measures) },
        SectionSpec { path: "roadmap.profile", ids: measures.profile.clone() },
        SectionSpec {
            path: "crosswalk.framework",
            ids: measures.frameworks.iter().map(|framework| framework.id.clone()).collect(),
        },
        SectionSpec { path: "incident.act", ids: incident.acts.iter().map(|act| act.id.clone()).collect() },
        SectionSpec {
            path: "incident.service",
            ids: incident.services.iter().map(|service| service.id.clone()).collect(),
        },
        SectionSpec {
            path: "incident.question",
            ids: incident.questions.iter().map(|asked| asked.id.clone()).collect(),
        },
        SectionSpec { path: "incident.says", ids: incident.sayings.clone() },
        SectionSpec { path: "incident.kind", ids: incident.kinds.clone() },
        SectionSpec { path: "incident.recipient", ids: incident.recipients.iter().map(|one| one.id.clone()).collect() },
        SectionSpec {
            path: "incident_papers.notice",
            ids: incident.notices.iter().map(|notice| notice.id.clone()).collect(),
        },
        SectionSpec { path: "incident_papers.item", ids: incident.items.clone() },
        SectionSpec { path: "incident.need", ids: Vec::new() },
        SectionSpec { path: "incident.message", ids: Vec::new() },
        SectionSpec { path: "incident_papers.reading", ids: Vec::new() },
    ]
}

/// What the words compile to.
pub struct Words {
    /// `<language>.<part>.txt`.
    pub packs: BTreeMap<String, Vec<u8>>,
    /// Constants.
    pub keys_rs: String,
}

/// All texts of a language by full key, `file.table.key`.
pub type Texts = BTreeMap<String, String>;

/// Reads, checks and lays out the words. `more` are texts from elsewhere, by language.
pub fn load(
    folder: &Path,
    sections: &[SectionSpec],
    mut more: BTreeMap<String, Texts>,
    problems: &mut Vec<String>,
) -> Words {
    let mut languages = BTreeMap::new();
    for language in LANGUAGES {
        let mut texts = read_language(folder, language, problems);
        texts.append(&mut more.remove(language).unwrap_or_default());
        languages.insert(language, texts);
    }
    let keys: BTreeSet<&String> = languages.values().flat_map(BTreeMap::keys).collect();
    for key in &keys {
        check_key(key, &languages, problems);
    }
    let layout = Layout::new(&keys, sections, problems);
    let mut packs = BTreeMap::new();
    for (language, texts) in &languages {
        let text = |key: &String| texts.get(key).map_or("", String::as_str);
        for (number, (part, _)) in PARTS.iter().enumerate() {
            let of_part: Vec<&str> = layout.keys_of(number).iter().map(text).collect();
            let pack = of_part.join(SEPARATOR.encode_utf8(&mut [0; 4]));
            packs.insert(format!("{language}.{part}.txt"), pack.into_bytes());
        }
    }
    Words { packs, keys_rs: layout.source }
}

fn read_language(folder: &Path, language: &str, problems: &mut Vec<String>) -> Texts {
    let mut texts = Texts::new();
    let folder = folder.join(language);
    let mut files: Vec<_> = std::fs::read_dir(&folder).into_iter().flatten().flatten().map(|e| e.path()).collect();
    files.sort();
    for path in files.iter().filter(|path| path.extension().is_some_and(|ending| ending == "toml")) {
        let name = path.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
        if NOT_SHIPPED.contains(&name.as_str()) {
            continue;
        }
        if let Some(table) = crate::read_toml::<Table>(path, problems) {
            flatten(&name, &table, language, &mut texts, problems);
        }
    }
    texts
}

/// Writes the strings of a table under full keys. A table with `other` is one text in plural forms.
pub fn flatten(prefix: &str, table: &Table, language: &str, texts: &mut Texts, problems: &mut Vec<String>) {
    for (key, value) in table {
        let path = format!("{prefix}.{key}");
        match value {
            Value::String(text) => {
                if text.trim().is_empty() || text.contains(SEPARATOR) {
                    problems.push(format!("{language}: {path}: the text is empty"));
                }
                texts.insert(path.clone(), bound(&path, text));
            }
            Value::Table(forms) if forms.contains_key("other") => {
                let given: Vec<&str> = FORMS.into_iter().filter(|form| forms.contains_key(*form)).collect();
                if given != forms_of(language) || forms.len() != given.len() {
                    problems.push(format!("{language}: {path}: needs the forms {}", forms_of(language).join(", ")));
                }
                for form in FORMS {
                    let text = forms.get(form).or_else(|| forms.get("other")).and_then(Value::as_str);
                    texts.insert(format!("{path}#{form}"), bound(&path, text.unwrap_or_default()));
                }
            }
            Value::Table(inner) => flatten(&path, inner, language, texts, problems),
            _ => problems.push(format!("{language}: {path}: only texts are allowed here")),
        }
    }
}

/// A key must stand in all languages, with the same placeholders.
pub fn check_key(key: &str, languages: &BTreeMap<&str, Texts>, problems: &mut Vec<String>) {
    let mut expected: Option<BTreeSet<String>> = None;
    for (language, texts) in languages {
        let Some(text) = texts.get(key) else {
            problems.push(format!("{language}: the text \"{key}\" is missing; other languages have it"));
            continue;
        };
        let found = placeholders(text);
        match &expected {
            Some(expected) if *expected != found && !key.contains('#') => {
                problems.push(format!("{language}: {key}: placeholders differ from another language's"));
            }
            Some(_) => {}
            None => expected = Some(found),
        }
    }
}

fn placeholders(text: &str) -> BTreeSet<String> {
    let parts = text.split('{').skip(1);
    parts.filter_map(|part| part.split_once('}').map(|(name, _)| name.to_owned())).collect()
}

/// The part a key or section belongs to.
fn part_of(path: &str) -> usize {
    let file = path.split('.').next().unwrap_or(path);
    PARTS.iter().position(|(_, files)| files.contains(&file)).unwrap_or(0)
}

/// Positions of all texts, and the Rust source that names them.
struct Layout {
    /// Full keys in the order of the packs; an empty key is an empty text.
    order: Vec<String>,
    /// Where each part starts in `order`.
    starts: Vec<usize>,
    source: String,
}

impl Layout {
    fn new(keys: &BTreeSet<&String>, sections: &[SectionSpec], problems: &mut Vec<String>) -> Self {
        let mut layout = Self { order: Vec::new(), starts: Vec::new(), source: String::new() };
        layout.line("// Written by the content compiler; do not edit.");
        for part in 0..PARTS.len() {
            layout.starts.push(layout.order.len());
            for section in sections.iter().filter(|section| part_of(section.path) == part) {
                layout.section(section, keys, problems);
            }
            let single = keys.iter().filter(|key| part_of(key) == part && section_of(key, sections).is_none());
            for key in single {
                layout.single(key);
            }
        }
        layout.parts();
        layout
    }

    fn keys_of(&self, part: usize) -> &[String] {
        let start = self.starts.get(part).copied().unwrap_or_default();
        let end = self.starts.get(part + 1).copied().unwrap_or(self.order.len());
        self.order.get(start..end).unwrap_or_default()
    }

    fn parts(&mut self) {
        let mut list = String::new();
        let mut constants = String::new();
        let mut native = String::new();
        for (number, (part, _)) in PARTS.iter().enumerate() {
            let (start, texts) = (self.starts.get(number).copied().unwrap_or_default(), self.keys_of(number).len());
            let _ = write!(list, "(\"{part}\", {start}, {texts}), ");
            let name = constant(part);
            let _ = writeln!(
                constants,
                "    /// `{part}`\n    pub const {name}: crate::i18n::Part = crate::i18n::Part({number});"
            );
        }
        for language in LANGUAGES {
            let packs = PARTS
                .iter()
                .map(|(part, _)| format!("include_str!(concat!(env!(\"OUT_DIR\"), \"/{language}.{part}.txt\"))"));
            let _ = write!(native, "(\"{language}\", [{}]), ", packs.collect::<Vec<_>>().join(", "));
        }
        let (parts, languages) = (PARTS.len(), LANGUAGES.len());
        self.line(&format!(
            "/// Parts: name, first position, how many texts.\n\
             pub const PARTS: [(&str, usize, usize); {parts}] = [{list}];\n\
             /// Parts by name.\npub mod part {{\n{constants}}}\n\
             /// All words, for tools and tests that run without a browser.\n\
             #[cfg(not(target_arch = \"wasm32\"))]\n\
             pub const PACKS: [(&str, [&str; {parts}]); {languages}] = [{native}];"
        ));
    }

    fn line(&mut self, text: &str) {
        self.source.push_str(text);
        self.source.push('\n');
    }

    fn single(&mut self, key: &str) {
        let position = self.order.len();
        self.order.push(key.to_owned());
        if let Some((name, form)) = key.split_once('#') {
            // The forms of a text stand together, and `few` sorts first; put them in the order of FORMS.
            if form == "few" {
                self.order.pop();
                self.order.extend(FORMS.iter().map(|form| format!("{name}#{form}")));
                let constant = constant(name);
                self.line(&format!("/// `{name}`\npub const {constant}: Plural = Plural({position});"));
            } else {
                self.order.pop();
            }
        } else {
            self.line(&format!("/// `{key}`\npub const {}: Key = Key({position});", constant(key)));
        }
    }

    fn section(&mut self, section: &SectionSpec, keys: &BTreeSet<&String>, problems: &mut Vec<String>) {
        let prefix = format!("{}.", section.path);
        let mut fields = BTreeSet::new();
        let mut items = BTreeSet::new();
        for key in keys.iter().filter_map(|key| key.strip_prefix(&prefix)) {
            if let Some((item, field)) = key.rsplit_once('.') {
                if section.path == "areas" && item.starts_with("gap.") {
                    continue;
                }
                items.insert(item.to_owned());
                fields.insert(field.to_owned());
            }
        }
        let ids = if section.ids.is_empty() { items.iter().cloned().collect() } else { section.ids.clone() };
        for id in ids.iter().filter(|id| !items.contains(*id)) {
            problems.push(format!("text: {} has no words for \"{id}\"", section.path));
        }
        for item in items.iter().filter(|item| !ids.contains(item)) {
            problems.push(format!("text: {} has words for \"{item}\", which is not in the law data", section.path));
        }
        let start = self.order.len();
        let is_whole = WHOLE.contains(&section.path);
        for id in &ids {
            for field in &fields {
                let key = format!("{prefix}{id}.{field}");
                if is_whole && items.contains(id) && !keys.contains(&key) {
                    problems.push(format!(
                        "text: {} lacks \"{field}\" for \"{id}\"; add it in every language",
                        section.path
                    ));
                }
                self.order.push(if keys.contains(&key) { key } else { String::new() });
            }
        }
        let name = constant(section.path);
        let _ = writeln!(
            self.source,
            "/// Texts of `{}`.\npub const {name}: Section = Section {{ start: {start}, fields: {}, items: {} }};",
            section.path,
            fields.len(),
            ids.len()
        );
        let _ = writeln!(self.source, "/// Fields of `{}`.\npub mod {} {{", section.path, name.to_lowercase());
        for (position, field) in fields.iter().enumerate() {
            let _ = writeln!(
                self.source,
                "    /// `{field}`\n    pub const {}: crate::i18n::Field = crate::i18n::Field({position});",
                constant(field)
            );
        }
        self.line("}");
        if section.ids.is_empty() {
            let list: Vec<String> = ids.iter().map(|id| format!("\"{id}\"")).collect();
            let _ = writeln!(
                self.source,
                "/// Ids of `{}`, in order.\npub const {name}_IDS: [&str; {}] = [{}];",
                section.path,
                ids.len(),
                list.join(", ")
            );
        }
    }
}

/// The section a key belongs to.
fn section_of<'a>(key: &str, sections: &'a [SectionSpec]) -> Option<&'a SectionSpec> {
    sections.iter().find(|section| {
        key.strip_prefix(section.path).and_then(|rest| rest.strip_prefix('.')).is_some_and(|rest| rest.contains('.'))
    })
}

/// A constant's name for a key.
fn constant(key: &str) -> String {
    key.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_uppercase() } else { '_' }).collect()
}
