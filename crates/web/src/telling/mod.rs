//! Being told: the bell with what others recorded, decided and brought for one's children.
//!
//! | what you look for | where it is |
//! |---|---|
//! | what was recorded lately, of every file, without asking the record | [`lately`] |
//! | which children somebody is told of, and of what | [`concern`] |
//! | the number at the head of each page | [`bell`] |
//! | the page behind it | [`news`] |
//! | what is arranged and due, day by day; calendar invitations | [`diary`], [`invitation`] |
//! | the same while a page is open | [`live`] |

mod bell;
mod concern;
mod diary;
mod invitation;
mod lately;
mod live;
mod news;

use crate::edge::{page, watched};
use crate::routes::Listed;

pub(crate) use bell::{Bell, Bells, rung};
pub(crate) use live::since;

/// With these pages.
pub(crate) fn routes(listed: Listed) -> Listed {
    listed
        .route("/news", page(news::show))
        .route("/news/now", watched(live::now))
        .route("/diary", page(diary::show))
        .route("/diary/calendar.ics", page(diary::whole))
        .route(
            "/child/{child}/entry/{entry}/invitation.ics",
            page(diary::invitation),
        )
}
