//! The roadmap as a document, one page of it for the board, and one page for customers.

use super::measures::Full;
use super::{Context, areas, space};
use crate::document::{Block, Line, Span, Table, line, paragraph};
use crate::domain::measures::levels::{AreaLevel, Disagreement};
use crate::domain::measures::roadmap::{Horizon, Todo};
use crate::domain::measures::{Stage, asked_by, standing};
use crate::domain::session::Level;
use crate::i18n::{Key, key};

/// How many items the page for the board names.
const FIRST: usize = 7;
/// How many measures a disagreement names.
const REASONS: usize = 3;

/// Horizons with their titles.
pub const HORIZONS: [(Horizon, Key); 4] = [
    (Horizon::Now, key::ROADMAP_PLAN_NOW),
    (Horizon::Quarter, key::ROADMAP_PLAN_QUARTER),
    (Horizon::Year, key::ROADMAP_PLAN_YEAR),
    (Horizon::Later, key::ROADMAP_PLAN_LATER),
];

/// One page for the board: levels and targets, what comes first. Its heading is of level 1.
pub fn board(full: &Full<'_>) -> Vec<Block> {
    let context = full.context;
    let mut blocks = vec![Block::Heading(1, context.text(key::ROADMAP_BOARD_TITLE).to_owned(), String::from("plan"))];
    blocks.extend(named(context, key::ROADMAP_BOARD_DATE));
    blocks.push(paragraph(full.progress()));
    blocks.extend(full.beside_directive().map(paragraph));
    blocks.push(context.heading(2, key::ROADMAP_BOARD_LEVELS));
    blocks.push(level_table(full));
    blocks.push(context.heading(2, key::ROADMAP_BOARD_FIRST));
    blocks.push(first_table(full));
    blocks.push(context.paragraph(key::ROADMAP_BOARD_DECIDE));
    blocks.push(context.paragraph(key::ROADMAP_BOARD_OWN_VIEW));
    vec![Block::Group("board", blocks)]
}

/// The firm's name, if given, and the date.
fn named(context: &Context<'_>, date: Key) -> Vec<Block> {
    let name = context.assessment.name.trim();
    let mut blocks = Vec::new();
    if !name.is_empty() {
        blocks.push(paragraph(context.fill(key::ROADMAP_BOARD_FIRM, "name", name)));
    }
    blocks.push(paragraph(context.fill(date, "date", &context.date(context.today))));
    blocks
}

fn level_table(full: &Full<'_>) -> Block {
    let context = full.context;
    let row = |level: &AreaLevel| {
        vec![
            line(areas::area_text(context, level.area, key::areas::TITLE)),
            line(full.level(level.level)),
            line(full.target(level.area).to_string()),
        ]
    };
    let head = [key::ROADMAP_BOARD_HEAD_AREA, key::ROADMAP_BOARD_HEAD_LEVEL, key::ROADMAP_BOARD_HEAD_TARGET];
    Block::Table(Table {
        caption: context.text(key::ROADMAP_BOARD_LEVEL_CAPTION).to_owned(),
        head: head.map(|head| context.text(head).to_owned()).into(),
        rows: full.levels.iter().map(row).collect(),
    })
}

fn first_table(full: &Full<'_>) -> Block {
    let context = full.context;
    if full.roadmap.items.is_empty() {
        return context.paragraph(key::ROADMAP_PLAN_EMPTY);
    }
    let row = |todo: &Todo| {
        vec![
            line(full.words(todo.measure, key::measures_measure::DO)),
            line(full.effort(todo)),
            line(todo.item.owner.as_str()),
            line(todo.item.due.map(|due| context.date(due)).unwrap_or_default()),
        ]
    };
    let head = [
        key::ROADMAP_BOARD_HEAD_WHAT,
        key::ROADMAP_BOARD_HEAD_EFFORT,
        key::ROADMAP_BOARD_HEAD_WHO,
        key::ROADMAP_BOARD_HEAD_DUE,
    ];
    Block::Table(Table {
        caption: context.text(key::ROADMAP_BOARD_FIRST).to_owned(),
        head: head.map(|head| context.text(head).to_owned()).into(),
        rows: full.roadmap.items.iter().take(FIRST).map(row).collect(),
    })
}

/// One page for a customer who asks how secure the firm is: statements on what is in place, nothing else.
pub fn customer(full: &Full<'_>) -> Vec<Block> {
    let context = full.context;
    let title = context.text(key::ROADMAP_CUSTOMER_TITLE).to_owned();
    let mut blocks = vec![Block::Heading(1, title, String::from("customer"))];
    for area in 0..full.maturity.areas.len() {
        let statements = in_place(full, area);
        if !statements.is_empty() {
            let title = areas::area_text(context, area, key::areas::TITLE).to_owned();
            blocks.push(Block::Heading(2, title, String::new()));
            blocks.push(Block::List(false, statements));
        }
    }
    if blocks.len() == 1 {
        blocks.push(context.paragraph(key::ROADMAP_CUSTOMER_NONE));
    } else {
        blocks.splice(1..1, named(context, key::ROADMAP_CUSTOMER_LEAD));
    }
    blocks
}

/// What the firm can say of an area: a statement for each question answered with "in place", once, where it is asked.
fn in_place(full: &Full<'_>, area: usize) -> Vec<Line> {
    let is_of_area = |at: usize| full.measure(at).is_some_and(|measure| usize::from(measure.area) == area);
    let is_there = |at: usize| {
        let mut closes = asked_by(full.measures, at).filter_map(|one| full.measure(one));
        closes.any(|measure| standing(full.measures, &full.read.kept, measure).in_place())
    };
    let there = (0..full.measures.measures.len()).filter(|at| is_of_area(*at) && is_there(*at));
    there.map(|at| line(full.words(at, key::measures_measure::STATEMENT))).collect()
}

/// Levels, where they differ from the quick answers, and the whole roadmap; `level` is that of the headings.
pub fn plan(full: &Full<'_>, level: u8) -> Vec<Block> {
    let context = full.context;
    let mut blocks: Vec<Block> = full.beside_directive().map(paragraph).into_iter().collect();
    blocks.extend([level_table(full), context.paragraph(key::ROADMAP_BOARD_OWN_VIEW)]);
    for different in full.levels.iter().filter(|level| level.disagreement.is_some()) {
        let title = areas::area_text(context, different.area, key::areas::TITLE).to_owned();
        blocks.push(Block::Heading(level, title, String::new()));
        blocks.extend(disagreement(full, different));
    }
    blocks.push(context.heading(level, key::ROADMAP_BOARD_FIRST));
    blocks.extend([context.paragraph(key::ROADMAP_PLAN_LEAD), paragraph(full.progress())]);
    if full.roadmap.items.is_empty() {
        blocks.push(context.paragraph(key::ROADMAP_PLAN_EMPTY));
    }
    for (horizon, title) in HORIZONS {
        let all = || full.roadmap.items.iter().filter(move |todo| todo.horizon == horizon);
        if all().next().is_some() {
            blocks.push(context.heading(level, title));
        }
        for (quick, title) in [(true, key::ROADMAP_PLAN_QUICK), (false, key::ROADMAP_PLAN_PROJECTS)] {
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

fn item(full: &Full<'_>, todo: &Todo) -> Line {
    let context = full.context;
    let mut item = vec![Span::Strong(full.question(todo.measure).to_owned()), space()];
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
            says(&[context.text(label), ": ", value.trim(), "."].concat());
        }
    }
    says(&context.fill(key::ROADMAP_PLAN_CLOSES, "areas", &full.areas_of(&todo.closes)));
    item
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

/// Good practices of the areas answered in part or in full that are not ticked.
pub fn practices(full: &Full<'_>, level: u8) -> Vec<Block> {
    let mut items = Vec::new();
    for seen in full.levels.iter().filter(|level| level.answered > 0 && level.level.is_some()) {
        let Some(area) = full.maturity.areas.get(seen.area) else { continue };
        for practice in &area.practices {
            let id = [&area.id, "-", practice].concat();
            if let Some(field) = areas::practice_field(practice).filter(|_| !full.read.kept.practices.contains(&id)) {
                items.push(line(areas::area_text(full.context, seen.area, field)));
            }
        }
    }
    if items.is_empty() {
        return Vec::new();
    }
    vec![full.context.heading(level, key::ROADMAP_PLAN_PRACTICES), Block::List(false, items)]
}

/// Where quick answer and measures of an area differ, and why.
pub fn disagreement(full: &Full<'_>, level: &AreaLevel) -> Vec<Block> {
    let context = full.context;
    let quick = if let Level::At(quick) = level.quick { quick.to_string() } else { String::new() };
    let found = full.level(level.alone);
    let says = |key: Key| paragraph(context.words.fill(key, &[("quick", &quick), ("level", &found)]));
    let (key, because) = match &level.disagreement {
        None => return Vec::new(),
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
    blocks.push(context.paragraph(key::ROADMAP_DISAGREEMENT_WHICH));
    blocks
}
