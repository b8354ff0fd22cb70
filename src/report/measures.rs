//! The full self-assessment as documents and screens see it.

use law::duty::UNION;
use law::{Maturity, Measure, Measures, Practice, Status};

use super::{Context, areas, mark_key};
use crate::domain::maturity::{Span as Range, target};
use crate::domain::measures::binding::{Binding, Ground, Obliged};
use crate::domain::measures::crosswalk::Cover;
use crate::domain::measures::levels::{AreaLevel, levels};
use crate::domain::measures::roadmap::{Plan, Roadmap, Todo};
use crate::domain::measures::{Answer, Kept, Standing, State, asking};
use crate::domain::national::concerns;
use crate::domain::operators::open::{Open, open};
use crate::i18n::{Field, Key, key};
use crate::persist;
use crate::persist::measures::{PART, Read, read};

/// Everything the documents of the full self-assessment are made from.
pub struct Full<'a> {
    /// Words, law and assessment.
    pub context: &'a Context<'a>,
    /// The areas.
    pub maturity: &'a Maturity,
    /// The measures.
    pub measures: &'a Measures,
    /// What the assessment keeps.
    pub read: Read,
    /// Levels of the areas.
    pub levels: Vec<AreaLevel>,
    /// The roadmap.
    pub roadmap: Roadmap,
    /// What it takes from the law.
    pub obliged: Obliged,
    /// Open duties of rulebooks for operators, once these have arrived.
    pub operators: Vec<Open<'a>>,
}

impl<'a> Full<'a> {
    /// From what the assessment keeps; `None` while areas, measures or their words have not arrived.
    pub fn new(context: &'a Context<'a>) -> Option<Self> {
        if !context.words.has(key::part::MEASURES) {
            return None;
        }
        let (maturity, measures) = (context.maturity?, context.measures?);
        let read = context.assessment.parts.get(PART).map(read).unwrap_or_default();
        let kept = &read.kept;
        let levels = levels(maturity, measures, kept, &context.assessment.areas);
        let obliged = context.obliged.cloned();
        let obliged = obliged.unwrap_or_else(|| Obliged::by_directive(context.outcome, waits(context)));
        let roadmap = Plan { maturity, measures, kept, levels: &levels, obliged: &obliged }.roadmap();
        let operators = operators(context);
        Some(Self { context, maturity, measures, read, levels, roadmap, obliged, operators })
    }

    /// What is kept once an item of the roadmap has been moved past its neighbour; `None` where it has none.
    pub fn moved(&self, id: &str, up: bool) -> Option<Kept> {
        let (maturity, measures, kept, levels) = (self.maturity, self.measures, &self.read.kept, &self.levels);
        Plan { maturity, measures, kept, levels, obliged: &self.obliged }.moved(id, up)
    }

    /// A measure by its position.
    pub fn measure(&self, at: usize) -> Option<&'a Measure> {
        self.measures.measures.get(at)
    }

    /// Words of the measure that asks for this one.
    pub fn words(&self, at: usize, field: Field) -> &'a str {
        let asking = self.measure(at).and_then(|measure| asking(self.measures, measure));
        asking
            .map_or("", |asking| self.context.words.get(key::MEASURES_MEASURE.of(usize::from(asking.question), field)))
    }

    /// The number of a measure, its key in files.
    pub fn id(&self, at: usize) -> &'a str {
        self.measure(at).map_or("", |measure| measure.id.as_str())
    }

    /// What a measure is, in a few words: what there is once it is in place.
    pub fn title(&self, at: usize) -> &'a str {
        self.words(at, key::measures_measure::TITLE)
    }

    /// The number of a good practice.
    pub fn practice_id(&self, at: usize) -> &'a str {
        self.measures.practices.get(at).map_or("", |practice| practice.id.as_str())
    }

    /// The words of a good practice.
    pub fn practice(&self, practice: &Practice) -> &'a str {
        let field = practice.id.split_once('-').and_then(|(_, own)| areas::practice_field(own));
        field.map_or("", |field| areas::area_text(self.context, usize::from(practice.area), field))
    }

    /// The question of a measure.
    pub fn question(&self, at: usize) -> &'a str {
        self.words(at, key::measures_measure::QUESTION)
    }

    /// The name of an area.
    pub fn area(&self, at: usize) -> &'a str {
        areas::area_text(self.context, at, key::areas::SHORT)
    }

    /// The names of the areas in which measures count, each once.
    pub fn areas_of(&self, measures: &[usize]) -> String {
        let mut names: Vec<&str> = Vec::new();
        for measure in measures.iter().filter_map(|at| self.measure(*at)) {
            let name = self.area(usize::from(measure.area));
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names.join(", ")
    }

    /// A level in words.
    pub fn level(&self, level: Option<Range>) -> String {
        let number = |number: u8| number.to_string();
        match level {
            None => self.context.text(key::ROADMAP_LIST_NO_LEVEL).to_owned(),
            Some(range) if range.is_exact() => self.context.fill(key::ROADMAP_LIST_LEVEL, "level", &number(range.low)),
            Some(range) => {
                let ends = [("low", &*number(range.low)), ("high", &*number(range.high))];
                self.context.words.fill(key::ROADMAP_LIST_LEVEL_RANGE, &ends)
            }
        }
    }

    /// The target of an area.
    pub fn target(&self, at: usize) -> u8 {
        self.maturity.areas.get(at).map_or(0, |area| target(area, &self.obliged.verdicts))
    }

    /// How far all questions are.
    pub fn progress(&self) -> String {
        let progress = self.roadmap.progress;
        let number = |number: usize| number.to_string();
        let left = progress.questions.saturating_sub(progress.answered);
        self.context.words.fill(
            key::ROADMAP_PLAN_PROGRESS,
            &[
                ("in_place", &number(progress.in_place)),
                ("questions", &number(progress.questions)),
                ("open", &number(progress.open)),
                ("left", &number(left)),
            ],
        )
    }

    /// Whether law requires something, in words; nothing where it does not.
    pub fn required(&self, binding: Binding) -> Option<&str> {
        match binding {
            Binding::Yes => Some(self.context.text(key::ROADMAP_PLAN_DUTY)),
            Binding::Perhaps => Some(self.context.text(key::ROADMAP_PLAN_DUTY_PERHAPS)),
            Binding::No => None,
        }
    }

    /// Why an item is where it is: duty, risk, and whether it is our addition.
    pub fn why(&self, todo: &Todo) -> String {
        let risk = self.context.text(match todo.weight {
            0..=2 => key::ROADMAP_PLAN_RISK_LOW,
            3 => key::ROADMAP_PLAN_RISK_MEDIUM,
            4 => key::ROADMAP_PLAN_RISK_HIGH,
            _ => key::ROADMAP_PLAN_RISK_TOP,
        });
        let mut why: Vec<String> = self.duty(todo).into_iter().chain([risk.to_owned()]).collect();
        why.extend(self.is_ours(todo.measure).then(|| self.context.text(key::ROADMAP_PLAN_OURS).to_owned()));
        why.join(", ")
    }

    /// Whether a measure is our own.
    pub fn is_ours(&self, at: usize) -> bool {
        self.measure(at).is_some_and(|measure| measure.gap.is_some())
    }

    /// Whether law requires an item, and which.
    fn duty(&self, todo: &Todo) -> Option<String> {
        let context = self.context;
        let by = |key: Key, framework: usize| {
            let name = context.words.get(key::CROSSWALK_FRAMEWORK.of(framework, key::crosswalk_framework::NAME));
            context.fill(key, "act", name)
        };
        let frameworks = &self.measures.frameworks;
        let regulation = || frameworks.iter().position(|known| known.id == "ir2690").unwrap_or_default();
        Some(match (todo.duty, todo.ground?) {
            (Binding::No, _) => return None,
            (Binding::Yes, Ground::Regulation) => by(key::ROADMAP_PLAN_DUTY_REGULATION, regulation()),
            (Binding::Perhaps, Ground::Regulation) => by(key::ROADMAP_PLAN_DUTY_ACT, regulation()),
            (_, Ground::Act(at)) => {
                let known = frameworks.get(at);
                let of_state = self
                    .obliged
                    .acts
                    .iter()
                    .find(|(code, _)| known.and_then(|known| known.state.as_ref()) == Some(code));
                let least = known.map_or(Status::Checked, |known| known.status);
                let status = of_state.map_or(least, |(_, status)| least.max(*status));
                let mark = mark_key(status).map(|(_, key)| context.text(key).to_owned());
                [by(key::ROADMAP_PLAN_DUTY_ACT, at)].into_iter().chain(mark).collect::<Vec<_>>().join(", ")
            }
            (Binding::Yes, Ground::Nis2) => {
                let key = if self.fits_risk(todo) { key::ROADMAP_PLAN_DUTY_RISK } else { key::ROADMAP_PLAN_DUTY };
                let mark = mark_key(self.obliged.status);
                let mark = mark.map(|(_, key)| [" (", context.text(key), ")"].concat());
                [context.text(key), &mark.unwrap_or_default()].concat()
            }
            (binding, _) => self.required(binding)?.to_owned(),
        })
    }

    /// Whether Article 21 of NIS 2 names an item: what it asks is measured by the risk.
    fn fits_risk(&self, todo: &Todo) -> bool {
        let mut frameworks = self.measures.frameworks.iter().enumerate();
        let Some((at, nis2)) = frameworks.find(|(_, known)| known.id == "nis2") else { return false };
        let places = todo.closes.iter().filter_map(|one| self.measure(*one)?.places.get(at)).flatten();
        let mut names = places.filter_map(|place| nis2.places.get(usize::from(*place)));
        names.any(|name| name.starts_with("21("))
    }

    /// That the law of a State asks for more than the directive, or has not been looked at yet.
    pub fn beside_directive(&self) -> Option<String> {
        if self.obliged.waits {
            return Some(self.context.text(key::ROADMAP_PLAN_WAITS).to_owned());
        }
        let states = self.context.states_beyond()?;
        Some(self.context.fill(key::ROADMAP_PLAN_NATIONAL, "states", &states))
    }

    /// What an item takes.
    pub fn effort(&self, todo: &Todo) -> &str {
        self.context.text(match todo.effort {
            0 | 1 => key::ROADMAP_PLAN_EFFORT_1,
            2 => key::ROADMAP_PLAN_EFFORT_2,
            3 => key::ROADMAP_PLAN_EFFORT_3,
            _ => key::ROADMAP_PLAN_EFFORT_4,
        })
    }

    /// The answer to the question that asks for a measure.
    pub fn given(&self, at: usize) -> Option<&Answer> {
        let asking = self.measure(at).and_then(|measure| asking(self.measures, measure))?;
        self.read.kept.answers.get(&asking.id)
    }

    /// The answer to a measure, as a word.
    pub fn answer(&self, at: usize) -> &str {
        let state = self.given(at).and_then(|answer| answer.state);
        self.context.text(state.map_or(key::ROADMAP_ANSWER_OPEN, state_key))
    }

    /// How far a measure is, as a word; also when the profile leaves it out.
    pub fn standing(&self, at: usize, standing: Standing) -> &str {
        match standing {
            Standing::LeftOut | Standing::NotApplicable => self.context.text(key::CROSSWALK_PAGE_NOT_APPLICABLE),
            Standing::NotAnswered => self.context.text(key::ROADMAP_ANSWER_OPEN),
            Standing::At(_) => self.answer(at),
        }
    }
}

/// What is open for an operator, if its rulebooks and their words have arrived.
fn operators<'a>(context: &'a Context<'a>) -> Vec<Open<'a>> {
    let Some(books) = context.operators.filter(|_| context.words.has(key::part::OPERATORS)) else { return Vec::new() };
    open(books, &persist::operators::kept(context.assessment, books), context.today)
}

/// Whether there is the law of a State with which the organisation has something to do, and it has not been looked at.
fn waits(context: &Context<'_>) -> bool {
    let places = &context.assessment.places;
    key::DUTIES.iter().any(|code| *code != UNION && concerns(places, code))
}

/// The words of an answer.
pub fn state_key(state: State) -> Key {
    match state {
        State::InPlace => key::ROADMAP_ANSWER_IN_PLACE,
        State::Partly => key::ROADMAP_ANSWER_PARTLY,
        State::Planned => key::ROADMAP_ANSWER_PLANNED,
        State::Missing => key::ROADMAP_ANSWER_MISSING,
        State::NotApplicable => key::ROADMAP_ANSWER_NOT_APPLICABLE,
        State::Unknown => key::UI_APP_DONT_KNOW,
    }
}

/// The words of a cover.
pub fn cover_key(cover: Cover) -> Key {
    match cover {
        Cover::Covered => key::CROSSWALK_PAGE_COVERED,
        Cover::Partly => key::CROSSWALK_PAGE_PARTLY,
        Cover::Open => key::CROSSWALK_PAGE_OPEN,
        Cover::NotAsked => key::CROSSWALK_PAGE_NOT_ASKED,
        Cover::NotApplicable => key::CROSSWALK_PAGE_NOT_APPLICABLE,
    }
}
