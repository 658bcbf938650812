//! The design system's own cases: what it makes of which options.

use std::fs;
use std::path::{Path, PathBuf};

use maud::{Markup, PreEscaped};
use serde_json::Value;
use web::components::{Content, Text};

use crate::{html, left_out};

/// There is an option that our component has not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotOurs;

/// What our component takes from the options.
pub type Taken<T> = Result<T, NotOurs>;

/// The options of a case.
#[derive(Clone, Copy)]
pub struct Options<'o>(&'o Value);

impl<'o> Options<'o> {
    /// Refuses an option other than these.
    pub fn only(self, names: &[&str]) -> Taken<()> {
        let all = self.0.as_object().ok_or(NotOurs)?;
        let known = all.keys().all(|name| names.contains(&name.as_str()));
        if known { Ok(()) } else { Err(NotOurs) }
    }

    /// An option, if it is given.
    fn given(self, name: &str) -> Option<&'o Value> {
        self.0.get(name).filter(|value| !value.is_null())
    }

    /// Whether an option is given.
    pub fn has(self, name: &str) -> bool {
        self.given(name).is_some()
    }

    /// A text, or a number as text, if it is given.
    pub fn maybe(self, name: &str) -> Taken<Option<&'o str>> {
        match self.given(name) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            // Kept for the whole of the test, which is short.
            Some(Value::Number(number)) => Ok(Some(Box::leak(number.to_string().into_boxed_str()))),
            Some(_) => Err(NotOurs),
        }
    }

    /// The same, as our components keep it.
    pub fn maybe_text(self, name: &str) -> Taken<Option<Text<'o>>> {
        Ok(self.maybe(name)?.map(Text::from))
    }

    /// A text, or a number as text.
    pub fn text(self, name: &str) -> Taken<&'o str> {
        self.maybe(name)?.ok_or(NotOurs)
    }

    /// The further classes.
    pub fn class(self) -> &'o str {
        self.maybe("classes").ok().flatten().unwrap_or_default()
    }

    /// Markup, if it is given.
    pub fn markup(self, name: &str) -> Option<Markup> {
        let text = self
            .maybe(name)
            .ok()
            .flatten()
            .filter(|text| !text.is_empty())?;
        Some(PreEscaped(text.to_owned()))
    }

    /// Markup, or else text, or else nothing.
    pub fn content(self, text: &str, markup: &str) -> Taken<Content<'o>> {
        Ok(match self.markup(markup) {
            Some(markup) => markup.into(),
            None => self.maybe(text)?.unwrap_or_default().into(),
        })
    }

    /// Yes or no; no where it is not given.
    pub fn flag(self, name: &str) -> Taken<bool> {
        Ok(self.given_flag(name)?.unwrap_or(false))
    }

    /// Yes or no, if it is given.
    pub fn given_flag(self, name: &str) -> Taken<Option<bool>> {
        let flag = |value: &Value| value.as_bool().ok_or(NotOurs);
        self.given(name).map(flag).transpose()
    }

    /// A count, if it is given.
    pub fn count(self, name: &str) -> Taken<Option<u32>> {
        let count = |value: &Value| u32::try_from(value.as_u64()?).ok();
        self.given(name)
            .map(|value| count(value).ok_or(NotOurs))
            .transpose()
    }

    /// Options within an option, if there are any.
    pub fn table(self, name: &str) -> Option<Options<'o>> {
        self.given(name)
            .filter(|value| value.is_object())
            .map(Options)
    }

    /// A list of options, without those that are nothing; an empty one where none is given.
    pub fn list(self, name: &str) -> Taken<Vec<Options<'o>>> {
        Ok(Self::several(self.array(name)?))
    }

    /// The same, for a list in which the place counts: nothing may be nothing.
    pub fn full_list(self, name: &str) -> Taken<Vec<Options<'o>>> {
        let list = self.list(name)?;
        let full = list.len() == self.array(name)?.len();
        if full { Ok(list) } else { Err(NotOurs) }
    }

    /// A list of lists of options, without those that are nothing.
    pub fn lists(self, name: &str) -> Taken<Vec<Vec<Options<'o>>>> {
        let rows = self.array(name)?.iter().filter_map(Value::as_array);
        Ok(rows.map(|row| Self::several(row)).collect())
    }

    /// A list of texts.
    pub fn texts(self, name: &str) -> Taken<Vec<&'o str>> {
        let texts = self
            .array(name)?
            .iter()
            .map(|text| text.as_str().ok_or(NotOurs));
        texts.collect()
    }

    fn array(self, name: &str) -> Taken<&'o [Value]> {
        match self.given(name) {
            None => Ok(&[]),
            Some(list) => list.as_array().map(Vec::as_slice).ok_or(NotOurs),
        }
    }

    fn several(all: &'o [Value]) -> Vec<Options<'o>> {
        all.iter()
            .filter(|item| item.is_object())
            .map(Options)
            .collect()
    }
}

/// Where the design system keeps its components.
pub fn folder() -> PathBuf {
    Path::new(env!("SIGHTLINE_FIXTURES")).join("govuk-frontend/dist/govuk/components")
}

/// Compares every case of the design system with what `make` makes of its options.
pub fn agree(component: &str, make: impl Fn(Options<'_>) -> Taken<Markup>) {
    compare(component, &cases(component), make);
}

/// The design system's cases of a component: each has a name, options and markup.
pub fn cases(component: &str) -> Value {
    let file = folder().join(component).join("fixtures.json");
    let text = fs::read_to_string(&file).expect("the design system's cases");
    let mut cases: Value = serde_json::from_str(&text).expect("JSON");
    cases["fixtures"].take()
}

/// Compares cases, of which each has a name, options and markup. Those that are left out,
/// and they alone, may differ.
pub fn compare(component: &str, cases: &Value, make: impl Fn(Options<'_>) -> Taken<Markup>) {
    let left_out = left_out::cases(component);
    let mut wrong = Vec::new();
    let mut names = Vec::new();
    for case in cases.as_array().expect("cases") {
        let name = case["name"].as_str().expect("a name");
        let expected = html::parts(case["html"].as_str().expect("markup"));
        let ours = make(Options(&case["options"]));
        let ours = ours.map(|markup| html::parts(&markup.into_string()));
        names.push(name);
        match (ours, left_out.contains(&name)) {
            (Ok(ours), false) if ours == expected => {}
            (Ok(ours), true) => wrong.push(format!(
                "{component}: {name}: has only options that ours has, {}, and is left out",
                if ours == expected {
                    "agrees"
                } else {
                    "differs"
                }
            )),
            (Err(NotOurs), true) => {}
            (Err(NotOurs), false) => wrong.push(format!(
                "{component}: {name}: has options that ours has not, and is not left out: {}",
                case["options"]
            )),
            (Ok(ours), false) => wrong.push(format!(
                "{component}: {name}: differs:\n  ours:   {}\n  theirs: {}",
                ours.join("\n          "),
                expected.join("\n          ")
            )),
        }
    }
    for name in left_out {
        if !names.contains(&name) {
            wrong.push(format!(
                "{component}: {name}: is left out, and there is no such case"
            ));
        }
    }
    assert!(!names.is_empty(), "{component}: no cases");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
