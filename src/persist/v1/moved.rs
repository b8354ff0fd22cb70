//! What older files keep in another place, put where it is kept now.

use serde_json::Value;

use crate::domain::notice::{self, NONE, Notice};
use crate::domain::session::Assessment;
use crate::domain::time::day;
use crate::domain::units::Tri;
use crate::persist::operators::PART;

/// The State whose notice the profile of operators asked for.
const STATE: &str = "hr";

/// Telecom operators were asked once more whether and when the notice had arrived. It is kept with the check now, and what
/// the check says stays. That it has arrived, without its day, stays where it is: the check wants the category too.
pub(super) fn notice_of_operators(assessment: &mut Assessment) {
    let before = Notice::of(assessment, STATE);
    let Some(mut part) = assessment.parts.get(PART).cloned() else { return };
    let Some(profile) = part.get_mut("profile").and_then(Value::as_object_mut) else { return };
    let text = |name: &str| profile.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let (answer, delivered) = (text("notice"), text("delivered"));
    let has_day = before.received == Tri::Yes && answer == "yes" && day::parse(&delivered).is_some();
    if has_day {
        profile.remove("delivered");
    }
    if has_day || matches!(answer.as_str(), "no" | "unknown") {
        profile.remove("notice");
    }
    assessment.parts.insert(PART.to_owned(), part);
    if has_day && before.delivered.is_none() {
        notice::set_delivered(assessment, STATE, &delivered);
    }
    if answer == "no" && !before.is_known() {
        assessment.answers.insert(notice::id(STATE), NONE.to_owned());
    }
}
