//! Attaching documents while something is written: what was typed is kept as a draft, the
//! documents with it, and the form is shown again.

use super::drafts::kept;
use super::new::again;
use crate::documents::{bring, take_off};
use crate::edge::Asked;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;

/// Keeps what was typed and what was sent with it, and goes on.
pub(crate) fn attach(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let draft = kept(visit, asked)?;
    take_off(visit, asked, draft.id)?;
    let wrong = bring(visit, asked, draft.owner, draft.id)?;
    if !wrong.is_empty() {
        return again(visit, asked, wrong);
    }
    let (child, kind) = (draft.owner, draft.kind);
    let address = format!("/child/{child}/record/{kind}?draft={}#document", draft.id);
    Ok(Reply::Go(address))
}
