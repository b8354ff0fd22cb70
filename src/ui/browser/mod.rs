//! The only place that talks to the browser.

pub mod shelf;

use law::Day;
use leptos::prelude::{document, window};
use wasm_bindgen::prelude::{Closure, JsCast, JsValue, wasm_bindgen};

use crate::i18n::Language;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = nis2Check, js_name = pack, catch)]
    async fn fetch_pack(name: &str) -> Result<JsValue, JsValue>;

    #[wasm_bindgen(thread_local_v2, js_namespace = nis2Check, js_name = language)]
    static LANGUAGE: String;

    /// Shows that the page could not start.
    #[wasm_bindgen(js_namespace = nis2Check, js_name = failed)]
    pub fn report_failure();
}

/// The language chosen before the app ran: of the address, of the last visit, or of the browser.
pub fn language() -> Language {
    Language::from_code(&LANGUAGE.with(Clone::clone)).unwrap_or_default()
}

/// A part of the content; fetched once from this page's own origin.
pub async fn pack(name: &str) -> Option<Vec<u8>> {
    let bytes = fetch_pack(name).await.ok()?;
    Some(bytes.dyn_into::<js_sys::Uint8Array>().ok()?.to_vec())
}

/// The visitor's calendar day.
pub fn today() -> Day {
    let now = js_sys::Date::new_0();
    let (year, month, day) = (now.get_full_year(), now.get_month() + 1, now.get_date());
    Day(i32::try_from(year * 10_000 + month * 100 + day).unwrap_or_default())
}

/// This moment in UTC, as kept in files.
pub fn now_utc() -> String {
    js_sys::Date::new_0().to_iso_string().into()
}

/// An id that no other assessment of this browser has: the time in milliseconds and a random part.
pub fn new_id() -> String {
    let mut id = String::from("a");
    id.push_str(&now_utc().chars().filter(char::is_ascii_digit).collect::<String>());
    // JavaScript writes the number: what Rust needs for it weighs 6 kB.
    let random = js_sys::Number::from(js_sys::Math::random()).to_string_with_radix(10);
    let random = random.map(String::from).unwrap_or_default();
    id.extend(random.chars().filter(char::is_ascii_digit).skip(1).take(4));
    id
}

/// Key of the assessment that is open in this tab; each tab has its own.
const OPEN: &str = "nis2-check:open";

/// The assessment that was open in this tab before the page was loaded again.
pub fn last_open() -> Option<String> {
    window().session_storage().ok()??.get_item(OPEN).ok()?
}

/// Forgets which assessment is open in this tab.
pub fn forget_open() {
    if let Ok(Some(storage)) = window().session_storage() {
        let _ = storage.remove_item(OPEN);
    }
}

/// Remembers which assessment is open in this tab.
pub fn remember_open(id: &str) {
    if let Ok(Some(storage)) = window().session_storage() {
        let _ = storage.set_item(OPEN, id);
    }
}

/// The part of the address behind `#`.
pub fn hash() -> String {
    window().location().hash().unwrap_or_default()
}

/// Goes to another screen.
pub fn set_hash(hash: &str) {
    let _ = window().location().set_hash(hash);
}

/// Shows the heading that the address names and puts `screen` back in its place; `false` if it names a screen.
pub fn scroll_to_anchor(screen: &str) -> bool {
    let hash = hash();
    let Some(id) = hash.strip_prefix('#').filter(|id| !id.is_empty() && !id.starts_with('/')) else { return false };
    if let Some(element) = document().get_element_by_id(id) {
        element.scroll_into_view();
    }
    correct_hash(screen);
    true
}

/// Puts another address in the place of this one; the screen stays.
pub fn correct_hash(screen: &str) {
    let history = window().history();
    let _ = history.and_then(|history| history.replace_state_with_url(&JsValue::NULL, "", Some(screen)));
}

/// Goes to another screen instead of this one, which the way back then leaves out.
pub fn replace_hash(hash: &str) {
    let _ = window().location().replace(hash);
}

/// Calls `changed` whenever the part behind `#` changes.
pub fn on_hash_change(changed: impl Fn() + 'static) {
    let listener = Closure::<dyn Fn()>::new(changed);
    let _ = window().add_event_listener_with_callback("hashchange", listener.as_ref().unchecked_ref());
    listener.forget();
}

/// Calls `changed` whenever another tab has changed what is stored.
pub fn on_storage(changed: impl Fn() + 'static) {
    let listener = Closure::<dyn Fn()>::new(changed);
    let _ = window().add_event_listener_with_callback("storage", listener.as_ref().unchecked_ref());
    listener.forget();
}

/// Sets title and language of the document.
pub fn describe(title: &str, language: &str) {
    document().set_title(title);
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("lang", language);
    }
}

/// Sets light or dark colours; empty follows the device.
pub fn set_theme(theme: &str) {
    if let Some(root) = document().document_element() {
        let _ = root.set_attribute("data-theme", theme);
    }
}

/// By when a browser has fetched what it saves as a file.
const FETCHED_AFTER: std::time::Duration = std::time::Duration::from_secs(60);

/// How long to wait before an element is looked for again.
const BETWEEN_TRIES: std::time::Duration = std::time::Duration::from_millis(100);

/// Puts the focus on an element, so that screen readers begin there.
pub fn focus(id: &str) {
    let element = document().get_element_by_id(id).and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(element) = element {
        let _ = element.focus();
    }
}

/// Puts the focus on an element; what it is folded away in is opened first.
pub fn focus_in(id: &str) {
    let Some(element) = document().get_element_by_id(id) else { return };
    while let Some(folded) = element.closest("details:not([open])").ok().flatten() {
        if folded.set_attribute("open", "").is_err() {
            break;
        }
    }
    focus(id);
}

/// The same for an element that may still be on its way: looks for it again, `tries` times.
pub fn focus_in_soon(id: String, tries: u32) {
    if tries == 0 || document().get_element_by_id(&id).is_some() {
        focus_in(&id);
    } else {
        leptos::prelude::set_timeout(move || focus_in_soon(id, tries - 1), BETWEEN_TRIES);
    }
}

/// Puts the focus on an element once the screen has been drawn.
pub fn focus_soon(id: &'static str) {
    leptos::prelude::request_animation_frame(move || focus(id));
}

/// Keeps the focus where it was when a button takes itself away: without this, some browsers go on at the top of the page.
pub fn keep_focus_near(pressed: &web_sys::Event) {
    let button = pressed.current_target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    let around: Vec<_> = std::iter::successors(button, |element| element.parent_element()).collect();
    leptos::prelude::request_animation_frame(move || {
        let lost = document().active_element().is_none_or(|element| element.tag_name() == "BODY");
        if let Some(place) = around.iter().find(|element| lost && element.is_connected()) {
            if !place.has_attribute("tabindex") {
                let _ = place.set_attribute("tabindex", "-1");
            }
            let _ = place.unchecked_ref::<web_sys::HtmlElement>().focus();
        }
    });
}

/// Goes to the top of the page.
pub fn scroll_to_top() {
    window().scroll_to_with_x_and_y(0.0, 0.0);
}

/// A setting the host has written into the page: `<meta name="nis2-check:…" content="…">`.
pub fn host_setting(name: &str) -> String {
    let selector = ["meta[name=\"nis2-check:", name, "\"]"].concat();
    let meta = document().query_selector(&selector).ok().flatten();
    meta.and_then(|meta| meta.get_attribute("content")).unwrap_or_default()
}

/// Hides what stood on the page before the app ran.
pub fn remove_splash() {
    if let Some(splash) = document().get_element_by_id("splash") {
        splash.remove();
    }
}

thread_local! {
    static CRASHED: std::cell::Cell<bool> = const { std::cell::Cell::new(false) };
}

/// Says that the app has stopped; from then on nothing is saved, so that what was saved stays whole.
pub fn crash() {
    CRASHED.set(true);
    match document().get_element_by_id("crash") {
        Some(message) => {
            let _ = message.remove_attribute("hidden");
            message.scroll_into_view();
        }
        None => report_failure(),
    }
}

/// Whether the app has stopped.
pub fn has_crashed() -> bool {
    CRASHED.get()
}

/// Lets the visitor save a text as a file. Nothing leaves the device.
pub fn download(name: &str, kind: &str, text: &str) {
    let parts = js_sys::Array::of1(&JsValue::from_str(text));
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(kind);
    let Ok(blob) = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options) else { return };
    let Ok(address) = web_sys::Url::create_object_url_with_blob(&blob) else { return };
    let link = document().create_element("a").ok().and_then(|link| link.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(link) = link {
        let _ = link.set_attribute("href", &address);
        let _ = link.set_attribute("download", name);
        link.click();
    }
    // Some browsers fetch the address only after the click: it stays for as long as that can take.
    let revoke = move || drop(web_sys::Url::revoke_object_url(&address));
    leptos::prelude::set_timeout(revoke, FETCHED_AFTER);
}

/// Puts a text on the clipboard; `false` where the page has none, as over plain HTTP.
pub fn copy(text: &str) -> bool {
    let has_clipboard = window().is_secure_context();
    if has_clipboard {
        let _ = window().navigator().clipboard().write_text(text);
    }
    has_clipboard
}

/// Opens the browser's print dialogue.
pub fn print() {
    let _ = window().print();
}

/// The text of the file chosen in a file input.
pub async fn chosen_file(input: web_sys::HtmlInputElement) -> Option<String> {
    let file = input.files()?.get(0)?;
    let text = wasm_bindgen_futures::JsFuture::from(file.text()).await.ok()?;
    input.set_value("");
    text.as_string()
}
