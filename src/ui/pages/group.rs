//! The companies around the organisation, who holds what, and the sum.

use leptos::prelude::*;

use super::figures::{Whose, fields};
use super::group_sum::sum_table;
use super::question;
use crate::domain::questionnaire::GROUP;
use crate::domain::session::company;
use crate::domain::size::{CompanyKind, Holding, seen_from};
use crate::domain::units::{Range, Share, Tri};
use crate::i18n::{Key, key};
use crate::route::Page;
use crate::ui::components::{actions, button, checkbox, details, document, heading, labelled, text, text_field};
use crate::ui::form::{NumberField, Unit};
use crate::ui::markup::{group, live, live_text, nothing, tag};
use crate::ui::parts::Screen;
use crate::ui::state::App;

const KINDS: [(&str, CompanyKind, Key); 9] = [
    ("enterprise", CompanyKind::Enterprise, key::UI_GROUP_KIND_ENTERPRISE),
    ("natural_person", CompanyKind::NaturalPerson, key::UI_GROUP_KIND_NATURAL_PERSON),
    ("public_body", CompanyKind::PublicBody, key::UI_GROUP_KIND_PUBLIC_BODY),
    ("public_investment", CompanyKind::PublicInvestment, key::UI_GROUP_KIND_PUBLIC_INVESTMENT),
    ("venture_capital", CompanyKind::VentureCapital, key::UI_GROUP_KIND_VENTURE_CAPITAL),
    ("business_angel", CompanyKind::BusinessAngel, key::UI_GROUP_KIND_BUSINESS_ANGEL),
    ("university", CompanyKind::University, key::UI_GROUP_KIND_UNIVERSITY),
    ("institutional_investor", CompanyKind::InstitutionalInvestor, key::UI_GROUP_KIND_INSTITUTIONAL_INVESTOR),
    ("small_local_authority", CompanyKind::SmallLocalAuthority, key::UI_GROUP_KIND_SMALL_LOCAL_AUTHORITY),
];

/// Everything from nothing to all: a share that is not known.
const ANY_SHARE: Range<Share> = Range { from: Share(0), to: Some(Share(1_000_000)) };

/// The name of a company of the group, or a stand-in with its number.
pub fn name_of(app: App, index: usize) -> String {
    let name = app.with(|a| a.size.group.companies.get(index).map(|company| company.name.clone()));
    match name {
        _ if index == 0 => app.text(key::UI_GROUP_SELF).to_owned(),
        Some(name) if !name.is_empty() => name,
        _ => [app.text(key::UI_GROUP_KIND_ENTERPRISE), " ", &index.to_string()].concat(),
    }
}

fn select(
    id: &str,
    label: &'static str,
    options: Vec<(String, String)>,
    chosen: Signal<String>,
    choose: impl Fn(String) + 'static,
) -> AnyView {
    let options = options.into_iter().map(|(value, label)| {
        let option = tag("option").attr("value", value.clone()).text(label);
        option.selected(move || chosen.with(|chosen| *chosen == value)).view()
    });
    let control = tag("select").on_text("change", choose).children(options);
    labelled(id, label, control)
}

fn tri_select(
    app: App,
    id: &str,
    label: Key,
    get: impl Fn() -> Tri + Send + Sync + 'static,
    set: impl Fn(Tri) + 'static,
) -> AnyView {
    const VALUES: [(&str, Tri, Key); 3] = [
        ("unknown", Tri::Unknown, key::UI_APP_DONT_KNOW),
        ("no", Tri::No, key::UI_APP_NO),
        ("yes", Tri::Yes, key::UI_APP_YES),
    ];
    let options = VALUES.iter().map(|(value, _, label)| ((*value).to_owned(), app.text(*label).to_owned())).collect();
    let chosen = Signal::derive(move || {
        let now = get();
        VALUES.iter().find(|(_, tri, _)| *tri == now).map_or("", |(value, ..)| value).to_owned()
    });
    let choose = move |value: String| {
        set(VALUES.iter().find(|(known, ..)| *known == value).map_or(Tri::Unknown, |(_, tri, _)| *tri));
    };
    select(id, app.text(label), options, chosen, choose)
}

fn company_card(app: App, index: usize) -> AnyView {
    let id = |name: &str| ["company-", &index.to_string(), "-", name].concat();
    let with = move |read: fn(&crate::domain::size::Company) -> Tri| {
        move || app.with(|a| a.size.group.companies.get(index).map_or(Tri::Unknown, read))
    };
    let change = move |change: Box<dyn FnOnce(&mut crate::domain::size::Company)>| {
        app.change(|a| {
            if let Some(company) = a.size.group.companies.get_mut(index) {
                change(company);
            }
        });
    };
    let kind = Signal::derive(move || {
        let kind = app.with(|a| a.size.group.companies.get(index).map(|company| company.kind));
        KINDS.iter().find(|(_, known, _)| Some(*known) == kind).map_or("", |(value, ..)| value).to_owned()
    });
    let kinds = KINDS.iter().map(|(value, _, label)| ((*value).to_owned(), app.text(*label).to_owned())).collect();
    let set_kind = move |value: String| {
        if let Some((_, kind, _)) = KINDS.iter().find(|(known, ..)| *known == value) {
            change(Box::new(move |company| company.kind = *kind));
        }
    };
    let (market_id, economic_id) = (id("market"), id("economic"));
    let economic = live(move || {
        if !kind.with(|kind| kind == "public_body" || kind == "small_local_authority") {
            return nothing();
        }
        let set = move |tri| change(Box::new(move |company| company.economic_activity = tri));
        tri_select(app, &economic_id, key::UI_GROUP_ECONOMIC, with(|company| company.economic_activity), set)
    });
    let market = live(move || {
        if kind.with(|kind| kind == "natural_person") {
            return nothing();
        }
        let set = move |tri| change(Box::new(move |company| company.same_market = tri));
        let select = tri_select(app, &market_id, key::UI_GROUP_MARKET, with(|company| company.same_market), set);
        group(vec![select, text(app, "hint", key::UI_GROUP_MARKET_HINT)])
    });
    let consolidated = checkbox(
        &id("consolidated"),
        app.text(key::UI_GROUP_CONSOLIDATED),
        Signal::derive(move || {
            app.with(|a| a.size.group.companies.get(index).is_some_and(|company| company.in_consolidation))
        }),
        Callback::new(move |on| change(Box::new(move |company| company.in_consolidation = on))),
    );
    let name = app.with_untracked(|a| a.size.group.companies.get(index).map(|c| c.name.clone()));
    let set_name = move |name| change(Box::new(move |company| company.name = name));
    let named = move |key: Key| live_text(move || app.fill(key, &[("name", &name_of(app, index))]));
    let acts = vec![
        tag("button")
            .attr("type", "button")
            .class("link")
            .on("click", move |_| remove_company(app, index))
            .child(named(key::UI_GROUP_REMOVE))
            .view(),
        tag("button")
            .attr("type", "button")
            .class("link")
            .on("click", move |_| reuse(app, index))
            .child(named(key::UI_GROUP_REUSE))
            .view(),
        text(app, "hint", key::UI_GROUP_REUSE_HINT),
    ];
    tag("fieldset")
        .class("card")
        .child(tag("legend").child(live_text(move || name_of(app, index))).view())
        .child(text_field(&id("name"), app.text(key::UI_GROUP_NAME), name.unwrap_or_default(), set_name))
        .child(select(&id("kind"), app.text(key::UI_GROUP_KIND), kinds, kind, set_kind))
        .child(economic)
        .child(market)
        .child(consolidated)
        .children(figures_of(app, index))
        .child(actions(acts))
        .view()
}

fn figures_of(app: App, index: usize) -> Vec<AnyView> {
    let periods = app.with_untracked(|a| a.size.periods.len());
    let name = untrack(|| name_of(app, index));
    let period = |period: usize| {
        let year = if period + 1 == periods { key::UI_GROUP_YEAR_LATEST } else { key::UI_GROUP_YEAR_BEFORE };
        let summary = [&app.fill(key::UI_GROUP_FIGURES_OF, &[("name", &name)]), " · ", app.text(year)].concat();
        details("", summary, fields(app, Whose { period, company: index }, false).0)
    };
    (0..periods).rev().map(period).collect()
}

/// A new assessment in which another company of the group is the one assessed.
fn reuse(app: App, index: usize) {
    let name = name_of(app, index);
    let mut other = crate::domain::session::Assessment::new(crate::ui::browser::new_id(), name, app.today);
    app.with_untracked(|a| {
        other.size = seen_from(&a.size, index);
        other.places = a.places.clone();
    });
    app.begin(other);
    app.go(crate::route::Page::Place);
}

fn remove_company(app: App, index: usize) {
    app.change(|a| {
        let group = &mut a.size.group;
        group.companies.remove(index);
        group.holdings.retain(|holding| holding.holder != index && holding.held != index);
        for holding in &mut group.holdings {
            for place in [&mut holding.holder, &mut holding.held] {
                if *place > index {
                    *place -= 1;
                }
            }
        }
    });
}

fn holding_card(app: App, index: usize) -> AnyView {
    let id = |name: &str| ["holding-", &index.to_string(), "-", name].concat();
    let holding = move || app.with(|a| a.size.group.holdings.get(index).copied());
    let change = move |change: Box<dyn FnOnce(&mut Holding)>| {
        app.change(|a| {
            if let Some(holding) = a.size.group.holdings.get_mut(index) {
                change(holding);
            }
        });
    };
    let companies = || {
        let count = app.with_untracked(|a| a.size.group.companies.len());
        (0..count).map(|company| (company.to_string(), untrack(|| name_of(app, company)))).collect::<Vec<_>>()
    };
    let number = |value: &str| value.parse::<usize>().unwrap_or_default();
    let share = |name: &str, value: Option<Range<Share>>, set: fn(&mut Holding, Range<Share>)| {
        let value = value.filter(|range| *range != ANY_SHARE);
        let plain = value.map(|range| Range { from: u64::from(range.from.0), to: range.to.map(|to| u64::from(to.0)) });
        let keep = Callback::new(move |value: Option<Range<u64>>| {
            let end = |value: u64| Share(u32::try_from(value).unwrap_or(1_000_000));
            let range = value.map_or(ANY_SHARE, |range| Range { from: end(range.from), to: range.to.map(end) });
            change(Box::new(move |holding| set(holding, range)));
        });
        NumberField::new(app, id(name), Unit::Percent, plain, false, keep)
    };
    let now = untrack(holding);
    let capital = share("capital", now.map(|holding| holding.capital), |holding, share| {
        // Votes follow the capital until they are given on their own.
        if holding.votes == holding.capital || holding.votes == ANY_SHARE {
            holding.votes = share;
        }
        holding.capital = share;
    });
    let votes = share("votes", now.filter(|h| h.votes != h.capital).map(|h| h.votes), |holding, share| {
        holding.votes = if share == ANY_SHARE { holding.capital } else { share };
    });
    let title = app.fill(key::UI_GROUP_HOLDING, &[("number", &(index + 1).to_string())]);
    let place = move |read: fn(&Holding) -> usize| {
        Signal::derive(move || holding().map_or_else(String::new, |holding| read(&holding).to_string()))
    };
    let holder =
        select(&id("holder"), app.text(key::UI_GROUP_HOLDER), companies(), place(|h| h.holder), move |value| {
            change(Box::new(move |holding| holding.holder = number(&value)));
        });
    let held = select(&id("held"), app.text(key::UI_GROUP_HELD), companies(), place(|h| h.held), move |value| {
        change(Box::new(move |holding| holding.held = number(&value)));
    });
    let control = move || holding().map_or(Tri::Unknown, |holding| holding.control);
    let set_control = move |tri| change(Box::new(move |holding: &mut Holding| holding.control = tri));
    let remove = app.fill(key::UI_GROUP_REMOVE, &[("name", &title)]);
    let remove = button("link", remove, move || {
        app.change(|a| {
            a.size.group.holdings.remove(index);
        });
    });
    tag("fieldset")
        .class("card")
        .child(tag("legend").text(title).view())
        .child(holder)
        .child(held)
        .child(capital.view(app, app.text(key::UI_GROUP_CAPITAL), ""))
        .child(votes.view(app, app.text(key::UI_GROUP_VOTES), app.text(key::UI_GROUP_VOTES_HINT)))
        .child(tri_select(app, &id("control"), key::UI_GROUP_CONTROL, control, set_control))
        .child(remove)
        .view()
}

/// The screen.
pub fn view(app: App) -> AnyView {
    let errors = RwSignal::new(Vec::new());
    let add = move || {
        app.change(|a| {
            let group = &mut a.size.group;
            let index = group.companies.len();
            let free = (1..).map(|number: u32| ["c", &number.to_string()].concat());
            let id = free.into_iter().find(|id| group.companies.iter().all(|company| company.id != *id));
            group.companies.push(company(id.unwrap_or_default()));
            group.holdings.push(Holding {
                holder: index,
                held: 0,
                capital: ANY_SHARE,
                votes: ANY_SHARE,
                control: Tri::No,
            });
        });
    };
    let count = Memo::new(move |_| app.with(|a| (a.size.group.companies.len(), a.size.group.holdings.len())));
    let cards = live(move || {
        let (companies, holdings) = count.get();
        let mut cards: Vec<AnyView> = (1..companies).map(|index| untrack(|| company_card(app, index))).collect();
        cards.extend((0..holdings).map(|index| untrack(|| holding_card(app, index))));
        group(cards)
    });
    let add_holding = live(move || {
        if count.get().0 < 2 {
            return nothing();
        }
        let holding = Holding { holder: 0, held: 1, capital: ANY_SHARE, votes: ANY_SHARE, control: Tri::No };
        let add = move || app.change(|a| a.size.group.holdings.push(holding));
        button("secondary", app.text(key::UI_GROUP_ADD_HOLDING), add)
    });
    let sum = live(move || {
        if count.get().0 < 2 {
            return nothing();
        }
        let period = app.with(super::figures::latest);
        document(&[sum_table(app, period)])
    });
    let body = vec![
        heading(app.text(key::UI_GROUP_QUESTION)),
        text(app, "hint", key::UI_GROUP_HINT),
        cards,
        actions(vec![button("secondary", app.text(key::UI_GROUP_ADD), add), add_holding]),
        sum,
    ];
    let done = move || {
        app.change(|a| {
            a.seen.insert(GROUP.to_owned());
        });
    };
    question(app, errors, body, key::UI_RELATIONS_WHY, Vec::new, done)
}

/// The entry of the part.
pub fn screen(app: App, _: &Page) -> Screen {
    (app.text(key::UI_GROUP_QUESTION).to_owned(), view(app))
}
