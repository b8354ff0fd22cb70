//! Roadmap, page for the board, page for customers and crosswalk of a machine builder, in three languages.

use nis2_check::document::markdown::markdown;
use nis2_check::domain::measures::binding::{Binding, binding};
use nis2_check::domain::measures::{Answer, Item, Kept, Stage, State};
use nis2_check::domain::scope::jurisdiction::Places;
use nis2_check::domain::session::Assessment;
use nis2_check::domain::units::Tri;
use nis2_check::i18n::{Language, key};
use nis2_check::persist::measures::{PART, read, write};
use nis2_check::report::measures::Full;
use nis2_check::report::national::obliged;
use nis2_check::report::{Context, areas, crosswalk, full, papers, roadmap};
use serde_json::Value;

use super::{World, with};
use crate::national::cases::{Bench, Case, assessment as national};
use crate::national::report::loaded;
use crate::report::{firm, with_assessment};

/// The machine builder with answers to a part of the measures.
pub(super) fn answered() -> Assessment {
    let mut kept = Kept::default();
    for (id, state) in [
        ("A01-M01", State::InPlace),
        ("A01-M04", State::Partly),
        ("A04-M01", State::Missing),
        ("A04-M03", State::Planned),
        ("A05-M04", State::InPlace),
        ("A10-M01", State::InPlace),
        ("A10-M02", State::Missing),
        ("A13-M03", State::Partly),
        ("A13-M04", State::Unknown),
        ("GAP-13-M2", State::Missing),
    ] {
        kept.set_state(id, Some(state));
    }
    kept.answers.insert(
        "A06-M08".to_owned(),
        Answer { state: Some(State::NotApplicable), reason: "nobody comes in".to_owned(), note: "rules, 4".to_owned() },
    );
    kept.profile.insert("industrial_control".to_owned(), Tri::Yes);
    let item =
        Item { owner: "Ana Primer".to_owned(), due: Some(law::Day(20_261_224)), stage: Stage::Begun, when: None };
    kept.set_item("A10-M02", item);
    kept.set_practice("A10-G01".to_owned(), true);
    let mut assessment = firm("machine-builder");
    assessment.parts.insert(PART.to_owned(), write(&kept, &Value::Null));
    assessment
}

/// The same with the law of States.
fn with_states<T>(assessment: &Assessment, language: Language, visit: impl Fn(&Context<'_>) -> T) -> T {
    with_assessment(assessment, language, |context| {
        let states = loaded(context);
        let found = obliged(context, &states);
        visit(&Context { national: Some(&states), obliged: Some(&found), ..*context })
    })
}

#[test]
fn pages_as_markdown() {
    for language in Language::ALL {
        let text = with_states(&answered(), language, |context| {
            let full = Full::new(context).unwrap();
            let nis2 = crosswalk::page(&full, 0);
            let pages = [papers::board(&full), papers::customer(&full), roadmap::plan(&full, 2), nis2];
            markdown(&pages.concat())
        });
        insta::assert_snapshot!(format!("measures.{}", language.code()), text);
    }
}

/// The page for customers with these answers, and how often the statement of each question stands on it.
fn customer(kept: &Kept, language: Language) -> (String, Vec<usize>) {
    let mut assessment = firm("machine-builder");
    assessment.parts.insert(PART.to_owned(), write(kept, &Value::Null));
    with_assessment(&assessment, language, |context| {
        let full = Full::new(context).unwrap();
        let text = markdown(&papers::customer(&full));
        let count = |at| text.matches(full.words(at, key::measures_measure::STATEMENT)).count();
        let found = World::new(&[]).asking().into_iter().map(count).collect();
        (text, found)
    })
}

#[test]
fn a_customer_reads_only_what_is_in_place() {
    let world = World::new(&[]);
    let expected: Vec<usize> = world
        .asking()
        .into_iter()
        .map(|at| usize::from(["A01-M01", "A05-M04", "A10-M01"].contains(&world.id(at))))
        .collect();
    for language in Language::ALL {
        let assessment = answered();
        let kept = read(assessment.parts.get(PART).unwrap()).kept;
        let (text, found) = customer(&kept, language);
        assert_eq!(found, expected);
        // Areas without anything, questions, notes and owners are left out.
        assert_eq!(text.matches("\n- **").count(), 3, "{text}");
        for hidden in ["?", "Ana Primer", "rules, 4", "A01", "GAP"] {
            assert!(!text.contains(hidden), "{hidden}: {text}");
        }
    }
}

#[test]
fn what_is_in_place_is_a_statement_once_and_at_most_three_an_area() {
    let world = World::new(&[]);
    for state in [State::InPlace, State::Partly, State::Planned, State::Missing, State::NotApplicable, State::Unknown] {
        let kept = world.asking().into_iter().fold(Kept::default(), |kept, at| with(&kept, world.id(at), Some(state)));
        for language in Language::ALL {
            let (text, found) = customer(&kept, language);
            assert!(
                found.len() == world.asking().len() && found.iter().all(|count| *count <= 1),
                "{state:?} {found:?}"
            );
            assert_eq!(text.contains("\n- "), state == State::InPlace, "{text}");
            for area in (0..13).filter(|_| state == State::InPlace) {
                let of_area = |at: &usize| usize::from(world.measures.measures[*at].area) == area;
                let here: Vec<(u8, bool)> = (world.asking().into_iter().zip(&found).filter(|(at, _)| of_area(at)))
                    .map(|(at, count)| (world.measures.measures[at].risk, *count == 1))
                    .collect();
                let shown = here.iter().filter(|(_, shown)| *shown);
                assert_eq!(shown.clone().count(), here.len().min(3), "{text}");
                // The heaviest, and how many more there are.
                let least = shown.map(|(risk, _)| *risk).min().unwrap();
                assert!(here.iter().all(|(risk, shown)| *shown || *risk <= least));
            }
        }
    }
    // One alone is named without more.
    let one = with(&Kept::default(), "A01-M01", Some(State::InPlace));
    assert!(customer(&one, Language::English).0.trim_end().ends_with("well protected."));
}

#[test]
fn what_the_profile_leaves_out_is_no_statement() {
    let mut kept = Kept::default();
    kept.set_state("A10-M04", Some(State::InPlace));
    assert_eq!(customer(&kept, Language::English).1.iter().sum::<usize>(), 1);
    kept.profile.insert("remote_work".to_owned(), Tri::No);
    assert_eq!(customer(&kept, Language::English).1.iter().sum::<usize>(), 0);
}

#[test]
fn a_report_with_measures_has_roadmap_and_appendix() {
    with_assessment(&answered(), Language::English, |context| {
        let with = markdown(&full::report(context));
        let title = context.words.get(key::CROSSWALK_PAGE_APPENDIX);
        let plan = context.words.get(key::ROADMAP_PLAN_TITLE);
        assert!(with.contains(title) && with.contains(&format!(" {plan}\n")));
        // Every framework and every measure stands in the appendix.
        for measure in &context.measures.unwrap().measures {
            assert!(with.contains(&measure.id), "{}", measure.id);
        }
    });
    let without =
        with_assessment(&firm("machine-builder"), Language::English, |context| markdown(&full::report(context)));
    assert!(!without.contains("GAP-01-M1"));
}

#[test]
fn the_verdict_says_whether_measures_are_a_duty() {
    for (name, expected) in [
        ("bakery", Binding::No),
        ("machine-builder", Binding::Yes),
        ("hospital", Binding::Yes),
        ("registrar", Binding::No),
        // DORA takes the place of the measures.
        ("bank", Binding::No),
        ("municipality", Binding::Perhaps),
        ("undetermined", Binding::Perhaps),
    ] {
        with_assessment(&firm(name), Language::English, |context| {
            assert_eq!(binding(context.outcome), expected, "{name}");
        });
    }
}

/// A Croatian bakery that passes on e-invoices: outside of the directive, bound by the act of its State.
fn passes_on_invoices() -> Assessment {
    let mut kept = Kept::default();
    kept.set_state("A11-M01", Some(State::Missing));
    kept.set_state("GAP-02-M2", Some(State::Missing));
    let mut assessment = firm("bakery");
    assessment.places.established = vec!["hr".to_owned()];
    assessment.answers.insert("hr.e_invoice".to_owned(), "yes".to_owned());
    assessment.parts.insert(PART.to_owned(), write(&kept, &Value::Null));
    assessment
}

#[test]
fn the_law_of_a_state_puts_its_duties_first_and_is_named() {
    let world = World::new(&[]);
    for language in Language::ALL {
        with_states(&passes_on_invoices(), language, |context| {
            assert_eq!(binding(context.outcome), Binding::No);
            let full = Full::new(context).unwrap();
            let first = &full.roadmap.items[0];
            assert_eq!((world.id(first.measure), first.duty), ("GAP-02-M2", Binding::Yes));
            assert_eq!((full.target(0), full.target(1)), (4, 3));
            let name = context.national.unwrap().iter().find(|loaded| loaded.state.code == "hr").unwrap().name();
            let says = context.words.fill(key::ROADMAP_PLAN_NATIONAL, &[("states", name)]);
            let targets = context.words.fill(key::REPORT_AREAS_TARGETS_NATIONAL, &[("states", name)]);
            for (page, says) in [
                (markdown(&papers::board(&full)), &says),
                (markdown(&roadmap::plan(&full, 2)), &says),
                (markdown(&areas::page(context)), &targets),
                (markdown(&full::report(context)), &targets),
            ] {
                assert!(page.contains(says), "{page}");
            }
            // The table of the areas has the same targets as the roadmap.
            let score = areas::score_of(context, context.maturity.unwrap());
            assert!(score.areas.iter().all(|area| area.target == full.target(area.area)));
        });
    }
}

#[test]
fn while_the_law_of_a_state_has_not_arrived_nothing_is_certainly_no_duty() {
    with_assessment(&passes_on_invoices(), Language::English, |context| {
        let full = Full::new(context).unwrap();
        assert_eq!(full.obliged.binding, Binding::Perhaps);
        let plan = markdown(&roadmap::plan(&full, 2));
        let [waits, perhaps] =
            [key::ROADMAP_PLAN_WAITS, key::ROADMAP_PLAN_DUTY_PERHAPS].map(|key| context.words.get(key));
        assert!(plan.contains(waits) && plan.contains(perhaps), "{plan}");
    });
    let mut elsewhere = passes_on_invoices();
    elsewhere.places = Places { established: vec!["eu".to_owned()], ..Places::default() };
    with_assessment(&elsewhere, Language::English, |context| {
        let full = Full::new(context).unwrap();
        assert!(!full.obliged.waits && full.obliged.binding == Binding::No && full.beside_directive().is_none());
    });
}

#[test]
fn what_summaries_say_is_marked() {
    let case = toml::toml! {
        state = "si"
        size = "medium"
        activities = ["x_education_institution"]
        facts = { "si.higher_education" = "yes" }
    };
    let bench = Bench::new();
    let mut assessment = national(&bench.state("si").1, &Case::of(&case));
    assessment.parts.clone_from(&passes_on_invoices().parts);
    for language in Language::ALL {
        with_states(&assessment, language, |context| {
            let full = Full::new(context).unwrap();
            let mark = context.words.get(key::UI_VERDICT_MARK_SECONDARY);
            let [first, second] = [0, 1].map(|at| full.why(&full.roadmap.items[at]));
            // The directive's duty binds through the act of the State; the other is on the list of that act.
            assert_eq!(full.roadmap.items[0].duty, Binding::Yes);
            let at = full.measures.frameworks.iter().position(|known| known.id == "zinfv1").unwrap();
            let act = crosswalk::framework(context, at, key::crosswalk_framework::NAME);
            let listed = context.words.fill(key::ROADMAP_PLAN_DUTY_ACT, &[("act", act)]);
            assert!(first.contains(mark) && second.starts_with(&[&listed, ", ", mark].concat()), "{first}; {second}");
        });
    }
}

#[test]
fn what_the_profile_leaves_out_is_not_recommended_as_good_practice_either() {
    let mut kept = Kept::default();
    for id in ["GAP-09-M1", "A09-M01", "A04-M01"] {
        kept.set_state(id, Some(State::InPlace));
    }
    let mut assessment = firm("bakery");
    let pages = |assessment: &Assessment| {
        with_assessment(assessment, Language::English, |context| {
            let full = Full::new(context).unwrap();
            [
                markdown(&roadmap::plan(&full, 2)),
                markdown(&areas::page(context)),
                markdown(&crosswalk::appendix(&full, 2)),
            ]
        })
    };
    for id in World::new(&[]).measures.profile {
        kept.profile.insert(id, Tri::No);
    }
    kept.set_practice("A10-G01".to_owned(), true);
    for (only_if, expected) in [(Tri::No, 0), (Tri::Unknown, 1)] {
        for id in ["remote_work", "own_servers", "supplier_access"] {
            kept.profile.insert(id.to_owned(), only_if);
        }
        assessment.parts.insert(PART.to_owned(), write(&kept, &Value::Null));
        let [plan, areas, appendix] = pages(&assessment);
        for text in [
            "Limit administrator work from outside",
            "Let administrators reach servers",
            "Keep an eye on what contractors",
        ] {
            assert_eq!((plan.matches(text).count(), areas.matches(text).count()), (expected, expected), "{text}");
        }
        assert!(plan.contains("Replace every password the maker has set") && areas.contains("Replace every password"));
        assert_eq!(appendix.contains("**A10-G01:**"), expected == 1);
    }
}

#[test]
fn without_answers_to_measures_the_next_steps_of_the_areas_are_told() {
    let mut assessment = firm("machine-builder");
    for language in Language::ALL {
        for (quick, answered) in [(Some(1), false), (None, false), (Some(1), true)] {
            assessment.areas = nis2_check::domain::sorted::ById::new();
            assessment.parts = nis2_check::domain::sorted::ById::new();
            if let Some(level) = quick {
                let answer = nis2_check::domain::session::AreaAnswer {
                    level: nis2_check::domain::session::Level::At(level),
                    ..Default::default()
                };
                assessment.areas.insert("A06".to_owned(), answer);
            }
            let mut kept = Kept::default();
            if answered {
                kept.set_state("A06-M01", Some(State::InPlace));
            }
            assessment.parts.insert(PART.to_owned(), write(&kept, &Value::Null));
            with_assessment(&assessment, language, |context| {
                let full = Full::new(context).unwrap();
                for page in [markdown(&roadmap::plan(&full, 2)), markdown(&papers::board(&full))] {
                    let says = |key| page.contains(context.words.get(key));
                    assert_eq!(says(key::ROADMAP_PLAN_EMPTY), answered, "{page}");
                    assert_eq!(says(key::ROADMAP_PLAN_NOT_BEGUN_STEPS), quick.is_some() && !answered, "{page}");
                    assert_eq!(says(key::ROADMAP_PLAN_NOT_BEGUN), quick.is_none(), "{page}");
                    let next = context.words.get(key::AREAS.of(5, key::areas::NEXT1));
                    assert_eq!(page.contains(next), quick.is_some() && !answered, "{page}");
                }
            });
        }
    }
}

#[test]
fn what_law_asks_is_named() {
    let mut kept = Kept::default();
    for id in ["A01-M05", "A10-M02", "GAP-01-M1", "GAP-13-M2"] {
        kept.set_state(id, Some(State::Missing));
    }
    let bench = Bench::new();
    for (country, activity, expected) in [
        ("hr", "digital_cloud", ["regulation", "regulation", "regulation", "duty"]),
        ("hr", "health_provider", ["act", "risk", "duty", "duty"]),
    ] {
        let mut case = toml::toml! { size = "medium" };
        case.insert("state".to_owned(), country.into());
        case.insert("activities".to_owned(), vec![activity].into());
        let mut assessment = national(&bench.state(country).1, &Case::of(&case));
        assessment.parts.insert(PART.to_owned(), write(&kept, &Value::Null));
        for language in Language::ALL {
            with_states(&assessment, language, |context| {
                let full = Full::new(context).unwrap();
                let at = |id: &str| full.measures.frameworks.iter().position(|known| known.id == id).unwrap();
                let named = |key, id| {
                    let act = crosswalk::framework(context, at(id), key::crosswalk_framework::NAME);
                    context.words.fill(key, &[("act", act)])
                };
                let world = World::new(&[]);
                for (id, expected) in ["A01-M05", "A10-M02", "GAP-01-M1", "GAP-13-M2"].into_iter().zip(expected) {
                    let todo = full.roadmap.items.iter().find(|todo| todo.measure == world.at(id)).unwrap();
                    let expected = match expected {
                        "regulation" => named(key::ROADMAP_PLAN_DUTY_REGULATION, "ir2690"),
                        "act" => named(key::ROADMAP_PLAN_DUTY_ACT, "zks"),
                        "risk" => context.words.get(key::ROADMAP_PLAN_DUTY_RISK).to_owned(),
                        _ => context.words.get(key::ROADMAP_PLAN_DUTY).to_owned(),
                    };
                    let why = full.why(todo);
                    assert!(why.starts_with(&[&expected, ", "].concat()), "{activity} {id}: {why}");
                    // What is ours says so, also in the table and on the page for the board.
                    let ours = context.words.get(key::ROADMAP_PLAN_OURS);
                    assert_eq!(why.ends_with(ours), id.starts_with("GAP"), "{why}");
                    assert!(roadmap::table(&full).contains(&why) && markdown(&papers::board(&full)).contains(&why));
                }
            });
        }
    }
}
