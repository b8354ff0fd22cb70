// The operators' rulebooks: a list worked through, what it asks for when, and that all of it is kept.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  field, follow, journey, onlySaved, press, reads, screen, text, tick, toNext, type, words,
} from "../steps.mjs";

const stage = journey();
const own = words("sl", "operators");

/** Sets a date as the picker of the browser does. */
async function date(browser, id, value) {
  await field(browser, id);
  await browser.run((id, value) => {
    const input = document.getElementById(id);
    input.value = value;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  }, id, value);
}

test("a rulebook that is history: choice, list, a duty with evidence and cycle, kept after a reload", async () => {
  await stage.withBrowser({ language: "sl" }, async (browser) => {
    await browser.page("#/sl/operators");
    await reads(browser, own["page.lead"]);
    await follow(browser, own["page.open"]);
    assert.equal((await screen(browser)).heading, own["book.akos.title"]);
    await reads(browser, own["force.historical"]);
    await reads(browser, own["item.AK-D1.title"]);
    await tick(browser, "telephone");
    await tick(browser, "agreement-no");
    await press(browser, own["page.elsewhere"]);
    await reads(browser, own["item.AK-D9.title"], "main details:last-of-type");
    await follow(browser, own["item.AK-C1.title"]);
    await reads(browser, own["item.AK-C1.asks"]);
    await reads(browser, own["due.no_last"]);
    await tick(browser, "state-partly");
    await type(browser, "note", "polica 3");
    await date(browser, "last", "2020-02-29");
    await reads(browser, "28. 2. 2021".replaceAll(" ", "\u00a0"));
    const kept = (await onlySaved(browser)).data.parts.operators;
    assert.deepEqual(kept.profile, { telephone: "yes", agreement: "no" });
    assert.deepEqual(kept.duties["AK-C1"], { state: "partly", reason: "", note: "polica 3", due: null, last: "2020-02-29" });
    await browser.driver.navigate().refresh();
    await browser.ready();
    await reads(browser, own["item.AK-C1.asks"]);
    assert.equal((await screen(browser)).heading, own["item.AK-C1.title"]);
    assert.equal(await browser.run(() => document.getElementById("note").value), "polica 3");
    await toNext(browser, () => press(browser, own["page.next"]));
    assert.equal((await screen(browser)).heading, own["item.AK-C1P.title"]);
    await tick(browser, "state-not_applicable");
    await reads(browser, own["answer.reason_missing"]);
    await follow(browser, own["page.to_list"]);
    assert.match(await text(browser), /1 postavka zamuja/);
  });
});

test("a rulebook that binds until the notice: what is asked changes what is said", async () => {
  await stage.withBrowser({ language: "sl" }, async (browser) => {
    await browser.page("#/sl/operators/hakom");
    await reads(browser, own["force.open"]);
    await tick(browser, "notice");
    await reads(browser, own["force.until_notice_open"]);
    await tick(browser, "before");
    await reads(browser, own["force.until_notice"]);
    await type(browser, "users", "100.000");
    await follow(browser, own["item.HK-Y1.title"]);
    await reads(browser, own["due.exactly"].replace("{number}", "100.000"));
    await follow(browser, own["page.to_list"]);
    await press(browser, own["page.profile_title"]);
    // What has been answered once is said, with a way to change it; it is kept with the check.
    await reads(browser, own["ask.notice_known_none"]);
    await press(browser, own["ask.notice_change"]);
    await tick(browser, "notice-kljucni");
    await date(browser, "delivered", "2025-03-01");
    await reads(browser, "1. 3. 2025".replaceAll(" ", "\u00a0"));
    const { data } = await onlySaved(browser);
    assert.equal(data.facts["hr.notice"], "kljucni");
    assert.equal(data.parts.duties.days["hr.notice"], "2025-03-01");
    await follow(browser, own["item.HK-Y1.title"]);
    await reads(browser, own["due.lifted"]);
    await browser.page("#/sl/operators/XY-1");
    await reads(browser, own["page.lead"]);
  });
});
