//! The code that embeds a run.

use waiting_room::export::embed_code;

fn code(attributes: &[(&str, &str)]) -> String {
    let attributes: Vec<_> = attributes.iter().map(|(name, value)| (*name, (*value).to_owned())).collect();
    embed_code("https://example.org/waiting-room.js", &attributes)
}

#[test]
fn is_the_script_and_the_element() {
    let expected = "<script type=\"module\" src=\"https://example.org/waiting-room.js\"></script>\n\
        <waiting-room waits=\"6 8 7\" seed=\"7\"></waiting-room>\n";
    assert_eq!(code(&[("waits", "6 8 7"), ("seed", "7")]), expected);
}

/// `?autorun="><script src=…>` once came out as that script.
#[test]
fn escapes_all_values() {
    let hostile = "\"><script src=\"//evil.example\"></script>&amp;'";
    let code = code(&[("waits", hostile), ("strategies", hostile)]);
    assert_eq!(code.matches("<script").count(), 1, "{code}");
    assert_eq!(
        code.matches("&quot;&gt;&lt;script src=&quot;//evil.example&quot;&gt;&lt;/script&gt;&amp;amp;'").count(),
        2,
        "{code}"
    );
    let code = embed_code("/x\"><script>alert(1)</script>", &[]);
    assert_eq!(code.matches("<script").count(), 1, "{code}");
}

/// Whatever value somebody gave them.
#[test]
fn writes_boolean_attributes_bare() {
    assert!(
        code(&[("you", ""), ("guess", "\"><script>"), ("autorun", "x")])
            .contains("<waiting-room you guess autorun></waiting-room>")
    );
}
