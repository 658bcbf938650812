//! A page of HTML: its frame, and what is written in it.

use super::File;
use crate::book::Book;

/// What every page looks like: black on white, one column, links underlined.
const STYLE: &str = "body{font:1rem/1.5 sans-serif;max-width:60rem;margin:0 auto;padding:1rem;color:#111;background:#fff}\
h2{margin-top:2.5rem;border-top:1px solid #767676;padding-top:1rem}\
table{border-collapse:collapse;width:100%}caption{text-align:left;font-weight:bold;padding:.5rem 0}\
th,td{text-align:left;vertical-align:top;padding:.3rem .6rem .3rem 0;border-bottom:1px solid #767676}\
th{white-space:nowrap;font-weight:600}code{font-size:.95em;overflow-wrap:anywhere}\
.own{border-left:.4rem solid #1d4f91;padding-left:.8rem}\
.columns{columns:16rem}svg{max-width:100%;height:auto}a{color:#0b3d91}";

/// A page that is being written.
pub(super) struct Page {
    name: String,
    text: String,
}

impl Page {
    /// Begins a page.
    pub fn new(book: &Book, name: &str, title: &str) -> Self {
        let (title, whole) = (escaped(title), escaped(&book.title));
        let edition = escaped(&book.edition);
        let text = format!(
            "<!doctype html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title} – practice book</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<header><p><a href=\"index.html\">Practice book: {whole}, edition {edition}</a></p></header>\n<main>\n<h1>{title}</h1>\n"
        );
        Self {
            name: name.to_owned(),
            text,
        }
    }

    /// Adds what is HTML already.
    pub fn add(&mut self, html: &str) {
        self.text.push_str(html);
    }

    /// Adds a paragraph of plain text.
    pub fn says(&mut self, text: &str) {
        self.add(&format!("<p>{}</p>\n", escaped(text)));
    }

    /// Adds a list of what is HTML already; nothing where it is empty.
    pub fn list(&mut self, items: impl Iterator<Item = String>) {
        let items: Vec<_> = items.map(|item| format!("<li>{item}</li>\n")).collect();
        if !items.is_empty() {
            self.add(&format!("<ul>\n{}</ul>\n", items.concat()));
        }
    }

    /// Adds a table of cells that are HTML already; nothing where it has no rows.
    pub fn table<const N: usize>(
        &mut self,
        caption: &str,
        headings: [&str; N],
        rows: impl Iterator<Item = [String; N]>,
    ) {
        let rows: Vec<_> = rows
            .map(|row| format!("<tr><td>{}</td></tr>\n", row.join("</td><td>")))
            .collect();
        if rows.is_empty() {
            return;
        }
        let headings: Vec<_> = (headings.iter())
            .map(|heading| format!("<th scope=\"col\">{heading}</th>"))
            .collect();
        self.add(&format!(
            "<table>\n<caption>{}</caption>\n<thead><tr>{}</tr></thead>\n<tbody>\n{}</tbody>\n</table>\n",
            escaped(caption),
            headings.concat(),
            rows.concat()
        ));
    }

    /// Ends the page.
    pub fn file(self) -> File {
        File {
            name: self.name,
            text: self.text + "</main>\n</body>\n</html>\n",
        }
    }
}

/// A text as HTML shows it.
pub(super) fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            letter => html.push(letter),
        }
    }
    html
}
