//! What the acts that count say, a line each, and what must be said about the incident; what is missing or wrong leads to the
//! field in which it is entered.

use law::incident::Manner;
use leptos::prelude::*;

use super::work::Work;
use crate::domain::incident::{ActResult, Hit, HitKind, Incident, Message, Need};
use crate::domain::units::Tri;
use crate::i18n::{end_sentence, key};
use crate::report::incident::results as said;
use crate::ui::browser;
use crate::ui::components::button;
use crate::ui::markup::{group, live, tag};

/// How many things that a result depends on are named; all of them stand with the act.
const NEEDS_NAMED: usize = 4;

/// The lines.
pub fn view(work: Work) -> AnyView {
    let app = work.app;
    // Drawn anew only when something changes, not with every tick: the focus stays where it is.
    let lines = Memo::new(move |_| lines(work));
    let said = live(move || {
        let (messages, verdicts) = lines.get();
        let messages = messages.into_iter().map(|(message, place)| {
            let text = tag("p").class("error").text([&message, " "].concat());
            let correct =
                place.map(|place| button("link", app.text(key::INCIDENT_CORRECT), move || browser::focus_in(&place)));
            text.children(correct).view()
        });
        let verdicts = tag("ul").children(verdicts.into_iter().map(verdict));
        group(messages.chain([verdicts.view()]).collect())
    });
    tag("div").attr("aria-live", "polite").child(said).view()
}

/// What an act that counts says.
#[derive(Clone, PartialEq)]
struct Verdict {
    said: String,
    /// What it depends on, and where that is entered.
    needs: Vec<(String, String)>,
    /// Whether it depends on more than is named.
    more: bool,
    /// What is said after it: the row that comes next while the incident goes on, and what must not be missed.
    after: Vec<String>,
}

/// What must be said about the incident, and what the acts that count say.
fn lines(work: Work) -> (Vec<(String, Option<String>)>, Vec<Verdict>) {
    let (app, results) = (work.app, work.results.get());
    work.desk(|desk| {
        let yardstick = |act: &ActResult| act.manner == Manner::AkosTable && act.applies != Tri::No;
        // Before the State is known every act is possible, and none says anything yet.
        let is_blank = desk.incident.countries.is_empty();
        let acts = results.acts.iter().enumerate();
        let acts = acts.filter(|(_, act)| !is_blank && (desk.counts(act) || yardstick(act)));
        let verdicts = acts.map(|(at, act)| {
            let name = app.text(key::INCIDENT_ACT.of(at, key::incident_act::NAME));
            let named = act.on.iter().take(NEEDS_NAMED);
            let first = act.messages.iter().filter(|message| comes_first(message)).map(|message| desk.message(message));
            Verdict {
                said: [name, ": ", app.text(said::verdict(act))].concat(),
                needs: named.map(|need| (desk.need(need), place_of(desk.incident, need))).collect(),
                more: act.on.len() > NEEDS_NAMED,
                after: act
                    .next
                    .as_ref()
                    .and_then(|next| said::next(&desk, next, act))
                    .into_iter()
                    .chain(first)
                    .collect(),
            }
        });
        let said = results.messages.iter().map(|message| (desk.message(message), to_correct(desk.incident, message)));
        (said.collect(), verdicts.collect())
    })
}

/// Whether a message must be read before the deadlines.
fn comes_first(message: &Message) -> bool {
    matches!(message, Message::StateDecides | Message::OnlyThreat | Message::LeadAuthority)
}

/// The field in which what a message is about is put right.
fn to_correct(incident: &Incident, message: &Message) -> Option<String> {
    match message {
        Message::Future(field) | Message::Order(field, _) => Some([field.name(), "-day"].concat()),
        Message::HitUsers(service) => {
            let at = incident.hits.iter().position(|hit| hit.service == *service)?;
            Some(["hit-", &at.to_string(), "-users"].concat())
        }
        Message::NoticeFuture | Message::NoticeContradicts => Some("delivered".to_owned()),
        Message::SentTime(step) | Message::SentOrder(_, step) => Some(["due-", step].concat()),
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
        Need::Hits => "service".to_owned(),
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
    let mut line = tag("li").text(verdict.said);
    let is_open = !verdict.needs.is_empty();
    for (at, (need, place)) in verdict.needs.into_iter().enumerate() {
        let go = move || browser::focus_in(&place);
        line = line.text(if at == 0 { " (" } else { "; " }).child(button("link", need, go));
    }
    if is_open {
        line = line.text(if verdict.more { "; …)" } else { ")" });
    }
    let mut after = String::new();
    for text in verdict.after {
        end_sentence(&mut after);
        after.push(' ');
        after.push_str(&text);
    }
    line = line.text(after);
    line.view()
}
