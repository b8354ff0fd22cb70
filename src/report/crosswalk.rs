//! One answer counted in every framework: a page a framework, and an appendix with all of them.

use law::Framework;

use super::areas::yardstick;
use super::measures::{Full, cover_key};
use super::{Context, status_mark};
use crate::document::{Block, Line, Span, Table, line, paragraph};
use crate::domain::measures::crosswalk::{Cell, count, crosswalk};
use crate::domain::measures::is_followed;
use crate::domain::national::concerns;
use crate::i18n::{Field, key};

/// The framework whose places are groups of measures for the GDPR, which we name.
const GROUPS: &str = "tom";

/// Words of a framework.
pub fn framework<'a>(context: &Context<'a>, at: usize, field: Field) -> &'a str {
    context.words.get(key::CROSSWALK_FRAMEWORK.of(at, field))
}

/// The frameworks in the order in which they are offered: acts of States that do not concern the organisation come last.
pub fn frameworks(full: &Full<'_>) -> Vec<usize> {
    let mut all: Vec<usize> = (0..full.measures.frameworks.len()).collect();
    all.sort_by_key(|at| is_elsewhere(full, *at));
    all
}

/// Whether a framework is the act of a State that does not concern the organisation, and orders no roadmap of its.
fn is_elsewhere(full: &Full<'_>, at: usize) -> bool {
    let Some(known) = full.measures.frameworks.get(at) else { return false };
    let of_other = known.state.as_ref().is_some_and(|code| !concerns(&full.context.assessment.places, code));
    of_other && full.read.kept.framework.as_ref() != Some(&known.id)
}

/// One framework: what it adds up to, its places with the measures behind them, and the measures by number.
pub fn page(full: &Full<'_>, at: usize) -> Vec<Block> {
    let cells = crosswalk(full.measures, &full.read.kept, at);
    let mut blocks = places(full, at, &cells, Name::Title);
    let mut shown: Vec<usize> = cells.iter().flat_map(|cell| cell.measures.iter().map(|(at, _)| *at)).collect();
    shown.sort_unstable();
    shown.dedup();
    blocks.push(full.context.heading(3, key::CROSSWALK_PAGE_LIST));
    blocks.push(list(full, &shown, key::measures_measure::QUESTION));
    blocks.extend(followed(full, 3));
    blocks
}

/// How a measure is named in a table of places.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Name {
    /// By its title and number.
    Title,
    /// By its number; the titles stand in a list of their own.
    Number,
}

/// All frameworks, then the measures by number; headings begin at `level`.
pub fn appendix(full: &Full<'_>, level: u8) -> Vec<Block> {
    let context = full.context;
    let mut blocks = vec![context.paragraph(key::CROSSWALK_PAGE_LEAD), context.paragraph(key::CROSSWALK_PAGE_AID)];
    for at in frameworks(full).into_iter().filter(|at| !is_elsewhere(full, *at)) {
        let name = framework(context, at, key::crosswalk_framework::NAME).to_owned();
        blocks.push(Block::Heading(level, name, String::new()));
        blocks.extend(places(full, at, &crosswalk(full.measures, &full.read.kept, at), Name::Number));
    }
    blocks.push(context.heading(level, key::CROSSWALK_PAGE_LIST));
    let all: Vec<usize> = (0..full.measures.measures.len()).collect();
    blocks.push(list(full, &all, key::measures_measure::TITLE));
    blocks.extend(followed(full, level));
    blocks
}

fn places(full: &Full<'_>, at: usize, cells: &[Cell], names: Name) -> Vec<Block> {
    let context = full.context;
    let Some(known) = full.measures.frameworks.get(at) else { return Vec::new() };
    let name = framework(context, at, key::crosswalk_framework::NAME);
    let mut blocks = Vec::new();
    let mut note = line(framework(context, at, key::crosswalk_framework::NOTE));
    if known.id == "ir2690" {
        note.extend(yardstick(context));
    }
    note.extend(status_mark(context.words, known.status));
    if note.iter().any(|span| !matches!(span, Span::Text(text) if text.is_empty())) {
        blocks.push(Block::Paragraph(note));
    }
    blocks.push(summary(context, cells));
    let is_touched = |cell: &&Cell| !cell.measures.is_empty() || !cell.support.is_empty();
    let touched = cells.iter().filter(is_touched);
    let row = |cell: &Cell| {
        let number = known.places.get(cell.place).map_or("", String::as_str);
        vec![line(place(full, at, number)), context.line(cover_key(cell.cover)), behind(full, cell, names)]
    };
    let head = [key::CROSSWALK_PAGE_HEAD_PLACE, key::CROSSWALK_PAGE_HEAD_COVER, key::CROSSWALK_PAGE_HEAD_MEASURES];
    blocks.push(Block::Table(Table {
        caption: context.fill(key::CROSSWALK_PAGE_CAPTION, "framework", name),
        head: head.map(|head| context.text(head).to_owned()).into(),
        rows: touched.map(row).collect(),
    }));
    let untouched = cells.iter().filter(|cell| !is_touched(cell));
    let number = |cell: &Cell| Some(named(context, known, known.places.get(cell.place)?));
    let numbers: Vec<String> = untouched.filter_map(number).collect();
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
fn place(full: &Full<'_>, at: usize, number: &str) -> String {
    let context = full.context;
    let number = full.measures.frameworks.get(at).map_or_else(String::new, |known| named(context, known, number));
    match number.split_once(").") {
        Some((head, point)) => {
            let head = [head, ")"].concat();
            let values = [("place", head.as_str()), ("point", point)];
            context.words.fill(key::CROSSWALK_FRAMEWORK.of(at, key::crosswalk_framework::POINT), &values)
        }
        None => context.fill(key::CROSSWALK_FRAMEWORK.of(at, key::crosswalk_framework::PLACE), "place", &number),
    }
}

/// The number of a place with a short name of our own where it has one: `C1: access to the premises`.
fn named(context: &Context<'_>, known: &Framework, number: &str) -> String {
    let name = match number {
        _ if known.id != GROUPS => None,
        "C1" => Some(key::CROSSWALK_TOM_C1),
        "C2" => Some(key::CROSSWALK_TOM_C2),
        "C3" => Some(key::CROSSWALK_TOM_C3),
        "C4" => Some(key::CROSSWALK_TOM_C4),
        "I1" => Some(key::CROSSWALK_TOM_I1),
        "I2" => Some(key::CROSSWALK_TOM_I2),
        "A" => Some(key::CROSSWALK_TOM_A),
        "O1" => Some(key::CROSSWALK_TOM_O1),
        "O2" => Some(key::CROSSWALK_TOM_O2),
        "O3" => Some(key::CROSSWALK_TOM_O3),
        _ => None,
    };
    name.map_or_else(|| number.to_owned(), |name| [number, ": ", context.text(name)].concat())
}

/// The measures behind a place by their answers, and the good practices that support it:
/// `In place: Firewall on every computer (A07-M03); Attacks stopped automatically (A04-M07, A12-M07). Support: A09-G04.`
fn behind(full: &Full<'_>, cell: &Cell, names: Name) -> Line {
    let context = full.context;
    // Measures that are asked together have one title and one answer.
    let mut titles: Vec<(&str, &str, Vec<&str>)> = Vec::new();
    for (at, standing) in &cell.measures {
        let answer = full.standing(*at, *standing);
        let title = if names == Name::Title { full.title(*at) } else { "" };
        match titles.iter_mut().find(|(known, of, _)| *known == answer && *of == title) {
            Some((_, _, ids)) => ids.push(full.id(*at)),
            None => titles.push((answer, title, vec![full.id(*at)])),
        }
    }
    let mut answers: Vec<(&str, Vec<String>)> = Vec::new();
    for (answer, title, ids) in titles {
        let ids = ids.join(", ");
        let name = if title.is_empty() { ids } else { [title, " (", &ids, ")"].concat() };
        match answers.iter_mut().find(|(known, _)| *known == answer) {
            Some((_, all)) => all.push(name),
            None => answers.push((answer, vec![name])),
        }
    }
    let mut all = Line::new();
    if answers.is_empty() {
        all.push(Span::Text(context.text(key::CROSSWALK_PAGE_NO_MEASURE).to_owned()));
    }
    let support: Vec<String> = cell.support.iter().map(|at| full.practice_id(*at).to_owned()).collect();
    let support = (!support.is_empty()).then(|| (context.text(key::CROSSWALK_PAGE_SUPPORT), support));
    for (label, names) in answers.into_iter().chain(support) {
        if !all.is_empty() {
            all.push(super::space());
        }
        all.push(Span::Strong([label, ":"].concat()));
        all.push(Span::Text([" ", &names.join("; "), "."].concat()));
    }
    all
}

/// The good practices that are followed, by number.
fn followed(full: &Full<'_>, level: u8) -> Vec<Block> {
    let context = full.context;
    let all = full.measures.practices.iter();
    let followed = all.filter(|practice| is_followed(full.measures, &full.read.kept, practice));
    let item = |practice: &law::Practice| {
        vec![Span::Strong([&practice.id, ":"].concat()), super::space(), Span::Text(full.practice(practice).to_owned())]
    };
    let items: Vec<Line> = followed.map(item).collect();
    if items.is_empty() {
        return Vec::new();
    }
    vec![
        context.heading(level, key::CROSSWALK_PAGE_PRACTICES),
        context.paragraph(key::CROSSWALK_PAGE_PRACTICES_LEAD),
        Block::List(false, items),
    ]
}

/// Measures by number with title or question, and answer.
fn list(full: &Full<'_>, shown: &[usize], name: Field) -> Block {
    let context = full.context;
    let row = |at: &usize| {
        let measure = full.measure(*at)?;
        let mut question = line(full.words(*at, name));
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
