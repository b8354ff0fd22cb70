//! What has to be done, by when: from verdicts, consequences and the days that the visitor gives to one ordered list.

pub mod kept;
mod timing;

use law::duty::{Duty, DutyEvent, DutyPack, Timing, UNION};
use law::{Consequence, Day, Verdict};

use super::national::OpenBy;
use super::notice::happened;
use super::scope::outcome::Held;
use super::sorted::{ById, SortedSet, insert_in_order};
use super::time::{Due, Moment, Place, day};
use super::units::Tri;
use kept::{Given, Kept};
pub use timing::{Dated, Known, When};

/// So many days before a duty is due it counts as due soon.
const SOON: u32 = 60;

/// A pack, and what the law it belongs to says of the organisation.
#[derive(Clone, Debug)]
pub struct Applied<'a> {
    /// The duties.
    pub pack: &'a DutyPack,
    /// Every verdict that is still possible under that law, also through an assessment that is pending.
    pub possible: SortedSet<Verdict>,
    /// Whether that law alone certainly says what counts where it does: only then it takes the place of the directive's.
    pub certain: bool,
    /// Why the verdict is open, where it is.
    pub open_by: OpenBy,
    /// Whether that law is the one that counts.
    pub competent: Held,
    /// Its rules that hold or may hold, by id.
    pub rules: Vec<(String, Held)>,
}

impl Applied<'_> {
    /// Whether a rule holds.
    fn rule(&self, id: &str) -> Held {
        self.rules.iter().find(|(known, _)| known == id).map_or(Held::No, |(_, held)| *held)
    }
}

/// All that duties follow from.
#[derive(Clone, Debug)]
pub struct Setting<'a> {
    /// The Union first, then the States whose law is looked at.
    pub applied: Vec<Applied<'a>>,
    /// Whether the law of another State counts or may count, of whose duties there are none here.
    pub elsewhere: bool,
    /// What follows under the core.
    pub consequences: &'a [(Consequence, Held)],
    /// What the visitor has given.
    pub kept: Kept<'a>,
    /// Answers to facts: that of an event's id says whether the event has happened.
    pub answers: &'a ById<String>,
    /// Now.
    pub now: Moment,
}

/// How a duty stands today.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum State {
    /// The day has passed.
    Overdue,
    /// It is due soon.
    Soon,
    /// It is due later.
    Later,
    /// A day is missing, or the sources name none.
    Undated,
    /// It holds all the time, or whenever something happens.
    Standing,
    /// It has been done, and does not come again.
    Done,
}

/// A duty with its day and state.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Item {
    /// Position in [`Setting::applied`].
    pub applied: usize,
    /// Position in the pack.
    pub duty: usize,
    /// Whether nothing open can take it away.
    pub certain: bool,
    /// When it is due.
    pub when: When,
    /// How it stands.
    pub state: State,
    /// When it was last done.
    pub done: Option<Day>,
}

/// Why a duty of the directive stands beside the law of States.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Beside {
    /// It is there for the other States whose law counts.
    OtherStates,
    /// What the law of a State asks is not certain.
    OpenInState,
}

/// A day to ask the visitor for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Asked {
    /// Position in [`Setting::applied`].
    pub applied: usize,
    /// Position in the pack.
    pub event: usize,
    /// What has been given.
    pub given: Given,
    /// What is known of it, also from the check.
    pub known: Known,
}

impl Setting<'_> {
    /// By whose clock and calendar a pack counts. For the Union's the State's, if only one is looked at.
    pub fn place(&self, applied: usize) -> Place {
        let code = |applied: &Applied<'_>| Place::of_state(&applied.pack.code);
        match self.applied.get(applied) {
            Some(found) if found.pack.code != UNION => code(found),
            _ => {
                let mut states = self.applied.iter().filter(|applied| applied.pack.code != UNION);
                let only = states.next().filter(|only| states.all(|state| state.pack.code == only.pack.code));
                only.map_or(Place::ELSEWHERE, code)
            }
        }
    }

    /// Today, by the clock of a pack.
    fn today(&self, applied: usize) -> Day {
        self.now.local(self.place(applied)).map_or(Day(0), |local| local.day)
    }

    /// What is known of an event. Where the check asks whether it has happened, that answer counts more than a day.
    fn known(&self, event: &DutyEvent, today: Day) -> Known {
        match (happened(self.answers, &event.id), self.kept.day(&event.id, event.not_before, today)) {
            (Tri::No, _) => Known::NotYet,
            (_, Given::Day(day)) => Known::On(day),
            (Tri::Yes, _) => Known::Happened,
            _ => Known::Open,
        }
    }

    /// Whether something follows from verdicts and a consequence.
    fn held(&self, applied: &Applied<'_>, with: &[Verdict], consequence: Option<Consequence>) -> Held {
        let brings = applied.possible.iter().filter(|verdict| with.contains(verdict)).count();
        let by_verdict = match brings {
            0 => Held::No,
            all if all == applied.possible.len() => Held::Yes,
            _ => Held::Open,
        };
        both(by_verdict, consequence.map_or(Held::Yes, |consequence| self.follows(consequence)))
    }

    fn follows(&self, consequence: Consequence) -> Held {
        self.consequences.iter().find(|(known, _)| *known == consequence).map_or(Held::No, |(_, held)| *held)
    }

    /// Whether every State whose law counts has a duty of the directive in another form, and certainly.
    fn stands_in_states(&self, duty: &Duty) -> bool {
        let mut states = self.applied.iter().filter(|applied| applied.pack.code != UNION).peekable();
        let stands = |state: &Applied<'_>| {
            state.certain && duty.not_with.iter().any(|other| other == "*" || *other == state.pack.code)
        };
        !self.elsewhere && states.peek().is_some() && states.all(stands)
    }

    /// Why a duty of the directive stands beside the law of States that has it in another form.
    pub fn beside(&self, item: &Item) -> Option<Beside> {
        let pack = self.applied.get(item.applied)?.pack;
        let mut states = self.applied.iter().filter(|applied| applied.pack.code != UNION).peekable();
        if pack.code != UNION || states.peek().is_none() || pack.duties.get(item.duty)?.not_with.is_empty() {
            return None;
        }
        Some(if states.all(|state| state.certain) { Beside::OtherStates } else { Beside::OpenInState })
    }

    /// Whether a duty is one. What DORA displaces is none; an exemption can take it away for the work it covers.
    fn is_duty(&self, applied: &Applied<'_>, duty: &Duty) -> Held {
        if applied.pack.code == UNION && self.stands_in_states(duty) {
            return Held::No;
        }
        let by_rule = duty.rule.as_ref().map_or(Held::Yes, |rule| applied.rule(rule));
        let held = both(self.held(applied, &duty.with, duty.consequence), both(applied.competent, by_rule));
        if !duty.displaced {
            return held;
        }
        let displaced = match self.follows(Consequence::DisplacedByDora) {
            Held::Yes => Held::No,
            Held::No => Held::Yes,
            Held::Open => Held::Open,
        };
        let exempted = [Consequence::ExemptedPartly, Consequence::ExemptedWholly];
        let exempted = exempted.into_iter().any(|consequence| self.follows(consequence) != Held::No);
        both(both(held, displaced), if exempted { Held::Open } else { Held::Yes })
    }
}

/// Both have to hold.
fn both(one: Held, other: Held) -> Held {
    match (one, other) {
        (Held::No, _) | (_, Held::No) => Held::No,
        (Held::Yes, Held::Yes) => Held::Yes,
        _ => Held::Open,
    }
}

/// The days to ask for, those without which something is missing first.
pub fn asked(setting: &Setting<'_>) -> Vec<Asked> {
    let mut asked = Vec::new();
    for (at, applied) in setting.applied.iter().enumerate() {
        let today = setting.today(at);
        for (position, event) in applied.pack.events.iter().enumerate() {
            if setting.held(applied, &event.with, event.consequence) != Held::No {
                let given = setting.kept.day(&event.id, event.not_before, today);
                let known = setting.known(event, today);
                let item = Asked { applied: at, event: position, given, known };
                let optional = |asked: &Asked| {
                    let pack = setting.applied.get(asked.applied).map(|applied| applied.pack);
                    pack.and_then(|pack| pack.events.get(asked.event)).is_some_and(|event| event.optional)
                };
                insert_in_order(&mut asked, item, |item: &Asked| optional(item));
            }
        }
    }
    asked
}

/// All duties: those with a day in its order, then those without, those that hold all the time, those that are done.
pub fn duties(setting: &Setting<'_>) -> Vec<Item> {
    let mut items = Vec::new();
    for (at, applied) in setting.applied.iter().enumerate() {
        for (position, duty) in applied.pack.duties.iter().enumerate() {
            let held = setting.is_duty(applied, duty);
            if held == Held::No {
                continue;
            }
            if let Some(item) = item(setting, at, position, duty, held == Held::Yes) {
                insert_in_order(&mut items, item, |item| rank(setting, item));
            }
        }
    }
    items
}

fn item(setting: &Setting<'_>, applied: usize, position: usize, duty: &Duty, certain: bool) -> Option<Item> {
    let found = setting.applied.get(applied)?;
    let pack = found.pack;
    let (place, today) = (setting.place(applied), setting.today(applied));
    let done = setting.kept.done(&duty.id, duty.not_before, today).day();
    let known = |event: u8| {
        let event = pack.events.get(usize::from(event));
        event.map_or(Known::Open, |event| setting.known(event, today))
    };
    if let Timing::Until(event) = duty.timing
        && matches!(known(event), Known::On(_) | Known::Happened)
    {
        return None;
    }
    // An event that happens only to some is no gap while it has not happened.
    if let Timing::After { event, .. } = duty.timing
        && pack.events.get(usize::from(event)).is_some_and(|event| event.optional)
        && known(event).day().is_none()
    {
        return None;
    }
    // What happened again after it was done has to be dealt with again.
    let again = match duty.timing {
        Timing::After { event, .. } => known(event).day(),
        _ => None,
    };
    let done = done.filter(|done| duty.again.is_some() || again.is_none_or(|event| event <= *done));
    let first = || timing::first(place, duty, known, |rule| found.rule(rule));
    let (when, state) = match (done, &duty.again) {
        (Some(done), Some(steps)) => {
            let when = timing::again(place, done, steps, first());
            let state = state(&when, place, setting.now, today);
            (when, state)
        }
        (Some(_), None) => (first(), State::Done),
        (None, _) => {
            let when = first();
            let state = state(&when, place, setting.now, today);
            (when, state)
        }
    };
    Some(Item { applied, duty: position, certain, when, state, done })
}

/// When a duty would be due whose day is missing, had its event been on the day that is offered for it; with that day.
pub fn if_offered(setting: &Setting<'_>, item: &Item) -> Option<(Day, Dated)> {
    let When::Missing(event) = item.when else { return None };
    let found = setting.applied.get(item.applied)?;
    let offered = found.pack.events.get(event)?.offered?;
    let (given, rule) = (|_| Known::On(offered), |rule: &str| found.rule(rule));
    match timing::first(setting.place(item.applied), found.pack.duties.get(item.duty)?, given, rule) {
        When::Dated(dated) => Some((offered, dated)),
        _ => None,
    }
}

fn state(when: &When, place: Place, now: Moment, today: Day) -> State {
    match when {
        When::Dated(dated) => {
            let over = dated.due.is_over(place, now);
            let soon = day::plus_days(today, SOON).zip(dated.due.day(place)).is_some_and(|(soon, day)| day <= soon);
            match (over, dated.begins) {
                // What began on a day holds from that day on.
                (_, true) if dated.due.day(place).is_some_and(|day| day <= today) => State::Standing,
                (true, _) => State::Overdue,
                (false, _) if soon => State::Soon,
                _ => State::Later,
            }
        }
        When::Missing(_) | When::NotYet(_) | When::FirstNotNamed | When::NotKnown => State::Undated,
        When::Always | When::Whenever(_) => State::Standing,
    }
}

/// Where a duty stands in the list.
fn rank(setting: &Setting<'_>, item: &Item) -> (u8, Option<Moment>) {
    let late = |due: Due| due.too_late(setting.place(item.applied));
    match (item.state, &item.when) {
        (State::Overdue | State::Soon | State::Later, When::Dated(dated)) => (0, late(dated.due)),
        (State::Undated, _) => (1, None),
        (State::Done, _) => (3, None),
        _ => (2, None),
    }
}
