//! Marking a step as done: the moment is stated and can be corrected.

use leptos::prelude::*;

use super::Doing;
use super::moment::MomentField;
use super::work::{Work, now};
use crate::domain::incident::{Incident, LogEntry, State};
use crate::domain::sorted::insert_in_order;
use crate::domain::time::Moment;
use crate::i18n::{Key, key};
use crate::ui::browser;
use crate::ui::components::{actions, button, labelled_button, text_field};
use crate::ui::markup::{live, tag};

/// The minute in which a moment lies, as fields show it.
pub fn minute(moment: Moment) -> Moment {
    Moment(moment.0 - moment.0.rem_euclid(60))
}

/// Marks a step as done and writes it down.
fn done(work: Work, step: String, entry: LogEntry) {
    work.change(|incident| {
        incident.sent.insert(step, entry.at);
        incident.log.push(entry);
        sort(incident);
    });
}

/// Corrects when and by whom a step was done, in the log as well.
fn corrected(work: Work, step: String, before: Moment, entry: LogEntry) {
    work.change(|incident| {
        incident.sent.insert(step, entry.at);
        if let Some(old) = incident.log.iter_mut().find(|old| old.at == before && old.text == entry.text) {
            *old = entry;
        }
        sort(incident);
    });
}

/// Oldest first.
pub fn sort(incident: &mut Incident) {
    for entry in std::mem::take(&mut incident.log) {
        insert_in_order(&mut incident.log, entry, |entry| entry.at);
    }
}

/// Why a step cannot have been done at a moment.
fn refusal(work: Work, at: Option<Moment>) -> Result<Moment, Key> {
    let at = at.ok_or(key::INCIDENT_PAPERS_SENT_NONE)?;
    if at > now() {
        return Err(key::INCIDENT_PAPERS_SENT_FUTURE);
    }
    // The fields know minutes only.
    let detected = work.with_untracked(|incident| incident.times.detected).map(minute);
    if detected.is_some_and(|detected| at < detected) {
        return Err(key::INCIDENT_PAPERS_SENT_EARLY);
    }
    Ok(at)
}

/// Buttons beside a step: mark it as done with its moment, correct the moment, take it back. The focus goes back to the step.
pub fn view(work: Work, doing: Doing) -> AnyView {
    let Doing { step, name, act, state } = doing;
    // The button goes with the change; the focus goes to the name of the task.
    let id = ["due-", &step].concat();
    let focus = move || {
        let id = id.clone();
        request_animation_frame(move || browser::focus(&id));
    };
    let app = work.app;
    let asking = RwSignal::new(false);
    let text = [app.text(key::INCIDENT_PAPERS_LOG_DONE), " ", &name, " – ", act].concat();
    let label = [app.text(key::INCIDENT_PAPERS_MARK_DONE), ": ", &name].concat();
    live(move || {
        if asking.get() {
            return untrack(|| ask(work, &step, &text, state, asking, focus.clone()));
        }
        let ask = move || asking.set(true);
        if !matches!(state, State::Done(..)) {
            return labelled_button("secondary", app.text(key::INCIDENT_PAPERS_MARK_DONE), Some(label.clone()), ask);
        }
        let (step, focus) = (step.clone(), focus.clone());
        let undo = move || {
            work.change(|incident| incident.sent.remove(&step));
            focus();
        };
        actions(vec![
            button("link", app.text(key::INCIDENT_PAPERS_SENT_CHANGE), ask),
            button("link", app.text(key::INCIDENT_PAPERS_UNDO), undo),
        ])
    })
}

fn ask(
    work: Work,
    step: &str,
    text: &str,
    state: State,
    asking: RwSignal<bool>,
    focus: impl Fn() + Clone + Send + 'static,
) -> AnyView {
    let app = work.app;
    let known = match state {
        State::Done(at, _) => Some(at),
        _ => None,
    };
    let by = known.and_then(|at| {
        work.with_untracked(|incident| {
            let own = incident.log.iter().find(|entry| entry.at == at && entry.text == text);
            own.map(|entry| entry.by.clone())
        })
    });
    let by = RwSignal::new(by.unwrap_or_default());
    let chosen = RwSignal::new(Some(known.unwrap_or_else(|| minute(now()))));
    let wrong = RwSignal::new(None::<Key>);
    let field = MomentField {
        id: ["sent-", step].concat(),
        legend: app.text(key::INCIDENT_PAPERS_SENT_WHEN).to_owned(),
        hint: String::new(),
        start: chosen.get_untracked(),
        set: Callback::new(move |moment| chosen.set(moment)),
    };
    let keep = move |name| by.set(name);
    let who =
        text_field(&["sent-", step, "-by"].concat(), app.text(key::INCIDENT_PAPERS_LOG_BY), by.get_untracked(), keep);
    let (step, text) = (step.to_owned(), text.to_owned());
    let after = focus.clone();
    let save = move || match refusal(work, chosen.get_untracked()) {
        Ok(at) => {
            let entry = LogEntry { at, text: text.clone(), by: by.get_untracked().trim().to_owned() };
            match known {
                Some(before) => corrected(work, step.clone(), before, entry),
                None => done(work, step.clone(), entry),
            }
            asking.set(false);
            after();
        }
        Err(why) => wrong.set(Some(why)),
    };
    let cancel = move || {
        asking.set(false);
        focus();
    };
    let said = live(move || {
        let words = wrong.get().map_or("", |why| app.text(why));
        tag("p").class("error").attr("role", "alert").text(words).view()
    });
    let ways = actions(vec![
        button("primary", app.text(key::INCIDENT_PAPERS_SENT_SAVE), save),
        button("link", app.text(key::INCIDENT_PAPERS_SENT_CANCEL), cancel),
    ]);
    // As wide as the list: beside the words of the task it would be squeezed.
    tag("div").class("doing").children([field.view(work), who, said, ways]).view()
}
