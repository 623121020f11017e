//! The HTML that embeds a run.

/// The attributes whose presence is their value.
const FLAGS: [&str; 3] = ["you", "guess", "autorun"];

/// An element with these attributes, and the script at the address `script` that defines it. All values are escaped.
pub fn embed_code(script: &str, attributes: &[(&str, String)]) -> String {
    let mut tag = "<waiting-room".to_owned();
    for (name, value) in attributes {
        tag += &if FLAGS.contains(name) { format!(" {name}") } else { format!(" {name}=\"{}\"", escaped(value)) };
    }
    format!("<script type=\"module\" src=\"{}\"></script>\n{tag}></waiting-room>\n", escaped(script))
}

/// The text as the value of an attribute in double quotes. (`<` and `>` are allowed there, but not in every template into which
/// somebody may paste it.)
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for character in text.chars() {
        match character {
            '&' => escaped += "&amp;",
            '"' => escaped += "&quot;",
            '<' => escaped += "&lt;",
            '>' => escaped += "&gt;",
            _ => escaped.push(character),
        }
    }
    escaped
}
