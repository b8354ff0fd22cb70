//! What can only be checked when everything has been read.

use law::Status;
use law::incident::{Test, When};

use super::Reader;

/// Questions that the program itself asks for by name.
pub const ASKED_BY_NAME: [&str; 11] = [
    "personal_data",
    "data_hit",
    "risk_unlikely",
    "malicious",
    "cross_border",
    "planned_maintenance",
    "threat_only",
    "threat_grave",
    "threat_to_users",
    "no_end_users",
    "hakom_taxonomy",
];

impl Reader<'_> {
    /// Checks what can only be seen at the end: ids are own to each, and every question matters.
    pub(super) fn finish(&mut self) {
        let law = &self.law;
        let lists: [Vec<&String>; 6] = [
            law.acts.iter().map(|one| &one.id).collect(),
            law.services.iter().map(|one| &one.id).collect(),
            law.questions.iter().map(|one| &one.id).collect(),
            law.criteria.iter().map(|one| &one.id).collect(),
            law.steps.iter().map(|one| &one.id).collect(),
            law.notices.iter().map(|one| &one.id).collect(),
        ];
        for list in lists {
            for (at, id) in list.iter().enumerate() {
                if list.iter().take(at).any(|other| other == id) {
                    self.problems.push(format!("incident: \"{id}\" stands twice"));
                }
            }
        }
        for (index, question) in (0_u8..).zip(&law.questions) {
            let in_criteria = law.criteria.iter().any(|criterion| match criterion.test {
                Test::Question(asked) => asked == index,
                Test::Data { unless, .. } => unless == Some(index),
                _ => false,
            });
            let in_steps = law.steps.iter().any(|step| step.when == When::Question(index));
            let in_acts = law.acts.iter().any(|act| act.questions().any(|asked| asked == index));
            if !in_criteria && !in_steps && !in_acts && !ASKED_BY_NAME.contains(&question.id.as_str()) {
                self.problems.push(format!("incident: the question \"{}\" decides nothing; delete it", question.id));
            }
        }
        for criterion in &law.criteria {
            if criterion.status == Status::Unverified {
                self.problems.push(format!("incident: {}: what is not checked cannot decide", criterion.id));
            }
        }
    }
}
