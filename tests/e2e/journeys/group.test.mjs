// A group: a partner at 30 % counts in part, a linked company in full; the sum can be checked by hand,
// and the group serves its other companies too.

import assert from "node:assert/strict";
import { test } from "node:test";
import { activity, addActivity, figures, fill, journey, press, reads, saved, select, tick, toNext, type, words } from "../steps.mjs";

const stage = journey();
const ui = words("en");

/** The sum table: head of the row → cells. */
const sum = (browser) => browser.run(() => Object.fromEntries(
  [...document.querySelectorAll("main .table tbody tr")].map((row) => {
    const [first, ...cells] = [...row.children].map((cell) => cell.textContent.trim());
    return [first, cells];
  }),
));

const goOn = (browser) => toNext(browser, () => press(browser, ui["app.continue"]));

async function toGroup(browser) {
  await browser.page("#/en/check/place");
  await tick(browser, "place-si");
  await goOn(browser);
  await addActivity(browser, ui, "dairy", activity("en", "food_business"));
  await goOn(browser);
  await tick(browser, "food_wholesale");
  await tick(browser, "food_industrial");
  await goOn(browser);
  await figures(browser, { staff: "40", turnover: "6,000,000", balance: "5,000,000" });
  await goOn(browser);
  await tick(browser, "alone-no");
  await tick(browser, "history");
  assert.equal((await goOn(browser)).hash, "#/en/check/group");
}

/** Adds a company that holds part of ours. */
async function addCompany(browser, number, { name, share, staff, turnover, balance }) {
  await press(browser, ui["group.add"]);
  await type(browser, `company-${number}-name`, name);
  await press(browser, await figuresSummary(browser, number));
  await figures(browser, { staff, turnover, balance }, `figures-${number}-0-`);
  await type(browser, `holding-${number - 1}-capital`, share);
  // Who decides is not known until it is said.
  assert.equal(await browser.run((id) => document.getElementById(id).value, `holding-${number - 1}-control`), "unknown");
  await select(browser, `holding-${number - 1}-control`, ui["app.no"]);
}

/** The words behind which the figures of a company are. */
const figuresSummary = (browser, number) => browser.until(
  (number) => document.getElementById(`figures-${number}-0-staff`)?.closest("details")
    .querySelector("summary").textContent.trim(),
  "the figures of the company", number,
);

test("partner and linked companies: the sum shows what counts, and the verdict follows it", async () => {
  await stage.withBrowser({}, async (browser) => {
    await toGroup(browser);
    await addCompany(browser, 1, { name: "Partner Ltd", share: "30", staff: "100", turnover: "20,000,000", balance: "10,000,000" });
    await addCompany(browser, 2, { name: "Mother Ltd", share: "60", staff: "20", turnover: "3,000,000", balance: "2,000,000" });
    await browser.until((total) => [...document.querySelectorAll("main .table tbody tr")].at(-1)?.textContent.includes(total),
      "the total", "15,000,000");
    assert.deepEqual(await sum(browser), {
      [ui["group.self"]]: [ui["group.relation_own"], "100\u00a0%", "40", "6,000,000", "5,000,000"],
      "Partner Ltd": [ui["group.relation_partner"], "30\u00a0%", "30", "6,000,000", "3,000,000"],
      "Mother Ltd": [ui["group.relation_linked"], "100\u00a0%", "20", "3,000,000", "2,000,000"],
      [ui["group.sum_total"]]: ["", "", "90", "15,000,000", "10,000,000"],
    });

    // Below a quarter nothing counts.
    await type(browser, "holding-0-capital", "24.99");
    await browser.until((words) => [...document.querySelectorAll("main .table tbody tr")][1].textContent.includes(words),
      "the partner is left out", ui["group.reason_below"]);
    assert.deepEqual((await sum(browser))[ui["group.sum_total"]].slice(2), ["60", "9,000,000", "7,000,000"]);
    await type(browser, "holding-0-capital", "30");

    // More than all of the capital cannot be: told beside the field, not kept, and there is no way on.
    await type(browser, "holding-1-capital", "80");
    await reads(browser, fill(ui["group.error_capital"], { name: ui["group.self"] }));
    await press(browser, ui["app.continue"]);
    await reads(browser, ui["check.error_title"], "#errors");
    await type(browser, "holding-1-capital", "60");

    // What was entered is there again after a reload.
    await browser.page("#/en/check/group");
    assert.deepEqual((await sum(browser))[ui["group.sum_total"]].slice(2), ["90", "15,000,000", "10,000,000"]);

    // The same group, seen from the mother: ours is now linked, the partner is ours and hers in one line.
    await toNext(browser, () => press(browser, fill(ui["group.reuse"], { name: "Mother Ltd" })));
    const kept = await saved(browser);
    assert.equal(kept.length, 2);
    assert.deepEqual(kept.map(({ data }) => data.name).sort(), ["", "Mother Ltd"]);
    await browser.page("#/en/check/figures");
    const own = await browser.run(() => [...document.querySelectorAll("main input[inputmode=decimal]")].map(({ value }) => value));
    assert.deepEqual(own.map((value) => Number(value.replaceAll(/[\s,]/g, ""))), [20, 3_000_000, 2_000_000]);
    await browser.page("#/en/check/group");
    const seen = await sum(browser);
    assert.deepEqual(seen[ui["group.self"]], [ui["group.relation_own"], "100\u00a0%", "20", "3,000,000", "2,000,000"]);
    assert.deepEqual(seen[ui["group.sum_total"]].slice(2, 3), ["90"]);
  });
});

test("kinds, control and taking a company away", async () => {
  await stage.withBrowser({}, async (browser) => {
    await toGroup(browser);
    await addCompany(browser, 1, { name: "Fund", share: "40", staff: "300", turnover: "90,000,000", balance: "90,000,000" });
    await select(browser, "company-1-kind", ui["group.kind_venture_capital"]);
    await browser.until((words) => document.querySelector("main .table")?.textContent.includes(words),
      "an investor is left out", ui["group.reason_exempt"]);
    assert.deepEqual((await sum(browser))[ui["group.sum_total"]].slice(2), ["40", "6,000,000", "5,000,000"]);
    await press(browser, fill(ui["group.remove"], { name: "Fund" }));
    await browser.until(() => !document.querySelector("main .table"), "nothing to add up");
    const [{ data }] = await saved(browser);
    assert.ok(!JSON.stringify(data).includes("Fund"));
  });
});
