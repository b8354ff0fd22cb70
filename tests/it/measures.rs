//! The full self-assessment: what `docs/scoring.md` says about measures.

mod areas;
mod cases;
mod documents;
mod frameworks;
mod kept;
mod laws;
mod method;
mod moves;
mod table;
mod words;

use law::{Maturity, Measures, Status, Verdict};
use nis2_check::content::native;
use nis2_check::domain::maturity::TOP;
use nis2_check::domain::measures::binding::{Binding, Obliged};
use nis2_check::domain::measures::levels::{AreaLevel, levels};
use nis2_check::domain::measures::roadmap::{Plan, Roadmap};
use nis2_check::domain::measures::{Answer, Kept, State};
use nis2_check::domain::session::{AreaAnswer, Level};
use nis2_check::domain::sorted::{ById, SortedSet};
use nis2_check::domain::units::Tri;
use proptest::prelude::*;

const VERDICTS: [Verdict; 5] =
    [Verdict::Essential, Verdict::Important, Verdict::RegistrationOnly, Verdict::OutOfScope, Verdict::NeedsAssessment];
const STATES: [State; 6] =
    [State::InPlace, State::Partly, State::Planned, State::Missing, State::NotApplicable, State::Unknown];

/// Content and quick answers.
#[derive(Clone, Debug)]
struct World {
    maturity: Maturity,
    measures: Measures,
    quick: ById<AreaAnswer>,
}

impl World {
    fn new(quick: &[Level]) -> Self {
        let maturity = native::maturity();
        let answer = |level| AreaAnswer { level, ..AreaAnswer::default() };
        let quick = maturity.areas.iter().zip(quick).map(|(area, level)| (area.id.clone(), answer(*level))).collect();
        Self { maturity, measures: native::measures(), quick }
    }

    fn levels(&self, kept: &Kept) -> Vec<AreaLevel> {
        levels(&self.maturity, &self.measures, kept, &self.quick)
    }

    fn roadmap(&self, kept: &Kept, possible: &SortedSet<Verdict>, binding: Binding) -> Roadmap {
        self.plan(kept, &asks(possible, binding))
    }

    fn plan(&self, kept: &Kept, obliged: &Obliged) -> Roadmap {
        let levels = self.levels(kept);
        let (maturity, measures) = (&self.maturity, &self.measures);
        Plan { maturity, measures, kept, levels: &levels, obliged }.roadmap()
    }

    fn asking(&self) -> Vec<usize> {
        let measures = &self.measures.measures;
        (0..measures.len()).filter(|at| usize::from(measures[*at].asked_with) == *at).collect()
    }

    fn id(&self, at: usize) -> &str {
        &self.measures.measures[at].id
    }

    fn at(&self, id: &str) -> usize {
        self.measures.measures.iter().position(|measure| measure.id == id).unwrap_or_else(|| panic!("no measure {id}"))
    }
}

/// What the law asks of an organisation that only the directive concerns.
fn asks(possible: &SortedSet<Verdict>, binding: Binding) -> Obliged {
    let (status, regulation) = (Status::Checked, Binding::No);
    Obliged {
        binding,
        status,
        verdicts: possible.clone(),
        states: Vec::new(),
        regulation,
        acts: Vec::new(),
        waits: false,
    }
}

fn with(kept: &Kept, id: &str, state: Option<State>) -> Kept {
    let mut kept = kept.clone();
    kept.answers.remove(id);
    if let Some(state) = state {
        let reason = if state == State::NotApplicable { "we have none" } else { "" };
        let answer = Answer { state: Some(state), reason: reason.to_owned(), note: String::new() };
        kept.answers.insert(id.to_owned(), answer);
    }
    kept
}

fn quick() -> impl Strategy<Value = Vec<Level>> {
    let level = prop_oneof![
        4 => (0..=TOP).prop_map(Level::At),
        2 => Just(Level::Open),
        1 => Just(Level::Unknown),
        1 => Just(Level::NotApplicable),
    ];
    prop::collection::vec(level, 13)
}

fn verdicts() -> impl Strategy<Value = SortedSet<Verdict>> {
    prop::sample::subsequence(VERDICTS.to_vec(), 1..=5).prop_map(|chosen| chosen.into_iter().collect())
}

fn bindings() -> impl Strategy<Value = Binding> {
    prop::sample::select(vec![Binding::Yes, Binding::Perhaps, Binding::No])
}

/// Answers to about `share` in a hundred of all questions, and to the profile.
fn answered(share: u32) -> impl Strategy<Value = Kept> {
    let world = World::new(&[]);
    let ids: Vec<String> = world.asking().into_iter().map(|at| world.id(at).to_owned()).collect();
    let profile = world.measures.profile.clone();
    let state = prop_oneof![
        share => prop::sample::select(STATES.to_vec()).prop_map(Some),
        100 - share => Just(None),
    ];
    let tri = prop::option::of(prop::sample::select(vec![Tri::Yes, Tri::No, Tri::Unknown]));
    let answers = prop::collection::vec((state, prop::bool::weighted(0.9)), ids.len());
    (answers, prop::collection::vec(tri, profile.len())).prop_map(move |(answers, tris)| {
        let mut kept = Kept::default();
        for (id, (state, reason)) in ids.iter().zip(answers) {
            let Some(state) = state else { continue };
            kept = with(&kept, id, Some(state));
            if !reason && let Some(mut answer) = kept.answers.get(id).cloned() {
                answer.reason = String::new();
                kept.answers.insert(id.clone(), answer);
            }
        }
        for (id, tri) in profile.iter().zip(tris) {
            if let Some(tri) = tri {
                kept.profile.insert(id.clone(), tri);
            }
        }
        kept
    })
}
