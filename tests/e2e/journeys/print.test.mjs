// The printed report: everything that is on the screen, and no heading left alone at the foot of a page.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { LANGUAGES, dairy, field, follow, journey, onlyChromium, reads, tick, type, words } from "../steps.mjs";

const SAMPLES = new URL("../../cases/reports/", import.meta.url);
const stage = journey();

/** Text without what a line break or hyphenation changes. */
const plain = (text) => text.normalize("NFC").replaceAll(/[\u00ad\s]+/g, "").replaceAll(/-/g, "").toLowerCase();

const lastLine = (page) => page.trimEnd().split("\n").at(-1).trim();

/** The report on paper holds everything that is on the screen, in order. */
async function checkPaper(browser, language, name) {
  const ui = words(language);
  await browser.page(`#/${language}/report`);
  await browser.until(() => document.querySelectorAll(".report h3").length >= 13, "the chapters");
  // The law of States and the duties come last and number the chapters anew.
  await browser.until(
    (title) => [...document.querySelectorAll(".report h2")].some((heading) => heading.textContent.includes(title)),
    "the duties", words(language, "duties")[".title"],
  );
  const { headings, listed, versions, date, tables } = await browser.run(() => ({
    headings: [...document.querySelectorAll(".report :is(h1, h2, h3, h4)")].map((heading) => heading.textContent.trim()),
    tables: [...document.querySelectorAll(".report :is(caption, thead tr)")].map((part) => part.textContent.trim()),
    listed: [...document.querySelectorAll(".report .contents a")].map((entry) => entry.textContent.trim()),
    versions: document.querySelector("footer").innerText.match(/\d+\.\d+\.\d+/g),
    date: document.querySelector(".report .firm").innerText.match(/\d{1,2}(\.\s\d{1,2}\.\s|\s\p{L}+\s)\d{4}/u)?.[0],
  }));
  const where = `${name} (${language})`;
  const contents = listed.map(plain);
  assert.ok(headings.length > 30, `${where}: ${headings.length} headings`);
  assert.equal(versions.length, 2, `${where}: version of the app and of the content`);
  assert.ok(date, `${where}: the report is dated`);
  const printed = (await browser.printPdf(`report-${name}-${language}`)).split("\f");
  // What follows the last page is no page; a page without anything is one too many.
  printed.pop();
  const numbers = printed.map((page) => lastLine(page));
  assert.deepEqual(numbers, printed.map((_, at) => `${at + 1} / ${printed.length}`), `${where}: every page has its number`);
  const pages = printed.map((page) => page.slice(0, page.lastIndexOf(lastLine(page))));
  assert.ok(pages.every((page) => page.trim()), `${where}: no page is empty`);
  const all = plain(pages.join("\n"));
  for (const part of [...headings, date, ...versions]) assert.ok(all.includes(plain(part)), `${where}: “${part}” is not on paper`);
  // Nothing of the screen around it.
  for (const part of [ui["report.print"], ui["report.save_html"], ui["footer.privacy"]]) {
    assert.ok(!pages.join("\n").includes(part), `${where}: “${part}” is on paper`);
  }
  const alone = pages.filter((page, at) => {
    const end = plain(lastLine(page));
    const isHeading = headings.some((heading) => plain(heading) === end);
    // What stands for the first time is the entry in the contents, not the heading itself.
    const times = plain(pages.slice(0, at + 1).join("\n")).split(end).length - 1;
    return isHeading && !(contents.includes(end) && times === 1);
  });
  assert.deepEqual(alone.map(lastLine), [], `${where}: headings alone at the end of a page`);
  // A table begins with its caption, its head and its first row on one page.
  const openings = tables.map(plain);
  const cut = pages.filter((page) => openings.some((opening) => opening && plain(lastLine(page)) === opening));
  assert.deepEqual(cut.map(lastLine), [], `${where}: captions and heads of tables alone at the end of a page`);
  const lines = pages.at(-1).split("\n").filter((line) => line.trim());
  assert.ok(lines.length > 4, `${where}: the last page holds only\n${lines.join("\n")}`);
  const cover = plain(words(language, "report")["doc.title"]);
  assert.ok(plain(pages[0]).includes(plain(headings[0])) && !plain(pages[0]).includes(cover), `${where}: the board has its page`);
  assert.ok(plain(pages[1]).includes(cover), `${where}: the page for the board is one page`);
  return all;
}

test("the report as PDF, in three languages", onlyChromium, async () => {
  await stage.withBrowser({ language: "sl" }, async (browser) => {
    await browser.page("#/sl/check/place");
    await dairy(browser, words("sl"));
    await browser.page("#/sl/areas");
    await follow(browser, words("sl")["app.continue"]);
    await tick(browser, "level-2");
    await browser.page("#/sl/report");
    await type(browser, "name", "Mlekarna Čebelica");
    for (const language of LANGUAGES) {
      const paper = await checkPaper(browser, language, "dairy");
      for (const part of ["Mlekarna Čebelica", words(language)["verdict.important"]]) {
        assert.ok(paper.includes(plain(part)), `${language}: “${part}” is not on paper`);
      }
    }
  });
});

test("the reports of the sample firms on paper", onlyChromium, async () => {
  await stage.withBrowser({ language: "sl" }, async (browser) => {
    const files = readdirSync(SAMPLES).filter((name) => name.endsWith(".json"));
    assert.ok(files.length >= 6);
    for (const [number, file] of files.entries()) {
      await browser.page("#/sl/assessments");
      await (await field(browser, "import")).sendKeys(fileURLToPath(new URL(file, SAMPLES)));
      await reads(browser, words("sl")["assessments.imported"], ".message");
      await checkPaper(browser, LANGUAGES[number % LANGUAGES.length], file.replace(".json", ""));
    }
  });
});
