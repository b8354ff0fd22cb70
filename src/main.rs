//! The page. Everything that decides is in the library; on other targets than the browser there is nothing to run.
//!
//! Here are the split points of the wasm: each function names the entry of a part, and the build cuts off what only that
//! part needs as a file of its own, fetched when a screen of the part is opened (`docs/adr/0007-parts-of-the-code.md`).
#![cfg_attr(
    all(target_arch = "wasm32", feature = "split"),
    allow(
        unsafe_code,
        reason = "the attribute declares the imports that the build fills in; nothing is written by hand"
    )
)]

#[cfg(target_arch = "wasm32")]
mod parts {
    use nis2_check::ui::{CodePart, Entry, Load, Missing, Papers, Read, Standing, pages};

    /// Functions that name what a part gives; called through [`arrived!`], they fetch its code first.
    macro_rules! split_points {
        ($($part:ident: $given:ty = $entry:path;)*) => {
            $(
                #[cfg_attr(feature = "split", wasm_split_helpers::wasm_split($part, fallible))]
                #[allow(clippy::unnecessary_wraps, reason = "with the split the part may fail to arrive")]
                pub fn $part() -> Result<$given, Missing> {
                    Ok($entry)
                }
            )*
        };
    }

    /// What a part gives, once it has arrived.
    macro_rules! arrived {
        ($part:ident) => {{
            #[cfg(feature = "split")]
            let arriving = $part();
            #[cfg(not(feature = "split"))]
            let arriving = std::future::ready($part());
            Box::pin(arriving)
        }};
    }

    split_points! {
        check: Entry = pages::check::screen;
        group: Entry = pages::group::screen;
        results: Entry = pages::results::screen;
        report: Entry = pages::papers::screen;
        measures: Entry = pages::measures::screen;
        aside: Entry = pages::aside::screen;
        operators: Entry = pages::operators::screen;
        incident: Entry = pages::incident::screen;
        incident_papers: Papers = pages::incident::papers::view;
        standing: Standing = pages::incident::standing::find;
        reader: Read = nis2_check::persist::envelope::read;
    }

    /// The code of the product, part by part.
    pub const LOAD: Load = Load {
        entry: |part| match part {
            CodePart::Check => arrived!(check),
            CodePart::Group => arrived!(group),
            CodePart::Results => arrived!(results),
            CodePart::Report => arrived!(report),
            CodePart::Measures => arrived!(measures),
            CodePart::Aside => arrived!(aside),
            CodePart::Operators => arrived!(operators),
            CodePart::Incident => arrived!(incident),
        },
        reader: || arrived!(reader),
        papers: || arrived!(incident_papers),
        standing: || arrived!(standing),
    };
}

#[cfg(target_arch = "wasm32")]
fn main() {
    nis2_check::ui::start(parts::LOAD);
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
