//! What holds for all duties, whatever has been given.

use std::collections::{BTreeMap, BTreeSet};

use law::{Consequence, Verdict};
use nis2_check::content::native::{duties as packs, states};
use nis2_check::domain::duties::kept::Kept;
use nis2_check::domain::duties::{Applied, Item, Setting, State, When, asked, duties};
use nis2_check::domain::national::{Answer, OpenBy};
use nis2_check::domain::questionnaire::has_class;
use nis2_check::domain::scope::outcome::Held;
use nis2_check::domain::sorted::SortedSet;
use nis2_check::domain::time::{Moment, day};
use nis2_check::i18n::Language;
use nis2_check::i18n::duties::native::words;
use nis2_check::report::duties::{Duties, Laws};
use proptest::prelude::*;
use proptest::sample::Index;

use super::{id, is_certain, part};
use crate::national::cases::Bench;
use crate::national::properties as organisations;
use crate::report::with_assessment;

const VERDICTS: [Verdict; 5] =
    [Verdict::Essential, Verdict::Important, Verdict::RegistrationOnly, Verdict::OutOfScope, Verdict::NeedsAssessment];

/// Days near the ends of months, leap days and clock changes.
fn awkward_days() -> impl Strategy<Value = String> {
    (2024..2032_i32, prop::sample::select(vec![1, 2, 3, 6, 10, 12_u32]), 25..=31_u32)
        .prop_map(|(year, month, date)| (0..4).find_map(|less| day::of(year, month, date - less)).unwrap())
        .prop_map(day::to_text)
}

#[derive(Clone, Debug)]
struct Stated {
    verdicts: Vec<Vec<Verdict>>,
    states: Vec<bool>,
    days: BTreeMap<String, String>,
    answers: BTreeMap<String, String>,
    done: BTreeMap<String, String>,
    held: Vec<Held>,
    competent: bool,
    elsewhere: bool,
    rules: Held,
    now: i64,
}

const CONSEQUENCES: [Consequence; 8] = [
    Consequence::RegisterArt3,
    Consequence::RegisterArt27,
    Consequence::Regulation2690,
    Consequence::DisplacedByDora,
    Consequence::Representative,
    Consequence::DomainData,
    Consequence::ExemptedPartly,
    Consequence::ExemptedWholly,
];

fn settings() -> impl Strategy<Value = Stated> {
    let packs = packs();
    let events: Vec<String> = packs.iter().flat_map(|pack| &pack.events).map(|event| event.id.clone()).collect();
    let ids: Vec<String> = packs.iter().flat_map(|pack| &pack.duties).map(|duty| duty.id.clone()).collect();
    let days = prop::collection::btree_map(prop::sample::select(events.clone()), awkward_days(), 0..6);
    let said = prop::sample::select(vec!["none".to_owned(), "kljucni".to_owned(), "unknown".to_owned()]);
    let answers = prop::collection::btree_map(prop::sample::select(events), said, 0..3);
    let done = prop::collection::btree_map(prop::sample::select(ids), awkward_days(), 0..6);
    let verdicts = prop::collection::vec(prop::sample::subsequence(VERDICTS.to_vec(), 1..=3), packs.len());
    let states = prop::collection::vec(any::<bool>(), packs.len() - 1);
    let held = prop::collection::vec(prop::sample::select(vec![Held::Yes, Held::No, Held::Open]), CONSEQUENCES.len());
    let rules = (any::<bool>(), any::<bool>(), prop::sample::select(vec![Held::Yes, Held::No, Held::Open]));
    (verdicts, states, (days, answers), done, held, rules, 1_700_000_000_i64..2_000_000_000).prop_map(
        |(verdicts, states, (days, answers), done, held, (competent, elsewhere, rules), now)| Stated {
            verdicts,
            states,
            days,
            answers,
            done,
            held,
            competent,
            elsewhere,
            rules,
            now,
        },
    )
}

fn with_setting<T>(given: &Stated, now: i64, act: impl FnOnce(&Setting<'_>) -> T) -> T {
    let packs = packs();
    let taken = packs.iter().zip(&given.verdicts).enumerate();
    let applied = taken
        .filter(|(at, _)| *at == 0 || given.states[at - 1])
        .map(|(at, (pack, verdicts))| {
            let possible: SortedSet<_> = verdicts.iter().copied().collect();
            let competent = if at == 0 || given.competent { Held::Yes } else { Held::Open };
            Applied {
                pack,
                certain: is_certain(&possible, competent),
                open_by: OpenBy::Answers,
                possible,
                competent,
                rules: pack
                    .duties
                    .iter()
                    .filter_map(|duty| duty.rule.clone())
                    .map(|rule| (rule, given.rules))
                    .collect(),
            }
        })
        .collect();
    let consequences: Vec<_> =
        CONSEQUENCES.into_iter().zip(given.held.iter().copied()).filter(|(_, held)| *held != Held::No).collect();
    let part = part(&given.days, &given.done);
    let answers = given.answers.iter().map(|(id, answer)| (id.clone(), answer.clone())).collect();
    act(&Setting {
        applied,
        elsewhere: given.elsewhere,
        consequences: &consequences,
        kept: Kept(Some(&part)),
        answers: &answers,
        now: Moment(now),
    })
}

proptest! {
    #![proptest_config(crate::properties(128))]

    #[test]
    fn duties_come_in_the_order_of_their_days(given in settings()) {
        with_setting(&given, given.now, |setting| {
            let group = |state: State| match state {
                State::Overdue | State::Soon | State::Later => 0,
                State::Undated => 1,
                State::Standing => 2,
                State::Done => 3,
            };
            let items = duties(setting);
            for pair in items.windows(2) {
                prop_assert!(group(pair[0].state) <= group(pair[1].state));
                let late = |item: &Item| match &item.when {
                    When::Dated(dated) => dated.due.too_late(setting.place(item.applied)),
                    _ => None,
                };
                if group(pair[1].state) == 0 {
                    prop_assert!(late(&pair[0]) <= late(&pair[1]));
                    // What is overdue stands before what is not.
                    prop_assert!(pair[1].state != State::Overdue || pair[0].state == State::Overdue);
                }
            }
            let ids: BTreeSet<_> = items.iter().map(|item| (item.applied, item.duty)).collect();
            prop_assert_eq!(ids.len(), items.len());
            Ok(())
        })?;
    }

    #[test]
    fn later_ends_are_later_and_what_is_overdue_stays_so(given in settings(), later in 0..50_000_000_i64) {
        let overdue = with_setting(&given, given.now, |setting| {
            let items = duties(setting);
            for item in &items {
                let place = setting.place(item.applied);
                if let When::Dated(dated) = &item.when {
                    let late = dated.due.too_late(place).unwrap();
                    for longer in dated.longer.map(|(_, due)| due).into_iter().chain(dated.other) {
                        prop_assert!(longer.too_late(place).unwrap() > late);
                    }
                    prop_assert!(item.state != State::Overdue || late <= setting.now);
                }
            }
            Ok(items.iter().filter(|item| item.state == State::Overdue).map(|item| id(setting, item).to_owned()).collect::<Vec<_>>())
        })?;
        with_setting(&given, given.now + later, |setting| {
            let items = duties(setting);
            for duty in &overdue {
                let now = items.iter().find(|item| id(setting, item) == duty);
                // A day that lay in the future before can count now; then the duty may have moved.
                let moved = given.days.values().chain(given.done.values()).any(|text| {
                    day::parse(text) > Moment(given.now).local(setting.place(0)).map(|local| local.day)
                });
                prop_assert!(moved || now.is_some_and(|item| item.state == State::Overdue));
            }
            Ok(())
        })?;
    }

    #[test]
    fn an_open_verdict_never_hides_a_duty(given in settings()) {
        let ids = |given: &Stated| -> BTreeSet<String> {
            with_setting(given, given.now, |setting| duties(setting).iter().map(|item| id(setting, item).to_owned()).collect())
        };
        // A State takes the place of the directive's duties only where its own verdict is certain.
        let uncertain = with_setting(&given, given.now, |setting| {
            setting.elsewhere || setting.applied.iter().skip(1).any(|state| !state.certain)
        });
        let alone = Stated { states: vec![false; given.states.len()], ..given.clone() };
        let (all, of_union) = (ids(&given), ids(&alone));
        prop_assert!(!uncertain || of_union.is_subset(&all), "{:?}", of_union.difference(&all));
        // Everything that one of the verdicts brings is there while several are possible.
        for (at, verdicts) in given.verdicts.iter().enumerate() {
            for verdict in verdicts {
                let mut one = given.clone();
                one.verdicts[at] = vec![*verdict];
                // Where it becomes certain, what the State has in another form stands only there.
                let some: BTreeSet<String> = ids(&one).into_iter().filter(|id| at == 0 || !id.starts_with("eu.")).collect();
                prop_assert!(some.is_subset(&all), "{:?}", some.difference(&all));
            }
        }
    }
}

proptest! {
    #![proptest_config(crate::properties(48))]

    /// The same from the answers of an organisation: while a State's result is that something has to be checked or decided,
    /// the duties of the directive stay, and those of the State are there in the directive's class, with the days they run
    /// from.
    #[test]
    fn an_assessment_that_is_pending_never_hides_a_duty(
        answers in organisations::answers(),
        activities in prop::collection::vec(any::<Index>(), 0..3),
        figures in organisations::figures(),
    ) {
        let bench = Bench::new();
        let (packs, states) = (packs(), states());
        let words: Vec<_> = packs.iter().map(|pack| words(pack, Language::English)).collect();
        let pairs: Vec<_> = packs.iter().zip(&words).collect();
        let states: Vec<_> = states.iter().collect();
        let now = Moment::parse("2026-11-21T09:00:00Z").unwrap();
        for (state, law) in &bench.states {
            let stated = organisations::stated(law, &state.code, &answers, &activities, figures);
            let found = bench.run_in(state, law, &stated, law::Day(20_261_121));
            if found.is_certain() {
                continue;
            }
            let pending = found.verdict == Answer::Verdict(Verdict::NeedsAssessment);
            with_assessment(&stated, Language::English, |context| {
                let ids = |duties: &Duties<'_>| -> BTreeSet<String> {
                    duties.items.iter().map(|item| duties.id(item).to_owned()).collect()
                };
                let of_union = Duties::new(context, Laws { duties: &pairs[..1], states: &states, now });
                let all = Duties::new(context, Laws { duties: &pairs, states: &states, now });
                assert!(ids(&of_union).is_subset(&ids(&all)), "{:?}", ids(&of_union).difference(&ids(&all)));
                let class = context.outcome.verdict.filter(|_| pending && context.outcome.possible.len() == 1);
                let Some(class) = class.filter(|class| has_class(*class) && found.possible.contains(class)) else { return };
                let pack = packs.iter().find(|pack| pack.code == state.code).unwrap();
                let asked: Vec<_> = asked(all.setting()).into_iter().filter(|asked| asked.applied > 0).collect();
                for (at, event) in pack.events.iter().enumerate() {
                    let wanted = event.with.contains(&class) && event.consequence.is_none();
                    assert!(!wanted || asked.iter().any(|asked| asked.event == at), "{}", event.id);
                }
            });
        }
    }
}
