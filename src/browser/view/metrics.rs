//! Sizes that several parts of the figure share, in CSS pixels.
//!
//! Templates repeat some of them as literals: names end at x="58", ten pixels before [`NAMES_WIDTH`]; bars have [`BAR_HEIGHT`] as their
//! height; and the baseline of a text inside or beside a bar is y="11".

/// The width of the column of names at the left of a drawing. (The style sheet knows it as `--names`.)
pub const NAMES_WIDTH: f64 = 68.0;
/// The space at the right of a drawing, for the axis's last label, which is centred at its end. (`--margin` in the style sheet.)
pub const MARGIN: f64 = 14.0;
/// The height of a bar.
pub const BAR_HEIGHT: f64 = 14.0;
/// Between a bar and the text beside it.
pub const SPACE: f64 = 7.0;

/// The average width of a character in a drawing's text.
const CHARACTER: f64 = 7.0;

/// About how wide `text` is in a drawing.
pub fn text_width(text: &str) -> f64 {
    text.chars().map(|_| CHARACTER).sum()
}
