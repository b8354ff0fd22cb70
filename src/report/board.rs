//! One page for the board: the verdict, what the law of the States makes of it, three dates, five steps.

use law::Day;

use super::duties::Duties;
use super::measures::Full;
use super::{Context, areas, national, space, verdict};
use crate::document::{Block, Line, Span, line, paragraph};
use crate::domain::maturity::{AreaScore, Score};
use crate::domain::measures::roadmap::Todo;
use crate::domain::time::{Due, Place, day};
use crate::i18n::key;

/// How many dates the page names.
const DATES: usize = 3;

/// How many steps the page names.
const STEPS: usize = 5;
/// How many of them come from the roadmap or the areas at most.
const AREA_STEPS: usize = 3;

/// The page. Its heading is of level 1. `national`: the address of what the law of States says; empty for no link.
pub fn page(context: &Context<'_>, national: &str) -> Vec<Block> {
    let title = context.text(key::REPORT_BOARD_TITLE).to_owned();
    let mut blocks = vec![Block::Heading(1, title, String::from("board"))];
    blocks.push(Block::Group("firm", firm(context)));
    blocks.push(verdict::card(context, false));
    blocks.extend(national::cards(context, national));
    let duties = context.duties.map(|laws| Duties::new(context, laws));
    blocks.push(context.heading(2, key::REPORT_BOARD_DATES));
    blocks.push(Block::List(false, dates(context, duties.as_ref())));
    blocks.extend(duties.iter().flat_map(Duties::supposed));
    blocks.push(context.heading(2, key::REPORT_BOARD_STEPS));
    blocks.push(Block::List(true, steps(context, duties.as_ref())));
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

/// What is due next under the law of the States, or of the Union where there is none; then days of the law still ahead, and
/// a day to look again. In order of date; what has no day yet stands last.
fn dates(context: &Context<'_>, duties: Option<&Duties<'_>>) -> Vec<Line> {
    let mut dates = duties.map(|duties| duties.next(DATES)).unwrap_or_default();
    let of_law = verdict::key_dates(context).into_iter().filter(|(_, date)| date.day > context.today);
    let of_law = of_law.map(|(at, date)| (date.day, key::DATES.of(at, key::dates::WHAT)));
    let old = day::plus_days(context.law.checked_on, context.law.old_after_days.into());
    let old = old.filter(|day| *day > context.today).map(|day| (day, key::REPORT_BOARD_DATA_OLD));
    let look_again = (in_a_year(context.today), key::REPORT_BOARD_LOOK_AGAIN);
    let others = [look_again].into_iter().chain(of_law).chain(old).take(DATES.saturating_sub(dates.len()));
    dates.extend(others.map(|(day, text)| {
        let mut date = context.date(day);
        date.push(':');
        let line = vec![Span::Strong(date), space(), Span::Text(context.text(text).to_owned())];
        (Due::On(day).too_late(Place::ELSEWHERE), line)
    }));
    dates.sort_by_key(|(late, _)| (late.is_none(), *late));
    dates.into_iter().map(|(_, line)| line).collect()
}

fn in_a_year(day: Day) -> Day {
    let leap_day = day.0 % 10_000 == 229;
    Day(day.0 + 10_000 - i32::from(leap_day))
}

/// The first thing to do by the law of the State, else by the verdict; what the roadmap begins with or, while no measure is
/// answered, the next steps of the largest gaps; general steps until there are five.
fn steps(context: &Context<'_>, duties: Option<&Duties<'_>>) -> Vec<Line> {
    let of_state = duties.and_then(|duties| Some((duties, duties.first_of_state()?)));
    let mut now = verdict::now(context).to_vec();
    if let Some((duties, item)) = of_state {
        // How the State wants to be told is known, and nothing is said twice.
        let of_management = duties.is_of_management(item);
        now.retain(|key| *key != key::UI_VERDICT_NOW_REGISTER);
        now.retain(|key| !of_management || *key != key::UI_VERDICT_NOW_MEASURES);
    }
    let mut now = now.into_iter();
    let first = of_state.map(|(duties, item)| duties.step(item));
    let mut steps: Vec<Line> = first.or_else(|| now.next().map(|key| context.line(key))).into_iter().collect();
    let mut answered = false;
    if let Some(maturity) = context.maturity {
        let score = areas::score_of(context, maturity);
        answered = score.answered == maturity.areas.len();
        let full = Full::new(context).filter(|full| full.roadmap.progress.answered > 0);
        steps.extend(full.map_or_else(|| area_steps(context, &score, AREA_STEPS), |full| roadmap_steps(&full)));
    }
    let general = [
        key::REPORT_BOARD_FILL_AREAS,
        key::REPORT_BOARD_FILL_PERSON,
        key::REPORT_BOARD_FILL_MINUTES,
        key::REPORT_BOARD_FILL_SUPPLIERS,
    ];
    let needed = now.chain(general).filter(|key| !answered || *key != key::REPORT_BOARD_FILL_AREAS);
    steps.extend(needed.map(|key| context.line(key)));
    steps.truncate(STEPS);
    steps
}

/// The first items of the roadmap, with who and by when where that is settled.
fn roadmap_steps(full: &Full<'_>) -> Vec<Line> {
    let step = |todo: &Todo| {
        let mut settled: Vec<String> = Vec::new();
        settled.extend(Some(todo.item.owner.clone()).filter(|owner| !owner.is_empty()));
        settled.extend(todo.item.due.map(|day| full.context.date(day)));
        settled.extend(full.is_ours(todo.measure).then(|| full.context.text(key::ROADMAP_PLAN_OURS).to_owned()));
        let mut step = vec![Span::Strong(full.title(todo.measure).to_owned())];
        if !settled.is_empty() {
            step.push(Span::Text([" (", &settled.join(", "), ")"].concat()));
        }
        step
    };
    full.roadmap.items.iter().take(AREA_STEPS).map(step).collect()
}

/// The next steps of the largest certain gaps.
pub fn area_steps(context: &Context<'_>, score: &Score, most: usize) -> Vec<Line> {
    let gaps = score.by_gap().filter(|area| area.gap.low > 0).take(most);
    let step = |area: &AreaScore| {
        let mut name = areas::area_text(context, area.area, key::areas::TITLE).to_owned();
        name.push(':');
        let mut step = vec![Span::Strong(name), space()];
        step.extend(line(areas::next_step(context, area)));
        step
    };
    gaps.map(step).collect()
}
