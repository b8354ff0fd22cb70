//! What holds for all answers: applicability against a slow, plain enumeration of every way to complete what is open.

use std::collections::BTreeSet;

use law::{Day, Effect, FactIndex, Law, RowIndex, Screen, Size, Verdict};
use nis2_check::content::native::law;
use nis2_check::domain::scope::decide::{in_force, verdict};
use nis2_check::domain::scope::facts::{Facts, NO, Need, OPEN, SIZES, SizePairs, YES, all_values, bits};
use nis2_check::domain::scope::outcome::{missing, outcome};
use nis2_check::domain::scope::possible::{matters, possible};
use nis2_check::domain::sorted::SortedSet;
use proptest::prelude::*;
use proptest::sample::Index;

const TODAY: Day = Day(20_261_121);

/// What a random organisation is made from.
#[derive(Clone, Debug)]
struct Recipe {
    /// Activities that are carried out.
    rows: Vec<Index>,
    /// Activity of which nothing is known.
    open_row: Option<Index>,
    /// Facts that can matter for it and are not known.
    open_facts: Vec<Index>,
    /// Facts with another than the ordinary answer.
    answers: Vec<(Index, Index)>,
    /// Possible sizes.
    sizes: Vec<Index>,
}

fn recipes() -> impl Strategy<Value = Recipe> {
    let index = any::<Index>;
    (
        prop::collection::vec(index(), 0..4),
        prop::option::weighted(0.3, index()),
        prop::collection::vec(index(), 0..5),
        prop::collection::vec((index(), index()), 0..7),
        prop::collection::vec(index(), 1..4),
    )
        .prop_map(|(rows, open_row, open_facts, answers, sizes)| Recipe {
            rows,
            open_row,
            open_facts,
            answers,
            sizes,
        })
}

/// All pairs of sizes in which the group is not smaller than the firm.
fn all_pairs() -> Vec<(Size, Size)> {
    SizePairs::all().iter().collect()
}

/// Facts that rules can read for these activities.
fn readable(law: &Law, rows: &[usize]) -> Vec<usize> {
    let asked: BTreeSet<usize> =
        rows.iter().flat_map(|row| &law.rows[*row].asks).map(|fact| usize::from(*fact)).collect();
    let any_row = |fact: &law::Fact| fact.screen != Screen::Row;
    (0..law.facts.len()).filter(|index| any_row(&law.facts[*index]) || asked.contains(index)).collect()
}

fn facts_of(law: &Law, recipe: &Recipe) -> Facts {
    let mut facts = Facts::unknown(law, TODAY);
    facts.activities_open = false;
    facts.activities.fill(NO);
    facts.values.fill(1);
    facts.values[0] = YES;
    facts.values[1] = YES;
    let mut rows: Vec<usize> = recipe.rows.iter().map(|row| row.index(law.rows.len())).collect();
    for row in &rows {
        facts.activities[*row] = YES;
    }
    if let Some(row) = recipe.open_row {
        let row = row.index(law.rows.len());
        facts.activities[row] = OPEN;
        rows.push(row);
    }
    let readable = readable(law, &rows);
    for (fact, value) in &recipe.answers {
        let fact = readable[fact.index(readable.len())];
        facts.values[fact] = 1 << value.index(law.facts[fact].values.len());
    }
    for fact in &recipe.open_facts {
        let fact = readable[fact.index(readable.len())];
        facts.values[fact] = all_values(law.facts[fact].values.len());
    }
    let pairs = all_pairs();
    facts.sizes = SizePairs::new(recipe.sizes.iter().map(|size| pairs[size.index(pairs.len())]));
    facts
}

/// Every way to complete what is open, one after the other.
fn completions(facts: &Facts) -> Vec<Facts> {
    let mut all = vec![facts.clone()];
    let settle = |all: Vec<Facts>, set: &dyn Fn(&mut Facts, u8), values: u8| -> Vec<Facts> {
        let one = |facts: &Facts| -> Vec<Facts> {
            bits(values)
                .map(|bit| {
                    let mut settled = facts.clone();
                    set(&mut settled, bit);
                    settled
                })
                .collect()
        };
        all.iter().flat_map(one).collect()
    };
    for fact in 0..facts.values.len() {
        all = settle(all, &|facts, bit| facts.values[fact] = bit, facts.values[fact]);
    }
    for row in 0..facts.activities.len() {
        all = settle(all, &|facts, bit| facts.activities[row] = bit, facts.activities[row]);
    }
    let sized = |facts: &Facts| -> Vec<Facts> {
        facts.sizes.iter().map(|pair| Facts { sizes: SizePairs::new([pair]), ..facts.clone() }).collect()
    };
    all.iter().flat_map(sized).collect()
}

/// What is open.
fn open_needs(facts: &Facts) -> Vec<Need> {
    let values = (0..).zip(&facts.values).filter(|(_, values)| values.count_ones() > 1);
    let mut open: Vec<Need> = values.map(|(index, _): (FactIndex, _)| Need::Fact(index)).collect();
    let rows = (0..).zip(&facts.activities).filter(|(_, values)| **values == OPEN);
    open.extend(rows.map(|(row, _): (RowIndex, _)| Need::Activity(row)));
    open.extend((!facts.sizes.is_certain()).then_some(Need::Size));
    open
}

/// The facts with everything but one need as it stands, for comparing completions that differ in it only.
fn without(facts: &Facts, need: Need) -> Facts {
    let mut rest = facts.clone();
    match need {
        Need::Fact(fact) => rest.values[usize::from(fact)] = 1,
        Need::Activity(row) => rest.activities[usize::from(row)] = NO,
        Need::Size => rest.sizes = SizePairs::new([(Size::Micro, Size::Micro)]),
    }
    rest
}

fn decided(law: &Law, facts: &Facts) -> Verdict {
    verdict(law, facts).unwrap_or_else(|need| panic!("nothing is open, yet {need:?} is asked for"))
}

/// Micro and small lead to the same verdicts.
fn rank(verdict: Verdict) -> Option<u8> {
    match verdict {
        Verdict::Important => Some(1),
        Verdict::Essential => Some(2),
        _ => None,
    }
}

proptest! {
    #![proptest_config(crate::properties(192))]

    /// `possible` is exactly what the completions lead to.
    #[test]
    fn possible_is_what_completions_lead_to(recipe in recipes()) {
        let law = law();
        let facts = facts_of(&law, &recipe);
        let reached: SortedSet<Verdict> = completions(&facts).iter().map(|facts| decided(&law, facts)).collect();
        prop_assert_eq!(&possible(&law, &facts), &reached);
        let found = outcome(&law, &facts);
        prop_assert_eq!(&found.possible, &reached);
        prop_assert!(found.verdict.is_none_or(|verdict| reached.contains(&verdict) || verdict == Verdict::NeedsAssessment));
    }

    /// Completing what is open never leaves `possible`, one step at a time.
    #[test]
    fn an_answer_never_adds_a_verdict(recipe in recipes(), which in any::<Index>(), value in any::<Index>()) {
        let law = law();
        let mut facts = facts_of(&law, &recipe);
        let before = possible(&law, &facts);
        let open = open_needs(&facts);
        prop_assume!(!open.is_empty());
        let mut branches = Vec::new();
        facts.any_branch(open[which.index(open.len())], |branch| {
            branches.push(possible(&law, branch));
            false
        });
        prop_assert!(branches[value.index(branches.len())].is_subset(&before));
        prop_assert_eq!(branches.into_iter().flatten().collect::<SortedSet<_>>(), before);
    }

    /// What is listed as missing can change the verdict, and nothing else can.
    #[test]
    fn missing_is_what_can_change_the_verdict(recipe in recipes()) {
        let law = law();
        let facts = facts_of(&law, &recipe);
        let listed: BTreeSet<Need> = missing(&law, &facts).into_iter().collect();
        let can_change = |need: Need| {
            let mut rest = completions(&without(&facts, need));
            rest.iter_mut().any(|completed| {
                let open = match need {
                    Need::Fact(fact) => {
                        completed.values[usize::from(fact)] = facts.value(fact);
                        completions(completed)
                    }
                    Need::Activity(row) => {
                        completed.activities[usize::from(row)] = OPEN;
                        completions(completed)
                    }
                    Need::Size => completions(&Facts { sizes: facts.sizes, ..completed.clone() }),
                };
                open.iter().map(|facts| decided(&law, facts)).collect::<BTreeSet<_>>().len() > 1
            })
        };
        for need in open_needs(&facts) {
            prop_assert_eq!(listed.contains(&need), can_change(need), "{:?}", need);
            prop_assert_eq!(listed.contains(&need), matters(&law, &facts, need), "{:?}", need);
        }
    }

    /// The same facts give the same outcome.
    #[test]
    fn the_same_facts_give_the_same_outcome(recipe in recipes()) {
        let law = law();
        let facts = facts_of(&law, &recipe);
        prop_assert_eq!(outcome(&law, &facts), outcome(&law, &facts.clone()));
    }

    /// Every verdict that is certain rests on a rule of its kind, with a citation in force on the day.
    #[test]
    fn every_certain_verdict_rests_on_a_provision_in_force(recipe in recipes()) {
        let law = law();
        let facts = facts_of(&law, &recipe);
        let found = outcome(&law, &facts);
        for index in &found.rules {
            let rule = &law.rules[*index];
            prop_assert!(in_force(rule, &facts));
            let cited = rule.cites.iter().map(|index| &law.provisions[usize::from(*index)]);
            prop_assert!(
                cited.clone().any(|p| p.from <= facts.as_of && p.to.is_none_or(|to| facts.as_of <= to)),
                "{} cites nothing that is in force", rule.id
            );
        }
        let Some(verdict) = found.verdict else { return Ok(()) };
        let decides = |effect: &Effect| match verdict {
            Verdict::Essential => *effect == Effect::Essential,
            Verdict::Important => *effect == Effect::Important,
            Verdict::RegistrationOnly => *effect == Effect::RegistrationOnly,
            Verdict::OutOfScope => matches!(effect, Effect::OutOfScope | Effect::Note),
            Verdict::NeedsAssessment => matches!(effect, Effect::Assess(_) | Effect::AssessSize),
        };
        // Different rules can lead to the same verdict whatever the answer; then no single one is certain.
        let all_certain = open_needs(&facts).is_empty();
        prop_assert!(!found.rules.is_empty());
        prop_assert!(!all_certain || found.rules.iter().any(|index| decides(&law.rules[*index].effect)), "{:?}", verdict);
    }

    /// Growing never makes an essential entity less, nor an important one.
    #[test]
    fn growing_never_lowers_the_class(recipe in recipes(), pairs in prop::array::uniform2(any::<Index>())) {
        let law = law();
        let mut facts = facts_of(&law, &Recipe { open_facts: Vec::new(), open_row: None, ..recipe });
        let all = all_pairs();
        let [one, other] = pairs.map(|index| all[index.index(all.len())]);
        let small = (one.0.min(other.0), one.1.min(other.1));
        let big = (one.0.max(other.0), one.1.max(other.1));
        let mut with = |pair| {
            facts.sizes = SizePairs::new([pair]);
            decided(&law, &facts)
        };
        // With independence from the group in question, a group that grows apart from the firm asks for an assessment.
        let (before, after) = (with(small), with(big));
        let in_question = after == Verdict::NeedsAssessment && with((big.0, big.0)) != with((big.1, big.1));
        prop_assert!(
            rank(before).is_none_or(|rank_before| in_question || rank(after).is_some_and(|rank_after| rank_after >= rank_before)),
            "{:?} {:?}, {:?} {:?}", small, before, big, after
        );
    }

    /// A completed organisation has a verdict whatever was answered: contradictions included.
    #[test]
    fn every_complete_set_of_answers_has_a_verdict(values in prop::collection::vec(any::<Index>(), 64), rows in prop::collection::vec(prop::bool::weighted(0.1), 96), size in any::<Index>()) {
        let law = law();
        let mut facts = Facts::unknown(&law, TODAY);
        facts.activities_open = false;
        for ((place, fact), value) in facts.values.iter_mut().zip(&law.facts).zip(&values) {
            *place = 1 << value.index(fact.values.len());
        }
        for (place, carried_out) in facts.activities.iter_mut().zip(&rows) {
            *place = if *carried_out { YES } else { NO };
        }
        let pairs = all_pairs();
        facts.sizes = SizePairs::new([pairs[size.index(pairs.len())]]);
        let found = outcome(&law, &facts);
        prop_assert!(found.is_certain());
        prop_assert_eq!(found.verdict, Some(decided(&law, &facts)));
        prop_assert!(missing(&law, &facts).is_empty());
    }
}

/// One row stands for others while no activity is stated: nothing is lost by it.
#[test]
fn rows_that_are_represented_add_no_verdict() {
    let law = law();
    let mut facts = Facts::unknown(&law, TODAY);
    facts.values.fill(1);
    facts.values[0] = YES;
    facts.values[1] = YES;
    for size in SIZES {
        facts.sizes = SizePairs::new([(size, size)]);
        let all = possible(&law, &facts);
        let each: SortedSet<Verdict> = (0..law.rows.len())
            .map(|row| {
                let mut one = facts.clone();
                one.activities_open = false;
                one.activities.fill(NO);
                one.activities[row] = YES;
                decided(&law, &one)
            })
            .collect();
        assert!(each.is_subset(&all), "{size:?}: {each:?} {all:?}");
    }
}
