//! The page in the browser: a thin shell of markup and accessibility around what the library decides.

mod app;
mod browser;
mod components;
mod form;
mod laws;
mod markup;
pub mod pages;
mod parts;
mod state;

pub use app::start;
pub use parts::{Arriving, CodePart, Entry, Load, Missing, Papers, Read, Screen, Standing};
pub use state::App;
