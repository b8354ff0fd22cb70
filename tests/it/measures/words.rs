//! An area takes at most three minutes on a phone: what is read and tapped, counted.

use nis2_check::domain::measures::{Kept, asking, questions_of};
use nis2_check::i18n::{Language, Words, key, native};
use nis2_check::report::areas::practice_field;

use super::World;

/// Words read in a minute by somebody who is not at home in the matter.
const WORDS_A_MINUTE: usize = 180;
/// Seconds to think and to tap one answer.
const SECONDS_AN_ANSWER: usize = 5;
/// Three minutes.
const LIMIT: usize = 180;
/// What a phone shows at once, in the pixels of the style sheet, without the browser's own bars.
const SCREEN: usize = 640;
/// Screens of an area, at most.
const SCREENS: usize = 7;
/// Characters in a line of a question on a phone 360 pixels wide.
const LINE: usize = 30;
/// Height of a line, of something to press, and of everything around the questions.
const LINE_HEIGHT: usize = 26;
const TOUCH: usize = 46;
const GAP: usize = 12;
const AROUND: usize = 960;
/// Words of a question, at most.
const LONGEST_QUESTION: usize = 20;
/// Words of a statement for customers, at most.
const LONGEST_STATEMENT: usize = 18;

fn count(text: &str) -> usize {
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

#[test]
fn a_full_area_takes_at_most_three_minutes() {
    let world = World::new(&[]);
    let mut wrong = Vec::new();
    for language in Language::ALL {
        let words: Words = native::words(language);
        for (at, area) in world.maturity.areas.iter().enumerate() {
            // Good practices are read and ticked on the same screen.
            let practices = area.practices.iter().filter_map(|id| practice_field(id));
            let practices: Vec<&str> = practices.map(|field| words.get(key::AREAS.of(at, field))).collect();
            let mut read: usize = practices.iter().map(|text| count(text)).sum();
            // They are folded to one line, and so are help and note.
            let mut height = AROUND + TOUCH;
            let asked = questions_of(&world.measures, &Kept::default(), at);
            for question in &asked {
                let measure = asking(&world.measures, &world.measures.measures[*question]).unwrap();
                let of = |field| words.get(key::MEASURES_MEASURE.of(usize::from(measure.question), field));
                // The question, six answers in three columns, the summary of help and note.
                height += of(key::measures_measure::QUESTION).chars().count().div_ceil(LINE) * LINE_HEIGHT;
                height += 2 * (TOUCH + GAP) + TOUCH + GAP;
                let long = count(of(key::measures_measure::QUESTION));
                read += long;
                if long > LONGEST_QUESTION {
                    wrong.push(format!("{language:?} {}: the question has {long} words", measure.id));
                }
            }
            if height > SCREENS * SCREEN {
                wrong.push(format!("{language:?} {}: {} screens", area.id, height.div_ceil(SCREEN)));
            }
            let seconds = read * 60 / WORDS_A_MINUTE + asked.len() * SECONDS_AN_ANSWER;
            // Shown with `--no-capture`.
            let screens = height.div_ceil(SCREEN);
            println!(
                "{language:?} {}: {} questions, {read} words, {seconds} s, {screens} screens",
                area.id,
                asked.len()
            );
            if seconds > LIMIT {
                wrong.push(format!("{language:?} {}: {} questions, {read} words, {seconds} s", area.id, asked.len()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_statement_is_one_short_sentence() {
    let world = World::new(&[]);
    for language in Language::ALL {
        let words: Words = native::words(language);
        let mut seen = Vec::new();
        for at in world.asking() {
            let measure = &world.measures.measures[at];
            let text =
                words.get(key::MEASURES_MEASURE.of(usize::from(measure.question), key::measures_measure::STATEMENT));
            assert!(count(text) <= LONGEST_STATEMENT, "{language:?} {}: {} words", measure.id, count(text));
            assert!(text.ends_with('.') && text.matches(". ").count() == 0, "{language:?} {}: {text}", measure.id);
            assert!(!seen.contains(&text), "{language:?}: twice: {text}");
            seen.push(text);
        }
    }
}
