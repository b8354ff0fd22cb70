//! The whole report: page for the board, cover, statement, contents, result, derivation, what the areas leave out, the
//! areas, the roadmap if measures have been answered, how to go on, what counts in which framework, the sources.

use law::operators::Operators;
use law::{Consequence, Maturity, Verdict};

use super::duties::Laws;
use super::duties::operators::with_operators;
use super::measures::Full;
use super::operators::{Desk, chapter};
use super::{
    Context, areas, board, change, crosswalk, derivation, follows, national, numbered, roadmap, rows, size, sources,
    verdict,
};
use crate::document::{Block, Line, Span, Table, line, paragraph};
use crate::domain::maturity::Score;
use crate::domain::scope::outcome::Held;
use crate::i18n::{Key, key};

/// The report. Its page for the board and its title have headings of level 1.
pub fn report(context: &Context<'_>) -> Vec<Block> {
    let mut body = Body { context, number: 0, contents: Vec::new(), blocks: Vec::new() };
    body.result();
    body.derivation();
    let mut chapter = String::new();
    if let Some(states) = context.national {
        body.section(key::NATIONAL_PAGE_TITLE);
        chapter = ["#s", &body.number.to_string()].concat();
        body.blocks.extend(national::results(context, states, 3, false));
    }
    if let Some(laws) = context.duties {
        body.duties(laws);
    }
    let whole = Full::new(context);
    let full = whole.as_ref().filter(|full| !full.read.kept.answers.is_empty());
    if let Some(maturity) = context.maturity {
        body.left_out(maturity);
        let score: Score = areas::score_of(context, maturity);
        body.chapters(maturity, full, &score, areas::profile_order(context, whole.as_ref(), &score));
    }
    if let Some(full) = full {
        body.section(key::ROADMAP_PLAN_TITLE);
        body.blocks.extend(roadmap::plan(full, 3));
    }
    if let Some(operators) = context.operators {
        body.operators(operators);
    }
    body.closing();
    if let Some(full) = full {
        body.section(key::CROSSWALK_PAGE_APPENDIX);
        body.blocks.extend(crosswalk::appendix(full, 3));
    }
    body.sources();
    let mut blocks = board::page(context, &chapter);
    blocks.push(Block::PageBreak);
    let title = context.text(key::REPORT_DOC_TITLE).to_owned();
    let mut cover = vec![Block::Heading(1, title, String::from("report"))];
    cover.extend(board::firm(context));
    blocks.push(Block::Group("cover", cover));
    blocks.push(statement(context));
    let contents = vec![context.heading(2, key::REPORT_DOC_CONTENTS), Block::List(false, body.contents)];
    blocks.push(Block::Group("contents", contents));
    blocks.append(&mut body.blocks);
    blocks
}

fn statement(context: &Context<'_>) -> Block {
    let baseline = context.fill(key::REPORT_STATEMENT_BASELINE, "date", &context.date(context.facts.as_of));
    let blocks = vec![
        context.heading(2, key::REPORT_STATEMENT_TITLE),
        context.paragraph(key::REPORT_STATEMENT_MADE),
        context.paragraph(key::REPORT_STATEMENT_ADVICE),
        context.paragraph(key::REPORT_STATEMENT_PRIVATE),
        paragraph(baseline),
        context.paragraph(key::REPORT_STATEMENT_OPEN),
        context.paragraph(key::REPORT_STATEMENT_CHECK),
    ];
    Block::Group("statement", blocks)
}

/// Everything behind the contents; sections are numbered and listed as they come.
struct Body<'a> {
    context: &'a Context<'a>,
    number: usize,
    contents: Vec<Line>,
    blocks: Vec<Block>,
}

impl Body<'_> {
    fn section(&mut self, key: Key) {
        self.number += 1;
        let text = numbered(&self.number.to_string(), self.context.text(key));
        self.listed(2, text, &self.number.to_string());
    }

    fn part(&mut self, part: usize, text: &str) {
        let mut number = self.number.to_string();
        number.push('.');
        number.push_str(&part.to_string());
        self.listed(3, numbered(&number, text), &number);
    }

    fn listed(&mut self, level: u8, text: String, number: &str) {
        let mut id = String::from("s");
        id.push_str(&number.replace('.', "-"));
        let mut address = String::from("#");
        address.push_str(&id);
        self.contents.push(vec![Span::Link(address, text.clone())]);
        self.blocks.push(Block::Heading(level, text, id));
    }

    fn result(&mut self) {
        let context = self.context;
        self.section(key::REPORT_SECTION_RESULT);
        self.blocks.extend(result(context));
        self.blocks.extend(verdict::dates(context, 3));
        let follows = follows::blocks(context, 4);
        if !follows.is_empty() {
            self.blocks.push(context.heading(3, key::UI_VERDICT_WHAT_FOLLOWS));
            self.blocks.extend(follows);
        }
    }

    fn derivation(&mut self) {
        let context = self.context;
        self.section(key::REPORT_SECTION_DERIVATION);
        self.blocks.push(context.paragraph(key::VERDICT_DERIVATION_LEAD));
        self.blocks.extend(derivation::steps(context, 3, false));
        self.blocks.extend(verdict::jurisdiction(context, 3));
        self.blocks.extend(change::blocks(context, 3));
    }

    fn duties(&mut self, laws: Laws<'_>) {
        let context = self.context;
        self.section(key::DUTIES_TITLE);
        self.blocks.extend(with_operators(context, laws, |duties| duties.chapter(3)));
    }

    fn operators(&mut self, operators: &Operators) {
        let context = self.context;
        let kept = crate::persist::operators::kept(context.assessment, operators);
        let chapter = chapter(Desk { operators, words: context.words, kept: &kept, today: context.today }, 3);
        if !chapter.is_empty() {
            self.section(key::OPERATORS_PAGE_TITLE);
            self.blocks.extend(chapter);
        }
    }

    fn left_out(&mut self, maturity: &Maturity) {
        let context = self.context;
        self.section(key::REPORT_SECTION_LEFT_OUT);
        let lead = match context.outcome.verdict {
            _ if follows::displaced(context) => key::REPORT_LEFT_OUT_LEAD_DORA,
            Some(Verdict::OutOfScope | Verdict::RegistrationOnly) => key::REPORT_LEFT_OUT_LEAD_OUT,
            _ => key::REPORT_LEFT_OUT_LEAD,
        };
        self.blocks.push(context.paragraph(lead));
        let rows = maturity.gaps.iter().enumerate().map(|(at, gap)| {
            let mut asked = line(crate::i18n::cite::reference(context.words, &gap.asked_by));
            if gap.asked_by.contains("2024/2690") {
                asked.extend(areas::yardstick(context));
            }
            vec![
                context.line(key::AREAS_GAP.of(at, key::areas_gap::TITLE)),
                context.line(key::AREAS_GAP.of(at, key::areas_gap::ADVICE)),
                asked,
            ]
        });
        let head = [key::REPORT_LEFT_OUT_HEAD_WHAT, key::REPORT_LEFT_OUT_HEAD_ADVICE, key::REPORT_LEFT_OUT_HEAD_ASKED];
        self.blocks.push(Block::Table(Table {
            caption: context.text(key::REPORT_LEFT_OUT_CAPTION).to_owned(),
            head: head.map(|head| context.text(head).to_owned()).into(),
            rows: rows.collect(),
        }));
    }

    /// The areas one by one; `by_profile` says that the risk profile has a say in their order, where it has.
    fn chapters(&mut self, maturity: &Maturity, full: Option<&Full<'_>>, score: &Score, by_profile: Option<Block>) {
        let context = self.context;
        self.section(key::REPORT_SECTION_AREAS);
        let in_order = score.answered == 0 && by_profile.is_none();
        self.blocks.push(context.paragraph(if in_order {
            key::REPORT_CHAPTERS_UNANSWERED
        } else {
            key::REPORT_CHAPTERS_LEAD
        }));
        self.blocks.extend(by_profile);
        self.blocks.push(context.paragraph(key::REPORT_AREAS_MAPPING));
        self.blocks.push(context.heading(3, key::REPORT_SECTION_OVERVIEW));
        self.blocks.extend(areas::overview(context, maturity, score));
        for (area, part) in score.by_gap().zip(1..) {
            self.part(part, areas::area_text(context, area.area, key::areas::TITLE));
            self.blocks.push(paragraph(areas::area_text(context, area.area, key::areas::CHAPTER)));
            self.blocks.extend(areas::area_blocks(context, full, maturity, area, 4));
        }
    }

    fn closing(&mut self) {
        let context = self.context;
        self.section(key::REPORT_SECTION_CLOSING);
        for key in
            [key::REPORT_CLOSING_OWN, key::REPORT_CLOSING_OUTSIDE, key::REPORT_CLOSING_WHOLE, key::REPORT_CLOSING_AGAIN]
        {
            self.blocks.push(context.paragraph(key));
        }
        if !context.contact.is_empty() {
            let mut contact = vec![context.heading(3, key::REPORT_CLOSING_CONTACT)];
            contact.extend(context.contact.iter().map(|text| paragraph(text.as_str())));
            self.blocks.push(Block::Group("contact", contact));
        }
    }

    /// What the report cites, each with its official text.
    fn sources(&mut self) {
        let context = self.context;
        let cited = sources::cited(context, &self.blocks);
        self.section(key::REPORT_SECTION_SOURCES);
        // On paper the versions do not stand alone on the last page.
        self.blocks.push(Block::Group("together", vec![cited, verdict::versions(context)]));
    }
}

/// The paragraphs of the result, put together from the building blocks of its verdict.
fn result(context: &Context<'_>) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut says = |key: Key| blocks.push(context.paragraph(key));
    let verdict = context.outcome.verdict;
    says(match verdict {
        Some(Verdict::Essential) => key::REPORT_PARA_ESSENTIAL,
        Some(Verdict::Important) => key::REPORT_PARA_IMPORTANT,
        Some(Verdict::RegistrationOnly) => key::REPORT_PARA_REGISTRATION,
        Some(Verdict::OutOfScope) => key::REPORT_PARA_OUT,
        Some(Verdict::NeedsAssessment) => key::REPORT_PARA_ASSESS,
        None => key::REPORT_PARA_OPEN,
    });
    blocks.push(context.baseline(false));
    if verdict.is_some() {
        blocks.push(verdict::why(context));
    }
    if !context.outcome.is_certain() {
        blocks.extend(verdict::open_points(context));
        blocks.extend(follows::meanings(context));
    }
    blocks.extend(answers(context));
    match verdict {
        Some(Verdict::Essential | Verdict::Important) => blocks.extend(bound(context)),
        Some(Verdict::RegistrationOnly) => {
            blocks.push(
                context.said(
                    key::REPORT_PARA_REGISTRAR,
                    &["{article} 3(4)", "{article} 27", "{article} 28", "{article} 36"],
                ),
            );
        }
        Some(Verdict::OutOfScope) => {
            blocks.push(context.paragraph(key::REPORT_PARA_OUT_REMAINS));
            blocks.push(context.paragraph(key::REPORT_PARA_OUT_CHANGE));
            blocks.push(context.said(key::REPORT_PARA_OUT_CUSTOMERS, &["{article} 21(2)(d)"]));
        }
        Some(Verdict::NeedsAssessment) => blocks.push(context.paragraph(key::REPORT_PARA_ASSESS_UNTIL)),
        None => blocks.push(context.paragraph(key::REPORT_PARA_OPEN_SETTLE)),
    }
    let recommended = match verdict {
        Some(Verdict::OutOfScope) => key::REPORT_PARA_OUT_VOLUNTARY,
        Some(Verdict::NeedsAssessment) => key::REPORT_PARA_ASSESS_PREPARE,
        _ if follows::displaced(context) => key::REPORT_PARA_DORA_AREAS,
        _ => key::REPORT_PARA_RECOMMEND,
    };
    let mut recommended = vec![Span::Strong(context.text(recommended).to_owned()), super::space()];
    recommended.append(&mut context.line(key::REPORT_PARA_CHOOSE));
    blocks.push(Block::Paragraph(recommended));
    blocks
}

/// The answers that decided: activities, and the figures where size can change the verdict.
fn answers(context: &Context<'_>) -> Vec<Block> {
    let mut used = rows::activities(context);
    if size::matters(context) && !context.assessment.size.periods.is_empty() {
        used.extend(size::figures(context));
    }
    if used.is_empty() {
        return Vec::new();
    }
    let open = context.outcome.verdict.is_none();
    let title = if open { key::REPORT_PARA_ANSWERS_OPEN } else { key::REPORT_PARA_ANSWERS };
    vec![context.paragraph(title), Block::List(false, used)]
}

/// The duties of those who are bound with a class.
fn bound(context: &Context<'_>) -> Vec<Block> {
    let essential = context.outcome.verdict == Some(Verdict::Essential);
    let mut blocks = Vec::new();
    if follows::displaced(context) {
        blocks.push(context.said(key::REPORT_PARA_DORA, &["{article} 4"]));
        return blocks;
    }
    if follows::exempted(context) {
        blocks.push(context.said(key::REPORT_PARA_EXEMPTED, &["{article} 2(8)"]));
        return blocks;
    }
    blocks.push(context.said(key::REPORT_PARA_DUTIES, &["{article} 20", "{article} 21", "{article} 23"]));
    if context.outcome.follows(Consequence::RegisterArt3) == Held::Yes {
        blocks.push(context.said(key::REPORT_PARA_REGISTER, &["{article} 3(3)-(4)"]));
    }
    if let Some(date) = context.law.dates.iter().find(|date| date.id == "measures_apply") {
        let text = context.fill(key::REPORT_PARA_SINCE, "date", &context.date(date.day));
        blocks.push(Block::Paragraph(vec![Span::Text(text), super::space(), context.cite(date.cite)]));
    }
    if essential {
        blocks.push(context.said(key::REPORT_PARA_SUPERVISION_ESSENTIAL, &["{article} 32(2)"]));
        blocks.push(context.said(key::REPORT_PARA_FINES_ESSENTIAL, &["{article} 34(4)"]));
    } else {
        blocks.push(context.said(key::REPORT_PARA_SUPERVISION_IMPORTANT, &["{article} 33(1)"]));
        blocks.push(context.said(key::REPORT_PARA_FINES_IMPORTANT, &["{article} 34(5)"]));
    }
    blocks
}
