//! Check your answers: everything said so far, each with a link to change it.

use leptos::prelude::*;

use crate::domain::questionnaire::{FIGURES, GROUP, RELATIONS, asks_where_served, has_class};
use crate::domain::size::Figures;
use crate::domain::units::Range;
use crate::i18n::state::state_name;
use crate::i18n::{Key, format, key};
use crate::report::{alone_key, history_key, value_field, value_key};
use crate::route::Page;
use crate::ui::components::{actions, heading, link, text};
use crate::ui::markup::{group, tag};
use crate::ui::state::App;

/// The fact that is never asked: it changes what follows and not the verdict (NIS 2, Art. 2(8)), and hardly anyone has such
/// a decision. Who has one states it here.
const EXEMPTION: &str = "state_exemption";

/// The screen.
pub fn view(app: App) -> AnyView {
    let mut entries = Vec::new();
    let assessment = app.assessment.get();
    let mut add = |page: Page, question: &str, answer: String| entries.push((page, question.to_owned(), answer));
    if assessment.answer("union_establishment").is_some() {
        add(Page::Place, app.text(key::UI_PLACE_QUESTION), place(app));
    }
    if let Some(stated) = &assessment.activities {
        let rows = app.law.rows.iter().enumerate().filter(|(_, row)| stated.contains_key(&row.id));
        let names: Vec<&str> = rows.map(|(row, _)| app.text(key::ROWS_ROW.of(row, key::rows_row::NAME))).collect();
        let names = if names.is_empty() { app.text(key::UI_ACTIVITY_NONE).to_owned() } else { names.join("; ") };
        add(Page::Activities, app.text(key::UI_ACTIVITY_QUESTION), names);
    }
    let served = &assessment.places.served;
    if !served.is_empty() || asks_where_served(app.law, &assessment) {
        let unknown = app.text(key::UI_APP_DONT_KNOW).to_owned();
        let names = if served.is_empty() { unknown } else { state_names(app, served) };
        add(Page::Activities, app.text(key::UI_PLACE_SERVED), names);
    }
    let has_class = app.outcome.with(|outcome| outcome.verdict.is_some_and(has_class));
    for (index, fact) in app.law.facts.iter().enumerate() {
        let question = app.text(key::FACTS.of(index, key::facts::QUESTION));
        let Some(answer) = assessment.answer(&fact.id) else {
            if has_class && fact.id == EXEMPTION {
                add(Page::Fact(fact.id.clone()), question, app.text(key::UI_CHECK_NOT_STATED).to_owned());
            }
            continue;
        };
        let page = match fact.screen {
            law::Screen::Place if fact.id == "union_activity" || fact.id == "union_establishment" => continue,
            law::Screen::Row => Page::Details,
            law::Screen::Special => Page::Special,
            law::Screen::Place | law::Screen::FollowUp => Page::Fact(fact.id.clone()),
        };
        let own = value_field(answer).map_or("", |field| app.text(key::FACTS.of(index, field)));
        let words = if own.is_empty() { app.text(value_key(index, answer)) } else { own };
        add(page, question, words.to_owned());
    }
    if assessment.seen.contains(FIGURES) {
        let latest = assessment.size.periods.last().map_or(Figures::UNKNOWN, |period| period.own);
        add(Page::Figures, app.text(key::UI_FIGURES_QUESTION), figures(app, &latest));
    }
    if assessment.seen.contains(RELATIONS) {
        let words = |known: Option<Key>| app.text(known.unwrap_or(key::UI_APP_DONT_KNOW)).to_owned();
        add(Page::Relations, app.text(key::UI_RELATIONS_ALONE_QUESTION), words(alone_key(&assessment)));
        add(Page::Relations, app.text(key::UI_RELATIONS_HISTORY_QUESTION), words(history_key(&assessment)));
    }
    if assessment.seen.contains(GROUP) {
        let names = assessment.size.group.companies.iter().skip(1).map(|company| company.name.as_str());
        add(Page::Group, app.text(key::UI_GROUP_QUESTION), names.collect::<Vec<_>>().join("; "));
    }
    let empty = entries.is_empty();
    let rows = entries.into_iter().map(|(page, question, answer)| {
        let label = [app.text(key::UI_APP_CHANGE), ": ", &question].concat();
        let change = tag("a").attr("href", app.link(page)).attr("aria-label", label).text(app.text(key::UI_APP_CHANGE));
        tag("div")
            .child(tag("dt").text(question).view())
            .child(tag("dd").text(answer).view())
            .child(tag("dd").child(change.view()).view())
            .view()
    });
    let next = app.next_page();
    let words = if next == Page::Verdict { key::UI_CHECK_TO_VERDICT } else { key::UI_APP_CONTINUE };
    group(vec![
        heading(app.text(key::UI_CHECK_ANSWERS_TITLE)),
        text(app, "hint", if empty { key::UI_CHECK_NOTHING_YET } else { key::UI_CHECK_ANSWERS_LEAD }),
        tag("dl").class("answers").children(rows).view(),
        actions(vec![link(app, "primary", next, app.text(words)), super::home::to_start(app)]),
    ])
}

fn place(app: App) -> String {
    let assessment = app.assessment.get_untracked();
    let key = match (assessment.answer("union_establishment"), assessment.answer("union_activity")) {
        (Some("no"), Some("no")) => key::UI_PLACE_NONE,
        (Some("no"), _) => key::UI_PLACE_OUTSIDE,
        _ => return state_names(app, &assessment.places.established),
    };
    app.text(key).to_owned()
}

fn state_names(app: App, codes: &[String]) -> String {
    let names = codes.iter().map(|code| state_name(app.words.get(), code));
    names.collect::<Vec<_>>().join("; ")
}

fn figures(app: App, figures: &Figures) -> String {
    let staff_number = |value: u64| format::decimal(app.language(), value, 2);
    let money = |value: u64| format::money(app.language(), value);
    let shown = |range: Option<Range<u64>>, number: &dyn Fn(u64) -> String| match range {
        None => app.text(key::UI_APP_DONT_KNOW).to_owned(),
        Some(Range { from, to: Some(to) }) if from == to => number(from),
        Some(Range { from, to: Some(to) }) => [&number(from), " – ", &number(to)].concat(),
        Some(Range { from, to: None }) => ["≥ ", &number(from)].concat(),
    };
    let plain = |range: Range<crate::domain::units::Cents>| Range { from: range.from.0, to: range.to.map(|to| to.0) };
    let staff = figures.staff.map(|range| Range { from: range.from.0, to: range.to.map(|to| to.0) });
    [
        (key::UI_GROUP_SUM_STAFF, shown(staff, &staff_number)),
        (key::UI_GROUP_SUM_TURNOVER, shown(figures.turnover.map(plain), &money)),
        (key::UI_GROUP_SUM_BALANCE, shown(figures.balance.map(plain), &money)),
    ]
    .map(|(label, shown)| [app.text(label), ": ", &shown].concat())
    .join("; ")
}
