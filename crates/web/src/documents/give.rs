//! Giving a document out: to be kept, never shown in place and never run. The look is durable
//! before the first byte is sent.

use super::format::Format;
use super::shown::found;
use crate::child::open;
use crate::edge::Asked;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;

/// The document in the address.
pub(crate) fn give(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let file = open(visit, asked, "document")?;
    let id = asked.id("document")?;
    let (document, _) = found(visit, &file, id)
        .filter(|(document, _)| document.withdrawn.is_none())
        .ok_or(Stop::NotFound)?;
    let attachment = visit.reader.attachment(id)?;
    // What stands beside the ledger is given out only as what its entry says.
    let attachment = attachment
        .filter(|kept| kept.owner == document.owner && kept.told == document.told)
        .ok_or_else(|| Stop::Broken(format!("the document {id} is not the one attached")))?;
    Ok(Reply::Document(Box::new(attachment)))
}

/// What browsers call a document of this code, and the name under which it is kept.
pub(crate) fn media(code: &str, name: &str) -> (&'static str, String) {
    match Format::of(code) {
        Some(format) => (format.media(), format.named(name)),
        None => ("application/octet-stream", name.to_owned()),
    }
}
