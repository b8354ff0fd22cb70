//! Who is linked with whom and how much of each company counts (Rec. 2003/361/EC, Annex, Art. 3(2), 3(3) and 6).

use super::figures::WHOLE;
use super::shape::{Corner, Edge, Node, Shape, holds};

/// For each company a number shared by all companies linked with it.
pub(super) struct Clusters(Vec<usize>);

impl Clusters {
    /// The cluster of a company.
    pub(super) fn of(&self, company: usize) -> usize {
        self.0.get(company).copied().unwrap_or(company)
    }

    /// The cluster of the assessed firm.
    pub(super) fn home(&self) -> usize {
        self.of(0)
    }

    /// Makes the clusters of two companies one.
    fn merge(&mut self, one: usize, other: usize) {
        let (keep, drop) = (self.of(one), self.of(other));
        for cluster in &mut self.0 {
            if *cluster == drop {
                *cluster = keep;
            }
        }
    }
}

/// The clusters of linked companies at a corner of the box (Art. 3(3)): closed under majorities and control, through
/// companies and, within the market, through persons.
pub(super) fn linked(shape: &Shape, corner: Corner) -> Clusters {
    let mut clusters = Clusters((0..shape.nodes.len()).collect());
    while let Some(edge) = next_link(shape, corner, &clusters) {
        clusters.merge(edge.holder, edge.held);
    }
    clusters
}

/// A holding that links two clusters not yet linked.
fn next_link(shape: &Shape, corner: Corner, clusters: &Clusters) -> Option<Edge> {
    let links = |edge: &Edge| {
        clusters.of(edge.holder) != clusters.of(edge.held) && is_controlled(shape, corner, clusters, edge)
    };
    shape.edges.iter().find(|edge| links(edge)).copied()
}

/// Whether the linked companies around the holder together control the company held. A person among them counts only if
/// that company is in the market.
fn is_controlled(shape: &Shape, corner: Corner, clusters: &Clusters, edge: &Edge) -> bool {
    let held = clusters.of(edge.held);
    let is_inert = |at: usize| shape.node(at).is_none_or(|node| node.is_inert(corner));
    let is_person = |at: usize| shape.node(at).is_some_and(Node::is_person);
    if is_inert(edge.held) {
        return false;
    }
    let mut votes: u64 = 0;
    for joint in joint_holdings(shape, clusters, clusters.of(edge.holder), edge.held) {
        let out_of_market = is_person(joint.holder) && !cluster_in_market(shape, corner, clusters, held);
        if !is_inert(joint.holder) && !out_of_market {
            if holds(joint.control, corner) {
                return true;
            }
            votes += u64::from(at_corner(joint.votes, corner));
        }
    }
    votes > u64::from(shape.half)
}

/// Whether some company of a cluster is in the market of the assessed firm or in an adjacent one. A company counts with
/// those it is linked with through companies: an owner's holding company is in the market of its subsidiary.
fn cluster_in_market(shape: &Shape, corner: Corner, clusters: &Clusters, cluster: usize) -> bool {
    shape.nodes.iter().enumerate().any(|(at, node)| clusters.of(at) == cluster && node.in_market(corner))
}

/// The holdings of a cluster's companies in one company.
fn joint_holdings<'a>(
    shape: &'a Shape,
    clusters: &'a Clusters,
    cluster: usize,
    held: usize,
) -> impl Iterator<Item = &'a Edge> {
    shape.edges.iter().filter(move |edge| edge.held == held && clusters.of(edge.holder) == cluster)
}

/// The share in millionths for which two clusters are partners, 0 if they are not (Art. 3(2), 6(2)): what one, with all
/// its linked enterprises, holds in a company of the other; the greater of capital and votes and, with several holdings
/// between the two clusters, the greatest. Exempt investors and persons make no partners.
pub(super) fn partner_share(shape: &Shape, corner: Corner, clusters: &Clusters, one: usize, other: usize) -> u32 {
    let mut greatest: u64 = 0;
    for edge in &shape.edges {
        let ends = (clusters.of(edge.holder), clusters.of(edge.held));
        if one != other && (ends == (one, other) || ends == (other, one)) {
            let (mut capital, mut votes) = (0, 0);
            for joint in joint_holdings(shape, clusters, ends.0, edge.held) {
                if shape.node(joint.holder).is_some_and(|holder| holder.makes_partners(corner)) {
                    capital += u64::from(at_corner(joint.capital, corner));
                    votes += u64::from(at_corner(joint.votes, corner));
                }
            }
            greatest = greatest.max(capital).max(votes);
        }
    }
    if greatest < u64::from(shape.quarter) { 0 } else { u32::try_from(greatest).unwrap_or(WHOLE).min(WHOLE) }
}

/// For each company the millionths of its figures that count for the assessed firm: all of linked enterprises, the partner
/// share of partner enterprises and of everything linked with them, nothing of others. The assessed firm itself has all.
pub(super) fn weights(shape: &Shape, corner: Corner) -> Vec<u32> {
    let clusters = linked(shape, corner);
    let weight = |(at, node): (usize, &Node)| {
        if node.first {
            WHOLE
        } else if node.is_person() || node.is_inert(corner) || node.consolidated {
            0
        } else if clusters.of(at) == clusters.home() {
            WHOLE
        } else {
            partner_share(shape, corner, &clusters, clusters.home(), clusters.of(at))
        }
    };
    shape.nodes.iter().enumerate().map(weight).collect()
}

/// The end of a span of shares at a corner.
fn at_corner(span: (u32, u32), corner: Corner) -> u32 {
    match corner {
        Corner::Low => span.0,
        Corner::High => span.1,
    }
}
