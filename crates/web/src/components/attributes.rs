//! Putting classes and identifiers together.

/// Classes one after the other, without those that are empty.
pub(crate) fn classes<'c>(all: impl IntoIterator<Item = &'c str>) -> String {
    let all: Vec<&str> = all.into_iter().filter(|one| !one.is_empty()).collect();
    all.join(" ")
}

/// The identifiers of what describes a question; `None` where nothing does.
pub(crate) fn described_by<'i>(all: impl IntoIterator<Item = Option<&'i str>>) -> Option<String> {
    let all: Vec<&str> = all.into_iter().flatten().collect();
    (!all.is_empty()).then(|| all.join(" "))
}
