// The page arrives: under the policy, from its own origin only, with words before the app runs.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openBrowser, startApp, unwanted } from "../harness.mjs";

const onlyChromium = { skip: (process.env.NIS2_BROWSER ?? "chromium") !== "chromium" && "needs Chromium's own protocol" };

let app;
before(async () => {
  app = await startApp();
});
after(() => app.stop());

async function withBrowser(options, work) {
  const browser = await openBrowser(app, options);
  try {
    await work(browser);
  } finally {
    await browser.close();
  }
}

/** The texts of the splash that can be seen. */
const visible = (browser) =>
  browser.run(() => [...document.querySelectorAll("#splash p")].filter((p) => p.checkVisibility()).map((p) => p.lang));

test("the app starts under the policy, asks its own origin only, and axe finds nothing", async () => {
  await withBrowser({}, async (browser) => {
    await browser.page();
    assert.deepEqual(await browser.consoleErrors(), []);
    assert.deepEqual(unwanted(app.requests()), []);
    assert.ok(app.requests().some(({ target }) => target.endsWith("/law.bin")));
    if (browser.name === "chromium") assert.deepEqual(await browser.outsideRequests(), []);
    assert.deepEqual(await browser.axe(), []);
  });
});

test("the address, then the browser, decide the language", async () => {
  await withBrowser({ language: "hr" }, async (browser) => {
    await browser.page();
    if (browser.name !== "webkit") assert.equal(await browser.run(() => nis2Check.language), "hr");
    await browser.page("#/sl/");
    assert.equal(await browser.run(() => nis2Check.language), "sl");
  });
});

test("without the app: title and purpose in one language, and what to do", onlyChromium, async () => {
  await withBrowser({ language: "sl" }, async (browser) => {
    await browser.block("*.wasm");
    await browser.load();
    await browser.until(() => !document.getElementById("failed").hidden, "the message");
    assert.deepEqual(await visible(browser), ["sl", "sl"]);
    assert.equal(await browser.run(() => document.documentElement.lang), "sl");
    assert.deepEqual(await browser.axe(), []);
  });
});

test("without law or words: the same message", onlyChromium, async () => {
  await withBrowser({}, async (browser) => {
    await browser.block("*/law.bin", "*.wasm");
    await browser.load();
    await browser.until(() => !document.getElementById("failed").hidden, "the message");
  });
});

test("without WebAssembly: the page says so", onlyChromium, async () => {
  await withBrowser({ language: "hr" }, async (browser) => {
    await browser.beforePage(() => delete globalThis.WebAssembly);
    await browser.load();
    await browser.until(() => !document.getElementById("no-wasm").hidden, "the message");
    assert.deepEqual(await visible(browser), ["hr", "hr"]);
  });
});

test("before any script: three languages are painted", onlyChromium, async () => {
  await withBrowser({}, async (browser) => {
    await browser.block("*.js");
    await browser.load();
    assert.deepEqual(await visible(browser), ["sl", "hr", "en"]);
    assert.deepEqual(await browser.axe(), []);
  });
});
