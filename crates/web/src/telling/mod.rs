//! Being told: the bell with what others recorded, decided and brought for one's children.
//!
//! | what you look for | where it is |
//! |---|---|
//! | what was recorded lately, of every file, without asking the record | [`lately`] |
//! | which children somebody is told of, and of what | [`concern`] |
//! | the number at the head of each page | [`bell`] |
//! | the page behind it | [`news`] |
//! | the same while a page is open | [`live`] |

mod bell;
mod concern;
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
}
