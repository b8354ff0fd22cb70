//! The first facts: five inputs at most until the first deadline.

use leptos::prelude::*;

use super::moment::MomentField;
use super::part_heading;
use super::work::Work;
use crate::domain::incident::{Country, Field, Hit, Incident};
use crate::domain::units::Tri;
use crate::i18n::key;
use crate::ui::components::{Choice, Radios, labelled, yes_no_unknown};
use crate::ui::markup::tag;

/// Countries as one answer.
const COUNTRIES: [(&str, &[Country]); 4] = [
    ("si", &[Country::Slovenia]),
    ("hr", &[Country::Croatia]),
    ("both", &[Country::Slovenia, Country::Croatia]),
    ("other", &[Country::Other]),
];

/// The first facts.
pub fn first(work: Work) -> AnyView {
    let app = work.app;
    let detected = MomentField {
        id: "detected".to_owned(),
        legend: app.text(key::INCIDENT_DETECTED).to_owned(),
        hint: app.text(key::INCIDENT_DETECTED_HINT).to_owned(),
        get: |incident| incident.times.get(Field::Detected),
        set: Callback::new(move |moment| work.change(|incident| incident.times.set(Field::Detected, moment))),
    };
    tag("section")
        .attr("aria-label", app.text(key::INCIDENT_FIRST))
        .child(part_heading(app, key::INCIDENT_FIRST))
        .child(countries(work))
        .child(service(work))
        .child(detected.view(work))
        .child(question(work, "personal_data"))
        .view()
}

fn countries(work: Work) -> AnyView {
    let app = work.app;
    let names = [key::UI_PLACE_SI, key::UI_PLACE_HR, key::INCIDENT_COUNTRY_BOTH, key::UI_PLACE_EU];
    let choices = COUNTRIES.iter().zip(names).map(|((value, _), name)| Choice::new(value, app.text(name)));
    let chosen = Signal::derive(move || {
        let own = work.with(|incident| incident.countries.clone());
        COUNTRIES.iter().find(|(_, countries)| *countries == own).map(|(value, _)| (*value).to_owned())
    });
    let choose = Callback::new(move |value: String| {
        let found = COUNTRIES.iter().find(|(known, _)| *known == value).map(|(_, countries)| countries.to_vec());
        work.change(|incident| incident.countries = found.unwrap_or_default());
    });
    let radios = Radios {
        id: "countries".to_owned(),
        legend: app.text(key::INCIDENT_COUNTRY).to_owned(),
        is_heading: false,
        hint: String::new(),
        choices: choices.collect(),
        chosen,
        missing: Signal::stored(false),
    };
    radios.view(app, choose)
}

/// The first service; others are added under the further facts.
fn service(work: Work) -> AnyView {
    let select = options(
        work,
        Signal::derive(move || {
            work.with(|incident| incident.hits.first().map_or_else(String::new, |hit| hit.service.clone()))
        }),
    );
    let choose = move |id: String| {
        work.change(|incident| match incident.hits.first_mut() {
            _ if id.is_empty() => incident.hits.clear(),
            Some(hit) => hit.service = id,
            None => incident.hits.push(Hit::new(id)),
        });
    };
    labelled("service", work.app.text(key::INCIDENT_SERVICE_HIT), select.on_text("change", choose))
}

/// All services as options of a select.
pub fn options(work: Work, chosen: Signal<String>) -> crate::ui::markup::Markup {
    let app = work.app;
    let none = tag("option").attr("value", "").selected(move || chosen.with(String::is_empty));
    let options = work.law.services.iter().enumerate().map(|(at, service)| {
        let id = service.id.clone();
        tag("option")
            .attr("value", service.id.clone())
            .selected(move || chosen.with(|chosen| *chosen == id))
            .text(app.text(key::INCIDENT_SERVICE.of(at, key::incident_service::NAME)))
            .view()
    });
    tag("select").child(none.text(app.text(key::UI_APP_DONT_KNOW)).view()).children(options)
}

/// A question of the law data with the answers yes, no, not known.
pub fn question(work: Work, id: &'static str) -> AnyView {
    let words = work.desk_untracked(|desk| desk.question(id).map(|(ask, hint)| (ask.to_owned(), hint.to_owned())));
    let (legend, hint) = words.unwrap_or_default();
    let chosen = Signal::derive(move || {
        work.with(|incident: &Incident| {
            incident.answers.get(id).map(|answer| {
                let value = match answer {
                    Tri::Yes => "yes",
                    Tri::No => "no",
                    Tri::Unknown => "unknown",
                };
                value.to_owned()
            })
        })
    });
    let choose = Callback::new(move |value: String| {
        let answer = match value.as_str() {
            "yes" => Tri::Yes,
            "no" => Tri::No,
            _ => Tri::Unknown,
        };
        work.change(|incident| incident.answers.insert(id.to_owned(), answer));
    });
    let radios = Radios {
        id: ["q-", id].concat(),
        legend,
        is_heading: false,
        hint,
        choices: yes_no_unknown(work.app),
        chosen,
        missing: Signal::stored(false),
    };
    radios.view(work.app, choose)
}
