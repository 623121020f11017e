//! The log: what happened, line by line, up to the time that is shown.

use web_sys::Element;

use super::super::dom::{append, new_html, set_attr, set_text};

/// The log's nodes.
pub struct Log {
    pub root: Element,
    lines: Vec<Element>,
}

impl Log {
    /// An empty log, and what screen readers call it.
    pub fn new(label: &str) -> Self {
        let root = new_html("ol", "log");
        // The part `transcript` is older than the log, and pages may style it.
        for (name, value) in [("part", "log transcript"), ("tabindex", "0"), ("aria-label", label)] {
            set_attr(&root, name, value);
        }
        Self { root, lines: Vec::new() }
    }

    /// Shows these lines.
    pub fn show(&mut self, texts: &[String]) {
        // Keeps the last line in sight if it was. (Asking where it is makes the browser lay everything out.)
        let has_more = texts.len() > self.lines.len() && !self.lines.is_empty();
        let height = |node: &Element| node.scroll_height() - node.client_height();
        let follows = has_more && self.root.scroll_top() + 2 > height(&self.root);
        for line in self.lines.drain(texts.len().min(self.lines.len())..) {
            line.remove();
        }
        while self.lines.len() < texts.len() {
            let line = new_html("li", "line");
            append(&self.root, [&line]);
            self.lines.push(line);
        }
        for (line, text) in self.lines.iter().zip(texts) {
            set_text(line, text);
        }
        if follows {
            self.root.set_scroll_top(height(&self.root));
        }
    }
}
