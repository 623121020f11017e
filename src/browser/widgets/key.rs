//! The key: what the textures of the picture mean.

use web_sys::Element;

use super::super::dom::{Template, append, new_html, set_attr, set_text, toggle_attr};
use crate::picture::{Shape, fill_of};

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
    /// An empty key.
    pub fn new() -> Self {
        Self { root: new_html("p", "key"), occasional: Vec::new() }
    }

    /// Adds an entry. `more` is left out where there is little room.
    pub fn add(&self, class: &'static str, meaning: &str, more: &str) -> Element {
        let nodes = ENTRY.build();
        let sample = nodes.get("sample");
        set_attr(&sample, "class", class);
        set_attr(&sample, "fill", fill_of(class));
        set_text(&nodes.get("meaning"), meaning);
        set_text(&nodes.get("more"), more);
        append(&self.root, [&nodes.root]);
        nodes.root
    }

    /// Adds an entry that is shown if the picture has such shapes.
    pub fn add_occasional(&mut self, class: &'static str, meaning: &str, more: &str) {
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
