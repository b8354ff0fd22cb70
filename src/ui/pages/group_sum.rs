//! The sum of the companies around the organisation, as an accountant would check it.

use super::group::name_of;
use crate::document::{Block, Line, Table, line};
use crate::domain::size::{Counted, Reason, Relation, summation};
use crate::domain::units::{DECIMALS, Range, Share, TOTAL_DECIMALS, Total};
use crate::i18n::{Language, format, key};
use crate::ui::state::App;

/// A total in words of the language: money in euro, staff in work units, rounded down to two decimals for show.
fn shown(app: App, range: Range<Total>, write: fn(Language, u64) -> String) -> String {
    let language = app.language();
    let hidden = 10_u128.pow(TOTAL_DECIMALS - 2);
    let number = |total: Total| write(language, u64::try_from(total.0 / hidden).unwrap_or(u64::MAX));
    match range.to {
        Some(to) if to == range.from => number(range.from),
        Some(to) => [&number(range.from), " – ", &number(to)].concat(),
        None => ["≥ ", &number(range.from)].concat(),
    }
}

fn relation_words(app: App, relation: Relation) -> String {
    let reason = |key| [app.text(key::UI_GROUP_RELATION_IGNORED), " (", app.text(key), ")"].concat();
    match relation {
        Relation::Own => app.text(key::UI_GROUP_RELATION_OWN).to_owned(),
        Relation::Linked => app.text(key::UI_GROUP_RELATION_LINKED).to_owned(),
        Relation::LinkedThroughPerson => app.text(key::UI_GROUP_RELATION_THROUGH_PERSON).to_owned(),
        Relation::Partner | Relation::LinkedToPartner => app.text(key::UI_GROUP_RELATION_PARTNER).to_owned(),
        Relation::Ignored(why) => reason(match why {
            Reason::BelowQuarter => key::UI_GROUP_REASON_BELOW,
            Reason::ExemptInvestor => key::UI_GROUP_REASON_EXEMPT,
            Reason::OtherMarket => key::UI_GROUP_REASON_MARKET,
            Reason::NotAnEnterprise | Reason::ThroughPublicBody => key::UI_GROUP_REASON_NOT_ENTERPRISE,
            Reason::PartnerOfPartner => key::UI_GROUP_REASON_PARTNER_OF_PARTNER,
            Reason::Consolidated => key::UI_GROUP_REASON_CONSOLIDATED,
            Reason::Alone => key::UI_GROUP_REASON_UNRELATED,
        }),
    }
}

/// The sum of a period as a table.
pub fn sum_table(app: App, period: usize) -> Block {
    let sum = app.with(|a| summation(&a.size, period, app.law.size.on(app.today)));
    let cells = |counted: &Counted| -> Vec<Line> {
        let staff = shown(app, counted.staff, |language, staff| format::decimal(language, staff, DECIMALS));
        let money = |range| line(shown(app, range, format::money));
        vec![line(staff), money(counted.turnover), money(counted.balance)]
    };
    let mut rows: Vec<Vec<Line>> = Vec::new();
    for item in &sum.lines {
        let (least, most) = (relation_words(app, item.least), relation_words(app, item.most));
        let relation = if least == most { least } else { [&least, " / ", &most].concat() };
        let percent =
            |share: Share| [format::decimal(app.language(), u64::from(share.0), 4), "\u{a0}%".to_owned()].concat();
        let share = match item.share.to {
            Some(to) if to != item.share.from => [&percent(item.share.from), " – ", &percent(to)].concat(),
            _ => percent(item.share.from),
        };
        let mut row = vec![line(name_of(app, item.company)), line(relation), line(share)];
        row.extend(cells(&item.counted));
        rows.push(row);
    }
    let mut total = vec![line(app.text(key::UI_GROUP_SUM_TOTAL)), line(""), line("")];
    total.extend(cells(&sum.total));
    rows.push(total);
    let head = [
        key::UI_GROUP_SUM_COMPANY,
        key::UI_GROUP_SUM_RELATION,
        key::UI_GROUP_SUM_SHARE,
        key::UI_GROUP_SUM_STAFF,
        key::UI_GROUP_SUM_TURNOVER,
        key::UI_GROUP_SUM_BALANCE,
    ];
    Block::Table(Table {
        caption: app.text(key::UI_GROUP_SUM).to_owned(),
        head: head.map(|key| app.text(key).to_owned()).to_vec(),
        rows,
    })
}
