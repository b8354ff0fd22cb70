//! The page in the browser: a thin shell of markup and accessibility around what the library decides.

mod app;
mod browser;
mod components;
mod form;
mod markup;
mod pages;
mod state;

pub use app::start;
