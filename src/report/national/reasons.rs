//! Why the verdict of a State is what it is, and where that can be read.

use law::Rule;
use law::state::Kind;

use super::Desk;
use crate::document::{Block, Line, Span, heading, paragraph};
use crate::domain::national::{Answer, ReadingResult, leads_to};
use crate::i18n::{cite, format, key};
use crate::report::space;

impl<'a> Desk<'a> {
    /// The rules that lead to the verdict, then what is said beside it; each with its provisions and how sure it is. What holds
    /// under some of the readings of the size rule only names them.
    pub(super) fn reasons(self) -> Vec<Line> {
        let held = self.held();
        let decides = |at: &usize| match self.found.verdict {
            Answer::Verdict(verdict) => self.rule(*at).is_some_and(|rule| leads_to(rule, verdict)),
            _ => true,
        };
        let (first, then): (Vec<usize>, Vec<usize>) = held.into_iter().partition(decides);
        first.into_iter().chain(then).filter_map(|at| self.reason(at)).collect()
    }

    /// The rules of the State that hold under any reading, in the order of the law.
    pub(super) fn held(self) -> Vec<usize> {
        let mut held: Vec<usize> =
            self.found.readings.iter().flat_map(|reading| reading.outcome.rules.iter().copied()).collect();
        held.sort_unstable();
        held.dedup();
        held.retain(|at| *at < self.loaded.state.rules.len());
        held
    }

    pub(super) fn rule(self, at: usize) -> Option<&'a Rule> {
        self.loaded.law.rules.get(at)
    }

    fn reason(self, at: usize) -> Option<Line> {
        let rule = self.rule(at)?;
        let mut said = Line::new();
        let under = self.readings_with(at);
        if !under.is_empty() {
            said.extend([Span::Strong([&under, ":"].concat()), space()]);
        }
        said.extend([Span::Text(self.own(Kind::Rule, at, "says").to_owned()), space()]);
        said.append(&mut self.cites(&rule.cites));
        said.extend(self.mark(rule.status));
        if let Some(reading) = self.loaded.state.readings.iter().position(|id| *id == rule.reading) {
            let texts = ["question", "choice"].map(|field| self.own(Kind::Reading, reading, field));
            said.push(Span::Text([" ", texts.join(" ").as_str()].concat()));
        }
        Some(said)
    }

    /// The readings of the size rule under which a rule holds; empty where it holds under all.
    fn readings_with(self, at: usize) -> String {
        let readings = &self.found.readings;
        let holds = |reading: &&ReadingResult| reading.outcome.rules.contains(&at);
        if readings.iter().all(|reading| holds(&reading)) {
            return String::new();
        }
        let name = |reading: &ReadingResult| {
            let [name, years, _] = self.reading(reading);
            let same = |other: &&ReadingResult| other.size == reading.size;
            if readings.iter().filter(same).all(|other| holds(&other)) { name } else { [&name, ", ", &years].concat() }
        };
        let mut names: Vec<String> = readings.iter().filter(holds).map(name).collect();
        names.dedup();
        names.join("; ")
    }

    /// The act, where to read it, and when the data were compared with it.
    pub(super) fn sources(self, level: u8) -> Vec<Block> {
        let state = &self.loaded.state;
        let date = format::date(self.context.words.language, state.checked_on).replace(' ', "\u{a0}");
        let source = |source: &law::Source| {
            let name = cite::reference(self.context.words, &source.short);
            vec![Span::Link(cite::address(self.context.words, source), name)]
        };
        vec![
            heading(level, self.text(key::NATIONAL_SOURCES_TITLE)),
            paragraph(self.own(Kind::State, 0, "act")),
            paragraph(self.own(Kind::State, 0, "place")),
            Block::List(false, state.sources.iter().map(source).collect()),
            paragraph(self.context.words.fill(key::NATIONAL_SOURCES_CHECKED, &[("date", &date)])),
        ]
    }
}
