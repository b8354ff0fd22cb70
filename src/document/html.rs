//! HTML of a document. All text is escaped here and nowhere else; no styles, no scripts.

use super::{Block, Line, Span, Table, is_outside};

/// HTML of the blocks.
pub fn html(blocks: &[Block]) -> String {
    let mut out = String::new();
    let mut above = "";
    for block in blocks {
        write_block(block, above, &mut out);
        above = block.heading();
    }
    out
}

fn write_block(block: &Block, above: &str, out: &mut String) {
    match block {
        Block::Heading(level, text, id) => {
            let level = char::from(b'0' + (*level).clamp(1, 4));
            out.push_str("<h");
            out.push(level);
            if !id.is_empty() {
                out.push_str(" id=\"");
                escape(id, out);
                out.push('"');
            }
            out.push('>');
            escape(text, out);
            out.push_str("</h");
            out.push(level);
            out.push('>');
        }
        Block::Paragraph(line) => element("p", line, out),
        Block::List(numbered, items) => {
            let (open, close) = if *numbered { ("<ol>", "</ol>") } else { ("<ul>", "</ul>") };
            out.push_str(open);
            for item in items {
                element("li", item, out);
            }
            out.push_str(close);
        }
        Block::Table(table) => write_table(table, above, out),
        Block::Drawing { svg } => {
            out.push_str("<div class=\"drawing\">");
            out.push_str(svg);
            out.push_str("</div>");
        }
        Block::Group(name, blocks) => {
            out.push_str("<div class=\"");
            out.push_str(name);
            out.push_str("\">");
            out.push_str(&html(blocks));
            out.push_str("</div>");
        }
        Block::Details(summary, blocks) => {
            out.push_str("<details><summary>");
            escape(summary, out);
            out.push_str("</summary>");
            out.push_str(&html(blocks));
            out.push_str("</details>");
        }
        Block::PageBreak => out.push_str("<div class=\"page-break\"></div>"),
    }
}

/// A cell with more characters than this is a sentence: on a narrow screen the table is shown row by row.
const SENTENCE: usize = 36;
/// So is a table with more columns than this.
const COLUMNS: usize = 4;

/// A table keeps its roles where the style sheet shows it row by row, which takes them away in some browsers. A caption that
/// only repeats the heading above is not shown.
fn write_table(table: &Table, above: &str, out: &mut String) {
    let prose = table.head.len() > COLUMNS
        || table.rows.iter().flatten().any(|cell| cell.iter().map(|span| span.text().len()).sum::<usize>() > SENTENCE);
    out.push_str(if prose { "<div class=\"table prose\"" } else { "<div class=\"table\"" });
    out.push_str(" tabindex=\"0\" role=\"group\" aria-label=\"");
    escape(&table.caption, out);
    out.push_str("\"><table role=\"table\">");
    if table.caption != above {
        out.push_str("<caption>");
        escape(&table.caption, out);
        out.push_str("</caption>");
    }
    out.push_str("<thead role=\"rowgroup\"><tr role=\"row\">");
    for head in &table.head {
        out.push_str("<th scope=\"col\" role=\"columnheader\">");
        escape(head, out);
        out.push_str("</th>");
    }
    out.push_str("</tr></thead><tbody role=\"rowgroup\">");
    for row in &table.rows {
        out.push_str("<tr role=\"row\">");
        for (position, cell) in row.iter().enumerate() {
            if position == 0 {
                out.push_str("<th scope=\"row\" role=\"rowheader\">");
            } else {
                out.push_str("<td role=\"cell\" data-head=\"");
                escape(table.head.get(position).map_or("", String::as_str), out);
                out.push_str("\">");
            }
            write_line(cell, out);
            out.push_str(if position == 0 { "</th>" } else { "</td>" });
        }
        out.push_str("</tr>");
    }
    out.push_str("</tbody></table></div>");
}

fn element(name: &str, line: &Line, out: &mut String) {
    out.push('<');
    out.push_str(name);
    out.push('>');
    write_line(line, out);
    out.push_str("</");
    out.push_str(name);
    out.push('>');
}

/// A link out of the page opens beside it, so that nobody loses the place. The page has a hidden element [`OUTSIDE_ID`] that says
/// so, and the style sheet a mark.
const OUTSIDE: &str = "\" target=\"_blank\" rel=\"noopener noreferrer\" aria-describedby=\"";
/// Id of the element that says that a link opens in a new tab.
pub const OUTSIDE_ID: &str = "outside";

fn write_line(line: &Line, out: &mut String) {
    for span in line {
        match span {
            Span::Text(text) => escape(text, out),
            Span::Strong(text) => {
                out.push_str("<strong>");
                escape(text, out);
                out.push_str("</strong>");
            }
            Span::Link(address, text) => {
                out.push_str("<a href=\"");
                escape(address, out);
                if is_outside(address) {
                    out.push_str(OUTSIDE);
                    out.push_str(OUTSIDE_ID);
                }
                out.push_str("\">");
                // "Art. 3" and "čl. 12" stay on one line.
                escape(&text.replace(". ", ".\u{a0}").replace("NIS 2", "NIS\u{a0}2"), out);
                out.push_str("</a>");
            }
            Span::Mark(name, text) => {
                out.push_str("<span class=\"mark ");
                out.push_str(name);
                out.push_str("\">");
                escape(text, out);
                out.push_str("</span>");
            }
        }
    }
}

/// Text as HTML, also within quotation marks of an attribute.
pub fn escape(text: &str, out: &mut String) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            other => out.push(other),
        }
    }
}
