//! The policies of a book, read and checked once.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::str::FromStr as _;

use cedar_policy::{Entities, Policy, PolicyId, PolicySet, Schema, ValidationMode, Validator};
use practice::Book;
use practice::book::{PolicyFile, Problem, Problems};

use super::action::Action;

/// What marks the beginning of a policy.
const BEGINS: &str = "@id(";

/// The policies of a book, and what each says for itself.
pub(super) struct Policies {
    pub set: PolicySet,
    /// Which action is in which group.
    pub groups: Entities,
    /// For each policy, its sentence.
    pub because: BTreeMap<String, String>,
}

/// One policy as it is written, and where.
struct Written<'b> {
    file: &'b PolicyFile,
    line: usize,
    text: &'b str,
}

impl Written<'_> {
    fn problem(&self, what: impl std::fmt::Display) -> Problem {
        problem(self.file, self.line, what)
    }
}

fn problem(file: &PolicyFile, line: usize, what: impl std::fmt::Display) -> Problem {
    Problem {
        file: file.name.clone(),
        line,
        what: what.to_string(),
    }
}

/// Reads and checks the policies of a book.
pub(super) fn read(book: &Book) -> Result<Policies, Problems> {
    let permissions = &book.permissions;
    let Some(schema) = &permissions.schema else {
        return Err(Problems(vec![Problem {
            file: "permissions".to_owned(),
            line: 1,
            what: "this practice book does not say who may do what: it has no .cedarschema and no policies, so that nothing is allowed".to_owned(),
        }]));
    };
    let made = Schema::from_cedarschema_str(&(schema.text.clone() + &made_of(book)))
        .map_err(|error| Problems(vec![problem(schema, 1, error)]))?
        .0;
    let mut problems = Vec::new();
    if let Err(what) = same_actions(&made) {
        problems.push(problem(schema, 1, what));
    }
    for (name, record) in &book.records {
        if record.needs.parse::<Action>().is_err() {
            problems.push(problem(
                schema,
                1,
                format!(
                    "to record {name} one needs {:?}, which is no action",
                    record.needs
                ),
            ));
        }
    }
    let groups =
        (made.action_entities()).map_err(|error| Problems(vec![problem(schema, 1, error)]))?;
    let mut policies = Policies {
        set: PolicySet::new(),
        groups,
        because: BTreeMap::new(),
    };
    let mut places: BTreeMap<String, Written<'_>> = BTreeMap::new();
    for written in permissions.policies.iter().flat_map(split) {
        match one(&written) {
            Err(what) => problems.push(written.problem(what)),
            Ok((id, _, _)) if places.contains_key(&id) => problems.push(written.problem(format!(
                "there is a policy {id:?} already: give this one another @id"
            ))),
            Ok((id, because, policy)) => {
                if let Err(error) = policies.set.add(policy) {
                    problems.push(written.problem(error));
                }
                policies.because.insert(id.clone(), because);
                places.insert(id, written);
            }
        }
    }
    let checked = Validator::new(made).validate(&policies.set, ValidationMode::Strict);
    let errors = checked
        .validation_errors()
        .map(|error| (error.policy_id().to_string(), error.to_string()));
    let warnings = checked
        .validation_warnings()
        .map(|warning| (warning.policy_id().to_string(), warning.to_string()));
    for (id, what) in errors.chain(warnings) {
        problems.extend(places.get(&id).map(|written| written.problem(what)));
    }
    if problems.is_empty() {
        Ok(policies)
    } else {
        problems.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
        Err(Problems(problems))
    }
}

/// What the schema does not write itself: the roles, classes and relations of the book.
fn made_of(book: &Book) -> String {
    let permissions = &book.permissions;
    let mut text = String::new();
    let mut one_of = |entity: &str, names: &mut dyn Iterator<Item = &String>| {
        let names: Vec<String> = names.map(|name| format!("{name:?}")).collect();
        let _ = writeln!(text, "\nentity {entity} enum [{}];", names.join(", "));
    };
    one_of("Role", &mut permissions.roles.iter().map(|role| &role.name));
    one_of(
        "Class",
        &mut permissions.classes.iter().map(|class| &class.name),
    );
    one_of(
        "Relation",
        &mut permissions.relations.iter().map(|relation| &relation.name),
    );
    text
}

/// That the schema has the program's actions and no other, but for groups of them.
fn same_actions(schema: &Schema) -> Result<(), String> {
    let groups: BTreeSet<String> = schema
        .action_groups()
        .map(|uid| uid.id().unescaped().to_owned())
        .collect();
    let there: BTreeSet<String> = schema
        .actions()
        .map(|uid| uid.id().unescaped().to_owned())
        .filter(|name| !groups.contains(name))
        .collect();
    let known: BTreeSet<String> = Action::ALL.map(|action| action.name().to_owned()).into();
    let unknown: Vec<&String> = there.symmetric_difference(&known).collect();
    if unknown.is_empty() {
        Ok(())
    } else {
        Err(format!(
            "the schema and the program differ in what may be allowed: {unknown:?}"
        ))
    }
}

/// The policies of a file, each from its `@id` to the next.
fn split(file: &PolicyFile) -> Vec<Written<'_>> {
    let mut starts: Vec<usize> = Vec::new();
    let mut byte = 0;
    for line in file.text.split_inclusive('\n') {
        if line.starts_with(BEGINS) {
            starts.push(byte);
        }
        byte += line.len();
    }
    // What stands before the first is a policy without an @id, unless it is a remark.
    let head = file.text.get(..starts.first().copied().unwrap_or(byte));
    let head = head.filter(|head| !head.lines().all(is_remark)).map(|_| 0);
    let starts: Vec<usize> = head.into_iter().chain(starts).collect();
    let ends = starts.iter().skip(1).copied().chain([byte]);
    (starts.iter().zip(ends))
        .map(|(start, end)| Written {
            file,
            line: 1 + file
                .text
                .get(..*start)
                .map_or(0, |before| before.matches('\n').count()),
            text: file.text.get(*start..end).unwrap_or_default(),
        })
        .collect()
}

fn is_remark(line: &str) -> bool {
    line.trim().is_empty() || line.trim_start().starts_with("//")
}

/// One policy: its id, its sentence, and itself.
fn one(written: &Written<'_>) -> Result<(String, String, Policy), String> {
    let set = PolicySet::from_str(written.text).map_err(|error| error.to_string())?;
    let mut policies = set.policies();
    let (Some(policy), None, 0) = (policies.next(), policies.next(), set.templates().count())
    else {
        return Err("each policy begins a line with its own @id(\"…\")".to_owned());
    };
    let said = |name: &str| -> Result<String, String> {
        (policy.annotation(name))
            .map(str::trim)
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
            .ok_or_else(|| format!("this policy has no @{name}(\"…\")"))
    };
    let id = said("id")?;
    let because = said("because")?;
    if written.file.own {
        said("source").map_err(|lacks| format!("{lacks}: what decided it, and when"))?;
    }
    Ok((id.clone(), because, policy.new_id(PolicyId::new(id))))
}
