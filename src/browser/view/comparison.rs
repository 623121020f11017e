//! The timing comparison: each time as a number, in words, and as a bar, all bars to one scale.

use web_sys::Element;

use super::{
    Part,
    dom::{append, html, hundredths, set, set_text, toggle},
    tree::{Tree, node, shape},
};
use crate::{
    scene::{Phase, Scene},
    settings::Settings,
    time::Time,
    words::{self, Line},
};

/// The comparison's nodes.
pub struct Comparison {
    root: Element,
    rows: Vec<Row>,
}

struct Row {
    root: Element,
    figure: Element,
    title: Element,
    note: Element,
    /// What was measured.
    bar: Element,
    /// Around it, what was predicted.
    frame: Element,
}

const ROW: Tree = node(
    "div",
    "row",
    &[],
    &[
        node("p", "time", &[], &[]),
        node("p", "note", &[], &[node("strong", "title", &[], &[]), node("span", "source", &[], &[])]),
        shape(
            "svg",
            "scale",
            &[],
            &[shape("rect", "bar", &[("height", "100%")], &[]), shape("rect", "predicted", &[("height", "100%")], &[])],
        ),
    ],
);

impl Comparison {
    /// Empty rows, as many as `settings` will fill.
    pub fn new(settings: &Settings) -> Self {
        let root = html("div", "comparison");
        let rows: Vec<_> = (0..words::comparison_lines(&settings.strategies)).map(|_| Row::new()).collect();
        append(&root, rows.iter().map(|row| &row.root));
        Self { root, rows }
    }
}

impl Part for Comparison {
    fn root(&self) -> &Element {
        &self.root
    }

    /// Writes the numbers and sets the bars.
    fn draw(&mut self, scene: &Scene, _: f64) {
        let lines = words::comparison(scene);
        let times = lines.iter().map(|line| line.time.max(line.predicted));
        let longest = times.fold(scene.plan.total_wait(), Time::max).max(Time::from_micros(1));
        for (row, line) in self.rows.iter().zip(&lines) {
            row.draw(line, longest, scene.phase_then() == Phase::Finished);
        }
    }
}

impl Row {
    fn new() -> Self {
        let [root, figure, _, title, note, _, bar, frame] = ROW.build();
        Self { root, figure, title, note, bar, frame }
    }

    /// What was predicted is shown at the end: before, it would give the answer away.
    fn draw(&self, line: &Line, longest: Time, is_over: bool) {
        toggle(&self.root, "data-measured", line.measured);
        set_text(&self.figure, &line.figure);
        set_text(&self.title, &line.title);
        set_text(&self.note, &format!(", {}", line.note));
        toggle(&self.frame, "hidden", !line.measured || !is_over);
        for (bar, time) in [(&self.bar, line.time), (&self.frame, line.predicted)] {
            set(bar, "width", &format!("{}%", hundredths(100.0 * time.in_units_of(longest))));
        }
    }
}
