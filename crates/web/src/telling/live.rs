//! What others record while a page is open: the number at its head, and whether something was
//! recorded in the file that it is of. A script asks for it once a minute while the page is looked
//! at. It is no use of the session and no look at the file: nothing of the file is told but that.

use maud::{Markup, html};
use practice::Id;

use super::bell::changed;
use crate::edge::Asked;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;

/// How many things are new, and whether the file that the address names has changed since the
/// position that it names: two words.
pub(super) fn now(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let file = asked.query.one("file").parse::<Id>().ok();
    let since = asked.query.one("since").parse::<u64>().ok();
    let has_changed = match file.zip(since) {
        Some((file, since)) => changed(visit, file, since)?,
        None => false,
    };
    let word = if has_changed { "changed" } else { "same" };
    Ok(Reply::Said(format!("{} {word}", visit.bell.many)))
}

/// Where a page of a file says that something was recorded since it was opened.
pub(crate) fn since(visit: &Visit<'_>, file: Id) -> Markup {
    html! {
        p class="sightline-since" role="status" data-file=(file) data-since=(visit.bell.upto) {}
    }
}
