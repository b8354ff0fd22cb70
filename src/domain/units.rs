//! Amounts, staff and shares as whole numbers, and how they are read and written. No floats anywhere.

/// Money in cents of a euro.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Cents(pub u64);

/// Staff in hundredths of an annual work unit (Rec. 2003/361/EC, Annex, Art. 5).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct WorkUnits(pub u64);

impl From<Cents> for u64 {
    fn from(cents: Cents) -> Self {
        cents.0
    }
}

impl From<WorkUnits> for u64 {
    fn from(units: WorkUnits) -> Self {
        units.0
    }
}

/// A share in millionths: `1_000_000` is 100 %.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Share(pub u32);

impl Share {
    /// 100 %.
    pub const WHOLE: Self = Self(1_000_000);
}

/// An aggregated figure before any rounding: millionths of a hundredth of a work unit, or of a cent. Eight decimals of a
/// work unit or of a euro.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Total(pub u128);

impl Total {
    /// Millionths in a hundredth of a work unit, or in a cent.
    pub const PARTS: u128 = 1_000_000;
}

/// Hundredths in a work unit, cents in a euro.
pub const HUNDREDTHS: u64 = 100;

/// Decimals of [`WorkUnits`] and of [`Cents`].
pub const DECIMALS: u32 = 2;
/// Decimals of [`Share`] written in percent.
pub const PERCENT_DECIMALS: u32 = 4;
/// Decimals of [`Total`].
pub const TOTAL_DECIMALS: u32 = 8;

/// From `from` to `to`, both included; `to: None` means without an upper bound. A known value has `from == to`.
///
/// A range whose `to` is below its `from` counts as the single value `from`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Range<T> {
    /// The lowest value.
    pub from: T,
    /// The highest value.
    pub to: Option<T>,
}

impl<T: Copy + PartialEq> Range<T> {
    /// One known value.
    pub const fn exactly(value: T) -> Self {
        Self { from: value, to: Some(value) }
    }

    /// Whether it is one known value.
    pub fn is_exact(&self) -> bool {
        self.to == Some(self.from)
    }
}

/// The answer to a plain question.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Tri {
    /// It does not hold.
    No,
    /// It holds.
    Yes,
    /// Nobody has said.
    Unknown,
}

/// Why a text is not a number we can use.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum ParseError {
    /// Nothing but spaces and marks.
    Empty,
    /// Other characters, or separators in places where no number has them.
    NotANumber,
    /// A number below zero.
    Negative,
    /// More digits after the decimal separator than the unit has.
    TooManyDecimals,
    /// Larger than can be kept, or a share above 100 %.
    TooLarge,
    /// A single point or comma before exactly three digits: thousands or decimals?
    Ambiguous,
}

/// Reads what a person typed or pasted into whole units of `10^-decimals`.
///
/// * One of `€`, `EUR`, `%` may stand before or after the number.
/// * Point and comma both present: the last one separates the decimals, the other one groups thousands.
/// * The same separator twice or more, as in `1.234.567`: it groups thousands.
/// * A single point or comma: it separates the decimals, except that exactly three digits after it, where what stands
///   before can be a first group of thousands (one to three digits, no leading zero), are [`ParseError::Ambiguous`],
///   whatever the unit, unless spaces group the thousands.
/// * Spaces (also no-break and narrow ones) group thousands. Groups have exactly three digits, the first one to three.
///
/// # Errors
/// Says why the text cannot be used.
pub fn parse_decimal(text: &str, decimals: u32) -> Result<u64, ParseError> {
    let number = bare_number(text)?;
    let points = number.matches('.').count();
    let commas = number.matches(',').count();
    let spaced = number.contains(is_space);
    match (points, commas) {
        (0, 0) => scaled(number, None, is_space, decimals),
        (1, 0) | (0, 1) => {
            let (whole, fraction) = number.split_once(is_separator).ok_or(ParseError::NotANumber)?;
            let first_group = is_digits(whole) && whole.len() <= 3 && !whole.starts_with('0');
            if !spaced && first_group && is_digits(fraction) && fraction.len() == 3 {
                return Err(ParseError::Ambiguous);
            }
            scaled(whole, Some(fraction), is_space, decimals)
        }
        (_, 0) | (0, _) => scaled(number, None, is_separator, decimals),
        _ => {
            let (whole, fraction) = number.rsplit_once(is_separator).ok_or(ParseError::NotANumber)?;
            if whole.contains('.') && whole.contains(',') {
                return Err(ParseError::NotANumber);
            }
            scaled(whole, Some(fraction), is_separator, decimals)
        }
    }
}

/// Reads an amount of money that a person typed. Money has two decimals at most, so that a single point or comma between
/// one to three digits and exactly three groups thousands: `900.000` is nine hundred thousand. Behind more digits it
/// separates decimals, and three of them are too many.
///
/// # Errors
/// Says why the text cannot be used.
pub fn parse_money(text: &str) -> Result<Cents, ParseError> {
    let parsed = match parse_decimal(text, DECIMALS) {
        Err(ParseError::Ambiguous) => parse_decimal(&text.replace(['.', ','], ""), DECIMALS),
        parsed => parsed,
    };
    parsed.map(Cents)
}

/// Reads a whole number that a person typed. It has no decimals, so that a single point or comma between one to three
/// digits and exactly three groups thousands: `100.000` is a hundred thousand.
///
/// # Errors
/// Says why the text cannot be used.
pub fn parse_count(text: &str) -> Result<u64, ParseError> {
    match parse_decimal(text, 0) {
        Err(ParseError::Ambiguous) => parse_decimal(&text.replace(['.', ','], ""), 0),
        parsed => parsed,
    }
}

/// Reads a share in percent that a person typed. Percentages have no thousands, so that a point or a comma always
/// separates the decimals; four of them at most.
///
/// # Errors
/// Says why the text cannot be used; more than 100 % is [`ParseError::TooLarge`].
pub fn parse_percent(text: &str) -> Result<Share, ParseError> {
    let number = bare_number(text)?;
    let value = match number.split_once(is_separator) {
        Some((whole, fraction)) => scaled(whole, Some(fraction), never, PERCENT_DECIMALS),
        None => scaled(number, None, never, PERCENT_DECIMALS),
    }?;
    match u32::try_from(value) {
        Ok(millionths) if millionths <= Share::WHOLE.0 => Ok(Share(millionths)),
        _ => Err(ParseError::TooLarge),
    }
}

/// Reads a number from a file: digits, then optionally a point and one to `decimals` digits. Nothing else.
///
/// # Errors
/// Says why the text cannot be used; never [`ParseError::Ambiguous`].
pub fn parse_plain(text: &str, decimals: u32) -> Result<u64, ParseError> {
    if text.is_empty() {
        return Err(ParseError::Empty);
    }
    if text.starts_with('-') {
        return Err(ParseError::Negative);
    }
    match text.split_once('.') {
        Some((whole, fraction)) => scaled(whole, Some(fraction), never, decimals),
        None => scaled(text, None, never, decimals),
    }
}

/// Writes whole units of `10^-decimals` as files have them: a point, no grouping, no trailing zeros. What it writes is read
/// back as the same number by [`parse_plain`]; with two decimals at most also by [`parse_decimal`].
pub fn to_plain(value: u128, decimals: u32) -> String {
    let mut backwards = Vec::new();
    let mut rest = value;
    let mut place = 0;
    while rest > 0 || place <= decimals {
        if place == decimals && !backwards.is_empty() {
            backwards.push('.');
        }
        let digit = u32::try_from(rest % 10).unwrap_or(0);
        if place >= decimals || digit > 0 || !backwards.is_empty() {
            backwards.extend(char::from_digit(digit, 10));
        }
        rest /= 10;
        place += 1;
    }
    backwards.iter().rev().collect()
}

/// The text without the spaces around it and without one mark of a unit.
fn bare_number(text: &str) -> Result<&str, ParseError> {
    let mut number = text.trim();
    for mark in ["€", "EUR", "Eur", "eur", "%"] {
        if let Some(bare) = number.strip_prefix(mark).or_else(|| number.strip_suffix(mark)) {
            number = bare.trim();
            break;
        }
    }
    if number.is_empty() {
        Err(ParseError::Empty)
    } else if number.starts_with(['-', '\u{2212}']) {
        Err(ParseError::Negative)
    } else {
        Ok(number)
    }
}

/// The number in whole units: `whole` in groups if `group` separates it, then the decimals.
fn scaled(whole: &str, fraction: Option<&str>, group: fn(char) -> bool, decimals: u32) -> Result<u64, ParseError> {
    let fraction_digits = fraction.unwrap_or("");
    let fraction_well_formed = fraction.is_none_or(is_digits);
    if !fraction_well_formed || !is_grouped(whole, group) {
        return Err(ParseError::NotANumber);
    }
    let given = u32::try_from(fraction_digits.len()).unwrap_or(u32::MAX);
    let Some(missing) = decimals.checked_sub(given) else {
        return Err(ParseError::TooManyDecimals);
    };
    let mut value: u64 = 0;
    for digit in whole.chars().chain(fraction_digits.chars()).filter_map(|c| c.to_digit(10)) {
        value = append(value, digit)?;
    }
    for _ in 0..missing {
        value = append(value, 0)?;
    }
    Ok(value)
}

/// The number with one more digit at its end.
fn append(value: u64, digit: u32) -> Result<u64, ParseError> {
    value.checked_mul(10).and_then(|tens| tens.checked_add(u64::from(digit))).ok_or(ParseError::TooLarge)
}

/// Digits only, or groups of them: one to three, then three each.
fn is_grouped(whole: &str, group: fn(char) -> bool) -> bool {
    if !whole.contains(group) {
        return is_digits(whole);
    }
    let mut groups = whole.split(group);
    groups.next().is_some_and(|first| is_digits(first) && first.len() <= 3)
        && groups.all(|next| is_digits(next) && next.len() == 3)
}

/// At least one digit and nothing else.
fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A point or a comma.
fn is_separator(c: char) -> bool {
    matches!(c, '.' | ',')
}

/// A space that can group thousands.
fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}')
}

/// No character groups thousands.
fn never(_: char) -> bool {
    false
}
