//! What the organisation does: found by words, by code, or by sector.

use leptos::prelude::*;

use super::question;
use crate::activities::{Catalogue, Found};
use crate::domain::sorted::ById;
use crate::domain::units::Tri;
use crate::i18n::{cite, key};
use crate::ui::components::{checkbox, details, labelled, labelled_button, outside, paragraph};
use crate::ui::markup::{group, live, nothing, tag};
use crate::ui::state::App;

fn row_name(app: App, row: usize) -> &'static str {
    app.text(key::ROWS_ROW.of(row, key::rows_row::NAME))
}

fn row_id(app: App, row: usize) -> &'static str {
    app.law.rows.get(row).map_or("", |row| row.id.as_str())
}

fn stated(app: App, row: usize) -> Option<Tri> {
    app.with(|a| a.activities.as_ref().and_then(|stated| stated.get(row_id(app, row)).copied()))
}

fn state(app: App, row: usize, tri: Option<Tri>) {
    app.change(|assessment| {
        let stated = assessment.activities.get_or_insert_default();
        if let Some(tri) = tri {
            stated.insert(row_id(app, row).to_owned(), tri);
            return;
        }
        stated.remove(row_id(app, row));
        // Nothing chosen is not the same as "none of the listed activities".
        if stated.is_empty() {
            assessment.activities = None;
        }
    });
}

/// What a row means, where it stands and where it is defined.
fn explained(app: App, row: usize) -> Vec<AnyView> {
    let Some(record) = app.law.rows.get(row) else { return Vec::new() };
    let words = app.words.get();
    let (place, address) = cite::provision(app.law, words, record.cite);
    let mut definition = if record.definition.is_empty() {
        app.text(key::UI_ACTIVITY_DEFINITION_NONE).to_owned()
    } else {
        app.fill(key::UI_ACTIVITY_DEFINITION, &[("reference", &cite::reference(words, &record.definition))])
    };
    if !record.successor.is_empty() {
        let unverified = record.successor_unverified;
        let key = if unverified { key::UI_ACTIVITY_SUCCESSOR_UNVERIFIED } else { key::UI_ACTIVITY_SUCCESSOR };
        definition.push(' ');
        definition.push_str(&app.fill(key, &[("reference", &cite::reference(words, &record.successor))]));
    }
    vec![
        paragraph("", app.text(key::CATALOGUE_ROW.of(row, key::catalogue_row::PLAIN))),
        tag("p").class("source").child(outside(address, place)).text(" · ").text(definition).view(),
    ]
}

fn suggestion(app: App, found: Found) -> AnyView {
    let item = |name: &'static str, parts: Vec<AnyView>| {
        tag("li").class("row").child(tag("div").child(tag("h3").text(name).view()).children(parts).view())
    };
    match found {
        Found::Row(row) => {
            let act = live(move || {
                let chosen = stated(app, row).is_some();
                let (class, key) =
                    if chosen { ("secondary", key::UI_ACTIVITY_REMOVE) } else { ("primary", key::UI_ACTIVITY_ADD) };
                let label = [app.text(key), ": ", row_name(app, row)].concat();
                let next = if chosen { None } else { Some(Tri::Yes) };
                labelled_button(class, app.text(key), Some(label), move || state(app, row, next))
            });
            item(row_name(app, row), explained(app, row)).child(act).view()
        }
        Found::Trade(trade) => {
            let strong = tag("strong").text(app.text(key::UI_ACTIVITY_NOT_LISTED)).view();
            let text = tag("p").child(strong).text(" · ").text(app.text(key::UI_ACTIVITY_NOT_LISTED_HINT));
            item(app.text(key::CATALOGUE_TRADE.of(trade, key::catalogue_trade::NAME)), vec![text.view()]).view()
        }
    }
}

fn list_of(items: impl Iterator<Item = AnyView>) -> AnyView {
    tag("ul").class("rows").children(items).view()
}

fn sector(app: App, index: usize, annex: u8) -> AnyView {
    let name = if annex == 0 {
        app.text(key::UI_ACTIVITY_OUTSIDE).to_owned()
    } else {
        let annex = app.fill(key::UI_ACTIVITY_ANNEX, &[("number", if annex == 1 { "I" } else { "II" })]);
        [app.text(key::ROWS_SECTOR.of(index, key::rows_sector::NAME)), " (", &annex, ")"].concat()
    };
    // The rows are drawn when the sector is opened, not before.
    let opened = RwSignal::new(false);
    let rows = live(move || {
        if !opened.get() {
            return nothing();
        }
        let of_sector = app.law.rows.iter().enumerate().filter(|(_, row)| usize::from(row.sector) == index);
        list_of(of_sector.map(|(row, _)| suggestion(app, Found::Row(row))))
    });
    let summary = tag("summary").text(name).view();
    tag("details").class("sector").on("toggle", move |_| opened.set(true)).child(summary).child(rows).view()
}

fn chosen_row(app: App, row: usize) -> AnyView {
    let unsure = Signal::derive(move || stated(app, row) == Some(Tri::Unknown));
    let set = Callback::new(move |on| state(app, row, Some(if on { Tri::Unknown } else { Tri::Yes })));
    let remove = app.text(key::UI_ACTIVITY_REMOVE);
    let label = [remove, ": ", row_name(app, row)].concat();
    tag("li")
        .child(tag("strong").text(row_name(app, row)).view())
        .child(checkbox(&["unsure-", row_id(app, row)].concat(), app.text(key::UI_ACTIVITY_UNSURE), unsure, set))
        .child(labelled_button("link", remove, Some(label), move || state(app, row, None)))
        .view()
}

fn chosen(app: App) -> AnyView {
    let list = live(move || {
        let rows = (0..app.law.rows.len()).filter(|row| stated(app, *row).is_some());
        let items: Vec<AnyView> = rows.map(|row| chosen_row(app, row)).collect();
        if items.is_empty() {
            paragraph("hint", app.text(key::UI_ACTIVITY_CHOSEN_NONE))
        } else {
            tag("ul").class("chosen").children(items).view()
        }
    });
    let title = tag("h2").text(app.text(key::UI_ACTIVITY_CHOSEN)).view();
    tag("section").attr("aria-live", "polite").child(title).child(list).view()
}

fn results(app: App, catalogue: StoredValue<Catalogue>, query: &str) -> AnyView {
    if query.trim().chars().count() < 2 {
        return nothing();
    }
    let found = catalogue.with_value(|catalogue| catalogue.find(app.law, query));
    let found: Vec<Found> = found.into_iter().take(6).collect();
    if found.is_empty() {
        let code = crate::domain::search::nace_division(query).is_some();
        let key = if code { key::UI_ACTIVITY_NACE_NONE } else { key::UI_ACTIVITY_NO_RESULT };
        return paragraph("hint", app.text(key));
    }
    let count = app.plural(key::UI_ACTIVITY_RESULTS_COUNT, found.len() as u64);
    let status = tag("p").class("hidden").attr("role", "status").text(count).view();
    group(vec![status, list_of(found.into_iter().map(|found| suggestion(app, found)))])
}

/// The screen.
pub fn view(app: App) -> AnyView {
    let errors = RwSignal::new(Vec::new());
    let catalogue = StoredValue::new(Catalogue::new(app.words.get()));
    let query = RwSignal::new(String::new());
    let none = Signal::derive(move || app.with(|a| a.activities.as_ref().is_some_and(ById::is_empty)));
    let set_none = Callback::new(move |on: bool| {
        app.change(|assessment| assessment.activities = on.then(Default::default));
    });
    let search = tag("input")
        .attr("type", "search")
        .attr("autocomplete", "off")
        .attr("aria-describedby", "activity-hint")
        .on_text("input", move |text| query.set(text));
    let sectors = app.law.sectors.iter().enumerate().map(|(index, record)| sector(app, index, record.annex));
    let body = vec![
        crate::ui::components::heading(app.text(key::UI_ACTIVITY_QUESTION)),
        tag("p").class("hint").attr("id", "activity-hint").text(app.text(key::UI_ACTIVITY_HINT)).view(),
        labelled("activity-search", app.text(key::UI_ACTIVITY_SEARCH), search),
        live(move || query.with(|query| results(app, catalogue, query))),
        chosen(app),
        super::served::view(app),
        checkbox("activity-none", app.text(key::UI_ACTIVITY_NONE), none, set_none),
        details("browse", app.text(key::UI_ACTIVITY_BROWSE), sectors.collect()),
    ];
    let check = move || {
        if app.with_untracked(|a| a.activities.is_some()) {
            Vec::new()
        } else {
            vec![("activity-search".to_owned(), app.text(key::UI_ACTIVITY_ERROR).to_owned())]
        }
    };
    question(app, errors, body, key::UI_ACTIVITY_WHY, check, || {})
}
