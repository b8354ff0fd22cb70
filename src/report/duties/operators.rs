//! Days of an operators' rulebook as duties beside those of the State's law.

use law::duty::{Duty, DutyHolder, DutyPack, Lead, Step, Timing};
use law::operators::{Cycle, Operators};
use law::{Day, Verdict};

use crate::domain::operators::due::Due;
use crate::domain::operators::force::Standing;
use crate::domain::operators::{Checklist, Entry, Kept, checklist};
use crate::domain::units::Tri;
use crate::i18n::duties::DutyWords;
use crate::i18n::{Words, key};
use crate::persist::operators;
use crate::report::Context;
use crate::report::operators::Desk;

use super::{Duties, Laws};

/// The rule that keeps a duty open: whether it concerns the operator, or whether the rulebook binds, is not known.
pub(super) const OPEN: &str = "operators.open";

/// Every verdict: a rulebook asks nobody for one.
const ALL: [Verdict; 5] =
    [Verdict::Essential, Verdict::Important, Verdict::RegistrationOnly, Verdict::OutOfScope, Verdict::NeedsAssessment];

/// The duties of an assessment with those of the rulebooks of operators, where one has been worked on and has arrived.
pub fn with_operators<T>(context: &Context<'_>, laws: Laws<'_>, make: impl FnOnce(&Duties<'_>) -> T) -> T {
    let found = context
        .operators
        .filter(|_| context.words.has(key::part::OPERATORS) && context.assessment.parts.contains_key(operators::PART));
    let packs = found.map_or_else(Vec::new, |found| {
        packs(found, context.words, &operators::kept(context.assessment, found), context.today)
    });
    let own = packs.iter().map(|(pack, words)| (pack, words));
    let duties: Vec<_> = laws.duties.iter().copied().chain(own).collect();
    make(&Duties::new(context, Laws { duties: &duties, ..laws }))
}

/// What has a day in the rulebooks that bind, or may, as packs of the law of their States. Where it was done is noted on the
/// page of the rulebook.
pub fn packs(operators: &Operators, words: &Words, kept: &Kept, today: Day) -> Vec<(DutyPack, DutyWords)> {
    let desk = Desk { operators, words, kept, today };
    let of_book = |(at, book): (usize, &law::operators::Book)| {
        let list = checklist(operators, at, kept, today).filter(|list| list.standing.may_bind())?;
        let own: Vec<(&Entry<'_>, Day)> = list.entries.iter().filter_map(|entry| Some((entry, day(entry)?))).collect();
        let duties: Vec<Duty> = own.iter().map(|(entry, day)| duty(&list, entry, *day)).collect();
        let texts: Vec<String> = own.iter().flat_map(|(entry, _)| texts(desk, entry)).collect();
        let pack = DutyPack {
            code: book.state.clone(),
            sources: operators.sources.clone(),
            provisions: operators.provisions.clone(),
            events: Vec::new(),
            duties,
        };
        let words = DutyWords::new(&pack, &texts.join("\u{1f}"))?;
        (!pack.duties.is_empty()).then_some((pack, words))
    };
    operators.books.iter().enumerate().filter_map(of_book).collect()
}

/// The day of an entry. Where nobody can tell whether this year's was kept it is next year's; the remark says so.
fn day(entry: &Entry<'_>) -> Option<Day> {
    if entry.applies == Tri::No {
        return None;
    }
    match entry.due {
        Due::Next(day) | Due::Over(day) => Some(day),
        Due::Unclear { past, next } => Some(next.unwrap_or(past)),
        Due::Never | Due::OnRequest | Due::NoLast | Due::Lifted => None,
    }
}

fn duty(list: &Checklist<'_>, entry: &Entry<'_>, day: Day) -> Duty {
    let certain = entry.applies == Tri::Yes && list.standing == Standing::Binds;
    Duty {
        id: entry.duty.id.clone(),
        holder: DutyHolder::Organisation,
        with: ALL.to_vec(),
        consequence: None,
        rule: (!certain).then(|| OPEN.to_owned()),
        leads_to: Some(Lead::Operators),
        displaced: false,
        not_with: Vec::new(),
        timing: Timing::On { day, begins: false },
        again: entry.duty.cycle.map(|cycle| match cycle {
            Cycle::Months(months) => vec![Step::Months(months.into())],
            Cycle::Yearly(..) => vec![Step::Years(1)],
        }),
        not_before: None,
        cites: entry.duty.cites.clone(),
        status: entry.duty.status,
    }
}

/// Title, what it asks, what to do now, remark.
fn texts(desk: Desk<'_>, entry: &Entry<'_>) -> [String; 4] {
    let text = |field| desk.words.get(key::OPERATORS_ITEM.of(entry.at, field)).to_owned();
    let remark = match entry.due {
        Due::Unclear { .. } => desk.due(entry).join(" "),
        _ => desk.depends(entry).unwrap_or_default(),
    };
    let title = [desk.book(entry), ": ", desk.title(entry)].concat();
    [title, text(key::operators_item::ASKS), text(key::operators_item::KEEP), remark]
}
