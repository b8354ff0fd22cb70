//! Which open inputs can change the possible sizes.

use law::SizeRule;

use super::ends::{End, fix};
use super::group::CompanyKind;
use super::pairs::Pairs;
use super::scenarios::search;
use super::{Company, Figures, SizeFacts};
use crate::domain::units::{Range, Tri};

/// How often the holdings may be evaluated for one trial. Many trials are made.
const TRIAL_EFFORT: usize = 1_000;

/// An input that is open. Numbers are positions in `Group::companies` or `Group::holdings`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum OpenInput {
    /// Staff of the assessed firm in some period.
    Staff,
    /// Turnover of the assessed firm in some period.
    Turnover,
    /// Balance sheet total of the assessed firm in some period.
    Balance,
    /// Whether it is newly founded.
    NewlyFounded,
    /// The status before the first period.
    PriorStatus,
    /// The status before the first period by own figures.
    OwnPriorStatus,
    /// Whether there are partner or linked enterprises at all, and which.
    GroupAlone,
    /// Some figure of a company in some period.
    CompanyFigures(usize),
    /// Whether a company is in the same or an adjacent market.
    Market(usize),
    /// Whether a public body carries on an economic activity.
    EconomicActivity(usize),
    /// What business angels have invested.
    AngelInvestment(usize),
    /// The capital or votes of a holding.
    HoldingShare(usize),
    /// Control beside the votes of a holding.
    Control(usize),
}

impl OpenInput {
    /// Whether it is about the assessed firm itself, not about one of the others.
    fn is_of_firm(self) -> bool {
        matches!(
            self,
            Self::Staff
                | Self::Turnover
                | Self::Balance
                | Self::NewlyFounded
                | Self::PriorStatus
                | Self::OwnPriorStatus
                | Self::GroupAlone
        )
    }

    /// Its id in lists of missing inputs, for instance `size.company.1.same_market`.
    pub fn key(&self) -> String {
        match self {
            Self::Staff => String::from("size.staff"),
            Self::Turnover => String::from("size.turnover"),
            Self::Balance => String::from("size.balance"),
            Self::NewlyFounded => String::from("size.newly_founded"),
            Self::PriorStatus => String::from("size.prior_status"),
            Self::OwnPriorStatus => String::from("size.own_prior_status"),
            Self::GroupAlone => String::from("size.group"),
            Self::CompanyFigures(at) => numbered("size.company.", *at, ".figures"),
            Self::Market(at) => numbered("size.company.", *at, ".same_market"),
            Self::EconomicActivity(at) => numbered("size.company.", *at, ".economic_activity"),
            Self::AngelInvestment(at) => numbered("size.company.", *at, ".angel_investment"),
            Self::HoldingShare(at) => numbered("size.holding.", *at, ".share"),
            Self::Control(at) => numbered("size.holding.", *at, ".control"),
        }
    }
}

/// A key with a position in it.
fn numbered(start: &str, at: usize, end: &str) -> String {
    let mut key = String::from(start);
    key.push_str(&at.to_string());
    key.push_str(end);
    key
}

/// The open inputs that can change the set of pairs: fixed to one of their two ends they narrow it, as things stand or once
/// one other open input of the firm itself is fixed to an end (turnover matters only if staff turns out to be low). Where no
/// input does so, a smallest list of inputs that narrow it together.
pub(super) fn open_inputs(facts: &SizeFacts, rule: &SizeRule) -> Vec<OpenInput> {
    let open = all_open(facts);
    let pairs = trial(facts, rule);
    let mut found: Vec<OpenInput> = open.iter().copied().filter(|input| narrows(facts, rule, *input, pairs)).collect();
    if open.contains(&OpenInput::PriorStatus) {
        // Whoever answers that the class was the same before makes the latest figures decide, as for the newly founded.
        found.extend(open_inputs(&fixed(facts, &[OpenInput::NewlyFounded], End::High), rule));
    }
    for context in open.iter().copied().filter(|input| input.is_of_firm()) {
        for end in [End::Low, End::High] {
            let supposed = fixed(facts, &[context], end);
            let supposed_pairs = trial(&supposed, rule);
            for input in open.iter().copied().filter(|input| *input != context) {
                if !found.contains(&input) && narrows(&supposed, rule, input, supposed_pairs) {
                    found.push(input);
                }
            }
        }
    }
    if found.is_empty() {
        needed_together(facts, rule, open, pairs)
    } else {
        open.into_iter().filter(|input| found.contains(input)).collect()
    }
}

/// A smallest list of inputs that narrow the set of pairs when all of them are fixed to their low ends.
fn needed_together(facts: &SizeFacts, rule: &SizeRule, open: Vec<OpenInput>, pairs: Pairs) -> Vec<OpenInput> {
    let mut needed = open.clone();
    for input in open {
        let fewer: Vec<OpenInput> = needed.iter().copied().filter(|other| *other != input).collect();
        if !trial(&fixed(facts, &fewer, End::Low), rule).contains_all(pairs) {
            needed = fewer;
        }
    }
    needed
}

/// Whether some pair is no longer possible once the input is fixed to one of its ends.
fn narrows(facts: &SizeFacts, rule: &SizeRule, input: OpenInput, pairs: Pairs) -> bool {
    [End::Low, End::High].into_iter().any(|end| !trial(&fixed(facts, &[input], end), rule).contains_all(pairs))
}

/// The facts with inputs fixed to one end.
fn fixed(facts: &SizeFacts, inputs: &[OpenInput], end: End) -> SizeFacts {
    let mut fixed = facts.clone();
    for input in inputs {
        fix(&mut fixed, *input, end);
    }
    fixed
}

/// The pairs that are possible, with less effort.
fn trial(facts: &SizeFacts, rule: &SizeRule) -> Pairs {
    search(facts, rule, TRIAL_EFFORT).pairs
}

/// Everything that is open, whether or not it matters.
pub(super) fn all_open(facts: &SizeFacts) -> Vec<OpenInput> {
    let mut open = Vec::new();
    let some_period = |is_known: fn(&Figures) -> bool| {
        facts.periods.is_empty() || !facts.periods.iter().all(|period| is_known(&period.own))
    };
    open.extend(some_period(|own| known(own.staff)).then_some(OpenInput::Staff));
    open.extend(some_period(|own| known(own.turnover)).then_some(OpenInput::Turnover));
    open.extend(some_period(|own| known(own.balance)).then_some(OpenInput::Balance));
    open.extend((facts.newly_founded == Tri::Unknown).then_some(OpenInput::NewlyFounded));
    let has_history = facts.newly_founded != Tri::Yes;
    let prior = has_history && facts.prior.is_none();
    open.extend(prior.then_some(OpenInput::PriorStatus));
    let own_prior = has_history && facts.group.alone != Tri::Yes && facts.own_prior.is_none();
    open.extend(own_prior.then_some(OpenInput::OwnPriorStatus));
    let described = facts.group.companies.len() > 1;
    open.extend((facts.group.alone != Tri::Yes && !described).then_some(OpenInput::GroupAlone));
    for (at, company) in facts.group.companies.iter().enumerate() {
        add_open_of_company(&mut open, at, company, facts);
    }
    for (at, holding) in facts.group.holdings.iter().enumerate() {
        let exact = holding.capital.is_exact() && holding.votes.is_exact();
        open.extend((!exact).then_some(OpenInput::HoldingShare(at)));
        open.extend((holding.control == Tri::Unknown).then_some(OpenInput::Control(at)));
    }
    open
}

/// What is open about one company.
fn add_open_of_company(open: &mut Vec<OpenInput>, at: usize, company: &Company, facts: &SizeFacts) {
    let kind = company.kind;
    let other_enterprise = at > 0 && kind != CompanyKind::NaturalPerson;
    let periods = 0..facts.periods.len().max(1);
    let complete = periods.map(|period| company.figures_of(period)).all(|figures| all_known(&figures));
    open.extend((other_enterprise && !complete).then_some(OpenInput::CompanyFigures(at)));
    let market = other_enterprise && facts.group.has_person() && company.same_market == Tri::Unknown;
    open.extend(market.then_some(OpenInput::Market(at)));
    let activity = kind.is_public_body() && company.economic_activity == Tri::Unknown;
    open.extend(activity.then_some(OpenInput::EconomicActivity(at)));
    let angel = kind == CompanyKind::BusinessAngel && !known(company.angel_investment);
    open.extend(angel.then_some(OpenInput::AngelInvestment(at)));
}

/// Whether a figure is one known value.
fn known<T: Copy + PartialEq>(figure: Option<Range<T>>) -> bool {
    figure.is_some_and(|range| range.is_exact())
}

/// Whether all three figures are known values.
fn all_known(figures: &Figures) -> bool {
    known(figures.staff) && known(figures.turnover) && known(figures.balance)
}
