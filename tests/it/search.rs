//! Activities are found by what people type.

use std::collections::BTreeMap;

use nis2_check::activities::{Catalogue, Found};
use nis2_check::content::native::law;
use nis2_check::i18n::{Language, key, native::words};

/// What is found, best first.
fn found(law: &law::Law, catalogue: &Catalogue, query: &str) -> Vec<String> {
    let id = |found| match found {
        Found::Row(row) => law.rows[row].id.clone(),
        Found::Trade(trade) => format!("trade:{}", key::CATALOGUE_TRADE_IDS[trade]),
    };
    catalogue.find(law, query).into_iter().map(id).collect()
}

#[test]
fn the_right_row_is_among_the_first_three() {
    let law = law();
    let cases: BTreeMap<String, BTreeMap<String, String>> =
        toml::from_str(include_str!("../cases/search.toml")).unwrap();
    let mut wrong = Vec::new();
    for (code, queries) in &cases {
        let catalogue = Catalogue::new(&words(Language::from_code(code).unwrap()));
        for (query, expected) in queries {
            let found = found(&law, &catalogue, query);
            let (expected, places) =
                expected.strip_prefix('=').map_or((expected.as_str(), 3), |expected| (expected, 1));
            if !expected.split('|').any(|id| found.iter().take(places).any(|found| found == id)) {
                wrong.push(format!(
                    "{code}: \"{query}\" should find {expected}, finds {:?}",
                    &found[..found.len().min(6)]
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_word_that_is_known_brings_nothing_that_only_looks_alike() {
    let law = law();
    for (language, query, only) in [
        (Language::Slovenian, "taksi", &["trade:taxi", "transport_air_carrier"] as &[_]),
        (Language::Slovenian, "šola", &["x_education_institution", "trade:culture_sport"]),
        (Language::Slovenian, "lekarna", &["health_provider", "x_cer_medicine_wholesaler"]),
        (Language::Slovenian, "zdravnik", &["health_provider"]),
        (Language::Slovenian, "bencinska črpalka", &["trade:retail_shop"]),
        (Language::Croatian, "dom za starije", &["health_provider"]),
        (Language::Croatian, "uljara", &["food_business"]),
        (Language::Croatian, "benzinska postaja", &["trade:retail_shop"]),
        (Language::Croatian, "teretana", &["trade:culture_sport"]),
        (Language::English, "taxi", &["trade:taxi", "transport_air_carrier"]),
        (Language::English, "vet", &["trade:veterinarian"]),
    ] {
        let found = found(&law, &Catalogue::new(&words(language)), query);
        assert_eq!(found, only, "{query}");
    }
}
