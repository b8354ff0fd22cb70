//! What follows from the verdict: registration, duties, supervision and the frame of fines.

use law::{Consequence, Effect, Verdict};

use super::{Context, space};
use crate::document::{Block, Span, line};
use crate::domain::questionnaire::has_class;
use crate::domain::scope::outcome::Held;
use crate::domain::sorted::SortedSet;
use crate::i18n::{Key, key};

/// What each possible result would mean, where more than one is possible.
pub fn meanings(context: &Context<'_>) -> Vec<Block> {
    if context.outcome.possible.len() < 2 {
        return Vec::new();
    }
    let items = context.outcome.possible.iter().map(|verdict| {
        let mut name = context.verdict_name(Some(*verdict)).to_owned();
        name.push(':');
        vec![Span::Strong(name), space(), Span::Text(context.text(meaning(*verdict)).to_owned())]
    });
    vec![context.paragraph(key::VERDICT_MEANS_LEAD), Block::List(false, items.collect())]
}

fn meaning(verdict: Verdict) -> Key {
    match verdict {
        Verdict::Essential => key::VERDICT_MEANS_ESSENTIAL,
        Verdict::Important => key::VERDICT_MEANS_IMPORTANT,
        Verdict::RegistrationOnly => key::VERDICT_MEANS_REGISTRATION_ONLY,
        Verdict::OutOfScope => key::VERDICT_MEANS_OUT_OF_SCOPE,
        Verdict::NeedsAssessment => key::VERDICT_MEANS_NEEDS_ASSESSMENT,
    }
}

/// Whether DORA stands in the place of the duties.
pub fn displaced(context: &Context<'_>) -> bool {
    context.outcome.follows(Consequence::DisplacedByDora) == Held::Yes
}

/// Whether the State has exempted from some duties.
pub fn exempted(context: &Context<'_>) -> bool {
    let follows = |consequence| context.outcome.follows(consequence) == Held::Yes;
    follows(Consequence::ExemptedPartly) || follows(Consequence::ExemptedWholly)
}

/// What follows from the verdict as such, in a few sentences.
pub fn lead(context: &Context<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    match context.outcome.verdict {
        Some(Verdict::OutOfScope) => {
            blocks.push(context.paragraph(key::VERDICT_FOLLOWS_OUT));
            blocks.push(context.said(key::VERDICT_FOLLOWS_OUT_CUSTOMERS, &["{article} 21(2)(d)"]));
            blocks.push(context.paragraph(key::VERDICT_FOLLOWS_OUT_CHANGE));
        }
        Some(Verdict::RegistrationOnly) => {
            blocks.push(context.said(key::VERDICT_FOLLOWS_REGISTRATION, &["{article} 2(4)", "{article} 36"]));
        }
        Some(Verdict::NeedsAssessment) => blocks.push(context.paragraph(key::VERDICT_FOLLOWS_ASSESS)),
        _ => {}
    }
    blocks.extend(meanings(context));
    blocks
}

/// Registration, duties, supervision and fines, each under a heading; first what takes duties away.
pub fn blocks(context: &Context<'_>, level: u8) -> Vec<Block> {
    let away = [Consequence::DisplacedByDora, Consequence::ExemptedPartly, Consequence::ExemptedWholly];
    let (first, then): (Vec<_>, Vec<_>) =
        context.outcome.consequences.iter().partition(|(consequence, _)| away.contains(consequence));
    let block = |(consequence, held): &(Consequence, Held)| consequence_block(context, level, *consequence, *held);
    let mut blocks: Vec<Block> = first.into_iter().chain(then).map(block).collect();
    blocks.extend(duties(context, level));
    blocks
}

/// The heading of a consequence, and what it says.
pub(super) fn texts(consequence: Consequence) -> (Key, Key) {
    match consequence {
        Consequence::RegisterArt3 => (key::CONSEQUENCES_REGISTER_ART3_TITLE, key::CONSEQUENCES_REGISTER_ART3_TEXT),
        Consequence::RegisterArt27 => (key::CONSEQUENCES_REGISTER_ART27_TITLE, key::CONSEQUENCES_REGISTER_ART27_TEXT),
        Consequence::Regulation2690 => {
            (key::CONSEQUENCES_REGULATION_2690_TITLE, key::CONSEQUENCES_REGULATION_2690_TEXT)
        }
        Consequence::DisplacedByDora => {
            (key::CONSEQUENCES_DISPLACED_BY_DORA_TITLE, key::CONSEQUENCES_DISPLACED_BY_DORA_TEXT)
        }
        Consequence::Representative => (key::CONSEQUENCES_REPRESENTATIVE_TITLE, key::CONSEQUENCES_REPRESENTATIVE_TEXT),
        Consequence::DomainData => (key::CONSEQUENCES_DOMAIN_DATA_TITLE, key::CONSEQUENCES_DOMAIN_DATA_TEXT),
        Consequence::ExemptedPartly => {
            (key::CONSEQUENCES_EXEMPTED_PARTLY_TITLE, key::CONSEQUENCES_EXEMPTED_PARTLY_TEXT)
        }
        Consequence::ExemptedWholly => {
            (key::CONSEQUENCES_EXEMPTED_WHOLLY_TITLE, key::CONSEQUENCES_EXEMPTED_WHOLLY_TEXT)
        }
    }
}

fn consequence_block(context: &Context<'_>, level: u8, consequence: Consequence, held: Held) -> Block {
    let (title, text) = texts(consequence);
    let mut blocks = vec![context.heading(level, title)];
    if held == Held::Open {
        blocks.push(Block::Paragraph(vec![Span::Mark("open", context.text(key::VERDICT_FOLLOWS_OPEN).to_owned())]));
    }
    blocks.push(context.paragraph(text));
    let gives = |rule: &&law::Rule| rule.effect == Effect::Consequence(consequence);
    let read = context.outcome.rules.iter().filter_map(|at| context.law.rules.get(*at)).find(gives);
    if let Some(rule) = read.or_else(|| context.law.rules.iter().find(gives)) {
        blocks.push(Block::Paragraph(context.cites(&rule.cites)));
    }
    Block::Group("follows", blocks)
}

/// The duties of a class: none where DORA takes their place. While the class is open, what both classes share.
fn duties(context: &Context<'_>, level: u8) -> Vec<Block> {
    let shown: SortedSet<Verdict> =
        context.outcome.verdict.map_or_else(|| context.outcome.possible.clone(), |verdict| SortedSet::from([verdict]));
    if displaced(context) || !shown.iter().all(|verdict| has_class(*verdict)) {
        return Vec::new();
    }
    let mut blocks = Vec::new();
    if exempted(context) {
        blocks.push(context.paragraph(key::VERDICT_FOLLOWS_EXEMPTED));
    }
    let mut duty = |title, text, at| {
        let cite = context.nis2(&[at]);
        let texts =
            vec![context.heading(level, title), Block::Paragraph(line(context.text(text))), Block::Paragraph(cite)];
        blocks.push(Block::Group("follows", texts));
    };
    duty(key::CONSEQUENCES_DUTY_GOVERNANCE_TITLE, key::CONSEQUENCES_DUTY_GOVERNANCE_TEXT, "{article} 20");
    duty(key::CONSEQUENCES_DUTY_MEASURES_TITLE, key::CONSEQUENCES_DUTY_MEASURES_TEXT, "{article} 21");
    duty(key::CONSEQUENCES_DUTY_REPORTING_TITLE, key::CONSEQUENCES_DUTY_REPORTING_TEXT, "{article} 23");
    match context.outcome.verdict {
        Some(Verdict::Essential) => {
            let (title, text) =
                (key::CONSEQUENCES_SUPERVISION_ESSENTIAL_TITLE, key::CONSEQUENCES_SUPERVISION_ESSENTIAL_TEXT);
            duty(title, text, "{article} 32");
            duty(key::CONSEQUENCES_FINES_ESSENTIAL_TITLE, key::CONSEQUENCES_FINES_ESSENTIAL_TEXT, "{article} 34(4)");
        }
        Some(Verdict::Important) => {
            let (title, text) =
                (key::CONSEQUENCES_SUPERVISION_IMPORTANT_TITLE, key::CONSEQUENCES_SUPERVISION_IMPORTANT_TEXT);
            duty(title, text, "{article} 33");
            duty(key::CONSEQUENCES_FINES_IMPORTANT_TITLE, key::CONSEQUENCES_FINES_IMPORTANT_TEXT, "{article} 34(5)");
        }
        _ => {}
    }
    blocks
}
