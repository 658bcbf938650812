//! Facts as a test tells them, and the shared material where it is at hand.

use std::path::PathBuf;

use practice::expr::FieldType;
use practice::fact::Earlier;
use practice::{Book, Fact, Fields, Id, Value, When};

/// The folder of the shared material, or `None` (said plainly) when it is absent.
/// `SIGHTLINE_SHARED` says where it is; otherwise it stands beside the project.
pub fn shared() -> Option<PathBuf> {
    #[expect(
        clippy::disallowed_methods,
        reason = "tests alone are told where it is"
    )]
    let folder = std::env::var_os("SIGHTLINE_SHARED").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared"),
        PathBuf::from,
    );
    if folder.join("law/timescales.toml").is_file() {
        Some(folder)
    } else {
        println!("skipped: shared material not found");
        None
    }
}

/// The shared table of timescales, where it is at hand.
pub fn timescales() -> Option<toml::Table> {
    let text = timescales_text()?;
    Some(text.parse().expect("the timescales are TOML"))
}

/// The same, as it is written.
pub fn timescales_text() -> Option<String> {
    let file = shared()?.join("law/timescales.toml");
    Some(std::fs::read_to_string(file).expect("the timescales can be read"))
}

/// The entry of this number, counted from 1, as chance might have made it.
pub fn id(number: usize) -> Id {
    let spread = (number as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&spread.to_be_bytes());
    Id::from_bytes(bytes)
}

/// The child whose file it is.
pub fn child() -> Id {
    Id::from_bytes([0xC0; 16])
}

/// Facts told as the book's examples tell them: a day or a time, a record type, and
/// its fields; `@1` is the first of them.
pub fn told(book: &Book, lines: &[&str]) -> Vec<Fact> {
    let numbered = lines.iter().enumerate();
    numbered
        .map(|(index, line)| one(book, index + 1, line))
        .collect()
}

/// The same facts, from an extract.
pub fn imported(book: &Book, lines: &[&str]) -> Vec<Fact> {
    let mut facts = told(book, lines);
    for fact in &mut facts {
        fact.imported = true;
    }
    facts
}

fn one(book: &Book, number: usize, line: &str) -> Fact {
    let mut words = line.split_whitespace();
    let when = at(words.next().expect("a day"));
    let kind = words.next().expect("a record type");
    let record = book.record(kind).expect("a record type of the book");
    let mut fields = Fields::from([(record.occurred.clone(), Value::text(when))]);
    for word in words {
        let (name, text) = word.split_once('=').expect("field=value");
        let field = record.fields.get(name).expect("a field of the record");
        let value = match &field.kind {
            FieldType::YesNo => Value::YesNo(text == "yes"),
            FieldType::Number => Value::Number(text.parse().expect("a number")),
            FieldType::Codes(_) => Value::Codes(text.split(',').map(str::to_owned).collect()),
            FieldType::Link(_) => {
                let number = text.strip_prefix('@').expect("a link is @1");
                Value::text(id(number.parse().expect("a link is @1")))
            }
            _ => Value::Text(text.to_owned()),
        };
        fields.insert(name.to_owned(), value);
    }
    Fact {
        id: id(number),
        kind: kind.to_owned(),
        occurred: when,
        recorded: None,
        imported: false,
        tells_to: None,
        fields,
        earlier: Vec::new(),
        withdrawn: false,
    }
}

/// A day, or a time in England.
pub fn at(text: &str) -> When {
    text.parse().expect("a day or a time")
}

/// The fact, found to have said something else before the entry `by` corrected it.
pub fn corrected(mut fact: Fact, field: &str, before: Value, by: Id) -> Fact {
    let mut fields = fact.fields.clone();
    fields.insert(field.to_owned(), before);
    fact.earlier.push(Earlier {
        fields,
        corrected_by: by,
    });
    fact
}

/// The fact, withdrawn by the entry `by`.
pub fn withdrawn(mut fact: Fact, by: Id) -> Fact {
    fact.earlier.push(Earlier {
        fields: fact.fields.clone(),
        corrected_by: by,
    });
    fact.withdrawn = true;
    fact
}
