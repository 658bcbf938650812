//! The values that fields of the record hold.

use std::fmt;

use serde::de::{SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

/// One value of one field, as it is stored: plain JSON (`"2026-05-22"`, `true`,
/// `12`, `["police", "health"]`), so that it can be read in seventy-five years
/// without this program.
///
/// Days, instants, codes and links to other entries are text here; the field's
/// type in the practice book says which, and the engine reads them by it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// Yes or no.
    YesNo(bool),
    /// A whole number.
    Number(i64),
    /// Words, a code, a day, an instant, or an entry's identifier.
    Text(String),
    /// Several codes of a closed list.
    Codes(Vec<String>),
}

impl Value {
    /// Text from anything that prints.
    pub fn text(of: impl fmt::Display) -> Self {
        Self::Text(of.to_string())
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::YesNo(true) => f.write_str("yes"),
            Self::YesNo(false) => f.write_str("no"),
            Self::Number(number) => write!(f, "{number}"),
            Self::Text(text) => f.write_str(text),
            Self::Codes(codes) => f.write_str(&codes.join(", ")),
        }
    }
}

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ByShape;

        impl<'de> Visitor<'de> for ByShape {
            type Value = Value;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("true or false, a whole number, text, or a list of codes")
            }

            fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
                Ok(Value::YesNo(value))
            }

            fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
                Ok(Value::Number(value))
            }

            fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<Value, E> {
                i64::try_from(value)
                    .map(Value::Number)
                    .map_err(|_| E::custom("the number is too large"))
            }

            fn visit_str<E>(self, value: &str) -> Result<Value, E> {
                Ok(Value::Text(value.to_owned()))
            }

            fn visit_string<E>(self, value: String) -> Result<Value, E> {
                Ok(Value::Text(value))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
                let mut codes = Vec::new();
                while let Some(code) = seq.next_element()? {
                    codes.push(code);
                }
                Ok(Value::Codes(codes))
            }
        }

        deserializer.deserialize_any(ByShape)
    }
}
