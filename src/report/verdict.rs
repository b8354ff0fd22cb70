//! The verdict page: the answer first, then what to do, what follows, why, and what would change it.

use law::{Consequence, KeyDate, Screen, Verdict};

use super::{Context, change, derivation, follows, national, space};
use crate::document::{Block, Line, Span, Table, line, paragraph};
use crate::domain::scope::facts::Need;
use crate::domain::scope::jurisdiction::{Competence, competences};
use crate::domain::scope::outcome::{Held, missing};
use crate::domain::size::OpenInput;
use crate::domain::sorted::insert_in_order;
use crate::domain::units::Tri;
use crate::i18n::state::state_name;
use crate::i18n::{Key, key};

/// How many open points the card without links names: it has to fit on the page for the board.
const SHORT: usize = 3;

/// The first steps. They stand on the page below the [`card`]s, once the law of States has arrived where that decides.
pub fn what_now(context: &Context<'_>) -> Vec<Block> {
    let of_state = states_are_known(context);
    let step = |item| if of_state && item == key::UI_VERDICT_NOW_REGISTER { key::VERDICT_NOW_STATE } else { item };
    let steps = now(context).into_iter().map(|item| context.line(step(item))).collect();
    vec![context.heading(2, key::UI_VERDICT_WHAT_NOW), Block::List(true, steps)]
}

/// What stands on the page below the first steps. Its headings begin at level 2; the page's own title is the caller's.
pub fn below(context: &Context<'_>) -> Vec<Block> {
    let mut blocks = vec![context.heading(2, key::UI_VERDICT_WHAT_FOLLOWS)];
    blocks.extend(follows::lead(context));
    blocks.extend(follows::blocks(context, 3));
    blocks.push(context.heading(2, key::UI_VERDICT_WHY_TITLE));
    blocks.push(context.paragraph(key::VERDICT_DERIVATION_LEAD));
    blocks.extend(derivation::steps(context, 3, true));
    blocks.extend(jurisdiction(context, 2));
    blocks.extend(dates(context, 2));
    blocks.extend(change::blocks(context, 2));
    blocks.push(versions(context));
    blocks
}

/// The verdict in words, how certain it is, and the sentence why. `links`: with links to what is open.
pub fn card(context: &Context<'_>, links: bool) -> Block {
    let (name, shape) = match context.outcome.verdict {
        Some(Verdict::Essential) => ("card essential", "M12 3l8 3v6c0 5-4 8-8 9-4-1-8-4-8-9V6zM8 10h8M8 14h8"),
        Some(Verdict::Important) => ("card important", "M12 3l8 3v6c0 5-4 8-8 9-4-1-8-4-8-9V6zM8 12h8"),
        Some(Verdict::RegistrationOnly) => ("card registration", "M6 3h12v18H6zM9 8h6M9 12h6M9 16h3"),
        Some(Verdict::OutOfScope) => ("card out", "M12 3a9 9 0 1 0 .01 0zM8 12h8"),
        Some(Verdict::NeedsAssessment) => ("card assess", "M12 4v16M7 20h10M5 7h14M5 7l-3 7h6zM19 7l-3 7h6z"),
        None => ("card open", "M12 3a9 9 0 1 0 .01 0zM9.5 9.5a2.5 2.5 0 1 1 3.5 2.3c-.7.3-1 .8-1 1.7M12 16.5v.5"),
    };
    let mut svg = String::from("<svg class=\"sign\" viewBox=\"0 0 24 24\" aria-hidden=\"true\"><path d=\"");
    svg.push_str(shape);
    svg.push_str("\"/></svg>");
    let title = context.verdict_name(context.outcome.verdict).to_owned();
    let mut blocks = vec![Block::Drawing { svg }, Block::Heading(2, title, String::from("verdict"))];
    if context.outcome.is_certain() {
        blocks.push(context.paragraph(key::UI_VERDICT_CERTAIN));
    }
    blocks.push(context.baseline(links));
    blocks.push(why(context));
    if !context.outcome.is_certain() {
        let mut points = depends(context, links);
        let more = !links && points.len() > SHORT;
        points.truncate(if more { SHORT } else { points.len() });
        blocks.push(context.paragraph(key::UI_VERDICT_DEPENDS));
        blocks.push(Block::List(false, points));
        blocks.extend(more.then(|| context.paragraph(key::VERDICT_CARD_MORE)));
        let names: Vec<&str> =
            context.outcome.possible.iter().map(|verdict| context.verdict_name(Some(*verdict))).collect();
        let mut possible = context.line(key::UI_VERDICT_STILL_POSSIBLE);
        possible.push(space());
        possible.push(Span::Strong(names.join("; ")));
        blocks.push(Block::Paragraph(possible));
    }
    Block::Group(name, blocks)
}

/// One sentence or two: the rule that decided.
pub fn why(context: &Context<'_>) -> Block {
    let rule = derivation::deciding(context);
    context.paragraph(rule.map_or(key::VERDICT_CARD_OPEN, |rule| key::RULES.of(rule, key::rules::SAYS)))
}

/// What the verdict depends on.
pub fn open_points(context: &Context<'_>) -> [Block; 2] {
    [context.paragraph(key::UI_VERDICT_DEPENDS), Block::List(false, depends(context, false))]
}

fn depends(context: &Context<'_>, links: bool) -> Vec<Line> {
    let mut points: Vec<(String, Span)> = Vec::new();
    for need in needs(context) {
        match need {
            Need::Fact(fact) => {
                points.push((context.fact(fact, key::facts::LABEL).to_owned(), context.change_fact(fact)));
            }
            Need::Activity(row) => {
                let text = context.fill(key::UI_VERDICT_MISSING_ACTIVITY, "activity", context.row_name(row));
                points.push((text, context.change("activities")));
            }
            Need::Size => points.extend(open_sizes(context)),
        }
    }
    if context.facts.activities_open {
        points.push((context.text(key::UI_VERDICT_MISSING_ACTIVITIES).to_owned(), context.change("activities")));
    }
    let item = |(text, change): (String, Span)| {
        if links { vec![Span::Text(text), space(), change] } else { line(text) }
    };
    points.into_iter().map(item).collect()
}

/// What can still change the verdict. While no activity is stated, everything else depends on it and is not looked at.
fn needs(context: &Context<'_>) -> Vec<Need> {
    if !context.facts.activities_open {
        return missing(context.law, context.facts);
    }
    let facts = (0..).zip(&context.law.facts);
    let open =
        facts.filter(|(index, fact)| fact.screen == Screen::Place && !context.facts.value(*index).is_power_of_two());
    open.map(|(index, _)| Need::Fact(index)).collect()
}

fn open_sizes(context: &Context<'_>) -> Vec<(String, Span)> {
    let mut found: Vec<(Key, &str)> = Vec::new();
    for open in &context.sizes.open {
        let (key, screen) = match open {
            OpenInput::Staff => (key::UI_VERDICT_MISSING_SIZE_STAFF, "figures"),
            OpenInput::Turnover => (key::UI_VERDICT_MISSING_SIZE_TURNOVER, "figures"),
            OpenInput::Balance => (key::UI_VERDICT_MISSING_SIZE_BALANCE, "figures"),
            OpenInput::NewlyFounded => (key::UI_VERDICT_MISSING_SIZE_NEWLY_FOUNDED, "relations"),
            OpenInput::PriorStatus | OpenInput::OwnPriorStatus => {
                (key::UI_VERDICT_MISSING_SIZE_PRIOR_STATUS, "relations")
            }
            OpenInput::GroupAlone => (key::UI_VERDICT_MISSING_SIZE_GROUP, "relations"),
            _ => (key::UI_VERDICT_MISSING_SIZE_COMPANY, "group"),
        };
        if !found.iter().any(|(known, _)| *known == key) {
            found.push((key, screen));
        }
    }
    found.into_iter().map(|(key, screen)| (context.text(key).to_owned(), context.change(screen))).collect()
}

/// The three things to do now: by the law of the State where the directive gives no class and that law may.
pub fn now(context: &Context<'_>) -> [Key; 3] {
    if matches!(context.outcome.verdict, Some(Verdict::OutOfScope | Verdict::RegistrationOnly)) {
        match national::stronger(context) {
            Held::Yes => {
                return [key::UI_VERDICT_NOW_REGISTER, key::UI_VERDICT_NOW_MEASURES, key::UI_VERDICT_NOW_INCIDENTS];
            }
            Held::Open => return [key::VERDICT_NOW_SETTLE, key::UI_VERDICT_NOW_ASSESS_PREPARE, key::VERDICT_NOW_AGAIN],
            Held::No => {}
        }
    }
    let follows = |consequence| context.outcome.follows(consequence) == Held::Yes;
    match context.outcome.verdict {
        Some(Verdict::Essential | Verdict::Important) if follows(Consequence::ExemptedWholly) => {
            [key::VERDICT_NOW_READ_DECISION, key::VERDICT_NOW_KEEP_PROOF, key::UI_VERDICT_NOW_OUT_WATCH]
        }
        Some(Verdict::Essential | Verdict::Important) if follows(Consequence::DisplacedByDora) => {
            [key::UI_VERDICT_NOW_DORA, key::VERDICT_NOW_DORA_LIST, key::VERDICT_NOW_KEEP]
        }
        Some(Verdict::Essential | Verdict::Important) if follows(Consequence::ExemptedPartly) => {
            [key::VERDICT_NOW_READ_DECISION, key::UI_VERDICT_NOW_REGISTER, key::UI_VERDICT_NOW_MEASURES]
        }
        Some(Verdict::Essential | Verdict::Important) => {
            [key::UI_VERDICT_NOW_REGISTER, key::UI_VERDICT_NOW_MEASURES, key::UI_VERDICT_NOW_INCIDENTS]
        }
        Some(Verdict::RegistrationOnly) => {
            [key::UI_VERDICT_NOW_REGISTER, key::UI_VERDICT_NOW_REGISTRAR, key::UI_VERDICT_NOW_OUT_WATCH]
        }
        Some(Verdict::OutOfScope) => {
            [key::UI_VERDICT_NOW_OUT_CUSTOMERS, key::UI_VERDICT_NOW_OUT_WATCH, key::UI_VERDICT_NOW_OUT_VOLUNTARY]
        }
        Some(Verdict::NeedsAssessment) if follows(Consequence::RegisterArt3) => {
            [key::UI_VERDICT_NOW_ASSESS_ASK, key::UI_VERDICT_NOW_REGISTER, key::UI_VERDICT_NOW_ASSESS_PREPARE]
        }
        Some(Verdict::NeedsAssessment) => {
            [key::UI_VERDICT_NOW_ASSESS_ASK, key::UI_VERDICT_NOW_ASSESS_PREPARE, key::VERDICT_NOW_AGAIN]
        }
        None => [key::UI_VERDICT_NOW_UNDETERMINED, key::UI_VERDICT_NOW_ASSESS_PREPARE, key::VERDICT_NOW_AGAIN],
    }
}

/// Whether the law of every State that may be competent is here: its card then says how one comes to be bound.
fn states_are_known(context: &Context<'_>) -> bool {
    let found = competent(context);
    let known = |state: &String| key::STATES.contains(&state.as_str());
    found.iter().all(|competence| !competence.states.is_empty() && competence.states.iter().all(known))
}

fn competent(context: &Context<'_>) -> Vec<Competence> {
    let with_access = context.assessment.answer("dns_access_resolver_only") == Some("yes");
    competences(context.law, context.outcome, &context.assessment.places, with_access)
}

/// Which State is competent; nothing where the directive does not apply.
pub fn jurisdiction(context: &Context<'_>, level: u8) -> Vec<Block> {
    if context.outcome.verdict == Some(Verdict::OutOfScope) {
        return Vec::new();
    }
    let (found, places) = (competent(context), &context.assessment.places);
    let mut blocks = vec![context.heading(level, key::UI_VERDICT_JURISDICTION_TITLE)];
    for competence in &found {
        let text = match competence.by {
            law::Jurisdiction::Establishment => key::JURISDICTION_ESTABLISHMENT_TEXT,
            law::Jurisdiction::ServiceProvided => key::JURISDICTION_SERVICE_PROVIDED_TEXT,
            law::Jurisdiction::EstablishingState => key::JURISDICTION_ESTABLISHING_STATE_TEXT,
            law::Jurisdiction::MainEstablishment if places.established.is_empty() && !places.served.is_empty() => {
                key::JURISDICTION_REPRESENTATIVE_TEXT
            }
            law::Jurisdiction::MainEstablishment => key::JURISDICTION_MAIN_ESTABLISHMENT_TEXT,
        };
        blocks.push(context.said(text, &["{article} 26"]));
        if competence.states.is_empty() {
            blocks.push(context.paragraph(match competence.by {
                law::Jurisdiction::ServiceProvided => key::JURISDICTION_SERVICE_OPEN_TEXT,
                _ => key::JURISDICTION_UNKNOWN_TEXT,
            }));
        } else {
            let states: Vec<&str> = competence.states.iter().map(|state| state_name(context.words, state)).collect();
            blocks.push(paragraph(context.fill(key::UI_VERDICT_JURISDICTION_STATES, "states", &states.join(", "))));
        }
    }
    let main = found.iter().any(|competence| competence.by == law::Jurisdiction::MainEstablishment);
    if found.iter().any(|c| c.states.len() > 1) || found.len() > 1 {
        blocks.push(context.paragraph(key::JURISDICTION_SEVERAL_TEXT));
    }
    if main && context.assessment.size.group.alone == Tri::No {
        let mark = Span::Mark("reading", context.text(key::UI_VERDICT_MARK_READING).to_owned());
        let text = Span::Text(context.text(key::JURISDICTION_GROUP_TEXT).to_owned());
        blocks.push(Block::Paragraph(vec![text, space(), mark]));
    }
    blocks
}

/// Dates that belong to the verdict, or to one still possible.
pub fn key_dates<'a>(context: &Context<'a>) -> Vec<(usize, &'a KeyDate)> {
    let follows = |date: &KeyDate| {
        let listed = (date.id == "state_list").then_some(Consequence::RegisterArt3);
        date.consequence.or(listed).is_none_or(|what| context.outcome.follows(what) != Held::No)
    };
    let shown = |date: &KeyDate| match context.outcome.verdict {
        Some(verdict) => date.with.contains(&verdict),
        None => context.outcome.possible.iter().any(|verdict| date.with.contains(verdict)),
    };
    let dates = context.law.dates.iter().enumerate();
    dates.filter(|(_, date)| shown(date) && follows(date)).collect()
}

/// The dates as a table.
pub fn dates(context: &Context<'_>, level: u8) -> Vec<Block> {
    let mut found = Vec::new();
    for date in key_dates(context) {
        insert_in_order(&mut found, date, |(_, date)| date.day);
    }
    let rows = found.into_iter().map(|(at, date)| {
        let what = context.line(key::DATES.of(at, key::dates::WHAT));
        vec![line(context.date(date.day)), what, vec![context.cite(date.cite)]]
    });
    let rows: Vec<Vec<Line>> = rows.collect();
    if rows.is_empty() {
        return Vec::new();
    }
    let head = [key::VERDICT_DATES_HEAD_DAY, key::VERDICT_DATES_HEAD_WHAT, key::VERDICT_DATES_HEAD_SOURCE];
    let table = Table {
        caption: context.text(key::VERDICT_DATES_CAPTION).to_owned(),
        head: head.map(|head| context.text(head).to_owned()).into(),
        rows,
    };
    vec![Block::Group("together", vec![context.heading(level, key::UI_VERDICT_DATES_TITLE), Block::Table(table)])]
}

/// Versions and dates of law, app and content, and whether the law data are old.
pub fn versions(context: &Context<'_>) -> Block {
    let law = context.law;
    let (day, checked) = (context.date(context.facts.as_of), context.date(law.checked_on));
    let values = [("date", day.as_str()), ("version", law.version.as_str()), ("checked", checked.as_str())];
    let mut blocks = vec![paragraph(context.words.fill(key::UI_VERDICT_LAW_STATE, &values))];
    let today = context.date(context.today);
    let values = [("date", today.as_str()), ("app", context.app_version), ("content", context.content_version)];
    blocks.push(paragraph(context.words.fill(key::VERDICT_VERSIONS_WORKED_OUT, &values)));
    if super::law_is_old(law, context.today) {
        blocks.push(paragraph(context.fill(key::UI_APP_LAW_OLD, "date", &checked)));
    }
    Block::Group("versions", blocks)
}
