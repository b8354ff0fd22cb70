//! Further facts: each makes the answer more exact, none is needed for the first deadline.

use law::incident::Manner;
use leptos::prelude::*;

use super::facts::{is_threat, question};
use super::moment::MomentField;
use super::work::Work;
use super::{hits, part_heading};
use crate::domain::incident::{Field, Incident, Need};
use crate::domain::units::{Range, Tri};
use crate::i18n::{Key, format, key};
use crate::persist::incident::{ENTITIES, ROLES};
use crate::persist::v1::{TRI, format_day, parse_day};
use crate::route::Page;
use crate::ui::components::{Choice, Radios, details, labelled, link, paragraph, text, text_field};
use crate::ui::form::{NumberField, Unit};
use crate::ui::markup::{group, live, nothing, tag};

/// Questions that are asked whatever is hit, before those of an act.
const ALWAYS: [&str; 4] = ["malicious", "cross_border", "threat_to_users", "data_hit"];

/// The further facts.
pub fn view(work: Work) -> AnyView {
    let app = work.app;
    let part = |title: Key, parts: Vec<AnyView>| details("why", app.text(title), parts);
    tag("section")
        .attr("aria-label", app.text(key::INCIDENT_PAPERS_MORE))
        .child(part_heading(app, key::INCIDENT_PAPERS_MORE))
        .child(text(app, "hint", key::INCIDENT_PAPERS_MORE_HINT))
        .child(part(key::INCIDENT_PAPERS_MORE_WHO, vec![entity(work), notices(work), transition(work), role(work)]))
        .child(part(key::INCIDENT_PAPERS_MORE_TIMES, times(work)))
        .child(part(key::INCIDENT_PAPERS_MORE_SERVICES, vec![hits::view(work)]))
        .child(part(key::INCIDENT_PAPERS_MORE_EFFECTS, vec![effects(work)]))
        .child(part(key::INCIDENT_PAPERS_MORE_MONEY, money(work)))
        .child(part(key::INCIDENT_PAPERS_MORE_NAMES, names(work)))
        .view()
}

/// One answer of a closed set.
fn choice<T: Copy + PartialEq + Send + Sync + 'static>(
    work: Work,
    id: &str,
    legend: Key,
    words: &'static [(&'static str, T)],
    labels: &[Key],
    get: fn(&Incident) -> T,
    set: fn(&mut Incident, T),
) -> AnyView {
    let app = work.app;
    let choices = words.iter().zip(labels).map(|((value, _), label)| Choice::new(value, app.text(*label)));
    let chosen = Signal::derive(move || {
        let own = work.with(get);
        words.iter().find(|(_, value)| *value == own).map(|(word, _)| (*word).to_owned())
    });
    let choose = Callback::new(move |word: String| {
        if let Some((_, value)) = words.iter().find(|(known, _)| *known == word) {
            work.change(|incident| set(incident, *value));
        }
    });
    let radios = Radios {
        id: id.to_owned(),
        legend: app.text(legend).to_owned(),
        is_heading: false,
        hint: String::new(),
        choices: choices.collect(),
        chosen,
        missing: Signal::stored(false),
    };
    radios.view(app, choose)
}

fn entity(work: Work) -> AnyView {
    let labels = [
        key::INCIDENT_PAPERS_ENTITY_ESSENTIAL,
        key::INCIDENT_PAPERS_ENTITY_IMPORTANT,
        key::INCIDENT_PAPERS_ENTITY_NONE,
        key::UI_APP_DONT_KNOW,
    ];
    choice(work, "entity", key::INCIDENT_PAPERS_ENTITY, &ENTITIES, &labels, |one| one.entity, |one, to| one.entity = to)
}

fn role(work: Work) -> AnyView {
    let labels = [
        key::INCIDENT_PAPERS_ROLE_CONTROLLER,
        key::INCIDENT_PAPERS_ROLE_PROCESSOR,
        key::INCIDENT_PAPERS_ROLE_BOTH,
        key::UI_APP_DONT_KNOW,
    ];
    choice(work, "role", key::INCIDENT_PAPERS_ROLE, &ROLES, &labels, |one| one.role, |one, to| one.role = to)
}

/// The notices of authorities on which acts depend, asked where the State of the act counts; each with its day.
fn notices(work: Work) -> AnyView {
    let asked = Memo::new(move |_| {
        let acts = work.law.acts.iter().filter(|act| {
            act.notice.is_some_and(|notice| !notice.until)
                && work.with(|incident| incident.countries.contains(&act.state))
        });
        acts.filter_map(|act| Some((act.state.as_str(), act.notice?.question, act.from))).collect::<Vec<_>>()
    });
    live(move || {
        let asked = asked.get();
        if asked.is_empty() {
            return nothing();
        }
        untrack(|| {
            let app = work.app;
            let day = work.with(|incident| incident.notice_delivered.map(format_day).unwrap_or_default());
            let keep = move |text: String| work.change(|incident| incident.notice_delivered = parse_day(&text));
            let first = asked.iter().filter_map(|(_, _, from)| *from).min();
            let input = tag("input")
                .attr("type", "date")
                .attr("min", first.map(format_day).unwrap_or_default())
                .value(move || day.clone())
                .on_text("change", keep);
            let questions = asked.iter().filter_map(|(_, at, _)| work.law.questions.get(usize::from(*at)));
            let mut parts: Vec<AnyView> = questions.map(|asked| question(work, &asked.id)).collect();
            parts.push(labelled("delivered", app.text(key::INCIDENT_PAPERS_DELIVERED), input));
            let known: Vec<AnyView> = asked.iter().filter_map(|(state, _, _)| known_notice(work, state)).collect();
            if known.is_empty() {
                return group(parts);
            }
            // It is known from the check; an incident that lies before it can still say otherwise.
            let own = work.with(|incident| {
                let asked = asked.iter().filter_map(|(_, at, _)| work.law.questions.get(usize::from(*at)));
                incident.notice_delivered.is_some()
                    || asked.into_iter().any(|one| incident.answers.contains_key(&one.id))
            });
            let mut otherwise = tag("details").class("why");
            if own {
                otherwise = otherwise.attr("open", "");
            }
            let title = tag("summary").text(app.text(key::INCIDENT_PAPERS_NOTICE_OTHERWISE)).view();
            group(known.into_iter().chain([otherwise.child(title).children(parts).view()]).collect())
        })
    })
}

/// Whether the rules of before were applied, asked where an act goes on for those only; known from the rulebooks' page, or said
/// here.
fn transition(work: Work) -> AnyView {
    let asked = Memo::new(move |_| {
        let results = work.results.get();
        let counts = |at: usize| results.acts.get(at).is_some_and(|act| act.applies != Tri::No && !act.yardstick);
        let acts = work.law.acts.iter().enumerate().filter(|(at, _)| counts(*at));
        acts.filter_map(|(_, act)| act.transition).map(|rule| rule.question).collect::<Vec<_>>()
    });
    live(move || {
        let questions = asked.get().into_iter().filter_map(|at| work.law.questions.get(usize::from(at)));
        untrack(|| group(questions.flat_map(|asked| [question(work, &asked.id), known_before(work)]).collect()))
    })
}

/// What has been said on the page of rulebooks.
fn known_before(work: Work) -> AnyView {
    let answer = match work.known_before() {
        Tri::Yes => key::UI_APP_YES,
        Tri::No => key::UI_APP_NO,
        Tri::Unknown => return nothing(),
    };
    let app = work.app;
    paragraph("hint", app.fill(key::INCIDENT_PAPERS_BEFORE_KNOWN, &[("answer", app.text(answer))]))
}

/// What the open assessment says about the notice of a State's authority, with the way to change it there.
fn known_notice(work: Work, state: &str) -> Option<AnyView> {
    let app = work.app;
    let known = work.known_notice(state);
    let said = match (known.received, known.delivered) {
        (Tri::Unknown, _) => return None,
        (Tri::No, _) => app.text(key::INCIDENT_PAPERS_NOTICE_KNOWN_NONE).to_owned(),
        (Tri::Yes, None) => app.text(key::INCIDENT_PAPERS_NOTICE_KNOWN).to_owned(),
        (Tri::Yes, Some(day)) => {
            app.fill(key::INCIDENT_PAPERS_NOTICE_KNOWN_SINCE, &[("date", &format::date(app.language(), day))])
        }
    };
    let change = tag("p").child(link(app, "link", Page::National, app.text(key::INCIDENT_PAPERS_NOTICE_CHANGE))).view();
    Some(group(vec![paragraph("", said), change]))
}

fn times(work: Work) -> Vec<AnyView> {
    let labels = [key::UI_APP_YES, key::UI_APP_NO, key::UI_APP_DONT_KNOW];
    let mut parts = vec![choice(
        work,
        "running",
        key::INCIDENT_PAPERS_RUNNING,
        &TRI,
        &labels,
        |one| one.running,
        |one, to| one.running = to,
    )];
    parts.extend([
        moment(work, Field::Began, |one| one.times.began),
        moment(work, Field::Aware, |one| one.times.aware),
        moment(work, Field::AwarePersonalData, |one| one.times.aware_personal_data),
        moment(work, Field::CriteriaMet, |one| one.times.criteria_met),
        moment(work, Field::Ended, |one| one.times.ended),
        moment(work, Field::Handled, |one| one.times.handled),
    ]);
    parts
}

fn moment(work: Work, field: Field, get: fn(&Incident) -> Option<crate::domain::time::Moment>) -> AnyView {
    let name = ["times.", field.name()].concat();
    let position = key::INCIDENT_NEED_IDS.iter().position(|known| *known == name);
    let legend = position.map_or("", |at| work.app.text(key::INCIDENT_NEED.of(at, key::incident_need::ASK)));
    let field = MomentField {
        id: field.name().to_owned(),
        legend: legend.to_owned(),
        hint: String::new(),
        start: work.with_untracked(get),
        set: Callback::new(move |moment| work.change(|incident| incident.times.set(field, moment))),
    };
    field.view(work)
}

/// The questions that matter: of the acts that can count.
fn effects(work: Work) -> AnyView {
    // Drawn anew only when other questions are asked, so that the focus stays.
    let asked = Memo::new(move |_| {
        let results = work.results.get();
        let mut ids: Vec<&'static str> = Vec::new();
        let questions = &work.law.questions;
        let mut ask = |id: &str| {
            let known = questions.iter().find(|question| question.id == id).map(|question| question.id.as_str());
            if let Some(id) = known.filter(|id| !ids.contains(id)) {
                ids.push(id);
            }
        };
        for id in ALWAYS {
            ask(id);
        }
        for result in &results.acts {
            let tasks = result.tasks.iter().flat_map(|task| &task.only_if);
            for need in result.on.iter().chain(tasks) {
                if let Need::Question(id) = need {
                    ask(id);
                }
            }
            match (result.manner, result.applies) {
                (_, Tri::No) => {}
                (Manner::PersonalData, _) => {
                    ask("risk_unlikely");
                    ask("high_risk");
                }
                (Manner::Regulation, _) => ask("planned_maintenance"),
                (Manner::AkosTable, _) => ask("no_end_users"),
                (Manner::HakomTable, _) => ask("hakom_taxonomy"),
                _ => {}
            }
        }
        // What has been answered stays, so that it can be changed.
        work.with(|incident| incident.answers.keys().for_each(|id| ask(id)));
        // Those that are asked elsewhere on the screen.
        let elsewhere = work.law.acts.iter().flat_map(law::incident::ActData::questions);
        let elsewhere: Vec<&str> =
            elsewhere.filter_map(|at| questions.get(usize::from(at))).map(|one| one.id.as_str()).collect();
        let first = is_threat(work);
        ids.retain(|id| match *id {
            "personal_data" | "threat_only" => false,
            "threat_grave" | "threat_to_users" => !first,
            id => !elsewhere.contains(&id),
        });
        ids
    });
    live(move || {
        let ids = asked.get();
        untrack(|| group(ids.into_iter().map(|id| question(work, id)).collect()))
    })
}

fn money(work: Work) -> Vec<AnyView> {
    let app = work.app;
    let field = |id: &str, get: fn(&Incident) -> Option<Range<u64>>, set: fn(&mut Incident, Option<Range<u64>>)| {
        let keep = Callback::new(move |value| {
            if work.with_untracked(get) != value {
                work.change(|incident| set(incident, value));
            }
        });
        NumberField::new(app, id.to_owned(), Unit::Money, work.with_untracked(get), false, keep)
    };
    let loss = field("loss", |one| one.loss, |one, to| one.loss = to);
    let turnover = field("turnover", |one| one.turnover, |one, to| one.turnover = to);
    let cause = work.with_untracked(|incident| incident.root_cause.clone());
    vec![
        loss.view(app, app.text(key::INCIDENT_PAPERS_LOSS), app.text(key::INCIDENT_PAPERS_LOSS_HINT)),
        turnover.view(app, app.text(key::INCIDENT_PAPERS_TURNOVER), ""),
        text_field("cause", app.text(key::INCIDENT_PAPERS_CAUSE), cause, move |text| {
            work.change(|incident| incident.root_cause = text);
        }),
    ]
}

fn names(work: Work) -> Vec<AnyView> {
    let app = work.app;
    let field = |id: &str, label: Key, value: String, set: fn(&mut Incident, String)| {
        text_field(id, app.text(label), value, move |text| work.change(|incident| set(incident, text)))
    };
    let (name, organisation, contact) = work
        .with_untracked(|incident| (incident.name.clone(), incident.organisation.clone(), incident.contact.clone()));
    vec![
        field("incident-name", key::INCIDENT_PAPERS_NAME, name, |one, text| one.name = text),
        field("organisation", key::INCIDENT_PAPERS_ORGANISATION, organisation, |one, text| one.organisation = text),
        field("contact", key::INCIDENT_PAPERS_CONTACT, contact, |one, text| one.contact = text),
    ]
}
