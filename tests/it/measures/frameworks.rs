//! Frameworks in crosswalk and appendix: which are shown, how sure their numbers are, what their places are called.

use nis2_check::document::markdown::markdown;
use nis2_check::domain::measures::{Kept, State};
use nis2_check::domain::scope::jurisdiction::Places;
use nis2_check::i18n::{Language, key};
use nis2_check::persist::measures::{PART, write};
use nis2_check::report::measures::Full;
use nis2_check::report::{areas, crosswalk};
use serde_json::Value;

use super::{World, with};
use crate::report::{firm, with_assessment};

/// Acts of a State stand in the appendix only where that State concerns the organisation or its roadmap goes by them; on the
/// page all can be chosen, those of other States last. How sure their numbers are comes from the data.
#[test]
fn frameworks_of_states_stand_where_the_state_concerns() {
    let of = |states: &[&str], chosen: Option<&str>, language| {
        let mut assessment = firm("machine-builder");
        assessment.places =
            Places { established: states.iter().map(|code| (*code).to_owned()).collect(), ..Places::default() };
        let kept = Kept { framework: chosen.map(str::to_owned), ..Kept::default() };
        assessment.parts.insert(PART.to_owned(), write(&kept, &Value::Null));
        with_assessment(&assessment, language, |context| {
            let full = Full::new(context).unwrap();
            let id = |at: usize| full.measures.frameworks[at].id.clone();
            let name = |at: usize| crosswalk::framework(context, at, key::crosswalk_framework::NAME);
            let offered = crosswalk::frameworks(&full);
            let appendix = markdown(&crosswalk::appendix(&full, 2));
            let shown = offered.iter().filter(|at| appendix.contains(&["## ", name(**at), "\n"].concat()));
            (
                offered.iter().map(|at| id(*at)).collect::<Vec<_>>(),
                shown.map(|at| id(*at)).collect::<Vec<_>>(),
                appendix,
            )
        })
    };
    for language in Language::ALL {
        for (states, chosen, expected, last) in [
            (&["si"][..], None, &["zinfv1"][..], &["zks", "hakom"][..]),
            (&["hr"], None, &["zks", "hakom"], &["zinfv1"]),
            (&["si", "hr"], None, &["zinfv1", "zks", "hakom"], &[]),
            (&["eu"], None, &[], &["zinfv1", "zks", "hakom"]),
            (&["si"], Some("zks"), &["zinfv1", "zks"], &["hakom"]),
        ] {
            let (offered, shown, appendix) = of(states, chosen, language);
            assert_eq!(offered.len(), 8);
            assert!(offered.ends_with(&last.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>()), "{offered:?}");
            let of_states: Vec<&String> =
                shown.iter().filter(|id| ["zinfv1", "zks", "hakom"].contains(&id.as_str())).collect();
            assert_eq!(of_states, expected);
            assert_eq!(shown.len(), 5 + expected.len());
            let marks = [key::UI_VERDICT_MARK_SECONDARY, key::UI_VERDICT_MARK_UNVERIFIED]
                .map(|mark| nis2_check::i18n::native::words(language).get(mark).to_owned());
            let count = |mark: &str| appendix.matches(&["_", mark, "_"].concat()).count();
            let secondary = expected.iter().filter(|id| **id != "hakom").count();
            assert_eq!(marks.map(|mark| count(&mark)), [secondary, 2], "{appendix}");
        }
    }
}

/// Groups of measures for the GDPR are named; what begins a cell begins with a capital.
#[test]
fn groups_have_names_and_cells_begin_with_a_capital() {
    let world = World::new(&[]);
    let tom = world.measures.frameworks.iter().position(|known| known.id == "tom").unwrap();
    let mut kept = Kept::default();
    for at in world.asking() {
        kept = with(&kept, world.id(at), Some(State::NotApplicable));
    }
    let mut assessment = firm("machine-builder");
    assessment.parts.insert(PART.to_owned(), write(&kept, &Value::Null));
    for language in Language::ALL {
        with_assessment(&assessment, language, |context| {
            let full = Full::new(context).unwrap();
            let text = markdown(&crosswalk::page(&full, tom));
            for group in ["C1", "C2", "C3", "C4", "I1", "I2", "A", "O1", "O2", "O3"] {
                assert!(text.contains(&[" ", group, ": "].concat()), "{group}: {text}");
            }
            let pages = [markdown(&crosswalk::page(&full, 0)), markdown(&areas::page(context))].concat();
            let small = context.words.get(key::REPORT_AREAS_NOT_APPLICABLE);
            for before in ["| ", "**", "\n"] {
                assert!(!pages.contains(&[before, small].concat()), "{before}{small}: {pages}");
            }
            assert!(pages.contains(&nis2_check::report::capital(small)));
        });
    }
}
