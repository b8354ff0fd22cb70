//! Tables as files for spreadsheets.

/// What tells Excel that the file is UTF-8.
const BYTE_ORDER_MARK: char = '\u{feff}';

/// The rows as a file: UTF-8 with a byte order mark, semicolons between the cells, as spreadsheets in Slovenia and Croatia
/// expect them, every cell in quotation marks, CR LF at the end of a row.
pub fn csv(rows: &[Vec<String>]) -> String {
    let mut out = String::from(BYTE_ORDER_MARK);
    for row in rows {
        for (at, cell) in row.iter().enumerate() {
            if at > 0 {
                out.push(';');
            }
            write_cell(cell, &mut out);
        }
        out.push_str("\r\n");
    }
    out
}

/// A cell that a spreadsheet would take for a formula gets an apostrophe before it: then it is text. Line breaks become
/// spaces.
fn write_cell(cell: &str, out: &mut String) {
    out.push('"');
    let begins = cell.trim_start().chars().next();
    if begins.is_some_and(|first| "=+-@＝＋－＠".contains(first)) || cell.starts_with(['\t', '\r', '\n']) {
        out.push('\'');
    }
    for character in cell.chars() {
        match character {
            '"' => out.push_str("\"\""),
            character if character.is_control() => out.push(' '),
            character => out.push(character),
        }
    }
    out.push('"');
}
