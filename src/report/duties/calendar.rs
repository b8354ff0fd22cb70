//! Duties as a calendar file.

use law::duty::Step;

use crate::document::Span;
use crate::document::calendar::{Alarm, Event, Repeat, Standing, write};
use crate::domain::duties::Item;
use crate::domain::duties::kept::{Field, InCalendar};
use crate::domain::duties::{State, When};
use crate::domain::sorted::ById;
use crate::domain::time::{Due, Place};
use crate::i18n::key;

use super::Duties;

/// Reminders of a duty; the first is the one that calendars with a single reminder keep.
const ALARMS: [Alarm; 3] = [Alarm::DaysBefore(7), Alarm::DaysBefore(30), Alarm::DaysBefore(1)];

/// A calendar file, and what the assessment has to remember of it.
pub struct Calendar {
    /// The file.
    pub text: String,
    /// Duties in this file and those before.
    pub in_calendar: ById<InCalendar>,
}

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
    /// a later file takes the place of an earlier one. What an earlier file has and that is done, or is no duty any more,
    /// stays in it as cancelled, whichever of the files are imported.
    pub fn calendar(&self) -> Calendar {
        let open = self.items.iter().filter(|item| matches!(item.state, State::Overdue | State::Soon | State::Later));
        let live: Vec<(&str, Event)> = open.filter_map(|item| Some((self.id(item), self.event(item)?))).collect();
        let mut kept = self.setting.kept.in_calendar();
        let gone = kept.iter().filter(|(duty, _)| !live.iter().any(|(id, _)| id == duty));
        let gone: Vec<Event> = gone.map(|(duty, event)| self.taken_back(duty, event)).collect();
        for (duty, event) in &live {
            if let Due::On(day) = event.due {
                kept.insert((*duty).to_owned(), InCalendar { day, title: self.title(duty).to_owned() });
            }
        }
        let events: Vec<Event> = live.into_iter().map(|(_, event)| event).chain(gone).collect();
        let context = self.context;
        let mut name = context.text(key::DUTIES_CALENDAR_NAME).to_owned();
        if !context.assessment.name.is_empty() {
            name = [&name, ": ", &context.assessment.name].concat();
        }
        // Every zone of ours has the same clock; that of a State gives its name.
        let states = (1..self.setting.applied.len()).map(|applied| self.setting.place(applied));
        let place = states.into_iter().next().unwrap_or(Place::ELSEWHERE);
        Calendar { text: write(place, &name, self.setting.now, &events), in_calendar: kept }
    }

    fn title(&self, duty: &str) -> &str {
        self.items.iter().find(|item| self.id(item) == duty).map_or("", |item| self.text(item, "title"))
    }

    fn event_id(&self, duty: &str) -> String {
        [&self.context.assessment.id, ".", duty].concat()
    }

    fn event(&self, item: &Item) -> Option<Event> {
        let context = self.context;
        let When::Dated(dated) = &item.when else { return None };
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
        said.extend(self.beside(item).map(|key| context.text(key).to_owned()));
        said.extend(self.depends(item).map(|key| context.text(key).to_owned()));
        said.push(plain(&self.sources(item)));
        Some(Event {
            id: self.event_id(self.id(item)),
            due: dated.due,
            title: context.fill(words, "duty", self.text(item, "title")),
            description: said.join("\n"),
            url: self.address(item),
            again: self.repeat(item),
            alarms: ALARMS.to_vec(),
            standing: if item.certain { Standing::Confirmed } else { Standing::Tentative },
        })
    }

    /// What takes back an event of an earlier file. Its title says so, too, and it reminds of nothing.
    fn taken_back(&self, duty: &str, event: &InCalendar) -> Event {
        let is_done = self.items.iter().any(|item| self.id(item) == duty && item.state == State::Done);
        let words = if is_done { key::DUTIES_CALENDAR_DONE } else { key::DUTIES_CALENDAR_OFF };
        Event {
            id: self.event_id(duty),
            due: Due::On(event.day),
            title: self.context.fill(words, "duty", &event.title),
            description: String::new(),
            url: String::new(),
            again: None,
            alarms: Vec::new(),
            standing: Standing::Cancelled,
        }
    }
}

/// Citations and how sure they are, as they stand in a line.
fn plain(line: &[Span]) -> String {
    let text = |span: &Span| match span {
        Span::Text(text) | Span::Strong(text) | Span::Link(_, text) | Span::Mark(_, text) => text.clone(),
    };
    line.iter().map(text).collect()
}
