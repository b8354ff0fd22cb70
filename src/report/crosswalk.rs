//! One answer counted in every framework: a page a framework, and an appendix with all of them.

use super::Context;
use super::areas::yardstick;
use super::measures::{Full, cover_key};
use crate::document::{Block, Line, Span, Table, line, paragraph};
use crate::domain::measures::crosswalk::{Cell, count, crosswalk};
use crate::i18n::{Field, key};

/// Words of a framework.
pub fn framework<'a>(context: &Context<'a>, at: usize, field: Field) -> &'a str {
    context.words.get(key::CROSSWALK_FRAMEWORK.of(at, field))
}

/// One framework: what it adds up to, its places with the measures behind them, and the measures by number.
pub fn page(full: &Full<'_>, at: usize) -> Vec<Block> {
    let cells = crosswalk(full.measures, &full.read.kept, at);
    let mut blocks = places(full, at, &cells);
    let mut shown: Vec<usize> = cells.iter().flat_map(|cell| cell.measures.iter().map(|(at, _)| *at)).collect();
    shown.sort_unstable();
    shown.dedup();
    blocks.push(full.context.heading(3, key::CROSSWALK_PAGE_LIST));
    blocks.push(list(full, &shown));
    blocks
}

/// All frameworks, then the measures by number; headings begin at `level`.
pub fn appendix(full: &Full<'_>, level: u8) -> Vec<Block> {
    let context = full.context;
    let mut blocks = vec![context.paragraph(key::CROSSWALK_PAGE_LEAD), context.paragraph(key::CROSSWALK_PAGE_AID)];
    for at in 0..full.measures.frameworks.len() {
        let name = framework(context, at, key::crosswalk_framework::NAME).to_owned();
        blocks.push(Block::Heading(level, name, String::new()));
        blocks.extend(places(full, at, &crosswalk(full.measures, &full.read.kept, at)));
    }
    blocks.push(context.heading(level, key::CROSSWALK_PAGE_LIST));
    let all: Vec<usize> = (0..full.measures.measures.len()).collect();
    blocks.push(list(full, &all));
    blocks
}

fn places(full: &Full<'_>, at: usize, cells: &[Cell]) -> Vec<Block> {
    let context = full.context;
    let Some(known) = full.measures.frameworks.get(at) else { return Vec::new() };
    let name = framework(context, at, key::crosswalk_framework::NAME);
    let mut blocks = Vec::new();
    let mut note = line(framework(context, at, key::crosswalk_framework::NOTE));
    if known.id == "ir2690" {
        note.extend(yardstick(context));
    }
    if known.unchecked {
        note.push(super::space());
        note.push(Span::Mark("unverified", context.text(key::UI_VERDICT_MARK_UNVERIFIED).to_owned()));
    }
    if note.iter().any(|span| !matches!(span, Span::Text(text) if text.is_empty())) {
        blocks.push(Block::Paragraph(note));
    }
    blocks.push(summary(context, cells));
    let touched = cells.iter().filter(|cell| !cell.measures.is_empty());
    let row = |cell: &Cell| {
        let number = known.places.get(cell.place).map_or("", String::as_str);
        vec![line(place(context, at, number)), context.line(cover_key(cell.cover)), behind(full, cell)]
    };
    let head = [key::CROSSWALK_PAGE_HEAD_PLACE, key::CROSSWALK_PAGE_HEAD_COVER, key::CROSSWALK_PAGE_HEAD_MEASURES];
    blocks.push(Block::Table(Table {
        caption: context.fill(key::CROSSWALK_PAGE_CAPTION, "framework", name),
        head: head.map(|head| context.text(head).to_owned()).into(),
        rows: touched.map(row).collect(),
    }));
    let untouched = cells.iter().filter(|cell| cell.measures.is_empty());
    let numbers: Vec<&str> = untouched.filter_map(|cell| known.places.get(cell.place).map(String::as_str)).collect();
    if !numbers.is_empty() {
        blocks.push(paragraph(context.fill(key::CROSSWALK_PAGE_UNMAPPED, "places", &numbers.join(", "))));
    }
    blocks
}

fn summary(context: &Context<'_>, cells: &[Cell]) -> Block {
    let [covered, partly, open, not_asked, not_applicable] = count(cells).map(|count| count.to_string());
    paragraph(context.words.fill(
        key::CROSSWALK_PAGE_SUMMARY,
        &[
            ("covered", &covered),
            ("partly", &partly),
            ("open", &open),
            ("not_asked", &not_asked),
            ("not_applicable", &not_applicable),
        ],
    ))
}

/// A place in words: `22(2).5` is Article 22(2), point 5, where the framework has points.
fn place(context: &Context<'_>, at: usize, number: &str) -> String {
    match number.split_once(").") {
        Some((head, point)) => {
            let head = [head, ")"].concat();
            let values = [("place", head.as_str()), ("point", point)];
            context.words.fill(key::CROSSWALK_FRAMEWORK.of(at, key::crosswalk_framework::POINT), &values)
        }
        None => context.fill(key::CROSSWALK_FRAMEWORK.of(at, key::crosswalk_framework::PLACE), "place", number),
    }
}

/// The measures behind a place by their answers: `In place: A05-M04, A11-M02. Partly: A13-M03.`
fn behind(full: &Full<'_>, cell: &Cell) -> Line {
    let mut answers: Vec<(&str, Vec<&str>)> = Vec::new();
    for (at, standing) in &cell.measures {
        let id = full.measure(*at).map_or("", |measure| measure.id.as_str());
        let answer = full.standing(*at, *standing);
        match answers.iter_mut().find(|(known, _)| *known == answer) {
            Some((_, ids)) => ids.push(id),
            None => answers.push((answer, vec![id])),
        }
    }
    let parts: Vec<String> =
        answers.iter().map(|(answer, ids)| [answer, ": ", &ids.join(", "), "."].concat()).collect();
    line(parts.join(" "))
}

/// Measures by number with question and answer.
fn list(full: &Full<'_>, shown: &[usize]) -> Block {
    let context = full.context;
    let row = |at: &usize| {
        let measure = full.measure(*at)?;
        let mut question = line(full.question(*at));
        if measure.gap.is_some() {
            question.push(super::space());
            question.push(Span::Mark("reading", context.text(key::ROADMAP_AREA_OURS).to_owned()));
        }
        Some(vec![line(measure.id.as_str()), question, answer(full, *at)])
    };
    let head = [key::CROSSWALK_PAGE_HEAD_NUMBER, key::CROSSWALK_PAGE_HEAD_QUESTION, key::CROSSWALK_PAGE_HEAD_ANSWER];
    Block::Table(Table {
        caption: context.text(key::CROSSWALK_PAGE_LIST_CAPTION).to_owned(),
        head: head.map(|head| context.text(head).to_owned()).into(),
        rows: shown.iter().filter_map(row).collect(),
    })
}

/// The answer with its reason and what shows it.
fn answer(full: &Full<'_>, at: usize) -> Line {
    let mut text = full.answer(at).to_owned();
    let given = full.given(at);
    for remark in given.iter().flat_map(|given| [given.reason.trim(), given.note.trim()]) {
        if !remark.is_empty() {
            text.push_str(": ");
            text.push_str(remark);
        }
    }
    line(text)
}
