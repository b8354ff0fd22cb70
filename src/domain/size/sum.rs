//! The summation for one period: what counts for the assessed firm, company by company, with the reason where something
//! does not (Rec. 2003/361/EC, Annex, Art. 6).

use law::SizeRule;

use super::figures::{NO_LIMIT, WHOLE, spans};
use super::group::CompanyKind;
use super::links::{Clusters, linked, partner_share, weights};
use super::scenarios::part;
use super::shape::{Corner, Node, Shape};
use super::{Figures, SizeFacts};
use crate::domain::units::{Range, Share, Total, Tri};

/// What a company is to the assessed firm.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Relation {
    /// The assessed firm.
    Own,
    /// Linked through companies (Art. 3(3)); counts in full.
    Linked,
    /// Linked only through a natural person in the same or an adjacent market (Art. 3(3), fourth subparagraph).
    LinkedThroughPerson,
    /// A partner (Art. 3(2)); counts pro rata.
    Partner,
    /// Linked with a partner (Art. 6(3)); counts with the partner's share.
    LinkedToPartner,
    /// Does not count.
    Ignored(Reason),
}

/// Why a company does not count.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Reason {
    /// The firm is said to be alone.
    Alone,
    /// A natural person, or a public body without economic activity.
    NotAnEnterprise,
    /// Its figures are already in those of another company.
    Consolidated,
    /// Connected only through a person, and active in another market.
    OtherMarket,
    /// Connected only through a public body that is no enterprise.
    ThroughPublicBody,
    /// An exempt investor that is not linked, or connected only through one (Art. 3(2)).
    ExemptInvestor,
    /// A partner of a partner (Art. 6(3)).
    PartnerOfPartner,
    /// Less than 25 % of capital and votes, or no holding at all.
    BelowQuarter,
}

/// Figures that count, unrounded.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Counted {
    /// Annual work units.
    pub staff: Range<Total>,
    /// Annual turnover.
    pub turnover: Range<Total>,
    /// Balance sheet total.
    pub balance: Range<Total>,
}

/// One company in a summation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SumLine {
    /// Position in `Group::companies`.
    pub company: usize,
    /// What it is if every open question about links is answered no and every share is the lowest.
    pub least: Relation,
    /// What it is if every open question is answered yes and every share is the highest. The same unless links are open.
    pub most: Relation,
    /// The share of its figures that counts.
    pub share: Range<Share>,
    /// What counts of its figures.
    pub counted: Counted,
}

/// The summation of one period.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Summation {
    /// The assessed firm first, then the others in their order.
    pub lines: Vec<SumLine>,
    /// The sum of what counts. Without an upper bound while a group is not described.
    pub total: Counted,
}

/// The summation of the period at a position; figures of a period that is not listed are unknown.
pub fn summation(facts: &SizeFacts, period: usize, rule: &SizeRule) -> Summation {
    let group = &facts.group;
    let own = facts.periods.get(period).map_or(Figures::UNKNOWN, |listed| listed.own);
    let in_full = (WHOLE, Relation::Own);
    let mut lines = vec![line(0, &own, in_full, in_full)];
    let least = roles(facts, rule, Corner::Low).into_iter();
    let most = roles(facts, rule, Corner::High).into_iter();
    for (((at, company), low), high) in group.companies.iter().enumerate().zip(least).zip(most).skip(1) {
        lines.push(line(at, &company.figures_of(period), low, high));
    }
    let undescribed = group.alone != Tri::Yes && group.companies.len() <= 1;
    let total = Counted {
        staff: sum(&lines, undescribed, |counted| counted.staff),
        turnover: sum(&lines, undescribed, |counted| counted.turnover),
        balance: sum(&lines, undescribed, |counted| counted.balance),
    };
    Summation { lines, total }
}

/// The summation of the latest period.
pub fn latest_summation(facts: &SizeFacts, rule: &SizeRule) -> Summation {
    summation(facts, facts.periods.len().saturating_sub(1), rule)
}

/// The share that counts and the relation of every company at a corner.
fn roles(facts: &SizeFacts, rule: &SizeRule, corner: Corner) -> Vec<(u32, Relation)> {
    if facts.group.alone == Tri::Yes {
        return vec![(0, Relation::Ignored(Reason::Alone)); facts.group.companies.len()];
    }
    let shape = Shape::of(&facts.group, rule);
    weights(&shape, corner).into_iter().zip(relations(&shape, corner)).collect()
}

/// The line of a company with its share and relation at the two corners.
fn line(company: usize, figures: &Figures, low: (u32, Relation), high: (u32, Relation)) -> SumLine {
    let [staff, turnover, balance] = spans(figures).map(|(from, to)| Range {
        from: Total(part(from, low.0)),
        to: (to != NO_LIMIT || high.0 == 0).then_some(Total(part(to, high.0))),
    });
    SumLine {
        company,
        least: low.1,
        most: high.1,
        share: Range { from: Share(low.0), to: Some(Share(high.0)) },
        counted: Counted { staff, turnover, balance },
    }
}

/// The sum of one figure over all lines.
fn sum(lines: &[SumLine], undescribed: bool, figure: fn(&Counted) -> Range<Total>) -> Range<Total> {
    let mut from = 0;
    let mut to = if undescribed { None } else { Some(0) };
    for line in lines {
        let counted = figure(&line.counted);
        from += counted.from.0;
        to = to.zip(counted.to).map(|(sum, more)| sum + more.0);
    }
    Range { from: Total(from), to: to.map(Total) }
}

/// What every company is at a corner of the box.
fn relations(shape: &Shape, corner: Corner) -> Vec<Relation> {
    let clusters = linked(shape, corner);
    let direct = linked(&without_persons(shape), corner);
    let relation = |(at, node): (usize, &Node)| {
        let pro_rata = partner_share(shape, corner, &clusters, clusters.home(), clusters.of(at));
        if node.first {
            Relation::Own
        } else if node.is_person() || node.is_inert(corner) {
            Relation::Ignored(Reason::NotAnEnterprise)
        } else if node.consolidated {
            Relation::Ignored(Reason::Consolidated)
        } else if direct.of(at) == direct.home() {
            Relation::Linked
        } else if clusters.of(at) == clusters.home() {
            Relation::LinkedThroughPerson
        } else if pro_rata == 0 {
            Relation::Ignored(reason(shape, corner, &clusters, at))
        } else if holds_with_home(shape, &clusters, at) {
            Relation::Partner
        } else {
            Relation::LinkedToPartner
        }
    };
    shape.nodes.iter().enumerate().map(relation).collect()
}

/// Why an enterprise that is neither linked nor partner is not.
fn reason(shape: &Shape, corner: Corner, clusters: &Clusters, at: usize) -> Reason {
    let counts_if = |change: fn(&mut Node)| {
        let weights = weights(&changed(shape, change), corner);
        weights.get(at).is_some_and(|weight| *weight > 0)
    };
    if counts_if(|node| node.market = Tri::Yes) {
        Reason::OtherMarket
    } else if counts_if(|node| node.activity = Tri::Yes) {
        Reason::ThroughPublicBody
    } else if counts_if(end_exemption) {
        Reason::ExemptInvestor
    } else if is_partner_of_partner(shape, corner, clusters, at) {
        Reason::PartnerOfPartner
    } else {
        Reason::BelowQuarter
    }
}

/// Whether a company holds or is held by a company linked with the assessed firm.
fn holds_with_home(shape: &Shape, clusters: &Clusters, at: usize) -> bool {
    let home = clusters.home();
    shape.edges.iter().any(|edge| {
        (edge.holder == at && clusters.of(edge.held) == home) || (edge.held == at && clusters.of(edge.holder) == home)
    })
}

/// Whether a company is a partner of one that counts pro rata.
fn is_partner_of_partner(shape: &Shape, corner: Corner, clusters: &Clusters, at: usize) -> bool {
    let partners = |one: usize, other: usize| partner_share(shape, corner, clusters, one, other) > 0;
    (0..shape.nodes.len())
        .map(|between| clusters.of(between))
        .any(|between| partners(clusters.home(), between) && partners(between, clusters.of(at)))
}

/// The box with every node changed.
fn changed(shape: &Shape, change: fn(&mut Node)) -> Shape {
    let mut changed = shape.clone();
    changed.nodes.iter_mut().for_each(change);
    changed
}

/// Makes an exempt investor one that is not.
fn end_exemption(node: &mut Node) {
    node.kind = match node.kind {
        CompanyKind::NaturalPerson => CompanyKind::NaturalPerson,
        CompanyKind::PublicBody | CompanyKind::SmallLocalAuthority => CompanyKind::PublicBody,
        _ => CompanyKind::Enterprise,
    };
}

/// The box without the holdings of natural persons.
fn without_persons(shape: &Shape) -> Shape {
    let mut without = shape.clone();
    without.edges.retain(|edge| shape.node(edge.holder).is_some_and(|holder| !holder.is_person()));
    without
}
