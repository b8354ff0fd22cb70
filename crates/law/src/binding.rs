//! What decides whether an act about incidents binds.

use serde::{Deserialize, Serialize};

use crate::Day;
use crate::incident::QuestionIndex;

/// A notice of an authority on which it depends whether an act binds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct BindingNotice {
    /// The question whether it has been delivered.
    pub question: QuestionIndex,
    /// Whether the act binds until then, not from then on.
    pub until: bool,
    /// Days after the delivery in which it is not clear whether the act binds already.
    pub quiet_days: u16,
}

/// A rule by which an act goes on for those who applied it before its basis was repealed. For others people judge.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Transition {
    /// The question whether the organisation applied it then.
    pub question: QuestionIndex,
    /// The day of the repeal: for what became known before, the act itself counts.
    pub from: Day,
}
