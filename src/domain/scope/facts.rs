//! Facts as the rules see them: for each fact, activity and the size, the values still possible.

use law::{Day, FactIndex, Law, RowIndex, Size, Values};

/// Bit of "no" in the values of a plain question or an activity.
pub const NO: Values = 0b01;
/// Bit of "yes".
pub const YES: Values = 0b10;
/// Both are possible.
pub const OPEN: Values = NO | YES;

/// Something that is not known and stands in the way of an answer.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Need {
    /// A fact has more than one possible value.
    Fact(FactIndex),
    /// Whether the activity of a row is carried out.
    Activity(RowIndex),
    /// The size of the enterprise, own or with its group.
    Size,
}

/// A pair of size classes: from the own figures, and with partner and linked enterprises.
pub type SizePair = (Size, Size);

/// All size classes, smallest first.
pub const SIZES: [Size; 4] = [Size::Micro, Size::Small, Size::Medium, Size::Large];

/// A set of size pairs, one bit each.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SizePairs(u16);

impl SizePairs {
    /// The set of these pairs.
    pub fn new(pairs: impl IntoIterator<Item = SizePair>) -> Self {
        Self(pairs.into_iter().fold(0, |set, pair| set | Self::bit(pair)))
    }

    /// Every pair in which the group is not smaller than the firm itself.
    pub fn all() -> Self {
        let pairs = SIZES.into_iter().flat_map(|own| SIZES.into_iter().map(move |group| (own, group)));
        Self::new(pairs.filter(|(own, group)| own <= group))
    }

    fn bit((own, group): SizePair) -> u16 {
        1 << (own as u16 * 4 + group as u16)
    }

    /// The pairs in the set.
    pub fn iter(self) -> impl Iterator<Item = SizePair> {
        let pairs = SIZES.into_iter().flat_map(|own| SIZES.into_iter().map(move |group| (own, group)));
        pairs.filter(move |pair| self.0 & Self::bit(*pair) != 0)
    }

    /// The set as bits.
    pub fn bits(self) -> u16 {
        self.0
    }

    /// Whether exactly one pair is possible.
    pub fn is_certain(self) -> bool {
        self.0.is_power_of_two()
    }

    /// Whether own figures and group figures can lead to different classes.
    pub fn can_part(self) -> bool {
        self.iter().any(|(own, group)| own != group)
    }
}

/// What is known about an organisation on a day. Nothing is ever taken as "no" because it is missing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// The day whose law is applied.
    pub as_of: Day,
    /// Possible values of each fact of the law, by position.
    pub values: Vec<Values>,
    /// [`NO`], [`YES`] or [`OPEN`] for each row, by position.
    pub activities: Vec<Values>,
    /// Whether the activities have not been stated at all; then any row may apply.
    pub activities_open: bool,
    /// Size pairs that are possible; never empty.
    pub sizes: SizePairs,
}

impl Facts {
    /// Nothing known.
    pub fn unknown(law: &Law, as_of: Day) -> Self {
        Self {
            as_of,
            values: law.facts.iter().map(|fact| all_values(fact.values.len())).collect(),
            activities: vec![OPEN; law.rows.len()],
            activities_open: true,
            sizes: SizePairs::all(),
        }
    }

    /// Possible values of a fact.
    pub fn value(&self, fact: FactIndex) -> Values {
        self.values.get(usize::from(fact)).copied().unwrap_or(OPEN)
    }

    /// Whether the activity of a row is carried out.
    pub fn activity(&self, row: RowIndex) -> Values {
        self.activities.get(usize::from(row)).copied().unwrap_or(NO)
    }

    /// Calls `visit` with every way to settle what is needed, then puts the facts back. Stops when it returns true.
    pub fn any_branch(&mut self, need: Need, mut visit: impl FnMut(&mut Self) -> bool) -> bool {
        match need {
            Need::Fact(fact) => self.any_value(|facts| facts.values.get_mut(usize::from(fact)), &mut visit),
            Need::Activity(row) => self.any_value(|facts| facts.activities.get_mut(usize::from(row)), &mut visit),
            Need::Size => {
                let before = self.sizes;
                let found = before.iter().any(|pair| {
                    self.sizes = SizePairs::new([pair]);
                    visit(self)
                });
                self.sizes = before;
                found
            }
        }
    }

    fn any_value(
        &mut self,
        place: impl Fn(&mut Self) -> Option<&mut Values>,
        visit: &mut impl FnMut(&mut Self) -> bool,
    ) -> bool {
        let Some(before) = place(self).copied() else { return false };
        let set = |facts: &mut Self, values| {
            if let Some(place) = place(facts) {
                *place = values;
            }
        };
        let found = bits(before).any(|bit| {
            set(self, bit);
            visit(self)
        });
        set(self, before);
        found
    }

    /// Who does not claim to be independent of the group is not looked at alone, unless the State is known to do so.
    ///
    /// *Reading chosen:* recital 16 rests on the entity's independence.
    pub fn without_claim(&mut self, law: &Law) {
        let position = usize::from(law.independence.position);
        if self.value(law.independence.claimed) == NO
            && let Some(values) = self.values.get_mut(position).filter(|values| values.count_ones() > 1)
        {
            *values = NO;
        }
    }

    /// Facts that a State settles stand at `open` while they are not known: the law's own answer then is that
    /// somebody has to decide.
    #[must_use]
    pub fn undecided_by_state(&self, law: &Law) -> Self {
        let mut facts = self.clone();
        for (fact, values) in law.facts.iter().zip(&mut facts.values) {
            if fact.settled_by_state && values.count_ones() > 1 {
                *values = last_bit(*values);
            }
        }
        facts
    }

    /// The other way round: what a State settles and has not settled, or is not known to have, is settled in one way or
    /// another.
    #[must_use]
    pub fn decided_by_state(&self, law: &Law) -> Self {
        let mut facts = self.clone();
        for (fact, values) in law.facts.iter().zip(&mut facts.values) {
            let all = all_values(fact.values.len());
            let open = last_bit(all);
            if fact.settled_by_state && *values & open != 0 {
                *values = if *values == open { all } else { *values } & !open;
            }
        }
        facts
    }

    /// Facts with the same verdicts, fewer to go through: no rule tells micro from small, and while no activity is
    /// stated, one row stands for all that have the same effect.
    #[must_use]
    pub fn simplified(&self, law: &Law) -> Self {
        let mut facts = self.clone();
        let at_least_small = |size: Size| size.max(Size::Small);
        facts.sizes =
            SizePairs::new(self.sizes.iter().map(|(own, group)| (at_least_small(own), at_least_small(group))));
        if self.activities_open {
            for (row, values) in law.rows.iter().zip(&mut facts.activities) {
                if row.represented && *values == OPEN {
                    *values = NO;
                }
            }
        }
        facts
    }
}

/// The bit set for `count` values.
pub fn all_values(count: usize) -> Values {
    u32::try_from(count)
        .ok()
        .and_then(|count| 1_u16.checked_shl(count))
        .map_or(Values::MAX, |bit| Values::try_from(bit.saturating_sub(1)).unwrap_or(Values::MAX))
}

/// The single bits of a set of values, lowest first.
pub fn bits(values: Values) -> impl Iterator<Item = Values> {
    (0..Values::BITS).map(|shift| 1 << shift).filter(move |bit| values & bit != 0)
}

fn last_bit(values: Values) -> Values {
    bits(values).last().unwrap_or(values)
}
