//! The elements that are open, for the reports: `Message/Children/Child`.

/// The open elements, from the outermost.
#[derive(Default)]
pub(super) struct Path {
    text: String,
    starts: Vec<usize>,
}

impl Path {
    /// Opens an element.
    pub fn push(&mut self, name: &str) {
        if !self.text.is_empty() {
            self.text.push('/');
        }
        self.starts.push(self.text.len());
        self.text.push_str(name);
    }

    /// Closes the innermost.
    pub fn pop(&mut self) {
        if let Some(start) = self.starts.pop() {
            self.text.truncate(start.saturating_sub(1));
        }
    }

    /// The innermost; empty when there is none.
    pub fn last(&self) -> &str {
        self.starts
            .last()
            .and_then(|start| self.text.get(*start..))
            .unwrap_or_default()
    }

    /// With one more name.
    pub fn with(&self, name: &str) -> String {
        if self.text.is_empty() {
            name.to_owned()
        } else {
            format!("{}/{name}", self.text)
        }
    }

    /// How many elements are open.
    pub fn depth(&self) -> usize {
        self.starts.len()
    }

    /// The elements with `/` between them.
    pub fn text(&self) -> &str {
        &self.text
    }
}
