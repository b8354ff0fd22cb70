//! Reading and writing numbers.

use nis2_check::domain::size::Figures;
use nis2_check::domain::units::{
    Cents, ParseError, Range, Share, WorkUnits, parse_count, parse_decimal, parse_money, parse_percent, parse_plain,
    to_plain,
};
use nis2_check::i18n::{Language, format};
use proptest::prelude::*;

#[test]
fn typed_numbers() {
    for (text, cents) in [
        ("0", 0),
        ("12", 1_200),
        ("1234,5", 123_450),
        ("1234.5", 123_450),
        ("1.234,5", 123_450),
        ("1,234.5", 123_450),
        ("12000000.01", 1_200_000_001),
        ("12 000 000,01", 1_200_000_001),
        ("12\u{a0}000\u{a0}000", 1_200_000_000),
        ("12\u{202f}000\u{2009}000", 1_200_000_000),
        ("1.234.567", 123_456_700),
        ("1,234,567", 123_456_700),
        ("1.234.567,89", 123_456_789),
        ("1,234,567.89", 123_456_789),
        ("  50 € ", 5_000),
        ("€50", 5_000),
        ("EUR 2 000 000", 200_000_000),
        ("2000000 eur", 200_000_000),
        ("25 %", 2_500),
        ("007", 700),
        ("9,99", 999),
    ] {
        assert_eq!(parse_decimal(text, 2), Ok(cents), "{text}");
    }
}

#[test]
fn typed_texts_that_are_no_number() {
    use ParseError::{Ambiguous, Empty, Negative, NotANumber, TooLarge, TooManyDecimals};
    for (text, error) in [
        ("", Empty),
        (" \u{a0}", Empty),
        ("€", Empty),
        ("-5", Negative),
        ("€ -5", Negative),
        ("\u{2212}5", Negative),
        ("1.234", Ambiguous),
        ("1,234", Ambiguous),
        ("999,000", Ambiguous),
        ("0.123", TooManyDecimals),
        ("10000000,001", TooManyDecimals),
        ("1234.567", TooManyDecimals),
        ("12,000 EUR", Ambiguous),
        ("1.2345", TooManyDecimals),
        ("1,234.567", TooManyDecimals),
        ("1 234,567", TooManyDecimals),
        ("184467440737095516.16", TooLarge),
        ("99999999999999999999999999", TooLarge),
        ("abc", NotANumber),
        ("12a", NotANumber),
        ("+5", NotANumber),
        ("1e6", NotANumber),
        ("1.", NotANumber),
        (".5", NotANumber),
        (",", NotANumber),
        ("..", NotANumber),
        ("1.23.456", NotANumber),
        ("1234.567.890", NotANumber),
        ("1.234,567,8", NotANumber),
        ("1 23", NotANumber),
        ("1  234", NotANumber),
        ("1 234.567,8", NotANumber),
        ("1\t234", NotANumber),
        ("5 € €", NotANumber),
        ("٣", NotANumber),
    ] {
        assert_eq!(parse_decimal(text, 2), Err(error), "{text}");
    }
    assert_eq!(parse_decimal("184467440737095516.15", 2), Ok(u64::MAX));
}

#[test]
fn percentages() {
    for (text, millionths) in
        [("25", 250_000), ("24.9999 %", 249_999), ("33,333", 333_330), ("100%", 1_000_000), ("0", 0)]
    {
        assert_eq!(parse_percent(text), Ok(Share(millionths)), "{text}");
    }
    assert_eq!(parse_percent("100.0001"), Err(ParseError::TooLarge));
    assert_eq!(parse_percent("99999999999999999"), Err(ParseError::TooLarge));
    assert_eq!(parse_percent("33.33333"), Err(ParseError::TooManyDecimals));
    assert_eq!(parse_percent("1 000"), Err(ParseError::NotANumber));
    assert_eq!(parse_percent("1.000,5"), Err(ParseError::NotANumber));
}

#[test]
fn numbers_in_files() {
    assert_eq!(parse_plain("12000000.01", 2), Ok(1_200_000_001));
    assert_eq!(parse_plain("1.2", 2), Ok(120));
    assert_eq!(parse_plain("1.234", 4), Ok(12_340));
    for (text, error) in [
        ("", ParseError::Empty),
        ("-1", ParseError::Negative),
        ("1,5", ParseError::NotANumber),
        ("1 000", ParseError::NotANumber),
        (" 1", ParseError::NotANumber),
        ("1.", ParseError::NotANumber),
        (".5", ParseError::NotANumber),
        ("1.2.3", ParseError::NotANumber),
        ("1 €", ParseError::NotANumber),
        ("1.234", ParseError::TooManyDecimals),
        ("18446744073709551616", ParseError::TooLarge),
    ] {
        assert_eq!(parse_plain(text, 2), Err(error), "{text}");
    }
}

#[test]
fn written_numbers() {
    for (value, decimals, text) in [
        (0, 2, "0"),
        (5, 2, "0.05"),
        (50, 2, "0.5"),
        (500, 2, "5"),
        (12_345, 2, "123.45"),
        (1_000, 0, "1000"),
        (5_325_000_000, 8, "53.25"),
        (u128::MAX, 0, "340282366920938463463374607431768211455"),
    ] {
        assert_eq!(to_plain(value, decimals), text);
    }
}

/// Money has two decimals at most: three digits behind a single separator can only be thousands.
#[test]
fn money_reads_a_single_group_as_thousands() {
    for (text, cents) in [
        ("900.000", 90_000_000),
        ("900,000", 90_000_000),
        ("12.500.000", 1_250_000_000),
        ("1.234,5", 123_450),
        ("1234.56", 123_456),
        ("12,5", 1_250),
        ("1.234", 123_400),
        ("123,456", 12_345_600),
        ("10000000,00", 1_000_000_000),
        ("10000000.01", 1_000_000_001),
    ] {
        assert_eq!(parse_money(text).map(|money| money.0), Ok(cents), "{text}");
    }
    for (text, error) in [
        ("1.2345", ParseError::TooManyDecimals),
        ("10000000,001", ParseError::TooManyDecimals),
        ("10000000.001", ParseError::TooManyDecimals),
        ("1234,567", ParseError::TooManyDecimals),
        ("0,001", ParseError::TooManyDecimals),
        ("10.000.000,001", ParseError::TooManyDecimals),
        ("12345.678,90", ParseError::NotANumber),
        ("1234.567.890", ParseError::NotANumber),
    ] {
        assert_eq!(parse_money(text), Err(error), "{text}");
    }
    assert_eq!(parse_count("100.000"), Ok(100_000));
    assert!(parse_count("1000.000").is_err());
}

#[test]
fn money_has_two_decimals_or_none() {
    for (cents, written) in [
        (0, ["0", "0"]),
        (5, ["0,05", "0.05"]),
        (50, ["0,50", "0.50"]),
        (100, ["1", "1"]),
        (1_200_000_050, ["12.000.000,50", "12,000,000.50"]),
        (1_200_000_001, ["12.000.000,01", "12,000,000.01"]),
        (1_200_000_000, ["12.000.000", "12,000,000"]),
    ] {
        assert_eq!([Language::Slovenian, Language::English].map(|language| format::money(language, cents)), written);
    }
}

/// A few hundred euro beside staff are asked about; a range that reaches further, nothing, and a firm without staff are not.
#[test]
fn small_amounts_beside_staff() {
    let figures = |staff: u64| Figures { staff: Some(Range::exactly(WorkUnits(staff))), ..Figures::UNKNOWN };
    let amount = |cents| Some(Range::exactly(Cents(cents)));
    for (staff, cents, asked) in
        [(4_000, 1_200, true), (4_000, 99_999, true), (4_000, 100_000, false), (4_000, 0, false), (0, 1_200, false)]
    {
        assert_eq!(figures(staff).may_mean_millions(amount(cents)), asked, "{staff} {cents}");
    }
    assert!(!figures(4_000).may_mean_millions(None));
    assert!(!figures(4_000).may_mean_millions(Some(Range { from: Cents(100), to: None })));
    assert!(!Figures::UNKNOWN.may_mean_millions(amount(1_200)));
}

proptest! {
    #[test]
    fn written_numbers_are_read_back(value: u64, decimals in 0u32..=9) {
        let text = to_plain(u128::from(value), decimals);
        prop_assert_eq!(parse_plain(&text, decimals), Ok(value));
        if decimals <= 2 {
            prop_assert_eq!(parse_decimal(&text, decimals), Ok(value));
        }
    }

    #[test]
    fn percentages_are_read_back(value in 0u32..=1_000_000) {
        prop_assert_eq!(parse_percent(&to_plain(u128::from(value), 4)), Ok(Share(value)));
    }

    #[test]
    fn any_grouping_reads_the_same(value: u64, style in 0usize..4) {
        let (group, point) = [('.', ','), (',', '.'), (' ', ','), ('\u{a0}', '.')][style];
        let (whole, cents) = (value / 100, value % 100);
        let digits = whole.to_string();
        let mut text = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at) % 3 == 0 {
                text.push(group);
            }
            text.push(digit);
        }
        text.push(point);
        text += &(cents / 10).to_string();
        text += &(cents % 10).to_string();
        prop_assert_eq!(parse_decimal(&text, 2), Ok(value));
    }

    #[test]
    fn reading_never_panics(text in "\\PC*", decimals in 0u32..30) {
        let _ = (parse_decimal(&text, decimals), parse_plain(&text, decimals), parse_percent(&text));
    }

    #[test]
    fn reading_number_like_text_never_panics(text in "[-0-9., €%\u{a0}]{0,30}", decimals in 0u32..30) {
        let _ = (parse_decimal(&text, decimals), parse_money(&text), parse_percent(&text));
        if let Ok(value) = parse_plain(&text, decimals) {
            prop_assert_eq!(parse_plain(&to_plain(u128::from(value), decimals), decimals), Ok(value));
        }
    }
}
