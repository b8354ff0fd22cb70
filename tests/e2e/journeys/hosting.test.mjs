// A small web host that runs DNS for its customers: essential whatever its size, so its size is not
// asked. And how activities are found.

import assert from "node:assert/strict";
import { test } from "node:test";
import { activity, addActivity, fill, journey, onlySaved, press, reads, suggestions, text, tick, toNext, words } from "../steps.mjs";

const stage = journey();
const ui = words("en");
const MACHINES = activity("en", "mfg_machinery");

test("a web host with DNS for others is essential, and nobody asks for its size", async () => {
  await stage.withBrowser({}, async (browser) => {
    await browser.page("#/en/check/place");
    await tick(browser, "place-si");
    const seen = [];
    const goOn = async () => {
      const now = await toNext(browser, () => press(browser, ui["app.continue"]));
      seen.push(now.hash.replace("#/en/", ""));
    };
    await goOn();
    await addActivity(browser, ui, "hosting", activity("en", "digital_dns"));
    await goOn();
    assert.equal(seen.at(-1), "check/details");
    for (const fact of ["dns_root_only", "dns_own_only", "dns_access_resolver_only"]) {
      const asked = await browser.run((id) => Boolean(document.getElementById(id)), fact);
      if (asked) await tick(browser, `${fact}-no`);
    }
    await goOn();
    while (seen.at(-1) === "check/special") {
      await tick(browser, "special-none");
      await goOn();
    }
    assert.equal(seen.at(-1), "verdict", seen.join(" "));
    for (const name of ["check/figures", "check/relations", "check/group"]) assert.ok(!seen.includes(name), seen.join(" "));
    assert.ok(seen.length <= 5, seen.join(" "));

    const card = await text(browser, ".document > .card");
    assert.ok(card.startsWith(ui["verdict.essential"]), card);
    assert.ok(card.includes(ui["verdict.certain"]), card);
    assert.ok(card.includes(words("en", "verdict")["card.by_directive"]), card);
    const all = await text(browser);
    assert.match(all, /whatever (its|your|their) size|regardless of (its|your|their)? ?size/i);
    assert.match(all, /2024\/2690/);
  });
});

test("activities are found by words, by code, and misspelt; with or without diacritics", async () => {
  await stage.withBrowser({}, async (browser) => {
    const expected = {
      en: [["hosting", "digital_dns"], ["hostng", "digital_dns"], ["28", "mfg_machinery"], ["dary", "food_business"]],
      sl: [
        ["gostovanje streznikov", "digital_cloud"], ["mlekrna", "food_business"], ["gradnjo strojev", "mfg_machinery"],
        ["C28.22", "mfg_machinery"],
      ],
      hr: [["hosting", "digital_dns"], ["mljekari", "food_business"], ["28", "mfg_machinery"]],
    };
    for (const [language, cases] of Object.entries(expected)) {
      await browser.page(`#/${language}/check/activities`);
      for (const [query, row] of cases) {
        const found = await suggestions(browser, query);
        assert.ok(found.slice(0, 3).includes(activity(language, row)), `${language} “${query}”: ${found.join(", ")}`);
      }
    }
  });
});

test("what was found can be added, doubted and taken away; sectors can be browsed", async () => {
  await stage.withBrowser({}, async (browser) => {
    await browser.page("#/en/check/activities");
    await addActivity(browser, ui, "28", MACHINES);
    await tick(browser, ui["activity.unsure"]);
    assert.deepEqual((await onlySaved(browser)).data.activities, { mfg_machinery: "unknown" });
    await press(browser, `${ui["activity.remove"]}: ${MACHINES}`, ".chosen");
    await reads(browser, ui["activity.chosen_none"]);

    await press(browser, ui["activity.browse"]);
    const sectors = await browser.run(() => document.querySelectorAll("details.sector").length);
    assert.ok(sectors >= 18, `${sectors} sectors`);
    await press(browser, `${words("en", "rows")["sector.waste_water.name"]} (${fill(ui["activity.annex"], { number: "I" })})`, ".browse");
    const explained = await browser.until(() => document.querySelector("details.sector[open] .row"), "the rows of the sector");
    assert.ok((await explained.getText()).includes("Annex I"));
    assert.match(await browser.run((row) => row.querySelector("a").href, explained), /^https:\/\/eur-lex\.europa\.eu\//);

    const nothing = await suggestions(browser, "zzzzqqqq");
    assert.deepEqual(nothing, []);
    await reads(browser, ui["activity.no_result"]);
    await suggestions(browser, "45");
    await reads(browser, ui["activity.nace_none"]);
  });
});
