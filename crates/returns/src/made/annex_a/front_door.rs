//! Lists 1 to 3: contacts, early help assessments and referrals of the six months before.

use super::line::{Line, count};
use super::{Of, yes};
use crate::read::annex_a::Row;

pub(super) fn contacts(of: &Of<'_, '_>, rows: &mut Vec<Row>) {
    let all = of.file.all("contact").iter();
    for contact in all.filter(|fact| of.within(6, fact.occurred.day())) {
        let Some(mut line) = Line::about(of, 1) else {
            return;
        };
        line.when("Date of Contact", Some(contact));
        line.code("Contact Source", contact.text("source"));
        rows.push(line.row());
    }
}

/// Those of the six months before, and those from which help is still given.
pub(super) fn early_help(of: &Of<'_, '_>, rows: &mut Vec<Row>) {
    for agreed in of.file.all("early-help-agreed") {
        let ended = of
            .file
            .last_linked("early-help-ended", "early_help", agreed.id);
        let ended = ended.map(|fact| fact.occurred.day());
        if !of.within(6, agreed.occurred.day()) && ended.is_some() {
            continue;
        }
        let Some(mut line) = Line::about(of, 2) else {
            return;
        };
        line.when("Assessment start date", Some(agreed));
        let shared = of
            .file
            .last_linked("early-help-assessment", "early_help", agreed.id);
        line.when("Assessment completion date", shared);
        let organisation = agreed.text("organisation").map(str::to_owned);
        line.text("Organisation completing assessment", organisation);
        rows.push(line.row());
    }
}

pub(super) fn referrals(of: &Of<'_, '_>, rows: &mut Vec<Row>) {
    let all = of.file.all("referral").iter();
    for referral in all.filter(|fact| of.within(6, fact.occurred.day())) {
        let Some(mut line) = Line::about(of, 3) else {
            return;
        };
        line.when("Date of Referral", Some(referral));
        line.code("Referral Source", referral.text("source"));
        let nothing_more = yes(referral, "no_further_action");
        let assessed = of
            .file
            .last_linked("assessment-started", "referral", referral.id);
        let nothing_more = nothing_more.or(assessed.map(|_| false));
        line.yes("Referral NFA?", nothing_more);
        let in_a_year = of.count_in_a_year("referral", |_| true);
        line.number("Number of Referrals in Last 12 Months", count(in_a_year));
        of.worker_and_team(&mut line);
        rows.push(line.row());
    }
}
