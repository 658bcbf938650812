//! Drafts: what is typed is kept on the server while it is typed, and outlives a time-out,
//! signing out and a server that was killed.

use practice::Id;
use record::may::Action;
use store::{KeptDraft, Note};

use super::correct_form::FOR;
use super::new::again;
use crate::documents::{self, take_off};
use crate::edge::Asked;
use crate::people;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;
use crate::words;

/// What a form sends that is no answer.
const NOT_ANSWERS: [&str; 7] = [
    "form",
    "draft",
    "draft-version",
    "based-on",
    "then",
    CORRECTS,
    FOR,
];
/// Under what name a form says which record it corrects.
pub(super) const CORRECTS: &str = "corrects";

/// Keeps what was typed so far. A script asks for it while somebody types; without one, a
/// button does.
pub(crate) fn keep_draft(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let draft = kept(visit, asked)?;
    if asked.by == crate::edge::Asker::Script {
        let said = format!("Draft kept {}", words::moment(visit.now));
        return Ok(Reply::Said(said));
    }
    take_off(visit, asked, draft.id)?;
    let wrong = documents::bring(visit, asked, draft.owner, draft.id)?;
    if !wrong.is_empty() {
        return again(visit, asked, wrong);
    }
    if asked.answers.one("then") == "also" {
        let (child, kind, id) = (draft.owner, draft.kind, draft.id);
        let also = format!("/child/{child}/record/{kind}/also?draft={id}");
        return Ok(Reply::Go(also));
    }
    Ok(Reply::Go("/drafts".to_owned()))
}

/// Keeps what was typed; the draft as it is then.
pub(super) fn kept(visit: &mut Visit<'_>, asked: &Asked) -> Result<KeptDraft, Stop> {
    let subject = asked.id("child")?;
    let target = people::target(visit, subject)?;
    let book = std::sync::Arc::clone(&visit.app.book);
    let record = book.record(asked.word("kind")?).ok_or(Stop::NotFound)?;
    let corrects: Option<Id> = asked.answers.one(CORRECTS).parse().ok();
    let action = corrects.map_or(Action::Record, |_| Action::Correct);
    if !visit.may(action, &target, Some(record)).allowed {
        return Err(Stop::NotFound);
    }
    let id: Id = asked
        .answers
        .one("draft")
        .parse()
        .map_err(|_| Stop::Stale)?;
    let mut fields = asked.answers.0.clone();
    let others = documents::NOT_ANSWERS;
    fields.retain(|name, _| {
        let name = name.as_str();
        !NOT_ANSWERS.contains(&name) && !others.contains(&name)
    });
    let kept = visit.reader.draft(id)?;
    if let Some(kept) = &kept {
        let same = kept.owner == subject || visit.reader.merged_into(kept.owner)? == Some(subject);
        if kept.worker != visit.who.worker || !same {
            return Err(Stop::Stale);
        }
    }
    let version = kept.map_or(0, |kept| kept.version) + 1;
    let draft = KeptDraft {
        id,
        worker: visit.who.worker,
        owner: subject,
        kind: record.name.clone(),
        corrects,
        based_on: asked.answers.one("based-on").parse().unwrap_or(0),
        fields,
        kept_at: visit.now,
        version,
    };
    visit.app.writer.note(vec![Note::Draft(draft.clone())])?;
    Ok(draft)
}

/// Throws a draft away.
pub(crate) fn drop_draft(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let id = asked.id("draft")?;
    let kept = visit.reader.draft(id)?;
    let own = kept.is_some_and(|kept| kept.worker == visit.who.worker);
    if own {
        visit.app.writer.note(vec![Note::DropDraft { id }])?;
    }
    Ok(Reply::Go("/drafts".to_owned()))
}
