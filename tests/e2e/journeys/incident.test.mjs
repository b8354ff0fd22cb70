// The incident desk at three in the morning: five inputs at most to the first deadline, and nothing is lost.

import assert from "node:assert/strict";
import { readFileSync, rmSync } from "node:fs";
import { test } from "node:test";
import {
  dairy, downloads, fill, follow, journey, onlyChromium, press, reads, screen, select, storage, text, tick, toNext, words,
} from "../steps.mjs";

const stage = journey();
const own = { ...words("sl", "incident"), ...words("sl", "incident_papers") };
const ui = words("sl");
const word = (key) => own[`.${key}`];

/** Sets a date or a time as the picker of the browser does. */
const set = (browser, id, value) => browser.run((id, value) => {
  const input = document.getElementById(id);
  input.value = value;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}, id, value);

/** Says when it was noticed. */
async function noticed(browser, day = "2026-01-05", time = "03:10") {
  await set(browser, "detected-day", day);
  await set(browser, "detected-time", time);
}

/** The incidents the browser keeps. */
async function kept(browser) {
  const found = Object.entries(await storage(browser)).filter(([key]) => key.startsWith("i:"));
  return found.map(([, value]) => JSON.parse(value).data);
}

const begin = (browser) => toNext(browser, () => press(browser, word("new")));

test("from the overview to the first deadline with at most five inputs", async () => {
  await stage.withBrowser({ language: "sl" }, async (browser) => {
    await browser.page("#/sl/");
    let inputs = 0;
    const input = async (act) => {
      inputs += 1;
      await act();
    };
    await toNext(browser, () => browser.run(() => document.querySelector('a[href="#/sl/incidents"]').click()));
    assert.equal((await screen(browser)).heading, word("title"));
    await begin(browser);
    // Before anything is answered: one line, no list that goes on for screens.
    await reads(browser, word("first_state"));
    assert.ok((await browser.run(() => document.querySelectorAll(".tasks > li").length)) <= 1);
    await input(() => tick(browser, "countries"));
    await input(() => select(browser, "service", own["service.cloud.name"]));
    await input(() => set(browser, "detected-day", "2026-01-05"));
    await input(() => set(browser, "detected-time", "03:10"));
    await input(() => tick(browser, "q-personal_data"));
    await reads(browser, own["kind.early_warning.name"]);
    const page = await text(browser);
    assert.ok(inputs <= 5, `${inputs} inputs`);
    // Noticed on 5 January at 3:10: a day later, to SI-CERT; the authority for personal data within 72 hours.
    assert.ok(page.includes(fill(word("moment"), { date: "6. 1. 2026", time: "03:10" }).replaceAll(" ", "\u00a0"))
      || page.replaceAll("\u00a0", " ").includes("6. 1. 2026 ob 03:10"), page);
    assert.ok(page.includes(own["recipient.si_csirt.name"]), page);
    assert.ok(page.replaceAll("\u00a0", " ").includes("8. 1. 2026 ob 03:10"), page);
    assert.ok(page.includes(own["kind.early_warning.late"]), "overdue says what to do now");
    assert.deepEqual(await browser.consoleErrors(), []);
    assert.deepEqual(await browser.axe(), []);
  });
});

test("two incidents side by side after a reload; what is done is written down", async () => {
  await stage.withBrowser({ language: "sl" }, async (browser) => {
    await browser.page("#/sl/incidents");
    await begin(browser);
    const first = (await screen(browser)).hash;
    await tick(browser, "countries");
    await select(browser, "service", own["service.other_service.name"]);
    await noticed(browser);
    await browser.page("#/sl/incidents");
    await begin(browser);
    const second = (await screen(browser)).hash;
    assert.notEqual(first, second);
    await tick(browser, "countries-hr");
    await select(browser, "service", own["service.fixed_voice.name"]);
    await browser.page(first);
    await reads(browser, own["kind.early_warning.name"]);
    await press(browser, `${word("mark_done")}: ${own["kind.early_warning.name"]}`);
    // Never before it was noticed.
    await set(browser, "sent-si.early_warning-day", "2026-01-04");
    await press(browser, word("sent_save"));
    await reads(browser, word("sent_early"));
    await set(browser, "sent-si.early_warning-day", "2026-01-05");
    await set(browser, "sent-si.early_warning-time", "09:00");
    await press(browser, word("sent_save"));
    await reads(browser, word("undo"));
    await browser.page(second);
    await tick(browser, "countries-si-hr");
    await browser.page(first);
    await reads(browser, word("log_done"));
    const incidents = await kept(browser);
    assert.deepEqual(incidents.map((one) => one.countries).sort(), [["si"], ["si", "hr"]]);
    const done = incidents.find((one) => one.countries.length === 1);
    assert.deepEqual(done.sent, { "si.early_warning": "2026-01-05T08:00:00Z" });
    assert.equal(done.log.length, 1);
    assert.equal(incidents.find((one) => one.countries.length === 2).log.length, 0);
  });
});

test("what the check has found is taken over, and nobody waits for it", async () => {
  await stage.withBrowser({ language: "sl" }, async (browser) => {
    await browser.page("#/sl/check/place");
    await dairy(browser, ui);
    await browser.page("#/sl/incidents");
    await begin(browser);
    // The State is known: one answer less.
    assert.ok(await browser.run(() => document.getElementById("countries").checked));
    await noticed(browser);
    await reads(browser, own["recipient.si_csirt.name"]);
    await browser.until(() => Object.values(localStorage).some((text) => text.includes('"entity":"important"')), "the class");
    assert.deepEqual(await browser.consoleErrors(), []);
  });
});

test("times that cannot be right are said and not used", async () => {
  await stage.withBrowser({ language: "sl" }, async (browser) => {
    await browser.page("#/sl/incidents");
    await begin(browser);
    await tick(browser, "countries");
    await select(browser, "service", own["service.other_service.name"]);
    await noticed(browser);
    await reads(browser, own["kind.early_warning.name"]);
    await set(browser, "detected-day", "2999-01-01");
    await reads(browser, own["message.future.text"].split("{")[0]);
    assert.ok(!(await text(browser)).includes(own["recipient.si_csirt.name"]));
    // The clock skipped this time.
    await set(browser, "detected-day", "2026-03-29");
    await set(browser, "detected-time", "02:30");
    await reads(browser, word("error_skipped"));
    await set(browser, "detected-time", "03:30");
    await reads(browser, "30. 3. 2026".replaceAll(" ", "\u00a0"));
    assert.equal((await kept(browser))[0].times.detected, "2026-03-29T01:30:00Z");
    // The clock showed this time twice.
    await set(browser, "detected-day", "2025-10-26");
    await set(browser, "detected-time", "02:30");
    await reads(browser, word("time_twice"));
    assert.equal((await kept(browser))[0].times.detected, "2025-10-26T00:30:00Z");
    await tick(browser, "detected-second");
    await browser.until(() => Object.values(localStorage).some((text) => text.includes("2025-10-26T01:30:00Z")), "the second time");
  });
});

test("a threat without an incident: whom to tell, and nothing to report", async () => {
  await stage.withBrowser({ language: "sl" }, async (browser) => {
    await browser.page("#/sl/incidents");
    await toNext(browser, () => press(browser, word("new_threat")));
    await tick(browser, "countries");
    await noticed(browser);
    await tick(browser, "q-threat_grave");
    await tick(browser, "q-threat_to_users");
    await reads(browser, own["kind.threat.name"]);
    const page = await text(browser, ".tasks");
    assert.ok(!page.includes(own["kind.early_warning.name"]), page);
    // As soon as something happens it is an incident.
    await tick(browser, "q-threat_only-no");
    await reads(browser, own["kind.early_warning.name"], ".tasks");
    assert.deepEqual(await browser.consoleErrors(), []);
    assert.deepEqual(await browser.axe(), []);
  });
});

test("what a result depends on leads to the field in which it is entered", async () => {
  await stage.withBrowser({ language: "sl" }, async (browser) => {
    await browser.page("#/sl/incidents");
    await begin(browser);
    await tick(browser, "countries-hr");
    await select(browser, "service", own["service.fixed_voice.name"]);
    await noticed(browser);
    await press(browser, own["need.times.began.name"]);
    await browser.until(() => document.activeElement.id === "began-day", "the focus in the day on which it began");
    // Later than noticed: said, with a way to the field, and no deadline from it.
    await set(browser, "began-day", "2999-01-01");
    await set(browser, "began-time", "03:10");
    await reads(browser, own["message.future.text"].split("{")[0]);
    await browser.run(() => document.getElementById("heading").focus());
    await press(browser, word("correct"));
    await browser.until(() => document.activeElement.id === "began-day", "the focus in the day that is wrong");
    assert.deepEqual(await browser.axe(), []);
  });
});

test("drafts and the calendar are saved as files", onlyChromium, async () => {
  await stage.withBrowser({ language: "sl" }, async (browser) => {
    const files = await downloads(browser);
    try {
      await browser.page("#/sl/incidents");
      await begin(browser);
      await tick(browser, "countries");
      await select(browser, "service", own["service.other_service.name"]);
      await noticed(browser);
      await browser.until(() => Object.values(localStorage).some((text) => text.includes("other_service")), "the service is kept");
      await reads(browser, own["kind.early_warning.name"]);
      const first = await files.of(() => press(browser, word("calendar")));
      const calendar = readFileSync(first, "utf8");
      rmSync(first);
      assert.match(calendar, /BEGIN:VCALENDAR[\s\S]*si\.early-warning@nis2-check/);
      await press(browser, word("drafts_show"));
      await press(browser, `${own["notice.early_warning.name"]} · ${own["act.si_zinfv1.name"]}`);
      const draft = readFileSync(await files.of(() => press(browser, word("save_text"))), "utf8");
      assert.ok(draft.startsWith(own["notice.early_warning.name"]), draft);
      assert.ok(draft.includes(word("missing")), draft);
      assert.ok(draft.includes(own["service.other_service.name"]), draft);
      assert.ok(draft.includes(word("draft_for_you")) && draft.includes("ZInfV-1"), draft);
      // What is done goes back in the next calendar.
      await press(browser, `${word("mark_done")}: ${own["kind.early_warning.name"]}`);
      await set(browser, "sent-si.early_warning-day", "2026-01-05");
      await set(browser, "sent-si.early_warning-time", "09:00");
      await set(browser, "sent-si.early_warning-by", "Ana Kovač");
      await press(browser, word("sent_save"));
      await reads(browser, word("undo"));
      const again = readFileSync(await files.of(() => press(browser, word("calendar"))), "utf8");
      const event = again.split("BEGIN:VEVENT").find((part) => part.includes("si.early-warning@nis2-check"));
      assert.match(event, /STATUS:CANCELLED/);
      // The log as a document.
      await toNext(browser, () => follow(browser, word("log_paper")));
      await reads(browser, word("paper_title"));
      await reads(browser, "Ana Kovač");
      assert.deepEqual(await browser.axe(), []);
      const page = readFileSync(await files.of(() => press(browser, ui["report.save_html"])), "utf8");
      assert.ok(page.startsWith("<!doctype html>") && page.includes("Ana Kovač") && !page.includes("<script"), page);
      await toNext(browser, () => follow(browser, word("paper_back")));
      await reads(browser, word("log_line"));
      const saved = JSON.parse(readFileSync(await files.of(() => press(browser, word("save"))), "utf8"));
      assert.equal(saved.kind, "incident");
      assert.deepEqual(saved.data.countries, ["si"]);
      await follow(browser, word("to_list"));
      await press(browser, ui["assessments.delete"]);
      await press(browser, ui["assessments.yes_delete"]);
      await reads(browser, word("list_none"));
    } finally {
      files.remove();
    }
  });
});
