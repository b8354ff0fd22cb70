//! Who holds what in a group. What cannot be is shown beside its field and not kept: the last possible state stays.

use leptos::prelude::*;

use super::group::{Numbers, name_of, select, tri_select};
use crate::domain::size::{Group, Holding, Impossible};
use crate::domain::units::{Range, Share, Tri};
use crate::i18n::key;
use crate::ui::components::button;
use crate::ui::form::{NumberField, Unit};
use crate::ui::markup::{live_text, tag};
use crate::ui::state::App;

/// The holdings as the screen shows them.
pub type Draft = RwSignal<Vec<Holding>>;

/// Everything from nothing to all: a share that is not known.
const ANY_SHARE: Range<Share> = Range { from: Share(0), to: Some(Share::WHOLE) };

/// A holding of which only the companies are known.
pub fn unknown(holder: usize, held: usize) -> Holding {
    Holding { holder, held, capital: ANY_SHARE, votes: ANY_SHARE, control: Tri::Unknown }
}

/// What is wrong with the holdings shown: anchor and words.
pub fn errors(app: App, draft: Draft) -> Vec<(String, String)> {
    let wrong = draft.with(|draft| with_holdings(app, draft.clone()).impossible());
    let errors = wrong.into_iter().map(|(index, wrong)| {
        let (field, words) = match wrong {
            Impossible::InItself => ("held", key::UI_GROUP_ERROR_SELF),
            Impossible::Capital => ("capital", key::UI_GROUP_ERROR_CAPITAL),
            Impossible::Votes => ("votes", key::UI_GROUP_ERROR_VOTES),
        };
        let held = draft.with(|draft| draft.get(index).map_or(0, |holding| holding.held));
        (anchor(index, field), app.fill(words, &[("name", &name_of(app, held))]))
    });
    errors.collect()
}

fn anchor(index: usize, field: &str) -> String {
    ["holding-", &index.to_string(), "-", field].concat()
}

fn with_holdings(app: App, holdings: Vec<Holding>) -> Group {
    let group = app.with_untracked(|a| a.size.group.clone());
    Group { holdings, ..group }
}

/// Changes a holding on the screen and keeps all that can be.
fn change(app: App, draft: Draft, index: usize, change: impl FnOnce(&mut Holding)) {
    draft.update(|draft| {
        if let Some(holding) = draft.get_mut(index) {
            change(holding);
        }
    });
    let before = app.with_untracked(|a| a.size.group.holdings.clone());
    let mut kept = before.clone();
    for (index, wanted) in draft.get_untracked().into_iter().enumerate() {
        let mut tried = kept.clone();
        if let Some(place) = tried.get_mut(index) {
            *place = wanted;
        }
        if with_holdings(app, tried.clone()).impossible().is_empty() {
            kept = tried;
        }
    }
    if kept != before {
        app.change(|a| a.size.group.holdings = kept);
    }
}

fn share(
    app: App,
    id: String,
    value: Option<Range<Share>>,
    keep: impl Fn(Range<Share>) + Send + Sync + 'static,
) -> NumberField {
    let value = value.filter(|range| *range != ANY_SHARE);
    let plain = value.map(|range| Range { from: u64::from(range.from.0), to: range.to.map(|to| u64::from(to.0)) });
    let keep = Callback::new(move |value: Option<Range<u64>>| {
        let end = |value: u64| Share(u32::try_from(value).unwrap_or(Share::WHOLE.0));
        keep(value.map_or(ANY_SHARE, |range| Range { from: end(range.from), to: range.to.map(end) }));
    });
    NumberField::new(app, id, Unit::Percent, plain, false, keep)
}

/// The card of a holding.
pub fn card(app: App, index: usize, draft: Draft, numbers: Numbers) -> AnyView {
    let id = |field: &str| anchor(index, field);
    let now = draft.with_untracked(|draft| draft.get(index).copied());
    let capital = share(app, id("capital"), now.map(|holding| holding.capital), move |share| {
        change(app, draft, index, |holding| {
            // Votes follow the capital until they are given on their own.
            if holding.votes == holding.capital || holding.votes == ANY_SHARE {
                holding.votes = share;
            }
            holding.capital = share;
        });
    });
    let votes = share(app, id("votes"), now.filter(|h| h.votes != h.capital).map(|h| h.votes), move |share| {
        change(app, draft, index, |holding| holding.votes = if share == ANY_SHARE { holding.capital } else { share });
    });
    numbers.update_value(|numbers| numbers.extend([capital, votes]));
    let title = app.fill(key::UI_GROUP_HOLDING, &[("number", &(index + 1).to_string())]);
    let place = move |read: fn(&Holding) -> usize| {
        Signal::derive(move || draft.with(|draft| draft.get(index).map(read).unwrap_or_default().to_string()))
    };
    let companies = || {
        let count = app.with_untracked(|a| a.size.group.companies.len());
        let named = |company| (usize::to_string(&company), Signal::derive(move || name_of(app, company)));
        (0..count).map(named).collect::<Vec<_>>()
    };
    let number = |value: &str| value.parse::<usize>().unwrap_or_default();
    let holder =
        select(&id("holder"), app.text(key::UI_GROUP_HOLDER), companies(), place(|h| h.holder), move |value| {
            change(app, draft, index, |holding| holding.holder = number(&value));
        });
    let held = select(&id("held"), app.text(key::UI_GROUP_HELD), companies(), place(|h| h.held), move |value| {
        change(app, draft, index, |holding| holding.held = number(&value));
    });
    let error = move |field: &'static str| {
        let place = anchor(index, field);
        let words = move || errors(app, draft).into_iter().find(|(at, _)| *at == place).map(|(_, words)| words);
        tag("p").class("error").attr("role", "status").child(live_text(move || words().unwrap_or_default())).view()
    };
    let control = move || draft.with(|draft| draft.get(index).map_or(Tri::Unknown, |holding| holding.control));
    let set_control = move |tri| change(app, draft, index, |holding| holding.control = tri);
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
        .child(error("held"))
        .child(capital.view(app, app.text(key::UI_GROUP_CAPITAL), ""))
        .child(error("capital"))
        .child(votes.view(app, app.text(key::UI_GROUP_VOTES), app.text(key::UI_GROUP_VOTES_HINT)))
        .child(error("votes"))
        .child(tri_select(app, &id("control"), key::UI_GROUP_CONTROL, control, set_control))
        .child(remove)
        .view()
}
