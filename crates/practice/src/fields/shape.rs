//! The names of the fields of an entry, shared by all entries that have the same.
//!
//! A file has hundreds of entries, and a few dozen sets of names. Whoever reads them goes down a
//! tree, a step for each name, and comes to names that are there already: none is made again.

use std::cell::RefCell;
use std::ops::Deref;
use std::sync::Arc;

/// How many steps a thread keeps before it begins again: names of fields are the practice book's,
/// but anybody may bring a file with others.
const KEPT: usize = 20_000;

/// The names of the fields of an entry, in order, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Shape(Arc<[String]>);

impl Shape {
    /// Where a name stands, or would.
    pub fn place(&self, name: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|known| known.as_str().cmp(name))
    }

    /// Of names that are in order, each once.
    pub fn of<'n>(names: impl IntoIterator<Item = &'n str>) -> Self {
        let mut walk = Walk::begin();
        for name in names {
            walk.step(name);
        }
        walk.end().unwrap_or_else(|names| Self(names.into()))
    }

    /// Whether it is the very same, and not only alike.
    pub fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl Deref for Shape {
    type Target = [String];

    fn deref(&self) -> &[String] {
        &self.0
    }
}

/// What a thread has come by: the steps, of which the first is at no name.
#[derive(Default)]
struct Tree(Vec<Node>);

/// The names up to here.
#[derive(Default)]
struct Node {
    /// The step before, and the name with which this one was taken.
    from: Option<(usize, String)>,
    /// Where each next name leads, by name.
    next: Vec<(String, usize)>,
    shape: Option<Shape>,
}

thread_local! {
    static TREE: RefCell<Tree> = RefCell::default();
}

impl Tree {
    /// Where a name leads from here; `None` from nowhere.
    fn step(&mut self, at: usize, name: &str) -> Option<usize> {
        let made = self.0.len();
        let node = self.0.get_mut(at)?;
        match (node.next).binary_search_by(|(known, _)| known.as_str().cmp(name)) {
            Ok(place) => node.next.get(place).map(|(_, to)| *to),
            Err(place) => {
                node.next.insert(place, (name.to_owned(), made));
                self.0.push(Node {
                    from: Some((at, name.to_owned())),
                    ..Node::default()
                });
                Some(made)
            }
        }
    }

    /// The names that lead to a place; an error with them where they are not in order.
    fn shape(&mut self, at: usize) -> Result<Shape, Vec<String>> {
        if let Some(shape) = self.0.get(at).and_then(|node| node.shape.as_ref()) {
            return Ok(shape.clone());
        }
        let mut names = Vec::new();
        let mut node = self.0.get(at);
        while let Some((before, name)) = node.and_then(|node| node.from.as_ref()) {
            names.push(name.clone());
            node = self.0.get(*before);
        }
        names.reverse();
        if !names.is_sorted_by(|one, next| one < next) {
            return Err(names);
        }
        let shape = Shape(names.into());
        if let Some(node) = self.0.get_mut(at) {
            node.shape = Some(shape.clone());
        }
        Ok(shape)
    }
}

/// One way down the tree of this thread. It has the tree to itself meanwhile.
pub(super) struct Walk {
    tree: Tree,
    at: usize,
}

impl Walk {
    /// At no name.
    pub fn begin() -> Self {
        let mut tree = TREE.take();
        if tree.0.is_empty() || tree.0.len() > KEPT {
            tree.0 = vec![Node::default()];
        }
        Self { tree, at: 0 }
    }

    /// With one name more.
    pub fn step(&mut self, name: &str) {
        if let Some(at) = self.tree.step(self.at, name) {
            self.at = at;
        }
    }

    /// The names; an error with them, as they came, where they are not in order or one came
    /// twice.
    pub fn end(mut self) -> Result<Shape, Vec<String>> {
        self.tree.shape(self.at)
    }
}

impl Drop for Walk {
    fn drop(&mut self) {
        TREE.set(std::mem::take(&mut self.tree));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_names_are_kept_once() {
        // Given two entries with the same names, and one with more
        let one = Shape::of(["alone", "seen"]);
        let same = Shape::of(["alone", "seen"]);
        let more = Shape::of(["alone", "seen", "when"]);
        // Then the names of the first two are the very same
        assert!(one.is(&same));
        assert!(!one.is(&more));
        assert_eq!(more.place("seen"), Ok(1));
        assert_eq!(more.place("told"), Err(2));
    }

    #[test]
    fn names_that_are_not_in_order_are_said_as_they_came() {
        let mut walk = Walk::begin();
        for name in ["seen", "alone", "seen"] {
            walk.step(name);
        }
        assert_eq!(
            walk.end(),
            Err(vec!["seen".into(), "alone".into(), "seen".into()])
        );
    }

    #[test]
    fn whoever_brings_ever_new_names_does_not_fill_the_memory() {
        for n in 0..KEPT * 2 {
            let name = format!("name {n}");
            assert_eq!(*Shape::of([name.as_str()]), [name]);
        }
        let kept = TREE.with_borrow(|tree| tree.0.len());
        assert!(kept <= KEPT + 2, "{kept}");
    }
}
