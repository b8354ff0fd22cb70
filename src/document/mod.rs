//! A document: what a report, a verdict or a text page says, without how it looks. One renderer makes HTML for screen,
//! print and files, another makes Markdown.

pub mod calendar;
pub mod csv;
pub mod html;
pub mod markdown;

/// A part of a document that stands on its own.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Block {
    /// A heading of level 1 to 4 with an id for links; empty for none.
    Heading(u8, String, String),
    /// A paragraph.
    Paragraph(Line),
    /// A list; numbered when true.
    List(bool, Vec<Line>),
    /// A table with a caption, heads and rows.
    Table(Table),
    /// An own drawing with a text that says the same.
    Drawing {
        /// SVG without scripts or styles.
        svg: String,
    },
    /// Blocks that belong together and are not parted on paper. The name says what they are, for the style sheet.
    Group(&'static str, Vec<Block>),
    /// Blocks behind a summary; open on paper.
    Details(String, Vec<Block>),
    /// A new page on paper.
    PageBreak,
}

impl Block {
    /// What it says as a heading; empty for everything else.
    pub fn heading(&self) -> &str {
        if let Self::Heading(_, text, _) = self { text } else { "" }
    }
}

/// A table. The first column of each row is its head.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Table {
    /// What it shows.
    pub caption: String,
    /// Heads of the columns.
    pub head: Vec<String>,
    /// Rows of cells.
    pub rows: Vec<Vec<Line>>,
}

/// Text with marks and links.
pub type Line = Vec<Span>;

/// A stretch of text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Span {
    /// Plain.
    Text(String),
    /// Important.
    Strong(String),
    /// A link; addresses that begin with `#` lead into the app.
    Link(String, String),
    /// A mark in words, for instance "our reading"; the name is for the style sheet.
    Mark(&'static str, String),
}

impl Span {
    /// What it says.
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Strong(text) | Self::Link(_, text) | Self::Mark(_, text) => text,
        }
    }
}

/// A line of plain text.
pub fn line(text: impl Into<String>) -> Line {
    vec![Span::Text(text.into())]
}

/// A paragraph of plain text.
pub fn paragraph(text: impl Into<String>) -> Block {
    Block::Paragraph(line(text))
}

/// A heading without an id.
pub fn heading(level: u8, text: impl Into<String>) -> Block {
    Block::Heading(level, text.into(), String::new())
}

/// Whether a link leads to another place on the web.
fn is_outside(address: &str) -> bool {
    address.starts_with("https://")
}
