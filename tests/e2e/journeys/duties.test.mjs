// Duties and dates: the Slovenian dairy gives the day on which it met the criteria, sees what is overdue, notes owner and
// done, and takes everything into a calendar; a Croatian firm waits for its notice. The calendar file is read by ical.js,
// the library of Thunderbird.

import assert from "node:assert/strict";
import { readFileSync, rmSync } from "node:fs";
import { test } from "node:test";
import ICAL from "ical.js";
import {
  dairy, downloads, fill, follow, journey, onlyChromium, onlySaved, press, reads, screen, text, tick, type, words,
} from "../steps.mjs";

const stage = journey();

/** The texts of a file of duties, by `id.field`. */
function duties(folder, language) {
  const found = {};
  let id = "";
  const file = new URL(`../../../content/${folder}/text/${language}.duties.toml`, import.meta.url);
  for (const line of readFileSync(file, "utf8").split("\n")) {
    id = line.match(/^\["([\w.]+)"\]/)?.[1] ?? id;
    const [, field, text] = line.match(/^(\w+) = (".*")$/) ?? [];
    if (field) found[`${id}.${field}`] = JSON.parse(text);
  }
  return found;
}

/** The card of a duty by its title: its text, and a selector for it. */
const card = (browser, title) => browser.until((title) => {
  const cards = [...document.querySelectorAll("article.duty")];
  const at = cards.findIndex((card) => card.querySelector("h3")?.textContent === title);
  if (at < 0) return null;
  cards[at].id = "card-in-question";
  return cards[at].innerText;
}, `the duty “${title}”`, title);

test("a Slovenian dairy: overdue, noted, done, saved as a calendar", onlyChromium, async () => {
  const [ui, page, law] = [words("sl"), words("sl", "duties"), duties("states/si", "sl")];
  await stage.withBrowser({ language: "sl" }, async (browser) => {
    await browser.page("#/sl/check/place");
    await dairy(browser, ui);
    await follow(browser, words("sl", "verdict")[".to_duties"]);
    assert.equal((await screen(browser)).hash, "#/sl/duties");

    const register = law["si.register.title"];
    assert.ok((await card(browser, register)).includes(law["si.criteria_met.label"]));
    await press(browser, law["si.criteria_met.offered"]);
    await reads(browser, "19.\u00a012.\u00a02025");
    const overdue = await card(browser, register);
    assert.ok(overdue.includes(page["state.overdue"]) && overdue.includes(law["si.register.overdue"]), overdue);
    assert.ok(overdue.includes(ui["verdict.mark_secondary"]), overdue);

    // Owner and note stay while the list is not drawn anew.
    await browser.run(() => document.querySelectorAll("article.duty details").forEach((d) => { d.open = true; }));
    await type(browser, "owner-si.register", "Ana Novak, IT");
    await type(browser, "note-si.register", "Portal; obrazec");
    const file = await downloads(browser);
    const save = async () => {
      const path = await file.of(() => press(browser, page["calendar.save"]));
      const saved = readFileSync(path, "utf8");
      rmSync(path);
      return saved;
    };
    const before = await save();

    await press(browser, page["field.keep"], "#card-in-question");
    const message = fill(page["field.kept"], { duty: register });
    await reads(browser, message);
    await browser.until(() => document.activeElement.id === "duties-message", "the focus is on the message");
    assert.ok((await card(browser, register)).includes(page["state.done"]));
    const kept = (await onlySaved(browser)).data.parts.duties;
    assert.deepEqual(kept.days, { "si.criteria_met": "2025-06-19" });
    assert.equal(kept.items["si.register"].owner, "Ana Novak, IT");
    assert.match(kept.items["si.register"].done, /^\d{4}-\d\d-\d\d$/);
    const after = await save();
    file.remove();

    const events = (text) => new ICAL.Component(ICAL.parse(text)).getAllSubcomponents("vevent").map((event) => new ICAL.Event(event));
    const [first, second] = [events(before), events(after)];
    const found = first.find((event) => event.summary.includes(register));
    assert.ok(found.startDate.isDate && found.startDate.toString() === "2025-12-19", found.startDate.toString());
    assert.equal(found.endDate.toString(), "2025-12-20");
    assert.ok(found.description.includes("Ana Novak, IT") && found.description.includes("Portal; obrazec"), found.description);
    assert.ok(found.component.getAllSubcomponents("valarm").length >= 1);
    // What was done since is taken back from the calendar, with its uid; everything else stays.
    const cancelled = second.filter((event) => event.component.getFirstPropertyValue("status") === "CANCELLED");
    assert.deepEqual(cancelled.map((event) => event.uid), [found.uid]);
    assert.equal(second.length, first.length);
    assert.ok(second.every((event) => first.some((known) => known.uid === event.uid)));
    const zone = new ICAL.Component(ICAL.parse(before)).getFirstSubcomponent("vtimezone");
    const offset = (month) => new ICAL.Timezone(zone).utcOffset(new ICAL.Time({ year: 2030, month, day: 1, hour: 12 }));
    assert.deepEqual([offset(1), offset(7)], [3600, 7200]);

    // Everything is there again after a reload, and in the report.
    await browser.page("#/sl/duties");
    assert.ok((await card(browser, register)).includes(page["state.done"]));
    await browser.page("#/sl/report");
    await reads(browser, "Ana Novak, IT", ".report");
    assert.ok((await text(browser, ".report")).includes(register));
    assert.deepEqual(await browser.axe(), []);
    assert.deepEqual(await browser.consoleErrors(), []);
  });
});

test("a Croatian firm: nothing runs before the notice", onlyChromium, async () => {
  const [page, law] = [words("hr", "duties"), duties("states/hr", "hr")];
  await stage.withBrowser({ language: "hr" }, async (browser) => {
    await browser.page("#/hr/check/place");
    await tick(browser, "place-hr");
    await browser.page("#/hr/duties");
    assert.ok((await card(browser, law["hr.wait.title"])).length > 0);
    const measures = law["hr.measures.title"];
    assert.ok((await card(browser, measures)).includes(law["hr.notice.label"]));
    // A day that has not come is refused, and says so.
    await browser.run(() => {
      const input = document.getElementById("hr.notice");
      input.value = "2099-01-01";
      input.dispatchEvent(new Event("change"));
    });
    await reads(browser, page["days.future"]);
    await browser.run(() => {
      const input = document.getElementById("hr.notice");
      input.value = "2025-01-31";
      input.dispatchEvent(new Event("change"));
    });
    await reads(browser, page["state.overdue"]);
    const overdue = await card(browser, measures);
    assert.ok(overdue.replaceAll("\u00a0", " ").includes("31. 1. 2026."), overdue);
    assert.ok(!(await text(browser)).includes(law["hr.wait.title"]));
    // Answered once: the rulebook of operators knows it and says so.
    await browser.page("#/hr/operators/hakom");
    await reads(browser, words("hr", "operators")["ask.notice_known"]);
    await browser.page("#/hr/duties");
    await reads(browser, page["state.overdue"]);
    assert.deepEqual(await browser.axe(), []);
    assert.deepEqual(await browser.consoleErrors(), []);
  });
});
