//! A duty as blocks, and the chapter of the report.

use law::ProvisionIndex;
use law::duty::{Duty, DutyHolder, Lead, Step, Timing};

use super::{COUNTING, Duties};
use crate::document::{Block, Line, Span, Table, line, paragraph};
use crate::domain::duties::kept::Field;
use crate::domain::duties::{Beside, Dated, Item, State, When};
use crate::domain::time::{Rule, day};
use crate::i18n::{Key, Plural, cite, key};
use crate::report::{joined, space, status_mark};

/// The parts of the list with their headings.
pub const GROUPS: [(Key, &[State]); 4] = [
    (key::DUTIES_GROUP_DATED, &[State::Overdue, State::Soon, State::Later]),
    (key::DUTIES_GROUP_UNDATED, &[State::Undated]),
    (key::DUTIES_GROUP_STANDING, &[State::Standing]),
    (key::DUTIES_GROUP_DONE, &[State::Done]),
];

impl Duties<'_> {
    /// The chapter of the report: a table of what has a day, then every duty. Headings begin at `level`.
    pub fn chapter(&self, level: u8) -> Vec<Block> {
        let context = self.context;
        let mut blocks = vec![context.paragraph(key::DUTIES_LEAD)];
        if self.items.is_empty() {
            blocks.push(context.paragraph(key::DUTIES_NONE));
            return blocks;
        }
        blocks.extend(self.summary().into_iter().map(paragraph));
        blocks.extend(self.damaged());
        blocks.extend(self.table());
        for (title, states) in GROUPS {
            let mut items = self.items.iter().filter(|item| states.contains(&item.state)).peekable();
            if items.peek().is_some() {
                blocks.push(context.heading(level, title));
            }
            for item in items {
                let mut duty = self.item(item, level + 1);
                duty.extend(self.kept_lines(item));
                blocks.push(Block::Group("follows", duty));
            }
        }
        blocks
    }

    /// What of the saved data cannot be read.
    pub fn damaged(&self) -> Option<Block> {
        let places = self.setting.kept.damaged();
        let said = self.context.fill(key::DUTIES_DAMAGED, "places", &places.join(", "));
        (!places.is_empty()).then(|| paragraph(said))
    }

    fn table(&self) -> Option<Block> {
        let context = self.context;
        let rows = self.items.iter().filter_map(|item| {
            let When::Dated(dated) = &item.when else { return None };
            let owner = self.written(item, Field::Owner);
            let who = if owner.is_empty() { self.holder(item) } else { owner };
            Some(vec![
                line(self.date(item, dated.due)),
                line(self.text(item, "title")),
                line(who),
                context.line(state(item)),
            ])
        });
        let rows: Vec<Vec<Line>> = rows.collect();
        let head = [key::DUTIES_TABLE_WHEN, key::DUTIES_TABLE_WHAT, key::DUTIES_TABLE_WHO, key::DUTIES_TABLE_STATE];
        let caption = context.text(key::DUTIES_TABLE_CAPTION).to_owned();
        let head = head.map(|head| context.text(head).to_owned()).into();
        (!rows.is_empty()).then_some(Block::Table(Table { caption, head, rows }))
    }

    /// A duty: what, by when, who, how the day is counted, where it stands.
    pub fn item(&self, item: &Item, level: u8) -> Vec<Block> {
        let context = self.context;
        let mut blocks = vec![Block::Heading(level, self.text(item, "title").to_owned(), String::new())];
        blocks.push(Block::Paragraph(self.state_line(item)));
        blocks.push(paragraph(self.text(item, "what")));
        if let (State::Overdue | State::Standing, When::Dated(_)) = (item.state, &item.when) {
            let now = Span::Strong(context.text(key::DUTIES_NOW).to_owned());
            let text = Span::Text(self.text(item, "overdue").to_owned());
            blocks.push(Block::Paragraph(vec![now, space(), text]));
        }
        let missing = match &item.when {
            When::Missing(event) => {
                let mut said = context.line(key::DUTIES_WHEN_MISSING);
                said.push(space());
                said.push(Span::Strong(self.event_text(item.applied, *event, "label").to_owned()));
                Some(said)
            }
            When::NotYet(_) => Some(context.line(key::DUTIES_WHEN_NOT_YET)),
            When::FirstNotNamed => Some(context.line(key::DUTIES_WHEN_FIRST_NOT_NAMED)),
            When::NotKnown => Some(context.line(key::DUTIES_WHEN_NOT_KNOWN)),
            _ => None,
        };
        blocks.extend(missing.map(Block::Paragraph));
        let remark = self.text(item, "remark");
        if !remark.is_empty() {
            blocks.push(paragraph(remark));
        }
        blocks.extend(self.beside(item).map(|key| context.paragraph(key)));
        let who = Span::Text([context.text(key::DUTIES_WHO), " ", self.holder(item)].concat());
        blocks.push(Block::Paragraph(vec![who]));
        // A fixed day needs no explanation.
        if let When::Dated(dated) = &item.when
            && let Some(rule) = dated.rule
        {
            blocks.push(Block::Details(
                context.text(key::DUTIES_COUNTED_TITLE).to_owned(),
                self.counted(item, dated, rule),
            ));
        }
        blocks.push(Block::Paragraph(self.sources(item)));
        blocks
    }

    /// Why a duty of the directive stands beside the law of States, if it does.
    pub(super) fn beside(&self, item: &Item) -> Option<Key> {
        Some(match self.setting.beside(item)? {
            Beside::OtherStates => key::DUTIES_BESIDE_STATES,
            Beside::OpenInState => key::DUTIES_BESIDE_OPEN,
        })
    }

    /// What the visitor has written about a duty.
    fn kept_lines(&self, item: &Item) -> Vec<Block> {
        let fields = [(key::DUTIES_OWNER_IS, Field::Owner), (key::DUTIES_NOTE_IS, Field::Note)];
        let written = fields.into_iter().filter_map(|(label, field)| {
            let text = self.written(item, field);
            let label = Span::Text([self.context.text(label), " "].concat());
            (!text.is_empty()).then(|| Block::Paragraph(vec![label, Span::Strong(text.to_owned())]))
        });
        written.collect()
    }

    /// The state, the day, and what is not certain.
    fn state_line(&self, item: &Item) -> Line {
        let context = self.context;
        let name = match item.state {
            State::Overdue => "stop",
            State::Done => "done",
            _ => "state",
        };
        let mut said = vec![Span::Mark(name, context.text(state(item)).to_owned())];
        // Two laws side by side: the mark says whose duty it is.
        if self.has_several()
            && let Some(pack) = self.pack(item.applied)
        {
            said.extend([space(), Span::Mark("law", pack.code.to_uppercase())]);
        }
        let when = self.when_said(item);
        if !when.is_empty() {
            said.extend([space(), Span::Strong(when)]);
        }
        if let Some(done) = item.done {
            said.push(Span::Text(String::from(" · ")));
            said.push(Span::Text(context.fill(key::DUTIES_WHEN_DONE, "date", &context.date(done))));
        }
        if let Some(again) = self.again_said(item) {
            said.push(Span::Text([" · ", &again].concat()));
        }
        if let Some(depends) = self.depends(item) {
            said.push(space());
            said.push(Span::Mark("open", context.text(depends).to_owned()));
        }
        said
    }

    /// When a duty is due, in a few words.
    pub fn when_said(&self, item: &Item) -> String {
        let context = self.context;
        match &item.when {
            When::Dated(dated) => {
                let key = match (item.state, dated.begins) {
                    (State::Standing, _) => key::DUTIES_WHEN_SINCE,
                    (_, true) => key::DUTIES_WHEN_BEGINS,
                    (State::Overdue, _) => key::DUTIES_WHEN_WAS_DUE,
                    _ => key::DUTIES_WHEN_DUE,
                };
                let mut said = context.fill(key, "date", &self.date(item, dated.due));
                if item.state == State::Soon {
                    said.push_str(" (");
                    said.push_str(&self.days_left(item, dated));
                    said.push(')');
                }
                said
            }
            When::Whenever(step) => context.fill(key::DUTIES_WHEN_WHENEVER, "period", &self.period(*step)),
            When::Always => context.text(key::DUTIES_WHEN_ALWAYS).to_owned(),
            When::Missing(_) | When::NotYet(_) | When::FirstNotNamed | When::NotKnown => String::new(),
        }
    }

    fn days_left(&self, item: &Item, dated: &Dated) -> String {
        let place = self.setting.place(item.applied);
        let today = self.setting.now.local(place).map(|local| local.day);
        let left = today.zip(dated.due.day(place)).and_then(|(today, due)| day::between(today, due));
        match left.and_then(|left| u64::try_from(left).ok()) {
            Some(left) if left > 0 => self.context.words.plural(key::DUTIES_WHEN_IN_DAYS, left),
            _ => self.context.text(key::DUTIES_WHEN_TODAY).to_owned(),
        }
    }

    fn period(&self, step: Step) -> String {
        let (words, count): (Plural, u32) = match step {
            Step::Hours(count) => (key::DUTIES_PERIOD_HOURS, count),
            Step::Days(count) => (key::DUTIES_PERIOD_DAYS, count),
            Step::WorkingDays(count) => (key::DUTIES_PERIOD_WORKING_DAYS, count),
            Step::Months(count) => (key::DUTIES_PERIOD_MONTHS, count),
            Step::Years(count) => (key::DUTIES_PERIOD_YEARS, count),
            Step::NextWorkingDay | Step::EndOfYear => return String::new(),
        };
        self.context.words.plural(words, count.into())
    }

    /// That a duty comes again, and after how long.
    pub(super) fn again_said(&self, item: &Item) -> Option<String> {
        let period = self.period(self.again(item)?);
        Some(self.context.fill(key::DUTIES_WHEN_AGAIN, "period", &period))
    }

    fn holder(&self, item: &Item) -> &str {
        let key = match self.duty(item).map(|duty| duty.holder) {
            Some(DutyHolder::Management) => key::DUTIES_HOLDER_MANAGEMENT,
            Some(DutyHolder::Staff) => key::DUTIES_HOLDER_STAFF,
            Some(DutyHolder::Administrators) => key::DUTIES_HOLDER_ADMINISTRATORS,
            Some(DutyHolder::Organisation) | None => key::DUTIES_HOLDER_ORGANISATION,
        };
        self.context.text(key)
    }

    /// The rule of counting, and the later ends that nobody should rely on.
    fn counted(&self, item: &Item, dated: &Dated, rule: Rule) -> Vec<Block> {
        let context = self.context;
        let words = match rule {
            Rule::Hours | Rule::HourOfEvent => key::DUTIES_COUNTED_HOURS,
            Rule::Months => key::DUTIES_COUNTED_MONTHS,
            Rule::WorkingDaysOnly => key::DUTIES_COUNTED_WORKING_DAYS,
            Rule::DayOfEvent | Rule::Days | Rule::HolidaysCount | Rule::WorkingDayEnd => key::DUTIES_COUNTED_DAYS,
        };
        let mut blocks = vec![context.paragraph(words)];
        if let Some(second) = dated.other {
            blocks.push(paragraph(context.fill(key::DUTIES_COUNTED_SECOND, "date", &self.date(item, second))));
        }
        if let Some((rule, due)) = dated.longer {
            let words = if rule == Rule::HourOfEvent {
                key::DUTIES_COUNTED_LONGER_HOUR
            } else {
                key::DUTIES_COUNTED_LONGER_DAY
            };
            blocks.push(paragraph(context.fill(words, "date", &self.date(item, due))));
        }
        let rules = [rule].into_iter().chain(dated.longer.map(|(rule, _)| rule));
        let links: Vec<Span> = rules.filter_map(|rule| self.counting(rule)).collect();
        if !links.is_empty() {
            let mut said = context.line(key::DUTIES_COUNTED_SOURCE);
            said.push(space());
            said.append(&mut joined(links.into_iter()));
            said.push(space());
            said.push(Span::Mark("unverified", context.text(key::UI_VERDICT_MARK_UNVERIFIED).to_owned()));
            blocks.push(Block::Paragraph(said));
        }
        blocks
    }

    /// Where a rule of counting stands.
    fn counting(&self, rule: Rule) -> Option<Span> {
        let union = self.setting.applied.first()?.pack;
        let source = union.sources.iter().find(|source| source.id == COUNTING)?;
        let (text, address) = cite::place_in(self.context.words, source, rule.place()?);
        Some(Span::Link(address, text))
    }

    /// Where a duty stands, and how sure that is.
    pub(super) fn sources(&self, item: &Item) -> Line {
        let Some((pack, duty)) = self.pack(item.applied).zip(self.duty(item)) else { return Line::new() };
        let link = |index: &ProvisionIndex| {
            let words = self.context.words;
            let (text, address) = cite::provision_of(&pack.sources, &pack.provisions, words, *index);
            Span::Link(address, text)
        };
        let mut said = joined(duty.cites.iter().map(link));
        said.extend(status_mark(self.context.words, duty.status));
        said
    }

    /// Whether a duty has a day of doing: one that holds all the time has none.
    pub fn can_be_done(&self, item: &Item) -> bool {
        let lasting = |timing: &Timing| matches!(timing, Timing::Always | Timing::Until(_) | Timing::Whenever(_));
        // What a rulebook asks for is noted there.
        let elsewhere = |duty: &Duty| duty.leads_to == Some(Lead::Operators);
        self.duty(item).is_some_and(|duty| !elsewhere(duty) && (duty.again.is_some() || !lasting(&duty.timing)))
    }
}

/// The name of a state.
fn state(item: &Item) -> Key {
    match item.state {
        State::Overdue => key::DUTIES_STATE_OVERDUE,
        State::Soon => key::DUTIES_STATE_SOON,
        State::Later => key::DUTIES_STATE_LATER,
        State::Undated => key::DUTIES_STATE_UNDATED,
        State::Standing => key::DUTIES_STATE_STANDING,
        State::Done => key::DUTIES_STATE_DONE,
    }
}
