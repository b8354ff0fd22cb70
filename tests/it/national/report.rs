//! What the page and the report say of national law: a Slovenian dairy, a Croatian town, and firms between two readings and
//! between two States, in three languages.

use nis2_check::content::native::states;
use nis2_check::document::html::html;
use nis2_check::document::markdown::markdown;
use nis2_check::document::{Block, Span};
use nis2_check::domain::duties::kept::{Field, PART, set_day, set_field};
use nis2_check::domain::session::Assessment;
use nis2_check::domain::units::Tri;
use nis2_check::i18n::Language;
use nis2_check::i18n::state::native::words;
use nis2_check::report::national::{Loaded, cards, page};
use nis2_check::report::{Context, board, full};

use super::cases::{Bench, ordinary, period};
use crate::report::{with_assessment, with_states};

const FIRMS: [&str; 5] = ["dairy", "town", "mixed-figures", "both-states", "undetermined"];

fn text(words: [&str; 3]) -> [String; 3] {
    words.map(str::to_owned)
}

/// A firm that answers as most would, but for what its name says.
fn firm(bench: &Bench, name: &str) -> Assessment {
    let (_, law) = bench.state("hr");
    let mut firm = ordinary(law, "si");
    firm.answers.insert("si.higher_education".to_owned(), "no".to_owned());
    name.clone_into(&mut firm.name);
    let mut carries_out = |row: &str| {
        firm.activities.as_mut().unwrap().insert(row.to_owned(), Tri::Yes);
    };
    match name {
        "dairy" => {
            carries_out("food_business");
            for fact in ["food_wholesale", "food_industrial"] {
                firm.answers.insert(fact.to_owned(), "yes".to_owned());
            }
            firm.size.periods = vec![period(&text(["120", "48000000", "31000000"]))];
        }
        "town" => {
            carries_out("x_local_public_admin");
            firm.places.established = vec!["hr".to_owned()];
            for fact in ["hr.local_assessment", "local_option"] {
                firm.answers.remove(fact);
            }
        }
        "mixed-figures" => {
            carries_out("energy_electricity_dso");
            firm.places.established = vec!["hr".to_owned()];
            firm.size.periods = vec![period(&text(["300", "20000000", "15000000"]))];
        }
        "both-states" => {
            carries_out("digital_cloud");
            firm.places.established = vec!["si".to_owned(), "hr".to_owned(), "eu".to_owned()];
            firm.places.decisions = Some("hr".to_owned());
            firm.size.periods = vec![period(&text(["60", "12000000.50", "3000000"]))];
        }
        _ => {
            carries_out("mfg_machinery");
            firm.places.established = vec!["hr".to_owned()];
            firm.answers.remove("hr.e_invoice");
        }
    }
    firm
}

pub fn loaded(context: &Context<'_>) -> Vec<Loaded> {
    let language = context.words.language;
    states().into_iter().map(|state| Loaded::new(context.law, state.clone(), words(&state, language))).collect()
}

fn chapter(bench: &Bench, name: &str, language: Language) -> Vec<Block> {
    with_assessment(&firm(bench, name), language, |context| page(context, &loaded(context)))
}

#[test]
fn results_as_markdown() {
    let bench = Bench::new();
    for name in FIRMS {
        for language in Language::ALL {
            let text = markdown(&chapter(&bench, name, language));
            insta::assert_snapshot!(format!("{name}.{}", language.code()), text);
        }
    }
}

/// No text is missing, no placeholder is left.
#[test]
fn nothing_is_empty() {
    fn visit(name: &str, blocks: &[Block]) {
        for block in blocks {
            let lines = match block {
                Block::Heading(_, text, _) => {
                    assert!(!text.is_empty(), "{name}: an empty heading");
                    continue;
                }
                Block::Group(_, inner) | Block::Details(_, inner) => {
                    visit(name, inner);
                    continue;
                }
                Block::Paragraph(line) => vec![line],
                Block::List(_, lines) => lines.iter().collect(),
                Block::Table(table) => table.rows.iter().flatten().collect(),
                _ => continue,
            };
            for span in lines.into_iter().flatten() {
                let (Span::Text(text) | Span::Strong(text) | Span::Link(_, text) | Span::Mark(_, text)) = span;
                assert!(!text.is_empty() && !text.contains(['{', '}']), "{name}: {span:?}");
            }
        }
    }
    let bench = Bench::new();
    for name in FIRMS {
        for language in Language::ALL {
            visit(name, &chapter(&bench, name, language));
        }
    }
}

/// The cards, as the verdict page and the page for the board have them.
#[test]
fn cards_name_each_state_with_its_own_word() {
    let bench = Bench::new();
    let said = |name: &str, language: Language| {
        with_assessment(&firm(&bench, name), language, |context| {
            let states = loaded(context);
            let context = Context { national: Some(&states), ..*context };
            let board = markdown(&board::page(&context, "#s3"));
            let cards = markdown(&cards(&context, "#s3"));
            assert!(board.contains(cards.trim()), "{name}: the board has the cards");
            cards
        })
    };
    for (name, language, words) in [
        (
            "dairy",
            Language::Slovenian,
            &["Slovenija: pomembni subjekt", "povzetkih", "19. decembra 2025", "Razlogi"][..],
        ),
        ("dairy", Language::Croatian, &["Slovenija: pomembni subjekt (važni subjekt)"]),
        ("town", Language::Croatian, &["Hrvatska: odlučuje nadležno tijelo", "ne upisujete sami"]),
        ("mixed-figures", Language::Slovenian, &["Hrvaška: Mejni primer"]),
        ("undetermined", Language::English, &["Croatia: Depends on open answers", "Still possible"]),
        ("both-states", Language::English, &["Croatia: ", "Slovenia: not competent for you"]),
    ] {
        let text = said(name, language);
        for words in words {
            assert!(text.contains(words), "{name}: no \"{words}\" in\n{text}");
        }
    }
    let mut croatian = firm(&bench, "dairy");
    croatian.places.established = vec!["hr".to_owned()];
    with_assessment(&croatian, Language::Croatian, |context| {
        let states = loaded(context);
        let text = markdown(&cards(&Context { national: Some(&states), ..*context }, ""));
        assert!(text.contains("Hrvatska: važni subjekt") && text.contains("šalje obavijest"), "{text}");
    });
    for language in Language::ALL {
        insta::assert_snapshot!(
            format!("cards.{}", language.code()),
            FIRMS.map(|name| said(name, language)).join("\n---\n")
        );
    }
    with_assessment(&firm(&bench, "dairy"), Language::English, |context| {
        assert!(cards(context, "#s3").is_empty(), "the law has not arrived");
    });
}

/// Fines with a turnover given as a range, without any, and in a group; DORA instead of the act.
#[test]
fn fines_say_what_the_turnover_means() {
    let bench = Bench::new();
    let text = |change: &dyn Fn(&mut Assessment)| {
        let mut stated = firm(&bench, "dairy");
        change(&mut stated);
        with_assessment(&stated, Language::English, |context| markdown(&page(context, &loaded(context))))
    };
    let turnover = |text: &'static str| {
        move |stated: &mut Assessment| {
            stated.size.periods = vec![period(&["300".to_owned(), text.to_owned(), "60000000".to_owned()])];
        }
    };
    for (amount, says) in [
        ("600000000", "is 8,400,000"),
        ("400000000..600000000", "is 7,000,000"),
        ("600000000..", "is at least 8,400,000"),
    ] {
        let text = text(&turnover(amount));
        assert!(text.contains(says), "{amount}: no \"{says}\" in\n{text}");
        assert!(!text.contains("Give your turnover"), "{amount}");
    }
    let none = text(&|stated| stated.size.periods = Vec::new());
    assert!(none.contains("Give your turnover") || !none.contains("Fines"));
    let bank = text(&|stated| {
        stated.activities.as_mut().unwrap().insert("banking_credit_institution".to_owned(), Tri::Yes);
        stated.activities.as_mut().unwrap().remove("food_business");
        turnover("600000000")(stated);
    });
    assert!(bank.contains("DORA") && !bank.contains("Fines") && !bank.contains("| Logs"), "{bank}");
}

/// The page for the board goes by the law of the State: its days, and first what that law asks.
#[test]
fn the_page_for_the_board_goes_by_the_law_of_the_state() {
    let bench = Bench::new();
    let mut registered = firm(&bench, "dairy");
    let mut part = serde_json::Value::Null;
    set_day(&mut part, "si.criteria_met", "2025-06-19");
    set_field(&mut part, "si.register", Field::Done, "2025-12-01");
    registered.parts.insert(PART.to_owned(), part);
    let mut late = firm(&bench, "dairy");
    let mut part = serde_json::Value::Null;
    set_day(&mut part, "si.criteria_met", "2025-06-19");
    late.parts.insert(PART.to_owned(), part);
    let mut noticed = firm(&bench, "mixed-figures");
    let mut part = serde_json::Value::Null;
    set_day(&mut part, "hr.notice", "2026-02-02");
    noticed.parts.insert(PART.to_owned(), part);
    let mut boards = vec![registered, late, noticed];
    boards.extend(FIRMS.map(|name| firm(&bench, name)));
    for language in Language::ALL {
        let page = |firm: &Assessment| with_states(firm, language, |context| markdown(&board::page(context, "")));
        let pages: Vec<String> = boards.iter().map(page).collect();
        insta::assert_snapshot!(format!("boards.{}", language.code()), pages.join("\n---\n"));
    }
}

/// What is open leads to its question on screen; a report has no links into the app, and lists every act it cites.
#[test]
fn open_points_lead_to_their_questions_and_reports_to_their_sources() {
    let bench = Bench::new();
    let (town, dairy) = (firm(&bench, "town"), firm(&bench, "dairy"));
    let unstated = Assessment { activities: None, ..town.clone() };
    for (firm, place) in [(&town, "#question-hr-local_assessment"), (&unstated, "#/hr/check/activities")] {
        with_states(firm, Language::Croatian, |context| {
            let page = html(&page(context, &loaded(context)));
            assert!(page.contains(&format!("href=\"{place}\"")), "{place}\n{page}");
            let report = html(&full::report(context));
            assert!(!report.contains("\"#question") && !report.contains("\"#/"));
        });
    }
    let listed = |firm: &Assessment| {
        with_states(firm, Language::English, |context| {
            let report = markdown(&full::report(context));
            report.rsplit_once("Sources\n").unwrap().1.to_owned()
        })
    };
    let (of_dairy, of_town) = (listed(&dairy), listed(&town));
    let named = |list: &str, act: &str| list.matches(&format!("- {act}: [https://")).count();
    for (act, counts) in [("NIS 2", [1, 1]), ("GDPR", [1, 1]), ("ZInfV-1", [1, 0]), ("ZKS", [0, 1])] {
        assert_eq!([named(&of_dairy, act), named(&of_town, act)], counts, "{act}\n{of_dairy}\n{of_town}");
    }
    assert_eq!(named(&of_dairy, "(EU) 2024/2690"), 1, "{of_dairy}");
    assert_eq!(named(&of_dairy, "DORA (EU) 2022/2554"), 0, "{of_dairy}");
}
