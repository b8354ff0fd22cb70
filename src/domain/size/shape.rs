//! What is known about who holds what, as a box: each open answer and each share is a span, and the box is cut until its
//! two corners say the same.

use super::figures::WHOLE;
use super::group::{Company, CompanyKind, Group, Holding};
use crate::domain::units::{Cents, Range, Share, Tri};
use law::SizeRule;

/// One of the two extreme completions of a box. More links and greater shares never make an enterprise count less, so that
/// every other completion lies between them.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Corner {
    /// Every open answer is no, every share the lowest.
    Low,
    /// Every open answer is yes, every share the highest.
    High,
}

/// A company as far as links are concerned.
#[derive(Clone, Copy)]
pub(super) struct Node {
    /// The assessed firm.
    pub(super) first: bool,
    pub(super) kind: CompanyKind,
    pub(super) market: Tri,
    pub(super) activity: Tri,
    /// Whether the business angels have reached their limit.
    pub(super) over_limit: Tri,
    pub(super) consolidated: bool,
}

impl Node {
    /// Natural persons have no figures and link only within a market.
    pub(super) fn is_person(self) -> bool {
        self.kind == CompanyKind::NaturalPerson && !self.first
    }

    /// A public body without economic activity: no enterprise, nothing is linked through it (reading I6).
    pub(super) fn is_inert(self, corner: Corner) -> bool {
        self.kind.is_public_body() && !holds(self.activity, corner)
    }

    /// Whether its holdings of 25 % and more make partners: an enterprise that is not an exempt investor.
    pub(super) fn makes_partners(self, corner: Corner) -> bool {
        match self.kind {
            CompanyKind::Enterprise => true,
            CompanyKind::NaturalPerson => self.first,
            CompanyKind::PublicBody => !self.is_inert(corner),
            CompanyKind::BusinessAngel => holds(self.over_limit, corner),
            _ => false,
        }
    }

    /// Active in the market of the assessed firm or in an adjacent one.
    pub(super) fn in_market(self, corner: Corner) -> bool {
        self.first || (!self.is_person() && holds(self.market, corner))
    }
}

/// A holding as far as links are concerned; shares in millionths, lowest and highest.
#[derive(Clone, Copy)]
pub(super) struct Edge {
    pub(super) holder: usize,
    pub(super) held: usize,
    pub(super) capital: (u32, u32),
    pub(super) votes: (u32, u32),
    pub(super) control: Tri,
}

/// A box of completions of one group.
#[derive(Clone)]
pub(super) struct Shape {
    pub(super) nodes: Vec<Node>,
    pub(super) edges: Vec<Edge>,
    /// Voting rights above this many millionths are a majority (Annex, Art. 3(3)(a)).
    pub(super) half: u32,
    /// Capital or voting rights from this many millionths make a partner (Art. 3(2)).
    pub(super) quarter: u32,
}

/// Something in a box that is still open: the position of a node or of an edge.
#[derive(Clone, Copy)]
pub(super) enum Unknown {
    Market(usize),
    Activity(usize),
    OverLimit(usize),
    Control(usize),
    Capital(usize),
    Votes(usize),
}

/// What an open answer or span is narrowed to.
#[derive(Clone, Copy)]
pub(super) enum Part {
    HighEnd,
    LowHalf,
    HighHalf,
}

impl Shape {
    /// The box of everything the answers leave open.
    pub(super) fn of(group: &Group, rule: &SizeRule) -> Self {
        let has_person = group.has_person();
        let limit = Cents(rule.angels_below);
        let nodes: Vec<Node> =
            group.companies.iter().enumerate().map(|(at, company)| node(company, at == 0, has_person, limit)).collect();
        let usable = |holding: &&Holding| {
            holding.holder != holding.held
                && nodes.get(holding.holder).is_some()
                && nodes.get(holding.held).is_some_and(|held| !held.is_person())
        };
        let mut edges: Vec<Edge> = group.holdings.iter().filter(usable).map(edge).collect();
        cap_by_the_others(&mut edges);
        Self { nodes, edges, half: rule.linked_above, quarter: rule.partner_from }
    }

    /// The node at a position; there is one for every position in an edge.
    pub(super) fn node(&self, at: usize) -> Option<Node> {
        self.nodes.get(at).copied()
    }

    /// Everything still open.
    pub(super) fn unknowns(&self) -> Vec<Unknown> {
        let mut open = Vec::new();
        for (at, node) in self.nodes.iter().enumerate() {
            open.extend((node.market == Tri::Unknown).then_some(Unknown::Market(at)));
            open.extend((node.activity == Tri::Unknown).then_some(Unknown::Activity(at)));
            open.extend((node.over_limit == Tri::Unknown).then_some(Unknown::OverLimit(at)));
        }
        for (at, edge) in self.edges.iter().enumerate() {
            open.extend((edge.control == Tri::Unknown).then_some(Unknown::Control(at)));
            open.extend((edge.capital.0 < edge.capital.1).then_some(Unknown::Capital(at)));
            open.extend((edge.votes.0 < edge.votes.1).then_some(Unknown::Votes(at)));
        }
        open
    }

    /// Narrows one open thing.
    pub(super) fn narrow(&mut self, unknown: Unknown, part: Part) {
        let limits = (self.quarter, self.half);
        match unknown {
            Unknown::Market(at) => self.change_node(at, |node| {
                node.market = answer(part);
            }),
            Unknown::Activity(at) => self.change_node(at, |node| {
                node.activity = answer(part);
            }),
            Unknown::OverLimit(at) => self.change_node(at, |node| {
                node.over_limit = answer(part);
            }),
            Unknown::Control(at) => self.change_edge(at, |edge| {
                edge.control = answer(part);
            }),
            Unknown::Capital(at) => self.change_edge(at, |edge| {
                edge.capital = piece(edge.capital, limits, part);
            }),
            Unknown::Votes(at) => self.change_edge(at, |edge| {
                edge.votes = piece(edge.votes, limits, part);
            }),
        }
    }

    /// Ends every share at what the others of the company leave, after one of them was narrowed. False when the box is
    /// empty: together they would be more than the whole. Shares that contradicted each other from the start are not open.
    pub(super) fn settle(&mut self, narrowed: Unknown) -> bool {
        let (Unknown::Capital(at) | Unknown::Votes(at)) = narrowed else { return true };
        let Some(held) = self.edges.get(at).map(|edge| edge.held) else { return true };
        let fits = |pick: fn(&Edge) -> (u32, u32)| least(&self.edges, held, pick) <= WHOLE;
        let fits = match narrowed {
            Unknown::Capital(_) => fits(|edge| edge.capital),
            _ => fits(|edge| edge.votes),
        };
        cap_by_the_others(&mut self.edges);
        fits
    }

    /// A completion near the high corner in which nobody holds more than the others leave: one holding after the other is
    /// raised as far as it goes. Where the high corner itself is possible, the two are the same.
    pub(super) fn filled(&self) -> Self {
        let mut filled = self.clone();
        for at in 0..filled.edges.len() {
            filled.change_edge(at, |edge| {
                edge.capital.0 = edge.capital.1;
                edge.votes.0 = edge.votes.1;
            });
            cap_by_the_others(&mut filled.edges);
        }
        filled
    }

    /// Changes a node.
    fn change_node(&mut self, at: usize, change: impl FnOnce(&mut Node)) {
        if let Some(node) = self.nodes.get_mut(at) {
            change(node);
        }
    }

    /// Changes an edge.
    fn change_edge(&mut self, at: usize, change: impl FnOnce(&mut Edge)) {
        if let Some(edge) = self.edges.get_mut(at) {
            change(edge);
        }
    }
}

/// Whether an answer is yes at a corner.
pub(super) fn holds(answer: Tri, corner: Corner) -> bool {
    answer == Tri::Yes || (answer == Tri::Unknown && corner == Corner::High)
}

/// The answer that stands for a part of an open question.
fn answer(part: Part) -> Tri {
    match part {
        Part::LowHalf => Tri::No,
        Part::HighEnd | Part::HighHalf => Tri::Yes,
    }
}

/// A part of a span. Halves are cut at the limits of the law first, then in the middle.
fn piece((from, to): (u32, u32), (quarter, half): (u32, u32), part: Part) -> (u32, u32) {
    let cut = if from <= half && half < to {
        half
    } else if from < quarter && quarter <= to {
        quarter - 1
    } else {
        from + (to - from) / 2
    };
    match part {
        Part::HighEnd => (to, to),
        Part::LowHalf => (from, cut),
        Part::HighHalf => (cut + 1, to),
    }
}

/// Nobody holds more of a company than the others leave: an open share ends at 100 % less what they hold at least.
fn cap_by_the_others(edges: &mut [Edge]) {
    for at in 0..edges.len() {
        let Some(held) = edges.get(at).map(|edge| edge.held) else { return };
        let (capital, votes) = (least(edges, held, |edge| edge.capital), least(edges, held, |edge| edge.votes));
        if let Some(edge) = edges.get_mut(at) {
            edge.capital = capped(edge.capital, capital);
            edge.votes = capped(edge.votes, votes);
        }
    }
}

/// What all holders of a company hold at least, together.
fn least(edges: &[Edge], held: usize, pick: fn(&Edge) -> (u32, u32)) -> u32 {
    edges.iter().filter(|edge| edge.held == held).fold(0, |sum: u32, edge| sum.saturating_add(pick(edge).0))
}

/// A span cut at what is left of the whole; one that contradicts the others stays at its low end.
fn capped((from, to): (u32, u32), all_least: u32) -> (u32, u32) {
    let left = WHOLE.saturating_sub(all_least - from.min(all_least));
    (from, to.min(left).max(from))
}

/// The node of a company. Questions that do not matter for its kind are not open.
fn node(company: &Company, first: bool, has_person: bool, angel_limit: Cents) -> Node {
    let kind = company.kind;
    let market_matters = has_person && !first && kind != CompanyKind::NaturalPerson;
    Node {
        first,
        kind,
        market: if market_matters { company.same_market } else { Tri::No },
        activity: if kind.is_public_body() { company.economic_activity } else { Tri::No },
        over_limit: if kind == CompanyKind::BusinessAngel {
            over_limit(company.angel_investment, angel_limit)
        } else {
            Tri::No
        },
        consolidated: company.in_consolidation,
    }
}

/// Whether investments of business angels reach their limit.
fn over_limit(investment: Option<Range<Cents>>, limit: Cents) -> Tri {
    match investment {
        Some(range) if range.from >= limit => Tri::Yes,
        Some(Range { to: Some(to), .. }) if to < limit => Tri::No,
        _ => Tri::Unknown,
    }
}

/// The edge of a holding.
fn edge(holding: &Holding) -> Edge {
    Edge {
        holder: holding.holder,
        held: holding.held,
        capital: share_span(holding.capital),
        votes: share_span(holding.votes),
        control: holding.control,
    }
}

/// A share as a span in millionths; no upper bound means 100 %.
fn share_span(range: Range<Share>) -> (u32, u32) {
    let from = range.from.0.min(WHOLE);
    (from, range.to.map_or(WHOLE, |to| to.0.min(WHOLE)).max(from))
}
