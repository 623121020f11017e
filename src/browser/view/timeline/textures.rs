//! Textures, which distinguish states in print and for the colour-blind. Each is a tile with a mark on a background, repeated. (A
//! fourth, `blocking`, fills the lane of a task that blocks the thread.)

use crate::browser::dom::Template;

/// A suspended future.
pub const HATCHING: &str = "url(#hatching)";
/// A future that could go on but does not have the thread.
pub const DOTS: &str = "url(#dots)";
/// A cancelled future.
pub const CROSSING: &str = "url(#crossing)";

/// The definitions of all textures.
pub const TEXTURES: Template = Template(
    r#"
defs.textures
  pattern.texture id="hatching" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"
    rect.texture-ground width="6" height="6"
    rect.texture-lines width="1.5" height="6"
  pattern.texture id="dots" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"
    rect.texture-ground width="4" height="4"
    rect.texture-lines width="1.5" height="1.5"
  pattern.texture id="crossing" width="3" height="3" patternUnits="userSpaceOnUse" patternTransform="rotate(-45)"
    rect.texture-ground width="3" height="3"
    rect.texture-lines width="1" height="3"
  pattern.texture id="blocking" width="5" height="5" patternUnits="userSpaceOnUse"
    rect.texture-ground width="5" height="5"
    rect.texture-lines width="3.5" height="5"
"#,
);
