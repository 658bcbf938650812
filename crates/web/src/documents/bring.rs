//! Taking in what a form brought: checked, and kept with the draft piece by piece, encrypted.

use practice::{Id, When};
use record::document::{Particulars, fields};
use record::exempt::Reason;
use record::{Body, Draft, kinds};
use sha2::{Digest as _, Sha256};
use store::{Attachment, Note, PIECE, Piece};

use super::format::{Format, Refused, recognise};
use super::shown::size;
use crate::edge::{Asked, Upload};
use crate::reply::Stop;
use crate::sealed::figures;
use crate::visit::Visit;

/// How many documents one record may be given at a time.
const MANY: usize = 30;
/// How long a name may be, in letters.
const LONGEST_NAME: usize = 150;

/// Takes in the documents that a form brought for a record of this file, and keeps them with its
/// draft; what is wrong with those that were not taken in. One that is there already is not
/// taken in twice.
pub(crate) fn bring(
    visit: &mut Visit<'_>,
    asked: &Asked,
    owner: Id,
    draft: Id,
) -> Result<Vec<String>, Stop> {
    let withheld = Reason::named(asked.answers.one("document-withheld"));
    let mut wrong = Vec::new();
    let mut there = visit.reader.attachments_with(draft)?;
    for upload in asked
        .files
        .iter()
        .filter(|file| file.question == "document")
    {
        let told = match told(visit, upload, withheld) {
            Ok(told) => told,
            Err(says) => {
                wrong.push(says);
                continue;
            }
        };
        if (there.iter()).any(|one| one.told.sha256 == told.sha256 && one.told.name == told.name) {
            continue;
        }
        if there.len() >= MANY {
            wrong.push(format!("You can attach {MANY} documents at most"));
            break;
        }
        let attachment = Attachment {
            id: visit.app.new_id()?,
            owner,
            draft,
            worker: visit.who.worker,
            kept_at: visit.now,
            told,
        };
        keep(visit, &attachment, &upload.content)?;
        there.push(attachment);
    }
    Ok(wrong)
}

/// What is told of a document, or what is wrong with it.
fn told(
    visit: &Visit<'_>,
    upload: &Upload,
    withheld: Option<Reason>,
) -> Result<Particulars, String> {
    let allowed = &visit.app.settings.documents;
    if upload.content.is_empty() {
        return Err("The selected file is empty".to_owned());
    }
    if upload.content.len() > allowed.largest {
        let most = size(allowed.largest as u64);
        return Err(format!("The selected file must be smaller than {most}"));
    }
    let format = match recognise(&upload.content) {
        Ok(format) if allowed.formats.contains(&format) => format,
        Err(Refused::Program) => {
            return Err(
                "The selected file holds macros, scripts or other files, which could run when it is opened: save it without them, or print it to a new PDF, and select that".to_owned(),
            );
        }
        Err(Refused::Unreadable) => {
            return Err(
                "The selected PDF is protected by a password, or cannot be looked through: print it to a new PDF, and select that".to_owned(),
            );
        }
        _ => {
            return Err(format!(
                "The selected file must be {}",
                in_words(&allowed.formats)
            ));
        }
    };
    let name: String = (upload.name.chars())
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .take(LONGEST_NAME)
        .collect();
    let name = match name.trim() {
        "" => "document",
        name => name,
    };
    let hash: [u8; 32] = Sha256::digest(&upload.content).into();
    Ok(Particulars {
        name: name.to_owned(),
        format: format.code().to_owned(),
        bytes: upload.content.len() as u64,
        sha256: figures(&hash),
        withheld: withheld.map(|reason| reason.name().to_owned()),
    })
}

/// *a PDF, JPG, PNG or TXT*
pub(super) fn in_words(formats: &[Format]) -> String {
    let endings = formats.iter().filter_map(|format| format.endings().first());
    let names: Vec<String> = endings
        .map(|ending| ending.trim_start_matches('.').to_uppercase())
        .collect();
    match names.split_last() {
        Some((last, [])) => format!("a {last}"),
        Some((last, others)) => format!("a {} or {last}", others.join(", ")),
        None => "of a kind that may be attached".to_owned(),
    }
}

/// Keeps a document, a piece at a time, so that nobody else who records waits for all of it.
fn keep(visit: &Visit<'_>, attachment: &Attachment, content: &[u8]) -> Result<(), Stop> {
    let (writer, of) = (&visit.app.writer, attachment.id);
    writer.note(vec![Note::Attach(attachment.clone())])?;
    for (place, content) in (0..).zip(content.chunks(PIECE)) {
        let content = content.to_vec();
        writer.note(vec![Note::Piece(Piece { of, place, content })])?;
    }
    writer.note(vec![Note::Attached { document: of }])?;
    Ok(())
}

/// Takes off what was ticked of what is kept with a draft of this person's.
pub(crate) fn take_off(visit: &mut Visit<'_>, asked: &Asked, draft: Id) -> Result<(), Stop> {
    let ticked = asked.answers.all("take-off");
    for attachment in visit.reader.attachments_with(draft)? {
        let own = attachment.worker == visit.who.worker;
        if own && ticked.contains(&attachment.id.to_string()) {
            let document = attachment.id;
            visit.app.writer.note(vec![Note::Detach { document }])?;
        }
    }
    Ok(())
}

/// The entries that attach what is kept with a draft to what `of` told first.
pub(crate) fn entries(
    visit: &mut Visit<'_>,
    draft: Id,
    of: Id,
    organisation: Id,
) -> Result<Vec<Draft>, Stop> {
    let record = visit.app.book.record(kinds::DOCUMENT);
    let kind_version = record.map_or(1, |record| record.version);
    let kept = visit.reader.attachments_with(draft)?.into_iter();
    let own = kept.filter(|attachment| attachment.worker == visit.who.worker);
    Ok(own
        .map(|attachment| Draft {
            id: attachment.id,
            owner: attachment.owner,
            refers_to: Vec::new(),
            kind: kinds::DOCUMENT.to_owned(),
            kind_version,
            occurred: When::Instant(attachment.kept_at),
            recorded_by: visit.who.worker,
            organisation,
            corrects: None,
            group: draft,
            body: Body {
                fields: fields(of, &attachment.told, attachment.kept_at),
                ..Body::default()
            },
        })
        .collect())
}
