// Before the app stands: title and purpose in the visitor's language, and a word when it cannot run.

import assert from "node:assert/strict";
import { test } from "node:test";
import { LANGUAGES, journey, onlyChromium, press, reads, words } from "../steps.mjs";

const stage = journey();

/** Languages of the texts of the splash that can be seen, each once; and these texts. */
const splash = (browser) => browser.run(() => {
  const seen = [...document.querySelectorAll("#splash p")].filter((p) => p.checkVisibility());
  return { languages: [...new Set(seen.map((p) => p.lang))], texts: seen.map((p) => p.innerText), title: document.title };
});

for (const language of LANGUAGES) {
  test(`title and purpose stand before the wasm arrives, and a failure is said (${language})`, onlyChromium, async () => {
    const boot = words(language, "boot");
    const ui = words(language);
    await stage.withBrowser({ language }, async (browser) => {
      await browser.block("*.wasm");
      await browser.load();
      await browser.until(() => !document.getElementById("failed").hidden, "the message");
      const { languages, texts, title } = await splash(browser);
      assert.deepEqual(languages, [language]);
      const name = ui["app.name"].replaceAll("\u00a0", " ");
      assert.ok(texts[0].startsWith(name), texts[0]);
      assert.ok(title.startsWith(name), title);
      assert.ok(texts.length >= 2 && texts.every((text) => text.length > 40), texts.join(" | "));
      assert.ok(Object.keys(boot).length > 0);
      assert.equal(await browser.run(() => document.documentElement.lang), language);
      assert.deepEqual(await browser.axe(), []);
      await browser.setSize(320, 800);
      assert.ok(await browser.run(() => document.documentElement.scrollWidth) <= 320);
    });
  });

  test(`without WebAssembly the page says so (${language})`, onlyChromium, async () => {
    await stage.withBrowser({ language }, async (browser) => {
      await browser.beforePage(() => delete globalThis.WebAssembly);
      await browser.load();
      await browser.until(() => !document.getElementById("no-wasm").hidden, "the message");
      const { languages, texts } = await splash(browser);
      assert.deepEqual(languages, [language]);
      assert.ok(texts.at(-1).includes("WebAssembly"), texts.at(-1));
      assert.deepEqual(await browser.axe(), []);
    });
  });
}

test("without law or words: the same message", onlyChromium, async () => {
  await stage.withBrowser({}, async (browser) => {
    await browser.block("*/law.bin");
    await browser.load();
    await browser.until(() => !document.getElementById("failed").hidden, "the message");
    await browser.block();
    await browser.page();
    await reads(browser, words("en")["home.lead"]);
  });
});

test("before any script: three languages are painted", onlyChromium, async () => {
  await stage.withBrowser({}, async (browser) => {
    await browser.block("*.js");
    await browser.load();
    assert.deepEqual((await splash(browser)).languages, LANGUAGES);
    assert.deepEqual(await browser.axe(), []);
  });
});

test("without JavaScript: the page says so in three languages", onlyChromium, async () => {
  await stage.withBrowser({}, async (browser) => {
    await browser.cdp("Emulation.setScriptExecutionDisabled", { value: true });
    await browser.load();
    const { root } = await browser.cdp("DOM.getDocument", { depth: 0 });
    const { nodeIds } = await browser.cdp("DOM.querySelectorAll", { nodeId: root.nodeId, selector: "noscript p" });
    assert.equal(nodeIds.length, 3);
  });
});

test("the address, then an earlier choice, then the browser decide the language", onlyChromium, async () => {
  const language = (browser) => browser.run(() => document.documentElement.lang);
  await stage.withBrowser({ language: "hr-HR,hr" }, async (browser) => {
    await browser.page();
    assert.equal(await language(browser), "hr", "the browser's");
    assert.deepEqual(await browser.run(() => Object.keys(localStorage)), [], "nothing is kept unasked");
    await browser.page("#/en/");
    assert.equal(await language(browser), "en", "the address's");
    await press(browser, "Slovenščina", "header");
    await reads(browser, words("sl")["home.lead"]);
    await browser.page();
    assert.equal(await language(browser), "sl", "the earlier choice");
    await browser.page("#/en/privacy");
    assert.equal(await language(browser), "en", "the address before the choice");
  });
  await stage.withBrowser({ language: "de-AT,fr" }, async (browser) => {
    await browser.page();
    assert.equal(await language(browser), "en", "English where nothing else fits");
  });
});

test("an address that names nothing, or nothing to ask, leads on instead of showing another screen under its name", async () => {
  await stage.withBrowser({ language: "sl" }, async (browser) => {
    for (const [wrong, right] of [
      ["#/sl/areas/A99", "#/sl/areas"],
      ["#/sl/check/fact/nope", "#/sl/"],
      ["#/sl/nope", "#/sl/"],
      ["#/sl/check/details", "#/sl/check/place"],
    ]) {
      await browser.page(wrong);
      await browser.until((right) => location.hash === right && document.getElementById("heading"), `${wrong} leads to ${right}`, right);
    }
  });
});
