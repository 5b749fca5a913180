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
    if svg {
        match name.bytes() {
            b"text" => return Kind::SvgText,
            b"tspan" | b"textpath" => return Kind::Inline,
            b"desc" | b"title" | b"metadata" => return Kind::SvgNote,
            _ => {}
        }
    }
    match name.bytes() {
        b"a" | b"abbr" | b"acronym" | b"b" | b"bdi" | b"bdo" | b"big" | b"cite" | b"code" | b"data" | b"del"
        | b"dfn" | b"em" | b"font" | b"i" | b"ins" | b"kbd" | b"label" | b"mark" | b"nobr" | b"output" | b"q"
        | b"ruby" | b"rb" | b"rt" | b"s" | b"samp" | b"small" | b"span" | b"strike" | b"strong" | b"sub" | b"sup"
        | b"time" | b"tt" | b"u" | b"var" | b"picture" | b"map" => Kind::Inline,
        // DocBook, DITA, Android and XLIFF.
        b"emphasis" | b"literal" | b"filename" | b"command" | b"replaceable" | b"ulink" | b"xref" | b"link"
        | b"function" | b"varname" | b"quote" | b"application" | b"guilabel" | b"ph" | b"bpt" | b"ept" | b"xliff"
        | b"g" | b"uicontrol"
            if xml && !svg =>
        {
            Kind::Inline
        }
        b"br" => Kind::Break,
        b"img" | b"image" | b"input" | b"wbr" | b"meta" | b"link" | b"base" | b"area" | b"source" | b"track"
        | b"col" | b"embed" | b"param" | b"hr" | b"frame"
            if !xml || svg =>
        {
            if name.bytes() == b"hr" {
                Kind::Break
            } else {
                Kind::Void
            }
        }
        b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => Kind::Heading,
        b"title" if xml => Kind::Heading,
        b"li" | b"dd" | b"dt" | b"listitem" => Kind::Item,
        b"td" | b"th" | b"entry" => Kind::Cell,
        b"blockquote" => Kind::Quote,
        b"pre" | b"programlisting" | b"screen" | b"literallayout" | b"codeblock" | b"xmp" | b"listing" => Kind::Pre,
        b"script" => Kind::Script,
        b"style" if !xml || svg => Kind::Style,
        b"details" => Kind::Details,
        b"summary" if !xml => Kind::Summary,
        b"template" | b"noscript" | b"noframes" | b"noembed" | b"dialog" if !xml => Kind::Quiet,
        b"svg" => Kind::Svg,
        _ if xml => Kind::Block,
        _ if is_block(name.bytes()) => Kind::Block,
        _ => Kind::Inline,
    }
}

fn is_block(name: &[u8]) -> bool {
    static BLOCKS: &[&[u8]] = &[
        b"address",
        b"article",
        b"aside",
        b"audio",
        b"body",
        b"button",
        b"canvas",
        b"caption",
        b"center",
        b"dir",
        b"div",
        b"dl",
        b"fieldset",
        b"figcaption",
        b"figure",
        b"footer",
        b"form",
        b"frameset",
        b"head",
        b"header",
        b"hgroup",
        b"html",
        b"iframe",
        b"legend",
        b"main",
        b"menu",
        b"nav",
        b"object",
        b"ol",
        b"optgroup",
        b"option",
        b"p",
        b"search",
        b"section",
        b"select",
        b"slot",
        b"table",
        b"tbody",
        b"textarea",
        b"tfoot",
        b"thead",
        b"title",
        b"tr",
        b"ul",
        b"video",
    ];
    BLOCKS.binary_search(&name).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

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
