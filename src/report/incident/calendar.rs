//! A calendar file with what is due. Steps of an earlier file that are done or no longer asked for are taken back in it.

use law::incident::Step;

use super::Desk;
use crate::document::calendar::{Alarm, Event, Standing, write};
use crate::domain::incident::{Results, State};
use crate::domain::sorted::ById;
use crate::domain::time::Due;
use crate::i18n::key;

/// Reminders before a deadline: an hour, then a quarter of an hour.
const ALARMS: [Alarm; 2] = [Alarm::MinutesBefore(60), Alarm::MinutesBefore(15)];
/// Reminder before the end of a day.
const DAY_ALARMS: [Alarm; 1] = [Alarm::DaysBefore(1)];

/// A calendar file, and what the incident has to remember of it ([`Incident::in_calendar`]).
///
/// [`Incident::in_calendar`]: crate::domain::incident::Incident::in_calendar
pub struct Calendar {
    /// The file.
    pub text: String,
    /// Steps in this file and those before, with what they are due at, or were.
    pub in_calendar: ById<Due>,
}

/// The deadlines of all acts that have a moment and are not done. What an earlier file has and that is not due any more stays
/// in it as cancelled, whichever of the files are imported.
pub fn file(desk: &Desk<'_>, results: &Results) -> Calendar {
    let mut events = Vec::new();
    let mut in_calendar = desk.incident.in_calendar.clone();
    let mut live: Vec<&str> = Vec::new();
    for (at, result) in results.acts.iter().enumerate().filter(|(_, result)| desk.counts(result)) {
        for task in result.tasks.iter().filter(|task| matches!(task.state, State::Open | State::Overdue)) {
            let (Some(step), Some(due)) = (desk.step(task), task.due) else { continue };
            let (cite, url) = desk.cite(step.cite);
            let to = desk.fill(key::INCIDENT_TO, "recipient", &desk.recipient(step, result));
            let days = matches!(due, Due::On(_));
            in_calendar.insert(step.id.clone(), due);
            live.push(&step.id);
            events.push(Event {
                id: id(desk, &step.id),
                due,
                title: [desk.step_name(step), " – ", desk.act(at)].concat(),
                description: [&desk.incident.name, "\n", &to, "\n", &cite].concat(),
                url,
                again: None,
                alarms: if days { DAY_ALARMS.to_vec() } else { ALARMS.to_vec() },
                standing: Standing::Confirmed,
            });
        }
    }
    let gone = in_calendar.iter().filter(|(step, _)| !live.contains(&step.as_str()));
    events.extend(gone.filter_map(|(step, due)| taken_back(desk, step, *due)));
    let text = write(desk.incident.place(), desk.text(key::INCIDENT_TITLE), desk.now, &events);
    Calendar { text, in_calendar }
}

/// What takes back an event of an earlier file. Its title says so, too, and it reminds of nothing.
fn taken_back(desk: &Desk<'_>, step: &str, due: Due) -> Option<Event> {
    let step: &Step = desk.law.steps.iter().find(|known| known.id == *step)?;
    let is_done = desk.incident.sent.contains_key(&step.id);
    let words = if is_done { key::INCIDENT_PAPERS_CALENDAR_DONE } else { key::INCIDENT_PAPERS_CALENDAR_OFF };
    let name = [desk.step_name(step), " – ", desk.act(usize::from(step.act))].concat();
    Some(Event {
        id: id(desk, &step.id),
        due,
        title: desk.fill(words, "step", &name),
        description: desk.incident.name.clone(),
        url: String::new(),
        alarms: Vec::new(),
        again: None,
        standing: Standing::Cancelled,
    })
}

/// The name of a step's event. Calendars know letters, digits, hyphens and points in it.
fn id(desk: &Desk<'_>, step: &str) -> String {
    let id = [&desk.incident.id, ".", step].concat();
    id.chars().map(|c| if c.is_ascii_alphanumeric() || c == '.' { c } else { '-' }).collect()
}
