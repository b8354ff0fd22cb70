//! Drawings of the areas: radar and bars. Whole numbers only, classes instead of styles, and never by colour alone:
//! what is certain is filled, what is open is hatched, targets are marks. A table beside them says the same.

use law::Maturity;

use super::Context;
use crate::document::Block;
use crate::document::html::escape;
use crate::domain::maturity::{AreaScore, Score, Span, TOP};
use crate::i18n::{Key, key};

/// Sine and cosine in thousandths for 13 axes, clockwise from the top.
const AXES: [(i32, i32); 13] = [
    (0, 1000),
    (465, 885),
    (823, 568),
    (993, 121),
    (935, -355),
    (663, -749),
    (239, -971),
    (-239, -971),
    (-663, -749),
    (-935, -355),
    (-993, 121),
    (-823, 568),
    (-465, 885),
];
/// Middle of the radar.
const MIDDLE: i32 = 160;
/// Length of one level on an axis.
const STEP: i32 = 32;
/// Where the numbers of the areas stand.
const LABEL: i32 = 146;
/// Width of the bars' drawing, its margin and the width of one level.
const WIDTH: i32 = 360;
const LEFT: i32 = 8;
const LEVEL: i32 = 84;
/// Height of one bar with its name.
const ROW: i32 = 40;

/// Both drawings.
pub fn charts(context: &Context<'_>, maturity: &Maturity, score: &Score) -> Vec<Block> {
    vec![radar(context, score), bars(context, maturity, score)]
}

fn radar(context: &Context<'_>, score: &Score) -> Block {
    let mut svg = start(context, "radar", (320, 320), key::REPORT_AREAS_RADAR_TITLE, key::REPORT_AREAS_RADAR_DESC);
    for level in 1..=i32::from(TOP) {
        svg.push_str("<polygon class=\"grid\" points=\"");
        for axis in AXES {
            point(&mut svg, place(axis, level * STEP));
        }
        svg.push_str("\"/>");
    }
    for axis in AXES {
        segment(&mut svg, "grid", (MIDDLE, MIDDLE), place(axis, i32::from(TOP) * STEP));
    }
    let shape = |svg: &mut String, class: &str, fill: &str, end: fn(Span) -> u8| {
        svg.push_str("<polygon class=\"");
        svg.push_str(class);
        svg.push_str(fill);
        svg.push_str(" points=\"");
        for (axis, area) in AXES.iter().zip(&score.areas) {
            if let Some(level) = area.level {
                point(svg, place(*axis, i32::from(end(level)) * STEP));
            }
        }
        svg.push_str("\"/>");
    };
    shape(&mut svg, "open", "\" fill=\"url(#hatch-radar)\"", |level| level.high);
    shape(&mut svg, "certain", "\"", |level| level.low);
    for ((axis, area), number) in AXES.iter().zip(&score.areas).zip(1_i32..) {
        let (sin, cos) = *axis;
        if area.level.is_some() {
            let (x, y) = place(*axis, i32::from(area.target) * STEP);
            segment(
                &mut svg,
                "target",
                (x - cos * 7 / 1000, y - sin * 7 / 1000),
                (x + cos * 7 / 1000, y + sin * 7 / 1000),
            );
        }
        let (x, y) = place(*axis, LABEL);
        label(&mut svg, (x, y + 4), "middle", &number.to_string());
    }
    finish(svg)
}

fn bars(context: &Context<'_>, maturity: &Maturity, score: &Score) -> Block {
    let height = ROW * i32::try_from(score.areas.len()).unwrap_or_default() + 20;
    let mut svg = start(context, "bars", (WIDTH, height), key::REPORT_AREAS_BARS_TITLE, key::REPORT_AREAS_BARS_DESC);
    for level in 0..=i32::from(TOP) {
        let x = LEFT + level * LEVEL;
        segment(&mut svg, "grid", (x, 8), (x, height - 18));
        label(&mut svg, (x, height - 4), "middle", &level.to_string());
    }
    for ((area, bar), row) in maturity.areas.iter().zip(&score.areas).zip(0_i32..) {
        let mut name = (row + 1).to_string();
        name.push(' ');
        name.push_str(super::areas::area_text(context, bar.area, key::areas::SHORT));
        if area.id.is_empty() || bar.level.is_none() {
            name.push_str(": ");
            name.push_str(context.text(key::REPORT_AREAS_NOT_APPLICABLE));
        }
        label(&mut svg, (LEFT + 2, row * ROW + 18), "start", &name);
        draw_bar(&mut svg, bar, row * ROW + 23);
    }
    finish(svg)
}

fn draw_bar(svg: &mut String, bar: &AreaScore, top: i32) {
    let Some(level) = bar.level else { return };
    let x = |level: u8| LEFT + i32::from(level) * LEVEL;
    let mut part = |class: &str, from: u8, to: u8| {
        if to > from {
            svg.push_str("<rect class=\"");
            svg.push_str(class);
            attributes(svg, &[("x", x(from)), ("y", top), ("width", x(to) - x(from)), ("height", 12)]);
            svg.push_str("/>");
        }
    };
    part("certain\"", 0, level.low);
    part("open\" fill=\"url(#hatch-bars)\"", level.low, level.high);
    segment(svg, "target", (x(bar.target), top - 3), (x(bar.target), top + 15));
}

/// Opens a drawing with its text and the hatching.
fn start(context: &Context<'_>, name: &str, (width, height): (i32, i32), title: Key, text: Key) -> String {
    let mut svg = String::from("<svg class=\"chart ");
    svg.push_str(name);
    svg.push_str("\" role=\"img\" viewBox=\"0 0 ");
    svg.push_str(&width.to_string());
    svg.push(' ');
    svg.push_str(&height.to_string());
    svg.push_str("\" aria-labelledby=\"");
    for part in ["title-", "desc-"] {
        svg.push_str(part);
        svg.push_str(name);
        svg.push(' ');
    }
    svg.push_str("\"><title id=\"title-");
    svg.push_str(name);
    svg.push_str("\">");
    escape(context.text(title), &mut svg);
    svg.push_str("</title><desc id=\"desc-");
    svg.push_str(name);
    svg.push_str("\">");
    escape(context.text(text), &mut svg);
    svg.push_str("</desc><defs><pattern id=\"hatch-");
    svg.push_str(name);
    svg.push_str(
        "\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\"><path class=\"hatch\" d=\"M0 6L6 0\"/></pattern></defs>",
    );
    svg
}

fn finish(mut svg: String) -> Block {
    svg.push_str("</svg>");
    Block::Drawing { svg }
}

fn place((sin, cos): (i32, i32), length: i32) -> (i32, i32) {
    (MIDDLE + sin * length / 1000, MIDDLE - cos * length / 1000)
}

fn point(svg: &mut String, (x, y): (i32, i32)) {
    svg.push_str(&x.to_string());
    svg.push(',');
    svg.push_str(&y.to_string());
    svg.push(' ');
}

fn segment(svg: &mut String, class: &str, from: (i32, i32), to: (i32, i32)) {
    svg.push_str("<line class=\"");
    svg.push_str(class);
    svg.push('"');
    attributes(svg, &[("x1", from.0), ("y1", from.1), ("x2", to.0), ("y2", to.1)]);
    svg.push_str("/>");
}

fn label(svg: &mut String, (x, y): (i32, i32), anchor: &str, text: &str) {
    svg.push_str("<text text-anchor=\"");
    svg.push_str(anchor);
    svg.push('"');
    attributes(svg, &[("x", x), ("y", y)]);
    svg.push('>');
    escape(text, svg);
    svg.push_str("</text>");
}

fn attributes(svg: &mut String, values: &[(&str, i32)]) {
    for (name, value) in values {
        svg.push(' ');
        svg.push_str(name);
        svg.push_str("=\"");
        svg.push_str(&value.to_string());
        svg.push('"');
    }
}
