//! Pieces that all screens share. They know words and accessibility, no law.

use leptos::prelude::*;

use super::browser;
use super::markup::{Markup, live, live_text, nothing, tag};
use super::state::App;
use crate::document::Block;
use crate::document::html::{OUTSIDE_ID, html};
use crate::i18n::{Key, key};
use crate::route::Page;

/// The heading of a screen. It takes the focus when the screen changes, so that screen readers begin there.
pub fn heading(text: impl Into<String>) -> AnyView {
    tag("h1").attr("id", "heading").attr("tabindex", "-1").text(text).view()
}

/// A paragraph.
pub fn paragraph(class: &'static str, text: impl Into<String>) -> AnyView {
    tag("p").class(class).text(text).view()
}

/// A text by its key.
pub fn text(app: App, class: &'static str, key: Key) -> AnyView {
    paragraph(class, app.text(key))
}

/// A document, escaped by its renderer.
pub fn document(blocks: &[Block]) -> AnyView {
    tag("div").class("document").html(html(blocks)).view()
}

/// A link into the app.
pub fn link(app: App, class: &'static str, page: Page, text: impl Into<String>) -> AnyView {
    tag("a").class(class).attr("href", app.link(page)).text(text).view()
}

/// A link out of the page. It opens beside it, so that nobody loses the place.
pub fn outside(address: impl Into<String>, text: impl Into<String>) -> AnyView {
    let link = tag("a").attr("href", address).attr("target", "_blank").attr("rel", "noopener noreferrer");
    link.attr("aria-describedby", OUTSIDE_ID).text(text).view()
}

/// A button that does something here.
pub fn button(class: &'static str, text: impl Into<String>, act: impl Fn() + 'static) -> AnyView {
    labelled_button(class, text, None, act)
}

/// A button whose words alone do not say what it is for.
pub fn labelled_button(
    class: &'static str,
    text: impl Into<String>,
    label: Option<String>,
    act: impl Fn() + 'static,
) -> AnyView {
    finished_button(class, text.into(), label, Box::new(act))
}

/// One function for all buttons, whatever they do.
fn finished_button(class: &'static str, text: String, label: Option<String>, act: Box<dyn Fn()>) -> AnyView {
    let press = move |event| {
        browser::keep_focus_near(&event);
        act();
    };
    let mut button = tag("button").attr("type", "button").class(class).text(text).on("click", press);
    if let Some(label) = label {
        button = button.attr("aria-label", label);
    }
    button.view()
}

/// Parts behind a summary.
pub fn details(class: &'static str, summary: impl Into<String>, parts: Vec<AnyView>) -> AnyView {
    tag("details").class(class).child(tag("summary").text(summary).view()).children(parts).view()
}

/// A text behind a summary.
pub fn disclosure(summary: &'static str, text: impl Into<String>) -> AnyView {
    details("why", summary, vec![tag("p").text(text).view()])
}

/// The row of things to do at the end of a screen.
pub fn actions(parts: Vec<AnyView>) -> AnyView {
    tag("div").class("actions").children(parts).view()
}

/// A label and its control.
pub fn labelled(id: &str, label: impl Into<String>, control: Markup) -> AnyView {
    let label = tag("label").attr("for", id).text(label).view();
    tag("div").class("input").child(label).child(control.attr("id", id).view()).view()
}

/// A label that says that the control may be left empty.
pub fn optional(app: App, label: Key) -> String {
    [app.text(label), " (", app.text(key::UI_APP_OPTIONAL), ")"].concat()
}

/// A field for a short text; `keep` is called when the visitor leaves it.
pub fn text_field(id: &str, label: impl Into<String>, value: String, keep: impl Fn(String) + 'static) -> AnyView {
    let input = tag("input").attr("type", "text").attr("autocomplete", "off");
    labelled(id, label, input.value(move || value.clone()).on_text("change", keep))
}

/// One way to answer.
#[derive(Clone)]
pub struct Choice {
    /// Value kept in the answers.
    pub value: String,
    /// Words.
    pub label: String,
}

impl Choice {
    /// A choice.
    pub fn new(value: &str, label: &str) -> Self {
        Self { value: value.to_owned(), label: label.to_owned() }
    }
}

/// A question with one answer: a group of radio buttons.
pub struct Radios {
    /// Unique on the screen; also the anchor of the error summary.
    pub id: String,
    /// The question.
    pub legend: String,
    /// Whether the question is the heading of the screen.
    pub is_heading: bool,
    /// Explanation; may be empty.
    pub hint: String,
    /// The choices.
    pub choices: Vec<Choice>,
    /// The value chosen.
    pub chosen: Signal<Option<String>>,
    /// Whether to show that the answer is missing.
    pub missing: Signal<bool>,
}

impl Radios {
    /// The group; `choose` is called with the value.
    pub fn view(self, app: App, choose: Callback<String>) -> AnyView {
        let Self { id, legend, is_heading, hint, choices, chosen, missing } = self;
        let error = app.text(key::UI_CHECK_ERROR_CHOOSE);
        let error = live_text(move || if missing.get() { error.to_owned() } else { String::new() });
        let buttons = choices.into_iter().enumerate().map(|(position, choice)| {
            let own = if position == 0 { id.clone() } else { [&id, "-", &choice.value].concat() };
            radio(&own, id.clone(), choice, chosen, choose)
        });
        let buttons: Vec<AnyView> = buttons.collect();
        fieldset(&id, legend, is_heading, hint, error, missing).children(buttons).view()
    }
}

/// The frame of a group of controls: legend, hint, error.
pub fn fieldset(
    id: &str,
    legend: String,
    is_heading: bool,
    hint: impl Into<String>,
    error: AnyView,
    wrong: Signal<bool>,
) -> Markup {
    let (hint_id, error_id) = ([id, "-hint"].concat(), [id, "-error"].concat());
    let legend = if is_heading { tag("legend").child(heading(legend)) } else { tag("legend").text(legend) };
    tag("fieldset")
        .attr("aria-describedby", [&hint_id, " ", &error_id].concat())
        .live_attr("class", move || wrong.get().then(|| "wrong".to_owned()))
        .child(legend.view())
        .child(tag("p").class("hint").attr("id", hint_id).text(hint).view())
        .child(tag("p").class("error").attr("id", error_id).child(error).view())
}

fn radio(id: &str, name: String, choice: Choice, chosen: Signal<Option<String>>, choose: Callback<String>) -> AnyView {
    let (value, given) = (choice.value.clone(), choice.value.clone());
    let input = tag("input")
        .attr("type", "radio")
        .attr("name", name)
        .attr("value", choice.value)
        .checked(move || chosen.with(|chosen| chosen.as_ref() == Some(&value)))
        .on("change", move |_| choose.run(given.clone()));
    choice_row(id, choice.label, input)
}

/// A box to tick.
pub fn checkbox(id: &str, label: impl Into<String>, checked: Signal<bool>, change: Callback<bool>) -> AnyView {
    let input = tag("input")
        .attr("type", "checkbox")
        .checked(move || checked.get())
        .on("change", move |event| change.run(event_target_checked(&event)));
    choice_row(id, label, input)
}

fn choice_row(id: &str, label: impl Into<String>, input: Markup) -> AnyView {
    let label = tag("label").attr("for", id).text(label).view();
    tag("div").class("choice").child(input.attr("id", id).view()).child(label).view()
}

/// The answers yes, no, I do not know.
pub fn yes_no_unknown(app: App) -> Vec<Choice> {
    [("yes", key::UI_APP_YES), ("no", key::UI_APP_NO), ("unknown", key::UI_APP_DONT_KNOW)]
        .into_iter()
        .map(|(value, key)| Choice::new(value, app.text(key)))
        .collect()
}

/// Errors of a screen: anchor and text.
pub type Errors = RwSignal<Vec<(String, String)>>;

/// Whether a place has an error.
pub fn has_error(errors: Errors, place: &'static str) -> Signal<bool> {
    Signal::derive(move || errors.with(|errors| errors.iter().any(|(id, _)| id == place)))
}

/// What is missing on a screen, with a way to the places. Takes the focus when it appears.
pub fn error_summary(app: App, errors: Errors) -> AnyView {
    let title = app.text(key::UI_CHECK_ERROR_TITLE);
    live(move || {
        let errors = errors.get();
        if errors.is_empty() {
            return nothing();
        }
        // A link behind `#` would change the screen, so a button puts the focus on the place.
        let items = errors
            .into_iter()
            .map(|(id, text)| tag("li").child(button("link", text, move || super::browser::focus(&id))).view());
        tag("div")
            .class("error-summary")
            .attr("id", "errors")
            .attr("tabindex", "-1")
            .attr("role", "alert")
            .child(tag("h2").text(title).view())
            .child(tag("ul").children(items).view())
            .view()
    })
}

/// Shows errors and puts the focus on them.
pub fn show_errors(errors: Errors, found: Vec<(String, String)>) {
    errors.set(found);
    super::browser::focus_soon("errors");
}

/// The way back through the browser's history.
pub fn back(app: App) -> AnyView {
    button("link back", app.text(key::UI_APP_BACK), || {
        let _ = window().history().and_then(|history| history.back());
    })
}

/// Something the visitor must know.
pub fn notice(parts: Vec<AnyView>) -> AnyView {
    tag("div").class("notice").attr("role", "status").children(parts).view()
}
