// What the page calls saved is saved; what cannot be saved is said; nothing of another tab or version
// is overwritten.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
  DAIRY, dairy, downloads, drawn, field, figures, follow, journey, onlyChromium, onlySaved, press, reads, saved, screen,
  storage, text, tick, toNext, words,
} from "../steps.mjs";

const stage = journey();
const ui = words("en");
const sl = words("sl");

const isChecked = (browser, id) => browser.run((id) => document.getElementById(id).checked, id);
const notice = (browser) => text(browser, "main > .notice");

test("each answer is saved at once, and a reload in the middle keeps everything", async () => {
  await stage.withBrowser({ language: "sl" }, async (browser) => {
    await browser.page("#/sl/check/place");
    await reads(browser, sl["app.unsaved_new"], "header");
    assert.deepEqual(await saved(browser), []);
    await tick(browser, "place-si");
    assert.deepEqual((await onlySaved(browser)).data.places.established, ["si"]);
    await reads(browser, sl["app.saved"], "header");
    await tick(browser, "place-hr");
    assert.deepEqual((await onlySaved(browser)).data.places.established, ["si", "hr"]);
    await tick(browser, "place-hr");

    await toNext(browser, () => press(browser, sl["app.continue"]));
    await dairy(browser, sl, { from: 1, until: 3 });
    await figures(browser, { staff: DAIRY.figures.staff });
    await (await field(browser, "figures-0-0-turnover")).sendKeys(DAIRY.figures.turnover);
    const before = await onlySaved(browser);
    await browser.driver.navigate().refresh();
    await browser.ready();
    const after = await onlySaved(browser);
    assert.equal((await screen(browser)).hash, "#/sl/check/figures");
    assert.match(await browser.run(() => document.getElementById("figures-0-0-staff").value), /^64,50?$/);
    assert.deepEqual({ ...after.data, size: null }, { ...before.data, size: null });
    await browser.page("#/sl/check/answers");
    await reads(browser, DAIRY.activity);
    await browser.page("#/sl/check/place");
    assert.equal(await isChecked(browser, "place-si"), true);
    assert.equal(await isChecked(browser, "place-hr"), false);
  });
});

/** Two tabs on the same assessment; the first has saved, the second does not know it yet. */
async function twoTabs(browser, hash, act) {
  await browser.page("#/en/check/place");
  await tick(browser, "place-si");
  const first = await browser.driver.getWindowHandle();
  await browser.page(hash);
  await browser.driver.switchTo().newWindow("tab");
  const second = await browser.driver.getWindowHandle();
  await browser.driver.get(`${browser.origin}/${hash}`);
  await browser.ready();
  await browser.driver.switchTo().window(first);
  await act();
  const theirs = await onlySaved(browser);
  await browser.driver.switchTo().window(second);
  return { first, second, theirs };
}

test("two tabs: the second one is told, overwrites nothing, and can take over the other's state", async () => {
  await stage.withBrowser({}, async (browser) => {
    const staff = () => browser.run(() => document.getElementById("figures-0-0-staff").value);
    const { theirs } = await twoTabs(browser, "#/en/check/figures", () => figures(browser, { staff: "77" }));
    await reads(browser, ui["assessments.conflict"]);
    await figures(browser, { staff: "11" });
    await reads(browser, ui["assessments.conflict"]);
    await reads(browser, ui["app.not_saved"], "header");
    assert.deepEqual(await onlySaved(browser), theirs);
    await figures(browser, { turnover: "1000000" });
    assert.deepEqual(await onlySaved(browser), theirs);

    await press(browser, ui["assessments.conflict_reload"]);
    await reads(browser, ui["app.saved"], "header");
    await browser.until(() => document.getElementById("figures-0-0-staff").value.startsWith("77"), "the other tab's figure");
    await figures(browser, { balance: "3000000" });
    const { data } = await onlySaved(browser);
    assert.match(await staff(), /^77/);
    assert.notDeepEqual(data, theirs.data);
    assert.equal(JSON.stringify(data.size.periods).includes("1000000"), false, "what was not saved is gone");
  });
});

test("two tabs: the second one can keep its state as a copy", async () => {
  await stage.withBrowser({}, async (browser) => {
    const { first, theirs } = await twoTabs(browser, "#/en/check/place", () => tick(browser, "place-hr"));
    await tick(browser, "place-eu");
    await reads(browser, ui["assessments.conflict"]);
    await press(browser, ui["assessments.conflict_copy"]);
    await reads(browser, ui["app.saved"], "header");
    const kept = await saved(browser);
    assert.equal(kept.length, 2);
    assert.deepEqual(kept.find(({ data }) => data.id === theirs.data.id), theirs);
    const copy = kept.find(({ data }) => data.id !== theirs.data.id);
    assert.deepEqual(copy.data.places.established, ["si", "eu"]);

    // Both go on without getting in each other's way.
    await tick(browser, "place-hr");
    await browser.driver.switchTo().window(first);
    await tick(browser, "place-hr");
    const states = (await saved(browser)).map(({ data }) => data.places.established);
    assert.deepEqual(states.map((state) => state.join(" ")).sort(), ["si", "si eu hr"]);
  });
});

for (const [kind, stored, words] of [
  ["corrupt", "{\"app\":\"nis2-check\",\"schema\":1,\"data\":{\"answ", "assessments.corrupt"],
  ["newer", "{\"app\":\"nis2-check\",\"schema\":99,\"content\":\"9\",\"revision\":3,\"saved_at\":\"2030-01-01T00:00:00Z\",\"data\":{}}", "assessments.newer"],
]) {
  test(`${kind} data in the browser: told, downloadable, never overwritten`, onlyChromium, async () => {
    await stage.withBrowser({}, async (browser) => {
      await browser.page("#/en/");
      await browser.run((stored) => {
        localStorage.setItem("nis2-check:a:a1", stored);
        localStorage.setItem("nis2-check:index", "[\"a1\"]");
      }, stored);
      await browser.page("#/en/check/place");
      assert.ok((await notice(browser)).includes(ui[words]), await notice(browser));
      await tick(browser, "place-si");
      await reads(browser, ui["app.saved"], "header");
      let kept = await storage(browser);
      assert.equal(kept["a:a1"], stored);
      assert.equal(Object.keys(kept).filter((key) => key.startsWith("a:")).length, 2);

      await follow(browser, ui["assessments.title"]);
      const folder = await downloads(browser);
      const file = await folder.of(() => press(browser, ui["assessments.raw"]));
      assert.equal(readFileSync(file, "utf8"), stored);
      folder.remove();
      await browser.page("#/en/check/place");
      assert.equal(await isChecked(browser, "place-si"), true);
      kept = await storage(browser);
      assert.equal(kept["a:a1"], stored);
    });
  });
}

test("storage denied: said with a button to save a file, and work goes on", onlyChromium, async () => {
  await stage.withBrowser({ language: "sl", storage: "denied" }, async (browser) => {
    await browser.page("#/sl/check/place");
    assert.ok((await notice(browser)).includes(sl["assessments.storage_denied"]));
    await reads(browser, sl["app.not_saved"], "header");
    const screens = await dairy(browser, sl);
    assert.equal(screens.at(-1).hash, "#/sl/verdict");
    assert.ok((await text(browser, ".document > .card")).startsWith("Pomembni subjekt"));
    assert.ok((await notice(browser)).includes(sl["assessments.storage_denied"]), "still said");
    const folder = await downloads(browser);
    const file = await folder.of(() => press(browser, sl["footer.file"], "main > .notice"));
    assert.equal(JSON.parse(readFileSync(file, "utf8")).data.facts.food_industrial, "yes");
    folder.remove();
    assert.deepEqual(await browser.consoleErrors(), []);
  });
});

test("storage full: said with a button to save a file; saved again once there is room", onlyChromium, async () => {
  await stage.withBrowser({}, async (browser) => {
    await browser.page("#/en/check/place");
    await tick(browser, "place-si");
    const before = await onlySaved(browser);
    await browser.run(() => {
      let filler = "";
      for (let size = 4_000_000; size >= 1; size = Math.floor(size / 2)) {
        try {
          for (;;) {
            localStorage.setItem("filler", filler + "x".repeat(size));
            filler += "x".repeat(size);
          }
        } catch {
          // Now with smaller pieces.
        }
      }
    });
    // A longer answer does not fit any more.
    await tick(browser, "place-eu");
    await reads(browser, ui["assessments.storage_full"]);
    await reads(browser, ui["app.not_saved"], "header");
    assert.deepEqual(await onlySaved(browser), before, "what was there is still there");
    assert.equal(await isChecked(browser, "place-eu"), true);
    const folder = await downloads(browser);
    const file = await folder.of(() => press(browser, ui["footer.file"], "main > .notice"));
    assert.deepEqual(JSON.parse(readFileSync(file, "utf8")).data.places.established, ["si", "eu"]);
    folder.remove();

    await browser.run(() => localStorage.removeItem("filler"));
    await tick(browser, "place-hr");
    await reads(browser, ui["app.saved"], "header");
    assert.equal(await browser.run(() => document.querySelector("main > .notice")), null);
    assert.deepEqual((await onlySaved(browser)).data.places.established, ["si", "eu", "hr"]);
    await toNext(browser, () => press(browser, ui["app.continue"]));
    await drawn(browser);
  });
});
