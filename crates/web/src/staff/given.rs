//! What a worker is given and what ends: details, roles, cover, authorisations.

use practice::Id;
use record::workforce::Gives;

use super::act::{self, Act};
use super::known::{may_write, only_if, role_title, roles, team_named, teams, worker, workers};
use crate::edge::Asked;
use crate::people;
use crate::reply::{Reply, Stop};
use crate::visit::Visit;

/// Shows the form.
pub(super) fn show(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let act = of(visit, asked)?;
    act::show(visit, &act)
}

/// Writes what was answered, or says what is wrong.
pub(super) fn take(visit: &mut Visit<'_>, asked: &Asked) -> Result<Reply, Stop> {
    let act = of(visit, asked)?;
    act::take(visit, asked, &act)
}

fn of(visit: &mut Visit<'_>, asked: &Asked) -> Result<Act, Stop> {
    let (row, target) = worker(visit, asked)?;
    let book = std::sync::Arc::clone(&visit.app.book);
    let id = row.subject;
    let (mut act, asks): (Act, &[&'static str]) = match asked.word("kind")? {
        "worker-details" => {
            let mut act = Act::new(id, "worker-details", "Change the details");
            for (field, value) in [
                ("name", Some(&row.name)),
                ("email", row.email.as_ref()),
                ("number", row.number.as_ref()),
                ("organisation", row.employer.as_ref()),
            ] {
                let value = value.cloned().into_iter().collect();
                act.known
                    .0
                    .insert(crate::recording::question_id(field), value);
            }
            (act, &["name", "email", "number", "organisation", "told_on"])
        }
        "role-given" => {
            let mut act = Act::new(id, "role-given", "Give a role");
            act.choices.push(("role", roles(&book)));
            act.choices.push(("team", teams(visit)?));
            (act, &["role", "team", "from", "until"])
        }
        "cover-arranged" => {
            let mut act = Act::new(id, "cover-arranged", "Arrange cover for a colleague");
            act.choices.push(("worker", workers(visit, Some(id))?));
            (act, &["worker", "from", "until"])
        }
        "worker-away" => (
            Act::new(id, "worker-away", "Record that they are away"),
            &["from", "until"],
        ),
        "worker-back" => {
            let away = away(visit, id)?.ok_or(Stop::NotFound)?;
            let mut act = Act::new(id, "worker-back", "Record that they are back");
            act.fixed.push(("away", away.id.to_string()));
            act.not_before = Some(("back_on", away.occurred.start()));
            (act, &["back_on"])
        }
        "authorisation-delegated" => {
            let mut act = Act::new(
                id,
                "authorisation-delegated",
                "Delegate your authorisations",
            );
            act.choices.push(("what", authorised(&book)));
            act.choices.push(("worker", workers(visit, Some(id))?));
            (act, &["what", "worker", "from", "until"])
        }
        "role-ended" => (
            ended(visit, asked, id, "role-ended", "End a role", Gives::Role)?,
            &["ended_on", "reason"],
        ),
        "cover-ended" => (
            ended(visit, asked, id, "cover-ended", "End cover", Gives::Cover)?,
            &["ended_on"],
        ),
        "delegation-ended" => {
            let what = "End a delegated authorisation";
            (
                ended(
                    visit,
                    asked,
                    id,
                    "delegation-ended",
                    what,
                    Gives::Authorisation,
                )?,
                &["ended_on"],
            )
        }
        _ => return Err(Stop::NotFound),
    };
    only_if(may_write(visit, &target, act.kind)?)?;
    act.asks = asks.to_vec();
    act.about = if act.about.is_empty() {
        row.name
    } else {
        format!("{}: {}", row.name, act.about)
    };
    act.action.clone_from(&asked.address);
    act.back = format!("/workers/{id}");
    Ok(act)
}

/// That a worker is away, where nobody has recorded that they are back.
pub(super) fn away(visit: &mut Visit<'_>, worker: Id) -> Result<Option<practice::Fact>, Stop> {
    let file = record::Casefile::fold(&visit.reader.file(worker)?);
    let back = |away: &practice::Fact| {
        let mut all = file.of_kind("worker-back");
        all.any(|back| back.link("away") == Some(away.id))
    };
    let open = file.of_kind("worker-away").filter(|away| !back(away));
    Ok(open.max_by_key(|away| away.occurred.start()).cloned())
}

/// The form that ends what the address names, which is this worker's.
fn ended(
    visit: &mut Visit<'_>,
    asked: &Asked,
    id: Id,
    kind: &'static str,
    title: &str,
    gives: Gives,
) -> Result<Act, Stop> {
    let entry: Id = asked.query.one("of").parse().map_err(|_| Stop::NotFound)?;
    let offices = visit.reader.offices_of(id)?;
    let office = offices
        .into_iter()
        .find(|office| office.entry == entry && office.gives == gives);
    let office = office.ok_or(Stop::NotFound)?;
    let book = std::sync::Arc::clone(&visit.app.book);
    let mut act = Act::new(id, kind, title);
    let whom = office.whom.unwrap_or_default();
    act.about = match gives {
        Gives::Role => {
            let teams = visit.reader.teams()?;
            let role = role_title(&book, office.name.as_deref().unwrap_or_default());
            if whom.is_empty() {
                role
            } else {
                format!("{role}, {}", team_named(&teams, &whom))
            }
        }
        Gives::Cover | Gives::Authorisation => people::worker_named(visit, &whom)?,
    };
    let closes = match gives {
        Gives::Role => "given",
        Gives::Cover => "cover",
        Gives::Authorisation => "delegation",
    };
    act.fixed.push((closes, entry.to_string()));
    act.not_before = Some(("ended_on", office.from));
    act.button = "End it";
    Ok(act)
}

/// The record types that somebody authorises.
fn authorised(book: &practice::Book) -> super::questions::Choices {
    let typed = book
        .records
        .values()
        .filter(|record| record.about == "child");
    let mut all: Vec<_> = typed
        .filter(|record| record.needs == "record")
        .map(|record| (record.name.clone(), record.title.clone()))
        .collect();
    all.sort_by(|one, other| one.1.cmp(&other.1));
    all
}
