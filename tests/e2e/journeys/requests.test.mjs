// A whole session on the wire: only this page's own parts, asked for with GET and nothing else; and what
// happens when the line is gone.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { test } from "node:test";
import { unwanted } from "../harness.mjs";
import { dairy, follow, journey, onlyChromium, press, reads, saved, screen, text, tick, toNext, type, words } from "../steps.mjs";

const stage = journey();
const ui = words("sl");
const DIST = new URL("../../../dist/", import.meta.url);

/** Every file of dist/, as the server is asked for it. */
const parts = () => readdirSync(DIST, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => `${entry.parentPath ?? entry.path}/${entry.name}`.split("/dist/")[1].replace(/^\/+/, ""));

test("a whole session asks for this page's own parts only, and tells nobody anything", onlyChromium, async () => {
  await stage.withBrowser({ language: "sl" }, async (browser) => {
    await browser.page("#/sl/");
    await follow(browser, `${ui["home.start"]}: ${ui["home.task_check"]}`);
    await dairy(browser, ui);
    await follow(browser, ui["verdict.to_areas"]);
    await follow(browser, ui["app.continue"]);
    await tick(browser, "level-2");
    await type(browser, "note", "Skrivnost s&d=1");
    for (const page of ["report", "assessments", "privacy", "method", "accessibility", "check/answers", "areas/result"]) {
      await browser.run((page) => { location.hash = `#/sl/${page}`; }, page);
      await browser.until((page) => location.hash.endsWith(page) && document.activeElement.id === "heading", page, page);
    }
    for (const name of ["Hrvatski", "English", "Slovenščina"]) await press(browser, name, "header");
    await browser.until(() => document.documentElement.lang === "sl", "Slovenian again");
    await browser.driver.navigate().refresh();
    await browser.ready();

    const requests = stage.app.requests();
    assert.deepEqual(unwanted(requests), []);
    assert.deepEqual(await browser.outsideRequests(), []);
    const own = new Set(["/", "/favicon.ico", ...parts().map((name) => `/${name}`)]);
    assert.deepEqual(requests.map(({ target }) => target).filter((target) => !own.has(target)), []);
    assert.ok(requests.some(({ target }) => target.endsWith("/hr.core.txt")), "another language arrived");
    assert.deepEqual(await browser.consoleErrors(), [], "no policy violation, no error");
    const cookies = await browser.driver.manage().getCookies();
    assert.deepEqual(cookies, []);
    assert.deepEqual(await browser.run(async () => [
      ...Object.keys(sessionStorage), ...(await indexedDB.databases()).map(({ name }) => name), ...(await caches.keys()),
    ]), ["nis2-check:open"], "only which assessment this tab has open");
  });
});

test("the policy forbids inline script, other origins and eval", onlyChromium, async () => {
  await stage.withBrowser({}, async (browser) => {
    await browser.page("#/en/");
    const blocked = await browser.run(async () => {
      const violations = [];
      document.addEventListener("securitypolicyviolation", ({ effectiveDirective }) => violations.push(effectiveDirective));
      const script = document.createElement("script");
      script.textContent = "globalThis.injected = true";
      document.body.append(script);
      const image = document.createElement("img");
      image.src = "https://example.org/x.png";
      document.body.append(image);
      const sent = await fetch("https://example.org/").then(() => true, () => false);
      document.body.setAttribute("onclick", "globalThis.injected = true");
      document.body.click();
      await new Promise((resolve) => setTimeout(resolve, 200));
      return { violations, sent, injected: globalThis.injected ?? false };
    });
    assert.equal(blocked.injected, false);
    assert.equal(blocked.sent, false);
    for (const directive of ["script-src-elem", "img-src", "connect-src"]) {
      assert.ok(blocked.violations.some((violation) => violation.startsWith(directive.replace("-elem", ""))), `${directive}: ${blocked.violations}`);
    }
    const page = readFileSync(new URL("index.html", DIST), "utf8");
    assert.doesNotMatch(page, /<script(?![^>]*\bsrc=)[^>]*>|\son\w+="|<style/i);
  });
});

test("offline after load: the check works to its verdict; what is not there says so and comes later", onlyChromium, async () => {
  await stage.withBrowser({ language: "sl" }, async (browser) => {
    await browser.page("#/sl/check/place");
    // What comes next is fetched ahead while the visitor reads the first question.
    const ahead = ["sl.catalogue.txt", "sl.verdict.txt", "/check.wasm", "/results.wasm"];
    await browser.until((ahead) => ahead.every((name) => performance.getEntriesByType("resource")
      .some((entry) => entry.name.endsWith(name) && entry.responseEnd > 0)), "the check has arrived", ahead);
    await browser.throttle({ offline: true });
    const screens = await dairy(browser, ui);
    assert.equal(screens.at(-1).hash, "#/sl/verdict");
    assert.ok((await text(browser, ".document > .card")).startsWith("Pomembni subjekt"));

    // Another language is not there: said, with a way to try again; the page stays usable.
    await press(browser, "Hrvatski", "header");
    await reads(browser, ui["app.load_failed"]);
    assert.ok((await text(browser, ".document > .card")).startsWith("Pomembni subjekt"), "the verdict still stands");
    await press(browser, ui["app.try_again"]);
    await reads(browser, ui["app.load_failed"]);
    await browser.throttle({});
    await press(browser, ui["app.try_again"]);
    await reads(browser, words("hr")["verdict.important"]);
    await browser.until((notice) => !document.querySelector("main").innerText.includes(notice), "the notice is gone", words("hr")["app.load_failed"]);
    assert.equal((await screen(browser)).hash, "#/hr/verdict");
    assert.equal((await saved(browser)).length, 1);
  });
});

test("offline before the areas were ever opened: said, and they come with the line", onlyChromium, async () => {
  await stage.withBrowser({ language: "sl" }, async (browser) => {
    await browser.page("#/sl/check/answers");
    await browser.throttle({ offline: true });
    await browser.run(() => { location.hash = "#/sl/areas"; });
    await reads(browser, ui["app.load_failed"]);
    await browser.throttle({});
    await toNext(browser, () => press(browser, ui["app.try_again"]));
    assert.equal((await screen(browser)).heading, words("sl", "maturity")["areas.title"]);
  });
});
