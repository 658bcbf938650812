//! Every test of the pages again, over a record on a PostgreSQL server: but for those of the
//! network and of the log, which know nothing of where the record is.

#![allow(
    clippy::duplicate_mod,
    reason = "one body, two engines: each test is taken in once for each"
)]

/// What the tests here run on.
const ENGINE: crate::Engine = crate::Engine::Postgresql;

#[path = "../administer.rs"]
mod administer;
#[path = "../administer_book.rs"]
mod administer_book;
#[path = "../administer_words.rs"]
mod administer_words;
#[path = "../allocate.rs"]
mod allocate;
#[path = "../at_hand.rs"]
mod at_hand;
#[path = "../beside.rs"]
mod beside;
#[path = "../decide.rs"]
mod decide;
#[path = "../diary.rs"]
mod diary;
#[path = "../digest.rs"]
mod digest;
#[path = "../documents.rs"]
mod documents;
#[path = "../find.rs"]
mod find;
#[path = "../handover.rs"]
mod handover;
#[path = "../leavers.rs"]
mod leavers;
#[path = "../lists.rs"]
mod lists;
#[path = "../meanwhile.rs"]
mod meanwhile;
#[path = "../merging.rs"]
mod merging;
#[path = "../new_file.rs"]
mod new_file;
#[path = "../operations.rs"]
mod operations;
#[path = "../orders.rs"]
mod orders;
#[path = "../places.rs"]
mod places;
#[path = "../problems.rs"]
mod problems;
#[path = "../read.rs"]
mod read;
#[path = "../record.rs"]
mod record;
#[path = "../returns.rs"]
mod returns;
#[path = "../sign_in.rs"]
mod sign_in;
#[path = "../site.rs"]
mod site;
#[path = "../standing.rs"]
mod standing;
#[path = "../take.rs"]
mod take;
#[path = "../together.rs"]
mod together;
#[path = "../told.rs"]
mod told;
#[path = "../too_often.rs"]
mod too_often;
#[path = "../uploads.rs"]
mod uploads;
#[path = "../watch.rs"]
mod watch;
#[path = "../workers.rs"]
mod workers;
