//! Elements of the page. One element type for all screens: Leptos makes code for every distinct view type, and with the
//! `view!` macro that was two thirds of the wasm (`docs/adr/0003-small-code-for-the-page.md`).

use leptos::prelude::*;
use leptos::tachys::html::attribute::any_attribute::{AnyAttribute, IntoAnyAttribute};
use leptos::tachys::html::attribute::custom::custom_attribute;
use leptos::tachys::html::element::custom;
use leptos::tachys::html::event::{Custom, on};
use leptos::tachys::html::property::prop;
use web_sys::Event;

/// An element being put together.
pub struct Markup {
    tag: &'static str,
    attributes: Vec<AnyAttribute>,
    children: Vec<AnyView>,
}

/// An element of this name.
pub fn tag(tag: &'static str) -> Markup {
    Markup { tag, attributes: Vec::new(), children: Vec::new() }
}

impl Markup {
    /// With an attribute.
    pub fn attr(mut self, key: &'static str, value: impl Into<String>) -> Self {
        let value: String = value.into();
        self.attributes.push(custom_attribute(key, value).into_any_attr());
        self
    }

    /// With a class.
    pub fn class(self, class: &'static str) -> Self {
        self.attr("class", class)
    }

    /// With an attribute that follows the state; left out while it is `None`.
    pub fn live_attr(mut self, key: &'static str, value: impl Fn() -> Option<String> + Send + 'static) -> Self {
        let value: Box<dyn Fn() -> Option<String> + Send> = Box::new(value);
        self.attributes.push(custom_attribute(key, value).into_any_attr());
        self
    }

    /// With the state of a box or radio button.
    pub fn checked(mut self, value: impl Fn() -> bool + Send + 'static) -> Self {
        let value: Box<dyn Fn() -> bool + Send> = Box::new(value);
        self.attributes.push(prop("checked", value).into_any_attr());
        self
    }

    /// Whether an option is selected.
    pub fn selected(mut self, value: impl Fn() -> bool + Send + 'static) -> Self {
        let value: Box<dyn Fn() -> bool + Send> = Box::new(value);
        self.attributes.push(prop("selected", value).into_any_attr());
        self
    }

    /// With the text of an input.
    pub fn value(mut self, value: impl Fn() -> String + Send + 'static) -> Self {
        let value: Box<dyn Fn() -> String + Send> = Box::new(value);
        self.attributes.push(prop("value", value).into_any_attr());
        self
    }

    /// Calls `act` on an event.
    pub fn on(mut self, event: &'static str, act: impl FnMut(Event) + 'static) -> Self {
        let act: Box<dyn FnMut(Event)> = Box::new(act);
        self.attributes.push(on(Custom::<Event>::new(event), act).into_any_attr());
        self
    }

    /// Keeps what the visitor has entered, as text.
    pub fn on_text(self, event: &'static str, act: impl Fn(String) + 'static) -> Self {
        self.on(event, move |event| act(event_target_value(&event)))
    }

    /// With text.
    pub fn text(self, text: impl Into<String>) -> Self {
        let text: String = text.into();
        self.child(text.into_any())
    }

    /// With a child.
    pub fn child(mut self, child: AnyView) -> Self {
        self.children.push(child);
        self
    }

    /// With children.
    pub fn children(mut self, children: impl IntoIterator<Item = AnyView>) -> Self {
        self.children.extend(children);
        self
    }

    /// With HTML that our own renderer has escaped.
    pub fn html(mut self, html: String) -> Self {
        self.attributes.push(prop("innerHTML", html).into_any_attr());
        self
    }

    /// The finished element.
    pub fn view(self) -> AnyView {
        custom(self.tag).child(self.children).add_any_attr(self.attributes).into_any()
    }
}

/// A part that follows the state.
pub fn live(part: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    boxed(Box::new(part))
}

/// Not generic: a closure made in a generic function would be a view type of its own for every part.
fn boxed(part: Box<dyn Fn() -> AnyView + Send>) -> AnyView {
    (move || part()).into_any()
}

/// A text that follows the state.
pub fn live_text(text: impl Fn() -> String + Send + 'static) -> AnyView {
    live(move || text().into_any())
}

/// Several parts side by side.
pub fn group(parts: Vec<AnyView>) -> AnyView {
    parts.into_any()
}

/// Nothing.
pub fn nothing() -> AnyView {
    ().into_any()
}
