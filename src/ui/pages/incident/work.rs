//! What the screens of an incident work with.

use std::sync::Arc;
use std::time::Duration;

use law::incident::IncidentLaw;
use leptos::prelude::*;

use crate::domain::incident::{Incident, Results, evaluate, with_notices};
use crate::domain::notice::{Notice, applied_before};
use crate::domain::time::{Moment, Place};
use crate::domain::units::Tri;
use crate::i18n::key;
use crate::persist::incident::{File, moment, shelf};
use crate::persist::shelf::{KeepError, Kept};
use crate::report::incident::Desk;
use crate::ui::browser::{self, shelf::BrowserShelf};
use crate::ui::components::{button, notice, paragraph};
use crate::ui::markup::nothing;
use crate::ui::state::{App, Keeping};

/// How often the clocks on the screen go on.
const TICK: Duration = Duration::from_secs(20);

/// This moment.
pub fn now() -> Moment {
    moment(&browser::now_utc(), Place::ELSEWHERE).unwrap_or(Moment(0))
}

/// All incidents of this browser that can be read.
pub fn all() -> Vec<Incident> {
    let files = shelf::list(&BrowserShelf).into_iter().filter_map(|id| shelf::load(&BrowserShelf, &id)?.ok());
    files.flat_map(|file| file.incidents).collect()
}

/// What the open assessment says about the notice of a State's authority.
fn known(app: App, state: &str) -> Notice {
    app.with_untracked(|assessment| Notice::of(assessment, state))
}

/// The incident with what is known from the open assessment.
fn with_known(app: App, law: &IncidentLaw, incident: &Incident) -> Incident {
    with_notices(law, incident, |state| known(app, state), app.with_untracked(applied_before))
}

/// What is on the shelf under an id.
fn on_shelf(id: &str, revision: u64) -> Option<Kept> {
    shelf::raw(&BrowserShelf, id).map(|text| Kept { revision, text })
}

/// The incident in work. Cheap to copy; the signals live as long as the screen.
#[derive(Clone, Copy)]
pub struct Work {
    /// The page.
    pub app: App,
    /// The law of incidents.
    pub law: &'static IncidentLaw,
    /// The incident, shared: reading it is the same small code everywhere.
    pub incident: RwSignal<Arc<Incident>>,
    /// Now; goes on while the screen is open.
    pub now: RwSignal<Moment>,
    /// What the acts say.
    pub results: Memo<Arc<Results>>,
    /// What this window has last read or kept.
    kept: StoredValue<Option<Kept>>,
    keeping: RwSignal<Keeping>,
    damaged: StoredValue<Vec<String>>,
}

impl Work {
    /// The first incident of a file.
    pub fn new(app: App, law: &'static IncidentLaw, file: File) -> Self {
        let damaged = file.damaged.iter().map(|damaged| damaged.path.clone()).collect();
        let first = file.incidents.into_iter().next().unwrap_or_else(|| Incident::new(browser::new_id()));
        let incident = RwSignal::new(Arc::new(first));
        let now = RwSignal::new(now());
        let others: Vec<Incident> =
            incident.with_untracked(|own| all().into_iter().filter(|one| one.id != own.id).collect());
        let results = Memo::new(move |_| {
            let own = with_known(app, law, &incident.get());
            let mut every = others.clone();
            every.push(own.clone());
            Arc::new(evaluate(law, &every, &own, now.get()))
        });
        let tick = move || now.set(self::now());
        if let Ok(handle) = set_interval_with_handle(tick, TICK) {
            on_cleanup(move || handle.clear());
        }
        let keeping = if BrowserShelf::is_allowed() { Keeping::Saved } else { Keeping::Denied };
        Self {
            app,
            law,
            incident,
            now,
            results,
            kept: StoredValue::new(on_shelf(&incident.get_untracked().id, file.revision)),
            keeping: RwSignal::new(keeping),
            damaged: StoredValue::new(damaged),
        }
    }

    /// Reads the incident; what reads it follows its changes.
    pub fn with<R>(self, read: impl FnOnce(&Incident) -> R) -> R {
        read(&self.incident.get())
    }

    /// Reads the incident as it is now.
    pub fn with_untracked<R>(self, read: impl FnOnce(&Incident) -> R) -> R {
        read(&self.incident.get_untracked())
    }

    /// Changes the incident and saves it at once.
    pub fn change(self, change: impl FnOnce(&mut Incident)) {
        let mut incident = Incident::clone(&self.incident.get_untracked());
        change(&mut incident);
        self.now.set(now());
        self.incident.set(Arc::new(incident));
        self.save();
    }

    fn save(self) {
        if self.keeping.get_untracked() == Keeping::Conflict || browser::has_crashed() {
            return;
        }
        let incident = self.incident.get_untracked();
        let seen = self.kept.get_value();
        let keeping = match shelf::keep(&BrowserShelf, &incident, seen.as_ref(), &browser::now_utc()) {
            Ok(kept) => {
                self.kept.set_value(Some(kept));
                Keeping::Saved
            }
            Err(KeepError::NoRoom) if BrowserShelf::is_allowed() => Keeping::Full,
            Err(KeepError::NoRoom) => {
                // Kept in memory for as long as the page is open.
                self.kept.set_value(on_shelf(&incident.id, seen.map_or(0, |seen| seen.revision)));
                Keeping::Denied
            }
            Err(KeepError::Changed) => Keeping::Conflict,
        };
        if self.keeping.get_untracked() != keeping {
            self.keeping.set(keeping);
        }
    }

    /// What must be said about keeping it.
    pub fn keeping_notice(self) -> AnyView {
        let app = self.app;
        let text = match self.keeping.get() {
            Keeping::Fresh | Keeping::Saved => {
                let damaged = self.damaged.with_value(|damaged| damaged.join(", "));
                if damaged.is_empty() {
                    return nothing();
                }
                app.fill(key::INCIDENT_DAMAGED, &[("places", &damaged)])
            }
            Keeping::Denied => app.text(key::INCIDENT_DENIED).to_owned(),
            Keeping::Full => app.text(key::INCIDENT_FULL).to_owned(),
            Keeping::Conflict => app.text(key::INCIDENT_CONFLICT).to_owned(),
        };
        let mut parts = vec![paragraph("", text)];
        if self.keeping.get() == Keeping::Conflict {
            parts.push(button("secondary", app.text(key::INCIDENT_LOAD_AGAIN), move || self.load_again()));
        }
        notice(parts)
    }

    /// Takes up what another tab has saved.
    fn load_again(self) {
        let id = self.with_untracked(|incident| incident.id.clone());
        if let Some(Ok(file)) = shelf::load(&BrowserShelf, &id)
            && let Some(first) = file.incidents.into_iter().next()
        {
            self.kept.set_value(on_shelf(&id, file.revision));
            self.incident.set(Arc::new(first));
            self.keeping.set(Keeping::Saved);
        }
    }

    /// Makes words about the incident; follows its changes, not the clock.
    pub fn desk<T>(self, make: impl FnOnce(Desk<'_>) -> T) -> T {
        let (words, incident, now) = (self.app.words.get(), self.incident.get(), self.now.get_untracked());
        make(Desk { law: self.law, words, incident: &incident, now })
    }

    /// The same without following changes.
    pub fn desk_untracked<T>(self, make: impl FnOnce(Desk<'_>) -> T) -> T {
        untrack(|| self.desk(make))
    }

    /// What the open assessment says about the notice of a State's authority.
    pub fn known_notice(self, state: &str) -> Notice {
        known(self.app, state)
    }

    /// Whether the organisation applied the rules before the notice, by the open assessment.
    pub fn known_before(self) -> Tri {
        self.app.with_untracked(applied_before)
    }

    /// The incident for a file of its own: with what is known from the open assessment, which does not go with it.
    pub fn for_file(self) -> Incident {
        with_known(self.app, self.law, &self.incident.get_untracked())
    }

    /// Its name, or the moment at which it was noticed.
    pub fn name(self) -> String {
        self.with(|incident| super::list::name_of(self.app, incident))
    }
}
