//! Checking roles, classes of records and relations; and setting the files of policies
//! apart from those of rules.

use std::path::Path;

use super::model::{Code, Codes};
use super::permission::{Class, Effect, Part, PolicyFile, Relation, Role, part};
use super::problem::{Found, Place};
use super::{Book, check_subject, raw};
use crate::expr::FieldType;

/// The list of codes that the roles make.
const ROLES: &str = "role";

/// The files of policies among those of a book; the others stay.
pub(super) fn take<'a>(files: &mut Vec<(&'a str, &'a str)>, own: bool) -> Vec<(Part, PolicyFile)> {
    let mut taken = Vec::new();
    files.retain(|(name, text)| match part(Path::new(name)) {
        Some(kind @ (Part::Policies | Part::PolicySchema)) => {
            let file = PolicyFile {
                name: (*name).to_owned(),
                text: (*text).to_owned(),
                own,
            };
            taken.push((kind, file));
            false
        }
        _ => true,
    });
    taken
}

/// Puts the policies into the book: one schema, which is the book's.
pub(super) fn policies(files: Vec<(Part, PolicyFile)>, book: &mut Book, found: &mut Found) {
    for (kind, file) in files {
        if kind == Part::Policies {
            book.permissions.policies.push(file);
            continue;
        }
        let place = Place::in_file(&file.name, &file.text);
        if file.own {
            found.add(
                place,
                "what policies may speak of is the book's to say: leave the schema out, and add policies alone",
            );
        } else if let Some(other) = &book.permissions.schema {
            found.add(
                place,
                format!("{} says already what policies may speak of", other.name),
            );
        } else {
            book.permissions.schema = Some(file);
        }
    }
}

/// The roles, which are a list of codes as well, and the classes.
pub(super) fn names(place: Place<'_>, file: &raw::File, book: &mut Book, found: &mut Found) {
    for (name, role) in &file.role {
        let place = place.at(role.span().start);
        let role = role.get_ref();
        if let Some(code) = &role.employed_as
            && (book.codes.get("workforce-role")).is_none_or(|list| !list.codes.contains_key(code))
        {
            found.add(
                place,
                format!("{code:?} is no code of the list workforce-role"),
            );
        }
        if book.permissions.role(name).is_some() {
            found.add(place, format!("the role {name} stands twice in the book"));
        }
        book.permissions.roles.push(Role {
            name: name.clone(),
            title: role.title.clone(),
            says: role.says.clone(),
            home: role.home.clone(),
            employed_as: role.employed_as.clone(),
        });
        let list = book.codes.entry(ROLES.to_owned()).or_insert_with(|| Codes {
            title: "Role".to_owned(),
            source: "Sightline".to_owned(),
            codes: std::collections::BTreeMap::new(),
        });
        let code = Code {
            place: place.byte,
            says: role.title.clone(),
            means: None,
            from: None,
            until: None,
        };
        list.codes.insert(name.clone(), code);
    }
    for (name, class) in &file.class {
        let place = place.at(class.span().start);
        let class = class.get_ref();
        for about in &class.of {
            check_subject::known(place, name, about, found);
            let other = book.permissions.class_of(about);
            if other != about {
                found.add(
                    place,
                    format!("records about a {about} are of the class {other} already"),
                );
            }
        }
        if book
            .permissions
            .classes
            .iter()
            .any(|held| held.name == *name)
        {
            found.add(place, format!("the class {name} stands twice in the book"));
        }
        book.permissions.classes.push(Class {
            name: name.clone(),
            title: class.title.clone(),
            says: class.says.clone(),
            of: class.of.clone(),
        });
    }
}

/// The relations, each with the record type and the fields that it names.
pub(super) fn relations(place: Place<'_>, file: &raw::File, book: &mut Book, found: &mut Found) {
    for (name, relation) in &file.relation {
        let place = place.at(relation.span().start);
        if let Some(made) = found.note(place, relation_of(name, relation.get_ref(), book)) {
            if book
                .permissions
                .relations
                .iter()
                .any(|held| held.name == *name)
            {
                found.add(
                    place,
                    format!("the relation {name} stands twice in the book"),
                );
            }
            book.permissions.relations.push(made);
        }
    }
}

fn relation_of(name: &str, raw: &raw::Relation, book: &Book) -> Result<Relation, String> {
    let begins = &raw.begins;
    let record = (book.record(begins))
        .ok_or_else(|| format!("{begins:?} is no record type of this book"))?;
    let field = |field: &Option<String>, fits: fn(&FieldType) -> bool, is: &str| match field {
        None => Ok(()),
        Some(field) => match record.fields.get(field) {
            Some(found) if fits(&found.kind) => Ok(()),
            _ => Err(format!("{begins} has no field {field:?} that is {is}")),
        },
    };
    let text = |kind: &FieldType| *kind == FieldType::Text;
    field(&raw.worker, text, "text and names a worker")?;
    field(&raw.team, text, "text and names a team")?;
    let link = |kind: &FieldType| matches!(kind, FieldType::Link(_));
    field(
        &raw.during,
        link,
        "a link to the record whose time it shares",
    )?;
    let time = |kind: &FieldType| matches!(kind, FieldType::Date | FieldType::Instant);
    field(&raw.until, time, "a date or an instant")?;
    let effect = raw.effect.as_deref().unwrap_or(Effect::Concerns.name());
    let effect = Effect::named(effect).ok_or_else(|| {
        let all = Effect::ALL.map(Effect::name).join(", ");
        format!("the relation {name} has the effect {effect:?}; {all} is expected")
    })?;
    let (worker, team) = (raw.worker.is_some(), raw.team.is_some());
    match effect {
        Effect::Concerns if !worker && !team => Err(format!(
            "the relation {name} needs `worker` or `team`, the field that says whom it concerns"
        )),
        Effect::Restricts if worker || team => Err(format!(
            "the relation {name} restricts a file for everybody: whom it names is a relation of its own"
        )),
        Effect::Names | Effect::Opens if !worker || team => Err(format!(
            "the relation {name} is one of a worker alone: it needs `worker`, and no `team`"
        )),
        Effect::Opens if raw.lasts_hours.is_none_or(|hours| hours == 0) => Err(format!(
            "the relation {name} opens a file for a while: `lasts_hours` says for how long"
        )),
        _ => Ok(Relation {
            name: name.to_owned(),
            title: raw.title.clone(),
            says: raw.says.clone(),
            effect,
            begins: begins.clone(),
            worker: raw.worker.clone(),
            team: raw.team.clone(),
            during: raw.during.clone(),
            until: raw.until.clone(),
            lasts_hours: raw.lasts_hours,
        }),
    }
}

/// The class of a record type, and what one must be allowed to do to record it.
pub(super) fn of_record(
    place: Place<'_>,
    name: &str,
    record: &raw::Record,
    book: &Book,
    found: &mut Found,
) -> (String, String) {
    let class = match &record.class {
        None => book.permissions.class_of(&record.about).to_owned(),
        Some(class) => {
            if book
                .permissions
                .classes
                .iter()
                .all(|held| held.name != *class)
            {
                found.add(
                    place,
                    format!("{name} is of the class {class:?}, which this book does not have"),
                );
            }
            class.clone()
        }
    };
    let needs = record.needs.clone().unwrap_or_else(|| "record".to_owned());
    (class, needs)
}
