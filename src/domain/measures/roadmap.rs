//! What to do first: gaps by risk over effort, legal duty first, what must come before kept in mind.

use std::cmp::Reverse;

use law::{Duty, Maturity, Measure, Measures};

use super::binding::{Binding, Ground, Obliged};
use super::levels::AreaLevel;
use super::schedule::{note_early, schedule};
use super::{Horizon, Item, Kept, Stage, Standing, asked_by, questions, standing, weight};
use crate::domain::maturity::{Span, TOP, target};
use crate::domain::sorted::{SortedSet, insert_in_order};

/// The highest effort of a quick win.
const QUICK: u8 = 2;
/// The framework of Implementing Regulation (EU) 2024/2690.
const REGULATION: &str = "ir2690";
/// Makes whole numbers of all quotients by an effort.
const SCALE: u16 = 12;

/// An item of the roadmap.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Todo {
    /// Position of the measure that asks.
    pub measure: usize,
    /// Positions of all measures that the same answer closes; itself among them.
    pub closes: Vec<usize>,
    /// What is missing, in quarters.
    pub missing: Span,
    /// How much it weighs.
    pub weight: u8,
    /// Weight by what is missing over effort, times twelve.
    pub urgency: u16,
    /// What it takes, 1 to 4.
    pub effort: u8,
    /// Whether law names it and binds.
    pub duty: Binding,
    /// Which law; nothing where none does or may.
    pub ground: Option<Ground>,
    /// Whether it goes beyond the target of all its areas and serves no chosen framework.
    pub beyond: bool,
    /// When to begin.
    pub horizon: Horizon,
    /// How many places of the chosen framework it serves.
    pub serves: usize,
    /// Positions of open measures that should come before it, nearest first.
    pub after: Vec<usize>,
    /// Whether the firm's own order puts it before one of those.
    pub early: bool,
    /// What the firm notes.
    pub item: Item,
}

impl Todo {
    /// Whether it is a matter of days rather than a project.
    pub fn is_quick(&self) -> bool {
        self.effort <= QUICK
    }

    /// Whether it is noted as done although the answer does not say so yet.
    pub fn settles(&self) -> bool {
        self.item.stage == Stage::Done
    }

    /// Whether nobody knows how far it is: the first step is to find out.
    pub fn is_unknown(&self) -> bool {
        self.missing.low == 0 && self.missing.high == TOP
    }
}

/// How far all questions are.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Progress {
    /// Questions that may apply, also those answered "not applicable".
    pub questions: usize,
    /// Answered.
    pub answered: usize,
    /// In place.
    pub in_place: usize,
    /// Items of the roadmap.
    pub open: usize,
}

/// The roadmap in order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Roadmap {
    /// Items, first things first.
    pub items: Vec<Todo>,
    /// Whether the order is the firm's own.
    pub own_order: bool,
    /// How far all questions are.
    pub progress: Progress,
}

/// Everything a roadmap is made from.
#[derive(Clone, Copy)]
pub struct Plan<'a> {
    /// The areas.
    pub maturity: &'a Maturity,
    /// The measures.
    pub measures: &'a Measures,
    /// What has been answered.
    pub kept: &'a Kept,
    /// The levels of the areas.
    pub levels: &'a [AreaLevel],
    /// What the law asks.
    pub obliged: &'a Obliged,
}

impl Plan<'_> {
    /// The roadmap.
    pub fn roadmap(&self) -> Roadmap {
        let asked = questions(self.measures, self.kept);
        let mut items: Vec<Todo> = asked.iter().filter_map(|at| self.todo(*at)).collect();
        let open: Vec<usize> = items.iter().map(|todo| todo.measure).collect();
        for todo in &mut items {
            todo.after = self.open_before(todo.measure, &open);
        }
        let mut items = schedule(in_order(items));
        let own_order = self.kept.framework.is_none() && !self.kept.order.is_empty();
        if own_order {
            items = self.in_own_order(&items);
        }
        note_early(&mut items);
        let progress = self.progress(&asked, items.len());
        Roadmap { items, own_order, progress }
    }

    fn progress(&self, asked: &[usize], open: usize) -> Progress {
        let of =
            |at: &usize| self.measures.measures.get(*at).map(|measure| standing(self.measures, self.kept, measure));
        let count = |chosen: fn(Standing) -> bool| asked.iter().filter_map(of).filter(|one| chosen(*one)).count();
        Progress {
            questions: asked.len(),
            answered: count(|one| matches!(one, Standing::At(_) | Standing::NotApplicable)),
            in_place: count(Standing::in_place),
            open,
        }
    }

    /// The item of a question, if something is or may be missing; "later" if it goes beyond the targets.
    fn todo(&self, at: usize) -> Option<Todo> {
        let measure = self.measures.measures.get(at)?;
        let closes: Vec<usize> = asked_by(self.measures, at).filter(|one| self.counts(*one)).collect();
        let counted = closes.iter().filter_map(|one| self.measures.measures.get(*one));
        let Standing::At(there) = counted.clone().map(|one| standing(self.measures, self.kept, one)).next()? else {
            return None;
        };
        let missing = Span { low: TOP - there.high, high: TOP - there.low };
        if missing.high == 0 {
            return None;
        }
        // What nobody knows counts as half missing.
        let expected = u16::midpoint(u16::from(missing.low), u16::from(missing.high));
        let weight = weight(self.measures, self.kept, measure);
        let (duty, ground) = self.duty(measure, &closes);
        let beyond = duty == Binding::No && counted.clone().all(|one| self.is_at_target(one));
        let serves = self.kept.framework.as_ref().map_or(0, |framework| self.serves(counted, framework));
        let item = self.kept.item(&measure.id);
        let urgency = u16::from(weight) * expected * SCALE / u16::from(measure.effort.max(1));
        Some(Todo {
            measure: at,
            closes,
            missing,
            weight,
            urgency,
            effort: measure.effort,
            duty,
            ground,
            beyond: beyond && serves == 0,
            horizon: Horizon::Now,
            serves,
            after: Vec::new(),
            early: false,
            item,
        })
    }

    /// Whether law names what a question asks for: the Annex of the Regulation where it applies, the directive, the GDPR. A
    /// list in the act of a State that certainly binds only may: which of our measures it means has not been checked.
    fn duty(&self, measure: &Measure, closes: &[usize]) -> (Binding, Option<Ground>) {
        let places = |at: &usize, framework: usize| self.measures.measures.get(*at)?.places.get(framework);
        let lists =
            |framework: usize| closes.iter().any(|at| places(at, framework).is_some_and(|places| !places.is_empty()));
        let frameworks = || self.measures.frameworks.iter().enumerate();
        let of_regulation = frameworks().any(|(at, known)| known.id == REGULATION && lists(at));
        let of_act = frameworks().find(|(at, known)| {
            let state = known.state.as_ref();
            !known.ended && self.obliged.acts.iter().any(|(code, _)| Some(code) == state) && lists(*at)
        });
        let none = Binding::No;
        let mut found = (none, None);
        for (binding, ground) in [
            (if of_regulation { self.obliged.regulation } else { none }, Ground::Regulation),
            (if measure.duty == Duty::Nis2 { self.obliged.binding } else { none }, Ground::Nis2),
            (if measure.duty == Duty::Gdpr { Binding::Yes } else { none }, Ground::Gdpr),
            of_act.map_or((none, Ground::Nis2), |(at, _)| (Binding::Perhaps, Ground::Act(at))),
        ] {
            if binding > found.0 {
                found = (binding, Some(ground));
            }
        }
        found
    }

    fn counts(&self, at: usize) -> bool {
        let measure = self.measures.measures.get(at);
        measure.is_some_and(|measure| standing(self.measures, self.kept, measure) != Standing::LeftOut)
    }

    /// Whether the area of a measure certainly has the level that its target asks for.
    fn is_at_target(&self, measure: &Measure) -> bool {
        let at = usize::from(measure.area);
        let level = self.levels.get(at).and_then(|level| level.level);
        let target = self.maturity.areas.get(at).map_or(0, |area| target(area, &self.obliged.verdicts));
        level.is_none_or(|level| level.low >= target)
    }

    fn serves<'m>(&self, counted: impl Iterator<Item = &'m Measure>, framework: &str) -> usize {
        let Some(at) = self.measures.frameworks.iter().position(|known| known.id == framework) else { return 0 };
        let places = counted.filter_map(|measure| measure.places.get(at)).flatten();
        places.copied().collect::<SortedSet<u16>>().len()
    }

    /// The open items that come first: what a measure needs or, where that is settled or not answered, what it needs in turn.
    fn open_before(&self, at: usize, open: &[usize]) -> Vec<usize> {
        let (mut found, mut path) = (Vec::new(), vec![at]);
        let mut next = 0;
        while let Some(one) = path.get(next).copied() {
            next += 1;
            let needed = self.measures.measures.get(one).map(|measure| measure.after.as_slice()).unwrap_or_default();
            for first in needed.iter().map(|first| usize::from(*first)) {
                let known = if open.contains(&first) { &mut found } else { &mut path };
                if !known.contains(&first) {
                    known.push(first);
                }
            }
        }
        found
    }

    /// In the groups, which stay, the firm's order; items it does not know yet stand behind the item that comes before them
    /// in the computed order of their group.
    fn in_own_order(&self, computed: &[Todo]) -> Vec<Todo> {
        let of = |group: &Horizon| computed.iter().filter(|todo| todo.horizon == *group).cloned().collect();
        let groups = [Horizon::Now, Horizon::Quarter, Horizon::Year, Horizon::Later];
        groups.iter().map(of).flat_map(|group| self.group_in_own_order(group)).collect()
    }

    fn group_in_own_order(&self, computed: Vec<Todo>) -> Vec<Todo> {
        let id = |todo: &Todo| self.measures.measures.get(todo.measure).map_or("", |measure| measure.id.as_str());
        let place = |todo: &Todo| self.kept.order.iter().position(|known| known == id(todo));
        let mut placed: Vec<Todo> = Vec::new();
        for todo in computed.iter().filter(|todo| place(todo).is_some()) {
            insert_in_order(&mut placed, todo.clone(), |todo| place(todo));
        }
        let mut before: Option<usize> = None;
        for todo in computed {
            let measure = todo.measure;
            if place(&todo).is_none() {
                let behind = placed.iter().position(|one| Some(one.measure) == before);
                placed.insert(behind.map_or(0, |at| at + 1), todo);
            }
            before = Some(measure);
        }
        placed
    }
}

/// Most important first, then what an item needs is pulled before it.
fn in_order(items: Vec<Todo>) -> Vec<Todo> {
    let mut ranked: Vec<Todo> = Vec::new();
    for item in items {
        insert_in_order(&mut ranked, item, |todo| {
            let duty = todo.duty == Binding::Yes;
            (todo.beyond, todo.serves == 0, !duty, Reverse(todo.urgency), todo.effort, todo.measure)
        });
    }
    let mut order: Vec<usize> = Vec::new();
    for todo in &ranked {
        place(todo.measure, &ranked, &mut order, &mut Vec::new());
    }
    order.iter().filter_map(|at| ranked.iter().find(|todo| todo.measure == *at).cloned()).collect()
}

/// Puts an item into the order, after everything it needs. `path` ends circles, which the content compiler refuses.
fn place(at: usize, ranked: &[Todo], order: &mut Vec<usize>, path: &mut Vec<usize>) {
    let found = ranked.iter().find(|todo| todo.measure == at);
    let Some(todo) = found.filter(|_| !order.contains(&at) && !path.contains(&at)) else { return };
    path.push(at);
    for first in ranked.iter().filter(|first| todo.after.contains(&first.measure)) {
        place(first.measure, ranked, order, path);
    }
    path.pop();
    order.push(at);
}
