//! Finding an activity by plain words: with or without diacritics, inflected or misspelt, or by NACE code.

use std::cmp::Reverse;

use super::sorted::insert_in_order;

/// A candidate: its words, most telling first.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Normalised words of name and search list, with their weight.
    words: Vec<(String, u32)>,
}

/// Words that say nothing about a trade.
const EMPTY_WORDS: [&str; 20] = [
    "za", "in", "i", "of", "the", "and", "na", "v", "u", "s", "z", "ter", "te", "od", "do", "iz", "for", "a", "we",
    "smo",
];
/// How alike two words must be to count, of 100.
const LEAST: u32 = 58;

impl Entry {
    /// An entry from its name and its comma-separated search words.
    pub fn new(name: &str, search: &str) -> Self {
        let mut words: Vec<(String, u32)> = tokens(search).into_iter().map(|word| (word, 100)).collect();
        for word in tokens(name) {
            if !words.iter().any(|(known, _)| *known == word) {
                words.push((word, 90));
            }
        }
        Self { words }
    }

    fn likeness(&self, word: &str) -> u32 {
        self.words.iter().map(|(known, weight)| likeness(word, known) * weight / 100).max().unwrap_or(0)
    }
}

/// Positions of the entries that fit, best first. A word that fits few entries counts for more.
pub fn search(entries: &[Entry], query: &str) -> Vec<usize> {
    let words = tokens(query);
    let mut scores = vec![0_u32; entries.len()];
    for word in &words {
        let found: Vec<u32> = entries.iter().map(|entry| entry.likeness(word)).collect();
        let best = found.iter().copied().max().unwrap_or(0);
        let least = LEAST.max(best.saturating_sub(25));
        let fitting = found.iter().filter(|likeness| **likeness >= least).count();
        let rarity = 1_000 / (3 + u32::try_from(fitting).unwrap_or(u32::MAX).min(900));
        for (score, likeness) in scores.iter_mut().zip(found) {
            if likeness >= least {
                *score += likeness * rarity;
            }
        }
    }
    let best = scores.iter().copied().max().unwrap_or(0);
    let mut found = Vec::new();
    for fitting in scores.into_iter().enumerate().filter(|(_, score)| *score > 0 && *score >= best / 2) {
        insert_in_order(&mut found, fitting, |(_, score)| Reverse(*score));
    }
    found.into_iter().map(|(position, _)| position).collect()
}

/// The NACE division a text names, for instance `28` in `C28.22`; `None` when the text is no code.
pub fn nace_division(text: &str) -> Option<&str> {
    let code = text.trim().trim_start_matches(|c: char| c.is_ascii_alphabetic() && text.len() > 2).trim();
    let division = code.get(..2)?;
    let rest = code.get(2..)?;
    let digits = division.chars().all(|c| c.is_ascii_digit()) && rest.chars().all(|c| c.is_ascii_digit() || c == '.');
    (digits && code.len() <= 7).then_some(division)
}

/// Words of a text in lower case without diacritics, without words that say nothing.
fn tokens(text: &str) -> Vec<String> {
    let plain: String = text.chars().flat_map(char::to_lowercase).map(without_diacritics).collect();
    let words = plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut tokens: Vec<String> = Vec::new();
    for word in words.filter(|word| !EMPTY_WORDS.contains(word)) {
        if !tokens.iter().any(|known| known == word) {
            tokens.push(word.to_owned());
        }
    }
    tokens
}

fn without_diacritics(character: char) -> char {
    match character {
        'č' | 'ć' | 'ç' => 'c',
        'š' => 's',
        'ž' => 'z',
        'đ' => 'd',
        'á' | 'à' | 'ä' | 'â' => 'a',
        'é' | 'è' | 'ë' | 'ê' => 'e',
        'í' | 'ì' | 'ï' => 'i',
        'ó' | 'ò' | 'ö' | 'ô' => 'o',
        'ú' | 'ù' | 'ü' => 'u',
        other => other,
    }
}

/// How alike two words are, of 100: the same, begun, inflected (common beginning) or misspelt (few letters differ).
fn likeness(word: &str, known: &str) -> u32 {
    if word == known {
        return 100;
    }
    let (short, long) = (word.len().min(known.len()), word.len().max(known.len()));
    let common = word.bytes().zip(known.bytes()).take_while(|(a, b)| a == b).count();
    let begun = if word.len() >= 3 && known.starts_with(word) { 80 + percent(word.len(), known.len()) / 6 } else { 0 };
    // An inflected form shares the stem: all but the last letters.
    let inflected = if common >= 3 && long - common <= 4 && short - common <= 3 && common * 2 > short {
        50 + percent(common, long) / 2
    } else {
        0
    };
    let allowed = if long >= 8 { 2 } else { usize::from(long >= 4) };
    let differing = if long - short <= allowed { distance(word, known, allowed) } else { None };
    let misspelt = differing.map_or(0, |letters| 92 - percent(letters, long));
    let inside = if word.len() >= 5 && known.contains(word) { 75 } else { 0 };
    begun.max(inflected).max(misspelt).max(inside)
}

fn percent(part: usize, whole: usize) -> u32 {
    u32::try_from(part * 100 / whole.max(1)).unwrap_or(0)
}

/// Letters that differ (inserted, left out, replaced, or swapped with their neighbour), up to a limit.
fn distance(left: &str, right: &str, limit: usize) -> Option<usize> {
    let (left, right): (Vec<u8>, Vec<u8>) = (left.bytes().collect(), right.bytes().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=right.len()).collect();
    for (row, a) in left.iter().enumerate() {
        let mut next = vec![row + 1];
        for (column, b) in right.iter().enumerate() {
            let at = |cells: &[usize], index: usize| cells.get(index).copied().unwrap_or(usize::MAX - 1);
            let mut cell =
                (at(&last, column) + usize::from(a != b)).min(at(&last, column + 1) + 1).min(at(&next, column) + 1);
            let swapped = row > 0 && column > 0 && left.get(row - 1) == Some(b) && right.get(column - 1) == Some(a);
            if swapped {
                cell = cell.min(at(&before, column - 1) + 1);
            }
            next.push(cell);
        }
        before = std::mem::replace(&mut last, next);
    }
    last.last().copied().filter(|letters| *letters <= limit)
}
