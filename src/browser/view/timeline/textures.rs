//! Textures, which distinguish states in print and for the colour-blind. Each is a pattern of lines on a ground.

use crate::browser::dom::{Tree, svg};

/// A suspended future.
pub const HATCHING: &str = "url(#hatching)";
/// A future that could go on but does not have the thread.
pub const DOTS: &str = "url(#dots)";
/// A cancelled future.
pub const CROSSING: &str = "url(#crossing)";
/// A future that keeps the thread.
pub const BLOCKING: &str = "url(#blocking)";

/// A pattern that repeats every `$size` pixels, with one line of `$width` by `$height`, turned as a whole.
macro_rules! texture {
    ($id:literal, $size:literal, $width:literal, $height:literal, $turn:literal) => {
        svg(
            "pattern",
            "texture",
            &[
                ("id", $id),
                ("width", $size),
                ("height", $size),
                ("patternTransform", $turn),
                ("patternUnits", "userSpaceOnUse"),
            ],
            &[
                svg("rect", "texture-ground", &[("width", $size), ("height", $size)], &[]),
                svg("rect", "texture-lines", &[("width", $width), ("height", $height)], &[]),
            ],
        )
    };
}

/// The definitions of all textures.
pub const TEXTURES: Tree = svg(
    "defs",
    "textures",
    &[],
    &[
        texture!("hatching", "6", "1.5", "6", "rotate(45)"),
        texture!("dots", "4", "1.5", "1.5", "rotate(45)"),
        texture!("crossing", "3", "1", "3", "rotate(-45)"),
        texture!("blocking", "5", "3.5", "5", "rotate(0)"),
    ],
);
