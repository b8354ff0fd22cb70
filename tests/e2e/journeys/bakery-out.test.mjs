// A small Croatian bakery: outside the directive, said with care; and what the verdict depends on
// while a figure is not known.

import assert from "node:assert/strict";
import { test } from "node:test";
import { activity, addActivity, figures, follow, journey, press, screen, text, tick, toNext, words } from "../steps.mjs";

const stage = journey();
const ui = words("hr");
const verdict = words("hr", "verdict");
const BAKERY = activity("hr", "food_business");

/** Answers everything up to the verdict with these figures. */
async function bake(browser, values) {
  const goOn = () => toNext(browser, () => press(browser, ui["app.continue"]));
  await browser.page("#/hr/check/place");
  await tick(browser, "place-hr");
  await goOn();
  await addActivity(browser, ui, "pekara", BAKERY);
  await goOn();
  await tick(browser, "food_wholesale");
  await tick(browser, "food_industrial");
  await goOn();
  await figures(browser, values);
  await goOn();
  await tick(browser, "alone");
  await tick(browser, "history");
  let now = await goOn();
  if (now.hash.endsWith("/special")) {
    await tick(browser, "special-none");
    now = await goOn();
  }
  assert.equal(now.hash, "#/hr/verdict");
}

test("a small bakery is outside, and is not told that it has no obligations at all", async () => {
  await stage.withBrowser({ language: "hr" }, async (browser) => {
    await bake(browser, { staff: "12", turnover: "900000", balance: "400000" });
    const card = await text(browser, ".document > .card");
    assert.ok(card.startsWith(ui["verdict.out_of_scope"]), card);
    assert.ok(card.includes(words("hr", "verdict")["card.by_directive"]), card);

    const all = await text(browser);
    assert.ok(all.includes(verdict["follows.out"]), "other obligations remain");
    assert.ok(all.includes(verdict["follows.out_customers"]), "customers may ask");
    // "No obligation" is only ever said of the directive, never of everything.
    for (const sentence of all.split(/(?<=[.!?])\s/)) {
      if (/\b(nemate|nema|nijedna|nikakv\p{L}*)\b[^.]*\bobvez/iu.test(sentence)) {
        assert.match(sentence, /NIS 2|direktiv/iu, sentence);
      }
    }
    await follow(browser, ui["verdict.to_report"]);
    const report = await text(browser, ".report");
    assert.ok(report.includes(ui["verdict.out_of_scope"]));
    assert.ok(report.includes(words("hr", "report")["para.out_remains"]), "other obligations remain");
  });
});

test("with a figure unknown the verdict names what it depends on and what is still possible", async () => {
  await stage.withBrowser({ language: "hr" }, async (browser) => {
    await bake(browser, { staff: null, turnover: "900000", balance: "400000" });
    const card = await text(browser, ".document > .card");
    assert.ok(card.startsWith(ui["verdict.undetermined"]), card);
    assert.ok(!card.includes(ui["verdict.certain"]), card);
    assert.ok(card.includes(words("hr", "verdict")["card.by_directive"]), card);
    const [, open] = card.split(ui["verdict.depends"]);
    const [points, possible] = open.split(ui["verdict.still_possible"]);
    assert.ok(points.includes(ui["verdict.missing_size_staff"]), points);
    assert.ok(!points.includes(ui["verdict.missing_size_group"]), points);
    for (const name of ["verdict.important", "verdict.out_of_scope"]) assert.ok(possible.includes(ui[name]), possible);
    assert.ok(!possible.includes(ui["verdict.essential"]), possible);

    // The open point leads to its question; answered there, the verdict is certain.
    await follow(browser, ui["app.change"], ".document > .card");
    assert.equal((await screen(browser)).hash, "#/hr/check/figures");
    await tick(browser, "figures-0-0-staff-unknown");
    await figures(browser, { staff: "12" });
    await toNext(browser, () => press(browser, ui["app.continue"]));
    assert.ok((await text(browser, ".document > .card")).startsWith(ui["verdict.out_of_scope"]));
  });
});

test("a range that crosses no limit is as good as a number", async () => {
  await stage.withBrowser({ language: "hr" }, async (browser) => {
    await bake(browser, { staff: ["10", "49"], turnover: null, balance: ["0", "2.000.000"] });
    const card = await text(browser, ".document > .card");
    assert.ok(card.startsWith(ui["verdict.out_of_scope"]), card);
    assert.ok(card.includes(ui["verdict.certain"]), card);
  });
});
