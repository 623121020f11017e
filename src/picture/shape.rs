//! What a picture consists of.

use std::borrow::Cow;

/// The kinds of shapes, which are elements of SVG.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tag {
    /// A rectangle.
    Rect,
    /// A straight line.
    Line,
    /// A line of text.
    Text,
    /// Any outline.
    Path,
}

impl Tag {
    /// Its name in SVG.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rect => "rect",
            Self::Line => "line",
            Self::Text => "text",
            Self::Path => "path",
        }
    }

    /// The attributes that [`Shape::numbers`] are for.
    pub fn numbers(self) -> &'static [&'static str] {
        match self {
            Self::Rect => &["x", "y", "width", "height"],
            Self::Line => &["x1", "y1", "x2", "y2"],
            Self::Text => &["x", "y"],
            Self::Path => &[],
        }
    }
}

/// One shape. Its class tells the style sheet how it looks: its colours, its texture, and on which side of its point a text lies.
#[derive(Clone, Debug, PartialEq)]
pub struct Shape {
    /// The kind.
    pub tag: Tag,
    /// The class.
    pub class: &'static str,
    /// In CSS pixels: `x`, `y`, width and height of a rectangle; both ends of a line; the end of a text's baseline, and two zeros.
    pub numbers: [f64; 4],
    /// The text, or the outline in the language of SVG's paths.
    pub text: Cow<'static, str>,
}

/// Shapes that lie one on another, from the back to the front.
#[derive(Default)]
pub struct Layer(pub Vec<Shape>);

impl Layer {
    /// Adds a rectangle.
    pub fn rect(&mut self, class: &'static str, [x, y]: [f64; 2], width: f64, height: f64) {
        self.0.push(Shape { tag: Tag::Rect, class, numbers: [x, y, width, height], text: "".into() });
    }

    /// Adds a line from a point to another.
    pub fn line(&mut self, class: &'static str, [x1, y1]: [f64; 2], [x2, y2]: [f64; 2]) {
        self.0.push(Shape { tag: Tag::Line, class, numbers: [x1, y1, x2, y2], text: "".into() });
    }

    /// Adds a text at a point.
    pub fn text(&mut self, class: &'static str, [x, y]: [f64; 2], text: Cow<'static, str>) {
        self.0.push(Shape { tag: Tag::Text, class, numbers: [x, y, 0.0, 0.0], text });
    }

    /// Adds an outline.
    pub fn path(&mut self, class: &'static str, outline: String) {
        self.0.push(Shape { tag: Tag::Path, class, numbers: [0.0; 4], text: outline.into() });
    }
}
