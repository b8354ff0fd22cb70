//! Duties and their days as documents: for the page, the report and the calendar.

mod blocks;
mod calendar;
mod next;
pub mod operators;

use law::duty::{Duty, DutyPack, Lead, Step, UNION};
use law::state::State as StateLaw;
use law::{Day, Verdict};

pub use blocks::GROUPS;
pub use calendar::Calendar;

use super::Context;
use crate::domain::duties::kept::{Field, Kept, PART};
use crate::domain::duties::{Applied, Item, Setting, State, duties};
use crate::domain::national::{OpenBy, concerns, leads, national};
use crate::domain::scope::jurisdiction::competences;
use crate::domain::scope::outcome::Held;
use crate::domain::sorted::SortedSet;
use crate::domain::time::{Due, Moment};
use crate::i18n::duties::DutyWords;
use crate::i18n::{Key, cite, key};

/// Id of the source that says how periods are counted.
const COUNTING: &str = "periods";

/// What duties are made from, as far as it has been fetched.
#[derive(Clone, Copy)]
pub struct Laws<'a> {
    /// Duties with their words; the Union's first.
    pub duties: &'a [(&'a DutyPack, &'a DutyWords)],
    /// The law of States.
    pub states: &'a [&'a StateLaw],
    /// Now.
    pub now: Moment,
}

/// The duties of an assessment.
pub struct Duties<'a> {
    context: &'a Context<'a>,
    setting: Setting<'a>,
    words: Vec<&'a DutyWords>,
    /// All duties in order.
    pub items: Vec<Item>,
}

impl<'a> Duties<'a> {
    /// Works them out: under the directive, and under the law of each State that has to do with the organisation.
    pub fn new(context: &'a Context<'a>, laws: Laws<'a>) -> Self {
        let (mut applied, mut words) = (Vec::new(), Vec::new());
        for (pack, own) in laws.duties {
            let found = if pack.code == UNION {
                let possible = under_directive(context);
                let pending = context.outcome.verdict == Some(Verdict::NeedsAssessment);
                let open_by = if pending { OpenBy::Decision } else { OpenBy::Answers };
                Some(Applied { pack, possible, certain: true, open_by, competent: Held::Yes, rules: Vec::new() })
            } else if let Some(same) = applied.iter().find(|same: &&Applied<'_>| same.pack.code == pack.code) {
                // The rulebook of operators in the same State.
                let mut found = Applied { pack, open_by: OpenBy::Answers, ..same.clone() };
                found.rules.push((operators::OPEN.to_owned(), Held::Open));
                Some(found)
            } else {
                applied_in(context, laws.states, pack)
            };
            if let Some(found) = found {
                applied.push(found);
                words.push(*own);
            }
        }
        let kept = Kept(context.assessment.parts.get(PART));
        let (consequences, answers) = (&context.outcome.consequences, &context.assessment.answers);
        let elsewhere = counts_elsewhere(context, &applied);
        let setting = Setting { applied, elsewhere, consequences, kept, answers, now: laws.now };
        let items = duties(&setting);
        Self { context, setting, words, items }
    }

    /// Whether laws of several States stand side by side.
    fn has_several(&self) -> bool {
        let mut codes = self.setting.applied.iter().map(|applied| &applied.pack.code).filter(|code| *code != UNION);
        codes.next().is_some_and(|first| codes.any(|code| code != first))
    }

    /// What the duties follow from.
    pub fn setting(&self) -> &Setting<'a> {
        &self.setting
    }

    fn pack(&self, applied: usize) -> Option<&'a DutyPack> {
        self.setting.applied.get(applied).map(|applied| applied.pack)
    }

    fn duty(&self, item: &Item) -> Option<&'a Duty> {
        self.pack(item.applied)?.duties.get(item.duty)
    }

    /// After how long a duty is due again, if it is.
    fn again(&self, item: &Item) -> Option<Step> {
        match self.duty(item)?.again.as_deref() {
            Some([step]) => Some(*step),
            _ => None,
        }
    }

    /// The first day on which a duty can have been done.
    pub fn not_before(&self, item: &Item) -> Option<Day> {
        self.duty(item)?.not_before
    }

    /// Where somebody finds help with a duty.
    pub fn leads_to(&self, item: &Item) -> Option<Lead> {
        self.duty(item)?.leads_to
    }

    /// The id of a duty.
    pub fn id(&self, item: &Item) -> &'a str {
        self.duty(item).map_or("", |duty| duty.id.as_str())
    }

    /// The address of the first text that a duty rests on.
    fn address(&self, item: &Item) -> String {
        let found = self.pack(item.applied).zip(self.duty(item)).and_then(|(pack, duty)| {
            let provision = pack.provisions.get(usize::from(*duty.cites.first()?))?;
            pack.sources.get(usize::from(provision.source))
        });
        found.map(|source| cite::address(self.context.words, source)).unwrap_or_default()
    }

    /// A text of a duty.
    pub fn text(&self, item: &Item, field: &str) -> &'a str {
        self.words.get(item.applied).map_or("", |words| words.duty(item.duty, field))
    }

    /// A text of an event.
    pub fn event_text(&self, applied: usize, event: usize, field: &str) -> &'a str {
        self.words.get(applied).map_or("", |words| words.event(event, field))
    }

    /// What was written into a field of a duty.
    pub fn written(&self, item: &Item, field: Field) -> &'a str {
        self.setting.kept.written(self.id(item), field)
    }

    /// A day or moment as the language writes it.
    pub fn date(&self, item: &Item, due: Due) -> String {
        match due {
            Due::On(day) => self.context.date(day),
            Due::At(moment) => moment.local(self.setting.place(item.applied)).map_or_else(String::new, |local| {
                [&self.context.date(local.day), ", ", &local.clock.to_text()].concat()
            }),
        }
    }

    /// How many duties are in a state.
    pub fn count(&self, state: State) -> u64 {
        self.items.iter().filter(|item| item.state == state).count() as u64
    }

    /// Why it is not certain that something is a duty; nothing where it is.
    fn depends(&self, item: &Item) -> Option<Key> {
        let open_by = self.setting.applied.get(item.applied).map_or(OpenBy::Answers, |applied| applied.open_by);
        (!item.certain).then_some(match open_by {
            OpenBy::Answers => key::DUTIES_DEPENDS,
            OpenBy::Reading => key::DUTIES_DEPENDS_READING,
            OpenBy::Decision => key::DUTIES_DEPENDS_DECISION,
        })
    }

    /// Sentences that say how much is overdue and how much is due soon.
    pub fn summary(&self) -> Vec<String> {
        let counts = [(State::Overdue, key::DUTIES_COUNT_OVERDUE), (State::Soon, key::DUTIES_COUNT_SOON)];
        let said = counts.into_iter().filter_map(|(state, words)| {
            let count = self.count(state);
            (count > 0).then(|| self.context.words.plural(words, count))
        });
        said.collect()
    }
}

/// Every verdict of the directive that is still possible, also through an assessment that is pending.
fn under_directive(context: &Context<'_>) -> SortedSet<Verdict> {
    let possible = context.outcome.possible.clone();
    if possible.contains(&Verdict::NeedsAssessment) {
        possible.into_iter().chain(leads(context.law, context.facts, &[])).collect()
    } else {
        possible
    }
}

/// Whether the law of a State counts, or may count, that is not among those applied.
fn counts_elsewhere(context: &Context<'_>, applied: &[Applied<'_>]) -> bool {
    let with_access = context.assessment.answer("dns_access_resolver_only") == Some("yes");
    let found = competences(context.law, context.outcome, &context.assessment.places, with_access);
    let is_applied = |code: &String| applied.iter().any(|applied| applied.pack.code == *code);
    found.iter().any(|found| found.states.is_empty() || !found.states.iter().all(is_applied))
}

/// What the law of a State says; `None` where the State has nothing to do with the organisation.
fn applied_in<'a>(context: &Context<'_>, states: &[&StateLaw], pack: &'a DutyPack) -> Option<Applied<'a>> {
    let state = states.iter().find(|state| state.code == pack.code)?;
    if !concerns(&context.assessment.places, &pack.code) {
        return None;
    }
    let law = state.over(context.law);
    let (sizes, as_of) = (context.sizes, context.facts.as_of);
    let found = national(&law, state, context.assessment, as_of, sizes, context.outcome);
    let (certain, open_by) = (found.is_certain(), found.open_by(&law));
    let named = |(at, held): (usize, Held)| Some((law.rules.get(at)?.id.clone(), held));
    let rules = found.rules.into_iter().filter_map(named).collect();
    let (possible, competent) = (found.possible, found.competent);
    (competent != Held::No).then_some(Applied { pack, possible, certain, open_by, competent, rules })
}
