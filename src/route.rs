//! Addresses of screens, kept behind `#` so that they work in sub-folders, frames and from files. Never holds answers.

use crate::i18n::Language;

/// A screen.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Page {
    /// Overview of the parts.
    #[default]
    Home,
    /// Where the organisation is.
    Place,
    /// What it does.
    Activities,
    /// Facts asked with the activities.
    Details,
    /// Staff and money.
    Figures,
    /// Alone or not, and the year before.
    Relations,
    /// Companies around it.
    Group,
    /// Special grounds.
    Special,
    /// One fact, by id.
    Fact(String),
    /// All answers of the check.
    Answers,
    /// The verdict.
    Verdict,
    /// The thirteen areas.
    Areas,
    /// One area, by id.
    Area(String),
    /// Result of the areas.
    AreasResult,
    /// The report.
    Report,
    /// Rulebooks of telecom operators: the choice, or by id a rulebook or a duty.
    Operators(String),
    /// The incident desk: all incidents, or one by id.
    Incident(String),
    /// All assessments of this browser.
    Assessments,
    /// What is stored where.
    Privacy,
    /// Accessibility statement.
    Accessibility,
    /// How results come about.
    Method,
}

/// Names of screens without a part of their own.
const NAMES: [(&str, Page); 17] = [
    ("", Page::Home),
    ("check/place", Page::Place),
    ("check/activities", Page::Activities),
    ("check/details", Page::Details),
    ("check/figures", Page::Figures),
    ("check/relations", Page::Relations),
    ("check/group", Page::Group),
    ("check/special", Page::Special),
    ("check/answers", Page::Answers),
    ("verdict", Page::Verdict),
    ("areas", Page::Areas),
    ("areas/result", Page::AreasResult),
    ("report", Page::Report),
    ("assessments", Page::Assessments),
    ("privacy", Page::Privacy),
    ("accessibility", Page::Accessibility),
    ("method", Page::Method),
];

/// A screen in a language.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Route {
    /// The language.
    pub language: Language,
    /// The screen.
    pub page: Page,
}

impl Route {
    /// Reads the part of an address behind `#`. Total: what is not known is the overview; a missing language is
    /// `fallback`.
    pub fn parse(hash: &str, fallback: Language) -> Self {
        let path = hash.trim_start_matches('#').trim_matches('/');
        let (code, rest) = path.split_once('/').unwrap_or((path, ""));
        let Some(language) = Language::from_code(code) else {
            return Self { language: fallback, page: Page::Home };
        };
        let named = NAMES.iter().find(|(name, _)| *name == rest).map(|(_, page)| page.clone());
        let page = named.or_else(|| {
            let fact = rest.strip_prefix("check/fact/").map(|id| Page::Fact(id.to_owned()));
            let area = || rest.strip_prefix("areas/").map(|id| Page::Area(id.to_owned()));
            let operators = || rest.strip_prefix("operators").map(|id| Page::Operators(id.replace('/', "")));
            let incident = || rest.strip_prefix("incidents").map(|id| Page::Incident(id.replace('/', "")));
            fact.or_else(area).or_else(operators).or_else(incident)
        });
        Self { language, page: page.unwrap_or_default() }
    }

    /// The part of the address behind and with `#`.
    pub fn hash(&self) -> String {
        let mut hash = String::from("#/");
        hash.push_str(self.language.code());
        hash.push('/');
        match &self.page {
            Page::Fact(id) => {
                hash.push_str("check/fact/");
                hash.push_str(id);
            }
            Page::Area(id) => {
                hash.push_str("areas/");
                hash.push_str(id);
            }
            Page::Operators(id) => push_with_id(&mut hash, "operators", id),
            Page::Incident(id) => push_with_id(&mut hash, "incidents", id),
            page => hash.push_str(NAMES.iter().find(|(_, named)| named == page).map_or("", |(name, _)| name)),
        }
        hash
    }

    /// The same screen in another language.
    #[must_use]
    pub fn in_language(&self, language: Language) -> Self {
        Self { language, page: self.page.clone() }
    }
}

/// A name, and an id behind it if there is one.
fn push_with_id(hash: &mut String, name: &str, id: &str) {
    hash.push_str(name);
    if !id.is_empty() {
        hash.push('/');
        hash.push_str(id);
    }
}
