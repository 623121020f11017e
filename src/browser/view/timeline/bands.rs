//! What concerns all lanes at once: times in which the thread was blocked or the page hidden, and the moment that is shown.

use web_sys::Element;

use super::layout::LABELS;
use crate::{
    axis::Axis,
    browser::view::dom::{append, set_number, svg, toggle},
    scene::Scene,
    time::Time,
};

/// The nodes behind the lanes.
pub struct Bands {
    root: Element,
    /// Marks the moment that is shown, if it is not the latest.
    moment: Element,
    drawn: Vec<Band>,
}

/// A kind of band, and from when to when.
type Band = (&'static str, Time, Time);

impl Bands {
    /// Nothing, behind what comes after it.
    pub fn new(picture: &Element) -> Self {
        let (root, moment) = (svg("g", &[]), svg("line", &[("class", "now"), ("y1", "0")]));
        append(picture, [&root, &moment]);
        Self { root, moment, drawn: Vec::new() }
    }

    /// Forgets what is on the screen, because the axis has changed.
    pub fn forget(&mut self) {
        self.root.set_text_content(None);
        self.drawn.clear();
    }

    /// Draws the bands and the moment, down to `bottom`.
    pub fn draw(&mut self, scene: &Scene, axis: &Axis, bottom: f64) {
        toggle(&self.moment, "hidden", scene.t == scene.now);
        for (name, value) in [("x1", LABELS + axis.x(scene.t)), ("x2", LABELS + axis.x(scene.t)), ("y2", bottom)] {
            set_number(&self.moment, name, value);
        }
        let bands = bands(scene);
        if bands != self.drawn {
            self.forget();
            for band in &bands {
                append(&self.root, [&rectangle(*band, axis, bottom)]);
            }
            self.drawn = bands;
        }
    }
}

/// They are few, and change seldom.
fn bands(scene: &Scene) -> Vec<Band> {
    let mut bands: Vec<Band> = scene.blocked().into_iter().map(|(from, until)| ("blocked", from, until)).collect();
    let hidden = scene.hidden.iter().filter(|(from, _)| *from <= scene.t);
    bands.extend(hidden.map(|(from, until)| ("away", *from, scene.t.min(*until))));
    bands
}

fn rectangle((kind, from, until): Band, axis: &Axis, bottom: f64) -> Element {
    let band = svg("rect", &[("class", kind), ("y", "0")]);
    set_number(&band, "x", LABELS + axis.x(from));
    set_number(&band, "width", axis.x(until - from));
    set_number(&band, "height", bottom);
    band
}
