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
    use nis2_check::ui::{CodePart, Entry, Missing, pages};

    /// The entry of a part, once its code has arrived.
    macro_rules! split_points {
        ($($part:ident $name:ident: $entry:path;)*) => {
            $(
                #[cfg_attr(feature = "split", wasm_split_helpers::wasm_split($name, fallible))]
                fn $name() -> Result<Entry, Missing> {
                    Ok($entry)
                }
            )*

            /// Fetches the code of a part; fails while there is no connection, and can be tried again.
            pub async fn load(part: CodePart) -> Result<Entry, Missing> {
                match part {
                    $(
                        #[cfg(feature = "split")]
                        CodePart::$part => $name().await,
                        #[cfg(not(feature = "split"))]
                        CodePart::$part => $name(),
                    )*
                }
            }
        };
    }

    split_points! {
        Verdict verdict: pages::verdict::screen;
        Maturity maturity: pages::areas::screen;
        Report report: pages::report::screen;
        Group group: pages::group::screen;
        Files files: pages::assessments::screen;
        Texts texts: pages::texts::screen;
    }
}

#[cfg(target_arch = "wasm32")]
fn main() {
    nis2_check::ui::start(|part| Box::pin(parts::load(part)));
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
