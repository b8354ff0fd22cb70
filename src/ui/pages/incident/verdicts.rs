//! What the acts that count say, a line each, and what must be said about the incident; what is missing or wrong leads to the
//! field in which it is entered.

use leptos::prelude::*;

use super::work::Work;
use crate::domain::incident::{ActResult, Hit, HitKind, Incident, Message, Need, Results};
use crate::domain::units::Tri;
use crate::i18n::key;
use crate::report::incident::{Desk, results as said};
use crate::ui::browser;
use crate::ui::components::{button, paragraph};
use crate::ui::markup::{group, live, tag};

/// How many things that a result depends on are named; all of them stand with the act.
const NEEDS_NAMED: usize = 4;

/// What must be read before the deadlines: what is wrong, and what an act says about them.
pub fn first(work: Work) -> AnyView {
    let app = work.app;
    let lines = Memo::new(move |_| (messages(work), warnings(work)));
    let said = live(move || {
        let (messages, warnings) = lines.get();
        let messages = messages.into_iter().map(|(message, place)| {
            let text = tag("p").class("error").text([&message, " "].concat());
            let correct = place.map(|place| button("link", app.text(key::INCIDENT_CORRECT), move || go_to(&place)));
            text.children(correct).view()
        });
        group(messages.chain(warnings.into_iter().map(|warning| paragraph("", warning))).collect())
    });
    tag("div").attr("aria-live", "polite").child(said).view()
}

/// What the acts that count say, a line each.
pub fn view(work: Work) -> AnyView {
    // Drawn anew only when something changes, not with every tick: the focus stays where it is.
    let lines = Memo::new(move |_| verdicts(work));
    let said = live(move || tag("ul").children(lines.get().into_iter().map(verdict)).view());
    tag("div").attr("aria-live", "polite").child(said).view()
}

/// How often a field is looked for that is fetched after the screen; five seconds in all.
const TRIES: u32 = 50;

/// Puts the focus into a field. Those below the deadlines may still be on their way.
fn go_to(place: &str) {
    browser::focus_in_soon(place.to_owned(), TRIES);
}

/// Things that are missing, each leading to where it is entered.
pub fn needs_list(needs: Vec<(String, String)>, more: bool) -> AnyView {
    let links =
        needs.into_iter().map(|(need, place)| tag("li").child(button("link", need, move || go_to(&place))).view());
    let rest = more.then(|| tag("li").text("…").view());
    tag("ul").class("needs").children(links.chain(rest)).view()
}

/// What an act that counts says.
#[derive(Clone, PartialEq)]
struct Verdict {
    said: String,
    /// What it depends on, and where that is entered.
    needs: Vec<(String, String)>,
    /// Whether it depends on more than is named.
    more: bool,
    /// The row that comes next while the incident goes on.
    next: Option<String>,
}

/// The acts that count, and the yardstick. Before the State is known every act is possible, and none says anything yet.
fn shown<'a>(desk: &'a Desk<'_>, results: &'a Results) -> impl Iterator<Item = (usize, &'a ActResult)> {
    let yardstick = |act: &ActResult| act.yardstick && act.applies != Tri::No;
    let is_blank = desk.incident.countries.is_empty();
    let acts = results.acts.iter().enumerate();
    acts.filter(move |(_, act)| !is_blank && (desk.counts(act) || yardstick(act)))
}

/// What is wrong with the incident, and where it is put right.
fn messages(work: Work) -> Vec<(String, Option<String>)> {
    let results = work.results.get();
    work.desk(|desk| {
        let messages = results.messages.iter();
        messages.map(|message| (desk.message(message), to_correct(desk.incident, message))).collect()
    })
}

/// What acts say that bears on the deadlines.
fn warnings(work: Work) -> Vec<String> {
    let results = work.results.get();
    work.desk(|desk| {
        let said = shown(&desk, &results).flat_map(|(at, act)| {
            let first = act.messages.iter().filter(|message| comes_first(message));
            first.map(move |message| (at, message))
        });
        said.map(|(at, message)| [desk.act(at), ": ", &desk.message(message)].concat()).collect()
    })
}

fn verdicts(work: Work) -> Vec<Verdict> {
    let (app, results) = (work.app, work.results.get());
    work.desk(|desk| {
        let verdict = |(at, act): (usize, &ActResult)| {
            let named = act.on.iter().take(NEEDS_NAMED);
            Verdict {
                said: [desk.act(at), ": ", app.text(said::verdict(act))].concat(),
                needs: named.map(|need| (desk.need(need), place_of(desk.incident, need))).collect(),
                more: act.on.len() > NEEDS_NAMED,
                next: act.next.as_ref().and_then(|next| said::next(&desk, next, act)),
            }
        };
        shown(&desk, &results).map(verdict).collect()
    })
}

/// Whether a message must be read before the deadlines.
fn comes_first(message: &Message) -> bool {
    matches!(
        message,
        Message::StateDecides
            | Message::OnlyThreat
            | Message::LeadAuthority
            | Message::QuietDays(_)
            | Message::HoursNotInForce
            | Message::AtLatest
    )
}

/// The field in which what a message is about is put right.
fn to_correct(incident: &Incident, message: &Message) -> Option<String> {
    match message {
        Message::Future(field) | Message::Order(field, _) => Some([field.name(), "-day"].concat()),
        Message::HitUsers(service) | Message::HitComplete(service) => {
            let at = incident.hits.iter().position(|hit| hit.service == *service)?;
            Some(["hit-", &at.to_string(), "-users"].concat())
        }
        Message::NoticeFuture | Message::NoticeTooEarly(_) | Message::NoticeContradicts => Some("delivered".to_owned()),
        Message::SentTime(step) | Message::SentOrder(_, step) => Some(["due-", step].concat()),
        Message::HitMinutes(_) => Some("ended-day".to_owned()),
        Message::OnPurpose => Some("q-few_domain_names".to_owned()),
        Message::NotOnlyThreat => Some("q-threat_only".to_owned()),
        _ => None,
    }
}

/// The field in which something is entered that a result depends on.
pub(super) fn place_of(incident: &Incident, need: &Need) -> String {
    let hit = |is_open: fn(&Hit) -> bool, field: &str| {
        let at = incident.hits.iter().position(is_open).unwrap_or_default();
        ["hit-", &at.to_string(), "-", field].concat()
    };
    match need {
        Need::Hits | Need::OtherOutages => "service".to_owned(),
        Need::Kind => hit(|hit| hit.kind == HitKind::Unknown, "kind"),
        Need::Users => hit(|hit| hit.users.is_none() && hit.share.is_none(), "users"),
        Need::Together => "hit-0-users".to_owned(),
        Need::UsersTotal => hit(|hit| hit.total.is_none() && hit.share.is_none(), "total"),
        Need::RootCause => "cause".to_owned(),
        Need::NoticeDelivered => "delivered".to_owned(),
        Need::Question(id) => ["q-", id].concat(),
        Need::Sent(step) => ["due-", step].concat(),
        need => {
            let name = need.name();
            name.strip_prefix("times.").map_or_else(|| name.clone(), |field| [field, "-day"].concat())
        }
    }
}

/// What an act says, a line; what it depends on leads to where it is entered.
fn verdict(verdict: Verdict) -> AnyView {
    let mut said = verdict.said;
    if !verdict.needs.is_empty() {
        said.push(':');
    }
    let mut line = tag("li").text(said);
    if !verdict.needs.is_empty() {
        line = line.child(needs_list(verdict.needs, verdict.more));
    }
    line.children(verdict.next.map(|next| paragraph("", next))).view()
}
