//! Two pages to print: one for the board, one for customers.

use std::cmp::Reverse;

use super::measures::Full;
use super::roadmap::{duties, duty_words, nothing_open};
use super::{Context, areas, capital, national, space, verdict};
use crate::document::{Block, Line, Span, Table, line, paragraph};
use crate::domain::measures::levels::AreaLevel;
use crate::domain::measures::roadmap::Todo;
use crate::domain::measures::{Horizon, asked_by, standing, weight};
use crate::domain::operators::open::Open;
use crate::domain::sorted::insert_in_order;
use crate::i18n::{Key, key};

/// How many items the page for the board names: as many as the page for the board in the report has steps.
const FIRST: usize = 5;
/// How many of them come from rulebooks for operators at most.
const FIRST_DUTIES: usize = 3;
/// How many statements of an area the page for customers has at most.
const STATEMENTS: usize = 3;

/// One page for the board, made as the first page of the report: firm and verdict, levels and targets, what comes first.
/// Its heading is of level 1.
pub fn board(full: &Full<'_>) -> Vec<Block> {
    let context = full.context;
    let mut blocks = vec![Block::Heading(1, context.text(key::ROADMAP_BOARD_TITLE).to_owned(), String::from("plan"))];
    blocks.push(Block::Group("firm", named(context, key::ROADMAP_BOARD_DATE)));
    blocks.push(verdict::card(context, false));
    blocks.extend(national::cards(context, ""));
    blocks.extend(full.beside_directive().map(paragraph));
    blocks.push(context.heading(2, key::ROADMAP_BOARD_FIRST));
    blocks.push(paragraph(full.progress()));
    blocks.extend(first_table(full));
    blocks.extend(nothing_open(full, FIRST));
    blocks.push(context.paragraph(key::ROADMAP_BOARD_DECIDE));
    blocks.push(context.heading(2, key::ROADMAP_BOARD_LEVELS));
    blocks.push(Block::Group("levels", vec![level_table(full)]));
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

/// Levels and targets of the areas.
pub fn level_table(full: &Full<'_>) -> Block {
    let context = full.context;
    let row = |level: &AreaLevel| {
        vec![
            line(areas::area_text(context, level.area, key::areas::TITLE)),
            line(capital(&full.level(level.level))),
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

fn first_table(full: &Full<'_>) -> Option<Block> {
    let context = full.context;
    let date = |day: Option<law::Day>| line(day.map(|day| context.date(day)).unwrap_or_default());
    let duty = |open: &Open<'_>| {
        let required = full.required(open.binding).unwrap_or_default();
        vec![line(duty_words(full, open).0), line(required), Line::new(), Line::new(), date(open.day)]
    };
    let mut rows: Vec<Vec<Line>> = duties(full, Horizon::Now).take(FIRST_DUTIES).map(duty).collect();
    let row = |todo: &Todo| {
        vec![
            line(full.title(todo.measure)),
            line(full.why(todo)),
            line(full.effort(todo)),
            line(todo.item.owner.as_str()),
            date(todo.item.due),
        ]
    };
    rows.extend(full.roadmap.items.iter().take(FIRST - rows.len()).map(row));
    if rows.is_empty() {
        return None;
    }
    let head = [
        key::ROADMAP_BOARD_HEAD_WHAT,
        key::ROADMAP_PLAN_WHY,
        key::ROADMAP_BOARD_HEAD_EFFORT,
        key::ROADMAP_BOARD_HEAD_WHO,
        key::ROADMAP_BOARD_HEAD_DUE,
    ];
    Some(Block::Table(Table {
        caption: context.text(key::ROADMAP_BOARD_FIRST).to_owned(),
        head: head.map(|head| context.text(head).to_owned()).into(),
        rows,
    }))
}

/// One page for a customer who asks how secure the firm is: statements on what is in place, nothing else. Of each area the
/// heaviest, so that it stays one page on paper.
pub fn customer(full: &Full<'_>) -> Vec<Block> {
    let context = full.context;
    let title = context.text(key::ROADMAP_CUSTOMER_TITLE).to_owned();
    let mut blocks = vec![Block::Heading(1, title, String::from("customer"))];
    let areas: Vec<Line> = (0..full.maturity.areas.len()).filter_map(|area| area_in_place(full, area)).collect();
    if areas.is_empty() {
        blocks.push(context.paragraph(key::ROADMAP_CUSTOMER_NONE));
    } else {
        blocks.extend(named(context, key::ROADMAP_CUSTOMER_LEAD));
        blocks.push(Block::List(false, areas));
    }
    vec![Block::Group("board", blocks)]
}

/// An area with the statements that weigh most, and how many more there are.
fn area_in_place(full: &Full<'_>, area: usize) -> Option<Line> {
    let mut there: Vec<usize> = Vec::new();
    for at in in_place(full, area) {
        let heavy = |at: &usize| full.measure(*at).map(|one| Reverse(weight(full.measures, &full.read.kept, one)));
        insert_in_order(&mut there, at, heavy);
    }
    let mut says: Vec<String> =
        there.iter().take(STATEMENTS).map(|at| full.words(*at, key::measures_measure::STATEMENT).to_owned()).collect();
    let more = there.len().saturating_sub(STATEMENTS);
    if more > 0 {
        says.push(full.context.fill(key::ROADMAP_CUSTOMER_MORE, "count", &more.to_string()));
    }
    let title = [areas::area_text(full.context, area, key::areas::TITLE), ":"].concat();
    (!there.is_empty()).then(|| vec![Span::Strong(title), space(), Span::Text(says.join(" "))])
}

/// The questions of an area answered with "in place", each once, where it is asked.
fn in_place(full: &Full<'_>, area: usize) -> Vec<usize> {
    let is_of_area = |at: usize| full.measure(at).is_some_and(|measure| usize::from(measure.area) == area);
    let is_there = |at: usize| {
        let mut closes = asked_by(full.measures, at).filter_map(|one| full.measure(one));
        closes.any(|measure| standing(full.measures, &full.read.kept, measure).in_place())
    };
    (0..full.measures.measures.len()).filter(|at| is_of_area(*at) && is_there(*at)).collect()
}
