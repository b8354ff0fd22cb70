// The page arrives: under the policy, from its own origin only. Also in Firefox and WebKitGTK.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openBrowser, startApp, unwanted } from "../harness.mjs";

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
