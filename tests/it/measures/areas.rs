//! Levels of areas that come from answers to measures, in the result and on the page for the board.

use nis2_check::document::markdown::markdown;
use nis2_check::i18n::Language;
use nis2_check::persist::measures::PART;
use nis2_check::report::areas;
use nis2_check::report::measures::Full;

use super::documents::answered;
use crate::report::with_assessment;

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
