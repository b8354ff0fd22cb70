//! Spaces at which a line must not end.

/// What stays together: the name of the directive, a number and its sign, the short word before the number of an article.
const TOGETHER: [&str; 4] = ["NIS 2", " %", "čl. ", "Art. "];

/// Files whose texts are compared with what people type or are read by programs.
const LEFT_ALONE: [&str; 2] = ["catalogue.", "cite."];

/// The text under a key with spaces that hold where its parts belong together.
pub fn bound(key: &str, text: &str) -> String {
    if LEFT_ALONE.iter().any(|file| key.starts_with(file)) {
        return text.to_owned();
    }
    TOGETHER.iter().fold(text.to_owned(), |text, whole| text.replace(whole, &whole.replace(' ', "\u{a0}")))
}
