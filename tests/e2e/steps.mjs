// What a visitor does, as the journeys use it: reads, presses, ticks, types, by the words on the page.

import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { after, before } from "node:test";
import { Key, openBrowser, startApp } from "./harness.mjs";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const PREFIX = "nis2-check:";

export const LANGUAGES = ["sl", "hr", "en"];

/** The browser the journeys run in. */
export const BROWSER = process.env.NIS2_BROWSER ?? "chromium";

/** Option of a test that needs Chromium's own protocol. */
export const onlyChromium = { skip: BROWSER !== "chromium" && "needs Chromium's own protocol" };

/** The app for all tests of a file; `withBrowser(options, work)` gives each its own browser. */
export function journey() {
  const stage = { app: null };
  before(async () => {
    stage.app = await startApp();
  });
  after(() => stage.app?.stop());
  stage.withBrowser = async (options, work) => {
    const browser = await openBrowser(stage.app, options);
    try {
      await work(browser);
    } catch (error) {
      await browser.screenshot(`failed-${browser.name}-${process.pid}`).catch(() => {});
      throw error;
    } finally {
      await browser.close();
    }
  };
  return stage;
}

/** The simple texts of a language's file, by `section.key`. */
export const words = (language, file = "ui") => texts(join("content/text", language, `${file}.toml`));

/** The same for the law of a State. */
export const stateWords = (state, language) => texts(join("content/states", state, "text", `${language}.toml`));

/** As the compiler of the words binds what a line must not part. */
const bound = (text) => ["NIS 2", " %", "čl. ", "Art. "]
  .reduce((text, whole) => text.replaceAll(whole, whole.replace(" ", "\u00a0")), text);

function texts(file) {
  const found = {};
  let section = "";
  for (const line of readFileSync(join(ROOT, file), "utf8").split("\n")) {
    section = line.match(/^\[([\w.-]+)\]/)?.[1] ?? section;
    const [, key, text] = line.match(/^(\w+) = (".*")$/) ?? [];
    if (key) found[`${section}.${key}`] = bound(JSON.parse(text));
  }
  return found;
}

/** The name of an activity of the annexes. */
export const activity = (language, id) => words(language, "rows")[`row.${id}.name`];

/** A text with its placeholders filled. */
export const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

/** Heading, title and address of the screen. */
export const screen = (browser) => browser.run(() => ({
  heading: document.querySelector("h1")?.textContent.trim(),
  title: document.title,
  hash: location.hash,
}));

/** The text of the page as the visitor reads it. */
export const text = (browser, selector = "main") =>
  browser.run((selector) => document.querySelector(selector)?.innerText ?? "", selector);

/** Waits until these words stand on the page. */
export const reads = (browser, wanted, selector = "main") => browser.until(
  (wanted, selector) => (document.querySelector(selector)?.innerText ?? "").includes(wanted),
  `“${wanted}” in ${selector}`, wanted, selector,
);

/** The next picture has been drawn. */
export const drawn = (browser) => browser.driver.executeAsyncScript(
  "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(() => done()));",
);

/** Does something that leads to another screen; gives the new one once its heading has the focus. */
export async function toNext(browser, act) {
  const title = await browser.run(() => document.title);
  await act();
  await browser.until(
    (title) => document.title !== title && document.activeElement.id === "heading",
    `another screen than “${title}”`, title,
  );
  await drawn(browser);
  return screen(browser);
}

/** A link, button or summary with this name that can be seen. */
const named = (browser, name, where) => browser.until(
  (name, where) => [...document.querySelectorAll(`${where} :is(a, button, summary)`)].find((element) =>
    element.getClientRects().length > 0 &&
    [element.getAttribute("aria-label"), element.textContent.trim()].includes(name)),
  `“${name}” in ${where}`, name, where,
);

/** Presses a link, button or summary by its name. */
export const press = (browser, name, where = "main") => fresh(async () => (await named(browser, name, where)).click());

/** Presses a link or button that leads to another screen. */
export const follow = (browser, name, where = "main") => toNext(browser, () => press(browser, name, where));

/** A control by its id or by the words of its label. */
export const field = (browser, name) => browser.until(
  (name) => {
    const labels = [...document.querySelectorAll("main label")];
    return document.getElementById(name) ?? labels.find((label) => label.textContent.trim() === name)?.control;
  },
  `a field “${name}”`, name,
);

/** Ticks or chooses. */
export const tick = (browser, name) => fresh(async () => (await field(browser, name)).click());

/** Types into a field and leaves it. */
export const type = (browser, name, value) => fresh(async () => {
  const element = await field(browser, name);
  if (await element.getAttribute("value")) await element.clear();
  await element.sendKeys(value, Key.TAB);
});

/** Chooses in a list by the words of the entry. */
export const select = (browser, name, entry) => fresh(async () => {
  const element = await field(browser, name);
  for (const option of await element.findElements({ css: "option" })) {
    if ((await option.getText()) === entry) return option.click();
  }
  throw new Error(`“${entry}” is not in “${name}”.`);
});

/** The page may draw an element anew between finding and using it: then once more. */
async function fresh(act) {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await act();
    } catch (error) {
      if (error.name !== "StaleElementReferenceError" || attempt === 3) throw error;
    }
  }
}

/** Names of the activities and trades suggested for some words. */
export async function suggestions(browser, query) {
  const search = await field(browser, "activity-search");
  await search.clear();
  await search.sendKeys(query);
  await drawn(browser);
  return browser.run(() => [...document.querySelectorAll(".question > .rows > .row h3")].map((h) => h.textContent.trim()));
}

/** Searches an activity and adds the suggestion with this name. */
export async function addActivity(browser, ui, query, name) {
  await suggestions(browser, query);
  await press(browser, `${ui["activity.add"]}: ${name}`);
  await reads(browser, name, ".chosen");
}

/** Answers figures: `{ staff, turnover, balance }`; `null` is "I do not know", an array a range. */
export async function figures(browser, values, start = "figures-0-0-") {
  for (const [name, value] of Object.entries(values)) {
    const id = `${start}${name}`;
    if (value === null) {
      await tick(browser, `${id}-unknown`);
    } else if (Array.isArray(value)) {
      await tick(browser, `${id}-range`);
      await type(browser, id, value[0]);
      await type(browser, `${id}-to`, value[1]);
    } else {
      await type(browser, id, value);
    }
  }
}

/** What the browser keeps of the app, by key without prefix. */
export const storage = (browser) => browser.run((prefix) => Object.fromEntries(
  Object.keys(localStorage).filter((key) => key.startsWith(prefix)).map((key) => [key.slice(prefix.length), localStorage[key]]),
), PREFIX);

/** The assessments the browser keeps. */
export async function saved(browser) {
  const kept = Object.entries(await storage(browser)).filter(([key]) => key.startsWith("a:"));
  return kept.map(([, value]) => JSON.parse(value));
}

/** The assessment the browser keeps, when there is one only. */
export async function onlySaved(browser) {
  const all = await saved(browser);
  if (all.length !== 1) throw new Error(`${all.length} assessments are kept, not one.`);
  return all[0];
}

/** A folder that takes the downloads of a browser (Chromium only). */
export async function downloads(browser) {
  const folder = mkdtempSync(join(tmpdir(), "nis2-downloads-"));
  await browser.cdp("Browser.setDownloadBehavior", { behavior: "allow", downloadPath: folder });
  // A name can stand there before its content does.
  const finished = () => readdirSync(folder).filter((name) =>
    !name.endsWith(".crdownload") && !name.startsWith(".") && statSync(join(folder, name)).size > 0);
  return {
    /** Does something that saves a file; gives its path. */
    async of(act) {
      const before = finished();
      await act();
      const name = await browser.driver.wait(
        () => finished().find((name) => !before.includes(name)), 10_000, "Waited for a file",
      );
      return join(folder, name);
    },
    remove: () => existsSync(folder) && rmSync(folder, { recursive: true, force: true }),
  };
}

/** What the dairy of [`dairy`] answers. */
export const DAIRY = {
  words: "mlekarna",
  activity: activity("sl", "food_business"),
  details: ["food_wholesale", "food_industrial"],
  figures: { staff: "64,5", turnover: "12.500.000", balance: "12.000.000" },
};

/** A Slovenian dairy: the path that most visitors take. Gives the screens it went through, verdict last. */
export async function dairy(browser, ui, { from = 0, until = Infinity } = {}) {
  const steps = [
    () => tick(browser, "place-si"),
    () => addActivity(browser, ui, DAIRY.words, DAIRY.activity),
    async () => {
      for (const fact of DAIRY.details) await tick(browser, fact);
    },
    () => figures(browser, DAIRY.figures),
    async () => {
      await tick(browser, "alone");
      await tick(browser, "history");
    },
    () => tick(browser, "special-none"),
  ];
  const screens = [];
  for (const step of steps.slice(from, until)) {
    screens.push(await screen(browser));
    await step();
    await toNext(browser, () => press(browser, ui["app.continue"]));
  }
  screens.push(await screen(browser));
  return screens;
}
