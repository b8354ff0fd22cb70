//! Frames of fines, and what they mean with the turnover.

use law::state::{Fine, Kind, TurnoverOf};

use super::Desk;
use crate::document::{Block, Line, heading, line};
use crate::domain::national::Frame;
use crate::domain::units::{Cents, PERCENT_DECIMALS, Range, Tri};
use crate::i18n::{Key, format, key};
use crate::report::space;

impl Desk<'_> {
    /// Frames of fines, worked out with the turnover where it counts and is known.
    pub(super) fn fines(self, level: u8) -> Vec<Block> {
        let frames =
            self.found.frames.iter().filter_map(|frame| Some((frame, self.loaded.state.fines.get(frame.fine)?)));
        let items: Vec<Line> = frames.map(|(frame, fine)| self.fine(frame, fine)).collect();
        if items.is_empty() {
            return Vec::new();
        }
        vec![heading(level, self.text(key::NATIONAL_FINES_TITLE)), Block::List(false, items)]
    }

    fn fine(self, frame: &Frame, fine: &Fine) -> Line {
        let (lowest, highest) = (fine.amount.0.map(|cents| self.euro(cents)), self.euro(fine.amount.1));
        let mut said = vec![self.own(Kind::Fine, frame.fine, "name").to_owned()];
        said.push(self.span_of(lowest, &highest, [key::NATIONAL_FINES_SPAN, key::NATIONAL_FINES_UP_TO]));
        if let Some((low, high)) = fine.share {
            let (low, high) = (low.map(|share| self.percent(share)), self.percent(high));
            said.push(self.span_of(low, &high, [key::NATIONAL_FINES_SHARE_SPAN, key::NATIONAL_FINES_SHARE]));
            said.push(self.reckoned(frame, fine));
        }
        if let Some((low, high)) = fine.persons {
            let (low, high) = (self.euro(low), self.euro(high));
            said.push(self.span_of(Some(low), &high, [key::NATIONAL_FINES_PERSONS; 2]));
        }
        let mut all = line(said.join(" "));
        all.push(space());
        all.append(&mut self.cites(&fine.cites));
        all.extend(self.mark(fine.status));
        all
    }

    /// What the frame means with the turnover.
    fn reckoned(self, frame: &Frame, fine: &Fine) -> String {
        if !frame.with_turnover {
            return self.text(key::NATIONAL_FINES_NO_TURNOVER).to_owned();
        }
        let known = |range: Range<Cents>| range.to.filter(|to| *to == range.from).map(|cents| self.euro(cents.0));
        if let (Some(lowest), Some(highest)) = (frame.lowest.and_then(known), known(frame.highest)) {
            return self.span_of(Some(lowest), &highest, [key::NATIONAL_FINES_RECKONED; 2]);
        }
        let highest = self.end(frame.highest);
        let mut said = match frame.lowest {
            Some(lowest) => {
                let values = [("lowest", &*self.end(lowest)), ("highest", &highest)];
                self.context.words.fill(key::NATIONAL_FINES_RECKONED_ENDS, &values)
            }
            None => self.context.words.fill(key::NATIONAL_FINES_RECKONED_HIGHEST, &[("highest", &highest)]),
        };
        if fine.turnover == TurnoverOf::Undertaking && self.context.assessment.size.group.alone != Tri::Yes {
            said.push(' ');
            said.push_str(self.text(key::NATIONAL_FINES_GROUP));
        }
        said
    }

    /// An end of a frame that can itself be a span.
    fn end(self, range: Range<Cents>) -> String {
        let from = self.euro(range.from.0);
        let fill = |key, values: &[(&str, &str)]| self.context.words.fill(key, values);
        match range.to.map(|to| self.euro(to.0)) {
            Some(to) if to == from => fill(key::NATIONAL_FINES_EXACTLY, &[("amount", &from)]),
            Some(to) => fill(key::NATIONAL_FINES_BETWEEN, &[("low", &from), ("high", &to)]),
            None => fill(key::NATIONAL_FINES_AT_LEAST, &[("amount", &from)]),
        }
    }

    /// A span in words; the second text is for one without a lowest end.
    fn span_of(self, lowest: Option<String>, highest: &str, [span, up_to]: [Key; 2]) -> String {
        match lowest {
            Some(lowest) => self.context.words.fill(span, &[("lowest", &lowest), ("highest", highest)]),
            None => self.context.words.fill(up_to, &[("highest", highest), ("share", highest)]),
        }
    }

    fn euro(self, cents: u64) -> String {
        format::money(self.context.words.language, cents)
    }

    /// A share in percent, with its sign.
    fn percent(self, millionths: u32) -> String {
        let number = format::decimal(self.context.words.language, u64::from(millionths), PERCENT_DECIMALS);
        [number.as_str(), "\u{a0}%"].concat()
    }
}
