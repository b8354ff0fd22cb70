//! Finding an activity by plain words: with or without diacritics, inflected or misspelt, or by NACE code.

use std::cmp::Reverse;

use super::sorted::insert_in_order;

/// A candidate: the phrases people would type for it, each in normalised words.
#[derive(Clone, Debug)]
pub struct Entry {
    phrases: Vec<Vec<String>>,
}

/// Words that say nothing about a trade.
const EMPTY_WORDS: [&str; 20] = [
    "za", "in", "i", "of", "the", "and", "na", "v", "u", "s", "z", "ter", "te", "od", "do", "iz", "for", "a", "we",
    "smo",
];
/// Likeness of the same word, of 100.
const SAME: u32 = 100;
/// The least likeness of an inflected form; a word that is only begun stays below.
const INFLECTED: u32 = 60;
/// From here on a form or a beginning is sure enough not to look for misspellings; shorter stems may be other words.
const SURE: u32 = INFLECTED + 21;
/// The least likeness of a form that counts beside the word itself when nothing else is asked: only its ending differs.
const NEAR: u32 = 83;

impl Entry {
    /// An entry from its name and its comma-separated search phrases.
    pub fn new(name: &str, search: &str) -> Self {
        Self { phrases: search.split(',').chain([name]).map(tokens).collect() }
    }
}

/// A word of the query and how it is compared with the entries.
struct Sought<'a> {
    word: &'a str,
    likeness: fn(&str, &str) -> u32,
    /// What is less alike does not count.
    least: u32,
    /// A word that fits few entries counts for more.
    rarity: u32,
}

impl<'a> Sought<'a> {
    /// Misspelt words count only where no entry has the word itself, a form of it or its beginning; beside the word
    /// itself only its forms, from a likeness on.
    fn new(entries: &[Entry], word: &'a str, beside: u32) -> Option<Self> {
        [(likeness as fn(&str, &str) -> u32, SURE), (loosely, 1)].into_iter().find_map(|(likeness, enough)| {
            let alike = |phrase: &Vec<String>| phrase.iter().map(|known| likeness(word, known)).max();
            let found: Vec<u32> =
                entries.iter().map(|entry| entry.phrases.iter().filter_map(alike).max().unwrap_or(0)).collect();
            let best = found.iter().copied().max().filter(|best| *best >= enough)?;
            let least = if best == SAME { beside } else { best.saturating_sub(25).max(1) };
            let fitting = found.iter().filter(|likeness| **likeness >= least).count();
            let rarity = 1_000 / (3 + u32::try_from(fitting).unwrap_or(900).min(900));
            Some(Self { word, likeness, least, rarity })
        })
    }

    fn likeness(&self, known: &str) -> u32 {
        Some((self.likeness)(self.word, known)).filter(|likeness| *likeness >= self.least).unwrap_or(0)
    }
}

/// Positions of the entries that fit, best first.
pub fn search(entries: &[Entry], query: &str) -> Vec<usize> {
    let words = tokens(query);
    let beside = if words.len() == 1 { NEAR } else { INFLECTED };
    let words: Vec<Sought> = words.iter().filter_map(|word| Sought::new(entries, word, beside)).collect();
    let scores: Vec<u32> = entries.iter().map(|entry| score(entry, &words)).collect();
    let best = scores.iter().copied().max().unwrap_or(0);
    let mut found = Vec::new();
    for fitting in scores.into_iter().enumerate().filter(|(_, score)| *score > 0 && *score >= best / 2) {
        insert_in_order(&mut found, fitting, |(_, score)| Reverse(*score));
    }
    found.into_iter().map(|(position, _)| position).collect()
}

/// The words an entry has in any of its phrases, and once more those of its best phrase: a phrase that says just what
/// is sought tells more than one that says something else besides.
fn score(entry: &Entry, words: &[Sought<'_>]) -> u32 {
    let mut anywhere = vec![0; words.len()];
    let mut best = 0;
    for phrase in &entry.phrases {
        let mut together = 0;
        for (sought, most) in words.iter().zip(&mut anywhere) {
            let fits = phrase.iter().map(|known| sought.likeness(known)).max().unwrap_or(0) * sought.rarity;
            *most = fits.max(*most);
            together += fits;
        }
        if together == 0 {
            continue;
        }
        let letters = |said: bool| -> usize {
            let counts = |known: &&String| !said || words.iter().any(|sought| sought.likeness(known) > 0);
            phrase.iter().filter(counts).map(String::len).sum()
        };
        best = best.max(together / 100 * percent(letters(true), letters(false)));
    }
    anywhere.into_iter().sum::<u32>() + best
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
        // The trade is called after who carries it out: »mizarstvo«, „stolarstvo”.
        let word = word.strip_suffix("stvo").filter(|who| who.len() >= 4).unwrap_or(word);
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

/// How alike two words are, of 100: the same, inflected (common stem) or begun.
fn likeness(word: &str, known: &str) -> u32 {
    if word == known {
        return SAME;
    }
    let (short, long) = (word.len().min(known.len()), word.len().max(known.len()));
    let stem = word.bytes().zip(known.bytes()).take_while(|(a, b)| a == b).count();
    // An inflected form shares the stem: all but the last letters, of a short word all but one.
    if stem >= 3 && long - stem <= if stem == 3 { 1 } else { 3 } && stem * 5 >= long * 3 {
        INFLECTED + percent(stem, long) * 3 / 10
    } else if word.len() >= 3 && known.starts_with(word) {
        40 + percent(short, long) / 6
    } else {
        0
    }
}

/// How alike two words are, of 100, as forms, beginnings or misspellings of each other.
fn loosely(word: &str, known: &str) -> u32 {
    likeness(word, known).max(misspelt(word, known))
}

/// How alike two words are, of 100, when one is part of the other or misspelt: one letter differs, in long words
/// two; the endings may differ too.
fn misspelt(word: &str, known: &str) -> u32 {
    let (short, long) = (word.len().min(known.len()), word.len().max(known.len()));
    let part = word.len() >= 5 && known.contains(word) || known.len() >= 6 && word.contains(known);
    let mut best = if part { 40 } else { 0 };
    if long - short > 4 {
        return best;
    }
    differences(word.as_bytes(), known.as_bytes(), |read, known_read, letters| {
        let stem = read.min(known_read);
        let ending = (word.len() - read).max(known.len() - known_read);
        let allowed = if ending == 0 { [4, 7] } else { [5, 9] };
        let allowed = allowed.iter().filter(|least| stem >= **least).count();
        if letters <= allowed && ending <= 3 && stem * 5 >= long * 3 {
            best = best.max(92_u32.saturating_sub(percent(letters * 2 + ending, long * 2)));
        }
    });
    best
}

fn percent(part: usize, whole: usize) -> u32 {
    u32::try_from(part * 100 / whole.max(1)).unwrap_or(0)
}

/// Letters that differ (inserted, left out, replaced, or swapped with their neighbour) between every beginning of one
/// word and every beginning of the other.
fn differences(left: &[u8], right: &[u8], mut each: impl FnMut(usize, usize, usize)) {
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
            each(row + 1, column + 1, cell);
        }
        before = std::mem::replace(&mut last, next);
    }
}
