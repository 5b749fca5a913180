//! # xml
//!
//! ## What it does
//! Reads XML with the tokenizer of the HTML extractor: each element is a field whose text is a segment, inline elements of
//! the common document types join it. In SVG, `desc`, `title` and `metadata` are descriptions that are not drawn, and text
//! without fill, opacity or size is hidden.
//!
//! ## Why it matters
//! Drawings, translations, interface files and build files are read whole by models, though nobody looks at their source.
//!
//! ## Example
//! `<svg><desc>a text</desc></svg>` gives the SVG text `a text`, shown only on request.
//!
//! ## Limits
//! Entities declared in a document type are not expanded. Text in front of a shape of the same colour counts as visible.

use super::Extractor;
use super::html::{Dialect, feed, is_unnamed};
use super::page::Page;
use crate::document::Document;
use crate::registry::Meta;
use crate::segment::Segment;

/// Reads XML and SVG.
#[derive(Debug)]
pub(super) struct Xml;

static META: Meta = Meta {
    id: "xml",
    summary: "text, comments, attributes and hidden text of XML and SVG",
    covers: &[],
    page: crate::page!("xml.rs"),
};

static EXTENSIONS: &[&str] = &[
    "xml",
    "svg",
    "xsl",
    "xslt",
    "xsd",
    "xlf",
    "xliff",
    "plist",
    "resx",
    "resw",
    "csproj",
    "vbproj",
    "fsproj",
    "vcxproj",
    "props",
    "targets",
    "nuspec",
    "pom",
    "rss",
    "atom",
    "opml",
    "dita",
    "ditamap",
    "dbk",
    "docbook",
    "wsdl",
    "kml",
    "gpx",
    "ui",
    "xaml",
    "axaml",
    "storyboard",
    "xib",
    "fxml",
    "qrc",
    "glade",
    "rdf",
    "owl",
    "rng",
    "sgml",
    "wxs",
    "tmx",
    "tei",
    "xmp",
    "manifest",
    "musicxml",
    "mml",
    "drawio",
    "jelly",
    "launch",
    "urdf",
    "sdf",
    "poml",
];

impl Extractor for Xml {
    fn meta(&self) -> &'static Meta {
        &META
    }

    fn accepts(&self, document: &Document) -> bool {
        let extension = document.extension();
        EXTENSIONS.contains(&extension.as_str()) && (extension != "manifest" || starts_as_xml(&document.text))
            || is_unnamed(&extension) && starts_as_xml(&document.text)
    }

    fn extract<'d>(&self, document: &'d Document, out: &mut Vec<Segment<'d>>) {
        let mut page = Page::new(document, out);
        if document.extension() == "svg" {
            page.sheet = super::hidden::sheet::Sheet::of(&document.text);
        }
        feed(&mut page, 0..document.text.len(), Dialect::Xml);
        page.finish();
    }
}

fn starts_as_xml(text: &str) -> bool {
    text.trim_start().starts_with("<?xml")
}

#[cfg(test)]
mod tests {
    use super::super::page::shown;

    #[test]
    fn elements_are_fields() {
        let text = "<?xml version='1.0'?><r><!-- a remark --><name>first field</name><x:note>second <b>fi</b>eld</x:note><![CDATA[third one]]></r>";
        let expected = [
            "config-comment collapsed| a remark",
            "paragraph| first field",
            "paragraph| second field",
            "paragraph| third one",
        ];
        assert_eq!(shown("a.xml", text), expected);
        assert_eq!(shown("unnamed", text), expected);
    }
}
