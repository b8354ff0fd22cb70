//! Size in words: the figures, the classes and the class that counts.

use law::{Effect, Size};

use super::Context;
use crate::document::{Block, Line, Table, line, paragraph};
use crate::domain::scope::decide::{View, view};
use crate::domain::scope::facts::{Need, SizePairs};
use crate::domain::scope::possible::matters as can_change;
use crate::domain::size::{Counted, ExactFigures, Figures, class, latest_summation};
use crate::domain::sorted::SortedSet;
use crate::domain::units::{Cents, DECIMALS, HUNDREDTHS, Range, TOTAL_DECIMALS, Total, Tri, WorkUnits};
use crate::i18n::{Key, Language, format, key};

/// Whether another size could lead to another verdict; taken as yes while no activity is stated.
pub fn matters(context: &Context<'_>) -> bool {
    if context.facts.activities_open {
        return true;
    }
    let mut facts = context.facts.clone();
    facts.sizes = SizePairs::all();
    can_change(context.law, &facts, Need::Size)
}

pub(super) fn name_key(size: Size) -> Key {
    match size {
        Size::Micro => key::UI_FIGURES_MICRO,
        Size::Small => key::UI_FIGURES_SMALL,
        Size::Medium => key::UI_FIGURES_MEDIUM,
        Size::Large => key::UI_FIGURES_LARGE,
    }
}

/// The classes still possible from one point of view, as a list in words.
fn classes(context: &Context<'_>, view: View) -> String {
    let pick = |pair: &(Size, Size)| if view == View::Own { pair.0 } else { pair.1 };
    let sizes: SortedSet<Size> = context.sizes.scenarios.iter().map(pick).collect();
    let names: Vec<&str> = sizes.into_iter().map(|size| context.text(name_key(size))).collect();
    names.join(", ")
}

fn certain(context: &Context<'_>, view: View) -> Option<Size> {
    let mut sizes = context.sizes.scenarios.iter().map(|pair| if view == View::Own { pair.0 } else { pair.1 });
    let first = sizes.next()?;
    sizes.all(|size| size == first).then_some(first)
}

/// The class that counts, or the classes still possible.
pub fn counting(context: &Context<'_>) -> String {
    classes(context, view(context.law, context.facts))
}

/// Table of the figures and the classes that follow.
pub fn blocks(context: &Context<'_>) -> Vec<Block> {
    let size = &context.assessment.size.until(context.facts.as_of);
    let own = size.periods.last().map_or(Figures::UNKNOWN, |period| period.own);
    let total = latest_summation(size, context.size_rule()).total;
    let grouped = size.group.alone != Tri::Yes;
    let counts = view(context.law, context.facts);
    let mut blocks = vec![Block::Table(table(context, &own, grouped.then_some(&total)))];
    if let Some(ends) = context.assessment.size.not_ended(context.facts.as_of) {
        blocks.push(paragraph(context.fill(key::VERDICT_SIZE_NOT_ENDED, "date", &context.date(ends))));
    }
    let mut says = |key, class: &str| blocks.push(paragraph(context.fill(key, "class", class)));
    if grouped {
        says(key::VERDICT_SIZE_CLASS_OWN, &classes(context, View::Own));
        says(key::VERDICT_SIZE_CLASS_GROUP, &classes(context, View::Group));
    }
    if independence_open(context) {
        return blocks;
    }
    let Some(class) = certain(context, counts) else {
        blocks.push(paragraph(context.fill(key::VERDICT_SIZE_CLASS_POSSIBLE, "classes", &counting(context))));
        return blocks;
    };
    says(key::VERDICT_SIZE_CLASS_COUNTS, context.text(name_key(class)));
    if grouped && counts == View::Own {
        blocks.push(context.paragraph(key::VERDICT_SIZE_OWN_COUNTS));
    }
    let exact = if counts == View::Own { exact_own(&own) } else { exact_total(&total) };
    if let Some(figures) = exact {
        blocks.push(reason(context, &figures, class));
    }
    blocks
}

/// Whether it is for the State to say whose figures count (recital 16).
fn independence_open(context: &Context<'_>) -> bool {
    let rules = context.outcome.rules.iter().filter_map(|at| context.law.rules.get(*at));
    rules.into_iter().any(|rule| rule.effect == Effect::AssessSize)
}

/// Why these figures give the class, or that history keeps another one.
fn reason(context: &Context<'_>, figures: &ExactFigures, status: Size) -> Block {
    let by_figures = class(figures, context.size_rule());
    if by_figures != status {
        let name = context.text(name_key(by_figures));
        return paragraph(context.fill(key::VERDICT_SIZE_HISTORY, "class", name));
    }
    let few = ExactFigures { staff: WorkUnits(0), ..*figures };
    let by_money = class(&few, context.size_rule()) == status;
    let key = match (status, by_money) {
        (Size::Micro | Size::Small, _) => key::VERDICT_SIZE_BELOW,
        (Size::Medium, true) => key::VERDICT_SIZE_MEDIUM_MONEY,
        (Size::Medium, false) => key::VERDICT_SIZE_MEDIUM_STAFF,
        (Size::Large, true) => key::VERDICT_SIZE_LARGE_MONEY,
        (Size::Large, false) => key::VERDICT_SIZE_LARGE_STAFF,
    };
    context.paragraph(key)
}

fn exact_own(own: &Figures) -> Option<ExactFigures> {
    let money = |range: Option<Range<Cents>>| range.filter(Range::is_exact).map(|range| range.from);
    Some(ExactFigures {
        staff: own.staff.filter(Range::is_exact)?.from,
        turnover: money(own.turnover)?,
        balance: money(own.balance)?,
    })
}

/// Totals in whole hundredths, without crossing a ceiling: staff rounded down ("fewer than"), money up ("not above").
fn exact_total(total: &Counted) -> Option<ExactFigures> {
    let known = |range: Range<Total>| range.is_exact().then_some(range.from.0);
    let down = |total: u128| u64::try_from(total / Total::PARTS).ok();
    let up = |total: u128| u64::try_from(total.div_ceil(Total::PARTS)).ok();
    Some(ExactFigures {
        staff: WorkUnits(down(known(total.staff)?)?),
        turnover: Cents(up(known(total.turnover)?)?),
        balance: Cents(up(known(total.balance)?)?),
    })
}

fn table(context: &Context<'_>, own: &Figures, total: Option<&Counted>) -> Table {
    let language = context.words.language;
    let own_figure = |range: Option<(u64, Option<u64>)>, number: fn(Language, u64) -> String| {
        let Some((from, to)) = range else { return context.line(key::VERDICT_SIZE_UNKNOWN) };
        written(context, &number(language, from), to.map(|to| number(language, to)), to == Some(from))
    };
    let money = |range: Option<Range<Cents>>| {
        own_figure(range.map(|range| (range.from.0, range.to.map(|to| to.0))), format::money)
    };
    let sum = |range: Range<Total>, number: fn(Language, Total) -> String| {
        written(context, &number(language, range.from), range.to.map(|to| number(language, to)), range.is_exact())
    };
    let mut head: Vec<String> =
        [key::VERDICT_SIZE_HEAD_FIGURE, key::VERDICT_SIZE_HEAD_OWN].map(|head| context.text(head).to_owned()).into();
    let mut rows = vec![
        vec![
            context.line(key::VERDICT_SIZE_STAFF),
            own_figure(own.staff.map(|range| (range.from.0, range.to.map(|to| to.0))), |language, staff| {
                format::decimal(language, staff, DECIMALS)
            }),
        ],
        vec![context.line(key::VERDICT_SIZE_TURNOVER), money(own.turnover)],
        vec![context.line(key::VERDICT_SIZE_BALANCE), money(own.balance)],
    ];
    if let Some(total) = total {
        head.push(context.text(key::VERDICT_SIZE_HEAD_GROUP).to_owned());
        let sums =
            [sum(total.staff, written_total), sum(total.turnover, written_money), sum(total.balance, written_money)];
        for (row, sum) in rows.iter_mut().zip(sums) {
            row.push(sum);
        }
    }
    Table { caption: context.text(key::VERDICT_SIZE_CAPTION).to_owned(), head, rows }
}

fn written(context: &Context<'_>, from: &str, to: Option<String>, exact: bool) -> Line {
    if exact {
        return line(from);
    }
    line(to.map_or_else(
        || context.fill(key::VERDICT_SIZE_AT_LEAST, "from", from),
        |to| context.words.fill(key::VERDICT_SIZE_RANGE, &[("from", from), ("to", &to)]),
    ))
}

/// A total with its decimals; one too large for them in whole units.
fn written_total(language: Language, total: Total) -> String {
    u64::try_from(total.0).map_or_else(
        |_| format::whole(language, u64::try_from(total.0 / Total::PARTS / u128::from(HUNDREDTHS)).unwrap_or(u64::MAX)),
        |total| format::decimal(language, total, TOTAL_DECIMALS),
    )
}

/// A total of money in whole cents; a fraction of one counts as one, so that what is shown is not at a ceiling that the
/// total is above.
fn written_money(language: Language, total: Total) -> String {
    format::money(language, u64::try_from(total.0.div_ceil(Total::PARTS)).unwrap_or(u64::MAX))
}

/// The figures that count and the class, line by line.
pub fn figures(context: &Context<'_>) -> Vec<Line> {
    let size = &context.assessment.size.until(context.facts.as_of);
    let total = latest_summation(size, context.size_rule()).total;
    let own = size.periods.last().map_or(Figures::UNKNOWN, |period| period.own);
    let own_counts = size.group.alone == Tri::Yes || view(context.law, context.facts) == View::Own;
    let table = table(context, &own, (!own_counts).then_some(&total));
    let mut lines: Vec<Line> = table
        .rows
        .into_iter()
        .map(|cells| {
            let mut cells = cells.into_iter();
            let mut text = cells.next().unwrap_or_default();
            text.push(crate::document::Span::Text(String::from(": ")));
            text.extend(cells.last().unwrap_or_default());
            text
        })
        .collect();
    let counting = counting(context);
    lines.push(line(if certain(context, view(context.law, context.facts)).is_some() {
        context.fill(key::VERDICT_DERIVATION_USED_SIZE, "class", &counting)
    } else {
        context.fill(key::VERDICT_SIZE_CLASS_POSSIBLE, "classes", &counting)
    }));
    lines
}
