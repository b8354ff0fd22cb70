//! Start, frame and the choice of screen.

use leptos::prelude::*;
use wasm_bindgen_futures::spawn_local;

use super::browser;
use super::components::{button, link, paragraph};
use super::markup::{group, live, live_text, nothing, tag};
use super::pages;
use super::parts::{self, Load, Screen};
use super::state::{App, Found, Keeping};
use crate::document::html::OUTSIDE_ID;
use crate::i18n::key::{self, part};
use crate::i18n::{Key, Language, Words};
use crate::persist::shelf::{self, Shelf as _};
use crate::route::{Page, Route};

const LANGUAGE_KEY: &str = "nis2-check:language";
const THEME_KEY: &str = "nis2-check:theme";

/// Fetches law and words and puts the page on the screen.
pub fn start(load: Load) {
    std::panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        browser::crash();
    }));
    spawn_local(async move {
        let language = Route::parse(&browser::hash(), browser::language()).language;
        let law = browser::pack("law.bin").await.and_then(|bytes| crate::content::law(&bytes));
        let words = parts::fetch_words(Words::new(language), &[part::CORE]).await;
        let (Some(law), Some(words)) = (law, words) else {
            browser::report_failure();
            return;
        };
        let found = if shelf::list(&browser::shelf::BrowserShelf).is_empty() {
            Found::default()
        } else if let Ok(read) = (load.reader)().await {
            Found::on_shelf(read)
        } else {
            browser::report_failure();
            return;
        };
        let (law, words) = (&*Box::leak(Box::new(law)), &*Box::leak(Box::new(words)));
        browser::remove_splash();
        mount_to_body(move || frame(App::new(law, words, load, found)));
    });
}

fn frame(app: App) -> AnyView {
    let shelf = browser::shelf::BrowserShelf;
    browser::set_theme(&shelf.get(THEME_KEY).unwrap_or_default());
    let (failed, ready) = (RwSignal::new(false), RwSignal::new(app.route.get_untracked()));
    // The screen changes only when its words are there.
    let show = move || {
        let route = app.route.get_untracked();
        spawn_local(async move {
            failed.set(false);
            let language = app.words.get_untracked().language;
            let arrived = parts::fetch(app, &route).await.is_some();
            if arrived && language != route.language {
                keep_language(route.language);
            }
            failed.set(!arrived);
            if arrived && app.route.get_untracked() == route {
                // An address that names no screen shows the overview, and says so. One that has changed since is left
                // alone: its screen comes next.
                let stands = browser::hash();
                if !stands.is_empty() && stands != route.hash() && Route::parse(&stands, route.language) == route {
                    browser::correct_hash(&route.hash());
                }
                let moved = ready.get_untracked().page != route.page;
                ready.set(route.clone());
                if moved {
                    browser::scroll_to_top();
                    browser::focus_soon("heading");
                }
                parts::fetch_ahead(app, &route.page).await;
            }
        });
    };
    show();
    browser::on_hash_change(move || {
        // Contents of a report link to its headings; the address stays that of the screen.
        if browser::scroll_to_anchor(&app.route.get_untracked().hash()) {
            return;
        }
        let route = Route::parse(&browser::hash(), app.words.get_untracked().language);
        if app.route.get_untracked() != route {
            app.route.set(route);
            show();
        }
    });
    browser::on_storage(move || app.look_at_shelf());
    let screen = live(move || {
        let (route, words) = (ready.get(), app.words.get());
        if !parts::has_arrived(app, words, &route) {
            return paragraph("loading", words.get(key::UI_APP_LOADING));
        }
        untrack(|| screen(app, &route))
    });
    let failure = live(move || {
        if !failed.get() {
            return nothing();
        }
        let again = button("secondary", app.text(key::UI_APP_TRY_AGAIN), show);
        tag("div").class("notice").attr("role", "alert").text(app.text(key::UI_APP_LOAD_FAILED)).child(again).view()
    });
    let notices = live(move || {
        app.words.get();
        untrack(|| pages::notices::view(app))
    });
    let skip = |event: web_sys::Event| {
        event.prevent_default();
        browser::focus("heading");
    };
    let skip = tag("a").class("skip").attr("href", "#heading").on("click", skip);
    // Shown by the panic hook, when nothing else works any more.
    let crash = tag("p").class("notice").attr("id", "crash").attr("role", "alert").attr("hidden", "");
    let outside = tag("p").attr("id", OUTSIDE_ID).attr("hidden", "");
    group(vec![
        skip.child(live_text(move || app.text(key::UI_APP_SKIP).to_owned())).view(),
        crash.child(live_text(move || app.text(key::UI_APP_CRASH).to_owned())).view(),
        header(app),
        tag("main").attr("id", "main").child(notices).child(failure).child(screen).view(),
        footer(app),
        // What links out of the page refer to.
        outside.child(live_text(move || app.text(key::UI_APP_NEW_TAB).to_owned())).view(),
    ])
}

/// Keeps the language for the next visit; only when the visitor has chosen it, so that nothing is stored unasked.
fn keep_language(language: Language) {
    browser::shelf::BrowserShelf.set(LANGUAGE_KEY, language.code());
}

fn screen(app: App, route: &Route) -> AnyView {
    let (title, view) = match parts::entry(app, &route.page) {
        Some(entry) => entry(app, &route.page),
        None => core_screen(app, &route.page),
    };
    let title = app.fill(key::UI_APP_PAGE_TITLE, &[("page", &title), ("app", &brand(app))]);
    browser::describe(&title, route.language.code());
    view
}

/// The screens of the core; those of other parts are made by the entry of the part.
fn core_screen(app: App, page: &Page) -> Screen {
    match page {
        Page::Place => (app.text(key::UI_PLACE_QUESTION).to_owned(), pages::place::view(app)),
        _ => (app.text(key::UI_HOME_TITLE).to_owned(), pages::home::view(app)),
    }
}

/// The host's name for the page, or our own.
fn brand(app: App) -> String {
    let name = browser::host_setting("brand");
    if name.is_empty() { app.text(key::UI_APP_NAME).to_owned() } else { name }
}

fn header(app: App) -> AnyView {
    let languages =
        [(Language::Slovenian, "Slovenščina"), (Language::Croatian, "Hrvatski"), (Language::English, "English")];
    // The links stay when the language changes, and the focus with them.
    let items = languages.map(|(language, name)| {
        let way = tag("a")
            .live_attr("href", move || Some(app.route.get().in_language(language).hash()))
            .attr("lang", language.code())
            .attr("hreflang", language.code())
            .live_attr("aria-current", move || Some((language == app.language()).to_string()))
            .text(name);
        tag("li").child(way.view()).view()
    });
    let list = tag("ul").class("languages").children(items).view();
    let label = move || Some(app.text(key::UI_APP_LANGUAGE).to_owned());
    let switch = tag("nav").live_attr("aria-label", label).child(list).view();
    let keeping = live_text(move || {
        let key = match app.keeping.get() {
            // Incidents are kept on their own.
            Keeping::Fresh if matches!(app.route.get().page, Page::Incident(_)) => return String::new(),
            Keeping::Fresh => key::UI_APP_UNSAVED_NEW,
            Keeping::Saved => key::UI_APP_SAVED,
            Keeping::Denied | Keeping::Full | Keeping::Conflict => key::UI_APP_NOT_SAVED,
        };
        app.text(key).to_owned()
    });
    let logo = tag("img").attr("src", "icons/icon.svg").attr("alt", "").attr("width", "28").attr("height", "28");
    let home = tag("a")
        .class("brand")
        .live_attr("href", move || {
            app.words.get();
            Some(app.link(Page::Home))
        })
        .child(logo.view())
        .child(live_text(move || brand(app)));
    let keeping = tag("p").class("keeping").attr("aria-live", "polite").child(keeping).view();
    tag("header").child(tag("div").class("bar").child(home.view()).child(switch).child(keeping).view()).view()
}

fn theme_choice(app: App) -> AnyView {
    let current = browser::shelf::BrowserShelf.get(THEME_KEY).unwrap_or_default();
    let option = |value: &'static str, key: Key| {
        let selected = current == value;
        tag("option").attr("value", value).selected(move || selected).text(app.text(key)).view()
    };
    let choose = |theme: String| {
        browser::set_theme(&theme);
        browser::shelf::BrowserShelf.set(THEME_KEY, &theme);
    };
    let select = tag("select").on_text("change", choose).children([
        option("", key::UI_APP_THEME_SYSTEM),
        option("light", key::UI_APP_THEME_LIGHT),
        option("dark", key::UI_APP_THEME_DARK),
    ]);
    tag("label").class("theme").text(app.text(key::UI_APP_THEME)).text(" ").child(select.view()).view()
}

fn footer(app: App) -> AnyView {
    let content = live(move || {
        app.words.get();
        let versions = [("app", env!("CARGO_PKG_VERSION")), ("content", crate::content::VERSION)];
        let ways = [
            link(app, "", Page::Home, app.text(key::UI_APP_TO_START)),
            link(app, "", Page::Assessments, app.text(key::UI_ASSESSMENTS_TITLE)),
            button("link", app.text(key::UI_FOOTER_FILE), move || pages::assessments::export(app)),
            link(app, "", Page::Assessments, app.text(key::UI_FOOTER_DELETE)),
            link(app, "", Page::Privacy, app.text(key::UI_FOOTER_PRIVACY)),
            link(app, "", Page::Accessibility, app.text(key::UI_FOOTER_ACCESSIBILITY)),
            link(app, "", Page::Method, app.text(key::UI_FOOTER_METHOD)),
        ];
        let list = tag("ul").children(ways.map(|way| tag("li").child(way).view())).view();
        group(vec![
            tag("nav").attr("aria-label", app.text(key::UI_APP_MENU)).child(list).view(),
            theme_choice(app),
            paragraph("", app.text(key::UI_HOME_IS_NOT)),
            paragraph("", app.fill(key::UI_FOOTER_VERSIONS, &versions)),
        ])
    });
    tag("footer").child(content).view()
}
