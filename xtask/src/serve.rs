//! Serves dist/ on this machine as a careful host would: the shipped policy, right types, cache
//! headers, brotli. Written on `std::net`, one thread a connection: a folder that fits in memory
//! needs no HTTP crate, and the tests need every request in a log that they can read.

use crate::command;
use crate::compress;
use crate::dist;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

const USAGE: &str = "Usage: cargo xtask serve [--port N] [--no-build] [--log FILE]";
const LONGEST_BODY: u64 = 1 << 20;

/// `cargo xtask serve`
pub fn run(root: &Path, arguments: &[String]) -> Result<(), String> {
    let mut port = 8787_u16;
    let mut build = true;
    let mut log = None;
    let mut words = arguments.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--port" => {
                port = words.next().and_then(|number| number.parse().ok()).ok_or(USAGE)?;
            }
            "--log" => log = Some(words.next().ok_or(USAGE)?),
            "--no-build" => build = false,
            _ => return Err(USAGE.to_owned()),
        }
    }
    if build {
        let _ = dist::make(root)?;
    }
    let folder = dist::folder(root);
    if !folder.join("index.html").is_file() {
        return Err("There is no dist/ yet. Run `cargo xtask dist`, or leave out --no-build.".to_owned());
    }
    let site = Arc::new(Site {
        parts: parts(root, &folder)?,
        log: log.map(File::create).transpose().map_err(|error| format!("The log: {error}."))?.map(Mutex::new),
    });
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .map_err(|error| format!("Port {port} is not free ({error}). Choose another: cargo xtask serve --port N"))?;
    let address = listener.local_addr().map_err(|error| format!("No address: {error}."))?;
    println!("The app is at http://{address}/ (stop with Ctrl+C)");
    for connection in listener.incoming().flatten() {
        let site = Arc::clone(&site);
        thread::spawn(move || {
            // A browser that hangs up is no error of ours.
            let _ = converse(&site, &connection);
        });
    }
    Ok(())
}

struct Site {
    parts: BTreeMap<String, Part>,
    log: Option<Mutex<File>>,
}

struct Part {
    kind: &'static str,
    cache: &'static str,
    plain: Vec<u8>,
    brotli: Option<Vec<u8>>,
}

/// All files of the folder by path, read once; a request can name nothing else.
fn parts(root: &Path, folder: &Path) -> Result<BTreeMap<String, Part>, String> {
    let mut parts = BTreeMap::new();
    for name in command::files_below(folder)? {
        let plain = command::read(&folder.join(&name))?;
        let packed = compress::brotli(root, &plain)?;
        let brotli = (packed.len() < plain.len()).then_some(packed);
        let cache = if is_hashed(&name) { "public, max-age=31536000, immutable" } else { "no-cache" };
        let part = Part { kind: media_type(&name), cache, plain, brotli };
        parts.insert(format!("/{name}"), part);
    }
    Ok(parts)
}

/// Whether sixteen hexadecimal digits stand between `-` and the end, `_`, `.` or `/`.
fn is_hashed(name: &str) -> bool {
    name.split(['/', '.', '_']).any(|piece| {
        piece
            .rsplit_once('-')
            .is_some_and(|(_, hash)| hash.len() == 16 && hash.chars().all(|digit| digit.is_ascii_hexdigit()))
    })
}

fn media_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "txt" | "" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// Answers the requests of one connection until the browser hangs up.
fn converse(site: &Site, connection: &TcpStream) -> std::io::Result<()> {
    connection.set_read_timeout(Some(Duration::from_secs(60)))?;
    connection.set_nodelay(true)?;
    let mut reader = BufReader::new(connection);
    loop {
        let mut line = String::new();
        if reader.by_ref().take(8192).read_line(&mut line)? == 0 {
            return Ok(());
        }
        let (mut body, mut takes_brotli) = (0, false);
        loop {
            let mut header = String::new();
            if reader.by_ref().take(65536).read_line(&mut header)? == 0 {
                return Ok(());
            }
            let Some((name, value)) = header.split_once(':') else {
                break;
            };
            match name.trim().to_ascii_lowercase().as_str() {
                "content-length" => body = value.trim().parse().unwrap_or(0),
                "accept-encoding" => {
                    takes_brotli = value.split(',').any(|name| name.trim() == "br");
                }
                _ => {}
            }
        }
        if let Some(log) = &site.log
            && let Ok(mut log) = log.lock()
        {
            writeln!(log, "{} body={body}", line.trim())?;
        }
        if body > LONGEST_BODY {
            return Ok(());
        }
        std::io::copy(&mut reader.by_ref().take(body), &mut std::io::sink())?;
        let answer = answer(site, line.trim(), takes_brotli);
        (&mut &*connection).write_all(&answer)?;
    }
}

/// Head and body of the answer to a request line.
fn answer(site: &Site, line: &str, takes_brotli: bool) -> Vec<u8> {
    let mut words = line.split(' ');
    let (method, target) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let path = target.split('?').next().unwrap_or("");
    let path = if path == "/" { "/index.html" } else { path };
    let mut head = String::from("HTTP/1.1 ");
    let mut body: &[u8] = b"";
    if !matches!(method, "GET" | "HEAD") {
        head.push_str("405 Method Not Allowed\r\nAllow: GET, HEAD\r\n");
    } else if let Some(part) = site.parts.get(path) {
        body = &part.plain;
        let Part { kind, cache, .. } = part;
        let _ = write!(head, "200 OK\r\nContent-Type: {kind}\r\nCache-Control: {cache}\r\nVary: Accept-Encoding\r\n");
        if let (true, Some(packed)) = (takes_brotli, &part.brotli) {
            body = packed;
            head.push_str("Content-Encoding: br\r\n");
        }
    } else {
        body = b"There is no such file.\n";
        head.push_str("404 Not Found\r\nContent-Type: text/plain; charset=utf-8\r\nCache-Control: no-cache\r\n");
    }
    let _ = write!(
        head,
        "Content-Length: {}\r\nContent-Security-Policy: {}\r\nReferrer-Policy: no-referrer\r\n\
         X-Content-Type-Options: nosniff\r\n\r\n",
        body.len(),
        dist::POLICY
    );
    let mut answer = head.into_bytes();
    if method != "HEAD" {
        answer.extend_from_slice(body);
    }
    answer
}

#[cfg(test)]
mod tests {
    use super::{Part, Site, answer, is_hashed};
    use std::collections::BTreeMap;

    fn answered(line: &str, takes_brotli: bool) -> String {
        let part = Part {
            kind: "text/html; charset=utf-8",
            cache: "no-cache",
            plain: b"plain".to_vec(),
            brotli: Some(b"br".to_vec()),
        };
        let site = Site { parts: BTreeMap::from([("/index.html".to_owned(), part)]), log: None };
        String::from_utf8_lossy(&answer(&site, line, takes_brotli)).into_owned()
    }

    #[test]
    fn answers_what_is_there_and_nothing_else() {
        assert!(answered("GET / HTTP/1.1", false).ends_with("\r\n\r\nplain"));
        assert!(answered("GET / HTTP/1.1", true).contains("Content-Encoding: br\r\n"));
        assert!(answered("HEAD / HTTP/1.1", false).ends_with("\r\n\r\n"));
        assert!(answered("GET /../Cargo.toml HTTP/1.1", false).starts_with("HTTP/1.1 404"));
        assert!(answered("POST / HTTP/1.1", false).starts_with("HTTP/1.1 405"));
        assert!(answered("GET / HTTP/1.1", false).contains("Content-Security-Policy: default-src 'none'"));
    }

    #[test]
    fn only_names_with_a_hash_are_kept_for_ever() {
        for name in ["a-0123456789abcdef.js", "code-0123456789abcdef/parts.js", "packs-0123456789abcdef/law.bin"] {
            assert!(is_hashed(name), "{name}");
        }
        for name in ["index.html", "icons/icon-192.png", "SHA256SUMS"] {
            assert!(!is_hashed(name), "{name}");
        }
    }
}
