//! Before a run: where there will be bars, of which nobody knows the length.

use super::Painter;

impl Painter<'_> {
    /// An open frame with a question mark. It fades to the right, because its end is not known.
    pub(super) fn paint_ghost(&mut self, y: f64) {
        let [left, width, height] = [self.layout.left, self.layout.axis.width, self.layout.bar_height()];
        self.present.rect("ghost", [left, y], 0.6 * width, height);
        self.present.text("unknown", [left + 0.7 * self.layout.size, self.layout.baseline(y)], "?".into());
    }
}
