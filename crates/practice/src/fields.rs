//! The fields of one entry.

use std::collections::{BTreeMap, btree_map};
use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::value::Value;

/// The fields of one entry, by name.
///
/// What was recorded does not change, and is held in many places at once: as the ledger gave
/// it, as a fact, and as a page shows it. A copy of these shares the values with what it was
/// made from, until one of the two is written in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields(Arc<BTreeMap<String, Value>>);

impl Fields {
    /// None.
    pub fn new() -> Self {
        Self::default()
    }
}

impl Deref for Fields {
    type Target = BTreeMap<String, Value>;

    fn deref(&self) -> &BTreeMap<String, Value> {
        &self.0
    }
}

impl DerefMut for Fields {
    fn deref_mut(&mut self) -> &mut BTreeMap<String, Value> {
        Arc::make_mut(&mut self.0)
    }
}

impl From<BTreeMap<String, Value>> for Fields {
    fn from(fields: BTreeMap<String, Value>) -> Self {
        Self(Arc::new(fields))
    }
}

impl<const N: usize> From<[(String, Value); N]> for Fields {
    fn from(fields: [(String, Value); N]) -> Self {
        BTreeMap::from(fields).into()
    }
}

impl FromIterator<(String, Value)> for Fields {
    fn from_iter<I: IntoIterator<Item = (String, Value)>>(fields: I) -> Self {
        BTreeMap::from_iter(fields).into()
    }
}

impl Extend<(String, Value)> for Fields {
    fn extend<I: IntoIterator<Item = (String, Value)>>(&mut self, fields: I) {
        BTreeMap::extend(self, fields);
    }
}

impl IntoIterator for Fields {
    type Item = (String, Value);
    type IntoIter = btree_map::IntoIter<String, Value>;

    fn into_iter(self) -> Self::IntoIter {
        Arc::unwrap_or_clone(self.0).into_iter()
    }
}

impl<'f> IntoIterator for &'f Fields {
    type Item = (&'f String, &'f Value);
    type IntoIter = btree_map::Iter<'f, String, Value>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl Serialize for Fields {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.as_ref().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        BTreeMap::deserialize(deserializer).map(Self::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_copy_is_told_stands_in_the_copy_alone() {
        // Given what was recorded, and a copy that shares it
        let recorded = Fields::from([("seen".to_owned(), Value::YesNo(true))]);
        let mut shown = recorded.clone();
        // When something is written in the copy
        shown.insert("by".to_owned(), Value::text("Priya Chand"));
        // Then what was recorded is as it was
        assert_eq!(recorded.len(), 1);
        assert_eq!(shown.len(), 2);
    }
}
