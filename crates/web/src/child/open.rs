//! Opening a child's file.

use std::sync::Arc;

use practice::{Fact, Id, When};
use record::may::{Action, Decision, Target};
use record::{Casefile, ChildRow, Duty, Entry, ScopeRow};

use super::as_known::AsKnown;
use crate::at_hand::{Begun, Held};
use crate::edge::Asked;
use crate::reply::Stop;
use crate::visit::Visit;

/// A file that this person may read.
pub(crate) struct File {
    /// Who the child is.
    pub child: ChildRow,
    /// By what name the child is known; the authority's identifier where none is told.
    pub name: String,
    /// Every entry, in order.
    pub entries: Arc<[Entry]>,
    /// What they fold into, as it was known on the day that was asked for.
    pub casefile: Arc<Casefile>,
    /// The same with the names of workers and teams in place of their identifiers.
    pub shown: Arc<Casefile>,
    /// What else may be done with it.
    pub target: Target,
    /// The day that was asked for.
    pub(super) as_known: AsKnown,
    /// What else is derived of it, where it was opened for a page of its own.
    held: Option<Arc<Held>>,
}

/// Opens the file that the address names. The look is durable when it returns.
///
/// # Errors
///
/// [`Stop::NotFound`] where there is none that this person may know of.
pub(crate) fn open(visit: &mut Visit<'_>, asked: &Asked, what: &str) -> Result<File, Stop> {
    let subject = asked.id("child")?;
    match open_file(visit, subject, (AsKnown::of(asked), asked.is_sent), what) {
        Err(Stop::NotFound) if visit.reader.child(subject)?.is_none() => {
            Err(merged(visit, asked, subject)?)
        }
        opened => opened,
    }
}

/// Opens another file than the one that the address names, as it stands now: a brother's or
/// sister's, say.
///
/// # Errors
///
/// As [`open`].
pub(crate) fn open_other(visit: &mut Visit<'_>, subject: Id, what: &str) -> Result<File, Stop> {
    open_file(visit, subject, (AsKnown::default(), true), what)
}

fn open_file(
    visit: &mut Visit<'_>,
    subject: Id,
    (as_known, is_written_in): (AsKnown, bool),
    what: &str,
) -> Result<File, Stop> {
    let mut begun = Begun::of(visit, subject)?.ok_or(Stop::NotFound)?;
    let mut target = begun.target(visit);
    if !visit.may(Action::Find, &target, None).allowed {
        return Err(Stop::NotFound);
    }
    let allowed = visit.may(Action::Read, &target, None);
    if !allowed.allowed {
        return Err(not_allowed(visit, &target, allowed, subject));
    }
    visit.looked(subject, what, &allowed)?;
    // What a form sends is decided on what stands there when it is asked, and not before the look
    // was kept.
    if is_written_in {
        begun = Begun::of(visit, subject)?.ok_or(Stop::NotFound)?;
        target = begun.target(visit);
    }
    let held = begun.whole(visit)?;
    let (casefile, shown) = match as_known.on {
        None => (Arc::clone(&held.casefile), Arc::new(held.shown(visit)?)),
        Some(on) => {
            let casefile = Casefile::known_at(&held.entries, When::Day(on).end());
            let shown = crate::people::with_names(visit, &casefile)?;
            (Arc::new(casefile), Arc::new(shown))
        }
    };
    Ok(File {
        shown,
        name: crate::people::child_name(&casefile, &held.child),
        child: held.child.clone(),
        entries: Arc::clone(&held.entries),
        casefile,
        target,
        as_known,
        held: Some(held),
    })
}

/// Where a file that is merged into another leads: to the same page of that one, for whom may
/// find it.
fn merged(visit: &mut Visit<'_>, asked: &Asked, subject: Id) -> Result<Stop, Stop> {
    let Some(into) = visit.reader.merged_into(subject)? else {
        return Ok(Stop::NotFound);
    };
    let target = crate::people::target(visit, into)?;
    if !visit.may(Action::Find, &target, None).allowed {
        return Ok(Stop::NotFound);
    }
    let (from, to) = (subject.to_string(), into.to_string());
    Ok(Stop::Moved(asked.address.replacen(&from, &to, 1)))
}

fn not_allowed(visit: &Visit<'_>, target: &Target, decision: Decision, subject: Id) -> Stop {
    let can_break = visit.may(Action::BreakGlass, target, None).allowed;
    Stop::NotAllowed {
        because: decision.because,
        glass: can_break.then_some(subject),
    }
}

impl File {
    /// A file as it stands now, for a list: whoever makes one has asked whether it may be
    /// found, and keeps the look where more than that is shown.
    pub(crate) fn of(
        child: ChildRow,
        entries: Vec<Entry>,
        casefile: Casefile,
        target: Target,
    ) -> Self {
        Self {
            name: crate::people::child_name(&casefile, &child),
            shown: Arc::new(casefile.clone()),
            child,
            entries: entries.into(),
            casefile: Arc::new(casefile),
            target,
            as_known: AsKnown::default(),
            held: None,
        }
    }

    /// Who is concerned with it, whenever.
    pub(crate) fn scope(&self, visit: &mut Visit<'_>) -> Result<Arc<[ScopeRow]>, Stop> {
        match &self.held {
            Some(held) => Ok(Arc::clone(&held.scope)),
            None => Ok(visit.reader.scope_of(self.child.subject)?.into()),
        }
    }

    /// What is or was owed to the child, as it is kept.
    pub(super) fn duties(&self, visit: &mut Visit<'_>) -> Result<Arc<[Duty]>, Stop> {
        match &self.held {
            Some(held) => held.duties(visit.reader),
            None => Ok(visit.reader.duties_of(self.child.subject)?.into()),
        }
    }

    /// A fact of this file with the names of workers and teams in place of their identifiers.
    pub(crate) fn as_shown<'f>(&'f self, fact: &'f Fact) -> &'f Fact {
        self.shown.fact(fact.id).unwrap_or(fact)
    }

    /// The address of a page of this file, on the same day.
    pub(crate) fn address(&self, page: &str) -> String {
        let question = self.as_known.question();
        match page {
            "" => format!("/child/{}{question}", self.child.subject),
            page => format!("/child/{}/{page}{question}", self.child.subject),
        }
    }

    /// The time that the pages of this file are about: now, or the end of the day that was
    /// asked for.
    pub(crate) fn as_at(&self, visit: &Visit<'_>) -> jiff::Timestamp {
        let then = self.as_known.on.map(|on| When::Day(on).end());
        then.map_or(visit.now, |then| then.min(visit.now))
    }
}
