//! What the file tells of the family, as people and ties.

use jiff::Timestamp;
use practice::book::family::{Gender, Means, People, Tie};
use practice::{Book, Fact, When};

use super::graph::{Graph, shape};
use super::{Bond, Person, Shape};
use crate::Casefile;
use crate::current::Current;

/// What one fact tells of one person.
struct Telling<'f> {
    fact: &'f Fact,
    means: Means,
    /// The person, by their place among the people.
    person: usize,
    /// To whom they are related, where it is not the child.
    of: Option<String>,
    /// Whether the relationship is over.
    over: bool,
}

/// The people of a file and their ties, as at a time.
pub(super) fn graph(book: &Book, casefile: &Casefile, as_at: Timestamp) -> Graph {
    let current = Current::at(book, casefile, as_at);
    let mut graph = Graph::default();
    graph.add(child(book, &current));
    let mut tellings = Vec::new();
    for people in &book.family.people {
        for fact in current.of_kind(&people.kind) {
            let code = fact.text(&people.relation).unwrap_or_default();
            let means = book.family.means.get(code).copied().unwrap_or(OTHER);
            let person = person(book, people, fact, means, &mut graph);
            tellings.push(Telling {
                fact,
                means,
                person,
                of: named(fact, people.of.as_deref()),
                over: people.ends && current.closed(fact).is_some(),
            });
        }
    }
    // Parents first: others may be related through them, or share them.
    let through = |telling: &Telling<'_>| telling.means.through.is_some();
    for telling in tellings.iter().filter(|telling| !through(telling)) {
        let of = whom(telling, &mut graph);
        tie(telling, of, &mut graph);
    }
    for telling in tellings.iter().filter(|telling| through(telling)) {
        let of = whom(telling, &mut graph);
        let of = (telling.means.through).map_or(of, |gender| parent(of, gender, &mut graph));
        tie(telling, of, &mut graph);
    }
    graph.share_parents();
    graph.pair_parents();
    graph.set_generations();
    graph
}

const OTHER: Means = Means {
    tie: Tie::Other,
    through: None,
    gender: None,
    adoptive: false,
    twin: false,
};

fn child(book: &Book, current: &Current<'_>) -> Person {
    let marks = book.family.child.as_ref();
    let latest = |kind: &str, field: &str| {
        let facts = current
            .of_kind(kind)
            .filter(|fact| fact.field(field).is_some());
        facts.max_by_key(|fact| fact.occurred.start())
    };
    let day = |kind: &str, field: &str| latest(kind, field)?.when(field).map(When::day);
    let gender = marks.and_then(|marks| {
        let field = marks.gender.as_ref()?;
        gender(book, latest(&marks.kind, field)?.text(field)?)
    });
    let born_on = book.birth().and_then(|(kind, field)| day(kind, field));
    let expected_on = marks.and_then(|marks| day(&marks.kind, marks.expected.as_ref()?));
    let died = book.family.died.as_ref();
    let died = died.and_then(|kind| current.of_kind(kind).next());
    Person {
        child: true,
        shape: shape(gender),
        unborn: born_on.is_none() && expected_on.is_some(),
        born_on,
        expected_on,
        died: died.is_some(),
        died_on: died.map(|fact| fact.occurred.day()),
        ..nobody("The child")
    }
}

/// The person that a fact tells of: one who is known already by the number of their file
/// or by their name, or a new one.
fn person(book: &Book, people: &People, fact: &Fact, means: Means, graph: &mut Graph) -> usize {
    let file = named(fact, people.file.as_deref());
    let relation = book.say_field(fact, &people.relation);
    let of = named(fact, people.of.as_deref());
    let to = of
        .as_ref()
        .map(|of| format!(" of {of}"))
        .unwrap_or_default();
    // Without a name, a parent of one person is one; brothers and sisters may be many.
    let name = named(fact, Some(&people.name))
        .or_else(|| (means.tie == Tie::Parent).then(|| format!("{relation}{to}, name not known")));
    let known = known(graph, file.as_deref(), name.as_deref());
    let name = name.unwrap_or_else(|| format!("{relation}{to}, name not known"));
    let number = known.unwrap_or_else(|| graph.add(nobody(&name)));
    let day = |field: &Option<String>| Some(fact.when(field.as_ref()?)?.day());
    let told = (people.gender.as_ref())
        .and_then(|field| fact.text(field))
        .map(|code| shape(gender(book, code)));
    if let Some(person) = graph.people.get_mut(number) {
        if let Some(shape) = told.or(means.gender.map(|gender| shape(Some(gender)))) {
            person.shape = shape;
        }
        let relation = format!("{relation}{to}");
        if !person.relations.contains(&relation) {
            person.relations.push(relation);
        }
        person.file = person.file.take().or(file);
        person.born_on = day(&people.born).or(person.born_on);
        person.expected_on = day(&people.expected).or(person.expected_on);
        person.died_on = day(&people.died).or(person.died_on);
        person.died = person.died_on.is_some();
        person.unborn = person.born_on.is_none() && person.expected_on.is_some();
        person.entries.push(fact.id);
    }
    number
}

/// To whom the person of a telling is related: somebody who is only named there is a
/// person too.
fn whom(telling: &Telling<'_>, graph: &mut Graph) -> usize {
    let Some(of) = telling.of.as_deref() else {
        return 0;
    };
    known(graph, Some(of), Some(of)).unwrap_or_else(|| {
        let mut person = nobody(of);
        person.entries.push(telling.fact.id);
        graph.add(person)
    })
}

/// The parent of this gender: one who is not recorded is put there.
fn parent(of: usize, gender: Gender, graph: &mut Graph) -> usize {
    graph.parent_of(of, gender).unwrap_or_else(|| {
        let word = match gender {
            Gender::Male => "Father",
            Gender::Female => "Mother",
        };
        let mut person = nobody(&format!("{word}, not recorded"));
        person.shape = shape(Some(gender));
        let parent = graph.add(person);
        graph.is_parent(parent, of, false);
        parent
    })
}

fn tie(telling: &Telling<'_>, of: usize, graph: &mut Graph) {
    let (person, means) = (telling.person, telling.means);
    match means.tie {
        Tie::Parent => graph.is_parent(person, of, means.adoptive),
        Tie::Child => graph.is_parent(of, person, means.adoptive),
        Tie::Partner if !telling.over => graph.is_couple(person, of, Bond::Partners),
        Tie::Partner | Tie::FormerPartner => graph.is_couple(person, of, Bond::Former),
        Tie::Sibling => graph.are_siblings(person, of, means.twin),
        Tie::Other if person != of && !telling.over => {
            graph.others.insert((person, of));
        }
        Tie::Other => {}
    }
}

/// Somebody who is among the people already. The child has no name here.
fn known(graph: &Graph, file: Option<&str>, name: Option<&str>) -> Option<usize> {
    let same = |one: &str, other: &str| {
        let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        plain(one).to_lowercase() == plain(other).to_lowercase()
    };
    let people = || graph.people.iter().enumerate().skip(1);
    let by_file = file.and_then(|file| {
        let own =
            |person: &super::Person| person.file.as_deref().is_some_and(|own| same(own, file));
        people().find(|(_, person)| own(person))
    });
    let by_name = || {
        let name = name?;
        // Two files are two people, whatever their names.
        let other = |person: &super::Person| {
            file.is_some_and(|file| {
                person.file.as_deref().is_some_and(|own| !same(own, file)) && !same(file, name)
            })
        };
        people().find(|(_, person)| same(&person.name, name) && !other(person))
    };
    by_file.or_else(by_name).map(|(number, _)| number)
}

fn named(fact: &Fact, field: Option<&str>) -> Option<String> {
    let text = fact.text(field?)?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

fn gender(book: &Book, code: &str) -> Option<Gender> {
    let is = |codes: &[String]| codes.iter().any(|known| known == code);
    if is(&book.family.male) {
        Some(Gender::Male)
    } else {
        is(&book.family.female).then_some(Gender::Female)
    }
}

fn nobody(name: &str) -> Person {
    Person {
        name: name.to_owned(),
        relations: Vec::new(),
        shape: Shape::Diamond,
        child: false,
        unborn: false,
        died: false,
        born_on: None,
        expected_on: None,
        died_on: None,
        file: None,
        entries: Vec::new(),
        generation: 0,
        x: 0,
        y: 0,
    }
}
