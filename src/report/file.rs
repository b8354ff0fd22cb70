//! The report as a file: one HTML page that needs nothing else, and Markdown.

use super::{Context, full};
use crate::document::Block;
use crate::document::html::{OUTSIDE_ID, escape, html};
use crate::document::markdown::markdown;
use crate::i18n::{Words, key};

/// Styles of the saved page: its own for the screen, those of the app for paper.
const STYLE: &str = concat!("@layer screen{", include_str!("file.css"), "}", include_str!("../ui/css/40-print.css"));

/// The report as one self-contained HTML file.
pub fn html_file(context: &Context<'_>) -> String {
    html_page(context.words, &title(context), &full::report(context))
}

/// A document as one self-contained HTML file: own styles, no script, nothing from elsewhere.
pub fn html_page(words: &Words, title: &str, blocks: &[Block]) -> String {
    let mut page = String::from("<!doctype html><html lang=\"");
    page.push_str(words.language.code());
    page.push_str(
        "\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"><title>",
    );
    escape(title, &mut page);
    page.push_str("</title><style>");
    page.push_str(STYLE);
    page.push_str("</style></head><body><main><article class=\"report\">");
    page.push_str(&html(blocks));
    page.push_str("</article></main><p hidden id=\"");
    page.push_str(OUTSIDE_ID);
    page.push_str("\">");
    escape(words.get(key::UI_APP_NEW_TAB), &mut page);
    page.push_str("</p></body></html>");
    page
}

/// The report as Markdown.
pub fn markdown_file(context: &Context<'_>) -> String {
    markdown(&full::report(context))
}

/// The title of the file: the report's, with the firm's name if it is given.
fn title(context: &Context<'_>) -> String {
    let mut title = context.text(key::REPORT_DOC_SHORT_TITLE).to_owned();
    let name = context.assessment.name.trim();
    if !name.is_empty() {
        title.push_str(": ");
        title.push_str(name);
    }
    title
}
