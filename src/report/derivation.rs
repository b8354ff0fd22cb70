//! The steps that lead to the verdict: rules, activities and size, each with the answers used.

use law::{Effect, FactIndex, Rule, Screen, Verdict};

use super::rows::{Used, row_cells, row_readings};
use super::{Context, alone_key, history_key, numbered, size, space, status_mark};
use crate::document::{Block, Line, Span, Table, line};
use crate::domain::scope::facts::YES;
use crate::domain::scope::outcome::Held;
use crate::domain::size::{CompanyKind, OpenInput, Reason, Relation, latest_summation};
use crate::domain::sorted::SortedSet;
use crate::i18n::{Key, key};

/// The steps. `links`: with links to the screens on which an answer can be changed.
pub fn steps(context: &Context<'_>, level: u8, links: bool) -> Vec<Block> {
    let mut steps = Steps { context, level, links, number: 0, blocks: Vec::new() };
    let rules = || context.outcome.rules.iter().filter_map(|rule| context.law.rules.get(*rule));
    let is_step = |rule: &&Rule| !matches!(rule.effect, Effect::Consequence(_));
    let grounds = context.law.rules.iter().position(|rule| rule.effect == Effect::InScope).unwrap_or_default();
    let before = context.outcome.rules.partition_point(|rule| *rule < grounds);
    rules().take(before).filter(is_step).for_each(|rule| steps.rule(rule));
    if !rules().any(|rule| rule.effect == Effect::OutOfScope) {
        steps.activities();
        steps.size();
    }
    rules().skip(before).filter(is_step).for_each(|rule| steps.rule(rule));
    let is_reading = |block: &Block| matches!(block, Block::Group("reading", _));
    if steps.blocks.iter().any(|step| matches!(step, Block::Group(_, blocks) if blocks.iter().any(is_reading))) {
        steps.blocks.push(context.paragraph(key::VERDICT_DERIVATION_READINGS));
    }
    steps.blocks
}

struct Steps<'a> {
    context: &'a Context<'a>,
    level: u8,
    links: bool,
    number: usize,
    blocks: Vec<Block>,
}

impl Steps<'_> {
    fn step(&mut self, title: &str, mut blocks: Vec<Block>) {
        self.number += 1;
        let mut number = self.number.to_string();
        number.push('.');
        blocks.insert(0, Block::Heading(self.level, numbered(&number, title), String::new()));
        self.blocks.push(Block::Group("step", blocks));
    }

    fn rule(&mut self, rule: &Rule) {
        let context = self.context;
        let Some(at) = context.law.rules.iter().position(|known| known.id == rule.id) else { return };
        let mut blocks = vec![context.paragraph(key::RULES.of(at, key::rules::SAYS))];
        let mut used = Used::default();
        used.collect(&rule.when);
        let mut answers = self.facts(&used.facts);
        for (row, held) in &context.outcome.rows {
            if used.rows.contains(row) && (*held == Held::Yes || used.stated.contains(row)) {
                let activity = context.fill(key::VERDICT_DERIVATION_USED_ACTIVITY, "activity", context.row_name(*row));
                answers.push(self.linked(line(activity), "activities"));
            }
        }
        if used.size {
            let class = context.fill(key::VERDICT_DERIVATION_USED_SIZE, "class", &size::counting(context));
            answers.push(self.linked(line(class), "figures"));
        }
        if !answers.is_empty() {
            blocks.push(Block::List(false, answers));
        }
        let mut cites = context.cites(&rule.cites);
        cites.append(&mut status_mark(context.words, rule.status));
        blocks.push(Block::Paragraph(cites));
        blocks.extend(reading(context, &rule.reading));
        if rule.effect == Effect::RegistrationOnly && context.outcome.verdict == Some(Verdict::NeedsAssessment) {
            blocks.extend(reading(context, "X2"));
        }
        if rule.id == "essential.critical_entity" && stated(context, "x_dora_only_financial_entity") {
            blocks.extend(reading(context, "X4"));
        }
        self.step(context.text(key::RULES.of(at, key::rules::SHORT)), blocks);
    }

    /// Answered questions with their answers.
    fn facts(&self, facts: &[FactIndex]) -> Vec<Line> {
        let context = self.context;
        let answered = |fact: &&FactIndex| {
            let asked = context.law.facts.get(usize::from(**fact));
            asked.is_some_and(|asked| context.assessment.answer(&asked.id).is_some())
        };
        let answer = |fact: &FactIndex| {
            let mut answer = context.asked(*fact, context.facts.value(*fact));
            if self.links {
                answer.push(space());
                answer.push(context.change_fact(*fact));
            }
            answer
        };
        facts.iter().filter(answered).map(answer).collect()
    }

    fn linked(&self, mut text: Line, screen: &str) -> Line {
        if self.links {
            text.push(space());
            text.push(self.context.change(screen));
        }
        text
    }

    /// Alone or not, and the size one year earlier, where they are known.
    fn relations(&self) -> Vec<Line> {
        let context = self.context;
        let answers = [
            (key::UI_RELATIONS_ALONE_QUESTION, alone_key(context.assessment)),
            (key::UI_RELATIONS_HISTORY_QUESTION, history_key(context.assessment)),
        ];
        let line = |(question, answer): (Key, Option<Key>)| {
            let mut said = context.line(question);
            said.extend([space(), Span::Strong(context.text(answer?).to_owned())]);
            Some(self.linked(said, "relations"))
        };
        answers.into_iter().filter_map(line).collect()
    }

    fn activities(&mut self) {
        let context = self.context;
        if context.facts.activities_open {
            return;
        }
        let mut blocks = Vec::new();
        if context.outcome.rows.is_empty() {
            let none = context.line(key::VERDICT_DERIVATION_NONE_LISTED);
            blocks.push(Block::Paragraph(self.linked(none, "activities")));
        } else {
            let rows = context.outcome.rows.iter();
            blocks.push(Block::Table(Table {
                caption: context.text(key::VERDICT_DERIVATION_CAPTION).to_owned(),
                head: [
                    key::VERDICT_DERIVATION_HEAD_ACTIVITY,
                    key::VERDICT_DERIVATION_HEAD_STATE,
                    key::VERDICT_DERIVATION_HEAD_PLACE,
                    key::VERDICT_DERIVATION_HEAD_DEFINITION,
                ]
                .map(|head| context.text(head).to_owned())
                .into(),
                rows: rows.filter_map(|(row, held)| row_cells(context, *row, *held)).collect(),
            }));
            let mut used = Used::default();
            for (row, _) in &context.outcome.rows {
                if let Some(row) = context.law.rows.get(usize::from(*row)) {
                    used.collect(&row.when);
                    used.facts.extend(&row.asks);
                }
            }
            let facts: SortedSet<FactIndex> = used.facts.into_iter().collect();
            // Where the organisation is has been said with the rule about it.
            let of_place = |fact: &FactIndex| {
                context.law.facts.get(usize::from(*fact)).is_some_and(|fact| fact.screen == Screen::Place)
            };
            let facts: Vec<FactIndex> = facts.into_iter().filter(|fact| !of_place(fact)).collect();
            let answers = self.facts(&facts);
            if !answers.is_empty() {
                blocks.push(Block::List(false, answers));
            }
            if self.links {
                blocks.push(Block::Paragraph(vec![context.change_of("activities", key::UI_VERDICT_ROWS_TITLE)]));
            }
            for id in row_readings(context) {
                blocks.extend(reading(context, id));
            }
            if context.outcome.rows.len() > 1 && context.assessment.answer("union_establishment") == Some("no") {
                blocks.extend(reading(context, "X7"));
            }
        }
        self.step(context.text(key::UI_VERDICT_ROWS_TITLE), blocks);
    }

    fn size(&mut self) {
        let context = self.context;
        let matters = size::matters(context);
        if !matters && context.assessment.size.periods.is_empty() {
            return;
        }
        let mut blocks =
            if matters { size::blocks(context) } else { vec![context.paragraph(key::VERDICT_SIZE_NO_PART)] };
        if self.links && matters {
            blocks.push(Block::Paragraph(vec![context.change_of("figures", key::UI_VERDICT_SIZE_TITLE)]));
        }
        let relations = if matters { self.relations() } else { Vec::new() };
        if !relations.is_empty() {
            blocks.push(Block::List(false, relations));
        }
        if matters {
            blocks.push(Block::Paragraph(context.cites(&context.size_rule().cites)));
            let history = [OpenInput::PriorStatus, OpenInput::NewlyFounded];
            if context.sizes.open.iter().any(|open| history.contains(open)) {
                blocks.extend(reading(context, "X6"));
            }
            if has_public_owner(context) {
                blocks.extend(reading(context, "I6"));
            }
        }
        self.step(context.text(key::UI_VERDICT_SIZE_TITLE), blocks);
    }
}

/// An open question of the text with the choice taken.
fn reading(context: &Context<'_>, id: &str) -> Option<Block> {
    let at = key::READINGS_IDS.iter().position(|known| *known == id)?;
    let question = context.text(key::READINGS.of(at, key::readings::QUESTION));
    let choice = context.text(key::READINGS.of(at, key::readings::CHOICE));
    let text = context.words.fill(key::UI_VERDICT_READING, &[("question", question), ("choice", choice)]);
    Some(Block::Group("reading", vec![crate::document::paragraph(text)]))
}

fn stated(context: &Context<'_>, row: &str) -> bool {
    let rows = (0..).zip(&context.law.rows);
    rows.filter(|(_, known)| known.id == row).any(|(index, _)| context.facts.activity(index) == YES)
}

/// Whether a public body without economic activity stands between companies of the group.
fn has_public_owner(context: &Context<'_>) -> bool {
    let size = &context.assessment.size;
    let public = |company: usize| {
        let kind = size.group.companies.get(company).map(|company| company.kind);
        matches!(kind, Some(CompanyKind::PublicBody | CompanyKind::SmallLocalAuthority))
    };
    let through = Relation::Ignored(Reason::ThroughPublicBody);
    let lines = latest_summation(size, context.size_rule()).lines;
    lines.iter().any(|line| public(line.company) || line.least == through)
}

/// The rule that decided, for the sentence why.
pub fn deciding(context: &Context<'_>) -> Option<usize> {
    let rules = || context.outcome.rules.iter().filter_map(|at| Some((*at, context.law.rules.get(*at)?)));
    let with = |effect: &Effect| rules().find(|(_, rule)| rule.effect == *effect);
    let note = || rules().rfind(|(_, rule)| rule.id.starts_with("out.") && rule.id != "out.voluntary");
    let found = match context.outcome.verdict? {
        Verdict::Essential => with(&Effect::Essential),
        Verdict::Important => with(&Effect::InScope),
        Verdict::RegistrationOnly => with(&Effect::RegistrationOnly),
        Verdict::OutOfScope => with(&Effect::OutOfScope).or_else(note),
        Verdict::NeedsAssessment => {
            rules().find(|(_, rule)| matches!(rule.effect, Effect::Assess(_) | Effect::AssessSize))
        }
    };
    found.map(|(at, _)| at)
}
