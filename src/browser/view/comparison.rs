//! The timing comparison: each time as a number, in words, and as a bar, all bars to one scale.

use web_sys::Element;

use super::dom::{append, html, hundredths, set, set_text, svg, toggle};
use crate::{
    scene::Scene,
    settings::Settings,
    words::{self, Line},
};

/// The comparison's nodes.
pub struct Comparison {
    pub root: Element,
    rows: Vec<Row>,
}

struct Row {
    root: Element,
    figure: Element,
    title: Element,
    note: Element,
    bar: Element,
}

impl Comparison {
    /// Empty rows, as many as `settings` will fill.
    pub fn new(settings: &Settings) -> Self {
        let root = html("div", "comparison");
        let rows: Vec<_> = (0..words::comparison_lines(&settings.strategies)).map(|_| Row::new()).collect();
        append(&root, rows.iter().map(|row| &row.root));
        Self { root, rows }
    }

    /// Writes the numbers and sets the bars.
    pub fn draw(&self, scene: &Scene) {
        let lines = words::comparison(scene);
        let longest = lines.iter().map(|line| line.time).fold(scene.plan.total_wait(), std::cmp::max).as_secs_f64();
        for (row, line) in self.rows.iter().zip(&lines) {
            row.draw(line, line.time.as_secs_f64() / longest.max(f64::MIN_POSITIVE));
        }
    }
}

impl Row {
    fn new() -> Self {
        let (root, figure, says) = (html("div", "row"), html("p", "time"), html("p", "note"));
        let (title, note) = (html("strong", "title"), html("span", "source"));
        let (scale, bar) = (svg("svg", &[("class", "scale")]), svg("rect", &[("class", "bar"), ("height", "100%")]));
        append(&says, [&title, &note]);
        append(&scale, [&bar]);
        append(&root, [&figure, &says, &scale]);
        Self { root, figure, title, note, bar }
    }

    fn draw(&self, line: &Line, share: f64) {
        toggle(&self.root, "data-measured", line.measured);
        set_text(&self.figure, &line.figure);
        set_text(&self.title, line.title);
        set_text(&self.note, &format!(", {}", line.note));
        set(&self.bar, "width", &format!("{}%", hundredths(share * 100.0)));
    }
}
