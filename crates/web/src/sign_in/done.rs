//! Signing out, here or everywhere.

use store::Note;

use crate::edge::Asked;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;

/// Ends this session.
pub(crate) fn sign_out(visit: &mut Visit<'_>, _: &Asked) -> Result<Reply, Stop> {
    let token = visit.session.token;
    visit.app.watch.seen.ended(token);
    visit.app.writer.note(vec![Note::EndSession { token }])?;
    Ok(Reply::End("/sign-in".to_owned()))
}

/// Ends every session of this person, on every machine.
pub(crate) fn sign_out_everywhere(visit: &mut Visit<'_>, _: &Asked) -> Result<Reply, Stop> {
    let worker = visit.who.worker;
    visit
        .app
        .writer
        .note(vec![Note::EndSessionsOf { worker }])?;
    Ok(Reply::End("/sign-in".to_owned()))
}
