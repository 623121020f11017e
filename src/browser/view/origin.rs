//! The last line: what the run was drawn from, and the link that shows it again.

use web_sys::Element;

use super::{
    dom::{set, set_text, toggle},
    tree::{Tree, node},
};
use crate::{
    format::{grouped, speed},
    plan::Plan,
    settings::Settings,
    time::Speed,
};

/// Many servers answer longer addresses with an error. Only thousands of exact waits make one.
const LONGEST_ADDRESS: usize = 8000;

const ORIGIN: Tree =
    node("p", "origin", &[], &[node("span", "seed", &[], &[]), node("a", "link", &[], &[]).saying("link to this run")]);

/// The nodes of that line.
pub struct Origin {
    pub root: Element,
    seed: Element,
    link: Element,
}

impl Origin {
    /// An empty line.
    pub fn new() -> Self {
        let [root, seed, link] = ORIGIN.build();
        Self { root, seed, link }
    }

    /// Tells where `plan` came from; `address` shows it again.
    pub fn tell(&self, settings: &Settings, plan: &Plan, address: &str) {
        let faster = settings.speed != Speed::REAL;
        let speed = if faster { format!("{} real time · ", speed(settings.speed)) } else { String::new() };
        set_text(&self.seed, &format!("{speed}seed {} · ", grouped(plan.seed())));
        set(&self.link, "href", address);
        toggle(&self.link, "hidden", address.len() > LONGEST_ADDRESS);
    }
}
