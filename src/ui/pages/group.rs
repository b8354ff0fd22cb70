//! The companies around the organisation, who holds what, and the sum.

use leptos::prelude::*;

use super::figures::{Whose, fields};
use super::group_sum::sum_table;
use super::{holdings, question};
use crate::domain::questionnaire::GROUP;
use crate::domain::session::company;
use crate::domain::size::{CompanyKind, seen_from};
use crate::domain::units::Tri;
use crate::i18n::{Key, key};
use crate::route::Page;
use crate::ui::components::{actions, button, checkbox, document, heading, labelled, text, text_field};
use crate::ui::form::NumberField;
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

/// The fields for numbers on the screen: what cannot be read in them holds up the way on.
pub type Numbers = StoredValue<Vec<NumberField>>;

/// The name of a company of the group, or a stand-in with its number.
pub fn name_of(app: App, index: usize) -> String {
    let name = app.with(|a| a.size.group.companies.get(index).map(|company| company.name.clone()));
    match name {
        _ if index == 0 => app.text(key::UI_GROUP_SELF).to_owned(),
        Some(name) if !name.is_empty() => name,
        _ => [app.text(key::UI_GROUP_KIND_ENTERPRISE), " ", &index.to_string()].concat(),
    }
}

/// A list to choose from; the words of an option may follow the state, as the name of a company does.
pub fn select(
    id: &str,
    label: &'static str,
    options: Vec<(String, Signal<String>)>,
    chosen: Signal<String>,
    choose: impl Fn(String) + 'static,
) -> AnyView {
    let options = options.into_iter().map(|(value, label)| {
        let option = tag("option").attr("value", value.clone()).child(live_text(move || label.get()));
        option.selected(move || chosen.with(|chosen| *chosen == value)).view()
    });
    let control = tag("select").on_text("change", choose).children(options);
    labelled(id, label, control)
}

/// Yes, no, or I do not know, as a list.
pub fn tri_select(
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
    let options = VALUES.iter().map(|(value, _, label)| option(app, value, *label)).collect();
    let chosen = Signal::derive(move || {
        let now = get();
        VALUES.iter().find(|(_, tri, _)| *tri == now).map_or("", |(value, ..)| value).to_owned()
    });
    let choose = move |value: String| {
        set(VALUES.iter().find(|(known, ..)| *known == value).map_or(Tri::Unknown, |(_, tri, _)| *tri));
    };
    select(id, app.text(label), options, chosen, choose)
}

/// An option whose words stay.
fn option(app: App, value: &str, label: Key) -> (String, Signal<String>) {
    (value.to_owned(), Signal::stored(app.text(label).to_owned()))
}

fn company_card(app: App, index: usize, numbers: Numbers) -> AnyView {
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
    let kinds = KINDS.iter().map(|(value, _, label)| option(app, value, *label)).collect();
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
    // A person has no accounts and is not checked itself.
    let without_accounts = move || kind.with(|kind| kind == "natural_person").then(String::new);
    let figures =
        tag("div").live_attr("hidden", without_accounts).child(consolidated).children(figures_of(app, index, numbers));
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
            .live_attr("hidden", without_accounts)
            .on("click", move |_| reuse(app, index))
            .child(named(key::UI_GROUP_REUSE))
            .view(),
        tag("p").class("hint").live_attr("hidden", without_accounts).text(app.text(key::UI_GROUP_REUSE_HINT)).view(),
    ];
    tag("fieldset")
        .class("card")
        .child(tag("legend").child(live_text(move || name_of(app, index))).view())
        .child(text_field(&id("name"), app.text(key::UI_GROUP_NAME), name.unwrap_or_default(), set_name))
        .child(select(&id("kind"), app.text(key::UI_GROUP_KIND), kinds, kind, set_kind))
        .child(economic)
        .child(market)
        .child(figures.view())
        .child(actions(acts))
        .view()
}

fn figures_of(app: App, index: usize, numbers: Numbers) -> Vec<AnyView> {
    let periods = app.with_untracked(|a| a.size.periods.len());
    let period = |period: usize| {
        let year = if period + 1 == periods { key::UI_GROUP_YEAR_LATEST } else { key::UI_GROUP_YEAR_BEFORE };
        let title = move || app.fill(key::UI_GROUP_FIGURES_OF, &[("name", &name_of(app, index))]);
        let summary = tag("summary").child(live_text(title)).text(" · ").text(app.text(year));
        let (views, fields) = fields(app, Whose { period, company: index }, false);
        numbers.update_value(|numbers| numbers.extend(fields));
        tag("details").child(summary.view()).children(views).view()
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

/// The screen.
pub fn view(app: App) -> AnyView {
    let errors = RwSignal::new(Vec::new());
    let (numbers, draft) = (Numbers::default(), RwSignal::new(Vec::new()));
    let add = move || {
        app.change(|a| {
            let group = &mut a.size.group;
            let index = group.companies.len();
            let free = (1..).map(|number: u32| ["c", &number.to_string()].concat());
            let id = free.into_iter().find(|id| group.companies.iter().all(|company| company.id != *id));
            group.companies.push(company(id.unwrap_or_default()));
            group.holdings.push(holdings::unknown(index, 0));
        });
    };
    let count = Memo::new(move |_| app.with(|a| (a.size.group.companies.len(), a.size.group.holdings.len())));
    let cards = live(move || {
        let (companies, holdings) = count.get();
        numbers.set_value(Vec::new());
        draft.set(app.with_untracked(|a| a.size.group.holdings.clone()));
        let mut cards: Vec<AnyView> =
            (1..companies).map(|index| untrack(|| company_card(app, index, numbers))).collect();
        cards.extend((0..holdings).map(|index| untrack(|| holdings::card(app, index, draft, numbers))));
        group(cards)
    });
    let add_holding = live(move || {
        if count.get().0 < 2 {
            return nothing();
        }
        let add = move || app.change(|a| a.size.group.holdings.push(holdings::unknown(0, 1)));
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
    let check = move || {
        let mut found = holdings::errors(app, draft);
        let unreadable = numbers.with_value(|numbers| numbers.iter().filter_map(|field| field.unreadable()).collect());
        let unreadable: Vec<(String, Key)> = unreadable;
        found.extend(unreadable.into_iter().map(|(id, error)| (id, app.text(error).to_owned())));
        found
    };
    question(app, errors, body, key::UI_RELATIONS_WHY, check, done)
}

/// The entry of the part.
pub fn screen(app: App, _: &Page) -> Screen {
    (app.text(key::UI_GROUP_QUESTION).to_owned(), view(app))
}
