//! Arbitrary facts, open and closed, around the ceilings and the limits of shares.

use law::Size;
use nis2_check::domain::size::{Company, CompanyKind, Figures, Group, Holding, Period, SizeFacts};
use nis2_check::domain::units::{Cents, Range, Share, Tri, WorkUnits};
use proptest::prelude::*;

/// All classes.
pub const CLASSES: [Size; 4] = [Size::Micro, Size::Small, Size::Medium, Size::Large];
/// All answers.
pub const TRIS: [Tri; 3] = [Tri::No, Tri::Yes, Tri::Unknown];

/// A value, a range or nothing, around the ceilings.
fn figure(near: &'static [u64]) -> impl Strategy<Value = Option<(u64, Option<u64>)>> {
    let value = || (prop::sample::select(near), 0u64..3).prop_map(|(at, more)| (at + more).saturating_sub(1));
    prop_oneof![
        5 => value().prop_map(|at| Some((at, Some(at)))),
        2 => (value(), value()).prop_map(|(a, b)| Some((a.min(b), Some(a.max(b))))),
        1 => value().prop_map(|at| Some((at, None))),
        1 => Just(None),
    ]
}

const STAFF: &[u64] = &[0, 500, 1_000, 2_500, 5_000, 12_000, 25_000];
const MONEY: &[u64] = &[0, 200_000_000, 400_000_000, 1_000_000_000, 4_300_000_000, 5_000_000_000];

fn figures() -> impl Strategy<Value = Figures> {
    let cents = |(from, to): (u64, Option<u64>)| Range { from: Cents(from), to: to.map(Cents) };
    (figure(STAFF), figure(MONEY), figure(MONEY)).prop_map(move |(staff, turnover, balance)| Figures {
        staff: staff.map(|(from, to)| Range { from: WorkUnits(from), to: to.map(WorkUnits) }),
        turnover: turnover.map(cents),
        balance: balance.map(cents),
    })
}

fn share() -> impl Strategy<Value = Range<Share>> {
    let value = || {
        prop::sample::select(vec![0, 100_000, 249_999, 250_000, 300_000, 499_999, 500_000, 500_001, 750_000, 1_000_000])
    };
    prop_oneof![
        4 => value().prop_map(|at| Range::exactly(Share(at))),
        1 => (value(), value()).prop_map(|(a, b)| Range { from: Share(a.min(b)), to: Some(Share(a.max(b))) }),
    ]
}

fn company() -> impl Strategy<Value = Company> {
    use CompanyKind::{
        BusinessAngel, Enterprise, InstitutionalInvestor, NaturalPerson, PublicBody, SmallLocalAuthority, University,
    };
    let kinds = vec![
        Enterprise,
        Enterprise,
        Enterprise,
        Enterprise,
        NaturalPerson,
        NaturalPerson,
        PublicBody,
        University,
        BusinessAngel,
        InstitutionalInvestor,
        SmallLocalAuthority,
    ];
    let tri = || prop::sample::select(&TRIS[..]);
    let angels = prop_oneof![
        Just(None),
        Just(Some(Range::exactly(Cents(124_999_999)))),
        Just(Some(Range::exactly(Cents(125_000_000)))),
    ];
    let figures = prop::collection::vec(figures(), 0..3);
    (prop::sample::select(kinds), figures, tri(), tri(), angels, prop::bool::weighted(0.1)).prop_map(
        |(kind, figures, same_market, economic_activity, angel_investment, in_consolidation)| Company {
            id: String::new(),
            name: String::new(),
            kind,
            figures,
            same_market,
            economic_activity,
            angel_investment,
            in_consolidation,
        },
    )
}

fn holding(companies: usize) -> impl Strategy<Value = Holding> {
    let control = prop::sample::select(vec![Tri::No, Tri::No, Tri::No, Tri::Yes, Tri::Unknown]);
    (0..companies, 0..companies, share(), share(), control)
        .prop_map(|(holder, held, capital, votes, control)| Holding { holder, held, capital, votes, control })
}

fn group() -> impl Strategy<Value = Group> {
    (0usize..5).prop_flat_map(|others| {
        let firm = company().prop_map(|mut firm| {
            firm.kind = CompanyKind::Enterprise;
            firm
        });
        let companies = (firm, prop::collection::vec(company(), others)).prop_map(|(firm, mut others)| {
            others.insert(0, firm);
            others
        });
        let holdings = prop::collection::vec(holding(others + 1), 0..=2 * others);
        (prop::sample::select(&TRIS[..]), companies, holdings).prop_map(|(alone, companies, holdings)| Group {
            alone,
            companies,
            holdings,
        })
    })
}

/// Facts with anything open.
pub fn facts() -> impl Strategy<Value = SizeFacts> {
    let prior = || prop::option::of(prop::sample::select(&CLASSES[..]));
    let periods = prop::collection::vec(figures().prop_map(|own| Period { ends: None, own }), 0..4);
    (prop::sample::select(&TRIS[..]), prior(), prior(), periods, group()).prop_map(
        |(newly_founded, prior, own_prior, periods, group)| SizeFacts {
            newly_founded,
            prior,
            own_prior,
            periods,
            group,
        },
    )
}
