//! Duties as a calendar file.

use law::duty::Step;

use crate::document::calendar::{Alarm, Event, Repeat, write};
use crate::domain::duties::Item;
use crate::domain::duties::kept::Field;
use crate::domain::duties::{State, When};
use crate::domain::time::Place;
use crate::i18n::key;

use super::Duties;

/// Reminders of a duty; the first is the one that calendars with a single reminder keep.
const ALARMS: [Alarm; 3] = [Alarm::DaysBefore(7), Alarm::DaysBefore(30), Alarm::DaysBefore(1)];

impl Duties<'_> {
    /// How a duty comes again in a calendar.
    fn repeat(&self, item: &Item) -> Option<Repeat> {
        match self.again(item)? {
            Step::Days(days) => Some(Repeat::Days(days)),
            Step::Months(months) => Some(Repeat::Months(months)),
            Step::Years(years) => Some(Repeat::Years(years)),
            Step::Hours(_) | Step::WorkingDays(_) | Step::NextWorkingDay | Step::EndOfYear => None,
        }
    }

    /// One calendar file with every duty that has a day and is not done. Its ids are those of assessment and duty, so that
    /// a later file takes the place of an earlier one.
    pub fn calendar(&self) -> String {
        let context = self.context;
        let open = self.items.iter().filter(|item| matches!(item.state, State::Overdue | State::Soon | State::Later));
        let events = open.filter_map(|item| {
            let When::Dated(dated) = &item.when else { return None };
            let title = self.text(item, "title");
            let words = if dated.begins { key::DUTIES_CALENDAR_BEGINS } else { key::DUTIES_CALENDAR_DUE };
            let mut said = vec![self.text(item, "what").to_owned()];
            if item.state == State::Overdue {
                said.push([context.text(key::DUTIES_NOW), " ", self.text(item, "overdue")].concat());
            }
            for (label, field) in [(key::DUTIES_OWNER_IS, Field::Owner), (key::DUTIES_NOTE_IS, Field::Note)] {
                let written = self.written(item, field);
                if !written.is_empty() {
                    said.push([context.text(label), " ", written].concat());
                }
            }
            said.extend(self.again_said(item));
            said.extend(Some(self.text(item, "remark").to_owned()).filter(|remark| !remark.is_empty()));
            Some(Event {
                id: [&context.assessment.id, ".", self.id(item)].concat(),
                due: dated.due,
                title: context.fill(words, "duty", title),
                description: said.join("\n"),
                url: self.address(item),
                again: self.repeat(item),
                alarms: ALARMS.to_vec(),
                cancelled: false,
            })
        });
        let events: Vec<Event> = events.collect();
        let mut name = context.text(key::DUTIES_CALENDAR_NAME).to_owned();
        if !context.assessment.name.is_empty() {
            name = [&name, ": ", &context.assessment.name].concat();
        }
        // Every zone of ours has the same clock; that of a State gives its name.
        let states = (1..self.setting.applied.len()).map(|applied| self.setting.place(applied));
        write(states.into_iter().next().unwrap_or(Place::ELSEWHERE), &name, self.setting.now, &events)
    }
}
