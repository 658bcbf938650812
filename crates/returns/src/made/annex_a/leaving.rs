//! List 9: young people who have come to be entitled to services on leaving care.

use jiff::civil::Date;
use practice::Fact;

use super::Of;
use super::in_care::{latest_period, unaccompanied};
use super::line::Line;
use crate::check::ssda903::text::{days_between, plus_years};
use crate::read::annex_a::Row;

/// For how many days after fourteen somebody was looked after to have these rights.
const DAYS: i32 = 13 * 7;
/// The age at which they end at the latest.
const OVER: u32 = 25;

/// Those of whom another source tells as what they are entitled, and those who are by what is
/// recorded of their care.
pub(super) fn leaving_care(of: &Of<'_, '_>, rows: &mut Vec<Row>) {
    let told = of.file.last_with("care-leaver", "eligibility");
    let over = of.file.any("leaving-care-ended") || of.file.any("child-died");
    let grown = of.age().is_some_and(|age| age >= OVER);
    let entitled = told.is_some() || eligibility(of).is_some();
    if over || grown || !entitled {
        return;
    }
    let Some(mut line) = Line::about(of, 9) else {
        return;
    };
    line.yes(
        "Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)",
        Some(unaccompanied(of) || of.file.any("unaccompanied-child")),
    );
    of.worker_and_team(&mut line);
    line.text("Allocated Personal Advisor", adviser(of));
    line.code(
        "Eligibility Category",
        as_told(told).or_else(|| eligibility(of)),
    );
    line.day("Latest Pathway Plan Review Date", reviewed(of));
    let contact = of.file.all("adviser-contact").last().copied();
    let outcome = of.file.all("care-leaver-outcome").last().copied();
    let kept = of.file.all("care-leaver").last().copied();
    let latest = |field: &'static str| {
        let all = [contact, outcome, kept].into_iter().flatten();
        let filled = all.filter(move |fact| fact.text(field).is_some_and(|text| !text.is_empty()));
        filled.max_by_key(|fact| fact.occurred.day())
    };
    let field = |field: &'static str| latest(field).and_then(|fact| fact.text(field));
    line.code("LA in Touch", field("in_touch"));
    let spoke = contact.map(|fact| fact.occurred.day());
    let told_contact = kept.and_then(|fact| super::day(fact, "last_contact_on"));
    line.day("Latest Date of Contact", spoke.max(told_contact));
    let home = field("accommodation").unwrap_or_default();
    line.code("Type of Accommodation", home.get(..1));
    let suitable = home.get(1..).filter(|rest| !rest.is_empty());
    line.code(
        "Suitability of Accommodation",
        suitable.or_else(|| field("accommodation_suitable")),
    );
    line.code("Activity Status", field("activity"));
    rows.push(line.row());
}

/// As what the young person is entitled, by what is recorded of their care.
fn eligibility(of: &Of<'_, '_>) -> Option<&'static str> {
    let (_, last) = latest_period(&of.care)?;
    let born = of.born?;
    let (fourteen, sixteen) = plus_years(born, 14).zip(plus_years(born, 16))?;
    let ceased = last.ceased_on()?;
    let adopted_or_dead = matches!(last.reason_ceased(), Some("E11" | "E12" | "E2"));
    if ceased < sixteen || adopted_or_dead {
        return None;
    }
    let days: i32 = of
        .care
        .iter()
        .filter_map(|one| Some((one.began().max(fourteen), one.ceased_on()?)))
        .map(|(from, to)| days_between(from, to).max(0))
        .sum();
    Some(match (days >= DAYS, of.age()? >= 18) {
        (false, _) => "qualifying",
        (true, true) => "former-relevant",
        (true, false) => "relevant",
    })
}

/// As what another source tells it, in words of its own.
fn as_told(told: Option<&Fact>) -> Option<&'static str> {
    let words = told?.text("eligibility")?.to_lowercase();
    let known = ["former", "qualifying", "eligible", "relevant"];
    let found = known.iter().find(|word| words.contains(**word))?;
    Some(match *found {
        "former" => "former-relevant",
        other => other,
    })
}

fn adviser(of: &Of<'_, '_>) -> Option<String> {
    let involved = of.file.all("involvement-started").iter().rev();
    let own = { involved }.find(|fact| {
        let role = fact.text("role").unwrap_or_default().to_lowercase();
        role.contains("personal advis")
    });
    let kept = of.file.last_with("care-leaver", "personal_adviser");
    let who = own
        .and_then(|fact| fact.text("worker"))
        .or_else(|| kept?.text("personal_adviser"))?;
    of.asked.names.worker(who)
}

fn reviewed(of: &Of<'_, '_>) -> Option<Date> {
    let held = of.file.all("pathway-review").last();
    let kept = of.file.last_with("care-leaver", "pathway_plan_reviewed_on");
    let kept = kept.and_then(|fact| super::day(fact, "pathway_plan_reviewed_on"));
    held.map(|fact| fact.occurred.day()).max(kept)
}
