//! What an element does to the text in it: cut, join, quote, hide.
//!
//! Names only; attributes are judged in `visibility`. Unknown elements join text in HTML (as browsers show them) and cut
//! it in XML (where an element is a field).

use crate::extract::page::Name;

/// Kinds of elements.
#[derive(Copy, Clone, PartialEq, Eq, Debug)]
pub(in crate::extract) enum Kind {
    /// Text flows through it.
    Inline,
    /// Ends the text before it.
    Block,
    /// Breaks the line.
    Break,
    /// Has no content.
    Void,
    /// A heading.
    Heading,
    /// A list item.
    Item,
    /// A table cell.
    Cell,
    /// A quotation.
    Quote,
    /// Text as it is written.
    Pre,
    /// Program text.
    Script,
    /// Style rules.
    Style,
    /// Collapsed until opened.
    Details,
    /// The visible part of it.
    Summary,
    /// Not shown, or only without scripts.
    Quiet,
    /// A drawing.
    Svg,
    /// Text in a drawing.
    SvgText,
    /// Descriptions in a drawing, which are not drawn.
    SvgNote,
}

/// Kind of `name`.
pub(in crate::extract) fn kind(name: Name, xml: bool, svg: bool) -> Kind {
    let (table, other) = match (svg, xml) {
        (true, _) => (SVG, Kind::Block),
        (false, true) => (XML, Kind::Block),
        (false, false) => (HTML, Kind::Inline),
    };
    table.binary_search_by_key(&name.key(), |(key, _)| *key).map_or(other, |at| table[at].1)
}

const fn key(name: &str) -> u128 {
    Name::of_lower(name).key()
}

/// Elements of HTML; others join text.
#[rustfmt::skip]
static HTML: &[(u128, Kind)] = &[
    (key("a"), Kind::Inline), (key("abbr"), Kind::Inline), (key("acronym"), Kind::Inline),
    (key("address"), Kind::Block), (key("area"), Kind::Void), (key("article"), Kind::Block),
    (key("aside"), Kind::Block), (key("audio"), Kind::Block), (key("b"), Kind::Inline), (key("base"), Kind::Void),
    (key("bdi"), Kind::Inline), (key("bdo"), Kind::Inline), (key("big"), Kind::Inline),
    (key("blockquote"), Kind::Quote), (key("body"), Kind::Block), (key("br"), Kind::Break),
    (key("button"), Kind::Block), (key("canvas"), Kind::Block), (key("caption"), Kind::Block),
    (key("center"), Kind::Block), (key("cite"), Kind::Inline), (key("code"), Kind::Inline), (key("col"), Kind::Void),
    (key("data"), Kind::Inline), (key("dd"), Kind::Item), (key("del"), Kind::Inline),
    (key("details"), Kind::Details), (key("dfn"), Kind::Inline), (key("dialog"), Kind::Quiet),
    (key("dir"), Kind::Block), (key("div"), Kind::Block), (key("dl"), Kind::Block), (key("dt"), Kind::Item),
    (key("em"), Kind::Inline), (key("embed"), Kind::Void), (key("fieldset"), Kind::Block),
    (key("figcaption"), Kind::Block), (key("figure"), Kind::Block), (key("font"), Kind::Inline),
    (key("footer"), Kind::Block), (key("form"), Kind::Block), (key("frame"), Kind::Void),
    (key("frameset"), Kind::Block), (key("h1"), Kind::Heading), (key("h2"), Kind::Heading),
    (key("h3"), Kind::Heading), (key("h4"), Kind::Heading), (key("h5"), Kind::Heading), (key("h6"), Kind::Heading),
    (key("head"), Kind::Block), (key("header"), Kind::Block), (key("hgroup"), Kind::Block), (key("hr"), Kind::Break),
    (key("html"), Kind::Block), (key("i"), Kind::Inline), (key("iframe"), Kind::Block), (key("image"), Kind::Void),
    (key("img"), Kind::Void), (key("input"), Kind::Void), (key("ins"), Kind::Inline), (key("kbd"), Kind::Inline),
    (key("label"), Kind::Inline), (key("legend"), Kind::Block), (key("li"), Kind::Item), (key("link"), Kind::Void),
    (key("listing"), Kind::Pre), (key("main"), Kind::Block), (key("map"), Kind::Inline), (key("mark"), Kind::Inline),
    (key("menu"), Kind::Block), (key("meta"), Kind::Void), (key("nav"), Kind::Block), (key("nobr"), Kind::Inline),
    (key("noembed"), Kind::Quiet), (key("noframes"), Kind::Quiet), (key("noscript"), Kind::Quiet),
    (key("object"), Kind::Block), (key("ol"), Kind::Block), (key("optgroup"), Kind::Block),
    (key("option"), Kind::Block), (key("output"), Kind::Inline), (key("p"), Kind::Block), (key("param"), Kind::Void),
    (key("picture"), Kind::Inline), (key("pre"), Kind::Pre), (key("q"), Kind::Inline), (key("rb"), Kind::Inline),
    (key("rt"), Kind::Inline), (key("ruby"), Kind::Inline), (key("s"), Kind::Inline), (key("samp"), Kind::Inline),
    (key("script"), Kind::Script), (key("search"), Kind::Block), (key("section"), Kind::Block),
    (key("select"), Kind::Block), (key("slot"), Kind::Block), (key("small"), Kind::Inline),
    (key("source"), Kind::Void), (key("span"), Kind::Inline), (key("strike"), Kind::Inline),
    (key("strong"), Kind::Inline), (key("style"), Kind::Style), (key("sub"), Kind::Inline),
    (key("summary"), Kind::Summary), (key("sup"), Kind::Inline), (key("svg"), Kind::Svg),
    (key("table"), Kind::Block), (key("tbody"), Kind::Block), (key("td"), Kind::Cell),
    (key("template"), Kind::Quiet), (key("textarea"), Kind::Block), (key("tfoot"), Kind::Block),
    (key("th"), Kind::Cell), (key("thead"), Kind::Block), (key("time"), Kind::Inline), (key("title"), Kind::Block),
    (key("tr"), Kind::Block), (key("track"), Kind::Void), (key("tt"), Kind::Inline), (key("u"), Kind::Inline),
    (key("ul"), Kind::Block), (key("var"), Kind::Inline), (key("video"), Kind::Block), (key("wbr"), Kind::Void),
    (key("xmp"), Kind::Pre),
];

/// Elements of common document types (XHTML, DocBook, DITA, Android, XLIFF); others are fields.
#[rustfmt::skip]
static XML: &[(u128, Kind)] = &[
    (key("a"), Kind::Inline), (key("abbr"), Kind::Inline), (key("acronym"), Kind::Inline),
    (key("application"), Kind::Inline), (key("b"), Kind::Inline), (key("bdi"), Kind::Inline),
    (key("bdo"), Kind::Inline), (key("big"), Kind::Inline), (key("blockquote"), Kind::Quote),
    (key("bpt"), Kind::Inline), (key("br"), Kind::Break), (key("cite"), Kind::Inline), (key("code"), Kind::Inline),
    (key("codeblock"), Kind::Pre), (key("command"), Kind::Inline), (key("dd"), Kind::Item),
    (key("del"), Kind::Inline), (key("details"), Kind::Details), (key("dfn"), Kind::Inline), (key("dt"), Kind::Item),
    (key("em"), Kind::Inline), (key("emphasis"), Kind::Inline), (key("entry"), Kind::Cell),
    (key("ept"), Kind::Inline), (key("filename"), Kind::Inline), (key("font"), Kind::Inline),
    (key("function"), Kind::Inline), (key("g"), Kind::Inline), (key("guilabel"), Kind::Inline),
    (key("h1"), Kind::Heading), (key("h2"), Kind::Heading), (key("h3"), Kind::Heading), (key("h4"), Kind::Heading),
    (key("h5"), Kind::Heading), (key("h6"), Kind::Heading), (key("i"), Kind::Inline), (key("ins"), Kind::Inline),
    (key("kbd"), Kind::Inline), (key("label"), Kind::Inline), (key("li"), Kind::Item), (key("link"), Kind::Inline),
    (key("listitem"), Kind::Item), (key("literal"), Kind::Inline), (key("literallayout"), Kind::Pre),
    (key("mark"), Kind::Inline), (key("ph"), Kind::Inline), (key("pre"), Kind::Pre),
    (key("programlisting"), Kind::Pre), (key("q"), Kind::Inline), (key("quote"), Kind::Inline),
    (key("replaceable"), Kind::Inline), (key("s"), Kind::Inline), (key("samp"), Kind::Inline),
    (key("screen"), Kind::Pre), (key("script"), Kind::Script), (key("small"), Kind::Inline),
    (key("span"), Kind::Inline), (key("strong"), Kind::Inline), (key("sub"), Kind::Inline),
    (key("sup"), Kind::Inline), (key("svg"), Kind::Svg), (key("td"), Kind::Cell), (key("th"), Kind::Cell),
    (key("title"), Kind::Heading), (key("tt"), Kind::Inline), (key("u"), Kind::Inline),
    (key("uicontrol"), Kind::Inline), (key("ulink"), Kind::Inline), (key("var"), Kind::Inline),
    (key("varname"), Kind::Inline), (key("xliff"), Kind::Inline), (key("xref"), Kind::Inline),
];

/// Elements of SVG; others are shapes.
#[rustfmt::skip]
static SVG: &[(u128, Kind)] = &[
    (key("a"), Kind::Inline), (key("b"), Kind::Inline), (key("br"), Kind::Break), (key("code"), Kind::Inline),
    (key("desc"), Kind::SvgNote), (key("em"), Kind::Inline), (key("i"), Kind::Inline), (key("image"), Kind::Void),
    (key("metadata"), Kind::SvgNote), (key("script"), Kind::Script), (key("span"), Kind::Inline),
    (key("strong"), Kind::Inline), (key("style"), Kind::Style), (key("sub"), Kind::Inline),
    (key("sup"), Kind::Inline), (key("svg"), Kind::Svg), (key("text"), Kind::SvgText),
    (key("textpath"), Kind::Inline), (key("title"), Kind::SvgNote), (key("tspan"), Kind::Inline),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        for table in [HTML, XML, SVG] {
            assert!(table.is_sorted_by(|a, b| a.0 < b.0));
        }
    }

    #[test]
    fn kinds() {
        let html = |name| kind(Name::of(name), false, false);
        assert_eq!(
            (html("P"), html("B"), html("x-card"), html("ul")),
            (Kind::Block, Kind::Inline, Kind::Inline, Kind::Block)
        );
        assert_eq!(kind(Name::of("field"), true, false), Kind::Block);
        assert_eq!(kind(Name::of("svg:desc"), true, true), Kind::SvgNote);
        assert_eq!(html("address"), Kind::Block);
    }
}
