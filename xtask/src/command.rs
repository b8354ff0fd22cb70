//! Running other programs, timing steps, reading and writing files: each failure is a sentence
//! that says what was tried.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// Runs a program with our own output; a failure names the whole line.
pub fn run(command: &mut Command) -> Result<(), String> {
    let line = describe(command);
    let status = command.status().map_err(|error| format!("Could not start `{line}`: {error}."))?;
    if status.success() { Ok(()) } else { Err(format!("`{line}` failed ({status}).")) }
}

/// What a program prints, or nothing when it is missing or fails.
pub fn output(program: &str, arguments: &[&str]) -> Option<String> {
    let output = Command::new(program).args(arguments).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Whether a program can be started at all.
pub fn is_installed(program: &str) -> bool {
    Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok()
}

/// Runs a program, passes its output on line by line, and adds the lines that `keep` chooses to `kept`.
pub fn run_and_keep(command: &mut Command, keep: fn(&str) -> bool, kept: &mut Vec<String>) -> Result<(), String> {
    let line = describe(command);
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|error| format!("Could not start `{line}`: {error}."))?;
    let errors = child.stderr.take().map(|stream| thread::spawn(move || pass_on(stream, keep)));
    if let Some(stream) = child.stdout.take() {
        kept.extend(pass_on(stream, keep));
    }
    if let Some(Ok(more)) = errors.map(thread::JoinHandle::join) {
        kept.extend(more);
    }
    let status = child.wait().map_err(|error| format!("Lost sight of `{line}`: {error}."))?;
    if status.success() { Ok(()) } else { Err(format!("`{line}` failed ({status}).")) }
}

/// Runs a program whose output matters only when it fails.
pub fn run_silently(command: &mut Command) -> Result<(), String> {
    let line = describe(command);
    let output = command.output().map_err(|error| format!("Could not start `{line}`: {error}."))?;
    if output.status.success() {
        return Ok(());
    }
    let said = [output.stdout, output.stderr].concat();
    Err(format!("`{line}` failed ({}):\n{}", output.status, String::from_utf8_lossy(&said).trim()))
}

fn pass_on(stream: impl Read, keep: fn(&str) -> bool) -> Vec<String> {
    let mut kept = Vec::new();
    for line in BufReader::new(stream).split(b'\n').map_while(Result::ok) {
        let line = String::from_utf8_lossy(&line);
        println!("{line}");
        if keep(&line) {
            kept.push(line.trim().to_owned());
        }
    }
    kept
}

/// Prints what begins, does it, prints how long it took.
pub fn step<T>(what: &str, work: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    println!("- {what} …");
    let start = Instant::now();
    let done = work()?;
    println!("  done in {}", seconds(start.elapsed()));
    Ok(done)
}

/// `12.3 s`, or minutes when it took some.
pub fn seconds(time: Duration) -> String {
    let tenths = time.as_millis() / 100;
    if tenths < 1200 {
        format!("{}.{} s", tenths / 10, tenths % 10)
    } else {
        format!("{} min {} s", tenths / 600, tenths / 10 % 60)
    }
}

pub fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| format!("Could not read {}: {error}.", path.display()))
}

pub fn read_text(path: &Path) -> Result<String, String> {
    fs::read_to_string(path).map_err(|error| format!("Could not read {}: {error}.", path.display()))
}

/// Writes a file and the folders above it.
pub fn write(path: &Path, bytes: &[u8]) -> Result<(), String> {
    let write = || {
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        fs::write(path, bytes)
    };
    write().map_err(|error| format!("Could not write {}: {error}.", path.display()))
}

/// Removes a folder and makes it anew.
pub fn empty_folder(path: &Path) -> Result<(), String> {
    let empty = || {
        if path.exists() {
            fs::remove_dir_all(path)?;
        }
        fs::create_dir_all(path)
    };
    empty().map_err(|error| format!("Could not empty {}: {error}.", path.display()))
}

/// All files below a folder, as paths relative to it with forward slashes, sorted.
pub fn files_below(folder: &Path) -> Result<Vec<String>, String> {
    let mut found = Vec::new();
    collect(folder, "", &mut found).map_err(|error| format!("Could not list {}: {error}.", folder.display()))?;
    found.sort();
    Ok(found)
}

fn collect(folder: &Path, prefix: &str, found: &mut Vec<String>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &format!("{name}/"), found)?;
        } else {
            found.push(name);
        }
    }
    Ok(())
}

fn describe(command: &Command) -> String {
    let mut line = command.get_program().to_string_lossy().into_owned();
    for argument in command.get_args() {
        line.push(' ');
        line.push_str(&argument.to_string_lossy());
    }
    line
}
