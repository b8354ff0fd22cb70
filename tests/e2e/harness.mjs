// What the journeys stand on: the served app and a browser, driven over W3C WebDriver.
//
//   const app = await startApp();
//   const browser = await openBrowser(app, { language: "sl" });
//   await browser.page("#/sl/check/place");
//
// Drivers are named explicitly, nothing is ever downloaded. NIS2_BROWSER chooses chromium (the
// default), firefox or webkit; what only Chromium can do says so.

import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { Key } from "selenium-webdriver";
import { launch } from "./browsers.mjs";

export { Key };

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const ARTEFACTS = join(ROOT, "target", "e2e");
const AXE = readFileSync(join(ROOT, "tests/e2e/node_modules/axe-core/axe.min.js"), "utf8");
const WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"];

/** Serves dist/ on a free port and keeps every request. */
export async function startApp() {
  const folder = mkdtempSync(join(tmpdir(), "nis2-check-"));
  const log = join(folder, "requests.log");
  const options = ["serve", "--no-build", "--port", "0", "--log", log];
  const [program, ...first] = process.env.NIS2_XTASK ? [process.env.NIS2_XTASK] : ["cargo", "xtask"];
  const server = spawn(program, [...first, ...options], { cwd: ROOT, stdio: ["ignore", "pipe", "inherit"] });
  const origin = await new Promise((resolve, reject) => {
    createInterface({ input: server.stdout }).on("line", (line) => {
      const address = line.match(/http:\/\/[\d.]+:\d+/);
      if (address) resolve(address[0]);
    });
    server.on("exit", (code) => reject(new Error(`The server ended with ${code}. Is there a dist/?`)));
  });
  return {
    origin,
    /** Every request so far: `{ method, target, body }`, body being its length. */
    requests() {
      return readFileSync(log, "utf8").split("\n").filter(Boolean).map((line) => {
        const [method, target, , body] = line.split(" ");
        return { method, target, body: Number(body.replace("body=", "")) };
      });
    },
    stop() {
      server.removeAllListeners("exit");
      server.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/**
 * Opens a browser with an empty profile. Options: `name`, `language` (what the browser prefers; not
 * in WebKit), `storage: "denied"` (Chromium only).
 */
export async function openBrowser(app, options = {}) {
  const name = options.name ?? process.env.NIS2_BROWSER ?? "chromium";
  const { driver, errors, close } = await launch(name, { language: "en", ...options }, ROOT);
  await driver.manage().setTimeouts({ script: 60_000, pageLoad: 60_000 });
  return new Browser(name, driver, app.origin, errors, close);
}

/** One browser window. */
class Browser {
  constructor(name, driver, origin, errors, close) {
    Object.assign(this, { name, driver, origin, errors, close });
    this.failedRequests = [];
    this.outside = [];
  }

  /** Loads the page anew at this hash and waits until the app stands. */
  async page(hash = "") {
    await this.load(hash);
    await this.ready();
  }

  /** Loads the page anew and waits for nothing but its parts. */
  async load(hash = "") {
    await this.driver.get("about:blank");
    await this.driver.get(`${this.origin}/${hash}`);
  }

  /** The app has taken the splash away, and the parts of the screen have arrived, or it says that they have not. */
  async ready() {
    await this.until(
      () => !document.getElementById("splash") && (!document.querySelector("main > .loading") || document.querySelector("main > [role=alert]")),
      "the app stands",
    );
  }

  /** Waits until a function that runs in the page answers with something true; gives the answer. */
  async until(condition, what, ...values) {
    return this.driver.wait(() => this.run(condition, ...values), 20_000, `Waited for: ${what}`);
  }

  /** Runs a function in the page. */
  async run(script, ...values) {
    return this.driver.executeScript(`return (${script})(...arguments)`, ...values);
  }

  /** Types keys wherever the focus is: text or `Key.TAB`, `Key.SPACE` … */
  async press(...keys) {
    await this.driver.actions().sendKeys(...keys).perform();
  }

  /** What has the focus: tag, id, and the text that names it. */
  async focused() {
    return this.run(() => {
      const { tagName, id, labels, textContent } = document.activeElement;
      return { tag: tagName.toLowerCase(), id, text: (labels?.[0] ?? { textContent }).textContent.trim() };
    });
  }

  /** WCAG 2.2 AA findings as lines of text; none is what we want. */
  async axe() {
    if (!(await this.run(() => "axe" in globalThis))) await this.driver.executeScript(AXE);
    const found = await this.driver.executeAsyncScript(
      `const [tags, done] = arguments;
       axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] })
         .then((result) => done(result.violations), (error) => done([{ id: "axe", help: String(error), nodes: [] }]));`,
      WCAG,
    );
    return found.map(({ id, help, nodes }) =>
      [`${id}: ${help}`, ...nodes.map((node) => `  ${node.target.join(" ")}  ${node.failureSummary}`)].join("\n"),
    );
  }

  /** Errors and warnings in the console since the last call, policy violations among them. */
  async consoleErrors() {
    return this.errors();
  }

  /** Requests that left the origin of the app, since the last call (Chromium only). */
  async outsideRequests() {
    const entries = await this.driver.manage().logs().get("performance");
    return entries
      .map((entry) => JSON.parse(entry.message).message)
      .filter(({ method }) => method === "Network.requestWillBeSent")
      .map(({ params }) => params.request.url)
      .filter((url) => !url.startsWith(`${this.origin}/`) && !/^(about|data|blob|chrome):/.test(url));
  }

  /** Prints the page on A4; gives the text that pdftotext reads from it (not in WebKit). */
  async printPdf(name) {
    const base64 = this.name === "chromium"
      ? (await this.cdp("Page.printToPDF", { preferCSSPageSize: true, printBackground: true })).data
      : await this.driver.printPage({ width: 21, height: 29.7, background: true });
    const file = artefact(`${name}.pdf`);
    writeFileSync(file, Buffer.from(base64, "base64"));
    return execFileSync("pdftotext", ["-layout", file, "-"], { encoding: "utf8" });
  }

  /** Keeps a picture of the window under target/e2e. */
  async screenshot(name) {
    const file = artefact(`${name}.png`);
    writeFileSync(file, Buffer.from(await this.driver.takeScreenshot(), "base64"));
    return file;
  }

  /** Size of the page in CSS pixels (exact in Chromium; elsewhere the window, as near as it goes). */
  async setSize(width, height) {
    if (this.name === "chromium") {
      const metrics = { width, height, deviceScaleFactor: 1, mobile: false };
      await this.cdp("Emulation.setDeviceMetricsOverride", metrics);
    } else {
      await this.driver.manage().window().setRect({ width, height });
    }
  }

  /** Chromium only. What is left out goes back to normal. */
  async emulate({ dark = false, forcedColors = false, reducedMotion = false, print = false } = {}) {
    const features = [
      { name: "prefers-color-scheme", value: dark ? "dark" : "light" },
      { name: "forced-colors", value: forcedColors ? "active" : "none" },
      { name: "prefers-reduced-motion", value: reducedMotion ? "reduce" : "no-preference" },
    ];
    await this.cdp("Emulation.setEmulatedMedia", { media: print ? "print" : "", features });
  }

  /** Chromium only. `cpu` times slower, a line of so many kilobits with so much latency. */
  async throttle({ cpu = 1, kilobits = 0, latency = 0, offline = false } = {}) {
    const throughput = kilobits > 0 ? (kilobits * 1000) / 8 : -1;
    await this.cdp("Network.enable", {});
    await this.cdp("Network.emulateNetworkConditions", {
      offline, latency, downloadThroughput: throughput, uploadThroughput: throughput,
    });
    await this.cdp("Emulation.setCPUThrottlingRate", { rate: cpu });
  }

  /** Chromium only. Requests whose address matches one of these patterns fail. */
  async block(...patterns) {
    await this.cdp("Network.enable", {});
    await this.cdp("Network.setBlockedURLs", { urls: patterns });
  }

  /** Chromium only. Runs a script in every page loaded from now on, before the page's own. */
  async beforePage(script) {
    await this.cdp("Page.addScriptToEvaluateOnNewDocument", { source: `(${script})()` });
  }

  /** A command of Chromium's own protocol. */
  async cdp(command, parameters) {
    return this.driver.sendAndGetDevToolsCommand(command, parameters);
  }
}

function artefact(name) {
  mkdirSync(ARTEFACTS, { recursive: true });
  return join(ARTEFACTS, name);
}

/** What is wrong with these requests: only GET, without query and without body, may go out. */
export function unwanted(requests) {
  return requests.filter(({ method, target, body }) => method !== "GET" || target.includes("?") || body !== 0);
}
