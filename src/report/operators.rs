//! Rulebooks of telecom operators: legal force, summary and duties, for their screens and for the chapter of the report.

use law::operators::{Cycle, Operators, Statement};
use law::{Day, ProvisionIndex, Status};

use super::{joined, space, status_mark};
use crate::document::{Block, Line, Span, Table, heading, line, paragraph};
use crate::domain::operators::due::{Due, Split};
use crate::domain::operators::force::Standing;
use crate::domain::operators::{Checklist, DutyAnswer, Entry, Kept, STATES, checklist};
use crate::domain::state::State;
use crate::domain::units::Tri;
use crate::i18n::{Key, Words, cite, format, key};

/// What the documents about rulebooks are made from.
#[derive(Clone, Copy)]
pub struct Desk<'a> {
    /// The rulebooks.
    pub operators: &'a Operators,
    /// The words of the language, with the part `operators`.
    pub words: &'a Words,
    /// What the visitor has said.
    pub kept: &'a Kept,
    /// The day of the document.
    pub today: Day,
}

/// The chapter of the report: every rulebook of which a duty has been answered. Its headings begin at `level`.
pub fn chapter(desk: Desk<'_>, level: u8) -> Vec<Block> {
    let mut blocks = Vec::new();
    for book in 0..desk.operators.books.len() {
        let Some(list) = checklist(desk.operators, book, desk.kept, desk.today) else { continue };
        if list.entries.iter().all(|entry| entry.state.is_none()) {
            continue;
        }
        let title = desk.text(key::OPERATORS_BOOK.of(book, key::operators_book::TITLE));
        blocks.push(heading(level, desk.words.fill(key::OPERATORS_SUMMARY_REPORT, &[("book", title)])));
        blocks.extend(desk.force(&list));
        blocks.extend(desk.summary(&list));
        blocks.push(Block::Table(desk.table(&list)));
        let elsewhere: Vec<Line> = list.of(Tri::No).map(|entry| line(desk.title(entry))).collect();
        if !elsewhere.is_empty() {
            blocks.push(Block::Details(
                desk.text(key::OPERATORS_PAGE_ELSEWHERE).to_owned(),
                vec![Block::List(false, elsewhere)],
            ));
        }
        blocks.push(heading(level + 1, desk.text(key::OPERATORS_PAGE_LAW_TITLE)));
        blocks.push(desk.law(book));
    }
    blocks
}

impl Checklist<'_> {
    /// The entries that concern the operator, do not, or may.
    fn of(&self, applies: Tri) -> impl Iterator<Item = &Entry<'_>> {
        self.entries.iter().filter(move |entry| entry.applies == applies)
    }
}

impl<'a> Desk<'a> {
    fn text(self, key: Key) -> &'a str {
        self.words.get(key)
    }

    fn dated(self, key: Key, day: Day) -> String {
        self.words.fill(key, &[("date", &self.date(day))])
    }

    /// A date that is not parted at the end of a line.
    fn date(self, day: Day) -> String {
        format::date(self.words.language, day).replace(' ', "\u{a0}")
    }

    /// The title of a duty.
    pub fn title(self, entry: &Entry<'_>) -> &'a str {
        self.text(key::OPERATORS_ITEM.of(entry.at, key::operators_item::TITLE))
    }

    /// Whether the rulebook binds, in a sentence or two.
    pub fn force(self, list: &Checklist<'_>) -> Vec<Block> {
        let mut said = vec![match list.standing {
            Standing::Historical => self.text(key::OPERATORS_FORCE_HISTORICAL).to_owned(),
            Standing::Binds => self.text(key::OPERATORS_FORCE_UNTIL_NOTICE).to_owned(),
            Standing::BindsUnlessNew => self.text(key::OPERATORS_FORCE_UNTIL_NOTICE_BEFORE).to_owned(),
            Standing::BindsIfOld => self.text(key::OPERATORS_FORCE_UNTIL_NOTICE_OPEN).to_owned(),
            Standing::Ended { on: Some(day), .. } => self.dated(key::OPERATORS_FORCE_ENDED_ON, day),
            Standing::Ended { on: None, .. } => self.text(key::OPERATORS_FORCE_ENDED).to_owned(),
            Standing::DeliveredInFuture => self.text(key::OPERATORS_FORCE_FUTURE).to_owned(),
            Standing::DeliveredTooEarly(from) => self.dated(key::OPERATORS_FORCE_TOO_EARLY, from),
            Standing::Open => self.text(key::OPERATORS_FORCE_OPEN).to_owned(),
        }];
        if let Standing::Ended { gap_until: Some(day), .. } = list.standing {
            said.push(self.dated(key::OPERATORS_FORCE_GAP, day));
        }
        if list.standing != Standing::Historical && self.kept.profile.public == Tri::No {
            said.push(self.text(key::OPERATORS_FORCE_PRIVATE).to_owned());
        }
        let label = self.text(key::OPERATORS_PAGE_LAW_OF).to_owned() + ":";
        let mut blocks = Vec::new();
        for (at, text) in said.into_iter().enumerate() {
            let mut own = if at == 0 { vec![Span::Strong(label.clone()), space()] } else { Line::new() };
            own.push(Span::Text(text));
            blocks.push(Block::Paragraph(own));
        }
        vec![Block::Group("force", blocks)]
    }

    /// What is known about the legal status of a rulebook, with marks and places.
    pub fn law(self, book: usize) -> Block {
        let own = self.operators.statements.iter().enumerate().filter(|(_, said)| usize::from(said.book) == book);
        Block::List(false, own.map(|(at, said)| self.statement(at, said)).collect())
    }

    fn statement(self, at: usize, said: &Statement) -> Line {
        let mut all = line(self.text(key::OPERATORS_LAW.of(at, key::operators_law::SAYS)));
        all.push(space());
        all.append(&mut self.cites(&said.cites));
        all.extend(self.mark(said.status));
        all
    }

    /// Links to provisions. An act is named where it is another than the one before.
    fn cites(self, provisions: &[ProvisionIndex]) -> Line {
        let mut before = None;
        joined(provisions.iter().map(|index| {
            let (sources, known) = (&self.operators.sources, &self.operators.provisions);
            let (mut text, address) = cite::provision_of(sources, known, self.words, *index);
            let own = known.get(usize::from(*index));
            if let Some(own) = own.filter(|own| before == Some(own.source) && !own.at.is_empty()) {
                text = cite::place(self.words, &own.at);
            }
            before = own.map(|own| own.source);
            Span::Link(address, text)
        }))
    }

    fn mark(self, status: Status) -> Line {
        status_mark(self.words, status)
    }

    /// How many duties, how far, how many overdue.
    pub fn summary(self, list: &Checklist<'_>) -> Vec<Block> {
        let count = |number: usize| u64::try_from(number).unwrap_or_default();
        let summary = list.summary(self.today);
        let mut first = self.words.plural(key::OPERATORS_SUMMARY_ENTRIES, count(summary.concerned));
        for (number, words) in
            [(summary.possible, key::OPERATORS_SUMMARY_MAY), (summary.overdue, key::OPERATORS_SUMMARY_OVERDUE)]
        {
            if number > 0 {
                first.push(' ');
                first.push_str(&self.words.plural(words, count(number)));
            }
        }
        let states = STATES.iter().zip(summary.states).filter(|(_, number)| *number > 0);
        let states = states.map(|(state, number)| {
            let values = [("state", self.text(state_key(*state))), ("count", &number.to_string())];
            line(self.words.fill(key::OPERATORS_SUMMARY_STATE, &values))
        });
        vec![paragraph(first), Block::List(false, states.collect())]
    }

    fn table(self, list: &Checklist<'_>) -> Table {
        let none = DutyAnswer::default();
        let head = [
            key::OPERATORS_SUMMARY_HEAD_ITEM,
            key::OPERATORS_SUMMARY_HEAD_STATE,
            key::OPERATORS_SUMMARY_HEAD_DUE,
            key::OPERATORS_SUMMARY_HEAD_NOTE,
        ];
        let row = |entry: &Entry<'_>| {
            let answer = self.kept.duties.get(&entry.duty.id).unwrap_or(&none);
            let mut name = line(self.title(entry));
            name.push(space());
            name.append(&mut self.cites(&entry.duty.cites));
            name.extend(self.mark(entry.duty.status));
            let mut state = line(self.text(state_key(entry.state)));
            if entry.applies == Tri::Unknown {
                let open = self.text(key::OPERATORS_SUMMARY_POSSIBLE).to_owned();
                state.extend([space(), Span::Mark("open", open)]);
            }
            if entry.state == Some(State::NotApplicable) {
                state.push(Span::Text([": ", answer.reason.trim()].concat()));
            }
            let due = self.due(entry).join(" ");
            vec![name, state, line(if due.is_empty() { "–" } else { &due }), line(answer.note.trim())]
        };
        Table {
            caption: self.text(key::OPERATORS_SUMMARY_TABLE).to_owned(),
            head: head.map(|head| self.text(head).to_owned()).into(),
            rows: list.entries.iter().filter(|entry| entry.applies != Tri::No).map(row).collect(),
        }
    }

    /// What a duty asks, how to tell, what to keep, its norms and where it stands.
    pub fn explained(self, entry: &Entry<'_>) -> Vec<Block> {
        let part = |label: Key, field| {
            let text = self.text(key::OPERATORS_ITEM.of(entry.at, field)).to_owned();
            Block::Paragraph(vec![Span::Strong(self.text(label).to_owned() + ":"), space(), Span::Text(text)])
        };
        let mut blocks = vec![
            part(key::OPERATORS_PAGE_ASKS, key::operators_item::ASKS),
            part(key::OPERATORS_PAGE_TELL, key::operators_item::TELL),
            part(key::OPERATORS_PAGE_KEEP, key::operators_item::KEEP),
        ];
        if !entry.duty.norms.is_empty() {
            let norms = entry.duty.norms.join(", ");
            blocks.push(paragraph(self.words.fill(key::OPERATORS_DUE_NORMS, &[("norms", &norms)])));
        }
        if matches!(entry.duty.cycle, Some(Cycle::Months(_))) {
            let mut reading = line(self.text(key::OPERATORS_DUE_MONTHS));
            reading.extend(self.mark(Status::Reading));
            blocks.push(Block::Paragraph(reading));
        }
        let mut source = vec![Span::Strong(self.text(key::OPERATORS_PAGE_SOURCE).to_owned() + ":"), space()];
        source.append(&mut self.cites(&entry.duty.cites));
        source.extend(self.mark(entry.duty.status));
        blocks.push(Block::Paragraph(source));
        blocks
    }

    /// The first day by which a duty is to be done, in a few words; the visitor's own or the rulebook's.
    pub fn day(self, entry: &Entry<'_>) -> Option<String> {
        let day = entry.day()?;
        let words = if day < self.today { key::OPERATORS_DUE_SHORT_OVER } else { key::OPERATORS_DUE_SHORT_NEXT };
        Some(self.dated(words, day))
    }

    /// The name of the rulebook to which a duty belongs.
    pub fn book(self, entry: &Entry<'_>) -> &'a str {
        let group = self.operators.groups.get(usize::from(entry.duty.group));
        group.map_or("", |group| self.text(key::OPERATORS_BOOK.of(usize::from(group.book), key::operators_book::TITLE)))
    }

    /// That the number of users leaves open whether the day binds.
    pub fn depends(self, entry: &Entry<'_>) -> Option<String> {
        if matches!(entry.due, Due::Never | Due::Lifted | Due::Unclear { next: None, .. }) {
            return None;
        }
        let words = match entry.split? {
            Split::Exactly => key::OPERATORS_DUE_EXACTLY,
            Split::Open => key::OPERATORS_DUE_DEPENDS,
            Split::Above | Split::Below => return None,
        };
        let group = self.operators.groups.get(usize::from(entry.duty.group));
        let book = group.and_then(|group| self.operators.books.get(usize::from(group.book)));
        let number = format::whole(self.words.language, book.map_or(0, |book| book.threshold));
        Some(self.words.fill(words, &[("number", &number)]))
    }

    /// When a duty is due and how long its records are kept, in sentences.
    pub fn due(self, entry: &Entry<'_>) -> Vec<String> {
        let mut said = Vec::new();
        if let Some(day) = entry.own {
            let words = if day < self.today { key::OPERATORS_DUE_OWN_OVER } else { key::OPERATORS_DUE_OWN };
            said.push(self.dated(words, day));
        }
        match entry.due {
            Due::Never => {}
            Due::OnRequest => said.push(self.text(key::OPERATORS_DUE_REQUEST).to_owned()),
            Due::Next(day) => said.push(self.dated(key::OPERATORS_DUE_NEXT, day)),
            Due::Over(day) => said.push(self.dated(key::OPERATORS_DUE_OVER, day)),
            Due::NoLast => said.push(self.text(key::OPERATORS_DUE_NO_LAST).to_owned()),
            Due::Unclear { past, next } => {
                said.push(self.dated(key::OPERATORS_DUE_UNCLEAR, past));
                said.push(match next {
                    Some(next) => self.dated(key::OPERATORS_DUE_NEXT, next),
                    None => self.text(key::OPERATORS_DUE_LIFTED).to_owned(),
                });
            }
            Due::Lifted => said.push(self.text(key::OPERATORS_DUE_LIFTED).to_owned()),
        }
        said.extend(self.depends(entry));
        if entry.duty.keep_years > 0 {
            said.push(self.words.plural(key::OPERATORS_DUE_KEEP, entry.duty.keep_years.into()));
        }
        said.extend(entry.keep_until.map(|day| self.dated(key::OPERATORS_DUE_KEEP_UNTIL, day)));
        said
    }
}

/// The words of a state.
pub fn state_key(state: Option<State>) -> Key {
    match state {
        Some(State::InPlace) => key::OPERATORS_ANSWER_IN_PLACE,
        Some(State::Partly) => key::OPERATORS_ANSWER_PARTLY,
        Some(State::Planned) => key::OPERATORS_ANSWER_PLANNED,
        Some(State::Missing) => key::OPERATORS_ANSWER_MISSING,
        Some(State::NotApplicable) => key::OPERATORS_ANSWER_NOT_APPLICABLE,
        Some(State::Unknown) => key::OPERATORS_ANSWER_UNKNOWN,
        None => key::OPERATORS_ANSWER_OPEN,
    }
}
