// Starting the three browsers. Each comes from Debian, its driver too (geckodriver is built by
// `cargo xtask tools`); every one gets an empty profile and no reason to talk to anybody.

import { spawn } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Builder, logging } from "selenium-webdriver";
import chrome from "selenium-webdriver/chrome.js";
import firefox from "selenium-webdriver/firefox.js";

/** Gives `{ driver, errors, close }`. */
export async function launch(name, options, root) {
  switch (name) {
    case "chromium": return chromium(options);
    case "firefox": return firefoxEsr(options, root);
    case "webkit": return webkit(options);
    default: throw new Error(`NIS2_BROWSER is "${name}"; it can be chromium, firefox or webkit.`);
  }
}

async function chromium({ language, storage }) {
  const profile = mkdtempSync(join(tmpdir(), "nis2-chromium-"));
  const wanted = new chrome.Options()
    .setChromeBinaryPath("/usr/bin/chromium")
    .addArguments(
      "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic",
      "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
      `--user-data-dir=${profile}`, `--accept-lang=${language}`, "--window-size=1280,900",
    );
  if (storage === "denied") {
    wanted.setUserPreferences({ "profile.default_content_setting_values.cookies": 2 });
  }
  const logs = new logging.Preferences();
  logs.setLevel(logging.Type.BROWSER, logging.Level.ALL);
  logs.setLevel(logging.Type.PERFORMANCE, logging.Level.ALL);
  wanted.setLoggingPrefs(logs);
  const driver = await new Builder()
    .forBrowser("chrome")
    .setChromeOptions(wanted)
    .setChromeService(new chrome.ServiceBuilder("/usr/bin/chromedriver"))
    .build();
  const errors = async () => {
    const entries = await driver.manage().logs().get(logging.Type.BROWSER);
    return entries.filter(({ level }) => level.value >= logging.Level.WARNING.value).map(({ message }) => message);
  };
  return { driver, errors, close: () => quit(driver, profile) };
}

async function firefoxEsr({ language }, root) {
  const wanted = new firefox.Options()
    .setBinary("/usr/bin/firefox-esr")
    .addArguments("-headless", "--width=1280", "--height=900")
    .setPreference("intl.accept_languages", language)
    .enableBidi();
  const driver = await new Builder()
    .forBrowser("firefox")
    .setFirefoxOptions(wanted)
    .setFirefoxService(new firefox.ServiceBuilder(join(root, "target/tools/bin/geckodriver")))
    .build();
  const kept = [];
  const bidi = await driver.getBidi();
  await bidi.subscribe("log.entryAdded");
  bidi.socket.on("message", (data) => {
    const { method, params } = JSON.parse(data.toString());
    if (method === "log.entryAdded" && ["warn", "error"].includes(params.level)) kept.push(params.text);
  });
  return { driver, errors: async () => kept.splice(0), close: () => quit(driver) };
}

// WebKitGTK needs a display, and as root no sandbox. Its driver keeps no console, cannot print, and
// opens no window under 447 px.
async function webkit({ language }) {
  const display = await virtualDisplay();
  const port = await freePort();
  const environment = {
    ...process.env,
    DISPLAY: display.name,
    LANGUAGE: language,
    WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1",
  };
  const service = spawn("WebKitWebDriver", [`--port=${port}`], { env: environment, stdio: "ignore" });
  const stop = () => {
    service.kill();
    display.stop();
  };
  try {
    await answers(port);
    const driver = await new Builder()
      .usingServer(`http://127.0.0.1:${port}`)
      .withCapabilities({
        browserName: "MiniBrowser",
        "webkitgtk:browserOptions": { binary: miniBrowser(), args: ["--automation"] },
      })
      .build();
    return { driver, errors: async () => [], close: async () => quit(driver).finally(stop) };
  } catch (error) {
    stop();
    throw error;
  }
}

/** MiniBrowser stands beside the library, in a folder named after the machine's architecture. */
function miniBrowser() {
  for (const folder of readdirSync("/usr/lib").filter((name) => name.includes("-linux-gnu"))) {
    const inside = readdirSync(join("/usr/lib", folder));
    if (inside.includes("webkit2gtk-4.1")) return join("/usr/lib", folder, "webkit2gtk-4.1", "MiniBrowser");
  }
  throw new Error("MiniBrowser of webkit2gtk-4.1 is not on this machine.");
}

/** A screen in memory; Xvfb chooses a free number and writes it to descriptor 3. */
async function virtualDisplay() {
  const server = spawn("Xvfb", ["-displayfd", "3", "-screen", "0", "1400x1000x24", "-nolisten", "tcp"], {
    stdio: ["ignore", "ignore", "ignore", "pipe"],
  });
  const number = await new Promise((resolve, reject) => {
    server.stdio[3].once("data", (data) => resolve(data.toString().trim()));
    server.once("error", reject);
    server.once("exit", (code) => reject(new Error(`Xvfb ended with ${code}.`)));
  });
  return { name: `:${number}`, stop: () => server.kill() };
}

async function freePort() {
  const probe = createServer();
  await new Promise((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

async function answers(port) {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    try {
      await fetch(`http://127.0.0.1:${port}/status`);
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
  throw new Error("WebKitWebDriver does not answer.");
}

async function quit(driver, profile) {
  try {
    await driver.quit();
  } finally {
    if (profile) rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}
