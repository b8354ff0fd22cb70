//! Documents of eight firms in three languages, and what must hold for all of them.

use std::collections::BTreeSet;

use law::{Day, Verdict};
use nis2_check::content::native::{law, maturity};
use nis2_check::document::{Block, Span};
use nis2_check::domain::scope::outcome::outcome;
use nis2_check::domain::session::Assessment;
use nis2_check::i18n::{Language, native::words};
use nis2_check::persist::envelope::read;
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

pub fn firm(name: &str) -> Assessment {
    let path = format!("{}/tests/cases/reports/{name}.json", env!("CARGO_MANIFEST_DIR"));
    read(&std::fs::read_to_string(path).unwrap()).unwrap().assessment
}

fn with<T>(name: &str, language: Language, visit: impl Fn(&Context<'_>) -> T) -> T {
    let (law, maturity, words, assessment) = (law(), maturity(), words(language), firm(name));
    let sizes = assessment.sizes();
    let facts = assessment.facts(&law, TODAY);
    let outcome = outcome(&law, &facts);
    visit(&Context {
        law: &law,
        maturity: Some(&maturity),
        words: &words,
        assessment: &assessment,
        facts: &facts,
        sizes: &sizes,
        outcome: &outcome,
        today: TODAY,
        contact: &["Ana Primer".to_owned(), "ana@primer.example".to_owned()],
        app_version: "0.1.0",
        content_version: "2026.11.1",
    })
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
            let pages = with(name, language, |context| [verdict::page(context), areas::page(context)].concat());
            let text = nis2_check::document::markdown::markdown(&pages);
            insta::assert_snapshot!(format!("{name}.pages.{}", language.code()), text);
        }
    }
}
