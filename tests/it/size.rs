//! The size engine: worked cases as data, laws that always hold, and the reading of numbers.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod arbitrary;
mod completions;
mod facts;
mod laws;
mod numbers;
mod shares;
mod witnesses;

use law::{Day, Size, SizeRule, SizeRules};
use nis2_check::domain::size::{
    ExactFigures, OpenInput, Reason, Relation, SumLine, class, seen_from, sizes, summation,
};
use nis2_check::domain::units::{Cents, Range, Share, TOTAL_DECIMALS, Tri, WorkUnits, to_plain};

use facts::{Case, facts, read, rule};

#[test]
fn raw_classes() {
    check(include_str!("../cases/size/raw.toml"), 28);
}

#[test]
fn boundaries() {
    check(include_str!("../cases/size/boundaries.toml"), 18);
}

#[test]
fn groups() {
    check(include_str!("../cases/size/groups.toml"), 55);
}

#[test]
fn history() {
    check(include_str!("../cases/size/history.toml"), 23);
}

#[test]
fn open_answers() {
    check(include_str!("../cases/size/open.toml"), 43);
}

/// Runs all cases of a file and names every one that fails.
fn check(file: &str, expected: usize) {
    let cases = read(file);
    assert_eq!(cases.len(), expected, "cases in the file");
    let failures: Vec<String> = cases.iter().filter_map(failure).collect();
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// What differs from the case's expectations, if anything.
fn failure(case: &Case) -> Option<String> {
    let facts = facts(case);
    let result = sizes(&facts, rule());
    let mut scenarios: Vec<String> =
        result.scenarios.iter().map(|(own, group)| format!("{}/{}", name(*own), name(*group))).collect();
    let mut wanted = case.scenarios.clone();
    scenarios.sort();
    wanted.sort();
    let open: Vec<String> = result.open.iter().map(OpenInput::key).collect();
    let mut differences = Vec::new();
    if scenarios != wanted {
        differences.push(format!("scenarios {scenarios:?}"));
    }
    if !result.exact {
        differences.push("not exact".to_owned());
    }
    if open != case.open {
        differences.push(format!("open {open:?}"));
    }
    let sum = summation(&facts, facts.periods.len().saturating_sub(1), rule());
    if let Some(total) = &case.total {
        let ranges = [sum.total.staff, sum.total.turnover, sum.total.balance];
        let found = ranges.map(|range| {
            assert_eq!(range, Range::exactly(range.from));
            to_plain(range.from.0, TOTAL_DECIMALS)
        });
        if &found != total {
            differences.push(format!("total {found:?}"));
        }
    }
    if let Some(relations) = &case.relations {
        let found: Vec<String> = sum.lines.iter().skip(1).map(relation_name).collect();
        if &found != relations {
            differences.push(format!("relations {found:?}"));
        }
    }
    (!differences.is_empty()).then(|| format!("{}: {}", case.id, differences.join("; ")))
}

fn name(size: Size) -> &'static str {
    match size {
        Size::Micro => "micro",
        Size::Small => "small",
        Size::Medium => "medium",
        Size::Large => "large",
    }
}

fn relation_name(line: &SumLine) -> String {
    let of = |relation: Relation| match relation {
        Relation::Own => "own",
        Relation::Linked => "linked",
        Relation::LinkedThroughPerson => "linked_through_person",
        Relation::Partner => "partner",
        Relation::LinkedToPartner => "linked_to_partner",
        Relation::Ignored(reason) => match reason {
            Reason::Alone => "alone",
            Reason::NotAnEnterprise => "not_an_enterprise",
            Reason::Consolidated => "consolidated",
            Reason::OtherMarket => "other_market",
            Reason::ThroughPublicBody => "through_public_body",
            Reason::ExemptInvestor => "exempt_investor",
            Reason::PartnerOfPartner => "partner_of_partner",
            Reason::BelowQuarter => "below_quarter",
        },
    };
    if line.least == line.most { of(line.least).to_owned() } else { format!("{}..{}", of(line.least), of(line.most)) }
}

#[test]
fn class_of_exact_figures() {
    let of = |staff, turnover, balance| {
        class(&ExactFigures { staff: WorkUnits(staff), turnover: Cents(turnover), balance: Cents(balance) }, rule())
    };
    assert_eq!(of(999, 200_000_000, u64::MAX), Size::Micro);
    assert_eq!(of(1_000, 0, 0), Size::Small);
    assert_eq!(of(4_999, 1_000_000_001, 1_000_000_001), Size::Medium);
    assert_eq!(of(24_999, 5_000_000_001, 4_300_000_000), Size::Medium);
    assert_eq!(of(24_999, 5_000_000_001, 4_300_000_001), Size::Large);
    assert_eq!(of(u64::MAX, u64::MAX, u64::MAX), Size::Large);
}

#[test]
fn open_shares_show_as_ranges_in_the_summation() {
    let cases = read(include_str!("../cases/size/open.toml"));
    let case = cases.iter().find(|case| case.id == "a share over all limits").unwrap();
    let sum = summation(&facts(case), 0, rule());
    assert_eq!((sum.lines[1].share.from.0, sum.lines[1].share.to.unwrap().0), (0, 1_000_000));
    assert_eq!(to_plain(sum.total.staff.from.0, TOTAL_DECIMALS), "44");
    assert_eq!(to_plain(sum.total.staff.to.unwrap().0, TOTAL_DECIMALS), "54");
    let case = cases.iter().find(|case| case.id == "unknown whether alone").unwrap();
    let sum = summation(&facts(case), 0, rule());
    assert_eq!(to_plain(sum.total.staff.from.0, TOTAL_DECIMALS), "60");
    assert_eq!(sum.total.staff.to, None);
    assert_eq!(sum.lines.len(), 1);
}

#[test]
fn seen_from_the_parent_the_firm_is_its_subsidiary() {
    let cases = read(include_str!("../cases/size/groups.toml"));
    let case = cases.iter().find(|case| case.id == "A01").unwrap();
    let parent = seen_from(&facts(case), 1);
    assert_eq!(parent.periods[0].own.staff, Some(Range::exactly(WorkUnits(2_500))));
    assert_eq!((parent.group.holdings[0].holder, parent.group.holdings[0].held), (0, 1));
    assert_eq!(parent.newly_founded, Tri::Unknown);
    let sum = summation(&parent, 0, rule());
    assert_eq!(to_plain(sum.total.staff.from.0, TOTAL_DECIMALS), "55");
    let again = seen_from(&parent, 1);
    assert_eq!(again.periods, facts(case).periods);
    assert_eq!(again.group.holdings, facts(case).group.holdings);
    let case = cases.iter().find(|case| case.id == "A13").unwrap();
    let sister = seen_from(&facts(case), 2);
    assert_eq!(sister.group.companies[2].same_market, Tri::Yes);
    assert_eq!(sister.group.companies[1].same_market, Tri::Unknown);
    assert_eq!(seen_from(&parent, 0), parent);
    assert_eq!(seen_from(&parent, 9), parent);
}

/// The two holders reach a quarter together along a line that cannot be followed millionth by millionth; there the share
/// jumps from nothing to a quarter, which makes large out of small without ever giving medium.
#[test]
fn a_search_cut_short_says_so_and_is_wide() {
    let cases = read(include_str!("../cases/size/groups.toml"));
    let case = cases.iter().find(|case| case.id == "a quarter together with a linked company").unwrap();
    let mut open = facts(case);
    let up_to_20 = Range { from: Share(0), to: Some(Share(200_000)) };
    for holding in &mut open.group.holdings[..2] {
        holding.capital = up_to_20;
        holding.votes = Range::exactly(Share(0));
    }
    open.group.companies[1].figures[0].staff = Some(Range::exactly(WorkUnits(4_000_000)));
    let result = sizes(&open, rule());
    assert!(!result.exact);
    let small_and = |group| (Size::Small, group);
    let wide = [Size::Small, Size::Medium, Size::Large].map(small_and);
    assert_eq!(result.scenarios, wide.into_iter().collect());
    let keys: Vec<String> = result.open.iter().map(OpenInput::key).collect();
    assert_eq!(keys, ["size.holding.0.share", "size.holding.1.share"]);
}

#[test]
fn limits_hold_from_their_day_until_the_next_ones() {
    let old = rule().clone();
    let later = |from, staff| SizeRule { from: Day(from), staff_below: [1_000, staff, 25_000], ..old.clone() };
    let rules = SizeRules { first: old.clone(), later: vec![later(20_270_101, 6_000), later(20_290_701, 7_000)] };
    let days =
        [(19_990_101, 5_000), (20_261_231, 5_000), (20_270_101, 6_000), (20_290_630, 6_000), (20_290_701, 7_000)];
    for (day, limit) in days {
        let rule = rules.on(Day(day));
        let staff = |staff| ExactFigures { staff: WorkUnits(staff), turnover: Cents(0), balance: Cents(0) };
        assert_eq!(class(&staff(limit - 1), rule), Size::Small, "{day}");
        assert_eq!(class(&staff(limit), rule), Size::Medium, "{day}");
    }
}
