//! What comes next, in short: the days for the page for the board, and the first thing to do under the law of a State.

use law::Status;
use law::duty::{DutyHolder, Timing, UNION};

use super::Duties;
use crate::document::{Block, Line, Span, paragraph};
use crate::domain::duties::{Dated, Item, State, When, if_offered};
use crate::domain::time::Moment;
use crate::i18n::{Key, key};
use crate::report::{space, status_mark};

/// How many duties of the same day are named; the others are counted.
const NAMED: usize = 3;

/// Duties with the same day.
struct Next<'a> {
    /// For the order; none where the day cannot be told.
    late: Option<Moment>,
    when: String,
    state: State,
    /// Whether the day is counted from one that the visitor has not given.
    supposed: bool,
    /// Why it may be no duty.
    depends: Option<Key>,
    status: Status,
    titles: Vec<&'a str>,
}

impl Duties<'_> {
    /// The next days with what is due on them, `count` at most: what is overdue first, what has passed without being overdue
    /// not at all. Behind them the days that cannot be told, with what they run from. Each with the first moment
    /// at which it is too late, for the order.
    pub fn next(&self, count: usize) -> Vec<(Option<Moment>, Line)> {
        let mut found: Vec<Next<'_>> = Vec::new();
        for item in &self.items {
            let Some(next) = self.next_of(item) else { continue };
            // Where the day is missing, all that runs from it stands together.
            let same = |known: &&mut Next<'_>| {
                let marked = known.supposed == next.supposed && known.depends == next.depends;
                known.when == next.when && (marked || next.late.is_none())
            };
            match found.iter_mut().find(same) {
                Some(known) => {
                    known.status = known.status.max(next.status);
                    known.depends = known.depends.and(next.depends);
                    known.titles.extend(next.titles);
                }
                None => found.push(next),
            }
        }
        found.sort_by_key(|next| (next.late.is_none(), next.late));
        found.truncate(count);
        found.into_iter().map(|next| (next.late, self.line(next))).collect()
    }

    fn next_of(&self, item: &Item) -> Option<Next<'_>> {
        let supposed = if_offered(&self.setting, item).map(|(_, dated)| dated);
        let (due, when) = match (&item.when, item.state) {
            (When::Dated(dated), State::Overdue | State::Soon | State::Later) => (Some(dated.due), None),
            (When::Missing(event), _) => (supposed.map(|dated| dated.due), Some(*event)),
            _ => return None,
        };
        let when = match (due, when) {
            (Some(due), _) => self.date(item, due),
            (None, event) => self.event_text(item.applied, event?, "label").to_owned(),
        };
        let over = supposed.is_some_and(|dated| self.is_over(item, dated));
        Some(Next {
            late: due.and_then(|due| due.too_late(self.setting.place(item.applied))),
            when,
            state: if over { State::Overdue } else { item.state },
            supposed: supposed.is_some(),
            depends: self.depends(item),
            status: self.status(item),
            titles: vec![self.text(item, "title")],
        })
    }

    fn line(&self, next: Next<'_>) -> Line {
        let context = self.context;
        let runs_from = next.late.is_none().then(|| context.fill(key::REPORT_BOARD_RUNS_FROM, "event", &next.when));
        let when = if runs_from.is_some() { context.text(key::REPORT_BOARD_NO_DAY) } else { &next.when };
        let mut said = vec![Span::Strong([when, ":"].concat()), space()];
        if next.state == State::Overdue {
            said.extend([Span::Mark("stop", context.text(key::DUTIES_STATE_OVERDUE).to_owned()), space()]);
        }
        let more = next.titles.len().saturating_sub(NAMED);
        let mut titles: Vec<&str> = next.titles.into_iter().take(NAMED).collect();
        let counted = context.words.plural(key::REPORT_BOARD_MORE, u64::try_from(more).unwrap_or_default());
        if more > 0 {
            titles.push(&counted);
        }
        let mut titles = titles.join("; ");
        if let Some(runs_from) = runs_from {
            titles.push_str(". ");
            titles.push_str(&runs_from);
        }
        said.push(Span::Text(titles));
        said.extend(self.marks(next.supposed, next.depends, next.status));
        said
    }

    /// Whether a supposed day has passed.
    fn is_over(&self, item: &Item, dated: Dated) -> bool {
        !dated.begins && dated.due.is_over(self.setting.place(item.applied), self.setting.now)
    }

    fn status(&self, item: &Item) -> Status {
        self.duty(item).map_or(Status::Unverified, |duty| duty.status)
    }

    /// What is not sure about a duty.
    fn marks(&self, supposed: bool, depends: Option<Key>, status: Status) -> Line {
        let mut marks = status_mark(self.context.words, status);
        let supposed = supposed.then_some(key::REPORT_BOARD_SUPPOSED);
        for words in supposed.into_iter().chain(depends) {
            marks.extend([space(), Span::Mark("open", self.context.text(words).to_owned())]);
        }
        marks
    }

    /// The days that stand in for missing ones, if there are any.
    pub fn supposed(&self) -> Vec<Block> {
        let mut known = Vec::new();
        for item in &self.items {
            if let (When::Missing(event), Some((day, _))) = (&item.when, if_offered(&self.setting, item))
                && !known.contains(&(item.applied, *event, day))
            {
                known.push((item.applied, *event, day));
            }
        }
        let said = known.into_iter().map(|(applied, event, day)| {
            let (day, event) = (self.context.date(day), self.event_text(applied, event, "label"));
            paragraph(self.context.words.fill(key::REPORT_BOARD_SUPPOSED_DAY, &[("day", &day), ("event", event)]))
        });
        said.collect()
    }

    /// The first thing to do under the law of a State: what holds until an event is waited for, then what has a day.
    pub fn first_of_state(&self) -> Option<&Item> {
        let of_state =
            || self.items.iter().filter(|item| self.pack(item.applied).is_some_and(|pack| pack.code != UNION));
        let waits = |item: &&Item| {
            self.duty(item).is_some_and(|duty| matches!(duty.timing, Timing::Until(_))) && item.state != State::Done
        };
        let has_day = |item: &&Item| match item.when {
            When::Dated(_) => matches!(item.state, State::Overdue | State::Soon | State::Later),
            When::Missing(_) => true,
            _ => false,
        };
        of_state().find(waits).or_else(|| of_state().find(has_day))
    }

    /// A duty as a step: what, by when, how.
    pub fn step(&self, item: &Item) -> Line {
        let supposed = if_offered(&self.setting, item).map(|(_, dated)| dated);
        let dated = if let When::Dated(dated) = item.when { Some(dated) } else { supposed };
        let over = item.state == State::Overdue || supposed.is_some_and(|dated| self.is_over(item, dated));
        let when = dated.map(|dated| {
            let key = match over {
                true => key::DUTIES_WHEN_WAS_DUE,
                false if dated.begins => key::DUTIES_WHEN_BEGINS,
                false => key::DUTIES_WHEN_DUE,
            };
            [" (", &self.context.fill(key, "date", &self.date(item, dated.due)), ")"].concat()
        });
        let how = self.text(item, if over { "overdue" } else { "what" });
        let title = Span::Strong(self.text(item, "title").to_owned());
        let mut said = vec![title, Span::Text([when.as_deref().unwrap_or_default(), ". ", how].concat())];
        said.extend(self.marks(supposed.is_some(), self.depends(item), self.status(item)));
        said
    }

    /// Whether it is for the management to do.
    pub fn is_of_management(&self, item: &Item) -> bool {
        self.duty(item).is_some_and(|duty| duty.holder == DutyHolder::Management)
    }
}
