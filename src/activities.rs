//! The catalogue of activities in a language: rows of the annexes, and trades that have no row.

use law::Law;

use crate::domain::search::{Entry, nace_division, search};
use crate::i18n::{Section, Words, key};

/// What a search can find.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Found {
    /// A row of the law, by position.
    Row(usize),
    /// A trade that is not an activity of NIS 2, by position in the words.
    Trade(usize),
}

/// The searchable catalogue of one language.
#[derive(Clone, Debug)]
pub struct Catalogue {
    entries: Vec<Entry>,
    rows: usize,
}

impl Catalogue {
    /// Rows first, then trades.
    pub fn new(words: &Words) -> Self {
        let text = |section: Section, item, field| words.get(section.of(item, field));
        let rows = (0..key::ROWS_ROW.items).map(|row| {
            let name = text(key::ROWS_ROW, row, key::rows_row::NAME);
            Entry::new(name, text(key::CATALOGUE_ROW, row, key::catalogue_row::SEARCH))
        });
        let trades = (0..key::CATALOGUE_TRADE.items).map(|trade| {
            let name = text(key::CATALOGUE_TRADE, trade, key::catalogue_trade::NAME);
            Entry::new(name, text(key::CATALOGUE_TRADE, trade, key::catalogue_trade::SEARCH))
        });
        let entries = rows.chain(trades).collect();
        Self { entries, rows: key::ROWS_ROW.items }
    }

    /// What fits the words or the NACE code, best first.
    pub fn find(&self, law: &Law, query: &str) -> Vec<Found> {
        if let Some(division) = nace_division(query) {
            let named = |nace: &String| nace.trim_start_matches(|c: char| c.is_ascii_alphabetic()) == division;
            let rows = law.rows.iter().enumerate().filter(|(_, row)| row.nace.iter().any(named));
            return rows.map(|(row, _)| Found::Row(row)).collect();
        }
        let found = search(&self.entries, query).into_iter();
        found.map(|at| if at < self.rows { Found::Row(at) } else { Found::Trade(at - self.rows) }).collect()
    }
}
