//! The reader's guess on the axis, to be compared with the truth.

use web_sys::Element;

use crate::{
    axis::Axis,
    browser::{
        dom::{Template, append, hundredths, set_attr, set_number, set_text, toggle_attr},
        view::metrics::{MARGIN, NAMES_WIDTH, text_width},
    },
    scene::Scene,
    words,
};

const MARK: Template = Template(
    r#"
g.guess-mark hidden=""
  line.guess-line y1="0"
  text.guess-name
"#,
);

/// The mark's nodes.
pub struct GuessMark {
    root: Element,
    line: Element,
    name: Element,
}

impl GuessMark {
    /// No mark yet.
    pub fn new(svg: &Element) -> Self {
        let nodes = MARK.build();
        append(svg, [&nodes.root]);
        Self { line: nodes.get("guess-line"), name: nodes.get("guess-name"), root: nodes.root }
    }

    /// Marks the guess from the top through the axis, which begins at `bottom`, once the run has started.
    pub fn draw(&self, scene: &Scene, axis: &Axis, bottom: f64) {
        let guess = scene.guess.filter(|_| !scene.is_ready());
        toggle_attr(&self.root, "hidden", guess.is_none());
        let Some(guess) = guess else { return };
        let (x, text) = (axis.x(guess.min(axis.end)), words::guess_mark(guess));
        let fits = x + text_width(&text) / 2.0 <= axis.width + MARGIN;
        set_attr(&self.root, "transform", &format!("translate({} 0)", hundredths(NAMES_WIDTH + x)));
        set_number(&self.line, "y2", bottom + 24.0);
        set_number(&self.name, "y", bottom + 36.0);
        set_attr(&self.name, "text-anchor", if fits { "middle" } else { "end" });
        set_text(&self.name, &text);
    }
}
