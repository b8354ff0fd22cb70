//! Services that are hit: how, how many users, when.

use leptos::prelude::*;

use super::facts::options;
use super::work::Work;
use crate::domain::incident::Hit;
use crate::domain::units::Range;
use crate::i18n::key;
use crate::persist::incident::HIT_KINDS;
use crate::ui::components::{Choice, Radios, button, text};
use crate::ui::form::{NumberField, Unit};
use crate::ui::markup::{group, live, tag};

/// Number fields count hundredths; users are whole.
const HUNDREDTHS: u64 = 100;

/// All hits, with a way to add one.
pub fn view(work: Work) -> AnyView {
    let app = work.app;
    // Drawn anew only when a hit comes or goes, so that the focus stays.
    let count = Memo::new(move |_| work.with(|incident| incident.hits.len()));
    let list = live(move || {
        let count = count.get();
        untrack(|| group((0..count).map(|at| hit(work, at)).collect()))
    });
    let add = move || {
        work.change(|incident| {
            let service = incident.hits.first().map_or("other_service", |hit| hit.service.as_str()).to_owned();
            incident.hits.push(Hit::new(service));
        });
    };
    group(vec![
        text(app, "hint", key::INCIDENT_PAPERS_HITS_HINT),
        list,
        button("secondary", app.text(key::INCIDENT_PAPERS_HIT_ADD), add),
    ])
}

fn read<T>(work: Work, at: usize, get: impl FnOnce(&Hit) -> T) -> Option<T> {
    work.with(|incident| incident.hits.get(at).map(get))
}

fn change(work: Work, at: usize, set: impl FnOnce(&mut Hit)) {
    work.change(|incident| {
        if let Some(hit) = incident.hits.get_mut(at) {
            set(hit);
        }
    });
}

fn hit(work: Work, at: usize) -> AnyView {
    let app = work.app;
    let id = |name: &str| ["hit-", &at.to_string(), "-", name].concat();
    let chosen = Signal::derive(move || read(work, at, |hit| hit.service.clone()).unwrap_or_default());
    let select = options(work, chosen).attr("aria-label", app.text(key::INCIDENT_SERVICE_HIT));
    let select = select.attr("id", id("service")).on_text("change", move |service| {
        if !service.is_empty() {
            change(work, at, |hit| hit.service = service);
        }
    });
    let remove = move || {
        work.change(|incident| {
            if at < incident.hits.len() {
                incident.hits.remove(at);
            }
        });
    };
    let legend = tag("legend").text([app.text(key::INCIDENT_PAPERS_HIT), " ", &(at + 1).to_string()].concat());
    tag("fieldset")
        .class("card")
        .child(legend.view())
        .child(tag("div").class("input").child(select.view()).view())
        .child(kind(work, at, &id("kind")))
        .children(numbers(work, at))
        .child(button("link", app.text(key::INCIDENT_PAPERS_HIT_REMOVE), remove))
        .view()
}

fn kind(work: Work, at: usize, id: &str) -> AnyView {
    let app = work.app;
    let labels = [
        key::INCIDENT_PAPERS_HIT_COMPLETE,
        key::INCIDENT_PAPERS_HIT_PARTIAL,
        key::INCIDENT_PAPERS_HIT_LIMITED,
        key::INCIDENT_PAPERS_HIT_SLOW,
        key::INCIDENT_PAPERS_HIT_DATA,
        key::UI_APP_DONT_KNOW,
    ];
    let choices = HIT_KINDS.iter().zip(labels).map(|((word, _), label)| Choice::new(word, app.text(label)));
    let chosen = Signal::derive(move || {
        let own = read(work, at, |hit| hit.kind)?;
        HIT_KINDS.iter().find(|(_, kind)| *kind == own).map(|(word, _)| (*word).to_owned())
    });
    let choose = Callback::new(move |word: String| {
        if let Some((_, kind)) = HIT_KINDS.iter().find(|(known, _)| *known == word) {
            change(work, at, |hit| hit.kind = *kind);
        }
    });
    let radios = Radios {
        id: id.to_owned(),
        legend: app.text(key::INCIDENT_PAPERS_HIT_HOW).to_owned(),
        is_heading: false,
        hint: String::new(),
        choices: choices.collect(),
        chosen,
        missing: Signal::stored(false),
    };
    radios.view(app, choose)
}

type Read = fn(&Hit) -> Option<Range<u64>>;
type Write = fn(&mut Hit, Option<Range<u64>>);

fn scaled(range: Range<u64>, to: fn(u64) -> u64) -> Range<u64> {
    Range { from: to(range.from), to: range.to.map(to) }
}

/// Users as the number fields keep them.
fn shown(range: Range<u64>) -> Range<u64> {
    scaled(range, |users| users.saturating_mul(HUNDREDTHS))
}

/// Users from what a number field keeps.
fn users(range: Range<u64>) -> Range<u64> {
    scaled(range, |hundredths| hundredths / HUNDREDTHS)
}

fn small(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// A share in hundredths of a percent from millionths.
fn percent(share: Range<u64>) -> Range<u32> {
    Range { from: small(share.from / HUNDREDTHS), to: share.to.map(|to| small(to / HUNDREDTHS)) }
}

fn numbers(work: Work, at: usize) -> Vec<AnyView> {
    let app = work.app;
    let field = |name: &str, unit: Unit, get: Read, set: Write| {
        let value = work.with_untracked(|incident| incident.hits.get(at).and_then(get));
        let keep = Callback::new(move |value: Option<Range<u64>>| {
            if untrack(|| read(work, at, get)).flatten() != value {
                change(work, at, |hit| set(hit, value));
            }
        });
        NumberField::new(app, ["hit-", &at.to_string(), "-", name].concat(), unit, value, false, keep)
    };
    let hit_users = field("users", Unit::WorkUnits, |hit| hit.users.map(shown), |hit, to| hit.users = to.map(users));
    let total = field("total", Unit::WorkUnits, |hit| hit.total.map(shown), |hit, to| hit.total = to.map(users));
    // Shares are kept in hundredths of a percent here, in millionths there.
    let share = field(
        "share",
        Unit::Percent,
        |hit| {
            hit.share.map(|share| scaled(Range { from: share.from.into(), to: share.to.map(u64::from) }, |of| of * 100))
        },
        |hit, to| hit.share = to.map(percent),
    );
    vec![
        hit_users.view(app, app.text(key::INCIDENT_PAPERS_USERS), app.text(key::INCIDENT_PAPERS_USERS_HINT)),
        total.view(app, app.text(key::INCIDENT_PAPERS_TOTAL), app.text(key::INCIDENT_PAPERS_TOTAL_HINT)),
        share.view(app, app.text(key::INCIDENT_PAPERS_SHARE), app.text(key::INCIDENT_PAPERS_SHARE_HINT)),
    ]
}
