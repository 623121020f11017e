//! The reader's guess on the axis, to be compared with the truth.

use web_sys::Element;

use super::layout::{LABELS, MARGIN};
use crate::{
    axis::Axis,
    browser::view::{
        dom::{append, hundredths, set, set_number, set_text, toggle},
        tree::{Tree, shape},
    },
    scene::{Phase, Scene},
    words,
};

const MARK: Tree = shape(
    "g",
    "guess-mark",
    &[("hidden", "")],
    &[shape("line", "guess-line", &[("y1", "0")], &[]), shape("text", "guess-name", &[], &[])],
);

/// The mark's nodes.
pub struct GuessMark {
    root: Element,
    line: Element,
    name: Element,
}

impl GuessMark {
    /// No mark yet.
    pub fn new(picture: &Element) -> Self {
        let [root, line, name] = MARK.build();
        append(picture, [&root]);
        Self { root, line, name }
    }

    /// Marks the guess from the top to the axis at `bottom`, once it can no longer be changed.
    pub fn draw(&self, scene: &Scene, axis: &Axis, bottom: f64) {
        let guess = scene.guess.filter(|_| scene.phase != Phase::Ready);
        toggle(&self.root, "hidden", guess.is_none());
        let Some(guess) = guess else { return };
        let (x, text) = (axis.x(guess.min(axis.end)), words::guess_mark(guess));
        let half = 3.4 * text.chars().count() as f64;
        set(&self.root, "transform", &format!("translate({} 0)", hundredths(LABELS + x)));
        set_number(&self.line, "y2", bottom + 24.0);
        set_number(&self.name, "y", bottom + 36.0);
        set(&self.name, "text-anchor", if x + half > axis.width + MARGIN { "end" } else { "middle" });
        set_text(&self.name, &text);
    }
}
