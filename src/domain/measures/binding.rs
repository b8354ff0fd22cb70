//! Whether measures are a duty, and by which verdicts their targets go: the directive and the law of States together.

use law::{Consequence, Effect, Law, Rule, Status, Verdict};

use crate::domain::national::{Answer, National};
use crate::domain::questionnaire::has_class;
use crate::domain::scope::decide::{Reader, in_force, view};
use crate::domain::scope::facts::Facts;
use crate::domain::scope::outcome::{Held, Outcome};
use crate::domain::sorted::SortedSet;

/// Whether the duties on measures bind.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Binding {
    /// They do not, or another act takes their place.
    No,
    /// It depends on open facts or on somebody's decision.
    Perhaps,
    /// They do.
    Yes,
}

/// What the roadmap takes from the law.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Obliged {
    /// Whether the duties on measures bind.
    pub binding: Binding,
    /// How sure that is, where only the law of a State binds; else checked.
    pub status: Status,
    /// The verdicts by which the targets of the areas go; the highest target counts.
    pub verdicts: SortedSet<Verdict>,
    /// Positions of the States whose law asks for more than the directive.
    pub states: Vec<usize>,
    /// Whether Implementing Regulation (EU) 2024/2690 binds, so that what its Annex lists is a duty.
    pub regulation: Binding,
    /// Acts of States that certainly bind: the code of the State, and how sure that is.
    pub acts: Vec<(String, Status)>,
    /// Whether the law of a State that may count is not there yet.
    pub waits: bool,
}

/// Which law names a measure.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ground {
    /// Articles 20, 21(2) or 23 of NIS 2, and what States have made of them.
    Nis2,
    /// The GDPR.
    Gdpr,
    /// Implementing Regulation (EU) 2024/2690.
    Regulation,
    /// A list in the act of a State; position in [`law::Measures::frameworks`].
    Act(usize),
}

impl Obliged {
    /// By the directive alone. While the law of a State is still to come (`waits`), nothing is certainly no duty.
    pub fn by_directive(outcome: &Outcome, waits: bool) -> Self {
        let least = if waits { Binding::Perhaps } else { Binding::No };
        Self {
            binding: binding(outcome).max(least),
            status: Status::Checked,
            verdicts: outcome.possible.clone(),
            states: Vec::new(),
            regulation: match outcome.follows(Consequence::Regulation2690) {
                Held::Yes => binding(outcome),
                Held::Open => binding(outcome).min(Binding::Perhaps),
                Held::No => Binding::No,
            },
            acts: Vec::new(),
            waits,
        }
    }
}

/// By the directive and the law of States, the stronger of both: `law` and `facts` are those of the core, `outcome` is what
/// follows from them, `states` is what the States say with which the organisation has something to do, by their codes.
///
/// *Rule:* only a State that is certainly competent binds, and only if its law leaves nothing but essential and important
/// possible; then the weaker of what is possible takes part in the targets. Anything less certain makes "may be" of "no",
/// and nothing else.
pub fn obliged(law: &Law, facts: &Facts, outcome: &Outcome, states: &[(&str, National)]) -> Obliged {
    let own = Obliged::by_directive(outcome, false);
    let away = [Consequence::DisplacedByDora, Consequence::ExemptedWholly, Consequence::ExemptedPartly]
        .map(|consequence| (consequence, taken_away(law, facts, consequence)));
    let follows =
        |consequence| away.iter().find(|(known, _)| *known == consequence).map_or(Held::No, |(_, held)| *held);
    let mut found = own.clone();
    let mut surest: Option<Status> = None;
    for (at, (code, state)) in states.iter().enumerate() {
        let binds = of_state(state, follows);
        if binds == Binding::Yes {
            found.acts.push(((*code).to_owned(), state.status));
            surest = Some(surest.map_or(state.status, |status| status.min(state.status)));
        }
        // The classes stand in the order of their strength.
        let certain = state.possible.iter().last().filter(|_| is_bound_for_certain(state));
        if binds > own.binding || certain.is_some_and(|verdict| Some(verdict) < own.verdicts.first()) {
            found.states.push(at);
        }
        if let Some(verdict) = certain {
            found.verdicts.insert(*verdict);
        }
        found.binding = found.binding.max(binds);
    }
    if own.binding != Binding::Yes {
        found.status = surest.unwrap_or(Status::Checked);
    }
    found
}

/// What the verdict says about the duties on measures (NIS 2, Art. 20, 21, 23; Art. 4 for DORA, Art. 2(8) for exemptions).
pub fn binding(outcome: &Outcome) -> Binding {
    with(&outcome.possible, |consequence| outcome.follows(consequence))
}

fn with(possible: &SortedSet<Verdict>, follows: impl Fn(Consequence) -> Held) -> Binding {
    let lifted = [Consequence::DisplacedByDora, Consequence::ExemptedWholly].map(&follows);
    let partly = follows(Consequence::ExemptedPartly);
    if lifted.contains(&Held::Yes) {
        return Binding::No;
    }
    let perhaps = possible.iter().any(|verdict| has_class(*verdict) || *verdict == Verdict::NeedsAssessment);
    let certain =
        possible.iter().all(|verdict| has_class(*verdict)) && !lifted.contains(&Held::Open) && partly == Held::No;
    match (certain, perhaps) {
        (true, true) => Binding::Yes,
        (_, true) => Binding::Perhaps,
        _ => Binding::No,
    }
}

/// What the law of one State says.
fn of_state(state: &National, follows: impl Fn(Consequence) -> Held) -> Binding {
    let binds = with(&state.possible, follows);
    match state.competent {
        _ if state.verdict == Answer::NotInForce => Binding::No,
        Held::No => Binding::No,
        Held::Yes if state.status != Status::Unverified => binds,
        Held::Yes | Held::Open => binds.min(Binding::Perhaps),
    }
}

/// Whether a State is certainly competent and every reading of its law brings the organisation in.
fn is_bound_for_certain(state: &National) -> bool {
    let sure = state.status != Status::Unverified && state.verdict != Answer::NotInForce;
    sure && state.competent == Held::Yes && state.possible.iter().all(|verdict| has_class(*verdict))
}

/// Whether something takes the duties away from whoever is bound. The outcome of the core says so only with its own
/// verdict, which can be another than the State's.
fn taken_away(law: &Law, facts: &Facts, consequence: Consequence) -> Held {
    let undecided = facts.undecided_by_state(law);
    let reader = Reader { law, facts: &undecided, view: view(law, &undecided) };
    let of_it = |rule: &&Rule| {
        rule.effect == Effect::Consequence(consequence)
            && rule.with.iter().any(|verdict| has_class(*verdict))
            && in_force(rule, facts)
    };
    let mut found = Held::No;
    for rule in law.rules.iter().filter(of_it) {
        match reader.holds(&rule.when) {
            Ok(true) => return Held::Yes,
            Ok(false) => {}
            Err(_) => found = Held::Open,
        }
    }
    found
}
