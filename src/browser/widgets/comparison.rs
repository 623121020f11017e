//! The timing comparison: for each way of waiting a large number, and beside it a sentence.

use web_sys::Element;

use super::super::dom::{Template, append, new_html, set_attr, set_attr_if_changed, set_number, set_text, toggle_attr};
use crate::{time::SimTime, words::ComparisonRow};

/// The comparison's nodes.
pub struct Comparison {
    pub root: Element,
    rows: Vec<Row>,
    has_bars: bool,
}

struct Row {
    root: Element,
    time: Element,
    figure: Element,
    title: Element,
    note: Element,
    sentence: Element,
    scale: Element,
    bar: Element,
}

const ROW: Template = Template(
    r#"
div.row
  p.time
    span.shown#figure
  p.note
    span.shown
      strong.title
      span.sentence
  svg.scale aria-hidden="true" viewBox="0 0 100 1" preserveAspectRatio="none"
    rect.bar height="1"
"#,
);

impl Comparison {
    /// Empty rows. They have bars, unless the picture shows the same bars.
    pub fn new(rows: usize, has_bars: bool) -> Self {
        let root = new_html("div", "comparison");
        let rows: Vec<_> = (0..rows).map(|_| Row::new()).collect();
        append(&root, rows.iter().map(|row| &row.root));
        Self { root, rows, has_bars }
    }

    /// Shows as many rows as it has.
    pub fn show(&self, rows: &[ComparisonRow]) {
        let longest = rows.iter().map(|row| row.time).max().unwrap_or_default().max(SimTime::from_micros(1));
        for (nodes, row) in self.rows.iter().zip(rows) {
            nodes.draw(row);
            toggle_attr(&nodes.scale, "hidden", !self.has_bars);
            toggle_attr(&nodes.bar, "hidden", !row.is_over);
            set_number(&nodes.bar, "width", 100.0 * row.time.in_units_of(longest));
        }
    }
}

impl Row {
    fn new() -> Self {
        let nodes = ROW.build();
        let [time, figure, title] = ["time", "figure", "title"].map(|name| nodes.get(name));
        let [note, sentence] = ["note", "sentence"].map(|name| nodes.get(name));
        Self { time, figure, title, note, sentence, scale: nodes.get("scale"), bar: nodes.get("bar"), root: nodes.root }
    }

    /// There is room for what the row says at the end from the start, so nothing moves then: see the style sheet.
    fn draw(&self, row: &ComparisonRow) {
        set_attr_if_changed(&self.root, "data-kind", if row.is_over { row.kind } else { "" });
        set_attr_if_changed(&self.time, "data-room", &row.expected_figure);
        set_text(&self.figure, &row.figure);
        set_text(&self.title, &row.title);
        set_text(&self.sentence, &if row.sentence.is_empty() { String::new() } else { format!(": {}", row.sentence) });
        let room = format!("{}: {}", row.title, row.expected_sentence);
        if self.note.get_attribute("data-room").is_none_or(|kept| kept.len() < room.len()) {
            set_attr(&self.note, "data-room", &room);
        }
    }
}
