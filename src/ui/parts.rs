//! Parts of the page: what a screen needs beside the core, fetched when it is opened.

use std::future::Future;
use std::pin::Pin;
use std::sync::OnceLock;

use leptos::prelude::*;

use super::browser;
use super::pages::incident::Paper;
use super::state::App;
use crate::domain::incident::Entity;
use crate::i18n::key::part;
use crate::i18n::{Part, Words};
use crate::persist::envelope::{ReadError, Saved};
use crate::route::{Page, Route};

/// A part of the code; the core has all screens that belong to none.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CodePart {
    /// The questions of the check after the first.
    Check,
    /// Companies around the organisation.
    Group,
    /// Verdict and questions of the areas.
    Results,
    /// What also rests on the law of States: national law, duties with their days, result of the areas, report.
    Report,
    /// Every measure: questions, roadmap, crosswalk.
    Measures,
    /// What stands beside: assessments and files, texts about the product.
    Aside,
    /// Rulebooks of telecom operators.
    Operators,
    /// The incident desk.
    Incident,
}

/// How many parts of the code there are.
const CODE_PARTS: usize = 8;

/// A screen: its title and what it shows.
pub type Screen = (String, AnyView);
/// Makes the screens of a part.
pub type Entry = fn(App, &Page) -> Screen;
/// Reads what is saved.
pub type Read = fn(&str) -> Result<Saved, ReadError>;
/// Makes what is not needed for the first deadline of an incident.
pub type Papers = fn(App, Paper) -> AnyView;
/// Gives what the organisation is by the law of States, as soon as that law is here.
pub type Standing = fn(App, Vec<String>, Callback<Entity>);
/// Something that arrives later.
pub type Arriving<T> = Pin<Box<dyn Future<Output = Result<T, Missing>>>>;

/// Fetches code.
#[derive(Clone, Copy)]
pub struct Load {
    /// The entry of a part.
    pub entry: fn(CodePart) -> Arriving<Entry>,
    /// The reader of saved data: who comes for the first time does not need it.
    pub reader: fn() -> Arriving<Read>,
    /// What is not needed for the first deadline of an incident.
    pub papers: fn() -> Arriving<Papers>,
    /// What an assessment makes of the organisation of an incident.
    pub standing: fn() -> Arriving<Standing>,
}

/// The entries of the parts whose code has arrived.
pub type Entries = [Option<Entry>; CODE_PARTS];

/// The code of a part has not arrived; another attempt may succeed.
#[derive(Clone, Copy, Debug)]
pub struct Missing;

#[cfg(feature = "split")]
impl From<wasm_split_helpers::SplitLoaderError> for Missing {
    fn from(_: wasm_split_helpers::SplitLoaderError) -> Self {
        Self
    }
}

/// What a screen needs beside the core.
struct Needs {
    code: Option<CodePart>,
    words: Vec<Part>,
    /// Packs of data.
    data: Vec<&'static str>,
}

/// What a screen needs. A report also has what has been answered in other parts; the areas have the measures once they
/// have been opened, and the roadmap has the open duties of operators.
fn needs(app: App, page: &Page) -> Needs {
    let (code, words, data): (_, &[Part], &[&'static str]) = match page {
        Page::Home | Page::Place => (None, &[], &[]),
        Page::Details | Page::Figures | Page::Relations | Page::Special | Page::Fact(_) | Page::Answers => {
            (Some(CodePart::Check), &[], &[])
        }
        Page::Activities => (Some(CodePart::Check), &[part::CATALOGUE], &[]),
        Page::Group => (Some(CodePart::Group), &[], &[]),
        Page::Verdict => (Some(CodePart::Results), &[part::VERDICT], &[]),
        Page::Areas | Page::Area(_) => (Some(CodePart::Results), &[part::MATURITY], &["maturity.bin"]),
        Page::AreasResult => {
            (Some(CodePart::Report), &[part::VERDICT, part::MATURITY, part::REPORT], &["maturity.bin"])
        }
        Page::National => (Some(CodePart::Report), &[part::VERDICT, part::NATIONAL], &[]),
        Page::Duties => (Some(CodePart::Report), &[part::VERDICT, part::DUTIES], &[]),
        Page::Report => {
            let words = &[part::VERDICT, part::MATURITY, part::REPORT, part::NATIONAL, part::DUTIES];
            (Some(CodePart::Report), words, &["maturity.bin"])
        }
        Page::Measures(_) => {
            let words = &[part::VERDICT, part::MATURITY, part::MEASURES];
            (Some(CodePart::Measures), words, &["maturity.bin", "measures.bin"])
        }
        Page::Operators(_) => (Some(CodePart::Operators), &[part::OPERATORS], &["operators.bin"]),
        Page::Incident(_) => (Some(CodePart::Incident), &[part::INCIDENT], &["incident.bin"]),
        Page::Assessments => (Some(CodePart::Aside), &[], &[]),
        Page::Privacy | Page::Accessibility | Page::Method => (Some(CodePart::Aside), &[part::PAGES], &[]),
    };
    let mut needs = Needs { code, words: vec![part::CORE], data: data.to_vec() };
    needs.words.extend(words);
    let with_measures = matches!(page, Page::Report | Page::Areas | Page::AreasResult);
    if with_measures && app.with_untracked(|assessment| assessment.parts.contains_key("measures")) {
        needs.data.push("measures.bin");
        if *page != Page::Areas {
            needs.words.push(part::MEASURES);
        }
    }
    let lists_operators = matches!(page, Page::Report | Page::Duties | Page::Measures(_));
    if lists_operators && app.with_untracked(|assessment| assessment.parts.contains_key("operators")) {
        needs.words.push(part::OPERATORS);
        needs.data.push("operators.bin");
    }
    needs
}

/// Data of a part, read once from a pack that has been fetched for its screen; it is the same in all languages.
pub fn data<T>(app: App, place: &'static OnceLock<T>, name: &str, read: fn(&[u8]) -> Option<T>) -> Option<&'static T> {
    if place.get().is_none() {
        let bytes = app.packs.with_value(|packs| packs.get(name).cloned())?;
        let _ = place.set(read(&bytes)?);
    }
    place.get()
}

fn has_data(app: App, names: &[&str]) -> bool {
    app.packs.with_value(|packs| names.iter().all(|name| packs.contains_key(name)))
}

/// The entry of a screen's part, if the screen belongs to one and its code has arrived.
pub fn entry(app: App, page: &Page) -> Option<Entry> {
    code(app, needs(app, page).code?)
}

fn code(app: App, part: CodePart) -> Option<Entry> {
    app.entries.with_value(|entries| entries.get(part as usize).copied().flatten())
}

/// Whether all that a screen needs has arrived.
pub fn has_arrived(app: App, words: &Words, route: &Route) -> bool {
    let needs = needs(app, &route.page);
    let has_code = needs.code.is_none_or(|part| code(app, part).is_some());
    has_code && has_data(app, &needs.data) && has_words(words, route, &needs.words)
}

fn has_words(words: &Words, route: &Route, parts: &[Part]) -> bool {
    words.language == route.language && parts.iter().all(|part| words.has(*part))
}

/// Fetches what a screen needs: code and data once, words once a language.
pub async fn fetch(app: App, route: &Route) -> Option<()> {
    let needs = needs(app, &route.page);
    if let Some(part) = needs.code
        && code(app, part).is_none()
    {
        let entry = (app.load.entry)(part).await.ok()?;
        app.entries.update_value(|entries| {
            if let Some(place) = entries.get_mut(part as usize) {
                *place = Some(entry);
            }
        });
    }
    for name in needs.data {
        if !has_data(app, &[name]) {
            let bytes = browser::pack(name).await?;
            app.packs.update_value(|packs| packs.insert(name.to_owned(), bytes));
        }
    }
    let now = app.words.get_untracked();
    if !has_words(now, route, &needs.words) {
        let known = if now.language == route.language { now.clone() } else { Words::new(route.language) };
        let words = fetch_words(known, &needs.words).await?;
        app.words.set(Box::leak(Box::new(words)));
    }
    Some(())
}

/// Fetches what comes after a screen, so that nobody waits for it and the check goes on without a connection. What has
/// arrived is not used before its screen is opened: the screen that is open stays as it is. A failure says nothing: the
/// screen that needs it tries again.
pub async fn fetch_ahead(app: App, page: &Page) {
    let next: &[Page] = match page {
        Page::Home => &[Page::Activities],
        Page::Place | Page::Activities | Page::Details | Page::Figures | Page::Special | Page::Fact(_) => {
            &[Page::Activities, Page::Verdict]
        }
        Page::Relations => &[Page::Group, Page::Verdict],
        _ => &[],
    };
    let words = app.words.get_untracked();
    for page in next {
        let needs = needs(app, page);
        if let Some(part) = needs.code {
            let _ = (app.load.entry)(part).await;
        }
        for part in needs.words.into_iter().filter(|part| !words.has(*part)) {
            browser::pack(&pack_name(words, part)).await;
        }
    }
}

fn pack_name(words: &Words, part: Part) -> String {
    [words.language.code(), ".", part.name(), ".txt"].concat()
}

/// Fetches words that a screen shows later. The screen stays as it is: nothing of it is drawn anew.
pub async fn fetch_later(app: App, part: Part) -> Option<()> {
    let now = app.words.get_untracked();
    if !now.has(part) {
        let words = fetch_words(now.clone(), &[part]).await?;
        // Where another language has been chosen meanwhile, its screen asks for its own.
        if app.words.get_untracked().language == words.language {
            *app.words.try_write_untracked()? = Box::leak(Box::new(words));
        }
    }
    Some(())
}

/// Words of a language with the parts a screen needs; what `words` already has is kept.
pub async fn fetch_words(mut words: Words, parts: &[Part]) -> Option<Words> {
    for part in parts {
        if !words.has(*part) {
            let pack = browser::pack(&pack_name(&words, *part)).await?;
            if !words.add(*part, std::str::from_utf8(&pack).ok()?) {
                return None;
            }
        }
    }
    Some(words)
}
