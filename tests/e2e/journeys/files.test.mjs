// Files: an assessment goes out and comes back unchanged; what is not ours changes nothing; the report
// stands on its own.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tmpdir } from "node:os";
import { test } from "node:test";
import {
  dairy, downloads, field, fill, follow, journey, onlyChromium, onlySaved, press, reads, saved, screen, storage, text, tick,
  type, words,
} from "../steps.mjs";

const stage = journey();
const ui = words("sl");
const FIRM = "Mlekarna Čebelica";

/** The dairy with a name and one area, its list of assessments on the screen. */
async function namedDairy(browser) {
  await browser.page("#/sl/check/place");
  await dairy(browser, ui);
  await browser.page("#/sl/areas");
  await follow(browser, ui["app.continue"]);
  await tick(browser, "level-3");
  await browser.page("#/sl/assessments");
  await type(browser, "current-name", FIRM);
  await reads(browser, FIRM, ".assessments");
}

/** Lets the visitor open a file. */
const open = async (browser, file) => (await field(browser, "import")).sendKeys(file);

const names = (browser) => browser.run(() => [...document.querySelectorAll(".assessments h2")].map((h) => h.textContent));

test("out as a file, everything deleted, and back: the same answers", onlyChromium, async () => {
  await stage.withBrowser({ language: "sl" }, async (browser) => {
    const folder = await downloads(browser);
    await namedDairy(browser);
    const before = await onlySaved(browser);
    const file = await folder.of(() => press(browser, ui["assessments.export"]));
    assert.match(file, /Mlekarna-Čebelica-\d{4}-\d{2}-\d{2}\.json$/);
    assert.deepEqual(JSON.parse(readFileSync(file, "utf8")).data, before.data);

    await press(browser, ui["assessments.delete_all"]);
    await reads(browser, ui["assessments.delete_all_sure"]);
    await press(browser, ui["assessments.cancel"]);
    await onlySaved(browser);
    await press(browser, ui["assessments.delete_all"]);
    await press(browser, ui["assessments.yes_delete"]);
    await reads(browser, ui["home.lead"]);
    assert.deepEqual(await storage(browser), {});
    await reads(browser, ui["app.unsaved_new"], "header");

    await browser.page("#/sl/assessments");
    assert.deepEqual(await storage(browser), {});
    await open(browser, file);
    await reads(browser, ui["assessments.imported"], ".message");
    const after = await onlySaved(browser);
    assert.deepEqual({ ...after.data, id: "" }, { ...before.data, id: "" });
    assert.equal(await (await field(browser, "current-name")).getAttribute("value"), FIRM);
    await browser.page("#/sl/verdict");
    assert.ok((await text(browser, ".document > .card")).startsWith("Pomembni subjekt"));
    folder.remove();
  });
});

test("what is not ours is refused with a reason, and the session stays as it was", async () => {
  await stage.withBrowser({ language: "sl" }, async (browser) => {
    await namedDairy(browser);
    const before = await storage(browser);
    const good = Object.entries(before).find(([key]) => key.startsWith("a:"))[1];
    const damaged = { ...JSON.parse(good), data: { ...JSON.parse(good).data, facts: { food_industrial: 7 } } };
    const cases = {
      "garbage.json": ["\u0000\u0001 not a file of ours", ui["assessments.error_not_json"]],
      "half.json": [good.slice(0, good.length / 2), ui["assessments.error_not_json"]],
      "empty.json": ["", ui["assessments.error_not_json"]],
      "foreign.json": ["{\"name\":\"package\",\"version\":\"1.0.0\"}", ui["assessments.error_not_ours"]],
      "list.json": ["[1,2,3]", ui["assessments.error_not_ours"]],
      "newer.json": [JSON.stringify({ ...JSON.parse(good), schema: 99 }), ui["assessments.error_newer"]],
      "damaged.json": [JSON.stringify(damaged), ui["assessments.error_damaged"].split("{")[0]],
    };
    for (const [name, [content, message]] of Object.entries(cases)) {
      const file = join(tmpdir(), `nis2-${process.pid}-${name}`);
      writeFileSync(file, content);
      await open(browser, file);
      await reads(browser, message, ".message");
      assert.deepEqual(await storage(browser), before, name);
    }
    assert.deepEqual(await names(browser), [FIRM]);
    assert.deepEqual(await browser.consoleErrors(), []);
  });
});

test("the report as HTML, Markdown and JSON", onlyChromium, async () => {
  await stage.withBrowser({ language: "sl" }, async (browser) => {
    const folder = await downloads(browser);
    await namedDairy(browser);
    await browser.page("#/sl/report");
    await reads(browser, words("sl", "verdict")["card.by_directive"], ".report .board");
    const html = await folder.of(() => press(browser, ui["report.save_html"]));
    const markdown = readFileSync(await folder.of(() => press(browser, ui["report.save_markdown"])), "utf8");
    const json = JSON.parse(readFileSync(await folder.of(() => press(browser, ui["report.save_json"])), "utf8"));
    const headings = await browser.run(() =>
      [...document.querySelectorAll(".report :is(h1, h2, h3, h4)")].map((heading) => heading.textContent.trim()));
    assert.deepEqual(json.data, (await onlySaved(browser)).data);
    assert.match(markdown, /^# /m);
    for (const part of ["Pomembni subjekt", FIRM, words("sl", "verdict")["card.by_directive"]]) assert.ok(markdown.includes(part), part);
    for (const heading of headings) assert.ok(markdown.includes(heading), `${heading} in the Markdown`);

    const source = readFileSync(html, "utf8");
    assert.equal(source.match(/<script|\son\w+=|javascript:/i), null);
    assert.equal(source.match(/<(link|img|iframe)\b|@import|url\((?!#)/i), null, "nothing is fetched from elsewhere");
    await browser.consoleErrors();
    await browser.driver.get(`file://${encodeURI(html)}`);
    const page = await browser.run(() => ({
      text: document.body.innerText, lang: document.documentElement.lang, title: document.title,
      headings: [...document.querySelectorAll("h1, h2, h3, h4")].map((heading) => heading.textContent.trim()),
    }));
    assert.ok(page.text.includes("Pomembni subjekt") && page.text.includes(FIRM));
    assert.equal(page.lang, "sl");
    assert.ok(page.title.length > 5, page.title);
    assert.deepEqual(page.headings, headings);
    assert.deepEqual(await browser.axe(), []);
    assert.deepEqual(await browser.consoleErrors(), []);
    // Contents lead to their headings inside the file.
    const dead = await browser.run(() => [...document.querySelectorAll("a[href^='#']")]
      .map((link) => link.getAttribute("href")).filter((href) => !document.getElementById(href.slice(1))));
    assert.deepEqual(dead, []);
    await browser.setSize(320, 800);
    assert.ok(await browser.run(() => document.documentElement.scrollWidth) <= 320);
    folder.remove();
  });
});

test("several assessments: duplicate, rename, open, delete", async () => {
  await stage.withBrowser({ language: "sl" }, async (browser) => {
    await namedDairy(browser);
    // The name is left by pressing the button: both must happen.
    const name = await field(browser, "current-name");
    await name.clear();
    await name.sendKeys("Mlekarna");
    await press(browser, ui["assessments.duplicate"]);
    // The same firm: a number in the list tells the copy apart, and is no part of the name.
    await reads(browser, "Mlekarna (2)", ".assessments");
    assert.deepEqual((await names(browser)).toSorted(), ["Mlekarna", "Mlekarna (2)"]);
    const [one, other] = (await saved(browser)).map(({ data }) => data);
    assert.notEqual(one.id, other.id);
    assert.deepEqual({ ...one, id: "" }, { ...other, id: "" });

    // The copy is the one in work now.
    assert.equal(await (await field(browser, "current-name")).getAttribute("value"), "Mlekarna");
    await type(browser, "current-name", "Sirarna");
    await reads(browser, "Sirarna", ".assessments");
    assert.deepEqual((await names(browser)).toSorted(), ["Mlekarna", "Sirarna"]);

    await press(browser, ui["assessments.open"], ".assessments > :not([aria-current])");
    await reads(browser, ui["home.lead"]);
    await browser.page("#/sl/assessments");
    const current = await browser.run(() => document.querySelector(".assessments > [aria-current] h2").textContent);
    assert.equal(current, "Mlekarna", "what was opened last is opened again");

    await press(browser, ui["assessments.delete"], ".assessments > [aria-current]");
    await reads(browser, fill(ui["assessments.delete_sure"], { name: "Mlekarna" }));
    await press(browser, ui["assessments.yes_delete"]);
    await browser.until(() => document.querySelectorAll(".assessments h2").length === 1, "one is left");
    assert.equal((await onlySaved(browser)).data.name, "Sirarna");
    await follow(browser, ui["assessments.new"]);
    assert.equal((await screen(browser)).hash, "#/sl/check/place");
    assert.equal(await browser.run(() => document.querySelectorAll("main input:checked").length), 0);
  });
});
