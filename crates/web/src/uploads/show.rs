//! What was found: the lists by rule, by child and by field, what is new, what is gone, and
//! which rules did not run.

use std::collections::BTreeMap;

use jiff::Timestamp;
use maud::{Markup, html};
use returns::check::shown::Rules;

use super::finds::{Finds, Found, Since};
use super::groups::{By, Group, NO_CHILD, groups, many, number};
use super::kept::{self, Kept};
use super::only_if_may;
use super::rows::{Order, table};
use crate::components::{Here, Pagination, Place, SubNavigation};
use crate::edge::Asked;
use crate::page::Content;
use crate::people;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;
use crate::words;

/// How many stand on a page.
const PAGE: usize = 50;

/// A list: its name in the address, and what it is called.
const LISTS: [(&str, &str); 6] = [
    ("rule", "By rule"),
    ("child", "By child"),
    ("field", "By field"),
    ("new", "New"),
    ("gone", "Gone"),
    ("not-run", "Not run"),
];

/// What is asked for, and of which check.
struct Wanted<'k> {
    kept: &'k Kept,
    rules: Rules,
    list: &'static str,
    group: Option<usize>,
    order: Order,
    /// Whether the groups with the most findings stand first.
    most: bool,
    page: usize,
}

/// The page.
pub(super) fn show(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let may = only_if_may(visit)?;
    let kept = kept::one(visit, asked.id("upload")?)?;
    visit.looked(visit.reader.about().organisation, "return-checked", &may)?;
    let by = people::worker_named(visit, &kept.by.to_string())?;
    let about = &kept.finds.about;
    let collection = kept.finds.collection().ok_or(Stop::NotFound)?;
    let named = |(name, _): &&(&str, &str)| *name == asked.query.one("by");
    let wanted = Wanted {
        kept: &kept,
        rules: about.which.rules(collection).ok_or(Stop::NotFound)?,
        list: LISTS.iter().find(named).map_or("rule", |(name, _)| name),
        group: asked.query.one("n").parse().ok(),
        order: Order::named(asked.query.one("order")),
        most: asked.query.one("order") == "most",
        page: asked
            .query
            .one("page")
            .parse()
            .unwrap_or(1)
            .clamp(1, 100_000),
    };
    let title = format!("{}, {}", about.which.title(), about.collection);
    let content = wanted.content()?;
    let main = html! {
        a class="govuk-back-link" href="/uploads" { "Check a return" }
        h1 class="govuk-heading-l" { (title) }
        (summary(&kept, &by))
        (wanted.navigation())
        (content)
    };
    Ok(Reply::Page(visit.page(&Content {
        title: "What was found in a return",
        main,
        ..Content::default()
    })))
}

/// What is to be said where not every finding is kept.
pub(super) fn not_all_kept(finds: &Finds) -> Option<String> {
    let (all, kept) = (finds.all(), finds.found.len());
    (kept < all).then(|| {
        format!(
            "{} were found, too many to keep: the first of each rule and table are here, {} together. On the command line, “sightline check” tells of all.",
            many(all, "finding", "findings"),
            number(kept)
        )
    })
}

fn summary(kept: &Kept, by: &str) -> Markup {
    let (finds, about) = (&kept.finds, &kept.finds.about);
    let last = about
        .compared_with
        .and_then(|at| Timestamp::from_second(at).ok());
    let not_known = finds.count(Since::NotKnown);
    html! {
        p class="govuk-body" {
            "Checked " (words::moment(kept.at)) " by " (by) ". "
            (many(about.rules_run.len(), "rule", "rules")) " ran, "
            @if about.not_run.is_empty() { "0 did not. " }
            @else {
                a class="govuk-link" href={ "/uploads/" (kept.id) "?by=not-run" } { (number(about.not_run.len())) " did not" }
                ". "
            }
            strong { (many(finds.all(), "finding", "findings")) }
            " of " (many(about.counts.len(), "rule", "rules")) "."
        }
        @if let Some(last) = last {
            p class="govuk-body" {
                "Since the check of " (words::moment(last)) ": "
                strong { (number(finds.gone.len())) " gone, " (number(finds.count(Since::New))) " new" }
                ", " (number(finds.count(Since::Still))) " still there"
                @if not_known > 0 {
                    ". Of " (number(not_known)) " it is not known, for their rules did not run both times or found too much"
                }
                "."
            }
        }
        @if about.not_run.len() > about.rules_run.len() {
            div class="govuk-inset-text" {
                strong { "Most rules did not run" }
                ": that little was found does not mean that the return is right."
            }
        }
        @for note in not_all_kept(finds).iter().chain(&about.notes) {
            div class="govuk-inset-text" { (note) }
        }
        @if !finds.found.is_empty() {
            p class="govuk-body" {
                "Take all of it away: "
                a class="govuk-link" href={ "/uploads/" (kept.id) "/findings.xlsx" } { "as a workbook (XLSX)" }
                " or "
                a class="govuk-link" href={ "/uploads/" (kept.id) "/findings.csv" } { "as a CSV file" }
                "."
            }
        }
    }
}

impl Wanted<'_> {
    fn finds(&self) -> &Finds {
        &self.kept.finds
    }

    /// The address of a list, of a group in it, in an order.
    fn address(&self, list: &str, group: Option<usize>, order: &str) -> String {
        let group = group.map_or_else(String::new, |number| format!("&n={number}"));
        format!("/uploads/{}?by={list}{group}&order={order}", self.kept.id)
    }

    fn navigation(&self) -> Markup {
        let compared = self.finds().about.compared_with.is_some();
        let shown = |name: &str| compared || !matches!(name, "new" | "gone");
        let counted = |name: &str, title: &str| match name {
            "new" => format!("{title} ({})", number(self.finds().count(Since::New))),
            "gone" => format!("{title} ({})", number(self.finds().gone.len())),
            "not-run" => format!("{title} ({})", number(self.finds().about.not_run.len())),
            _ => title.to_owned(),
        };
        let place = |(name, title): &(&str, &str)| {
            let here = if *name == self.list {
                Here::Yes
            } else {
                Here::No
            };
            let address = format!("/uploads/{}?by={name}", self.kept.id);
            Place::new(counted(name, title), address, here)
        };
        let places = LISTS.iter().filter(|(name, _)| shown(name));
        SubNavigation {
            label: Some("Ways to look at it"),
            places: places.map(place).collect(),
            ..SubNavigation::default()
        }
        .markup()
    }

    fn content(&self) -> Result<Markup, Stop> {
        let by = match self.list {
            "child" => By::Child,
            "field" => By::Field,
            "new" => {
                let found = self.finds().found.iter();
                let new = found.filter(|found| found.since == Since::New).collect();
                return Ok(self.findings("New since last time", new, None, None));
            }
            "gone" => {
                let gone = self.finds().gone.iter().collect();
                return Ok(self.findings("Gone since last time", gone, None, None));
            }
            "not-run" => return Ok(self.not_run()),
            _ => By::Rule,
        };
        let groups = groups(self.finds(), &self.rules, by);
        let Some(wanted) = self.group else {
            return Ok(self.groups(by, groups));
        };
        let group = groups.get(wanted).ok_or(Stop::NotFound)?;
        let places = group.found.iter();
        let found = places.filter_map(|place| self.finds().found.get(*place));
        let heading = match by {
            By::Rule => format!("Rule {}", group.name),
            By::Child if group.name == NO_CHILD => group.name.clone(),
            By::Child => format!("Child {}", group.name),
            By::Field => group.name.clone(),
        };
        let list = self.findings(&heading, found.collect(), Some(wanted), Some(by));
        Ok(html! {
            h2 class="govuk-heading-m" { (heading) }
            @if let Some((message, severity)) = &group.says {
                p class="govuk-body" { (message) @if !severity.is_empty() { " (" (severity) ")" } }
            }
            (list)
        })
    }

    /// The part of a list that stands on this page, and the way to the others.
    fn part<'p, T>(&self, all: &'p [T], address: &str) -> (&'p [T], Markup) {
        let last = all.len().div_ceil(PAGE).max(1);
        let page = self.page.min(last);
        let from = (page - 1) * PAGE;
        let part = all
            .get(from..all.len().min(from + PAGE))
            .unwrap_or_default();
        let way = Pagination::over(page, last, |page| format!("{address}&page={page}"));
        (part, html! { @if last > 1 { (way.markup()) } })
    }

    /// The orders in which a list can stand.
    fn orders(&self, group: Option<usize>, orders: &[(&str, &str)], here: &str) -> Markup {
        html! {
            p class="govuk-body-s" {
                "In the order of: "
                @for (place, (name, says)) in orders.iter().enumerate() {
                    @if place > 0 { ", " }
                    @if *name == here { strong { (says) } }
                    @else { a class="govuk-link" href=(self.address(self.list, group, name)) { (says) } }
                }
            }
        }
    }

    fn groups(&self, by: By, mut groups: Vec<Group>) -> Markup {
        let (what, name) = match by {
            By::Rule => ("Rule", "rule"),
            By::Child => ("Child", "child"),
            By::Field => ("Field", "field"),
        };
        let order = if self.most { "most" } else { name };
        if self.most {
            groups.sort_by_key(|group| std::cmp::Reverse(group.all));
        }
        let compared = self.finds().about.compared_with.is_some();
        let (part, way) = self.part(&groups, &self.address(self.list, None, order));
        html! {
            @if groups.is_empty() { p class="govuk-body" { "No rule that ran found anything." } }
            @else {
                (self.orders(None, &[(name, what), ("most", "Most findings")], order))
                table class="govuk-table sightline-stacked" {
                    caption class="govuk-table__caption govuk-visually-hidden" { "What was found, by " (name) }
                    thead class="govuk-table__head" {
                        tr class="govuk-table__row" {
                            th scope="col" class="govuk-table__header" { (what) }
                            @if by == By::Rule { th scope="col" class="govuk-table__header" { "What it says" } }
                            @else { th scope="col" class="govuk-table__header" { "Rules" } }
                            th scope="col" class="govuk-table__header" { "Found" }
                            @if compared { th scope="col" class="govuk-table__header" { "New" } }
                        }
                    }
                    tbody class="govuk-table__body" {
                        @for group in part { (self.group(group, compared)) }
                    }
                }
                (way)
            }
        }
    }

    fn group(&self, group: &Group, compared: bool) -> Markup {
        let address = self.address(self.list, Some(group.number), "place");
        html! {
            tr class="govuk-table__row" {
                th scope="row" class="govuk-table__header sightline-break" {
                    a class="govuk-link" href=(address) { (group.name) }
                }
                @if let Some((message, severity)) = &group.says {
                    td class="govuk-table__cell" data-label="What it says" {
                        (message) @if !severity.is_empty() { " (" (severity) ")" }
                    }
                } @else {
                    td class="govuk-table__cell" data-label="Rules" { (number(group.rules)) }
                }
                td class="govuk-table__cell" data-label="Found" { (number(group.all)) }
                @if compared { td class="govuk-table__cell" data-label="New" { (number(group.new)) } }
            }
        }
    }

    fn findings(
        &self,
        caption: &str,
        mut found: Vec<&Found>,
        group: Option<usize>,
        of: Option<By>,
    ) -> Markup {
        self.order.sort(&mut found);
        let order = self.order.name();
        let (part, way) = self.part(&found, &self.address(self.list, group, order));
        let orders: Vec<_> = (Order::ALL.into_iter())
            .filter(|(order, ..)| of != Some(By::Rule) || *order != Order::Rule)
            .filter(|(order, ..)| of != Some(By::Child) || *order != Order::Child)
            .map(|(_, name, says)| (name, says))
            .collect();
        html! {
            @if found.is_empty() { p class="govuk-body" { "None." } }
            @else {
                (self.orders(group, &orders, order))
                (table(caption, part, &self.rules, of))
                (way)
            }
        }
    }

    /// The rules that did not run, those with one reason together.
    fn not_run(&self) -> Markup {
        let mut reasons: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for (rule, why) in &self.finds().about.not_run {
            reasons.entry(why).or_default().push(rule);
        }
        html! {
            @if reasons.is_empty() { p class="govuk-body" { "Every rule of the collection ran." } }
            @else {
                dl class="govuk-summary-list" {
                    @for (why, rules) in reasons {
                        div class="govuk-summary-list__row" {
                            dt class="govuk-summary-list__key sightline-break" { (rules.join(", ")) }
                            dd class="govuk-summary-list__value" { (words::sentence(why)) }
                        }
                    }
                }
            }
        }
    }
}
