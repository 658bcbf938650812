//! The design system's own cases: what it makes of which options.

use std::fs;
use std::path::Path;

use maud::Markup;
use serde_json::Value;

use crate::html;

/// What is given is neither yes nor no.
pub struct Neither;

/// The options of a case.
pub struct Options<'o>(&'o Value);

impl<'o> Options<'o> {
    /// `None` where there is an option other than these: one that our component has not.
    pub fn only(&self, names: &[&str]) -> Option<()> {
        let all = self.0.as_object()?;
        all.keys()
            .all(|name| names.contains(&name.as_str()))
            .then_some(())
    }

    /// Whether an option is given.
    pub fn has(&self, name: &str) -> bool {
        self.0.get(name).is_some_and(|value| !value.is_null())
    }

    /// A text, or a number as text.
    pub fn text(&self, name: &str) -> Option<&'o str> {
        match self.0.get(name)? {
            Value::String(text) => Some(text),
            // Kept for the whole of the test, which is short.
            Value::Number(number) => Some(Box::leak(number.to_string().into_boxed_str())),
            _ => None,
        }
    }

    /// Yes or no; no where it is not given, `None` where it is neither.
    pub fn flag(&self, name: &str) -> Option<bool> {
        self.given_flag(name).ok().map(|flag| flag.unwrap_or(false))
    }

    /// Yes or no, if it is given.
    pub fn given_flag(&self, name: &str) -> Result<Option<bool>, Neither> {
        match self.0.get(name) {
            None => Ok(None),
            Some(value) => value.as_bool().map(Some).ok_or(Neither),
        }
    }

    /// Options within an option.
    pub fn table(&self, name: &str) -> Option<Options<'o>> {
        self.0
            .get(name)
            .filter(|value| value.is_object())
            .map(Options)
    }

    /// A list of options.
    pub fn list(&self, name: &str) -> Option<Vec<Options<'o>>> {
        let items = self.0.get(name)?.as_array()?;
        Some(items.iter().map(Options).collect())
    }
}

/// Compares every case whose options `make` takes; at least so many are.
pub fn agree(component: &str, at_least: usize, make: impl Fn(&Options<'_>) -> Option<Markup>) {
    let file = Path::new(env!("SIGHTLINE_FIXTURES"))
        .join("govuk-frontend/dist/govuk/components")
        .join(component)
        .join("fixtures.json");
    let text = fs::read_to_string(&file).expect("the design system's cases");
    let cases: Value = serde_json::from_str(&text).expect("JSON");
    let mut compared = 0;
    for case in cases["fixtures"].as_array().expect("cases") {
        let name = case["name"].as_str().expect("a name");
        let Some(ours) = make(&Options(&case["options"])) else {
            println!("{component}: {name}: has options that ours has not");
            continue;
        };
        let expected = case["html"].as_str().expect("markup");
        assert_eq!(
            html::parts(&ours.into_string()),
            html::parts(expected),
            "{component}: {name}"
        );
        compared += 1;
    }
    println!("{component}: {compared} compared");
    assert!(
        compared >= at_least,
        "{component}: {compared} of {at_least} compared"
    );
}
