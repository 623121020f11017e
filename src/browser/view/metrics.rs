//! Sizes that several parts of the figure share, in CSS pixels.

/// The width of the column of names at the left of a drawing. (The style sheet knows it as `--labels`.)
pub const LABELS: f64 = 68.0;
/// Where the names end: ten pixels before that. A text, because it is an attribute.
pub const NAMES_END: &str = "58";
/// The space at the right of a drawing, for the axis's last label, which is centred at its end. (`--margin` in the style sheet.)
pub const MARGIN: f64 = 14.0;
/// The height of a bar.
pub const BAR: f64 = 14.0;
/// The same as a text.
pub const BAR_HEIGHT: &str = "14";
/// The baseline of a text inside or beside a bar, from its top.
pub const BASELINE: &str = "11";
/// Between a bar and the text beside it.
pub const SPACE: f64 = 7.0;

/// The average width of a character in a drawing's text.
const CHARACTER: f64 = 7.0;

/// About how wide `text` is in a drawing.
pub fn text_width(text: &str) -> f64 {
    CHARACTER * u32::try_from(text.chars().count()).map_or(0.0, f64::from)
}
