//! `worker examples`: made-up teams and workers for every role, concerned with the children
//! of an example, so that there is somebody to show it to; and names for the children whom no
//! source names.
//!
//! Which worker has which child follows from the order of the children's identifiers: the
//! same extracts give the same people.

use std::collections::BTreeSet;
use std::sync::Arc;

use anyhow::{Context as _, ensure};
use jiff::ToSpan;
use jiff::civil::Date;
use practice::book::Effect;
use practice::{Book, Id, When};
use record::may::Whom;
use record::{Casefile, ChildRow, TeamRow, kinds};
use serde_json::json;
use store::StoreError;

use super::args::Add;
use super::write::{Files, Told, day_or_today};
use super::{families, teams, workers};
use crate::cli::{Format, Global};
use crate::outcome::Outcome;
use crate::show;

/// The teams: code and name.
const TEAMS: [(&str, &str); 5] = [
    ("NORTH", "North Team"),
    ("SOUTH", "South Team"),
    ("AFTER", "Leaving Care Team"),
    ("REVIEW", "Reviewing Service"),
    ("MEADOW", "Meadow House"),
];

/// The people: role, name, team, and the organisation where it is another.
const PEOPLE: [(&str, &str, Option<&str>, Option<&str>); 27] = [
    ("social-worker", "Sam Okafor", Some("NORTH"), None),
    ("social-worker", "Priya Nair", Some("SOUTH"), None),
    ("team-manager", "Helen Marsh", Some("NORTH"), None),
    ("team-manager", "Tomasz Zielinski", Some("SOUTH"), None),
    ("front-door", "Gwen Pritchard", None, None),
    ("out-of-hours", "Dele Adeyemi", None, None),
    ("service-manager", "Margaret Holt", None, None),
    ("director", "Ruth Feldman", None, None),
    (
        "reviewing-officer",
        "Colin Barraclough",
        Some("REVIEW"),
        None,
    ),
    ("conference-chair", "Yasmin Khalil", Some("REVIEW"), None),
    ("personal-adviser", "Jodie Clarke", Some("AFTER"), None),
    ("supervising-worker", "Eleanor Voss", None, None),
    ("home-staff", "Kieran Doyle", Some("MEADOW"), None),
    ("shift-lead", "Amara Bello", Some("MEADOW"), None),
    ("home-manager", "Stephen Rudd", Some("MEADOW"), None),
    (
        "responsible-individual",
        "Joan Whitlock",
        Some("MEADOW"),
        Some("Meadow Care"),
    ),
    (
        "independent-visitor",
        "Peter Lamb",
        Some("MEADOW"),
        Some("Homewatch"),
    ),
    ("designated-officer", "Farah Siddiqui", None, None),
    ("legal", "Oliver Nash", None, None),
    ("business-support", "Lynne Tate", Some("NORTH"), None),
    ("performance-analyst", "Wei Chen", None, None),
    ("auditor", "Fiona Drummond", None, None),
    ("inspector", "Marcus Reid", None, None),
    ("information-governance", "Nadia Petrova", None, None),
    (
        "partner",
        "Rosa Almeida",
        None,
        Some("Wexcombe Community Health"),
    ),
    ("partner", "David Lowe", None, Some("Wexcombe Schools")),
    ("administrator", "Ian Foley", None, None),
];

/// How many children get workers: enough to look at, and made in a moment.
const CHILDREN: usize = 200;

/// Who is concerned with every so many children, beginning with which.
const EVERY: [(&str, usize, usize); 8] = [
    ("reviewing-officer", 3, 0),
    ("conference-chair", 4, 1),
    ("personal-adviser", 5, 2),
    ("supervising-worker", 6, 3),
    ("legal", 7, 4),
    ("partner", 8, 5),
    ("designated-officer", 25, 6),
    ("independent-visitor", 40, 7),
];

/// Which child's file is restricted, and which is a child of Meadow House.
const RESTRICTED: usize = 9;
const AT_THE_HOME: usize = 12;

/// Somebody who was made.
struct Person {
    role: &'static str,
    name: &'static str,
    file: Id,
}

/// Makes them, once, in an example.
pub fn run(global: &Global, book: &Arc<Book>) -> anyhow::Result<Outcome> {
    let mut files = Files::open(global, book)?;
    ensure!(
        files.reader.about().example,
        "this is a real record, and made-up people have no place in it: `sightline worker add` adds those who work here"
    );
    ensure!(
        files.reader.workers()?.is_empty(),
        "this example has workers already: `sightline worker list` names them"
    );
    let mut children: Vec<ChildRow> = Vec::new();
    files.reader.each_child::<StoreError>(|child| {
        children.push(child);
        Ok(())
    })?;
    children.sort_by(|a, b| a.authority_id.cmp(&b.authority_id));
    children.truncate(CHILDREN);
    // Everybody has been here since before anything that the extracts tell.
    let since = Date::constant(2010, 1, 4);
    let teams = make_teams(book, &mut files, since)?;
    let people = make_people(book, &mut files, &teams, &children, since)?;
    stand_in(book, &mut files, &people)?;
    for (number, child) in children.iter().enumerate() {
        relate(book, &mut files, &people, &teams, number, child)?;
    }
    if global.format == Format::Json {
        let people: Vec<_> = (people.iter())
            .map(|one| json!({ "worker": one.file, "name": one.name, "role": one.role }))
            .collect();
        show::json(&json!({ "workers": people, "children": children.len() }))?;
    } else {
        show::lines([format!(
            "{} made-up workers of {} teams, concerned with {}.",
            people.len(),
            teams.len(),
            show::count(children.len() as u64, "child", "children")
        )])?;
    }
    Ok(Outcome::Holds)
}

fn make_teams(book: &Book, files: &mut Files, since: Date) -> anyhow::Result<Vec<TeamRow>> {
    for (code, name) in TEAMS {
        let (code, name) = (code.to_owned(), name.to_owned());
        let said = [("name", Some(&name)), ("code", Some(&code))];
        teams::new(book, files, &said, Some(since))?;
    }
    Ok(files.reader.teams()?)
}

/// The workers. The first social workers are those whom the extracts name most often, so
/// that they have the children whom the extracts say they have.
fn make_people(
    book: &Book,
    files: &mut Files,
    teams: &[TeamRow],
    children: &[ChildRow],
    since: Date,
) -> anyhow::Result<Vec<Person>> {
    let mut numbers = BTreeSet::new();
    for child in children {
        for row in files.reader.scope_of(child.subject)? {
            if let (Effect::Concerns, Whom::Worker(number)) = (row.effect, row.whom) {
                numbers.insert(number);
            }
        }
    }
    let mut numbers = numbers.into_iter();
    let mut people = Vec::new();
    let roles = &book.permissions.roles;
    let there =
        (PEOPLE.into_iter()).filter(|(name, ..)| roles.iter().any(|role| role.name == *name));
    for (role, name, team, organisation) in there {
        let number = if role == "social-worker" {
            numbers.next()
        } else {
            None
        };
        let add = Add {
            name: name.to_owned(),
            role: role.to_owned(),
            team: None,
            number,
            email: Some(format!(
                "{}@example.org",
                name.to_lowercase().replace(' ', ".")
            )),
            organisation: organisation.map(str::to_owned),
            from: Some(since),
        };
        let team = team.and_then(|code| with_code(teams, code));
        let file = workers::new(book, files, &add, team)?;
        // Who holds children as a social worker is registered as one.
        if let Some(rule) = (book.qualified.as_ref()).filter(|rule| rule.roles.contains(&add.role))
        {
            let registered = Told::new(book, &rule.registered, When::Day(since))?;
            files.append(book, file, vec![registered])?;
        }
        people.push(Person { role, name, file });
    }
    Ok(people)
}

fn with_code<'t>(teams: &'t [TeamRow], code: &str) -> Option<&'t TeamRow> {
    teams.iter().find(|team| team.code.as_deref() == Some(code))
}

/// For a fortnight one social worker covers for the other, and the service manager has
/// delegated what she authorises to a team manager.
fn stand_in(book: &Book, files: &mut Files, people: &[Person]) -> anyhow::Result<()> {
    let today = day_or_today(None);
    let until = today.day().checked_add(13.days())?;
    let of = |role: &str, number: usize| people.iter().filter(|one| one.role == role).nth(number);
    let stands = [
        (
            of("social-worker", 1),
            of("social-worker", 0),
            kinds::COVER_ARRANGED,
        ),
        (
            of("service-manager", 0),
            of("team-manager", 0),
            kinds::AUTHORISATION_DELEGATED,
        ),
    ];
    for (owner, whom, kind) in stands {
        let (Some(owner), Some(whom)) = (owner, whom) else {
            continue;
        };
        let told = Told::new(book, kind, today)?
            .with("worker", Some(whom.file))
            .with("until", Some(until));
        files.append(book, owner.file, vec![told])?;
    }
    Ok(())
}

/// Who is concerned with a child: a team and its social worker always, others now and then.
fn relate(
    book: &Book,
    files: &mut Files,
    people: &[Person],
    teams: &[TeamRow],
    number: usize,
    child: &ChildRow,
) -> anyhow::Result<()> {
    let entries = files.reader.file(child.subject)?;
    let last = (entries.iter())
        .map(|entry| entry.header.occurred.day())
        .filter(|day| *day <= day_or_today(None).day())
        .max()
        .with_context(|| format!("the file of {} is empty", child.authority_id))?;
    let from = When::Day(last);
    let nth = |role: &str, number: usize| {
        let of: Vec<&Person> = people.iter().filter(|one| one.role == role).collect();
        of.get(number % of.len().max(1)).copied()
    };
    let side = number % 2;
    let code = TEAMS.get(side).map_or("", |(code, _)| code);
    let involved = |person: Option<&Person>, role: &str, team: Option<&TeamRow>| {
        let told = Told::new(book, "involvement-started", from)?
            .with("worker", person.map(|one| one.file))
            .with("role", Some(role.replace('-', " ")))
            .with("team", team.map(|team| team.subject))
            .with("reference", Some(format!("{}/{role}", child.authority_id)));
        anyhow::Ok(told)
    };
    let mut told = vec![involved(
        nth("social-worker", side),
        "social-worker",
        with_code(teams, code),
    )?];
    for (role, every, first) in EVERY {
        if number % every == first % every {
            told.push(involved(nth(role, number / every), role, None)?);
        }
    }
    if number % AT_THE_HOME == AT_THE_HOME - 1 {
        told.push(involved(None, "home-staff", with_code(teams, "MEADOW"))?);
    }
    if number == RESTRICTED {
        let placed = Told::new(book, "restriction-placed", from)?
            .with("why", Some("colleague"))
            .with("reason", Some("A parent works in the North Team."));
        told.push(placed);
    }
    let mut all = families::told(book, &Casefile::fold(&entries), number, child, from)?;
    all.extend(told);
    let ids = files.append(book, child.subject, all)?;
    if number == RESTRICTED
        && let Some(restriction) = ids.last()
    {
        let named = [nth("social-worker", side), nth("service-manager", 0)];
        let named: Vec<Told> = (named.into_iter().flatten())
            .map(|one| {
                let told = Told::new(book, "restriction-named", from)?;
                anyhow::Ok(
                    told.with("restriction", Some(restriction))
                        .with("worker", Some(one.file)),
                )
            })
            .collect::<anyhow::Result<_>>()?;
        files.append(book, child.subject, named)?;
    }
    Ok(())
}
