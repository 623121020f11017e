//! Textures, which distinguish states in print and for the colour-blind. Each is a tile with a mark on a background, repeated.

/// The definitions of all textures: elements of SVG, written as for `browser::dom::Template`.
pub const TEXTURES: &str = r#"
defs.textures
  pattern.texture id="hatching" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"
    rect.texture-ground width="6" height="6"
    rect.texture-lines width="1.5" height="6"
  pattern.texture id="dots" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"
    rect.texture-ground width="4" height="4"
    rect.texture-lines width="1.5" height="1.5"
  pattern.texture id="stripes" width="5" height="5" patternUnits="userSpaceOnUse"
    rect.texture-ground width="5" height="5"
    rect.texture-lines width="3.5" height="5"
  linearGradient.fade id="fading"
    stop.fade-from
    stop.fade-to offset="1"
  linearGradient.times id="times"
    stop.first
    stop.last offset="1"
"#;

/// What outlines a shape of that class. An empty string leaves it to the style sheet.
pub fn outline_of(class: &str) -> &'static str {
    if class == "ghost" { "url(#fading)" } else { "" }
}

/// What fills a shape of that class. An empty string leaves it to the style sheet.
pub fn fill_of(class: &str) -> &'static str {
    match class {
        "suspended" => "url(#hatching)",
        "ready" => "url(#dots)",
        "blocking" | "blocked" => "url(#stripes)",
        "share" => "url(#times)",
        _ => "",
    }
}
