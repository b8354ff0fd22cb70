//! An old assessment under the law of its day and of today: "the same" only if all that follows is the same.

use law::{Day, Verdict};
use nis2_check::content::native::law;
use nis2_check::domain::scope::outcome::outcome;
use nis2_check::i18n::{Language, native::words};
use nis2_check::report::since;

use crate::report::firm;

const TODAY: Day = Day(20_261_121);

fn said(name: &str, saved: i32, language: Language) -> String {
    let (law, assessment) = (law(), firm(name));
    let then = outcome(&law, &assessment.facts(&law, Day(saved)));
    let now = outcome(&law, &assessment.facts(&law, TODAY));
    since::words(&law, &words(language), Day(saved), &then, &now)
}

#[test]
fn nothing_has_changed() {
    for language in Language::ALL {
        let text = said("machine-builder", 20_261_101, language);
        assert!(!text.contains(['{', ';', '„', '“', '»']), "{text}");
    }
    assert!(said("machine-builder", 20_261_101, Language::English).contains("1 November 2026"));
}

/// The Commission's regulation applies since 7 November 2024; the class of a web host was the same before.
#[test]
fn what_follows_has_changed_though_the_verdict_has_not() {
    let (law, host) = (law(), firm("web-host"));
    let verdict = |day| outcome(&law, &host.facts(&law, Day(day))).verdict;
    assert_eq!(verdict(20_241_106), verdict(TODAY.0));
    let text = said("web-host", 20_241_106, Language::English);
    assert!(text.contains("“Detailed Commission rules apply directly” – then: no, today: yes"), "{text}");
    assert!(!said("web-host", 20_241_107, Language::English).contains("then: no"));
}

#[test]
fn before_the_directive_there_was_no_such_law() {
    for (language, start) in [
        (Language::Slovenian, "velja od 16. 1. 2023."),
        (Language::Croatian, "na snazi je od 16. 1. 2023. "),
        (Language::English, "since 16 January 2023."),
    ] {
        let (words, text) = (words(language), said("hospital", 20_230_115, language));
        assert!(text.contains(start), "{text}");
        assert!(!text.contains(words.get(nis2_check::report::verdict_key(Some(Verdict::OutOfScope)))), "{text}");
    }
    assert!(!said("hospital", 20_230_116, Language::English).contains("not law"));
}

/// The official text in the language of the page; addresses that are no ELI stay as they are.
#[test]
fn the_texts_of_the_union_in_the_language_of_the_page() {
    use nis2_check::i18n::cite::address;
    let law = law();
    let nis2 = law.sources.iter().find(|source| source.id == "nis2").unwrap();
    for (language, end) in
        [(Language::Slovenian, "/oj/slv"), (Language::Croatian, "/oj/hrv"), (Language::English, "/oj/eng")]
    {
        let words = words(language);
        assert_eq!(address(&words, nis2), ["https://eur-lex.europa.eu/eli/dir/2022/2555", end].concat());
        let national = law::Source { url: "https://example.si/oj".to_owned(), ..nis2.clone() };
        assert_eq!(address(&words, &national), national.url);
    }
}
