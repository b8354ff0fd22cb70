//! What would change the verdict: every change named really leads to the verdict named with it.

use law::{Day, Law, Size, Verdict};
use nis2_check::content::native::law;
use nis2_check::domain::change::{Change, What, assumes, changes};
use nis2_check::domain::scope::outcome::{Outcome, outcome};
use nis2_check::domain::session::Assessment;
use nis2_check::domain::size::{Figures, Period};
use nis2_check::domain::units::{Cents, Range, Tri, WorkUnits};
use proptest::prelude::*;

use crate::report::firm;

const TODAY: Day = Day(20_261_121);

fn figures(staff: u64, turnover: u64, balance: u64) -> Figures {
    Figures {
        staff: Some(Range::exactly(WorkUnits(staff))),
        turnover: Some(Range::exactly(Cents(turnover))),
        balance: Some(Range::exactly(Cents(balance))),
    }
}

fn two_years(assessment: &mut Assessment, own: Figures) {
    assessment.size.periods = vec![Period { ends: None, own }; 2];
}

fn decided(law: &Law, assessment: &Assessment) -> Outcome {
    outcome(law, &assessment.facts(law, TODAY))
}

fn listed(law: &Law, assessment: &Assessment) -> Vec<Change> {
    let facts = assessment.facts(law, TODAY);
    changes(law, assessment, &facts, &outcome(law, &facts))
}

/// The firm after the change, made by other means than the search: through its answers. For firms that stand alone.
fn after(law: &Law, assessment: &Assessment, what: What) -> Assessment {
    let mut changed = assessment.clone();
    let own = assessment.size.periods.last().unwrap().own;
    let (staff, turnover, balance) =
        (own.staff.unwrap().from.0, own.turnover.unwrap().from.0, own.balance.unwrap().from.0);
    let stated = changed.activities.get_or_insert_default();
    match what {
        What::SameAgain => two_years(&mut changed, own),
        What::StaffAtLeast(limit) => two_years(&mut changed, figures(staff.max(limit * 100), turnover, balance)),
        What::StaffBelow(limit) => two_years(&mut changed, figures(staff.min(limit * 100 - 1), turnover, balance)),
        What::MoneyAbove(more, sum) => {
            two_years(&mut changed, figures(staff, turnover.max(more * 100 + 1), balance.max(sum * 100 + 1)));
        }
        What::MoneyAtMost(more, _) => two_years(&mut changed, figures(staff, turnover.min(more * 100), balance)),
        What::Fact(fact, value) => {
            let fact = &law.facts[usize::from(fact)];
            changed.answers.insert(fact.id.clone(), fact.values[value.trailing_zeros() as usize].clone());
        }
        What::Dropped(row) => {
            stated.remove(&law.rows[usize::from(row)].id);
        }
        What::Added(row) => {
            let row = &law.rows[usize::from(row)];
            stated.insert(row.id.clone(), Tri::Yes);
            for fact in row.asks.iter().map(|fact| law.facts[usize::from(*fact)].id.clone()) {
                let answer = if fact == "trust_qualified" { "yes" } else { "no" };
                changed.answers.insert(fact, answer.to_owned());
            }
        }
    }
    changed
}

fn assert_true(law: &Law, assessment: &Assessment) {
    let now = decided(law, assessment);
    let found = listed(law, assessment);
    assert!(found.len() <= 6);
    for change in found {
        let then = decided(law, &after(law, assessment, change.what));
        assert_eq!(then.verdict, Some(change.verdict), "{change:?}");
        assert!(then.is_certain(), "{change:?}");
        assert_ne!(now.verdict, Some(change.verdict), "{change:?}");
    }
}

fn machine_builder(staff: u64, turnover: u64, balance: u64) -> Assessment {
    let mut assessment = firm("machine-builder");
    two_years(&mut assessment, figures(staff * 100, turnover * 100, balance * 100));
    assessment
}

fn leads(law: &Law, assessment: &Assessment) -> Vec<(What, Verdict)> {
    let sizes = listed(law, assessment).into_iter();
    let is_size = |what: &What| !matches!(what, What::Fact(..) | What::Added(_) | What::Dropped(_));
    sizes.map(|change| (change.what, change.verdict)).filter(|(what, _)| is_size(what)).collect()
}

#[test]
fn changes_of_the_sample_firms_are_true() {
    let law = law();
    for name in ["bakery", "machine-builder", "hospital", "web-host", "registrar", "bank", "municipality"] {
        assert_true(&law, &firm(name));
    }
}

#[test]
fn nothing_is_named_while_the_verdict_is_open() {
    assert_eq!(listed(&law(), &firm("undetermined")), Vec::new());
}

#[test]
fn the_nearest_limit_in_the_direction_that_matters() {
    use What::{MoneyAbove, MoneyAtMost, StaffAtLeast, StaffBelow};
    let law = law();
    let (m, out, important) = (1_000_000, Verdict::OutOfScope, Verdict::Important);
    let cases = [
        // Small: either staff or both amounts of money make it medium.
        (
            machine_builder(40, 8 * m, 6 * m),
            vec![(StaffAtLeast(50), important), (MoneyAbove(10 * m, 10 * m), important)],
        ),
        // Medium by staff alone.
        (machine_builder(60, 8 * m, 6 * m), vec![(StaffBelow(50), out)]),
        // Medium by money alone: one amount at the limit is enough to leave.
        (machine_builder(9, 12 * m, 11 * m), vec![(MoneyAtMost(10 * m, 10 * m), out)]),
        // Medium by both: no single change.
        (machine_builder(60, 12 * m, 11 * m), vec![]),
    ];
    for (assessment, expected) in cases {
        assert_eq!(leads(&law, &assessment), expected);
        assert_true(&law, &assessment);
    }
}

#[test]
fn what_one_more_year_brings_is_no_change_of_a_figure() {
    let law = law();
    let mut assessment = machine_builder(40, 11_000_000, 12_000_000);
    assessment.size.periods.truncate(1);
    (assessment.size.newly_founded, assessment.size.prior) = (Tri::No, Some(Size::Small));
    assert_eq!(decided(&law, &assessment).verdict, Some(Verdict::OutOfScope));
    assert_eq!(leads(&law, &assessment), vec![(What::SameAgain, Verdict::Important)]);
    assert_true(&law, &assessment);
}

#[test]
fn special_grounds_nobody_asked_about_do_not_hide_a_change() {
    let law = law();
    let mut assessment = machine_builder(60, 8_000_000, 6_000_000);
    assert!(!assumes(&law, &assessment));
    for ground in ["sole_provider", "public_safety", "systemic_risk", "specific_importance"] {
        assessment.answers.remove(ground);
    }
    assert_eq!(leads(&law, &assessment), vec![(What::StaffBelow(50), Verdict::OutOfScope)]);
    assert!(assumes(&law, &assessment));
}

#[test]
fn a_large_firm_of_the_first_annex() {
    let law = law();
    let mut hospital = firm("hospital");
    two_years(&mut hospital, figures(30_000, 2_000_000_000, 2_000_000_000));
    assert_eq!(leads(&law, &hospital), vec![(What::StaffBelow(250), Verdict::Important)]);
    assert_true(&law, &hospital);
}

#[test]
fn the_group_counts_towards_the_limit() {
    let law = law();
    let mut assessment = machine_builder(30, 2_000_000, 1_000_000);
    let mut sister = nis2_check::domain::session::company("sister".to_owned());
    sister.figures = vec![figures(1_500, 100_000_000, 50_000_000); 2];
    assessment.size.group.alone = Tri::No;
    assessment.answers.insert("independence_claimed".to_owned(), "no".to_owned());
    assessment.size.group.companies.push(sister);
    let whole = Range::exactly(nis2_check::domain::units::Share(1_000_000));
    let holding =
        nis2_check::domain::size::Holding { holder: 0, held: 1, capital: whole, votes: whole, control: Tri::No };
    assessment.size.group.holdings.push(holding);
    assert_eq!(decided(&law, &assessment).verdict, Some(Verdict::OutOfScope));
    assert!(leads(&law, &assessment).contains(&(What::StaffAtLeast(50), Verdict::Important)));
    let mut grown = assessment.clone();
    two_years(&mut grown, figures(3_500, 200_000_000, 100_000_000));
    assert_eq!(decided(&law, &grown).verdict, Some(Verdict::Important));
}

proptest! {
    #![proptest_config(crate::properties(64))]
    #[test]
    fn every_change_is_true(
        staff in 0_u64..40_000,
        turnover in prop::sample::select(vec![1_u64, 900, 1_000, 1_001, 4_000, 5_000, 5_001, 9_000]),
        balance in prop::sample::select(vec![1_u64, 900, 1_000, 1_001, 4_300, 4_301, 9_000]),
        name in prop::sample::select(vec!["bakery", "machine-builder", "hospital", "web-host", "registrar", "bank"]),
    ) {
        let mut assessment = firm(name);
        two_years(&mut assessment, figures(staff, turnover * 1_000_000, balance * 1_000_000));
        assert_true(&law(), &assessment);
    }
}
