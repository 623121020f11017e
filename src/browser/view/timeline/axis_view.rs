//! The axis of seconds, with a line through the whole picture at each label.

use web_sys::Element;

use super::layout::Layout;
use crate::{
    axis::Axis,
    browser::{
        dom::{append, new_svg, new_text, set_attr, set_number},
        view::metrics::{MARGIN, NAMES_WIDTH, text_width},
    },
    format::{seconds, seconds_number},
    time::SimTime,
};

/// The group that holds labels and lines.
pub struct AxisView(Element);

impl AxisView {
    /// An empty scale.
    pub fn new(svg: &Element) -> Self {
        let group = new_svg("g", "");
        append(svg, [&group]);
        Self(group)
    }

    /// Draws the lines and labels of `axis` instead of those before.
    pub fn place(&self, axis: &Axis, layout: &Layout) {
        self.0.set_text_content(None);
        for at in axis.labels() {
            let x = NAMES_WIDTH + axis.x(at);
            let label = if at == SimTime::ZERO { seconds(at) } else { seconds_number(at) };
            let last_x = NAMES_WIDTH + axis.width + MARGIN - text_width(&label) / 2.0;
            let text = new_text("tick", x.min(last_x), layout.axis_y() + 18.0, &label);
            append(&self.0, [&line(x, layout.axis_y()), &text]);
        }
    }
}

fn line(x: f64, bottom: f64) -> Element {
    let line = new_svg("line", "grid");
    set_attr(&line, "y1", "0");
    set_number(&line, "x1", x);
    set_number(&line, "x2", x);
    set_number(&line, "y2", bottom);
    line
}
