//! A calendar file with what is due.

use super::Desk;
use crate::document::calendar::{Alarm, Event, write};
use crate::domain::incident::{Results, State};
use crate::i18n::key;

/// Reminders before a deadline: an hour, then a quarter of an hour.
const ALARMS: [Alarm; 2] = [Alarm::MinutesBefore(60), Alarm::MinutesBefore(15)];
/// Reminder before the end of a day.
const DAY_ALARMS: [Alarm; 1] = [Alarm::DaysBefore(1)];

/// The deadlines of all acts that have a moment and are not done, as a calendar file.
pub fn file(desk: &Desk<'_>, results: &Results) -> String {
    let mut events = Vec::new();
    for (at, result) in results.acts.iter().enumerate().filter(|(_, result)| desk.counts(result)) {
        for task in result.tasks.iter().filter(|task| matches!(task.state, State::Open | State::Overdue)) {
            let (Some(step), Some(due)) = (desk.step(task), task.due) else { continue };
            let (cite, url) = desk.cite(step.cite);
            let to = desk.fill(key::INCIDENT_TO, "recipient", &desk.recipient(step, result));
            let days = matches!(due, crate::domain::time::Due::On(_));
            events.push(Event {
                id: plain(&[&desk.incident.id, ".", &step.id].concat()),
                due,
                title: [desk.step_name(step), " – ", desk.act(at)].concat(),
                description: [&desk.incident.name, "\n", &to, "\n", &cite].concat(),
                url,
                again: None,
                alarms: if days { DAY_ALARMS.to_vec() } else { ALARMS.to_vec() },
            });
        }
    }
    write(desk.incident.place(), desk.text(key::INCIDENT_TITLE), desk.now, &events)
}

/// Calendars know letters, digits, hyphens and points in the name of an event.
fn plain(id: &str) -> String {
    id.chars().map(|c| if c.is_ascii_alphanumeric() || c == '.' { c } else { '-' }).collect()
}
