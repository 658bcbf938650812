//! Being told: the bell with what others recorded, decided and brought for one's children.
//!
//! | what you look for | where it is |
//! |---|---|
//! | what was recorded lately, of every file, without asking the record | [`lately`] |
//! | which children somebody is told of, and of what | [`concern`] |
//! | the number at the head of each page | [`bell`] |
//! | the page behind it, and its head on the first page | [`news`], [`head`] |
//! | what is arranged and due, day by day; what passed and was not told; calendar invitations | [`diary`], [`passed`], [`invitation`] |
//! | the same while a page is open | [`live`] |
//! | how much of it there is, by e-mail | [`digest`] |

mod bell;
mod concern;
mod diary;
mod digest;
mod head;
mod invitation;
mod lately;
mod live;
mod news;
mod passed;

use crate::edge::{page, taken, watched};
use crate::routes::Listed;

pub(crate) use bell::{Bell, Bells, catch_up, rung};
pub use digest::{
    Mail, Often, Round, Standing, Tls, ask_mail_server, is_mail_address, send_digests, standing,
};
pub(crate) use digest::{keep_sending, let_end, section};
pub(crate) use head::head;
pub(crate) use live::since;

/// With these pages.
pub(crate) fn routes(listed: Listed) -> Listed {
    listed
        .route("/news", page(news::show))
        .route("/news/now", watched(live::now))
        .route("/account/digest", taken(digest::take))
        .route("/diary", page(diary::show))
        .route("/diary/calendar.ics", page(diary::whole))
        .route(
            "/child/{child}/entry/{entry}/invitation.ics",
            page(diary::invitation),
        )
}
