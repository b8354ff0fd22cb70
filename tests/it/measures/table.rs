//! The roadmap as a file for spreadsheets, and the open duties of operators in it.

use law::Day;
use nis2_check::document::csv::csv;
use nis2_check::document::markdown::markdown;
use nis2_check::domain::measures::binding::Binding;
use nis2_check::domain::measures::{Answer, Horizon, Item, Kept, State};
use nis2_check::i18n::Language;
use nis2_check::persist::measures::{PART, write};
use nis2_check::report::measures::Full;
use nis2_check::report::{Context, papers, roadmap};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::report::{firm, with_assessment};

/// The cells of a file, read as spreadsheets read it.
fn cells(text: &str) -> Vec<Vec<String>> {
    let text = text.strip_prefix('\u{feff}').expect("a byte order mark");
    let mut rows = vec![vec![String::new()]];
    let mut quoted = false;
    let mut rest = text.chars().peekable();
    while let Some(character) = rest.next() {
        let row = rows.last_mut().unwrap();
        match character {
            '"' if quoted && rest.peek() == Some(&'"') => row.last_mut().unwrap().push(rest.next().unwrap()),
            '"' => quoted = !quoted,
            ';' if !quoted => row.push(String::new()),
            '\n' if !quoted => rows.push(vec![String::new()]),
            '\r' if !quoted => {}
            other => row.last_mut().unwrap().push(other),
        }
    }
    assert_eq!(rows.pop(), Some(vec![String::new()]), "the last row ends like every other");
    rows
}

proptest! {
    #![proptest_config(crate::properties(64))]
    #[test]
    fn a_spreadsheet_reads_the_same_cells_and_no_formula(
        rows in prop::collection::vec(prop::collection::vec("[=+@;\"\\-\\PC]{0,8}", 3), 1..4),
    ) {
        let read = cells(&csv(&rows));
        prop_assert_eq!(read.len(), rows.len());
        for (was, is) in rows.iter().flatten().zip(read.iter().flatten()) {
            prop_assert!(!is.trim_start().starts_with(['=', '+', '-', '@', '\t']), "{is}");
            prop_assert_eq!(is.strip_prefix('\'').filter(|_| !was.starts_with('\'')).unwrap_or(is), was);
        }
    }
}

/// A machine builder that also runs a network, with what is answered about the notice and one measure open; both owner and duty are the visitor's words.
fn operator(notice: &str, language: Language, visit: impl Fn(&Full<'_>)) {
    let mut kept = Kept::default();
    kept.set_state("A13-M03", Some(State::Missing));
    kept.set_state("A13-M04", Some(State::Partly));
    kept.answers.insert("A13-M05".to_owned(), Answer { state: Some(State::InPlace), ..Answer::default() });
    let owner = "=HYPERLINK(\"http://x\"); Ana".to_owned();
    kept.set_item("A13-M03", Item { owner, due: Some(Day(20_261_224)), when: Some(Horizon::Year), ..Item::default() });
    let mut assessment = firm("machine-builder");
    assessment.parts.insert(PART.to_owned(), write(&kept, &Value::Null));
    let duties = json!({
        "profile": { "notice": "no", "before": "yes", "users": "200000" },
        "duties": {
            "HK-Y1": { "state": "missing" },
            "H1": { "state": "in_place" },
            "H2": { "state": "planned", "due": "2026-11-01" },
            "AK-D1": { "state": "missing" },
        },
    });
    assessment.parts.insert("operators".to_owned(), duties);
    assessment.answers.insert("hr.notice".to_owned(), notice.to_owned());
    with_assessment(&assessment, language, |context| {
        let operators = nis2_check::content::native::operators();
        visit(&Full::new(&Context { operators: Some(&operators), ..*context }).unwrap());
    });
}

#[test]
fn open_duties_of_operators_are_items_of_the_roadmap() {
    for language in Language::ALL {
        operator("none", language, |full| {
            let ids: Vec<&str> = full.operators.iter().map(|open| open.entry.duty.id.as_str()).collect();
            // What is in place is no item, and neither is what an act of history asks.
            assert_eq!(ids.len(), 2, "{ids:?}");
            assert!(ids.contains(&"HK-Y1") && ids.contains(&"H2"), "{ids:?}");
            let words = full.context.words;
            let title = |open| roadmap::duty_words(full, open).0;
            let plan = markdown(&roadmap::plan(full, 2));
            let board = markdown(&papers::board(full));
            let customer = markdown(&papers::customer(full));
            for open in &full.operators {
                assert!(plan.contains(&title(open)), "{plan}");
                assert_eq!(board.contains(&title(open)), open.horizon == Horizon::Now, "{board}");
                assert!(!customer.contains(&title(open)), "{customer}");
            }
            assert!(plan.contains(words.get(nis2_check::i18n::key::ROADMAP_PLAN_OPERATORS)));
        });
    }
}

/// What the check knows about the notice counts, whatever the rulebook's own page kept once.
#[test]
fn a_rulebook_that_has_ended_leaves_the_roadmap() {
    for language in Language::ALL {
        operator("vazni", language, |full| {
            assert!(full.operators.is_empty(), "{:?}", full.operators);
            let heading = full.context.words.get(nis2_check::i18n::key::ROADMAP_PLAN_OPERATORS);
            assert!(!markdown(&roadmap::plan(full, 2)).contains(heading));
            assert_eq!(cells(&roadmap::table(full)).len(), full.roadmap.items.len() + 1);
        });
        operator("unknown", language, |full| {
            assert!(full.operators.iter().all(|open| open.binding == Binding::Perhaps) && full.operators.len() == 2);
        });
    }
}

#[test]
fn the_table_has_every_item_once_and_no_formula() {
    for language in Language::ALL {
        operator("none", language, |full| {
            let rows = cells(&roadmap::table(full));
            assert!(rows.iter().all(|row| row.len() == rows[0].len()), "{rows:?}");
            let ids: Vec<&str> = rows.iter().skip(1).filter_map(|row| row.last()).map(String::as_str).collect();
            assert_eq!(ids.len(), full.roadmap.items.len() + full.operators.len());
            assert!(full.roadmap.items.iter().all(|todo| ids.contains(&full.id(todo.measure))));
            let own = rows.iter().find(|row| row.last().is_some_and(|id| id == "A13-M03")).unwrap();
            assert_eq!((own[5].as_str(), own[6].as_str()), ("'=HYPERLINK(\"http://x\"); Ana", "2026-12-24"));
        });
    }
}
