//! The limits of the size test: `[[size]]` of `content/law/law.toml`.

use law::{SizeRule, SizeRules};

use crate::rules::{Resolver, day};
use crate::schema::SizeRecord;

/// Hundredths in a whole: work units and euro are kept in hundredths.
const HUNDREDTHS: u64 = 100;
/// Millionths in a hundredth: shares are kept in millionths.
const MILLIONTHS: u32 = 10_000;

/// The versions in the order of their days, or notes what is wrong with them.
pub fn resolve(records: &[SizeRecord], resolver: &mut Resolver<'_>) -> Option<SizeRules> {
    let mut versions = records.iter().map(|record| resolved(record, resolver)).collect::<Vec<_>>().into_iter();
    let Some(first) = versions.next() else {
        resolver.problems.push("law.toml: no [[size]]: the size test needs its limits".to_owned());
        return None;
    };
    let rules = SizeRules { first, later: versions.collect() };
    let days: Vec<_> = std::iter::once(&rules.first).chain(&rules.later).map(|rule| rule.from).collect();
    if !days.is_sorted_by(|one, next| one < next) {
        resolver.problems.push("law.toml: [[size]]: the versions are not in the order of their days".to_owned());
    }
    Some(rules)
}

fn resolved(record: &SizeRecord, resolver: &mut Resolver<'_>) -> SizeRule {
    let rising = |limits: [u32; 3]| limits.is_sorted_by(|one, next| one < next);
    if ![record.staff_below, record.turnover_at_most, record.balance_at_most].into_iter().all(rising) {
        let problem = format!("law.toml: [[size]] from {}: the limits do not rise from class to class", record.from);
        resolver.problems.push(problem);
    }
    if record.partner_from_percent > record.linked_above_percent || record.linked_above_percent > 100 {
        let problem = format!("law.toml: [[size]] from {}: the shares of partner and majority cross", record.from);
        resolver.problems.push(problem);
    }
    let hundredths = |limits: [u32; 3]| limits.map(|limit| u64::from(limit) * HUNDREDTHS);
    let millionths = |percent: u8| u32::from(percent) * MILLIONTHS;
    SizeRule {
        from: day(record.from),
        staff_below: hundredths(record.staff_below),
        turnover_at_most: hundredths(record.turnover_at_most),
        balance_at_most: hundredths(record.balance_at_most),
        linked_above: millionths(record.linked_above_percent),
        partner_from: millionths(record.partner_from_percent),
        angels_below: u64::from(record.angels_below) * HUNDREDTHS,
        cites: resolver.cites("law.toml: [[size]]", &record.cites),
    }
}
