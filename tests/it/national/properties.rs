//! What holds for all organisations.

use law::{Effect, Status, Verdict};
use nis2_check::domain::national::Answer;
use nis2_check::domain::units::Tri;
use proptest::prelude::{Strategy, any, proptest};
use proptest::sample::Index;

use super::cases::{Bench, ordinary, period};

/// An answer to some fact, which may be "not known", and whether an activity is carried out.
pub type Answers = Vec<(Index, Option<Index>)>;

pub fn answers() -> impl Strategy<Value = Answers> {
    proptest::collection::vec((any::<Index>(), proptest::option::of(any::<Index>())), 0..8)
}

pub fn figures() -> impl Strategy<Value = (u32, u32, u32)> {
    let money = || proptest::sample::select(vec![1_u32, 9, 10, 11, 42, 43, 44, 49, 50, 51]);
    (proptest::sample::select(vec![5_u32, 49, 50, 51, 249, 250, 300]), money(), money())
}

/// The assessment of random answers in a state.
pub fn stated(
    law: &law::Law,
    state: &str,
    answers: &Answers,
    activities: &[Index],
    (staff, turnover, balance): (u32, u32, u32),
) -> nis2_check::domain::session::Assessment {
    let mut stated = ordinary(law, state);
    for (fact, value) in answers {
        let fact = fact.get(&law.facts);
        match value {
            Some(value) => {
                stated.answers.insert(fact.id.clone(), value.get(&fact.values).clone());
            }
            None => {
                stated.answers.remove(&fact.id);
            }
        }
    }
    for row in activities {
        stated.activities.as_mut().unwrap().insert(row.get(&law.rows).id.clone(), Tri::Yes);
    }
    let money = |million: u32| format!("{million}000000");
    stated.size.periods = vec![period(&[staff.to_string(), money(turnover), money(balance)])];
    stated
}

proptest! {
    #![proptest_config(crate::properties(200))]

    /// A certain verdict never rests on something unverified alone: then the answer is to check.
    #[test]
    fn what_is_not_verified_decides_nothing(
        answers in answers(),
        activities in proptest::collection::vec(any::<Index>(), 0..3),
        figures in figures(),
    ) {
        let bench = Bench::new();
        for (state, law) in &bench.states {
            let stated = stated(law, &state.code, &answers, &activities, figures);
            let found = bench.run_in(state, law, &stated, law::Day(20_261_121));
            let Answer::Verdict(verdict) = found.verdict else { continue };
            if verdict != Verdict::NeedsAssessment {
                assert_ne!(found.status, Status::Unverified, "{verdict:?}");
            }
        }
    }

    /// Every reading is among what is possible, and one verdict for all readings is the verdict.
    #[test]
    fn the_verdict_is_that_of_all_readings(
        answers in answers(),
        activities in proptest::collection::vec(any::<Index>(), 0..3),
        figures in figures(),
    ) {
        let bench = Bench::new();
        for (state, law) in &bench.states {
            let stated = stated(law, &state.code, &answers, &activities, figures);
            let found = bench.run_in(state, law, &stated, law::Day(20_261_121));
            let verdicts: Vec<Option<Verdict>> = found.readings.iter().map(|reading| reading.outcome.verdict).collect();
            for verdict in verdicts.iter().flatten() {
                assert!(found.possible.iter().any(|possible| possible == verdict));
            }
            let same = verdicts.iter().all(|verdict| *verdict == verdicts[0]);
            match found.verdict {
                Answer::Verdict(verdict) => assert!(same && verdicts[0] == Some(verdict)),
                Answer::Borderline => assert!(!same && verdicts.iter().all(Option::is_some)),
                Answer::Undetermined => assert!(verdicts.contains(&None)),
                Answer::NotInForce => unreachable!("the day is after both acts"),
            }
            let pending = found.verdict == Answer::Verdict(Verdict::NeedsAssessment);
            let decided = found.missing.is_empty() && same && verdicts[0].is_some();
            assert!(found.possible.len() == 1 && decided || found.possible.len() > 1 && (pending || !decided));
        }
    }
}

/// The compiler refuses an unverified rule that decides; here the packs themselves.
#[test]
fn no_unverified_rule_decides() {
    for (state, _) in &Bench::new().states {
        for rule in state.rules.iter().filter(|rule| rule.status == Status::Unverified) {
            let asks = matches!(rule.effect, Effect::Assess(_) | Effect::AssessSize | Effect::Note);
            assert!(asks, "{}", rule.id);
        }
    }
}
