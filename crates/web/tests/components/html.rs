//! Markup, as far as it can differ to a reader: its tags with their attributes in the
//! order of their names, and its text without the space around it.

/// Tags of HTML that hold nothing, whether or not they say so.
const VOID: [&str; 4] = ["br", "hr", "img", "input"];

/// The tags and texts, each as a line.
pub fn parts(markup: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let mut rest = markup;
    while let Some(at) = rest.find('<') {
        text(&rest[..at], &mut parts);
        let end = at + end_of_tag(&rest[at..]);
        let inside = &rest[at + 1..end];
        parts.push(tag(inside));
        // A shape within a picture may end where it begins.
        if let Some(shape) = inside.strip_suffix('/')
            && let Some(name) = shape.split_whitespace().next()
            && !VOID.contains(&name)
        {
            parts.push(tag(&format!("/{name}")));
        }
        rest = &rest[end + 1..];
    }
    text(rest, &mut parts);
    parts
}

fn text(text: &str, parts: &mut Vec<String>) {
    let words: Vec<&str> = text.split_whitespace().collect();
    if !words.is_empty() {
        parts.push(
            words
                .join(" ")
                .replace("&ctdot;", "⋯")
                .replace("&quot;", "\"")
                .replace("&#39;", "'"),
        );
    }
}

/// Where the tag that begins here ends: at the first `>` outside quotation marks.
fn end_of_tag(text: &str) -> usize {
    let mut within = false;
    for (at, one) in text.char_indices() {
        match one {
            '"' => within = !within,
            '>' if !within => return at,
            _ => {}
        }
    }
    panic!("a tag that does not end: {text}");
}

fn tag(inside: &str) -> String {
    let inside = inside.trim_end_matches('/').trim();
    let (name, mut rest) = inside
        .split_once(char::is_whitespace)
        .unwrap_or((inside, ""));
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            break;
        }
        let end = rest
            .find(|c: char| c == '=' || c.is_whitespace())
            .unwrap_or(rest.len());
        let (attribute, after) = rest.split_at(end);
        let Some(value) = after.strip_prefix("=\"") else {
            attributes.push(attribute.to_owned());
            rest = after;
            continue;
        };
        let close = value.find('"').expect("a value ends");
        let words: Vec<&str> = value[..close].split_whitespace().collect();
        attributes.push(format!(
            "{attribute}=\"{}\"",
            words.join(" ").replace("&#39;", "'")
        ));
        rest = &value[close + 1..];
    }
    attributes.sort();
    format!("<{name} {}>", attributes.join(" "))
}
