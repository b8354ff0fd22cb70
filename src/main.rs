//! The page. Everything that decides is in the library; on other targets than the browser there is nothing to run.

#[cfg(target_arch = "wasm32")]
fn main() {
    nis2_check::ui::start();
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {}
