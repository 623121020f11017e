//! The key: what the textures of the picture mean.

use web_sys::Element;

use super::super::dom::{Template, append, new_html, set_attr, set_text, toggle_attr};
use crate::{
    picture::{Shape, fill_of},
    scene::MAX_LANES,
    settings::{Settings, Strategy},
};

/// The key's nodes.
pub struct Key {
    pub root: Element,
    /// The classes of shapes that not every run has, and their entries.
    occasional: Vec<(&'static str, Element)>,
}

const ENTRY: Template = Template(
    r#"
span.entry
  svg.swatch width="24" height="12" aria-hidden="true"
    rect.sample width="24" height="12"
  span.words
    span.meaning
    span.more
"#,
);

impl Key {
    /// The key to the picture of such runs.
    pub fn new(settings: &Settings) -> Self {
        let mut key = Self { root: new_html("p", "key"), occasional: Vec::new() };
        if settings.waits.users() > MAX_LANES {
            key.add("share", "codes that are in", ", from the first to the last");
        } else {
            key.add_lanes(&settings.strategies);
        }
        key.add_occasional("hidden-span", "this page was hidden", "");
        key
    }

    fn add_lanes(&mut self, strategies: &[Strategy]) {
        let has_any = |is_meant: fn(&Strategy) -> bool| strategies.iter().any(is_meant);
        if has_any(|strategy| *strategy != Strategy::NeverAwaited) {
            self.add("suspended", "suspended", ": needs no thread");
        }
        self.add("ran", "running", " on the thread");
        if has_any(|strategy| *strategy == Strategy::NeverAwaited) {
            self.add("never-polled", "never ran", "");
        }
        if has_any(|strategy| matches!(strategy, Strategy::Blocking(_))) {
            self.add("blocking", "keeps the thread", " from all others");
            self.add("ready", "ready", ", without the thread");
        } else {
            self.add_occasional("ready", "ready", ", without the thread");
        }
        self.add_occasional("due", "due", "");
    }

    /// `more` is left out where there is little room.
    fn add(&self, class: &'static str, meaning: &str, more: &str) -> Element {
        let nodes = ENTRY.build();
        let sample = nodes.get("sample");
        set_attr(&sample, "class", class);
        set_attr(&sample, "fill", fill_of(class));
        set_text(&nodes.get("meaning"), meaning);
        set_text(&nodes.get("more"), more);
        append(&self.root, [&nodes.root]);
        nodes.root
    }

    fn add_occasional(&mut self, class: &'static str, meaning: &str, more: &str) {
        let entry = self.add(class, meaning, more);
        set_attr(&entry, "data-class", class);
        self.occasional.push((class, entry));
    }

    /// Explains what is among `shapes`.
    pub fn explain(&self, shapes: &[Shape]) {
        for (class, entry) in &self.occasional {
            toggle_attr(entry, "data-unused", shapes.iter().all(|shape| shape.class != *class));
        }
    }
}
