//! Pages of text: privacy, accessibility, how results come about.

use leptos::prelude::*;

use crate::document::{Block, Span, heading as document_heading, paragraph};
use crate::i18n::{Key, cite, format, key};
use crate::ui::components::{document, heading};
use crate::ui::markup::group;
use crate::ui::state::App;

fn page(app: App, title: Key, parts: &[(Option<Key>, Key)]) -> (AnyView, Vec<Block>) {
    let mut blocks = Vec::new();
    for (name, text) in parts {
        if let Some(name) = name {
            blocks.push(document_heading(2, app.text(*name)));
        }
        blocks.push(paragraph(app.text(*text)));
    }
    (heading(app.text(title)), blocks)
}

fn shown((heading, blocks): (AnyView, Vec<Block>)) -> AnyView {
    group(vec![heading, document(&blocks)])
}

/// What is stored where.
pub fn privacy(app: App) -> AnyView {
    shown(page(
        app,
        key::UI_FOOTER_PRIVACY,
        &[
            (None, key::PAGES_PRIVACY_LEAD),
            (Some(key::PAGES_PRIVACY_STORED_TITLE), key::PAGES_PRIVACY_STORED),
            (Some(key::PAGES_PRIVACY_SENT_TITLE), key::PAGES_PRIVACY_SENT),
            (Some(key::PAGES_PRIVACY_HOST_TITLE), key::PAGES_PRIVACY_HOST),
            (Some(key::PAGES_PRIVACY_DELETE_TITLE), key::PAGES_PRIVACY_DELETE),
            (Some(key::PAGES_PRIVACY_CLEARED_TITLE), key::PAGES_PRIVACY_CLEARED),
        ],
    ))
}

/// Accessibility statement.
pub fn accessibility(app: App) -> AnyView {
    shown(page(
        app,
        key::UI_FOOTER_ACCESSIBILITY,
        &[
            (None, key::PAGES_ACCESSIBILITY_LEAD),
            (Some(key::PAGES_ACCESSIBILITY_TESTED_TITLE), key::PAGES_ACCESSIBILITY_TESTED),
            (Some(key::PAGES_ACCESSIBILITY_LIMITS_TITLE), key::PAGES_ACCESSIBILITY_LIMITS),
        ],
    ))
}

/// How verdict and levels come about, and which law the page knows.
pub fn method(app: App) -> AnyView {
    let (heading, mut blocks) = page(
        app,
        key::UI_FOOTER_METHOD,
        &[
            (None, key::PAGES_METHOD_LEAD),
            (Some(key::PAGES_METHOD_VERDICT_TITLE), key::PAGES_METHOD_VERDICT),
            (Some(key::PAGES_METHOD_SIZE_TITLE), key::PAGES_METHOD_SIZE),
            (Some(key::PAGES_METHOD_LEVELS_TITLE), key::PAGES_METHOD_LEVELS),
            (Some(key::PAGES_METHOD_LIMITS_TITLE), key::PAGES_METHOD_LIMITS),
            (Some(key::PAGES_METHOD_LAW_TITLE), key::PAGES_METHOD_LAW),
        ],
    );
    let date = format::date(app.language(), app.law.checked_on);
    blocks.push(paragraph(app.fill(
        key::UI_VERDICT_LAW_STATE,
        &[("date", &format::date(app.language(), app.today)), ("version", &app.law.version), ("checked", &date)],
    )));
    let (sources, words) = (app.law.sources.iter(), app.words.get());
    blocks.push(Block::List(
        false,
        sources
            .map(|source| vec![Span::Link(cite::address(words, source), cite::reference(words, &source.short))])
            .collect(),
    ));
    shown((heading, blocks))
}
