//! What would change the verdict, as a table.

use law::RowIndex;

use super::Context;
use crate::document::{Block, Line, Table, line};
use crate::domain::change::{Change, What, assumes, changes};
use crate::domain::units::Tri;
use crate::i18n::{Key, format, key};

/// The nearest changes that lead to another verdict; nothing while the verdict is open.
pub fn blocks(context: &Context<'_>, level: u8) -> Vec<Block> {
    if context.outcome.verdict.is_none() {
        return Vec::new();
    }
    let mut blocks = vec![context.heading(level, key::UI_VERDICT_CHANGE_TITLE)];
    let found = changes(context.law, context.assessment, context.facts, context.outcome);
    if found.is_empty() {
        blocks.push(context.paragraph(key::UI_VERDICT_CHANGE_NONE));
        return vec![Block::Group("together", blocks)];
    }
    blocks.push(context.paragraph(key::UI_VERDICT_CHANGE_LEAD));
    let head = [key::VERDICT_CHANGE_HEAD_WHAT, key::VERDICT_CHANGE_HEAD_RESULT];
    blocks.push(Block::Table(Table {
        caption: context.text(key::VERDICT_CHANGE_CAPTION).to_owned(),
        head: head.map(|head| context.text(head).to_owned()).into(),
        rows: found.iter().map(|change| change_cells(context, change)).collect(),
    }));
    if found.iter().any(|change| !matches!(change.what, What::Fact(..) | What::Added(_) | What::Dropped(_))) {
        let alone = context.assessment.size.group.alone == Tri::Yes;
        blocks.push(context.paragraph(if alone {
            key::VERDICT_CHANGE_SIZE_ALONE
        } else {
            key::VERDICT_CHANGE_SIZE_GROUP
        }));
    }
    if assumes(context.law, context.assessment) {
        blocks.push(context.paragraph(key::VERDICT_CHANGE_ASSUMES));
    }
    vec![Block::Group("together", blocks)]
}

fn change_cells(context: &Context<'_>, change: &Change) -> Vec<Line> {
    let whole = |number: u64| format::whole(context.words.language, number);
    let two = |key: Key, turnover: u64, balance: u64| {
        line(context.words.fill(key, &[("turnover", &whole(turnover)), ("balance", &whole(balance))]))
    };
    let one = |key: Key, limit: u64| line(context.fill(key, "value", &whole(limit)));
    let activity = |key: Key, row: RowIndex| line(context.fill(key, "activity", context.row_name(row)));
    let what = match change.what {
        What::SameAgain => context.line(key::VERDICT_CHANGE_SAME_AGAIN),
        What::StaffAtLeast(limit) => one(key::UI_VERDICT_CHANGE_STAFF, limit),
        What::StaffBelow(limit) => one(key::UI_VERDICT_CHANGE_STAFF_LESS, limit),
        What::MoneyAbove(turnover, balance) => two(key::UI_VERDICT_CHANGE_MONEY, turnover, balance),
        What::MoneyAtMost(turnover, balance) => two(key::UI_VERDICT_CHANGE_MONEY_LESS, turnover, balance),
        What::Fact(fact, value) => context.asked(fact, value),
        What::Dropped(row) => activity(key::VERDICT_CHANGE_DROPPED, row),
        What::Added(row) => match context.law.rows.get(usize::from(row)).map_or("", |row| row.id.as_str()) {
            "digital_trust_service" => context.line(key::VERDICT_CHANGE_ADDED_QUALIFIED),
            "mfg_machinery" => activity(key::VERDICT_CHANGE_ADDED_EXAMPLE, row),
            _ => activity(key::VERDICT_CHANGE_ADDED, row),
        },
    };
    vec![what, line(context.verdict_name(Some(change.verdict)))]
}
