//! What the one thread does: each poll below the users' own lanes, and around the moment that is shown one by one.

use web_sys::Element;

use super::{
    Part,
    dom::{append, hundredths, set_text, style, toggle},
    strip::{STRIP, Strip},
    tree::{Tree, node},
};
use crate::{
    event::is_told_singly,
    scene::{Phase, Scene},
    thread::{self, Slice},
    time::Time,
    words,
};

const THREAD: Tree = node(
    "div",
    "thread",
    &[],
    &[
        STRIP,
        node("p", "sum", &[], &[]),
        node("p", "queue", &[], &[]),
        node(
            "details",
            "magnified",
            &[],
            &[
                node("summary", "summary", &[], &[]).saying("Magnify: the last polls before this moment"),
                node("ol", "slices", &[], &[]),
            ],
        ),
    ],
);

/// A poll in words, with a bar as long as it took.
const SLICE: Tree = node("li", "slice", &[], &[node("span", "text", &[], &[]), node("span", "length", &[], &[])]);

/// The panel's nodes.
pub struct Thread {
    root: Element,
    sum: Element,
    queue: Element,
    strip: Strip,
    magnified: Element,
    slices: Element,
    shown: Vec<Slice>,
}

/// At most so many polls are magnified.
const MOST: usize = 24;
/// Polls belong together if the real time between them is shorter.
const PAUSE: Time = Time::from_millis(2);

impl Thread {
    /// An empty panel.
    pub fn new() -> Self {
        let [root, svg, _, busy, sum, queue, magnified, _, slices] = THREAD.build();
        Self { root, sum, queue, strip: Strip::new(&svg, busy), magnified, slices, shown: Vec::new() }
    }

    fn magnify(&mut self, scene: &Scene) {
        let slices = thread::last(scene, scene.speed.simulated(PAUSE), MOST);
        if slices == self.shown {
            return;
        }
        self.slices.set_text_content(None);
        let longest = slices.iter().map(|slice| slice.busy).max().unwrap_or_default().max(Time::from_micros(1));
        for slice in &slices {
            append(&self.slices, [&line(&words::slice(scene, slice), slice.busy.in_units_of(longest))]);
        }
        self.shown = slices;
    }
}

impl Part for Thread {
    fn root(&self) -> &Element {
        &self.root
    }

    /// Shows what the thread did until the moment that is shown.
    fn draw(&mut self, scene: &Scene, width: f64) {
        set_text(&self.sum, &words::thread_sum(scene));
        let is_told = scene.phase != Phase::Ready && is_told_singly(scene.plan.users().len());
        toggle(&self.queue, "hidden", !is_told);
        toggle(&self.magnified, "hidden", !is_told);
        if is_told {
            set_text(&self.queue, &words::queue(scene));
            self.magnify(scene);
        }
        self.strip.draw(scene, width);
    }
}

fn line(told: &str, share: f64) -> Element {
    let [line, text, bar] = SLICE.build();
    set_text(&text, told);
    style(&bar, "width", &format!("{}%", hundredths(100.0 * share)));
    line
}
