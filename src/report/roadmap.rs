//! The roadmap as a document and as a table for spreadsheets.

use super::measures::Full;
use super::operators::Desk;
use super::{areas, board, space};
use crate::document::{Block, Line, Span, csv, line, paragraph};
use crate::domain::measures::levels::{AreaLevel, Disagreement};
use crate::domain::measures::roadmap::Todo;
use crate::domain::measures::{Horizon, Stage, practices_of};
use crate::domain::operators::{self, open::Open};
use crate::domain::session::Level;
use crate::i18n::{Key, key};
use crate::persist::v1::format_day;

/// How many measures a disagreement names.
const REASONS: usize = 3;

/// The lists of a group with their titles: quick wins and projects.
pub const LISTS: [(bool, Key); 2] = [(true, key::ROADMAP_PLAN_QUICK), (false, key::ROADMAP_PLAN_PROJECTS)];

/// Horizons with their titles.
pub const HORIZONS: [(Horizon, Key); 4] = [
    (Horizon::Now, key::ROADMAP_PLAN_NOW),
    (Horizon::Quarter, key::ROADMAP_PLAN_QUARTER),
    (Horizon::Year, key::ROADMAP_PLAN_YEAR),
    (Horizon::Later, key::ROADMAP_PLAN_LATER),
];

/// Levels and the whole roadmap; `level` is that of the headings.
pub fn plan(full: &Full<'_>, level: u8) -> Vec<Block> {
    let context = full.context;
    let mut blocks: Vec<Block> = full.beside_directive().map(paragraph).into_iter().collect();
    blocks.extend([super::papers::level_table(full), context.paragraph(key::ROADMAP_BOARD_OWN_VIEW)]);
    blocks.push(context.heading(level, key::ROADMAP_BOARD_FIRST));
    blocks.extend([context.paragraph(key::ROADMAP_PLAN_LEAD), paragraph(full.progress())]);
    blocks.extend(nothing_open(full, full.maturity.areas.len()));
    for (horizon, title) in HORIZONS {
        let all = || full.roadmap.items.iter().filter(move |todo| todo.horizon == horizon);
        if all().next().is_some() || duties(full, horizon).next().is_some() {
            blocks.push(context.heading(level, title));
        }
        let own: Vec<Line> = duties(full, horizon).map(|open| duty(full, open)).collect();
        if !own.is_empty() {
            blocks.push(context.heading(level + 1, key::ROADMAP_PLAN_OPERATORS));
            blocks.push(Block::List(false, own));
        }
        for (quick, title) in LISTS {
            let items: Vec<Line> = all().filter(|todo| todo.is_quick() == quick).map(|todo| item(full, todo)).collect();
            if !items.is_empty() {
                blocks.push(context.heading(level + 1, title));
                blocks.push(Block::List(false, items));
            }
        }
    }
    blocks.extend(practices(full, level));
    blocks
}

/// Why the roadmap has no items: nothing is open, or no measure has been answered. Then the next steps of the areas with
/// gaps are told, as many as `most`.
pub fn nothing_open(full: &Full<'_>, most: usize) -> Vec<Block> {
    let context = full.context;
    if !full.roadmap.items.is_empty() {
        return Vec::new();
    }
    if full.roadmap.progress.answered > 0 {
        let is_all = full.operators.is_empty();
        return is_all.then(|| context.paragraph(key::ROADMAP_PLAN_EMPTY)).into_iter().collect();
    }
    let steps = board::area_steps(context, &areas::score_of(context, full.maturity), most);
    if steps.is_empty() {
        return vec![context.paragraph(key::ROADMAP_PLAN_NOT_BEGUN)];
    }
    vec![context.paragraph(key::ROADMAP_PLAN_NOT_BEGUN_STEPS), Block::List(true, steps)]
}

fn item(full: &Full<'_>, todo: &Todo) -> Line {
    let context = full.context;
    let mut item = vec![Span::Strong([full.title(todo.measure), "."].concat()), space()];
    let mut says = |text: &str| {
        item.push(Span::Text(text.to_owned()));
        item.push(space());
    };
    if todo.is_unknown() {
        says(context.text(key::ROADMAP_PLAN_FIND_OUT));
    }
    says(full.words(todo.measure, key::measures_measure::DO));
    for (label, value) in [
        (key::ROADMAP_PLAN_WHY, full.why(todo)),
        (key::ROADMAP_PLAN_EFFORT, full.effort(todo).to_owned()),
        (key::ROADMAP_PLAN_OWNER, todo.item.owner.clone()),
        (key::ROADMAP_PLAN_DUE, todo.item.due.map(|due| context.date(due)).unwrap_or_default()),
        (key::ROADMAP_PLAN_STAGE, context.text(stage_key(todo.item.stage)).to_owned()),
    ] {
        if !value.trim().is_empty() {
            says(&[context.text(label), ": ", value.trim().trim_end_matches('.'), "."].concat());
        }
    }
    says(&context.fill(key::ROADMAP_PLAN_CLOSES, "areas", &full.areas_of(&todo.closes)));
    item
}

/// Open duties of an operator that belong to a group.
pub fn duties<'f>(full: &'f Full<'_>, horizon: Horizon) -> impl Iterator<Item = &'f Open<'f>> {
    full.operators.iter().filter(move |open| open.horizon == horizon)
}

/// What rulebooks say in words; the title, and when it is due.
pub fn duty_words(full: &Full<'_>, open: &Open<'_>) -> (String, String) {
    let Some(operators) = full.context.operators else { return (String::new(), String::new()) };
    let kept = operators::Kept::default();
    let desk = Desk { operators, words: full.context.words, kept: &kept, today: full.context.today };
    (desk.title(&open.entry).to_owned(), desk.due(&open.entry).join(" "))
}

/// A duty of an operator: what, why, by when.
fn duty(full: &Full<'_>, open: &Open<'_>) -> Line {
    let (title, due) = duty_words(full, open);
    let why = full.required(open.binding).unwrap_or_default();
    let why = [full.context.text(key::ROADMAP_PLAN_WHY), ": ", why, ". ", &due].concat();
    vec![Span::Strong([title.as_str(), "."].concat()), space(), Span::Text(why)]
}

/// The roadmap as a file for spreadsheets: an item a row, days as `2026-11-21`.
pub fn table(full: &Full<'_>) -> String {
    let context = full.context;
    let head = [
        key::ROADMAP_PLAN_HEAD_GROUP,
        key::ROADMAP_PLAN_HEAD_TITLE,
        key::ROADMAP_BOARD_HEAD_WHAT,
        key::ROADMAP_PLAN_WHY,
        key::ROADMAP_PLAN_EFFORT,
        key::ROADMAP_PLAN_OWNER,
        key::ROADMAP_PLAN_DUE,
        key::ROADMAP_PLAN_STAGE,
        key::ROADMAP_PLAN_HEAD_AREAS,
        key::ROADMAP_PLAN_HEAD_NUMBER,
    ];
    let mut rows = vec![head.map(|head| context.text(head).to_owned()).into()];
    for (horizon, group) in HORIZONS {
        let group = context.text(group);
        rows.extend(duties(full, horizon).map(|open| duty_row(full, open, group)));
        for (quick, _) in LISTS {
            let of = |todo: &&Todo| todo.horizon == horizon && todo.is_quick() == quick;
            rows.extend(full.roadmap.items.iter().filter(of).map(|todo| row(full, todo, group)));
        }
    }
    csv::csv(&rows)
}

fn row(full: &Full<'_>, todo: &Todo, group: &str) -> Vec<String> {
    vec![
        group.to_owned(),
        full.title(todo.measure).to_owned(),
        full.words(todo.measure, key::measures_measure::DO).to_owned(),
        full.why(todo),
        full.effort(todo).to_owned(),
        todo.item.owner.clone(),
        todo.item.due.map(format_day).unwrap_or_default(),
        full.context.text(stage_key(todo.item.stage)).to_owned(),
        full.areas_of(&todo.closes),
        full.id(todo.measure).to_owned(),
    ]
}

fn duty_row(full: &Full<'_>, open: &Open<'_>, group: &str) -> Vec<String> {
    let (title, due) = duty_words(full, open);
    let why = full.required(open.binding).unwrap_or_default().to_owned();
    let day = open.day.map(format_day).unwrap_or_default();
    let state = full.context.text(super::operators::state_key(open.entry.state)).to_owned();
    let none = String::new;
    vec![group.to_owned(), title, due, why, none(), none(), day, state, none(), open.entry.duty.id.clone()]
}

/// The words of a stage.
pub fn stage_key(stage: Stage) -> Key {
    match stage {
        Stage::Open => key::ROADMAP_PLAN_STAGE_OPEN,
        Stage::Begun => key::ROADMAP_PLAN_STAGE_BEGUN,
        Stage::Waiting => key::ROADMAP_PLAN_STAGE_WAITING,
        Stage::Done => key::ROADMAP_PLAN_STAGE_DONE,
    }
}

/// Good practices of the areas answered in part or in full that are not ticked and that the risk profile leaves in.
pub fn practices(full: &Full<'_>, level: u8) -> Vec<Block> {
    let kept = &full.read.kept;
    let seen = full.levels.iter().filter(|level| level.answered > 0 && level.level.is_some());
    let all = seen.flat_map(|seen| practices_of(full.measures, kept, seen.area));
    let open = all.filter_map(|at| full.measures.practices.get(at)).filter(|one| !kept.practices.contains(&one.id));
    let items: Vec<Line> = open.map(|practice| line(full.practice(practice))).collect();
    if items.is_empty() {
        return Vec::new();
    }
    vec![full.context.heading(level, key::ROADMAP_PLAN_PRACTICES), Block::List(false, items)]
}

/// Where quick answer and measures of an area differ, and why.
pub fn disagreement(full: &Full<'_>, level: &AreaLevel) -> Vec<Block> {
    let context = full.context;
    let quick = if let Level::At(quick) = level.quick { quick.to_string() } else { String::new() };
    let found = full.level(match level.disagreement {
        Some(Disagreement::Shifted(_)) => level.level,
        _ => level.alone,
    });
    let says = |key: Key| paragraph(context.words.fill(key, &[("quick", &quick), ("level", &found)]));
    let (key, because) = match &level.disagreement {
        None => return Vec::new(),
        Some(Disagreement::Shifted(because)) => (key::ROADMAP_DISAGREEMENT_SHIFTED, because.as_slice()),
        Some(Disagreement::Lower(because)) => (key::ROADMAP_DISAGREEMENT_LOWER, because.as_slice()),
        Some(Disagreement::Higher(because)) => (key::ROADMAP_DISAGREEMENT_HIGHER, because.as_slice()),
        Some(Disagreement::Applies) => (key::ROADMAP_DISAGREEMENT_APPLIES, [].as_slice()),
        Some(Disagreement::NothingApplies) => (key::ROADMAP_DISAGREEMENT_NOTHING, [].as_slice()),
    };
    let mut blocks = vec![says(key)];
    let reasons: Vec<Line> = because.iter().take(REASONS).map(|at| line(full.question(*at))).collect();
    if !reasons.is_empty() {
        blocks.push(Block::List(false, reasons));
    }
    let is_shifted = matches!(level.disagreement, Some(Disagreement::Shifted(_)));
    blocks.push(context.paragraph(if is_shifted {
        key::ROADMAP_DISAGREEMENT_FURTHER
    } else {
        key::ROADMAP_DISAGREEMENT_WHICH
    }));
    blocks
}
