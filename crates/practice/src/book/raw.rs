//! The practice book as it is written, before any name in it is checked.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use jiff::civil::Date;
use serde::de::value::{MapAccessDeserializer, SeqAccessDeserializer};
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use toml::Spanned;

pub(super) use super::raw_authorised::Authorised;
pub(super) use super::raw_calendar::Calendar;
pub(super) use super::raw_clock::{
    Alternative, Cite, Clock, Commences, End, Example, Measure, Met, Start, Step, Together, Variant,
};

pub(super) use super::raw_finding::Finding;
pub(super) use super::raw_lists::{Caseload, Lists};
pub(super) use super::raw_local::{Change, Closures, Labels, Local, MoreCodes};
pub(super) use super::raw_permission::{Class, Relation, Role};
pub(super) use super::raw_reading::{
    Drawn, Expect, Family, Household, Layout, LayoutPart, Qualified, Section, Significant,
};

pub(super) type Table<T> = BTreeMap<String, Spanned<T>>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub book: Option<Spanned<Title>>,
    #[serde(default)]
    pub calendar: Table<Calendar>,
    #[serde(default)]
    pub codes: Table<Codes>,
    pub authorities: Option<Spanned<Authorities>>,
    #[serde(default)]
    pub record: Table<Record>,
    #[serde(default)]
    pub source: Table<Source>,
    #[serde(default)]
    pub authorised: Table<Authorised>,
    #[serde(default)]
    pub state: Table<State>,
    #[serde(default)]
    pub clock: Table<Clock>,
    #[serde(default)]
    pub measure: Table<Measure>,
    #[serde(default)]
    pub role: Table<Role>,
    #[serde(default)]
    pub class: Table<Class>,
    #[serde(default)]
    pub relation: Table<Relation>,
    pub finding: Option<Spanned<Finding>>,
    #[serde(default)]
    pub summary: Vec<Spanned<Section>>,
    #[serde(default)]
    pub household: Vec<Spanned<Household>>,
    pub family: Option<Spanned<Family>>,
    #[serde(default)]
    pub layout: Vec<Spanned<Layout>>,
    #[serde(default)]
    pub drawn: Table<BTreeMap<String, Drawn>>,
    pub qualified: Option<Spanned<Qualified>>,
    pub lists: Option<Spanned<Lists>>,
    pub telling: Option<Spanned<super::raw_telling::Telling>>,
    #[serde(default)]
    pub diary: Vec<Spanned<super::raw_telling::Diary>>,
    pub caseload: Option<Spanned<Caseload>>,
    #[serde(default)]
    pub expects: Table<Expect>,
    pub local: Option<Spanned<Local>>,
    #[serde(default)]
    pub change: Table<Change>,
    #[serde(default)]
    pub closures: Table<Closures>,
    #[serde(default, rename = "more-codes")]
    pub more_codes: Table<MoreCodes>,
    #[serde(default)]
    pub labels: Table<Labels>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Title {
    #[serde(rename = "title")]
    pub name: String,
    pub edition: String,
    pub calendar: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Codes {
    pub title: String,
    pub source: String,
    pub code: Table<Code>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Authorities {
    pub title: String,
    pub source: String,
    #[serde(default)]
    pub authority: Table<Authority>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Authority {
    pub name: String,
    pub number: u16,
    #[serde(default, deserialize_with = "optional_date")]
    pub from: Option<Date>,
    #[serde(default, deserialize_with = "optional_date")]
    pub until: Option<Date>,
    #[serde(default)]
    pub follows: Vec<String>,
    #[serde(default)]
    pub districts: Vec<String>,
}

/// A code: in words alone, or in a table with its years.
pub(super) struct Code {
    pub says: String,
    pub from: Option<u16>,
    pub until: Option<u16>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CodeTable {
    says: String,
    from: Option<u16>,
    until: Option<u16>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Record {
    pub title: String,
    pub about: String,
    #[serde(default = "one")]
    pub version: u32,
    #[serde(default)]
    pub by: Vec<String>,
    pub says: String,
    pub source: Option<String>,
    pub key: Vec<String>,
    pub kept_in: Option<String>,
    pub closes: Option<String>,
    pub listing: Option<Listing>,
    pub unreadable: Option<String>,
    pub class: Option<String>,
    pub needs: Option<String>,
    pub quick: Option<String>,
    pub significant: Option<Spanned<Significant>>,
    pub field: BTreeMap<String, Field>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Listing {
    pub source: String,
    pub from: String,
    pub to: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is a mark in the book")]
pub(super) struct Field {
    pub ask: Spanned<String>,
    #[serde(rename = "type")]
    pub kind: String,
    pub of: Option<String>,
    pub to: Option<String>,
    #[serde(default)]
    pub required: bool,
    #[serde(default)]
    pub occurred: bool,
    #[serde(default)]
    pub told: bool,
    #[serde(default)]
    pub each: bool,
    #[serde(default)]
    pub more: bool,
    #[serde(default)]
    pub columns: Vec<String>,
    #[serde(default)]
    pub birth: bool,
    pub found_by: Option<String>,
    pub called: Option<String>,
    pub organisation: Option<Organisation>,
}

/// Which organisations an answer names, and by what.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Organisation {
    #[serde(default)]
    pub of: Vec<String>,
    pub by: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Source {
    pub title: String,
    pub period: String,
    pub cite: String,
    pub carries: BTreeMap<String, Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct State {
    pub title: String,
    pub begins: On,
    pub seen: Option<On>,
    #[serde(deserialize_with = "one_or_more")]
    pub ends: Vec<PlainOn>,
    #[serde(default)]
    pub runs_on: bool,
    #[serde(default)]
    pub carries: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct On {
    pub on: String,
    pub when: Option<Spanned<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PlainOn {
    pub on: String,
    pub when: Option<String>,
}

/// One table, or several. Not an untagged enum: its errors would not name the key
/// that is wrong.
pub(super) fn one_or_more<'de, D: Deserializer<'de>, T: Deserialize<'de>>(
    deserializer: D,
) -> Result<Vec<T>, D::Error> {
    struct OneOrMore<T>(PhantomData<T>);

    impl<'de, T: Deserialize<'de>> Visitor<'de> for OneOrMore<T> {
        type Value = Vec<T>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a table, or several")
        }

        fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Vec<T>, A::Error> {
            T::deserialize(MapAccessDeserializer::new(map)).map(|one| vec![one])
        }

        fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Vec<T>, A::Error> {
            Vec::deserialize(SeqAccessDeserializer::new(seq))
        }
    }

    deserializer.deserialize_any(OneOrMore(PhantomData))
}

impl<'de> Deserialize<'de> for Code {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextOrTable;

        impl<'de> Visitor<'de> for TextOrTable {
            type Value = Code;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the code in words, or a table with `says`, `from` and `until`")
            }

            fn visit_str<E>(self, says: &str) -> Result<Code, E> {
                Ok(Code {
                    says: says.to_owned(),
                    from: None,
                    until: None,
                })
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Code, A::Error> {
                let table = CodeTable::deserialize(MapAccessDeserializer::new(map))?;
                Ok(Code {
                    says: table.says,
                    from: table.from,
                    until: table.until,
                })
            }
        }

        deserializer.deserialize_any(TextOrTable)
    }
}

const fn one() -> u32 {
    1
}

pub(super) fn date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Date, D::Error> {
    let found = toml::value::Datetime::deserialize(deserializer)?;
    // A time would be read as its day, and dropped in silence.
    let day = found.time.is_none().then(|| found.to_string().parse());
    day.and_then(Result::ok)
        .ok_or_else(|| serde::de::Error::custom("a date in the form 2026-05-22 is expected"))
}

pub(super) fn optional_date<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Date>, D::Error> {
    date(deserializer).map(Some)
}

/// A day or a time, as TOML has both or as text.
pub(super) fn optional_moment<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Moment {
        Toml(toml::value::Datetime),
        Text(String),
    }
    Ok(Some(match Moment::deserialize(deserializer)? {
        Moment::Toml(moment) => moment.to_string(),
        Moment::Text(text) => text,
    }))
}
