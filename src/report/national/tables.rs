//! Tables and lists about a state: readings of the size rule, differences, authorities, measures.

use law::Verdict;
use law::state::{Kind, Measure};

use super::Desk;
use crate::document::{Block, Line, Span, Table, heading, line, paragraph};
use crate::domain::national::{Between, Periods, ReadingResult};
use crate::domain::scope::outcome::Held;
use crate::domain::sorted::SortedSet;
use crate::domain::units::{DECIMALS, Range, Total};
use crate::i18n::{Key, cite, format, key};
use crate::report::space;

impl Desk<'_> {
    fn head<const N: usize>(self, keys: [Key; N]) -> Vec<String> {
        keys.map(|key| self.text(key).to_owned()).into()
    }

    /// The readings of the size rule with their results, where there is more than one and the size counts.
    pub(super) fn sizes(self, level: u8) -> Vec<Block> {
        if self.loaded.state.sizes.len() < 2 || !self.found.size_counts {
            return Vec::new();
        }
        let lines = |at: usize| {
            let [name, lines] = ["name", "lines"].map(|field| self.own(Kind::Size, at, field));
            let mut said = vec![Span::Strong(name.to_owned()), Span::Text([": ", lines].concat())];
            if let Some(size) = self.loaded.state.sizes.get(at) {
                said.push(space());
                said.append(&mut self.cites(&size.cites));
                said.extend(self.mark(size.status));
            }
            said
        };
        let mut rows: Vec<[String; 3]> = Vec::new();
        for reading in &self.found.readings {
            let [name, years, result] = self.reading(reading);
            match rows.last_mut() {
                Some([before, also, same]) if *before == name && *same == result => {
                    also.push_str("; ");
                    also.push_str(&years);
                }
                _ => rows.push([name, years, result]),
            }
        }
        let table = Table {
            caption: self.text(key::NATIONAL_WHY_READINGS_LEAD).to_owned(),
            head: self.head([
                key::NATIONAL_WHY_HEAD_READING,
                key::NATIONAL_WHY_HEAD_PERIODS,
                key::NATIONAL_WHY_HEAD_RESULT,
            ]),
            rows: rows
                .into_iter()
                .map(|[name, years, result]| vec![line(name), line(years), vec![Span::Strong(result)]])
                .collect(),
        };
        vec![
            heading(level, self.text(key::NATIONAL_WHY_READINGS_TITLE)),
            Block::List(false, (0..self.loaded.state.sizes.len()).map(lines).collect()),
            Block::Table(table),
            self.figures(),
        ]
    }

    /// A reading, the years that count in it, and its result.
    pub(super) fn reading(self, reading: &ReadingResult) -> [String; 3] {
        let mut years = self
            .text(match reading.periods {
                Periods::Latest => key::NATIONAL_WHY_LATEST,
                Periods::Two => key::NATIONAL_WHY_TWO,
            })
            .to_owned();
        if let Some(between) = reading.between {
            let class = match between {
                Between::Lowest => key::NATIONAL_WHY_LOWEST,
                Between::Highest => key::NATIONAL_WHY_HIGHEST,
            };
            years = [years.as_str(), " (", self.text(class), ")"].concat();
        }
        [self.own(Kind::Size, reading.size, "name").to_owned(), years, self.reading_name(reading).to_owned()]
    }

    /// The figures that decide.
    fn figures(self) -> Block {
        let figures = &self.found.figures;
        let language = self.context.words.language;
        let hundredths = |range: Range<Total>| {
            range.is_exact().then(|| u64::try_from(range.from.0 / Total::PARTS).unwrap_or(u64::MAX))
        };
        let [staff, turnover, balance] = [figures.staff, figures.turnover, figures.balance].map(hundredths);
        let staff = staff.map(|staff| format::decimal(language, staff, DECIMALS));
        let [turnover, balance] = [turnover, balance].map(|found| found.map(|cents| format::money(language, cents)));
        let (Some(staff), Some(turnover), Some(balance)) = (staff, turnover, balance) else {
            return self.said(key::NATIONAL_WHY_FIGURES_OPEN);
        };
        let values = [("staff", staff.as_str()), ("turnover", &turnover), ("balance", &balance)];
        paragraph(self.context.words.fill(key::NATIONAL_WHY_FIGURES, &values))
    }

    /// The act beside the directive; what can change the verdict first.
    pub(super) fn differences(self, level: u8) -> Vec<Block> {
        let all =
            self.found.differences.iter().filter_map(|(at, _)| Some((*at, self.loaded.state.differences.get(*at)?)));
        let (first, then): (Vec<_>, Vec<_>) = all.partition(|(_, item)| item.verdict);
        let rows = first.into_iter().chain(then).map(|(at, item)| {
            let own = |field| line(self.own(Kind::Difference, at, field));
            let mut title = vec![Span::Strong(self.own(Kind::Difference, at, "title").to_owned())];
            if item.verdict {
                title.extend([space(), Span::Mark("open", self.text(key::NATIONAL_DIFFERENCES_VERDICT).to_owned())]);
            }
            let mut here = own("here");
            here.push(space());
            here.append(&mut self.cites(&item.cites));
            here.extend(self.mark(item.status));
            vec![title, own("directive"), here]
        });
        let rows: Vec<Vec<Line>> = rows.collect();
        if rows.is_empty() {
            return Vec::new();
        }
        let table = Table {
            caption: self.text(key::NATIONAL_DIFFERENCES_CAPTION).to_owned(),
            head: self.head([
                key::NATIONAL_DIFFERENCES_HEAD_WHAT,
                key::NATIONAL_DIFFERENCES_HEAD_DIRECTIVE,
                key::NATIONAL_DIFFERENCES_HEAD_HERE,
            ]),
            rows,
        };
        vec![heading(level, self.text(key::NATIONAL_DIFFERENCES_TITLE)), Block::Table(table)]
    }

    /// What the act asks to be in place, list by list, for those who are bound or may be.
    pub(super) fn measures(self, level: u8) -> Vec<Block> {
        let state = &self.loaded.state;
        let free = [Verdict::OutOfScope, Verdict::RegistrationOnly];
        let displaced = self.found.displaced == Held::Yes;
        if displaced || state.measures.is_empty() || self.found.possible.iter().all(|verdict| free.contains(verdict)) {
            return Vec::new();
        }
        let mut blocks = vec![heading(level, self.text(key::NATIONAL_MEASURES_TITLE))];
        for (list, id) in state.lists().iter().enumerate() {
            let of_list: Vec<(usize, &Measure)> =
                state.measures.iter().enumerate().filter(|(_, measure)| measure.list == *id).collect();
            let Some((_, first)) = of_list.first() else { continue };
            // What all have in common is said once.
            let same_cites = of_list.iter().all(|(_, measure)| measure.cites == first.cites);
            let same_status = of_list.iter().all(|(_, measure)| measure.status == first.status);
            let items = of_list.iter().map(|(at, measure)| self.measure(*at, measure, !same_cites, !same_status));
            let items: Vec<Line> = items.collect();
            let own = |field| self.own(Kind::List, list, field);
            let mut lead = line(own("lead"));
            if same_cites {
                lead.push(space());
                lead.append(&mut self.cites(&first.cites));
            }
            if same_status {
                lead.extend(self.mark(first.status));
            }
            let inner = vec![Block::Paragraph(lead), Block::List(true, items)];
            blocks.push(Block::Details(own("title").to_owned(), inner));
        }
        blocks
    }

    fn measure(self, at: usize, measure: &Measure, cites: bool, mark: bool) -> Line {
        let mut said = line(self.own(Kind::Measure, at, "name"));
        if !measure.nearest.is_empty() {
            let points = cite::reference(self.context.words, &measure.nearest);
            let nearest = self.context.words.fill(key::NATIONAL_MEASURES_NEAREST, &[("points", &points)]);
            said.push(Span::Text(["; ", nearest.as_str()].concat()));
        }
        if cites {
            said.push(Span::Text(String::from(" – ")));
            said.append(&mut self.cites(&measure.cites));
        }
        if mark {
            said.extend(self.mark(measure.status));
        }
        said
    }

    /// Authority and response team. Names stay in their own language.
    pub(super) fn bodies(self, level: u8) -> Vec<Block> {
        let state = &self.loaded.state;
        let body = |at: Option<u8>| match at.and_then(|at| state.bodies.get(usize::from(at))) {
            None => line(self.text(key::NATIONAL_BODIES_NONE)),
            Some(body) => {
                let what = at.map_or("", |at| self.own(Kind::Body, usize::from(at), "what"));
                vec![Span::Strong(body.name.clone()), Span::Text([": ", what].concat())]
            }
        };
        let rows = self.found.competences.iter().filter_map(|(at, held)| {
            let item = state.competences.get(*at)?;
            let mut who = line(self.own(Kind::Competent, *at, "who"));
            if *held == Held::Open {
                who.extend([space(), Span::Mark("open", self.text(key::NATIONAL_BODIES_PERHAPS).to_owned())]);
            }
            who.push(space());
            who.append(&mut self.cites(&item.cites));
            who.extend(self.mark(item.status));
            Some(vec![who, body(item.authority), body(item.csirt)])
        });
        let rows: Vec<Vec<Line>> = rows.collect();
        if rows.is_empty() {
            return Vec::new();
        }
        let table = Table {
            caption: self.text(key::NATIONAL_BODIES_CAPTION).to_owned(),
            head: self.head([
                key::NATIONAL_BODIES_HEAD_WHO,
                key::NATIONAL_BODIES_HEAD_AUTHORITY,
                key::NATIONAL_BODIES_HEAD_CSIRT,
            ]),
            rows,
        };
        let named = self.found.competences.iter().filter_map(|(at, _)| state.competences.get(*at)?.authority);
        let several = named.collect::<SortedSet<u8>>().len() > 1;
        let mut blocks = vec![heading(level, self.text(key::NATIONAL_BODIES_TITLE)), Block::Table(table)];
        blocks.extend(several.then(|| paragraph(self.own(Kind::State, 0, "several"))));
        blocks
    }
}
