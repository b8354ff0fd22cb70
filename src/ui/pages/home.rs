//! Overview: the parts, how far each is, and what it gives.

use leptos::prelude::*;

use crate::domain::session::Assessment;
use crate::i18n::{Key, key};
use crate::route::Page;
use crate::ui::components::{heading, link, paragraph, text};
use crate::ui::markup::tag;
use crate::ui::state::App;

/// How far a part is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Progress {
    None,
    Begun,
    Done,
    Waits,
    Open,
}

/// The screen.
pub fn view(app: App) -> AnyView {
    let check = move || {
        app.with(|assessment| {
            if assessment.answers.is_empty() {
                Progress::None
            } else if app.outcome.with(|outcome| outcome.verdict.is_some()) || app.next_page() == Page::Verdict {
                Progress::Done
            } else {
                Progress::Begun
            }
        })
    };
    let answered = move || app.with(Assessment::areas_answered);
    let areas = move || match answered() {
        0 if !app.with(Assessment::measures_begun) => Progress::None,
        13 => Progress::Done,
        _ => Progress::Begun,
    };
    let report =
        move || if check() == Progress::None && areas() == Progress::None { Progress::Waits } else { Progress::Open };
    let check_target = move || match check() {
        Progress::Done => Page::Verdict,
        _ => app.next_page(),
    };
    let areas_target = move || if areas() == Progress::Done { Page::AreasResult } else { Page::Areas };
    let tasks = tag("ol").class("tasks").children([
        task(
            app,
            [key::UI_HOME_TASK_CHECK, key::UI_HOME_TASK_CHECK_GIVES, key::UI_HOME_TASK_CHECK_TIME],
            check(),
            check_target(),
        ),
        task(
            app,
            [key::UI_HOME_TASK_AREAS, key::UI_HOME_TASK_AREAS_GIVES, key::UI_HOME_TASK_AREAS_TIME],
            areas(),
            areas_target(),
        ),
        task(
            app,
            [key::UI_HOME_TASK_DUTIES, key::UI_HOME_TASK_DUTIES_GIVES, key::UI_HOME_TASK_REPORT_TIME],
            if check() == Progress::Done { Progress::Open } else { Progress::Waits },
            Page::Duties,
        ),
        task(
            app,
            [key::UI_HOME_TASK_REPORT, key::UI_HOME_TASK_REPORT_GIVES, key::UI_HOME_TASK_REPORT_TIME],
            report(),
            Page::Report,
        ),
    ]);
    tag("div")
        .class("home")
        .child(heading(app.text(key::UI_HOME_TITLE)))
        .child(text(app, "lead", key::UI_HOME_LEAD))
        .child(text(app, "private", key::UI_HOME_PRIVATE))
        .child(incident(app))
        .child(tasks.view())
        .child(tag("h2").text(app.text(key::UI_HOME_MORE)).view())
        .child(more(app))
        .child(text(app, "hint", key::UI_HOME_BASELINE))
        .view()
}

/// The way to the incident desk: whoever needs it is in a hurry and has answered nothing.
fn incident(app: App) -> AnyView {
    let name = link(app, "", Page::Incident(String::new()), app.text(key::UI_HOME_INCIDENT));
    tag("p").child(name).text(" ").text(app.text(key::UI_HOME_INCIDENT_GIVES)).view()
}

/// What stands on its own: it needs no check first.
fn more(app: App) -> AnyView {
    let ways = [
        (Page::Measures(String::new()), key::UI_HOME_MEASURES, key::UI_HOME_MEASURES_GIVES),
        (Page::Operators(String::new()), key::UI_HOME_OPERATORS, key::UI_HOME_OPERATORS_GIVES),
    ];
    let items = ways.map(|(page, name, gives)| {
        let name = tag("a").attr("href", app.link(page)).text(app.text(name)).view();
        let name = tag("h3").child(name).view();
        tag("li").child(name).child(paragraph("hint", app.text(gives))).view()
    });
    tag("ul").class("more").children(items).view()
}

fn task(app: App, [name, gives, time]: [Key; 3], progress: Progress, page: Page) -> AnyView {
    let (state, act, class) = match progress {
        Progress::None => (key::UI_HOME_STATE_NONE, key::UI_HOME_START, "primary"),
        Progress::Begun => (key::UI_HOME_STATE_PROGRESS, key::UI_HOME_RESUME, "primary"),
        Progress::Done => (key::UI_HOME_STATE_DONE, key::UI_HOME_LOOK, "secondary"),
        Progress::Waits => (key::UI_HOME_STATE_WAITS, key::UI_HOME_LOOK, "secondary"),
        Progress::Open => (time, key::UI_HOME_LOOK, "secondary"),
    };
    let name = app.text(name);
    let mut about = tag("p").class("hint");
    // What can be opened at any time has no state of its own.
    if matches!(progress, Progress::None | Progress::Begun | Progress::Done) {
        about = about.text(app.text(time)).text(" · ");
    }
    let about = about.child(tag("span").class("state").text(app.text(state)).view()).view();
    let words = tag("div").child(tag("h2").text(name).view()).child(tag("p").text(app.text(gives)).view()).child(about);
    let label = [app.text(act), ": ", name].concat();
    let open = tag("a").class(class).attr("href", app.link(page)).attr("aria-label", label).text(app.text(act));
    let open = (progress != Progress::Waits).then(|| open.view());
    tag("li").class("task").child(words.view()).children(open).view()
}

/// The link back to the overview that other screens show.
pub fn to_start(app: App) -> AnyView {
    link(app, "link", Page::Home, app.text(key::UI_APP_TO_START))
}
