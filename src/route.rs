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
    /// The law of States.
    National,
    /// Duties and their days.
    Duties,
    /// Every measure; which of its screens is the part's own matter.
    Measures(String),
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
const NAMES: [(&str, Page); 19] = [
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
    ("national", Page::National),
    ("duties", Page::Duties),
    ("report", Page::Report),
    ("assessments", Page::Assessments),
    ("privacy", Page::Privacy),
    ("accessibility", Page::Accessibility),
    ("method", Page::Method),
];

/// Makes a screen from what stands behind its name.
type WithId = fn(String) -> Page;

/// Screens with an id, or another place of their own, behind their name.
const WITH_ID: [(&str, WithId); 5] = [
    ("check/fact", Page::Fact),
    ("areas", Page::Area),
    ("measures", Page::Measures),
    ("operators", Page::Operators),
    ("incidents", Page::Incident),
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
            WITH_ID.iter().find_map(|(name, make)| {
                let below = rest.strip_prefix(name)?;
                if below.is_empty() {
                    Some(make(String::new()))
                } else {
                    below.strip_prefix('/').map(|id| make(id.to_owned()))
                }
            })
        });
        Self { language, page: page.unwrap_or_default() }
    }

    /// The part of the address behind and with `#`.
    pub fn hash(&self) -> String {
        let mut hash = String::from("#/");
        hash.push_str(self.language.code());
        hash.push('/');
        let (name, id) = match &self.page {
            Page::Fact(id) => ("check/fact", id.as_str()),
            Page::Area(id) => ("areas", id.as_str()),
            Page::Measures(id) => ("measures", id.as_str()),
            Page::Operators(id) => ("operators", id.as_str()),
            Page::Incident(id) => ("incidents", id.as_str()),
            page => (NAMES.iter().find(|(_, named)| named == page).map_or("", |(name, _)| *name), ""),
        };
        hash.push_str(name);
        if !id.is_empty() {
            hash.push('/');
            hash.push_str(id);
        }
        hash
    }

    /// The same screen in another language.
    #[must_use]
    pub fn in_language(&self, language: Language) -> Self {
        Self { language, page: self.page.clone() }
    }
}
