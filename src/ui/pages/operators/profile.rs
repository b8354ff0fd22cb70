//! The questions that decide which duties concern the visitor, and whether the rulebook binds.

use law::operators::{Force, Trait};
use leptos::prelude::*;

use super::Work;
use crate::domain::notice::{NONE, Notice, id, set_delivered};
use crate::domain::operators::{Kept, Profile};
use crate::domain::session::UNKNOWN;
use crate::domain::time::day;
use crate::domain::units::Tri;
use crate::i18n::{Key, key};
use crate::persist::operators::state_of_notice;
use crate::persist::v1::TRI;
use crate::ui::components::{Choice, Radios, details, labelled, paragraph, yes_no_unknown};
use crate::ui::form::{NumberField, Unit};
use crate::ui::markup::{group, live, live_text, nothing, tag};

/// A plain question.
#[derive(Clone, Copy)]
struct Question {
    id: &'static str,
    words: Key,
    hint: Option<Key>,
    read: fn(&Profile) -> Tri,
    write: fn(&mut Profile, Tri),
}

/// The answers of the check to whether the notice has arrived.
const NOTICE: [(&str, Key); 4] = [
    (NONE, key::OPERATORS_ASK_NOTICE_NONE),
    ("kljucni", key::OPERATORS_ASK_NOTICE_ESSENTIAL),
    ("vazni", key::OPERATORS_ASK_NOTICE_IMPORTANT),
    (UNKNOWN, key::UI_APP_DONT_KNOW),
];
const BEFORE: Question = Question {
    id: "before",
    words: key::OPERATORS_ASK_BEFORE,
    hint: Some(key::OPERATORS_ASK_BEFORE_HINT),
    read: |profile| profile.before,
    write: |profile, answer| profile.before = answer,
};
const PUBLIC: Question = Question {
    id: "public",
    words: key::OPERATORS_ASK_PUBLIC,
    hint: Some(key::OPERATORS_ASK_PUBLIC_HINT),
    read: |profile| profile.public,
    write: |profile, answer| profile.public = answer,
};

/// The question about a trait.
fn of_trait(own: Trait) -> Question {
    match own {
        Trait::Agreement => Question {
            id: "agreement",
            words: trait_key(own),
            hint: None,
            read: |profile| profile.agreement,
            write: |profile, answer| profile.agreement = answer,
        },
        Trait::Telephone => Question {
            id: "telephone",
            words: trait_key(own),
            hint: None,
            read: |profile| profile.telephone,
            write: |profile, answer| profile.telephone = answer,
        },
        Trait::FiveG => Question {
            id: "five_g",
            words: trait_key(own),
            hint: None,
            read: |profile| profile.five_g,
            write: |profile, answer| profile.five_g = answer,
        },
    }
}

/// The words of the question about a trait.
pub fn trait_key(own: Trait) -> Key {
    match own {
        Trait::Agreement => key::OPERATORS_ASK_AGREEMENT,
        Trait::Telephone => key::OPERATORS_ASK_TELEPHONE,
        Trait::FiveG => key::OPERATORS_ASK_FIVE_G,
    }
}

/// The questions that matter for a rulebook.
pub fn questions(work: Work, book: usize, kept: Memo<Kept>) -> AnyView {
    let Some(of) = work.operators.books.get(book) else { return nothing() };
    let mut views = Vec::new();
    if of.force == Force::UntilNotice {
        views.push(notice(work, kept));
        views.push(before(work, kept));
        views.push(plain(work, kept, PUBLIC));
    }
    if of.threshold > 0 {
        views.push(users(work));
    }
    let groups = work.operators.groups.iter().map(|group| usize::from(group.book) == book);
    let own: Vec<bool> = groups.collect();
    let duties = work.operators.duties.iter().filter(|duty| own.get(usize::from(duty.group)) == Some(&true));
    let mut traits: Vec<Trait> = Vec::new();
    for asked in duties.flat_map(|duty| &duty.when) {
        if !traits.contains(asked) {
            traits.push(*asked);
            views.push(plain(work, kept, of_trait(*asked)));
        }
    }
    // Open until something has been said: afterwards the list is what the visitor comes for.
    // What the check knows about the notice was not said here.
    let fresh = kept.with_untracked(|kept| {
        let Profile { notice, delivered, .. } = kept.profile;
        kept.profile == Profile { notice, delivered, ..Profile::default() }
    });
    let mut frame = tag("details").class("why");
    if fresh {
        frame = frame.attr("open", "");
    }
    let title = tag("summary").text(work.app.text(key::OPERATORS_PAGE_PROFILE_TITLE)).view();
    let lead = paragraph("hint", work.app.text(key::OPERATORS_PAGE_PROFILE_LEAD));
    frame.child(title).child(lead).children(views).view()
}

/// A question with yes, no, I do not know; the last is chosen while nothing has been said.
fn plain(work: Work, kept: Memo<Kept>, question: Question) -> AnyView {
    let chosen = move || {
        let answer = kept.with(|kept| (question.read)(&kept.profile));
        TRI.iter().find(|(_, known)| *known == answer).map(|(word, _)| (*word).to_owned())
    };
    let radios = Radios {
        id: question.id.to_owned(),
        legend: work.app.text(question.words).to_owned(),
        is_heading: false,
        hint: question.hint.map_or("", |hint| work.app.text(hint)).to_owned(),
        choices: yes_no_unknown(work.app),
        chosen: Signal::derive(chosen),
        missing: Signal::derive(|| false),
    };
    let choose = Callback::new(move |value: String| {
        let answer = TRI.iter().find(|(word, _)| *word == value).map_or(Tri::Unknown, |(_, answer)| *answer);
        work.change(|kept| (question.write)(&mut kept.profile, answer));
    });
    radios.view(work.app, choose)
}

/// Whether and when the notice has arrived: asked here where it is not known from the check, else said with a way to change
/// it. It is kept with the check.
fn notice(work: Work, kept: Memo<Kept>) -> AnyView {
    let app = work.app;
    let state = state_of_notice(work.operators);
    let of = move || app.with(|assessment| Notice::of(assessment, state));
    let answer = move || app.with(|assessment| assessment.answer(&id(state)).map(str::to_owned));
    let radios = Radios {
        id: "notice".to_owned(),
        legend: app.text(key::OPERATORS_ASK_NOTICE).to_owned(),
        is_heading: false,
        hint: app.text(key::OPERATORS_ASK_NOTICE_HINT).to_owned(),
        choices: NOTICE.iter().map(|(value, label)| Choice::new(value, app.text(*label))).collect(),
        chosen: Signal::derive(answer),
        missing: Signal::stored(false),
    };
    let radios = radios.view(app, Callback::new(move |value: String| app.answer(&id(state), &value)));
    let arrived = Memo::new(move |_| kept.with(|kept| kept.profile.notice == Tri::Yes));
    let day = live(move || if arrived.get() { delivered(work, state) } else { nothing() });
    let asked = vec![radios, day];
    if !untrack(of).is_known() {
        return group(asked);
    }
    let words = move || {
        let words = match of().received {
            Tri::Yes => key::OPERATORS_ASK_NOTICE_KNOWN,
            Tri::No => key::OPERATORS_ASK_NOTICE_KNOWN_NONE,
            Tri::Unknown => key::OPERATORS_ASK_NOTICE,
        };
        app.text(words).to_owned()
    };
    let said = tag("p").attr("role", "status").child(live_text(words)).view();
    group(vec![said, details("why", app.text(key::OPERATORS_ASK_NOTICE_CHANGE), asked)])
}

/// The day on which the notice was delivered.
fn delivered(work: Work, state: &'static str) -> AnyView {
    let app = work.app;
    let given = app.with_untracked(|assessment| Notice::of(assessment, state).delivered);
    let given = given.map(day::to_text).unwrap_or_default();
    let keep = move |text: String| app.change(|assessment| set_delivered(assessment, state, &text));
    let first = work.operators.books.iter().find_map(|book| book.notice_from);
    let input = tag("input")
        .attr("type", "date")
        .attr("min", first.map(day::to_text).unwrap_or_default())
        .attr("max", day::to_text(app.today))
        .value(move || given.clone())
        .on_text("change", keep);
    labelled("delivered", app.text(key::OPERATORS_ASK_DELIVERED), input)
}

/// What was before, asked while no notice has arrived.
fn before(work: Work, kept: Memo<Kept>) -> AnyView {
    let arrived = Memo::new(move |_| kept.with(|kept| kept.profile.notice == Tri::Yes));
    live(move || if arrived.get() { nothing() } else { plain(work, kept, BEFORE) })
}

fn users(work: Work) -> AnyView {
    let app = work.app;
    let given = app.with_untracked(|assessment| {
        crate::persist::operators::read(assessment.parts.get(crate::persist::operators::PART)).kept.profile.users
    });
    let keep = Callback::new(move |users| work.change(|kept| kept.profile.users = users));
    let field = NumberField::new(app, "users".to_owned(), Unit::Count, given, false, keep);
    field.view(app, app.text(key::OPERATORS_ASK_USERS), app.text(key::OPERATORS_ASK_USERS_HINT))
}
