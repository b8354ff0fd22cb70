//! Markdown of a document.

use super::{Block, Line, Span, Table};

/// Markdown of the blocks. Drawings are left out: a table beside each says the same.
pub fn markdown(blocks: &[Block]) -> String {
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
        Block::Heading(level, text, _) => {
            out.push_str(&"#".repeat(usize::from(*level)));
            out.push(' ');
            escape(text, out);
            out.push_str("\n\n");
        }
        Block::Paragraph(line) => {
            write_line(line, out);
            out.push_str("\n\n");
        }
        Block::List(numbered, items) => {
            for (position, item) in items.iter().enumerate() {
                if *numbered {
                    out.push_str(&(position + 1).to_string());
                    out.push_str(". ");
                } else {
                    out.push_str("- ");
                }
                write_line(item, out);
                out.push('\n');
            }
            out.push('\n');
        }
        Block::Table(table) => write_table(table, above, out),
        Block::Drawing { .. } | Block::PageBreak => {}
        Block::Group(_, blocks) => out.push_str(&markdown(blocks)),
        Block::Details(summary, blocks) => {
            out.push_str("**");
            escape(summary, out);
            out.push_str("**\n\n");
            out.push_str(&markdown(blocks));
        }
    }
}

fn write_table(table: &Table, above: &str, out: &mut String) {
    if table.caption != above {
        out.push_str("**");
        escape(&table.caption, out);
        out.push_str("**\n\n");
    }
    out.push('|');
    for head in &table.head {
        out.push(' ');
        escape(head, out);
        out.push_str(" |");
    }
    out.push_str("\n|");
    out.push_str(&" --- |".repeat(table.head.len()));
    out.push('\n');
    for row in &table.rows {
        out.push('|');
        for cell in row {
            out.push(' ');
            write_line(cell, out);
            out.push_str(" |");
        }
        out.push('\n');
    }
    out.push('\n');
}

fn write_line(line: &Line, out: &mut String) {
    for span in line {
        match span {
            Span::Text(text) => escape(text, out),
            Span::Strong(text) => {
                out.push_str("**");
                escape(text, out);
                out.push_str("**");
            }
            // Links into the app lead nowhere from a file.
            Span::Link(address, text) if address.starts_with('#') => escape(text, out),
            Span::Link(address, text) => {
                out.push('[');
                escape(text, out);
                out.push_str("](");
                out.push_str(address);
                out.push(')');
            }
            Span::Mark(_, text) => {
                out.push('_');
                escape(text, out);
                out.push('_');
            }
        }
    }
}

/// Text in which no character has a meaning for Markdown; a line break becomes a space.
fn escape(text: &str, out: &mut String) {
    for character in text.chars() {
        if matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|') {
            out.push('\\');
        }
        out.push(if character == '\n' { ' ' } else { character });
    }
}
