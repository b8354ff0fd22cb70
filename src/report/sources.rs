//! The acts that a document cites, with their official texts.

use law::Source;

use super::Context;
use crate::document::{Block, Line, Span};
use crate::i18n::cite;

/// A list of the acts that `blocks` cite: by a link to the act, or by its short name.
pub fn cited(context: &Context<'_>, blocks: &[Block]) -> Block {
    let mut items: Vec<Line> = Vec::new();
    for source in known(context) {
        let name = cite::reference(context.words, &source.short);
        let address = cite::address(context.words, source);
        let link = Span::Link(address.clone(), address.clone());
        let known = items.iter().any(|item| item.contains(&link));
        if !known && any(blocks, &|text| text.contains(&name), &address) {
            items.push(vec![Span::Text([&name, ": "].concat()), link]);
        }
    }
    Block::List(false, items)
}

/// The acts of the data that have arrived: the Union's, those of the States, of duties and of the operators' rulebooks.
fn known<'a>(context: &Context<'a>) -> impl Iterator<Item = &'a Source> {
    let states = context.national.unwrap_or_default().iter().flat_map(|loaded| &loaded.state.sources);
    let duties = context.duties.into_iter().flat_map(|laws| laws.duties).flat_map(|(pack, _)| &pack.sources);
    let operators = context.operators.into_iter().flat_map(|operators| &operators.sources);
    context.law.sources.iter().chain(states).chain(duties).chain(operators)
}

/// Whether a text of the blocks names the act, or a link leads to it.
fn any(blocks: &[Block], names: &dyn Fn(&str) -> bool, address: &str) -> bool {
    let in_line = |line: &Line| {
        line.iter().any(|span| match span {
            Span::Link(to, text) => to == address || names(text),
            Span::Text(text) | Span::Strong(text) | Span::Mark(_, text) => names(text),
        })
    };
    blocks.iter().any(|block| match block {
        Block::Heading(_, text, _) => names(text),
        Block::Paragraph(line) => in_line(line),
        Block::List(_, items) => items.iter().any(in_line),
        Block::Table(table) => table.rows.iter().flatten().any(in_line),
        Block::Group(_, inner) | Block::Details(_, inner) => any(inner, names, address),
        Block::Drawing { .. } | Block::PageBreak => false,
    })
}
