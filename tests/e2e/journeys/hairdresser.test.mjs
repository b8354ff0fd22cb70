// A trade that no annex names: the page says so, and the way on is "none of the listed activities".

import assert from "node:assert/strict";
import { test } from "node:test";
import { activity, journey, onlySaved, press, reads, screen, suggestions, text, tick, toNext, words } from "../steps.mjs";

const stage = journey();

const TRADES = {
  sl: "frizerka",
  hr: "frizer",
  en: "hairdresser",
};

for (const [language, query] of Object.entries(TRADES)) {
  test(`a hairdresser is told that the trade is on no list, and is outside (${language})`, async () => {
    const ui = words(language);
    const goOn = (browser) => toNext(browser, () => press(browser, ui["app.continue"]));
    await stage.withBrowser({ language }, async (browser) => {
      await browser.page(`#/${language}/check/place`);
      await tick(browser, "place-si");
      await goOn(browser);
      const found = await suggestions(browser, query);
      assert.equal(found[0], words(language, "catalogue")["trade.hairdresser.name"]);
      const row = await text(browser, ".question > .rows > .row");
      assert.ok(row.includes(ui["activity.not_listed"]) && row.includes(ui["activity.not_listed_hint"]), row);
      assert.ok(!row.includes(ui["activity.add"]), "there is nothing to add");

      await tick(browser, ui["activity.none"]);
      assert.deepEqual((await onlySaved(browser)).data.activities, {});
      const special = await goOn(browser);
      assert.equal(special.hash, `#/${language}/check/special`);
      await reads(browser, ui["special.hint"]);
      await tick(browser, ui["special.none"]);
      await goOn(browser);
      assert.equal((await screen(browser)).hash, `#/${language}/verdict`);
      const card = await text(browser, ".document > .card");
      assert.ok(card.startsWith(ui["verdict.out_of_scope"]), card);
      assert.ok(card.includes(words(language, "verdict")["card.by_directive"]), card);
    });
  });
}

test("adding an activity takes “none of these” back, and the other way round", async () => {
  const ui = words("en");
  await stage.withBrowser({}, async (browser) => {
    await browser.page("#/en/check/activities");
    await tick(browser, "activity-none");
    await suggestions(browser, "dairy");
    await press(browser, `${ui["activity.add"]}: ${activity("en", "food_business")}`);
    await browser.until(() => !document.getElementById("activity-none").checked, "the box is empty again");
    await tick(browser, "activity-none");
    await reads(browser, ui["activity.chosen_none"]);
    assert.deepEqual((await onlySaved(browser)).data.activities, {});
  });
});
