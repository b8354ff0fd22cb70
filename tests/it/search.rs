//! Activities are found by what people type.

use std::collections::BTreeMap;

use nis2_check::activities::{Catalogue, Found};
use nis2_check::content::native::law;
use nis2_check::i18n::{Language, key, native::words};

#[test]
fn the_right_row_is_among_the_first_three() {
    let law = law();
    let cases: BTreeMap<String, BTreeMap<String, String>> =
        toml::from_str(include_str!("../cases/search.toml")).unwrap();
    let mut wrong = Vec::new();
    for (code, queries) in &cases {
        let catalogue = Catalogue::new(&words(Language::from_code(code).unwrap()));
        for (query, expected) in queries {
            let found: Vec<String> = catalogue
                .find(&law, query)
                .into_iter()
                .take(3)
                .map(|found| match found {
                    Found::Row(row) => law.rows[row].id.clone(),
                    Found::Trade(trade) => format!("trade:{}", key::CATALOGUE_TRADE_IDS[trade]),
                })
                .collect();
            let (expected, places) = expected.strip_prefix('=').map_or((expected.as_str(), 3), |expected| (expected, 1));
            if !expected.split('|').any(|id| found.iter().take(places).any(|found| found == id)) {
                wrong.push(format!("{code}: \"{query}\" should find {expected}, finds {found:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
