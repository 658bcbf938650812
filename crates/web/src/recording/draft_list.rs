//! One's drafts, in a list: what each is, of which child, and when it was kept last.

use std::collections::BTreeSet;

use maud::{Markup, html};
use practice::Id;
use record::may::{Action, Decision};
use store::KeptDraft;

use crate::edge::Asked;
use crate::lists::{Children, Column, Columns, MOST, PAGE, Sheet, Wanted, children};
use crate::page::Content;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;
use crate::words;

/// A draft of the list.
struct Row {
    draft: KeptDraft,
    /// What it is.
    what: String,
    /// The file it goes on in, and by what name the child is known.
    file: Id,
    name: String,
    /// What allows to see whose it is.
    allowed: Decision,
}

const COLUMNS: Columns = Columns {
    all: &[
        Column::least("what", "What"),
        Column::least("child", "Child"),
        Column::greatest("kept", "Kept"),
        Column::ways("Do"),
    ],
    own: &[],
    first: "kept",
};

/// Shows one's drafts, the newest first.
pub(crate) fn drafts(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let wanted = Wanted::of("/drafts", asked);
    let (_, rows) = gather(visit, &wanted)?;
    let (rows, more) = wanted.cut(rows, PAGE);
    for row in &rows {
        visit.looked(row.file, "draft", &row.allowed)?;
    }
    let main = html! {
        h1 class="govuk-heading-l" { "Your drafts" }
        @if rows.is_empty() { p class="govuk-body" { "You have none." } }
        @else {
            (table(visit, &wanted, &rows))
            (wanted.foot(more))
        }
    };
    Ok(Reply::Page(visit.page(&Content {
        title: "Your drafts",
        main,
        ..Content::default()
    })))
}

/// The list, to be taken away: what was begun, and nothing of what was typed.
pub(crate) fn export(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let wanted = Wanted::of("/drafts", asked);
    let (children, rows) = gather(visit, &wanted)?;
    let more = rows.len() > MOST;
    let mut sheet = Sheet::with(&["What", "Child", "Kept"]);
    for row in rows.into_iter().take(MOST) {
        let Some(child) = children.get(&row.file) else {
            continue;
        };
        let kept = words::moment(row.draft.kept_at);
        sheet.add(visit, child, vec![row.what, row.name, kept])?;
    }
    sheet.reply(visit, "drafts.csv", more)
}

/// One's drafts in the order that is asked for. Whose file one is for, is said only to whom may
/// still see it.
fn gather(visit: &mut Visit<'_>, wanted: &Wanted<'_>) -> Result<(Children, Vec<Row>), Stop> {
    let mut drafts = visit.reader.drafts_of(visit.who.worker)?;
    drafts.sort_by_key(|draft| std::cmp::Reverse(draft.kept_at));
    for draft in &mut drafts {
        // What was begun for a file that was merged goes on in the one that stayed.
        if let Some(into) = visit.reader.merged_into(draft.owner)? {
            draft.owner = into;
        }
    }
    let files: BTreeSet<Id> = drafts.iter().map(|draft| draft.owner).collect();
    let files: Vec<Id> = files.into_iter().collect();
    let children = children(visit, &files)?;
    let mut rows: Vec<Row> = (drafts.into_iter())
        .filter_map(|draft| {
            let child = children.get(&draft.owner)?;
            let allowed = visit.may(Action::Read, &child.target, None);
            let record = visit.app.book.record(&draft.kind);
            let title = record.map_or(draft.kind.as_str(), |record| record.title.as_str());
            let what = match draft.corrects {
                Some(_) => format!("Correct: {title}"),
                None => title.to_owned(),
            };
            let name = match others(&draft) {
                0 => child.name.clone(),
                others => format!("{} and {others} more", child.name),
            };
            allowed.allowed.then_some(Row {
                file: child.subject,
                draft,
                what,
                name,
                allowed,
            })
        })
        .collect();
    let order = COLUMNS.order(wanted);
    match order.by {
        "what" => order.put(&mut rows, |row| Some(row.what.to_lowercase())),
        "child" => order.put(&mut rows, |row| Some(row.name.to_lowercase())),
        _ => order.put(&mut rows, |row| Some(row.draft.kept_at)),
    }
    Ok((children, rows))
}

/// For how many children a draft is beside the one in whose file it was begun.
fn others(draft: &KeptDraft) -> usize {
    draft.fields.get(super::group::ALSO).map_or(0, Vec::len)
}

/// Where a draft is gone on with.
fn address(draft: &KeptDraft) -> String {
    let page = match draft.corrects {
        Some(entry) => format!("entry/{entry}/correct"),
        None => format!("record/{}", draft.kind),
    };
    format!("/child/{}/{page}?draft={}", draft.owner, draft.id)
}

fn table(visit: &Visit<'_>, wanted: &Wanted<'_>, rows: &[Row]) -> Markup {
    html! {
        table class="govuk-table sightline-stacked" {
            caption class="govuk-table__caption govuk-visually-hidden" { "Your drafts" }
            (COLUMNS.head(wanted))
            tbody class="govuk-table__body" {
                @for row in rows {
                    tr class="govuk-table__row" {
                        th scope="row" class="govuk-table__header" {
                            a class="govuk-link" href=(address(&row.draft)) { (row.what) }
                        }
                        td class="govuk-table__cell" data-label="Child" { (row.name) }
                        td class="govuk-table__cell" data-label="Kept" { (words::moment(row.draft.kept_at)) }
                        td class="govuk-table__cell sightline-not-printed" {
                            form method="post" action={ "/drafts/" (row.draft.id) "/drop" } {
                                input type="hidden" name="form" value=(visit.form_key());
                                button type="submit" class="sightline-link-button" {
                                    "Throw away" span class="govuk-visually-hidden" { " " (row.what) ", " (row.name) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
