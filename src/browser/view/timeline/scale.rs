//! The axis of seconds, with a line through the whole picture at each label.

use web_sys::Element;

use super::layout::{LABELS, Layout, MARGIN};
use crate::{
    axis::Axis,
    browser::view::dom::{append, set_number, svg, text},
    format::{seconds, seconds_number},
    time::Time,
};

/// The group that holds labels and lines.
pub struct Scale(Element);

impl Scale {
    /// An empty group behind what comes after it.
    pub fn new(picture: &Element) -> Self {
        let group = svg("g", &[]);
        append(picture, [&group]);
        Self(group)
    }

    /// Draws the lines and labels of `axis`, instead of those of any before.
    pub fn place(&self, axis: &Axis, layout: &Layout) {
        self.0.set_text_content(None);
        for at in axis.labels() {
            let x = LABELS + axis.x(at);
            append(&self.0, [&line(x, layout.axis())]);
            let unit = if at == Time::ZERO { seconds(at) } else { seconds_number(at) };
            let half = 3.6 * unit.chars().count() as f64;
            append(&self.0, [&text("tick", x.min(LABELS + axis.width + MARGIN - half), layout.axis() + 18.0, &unit)]);
        }
    }
}

fn line(x: f64, bottom: f64) -> Element {
    let line = svg("line", &[("class", "grid"), ("y1", "0")]);
    set_number(&line, "x1", x);
    set_number(&line, "x2", x);
    set_number(&line, "y2", bottom);
    line
}
