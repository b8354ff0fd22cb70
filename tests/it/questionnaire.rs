//! The way through the questions: short, and only what can still change the verdict.

use std::collections::BTreeSet;

use law::{Day, FactIndex, Law, Screen, Size};
use nis2_check::content::native::law;
use nis2_check::domain::questionnaire::{FIGURES, GROUP, RELATIONS, Step, asks_where_served, next_step, open_facts};
use nis2_check::domain::scope::facts::{Facts, Need};
use nis2_check::domain::scope::outcome::{Outcome, outcome};
use nis2_check::domain::scope::possible::matters;
use nis2_check::domain::session::{Assessment, UNKNOWN, company};
use nis2_check::domain::size::{Figures, Holding, Period};
use nis2_check::domain::units::{Cents, Range, Share, Tri, WorkUnits};
use proptest::prelude::*;

const TODAY: Day = Day(20_261_121);

/// Facts with another typical answer than the first one, for an organisation that really does what its row says.
const TYPICAL: [(&str, &str); 8] = [
    ("waste_principal", "yes"),
    ("food_wholesale", "yes"),
    ("food_industrial", "yes"),
    ("chemicals_make_or_trade", "yes"),
    ("regional_assessment", "positive"),
    ("union_activity", "yes"),
    ("union_establishment", "yes"),
    ("identified_class", "important"),
];

fn typical(law: &Law, fact: FactIndex) -> String {
    let fact = &law.facts[usize::from(fact)];
    let known = TYPICAL.iter().find(|(id, _)| *id == fact.id).map(|(_, value)| (*value).to_owned());
    known.unwrap_or_else(|| fact.values[0].clone())
}

fn figures(size: Size) -> Figures {
    let (staff, money) = match size {
        Size::Micro => (400, 50_000_000),
        Size::Small => (3_200, 500_000_000),
        Size::Medium => (12_000, 2_000_000_000),
        Size::Large => (60_000, 9_000_000_000),
    };
    Figures {
        staff: Some(Range::exactly(WorkUnits(staff))),
        turnover: Some(Range::exactly(Cents(money))),
        balance: Some(Range::exactly(Cents(money))),
    }
}

/// Asks until nothing is left to ask; the screens in order and the outcome.
fn drive(
    law: &Law,
    assessment: &mut Assessment,
    mut answer: impl FnMut(&mut Assessment, &Facts, Step),
) -> (Vec<Step>, Outcome) {
    let mut screens = Vec::new();
    loop {
        let facts = assessment.facts(law, TODAY);
        let found = outcome(law, &facts);
        let Some(step) = next_step(law, assessment, &facts, &found, false) else { return (screens, found) };
        assert!(!screens.contains(&step), "{step:?} is asked twice: {screens:?}");
        assert!(screens.len() < 80);
        screens.push(step);
        answer(assessment, &facts, step);
    }
}

/// What is asked can change the verdict.
fn can_change(law: &Law, assessment: &Assessment, facts: &Facts, step: Step) {
    let any_open = |screen| !open_facts(law, assessment, facts, screen).is_empty();
    let can = match step {
        Step::Place | Step::Activities => outcome(law, facts).possible.len() > 1,
        Step::Rows => any_open(Screen::Row),
        Step::Special => any_open(Screen::Special),
        Step::Fact(fact) => matters(law, facts, Need::Fact(fact)),
        Step::Figures | Step::Relations | Step::Group => matters(law, facts, Need::Size),
    };
    assert!(can, "{step:?} is asked, but changes nothing");
}

/// Answers the facts of a screen; `false` for screens that ask for something else.
fn answer_facts(
    law: &Law,
    assessment: &mut Assessment,
    facts: &Facts,
    step: Step,
    mut value: impl FnMut(FactIndex) -> String,
) -> bool {
    let asked = match step {
        Step::Place => vec![0, 1],
        Step::Rows => open_facts(law, assessment, facts, Screen::Row),
        Step::Special => open_facts(law, assessment, facts, Screen::Special),
        Step::Fact(fact) => vec![fact],
        Step::Activities | Step::Figures | Step::Relations | Step::Group => return false,
    };
    for fact in asked {
        assessment.answers.insert(law.facts[usize::from(fact)].id.clone(), value(fact));
    }
    true
}

/// Answers as a stand-alone firm of this size would that carries out this one activity.
fn answer_typically(law: &Law, row: &str, size: Size, assessment: &mut Assessment, facts: &Facts, step: Step) {
    if answer_facts(law, assessment, facts, step, |fact| typical(law, fact)) {
        return;
    }
    match step {
        Step::Activities => assessment.activities = Some([(row.to_owned(), Tri::Yes)].into()),
        Step::Figures => {
            assessment.size.periods = vec![Period { ends: None, own: figures(size) }];
            assessment.seen.insert(FIGURES.to_owned());
        }
        Step::Relations => {
            assessment.size.group.alone = Tri::Yes;
            assessment.size.newly_founded = Tri::No;
            assessment.size.prior = Some(size);
            assessment.seen.insert(RELATIONS.to_owned());
        }
        other => panic!("a stand-alone firm is asked {other:?}"),
    }
}

#[test]
fn a_firm_with_one_activity_needs_at_most_six_screens() {
    let law = law();
    for row in &law.rows {
        for size in [Size::Small, Size::Large] {
            let mut assessment = Assessment::new("t".to_owned(), String::new(), TODAY);
            let (screens, found) = drive(&law, &mut assessment, |assessment, facts, step| {
                answer_typically(&law, &row.id, size, assessment, facts, step);
            });
            assert!(found.is_certain(), "{} {size:?}: {:?} after {screens:?}", row.id, found.possible);
            assert!(screens.len() <= 6, "{} {size:?}: {screens:?}", row.id);
        }
    }
}

/// 64 staff decide for the directive; under the Slovenian reading the money counts too, and with it the group.
#[test]
fn where_a_state_reads_the_size_otherwise_all_of_it_is_asked() {
    let law = law();
    let mut assessment = Assessment::new("t".to_owned(), String::new(), TODAY);
    assessment.size.newly_founded = Tri::Yes;
    let (screens, _) = drive(&law, &mut assessment, |assessment, facts, step| {
        answer_typically(&law, "mfg_machinery", Size::Medium, assessment, facts, step);
        if step == Step::Figures {
            assessment.size.periods[0].own = Figures {
                staff: Some(Range::exactly(WorkUnits(6_400))),
                turnover: Some(Range::exactly(Cents(800_000_000))),
                balance: Some(Range::exactly(Cents(600_000_000))),
            };
        }
    });
    assert!(screens.contains(&Step::Figures) && !screens.contains(&Step::Relations), "{screens:?}");
    let next = |assessment: &Assessment, of_state| {
        let facts = assessment.facts(&law, TODAY);
        let found = outcome(&law, &facts);
        (found.is_certain(), next_step(&law, assessment, &facts, &found, of_state))
    };
    assert_eq!(next(&assessment, false), (true, None));
    assert_eq!(next(&assessment, true), (true, Some(Step::Relations)));
    assessment.size.group.alone = Tri::No;
    assessment.seen.insert(RELATIONS.to_owned());
    assert_eq!(next(&assessment, true), (true, Some(Step::Group)));
    assessment.size.group.alone = Tri::Yes;
    assert_eq!(next(&assessment, true), (true, None));
}

#[test]
fn without_activity_in_the_union_one_screen_is_enough() {
    let law = law();
    let mut assessment = Assessment::new("t".to_owned(), String::new(), TODAY);
    let (screens, _) = drive(&law, &mut assessment, |assessment, _, _| {
        for id in ["union_activity", "union_establishment"] {
            assessment.answers.insert(id.to_owned(), "no".to_owned());
        }
    });
    assert_eq!(screens, [Step::Place]);
}

#[test]
fn where_services_are_provided_is_asked_only_where_it_can_decide() {
    let law = law();
    let asked = |row: &str, tri: Tri, answers: &[(&str, &str)]| {
        let mut assessment = Assessment::new("t".to_owned(), String::new(), TODAY);
        assessment.activities = Some([(row.to_owned(), tri)].into());
        for (id, value) in answers {
            assessment.answers.insert((*id).to_owned(), (*value).to_owned());
        }
        asks_where_served(&law, &assessment)
    };
    let outside = [("union_establishment", "no"), ("union_activity", "yes")];
    for row in ["digital_public_network", "digital_public_comm_service"] {
        assert!(asked(row, Tri::Yes, &[]) && asked(row, Tri::Unknown, &outside), "{row}");
        assert!(!asked(row, Tri::No, &[]), "{row}");
    }
    assert!(asked("digital_cloud", Tri::Yes, &outside));
    assert!(!asked("digital_cloud", Tri::Yes, &[("union_establishment", "yes")]));
    assert!(asked("digital_dns", Tri::Yes, &[("dns_access_resolver_only", "yes")]));
    assert!(!asked("digital_dns", Tri::Yes, &[("dns_access_resolver_only", "no")]));
    assert!(!asked("mfg_machinery", Tri::Yes, &outside) && !asked("public_admin_central", Tri::Yes, &[]));
}

#[test]
fn size_is_not_asked_where_it_does_not_matter() {
    let law = law();
    for row in ["digital_dns", "digital_tld", "public_admin_central", "x_domain_registration_service"] {
        let mut assessment = Assessment::new("t".to_owned(), String::new(), TODAY);
        let (screens, _) = drive(&law, &mut assessment, |assessment, facts, step| {
            answer_typically(&law, row, Size::Small, assessment, facts, step);
        });
        assert!(!screens.contains(&Step::Figures), "{row}: {screens:?}");
    }
}

#[test]
fn what_the_visitor_does_not_know_ends_the_questions_but_not_the_doubt() {
    let law = law();
    let mut assessment = Assessment::new("t".to_owned(), String::new(), TODAY);
    let (_, found) = drive(&law, &mut assessment, |assessment, facts, step| {
        answer_unknown(&law, assessment, facts, step);
    });
    assert_eq!(found.verdict, None);
    assert!(found.possible.len() > 1);
}

/// "I do not know" on every screen; on the screen of activities: machines, perhaps electricity.
fn answer_unknown(law: &Law, assessment: &mut Assessment, facts: &Facts, step: Step) {
    if answer_facts(law, assessment, facts, step, |_| UNKNOWN.to_owned()) {
        return;
    }
    let seen = match step {
        Step::Activities => {
            let stated = [("mfg_machinery", Tri::Yes), ("energy_electricity_producer", Tri::Unknown)];
            assessment.activities = Some(stated.map(|(id, tri)| (id.to_owned(), tri)).into());
            return;
        }
        Step::Figures => FIGURES,
        Step::Relations => RELATIONS,
        _ => GROUP,
    };
    assessment.seen.insert(seen.to_owned());
}

/// A random visitor: any activities, any answers, some of them "I do not know".
fn answer_randomly(
    law: &Law,
    assessment: &mut Assessment,
    facts: &Facts,
    step: Step,
    dice: &mut impl FnMut(usize) -> usize,
) {
    let mut value = |fact: FactIndex| {
        let values = &law.facts[usize::from(fact)].values;
        values.get(dice(values.len() + 1)).cloned().unwrap_or_else(|| UNKNOWN.to_owned())
    };
    if answer_facts(law, assessment, facts, step, &mut value) {
        return;
    }
    match step {
        Step::Activities => {
            let row = |index: usize| law.rows[index].id.clone();
            let tri = [Tri::Yes, Tri::Yes, Tri::Unknown];
            assessment.activities =
                Some((0..dice(4)).map(|_| (row(dice(law.rows.len())), tri[dice(tri.len())])).collect());
        }
        Step::Figures => {
            let size = [Size::Micro, Size::Small, Size::Medium, Size::Large][dice(4)];
            let own = if dice(4) == 0 { Figures::UNKNOWN } else { figures(size) };
            assessment.size.periods = vec![Period { ends: None, own }];
            assessment.seen.insert(FIGURES.to_owned());
        }
        Step::Relations => {
            assessment.size.group.alone = [Tri::Yes, Tri::No, Tri::Unknown][dice(3)];
            assessment.size.newly_founded = [Tri::Yes, Tri::No, Tri::Unknown][dice(3)];
            assessment.seen.insert(RELATIONS.to_owned());
        }
        _ => {
            let mut owner = company("c1".to_owned());
            owner.figures = vec![figures([Size::Small, Size::Large][dice(2)])];
            assessment.size.group.companies.push(owner);
            let share = Range { from: Share(0), to: Some(Share(300_000 + 100_000 * u32::try_from(dice(4)).unwrap())) };
            let holding = Holding { holder: 1, held: 0, capital: share, votes: share, control: Tri::Unknown };
            assessment.size.group.holdings.push(holding);
            assessment.seen.insert(GROUP.to_owned());
        }
    }
}

proptest! {
    #![proptest_config(crate::properties(16))]

    /// Whatever is answered, the questions end; every one of them could have changed the verdict; and when they end in
    /// doubt, something was left open by the visitor.
    #[test]
    fn every_question_could_have_changed_the_verdict(seed in prop::collection::vec(any::<u32>(), 64)) {
        let law = law();
        let mut rolls = seed.iter().cycle();
        let mut dice = |sides: usize| *rolls.next().unwrap() as usize % sides;
        let mut assessment = Assessment::new("t".to_owned(), String::new(), TODAY);
        let (_, found) = drive(&law, &mut assessment, |assessment, facts, step| {
            can_change(&law, assessment, facts, step);
            answer_randomly(&law, assessment, facts, step, &mut dice);
        });
        let unknown: BTreeSet<&String> =
            assessment.answers.iter().filter(|(_, value)| *value == UNKNOWN).map(|(id, _)| id).collect();
        let open_activity = assessment.activities.iter().flatten().any(|(_, tri)| *tri == Tri::Unknown);
        let left_open = !unknown.is_empty() || open_activity || assessment.sizes(&law, TODAY).scenarios.len() > 1;
        prop_assert!(found.is_certain() || left_open, "{:?}: {:?}", found.possible, assessment.answers);
    }

    /// The order in which the same answers arrive is irrelevant.
    #[test]
    fn the_order_of_answers_is_irrelevant(
        seed in prop::collection::vec(any::<u32>(), 64),
        first in any::<prop::sample::Index>(),
    ) {
        let law = law();
        let mut rolls = seed.iter().cycle();
        let mut dice = |sides: usize| *rolls.next().unwrap() as usize % sides;
        let mut assessment = Assessment::new("t".to_owned(), String::new(), TODAY);
        let (_, found) = drive(&law, &mut assessment, |assessment, facts, step| {
            answer_randomly(&law, assessment, facts, step, &mut dice);
        });
        let mut answers: Vec<(String, String)> = assessment.answers.clone().into_iter().collect();
        let middle = first.index(answers.len());
        answers.rotate_left(middle);
        let mut other = Assessment::new("u".to_owned(), String::new(), TODAY);
        for (id, answer) in answers {
            other.answers.insert(id, answer);
        }
        other.size = assessment.size.clone();
        other.activities.clone_from(&assessment.activities);
        prop_assert_eq!(outcome(&law, &other.facts(&law, TODAY)), found);
    }
}
