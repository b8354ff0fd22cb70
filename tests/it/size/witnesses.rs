//! Every scenario is true for some completion and every completion is among the scenarios: with at most one open share all
//! completions of small open facts are tried.

use law::Size;
use nis2_check::domain::size::{Company, CompanyKind, Figures, Group, Holding, Period, SizeFacts, sizes};
use nis2_check::domain::sorted::SortedSet;
use nis2_check::domain::units::{Cents, Range, Share, Tri, WorkUnits};
use proptest::prelude::*;

use super::arbitrary::{CLASSES, TRIS};
use super::facts::rule;
use super::laws::only;

/// More completions than this are not tried.
const MOST: usize = 3_000;

/// One open thing: how many values it has and how to fix it to one of them.
type Axis = (usize, fn(&mut SizeFacts, usize, usize), usize);

/// What varies in the facts tried.
#[derive(Clone, Debug)]
struct Variant {
    /// Staff and turnover of the firm in each period: the lowest value and how much more is possible.
    own: Vec<((u64, u64), (u64, u64))>,
    /// Staff and money of the partner.
    partner: (u64, u64),
    /// The partner's share in millionths, in the same way.
    share: (u32, u32),
    /// Newly founded, market of the owner's other company, control by the partner.
    answers: (Tri, Tri, Tri),
    priors: (Option<Size>, Option<Size>),
    owned: bool,
    /// Staff of the owner's other company.
    sister: u64,
}

fn variants() -> impl Strategy<Value = Variant> {
    let staff = (prop::sample::select(vec![900u64, 1_999, 2_000, 4_990, 24_000]), 0u64..4);
    let money = (prop::sample::select(vec![100_000_000u64, 399_999_999, 400_000_000, 999_999_999]), 0u64..3);
    let own = prop::collection::vec((staff, money), 1..3);
    let partner = (
        prop::sample::select(vec![0u64, 1_199, 9_990, 10_000, 10_001, 80_000]),
        prop::sample::select(vec![0u64, 1_999_999_999, 2_000_000_000, 2_000_000_003, 20_000_000_000]),
    );
    let share = (prop::sample::select(vec![249_996u32, 299_995, 333_333, 499_996]), 0u32..12);
    let tri = || prop::sample::select(&TRIS[..]);
    let size = || prop::option::of(prop::sample::select(&CLASSES[..]));
    (own, partner, share, (tri(), tri(), tri()), (size(), size()), any::<bool>(), 0u64..3_000).prop_map(
        |(own, partner, share, answers, priors, owned, sister)| Variant {
            own,
            partner,
            share,
            answers,
            priors,
            owned,
            sister,
        },
    )
}

fn figures(staff: (u64, u64), money: (u64, u64)) -> Figures {
    Figures {
        staff: Some(Range { from: WorkUnits(staff.0), to: Some(WorkUnits(staff.0 + staff.1)) }),
        turnover: Some(Range { from: Cents(money.0), to: Some(Cents(money.0 + money.1)) }),
        balance: Some(Range::exactly(Cents(money.0))),
    }
}

fn company(kind: CompanyKind, same_market: Tri, figures: Figures) -> Company {
    Company {
        id: String::new(),
        name: String::new(),
        kind,
        figures: vec![figures; 2],
        same_market,
        economic_activity: Tri::No,
        angel_investment: None,
        in_consolidation: false,
    }
}

fn holding(holder: usize, held: usize, votes: (u32, u32), control: Tri) -> Holding {
    let votes = Range { from: Share(votes.0), to: Some(Share(votes.0 + votes.1)) };
    Holding { holder, held, capital: Range::exactly(Share(0)), votes, control }
}

/// The firm, a partner or parent, an owner and the owner's other company. The owner controls the firm without votes, so that
/// no share contradicts another.
fn facts(variant: &Variant) -> SizeFacts {
    let (newly_founded, market, control) = variant.answers;
    let (prior, own_prior) = variant.priors;
    let mut holdings = vec![holding(1, 0, variant.share, control)];
    if variant.owned {
        holdings.extend([holding(2, 0, (0, 0), Tri::Yes), holding(2, 3, (1_000_000, 0), Tri::No)]);
    }
    let (staff, money) = variant.partner;
    let partner = figures((staff, 0), (money, 0));
    let sister = figures((variant.sister, 0), (1_000, 0));
    SizeFacts {
        newly_founded,
        prior,
        own_prior: own_prior.filter(|own| prior.is_none_or(|prior| *own <= prior)),
        periods: variant.own.iter().map(|(staff, money)| Period { ends: None, own: figures(*staff, *money) }).collect(),
        group: Group {
            alone: Tri::No,
            companies: vec![
                company(CompanyKind::Enterprise, Tri::No, Figures::UNKNOWN),
                company(CompanyKind::Enterprise, Tri::No, partner),
                company(CompanyKind::NaturalPerson, Tri::No, Figures::UNKNOWN),
                company(CompanyKind::Enterprise, market, sister),
            ],
            holdings,
        },
    }
}

/// Everything open in facts of [`facts`].
fn axes(facts: &SizeFacts) -> Vec<Axis> {
    let mut axes: Vec<Axis> = Vec::new();
    let mut add = |values: u64, fix: fn(&mut SizeFacts, usize, usize), at: usize| {
        if values > 1 {
            axes.push((usize::try_from(values).unwrap(), fix, at));
        }
    };
    for (at, period) in facts.periods.iter().enumerate() {
        let (staff, turnover) = (period.own.staff.unwrap(), period.own.turnover.unwrap());
        add(
            staff.to.unwrap().0 - staff.from.0 + 1,
            |facts, at, value| {
                let own = &mut facts.periods[at].own;
                own.staff = own.staff.map(|range| Range::exactly(WorkUnits(range.from.0 + value as u64)));
            },
            at,
        );
        add(
            turnover.to.unwrap().0 - turnover.from.0 + 1,
            |facts, at, value| {
                let own = &mut facts.periods[at].own;
                own.turnover = own.turnover.map(|range| Range::exactly(Cents(range.from.0 + value as u64)));
            },
            at,
        );
    }
    let votes = facts.group.holdings[0].votes;
    add(
        u64::from(votes.to.unwrap().0 - votes.from.0 + 1),
        |facts, _, value| {
            let votes = &mut facts.group.holdings[0].votes;
            *votes = Range::exactly(Share(votes.from.0 + u32::try_from(value).unwrap()));
        },
        0,
    );
    let answers = |tri: Tri| if tri == Tri::Unknown { 2 } else { 1 };
    add(answers(facts.newly_founded), |facts, _, value| facts.newly_founded = TRIS[value], 0);
    add(
        answers(facts.group.companies[3].same_market),
        |facts, _, value| {
            facts.group.companies[3].same_market = TRIS[value];
        },
        0,
    );
    add(answers(facts.group.holdings[0].control), |facts, _, value| facts.group.holdings[0].control = TRIS[value], 0);
    let sizes = |size: Option<Size>| if size.is_none() { 4 } else { 1 };
    add(sizes(facts.prior), |facts, _, value| facts.prior = Some(CLASSES[value]), 0);
    add(sizes(facts.own_prior), |facts, _, value| facts.own_prior = Some(CLASSES[value]), 0);
    axes
}

/// The scenarios of all completions.
fn tried(facts: &SizeFacts, axes: &[Axis], found: &mut SortedSet<(Size, Size)>) {
    let Some(((values, fix, at), rest)) = axes.split_first() else {
        let fits = facts.own_prior <= facts.prior;
        if fits || facts.newly_founded == Tri::Yes || counts_alone(facts) {
            found.insert(only(facts));
        }
        return;
    };
    for value in 0..*values {
        let mut fixed = facts.clone();
        fix(&mut fixed, *at, value);
        tried(&fixed, rest, found);
    }
}

/// Whether nothing is added to the firm's own figures by a holding: then its own status before is not read.
fn counts_alone(facts: &SizeFacts) -> bool {
    let sum = nis2_check::domain::size::summation(facts, 0, rule());
    sum.lines.iter().skip(1).all(|line| line.share.to == Some(Share(0)))
}

proptest! {
    #![proptest_config(crate::properties(80))]

    #[test]
    fn scenarios_are_those_of_all_completions(variant in variants()) {
        let open = facts(&variant);
        let axes = axes(&open);
        let completions: usize = axes.iter().map(|axis| axis.0).product();
        prop_assume!(completions <= MOST);
        let result = sizes(&open, rule());
        let mut found = SortedSet::new();
        tried(&open, &axes, &mut found);
        prop_assert!(result.exact);
        prop_assert_eq!(result.scenarios, found);
    }
}
