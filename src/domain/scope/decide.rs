//! The verdict from facts. Reads conditions and stops at the first thing that is not known and stands in the way.
//!
//! *Source:* Directive (EU) 2022/2555, Art. 2, 3, 4, 26 and 27, as rules in `content/law/rules.toml`.

use law::{Condition, Day, Effect, Law, RowIndex, Rule, Size, Verdict};

use super::facts::{Facts, NO, Need, YES};

/// Which of the two size classes counts (recital 16).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum View {
    /// The own figures alone.
    Own,
    /// With partner and linked enterprises: the ordinary case.
    Group,
}

/// The effects of rules that put somebody into a class, strictest class first.
pub(super) static CLASSES: [(Effect, Verdict); 3] = [
    (Effect::Essential, Verdict::Essential),
    (Effect::Important, Verdict::Important),
    (Effect::RegistrationOnly, Verdict::RegistrationOnly),
];

/// Reads conditions of a law against facts.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    /// The law.
    pub law: &'a Law,
    /// The facts.
    pub facts: &'a Facts,
    /// Which size counts.
    pub view: View,
}

impl Reader<'_> {
    /// Whether the condition holds, or what has to be known first.
    ///
    /// # Errors
    /// The first open fact that stands in the way.
    pub fn holds(&self, condition: &Condition) -> Result<bool, Need> {
        match condition {
            Condition::All(parts) => every(parts.iter().map(|part| self.holds(part))),
            Condition::Any(parts) => some(parts.iter().map(|part| self.holds(part))),
            Condition::Not(part) => self.holds(part).map(|held| !held),
            Condition::Fact(fact, wanted) => {
                let possible = self.facts.value(*fact);
                if possible & wanted == possible {
                    Ok(true)
                } else if possible & wanted == 0 {
                    Ok(false)
                } else {
                    Err(Need::Fact(*fact))
                }
            }
            Condition::Activity(rows) => some(rows.iter().map(|row| self.activity(*row))),
            Condition::Row(rows) => some(rows.iter().map(|row| self.row_matches(*row))),
            Condition::SizeAtLeast(size) => self.size_at_least(*size),
            Condition::InScope => self.any(&Effect::InScope),
        }
    }

    /// Whether a row matches: the activity is carried out and what the row asks beside it holds.
    ///
    /// # Errors
    /// The first open fact that stands in the way.
    pub fn row_matches(&self, row: RowIndex) -> Result<bool, Need> {
        let activity = self.activity(row);
        if activity == Ok(false) {
            return activity;
        }
        let row = self.law.rows.get(usize::from(row)).filter(|row| holds_on(self.facts.as_of, row.from, row.to));
        let when = row.map_or(Ok(false), |row| self.holds(&row.when));
        if when == Ok(false) { when } else { activity.and(when) }
    }

    /// Whether an open part of the condition still asks for this.
    pub fn reads(&self, condition: &Condition, target: Need) -> bool {
        let Err(need) = self.holds(condition) else { return false };
        need == target
            || match condition {
                Condition::All(parts) | Condition::Any(parts) => parts.iter().any(|part| self.reads(part, target)),
                Condition::Not(part) => self.reads(part, target),
                Condition::Row(rows) => rows.iter().any(|row| self.row_reads(*row, target)),
                Condition::Activity(rows) => rows.iter().any(|row| target == Need::Activity(*row)),
                Condition::InScope => self.rules(&Effect::InScope).any(|rule| self.reads(&rule.when, target)),
                Condition::Fact(..) | Condition::SizeAtLeast(_) => false,
            }
    }

    fn row_reads(&self, row: RowIndex, target: Need) -> bool {
        self.row_matches(row).is_err()
            && (target == Need::Activity(row)
                || self.law.rows.get(usize::from(row)).is_some_and(|record| self.reads(&record.when, target)))
    }

    /// Writes down what is left of a condition: settled, or open with what is left of its parts. Conditions with the same
    /// rest are settled in the same way by the same facts.
    pub fn rest(&self, condition: &Condition, rest: &mut Vec<u8>) {
        if leaves(self.holds(condition), rest) {
            match condition {
                Condition::All(parts) | Condition::Any(parts) => parts.iter().for_each(|part| self.rest(part, rest)),
                Condition::Not(part) => self.rest(part, rest),
                Condition::Row(rows) => rows.iter().for_each(|row| self.rest_of_row(*row, rest)),
                Condition::Activity(rows) => rows.iter().for_each(|row| rest.push(self.facts.activity(*row))),
                Condition::InScope => self.rules(&Effect::InScope).for_each(|rule| self.rest(&rule.when, rest)),
                Condition::Fact(..) | Condition::SizeAtLeast(_) => {}
            }
        }
    }

    fn rest_of_row(&self, row: RowIndex, rest: &mut Vec<u8>) {
        if leaves(self.row_matches(row), rest)
            && let Some(record) = self.law.rows.get(usize::from(row))
        {
            rest.push(self.facts.activity(row));
            self.rest(&record.when, rest);
        }
    }

    fn activity(&self, row: RowIndex) -> Result<bool, Need> {
        match self.facts.activity(row) {
            YES => Ok(true),
            NO => Ok(false),
            _ => Err(Need::Activity(row)),
        }
    }

    fn size_at_least(&self, size: Size) -> Result<bool, Need> {
        let view = self.view;
        let mut answers = self.facts.sizes.iter().map(|(own, group)| match view {
            View::Own => own >= size,
            View::Group => group >= size,
        });
        let first = answers.next().unwrap_or_default();
        if answers.all(|answer| answer == first) { Ok(first) } else { Err(Need::Size) }
    }

    /// Rules with this effect that are in force on the day.
    pub fn rules<'r>(&'r self, effect: &'r Effect) -> impl Iterator<Item = &'r Rule> {
        self.law.rules.iter().filter(move |rule| rule.effect == *effect && in_force(rule, self.facts))
    }

    /// Whether a rule with this effect holds.
    ///
    /// # Errors
    /// The first open fact that stands in the way.
    pub(super) fn any(&self, effect: &Effect) -> Result<bool, Need> {
        some(self.rules(effect).map(|rule| self.holds(&rule.when)))
    }

    /// The class with this size where nothing excludes and nobody has to decide first.
    ///
    /// # Errors
    /// The first open fact that stands in the way.
    pub fn class(&self) -> Result<Verdict, Need> {
        for (effect, verdict) in &CLASSES {
            if self.any(effect)? {
                return Ok(*verdict);
            }
        }
        Ok(Verdict::OutOfScope)
    }

    /// The verdict with this size.
    ///
    /// # Errors
    /// The first open fact that stands in the way.
    pub fn verdict(&self) -> Result<Verdict, Need> {
        if self.any(&Effect::OutOfScope)? {
            return Ok(Verdict::OutOfScope);
        }
        let class = self.class()?;
        let over = |rule: &&Rule| matches!(&rule.effect, Effect::Assess(over) if over.contains(&class));
        let assess = self.law.rules.iter().filter(over).filter(|rule| in_force(rule, self.facts));
        if some(assess.map(|rule| self.holds(&rule.when)))? { Ok(Verdict::NeedsAssessment) } else { Ok(class) }
    }
}

/// Writes down whether it is settled, and says whether anything is left.
fn leaves(held: Result<bool, Need>, rest: &mut Vec<u8>) -> bool {
    rest.push(held.map_or(2, u8::from));
    held.is_err()
}

/// Whether a rule is in force on the day of the facts.
pub fn in_force(rule: &Rule, facts: &Facts) -> bool {
    holds_on(facts.as_of, rule.from, rule.to)
}

/// Whether a day lies between the first and the last, both included.
fn holds_on(day: Day, from: Day, to: Option<Day>) -> bool {
    from <= day && to.is_none_or(|to| day <= to)
}

/// True when every answer is; a single "no" settles it even if others are open.
fn every(answers: impl Iterator<Item = Result<bool, Need>>) -> Result<bool, Need> {
    some(answers.map(|answer| answer.map(|held| !held))).map(|held| !held)
}

/// True when one answer is; a single "yes" settles it even if others are open.
fn some(answers: impl Iterator<Item = Result<bool, Need>>) -> Result<bool, Need> {
    let mut open = None;
    for answer in answers {
        match answer {
            Ok(true) => return Ok(true),
            Ok(false) => {}
            Err(need) => open = open.or(Some(need)),
        }
    }
    open.map_or(Ok(false), Err)
}

/// The verdict, or the first thing that has to be known.
///
/// *Rule:* the group's figures count. Where they lead elsewhere than the own figures, a State that applies recital 16
/// makes the own figures count, and independence that is claimed while the State's position is open needs an
/// assessment (reading X1: unless both lead to the same verdict).
///
/// # Errors
/// The first open fact that stands in the way.
pub fn verdict(law: &Law, facts: &Facts) -> Result<Verdict, Need> {
    let read = |view| Reader { law, facts, view }.verdict();
    if !facts.sizes.can_part() {
        return read(View::Group);
    }
    if !facts.sizes.is_certain() {
        return Err(Need::Size);
    }
    let (own, group) = (read(View::Own)?, read(View::Group)?);
    if own == group {
        return Ok(group);
    }
    match settled_view(law, facts) {
        Some(View::Own) => Ok(own),
        Some(View::Group) => Ok(group),
        None if facts.value(law.independence.position).count_ones() > 1 => Err(Need::Fact(law.independence.position)),
        None => match facts.value(law.independence.claimed) {
            NO => Ok(group),
            YES => Ok(Verdict::NeedsAssessment),
            _ => Err(Need::Fact(law.independence.claimed)),
        },
    }
}

/// The view the State has settled (recital 16), if it has.
fn settled_view(law: &Law, facts: &Facts) -> Option<View> {
    match facts.value(law.independence.position) {
        YES => Some(View::Own),
        NO => Some(View::Group),
        _ => None,
    }
}

/// The size that counts for the derivation.
pub fn view(law: &Law, facts: &Facts) -> View {
    settled_view(law, facts).unwrap_or(View::Group)
}
