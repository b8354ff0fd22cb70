//! Documents of eight firms in three languages, and what must hold for all of them.

use std::collections::BTreeSet;

use law::state::State;
use law::{Day, Verdict};
use nis2_check::content::native::{self, law, maturity, measures, operators};
use nis2_check::document::{Block, Line, Span};
use nis2_check::domain::scope::outcome::outcome;
use nis2_check::domain::session::Assessment;
use nis2_check::domain::time::Moment;
use nis2_check::i18n::{self, Language, native::words};
use nis2_check::persist::envelope::read;
use nis2_check::report::duties::Laws;
use nis2_check::report::national::{Loaded, obliged};
use nis2_check::report::{Context, areas, board, file, full, verdict};

const TODAY: Day = Day(20_261_121);
const FIRMS: [(&str, Option<Verdict>); 8] = [
    ("bakery", Some(Verdict::OutOfScope)),
    ("machine-builder", Some(Verdict::Important)),
    ("hospital", Some(Verdict::Essential)),
    ("web-host", Some(Verdict::Essential)),
    ("registrar", Some(Verdict::RegistrationOnly)),
    ("bank", Some(Verdict::Essential)),
    ("municipality", Some(Verdict::NeedsAssessment)),
    ("undetermined", None),
];

/// A sample firm.
pub fn firm(name: &str) -> Assessment {
    let path = format!("{}/tests/cases/reports/{name}.json", env!("CARGO_MANIFEST_DIR"));
    read(&std::fs::read_to_string(path).unwrap()).unwrap().assessment
}

/// Calls `visit` with the context of a sample firm.
pub fn with<T>(name: &str, language: Language, visit: impl Fn(&Context<'_>) -> T) -> T {
    with_assessment(&firm(name), language, visit)
}

#[test]
fn verdicts_are_the_expected_ones() {
    for (name, expected) in FIRMS {
        with(name, Language::English, |context| {
            assert_eq!(context.outcome.verdict, expected, "{name}");
            assert_eq!(context.outcome.is_certain(), expected.is_some(), "{name}");
        });
    }
}

#[test]
fn reports_as_markdown() {
    for (name, _) in FIRMS {
        for language in Language::ALL {
            let text = with(name, language, file::markdown_file);
            insta::assert_snapshot!(format!("{name}.{}", language.code()), text);
        }
    }
}

#[test]
fn verdict_and_area_pages_as_markdown() {
    for name in ["machine-builder", "undetermined"] {
        for language in Language::ALL {
            let pages = with(name, language, |context| [verdict_page(context), areas::page(context)].concat());
            let text = nis2_check::document::markdown::markdown(&pages);
            insta::assert_snapshot!(format!("{name}.pages.{}", language.code()), text);
        }
    }
}

fn verdict_page(context: &Context<'_>) -> Vec<Block> {
    [vec![verdict::card(context, true)], verdict::what_now(context), verdict::below(context)].concat()
}

/// Visits all blocks with those inside others.
fn every<'a>(blocks: &'a [Block], visit: &mut dyn FnMut(&'a Block)) {
    for block in blocks {
        visit(block);
        if let Block::Group(_, inner) | Block::Details(_, inner) = block {
            every(inner, visit);
        }
    }
}

fn lines(blocks: &[Block]) -> Vec<&Line> {
    let mut lines: Vec<&Line> = Vec::new();
    every(blocks, &mut |block| match block {
        Block::Paragraph(line) => lines.push(line),
        Block::List(_, items) => lines.extend(items),
        Block::Table(table) => lines.extend(table.rows.iter().flatten()),
        _ => {}
    });
    lines
}

fn documents(context: &Context<'_>) -> [Vec<Block>; 4] {
    [verdict_page(context), areas::page(context), board::page(context, ""), full::report(context)]
}

fn for_all(visit: impl Fn(&str, &Context<'_>)) {
    for (name, _) in FIRMS {
        for language in Language::ALL {
            with(name, language, |context| visit(&format!("{name} {}", language.code()), context));
        }
    }
}

#[test]
fn nothing_is_empty_and_no_placeholder_is_left() {
    for_all(|name, context| {
        for document in documents(context) {
            for line in lines(&document) {
                assert!(!line.is_empty(), "{name}: an empty line");
                for span in line {
                    let (Span::Text(text) | Span::Strong(text) | Span::Link(_, text) | Span::Mark(_, text)) = span;
                    assert!(!text.is_empty() && !text.contains(['{', '}']), "{name}: {line:?}");
                }
            }
            every(&document, &mut |block| {
                if let Block::Heading(_, text, _) = block {
                    assert!(!text.is_empty(), "{name}: an empty heading");
                }
            });
        }
    });
}

#[test]
fn headings_descend_and_contents_lead_to_them() {
    for_all(|name, context| {
        let report = full::report(context);
        let (mut ids, mut before) = (BTreeSet::new(), 0);
        every(&report, &mut |block| {
            if let Block::Heading(level, text, id) = block {
                assert!(*level <= before + 1, "{name}: {text} is of level {level} below {before}");
                before = *level;
                assert!(id.is_empty() || ids.insert(id.as_str()), "{name}: {id} twice");
            }
        });
        let links = lines(&report).into_iter().flatten();
        for address in links.filter_map(|span| if let Span::Link(address, _) = span { Some(address) } else { None }) {
            let known = address.strip_prefix('#').is_none_or(|id| ids.contains(id));
            assert!(known && !address.is_empty(), "{name}: {address}");
        }
    });
}

#[test]
fn the_board_gets_three_dates_and_five_steps() {
    for_all(|name, context| {
        let mut counts = Vec::new();
        let page = board::page(context, "");
        every(&page, &mut |block| {
            if let Block::List(numbered, items) = block {
                counts.push((*numbered, items.len()));
            }
        });
        assert!(counts.contains(&(false, 3)) && counts.contains(&(true, 5)), "{name}: {counts:?}");
    });
}

/// Says that the law of the State decides: beside its result, or without one.
#[test]
fn every_verdict_says_what_it_is_worth() {
    use nis2_check::i18n::key;
    let says = |context: &Context<'_>, document: &[Block], key| {
        let words = context.words.get(key);
        lines(document).into_iter().flatten().any(|span| matches!(span, Span::Strong(text) if text == words))
    };
    let check = |name: &str, context: &Context<'_>, document: Vec<Block>, with_state: bool| {
        assert_eq!(says(context, &document, key::VERDICT_CARD_BY_DIRECTIVE), with_state, "{name}");
        assert_eq!(says(context, &document, key::UI_VERDICT_BASELINE), !with_state, "{name}");
    };
    for (name, _) in FIRMS {
        let firm = firm(name);
        let places = &firm.places;
        let at_home = ["si", "hr"].iter().any(|code| nis2_check::domain::national::concerns(places, code));
        for language in Language::ALL {
            with_states(&firm, language, |context| {
                for document in [verdict_page(context), board::page(context, ""), full::report(context)] {
                    check(name, context, document, at_home);
                }
            });
            // The law of the State has not arrived: the report cannot show it, the page says that it comes.
            with_assessment(&firm, language, |context| {
                check(name, context, verdict_page(context), at_home);
                check(name, context, full::report(context), false);
            });
        }
    }
}

#[test]
fn duties_that_do_not_apply_are_not_named() {
    use nis2_check::i18n::key;
    let named = |firm: &str, text| {
        with(firm, Language::English, |context| {
            let text = context.words.get(text);
            let headings = documents(context);
            let mut found = false;
            for document in &headings {
                every(document, &mut |block| {
                    found |= matches!(block, Block::Heading(_, heading, _) if heading == text);
                });
            }
            found
        })
    };
    for duty in [
        key::CONSEQUENCES_DUTY_GOVERNANCE_TITLE,
        key::CONSEQUENCES_DUTY_MEASURES_TITLE,
        key::CONSEQUENCES_DUTY_REPORTING_TITLE,
    ] {
        assert!(named("hospital", duty) && named("machine-builder", duty));
        for firm in ["bank", "registrar", "bakery", "municipality", "undetermined"] {
            assert!(!named(firm, duty), "{firm}");
        }
    }
    assert!(named("hospital", key::CONSEQUENCES_FINES_ESSENTIAL_TITLE));
    assert!(named("machine-builder", key::CONSEQUENCES_FINES_IMPORTANT_TITLE));
    assert!(
        named("registrar", key::CONSEQUENCES_DOMAIN_DATA_TITLE)
            && !named("hospital", key::CONSEQUENCES_DOMAIN_DATA_TITLE)
    );
}

#[test]
fn the_file_needs_nothing_else_and_runs_nothing() {
    for_all(|name, context| {
        let page = file::html_file(context);
        for forbidden in ["<script", " style=", " src=", "<link", "url(http", "@import", "#/"] {
            assert!(!page.contains(forbidden), "{name}: {forbidden}");
        }
        assert!(page.starts_with(&format!("<!doctype html><html lang=\"{}\">", context.words.language.code())));
    });
}

/// Calls `visit` with the context of an assessment.
pub fn with_assessment<T>(assessment: &Assessment, language: Language, visit: impl Fn(&Context<'_>) -> T) -> T {
    let (law, maturity, measures, words) = (law(), maturity(), measures(), words(language));
    let operators = operators();
    let sizes = assessment.sizes(&law, TODAY);
    let facts = assessment.facts(&law, TODAY);
    let outcome = outcome(&law, &facts);
    visit(&Context {
        law: &law,
        maturity: Some(&maturity),
        measures: Some(&measures),
        operators: Some(&operators),
        words: &words,
        assessment,
        facts: &facts,
        sizes: &sizes,
        outcome: &outcome,
        duties: None,
        national: None,
        obliged: None,
        today: TODAY,
        contact: &["Ana Primer".to_owned(), "ana@primer.example".to_owned()],
        app_version: "0.1.0",
        content_version: "2026.11.1",
    })
}

/// The same with the law of the States and with duties, as the report has them once they have arrived.
pub fn with_states<T>(assessment: &Assessment, language: Language, visit: impl Fn(&Context<'_>) -> T) -> T {
    let (packs, states) = (native::duties(), native::states());
    let words: Vec<_> = packs.iter().map(|pack| i18n::duties::native::words(pack, language)).collect();
    let pairs: Vec<_> = packs.iter().zip(&words).collect();
    let of_states: Vec<_> = states.iter().collect();
    let duties = Laws { duties: &pairs, states: &of_states, now: Moment::parse("2026-11-21T09:00:00Z").unwrap() };
    with_assessment(assessment, language, |context| {
        let own = |state: &State| i18n::state::native::words(state, language);
        let loaded: Vec<_> = states.iter().map(|state| Loaded::new(context.law, state.clone(), own(state))).collect();
        let context = Context { national: Some(&loaded), duties: Some(duties), ..*context };
        let obliged = obliged(&context, &loaded);
        visit(&Context { obliged: Some(&obliged), ..context })
    })
}

#[test]
fn names_are_escaped() {
    let mut assessment = firm("bakery");
    assessment.name = "<b>Zrno & \"sin\"</b>".to_owned();
    with_assessment(&assessment, Language::Slovenian, |context| {
        assert!(!file::html_file(context).contains("<b>"));
        assert!(!file::markdown_file(context).contains("<b>"));
    });
}

#[test]
fn an_empty_assessment_has_documents_too() {
    let mut assessment = Assessment::new("new".to_owned(), String::new(), TODAY);
    with_assessment(&assessment, Language::Croatian, |context| {
        assert_eq!(context.outcome.verdict, None);
        assert!(documents(context).iter().all(|document| !document.is_empty()));
    });
    assessment.activities = Some([("digital_dns".to_owned(), nis2_check::domain::units::Tri::Unknown)].into());
    with_assessment(&assessment, Language::Croatian, |context| {
        assert!(lines(&board::page(context, "")).len() < 30, "it has to fit on one page");
    });
}

#[test]
fn whoever_is_exempted_from_registration_is_not_told_to_register() {
    use nis2_check::i18n::key;
    let mut assessment = firm("machine-builder");
    for (exemption, registers) in [("none", true), ("partly", true), ("wholly", false)] {
        assessment.answers.insert("state_exemption".to_owned(), exemption.to_owned());
        with_assessment(&assessment, Language::English, |context| {
            assert_eq!(context.outcome.verdict, Some(Verdict::Important));
            let text = file::markdown_file(context);
            for says in [
                context.words.get(key::UI_VERDICT_NOW_REGISTER),
                context.words.get(key::CONSEQUENCES_REGISTER_ART3_TITLE),
            ] {
                assert_eq!(text.contains(says), registers, "{exemption}: {says}");
            }
        });
    }
}

#[test]
fn without_the_maturity_part_the_report_is_still_whole() {
    with("hospital", Language::English, |context| {
        let context = Context { maturity: None, ..*context };
        assert!(areas::page(&context).is_empty());
        assert!(file::html_file(&context).contains("id=\"s4\""));
    });
}

#[test]
fn old_law_data_are_named() {
    with("hospital", Language::English, |context| {
        let later = Context { today: Day(20_270_701), ..*context };
        assert!(!nis2_check::report::law_is_old(context.law, TODAY));
        assert!(nis2_check::report::law_is_old(context.law, later.today));
        let old = |context: &Context<'_>| {
            let checked = i18n::format::date(Language::English, context.law.checked_on);
            let said = context.words.fill(i18n::key::UI_APP_LAW_OLD, &[("date", &checked)]);
            file::markdown_file(context).replace('\u{a0}', " ").contains(&said)
        };
        assert!(old(&later) && !old(context));
    });
}

#[test]
fn croatian_places_are_named_as_croatian_law_names_them() {
    use nis2_check::i18n::cite::place;
    let words = nis2_check::i18n::native::words(Language::Croatian);
    for (at, said) in [
        ("{article} 37", "čl. 37."),
        ("{article} 37(4)", "čl. 37. st. 4."),
        ("{article} 37(3)-(4)", "čl. 37. st. 3.-4."),
        ("{article} 82-83", "čl. 82.-83."),
        ("{article} 12(1) {indent} 2", "čl. 12. st. 1. alineja 2."),
        ("{article} 23(4)(a)", "čl. 23. st. 4. t. (a)"),
        ("{article} 2(2)(b)-(e)", "čl. 2. st. 2. t. (b)-(e)"),
        ("{article} 2(2)(f)(ii)", "čl. 2. st. 2. t. (f) podt. (ii)"),
        ("{article} 6 {point} 35", "čl. 6. točka 35."),
        ("{article} 14.b(3)", "čl. 14.b st. 3."),
        ("{annex} III", "Prilog III."),
        ("{annex} I {point} 2(a) {indent} 1", "Prilog I. točka 2. podt. (a) alineja 1."),
        ("{annex} {point} 3.4.2(b)", "Prilog točka 3.4.2. podt. (b)"),
        ("{annex_of} {article} 6(2)", "Prilog, čl. 6. st. 2."),
        ("{recital} 28", "uvodna izjava 28."),
    ] {
        assert_eq!(place(&words, at), said, "{at}");
    }
    let words = nis2_check::i18n::native::words(Language::Slovenian);
    assert_eq!(place(&words, "{article} 23(4)(a)"), "čl. 23(4)(a)");
}
