//! One page for the board: the verdict, what the law of the States makes of it, three dates, five steps.

use law::Day;

use super::{Context, areas, national, space, verdict};
use crate::document::{Block, Line, Span, line, paragraph};
use crate::domain::maturity::{AreaScore, Score};
use crate::i18n::key;

/// How many steps the page names.
const STEPS: usize = 5;
/// How many of them come from the areas at most.
const AREA_STEPS: usize = 3;

/// The page. Its heading is of level 1. `national`: the address of what the law of States says; empty for no link.
pub fn page(context: &Context<'_>, national: &str) -> Vec<Block> {
    let title = context.text(key::REPORT_BOARD_TITLE).to_owned();
    let mut blocks = vec![Block::Heading(1, title, String::from("board"))];
    blocks.push(Block::Group("firm", firm(context)));
    blocks.push(verdict::card(context, false));
    blocks.extend(national::cards(context, national));
    blocks.push(context.heading(2, key::REPORT_BOARD_DATES));
    blocks.push(Block::List(false, dates(context)));
    blocks.push(context.heading(2, key::REPORT_BOARD_STEPS));
    blocks.push(Block::List(true, steps(context)));
    vec![Block::Group("board", blocks)]
}

/// The firm's name, if given, and the date.
pub fn firm(context: &Context<'_>) -> Vec<Block> {
    let name = context.assessment.name.trim();
    let name = if name.is_empty() {
        context.text(key::REPORT_DOC_UNNAMED).to_owned()
    } else {
        context.fill(key::REPORT_DOC_FIRM, "name", name)
    };
    vec![paragraph(name), paragraph(context.fill(key::REPORT_DOC_DATE, "date", &context.date(context.today)))]
}

/// The first date of the law, the one most particular to this case, and a day to look again.
fn dates(context: &Context<'_>) -> Vec<Line> {
    let all = verdict::key_dates(context);
    let mut chosen: Vec<(Day, String)> = Vec::new();
    let mut rest = all.iter();
    let first = rest.next();
    let second = rest.clone().find(|(_, date)| date.consequence.is_some()).or_else(|| rest.next());
    for (at, date) in first.into_iter().chain(second) {
        chosen.push((date.day, context.text(key::DATES.of(*at, key::dates::WHAT)).to_owned()));
    }
    chosen.push((in_a_year(context.today), context.text(key::REPORT_BOARD_LOOK_AGAIN).to_owned()));
    let item = |(day, text): (Day, String)| {
        let mut date = context.date(day);
        date.push(':');
        vec![Span::Strong(date), space(), Span::Text(text)]
    };
    chosen.into_iter().map(item).collect()
}

fn in_a_year(day: Day) -> Day {
    let leap_day = day.0 % 10_000 == 229;
    Day(day.0 + 10_000 - i32::from(leap_day))
}

/// The first thing to do by the verdict, the next steps of the largest gaps, and general steps until there are five.
fn steps(context: &Context<'_>) -> Vec<Line> {
    let [first, second, third] = verdict::now(context);
    let mut steps = vec![context.line(first)];
    let mut answered = false;
    if let Some(maturity) = context.maturity {
        let score = areas::score_of(context, maturity);
        answered = score.answered == maturity.areas.len();
        steps.extend(area_steps(context, &score));
    }
    let general = [
        second,
        third,
        key::REPORT_BOARD_FILL_AREAS,
        key::REPORT_BOARD_FILL_PERSON,
        key::REPORT_BOARD_FILL_MINUTES,
        key::REPORT_BOARD_FILL_SUPPLIERS,
    ];
    let needed = general.into_iter().filter(|key| !answered || *key != key::REPORT_BOARD_FILL_AREAS);
    steps.extend(needed.map(|key| context.line(key)));
    steps.truncate(STEPS);
    steps
}

fn area_steps(context: &Context<'_>, score: &Score) -> Vec<Line> {
    let gaps = score.by_gap().filter(|area| area.gap.low > 0).take(AREA_STEPS);
    let step = |area: &AreaScore| {
        let mut name = areas::area_text(context, area.area, key::areas::TITLE).to_owned();
        name.push(':');
        let mut step = vec![Span::Strong(name), space()];
        step.extend(line(areas::next_step(context, area)));
        step
    };
    gaps.map(step).collect()
}
