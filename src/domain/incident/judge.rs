//! Whether an incident has to be reported under an act, as if the act applied.

use law::incident::{Criterion, IncidentLaw, Manner, ServiceGroup, Test};

use crate::domain::units::Tri;

use super::acts::Judge;
use super::finding::{Finding, Held, Met, Need, add, earlier};
use super::recurring::same_cause;
use super::result::{Message, Reportable};
use super::tally::Tally;
use super::{HitKind, Role};

/// The question whether HAKOM's ordinance asks for the notice through `PiXi`. *Source:* NN 52/2023, čl. 7.
const TAXONOMY: &str = "hakom_taxonomy";

impl Judge<'_> {
    /// Whether nothing has happened yet. Where effects are stated as well, they count: it is an incident then.
    pub(super) fn only_threat(&self) -> bool {
        self.says_only_threat() && !self.has_effects()
    }

    /// Whether it is said that nothing has happened yet, and effects are stated all the same.
    pub(super) fn contradicts_itself(&self) -> bool {
        self.says_only_threat() && self.has_effects()
    }

    fn says_only_threat(&self) -> bool {
        self.incident().answer("threat_only") == Tri::Yes
    }

    fn has_effects(&self) -> bool {
        let incident = self.incident();
        incident.answer("personal_data") == Tri::Yes
            || incident.hits.iter().any(|hit| hit.kind != HitKind::Unknown)
            || self.case.law.criteria.iter().any(|criterion| self.states(criterion))
            || incident.answer("data_hit") == Tri::Yes
    }

    /// Whether a criterion is a question that is answered yes.
    fn states(&self, criterion: &Criterion) -> bool {
        let Test::Question(question) = criterion.test else { return false };
        let asked = self.case.law.questions.get(usize::from(question));
        asked.is_some_and(|asked| self.incident().answer(&asked.id) == Tri::Yes)
    }

    pub(super) fn tally(&self, counts: impl Fn(&Criterion) -> bool) -> Tally {
        let mut tally = Tally::default();
        for (index, criterion) in self.case.law.criteria.iter().enumerate().filter(|(_, known)| counts(known)) {
            let Finding { held, at, later } = self.case.finding(criterion);
            match held {
                Held::Yes => tally.met.push(Met { criterion: index, at }),
                Held::No => {}
                Held::Open(needs) => {
                    if is_judged(self.case.law, criterion) {
                        add(&mut tally.judged, needs);
                    } else {
                        add(&mut tally.open, needs);
                        // What can only be met later has not been met.
                        tally.possible = earlier(tally.possible, at.filter(|at| *at <= self.case.now));
                        tally.possible_any_time |= at.is_none();
                    }
                }
            }
            if let Some(at) = later.filter(|at| *at >= self.case.now) {
                let next = Met { criterion: index, at: Some(at) };
                tally.next = tally.next.filter(|known| known.at <= next.at).or(Some(next));
            }
        }
        tally
    }

    fn is_of(&self, criterion: &Criterion, manner: Manner) -> bool {
        self.case.law.manner(criterion.act) == Some(manner)
    }

    /// Planned work does not count (Regulation (EU) 2024/2690, Art. 3(2)). What is stated beside it was not planned.
    fn planned(&self) -> Option<Message> {
        let incident = self.incident();
        if incident.answer("planned_maintenance") != Tri::Yes {
            return None;
        }
        let stated = self.case.law.criteria.iter().any(|one| self.is_of(one, Manner::Regulation) && self.states(one))
            || ["data_hit", "malicious"].into_iter().any(|id| incident.answer(id) == Tri::Yes)
            || incident.hits.iter().any(|hit| hit.kind == HitKind::Data);
        Some(if stated { Message::PlannedAndMore } else { Message::Planned })
    }

    /// The criteria of the Regulation.
    fn regulation(&self) -> Tally {
        let is_outage = |criterion: &Criterion| matches!(criterion.test, Test::Outage { .. } | Test::Weekly(_));
        match self.planned() {
            Some(Message::Planned) => Tally::default(),
            Some(_) => self.tally(|one| self.is_of(one, Manner::Regulation) && !is_outage(one)),
            None => self.tally(|one| self.is_of(one, Manner::Regulation)),
        }
    }

    /// The criteria of NIS 2: those of the Regulation for its services, those of the Directive for all others.
    fn significant(&self) -> Tally {
        let regulated = self.regulated();
        let others = !regulated || self.hits(&[ServiceGroup::Telecom, ServiceGroup::Other]);
        let mut tally = Tally::default();
        if regulated {
            tally = tally.merge(self.regulation());
        }
        if others {
            tally = tally.merge(self.tally(|one| self.is_of(one, Manner::Directive)));
        }
        if self.incident().hits.is_empty() && self.regulation_counts() {
            // Which criteria count depends on the service: those of the Regulation are exhaustive.
            tally.met.clear();
            tally.open.insert(0, Need::Hits);
        }
        tally
    }

    /// What the criteria of the act say, as if it applied.
    pub(super) fn judge(&self, messages: &mut Vec<Message>) -> (Tally, Reportable) {
        let said = |tally: Tally| {
            let reportable = tally.reportable();
            (tally, reportable)
        };
        let own = || self.tally(|one| one.act == self.at);
        match self.act.manner {
            Manner::Directive => said(self.significant()),
            Manner::Regulation => {
                messages.extend(self.planned());
                said(self.regulation())
            }
            Manner::State => self.of_state(self.significant().merge(own()), messages),
            Manner::PersonalData => self.data_protection(messages),
            Manner::AkosTable => {
                messages.push(Message::Historical);
                if self.incident().hits.iter().any(|hit| hit.kind == HitKind::Data) {
                    messages.push(Message::TableWithoutData);
                }
                let tally = own();
                // Below the table people judge under the general clause; without end users there is no table.
                let no_users = self.incident().answer("no_end_users") == Tri::Yes;
                match tally.reportable() {
                    _ if no_users => (Tally::default(), Reportable::Judgement),
                    Reportable::No => (tally, Reportable::Judgement),
                    reportable => (tally, reportable),
                }
            }
            Manner::HakomTable => {
                let mut tally = own();
                let goes_on = self.goes_on();
                if self.is_yardstick() {
                    messages.push(Message::Yardstick);
                }
                match goes_on {
                    Held::Yes => {}
                    Held::No => messages.push(Message::TransitionLater),
                    Held::Open(_) => messages.push(Message::TransitionCheck),
                }
                // The national taxonomy is checked for every incident, whatever the criteria say (čl. 7).
                let reportable = match (tally.reportable(), self.incident().answer(TAXONOMY)) {
                    (Reportable::No, Tri::Yes) => Reportable::Yes,
                    (Reportable::No, Tri::Unknown) => {
                        tally.judged.push(Need::Question(TAXONOMY.to_owned()));
                        Reportable::Judgement
                    }
                    (reportable, _) => reportable,
                };
                let may_not_bind = goes_on == Held::No && reportable == Reportable::Yes;
                let reportable = if may_not_bind { Reportable::Judgement } else { reportable };
                (tally, self.in_quiet_days(reportable, messages))
            }
        }
    }

    fn of_state(&self, tally: Tally, messages: &mut Vec<Message>) -> (Tally, Reportable) {
        let mut reportable = tally.reportable();
        if self.act.same_cause && !same_cause(self.case.all, self.incident()).is_empty() {
            messages.push(Message::SameCause);
        }
        // The State's own criteria were not read: those of the Directive cannot say no for it.
        if let Some(cite) = self.act.criteria_open
            && reportable == Reportable::No
            && !self.regulated_only()
        {
            messages.push(Message::CriteriaNotRead(cite));
            reportable = Reportable::Judgement;
        }
        (tally, self.in_quiet_days(reportable, messages))
    }

    /// Soon after a notice neither the act before it nor the one after clearly binds: people judge.
    fn in_quiet_days(&self, reportable: Reportable, messages: &mut Vec<Message>) -> Reportable {
        let Some(days) = self.quiet_days() else { return reportable };
        messages.push(Message::QuietDays(days));
        if reportable == Reportable::Yes { Reportable::Judgement } else { reportable }
    }

    fn data_protection(&self, messages: &mut Vec<Message>) -> (Tally, Reportable) {
        let incident = self.incident();
        let mut tally = Tally::default();
        let reportable = match (incident.role, incident.answer("risk_unlikely")) {
            // A processor tells the controller whatever the risk is.
            (Role::Processor | Role::Both, _) | (Role::Controller, Tri::No) => Reportable::Yes,
            // A risk that is high is not unlikely.
            (Role::Controller, Tri::Yes) if incident.answer("high_risk") == Tri::Yes => {
                tally.judged.push(Need::Question("risk_unlikely".to_owned()));
                Reportable::Judgement
            }
            (Role::Unknown, _) => {
                tally.open.push(Need::Role);
                Reportable::Depends
            }
            (Role::Controller, Tri::Yes) => {
                messages.push(Message::WriteDown);
                Reportable::No
            }
            (Role::Controller, Tri::Unknown) => {
                tally.judged.push(Need::Question("risk_unlikely".to_owned()));
                Reportable::Judgement
            }
        };
        (tally, reportable)
    }
}

/// Whether people judge a criterion by answering a question about it, instead of counting or measuring.
fn is_judged(law: &IncidentLaw, criterion: &Criterion) -> bool {
    let of_people = matches!(law.manner(criterion.act), Some(Manner::Directive | Manner::State | Manner::HakomTable));
    of_people && matches!(criterion.test, Test::Question(_))
}
