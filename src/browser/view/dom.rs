//! The few things that are done to nodes. Text goes in as text, never as markup.

use std::rc::Rc;

use wasm_bindgen::{JsCast, UnwrapThrowExt, closure::Closure};
use wasm_bindgen_futures::spawn_local;
use web_sys::{Document, Element, Event, EventTarget, HtmlElement, Node, ResizeObserver};

const SVG: &str = "http://www.w3.org/2000/svg";

/// A new HTML element; `name` is its class and its `part`, by which the page's own styles reach it.
pub fn html(tag: &str, name: &str) -> Element {
    let element = document().create_element(tag).expect_throw("the tag's name is valid");
    set(&element, "class", name);
    set(&element, "part", name);
    element
}

/// A new SVG element with these attributes.
pub fn svg(tag: &str, attributes: &[(&str, &str)]) -> Element {
    let element = document().create_element_ns(Some(SVG), tag).expect_throw("the tag's name is valid");
    for (name, value) in attributes {
        set(&element, name, value);
    }
    element
}

/// New SVG text whose baseline starts at the point.
pub fn text(class: &str, x: f64, y: f64, content: &str) -> Element {
    let text = svg("text", &[("class", class)]);
    set_number(&text, "x", x);
    set_number(&text, "y", y);
    text.set_text_content(Some(content));
    text
}

/// Puts `children` behind the children that are there.
pub fn append<'a>(parent: &Node, children: impl IntoIterator<Item = &'a Element>) {
    for child in children {
        parent.append_child(child).expect_throw("no node is put into itself");
    }
}

/// Sets an attribute.
pub fn set(element: &Element, name: &str, value: &str) {
    element.set_attribute(name, value).expect_throw("the attribute's name is valid");
}

/// Sets an attribute to a number that is not negative, to a hundredth: finer steps than that are not seen.
pub fn set_number(element: &Element, name: &str, value: f64) {
    set(element, name, &hundredths(value));
}

/// A number that is not negative with two digits after the point.
pub fn hundredths(value: f64) -> String {
    let hundredths = (value * 100.0).round() as u32;
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

/// Sets or removes an attribute whose presence is its value.
pub fn toggle(element: &Element, name: &str, on: bool) {
    element.toggle_attribute_with_force(name, on).expect_throw("the attribute's name is valid");
}

/// Sets a property of the element's own style.
pub fn style(element: &Element, property: &str, value: &str) {
    let style = element.unchecked_ref::<HtmlElement>().style();
    style.set_property(property, value).expect_throw("the style is not read-only");
}

/// Sets an attribute, unless it is set so already: what is told to those who listen to the page is told again whenever it
/// is set.
pub fn set_if_changed(element: &Element, name: &str, value: &str) {
    if element.get_attribute(name).as_deref() != Some(value) {
        set(element, name, value);
    }
}

/// Writes `text`, unless it stands there already: an unchanged node costs no layout, and is not read out again.
pub fn set_text(element: &Element, text: &str) {
    if element.text_content().as_deref() != Some(text) {
        element.set_text_content(Some(text));
    }
}

/// How many pixels of the device a CSS pixel is wide.
pub fn pixel_ratio() -> f64 {
    web_sys::window().map_or(1.0, |window| window.device_pixel_ratio())
}

/// The page's document.
pub fn document() -> Document {
    web_sys::window().and_then(|window| window.document()).expect_throw("an element lives in a document")
}

/// Listens to events; dropping it takes the listener away.
#[must_use = "dropping it takes the listener away"]
pub struct Listener {
    target: EventTarget,
    events: &'static [&'static str],
    callback: Closure<dyn FnMut(Event)>,
}

impl Listener {
    /// Calls `heard` with each event of these names.
    pub fn on(target: &EventTarget, events: &'static [&'static str], heard: impl FnMut(Event) + 'static) -> Self {
        let (target, callback) = (target.clone(), Closure::new(heard));
        for event in events {
            let added = target.add_event_listener_with_callback(event, callback.as_ref().unchecked_ref());
            added.expect_throw("the callback is a function");
        }
        Self { target, events, callback }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        for event in self.events {
            // Taking away a listener fails only for what is no function.
            let _ = self.target.remove_event_listener_with_callback(event, self.callback.as_ref().unchecked_ref());
        }
    }
}

/// Calls `changed` when the reader goes from light to dark or back.
pub fn on_scheme_change(changed: Rc<dyn Fn()>) -> Option<Listener> {
    let dark = web_sys::window()?.match_media("(prefers-color-scheme: dark)").ok()??;
    Some(Listener::on(&dark, &["change"], move |_| changed()))
}

/// Watches an element's width; stops when it is dropped.
pub struct Resize {
    observer: ResizeObserver,
    _callback: Closure<dyn FnMut()>,
}

impl Resize {
    /// Calls `changed` with the element's width in CSS pixels: once it is laid out, and after every change.
    pub fn observe(element: &Element, changed: impl Fn(f64) + 'static) -> Self {
        let watched = element.clone();
        let callback = Closure::new(move || changed(f64::from(watched.client_width())));
        let observer =
            ResizeObserver::new(callback.as_ref().unchecked_ref()).expect_throw("the callback is a function");
        observer.observe(element);
        Self { observer, _callback: callback }
    }
}

impl Drop for Resize {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// Gives the focus to an element, if it can have it, as soon as the browser is done with what it does: whoever listens to the
/// focus may be at work just now.
pub fn focus(element: &HtmlElement) {
    let element = element.clone();
    spawn_local(async move {
        let _ = element.focus();
    });
}
