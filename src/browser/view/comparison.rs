//! The timing comparison: each time as a number, in words, and as a bar, all bars to one scale.

use web_sys::Element;

use super::{
    super::dom::{Template, append, hundredths, new_html, set_attr, set_text, toggle_attr},
    Widget,
};
use crate::{
    scene::Scene,
    settings::Settings,
    time::SimTime,
    words::{self, ComparisonRow},
};

/// The comparison's nodes.
pub struct Comparison {
    root: Element,
    rows: Vec<Row>,
}

struct Row {
    root: Element,
    time: Element,
    title: Element,
    explanation: Element,
    /// The time itself.
    bar: Element,
    /// Around it, the time that was predicted.
    predicted: Element,
}

const ROW: Template = Template(
    r#"
div.row
  p.time
  p.note
    strong.title
    span.explanation
  svg.scale aria-hidden="true"
    rect.bar height="100%"
    rect.predicted height="100%"
"#,
);

impl Comparison {
    /// Empty rows, as many as `settings` will fill.
    pub fn new(settings: &Settings) -> Self {
        let root = new_html("div", "comparison");
        let rows: Vec<_> = (0..words::row_count(&settings.strategies)).map(|_| Row::new()).collect();
        append(&root, rows.iter().map(|row| &row.root));
        Self { root, rows }
    }
}

impl Widget for Comparison {
    fn root(&self) -> &Element {
        &self.root
    }

    fn draw(&mut self, scene: &Scene, _: f64) {
        let rows = words::comparison(scene);
        let times = rows.iter().map(|row| row.time.max(row.predicted));
        let longest = times.fold(scene.plan.total_wait(), SimTime::max).max(SimTime::from_micros(1));
        for (nodes, row) in self.rows.iter().zip(&rows) {
            nodes.draw(row, longest, scene.shows_finish());
        }
    }
}

impl Row {
    fn new() -> Self {
        let nodes = ROW.build();
        let [time, title, explanation] = ["time", "title", "explanation"].map(|name| nodes.get(name));
        Self { time, title, explanation, bar: nodes.get("bar"), predicted: nodes.get("predicted"), root: nodes.root }
    }

    /// Shows the prediction only at the end: before, it would give the answer away.
    fn draw(&self, row: &ComparisonRow, longest: SimTime, is_over: bool) {
        toggle_attr(&self.root, "data-measured", row.is_measured);
        set_text(&self.time, &row.time_text);
        set_text(&self.title, &row.title);
        set_text(&self.explanation, &format!(", {}", row.explanation));
        toggle_attr(&self.predicted, "hidden", !row.is_measured || !is_over);
        for (bar, time) in [(&self.bar, row.time), (&self.predicted, row.predicted)] {
            set_attr(bar, "width", &format!("{}%", hundredths(100.0 * time.in_units_of(longest))));
        }
    }
}
