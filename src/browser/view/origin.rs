//! The line below the panels: the run's speed and seed, and the link that shows it again.

use web_sys::Element;

use super::super::dom::{Nodes, set_attr, set_text, toggle_attr};
use crate::{scene::Scene, words};

/// Many servers answer longer addresses with an error. Only thousands of exact waits make an address that long.
const MAX_ADDRESS: usize = 8000;

/// The nodes of that line.
pub struct Origin {
    seed: Element,
    separator: Element,
    link: Element,
}

impl Origin {
    /// The line of the figure.
    pub fn new(nodes: &Nodes) -> Self {
        let [seed, separator, link] = ["seed", "separator", "link"].map(|name| nodes.get(name));
        Self { seed, separator, link }
    }

    /// Writes the line; `address` shows the run again.
    pub fn draw(&self, scene: &Scene, address: &str) {
        set_text(&self.seed, &words::run_info(scene.plan, scene.speed));
        set_attr(&self.link, "href", address);
        for node in [&self.link, &self.separator] {
            toggle_attr(node, "hidden", address.len() > MAX_ADDRESS);
        }
    }
}
