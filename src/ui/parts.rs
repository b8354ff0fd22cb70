//! Parts of the page: what a screen needs beside the core, fetched when it is opened.

use std::future::Future;
use std::pin::Pin;

use leptos::prelude::*;

use super::browser;
use super::state::App;
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
    /// What follows: verdict, areas, report.
    Results,
    /// What stands beside: assessments and files, texts about the product.
    Aside,
    /// Rulebooks of telecom operators.
    Operators,
    /// The incident desk.
    Incident,
}

/// How many parts of the code there are.
const CODE_PARTS: usize = 6;

/// A screen: its title and what it shows.
pub type Screen = (String, AnyView);
/// Makes the screens of a part.
pub type Entry = fn(App, &Page) -> Screen;
/// Reads what is saved.
pub type Read = fn(&str) -> Result<Saved, ReadError>;
/// Something that arrives later.
pub type Arriving<T> = Pin<Box<dyn Future<Output = Result<T, Missing>>>>;

/// Fetches code.
#[derive(Clone, Copy)]
pub struct Load {
    /// The entry of a part.
    pub entry: fn(CodePart) -> Arriving<Entry>,
    /// The reader of saved data: who comes for the first time does not need it.
    pub reader: fn() -> Arriving<Read>,
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

/// What a screen needs beside the core: code and words.
fn needs(page: &Page) -> (Option<CodePart>, &'static [Part]) {
    match page {
        Page::Home | Page::Place => (None, &[part::CORE]),
        Page::Details | Page::Figures | Page::Relations | Page::Special | Page::Fact(_) | Page::Answers => {
            (Some(CodePart::Check), &[part::CORE])
        }
        Page::Activities => (Some(CodePart::Check), &[part::CORE, part::CATALOGUE]),
        Page::Group => (Some(CodePart::Group), &[part::CORE]),
        Page::Verdict => (Some(CodePart::Results), &[part::CORE, part::VERDICT]),
        Page::Areas | Page::Area(_) => (Some(CodePart::Results), &[part::CORE, part::MATURITY]),
        Page::AreasResult | Page::Report => {
            (Some(CodePart::Results), &[part::CORE, part::VERDICT, part::MATURITY, part::REPORT])
        }
        Page::Operators(_) => (Some(CodePart::Operators), &[part::CORE, part::OPERATORS]),
        Page::Incident(_) => (Some(CodePart::Incident), &[part::CORE, part::INCIDENT]),
        Page::Assessments => (Some(CodePart::Aside), &[part::CORE]),
        Page::Privacy | Page::Accessibility | Page::Method => (Some(CodePart::Aside), &[part::CORE, part::PAGES]),
    }
}

/// The entry of a screen's part, if the screen belongs to one and its code has arrived.
pub fn entry(app: App, page: &Page) -> Option<Entry> {
    let part = needs(page).0?;
    app.entries.with_value(|entries| entries.get(part as usize).copied().flatten())
}

/// Whether all that a screen needs has arrived.
pub fn has_arrived(app: App, words: &Words, route: &Route) -> bool {
    let (code, parts) = needs(&route.page);
    has_words(words, route, parts) && (code.is_none() || entry(app, &route.page).is_some())
}

fn has_words(words: &Words, route: &Route, parts: &[Part]) -> bool {
    words.language == route.language && parts.iter().all(|part| words.has(*part))
}

/// Fetches what a screen needs: code and data once, words once a language.
pub async fn fetch(app: App, route: &Route) -> Option<()> {
    let (code, parts) = needs(&route.page);
    if let Some(part) = code
        && entry(app, &route.page).is_none()
    {
        let entry = (app.load.entry)(part).await.ok()?;
        app.entries.update_value(|entries| {
            if let Some(place) = entries.get_mut(part as usize) {
                *place = Some(entry);
            }
        });
    }
    if parts.contains(&part::MATURITY) && app.maturity.get_untracked().is_none() {
        let maturity = crate::content::maturity(&browser::pack("maturity.bin").await?)?;
        app.maturity.set(Some(Box::leak(Box::new(maturity))));
    }
    let now = app.words.get_untracked();
    if !has_words(now, route, parts) {
        let known = if now.language == route.language { now.clone() } else { Words::new(route.language) };
        let words = fetch_words(known, parts).await?;
        app.words.set(Box::leak(Box::new(words)));
    }
    Some(())
}

/// Fetches what comes after a screen, so that nobody waits for it and the check goes on without a connection. A failure
/// says nothing: the screen that needs it tries again.
pub async fn fetch_ahead(app: App, page: &Page) {
    let next: &[Page] = match page {
        Page::Home => &[Page::Activities],
        Page::Place | Page::Activities | Page::Details | Page::Figures | Page::Special | Page::Fact(_) => {
            &[Page::Activities, Page::Verdict]
        }
        Page::Relations => &[Page::Group, Page::Verdict],
        _ => &[],
    };
    for page in next {
        let language = app.words.get_untracked().language;
        fetch(app, &Route { language, page: page.clone() }).await;
    }
}

/// Words of a language with the parts a screen needs; what `words` already has is kept.
pub async fn fetch_words(mut words: Words, parts: &[Part]) -> Option<Words> {
    for part in parts {
        if !words.has(*part) {
            let pack = browser::pack(&[words.language.code(), ".", part.name(), ".txt"].concat()).await?;
            if !words.add(*part, std::str::from_utf8(&pack).ok()?) {
                return None;
            }
        }
    }
    Some(words)
}
