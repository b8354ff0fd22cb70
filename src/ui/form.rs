//! Input of numbers: exact, a range, or unknown. The raw text stays in the field until it can be read.

use leptos::prelude::*;

use super::components::{checkbox, fieldset, labelled};
use super::markup::{group, live, live_text, nothing, tag};
use super::state::App;
use crate::domain::units::{
    Cents, DECIMALS, ParseError, Range, Share, parse_count, parse_decimal, parse_money, parse_percent, to_plain,
};
use crate::i18n::{Key, Language, format, key};

/// How a number is given.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Exact,
    Range,
    Unknown,
}

/// What a field takes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Staff in work units, with two decimals.
    WorkUnits,
    /// Money in euro, with two decimals.
    Money,
    /// A share in percent, kept in millionths.
    Percent,
    /// A whole number.
    Count,
}

/// A field for a number, a range, or "I do not know".
#[derive(Clone, Copy)]
pub struct NumberField {
    id: StoredValue<String>,
    unit: Unit,
    mode: RwSignal<Mode>,
    from: RwSignal<String>,
    to: RwSignal<String>,
    error: RwSignal<Option<Key>>,
    keep: Callback<Option<Range<u64>>>,
}

impl NumberField {
    /// A field with its value. `seen` tells an unknown value from one not yet asked.
    pub fn new(
        app: App,
        id: String,
        unit: Unit,
        value: Option<Range<u64>>,
        seen: bool,
        keep: Callback<Option<Range<u64>>>,
    ) -> Self {
        let language = app.words.get_untracked().language;
        let shown = |value: u64| match unit {
            Unit::WorkUnits => work_units(language, value),
            Unit::Money => format::money(language, value),
            Unit::Count => format::whole(language, value),
            Unit::Percent => {
                to_plain(u128::from(value), 4).replace('.', if language.code() == "en" { "." } else { "," })
            }
        };
        let mode = match value {
            None if seen => Mode::Unknown,
            Some(range) if range.to != Some(range.from) => Mode::Range,
            _ => Mode::Exact,
        };
        Self {
            id: StoredValue::new(id),
            unit,
            mode: RwSignal::new(mode),
            from: RwSignal::new(value.map(|range| shown(range.from)).unwrap_or_default()),
            to: RwSignal::new(value.and_then(|range| range.to).map(shown).unwrap_or_default()),
            error: RwSignal::new(None),
            keep,
        }
    }

    fn parse(self, text: &str) -> Result<u64, Key> {
        let parsed = match self.unit {
            Unit::WorkUnits => parse_decimal(text, DECIMALS),
            Unit::Count => parse_count(text),
            Unit::Money => parse_money(text).map(|Cents(cents)| cents),
            Unit::Percent => parse_percent(text).map(|Share(share)| u64::from(share)),
        };
        parsed.map_err(|error| match error {
            ParseError::Empty => key::UI_FIGURES_ERROR_EMPTY,
            ParseError::NotANumber => key::UI_FIGURES_ERROR_NOT_A_NUMBER,
            ParseError::Negative => key::UI_FIGURES_ERROR_NEGATIVE,
            ParseError::TooManyDecimals if self.unit == Unit::Count => key::UI_FIGURES_ERROR_NOT_A_NUMBER,
            ParseError::TooManyDecimals => key::UI_FIGURES_ERROR_DECIMALS,
            ParseError::TooLarge => key::UI_FIGURES_ERROR_TOO_LARGE,
            ParseError::Ambiguous => key::UI_FIGURES_ERROR_AMBIGUOUS,
        })
    }

    fn read(self) -> Result<Option<Range<u64>>, Key> {
        let from = self.from.get_untracked();
        match self.mode.get_untracked() {
            Mode::Unknown => Ok(None),
            Mode::Exact => self.parse(&from).map(|value| Some(Range { from: value, to: Some(value) })),
            Mode::Range => {
                let to = self.to.get_untracked();
                let from = if from.trim().is_empty() && !to.trim().is_empty() { 0 } else { self.parse(&from)? };
                let to = if to.trim().is_empty() { None } else { Some(self.parse(&to)?) };
                if to.is_some_and(|to| to < from) {
                    return Err(key::UI_FIGURES_ERROR_ORDER);
                }
                Ok(Some(Range { from, to }))
            }
        }
    }

    /// Reads the field and keeps what it says. What cannot be read stays in the field with its error, and the last number
    /// that could be read stays kept.
    fn commit(self) {
        match self.read() {
            Ok(value) => {
                self.error.set(None);
                self.keep.run(value);
            }
            // An empty field is only missing once the visitor wants to go on.
            Err(error) if error == key::UI_FIGURES_ERROR_EMPTY => {
                self.error.set(None);
                self.keep.run(None);
            }
            Err(error) => self.error.set(Some(error)),
        }
    }

    /// The anchor and the error, if something stands in the field that cannot be read.
    pub fn unreadable(self) -> Option<(String, Key)> {
        let error = self.read().err().filter(|error| *error != key::UI_FIGURES_ERROR_EMPTY)?;
        self.error.set(Some(error));
        Some((self.id.get_value(), error))
    }

    /// The anchor and the error, if the field cannot be used as it stands.
    pub fn check(self) -> Option<(String, Key)> {
        let error = self.read().err();
        self.error.set(error);
        error.map(|error| (self.id.get_value(), error))
    }

    fn input(self, id: &str, label: &'static str, text: RwSignal<String>) -> AnyView {
        let own = self.id.get_value();
        let input = tag("input")
            .attr("type", "text")
            .attr("inputmode", "decimal")
            .attr("autocomplete", "off")
            .attr("aria-describedby", [&own, "-hint ", &own, "-error"].concat())
            .live_attr("aria-invalid", move || self.error.get().map(|_| "true".to_owned()))
            .value(move || text.get())
            .on_text("input", move |value| text.set(value))
            .on("change", move |_| self.commit());
        labelled(id, label, input)
    }

    fn toggle(self, mode: Mode) -> Callback<bool> {
        Callback::new(move |on| {
            self.mode.set(if on { mode } else { Mode::Exact });
            self.commit();
        })
    }

    fn is(self, mode: Mode) -> Signal<bool> {
        Signal::derive(move || self.mode.get() == mode)
    }

    /// The field with its label and hint.
    pub fn view(self, app: App, label: &'static str, hint: &'static str) -> AnyView {
        let id = self.id.get_value();
        let (from, to) = (app.text(key::UI_FIGURES_FROM), app.text(key::UI_FIGURES_TO));
        let (own, to_id) = (id.clone(), [&id, "-to"].concat());
        let fields = live(move || match self.mode.get() {
            Mode::Exact => self.input(&own, label, self.from),
            Mode::Range => {
                let ends = vec![self.input(&own, from, self.from), self.input(&to_id, to, self.to)];
                tag("div").class("range").child(group(ends)).view()
            }
            Mode::Unknown => nothing(),
        });
        let error = live_text(move || self.error.get().map_or("", |error| app.text(error)).to_owned());
        let wrong = Signal::derive(move || self.error.get().is_some());
        let modes = tag("div")
            .class("modes")
            .child(checkbox(
                &[&id, "-range"].concat(),
                app.text(key::UI_FIGURES_RANGE),
                self.is(Mode::Range),
                self.toggle(Mode::Range),
            ))
            .child(checkbox(
                &[&id, "-unknown"].concat(),
                app.text(key::UI_FIGURES_UNKNOWN),
                self.is(Mode::Unknown),
                self.toggle(Mode::Unknown),
            ));
        let number = fieldset(&id, label.to_owned(), false, hint, error, wrong).child(fields).child(modes.view());
        tag("div").class("number").child(number.view()).view()
    }
}

/// Staff as the language writes it. A point or comma before three digits could be read as decimals: a space groups thousands
/// there.
fn work_units(language: Language, value: u64) -> String {
    let text = format::decimal(language, value, DECIMALS);
    if parse_decimal(&text, DECIMALS).is_ok() { text } else { text.replace(['.', ','], "\u{a0}") }
}
