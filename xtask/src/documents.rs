//! Documents made from the law data: docs/rules.md, docs/sources.md, docs/readings.md and docs/national.md.
//! `cargo xtask gen` writes them, a test fails when they are stale.

use law::{Consequence, Effect, Law, ProvisionIndex, Rule, Status, Verdict};
use nis2_check::content::native::law;
use nis2_check::evaluate::verdict_name;
use nis2_check::i18n::{Field, Language, Section, Words, cite, key, native::words};
use nis2_check::persist::v1::format_day;
use std::fmt::Write as _;

/// Name and text of every generated document.
pub fn all() -> [(&'static str, String); 4] {
    let (law, words) = (law(), words(Language::English));
    [
        ("docs/rules.md", rules(&law, &words)),
        ("docs/sources.md", sources(&law, &words)),
        ("docs/readings.md", readings(&law, &words)),
        ("docs/national.md", crate::documents_national::national()),
    ]
}

/// The head of a generated page.
pub fn head(title: &str, from: &str) -> String {
    format!("<!-- Written by `cargo xtask gen` from {from}; do not edit. -->\n\n# {title}\n")
}

fn rules(law: &Law, words: &Words) -> String {
    let mut page = head("Rules", "content/law/rules.toml and content/text/en/rules.toml");
    let _ = writeln!(
        page,
        "\nLaw data {}: {} rules, in the order in which they are read. `status` says how sure a rule is: *checked* \
         against the text, *reading* (our reading of an open text, shown as such), *secondary*, *unverified*. Readings are \
         explained in [readings.md](readings.md). `from` is the first day on which the rule is read.\n",
        law.version,
        law.rules.len()
    );
    page.push_str("| rule | effect | rests on | status | reading | from | in short |\n|---|---|---|---|---|---|---|\n");
    for (index, rule) in law.rules.iter().enumerate() {
        let short = text(words, key::RULES, index, key::rules::SHORT);
        let cites: Vec<String> = rule.cites.iter().map(|index| provision(law, words, *index)).collect();
        let _ = writeln!(
            page,
            "| `{}` | {} | {} | {} | {} | {} | {short} |",
            rule.id,
            effect(rule),
            cites.join("; "),
            status(rule.status),
            rule.reading,
            dates(rule)
        );
    }
    page.push_str(&size_limits(law, words));
    page
}

fn size_limits(law: &Law, words: &Words) -> String {
    let mut part = String::from(
        "\n## Limits of the size test\n\nFor micro, small and medium-sized enterprises; figures in full-time jobs (annual \
         work units) and euro. Staff is below its limit, money at most at it.\n\n\
         | from | staff | turnover | balance sheet | majority above | partner from | angels below | rests on |\n\
         |---|---|---|---|---|---|---|---|\n",
    );
    for rule in std::iter::once(&law.size.first).chain(&law.size.later) {
        let whole = |limits: [u64; 3]| limits.map(|limit| (limit / 100).to_string()).join(", ");
        let percent = |millionths: u32| millionths / 10_000;
        let cites: Vec<String> = rule.cites.iter().map(|index| provision(law, words, *index)).collect();
        let _ = writeln!(
            part,
            "| {} | {} | {} | {} | {} % | {} % | {} | {} |",
            format_day(rule.from),
            whole(rule.staff_below),
            whole(rule.turnover_at_most),
            whole(rule.balance_at_most),
            percent(rule.linked_above),
            percent(rule.partner_from),
            rule.angels_below / 100,
            cites.join("; ")
        );
    }
    part
}

fn sources(law: &Law, words: &Words) -> String {
    let mut page = head("Sources", "content/law/*.toml");
    let _ = writeln!(
        page,
        "\nLaw data {}, last checked on {}. {} days later the page says that the data are old. Official texts are linked \
         and never quoted.\n\n## Acts\n\n| id | short name | counts from | official text |\n|---|---|---|---|",
        law.version,
        format_day(law.checked_on),
        law.old_after_days
    );
    for (index, source) in (0_u8..).zip(&law.sources) {
        let from = law.provisions.iter().find(|provision| provision.source == index).map(|provision| provision.from);
        let from = from.map_or_else(String::new, format_day);
        let _ = writeln!(page, "| `{}` | {} | {from} | <{}> |", source.id, source.short, source.url);
    }
    let _ = writeln!(
        page,
        "\n## Provisions and what rests on them\n\n| provision | rules | rows | facts |\n|---|---|---|---|"
    );
    let mut provisions: Vec<ProvisionIndex> = (0..).zip(&law.provisions).map(|(index, _)| index).collect();
    provisions
        .sort_by_key(|index| law.provisions.get(usize::from(*index)).map(|found| (found.source, natural(&found.at))));
    for index in provisions {
        let rules = law.rules.iter().filter(|rule| rule.cites.contains(&index)).map(|rule| rule.id.as_str());
        let rows = law.rows.iter().filter(|row| row.cite == index).map(|row| row.id.as_str());
        let facts = law.facts.iter().filter(|fact| fact.cites.contains(&index)).map(|fact| fact.id.as_str());
        let _ = writeln!(
            page,
            "| {} | {} | {} | {} |",
            provision(law, words, index),
            codes(rules),
            codes(rows),
            codes(facts)
        );
    }
    page
}

fn readings(law: &Law, words: &Words) -> String {
    let mut page = head("Open points of law, and what we take", "content/text/en/readings.toml and content/law/*.toml");
    let _ = writeln!(
        page,
        "\nThe text of the directive leaves these points open, or several readings meet in them. The product takes one \
         reading and says so where it decides: on the verdict, in the derivation and in the report. None of these choices \
         has been reviewed by a lawyer, and a Member State may settle each of them otherwise. I1 to I9 are open readings, X1 to X8 are choices where readings meet."
    );
    for (index, id) in key::READINGS_IDS.iter().enumerate() {
        let question = text(words, key::READINGS, index, key::readings::QUESTION);
        let choice = text(words, key::READINGS, index, key::readings::CHOICE);
        let _ = writeln!(page, "\n## {id}: {question}\n\n{choice}");
        let rules = law.rules.iter().filter(|rule| rule.reading == *id).map(|rule| rule.id.as_str());
        let rows = law.rows.iter().filter(|row| row.reading == *id).map(|row| row.id.as_str());
        let facts = law.facts.iter().filter(|fact| fact.reading == *id).map(|fact| fact.id.as_str());
        let places: Vec<String> = [("rules", codes(rules)), ("rows", codes(rows)), ("facts", codes(facts))]
            .into_iter()
            .filter(|(_, list)| !list.is_empty())
            .map(|(name, list)| format!("{name} {list}"))
            .collect();
        if !places.is_empty() {
            let _ = writeln!(page, "\nMarked in: {}.", places.join("; "));
        }
    }
    let unnamed = |rule: &&Rule| rule.status != Status::Checked && rule.reading.is_empty();
    let rules = law.rules.iter().filter(unnamed).map(|rule| rule.id.as_str());
    let _ = writeln!(page, "\n## Rules marked as a reading without a number\n\n{}", codes(rules));
    let doubtful = law.rows.iter().filter(|row| row.successor_unverified).map(|row| row.id.as_str());
    let _ =
        writeln!(page, "\n## Rows whose definition has a successor that has not been checked\n\n{}", codes(doubtful));
    page
}

fn text(words: &Words, section: Section, item: usize, field: Field) -> String {
    words.get(section.of(item, field)).replace('|', "\\|")
}

fn provision(law: &Law, words: &Words, index: ProvisionIndex) -> String {
    cite::provision(law, words, index).0.trim_end_matches([' ', ',']).to_owned()
}

/// Ids as code, or nothing.
fn codes<'a>(ids: impl Iterator<Item = &'a str>) -> String {
    ids.map(|id| format!("`{id}`")).collect::<Vec<_>>().join(", ")
}

fn dates(rule: &Rule) -> String {
    let from = format_day(rule.from);
    rule.to.map_or_else(|| from.clone(), |to| format!("{from} to {}", format_day(to)))
}

/// Sorts `3(1)` before `26(1)`: every number is padded.
fn natural(place: &str) -> String {
    let mut sorted = String::new();
    let mut digits = String::new();
    for letter in place.chars().chain([' ']) {
        if letter.is_ascii_digit() {
            digits.push(letter);
            continue;
        }
        if !digits.is_empty() {
            let _ = write!(sorted, "{digits:0>6}");
            digits.clear();
        }
        sorted.push(letter);
    }
    sorted
}

/// What a rule does, in a word.
pub fn effect(rule: &Rule) -> String {
    let named =
        |verdicts: &[Verdict]| verdicts.iter().map(|verdict| verdict_name(*verdict)).collect::<Vec<_>>().join(", ");
    let effect = match &rule.effect {
        Effect::OutOfScope => "out of scope".to_owned(),
        Effect::InScope => "in scope".to_owned(),
        Effect::RegistrationOnly => "registration only".to_owned(),
        Effect::Essential => "essential".to_owned(),
        Effect::Important => "important".to_owned(),
        Effect::Assess(over) => format!("needs assessment over {}", named(over)),
        Effect::AssessSize => "needs assessment where own and group figures part".to_owned(),
        Effect::Note => "note".to_owned(),
        Effect::Consequence(consequence) => format!("follows: {}", consequence_name(*consequence)),
    };
    if rule.with.is_empty() { effect } else { format!("{effect} (with {})", named(&rule.with)) }
}

fn consequence_name(consequence: Consequence) -> &'static str {
    match consequence {
        Consequence::RegisterArt3 => "data for the State's list",
        Consequence::RegisterArt27 => "data for ENISA's registry",
        Consequence::Regulation2690 => "Implementing Regulation (EU) 2024/2690",
        Consequence::DisplacedByDora => "displaced by DORA",
        Consequence::Representative => "representative in the Union",
        Consequence::DomainData => "registration data of domain names",
        Consequence::ExemptedPartly => "exempted in part",
        Consequence::ExemptedWholly => "exempted wholly",
    }
}

/// How sure something is, in a word.
pub fn status(status: Status) -> &'static str {
    match status {
        Status::Checked => "checked",
        Status::Reading => "reading",
        Status::Secondary => "secondary",
        Status::Unverified => "unverified",
    }
}

#[cfg(test)]
mod tests {
    use super::natural;

    #[test]
    fn provisions_sort_as_people_count() {
        let mut places = ["{article} 26(1)", "{article} 3(1)(a)", "{article} 2(10)", "{article} 2(4)"];
        places.sort_by_key(|place| natural(place));
        assert_eq!(places, ["{article} 2(4)", "{article} 2(10)", "{article} 3(1)(a)", "{article} 26(1)"]);
    }
}
