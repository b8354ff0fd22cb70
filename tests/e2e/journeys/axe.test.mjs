// WCAG 2.2 AA on every screen: three languages, light and dark, a narrow phone and a desktop; nothing
// is wider than the window; forced colours and reduced motion.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after, before, test } from "node:test";
import { openBrowser, startApp } from "../harness.mjs";
import {
  activity, LANGUAGES, addActivity, dairy, drawn, follow, onlyChromium, press, saved, screen, suggestions, tick, type, words,
} from "../steps.mjs";

const ROUTES = readFileSync(new URL("../../../src/route.rs", import.meta.url), "utf8")
  .split("const NAMES")[1].split("];")[0].match(/\("[^"]*"/g).map((name) => name.slice(2, -1));
/** Screens of parts whose addresses are built from ids. */
const PARTS = ["incidents", "operators", "operators/akos", "operators/hakom", "operators/AK-C1", "operators/HK-Y1"];
const WIDTHS = [320, 1280];
const MEASURES = ["", "/profile", "/A13", "/A03", "/roadmap", "/frameworks/cis", "/compare", "/board", "/customer"]
  .map((name) => `measures${name}`);
const FACTS = ["state_identified", "identified_class", "food_industrial"];

let app;
let browser;
let filled;
before(async () => {
  if (onlyChromium.skip) return;
  app = await startApp();
  browser = await openBrowser(app, { language: "sl" });
  await browser.page("#/sl/check/place");
  await dairy(browser, words("sl"));
  await browser.page("#/sl/check/relations");
  await tick(browser, "alone-no");
  await browser.page("#/sl/check/group");
  await press(browser, words("sl")["group.add"]);
  await type(browser, "company-1-name", "Čebelica d. o. o.");
  await type(browser, "holding-0-capital", "30");
  await browser.page("#/sl/areas");
  await follow(browser, words("sl")["app.continue"]);
  await tick(browser, "level-not_applicable");
  await browser.page("#/sl/measures/A13");
  await tick(browser, "A13-M04-unknown");
  await tick(browser, "A13-M05-missing");
  await tick(browser, "A13-M06");
  await tick(browser, "A13-M07-not_applicable");
  [filled] = await saved(browser);
});
after(async () => {
  await browser?.close();
  app?.stop();
});

/** Looks at the screen as it stands in both themes and widths; gives everything wrong. */
async function look(name, { themes = [false, true], widths = WIDTHS } = {}) {
  const wrong = [];
  for (const width of widths) {
    await browser.setSize(width, 900);
    for (const dark of themes) {
      // Without motion, so that no colour is on its way to another one.
      await browser.emulate({ dark, reducedMotion: true });
      await drawn(browser);
      const where = `${name}, ${width} px, ${dark ? "dark" : "light"}`;
      wrong.push(...(await browser.axe()).map((finding) => `${where}: ${finding}`));
    }
    const { wide, by } = await browser.run(() => {
      const wide = document.documentElement.scrollWidth;
      const over = [...document.body.querySelectorAll("*")].filter((e) =>
        e.getBoundingClientRect().right > innerWidth + 1 && !e.closest(".table, .hidden, .skip"));
      return { wide, by: over.slice(0, 3).map((e) => `${e.tagName}.${e.className} ${e.textContent.slice(0, 40)}`) };
    });
    if (wide > width) wrong.push(`${name}: ${wide} px wide in ${width} px, by ${by.join(" | ")}`);
  }
  return wrong;
}

/** Goes to a screen without loading anew. */
async function show(hash) {
  await browser.run((hash) => { location.hash = hash; }, hash);
  await browser.until(
    (language) => document.documentElement.lang === language && document.querySelector("main h1") && !document.querySelector("main > .loading"),
    hash, hash.split("/")[1],
  );
  await drawn(browser);
  await drawn(browser);
}

for (const language of LANGUAGES) {
  test(`every screen (${language})`, onlyChromium, async () => {
    await browser.page(`#/${language}/`);
    const wrong = [];
    const areas = Object.keys(filled.data.areas);
    const names = [...ROUTES, ...PARTS, ...MEASURES, ...FACTS.map((fact) => `check/fact/${fact}`), ...areas.map((area) => `areas/${area}`)];
    assert.ok(names.length >= 20);
    const headings = new Set();
    for (const name of names) {
      await show(`#/${language}/${name}`);
      headings.add((await screen(browser)).heading);
      // What is folded is looked at too.
      await browser.run(() => document.querySelectorAll("main details:not(.sector)").forEach((d) => { d.open = true; }));
      wrong.push(...await look(`#/${language}/${name}`));
    }
    assert.ok(headings.size >= names.length - 1, "each address has a screen of its own");
    assert.deepEqual(wrong, []);
    assert.deepEqual(await browser.consoleErrors(), []);
  });
}

test("errors, suggestions, questions before deleting, open points", onlyChromium, async () => {
  const ui = words("hr");
  const wrong = [];
  const kept = await browser.run(() => ({ ...localStorage }));
  await browser.run(() => localStorage.clear());
  for (const name of ["check/place", "check/activities", "check/figures", "check/relations", "check/special", "check/fact/state_identified"]) {
    await browser.page(`#/hr/${name}`);
    if (name === "check/figures") {
      await type(browser, "figures-0-0-staff", "puno");
      await tick(browser, "figures-0-0-turnover-range");
    }
    await press(browser, ui["app.continue"]);
    await browser.until(() => document.activeElement.id === "errors", `errors of ${name}`);
    wrong.push(...await look(`errors of ${name}`));
  }
  await browser.page("#/hr/check/activities");
  await suggestions(browser, "frizer");
  wrong.push(...await look("suggestions, trade"));
  await addActivity(browser, ui, "hosting", activity("hr", "digital_dns"));
  wrong.push(...await look("suggestions, row"));
  await browser.page("#/hr/verdict");
  wrong.push(...await look("open verdict"));
  await browser.page("#/hr/report");
  wrong.push(...await look("report of an open verdict"));
  await browser.page("#/hr/areas");
  await follow(browser, ui["app.continue"]);
  await press(browser, words("hr", "maturity")["areas.next_area"]);
  await browser.until(() => document.activeElement.id === "errors", "errors of an area");
  wrong.push(...await look("errors of an area"));
  await browser.page("#/hr/assessments");
  await press(browser, ui["assessments.delete"]);
  await press(browser, ui["assessments.delete_all"]);
  wrong.push(...await look("questions before deleting"));
  await browser.run(() => localStorage.setItem("nis2-check:a:broken", "{"));
  await browser.page("#/hr/assessments");
  wrong.push(...await look("unreadable data"));
  await browser.run((kept) => {
    localStorage.clear();
    Object.entries(kept).forEach(([key, value]) => localStorage.setItem(key, value));
  }, kept);
  assert.deepEqual(wrong, []);
});

test("forced colours: borders and states can be seen; reduced motion: nothing moves", onlyChromium, async () => {
  const wrong = [];
  await browser.setSize(1280, 900);
  for (const name of ["", "check/place", "check/figures", "verdict", "areas/result", "report"]) {
    await browser.page(`#/sl/${name}`);
    await browser.emulate({ forcedColors: true });
    await drawn(browser);
    assert.equal(await browser.run(() => matchMedia("(forced-colors: active)").matches), true);
    wrong.push(...(await browser.axe()).map((finding) => `${name}, forced colours: ${finding}`));
    const bare = await browser.run(() => [...document.querySelectorAll(".primary, .secondary, .danger, main input, main select")]
      .filter((element) => element.getClientRects().length > 0)
      .filter((element) => {
        const { borderTopWidth, borderTopStyle, appearance } = getComputedStyle(element);
        return appearance === "none" && (borderTopStyle === "none" || Number.parseFloat(borderTopWidth) < 1);
      }).map((element) => element.outerHTML.slice(0, 80)));
    wrong.push(...bare.map((element) => `${name}, forced colours, without border: ${element}`));
    await browser.emulate({ reducedMotion: true });
    const moving = await browser.run(() => [...document.querySelectorAll("*")].filter((element) => {
      const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(element);
      return transitionDuration.split(", ").some((time) => time !== "0s") || animationName !== "none" || scrollBehavior === "smooth";
    }).map((element) => element.outerHTML.slice(0, 80)));
    wrong.push(...moving.map((element) => `${name}, moves: ${element}`));
  }
  await browser.emulate();
  assert.deepEqual(wrong, []);
});
