//! Behind all lanes: times in which the thread was blocked or the page hidden, and the time that is shown.

use web_sys::Element;

use crate::{
    axis::Axis,
    browser::{
        dom::{append, new_svg, set_attr, set_number, toggle_attr},
        view::metrics::NAMES_WIDTH,
    },
    scene::Scene,
    time::SimTime,
};

/// The nodes behind the lanes.
pub struct Bands {
    root: Element,
    /// Marks the time that is shown, if it is not the latest.
    playhead: Element,
    drawn: Vec<Band>,
}

/// A kind of band, and from when to when.
type Band = (&'static str, SimTime, SimTime);

impl Bands {
    /// No bands yet. They lie in front of what `svg` already holds, and behind whatever is appended later.
    pub fn new(svg: &Element) -> Self {
        let (root, playhead) = (new_svg("g", ""), new_svg("line", "playhead"));
        set_attr(&playhead, "y1", "0");
        append(svg, [&root, &playhead]);
        Self { root, playhead, drawn: Vec::new() }
    }

    /// Makes the next `draw` redraw everything.
    pub fn reset(&mut self) {
        self.root.set_text_content(None);
        self.drawn.clear();
    }

    /// Draws the bands and the time that is shown, down to `bottom`.
    pub fn draw(&mut self, scene: &Scene, axis: &Axis, bottom: f64) {
        toggle_attr(&self.playhead, "hidden", !scene.looks_back());
        let x = NAMES_WIDTH + axis.x(scene.time);
        for (name, value) in [("x1", x), ("x2", x), ("y2", bottom)] {
            set_number(&self.playhead, name, value);
        }
        let bands = bands(scene);
        if bands != self.drawn {
            self.reset();
            for band in &bands {
                append(&self.root, [&rectangle(*band, axis, bottom)]);
            }
            self.drawn = bands;
        }
    }
}

/// All bands up to the time that is shown. (They are few and seldom change, so they are all drawn again when one does.)
fn bands(scene: &Scene) -> Vec<Band> {
    let blocked = scene.blocked().into_iter().map(|(from, until)| ("blocked", from, until));
    let hidden = scene.hidden.iter().filter(|(from, _)| *from <= scene.time);
    blocked.chain(hidden.map(|(from, until)| ("hidden-span", *from, scene.time.min(*until)))).collect()
}

fn rectangle((kind, from, until): Band, axis: &Axis, bottom: f64) -> Element {
    let band = new_svg("rect", kind);
    set_attr(&band, "y", "0");
    set_number(&band, "x", NAMES_WIDTH + axis.x(from));
    set_number(&band, "width", axis.x(until - from));
    set_number(&band, "height", bottom);
    band
}
