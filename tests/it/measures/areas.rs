//! Levels of areas that come from answers to measures, in the result and on the page for the board.

use law::Verdict;
use nis2_check::document::markdown::markdown;
use nis2_check::domain::maturity::score;
use nis2_check::domain::measures::Kept;
use nis2_check::domain::measures::levels::{measured, raised};
use nis2_check::domain::session::Level;
use nis2_check::domain::units::Tri;
use nis2_check::i18n::{Language, key};
use nis2_check::persist::measures::{PART, write};
use nis2_check::report::measures::Full;
use nis2_check::report::{areas, full};

use super::World;
use super::documents::answered;
use crate::report::with_assessment;
use serde_json::Value;

/// Without a single quick answer the areas have the levels of their measures: in the result and on the page for the board.
#[test]
fn measures_make_the_levels_of_the_areas() {
    let mut assessment = answered();
    assessment.areas = nis2_check::domain::sorted::ById::new();
    for language in Language::ALL {
        let text = with_assessment(&assessment, language, |context| {
            let score = areas::score_of(context, context.maturity.unwrap());
            let full = Full::new(context).unwrap();
            let with: Vec<usize> = full.levels.iter().filter(|area| area.answered > 0).map(|area| area.area).collect();
            assert_eq!(score.answered, with.len());
            for area in &score.areas {
                assert_eq!(area.measured, with.contains(&area.area));
                if area.measured {
                    assert_eq!(area.level, full.levels[area.area].alone, "without a quick answer the measures alone");
                }
            }
            markdown(&areas::page(context))
        });
        insta::assert_snapshot!(format!("areas.{}", language.code()), text);
    }
}

/// A quick answer fills what the measures leave open and stays visible; other areas are as without measures.
#[test]
fn a_quick_answer_stays_beside_the_measures() {
    let mut assessment = answered();
    let with = with_assessment(&assessment, Language::English, |context| {
        let (score, full) = (areas::score_of(context, context.maturity.unwrap()), Full::new(context).unwrap());
        for area in score.areas.iter().filter(|area| area.measured) {
            assert_eq!(area.level, full.levels[area.area].level);
        }
        assert!(markdown(&areas::page(context)).contains("Your quick answer was level"));
        score
    });
    assert!(assessment.measures_begun());
    assessment.parts.remove(PART);
    assert!(!assessment.measures_begun());
    with_assessment(&assessment, Language::English, |context| {
        let without = areas::score_of(context, context.maturity.unwrap());
        for (one, other) in with.areas.iter().zip(&without.areas).filter(|(one, _)| !one.measured) {
            assert_eq!(one, other);
        }
        assert!(without.areas.iter().all(|area| !area.measured));
    });
}

/// Area 10 is about working from elsewhere: among areas with equal gaps it comes first once the profile says that people do.
/// Without answers to the profile the areas keep their order, and the order of answering changes nothing.
#[test]
fn the_risk_profile_orders_equal_gaps() {
    let world = World::new(&[Level::At(0); 13]);
    let order = |profile: &[(&str, Tri)]| {
        let profile = profile.iter().map(|(id, tri)| ((*id).to_owned(), *tri)).collect();
        let seen = world.levels(&Kept { profile, ..Kept::default() });
        let possible = [Verdict::Important].into_iter().collect();
        let score = score(&world.maturity, &world.quick, &measured(&seen), &raised(&seen), &possible);
        score.order.iter().map(|at| world.maturity.areas[*at].id.clone()).collect::<Vec<_>>()
    };
    let plain = order(&[]);
    assert!(plain.is_sorted());
    assert_eq!(plain, order(&[("remote_work", Tri::Unknown), ("web_shop", Tri::No)]));
    assert_eq!(order(&[("remote_work", Tri::Yes)])[0], "A10");
    let answers = [("remote_work", Tri::Yes), ("invoices", Tri::Yes), ("own_servers", Tri::No)];
    let turned: Vec<_> = answers.iter().rev().copied().collect();
    assert_eq!(order(&answers), order(&turned));
}

/// The result and the chapters of the report say that the profile has a say in their order, and only then.
#[test]
fn the_order_by_the_profile_is_said() {
    for (given, expected) in [(None, false), (Some(Tri::No), false), (Some(Tri::Yes), true)] {
        let mut assessment = crate::report::firm("machine-builder");
        let profile = given.map(|tri| ("remote_work".to_owned(), tri)).into_iter().collect();
        assessment.parts.insert(PART.to_owned(), write(&Kept { profile, ..Kept::default() }, &Value::Null));
        for language in Language::ALL {
            with_assessment(&assessment, language, |context| {
                let says = context.words.get(key::REPORT_AREAS_PROFILE_ORDER);
                assert_eq!(markdown(&areas::page(context)).contains(says), expected);
                assert_eq!(markdown(&full::report(context)).contains(says), expected);
            });
        }
    }
}
