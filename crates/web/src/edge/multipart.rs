//! What a form sends that has files in it: `multipart/form-data`, as RFC 7578 has it and
//! browsers send it.

use axum::body::Bytes;

use crate::answers::Answers;

/// How many parts a form may have.
pub(super) const MANY: usize = 4096;
/// How long the head of a part may be.
pub(super) const HEAD: usize = 16 * 1024;

/// A file that was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Upload {
    /// The question that it answers.
    pub question: String,
    /// Its name, as the browser gave it, without the folders.
    pub name: String,
    /// Its bytes.
    pub content: Bytes,
}

/// The boundary between parts, of the header that says how a form is sent; `None` where it is
/// sent otherwise.
pub(super) fn boundary(content_type: &str) -> Option<&str> {
    let (kind, rest) = content_type.split_once(';')?;
    if !kind.trim().eq_ignore_ascii_case("multipart/form-data") {
        return None;
    }
    let mut parameters = rest.split(';').filter_map(|pair| pair.split_once('='));
    let (_, boundary) =
        parameters.find(|(name, _)| name.trim().eq_ignore_ascii_case("boundary"))?;
    let boundary = boundary.trim().trim_matches('"');
    (1..=70).contains(&boundary.len()).then_some(boundary)
}

/// The answers and the files; `None` where it is not of that form, or not whole. A question for
/// files that was left empty has none.
pub(super) fn read(body: &Bytes, boundary: &str) -> Option<(Answers, Vec<Upload>)> {
    let (mut answers, mut files) = (Answers::default(), Vec::new());
    let first = format!("--{boundary}");
    let between = format!("\r\n{first}");
    let mut at = first.len();
    body.strip_prefix(first.as_bytes())?;
    for _ in 0..MANY {
        let rest = body.get(at..)?;
        if rest.starts_with(b"--") {
            return Some((answers, files));
        }
        let (question, name, length) = head(rest.get(..rest.len().min(HEAD))?)?;
        let content_from = at + length;
        let length = find(body.get(content_from..)?, between.as_bytes())?;
        let content = body.slice(content_from..content_from + length);
        match name {
            Some(name) if name.is_empty() && content.is_empty() => {}
            Some(name) => files.push(Upload {
                question,
                name,
                content,
            }),
            None => {
                let text = std::str::from_utf8(&content).ok()?.replace("\r\n", "\n");
                answers.0.entry(question).or_default().push(text);
            }
        }
        at = content_from + length + between.len();
    }
    None
}

/// The name of the question at the head of a part, that of the file, where it is one, and how
/// long the head is with the line ends around it. It is given from the end of the boundary on.
pub(super) fn head(rest: &[u8]) -> Option<(String, Option<String>, usize)> {
    rest.strip_prefix(b"\r\n")?;
    // A head may have no line at all; the empty one after it ends with it.
    let end = find(rest, b"\r\n\r\n")?;
    let head = std::str::from_utf8(rest.get(2..end.max(2))?).ok()?;
    let (question, name) = disposition(head)?;
    Some((question, name, end + 4))
}

/// The name of the question in the head of a part, and of the file, where it is one.
fn disposition(head: &str) -> Option<(String, Option<String>)> {
    let line = head.split("\r\n").find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-disposition")
            .then_some(value)
    })?;
    let value = line.trim().strip_prefix("form-data")?;
    let quoted = |name: &str| {
        let from = value.find(&format!("; {name}=\""))? + name.len() + 4;
        let text = value.get(from..)?;
        Some(unescaped(text.get(..text.find('"')?)?))
    };
    let file = quoted("filename");
    let file = file.map(|name| name.rsplit(['/', '\\']).next().unwrap_or("").to_owned());
    Some((quoted("name")?, file))
}

/// A name as browsers send it: what would end it is written as in an address.
fn unescaped(text: &str) -> String {
    text.replace("%22", "\"")
        .replace("%0D", "\r")
        .replace("%0A", "\n")
}

/// Where something stands first.
pub(super) fn find(all: &[u8], wanted: &[u8]) -> Option<usize> {
    let first = *wanted.first()?;
    let mut from = 0;
    loop {
        let next = all.get(from..)?.iter().position(|byte| *byte == first)?;
        let at = from + next;
        if all.get(at..)?.starts_with(wanted) {
            return Some(at);
        }
        from = at + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A form as a browser sends it.
    fn sent(boundary: &str, parts: &[(&str, Option<&str>, &[u8])]) -> Bytes {
        let mut body = Vec::new();
        for (question, file, content) in parts {
            let file = file.map(|name| format!("; filename=\"{name}\"\r\nContent-Type: a/b"));
            let file = file.unwrap_or_default();
            let head = format!(
                "--{boundary}\r\nContent-Disposition: form-data; name=\"{question}\"{file}\r\n\r\n"
            );
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(content);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(format!("--{boundary}--\r\n").as_bytes());
        Bytes::from(body)
    }

    #[test]
    fn answers_and_files_are_read_as_they_were_sent() {
        let picture = b"\xff\xd8\r\n--other\r\n\x00";
        let body = sent(
            "x-y",
            &[
                ("note", None, b"one\r\ntwo"),
                ("which", None, b"a"),
                ("which", None, b"b"),
                ("document", Some("C:\\Ada\\a %22b%22.jpg"), picture),
                ("document", Some(""), b""),
            ],
        );

        let (answers, files) = read(&body, "x-y").expect("a form");

        assert_eq!(answers.one("note"), "one\ntwo");
        assert_eq!(answers.all("which"), ["a", "b"]);
        assert_eq!(
            files,
            [Upload {
                question: "document".into(),
                name: "a \"b\".jpg".into(),
                content: Bytes::from_static(picture),
            }]
        );
    }

    #[test]
    fn a_form_that_did_not_come_whole_is_none() {
        let body = sent(
            "x",
            &[("note", None, b"one"), ("document", Some("a"), b"two")],
        );
        for length in 0..body.len() - 4 {
            assert_eq!(read(&body.slice(..length), "x"), None, "{length}");
        }
        assert!(read(&body, "x").is_some());
        assert_eq!(read(&body, "y"), None);
    }

    #[test]
    fn the_boundary_is_that_of_a_form_with_files() {
        let form = "multipart/form-data; charset=utf-8; boundary=\"a b\"";
        assert_eq!(boundary(form), Some("a b"));
        assert_eq!(boundary("multipart/form-data"), None);
        assert_eq!(boundary("multipart/mixed; boundary=a"), None);
        assert_eq!(boundary("application/x-www-form-urlencoded"), None);
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_sent_is_read_or_refused(body: Vec<u8>, tail in "[-\r\n a-z:;=\"x]{0,80}") {
            let mut all = b"--x".to_vec();
            all.extend_from_slice(tail.as_bytes());
            all.extend_from_slice(&body);
            let _either = read(&Bytes::from(all), "x");
        }

        #[test]
        fn whatever_a_file_holds_comes_through(content: Vec<u8>) {
            let body = sent("\u{1}never", &[("document", Some("a"), &content)]);
            let (_, files) = read(&body, "\u{1}never").expect("a form");
            proptest::prop_assert_eq!(&files[0].content[..], &content[..]);
        }
    }
}
