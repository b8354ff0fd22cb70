//! What the page knows: made once at the root, handed down by value.

use std::sync::{Arc, OnceLock};

use law::incident::IncidentLaw;
use law::operators::Operators;
use law::{Day, Law, Maturity, Measures};
use leptos::prelude::*;

use super::browser::{self, shelf::BrowserShelf};
use super::laws::Laws;
use super::parts::{self, Entries, Load, Read};
use crate::domain::national::concerns;
use crate::domain::questionnaire::{Step, next_step};
use crate::domain::scope::facts::Facts;
use crate::domain::scope::outcome::{Outcome, outcome};
use crate::domain::session::Assessment;
use crate::domain::size::Sizes;
use crate::domain::sorted::ById;
use crate::i18n::{Key, Language, Plural, Words, key};
use crate::persist::envelope::{ReadError, Saved};
use crate::persist::shelf::{self, KeepError, Kept};
use crate::route::{Page, Route};

/// How the answers are kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Keeping {
    /// Nothing has been entered.
    Fresh,
    /// All answers are saved.
    Saved,
    /// Storage is denied: work goes on in memory.
    Denied,
    /// There was no room for the last answers.
    Full,
    /// Another tab has saved in between.
    Conflict,
}

/// What the shelf holds when the page is opened.
#[derive(Default)]
pub struct Found {
    /// The assessment to go on with, and its text.
    pub saved: Option<(Saved, String)>,
    /// Assessments that could not be read, by id, and why.
    pub unreadable: Vec<(String, ReadError)>,
}

impl Found {
    /// The assessment that this tab had open, else the newest that can be read.
    pub fn on_shelf(read: Read) -> Self {
        let mut found = Self::default();
        let mut ids = shelf::list(&BrowserShelf);
        if let Some(open) = browser::last_open().and_then(|open| ids.iter().position(|id| *id == open)) {
            let open = ids.remove(open);
            ids.insert(0, open);
        }
        for id in ids {
            let Some(text) = shelf::raw(&BrowserShelf, &id) else { continue };
            match read(&text) {
                Ok(saved) => {
                    found.saved = Some((saved, text));
                    break;
                }
                Err(error) => found.unreadable.push((id, error)),
            }
        }
        found
    }
}

/// The state of the page. Cheap to copy; the signals live as long as the page.
#[derive(Clone, Copy)]
pub struct App {
    /// The law.
    pub law: &'static Law,
    /// The visitor's calendar day when the page was opened.
    pub today: Day,
    /// Words of the language in use.
    pub words: RwSignal<&'static Words>,
    /// The law of States and duties, once a screen has fetched them.
    pub laws: RwSignal<Option<&'static Laws>>,
    /// Fetches parts of the code.
    pub load: Load,
    /// Entries of the parts of the code that have arrived.
    pub entries: StoredValue<Entries>,
    /// Packs of data that have been fetched for parts, by name.
    pub packs: StoredValue<ById<Vec<u8>>>,
    /// The screen.
    pub route: RwSignal<Route>,
    /// The assessment in work, shared: reading it is the same small code everywhere.
    pub assessment: RwSignal<Arc<Assessment>>,
    /// What the shelf held of it when it was last read or saved.
    kept: StoredValue<Option<Kept>>,
    /// The day whose law applied when it was saved.
    pub saved_as_of: RwSignal<Day>,
    /// How the answers are kept.
    pub keeping: RwSignal<Keeping>,
    /// An assessment that could not be read, by id, and why.
    pub unreadable: RwSignal<Vec<(String, ReadError)>>,
    /// Sizes that follow from the figures.
    pub sizes: Memo<Sizes>,
    /// The facts as the rules see them.
    pub facts: Memo<Facts>,
    /// What the law of the day says.
    pub outcome: Memo<Outcome>,
}

impl App {
    /// The state at start: the assessment found on the shelf, or a new one.
    pub fn new(law: &'static Law, words: &'static Words, load: Load, found: Found) -> Self {
        let today = browser::today();
        let Found { saved: found, unreadable } = found;
        let fresh = || Assessment::new(browser::new_id(), String::new(), today);
        let keeping = match (BrowserShelf::is_allowed(), &found) {
            (false, _) => Keeping::Denied,
            (true, Some(_)) => Keeping::Saved,
            (true, None) => Keeping::Fresh,
        };
        let (kept, assessment) = match found {
            Some((saved, text)) => (Some(Kept { revision: saved.revision, text }), saved.assessment),
            None => (None, fresh()),
        };
        let assessment = RwSignal::new(Arc::new(assessment));
        let saved_as_of = RwSignal::new(assessment.get_untracked().as_of);
        let sizes = Memo::new(move |_| assessment.get().sizes(law, today));
        let facts = Memo::new(move |_| sizes.with(|sizes| assessment.get().facts_with(law, today, sizes)));
        let outcome = Memo::new(move |_| facts.with(|facts| outcome(law, facts)));
        Self {
            law,
            today,
            words: RwSignal::new(words),
            laws: RwSignal::new(None),
            entries: StoredValue::new(Entries::default()),
            packs: StoredValue::new(ById::new()),
            route: RwSignal::new(Route::parse(&browser::hash(), words.language)),
            assessment,
            kept: StoredValue::new(kept),
            load,
            saved_as_of,
            keeping: RwSignal::new(keeping),
            unreadable: RwSignal::new(unreadable),
            sizes,
            facts,
            outcome,
        }
    }

    /// The maturity part, on screens that need it.
    pub fn maturity(self) -> Option<&'static Maturity> {
        static MATURITY: OnceLock<Maturity> = OnceLock::new();
        parts::data(self, &MATURITY, "maturity.bin", crate::content::maturity)
    }

    /// The measures, on screens that need them.
    pub fn measures(self) -> Option<&'static Measures> {
        static MEASURES: OnceLock<Measures> = OnceLock::new();
        parts::data(self, &MEASURES, "measures.bin", crate::content::measures)
    }

    /// The operators' rulebooks, on screens that need them.
    pub fn operators(self) -> Option<&'static Operators> {
        static OPERATORS: OnceLock<Operators> = OnceLock::new();
        parts::data(self, &OPERATORS, "operators.bin", crate::content::operators)
    }

    /// The law of incidents, on screens that need it.
    pub fn incident_law(self) -> Option<&'static IncidentLaw> {
        static LAW: OnceLock<IncidentLaw> = OnceLock::new();
        parts::data(self, &LAW, "incident.bin", crate::content::incident)
    }

    /// The language in use.
    pub fn language(self) -> Language {
        self.words.get().language
    }

    /// A text.
    pub fn text(self, key: Key) -> &'static str {
        self.words.get().get(key)
    }

    /// A text with its placeholders filled.
    pub fn fill(self, key: Key, values: &[(&str, &str)]) -> String {
        self.words.get().fill(key, values)
    }

    /// A text in the form a number asks for.
    pub fn plural(self, plural: Plural, number: u64) -> String {
        self.words.get().plural(plural, number)
    }

    /// The address of a screen in the language in use.
    pub fn link(self, page: Page) -> String {
        Route { language: self.words.get_untracked().language, page }.hash()
    }

    /// Goes to a screen.
    pub fn go(self, page: Page) {
        browser::set_hash(&self.link(page));
    }

    /// Goes to a screen instead of this one.
    pub fn go_instead(self, page: Page) {
        browser::replace_hash(&self.link(page));
    }

    /// Looks whether another tab has saved or deleted the assessment that is shown here.
    pub fn look_at_shelf(self) {
        let id = self.with_untracked(|assessment| assessment.id.clone());
        let stands = self.kept.with_value(|kept| match kept {
            Some(kept) => shelf::raw(&BrowserShelf, &id).is_some_and(|text| text == kept.text),
            None => true,
        });
        if !stands && self.keeping.get_untracked() == Keeping::Saved {
            self.keeping.set(Keeping::Conflict);
        }
    }

    /// Changes the assessment and saves it at once.
    pub fn change(self, change: impl FnOnce(&mut Assessment)) {
        let mut assessment = self.now();
        change(&mut assessment);
        assessment.as_of = self.today;
        self.put(assessment);
        self.save();
    }

    /// A copy of the assessment as it is now.
    pub fn now(self) -> Assessment {
        Assessment::clone(&self.assessment.get_untracked())
    }

    /// Reads the assessment; what reads it follows its changes.
    pub fn with<R>(self, read: impl FnOnce(&Assessment) -> R) -> R {
        read(&self.assessment.get())
    }

    /// Reads the assessment as it is now.
    pub fn with_untracked<R>(self, read: impl FnOnce(&Assessment) -> R) -> R {
        read(&self.assessment.get_untracked())
    }

    fn put(self, assessment: Assessment) {
        self.assessment.set(Arc::new(assessment));
    }

    /// Answers a fact.
    pub fn answer(self, fact: &str, value: &str) {
        self.change(|assessment| {
            assessment.answers.insert(fact.to_owned(), value.to_owned());
        });
    }

    fn saved(self) -> Saved {
        Saved {
            revision: self.kept.with_value(|kept| kept.as_ref().map_or(0, |kept| kept.revision)),
            content: crate::content::VERSION.to_owned(),
            saved_at: browser::now_utc(),
            assessment: self.now(),
        }
    }

    fn save(self) {
        if self.keeping.get_untracked() == Keeping::Conflict || browser::has_crashed() {
            return;
        }
        let seen = self.kept.with_value(|kept| kept.as_ref().map(|kept| kept.text.clone()));
        let keeping = match shelf::keep(&BrowserShelf, &self.saved(), seen.as_deref()) {
            Ok(kept) => {
                self.kept.set_value(Some(kept));
                browser::remember_open(&self.with_untracked(|assessment| assessment.id.clone()));
                self.saved_as_of.set(self.today);
                Keeping::Saved
            }
            Err(KeepError::NoRoom) if BrowserShelf::is_allowed() => Keeping::Full,
            Err(KeepError::NoRoom) => Keeping::Denied,
            Err(KeepError::Changed) => Keeping::Conflict,
        };
        if self.keeping.get_untracked() != keeping {
            self.keeping.set(keeping);
        }
    }

    /// The assessment as the text of a file.
    pub fn file(self) -> String {
        crate::persist::envelope::write(&self.saved(), true)
    }

    /// Takes up another assessment, read from this text on the shelf.
    pub fn take(self, saved: Saved, text: String) {
        browser::remember_open(&saved.assessment.id);
        self.kept.set_value(Some(Kept { revision: saved.revision, text }));
        self.saved_as_of.set(saved.assessment.as_of);
        self.keeping.set(if BrowserShelf::is_allowed() { Keeping::Saved } else { Keeping::Denied });
        self.put(saved.assessment);
    }

    /// Begins with an assessment that is not on the shelf yet, and saves it.
    pub fn begin(self, assessment: Assessment) {
        self.kept.set_value(None);
        self.keeping.set(Keeping::Fresh);
        self.put(assessment);
        self.save();
    }

    /// Begins with an empty assessment; it is saved with the first answer.
    pub fn begin_empty(self) {
        self.kept.set_value(None);
        self.keeping.set(if BrowserShelf::is_allowed() { Keeping::Fresh } else { Keeping::Denied });
        self.put(Assessment::new(browser::new_id(), String::new(), self.today));
        self.saved_as_of.set(self.today);
    }

    /// The screen that comes next in the check; the verdict when nothing is left to ask.
    pub fn next_page(self) -> Page {
        let step = self.with_untracked(|assessment| {
            self.facts.with_untracked(|facts| {
                let of_state = key::STATES.iter().any(|code| concerns(&assessment.places, code));
                self.outcome.with_untracked(|outcome| next_step(self.law, assessment, facts, outcome, of_state))
            })
        });
        match step {
            None => Page::Verdict,
            Some(Step::Place) => Page::Place,
            Some(Step::Activities) => Page::Activities,
            Some(Step::Rows) => Page::Details,
            Some(Step::Figures) => Page::Figures,
            Some(Step::Relations) => Page::Relations,
            Some(Step::Group) => Page::Group,
            Some(Step::Special) => Page::Special,
            Some(Step::Fact(index)) => {
                self.law.facts.get(usize::from(index)).map_or(Page::Verdict, |fact| Page::Fact(fact.id.clone()))
            }
        }
    }
}
