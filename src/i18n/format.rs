//! Numbers and dates as each language writes them.

use law::Day;

use super::Language;

/// A whole number with separators of thousands: `1.234.567` (sl, hr), `1,234,567` (en).
pub fn whole(language: Language, number: u64) -> String {
    let digits = number.to_string();
    let separator = if language == Language::English { ',' } else { '.' };
    let mut text = String::new();
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

/// A number kept as whole units of `1 / 10^decimals`, without needless zeros: 5325 with 2 decimals is `53,25`.
pub fn decimal(language: Language, number: u64, decimals: u32) -> String {
    let unit = 10_u64.pow(decimals);
    let mut text = whole(language, number / unit);
    let rest = number % unit;
    if rest > 0 {
        let digits = (unit + rest).to_string();
        text.push(if language == Language::English { '.' } else { ',' });
        text.push_str(digits.get(1..).unwrap_or_default().trim_end_matches('0'));
    }
    text
}

/// An amount of money from cents: two decimals, or none where it is whole: `1.234,50`, `1.234`.
pub fn money(language: Language, cents: u64) -> String {
    let mut text = decimal(language, cents, 2);
    // Trailing zeros have been taken off: one digit is left of tens of cents.
    if !cents.is_multiple_of(100) && cents.is_multiple_of(10) {
        text.push('0');
    }
    text
}

/// Months of English dates; the other languages write numbers.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A date: `21. 11. 2026` (sl), `21. 11. 2026.` (hr), `21 November 2026` (en).
pub fn date(language: Language, day: Day) -> String {
    let (year, month, day) = (day.0 / 10_000, day.0 / 100 % 100, day.0 % 100);
    let (year, number, day) = (year.to_string(), month.to_string(), day.to_string());
    match language {
        Language::Slovenian => [&day, ". ", &number, ". ", &year].concat(),
        Language::Croatian => [&day, ". ", &number, ". ", &year, "."].concat(),
        Language::English => {
            let name = usize::try_from(month - 1).ok().and_then(|month| MONTHS.get(month)).copied().unwrap_or_default();
            [&day, " ", name, " ", &year].concat()
        }
    }
}
