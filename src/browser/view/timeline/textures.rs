//! What tells states apart for those who see no colours, or print them: each has lines of its own.

use web_sys::Element;

use crate::browser::view::dom::{append, set, svg};

/// Of a suspended future.
pub const HATCHING: &str = "url(#hatching)";
/// Of one that could go on but does not have the thread.
pub const DOTS: &str = "url(#dots)";
/// Of one that was cancelled.
pub const CROSSING: &str = "url(#crossing)";
/// Of one that keeps the thread.
pub const BLOCKING: &str = "url(#blocking)";

/// The definitions of them all: `(name, distance, thickness and length of the lines, how they are turned)`.
pub fn textures() -> Element {
    let definitions = svg("defs", &[]);
    let textures = [
        ("hatching", "6", "1.5", "6", "rotate(45)"),
        ("dots", "4", "1.5", "1.5", "rotate(45)"),
        ("crossing", "3", "1", "3", "rotate(-45)"),
        ("blocking", "5", "3.5", "5", "rotate(0)"),
    ];
    let texture = |(id, distance, thickness, length, turn)| texture(id, distance, (thickness, length), turn);
    append(&definitions, textures.map(texture).iter());
    definitions
}

fn texture(id: &str, distance: &str, (thickness, length): (&str, &str), turn: &str) -> Element {
    let pattern = svg("pattern", &[("id", id), ("width", distance), ("height", distance), ("patternTransform", turn)]);
    set(&pattern, "patternUnits", "userSpaceOnUse");
    let ground = svg("rect", &[("class", "texture-ground"), ("width", distance), ("height", distance)]);
    let lines = svg("rect", &[("class", "texture-lines"), ("width", thickness), ("height", length)]);
    append(&pattern, [&ground, &lines]);
    pattern
}
