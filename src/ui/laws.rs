//! The law of States and the duties that go with it: fetched by the screens that show them, for the States that have to do
//! with the organisation.

use law::Law;
use law::duty::{DutyPack, UNION};
use law::state::State;
use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::browser;
use super::components::{button, notice, text};
use super::markup::{group, live, nothing};
use super::state::App;
use crate::content;
use crate::domain::national::concerns;
use crate::domain::time::Moment;
use crate::i18n::Language;
use crate::i18n::duties::{DutyWords, pack_name};
use crate::i18n::key::{self, DUTIES, STATES};
use crate::i18n::state::{self, StateWords};
use crate::report::national::Loaded;

/// What has been fetched. It stays for the life of the page.
#[derive(Clone, Default)]
pub struct Laws {
    /// The law of States.
    pub states: Vec<&'static State>,
    /// Duties, the Union's first.
    duties: Vec<&'static DutyPack>,
    /// Their words by language.
    words: Vec<(Language, &'static str, &'static DutyWords)>,
    /// The law of States with its words, by language.
    national: Vec<(Language, Vec<Loaded>)>,
}

impl Laws {
    fn words_of(&self, language: Language, code: &str) -> Option<&'static DutyWords> {
        let found = self.words.iter().find(|(known, of, _)| *known == language && *of == code);
        found.map(|(_, _, words)| *words)
    }

    /// How much has been fetched.
    fn count(&self) -> usize {
        let national: usize = self.national.iter().map(|(_, states)| states.len()).sum();
        self.states.len() + self.duties.len() + self.words.len() + national
    }

    /// Duties with their words in a language; `None` while something that the assessment needs is missing.
    pub fn duties(&self, app: App, language: Language) -> Option<Vec<(&'static DutyPack, &'static DutyWords)>> {
        let with_duties = wanted(app).into_iter().filter(|code| DUTIES.contains(code));
        let found = with_duties.map(|code| {
            let pack = self.duties.iter().find(|pack| pack.code == code)?;
            let has_law = code == UNION || self.states.iter().any(|state| state.code == code);
            Some((*pack, self.words_of(language, code)?)).filter(|_| has_law)
        });
        found.collect()
    }

    /// The law of States with its words in a language, as far as both have arrived.
    pub fn national(&self, language: Language) -> Option<&[Loaded]> {
        let found = self.national.iter().find(|(known, _)| *known == language);
        found.map(|(_, states)| states.as_slice())
    }

    /// The law of a State with its words.
    async fn add_law(&mut self, eu: &Law, language: Language, code: &'static str) -> Option<()> {
        if code == UNION {
            return Some(());
        }
        if !self.states.iter().any(|state| state.code == code) {
            let state = content::state(&browser::pack(&["state.", code, ".bin"].concat()).await?)?;
            self.states.push(Box::leak(Box::new(state)));
        }
        self.add_national(eu, language, code).await
    }

    /// The duties of a law with their words.
    async fn add_duties(&mut self, language: Language, code: &'static str) -> Option<()> {
        if !DUTIES.contains(&code) {
            return Some(());
        }
        let known = self.duties.iter().find(|pack| pack.code == code).copied();
        let pack = if let Some(pack) = known {
            pack
        } else {
            let pack = content::duties(&browser::pack(&["duties.", code, ".bin"].concat()).await?)?;
            let pack: &'static DutyPack = Box::leak(Box::new(pack));
            self.duties.push(pack);
            pack
        };
        if self.words_of(language, code).is_none() {
            let words = browser::pack(&pack_name(language, code)).await?;
            let words = DutyWords::new(pack, std::str::from_utf8(&words).ok()?)?;
            self.words.push((language, code, Box::leak(Box::new(words))));
        }
        Some(())
    }
}

impl Laws {
    async fn add_national(&mut self, eu: &Law, language: Language, code: &str) -> Option<()> {
        let there = |loaded: &Loaded| loaded.state.code == code;
        if self.national(language).is_some_and(|states| states.iter().any(there)) {
            return Some(());
        }
        let state = self.states.iter().find(|state| state.code == code)?;
        let pack = browser::pack(&state::pack_name(language, code)).await?;
        let words = StateWords::new(state, std::str::from_utf8(&pack).ok()?)?;
        let loaded = Loaded::new(eu, State::clone(state), words);
        match self.national.iter_mut().find(|(known, _)| *known == language) {
            Some((_, states)) => states.push(loaded),
            None => self.national.push((language, vec![loaded])),
        }
        Some(())
    }
}

/// How far the fetching is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Fetching {
    /// Under way.
    Waits,
    /// All is there.
    Done,
    /// There is no connection; another attempt may succeed.
    Failed,
}

/// What is fetched.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// The law of States.
    States,
    /// That and the duties.
    Duties,
}

/// Fetches what the assessment needs, and says how far that is.
pub fn fetch(app: App, what: What) -> RwSignal<Fetching> {
    let state = RwSignal::new(Fetching::Waits);
    fetch_into(app, what, state);
    state
}

/// The same, with a signal that is there already.
fn fetch_into(app: App, what: What, state: RwSignal<Fetching>) {
    state.set(Fetching::Waits);
    spawn_local(async move {
        let all = arrive(app, what).await;
        state.set(if all { Fetching::Done } else { Fetching::Failed });
    });
}

/// Waits for what the assessment needs; whether all of it has arrived.
pub async fn arrive(app: App, what: What) -> bool {
    let language = app.words.get_untracked().language;
    let mut laws = app.laws.get_untracked().cloned().unwrap_or_default();
    let mut all = true;
    for code in untrack(|| wanted(app)) {
        all &= laws.add_law(app.law, language, code).await.is_some();
        if what == What::Duties {
            all &= laws.add_duties(language, code).await.is_some();
        }
    }
    if app.laws.get_untracked().is_none_or(|known| known.count() < laws.count()) {
        app.laws.set(Some(Box::leak(Box::new(laws))));
    }
    all
}

/// The laws that an assessment needs: the Union's, and those of States that have to do with it.
fn wanted(app: App) -> Vec<&'static str> {
    let needs = |code: &&str| *code == UNION || app.with(|assessment| concerns(&assessment.places, code));
    [UNION].into_iter().chain(STATES).filter(needs).collect()
}

/// Shows what rests on the law of States, once that law is here; without a connection, with what there is.
pub fn with_law(app: App, show: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    let fetching = if is_here(app) { RwSignal::new(Fetching::Done) } else { fetch(app, What::Duties) };
    live(move || match fetching.get() {
        Fetching::Waits => waiting(app, What::Duties, fetching),
        Fetching::Done => untrack(&show),
        Fetching::Failed => group(vec![waiting(app, What::Duties, fetching), untrack(&show)]),
    })
}

/// Whether the law of every State that has to do with the organisation has arrived.
fn is_here(app: App) -> bool {
    untrack(|| {
        let no_state = wanted(app).into_iter().all(|code| code == UNION);
        no_state || app.laws.get().is_some_and(|laws| laws.duties(app, app.language()).is_some())
    })
}

/// What stands in place of something that has not arrived, with a way to try again.
pub fn waiting(app: App, what: What, state: RwSignal<Fetching>) -> AnyView {
    match state.get() {
        Fetching::Waits => text(app, "loading", key::UI_APP_LOADING),
        Fetching::Done => nothing(),
        Fetching::Failed => notice(vec![
            text(app, "", key::UI_APP_LOAD_FAILED),
            button("secondary", app.text(key::UI_APP_TRY_AGAIN), move || fetch_into(app, what, state)),
        ]),
    }
}

/// This moment.
pub fn now() -> Moment {
    let text = browser::now_utc();
    let seconds = text.get(..19).map(|text| [text, "Z"].concat());
    seconds.and_then(|text| Moment::parse(&text)).unwrap_or(Moment(0))
}
