//! Documents: what is attached to something recorded, a letter or a photograph.
//!
//! That it was attached is an entry of its own ([`kinds::DOCUMENT`]), which says to what, what
//! it is called, and the hash of what stands in it. The document itself stands beside the
//! ledger, under the identifier of that entry. It is no fact of its own: whoever may read what
//! it is attached to may read it.

use jiff::Timestamp;
use practice::{Fields, Id, Value, When};
use serde::{Deserialize, Serialize};

use crate::entry::{Body, Entry};
use crate::exempt::Reason;
use crate::kinds;

/// What is told of a document. All of it is personal, or may be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Particulars {
    /// Its name, as whoever attached it had it.
    pub name: String,
    /// What it is, by its content: a code of the book (`pdf`).
    pub format: String,
    /// How long it is, in bytes.
    pub bytes: u64,
    /// The SHA-256 of it, in hexadecimal digits.
    pub sha256: String,
    /// Why the person whose file it is may not have it, by [`Reason::name`].
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub withheld: Option<String>,
}

/// A document that the file of an entry was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Document {
    /// The entry that says so, and the document.
    pub id: Id,
    /// In whose file the entry stands: whose key opens the document.
    pub owner: Id,
    /// The entry that first told what it is attached to.
    pub of: Id,
    /// What is told of it.
    pub told: Particulars,
    /// When it was attached.
    pub attached: When,
    /// When that was recorded.
    pub recorded_at: Timestamp,
    /// By whom.
    pub recorded_by: Id,
    /// Why it should never have been attached.
    pub withdrawn: Option<String>,
}

impl Document {
    /// Why it is left out of a copy for the person whose file it is.
    pub fn withheld(&self) -> Option<Reason> {
        let name = self.told.withheld.as_deref()?;
        // What is marked stays withheld, though the mark be of a later version of this program.
        Some(Reason::named(name).unwrap_or(Reason::Confidence))
    }
}

/// What an entry says of a document that it attaches: to what, and what it is. `None` where it
/// attaches none, or withdraws one.
pub fn attached(kind: &str, body: &Body) -> Option<(Id, Particulars)> {
    if kind != kinds::DOCUMENT || body.withdrawn.is_some() {
        return None;
    }
    let text = |name: &str| match body.fields.get(name) {
        Some(Value::Text(text)) => Some(text.clone()),
        _ => None,
    };
    let bytes = match body.fields.get("bytes") {
        Some(Value::Number(bytes)) => u64::try_from(*bytes).ok()?,
        _ => return None,
    };
    let told = Particulars {
        name: text("name")?,
        format: text("format")?,
        bytes,
        sha256: text("sha256")?,
        withheld: text("withheld"),
    };
    Some((text("record")?.parse().ok()?, told))
}

/// The fields of the entry that attaches a document to what another entry told, at a time.
pub fn fields(of: Id, told: &Particulars, at: Timestamp) -> Fields {
    let mut fields = Fields::from([
        ("record".to_owned(), Value::text(of)),
        ("attached_at".to_owned(), Value::text(at)),
        ("name".to_owned(), Value::text(&told.name)),
        ("format".to_owned(), Value::text(&told.format)),
        (
            "bytes".to_owned(),
            Value::Number(i64::try_from(told.bytes).unwrap_or(i64::MAX)),
        ),
        ("sha256".to_owned(), Value::text(&told.sha256)),
    ]);
    if let Some(why) = &told.withheld {
        fields.insert("withheld".to_owned(), Value::text(why));
    }
    fields
}

/// Takes an entry of a document in, the document of something that was told before; whether
/// it could be.
pub(crate) fn fold(
    documents: &mut Vec<Document>,
    entry: &Entry,
    body: &Body,
    first_told: impl Fn(Id) -> Option<Id>,
) -> bool {
    let header = &entry.header;
    let Some(corrected) = header.corrects else {
        let Some((of, told)) = attached(&header.kind, body) else {
            return false;
        };
        let Some(of) = first_told(of) else {
            return false;
        };
        documents.push(Document {
            id: header.id,
            owner: header.owner,
            of,
            told,
            attached: header.occurred,
            recorded_at: header.recorded_at,
            recorded_by: header.recorded_by,
            withdrawn: None,
        });
        return true;
    };
    // A document is not put right by another: it is withdrawn.
    let found = documents.iter_mut().find(|one| one.id == corrected);
    match (found, &body.withdrawn) {
        (Some(document), Some(why)) => {
            document.withdrawn = Some(why.clone());
            true
        }
        _ => false,
    }
}
