//! What the project needs on a machine: finds it, installs what is missing, says so, does nothing
//! twice. Assumes Debian 12, rustup and Node with npm; without root it says what to install.

use crate::command::{self, step};
use crate::compress;
use std::path::{Path, PathBuf};
use std::process::Command;

const TARGET: &str = "wasm32-unknown-unknown";
const GECKODRIVER: &str = "0.37.1";

/// For the spelling of Slovenian and Croatian.
const SPELLING: [&str; 3] = ["hunspell", "hunspell-sl", "hunspell-hr"];
/// For the journeys and the measurements; poppler-utils reads the printed page.
const CHROMIUM: [&str; 3] = ["chromium", "chromium-driver", "poppler-utils"];
/// With these the main journey also runs in Firefox and in `WebKitGTK`.
const FURTHER: [&str; 3] = ["firefox-esr", "webkit2gtk-driver", "xvfb"];

/// The browsers that the tools step could provide, and why others are missing.
pub struct Browsers {
    pub firefox: Result<(), String>,
    pub webkit: Result<(), String>,
}

/// `cargo xtask tools`
pub fn run(root: &Path) -> Result<(), String> {
    let browsers = for_tests(root)?;
    println!("Everything the build and the tests need is here.");
    for (name, state) in [("Firefox ESR", browsers.firefox), ("WebKitGTK", browsers.webkit)] {
        if let Err(reason) = state {
            println!("Left out: {name}. {reason}");
        }
    }
    Ok(())
}

/// What a build needs: the wasm target of Rust, Node, and the packages of tests/e2e (wasm-opt).
pub fn for_build(root: &Path) -> Result<(), String> {
    let installed = command::output("rustup", &["target", "list", "--installed"])
        .ok_or("rustup is missing. Install Rust with rustup, then run this again.")?;
    if !installed.lines().any(|line| line.trim() == TARGET) {
        step(&format!("adding the Rust target {TARGET} (some seconds)"), || {
            command::run(Command::new("rustup").args(["target", "add", TARGET]))
        })?;
    }
    node_packages(root)
}

/// What all tests need, browsers included.
pub fn for_tests(root: &Path) -> Result<Browsers, String> {
    for_build(root)?;
    for_spelling()?;
    for_chromium()?;
    let further = debian_packages(&FURTHER);
    Ok(Browsers {
        firefox: further.clone().and_then(|()| geckodriver(root)),
        webkit: further.and_then(|()| {
            command::is_installed("WebKitWebDriver")
                .then_some(())
                .ok_or_else(|| "WebKitWebDriver is not on the path.".to_owned())
        }),
    })
}

/// hunspell with its two dictionaries.
pub fn for_spelling() -> Result<(), String> {
    debian_packages(&SPELLING)
}

/// Chromium, its driver, and pdftotext.
pub fn for_chromium() -> Result<(), String> {
    debian_packages(&CHROMIUM)
}

/// The geckodriver that this project built for itself.
pub fn geckodriver_path(root: &Path) -> PathBuf {
    root.join("target/tools/bin/geckodriver")
}

fn node_packages(root: &Path) -> Result<(), String> {
    for program in ["node", "npm"] {
        if !command::is_installed(program) {
            return Err(format!("{program} is missing. Install Node 20 or newer with npm, then run this again."));
        }
    }
    let folder = root.join("tests/e2e");
    let lock = compress::sha256(&command::read(&folder.join("package-lock.json"))?);
    let stamp = folder.join("node_modules/.installed-from");
    if command::read_text(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    step("installing the Node packages of tests/e2e (under a minute)", || {
        command::run(
            Command::new("npm")
                .args(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"])
                .current_dir(&folder),
        )?;
        command::write(&stamp, lock.as_bytes())
    })
}

fn debian_packages(packages: &[&str]) -> Result<(), String> {
    let missing: Vec<&str> = packages.iter().copied().filter(|package| !is_debian_package_installed(package)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    let list = missing.join(" ");
    let by_hand = format!("Missing Debian packages. Install them:\n    apt-get install {list}");
    let root_user = command::output("id", &["-u"]).is_some_and(|id| id.trim() == "0");
    if !root_user || !command::is_installed("apt-get") {
        return Err(by_hand);
    }
    step(&format!("installing Debian packages: {list} (one to five minutes)"), || {
        command::run_silently(Command::new("apt-get").args(["-qq", "update"]))?;
        command::run_silently(
            Command::new("apt-get")
                .args(["-qq", "-y", "--no-install-recommends", "install"])
                .args(&missing)
                .env("DEBIAN_FRONTEND", "noninteractive"),
        )
    })
    .map_err(|error| format!("{error}\n{by_hand}"))
}

fn is_debian_package_installed(package: &str) -> bool {
    command::output("dpkg-query", &["--show", "--showformat=${Status}", package])
        .is_some_and(|status| status == "install ok installed")
}

fn geckodriver(root: &Path) -> Result<(), String> {
    let program = geckodriver_path(root);
    let version = command::output(&program.to_string_lossy(), &["--version"]);
    if version.is_some_and(|version| version.contains(GECKODRIVER)) {
        return Ok(());
    }
    step(&format!("building geckodriver {GECKODRIVER} for Firefox (three to six minutes)"), || {
        command::run(
            Command::new(cargo())
                .args(["install", "geckodriver", "--quiet", "--force", "--version", GECKODRIVER])
                .arg("--root")
                .arg(root.join("target/tools")),
        )
    })
}

/// The cargo that runs us.
pub fn cargo() -> String {
    std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned())
}
