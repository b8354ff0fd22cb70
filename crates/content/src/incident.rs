//! The law of incidents: `content/incident/*.toml`.

mod finish;
mod records;
mod tables;

use std::collections::BTreeMap;
use std::path::Path;

use law::incident::{
    ActData, ActIndex, BindingNotice, Criterion, Event, IncidentLaw, Kinds, Limit, Manner, Notice, Question, Recipient,
    Recipients, Service, Step, Test, Transition, UserLimit, When, Within,
};

use crate::cite::Citations;
use finish::ASKED_BY_NAME;
use records::{
    ActsFile, CriteriaFile, CriterionRecord, DataRecord, NoticesFile, OutageRecord, QuestionsFile, ReceiverRecord,
    StepRecord, StepsFile, TablesFile, WhenRecord,
};

/// Everything read so far: what later parts refer to.
struct Reader<'a> {
    law: IncidentLaw,
    citations: Citations,
    problems: &'a mut Vec<String>,
}

/// Reads and checks the law of incidents.
pub fn load(folder: &Path, problems: &mut Vec<String>) -> Option<IncidentLaw> {
    let acts: ActsFile = crate::read_toml(&folder.join("acts.toml"), problems)?;
    let questions: QuestionsFile = crate::read_toml(&folder.join("questions.toml"), problems)?;
    let criteria: CriteriaFile = crate::read_toml(&folder.join("criteria.toml"), problems)?;
    let tables: TablesFile = crate::read_toml(&folder.join("tables.toml"), problems)?;
    let steps: StepsFile = crate::read_toml(&folder.join("steps.toml"), problems)?;
    let notices: NoticesFile = crate::read_toml(&folder.join("notices.toml"), problems)?;
    let mut known = BTreeMap::new();
    let mut sources = Vec::new();
    for (position, source) in (0_u8..).zip(acts.source) {
        let from = crate::rules::day(source.from);
        known.insert(source.id.clone(), (position, from));
        let short = crate::cite::with_words(&source.short);
        sources.push(law::Source { id: source.id, url: source.url, short });
    }
    let law = IncidentLaw {
        sources,
        provisions: Vec::new(),
        acts: Vec::new(),
        services: Vec::new(),
        questions: Vec::new(),
        sayings: Vec::new(),
        criteria: Vec::new(),
        kinds: Vec::new(),
        recipients: Vec::new(),
        steps: Vec::new(),
        items: Vec::new(),
        notices: Vec::new(),
    };
    let mut reader = Reader { law, citations: Citations::new(known), problems };
    reader.questions(questions);
    reader.acts(acts.act);
    reader.law.services =
        acts.service.into_iter().map(|one| Service { id: one.id, group: one.group, row: one.row }).collect();
    tables::load(&mut reader, &tables);
    for record in criteria.criterion {
        reader.criterion(record);
    }
    reader.notices(notices);
    let ids: Vec<String> = steps.step.iter().map(|step| step.id.clone()).collect();
    for record in steps.step {
        reader.step(record, &ids);
    }
    for record in steps.recipient {
        reader.sites(record);
    }
    reader.finish();
    let Reader { mut law, citations, .. } = reader;
    law.provisions = citations.provisions;
    Some(law)
}

/// Position of an id, which is added if it is new.
fn position(list: &mut Vec<String>, id: &str) -> u8 {
    let at = list.iter().position(|known| known == id).unwrap_or_else(|| {
        list.push(id.to_owned());
        list.len() - 1
    });
    u8::try_from(at).unwrap_or(u8::MAX)
}

/// `5` or `0.1` percent in hundredths of a percent.
fn percent(text: &str) -> Option<u32> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let padded = format!("{fraction:0<2}");
    if padded.len() != 2 {
        return None;
    }
    Some(whole.parse::<u32>().ok()? * 100 + padded.parse::<u32>().ok()?)
}

impl Reader<'_> {
    fn cite(&mut self, at: &str, citation: &str) -> u16 {
        self.citations.cite(citation).unwrap_or_else(|problem| {
            self.problems.push(format!("incident: {at}: {problem}"));
            0
        })
    }

    fn cites(&mut self, at: &str, citations: &[String]) -> Vec<u16> {
        if citations.is_empty() {
            self.problems.push(format!("incident: {at}: nothing is cited; name the provision it rests on"));
        }
        citations.iter().map(|citation| self.cite(at, citation)).collect()
    }

    /// The position of an id among known ones.
    fn known(&mut self, at: &str, what: &str, ids: &[String], id: &str) -> u8 {
        let found = ids.iter().position(|known| known == id).and_then(|found| u8::try_from(found).ok());
        found.unwrap_or_else(|| {
            self.problems.push(format!("incident: {at}: unknown {what} \"{id}\""));
            0
        })
    }

    fn question(&mut self, at: &str, id: &str) -> u8 {
        let ids: Vec<String> = self.law.questions.iter().map(|question| question.id.clone()).collect();
        self.known(at, "question", &ids, id)
    }

    fn service(&mut self, at: &str, id: &str) -> u8 {
        let ids: Vec<String> = self.law.services.iter().map(|service| service.id.clone()).collect();
        self.known(at, "service", &ids, id)
    }

    fn percent(&mut self, at: &str, text: &str) -> u32 {
        percent(text).unwrap_or_else(|| {
            self.problems.push(format!("incident: {at}: \"{text}\" is not a percentage such as \"0.1\""));
            0
        })
    }

    fn act(&mut self, at: &str, id: &str) -> ActIndex {
        let ids: Vec<String> = self.law.acts.iter().map(|act| act.id.clone()).collect();
        self.known(at, "act", &ids, id)
    }

    /// The act to which a table belongs.
    fn table_of(&self, manner: Manner) -> ActIndex {
        let at = self.law.acts.iter().position(|act| act.manner == manner).unwrap_or_default();
        ActIndex::try_from(at).unwrap_or_default()
    }

    fn acts(&mut self, records: Vec<records::ActRecord>) {
        for record in records {
            let id = record.id;
            let notice = record.notice.map(|notice| BindingNotice {
                question: self.question(&id, &notice.question),
                until: notice.until,
                quiet_days: notice.quiet_days,
            });
            let transition = record.transition.map(|rule| Transition {
                question: self.question(&id, &rule.question),
                from: crate::rules::day(rule.from),
            });
            let criteria_open = record.criteria_open.map(|citation| self.cite(&id, &citation));
            let cites = self.cites(&id, &record.cites);
            let of_union = matches!(record.manner, Manner::Directive | Manner::Regulation | Manner::PersonalData);
            if of_union != record.state.is_empty() {
                self.problems
                    .push(format!("incident: {id}: acts of States name their `state`, acts of the Union do not"));
            }
            self.law.acts.push(ActData {
                id,
                manner: record.manner,
                state: record.state,
                notice,
                transition,
                criteria_open,
                same_cause: record.same_cause,
                from: record.from.map(crate::rules::day),
                cites,
                status: record.status.into(),
            });
        }
        let own = [Manner::Directive, Manner::Regulation, Manner::PersonalData, Manner::AkosTable, Manner::HakomTable];
        for manner in own {
            if self.law.acts.iter().filter(|act| act.manner == manner).count() != 1 {
                self.problems.push(format!("incident: acts.toml: exactly one act is applied as {manner:?}"));
            }
        }
        let mut states: Vec<&str> = self.law.states().collect();
        states.sort_unstable();
        if states.windows(2).any(|pair| pair.first() == pair.last()) {
            self.problems.push("incident: acts.toml: a State has one act with the manner `state`".to_owned());
        }
    }

    fn questions(&mut self, file: QuestionsFile) {
        for record in file.question {
            let cites = self.cites(&record.id, &record.cites);
            self.law.questions.push(Question { id: record.id, cites });
        }
        for id in ASKED_BY_NAME {
            self.question("questions.toml", id);
        }
    }

    fn criterion(&mut self, record: CriterionRecord) {
        let at = record.id.clone();
        let given = [
            record.question.is_some(),
            record.loss.is_some(),
            record.recurring.is_some(),
            record.outage.is_some(),
            record.weekly.is_some(),
            record.data.is_some(),
        ];
        if given.iter().filter(|given| **given).count() != 1 {
            self.problems.push(format!("incident: {at}: give one of question, loss, recurring, outage, weekly, data"));
        }
        let test = if let Some(question) = &record.question {
            Test::Question(self.question(&at, question))
        } else if let Some(loss) = &record.loss {
            Test::Loss { cents: loss.cents, share: self.percent(&at, &loss.percent) }
        } else if let Some(outage) = &record.outage {
            self.outage(&at, outage)
        } else if let Some(weekly) = &record.weekly {
            Test::Weekly(Limit { value: weekly.longer_than_minutes, strict: true })
        } else if let Some(data) = &record.data {
            self.data(&at, data)
        } else {
            Test::Recurring
        };
        let services = record.services.iter().map(|id| self.service(&at, id)).collect();
        let act = self.act(&at, &record.act);
        let cite = self.cite(&at, &record.cite);
        let says = position(&mut self.law.sayings, &record.says);
        self.law.criteria.push(Criterion {
            id: record.id,
            act,
            services,
            test,
            says,
            cite,
            status: record.status.into(),
            reading: record.reading,
        });
    }

    fn outage(&mut self, at: &str, record: &OutageRecord) -> Test {
        let kinds = record.kinds.iter().fold(0, |bits, kind| bits | Kinds::from(*kind).0);
        let minutes = record.longer_than_minutes.map(|value| Limit { value, strict: true });
        let users = self.users(at, record.more_than_percent.as_ref(), record.more_than_users);
        Test::Outage { kinds: Kinds(kinds), minutes, users }
    }

    fn data(&mut self, at: &str, record: &DataRecord) -> Test {
        let users = self.users(at, record.more_than_percent.as_ref(), record.more_than_users);
        let unless = record.unless.as_ref().map(|id| self.question(at, id));
        Test::Data { malicious: record.malicious, users, unless }
    }

    fn users(&mut self, at: &str, percent: Option<&String>, count: Option<u64>) -> Option<UserLimit> {
        let share = percent.map(|text| self.percent(at, text));
        (share.is_some() || count.is_some()).then_some(UserLimit { share, count, strict: true })
    }

    fn notices(&mut self, file: NoticesFile) {
        for record in file.notice {
            let cites = self.cites(&record.id, &record.cites);
            let items = record.items.iter().map(|item| position(&mut self.law.items, item)).collect();
            self.law.notices.push(Notice { id: record.id, items, cites });
        }
    }

    fn step(&mut self, record: StepRecord, ids: &[String]) {
        let at = record.id.clone();
        let (event, within) = match (&record.event, &record.sent, &record.outlasts) {
            (Some(event), None, _) => ((*event).into(), record.within.as_ref().map(Within::from)),
            (None, Some(step), _) => {
                (Event::Sent(self.known(&at, "step", ids, step)), record.within.as_ref().map(Within::from))
            }
            // Takes the place of the step it outlasts: due when that one was.
            (None, None, Some(step)) => {
                let place = self.law.steps.iter().find(|known| known.id == *step);
                place.map_or((Event::Request, None), |place| (place.event, Some(place.within)))
            }
            _ => (Event::Request, None),
        };
        let within = within.unwrap_or_else(|| {
            self.problems.push(format!("incident: {at}: needs one of event, sent, outlasts, and within"));
            Within::AtOnce
        });
        let when = match (&record.outlasts, &record.when) {
            (Some(step), None) => When::Outlasts(self.known(&at, "step", ids, step)),
            (None, None) => When::Always,
            (None, Some(WhenRecord::Plain(plain))) => (*plain).into(),
            (None, Some(WhenRecord::Question { question })) => When::Question(self.question(&at, question)),
            (Some(_), Some(_)) => {
                self.problems.push(format!("incident: {at}: give one of outlasts and when"));
                When::Always
            }
        };
        let act = self.act(&at, &record.act);
        let any = self.recipient(record.to.any);
        let by_state = record.to.by_state.into_iter().map(|(code, id)| (code, self.recipient(id))).collect();
        let to = Recipients { any, by_state };
        let notices: Vec<String> = self.law.notices.iter().map(|notice| notice.id.clone()).collect();
        let notice = record.notice.as_ref().map(|id| self.known(&at, "notice", &notices, id));
        let draft = record.draft.as_ref().map(|id| self.known(&at, "draft", &notices, id));
        if notice.is_some() && draft.is_some() {
            self.problems.push(format!("incident: {at}: give one of notice and draft"));
        }
        let cite = self.cite(&at, &record.cite);
        let kind = position(&mut self.law.kinds, &record.kind);
        self.law.steps.push(Step {
            id: record.id,
            act,
            kind,
            event,
            within,
            when,
            repeats: record.repeats,
            to,
            cite,
            status: record.status.into(),
            reading: record.reading,
            notice,
            draft,
        });
    }

    /// Position of somebody to whom something is sent, who is added if new.
    fn recipient(&mut self, id: String) -> u8 {
        let list = &mut self.law.recipients;
        let at = list.iter().position(|known| known.id == id).unwrap_or_else(|| {
            list.push(Recipient { id, sites: Vec::new() });
            list.len() - 1
        });
        u8::try_from(at).unwrap_or(u8::MAX)
    }

    /// Pages of somebody to whom a step is sent.
    fn sites(&mut self, record: ReceiverRecord) {
        for site in record.sites.iter().filter(|site| !site.starts_with("https://")) {
            self.problems.push(format!("incident: recipient {}: {site} does not begin with https://", record.id));
        }
        match self.law.recipients.iter_mut().find(|known| known.id == record.id) {
            Some(known) if known.sites.is_empty() => known.sites = record.sites,
            Some(_) => self.problems.push(format!("incident: the recipient \"{}\" stands twice", record.id)),
            None => self.problems.push(format!("incident: nothing is sent to the recipient \"{}\"", record.id)),
        }
    }
}
