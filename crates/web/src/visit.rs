//! One page asked for by somebody who is signed in.

use jiff::Timestamp;
use practice::Id;
use practice::book::RecordType;
use record::may::{Action, Actor, Decision, Target};
use store::{Account, Look, Note, Reader, Session};

use crate::app::App;
use crate::reply::Stop;
use crate::sealed::figures;
use crate::telling::Bell;

/// Who asks.
#[derive(Clone, Debug)]
pub(crate) struct Who {
    /// The worker.
    pub worker: Id,
    /// By what name others know them.
    pub name: String,
    /// What decides what they may do.
    pub actor: Actor,
}

/// One page asked for by somebody who is signed in.
pub(crate) struct Visit<'v> {
    /// What every page is given.
    pub app: &'v App,
    /// The record, to be read.
    pub reader: &'v mut Reader,
    /// When it was asked for.
    pub now: Timestamp,
    /// Its address, without what is asked of it; empty for somebody who is not here.
    pub path: String,
    /// The session it belongs to.
    pub session: Session,
    /// The account that was signed in to.
    pub account: Account,
    /// Who asks.
    pub who: Who,
    /// What others recorded for their children since they last looked.
    pub bell: Bell,
    /// The last position in the ledger that was taken into account.
    pub upto: u64,
    /// The last thing recorded of a worker or a team; `None` where that is not known for sure.
    pub workforce: Option<u64>,
}

impl<'v> Visit<'v> {
    /// For somebody who is not here: to count what a page would tell them, were they. It belongs to
    /// no session that was ever kept, and nobody is signed in by it.
    pub fn of_nobody_here(
        app: &'v App,
        reader: &'v mut Reader,
        (now, (upto, workforce)): (Timestamp, (u64, Option<u64>)),
        account: Account,
        who: Who,
    ) -> Self {
        let session = Session {
            token: [0; 32],
            worker: who.worker,
            began_at: now,
            used_at: now,
            ends_at: now,
            form_key: [0; 32],
            vouched: None,
        };
        Self {
            app,
            reader,
            now,
            path: String::new(),
            session,
            account,
            who,
            bell: Bell::default(),
            upto,
            workforce,
        }
    }
}

impl Visit<'_> {
    /// Whether this person may do this, and why.
    pub fn may(&self, action: Action, target: &Target, kind: Option<&RecordType>) -> Decision {
        self.app
            .permissions
            .may(&self.who.actor, action, target, kind)
    }

    /// Keeps, durably, that this person looked at a file, and what allowed it. No page of
    /// a file is sent before.
    pub fn looked(&self, subject: Id, what: &str, allowed: &Decision) -> Result<(), Stop> {
        let because = allowed.policies.first().cloned().unwrap_or_default();
        let look = Look {
            id: self.app.new_id()?,
            at: self.now,
            worker: self.who.worker,
            subject,
            what: what.to_owned(),
            because,
            reason: None,
        };
        self.app.writer.note(vec![Note::Looked(look)])?;
        self.app.watch.metrics.looks.inc();
        Ok(())
    }

    /// What every form of this session carries.
    pub fn form_key(&self) -> String {
        figures(&self.session.form_key)
    }
}
