//! Recording: any record type of the practice book as a form drawn from the book; a draft
//! while it is typed; corrected, withdrawn.
//!
//! | what you look for | where it is |
//! |---|---|
//! | which record types there are to choose from | [`choose`] |
//! | a form drawn, with what is known filled in | [`form`], [`question`], [`known`] |
//! | the organisations that are offered where one is asked for | [`offered`] |
//! | what was typed, read and checked | [`answer`] |
//! | an answer that is a table, a box to each cell | [`rows`] |
//! | what is kept while it is typed, and one's list of it | [`drafts`], [`draft_list`] |
//! | documents attached while it is typed | [`attach`] |
//! | one record for several children | [`also`], [`kin`], [`group`], [`several`] |
//! | what was recorded, corrected: for one child, in all their files at once, the form of both | [`correct`], [`correct_all`], [`correct_form`] |
//! | passages marked as about somebody else | [`mark`] |
//! | what somebody else recorded meanwhile, shown with what was typed | [`since`] |
//! | the entry written | [`keep`] |

mod also;
mod answer;
mod attach;
mod choose;
mod correct;
mod correct_all;
mod correct_form;
mod draft_list;
mod drafts;
mod form;
mod group;
mod keep;
mod kin;
mod known;
mod links;
mod mark;
mod new;
mod offered;
mod question;
mod rows;
mod several;
mod since;
mod withdraw;

pub(crate) use also::{also, take_also};
pub(crate) use answer::{Wrong, first_id, id as question_id, occurred, read_planned};
pub(crate) use attach::attach;
pub(crate) use choose::{choose, is_typed, quick, start};
pub(crate) use correct::{correct, take_correction};
pub(crate) use correct_all::others;
pub(crate) use draft_list::{drafts, export as export_drafts};
pub(crate) use drafts::{drop_draft, keep_draft};
pub(crate) use kin::of as kin_of;
pub(crate) use links::actions;
pub(crate) use mark::shown as marked;
pub(crate) use new::{new, take_new};
pub(crate) use offered::lists as organisations;
pub(crate) use question::Form;
pub(crate) use since::{
    Since, begun_on, once_more_where_met, shown as meanwhile, since, since_version,
};
pub(crate) use withdraw::{take_withdrawal, withdraw};
