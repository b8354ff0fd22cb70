//! Several partners whose shares are open at once.

use law::Size;
use nis2_check::domain::size::{Company, CompanyKind, Figures, Group, Holding, Period, SizeFacts, sizes};
use nis2_check::domain::units::{Cents, Range, Share, Tri, WorkUnits};
use proptest::prelude::*;

use super::arbitrary::CLASSES;
use super::facts::rule;

/// Figures of a firm that its partners can lift over a ceiling.
fn figures() -> impl Strategy<Value = Figures> {
    let cents = || (50_000_000u64..900_000_000).prop_map(|value| Some(Range::exactly(Cents(value))));
    let staff = (500u64..4_000).prop_map(|value| Some(Range::exactly(WorkUnits(value))));
    (staff, cents(), cents()).prop_map(|(staff, turnover, balance)| Figures { staff, turnover, balance })
}

fn company(figures: Vec<Figures>) -> Company {
    Company {
        id: String::new(),
        name: String::new(),
        kind: CompanyKind::Enterprise,
        figures,
        same_market: Tri::No,
        economic_activity: Tri::No,
        angel_investment: None,
        in_consolidation: false,
    }
}

/// Shares that may or may not make a partner or a majority.
fn share() -> impl Strategy<Value = Range<Share>> {
    let spans = vec![(200_000, 300_000), (250_000, 500_000), (0, 1_000_000), (300_000, 600_000), (250_000, 250_000)];
    prop::sample::select(spans).prop_map(|(from, to)| Range { from: Share(from), to: Some(Share(to)) })
}

fn facts() -> impl Strategy<Value = SizeFacts> {
    let years = (1usize..3, any::<bool>()).prop_flat_map(|(years, same)| {
        let distinct = if same { 1 } else { years };
        let of_company = move || {
            prop::collection::vec(figures(), distinct)
                .prop_map(move |figures| (0..years).map(|year| figures[year % distinct]).collect::<Vec<_>>())
        };
        (of_company(), prop::collection::vec((of_company(), share()), 2..5))
    });
    (years, prop::option::of(prop::sample::select(&CLASSES[..]))).prop_map(|((own, partners), prior)| {
        let holding = |(at, share): (usize, &Range<Share>)| Holding {
            holder: at + 1,
            held: 0,
            capital: *share,
            votes: *share,
            control: Tri::No,
        };
        let holdings = partners.iter().map(|(_, share)| share).enumerate().map(holding).collect();
        let others = partners.into_iter().map(|(figures, _)| company(figures));
        SizeFacts {
            newly_founded: Tri::No,
            prior,
            own_prior: prior.map(|_| Size::Micro),
            periods: own.iter().map(|own| Period { ends: None, own: *own }).collect(),
            group: Group {
                alone: Tri::No,
                companies: [company(Vec::new())].into_iter().chain(others).collect(),
                holdings,
            },
        }
    })
}

proptest! {
    #![proptest_config(crate::properties(60))]

    #[test]
    fn several_open_shares_are_followed_to_the_end(open in facts()) {
        prop_assert!(sizes(&open, rule()).exact, "{open:?}");
    }
}
