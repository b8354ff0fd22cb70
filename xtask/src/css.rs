//! Joins and shrinks the style sheets: comments and needless white space go, everything else stays.

use crate::command;
use std::path::Path;

/// All sheets of src/ui/css in the order of their names.
pub fn joined(root: &Path) -> Result<String, String> {
    let folder = root.join("src/ui/css");
    let mut sheet = String::new();
    for name in command::files_below(&folder)? {
        if Path::new(&name).extension().is_some_and(|extension| extension == "css") {
            sheet.push_str(&command::read_text(&folder.join(name))?);
            sheet.push('\n');
        }
    }
    Ok(sheet)
}

/// Shrinks a sheet without understanding it. Strings and `url(…)` are copied as they are; a comment
/// becomes nothing (`/**/` where two words would grow together); white space is one space, or nothing beside `{ } ; ,` and after `:`
/// (never before it: `a :hover` is not `a:hover`; never around `+`: `calc()` needs its spaces).
pub fn minified(sheet: &str) -> String {
    let mut out = String::with_capacity(sheet.len());
    let mut rest = sheet;
    let mut gap = false;
    while let Some(character) = rest.chars().next() {
        if character.is_ascii_whitespace() {
            gap = true;
            rest = rest.trim_start_matches(|next: char| next.is_ascii_whitespace());
            continue;
        }
        if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.split_once("*/").map_or("", |(_, after)| after);
            if !gap && out.ends_with(is_word) && rest.starts_with(is_word) {
                out.push_str("/**/");
            }
            continue;
        }
        let length = verbatim(rest).unwrap_or(character.len_utf8());
        let (token, after) = rest.split_at(length);
        let open = out.ends_with(['{', '}', ';', ',', ':']) || out.is_empty();
        if gap && !open && !matches!(character, '{' | '}' | ';' | ',') {
            out.push(' ');
        }
        if character == '}' && out.ends_with(';') {
            out.pop();
        }
        out.push_str(token);
        gap = false;
        rest = after;
    }
    out
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '-' | '_' | '%' | '#')
}

/// Length of the string or `url(…)` that begins here.
fn verbatim(rest: &str) -> Option<usize> {
    let mut characters = rest.char_indices();
    let (_, first) = characters.next()?;
    if first == '"' || first == '\'' {
        let mut escaped = false;
        for (at, character) in characters {
            match character {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                _ if character == first => return Some(at + 1),
                _ => {}
            }
        }
        return Some(rest.len());
    }
    let unquoted = rest.strip_prefix("url(")?;
    if unquoted.trim_start().starts_with(['"', '\'']) {
        return Some(4);
    }
    unquoted.find(')').map(|end| end + 5)
}

#[cfg(test)]
mod tests {
    use super::minified;

    #[test]
    fn drops_comments_and_needless_space() {
        assert_eq!(
            minified("/* a */\n:root {\n  --gap : 4px ;\n  color: red;\n}\n\na ,b > c { margin: 0 auto; }\n"),
            ":root{--gap :4px;color:red}a,b > c{margin:0 auto}"
        );
    }

    #[test]
    fn keeps_what_has_meaning() {
        for sheet in [
            "a :hover{width:calc(1px + 2px)}",
            "a::after{content:\" /* no comment */  ; }\"}",
            "a{background:url(data:image/svg+xml;utf8,<svg/**/>)}",
            "@media (min-width:30rem) and (not print){a{color:red}}",
            "a{content:'it\\'s  fine'}",
        ] {
            assert_eq!(minified(sheet), sheet);
        }
    }

    #[test]
    fn a_comment_neither_joins_nor_parts() {
        assert_eq!(minified("a/* x */b{}"), "a/**/b{}");
        assert_eq!(minified("a/* x */.b{}"), "a.b{}");
        assert_eq!(minified("a /* x */ .b{}"), "a .b{}");
    }
}
