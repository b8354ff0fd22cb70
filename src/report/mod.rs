//! What the app says about an assessment, as documents: the verdict, the areas, the page for the board, the report.
//!
//! Whole sentences come from the words of the language; here they are chosen and put in order. Documents are pure: the
//! day, the law and the words are arguments.

pub mod areas;
pub mod board;
mod change;
pub mod chart;
pub mod crosswalk;
mod derivation;
pub mod duties;
pub mod file;
mod follows;
pub mod full;
pub mod incident;
pub mod measures;
pub mod national;
pub mod operators;
pub mod papers;
pub mod roadmap;
mod rows;
pub mod since;
mod size;
mod sources;
pub mod verdict;

use law::operators::Operators;
use law::{
    Day, FactIndex, Law, Maturity, Measures, ProvisionIndex, RowIndex, Screen, SizeRule, Status, Values, Verdict,
};

use crate::document::{Block, Line, Span, line};
use crate::domain::measures::binding::Obliged;
use crate::domain::national::concerns;
use crate::domain::scope::facts::Facts;
use crate::domain::scope::outcome::Outcome;
use crate::domain::session::Assessment;
use crate::domain::size::Sizes;
use crate::domain::sorted::SortedSet;
use crate::domain::units::Tri;
use crate::i18n::{Field, Key, Words, cite, format, key};

/// Everything a document is made from.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The law.
    pub law: &'a Law,
    /// The maturity part, once it has arrived.
    pub maturity: Option<&'a Maturity>,
    /// The measures, once they have arrived.
    pub measures: Option<&'a Measures>,
    /// The operators' rulebooks, once they have arrived.
    pub operators: Option<&'a Operators>,
    /// The words of the language.
    pub words: &'a Words,
    /// What has been stated.
    pub assessment: &'a Assessment,
    /// The same as the rules see it.
    pub facts: &'a Facts,
    /// The possible size classes.
    pub sizes: &'a Sizes,
    /// What follows.
    pub outcome: &'a Outcome,
    /// What duties are made from, once it has arrived.
    pub duties: Option<duties::Laws<'a>>,
    /// The law of States, once it has arrived.
    pub national: Option<&'a [national::Loaded]>,
    /// What measures follow from, once the law of States has been looked at.
    pub obliged: Option<&'a Obliged>,
    /// The day of the document.
    pub today: Day,
    /// Lines of the host's contact block; may be empty.
    pub contact: &'a [String],
    /// Version of the app.
    pub app_version: &'a str,
    /// Version of the content.
    pub content_version: &'a str,
}

/// The name of a verdict; `None` is "depends on open answers".
pub fn verdict_key(verdict: Option<Verdict>) -> Key {
    match verdict {
        Some(Verdict::Essential) => key::UI_VERDICT_ESSENTIAL,
        Some(Verdict::Important) => key::UI_VERDICT_IMPORTANT,
        Some(Verdict::RegistrationOnly) => key::UI_VERDICT_REGISTRATION_ONLY,
        Some(Verdict::OutOfScope) => key::UI_VERDICT_OUT_OF_SCOPE,
        Some(Verdict::NeedsAssessment) => key::UI_VERDICT_NEEDS_ASSESSMENT,
        None => key::UI_VERDICT_UNDETERMINED,
    }
}

/// The words of a fact's value: "yes", "no" or a text of its own. For values that are not one of the law's, "I don't
/// know".
pub fn value_key(fact: usize, value: &str) -> Key {
    match value {
        "yes" => key::UI_APP_YES,
        "no" => key::UI_APP_NO,
        own => value_field(own).map_or(key::UI_APP_DONT_KNOW, |field| key::FACTS.of(fact, field)),
    }
}

/// The words of the answer about the size one year earlier; `None` where it is not known.
pub fn history_key(assessment: &Assessment) -> Option<Key> {
    let size = &assessment.size;
    if assessment.same_size_before {
        return Some(key::UI_RELATIONS_HISTORY_SAME);
    }
    if size.newly_founded == Tri::Yes {
        return Some(key::UI_RELATIONS_HISTORY_NEW);
    }
    if size.periods.len() > 1 {
        return Some(key::UI_RELATIONS_HISTORY_FIGURES);
    }
    size.prior.map(size::name_key)
}

/// The words of the answer about other companies; `None` where it is not known.
pub fn alone_key(assessment: &Assessment) -> Option<Key> {
    match assessment.size.group.alone {
        Tri::Yes => Some(key::UI_RELATIONS_ALONE_YES),
        Tri::No => Some(key::UI_RELATIONS_ALONE_NO),
        Tri::Unknown => None,
    }
}

/// The field of a fact's words that names one of its values; a fact that has no words of its own there has an empty text.
pub fn value_field(value: &str) -> Option<Field> {
    Some(match value {
        "yes" => key::facts::VALUE_YES,
        "no" => key::facts::VALUE_NO,
        "open" => key::facts::VALUE_OPEN,
        "none" => key::facts::VALUE_NONE,
        "marginal" => key::facts::VALUE_MARGINAL,
        "predominant" => key::facts::VALUE_PREDOMINANT,
        "negative" => key::facts::VALUE_NEGATIVE,
        "positive" => key::facts::VALUE_POSITIVE,
        "not_done" => key::facts::VALUE_NOT_DONE,
        "essential" => key::facts::VALUE_ESSENTIAL,
        "important" => key::facts::VALUE_IMPORTANT,
        "none_stated" => key::facts::VALUE_NONE_STATED,
        "partly" => key::facts::VALUE_PARTLY,
        "wholly" => key::facts::VALUE_WHOLLY,
        _ => return None,
    })
}

/// Whether the law data are older than they say they may be.
pub fn law_is_old(law: &Law, today: Day) -> bool {
    let date = |day: Day| {
        let part = |number: i32| u32::try_from(number % 100).unwrap_or_default();
        chrono::NaiveDate::from_ymd_opt(day.0 / 10_000, part(day.0 / 100), part(day.0))
    };
    let (Some(checked), Some(today)) = (date(law.checked_on), date(today)) else { return true };
    today.signed_duration_since(checked).num_days() > i64::from(law.old_after_days)
}

impl Context<'_> {
    /// The limits of the size test on the day of the facts.
    fn size_rule(&self) -> &SizeRule {
        self.law.size.on(self.facts.as_of)
    }

    /// The verdicts by which the targets of the areas go.
    fn verdicts(&self) -> &SortedSet<Verdict> {
        self.obliged.map_or(&self.outcome.possible, |obliged| &obliged.verdicts)
    }

    /// The names of the States whose law asks for more than the directive, if there are any.
    fn states_beyond(&self) -> Option<String> {
        let states = self.national.unwrap_or_default();
        let of = |at: &usize| states.get(*at).map(national::Loaded::name);
        let names: Vec<&str> = self.obliged?.states.iter().filter_map(of).collect();
        (!names.is_empty()).then(|| names.join(", "))
    }

    /// What a verdict by the directive is worth: with the law of a State beside it, that law decides; without, it is all there
    /// is. `on_screen`: the law of the States is fetched and shown on its own.
    fn baseline(&self, on_screen: bool) -> Block {
        let places = &self.assessment.places;
        let beside = if on_screen {
            key::STATES.iter().any(|code| concerns(places, code))
        } else {
            self.national.unwrap_or_default().iter().any(|loaded| concerns(places, &loaded.state.code))
        };
        let key = if beside { key::VERDICT_CARD_BY_DIRECTIVE } else { key::UI_VERDICT_BASELINE };
        Block::Paragraph(vec![Span::Strong(self.text(key).to_owned())])
    }

    fn text(&self, key: Key) -> &str {
        self.words.get(key)
    }

    fn paragraph(&self, key: Key) -> Block {
        Block::Paragraph(self.line(key))
    }

    fn line(&self, key: Key) -> Line {
        line(self.text(key))
    }

    fn heading(&self, level: u8, key: Key) -> Block {
        Block::Heading(level, self.text(key).to_owned(), String::new())
    }

    fn fill(&self, key: Key, name: &str, value: &str) -> String {
        self.words.fill(key, &[(name, value)])
    }

    fn verdict_name(&self, verdict: Option<Verdict>) -> &str {
        self.text(verdict_key(verdict))
    }

    /// A date that is not parted at the end of a line.
    fn date(&self, day: Day) -> String {
        format::date(self.words.language, day).replace(' ', "\u{a0}")
    }

    fn fact(&self, fact: FactIndex, field: Field) -> &str {
        self.text(key::FACTS.of(usize::from(fact), field))
    }

    fn row_name(&self, row: RowIndex) -> &str {
        self.text(key::ROWS_ROW.of(usize::from(row), key::rows_row::NAME))
    }

    /// A link to a provision of the law data.
    fn cite(&self, provision: ProvisionIndex) -> Span {
        let (text, address) = cite::provision(self.law, self.words, provision);
        Span::Link(address, text)
    }

    /// Links to provisions.
    fn cites(&self, provisions: &[ProvisionIndex]) -> Line {
        joined(provisions.iter().map(|provision| self.cite(*provision)))
    }

    /// Links to places in NIS 2, written as in the law data: `{article} 20`.
    fn nis2(&self, places: &[&str]) -> Line {
        let Some(directive) = self.law.sources.iter().find(|source| source.id == "nis2") else { return Line::new() };
        joined(places.iter().map(|at| {
            let (text, address) = cite::place_in(self.words, directive, at);
            Span::Link(address, text)
        }))
    }

    /// A sentence and the places in NIS 2 it rests on.
    fn said(&self, key: Key, places: &[&str]) -> Block {
        let mut said = self.line(key);
        said.push(space());
        said.append(&mut self.nis2(places));
        Block::Paragraph(said)
    }

    /// A link to a screen of the check that stands alone: it says what is changed.
    fn change_of(&self, screen: &str, what: Key) -> Span {
        let Span::Link(address, change) = self.change(screen) else { return space() };
        Span::Link(address, [&change, ": ", self.text(what)].concat())
    }

    /// A link to a screen of the check, behind what it is about.
    fn change(&self, screen: &str) -> Span {
        let mut address = String::from("#/");
        address.push_str(self.words.language.code());
        address.push_str("/check/");
        address.push_str(screen);
        Span::Link(address, self.text(key::UI_APP_CHANGE).to_owned())
    }

    /// A link to the screen on which a fact is asked.
    fn change_fact(&self, fact: FactIndex) -> Span {
        let Some(asked) = self.law.facts.get(usize::from(fact)) else { return space() };
        match asked.screen {
            Screen::Place => self.change("place"),
            Screen::Row => self.change("details"),
            Screen::Special => self.change("special"),
            Screen::FollowUp => {
                let mut screen = String::from("fact/");
                screen.push_str(&asked.id);
                self.change(&screen)
            }
        }
    }

    /// The words of the first value in a set.
    fn value(&self, fact: FactIndex, values: Values) -> &str {
        let known = self.law.facts.get(usize::from(fact)).filter(|_| values.is_power_of_two());
        let value = known.and_then(|fact| fact.values.get(values.trailing_zeros() as usize));
        self.text(value_key(usize::from(fact), value.map_or("", String::as_str)))
    }

    /// A question with its answer.
    fn asked(&self, fact: FactIndex, values: Values) -> Line {
        let question = Span::Text(self.fact(fact, key::facts::QUESTION).to_owned());
        vec![question, space(), Span::Strong(self.value(fact, values).to_owned())]
    }
}

/// How sure a statement is: name and words of its mark; none where it has been checked.
fn mark_key(status: Status) -> Option<(&'static str, Key)> {
    match status {
        Status::Checked => None,
        Status::Reading => Some(("reading", key::UI_VERDICT_MARK_READING)),
        Status::Secondary => Some(("secondary", key::UI_VERDICT_MARK_SECONDARY)),
        Status::Unverified => Some(("unverified", key::UI_VERDICT_MARK_UNVERIFIED)),
    }
}

/// The mark behind a statement.
fn status_mark(words: &Words, status: Status) -> Line {
    let mark = mark_key(status);
    mark.map_or_else(Line::new, |(name, key)| vec![space(), Span::Mark(name, words.get(key).to_owned())])
}

/// Words with a capital where they begin a sentence or a cell. The words it is used for begin with a letter of ASCII.
pub fn capital(text: &str) -> String {
    let mut text = text.to_owned();
    if let Some(first) = text.get_mut(..1) {
        first.make_ascii_uppercase();
    }
    text
}

/// A space between spans.
fn space() -> Span {
    Span::Text(String::from(" "))
}

/// Spans with semicolons between them.
fn joined(spans: impl Iterator<Item = Span>) -> Line {
    let mut all = Line::new();
    for span in spans {
        if !all.is_empty() {
            all.push(Span::Text(String::from("; ")));
        }
        all.push(span);
    }
    all
}

/// A heading whose number is part of its text: `2 Why`.
fn numbered(number: &str, text: &str) -> String {
    let mut all = String::from(number);
    all.push(' ');
    all.push_str(text);
    all
}
