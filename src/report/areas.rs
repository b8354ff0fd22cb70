//! The thirteen areas: overview, and for each area its level, target, next step, good practice and norms.

use law::{Area, Consequence, Maturity};

use super::measures::Full;
use super::roadmap::disagreement;
use super::{Context, capital, chart, space};
use crate::document::{Block, Line, Span, Table, line, paragraph};
use crate::domain::maturity::{AreaScore, Score, Span as Range, TOP, score};
use crate::domain::measures::levels::{self, AreaLevel, levels};
use crate::domain::measures::practices_of;
use crate::domain::scope::outcome::Held;
use crate::domain::session::Level;
use crate::i18n::{Field, Key, cite, key};
use crate::persist::measures::{PART, read};

/// How many open measures of an area are named.
const OPEN: usize = 3;

/// The result. Its headings begin at level 2; empty while the maturity part has not arrived.
pub fn page(context: &Context<'_>) -> Vec<Block> {
    let Some(maturity) = context.maturity else { return Vec::new() };
    let score = score_of(context, maturity);
    let full = Full::new(context);
    let mut blocks = vec![context.heading(2, key::REPORT_AREAS_OVERALL_TITLE)];
    blocks.extend(overview(context, maturity, &score));
    blocks.push(context.paragraph(key::REPORT_AREAS_MAPPING));
    blocks.extend(profile_order(context, full.as_ref(), &score));
    for title in [
        key::REPORT_AREAS_GAPS_TITLE,
        key::REPORT_AREAS_OPEN_TITLE,
        key::REPORT_AREAS_MET_TITLE,
        key::REPORT_AREAS_NA_TITLE,
    ] {
        let mut areas = score.by_gap().filter(|area| group(area) == title).peekable();
        if areas.peek().is_some() {
            blocks.push(context.heading(2, title));
        }
        for area in areas {
            blocks.push(Block::Heading(3, area_text(context, area.area, key::areas::TITLE).to_owned(), String::new()));
            blocks.extend(area_blocks(context, full.as_ref(), maturity, area, 4));
        }
    }
    blocks
}

/// That the risk profile has a say in the order of the areas, where it has.
pub fn profile_order(context: &Context<'_>, full: Option<&Full<'_>>, score: &Score) -> Option<Block> {
    let raised = full.iter().flat_map(|full| &full.levels).any(|area| area.raised > 0);
    let has_gap = score.areas.iter().any(|area| area.gap.high > 0);
    (raised && has_gap).then(|| context.paragraph(key::REPORT_AREAS_PROFILE_ORDER))
}

/// The title under which an area stands.
fn group(area: &AreaScore) -> Key {
    match area.gap {
        _ if area.level.is_none() => key::REPORT_AREAS_NA_TITLE,
        gap if gap.low > 0 => key::REPORT_AREAS_GAPS_TITLE,
        gap if gap.high > 0 => key::REPORT_AREAS_OPEN_TITLE,
        _ => key::REPORT_AREAS_MET_TITLE,
    }
}

/// The scores, with the targets of the verdict, also that of a State where it has been looked at, and with
/// the answers to the measures, once the measures have arrived.
pub fn score_of(context: &Context<'_>, maturity: &Maturity) -> Score {
    let areas = &context.assessment.areas;
    let full = context.measures.zip(context.assessment.parts.get(PART));
    let seen = full.map(|(measures, part)| levels(maturity, measures, &read(part).kept, areas)).unwrap_or_default();
    score(maturity, areas, &levels::measured(&seen), &levels::raised(&seen), context.verdicts())
}

/// A text of an area.
pub fn area_text<'a>(context: &Context<'a>, area: usize, field: Field) -> &'a str {
    context.words.get(key::AREAS.of(area, field))
}

/// Overall level, drawings and table.
pub fn overview(context: &Context<'_>, maturity: &Maturity, score: &Score) -> Vec<Block> {
    let count = |number: usize| u64::try_from(number).unwrap_or_default();
    let below = score.areas.iter().filter(|area| area.gap.low > 0).count();
    let overall = match score.overall {
        None => context.text(key::REPORT_AREAS_OVERALL_NONE).to_owned(),
        Some(span) if span.is_exact() => context.fill(key::REPORT_AREAS_OVERALL, "percent", &span.low.to_string()),
        Some(span) => ranged(context, key::REPORT_AREAS_OVERALL_RANGE, span),
    };
    let mut blocks = vec![Block::Paragraph(vec![Span::Strong(overall)])];
    blocks.push(paragraph(context.words.plural(key::REPORT_AREAS_ANSWERED, count(score.answered))));
    blocks.push(if below == 0 {
        context.paragraph(key::REPORT_AREAS_BELOW_NONE)
    } else {
        paragraph(context.words.plural(key::REPORT_AREAS_BELOW, count(below)))
    });
    blocks.push(context.paragraph(key::REPORT_AREAS_OVERALL_HOW));
    let measured = score.areas.iter().filter(|area| area.measured).count();
    if measured > 0 {
        blocks.push(paragraph(context.words.plural(key::REPORT_AREAS_FROM_MEASURES, count(measured))));
    }
    if score.areas.iter().any(|area| area.level.is_some_and(|level| !level.is_exact())) {
        blocks.push(context.paragraph(key::REPORT_AREAS_OPEN_LOWERS));
    }
    if context.outcome.possible.len() > 1 {
        blocks.push(context.paragraph(key::REPORT_AREAS_TARGETS_OPEN));
    }
    let by_state = context.obliged.is_some_and(|obliged| obliged.verdicts != context.outcome.possible);
    if let Some(states) = context.states_beyond().filter(|_| by_state) {
        blocks.push(paragraph(context.fill(key::REPORT_AREAS_TARGETS_NATIONAL, "states", &states)));
    }
    blocks.push(Block::Group("charts", chart::charts(context, maturity, score)));
    blocks.push(Block::Table(table(context, score)));
    blocks
}

fn ranged(context: &Context<'_>, key: Key, span: Range) -> String {
    context.words.fill(key, &[("low", &span.low.to_string()), ("high", &span.high.to_string())])
}

fn table(context: &Context<'_>, score: &Score) -> Table {
    let span = |span: Range| {
        if span.is_exact() { span.low.to_string() } else { ranged(context, key::REPORT_AREAS_RANGE, span) }
    };
    let cells = |area: &AreaScore| {
        let mut name = (area.area + 1).to_string();
        name.push(' ');
        name.push_str(area_text(context, area.area, key::areas::TITLE));
        let Some(level) = area.level else {
            let none = capital(context.text(key::REPORT_AREAS_NOT_APPLICABLE));
            return vec![line(name), line(none), line("–"), line("–")];
        };
        let gap = if area.gap.high == 0 { context.text(key::REPORT_AREAS_NONE).to_owned() } else { span(area.gap) };
        vec![line(name), line(capital(&span(level))), line(area.target.to_string()), line(capital(&gap))]
    };
    let head = [
        key::REPORT_AREAS_HEAD_AREA,
        key::REPORT_AREAS_HEAD_LEVEL,
        key::REPORT_AREAS_HEAD_TARGET,
        key::REPORT_AREAS_HEAD_GAP,
    ];
    Table {
        caption: context.text(key::REPORT_AREAS_TABLE_TITLE).to_owned(),
        head: head.map(|head| context.text(head).to_owned()).into(),
        rows: score.areas.iter().map(cells).collect(),
    }
}

/// What there is to say about one area, below its heading; `full` where measures have been answered.
pub fn area_blocks(
    context: &Context<'_>,
    full: Option<&Full<'_>>,
    maturity: &Maturity,
    score: &AreaScore,
    level: u8,
) -> Vec<Block> {
    let Some(area) = maturity.areas.get(score.area) else { return Vec::new() };
    let measured = full.filter(|_| score.measured);
    let mut blocks = vec![Block::Group("levels", level_blocks(context, measured, area, score))];
    if score.level.is_some() {
        let title = if score.gap.high == 0 { key::REPORT_AREAS_KEEP_TITLE } else { key::REPORT_AREAS_NEXT_TITLE };
        let step = measured.and_then(|full| next_item(full, score));
        let step = step.unwrap_or_else(|| line(next_step(context, score)));
        let step = vec![context.heading(level, title), Block::Paragraph(step)];
        blocks.push(Block::Group("next", step));
    }
    let practices = practices(context, full, area, score.area);
    if !practices.is_empty() {
        let title = context.heading(level, key::REPORT_AREAS_PRACTICE_TITLE);
        blocks.push(Block::Group("practice", vec![title, Block::List(false, practices)]));
    }
    blocks.push(Block::Group("norms", norms(context, area, level)));
    blocks
}

/// Level and target, the reason and the note. A level is told in the words of the area only where the quick answer chose it:
/// measures say themselves what is there.
fn level_blocks(context: &Context<'_>, full: Option<&Full<'_>>, area: &Area, score: &AreaScore) -> Vec<Block> {
    let described = |key: Key, level: u8| {
        let label = context.fill(key, "level", &level.to_string());
        let text = area_text(context, score.area, level_field(level));
        Block::Paragraph(vec![Span::Strong(label), space(), Span::Text(text.to_owned())])
    };
    let answer = context.assessment.areas.get(&area.id);
    let mut blocks = Vec::new();
    match score.answer {
        _ if score.measured => blocks.extend(measured(context, full, score)),
        Level::At(level) => blocks.push(described(key::REPORT_AREAS_LEVEL, level.min(TOP))),
        Level::Unknown => blocks.push(context.paragraph(key::REPORT_AREAS_LEVEL_UNKNOWN)),
        Level::Open => blocks.push(context.paragraph(key::REPORT_AREAS_LEVEL_OPEN)),
        Level::NotApplicable => {
            let reason = answer.map_or("", |answer| answer.reason.trim());
            blocks.push(if reason.is_empty() {
                context.paragraph(key::REPORT_AREAS_REASON_NONE)
            } else {
                paragraph(context.fill(key::REPORT_AREAS_REASON, "reason", reason))
            });
        }
    }
    if score.gap.high > 0 {
        blocks.push(described(key::REPORT_AREAS_TARGET, score.target));
    }
    if let Some(note) = answer.map(|answer| answer.note.trim()).filter(|note| !note.is_empty()) {
        blocks.push(paragraph(context.fill(key::REPORT_AREAS_NOTE, "note", note)));
    }
    blocks
}

/// The level that the answers to the measures give, what is still open, and where the quick answer was another.
fn measured(context: &Context<'_>, full: Option<&Full<'_>>, score: &AreaScore) -> Vec<Block> {
    let mut blocks = vec![match score.level {
        None => context.paragraph(key::REPORT_AREAS_MEASURED_NONE),
        Some(level) if level.is_exact() => {
            let text = context.fill(key::REPORT_AREAS_MEASURED, "level", &level.low.to_string());
            Block::Paragraph(vec![Span::Strong(text)])
        }
        Some(level) => paragraph(ranged(context, key::REPORT_AREAS_MEASURED_RANGE, level)),
    }];
    let Some((full, level)) = full.and_then(|full| Some((full, full.levels.get(score.area)?))) else { return blocks };
    if level.level.is_some() {
        blocks.push(paragraph(still_open(full, level)));
    }
    blocks.extend(disagreement(full, level));
    blocks
}

/// The heaviest measures that are open, and how many have not been answered.
fn still_open(full: &Full<'_>, level: &AreaLevel) -> String {
    let context = full.context;
    let left = level.of.saturating_sub(level.answered);
    let mut titles: Vec<String> = level.open.iter().take(OPEN).map(|at| full.title(*at).to_owned()).collect();
    let more = level.open.len().saturating_sub(OPEN);
    if more > 0 {
        titles.push(context.fill(key::REPORT_AREAS_MORE_OPEN, "count", &more.to_string()));
    }
    let mut text = match (titles.is_empty(), left) {
        (false, _) => context.fill(key::REPORT_AREAS_STILL_OPEN, "measures", &titles.join("; ")),
        (true, 0) => context.text(key::REPORT_AREAS_NOTHING_OPEN).to_owned(),
        (true, _) => context.text(key::REPORT_AREAS_NOTHING_OPEN_YET).to_owned(),
    };
    if left > 0 {
        text.push(' ');
        text.push_str(&context.fill(key::REPORT_AREAS_NOT_ANSWERED, "count", &left.to_string()));
    }
    text
}

fn level_field(level: u8) -> Field {
    match level {
        0 => key::areas::LEVEL0,
        1 => key::areas::LEVEL1,
        2 => key::areas::LEVEL2,
        3 => key::areas::LEVEL3,
        _ => key::areas::LEVEL4,
    }
}

/// What the roadmap begins with in an area with a gap.
fn next_item(full: &Full<'_>, score: &AreaScore) -> Option<Line> {
    let is_here = |at: &usize| full.measure(*at).is_some_and(|measure| usize::from(measure.area) == score.area);
    let mut items = full.roadmap.items.iter();
    let todo = items.find(|todo| score.gap.high > 0 && todo.closes.iter().any(is_here))?;
    let mut step = vec![Span::Strong([full.title(todo.measure), "."].concat()), space()];
    if todo.is_unknown() {
        step.push(Span::Text(full.context.text(key::ROADMAP_PLAN_FIND_OUT).to_owned()));
        step.push(space());
    }
    step.push(Span::Text(full.words(todo.measure, key::measures_measure::DO).to_owned()));
    Some(step)
}

/// What to do next in an area of which no measure is open; by the quick answer where no measure has been answered.
pub fn next_step(context: &Context<'_>, score: &AreaScore) -> String {
    let field = match score.answer {
        _ if score.gap.high == 0 => key::areas::KEEP,
        _ if score.measured => return context.text(key::REPORT_AREAS_NEXT_MEASURES).to_owned(),
        Level::At(0) => key::areas::NEXT0,
        Level::At(1) => key::areas::NEXT1,
        Level::At(2) => key::areas::NEXT2,
        Level::At(_) => key::areas::NEXT3,
        _ => {
            let mut step = context.text(key::REPORT_AREAS_NEXT_UNKNOWN).to_owned();
            step.push(' ');
            step.push_str(area_text(context, score.area, key::areas::QUESTION));
            return step;
        }
    };
    area_text(context, score.area, field).to_owned()
}

/// Good practices of an area; what the risk profile leaves out is not recommended.
fn practices(context: &Context<'_>, full: Option<&Full<'_>>, area: &Area, at: usize) -> Vec<Line> {
    let left_in = |id: &&String| {
        full.is_none_or(|full| {
            let kept = practices_of(full.measures, &full.read.kept, at);
            kept.iter().any(|one| full.practice_id(*one).ends_with(id.as_str()))
        })
    };
    let practice = |id: &String| Some(line(area_text(context, at, practice_field(id)?)));
    area.practices.iter().filter(left_in).filter_map(practice).collect()
}

/// The words of a good practice, by the part of its id behind the area's.
pub fn practice_field(id: &str) -> Option<Field> {
    Some(match id {
        "G01" => key::areas::PRACTICE_G01,
        "G02" => key::areas::PRACTICE_G02,
        "G03" => key::areas::PRACTICE_G03,
        "G04" => key::areas::PRACTICE_G04,
        "G05" => key::areas::PRACTICE_G05,
        "G06" => key::areas::PRACTICE_G06,
        "G07" => key::areas::PRACTICE_G07,
        "G08" => key::areas::PRACTICE_G08,
        _ => return None,
    })
}

/// Numbers only. Those of ISO and CIS have not been checked one by one, which is said once beside the areas.
fn norms(context: &Context<'_>, area: &Area, level: u8) -> Vec<Block> {
    let norm = |(framework, numbers): &(String, String)| {
        let name = match framework.as_str() {
            "nis2" => key::REPORT_NORMS_NIS2,
            "ir2690" => key::REPORT_NORMS_IR2690,
            "iso27001" => key::REPORT_NORMS_ISO27001,
            "cis" => key::REPORT_NORMS_CIS,
            _ => return None,
        };
        let mut item = line([context.text(name), ": ", &cite::reference(context.words, numbers)].concat());
        if framework == "ir2690" {
            item.extend(yardstick(context));
        }
        Some(item)
    };
    let items: Vec<Line> = area.norms.iter().filter_map(norm).collect();
    vec![context.heading(level, key::REPORT_AREAS_NORMS_TITLE), Block::List(false, items)]
}

/// The mark of Regulation (EU) 2024/2690 where it does not bind, or only perhaps.
pub fn yardstick(context: &Context<'_>) -> Line {
    let words = match context.outcome.follows(Consequence::Regulation2690) {
        Held::Yes => return Line::new(),
        Held::Open => key::VERDICT_FOLLOWS_YARDSTICK_OPEN,
        Held::No => key::VERDICT_FOLLOWS_YARDSTICK,
    };
    vec![space(), Span::Mark("secondary", context.text(words).to_owned())]
}
