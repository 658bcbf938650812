//! What was sent with a form, by question.

use std::collections::BTreeMap;

/// What was sent with a form, by question, as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Answers(pub BTreeMap<String, Vec<String>>);

impl Answers {
    /// Of the body of a form.
    pub fn read(body: &[u8]) -> Self {
        let mut answers: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (question, answer) in form_urlencoded::parse(body) {
            let answer = answer.replace("\r\n", "\n");
            answers
                .entry(question.into_owned())
                .or_default()
                .push(answer);
        }
        Self(answers)
    }

    /// The answer to a question, without spaces around it; empty where there is none.
    pub fn one(&self, question: &str) -> &str {
        self.whole(question).trim()
    }

    /// The answer as it was typed; empty where there is none.
    pub fn whole(&self, question: &str) -> &str {
        let all = self.0.get(question).and_then(|all| all.first());
        all.map_or("", String::as_str)
    }

    /// Every answer to a question.
    pub fn all(&self, question: &str) -> &[String] {
        self.0.get(question).map_or(&[], Vec::as_slice)
    }

    /// Whether it was answered at all.
    pub fn has(&self, question: &str) -> bool {
        self.0.contains_key(question)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_read_as_they_were_typed() {
        let answers = Answers::read(b"name=Ada+Example&which=a&which=b&note=one%0D%0Atwo+");

        assert_eq!(answers.one("name"), "Ada Example");
        assert_eq!(answers.all("which"), ["a", "b"]);
        assert_eq!(answers.one("note"), "one\ntwo");
        assert_eq!(answers.whole("note"), "one\ntwo ");
        assert!(!answers.has("other") && answers.one("other").is_empty());
    }
}
