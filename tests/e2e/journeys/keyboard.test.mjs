// The main path by keyboard alone: every screen says where it begins, every stop can be seen, errors
// lead to their fields.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Key } from "../harness.mjs";
import { activity, drawn, fill, journey, onlySaved, screen, text, words } from "../steps.mjs";

const stage = journey();
const ui = words("en");

/** Where the focus is, and whether it can be seen. */
const stopOf = (browser) => browser.run(() => {
  const element = document.activeElement;
  const { outlineStyle, outlineWidth } = getComputedStyle(element);
  const box = element.getBoundingClientRect();
  return {
    id: element.id,
    name: element.getAttribute("aria-label") ?? (element.labels?.[0] ?? element).textContent.trim(),
    body: element === document.body,
    outlined: outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2,
    inside: box.bottom > 0 && box.top < innerHeight && box.width > 0,
  };
});

/** Presses Tab until the stop with this id or text; every stop on the way must be visible. */
async function tabTo(browser, wanted) {
  for (let stop = 0; stop < 80; stop += 1) {
    await browser.press(Key.TAB);
    let focus = await stopOf(browser);
    if (!focus.inside) {
      // Some browsers scroll to the stop with the next picture only.
      await drawn(browser);
      focus = await stopOf(browser);
    }
    if (focus.body) continue;
    assert.ok(focus.outlined, `the focus on “${focus.name}” can be seen`);
    assert.ok(focus.inside, `“${focus.name}” is on the screen`);
    if (wanted === focus.id || wanted === focus.name) return;
  }
  assert.fail(`Tab never came to “${wanted}”.`);
}

/** Presses keys that lead to another screen, whose heading has the focus then. */
async function leads(browser, hash, ...keys) {
  await browser.press(...keys);
  await browser.until((hash) => location.hash === hash && document.activeElement.id === "heading", `the heading of ${hash}`, hash);
  await drawn(browser);
  assert.equal(await browser.run(() => document.activeElement.tagName), "H1");
  assert.ok(await browser.run(() => document.activeElement.getBoundingClientRect().top >= 0), "the heading is on the screen");
}

test("from the overview to verdict and first area by keyboard alone", async () => {
  await stage.withBrowser({}, async (browser) => {
    await browser.page("#/en/");
    await tabTo(browser, `${ui["home.start"]}: ${ui["home.task_check"]}`);
    await leads(browser, "#/en/check/place", Key.ENTER);
    await tabTo(browser, "place-si");
    await browser.press(Key.SPACE);
    await tabTo(browser, ui["app.continue"]);
    await leads(browser, "#/en/check/activities", Key.ENTER);

    await tabTo(browser, "activity-search");
    await browser.press("dairy");
    await drawn(browser);
    await tabTo(browser, `${ui["activity.add"]}: ${activity("en", "food_business")}`);
    await browser.press(Key.SPACE);
    await drawn(browser);
    await tabTo(browser, ui["app.continue"]);
    await leads(browser, "#/en/check/details", Key.ENTER);

    for (const fact of ["food_wholesale", "food_industrial"]) {
      await tabTo(browser, fact);
      await browser.press(Key.SPACE);
    }
    await browser.press(Key.ARROW_DOWN);
    assert.equal((await browser.focused()).id, "food_industrial-no");
    await browser.press(Key.ARROW_UP);
    assert.equal((await onlySaved(browser)).data.facts.food_industrial, "yes");
    await tabTo(browser, ui["app.continue"]);
    await leads(browser, "#/en/check/figures", Key.ENTER);

    for (const [name, value] of [["staff", "64.5"], ["turnover", "12500000"], ["balance", "12,000,000"]]) {
      await tabTo(browser, `figures-0-0-${name}`);
      await browser.press(value);
    }
    await tabTo(browser, ui["app.continue"]);
    await leads(browser, "#/en/check/relations", Key.ENTER);
    for (const group of ["alone", "history"]) {
      await tabTo(browser, group);
      await browser.press(Key.SPACE);
    }
    await tabTo(browser, ui["app.continue"]);
    await leads(browser, "#/en/check/special", Key.ENTER);
    await tabTo(browser, "special-none");
    await browser.press(Key.SPACE);
    await tabTo(browser, ui["app.continue"]);
    await leads(browser, "#/en/verdict", Key.ENTER);
    assert.ok((await text(browser, ".document > .card")).startsWith(ui["verdict.important"]));
    await tabTo(browser, ui["verdict.to_areas"]);
    await leads(browser, "#/en/areas", Key.ENTER);
    await tabTo(browser, ui["app.continue"]);
    await browser.press(Key.ENTER);
    await browser.until(() => /^#\/en\/areas\/./.test(location.hash) && document.activeElement.id === "heading", "an area");
    await tabTo(browser, "level");
    await browser.press(Key.ARROW_DOWN, Key.ARROW_DOWN);
    assert.equal(Object.values((await onlySaved(browser)).data.areas).length, 1);
    assert.deepEqual(await browser.consoleErrors(), []);
  });
});

test("the error summary takes the focus, and its entries lead to the fields", async () => {
  await stage.withBrowser({}, async (browser) => {
    const onSummary = () => browser.until(() => document.activeElement.id === "errors", "the focus on the error summary");
    await browser.page("#/en/check/place");
    await tabTo(browser, ui["app.continue"]);
    await browser.press(Key.ENTER);
    await onSummary();
    assert.match(await text(browser, "#errors"), new RegExp(ui["check.error_title"]));
    await tabTo(browser, ui["check.error_choose"]);
    await browser.press(Key.ENTER);
    assert.equal((await browser.focused()).id, "place-si");

    await browser.page("#/en/check/figures");
    await tabTo(browser, "figures-0-0-staff");
    await browser.press("many");
    await tabTo(browser, "figures-0-0-balance");
    await browser.press("1.2345");
    await tabTo(browser, ui["app.continue"]);
    await browser.press(Key.ENTER);
    await onSummary();
    const entries = await browser.run(() => [...document.querySelectorAll("#errors li")].map((entry) => entry.textContent));
    assert.deepEqual(entries, [
      `${ui["figures.staff"]}: ${ui["figures.error_not_a_number"]}`,
      `${ui["figures.turnover"]}: ${ui["figures.error_empty"]}`,
      `${ui["figures.balance"]}: ${ui["figures.error_decimals"]}`,
    ]);
    for (const [position, name] of ["staff", "turnover", "balance"].entries()) {
      await browser.run(() => document.getElementById("errors").focus());
      await tabTo(browser, entries[position]);
      await browser.press(Key.ENTER);
      const id = `figures-0-0-${name}`;
      assert.equal((await browser.focused()).id, id);
      const described = await browser.run((id) => {
        const field = document.getElementById(id);
        const texts = field.getAttribute("aria-describedby").split(" ").map((id) => document.getElementById(id)?.textContent);
        return { invalid: field.getAttribute("aria-invalid"), texts };
      }, id);
      assert.equal(described.invalid, "true");
      assert.ok(described.texts.some((text) => entries[position].endsWith(text)), JSON.stringify(described));
    }
    assert.equal(await browser.run(() => document.getElementById("figures-0-0-staff").value), "many", "nothing is thrown away");
  });
});

test("the skip link leads past the header", async () => {
  await stage.withBrowser({}, async (browser) => {
    await browser.page("#/en/check/place");
    await browser.press(Key.TAB);
    assert.equal((await browser.focused()).text, ui["app.skip"]);
    const { width, height } = await browser.run(() => document.activeElement.getBoundingClientRect().toJSON());
    assert.ok(width > 50 && height > 20, "the skip link can be seen");
    await browser.press(Key.ENTER);
    assert.equal((await browser.focused()).id, "heading");
    assert.equal((await screen(browser)).hash, "#/en/check/place");
    await tabTo(browser, "place-si");
  });
});

test("another language by keyboard: the focus stays on the choice", async () => {
  await stage.withBrowser({}, async (browser) => {
    await browser.page("#/en/check/place");
    await tabTo(browser, "Hrvatski");
    await browser.press(Key.ENTER);
    await browser.until((title) => document.querySelector("h1").textContent === title, "Croatian", words("hr")["place.question"]);
    await drawn(browser);
    assert.equal((await browser.focused()).text, "Hrvatski");
  });
});

test("a question before something is deleted takes the focus along", async () => {
  await stage.withBrowser({}, async (browser) => {
    await browser.page("#/en/check/place");
    await tabTo(browser, "place-si");
    await browser.press(Key.SPACE);
    await browser.page("#/en/assessments");
    await tabTo(browser, ui["assessments.delete"]);
    await browser.press(Key.ENTER);
    await drawn(browser);
    await tabTo(browser, ui["assessments.cancel"]);
    assert.ok((await text(browser, ".confirm")).startsWith(fill(ui["assessments.delete_sure"], { name: ui["assessments.unnamed"] })));
    await browser.press(Key.ENTER);
    await drawn(browser);
    await browser.press(Key.TAB);
    assert.notEqual((await browser.focused()).tag, "body");
    await onlySaved(browser);
  });
});
