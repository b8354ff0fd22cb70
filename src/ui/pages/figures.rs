//! Staff, turnover and balance sheet total.

use leptos::prelude::*;

use super::question;
use crate::domain::questionnaire::FIGURES;
use crate::domain::session::Assessment;
use crate::domain::size::{Figures, Period};
use crate::domain::units::{Cents, Range, WorkUnits};
use crate::i18n::{Key, format, key};
use crate::ui::components::{disclosure, heading, notice, paragraph, text};
use crate::ui::form::{NumberField, Unit};
use crate::ui::markup::{live_text, tag};
use crate::ui::state::App;

/// Whose figures: the firm's own of a period, or a company's.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Whose {
    /// Position of the period.
    pub period: usize,
    /// Position of the company; 0 is the firm itself.
    pub company: usize,
}

impl Whose {
    fn read(self, assessment: &Assessment) -> Figures {
        let own = assessment.size.periods.get(self.period).map(|period| period.own);
        let of_company = || assessment.size.group.companies.get(self.company)?.figures.get(self.period).copied();
        if self.company == 0 { own } else { of_company() }.unwrap_or(Figures::UNKNOWN)
    }

    fn write(self, assessment: &mut Assessment, change: impl FnOnce(&mut Figures)) {
        if self.company == 0 {
            while assessment.size.periods.len() <= self.period {
                assessment.size.periods.push(Period { ends: None, own: Figures::UNKNOWN });
            }
            if let Some(period) = assessment.size.periods.get_mut(self.period) {
                change(&mut period.own);
            }
        } else if let Some(company) = assessment.size.group.companies.get_mut(self.company) {
            while company.figures.len() <= self.period {
                company.figures.push(Figures::UNKNOWN);
            }
            if let Some(figures) = company.figures.get_mut(self.period) {
                change(figures);
            }
        }
    }
}

/// The latest period; where none has been entered, the first.
pub fn latest(assessment: &Assessment) -> usize {
    assessment.size.periods.len().saturating_sub(1)
}

/// The three fields of some figures and how to check them.
pub fn fields(app: App, whose: Whose, seen: bool) -> (Vec<AnyView>, [NumberField; 3]) {
    let prefix = ["figures-", &whose.company.to_string(), "-", &whose.period.to_string(), "-"].concat();
    let figures = app.with_untracked(|assessment| whose.read(assessment));
    let id = |name: &str| [&prefix, name].concat();
    let field = |name: &str, unit: Unit, value: Option<Range<u64>>, set: fn(&mut Figures, Option<Range<u64>>)| {
        let keep = Callback::new(move |value: Option<Range<u64>>| {
            if app.with_untracked(|assessment| {
                let mut figures = whose.read(assessment);
                set(&mut figures, value);
                figures != whose.read(assessment)
            }) {
                app.change(|assessment| whose.write(assessment, |figures| set(figures, value)));
            }
        });
        NumberField::new(app, id(name), unit, value, seen, keep)
    };
    let plain = |range: Range<Cents>| Range { from: range.from.0, to: range.to.map(|to| to.0) };
    let staff = field(
        "staff",
        Unit::WorkUnits,
        figures.staff.map(|r| Range { from: r.from.0, to: r.to.map(|to| to.0) }),
        |figures, value| {
            figures.staff = value.map(|r| Range { from: WorkUnits(r.from), to: r.to.map(WorkUnits) });
        },
    );
    let turnover = field("turnover", Unit::Money, figures.turnover.map(plain), |figures, value| {
        figures.turnover = value.map(|r| Range { from: Cents(r.from), to: r.to.map(Cents) });
    });
    let balance = field("balance", Unit::Money, figures.balance.map(plain), |figures, value| {
        figures.balance = value.map(|r| Range { from: Cents(r.from), to: r.to.map(Cents) });
    });
    // Not an error: such an amount can be true.
    let doubt = |amount: fn(&Figures) -> Option<Range<Cents>>| {
        let words = move || {
            let figures = app.with(|assessment| whose.read(assessment));
            if figures.may_mean_millions(amount(&figures)) { app.text(key::UI_FIGURES_MILLIONS) } else { "" }
        };
        tag("p").class("hint").attr("role", "status").child(live_text(move || words().to_owned())).view()
    };
    let views = vec![
        staff.view(app, app.text(key::UI_FIGURES_STAFF), app.text(key::UI_FIGURES_STAFF_HINT)),
        turnover.view(app, app.text(key::UI_FIGURES_TURNOVER), app.text(key::UI_FIGURES_TURNOVER_HINT)),
        doubt(|figures| figures.turnover),
        balance.view(app, app.text(key::UI_FIGURES_BALANCE), app.text(key::UI_FIGURES_BALANCE_HINT)),
        doubt(|figures| figures.balance),
    ];
    (views, [staff, turnover, balance])
}

/// What is wrong in the fields.
pub fn check(app: App, fields: &[NumberField]) -> Vec<(String, String)> {
    let labels: [Key; 3] = [key::UI_FIGURES_STAFF, key::UI_FIGURES_TURNOVER, key::UI_FIGURES_BALANCE];
    let errors = fields.iter().zip(labels.into_iter().cycle()).filter_map(|(field, label)| {
        let (id, error) = field.check()?;
        Some((id, [app.text(label), ": ", app.text(error)].concat()))
    });
    errors.collect()
}

/// The screen.
pub fn view(app: App) -> AnyView {
    let errors = RwSignal::new(Vec::new());
    let (period, seen) = app.with_untracked(|a| (latest(a), a.seen.contains(FIGURES)));
    let (views, fields) = fields(app, Whose { period, company: 0 }, seen);
    let mut body = vec![heading(app.text(key::UI_FIGURES_QUESTION)), text(app, "hint", key::UI_FIGURES_HINT)];
    let not_ended = app.with_untracked(|assessment| assessment.size.not_ended(app.today));
    body.extend(not_ended.map(|ends| {
        let date = format::date(app.language(), ends);
        notice(vec![paragraph("", app.fill(key::UI_FIGURES_NOT_ENDED, &[("date", &date)]))])
    }));
    body.extend(views);
    body.push(disclosure(app.text(key::UI_APP_MORE), app.text(key::UI_FIGURES_CONTRADICTION)));
    let done = move || {
        app.change(|assessment| {
            assessment.seen.insert(FIGURES.to_owned());
            if assessment.size.periods.is_empty() {
                assessment.size.periods.push(Period { ends: None, own: Figures::UNKNOWN });
            }
        });
    };
    question(app, errors, body, key::UI_FIGURES_WHY, move || check(app, &fields), done)
}
