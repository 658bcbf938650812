//! How it stands, as it is shown: each number in words, leading to its list, and the worst of what
//! is late.

use maud::{Markup, html};

use super::Of;
use super::night::Night;
use super::numbers::Numbers;
use crate::components::{SummaryList, SummaryRow};
use crate::lists::table::table;
use crate::visit::Visit;
use crate::words;

/// How it stands with one team's children, or with all, and in the night where it is given.
pub(super) fn one(visit: &Visit<'_>, of: &Of, numbers: &Numbers, night: Option<&Night>) -> Markup {
    let title = match of {
        Of::All => "All children",
        Of::Team(team) => team.name.as_str(),
    };
    let (asked, all_teams) = (of.asked(), matches!(of, Of::All));
    let mut rows = vec![late(numbers, &asked)];
    rows.extend(numbers.without.map(|(many, longest)| {
        let more = longest.map(|days| {
            let days = words::count(days, "day", "days");
            format!(", the longest for {days}")
        });
        row(
            "No qualified social worker",
            &format!("/unallocated?{asked}"),
            (many, "child", "children"),
            &more.unwrap_or_default(),
            "No child who should have one is known to be without",
        )
    }));
    rows.extend(numbers.unsupervised.map(|many| {
        row(
            "No manager looked in time",
            &format!("/oversight?{asked}"),
            (
                usize::try_from(many).unwrap_or(usize::MAX),
                "child",
                "children",
            ),
            "",
            "Every case was supervised in its time",
        )
    }));
    rows.extend(numbers.uncovered.map(|(children, workers)| {
        let workers = count(workers, "worker", "workers");
        row(
            "Worker gone, or away without cover",
            "/uncovered",
            (children, "child", "children"),
            &format!(", of {workers}"),
            "Everybody who has children is there or covered",
        )
    }));
    rows.extend(numbers.too_full.map(|many| {
        let address = if all_teams {
            "/all-teams?sort=load".to_owned()
        } else {
            format!("/team?{asked}&sort=load")
        };
        row(
            "Too many children",
            &address,
            (many, "worker", "workers"),
            "",
            "No worker has more than they should",
        )
    }));
    rows.extend(night.map(of_night));
    let (children, worst) = &numbers.worst;
    html! {
        h2 class="govuk-heading-m" { (title) }
        (SummaryList { rows, ..SummaryList::default() }.markup())
        @if !worst.is_empty() {
            h3 class="govuk-heading-s" { "The most dangerous of what is late" }
            (table(visit, &format!("The most dangerous of what is late: {title}"), children, worst))
        }
    }
}

/// The last night, by itself.
pub(super) fn night(night: &Night) -> Markup {
    SummaryList {
        rows: vec![of_night(night)],
        ..SummaryList::default()
    }
    .markup()
}

fn of_night(night: &Night) -> SummaryRow<'static> {
    let open = match night.open {
        0 => "all of it taken over".to_owned(),
        open => format!(
            "{} not taken over",
            words::number(i64::try_from(open).unwrap_or(i64::MAX))
        ),
    };
    let cut = if night.is_cut {
        ", and perhaps more"
    } else {
        ""
    };
    row(
        "Last night",
        "/morning",
        (night.children, "child", "children"),
        &format!(", {open}{cut}"),
        "Nothing that is recorded happened",
    )
}

fn late(numbers: &Numbers, asked: &str) -> SummaryRow<'static> {
    let many = usize::try_from(numbers.late).unwrap_or(usize::MAX);
    let address = format!("/owed?{asked}&when=late");
    row("Late", &address, (many, "duty", "duties"), "", "Nothing")
}

/// A number that leads to its list, with what more there is to say of it; what is said where it is
/// nought.
fn row(
    key: &'static str,
    address: &str,
    (many, one, more): (usize, &str, &str),
    beside: &str,
    none: &'static str,
) -> SummaryRow<'static> {
    if many == 0 {
        return SummaryRow::new(key, none);
    }
    let value = html! {
        a class="govuk-link" href=(address) {
            strong { (count(many, one, more)) } span class="govuk-visually-hidden" { ": " (key) }
        }
        (beside)
    };
    SummaryRow::new(key, value)
}

fn count(many: usize, one: &str, more: &str) -> String {
    words::count(i64::try_from(many).unwrap_or(i64::MAX), one, more)
}
