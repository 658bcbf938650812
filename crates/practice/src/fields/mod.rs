//! The fields of one entry.

mod shape;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use serde::de::{DeserializeSeed, MapAccess, Visitor};
use serde::ser::SerializeMap as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::value::Value;
use shape::{Shape, Walk};

/// The fields of one entry, by name and in the order of their names.
///
/// What was recorded does not change, and is held in many places at once: as the ledger gave
/// it, as a fact, and as a page shows it. A copy of these shares the values with what it was
/// made from, until one of the two is written in; and entries with fields of the same names
/// share the names.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Fields(Arc<Held>);

/// As many values as names, in their order.
#[derive(Clone, Default)]
struct Held {
    names: Shape,
    values: Box<[Value]>,
}

impl PartialEq for Held {
    fn eq(&self, other: &Self) -> bool {
        (self.names.is(&other.names) || self.names == other.names) && self.values == other.values
    }
}

impl Eq for Held {}

impl Fields {
    /// None.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.0.values.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.values.is_empty()
    }

    /// The value of a field.
    pub fn get(&self, name: &str) -> Option<&Value> {
        let place = self.0.names.place(name).ok()?;
        self.0.values.get(place)
    }

    /// The value of a field, to be written in.
    pub fn get_mut(&mut self, name: &str) -> Option<&mut Value> {
        let place = self.0.names.place(name).ok()?;
        Arc::make_mut(&mut self.0).values.get_mut(place)
    }

    /// The value of the field at a place among them, to be written in.
    pub fn value_mut(&mut self, place: usize) -> Option<&mut Value> {
        self.0.values.get(place)?;
        Arc::make_mut(&mut self.0).values.get_mut(place)
    }

    /// Whether there is a field of this name.
    pub fn contains_key(&self, name: &str) -> bool {
        self.0.names.place(name).is_ok()
    }

    /// The names, in order.
    pub fn keys(&self) -> std::slice::Iter<'_, String> {
        self.0.names.iter()
    }

    /// The values, in the order of their names.
    pub fn values(&self) -> std::slice::Iter<'_, Value> {
        self.0.values.iter()
    }

    /// Names and values, in the order of the names.
    pub fn iter(&self) -> Iter<'_> {
        self.keys().zip(self.values())
    }

    /// Puts a value in a field; what stood there.
    pub fn insert(&mut self, name: String, value: Value) -> Option<Value> {
        if let Some(held) = self.get_mut(&name) {
            return Some(std::mem::replace(held, value));
        }
        self.extend([(name, value)]);
        None
    }

    /// Puts a value in a field in which nothing stands.
    pub fn or_insert(&mut self, name: &str, value: Value) {
        if !self.contains_key(name) {
            self.extend([(name.to_owned(), value)]);
        }
    }

    /// Takes a field away; what stood there.
    pub fn remove(&mut self, name: &str) -> Option<Value> {
        self.contains_key(name).then_some(())?;
        let mut all = self.taken();
        let value = all.remove(name);
        *self = all.into();
        value
    }

    /// Takes the fields away for which `keep` says no.
    pub fn retain(&mut self, keep: impl FnMut(&String, &mut Value) -> bool) {
        let mut all = self.taken();
        all.retain(keep);
        *self = all.into();
    }

    fn taken(&mut self) -> BTreeMap<String, Value> {
        std::mem::take(self).into_iter().collect()
    }
}

/// Names and values of fields.
pub type Iter<'f> = std::iter::Zip<std::slice::Iter<'f, String>, std::slice::Iter<'f, Value>>;

impl fmt::Debug for Fields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self).finish()
    }
}

impl From<BTreeMap<String, Value>> for Fields {
    fn from(fields: BTreeMap<String, Value>) -> Self {
        let names = Shape::of(fields.keys().map(String::as_str));
        let values = fields.into_values().collect();
        Self(Arc::new(Held { names, values }))
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
        let mut new: Option<BTreeMap<String, Value>> = None;
        for (name, value) in fields {
            match self.get_mut(&name) {
                Some(held) => *held = value,
                None => {
                    new.get_or_insert_default().insert(name, value);
                }
            }
        }
        if let Some(mut all) = new {
            all.extend(std::mem::take(self));
            *self = all.into();
        }
    }
}

impl IntoIterator for Fields {
    type Item = (String, Value);
    type IntoIter = std::vec::IntoIter<(String, Value)>;

    fn into_iter(self) -> Self::IntoIter {
        let Held { names, values } = Arc::unwrap_or_clone(self.0);
        let all: Vec<_> = names.iter().cloned().zip(values).collect();
        all.into_iter()
    }
}

impl<'f> IntoIterator for &'f Fields {
    type Item = (&'f String, &'f Value);
    type IntoIter = Iter<'f>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl Serialize for Fields {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.len()))?;
        for (name, value) in self {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ByName;

        impl<'de> Visitor<'de> for ByName {
            type Value = Fields;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("fields by name")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
                let mut walk = Walk::begin();
                let mut values = Vec::new();
                while map.next_key_seed(Step(&mut walk))?.is_some() {
                    values.push(map.next_value()?);
                }
                Ok(match walk.end() {
                    Ok(names) => {
                        let values = values.into();
                        Fields(Arc::new(Held { names, values }))
                    }
                    // As another program may write them: the last of a name counts.
                    Err(names) => names.into_iter().zip(values).collect(),
                })
            }
        }

        deserializer.deserialize_map(ByName)
    }
}

/// A name, read as a step.
struct Step<'w>(&'w mut Walk);

impl<'de> DeserializeSeed<'de> for Step<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Step<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a field")
    }

    fn visit_str<E>(self, name: &str) -> Result<(), E> {
        self.0.step(name);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_a_copy_is_told_stands_in_the_copy_alone() {
        // Given what was recorded, and a copy that shares it
        let recorded = Fields::from([("seen".to_owned(), Value::YesNo(true))]);
        let mut shown = recorded.clone();
        // When something is written in the copy
        shown.insert("by".to_owned(), Value::text("Priya Chand"));
        shown.insert("seen".to_owned(), Value::YesNo(false));
        // Then what was recorded is as it was
        assert_eq!(recorded.len(), 1);
        assert_eq!(recorded.get("seen"), Some(&Value::YesNo(true)));
        assert_eq!(shown.len(), 2);
    }

    fn some() -> impl Strategy<Value = Vec<(String, Value)>> {
        let value = prop_oneof![
            any::<bool>().prop_map(Value::YesNo),
            any::<i64>().prop_map(Value::Number),
            "[a-z]{0,3}".prop_map(Value::Text),
        ];
        proptest::collection::vec(("[a-d]{1,2}", value), 0..8)
    }

    proptest! {
        /// They are what a map of the same is, whatever is done to them, and come out of JSON as
        /// they went in, in whatever order another program wrote them.
        #[test]
        fn fields_are_a_map_by_name(
            begun in some(), more in some(), without in "[a-d]{1,2}", by in "[a-d]",
        ) {
            let mut fields: Fields = begun.clone().into_iter().collect();
            let mut map: BTreeMap<String, Value> = begun.clone().into_iter().collect();
            prop_assert!(fields.iter().eq(&map));
            fields.extend(more.clone());
            map.extend(more);
            prop_assert_eq!(fields.remove(&without), map.remove(&without));
            fields.retain(|name, _| !name.starts_with(&by));
            map.retain(|name, _| !name.starts_with(&by));
            prop_assert!(fields.iter().eq(&map));
            prop_assert_eq!(fields.get(&without), map.get(&without));
            let (written, expected) = (serde_json::to_string(&fields), serde_json::to_string(&map));
            let written = written.expect("written");
            prop_assert_eq!(&written, &expected.expect("written"));
            let read: Fields = serde_json::from_str(&written).expect("read");
            prop_assert_eq!(&read, &fields);
            let pairs = begun.iter().map(|(name, value)| {
                format!("{name:?}:{}", serde_json::to_string(value).expect("written"))
            });
            let other = format!("{{{}}}", pairs.collect::<Vec<_>>().join(","));
            let read: Fields = serde_json::from_str(&other).expect("read");
            let expected: BTreeMap<String, Value> = begun.into_iter().collect();
            prop_assert!(read.iter().eq(&expected));
        }
    }
}
