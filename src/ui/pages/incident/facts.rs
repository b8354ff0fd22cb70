//! The first facts: five inputs at most until the first deadline.

use leptos::prelude::*;

use super::moment::MomentField;
use super::part_heading;
use super::work::Work;
use crate::domain::incident::{Field, Hit, Incident, OTHER};
use crate::domain::units::Tri;
use crate::i18n::key;
use crate::i18n::state::state_name;
use crate::ui::components::{Choice, Radios, labelled, yes_no_unknown};
use crate::ui::markup::{group, live, nothing, tag};

/// The first facts.
pub fn first(work: Work) -> AnyView {
    let app = work.app;
    let (title, detected, hint) = if untrack(|| is_threat(work)) {
        (key::INCIDENT_FIRST_THREAT, key::INCIDENT_DETECTED_THREAT, "")
    } else {
        (key::INCIDENT_FIRST, key::INCIDENT_DETECTED, app.text(key::INCIDENT_DETECTED_HINT))
    };
    let detected = MomentField {
        id: "detected".to_owned(),
        legend: app.text(detected).to_owned(),
        hint: hint.to_owned(),
        start: work.with_untracked(|incident| incident.times.get(Field::Detected)),
        set: Callback::new(move |moment| work.change(|incident| incident.times.set(Field::Detected, moment))),
    };
    tag("section")
        .attr("aria-label", app.text(title))
        .child(part_heading(app, title))
        .child(countries(work))
        .child(threat(work))
        .child(service(work))
        .child(detected.view(work))
        .child(personal_data(work))
        .view()
}

/// Whether it is entered as a threat without an incident.
pub fn is_threat(work: Work) -> bool {
    work.with(|incident| incident.answer("threat_only") == Tri::Yes)
}

/// What is asked about a threat; nothing for incidents.
fn threat(work: Work) -> AnyView {
    if !work.with_untracked(|incident| incident.answers.contains_key("threat_only")) {
        return nothing();
    }
    let asked = Memo::new(move |_| is_threat(work));
    let more = live(move || {
        if !asked.get() {
            return nothing();
        }
        untrack(|| group(vec![question(work, "threat_grave"), question(work, "threat_to_users")]))
    });
    group(vec![question(work, "threat_only"), more])
}

/// Asked about incidents; where nothing has happened no data are hit.
fn personal_data(work: Work) -> AnyView {
    let asked = Memo::new(move |_| !is_threat(work));
    live(move || if asked.get() { untrack(|| question(work, "personal_data")) } else { nothing() })
}

/// The answers to the question for the State, with the codes they stand for: each State whose chain of reports is known,
/// each two of them, and any other.
fn states(work: Work) -> Vec<(String, Vec<String>, String)> {
    let (app, words) = (work.app, work.app.words.get_untracked());
    let known: Vec<&str> = work.law.states().collect();
    let one = known.iter().map(|code| {
        let name = state_name(words, code).to_owned();
        ((*code).to_owned(), vec![(*code).to_owned()], name)
    });
    let pairs = known.iter().enumerate().flat_map(|(at, first)| {
        let others = known.iter().skip(at + 1);
        others.map(move |second| {
            let names = [("first", state_name(words, first)), ("second", state_name(words, second))];
            let codes = vec![(*first).to_owned(), (*second).to_owned()];
            (codes.join("-"), codes, app.fill(key::INCIDENT_COUNTRY_BOTH, &names))
        })
    });
    let other = (OTHER.to_owned(), vec![OTHER.to_owned()], app.text(key::UI_PLACE_EU).to_owned());
    one.chain(pairs).chain([other]).collect()
}

/// Whether two lists name the same States, in whatever order.
fn same(one: &[String], other: &[String]) -> bool {
    one.len() == other.len() && one.iter().all(|code| other.contains(code))
}

fn countries(work: Work) -> AnyView {
    let app = work.app;
    let answers = StoredValue::new(states(work));
    let choices = answers.get_value();
    let choices = choices.iter().map(|(value, _, name)| Choice::new(value, name.as_str()));
    let is_other = move |states: &[String]| !states.is_empty() && !states.iter().any(|state| work.law.knows(state));
    let chosen = Signal::derive(move || {
        let own = work.with(|incident| incident.countries.clone());
        if is_other(&own) {
            return Some(OTHER.to_owned());
        }
        answers.with_value(|answers| {
            answers.iter().find(|(_, codes, _)| same(codes, &own)).map(|(value, ..)| value.clone())
        })
    });
    let choose = Callback::new(move |value: String| {
        let found = answers.with_value(|answers| answers.iter().find(|(known, ..)| *known == value).cloned());
        // A State that a file or an assessment has named stays named.
        let stays = value == OTHER && work.with_untracked(|incident| is_other(&incident.countries));
        if let Some((_, codes, _)) = found.filter(|_| !stays) {
            work.change(|incident| incident.countries = codes);
        }
    });
    let radios = Radios {
        id: "countries".to_owned(),
        legend: app.text(key::INCIDENT_COUNTRY).to_owned(),
        is_heading: false,
        hint: app.text(key::INCIDENT_COUNTRY_HINT).to_owned(),
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
