//! Saved data: what is written is read back, and nothing makes reading panic.

use std::collections::BTreeMap;

use law::{Day, Size};
use nis2_check::content::native::{law, states};
use nis2_check::domain::scope::jurisdiction::Places;
use nis2_check::domain::session::{AreaAnswer, Assessment, Level, company};
use nis2_check::domain::size::{Company, CompanyKind, Figures, Group, Holding, Period, SizeFacts, seen_from};
use nis2_check::domain::sorted::ById;
use nis2_check::domain::units::{Cents, Range, Share, Tri, WorkUnits};
use nis2_check::evaluate::evaluate;
use nis2_check::i18n::{Language, native::words};
use nis2_check::persist::envelope::{ReadError, Saved, read, write};
use nis2_check::persist::v1::parse_day;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::evaluate::schema;
use crate::schema::misfit;

const TODAY: Day = Day(20_261_121);

/// An empty assessment as it is kept.
pub fn saved(id: &str, revision: u64) -> Saved {
    let assessment = Assessment::new(id.to_owned(), "Firma, d. o. o.".to_owned(), TODAY);
    Saved { revision, content: "2026.11.1".to_owned(), saved_at: "2026-11-21T18:00:00Z".to_owned(), assessment }
}

// --- round trips -----------------------------------------------------------------------------------------------------

fn texts() -> impl Strategy<Value = String> {
    prop_oneof!["[a-z_]{1,12}", "\\PC{0,24}", Just("Žgečkljiv čmrlj\n\"'<&>\u{2028}".to_owned())]
}

fn some_text() -> impl Strategy<Value = Option<String>> {
    prop::option::of("[a-z]{2}")
}

fn days() -> impl Strategy<Value = Day> {
    (2000..2100_i32, 1..13_i32, 1..29_i32).prop_map(|(year, month, day)| Day(year * 10_000 + month * 100 + day))
}

fn tris() -> impl Strategy<Value = Tri> {
    prop_oneof![Just(Tri::Yes), Just(Tri::No), Just(Tri::Unknown)]
}

fn classes() -> impl Strategy<Value = Option<Size>> {
    prop::option::of(prop_oneof![Just(Size::Micro), Just(Size::Small), Just(Size::Medium), Just(Size::Large)])
}

/// A range with `from` not above `to`.
fn ranges<T: Clone + std::fmt::Debug>(make: fn(u64) -> T) -> impl Strategy<Value = Option<Range<T>>> {
    let any_range = (0..u64::MAX / 2, prop_oneof![Just(Some(0)), Just(None), (0..u64::MAX / 2).prop_map(Some)]);
    prop::option::of(
        any_range.prop_map(move |(from, more)| Range { from: make(from), to: more.map(|m| make(from + m)) }),
    )
}

fn shares() -> impl Strategy<Value = Range<Share>> {
    (0..=1_000_000_u32, 0..=1_000_000_u32)
        .prop_map(|(one, other)| Range { from: Share(one.min(other)), to: Some(Share(one.max(other))) })
}

fn any_figures() -> impl Strategy<Value = Figures> {
    (ranges(WorkUnits), ranges(Cents), ranges(Cents)).prop_map(|(staff, turnover, balance)| Figures {
        staff,
        turnover,
        balance,
    })
}

const KINDS: [CompanyKind; 9] = [
    CompanyKind::Enterprise,
    CompanyKind::NaturalPerson,
    CompanyKind::PublicBody,
    CompanyKind::PublicInvestment,
    CompanyKind::VentureCapital,
    CompanyKind::BusinessAngel,
    CompanyKind::University,
    CompanyKind::InstitutionalInvestor,
    CompanyKind::SmallLocalAuthority,
];

fn companies() -> impl Strategy<Value = Company> {
    let figures = prop::collection::vec(any_figures(), 0..3);
    (texts(), 0..KINDS.len(), figures, tris(), tris(), ranges(Cents), any::<bool>()).prop_map(
        |(name, kind, figures, same_market, economic_activity, angel_investment, in_consolidation)| Company {
            id: String::new(),
            name,
            kind: KINDS[kind],
            figures,
            same_market,
            economic_activity,
            angel_investment,
            in_consolidation,
        },
    )
}

fn groups() -> impl Strategy<Value = Group> {
    let holdings = prop::collection::vec((any::<u8>(), any::<u8>(), shares(), shares(), tris()), 0..5);
    let others = prop::collection::btree_map("[a-zč ]{1,5}", companies(), 0..4);
    (tris(), companies(), others, holdings).prop_map(|(alone, firm, others, holdings)| {
        let mut companies = vec![Company { figures: Vec::new(), ..firm }];
        companies.extend(others.into_iter().map(|(id, other)| Company { id, ..other }));
        let position = |at: u8| usize::from(at) % companies.len();
        let holdings = holdings.into_iter().map(|(holder, held, capital, votes, control)| Holding {
            holder: position(holder),
            held: position(held),
            capital,
            votes,
            control,
        });
        let mut group = Group { alone, holdings: holdings.collect(), companies: companies.clone() };
        while let Some((at, _)) = group.impossible().first() {
            group.holdings.remove(*at);
        }
        group
    })
}

fn size_facts() -> impl Strategy<Value = SizeFacts> {
    let periods = prop::collection::vec((prop::option::of(days()), any_figures()), 0..4);
    (tris(), classes(), classes(), periods, groups()).prop_map(|(newly_founded, prior, own_prior, periods, group)| {
        let periods = periods.into_iter().map(|(ends, own)| Period { ends, own }).collect();
        SizeFacts { newly_founded, prior, own_prior, periods, group }
    })
}

fn places() -> impl Strategy<Value = Places> {
    let states = || prop::collection::vec("[a-z]{2}", 0..3);
    (states(), states(), [some_text(), some_text(), some_text(), some_text(), some_text()]).prop_map(
        |(established, served, [decisions, operations, most_staff, representative, set_up_by])| Places {
            established,
            served,
            decisions,
            operations,
            most_staff,
            representative,
            set_up_by,
        },
    )
}

fn areas() -> impl Strategy<Value = BTreeMap<String, AreaAnswer>> {
    let level = prop_oneof![
        Just(Level::Open),
        Just(Level::Unknown),
        Just(Level::NotApplicable),
        (0..=4_u8).prop_map(Level::At)
    ];
    let answer = (level, texts(), texts()).prop_map(|(level, reason, note)| AreaAnswer { level, reason, note });
    prop::collection::btree_map(texts(), answer, 0..4)
}

/// What parts of the product keep: any object, carried as it is.
fn parts() -> impl Strategy<Value = ById<serde_json::Value>> {
    let kept = prop::collection::btree_map(texts(), texts(), 0..3);
    let kept = kept.prop_map(|kept| kept.into_iter().map(|(id, text)| (id, serde_json::Value::from(text))).collect());
    prop::collection::btree_map("[a-z]{3,9}", kept, 0..3).prop_map(|parts| parts.into_iter().collect())
}

fn assessments() -> impl Strategy<Value = Assessment> {
    let about = (texts(), texts(), days(), days(), any::<bool>());
    let answers = prop::collection::btree_map(texts(), texts(), 0..6);
    let activities = prop::option::of(prop::collection::btree_map(texts(), tris(), 0..4));
    let seen = prop::collection::btree_set(texts(), 0..4);
    (about, places(), answers, activities, size_facts(), seen, (areas(), parts())).prop_map(
        |(
            (id, name, created, as_of, same_size_before),
            places,
            answers,
            activities,
            mut size,
            seen,
            (areas, parts),
        )| {
            if same_size_before {
                size.prior = None;
            }
            let answers = answers.into_iter().collect();
            let activities = activities.map(|stated| stated.into_iter().collect());
            let (seen, areas) = (seen.into_iter().collect(), areas.into_iter().collect());
            let rest = Assessment { seen, areas, parts, ..Assessment::new(id, name, created) };
            Assessment { as_of, places, answers, activities, size, same_size_before, ..rest }
        },
    )
}

proptest! {
    #![proptest_config(crate::properties(128))]

    #[test]
    fn what_is_written_is_read_back(assessment in assessments(), revision in any::<u64>(), content in texts(), indented in any::<bool>()) {
        let before = Saved { revision, content, saved_at: "2026-11-21T18:00:00Z".to_owned(), assessment };
        prop_assert_eq!(read(&write(&before, indented)), Ok(before));
    }

    /// A share without an upper end is written as one up to the whole, a range upside down as its lower end.
    #[test]
    fn what_has_been_read_once_stays_as_it_is(assessment in assessments(), company in 0..4_usize, to in any::<u32>()) {
        let mut before = saved("a", 1);
        before.assessment = assessment;
        before.assessment.size = seen_from(&before.assessment.size, company);
        if let Some(holding) = before.assessment.size.group.holdings.first_mut() {
            holding.votes.to = None;
            holding.capital.to = Some(Share(to % 1_000_000));
        }
        let once = read(&write(&before, false)).expect("what the app writes it can read");
        let law = law();
        let scenarios = |saved: &Saved| saved.assessment.sizes(&law, TODAY).scenarios;
        prop_assert_eq!(scenarios(&once), scenarios(&before));
        prop_assert_eq!(read(&write(&once, false)), Ok(once));
    }

    #[test]
    fn no_bytes_make_reading_panic(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let _ = read(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn no_json_makes_reading_or_evaluating_panic(data in json_values(), path in any::<prop::sample::Index>()) {
        let (law, words, output) = (law(), words(Language::English), schema("evaluation"));
        let wrapped = json!({ "app": "nis2-check", "schema": 1, "data": data });
        let mut sample: Value = serde_json::from_str(SAMPLE).unwrap();
        let places = count(&sample);
        replace(&mut sample, &mut path.index(places), &data);
        for value in [data, wrapped, sample] {
            let text = value.to_string();
            if let Ok(saved) = read(&text) {
                prop_assert!(read(&write(&saved, true)).is_ok());
            }
            let (Ok(said) | Err(said)) = evaluate(&law, &states(), &words, "x", &text, None, TODAY);
            prop_assert_eq!(misfit(&output, &said), None);
        }
    }
}

const SAMPLE: &str = include_str!("../cases/evaluate/t23-subsidiary-of-a-holding.json");

fn json_values() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        prop_oneof!["yes|no|unknown|self|c1|2026-11-21|-1|1e9|12.345|99999999999999999999", "\\PC{0,6}"]
            .prop_map(Value::from),
    ];
    let names = prop_oneof!["from", "to", "facts", "size", "group", "companies", "holdings", "id", "[a-z]{0,4}"];
    leaf.prop_recursive(4, 24, 4, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::btree_map(names.clone(), inner, 0..4).prop_map(Value::from_iter),
        ]
    })
}

/// How many values there are in a value, itself included.
fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(count).sum(),
        Value::Object(members) => members.values().map(count).sum(),
        _ => 0,
    }
}

/// Puts something else in the place with this number.
fn replace(value: &mut Value, number: &mut usize, other: &Value) {
    if *number == 0 {
        *value = other.clone();
    }
    *number = number.wrapping_sub(1);
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| replace(item, number, other)),
        Value::Object(members) => members.values_mut().for_each(|member| replace(member, number, other)),
        _ => {}
    }
}

// --- single points ---------------------------------------------------------------------------------------------------

fn read_data(data: &Value) -> Assessment {
    read(&json!({ "app": "nis2-check", "schema": 1, "data": data }).to_string()).unwrap().assessment
}

/// A holding that cannot be is an error at its place, not something to pass over.
#[test]
fn holdings_that_cannot_be() {
    let holding = |holder: &str, held: &str, capital: Value, votes: Value| json!({ "holder": holder, "held": held, "capital": capital, "votes": votes });
    let path = |holdings: Vec<Value>| {
        let companies = json!([{ "id": "c1" }, { "id": "c2" }]);
        let data = json!({ "size": { "group": { "companies": companies, "holdings": holdings } } });
        match read(&json!({ "app": "nis2-check", "schema": 1, "data": data }).to_string()) {
            Err(ReadError::Damaged(damaged)) => damaged.path,
            other => format!("{:?}", other.map(|_| ())),
        }
    };
    let first = || holding("c1", "self", json!("60"), json!("60"));
    assert_eq!(path(vec![first(), holding("c2", "self", json!("40"), json!("40"))]), "Ok(())");
    assert_eq!(path(vec![first(), holding("c2", "c1", json!("100"), json!("100"))]), "Ok(())");
    assert_eq!(path(vec![first(), holding("c2", "self", json!({ "from": "40", "to": "90" }), Value::Null)]), "Ok(())");
    let place = "data.size.group.holdings.";
    let own = vec![first(), holding("c2", "c2", json!("10"), json!("10"))];
    assert_eq!(path(own), [place, "1.held"].concat());
    let capital = vec![first(), holding("c2", "self", json!("40.0001"), json!("0"))];
    assert_eq!(path(capital), [place, "1.capital"].concat());
    let votes = vec![first(), holding("c2", "self", json!("40"), json!({ "from": "41" }))];
    assert_eq!(path(votes), [place, "1.votes"].concat());
    let third =
        vec![first(), holding("c1", "self", json!("30"), Value::Null), holding("c2", "self", json!("20"), Value::Null)];
    assert_eq!(path(third), [place, "2.capital"].concat());
}

/// What has been read must be readable after it has been saved, whatever it left out.
#[test]
fn a_file_that_leaves_out_everything_survives_saving() {
    let mut before = saved("", 0);
    before.assessment = read_data(&json!({}));
    assert_eq!(read(&write(&before, false)), Ok(before));
}

#[test]
fn the_seat_of_another_company_survives_saving() {
    let mut before = saved("a", 1);
    let group = &mut before.assessment.size.group;
    group.alone = Tri::No;
    group.companies.push(company("c1".to_owned()));
    let all = Range::exactly(Share(1_000_000));
    group.holdings.push(Holding { holder: 1, held: 0, capital: all, votes: all, control: Tri::Yes });
    for _ in 0..3 {
        before.assessment.size = seen_from(&before.assessment.size, 1);
        let after = read(&write(&before, false)).unwrap();
        let [holding] = after.assessment.size.group.holdings[..] else { panic!("one holding") };
        let expected = before.assessment.size.group.holdings[0];
        assert_eq!((holding.holder, holding.held), (expected.holder, expected.held));
        before = after;
    }
}

#[test]
fn numbers_are_read_as_texts_and_as_json_numbers() {
    let staff = |staff: Value| {
        read_data(&json!({ "size": { "periods": [{ "figures": { "staff": staff } }] } })).size.periods[0].own.staff
    };
    assert_eq!(staff(json!("12.5")), Some(Range::exactly(WorkUnits(1_250))));
    assert_eq!(staff(json!(12.5)), Some(Range::exactly(WorkUnits(1_250))));
    assert_eq!(staff(json!(12)), Some(Range::exactly(WorkUnits(1_200))));
    assert_eq!(
        staff(json!({ "from": 50, "to": "249" })),
        Some(Range { from: WorkUnits(5_000), to: Some(WorkUnits(24_900)) })
    );
    assert_eq!(staff(json!({ "from": 50 })), Some(Range { from: WorkUnits(5_000), to: None }));
    assert_eq!(staff(json!({ "to": 50 })), Some(Range { from: WorkUnits(0), to: Some(WorkUnits(5_000)) }));
    assert_eq!(staff(Value::Null), None);
}

#[test]
fn a_byte_order_mark_is_skipped() {
    let text = format!("\u{feff}{}", write(&saved("a", 1), true));
    assert_eq!(read(&text), Ok(saved("a", 1)));
}

#[test]
fn only_days_of_the_calendar_are_days() {
    assert_eq!(parse_day("2024-02-29"), Some(Day(20_240_229)));
    for text in
        ["2023-02-29", "2026-13-01", "2026-00-10", "2026-11-31", "21.11.2026", "2026-11", "2026-11-21-1", "", "-"]
    {
        assert_eq!(parse_day(text), None, "{text}");
    }
}

#[test]
fn what_cannot_be_read_says_why() {
    assert_eq!(read("{"), Err(ReadError::NotJson));
    assert_eq!(read("[]"), Err(ReadError::NotOurs));
    assert_eq!(read(r#"{"app":"other"}"#), Err(ReadError::NotOurs));
    assert_eq!(read(r#"{"app":"nis2-check","schema":7}"#), Err(ReadError::Newer(7)));
    assert!(
        matches!(read(r#"{"app":"nis2-check","schema":0}"#), Err(ReadError::Damaged(damaged)) if damaged.path == "schema")
    );
}

#[test]
fn depth_is_no_danger() {
    let deep = format!(r#"{{"app":"nis2-check","schema":1,"data":{}{}}}"#, "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(read(&deep), Err(ReadError::NotJson));
}
