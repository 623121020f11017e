//! What the one thread does: each poll on the axis of time, and around the moment that is shown one by one.

use web_sys::Element;

use super::{
    Part,
    dom::{append, hundredths, set_text, style, svg, toggle},
    tree::{Tree, node, shape},
};
use crate::{
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
        shape(
            "svg",
            "strip",
            &[("viewBox", "0 0 1000 1"), ("preserveAspectRatio", "none"), ("aria-hidden", "true")],
            &[],
        ),
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
    strip: Element,
    /// How many polls are on the strip.
    drawn: (usize, Time),
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
        let [root, strip, sum, queue, magnified, _, slices] = THREAD.build();
        Self { root, sum, queue, strip, drawn: (0, Time::ZERO), magnified, slices, shown: Vec::new() }
    }

    fn magnify(&mut self, scene: &Scene) {
        let slices = thread::last(scene, scene.speed.simulated(PAUSE), MOST);
        if slices == self.shown {
            return;
        }
        self.slices.set_text_content(None);
        let longest = slices.iter().map(|slice| slice.busy).max().unwrap_or_default().max(Time::from_micros(1));
        let line = |slice: &Slice| line(&words::slice(scene, slice), slice.busy.in_units_of(longest));
        append(&self.slices, slices.iter().map(line).collect::<Vec<_>>().iter());
        self.shown = slices;
    }

    /// Draws a line for each poll, in thousandths of the run so far.
    fn draw_strip(&mut self, scene: &Scene) {
        let polls = scene.acts.iter().map(|act| act.recording.each_poll());
        let drawn = (polls.clone().map(<[_]>::len).sum(), scene.now);
        if drawn == self.drawn {
            return;
        }
        self.drawn = drawn;
        self.strip.set_text_content(None);
        let share = |time: Time| 1000.0 * time.in_units_of(scene.now.max(Time::from_micros(1)));
        let mut path = String::new();
        for polls in polls {
            for poll in polls {
                let (x, width) = (hundredths(share(poll.at)), hundredths(share(poll.busy).max(1.5)));
                path += &format!("M{x} 0h{width}v1h-{width}z");
            }
        }
        append(&self.strip, [&svg("path", &[("class", "busy"), ("d", &path)])]);
    }
}

impl Part for Thread {
    fn root(&self) -> &Element {
        &self.root
    }

    /// Shows what the thread did until the moment that is shown.
    fn draw(&mut self, scene: &Scene, _: f64) {
        set_text(&self.sum, &words::thread_sum(scene));
        let is_told = scene.phase != Phase::Ready && !scene.is_crowd();
        toggle(&self.queue, "hidden", !is_told);
        toggle(&self.magnified, "hidden", !is_told);
        if is_told {
            set_text(&self.queue, &words::queue(scene));
            self.magnify(scene);
        }
        self.draw_strip(scene);
    }
}

fn line(told: &str, share: f64) -> Element {
    let [line, text, bar] = SLICE.build();
    set_text(&text, told);
    style(&bar, "width", &format!("{}%", hundredths(100.0 * share)));
    line
}
