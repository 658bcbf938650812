//! Deciding, and keeping what was decided of the few different questions there are.

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, PoisonError, RwLock};

use cedar_policy::{
    Authorizer, Context, Entities, Entity, EntityId, EntityTypeName, EntityUid, Request,
    RestrictedExpression,
};
use practice::Book;
use practice::book::{Problems, RecordType};

use super::action::Action;
use super::actor::Actor;
use super::policies::{self, Policies};
use super::standing::{Hat, Standing, standing};
use super::target::Target;

/// How many different questions are kept before they are forgotten and begun again.
const KEPT: usize = 50_000;

/// How many relations a book may declare: each is a bit.
const RELATIONS: usize = 64;

/// Whether somebody may do something, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Whether they may.
    pub allowed: bool,
    /// The policies that decided it, by their ids: those that permit it, or else those that
    /// forbid it. None where it is refused because none permits it.
    pub policies: Vec<String>,
    /// Why, in sentences.
    pub because: Vec<String>,
    /// The role in which it is allowed.
    pub role: Option<String>,
}

/// Who may do what, by the policies of a practice book.
pub struct Permissions {
    policies: Policies,
    authorizer: Authorizer,
    roles: Vec<(String, String)>,
    relations: Vec<String>,
    /// Whose files' records are of which class, where their type names none.
    classes: Vec<(String, String)>,
    kept: RwLock<HashMap<Question, Arc<Ruling>>>,
}

/// All on which a decision depends.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Question {
    role: String,
    action: Action,
    about: String,
    class: String,
    standing: Standing,
}

/// What was decided of a question, and by which policies.
struct Ruling {
    allowed: bool,
    policies: Vec<String>,
}

impl Permissions {
    /// Reads and checks the policies of a book.
    ///
    /// # Errors
    ///
    /// Everything that is wrong in them, with file and line.
    pub fn of(book: &Book) -> Result<Self, Problems> {
        let policies = policies::read(book)?;
        let permissions = &book.permissions;
        let names = |names: &mut dyn Iterator<Item = &String>| names.cloned().collect();
        let relations: Vec<String> = names(&mut permissions.relations.iter().map(|r| &r.name));
        if relations.len() > RELATIONS {
            return Err(Problems(vec![practice::book::Problem {
                file: "permissions".to_owned(),
                line: 1,
                what: format!(
                    "a book may declare {RELATIONS} relations, and this has {}",
                    relations.len()
                ),
            }]));
        }
        Ok(Self {
            policies,
            authorizer: Authorizer::new(),
            roles: (permissions.roles.iter())
                .map(|role| (role.name.clone(), role.title.clone()))
                .collect(),
            relations,
            classes: (permissions.classes.iter())
                .flat_map(|class| class.of.iter().map(|of| (of.clone(), class.name.clone())))
                .collect(),
            kept: RwLock::default(),
        })
    }

    /// Whether a worker may do this to a file; to a record of this type in it, where one is
    /// named. What a record type needs to be recorded takes the place of recording,
    /// correcting and withdrawing: who gives roles corrects them.
    pub fn may(
        &self,
        actor: &Actor,
        action: Action,
        target: &Target,
        kind: Option<&RecordType>,
    ) -> Decision {
        let needs = kind.map_or("record", |kind| kind.needs.as_str());
        let action = match action {
            Action::Record | Action::Correct | Action::Withdraw if needs != "record" => {
                match needs.parse() {
                    Ok(needed) => needed,
                    Err(_) => {
                        return refused(
                            Vec::new(),
                            vec![format!(
                                "To record it one needs {needs:?}, which is nothing that may be allowed."
                            )],
                        );
                    }
                }
            }
            other => other,
        };
        let class = kind.map_or_else(|| self.class_of(&target.about), |kind| &kind.class);
        let mut forbidden: Vec<String> = Vec::new();
        for hat in hats(actor, action, kind) {
            let standing = standing(actor, hat, target, |relation| self.bit(relation));
            let question = Question {
                role: hat.office.role.clone(),
                action,
                about: target.about.clone(),
                class: class.to_owned(),
                standing,
            };
            let ruling = self.ruling(question);
            if ruling.allowed {
                return Decision {
                    allowed: true,
                    because: self.sentences(&ruling.policies),
                    policies: ruling.policies.clone(),
                    role: Some(hat.office.role.clone()),
                };
            }
            for policy in &ruling.policies {
                if !forbidden.contains(policy) {
                    forbidden.push(policy.clone());
                }
            }
        }
        let mut because = self.sentences(&forbidden);
        if because.is_empty() {
            because.push(self.nothing_permits(actor, action, target));
        }
        refused(forbidden, because)
    }

    /// The class of records of a file about this, where their type names none.
    pub fn class_of<'a>(&'a self, about: &'a str) -> &'a str {
        (self.classes.iter())
            .find(|(of, _)| of == about)
            .map_or(about, |(_, class)| class)
    }

    /// Every policy: its id, and its sentence.
    pub fn policies(&self) -> impl Iterator<Item = (&str, &str)> {
        (self.policies.because.iter()).map(|(id, because)| (id.as_str(), because.as_str()))
    }

    fn bit(&self, relation: &str) -> u64 {
        let number = self.relations.iter().position(|held| held == relation);
        number.map_or(0, |number| 1 << number)
    }

    fn sentences(&self, policies: &[String]) -> Vec<String> {
        (policies.iter())
            .filter_map(|id| self.policies.because.get(id).cloned())
            .collect()
    }

    fn nothing_permits(&self, actor: &Actor, action: Action, target: &Target) -> String {
        let mut titles: Vec<&str> = (actor.offices.iter())
            .filter_map(|office| self.roles.iter().find(|(name, _)| *name == office.role))
            .map(|(_, title)| title.as_str())
            .collect();
        titles.dedup();
        if titles.is_empty() {
            return "They have no role today.".to_owned();
        }
        let titles: Vec<String> = titles.into_iter().map(within).collect();
        let who = if target.about == "child" {
            "Whoever works with the child, or whose team does, or who has another role"
        } else {
            "Whoever has another role"
        };
        format!(
            "The role of {} does not by itself let anybody {} here. {who}, may be allowed to.",
            titles.join(" or "),
            action.says(),
        )
    }

    fn ruling(&self, question: Question) -> Arc<Ruling> {
        {
            let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
            if let Some(ruling) = kept.get(&question) {
                return Arc::clone(ruling);
            }
        }
        let ruling = Arc::new(self.decide(&question));
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= KEPT {
            kept.clear();
        }
        kept.insert(question, Arc::clone(&ruling));
        ruling
    }

    /// Asks the policies. What cannot be asked is refused.
    fn decide(&self, question: &Question) -> Ruling {
        let none = Ruling {
            allowed: false,
            policies: Vec::new(),
        };
        let Some((request, entities)) = self.request(question) else {
            return none;
        };
        let response = self
            .authorizer
            .is_authorized(&request, &self.policies.set, &entities);
        let diagnostics = response.diagnostics();
        if diagnostics.errors().next().is_some() {
            return none;
        }
        let mut policies: Vec<String> = diagnostics.reason().map(ToString::to_string).collect();
        policies.sort();
        Ruling {
            allowed: response.decision() == cedar_policy::Decision::Allow,
            policies,
        }
    }

    fn request(&self, question: &Question) -> Option<(Request, Entities)> {
        let entity = |kind: &str, name: &str| {
            let kind: EntityTypeName = kind.parse().ok()?;
            Some(EntityUid::from_type_name_and_id(kind, EntityId::new(name)))
        };
        let refers =
            |kind, name: &str| entity(kind, name).map(RestrictedExpression::new_entity_uid);
        let worker = entity("Worker", "this")?;
        let file = entity("File", "this")?;
        let role = refers("Role", &question.role)?;
        let class = refers("Class", &question.class)?;
        let about = RestrictedExpression::new_string(question.about.clone());
        let s = question.standing;
        let relations = (self.relations.iter().enumerate())
            .filter(|(number, _)| s.relations & (1 << number) != 0)
            .filter_map(|(_, relation)| refers("Relation", relation));
        let mut context = vec![(
            "relations".to_owned(),
            RestrictedExpression::new_set(relations),
        )];
        for (name, holds) in [
            ("personally", s.personally),
            ("team", s.team),
            ("concerned", s.personally || s.team),
            ("own_organisation", s.own_organisation),
            ("restricted", s.restricted),
            ("named", s.named),
            ("glass_broken", s.glass_broken),
            ("myself", s.myself),
            ("my_record", s.my_record),
            ("delegated", s.delegated),
        ] {
            context.push((name.to_owned(), RestrictedExpression::new_bool(holds)));
        }
        let with = |uid: &EntityUid, attributes: Vec<(&str, RestrictedExpression)>| {
            let attributes = attributes.into_iter();
            let named = attributes.map(|(name, value)| (name.to_owned(), value));
            Entity::new(uid.clone(), named.collect(), HashSet::new()).ok()
        };
        let entities = [
            with(&worker, vec![("role", role)])?,
            with(&file, vec![("about", about), ("class", class)])?,
        ];
        let entities = (self.policies.groups.clone())
            .add_entities(entities, None)
            .ok()?;
        let action = entity("Action", question.action.name())?;
        let context = Context::from_pairs(context).ok()?;
        let request = Request::new(worker, action, file, context, None).ok()?;
        Some((request, entities))
    }
}

fn refused(policies: Vec<String>, because: Vec<String>) -> Decision {
    Decision {
        allowed: false,
        policies,
        because,
        role: None,
    }
}

/// The ways in which a worker may ask: in each role of their own; and, to look and to
/// authorise, in each role of who delegated that to them.
fn hats<'a>(
    actor: &'a Actor,
    action: Action,
    kind: Option<&'a RecordType>,
) -> impl Iterator<Item = Hat<'a>> {
    let own = actor.offices.iter().map(|office| Hat {
        office,
        delegated: None,
    });
    let delegations = (actor.delegations.iter()).filter(move |delegation| match action {
        Action::Find | Action::Read => true,
        Action::Authorise => match (&delegation.what, kind) {
            (None, _) => true,
            (Some(what), kind) => kind.is_some_and(|kind| kind.name == *what),
        },
        _ => false,
    });
    let delegated = delegations.flat_map(|delegation| {
        delegation.by.offices.iter().map(|office| Hat {
            office,
            delegated: Some(&delegation.by),
        })
    });
    own.chain(delegated)
}

/// A title as it stands within a sentence: *social worker*.
fn within(title: &str) -> String {
    let mut letters = title.chars();
    let first = letters.next().map(char::to_lowercase);
    first.into_iter().flatten().chain(letters).collect()
}
