//! The questions that decide which duties concern the visitor, and whether the rulebook binds.

use law::operators::{Force, Trait};
use leptos::prelude::*;

use super::Work;
use crate::domain::operators::{Kept, Profile};
use crate::domain::time::day;
use crate::domain::units::Tri;
use crate::i18n::{Key, key};
use crate::persist::v1::TRI;
use crate::ui::components::{Radios, labelled, paragraph, yes_no_unknown};
use crate::ui::form::{NumberField, Unit};
use crate::ui::markup::{live, nothing, tag};

/// A plain question.
#[derive(Clone, Copy)]
struct Question {
    id: &'static str,
    words: Key,
    hint: Option<Key>,
    read: fn(&Profile) -> Tri,
    write: fn(&mut Profile, Tri),
}

const NOTICE: Question = Question {
    id: "notice",
    words: key::OPERATORS_ASK_NOTICE,
    hint: Some(key::OPERATORS_ASK_NOTICE_HINT),
    read: |profile| profile.notice,
    write: |profile, answer| profile.notice = answer,
};
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
        views.push(plain(work, kept, NOTICE));
        views.push(after_notice(work, kept));
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
    let fresh = kept.with_untracked(|kept| kept.profile == Profile::default());
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

/// What is asked once it is known whether the notice has arrived: the day, or what was before.
fn after_notice(work: Work, kept: Memo<Kept>) -> AnyView {
    let notice = Memo::new(move |_| kept.with(|kept| kept.profile.notice));
    live(move || match notice.get() {
        Tri::Yes => {
            let given = untrack(|| kept.with(|kept| kept.profile.delivered)).map(day::to_text).unwrap_or_default();
            let input = tag("input").attr("type", "date").value(move || given.clone()).on_text("change", move |text| {
                work.change(|kept| kept.profile.delivered = day::parse(&text));
            });
            labelled("delivered", work.app.text(key::OPERATORS_ASK_DELIVERED), input)
        }
        _ => plain(work, kept, BEFORE),
    })
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
