//! Documents: attached to entries, under the key of their file, and found when they are not
//! what was attached.

use practice::Id;
use record::Draft;
use record::document::{self, Particulars};
use sha2::{Digest as _, Sha256};
use store::{Attachment, Flaw, Note, PIECE, Piece, StoreError, Writer};

use super::common::{Ledger, ORGANISATION, Repeating, child, command, draft, id};
use super::custody::{recoverable_in, recovery, rotate};
use super::desk::{AMINA, at, typed};
use super::dispose::dispose;

/// A letter of so many bytes.
pub fn letter(bytes: usize) -> Vec<u8> {
    let text = b"Dear Mrs Ames, we saw your grandson on Tuesday. ";
    text.iter().copied().cycle().take(bytes).collect()
}

/// A document of a file, brought with a draft.
pub fn brought(document: u128, owner: Id, with: u128, content: &[u8]) -> Attachment {
    let hash: [u8; 32] = Sha256::digest(content).into();
    let sha256 = hash.map(|byte| format!("{byte:02x}")).concat();
    Attachment {
        id: id(document),
        owner,
        draft: id(with),
        worker: id(AMINA),
        kept_at: at(i64::try_from(document % 100).unwrap()),
        told: Particulars {
            name: "letter to Mrs Ames.pdf".into(),
            format: "pdf".into(),
            bytes: content.len() as u64,
            sha256,
            withheld: None,
        },
    }
}

/// Keeps a document with its draft, piece by piece.
pub fn attach(writer: &Writer, attachment: &Attachment, content: &[u8]) -> Result<(), StoreError> {
    let of = attachment.id;
    writer.note(vec![Note::Attach(attachment.clone())])?;
    for (place, content) in (0..).zip(content.chunks(PIECE)) {
        let content = content.to_vec();
        writer.note(vec![Note::Piece(Piece { of, place, content })])?;
    }
    writer.note(vec![Note::Attached { document: of }])
}

/// The entry that attaches it to the first entry of its file.
pub fn attaches(attachment: &Attachment) -> Draft {
    let mut says_so = draft(attachment.owner, 0, &[]);
    says_so.id = attachment.id;
    says_so.kind = "document-attached".into();
    says_so.corrects = None;
    says_so.body.from = None;
    says_so.body.fields = document::fields(id(2001), &attachment.told, attachment.kept_at);
    says_so
}

/// A ledger of three files, with a document attached to the second.
pub fn with_a_document(ledger: Ledger, content: &[u8]) -> (Ledger, Attachment) {
    let attachment = brought(0x501, child(2), 0x77, content);
    let writer = ledger.writer();
    attach(&writer, &attachment, content).unwrap();
    let says_so = attaches(&attachment);
    writer.append(command(child(2), 4, vec![says_so])).unwrap();
    drop(writer);
    (ledger, attachment)
}

/// All of a document, as it is read.
pub fn whole(ledger: &Ledger, document: Id) -> Option<Vec<u8>> {
    let mut reader = ledger.reader();
    let there = reader.attachment(document).unwrap()?;
    let pieces = (0..there.pieces()).map(|place| reader.piece(&there, place).unwrap());
    Some(pieces.collect::<Vec<_>>().concat())
}

#[test]
fn a_document_is_read_as_it_was_brought_whatever_its_length() {
    let ledger = Ledger::of_three_files();
    let writer = ledger.writer();
    let lengths = [1, PIECE - 1, PIECE, PIECE + 1, 3 * PIECE + 7];

    for (n, length) in (1..).zip(lengths) {
        let content = letter(length);
        let attachment = brought(n, child(2), 0x77, &content);
        attach(&writer, &attachment, &content).unwrap();

        assert_eq!(whole(&ledger, attachment.id), Some(content), "{length}");
        let again = ledger.reader().attachment(attachment.id).unwrap();
        assert_eq!(again, Some(attachment));
    }
    let kept = ledger.reader().attachments_with(id(0x77)).unwrap();
    assert_eq!(
        kept.iter().map(|one| one.id).collect::<Vec<_>>(),
        (1..=5).map(id).collect::<Vec<_>>()
    );
}

#[test]
fn nothing_of_a_document_can_be_read_without_the_keys() {
    let content = letter(PIECE + 100);
    let (ledger, attachment) = with_a_document(Ledger::of_three_files(), &content);

    let behind = ledger.behind();
    let secrets: [&[u8]; 4] = [
        b"Dear Mrs",
        b"Ames",
        b"pdf",
        &attachment.told.sha256.as_bytes()[..8],
    ];
    for table in ["attachment", "attachment_chunk", "entry"] {
        assert!(!behind.rows(&format!("select * from {table}")).is_empty());
        for secret in secrets {
            let secret = behind.bytes(secret);
            assert_eq!(behind.rows_that_hold(table, &secret), 0, "{table}");
        }
    }
}

#[test]
fn a_document_is_whole_only_with_every_piece_and_a_retry_does_no_harm() {
    let ledger = Ledger::of_three_files();
    let writer = ledger.writer();
    let content = letter(PIECE + 5);
    let attachment = brought(1, child(2), 0x77, &content);
    let document = attachment.id;
    let piece = |place: u64, content: &[u8]| {
        let content = content.to_vec();
        writer.note(vec![Note::Piece(Piece {
            of: document,
            place,
            content,
        })])
    };
    let not_a_piece = |place| Err(StoreError::NotAPiece { document, place });

    let before = piece(0, &content[..PIECE]);
    writer.note(vec![Note::Attach(attachment.clone())]).unwrap();
    writer.note(vec![Note::Attach(attachment.clone())]).unwrap();
    let (short, beyond) = (piece(0, b"short"), piece(2, b"beyond"));
    piece(1, &content[PIECE..]).unwrap();
    let half = writer.note(vec![Note::Attached { document }]);
    let shown = ledger.reader().attachment(document).unwrap();
    piece(0, &content[..PIECE]).unwrap();
    piece(0, &content[..PIECE]).unwrap();
    writer.note(vec![Note::Attached { document }]).unwrap();
    let after = piece(0, &content[..PIECE]);
    let mut other = attachment.clone();
    other.told.name = "another".into();
    let taken = writer.note(vec![Note::Attach(other)]);

    assert_eq!(before, Err(StoreError::NotAttached { document }));
    assert_eq!((short, beyond), (not_a_piece(0), not_a_piece(2)));
    assert_eq!(half, Err(StoreError::NotAttached { document }));
    assert_eq!(shown, None, "half a document is shown to nobody");
    assert_eq!(after, not_a_piece(0));
    assert_eq!(taken, Err(StoreError::DocumentThere { document }));
    assert_eq!(whole(&ledger, document), Some(content));
    let no_file = brought(9, child(50), 0x77, b"x");
    let refused = writer.note(vec![Note::Attach(no_file)]);
    assert_eq!(refused, Err(StoreError::KeyDestroyed { owner: child(50) }));
}

#[test]
fn an_entry_attaches_only_what_is_kept_whole_with_its_own_file_and_as_it_says() {
    let ledger = Ledger::of_three_files();
    let writer = ledger.writer();
    let (content, document) = (letter(40), id(1));
    let attachment = brought(1, child(2), 0x77, &content);
    let append = |says_so: Draft| {
        let owner = says_so.owner;
        writer.append(command(owner, 4, vec![says_so])).map(|_| ())
    };
    let refused = Err(StoreError::NotAttached { document });

    assert_eq!(append(attaches(&attachment)), refused, "it is not there");
    writer.note(vec![Note::Attach(attachment.clone())]).unwrap();
    assert_eq!(append(attaches(&attachment)), refused, "it is not whole");
    attach(&writer, &attachment, &content).unwrap();
    let mut elsewhere = attaches(&attachment);
    elsewhere.owner = child(3);
    assert_eq!(append(elsewhere), refused, "it is another file's");
    let mut other = attachment.clone();
    other.told.sha256 = "00".repeat(32);
    assert_eq!(append(attaches(&other)), refused, "it is another");

    assert_eq!(append(attaches(&attachment)), Ok(()));
    assert_eq!(ledger.verify().unwrap().documents, 1);
}

#[test]
fn re_2_a_document_that_was_changed_changed_over_or_taken_away_is_found() {
    let content = letter(2 * PIECE + 9);
    let (ledger, attachment) = with_a_document(Ledger::of_three_files(), &content);
    let other = letter(2 * PIECE + 9).into_iter().rev().collect::<Vec<_>>();
    let kept = brought(0x502, child(2), 0x78, &other);
    attach(&ledger.writer(), &kept, &other).unwrap();
    assert_eq!(ledger.verify().unwrap().documents, 1);
    let behind = ledger.behind();
    behind.run(
        "create table kept_a as select * from attachment;
         create table kept_c as select * from attachment_chunk",
    );
    let (this, another) = (
        behind.bytes(id(0x501).bytes()),
        behind.bytes(id(0x502).bytes()),
    );
    let changes = [
        format!("delete from attachment_chunk where attachment = {this}"),
        format!("delete from attachment_chunk where attachment = {this} and place = 2"),
        format!("delete from attachment where id = {this}"),
        format!("update attachment set whole = false where id = {this}"),
        format!("update attachment set kept_at = kept_at + 1 where id = {this}"),
        format!("update attachment_chunk set content = nonce where attachment = {this}"),
        format!(
            "update attachment_chunk set content = (select o.content from attachment_chunk o \
             where o.attachment = {this} and o.place = 0), nonce = (select o.nonce \
             from attachment_chunk o where o.attachment = {this} and o.place = 0) \
             where attachment = {this} and place = 1"
        ),
        format!(
            "delete from attachment_chunk where attachment = {this};
             update attachment_chunk set attachment = {this} where attachment = {another}"
        ),
    ];

    for change in changes {
        behind.run(&change);

        let verdict = ledger.verify();

        let found = matches!(
            &verdict,
            Err(StoreError::Broken { position: 14, why: Flaw::Document { document, .. } })
                if *document == attachment.id
        );
        assert!(found, "{change}: {verdict:?}");
        behind.run(
            "delete from attachment; insert into attachment select * from kept_a;
             delete from attachment_chunk; insert into attachment_chunk select * from kept_c",
        );
    }
    assert!(ledger.verify().is_ok());
}

#[test]
fn what_was_brought_with_a_draft_goes_with_it_unless_it_was_recorded() {
    let content = letter(30);
    let (ledger, recorded) = with_a_document(Ledger::of_three_files(), &content);
    let writer = ledger.writer();
    let also = brought(0x502, child(2), 0x77, &content);
    let half = brought(0x503, child(2), 0x77, &content);
    let others = brought(0x504, child(2), 0x88, &content);
    attach(&writer, &also, &content).unwrap();
    attach(&writer, &others, &content).unwrap();
    writer.note(vec![Note::Attach(half)]).unwrap();

    writer.note(vec![Note::DropDraft { id: id(0x77) }]).unwrap();

    assert_eq!(whole(&ledger, recorded.id), Some(content.clone()));
    assert_eq!(whole(&ledger, also.id), None);
    assert_eq!(whole(&ledger, others.id), Some(content));
    for document in [recorded.id, others.id] {
        writer.note(vec![Note::Detach { document }]).unwrap();
    }
    let rows = ledger.behind().rows("select id from attachment").len();
    let pieces = ledger
        .behind()
        .rows("select place from attachment_chunk")
        .len();
    assert_eq!((rows, pieces), (1, 1), "what is recorded stays");
    assert_eq!(ledger.verify().unwrap().documents, 1);
}

#[test]
fn a_disposal_destroys_the_documents_of_the_file() {
    let content = letter(PIECE + 1);
    let (ledger, attachment) = with_a_document(Ledger::alone().with_three_files(), &content);
    let others = brought(0x601, child(3), 0x79, &content);
    attach(&ledger.writer(), &others, &content).unwrap();

    let disposed = dispose(&ledger, child(2), 9).unwrap();

    assert!(disposed.swept);
    assert_eq!(whole(&ledger, attachment.id), None);
    assert_eq!(whole(&ledger, others.id), Some(content));
    let pieces = ledger.behind().rows("select place from attachment_chunk");
    assert_eq!(pieces.len(), 2);
    assert_eq!(ledger.verify().unwrap().documents, 0);
}

#[test]
fn documents_are_read_after_a_rotation_and_a_rebuild() {
    let key = recovery(1);
    let (ledger, new_key) = recoverable_in(Ledger::nothing(), &key);
    let content = letter(70);
    let (ledger, attachment) = with_a_document(ledger, &content);

    rotate(&ledger, &new_key, &recovery(2)).unwrap();
    let ledger = Ledger {
        store: ledger.store.clone().with_key_file(new_key),
        ..ledger
    };
    let projector = ledger.outside().projector;
    ledger.store.rebuild(&projector, |_, _| {}).unwrap();

    assert_eq!(whole(&ledger, attachment.id), Some(content));
    assert_eq!(ledger.verify().unwrap().documents, 1);
}

#[test]
fn le_14_documents_move_with_the_record_and_what_is_only_drafted_does_not() {
    let content = letter(PIECE + 3);
    let (ledger, attachment) = with_a_document(Ledger::of_three_files(), &content);
    let drafted = brought(0x502, child(2), 0x77, &content);
    let writer = ledger.writer();
    writer
        .note(vec![Note::Draft(typed(0x77, child(2), 1, "seen"))])
        .unwrap();
    attach(&writer, &drafted, &content).unwrap();
    drop(writer);
    let (to, key) = (ledger.dir.path().join("out"), ledger.dir.path().join("key"));
    let book = store::BookNamed {
        title: "England".into(),
        edition: "2026-11".into(),
        mark: 0,
    };
    let moved = ledger
        .store
        .export(&to, &key, &book, &ledger.clock, &mut Repeating(3), |_| {})
        .unwrap();
    let there = Ledger::nothing();
    let receive = |there: &Ledger| {
        let randomness = &mut Repeating(4);
        let fold = super::common::Fold;
        (there.store).receive(&to, &key, None, &fold, &there.clock, randomness, |_, _| {})
    };

    assert_eq!(receive(&there), Ok(moved.clone()));

    assert_eq!(moved.documents, 1);
    assert_eq!(whole(&there, attachment.id), Some(content));
    assert_eq!(whole(&there, drafted.id), None);
    assert_eq!(there.verify().unwrap(), ledger.verify().unwrap());
    // What is not what the manifest says is not taken in.
    let pieces = to.join("pieces.jsonl");
    let text = std::fs::read_to_string(&pieces).unwrap();
    std::fs::write(&pieces, text.replacen("\"place\":0", "\"place\":5", 1)).unwrap();
    let nowhere = Ledger::nothing();
    assert!(matches!(receive(&nowhere), Err(StoreError::Export { .. })));
    assert!(nowhere.is_untouched());
    assert_eq!(ledger.reader().about().organisation, ORGANISATION);
}
