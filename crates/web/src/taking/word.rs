//! A copy as a Word document (Office Open XML, ECMA-376): headings that a screen reader
//! finds, tables whose first row is their head, and the language that it is in.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::document::{Block, Document};

/// What browsers and programs call such a file.
pub(super) const KIND: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

const TYPES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>"#;

const RELATIONS: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>"#;

const RELATIONS_OF_TEXT: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;

const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial"/><w:sz w:val="24"/><w:lang w:val="en-GB"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:basedOn w:val="Normal"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="44"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="360"/><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="34"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:before="280"/><w:outlineLvl w:val="1"/></w:pPr><w:rPr><w:b/><w:sz w:val="28"/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Heading3"><w:name w:val="heading 3"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:keepNext/><w:outlineLvl w:val="2"/></w:pPr><w:rPr><w:b/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Question"><w:name w:val="Question"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/><w:pPr><w:keepNext/><w:spacing w:after="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style><w:style w:type="paragraph" w:styleId="Note"><w:name w:val="Note"/><w:basedOn w:val="Normal"/><w:pPr><w:pBdr><w:left w:val="single" w:sz="36" w:space="8" w:color="B1B4B6"/></w:pBdr></w:pPr></w:style><w:style w:type="table" w:styleId="Grid"><w:name w:val="Table Grid"/><w:tblPr><w:tblBorders><w:top w:val="single" w:sz="4" w:color="auto"/><w:left w:val="single" w:sz="4" w:color="auto"/><w:bottom w:val="single" w:sz="4" w:color="auto"/><w:right w:val="single" w:sz="4" w:color="auto"/><w:insideH w:val="single" w:sz="4" w:color="auto"/><w:insideV w:val="single" w:sz="4" w:color="auto"/></w:tblBorders></w:tblPr></w:style></w:styles>"#;

/// The document's bytes.
///
/// # Errors
///
/// Where it is larger than the format allows.
pub(super) fn document(document: &Document) -> Result<Vec<u8>, zip::result::ZipError> {
    let core = format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title><dc:language>en-GB</dc:language></cp:coreProperties>"#,
        escaped(&document.title)
    );
    let text = text(document);
    let parts: [(&str, &str); 6] = [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", RELATIONS),
        ("word/document.xml", &text),
        ("word/_rels/document.xml.rels", RELATIONS_OF_TEXT),
        ("word/styles.xml", STYLES),
        ("docProps/core.xml", &core),
    ];
    let mut file = ZipWriter::new(Cursor::new(Vec::new()));
    // Not compressed: no more code is needed, and a copy is read once.
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, content) in parts {
        file.start_file(name, options)?;
        file.write_all(content.as_bytes())?;
    }
    Ok(file.finish()?.into_inner())
}

fn text(document: &Document) -> String {
    let mut body = String::new();
    paragraph(&mut body, "Title", &document.title);
    for block in &document.blocks {
        match block {
            Block::Heading(2, text) => paragraph(&mut body, "Heading1", text),
            Block::Heading(3, text) => paragraph(&mut body, "Heading2", text),
            Block::Heading(_, text) => paragraph(&mut body, "Heading3", text),
            Block::Paragraph(text) => paragraph(&mut body, "Normal", text),
            Block::Note(text) => paragraph(&mut body, "Note", text),
            Block::Answers(answers) => {
                for (ask, text) in answers {
                    paragraph(&mut body, "Question", ask);
                    paragraph(&mut body, "Normal", text);
                }
            }
            Block::Table {
                caption,
                head,
                rows,
            } => table(&mut body, caption, head, rows),
        }
    }
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{body}<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>"#
    )
}

fn paragraph(body: &mut String, style: &str, text: &str) {
    body.push_str(r#"<w:p><w:pPr><w:pStyle w:val=""#);
    body.push_str(style);
    body.push_str(r#""/></w:pPr>"#);
    for (number, line) in text.split('\n').enumerate() {
        body.push_str("<w:r>");
        if number > 0 {
            body.push_str("<w:br/>");
        }
        body.push_str(r#"<w:t xml:space="preserve">"#);
        body.push_str(&escaped(line));
        body.push_str("</w:t></w:r>");
    }
    body.push_str("</w:p>");
}

fn table(body: &mut String, caption: &str, head: &[String], rows: &[Vec<String>]) {
    if !caption.is_empty() {
        paragraph(body, "Question", caption);
    }
    body.push_str(r#"<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/><w:tblW w:w="5000" w:type="pct"/><w:tblLook w:firstRow="1"/><w:tblCaption w:val=""#);
    body.push_str(&escaped(caption));
    body.push_str(r#""/></w:tblPr><w:tblGrid>"#);
    for _ in head {
        body.push_str(r"<w:gridCol/>");
    }
    body.push_str("</w:tblGrid>");
    row(body, "Question", true, head);
    for cells in rows {
        row(body, "Normal", false, cells);
    }
    body.push_str("</w:tbl>");
    // A paragraph has to follow a table.
    paragraph(body, "Normal", "");
}

fn row(body: &mut String, style: &str, is_head: bool, cells: &[String]) {
    body.push_str("<w:tr><w:trPr><w:cantSplit/>");
    if is_head {
        body.push_str("<w:tblHeader/>");
    }
    body.push_str("</w:trPr>");
    for cell in cells {
        body.push_str(r#"<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/></w:tcPr>"#);
        paragraph(body, style, cell);
        body.push_str("</w:tc>");
    }
    body.push_str("</w:tr>");
}

/// A text as XML has it. What XML cannot hold at all is shown as the sign for it.
fn escaped(text: &str) -> String {
    let mut made = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => made.push_str("&amp;"),
            '<' => made.push_str("&lt;"),
            '>' => made.push_str("&gt;"),
            '"' => made.push_str("&quot;"),
            '\t' | '\n' => made.push(letter),
            '\u{0}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => made.push('\u{fffd}'),
            letter => made.push(letter),
        }
    }
    made
}
