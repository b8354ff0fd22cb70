//! A moment: a day and a time by the clock of the place. What the clock shows twice is asked again; what it skips is said.

use leptos::prelude::*;

use super::work::{Work, now};
use crate::domain::incident::Incident;
use crate::domain::time::moment::reading;
use crate::domain::time::{Clock, Moment, Reading, day};
use crate::i18n::{Key, key};
use crate::ui::components::{button, checkbox, fieldset, labelled, text};
use crate::ui::markup::{live, live_text, nothing, tag};

/// A field for a moment.
pub struct MomentField {
    /// Unique on the screen.
    pub id: String,
    /// What happened at the moment.
    pub legend: String,
    /// Explanation; may be empty.
    pub hint: String,
    /// The moment that is shown first.
    pub start: Option<Moment>,
    /// Keeps the moment.
    pub set: Callback<Option<Moment>>,
}

/// What the fields show.
#[derive(Clone, Copy)]
struct Shown {
    day: RwSignal<String>,
    time: RwSignal<String>,
    second: RwSignal<bool>,
    twice: RwSignal<bool>,
    error: RwSignal<Option<Key>>,
}

impl MomentField {
    /// The fields with a way to take this moment.
    pub fn view(self, work: Work) -> AnyView {
        let Self { id, legend, hint, start, set } = self;
        let app = work.app;
        let shown = Shown {
            day: RwSignal::new(String::new()),
            time: RwSignal::new(String::new()),
            second: RwSignal::new(false),
            twice: RwSignal::new(false),
            error: RwSignal::new(None),
        };
        let show = move |moment: Option<Moment>| {
            let place = work.with_untracked(Incident::place);
            if let Some(local) = moment.and_then(|moment| moment.local(place)) {
                shown.day.set(day::to_text(local.day));
                shown.time.set(local.clock.to_text());
                shown.twice.set(local.twice);
                shown.second.set(local.twice && !local.summer);
            }
        };
        show(start);
        let commit = move || {
            let place = work.with_untracked(Incident::place);
            let (on, at) = (shown.day.get_untracked(), shown.time.get_untracked());
            let found = read(&on, &at, place);
            shown.error.set(found.err());
            let moment = match found {
                Ok(Some(Reading::Twice(first, second))) => {
                    shown.twice.set(true);
                    Some(if shown.second.get_untracked() { second } else { first })
                }
                Ok(Some(Reading::Once(moment))) => {
                    shown.twice.set(false);
                    Some(moment)
                }
                _ => None,
            };
            set.run(moment);
        };
        let error_id = [&id, "-error"].concat();
        let invalid = move || shown.error.get().map(|_| "true".to_owned());
        let field = |kind: &'static str, label: Key, name: &str, text: RwSignal<String>| {
            let input = tag("input")
                .attr("type", kind)
                .attr("aria-describedby", error_id.clone())
                .live_attr("aria-invalid", invalid)
                .value(move || text.get())
                .on_text("change", move |value| {
                    text.set(value);
                    commit();
                });
            labelled(name, app.text(label), input)
        };
        let take_now = move || {
            let moment = now();
            shown.error.set(None);
            show(Some(moment));
            // To the minute, as the fields show it.
            set.run(Some(Moment(moment.0 - moment.0.rem_euclid(60))));
        };
        let second = live(move || {
            if !shown.twice.get() {
                return nothing();
            }
            let change = Callback::new(move |on| {
                shown.second.set(on);
                commit();
            });
            checkbox(&[&id, "-second"].concat(), app.text(key::INCIDENT_TIME_TWICE), shown.second.into(), change)
        });
        let error = live_text(move || shown.error.get().map_or("", |error| app.text(error)).to_owned());
        let wrong = Signal::derive(move || shown.error.get().is_some());
        let name = error_id.trim_end_matches("-error");
        let fields = tag("div")
            .class("range")
            .child(field("date", key::INCIDENT_DATE, &[name, "-day"].concat(), shown.day))
            .child(field("time", key::INCIDENT_TIME, &[name, "-time"].concat(), shown.time));
        // A time is entered by the clock by which it is shown.
        let is_elsewhere =
            Memo::new(move |_| work.with(|incident| !incident.countries.is_empty() && !incident.place().is_known()));
        let clock =
            live(move || if is_elsewhere.get() { text(app, "hint", key::INCIDENT_CLOCK_HINT) } else { nothing() });
        fieldset(name, legend, false, hint, error, wrong)
            .child(clock)
            .child(fields.view())
            .child(second)
            .child(button("link", app.text(key::INCIDENT_NOW), take_now))
            .view()
    }
}

/// What day and time mean; nothing while both are empty.
fn read(on: &str, at: &str, place: crate::domain::time::Place) -> Result<Option<Reading>, Key> {
    if on.is_empty() && at.is_empty() {
        return Ok(None);
    }
    if on.is_empty() || at.is_empty() {
        return Err(key::INCIDENT_ERROR_HALF);
    }
    let (Some(on), Some(at)) = (day::parse(on), Clock::parse(at)) else { return Err(key::INCIDENT_ERROR_TIME) };
    match reading(place, on, at) {
        Reading::NoSuchDay => Err(key::INCIDENT_ERROR_TIME),
        Reading::Never(_) => Err(key::INCIDENT_ERROR_SKIPPED),
        found => Ok(Some(found)),
    }
}
