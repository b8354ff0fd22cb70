// Every measure: a dairy answers its profile and one area, sees its roadmap, moves an item, notes who and by when, looks at
// frameworks, compares itself with an earlier assessment, and finds all of it again.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import {
  LANGUAGES, activity, addActivity, dairy, downloads, drawn, field, fill, follow, journey, onlyChromium, press, reads, saved, screen, select,
  stateWords, text, tick, toNext, type, words,
} from "../steps.mjs";

const stage = journey();
const ui = words("sl");
const maturity = words("sl", "maturity");
const roadmap = words("sl", "roadmap");
const crosswalk = words("sl", "crosswalk");

/** What the part keeps in the newest assessment. */
async function kept(browser) {
  const all = await saved(browser);
  return all.sort((one, other) => (one.saved_at < other.saved_at ? 1 : -1))[0].data.parts.measures;
}

/** The items of the roadmap in order. */
const items = (browser) => browser.run(() => [...document.querySelectorAll(".plan summary strong")].map((h) => h.textContent));

/** Unfolds an item of the roadmap. */
const unfold = async (browser, id) => {
  await (await field(browser, `head-${id}`)).click();
  await browser.until((id) => document.querySelector(`#${id} details`).open, `${id} is unfolded`, id);
};

test("a dairy answers a whole area in three minutes and gets a roadmap", async () => {
  await stage.withBrowser({ language: "sl" }, async (browser) => {
    await browser.page("#/sl/check/place");
    await dairy(browser, ui);
    await browser.page("#/sl/areas");
    await follow(browser, maturity["areas.to_measures"]);
    assert.equal((await screen(browser)).heading, roadmap["list.title"]);

    await follow(browser, ui["app.continue"]);
    assert.equal((await screen(browser)).heading, roadmap["profile_page.title"]);
    for (const id of ["remote_work", "supplier_access", "outsourced_it"]) await tick(browser, `profile-${id}-no`);
    await tick(browser, "profile-invoices");
    assert.deepEqual((await kept(browser)).profile.remote_work, "no");

    // Nobody works from elsewhere and nobody comes in: what is left of area 10 is our own question.
    await browser.page("#/sl/measures/A10");
    await browser.until(() => document.querySelectorAll(".measure").length === 1, "one question is left");

    // Area 13: an answer a question, on one screen.
    await browser.page("#/sl/measures/A13");
    await tick(browser, "A13-M03-partly");
    await tick(browser, "A13-M04-missing");
    await tick(browser, "A13-M05");
    await tick(browser, "A13-M06-unknown");
    await tick(browser, "A13-M07-not_applicable");
    await reads(browser, roadmap["area.reason_missing"]);
    await type(browser, "reason-A13-M07", "Nimamo izkušenj z napadi");
    await browser.run(() => document.querySelector("details.practices > summary").click());
    await tick(browser, "practice-A13-G01");
    const answers = (await kept(browser)).answers;
    assert.equal(answers["A13-M05"].state, "in_place");
    assert.equal(answers["A13-M07"].reason, "Nimamo izkušenj z napadi");
    assert.deepEqual((await kept(browser)).practices, ["A13-G01"]);

    // Backups are asked with area 7 too: answered there already.
    await browser.page("#/sl/measures/A07");
    await browser.until(() => document.getElementById("A13-M03-partly")?.checked, "the answer given in area 13");

    await browser.page("#/sl/measures/roadmap");
    await reads(browser, roadmap["plan.now"]);
    const before = await items(browser);
    assert.equal(before.length, 3);
    await unfold(browser, "A13-M04");
    await select(browser, "stage-A13-M04", roadmap["plan.stage_begun"]);
    await type(browser, "owner-A13-M04", "Ana");
    // What is noted stands on the folded item too.
    await reads(browser, `Ana · ${roadmap["plan.stage_begun"]}`, "#head-A13-M04");
    assert.deepEqual(await browser.axe(), []);
    const own = await text(browser, "#head-A13-M04 strong");
    const at = before.indexOf(own);
    const way = at === 0 ? "down" : "up";
    await press(browser, `${roadmap[`plan.${way}`]}: ${own}`);
    await reads(browser, roadmap["plan.own_note"]);
    const after = await items(browser);
    const expected = [...before];
    expected.splice(at, 1);
    expected.splice(way === "up" ? at - 1 : at + 1, 0, own);
    assert.deepEqual(after, expected);
    assert.deepEqual((await kept(browser)).items["A13-M04"], { owner: "Ana", due: null, stage: "begun" });
    // The item stays unfolded, the focus on a way to move it, and where it stands now is said.
    assert.ok(await browser.run(() => document.querySelector("#A13-M04 details").open));
    await browser.until(() => /^(up|down)-A13-M04$/.test(document.activeElement.id), "the focus stays with the item");
    await browser.until((own) => document.querySelector("main [role=status]").textContent.includes(own), "the move is said", own);

    // The order is still there after loading anew.
    await browser.driver.navigate().refresh();
    await reads(browser, roadmap["plan.now"]);
    assert.deepEqual(await items(browser), after);

    // One press takes all moves back; what has been noted stays.
    await press(browser, roadmap["plan.take_back"]);
    await browser.until((text) => !document.querySelector("main").innerText.includes(text), "the order is the recommended one",
      roadmap["plan.own_note"]);
    assert.deepEqual(await items(browser), before);
    assert.equal((await kept(browser)).items["A13-M04"].owner, "Ana");

    // Put into another group it stands there, also after loading anew.
    await unfold(browser, "A13-M04");
    await select(browser, "when-A13-M04", roadmap["plan.year"]);
    const last = async () => (await items(browser)).at(-1);
    await browser.until((own) => [...document.querySelectorAll(".plan summary strong")].at(-1).textContent === own, "it is last", own);
    assert.equal((await kept(browser)).items["A13-M04"].when, "year");
    await browser.driver.navigate().refresh();
    await reads(browser, roadmap["plan.year"]);
    assert.equal(await last(), own);

    // Work that is done changes the answer, and the item goes.
    await unfold(browser, "A13-M04");
    await select(browser, "stage-A13-M04", roadmap["plan.stage_done"]);
    await press(browser, roadmap["plan.settle"]);
    await drawn(browser);
    assert.equal((await items(browser)).length, 2);
    assert.equal((await kept(browser)).answers["A13-M04"].state, "in_place");
  });
});

test("frameworks, papers and comparison", onlyChromium, async () => {
  await stage.withBrowser({ language: "sl" }, async (browser) => {
    await browser.page("#/sl/measures/A13");
    await tick(browser, "A13-M03");
    await tick(browser, "A13-M05-missing");

    await browser.page("#/sl/measures/frameworks/hakom");
    await reads(browser, crosswalk["page.aid"]);
    const rows = await browser.run(() => [...document.querySelectorAll(".document table")[0].querySelectorAll("tbody tr")]
      .map((row) => row.cells[1].textContent));
    assert.equal(rows.length, 8);
    assert.equal(rows[5], crosswalk["page.partly"]);
    await follow(browser, crosswalk["page.order"]);
    assert.equal((await kept(browser)).framework, "hakom");
    // In its order nothing can be moved, so that no order of one's own is lost.
    await reads(browser, fill(roadmap["plan.fixed"], { order: roadmap["plan.order_ours"] }));
    assert.equal(await browser.run(() => document.querySelectorAll(".plan [id^=up-], .plan [id^=down-]").length), 0);

    await browser.page("#/sl/measures/customer");
    const customer = await text(browser, ".report");
    assert.ok(customer.includes("varnostne kopije") && !customer.includes("incidentu"), customer);

    // The page for the board is one page on paper; without a name none is printed.
    await browser.page("#/sl/measures/board");
    await reads(browser, roadmap["board.decide"]);
    const firm = roadmap["board.firm"].split(":")[0];
    assert.ok(!(await text(browser, ".report")).includes(`${firm}:`));
    const pages = (await browser.printPdf("board-sl")).split("\f").filter((page) => page.trim());
    assert.equal(pages.length, 1);

    // The roadmap as a table: readable for spreadsheets, and no formula in it.
    const folder = await downloads(browser);
    await browser.page("#/sl/measures/roadmap");
    await unfold(browser, "A13-M05");
    await type(browser, "owner-A13-M05", "=1+1");
    const table = readFileSync(await folder.of(() => press(browser, roadmap["plan.save_table"])), "utf8");
    assert.ok(table.startsWith("\ufeff\"") && table.includes(";\"'=1+1\";"), table);
    folder.remove();

    // A copy keeps what was; the assessment in work goes on.
    await browser.page("#/sl/measures/compare");
    await reads(browser, roadmap["compare.nobody"]);
    await browser.page("#/sl/assessments");
    await press(browser, ui["assessments.duplicate"]);
    await browser.page("#/sl/measures/A13");
    await tick(browser, "A13-M05");
    await browser.page("#/sl/measures/compare");
    await press(browser, await browser.run(() => document.querySelector("main nav a").textContent));
    await reads(browser, roadmap["compare.improved"]);
    assert.ok(!(await text(browser)).includes(roadmap["compare.slipped"]));
  });
});

test("the page for customers is one sheet, also with everything in place", onlyChromium, async () => {
  const measures = readFileSync(new URL("../../../content/measures/measures.toml", import.meta.url), "utf8");
  const ids = [...measures.matchAll(/^id = "((?:A\d\d-M|GAP-\d\d-M)\d+)"$/gm)].map(([, id]) => id);
  assert.ok(ids.length > 100, `${ids.length} measures`);
  for (const language of LANGUAGES) {
    await stage.withBrowser({ language }, async (browser) => {
      await browser.page(`#/${language}/measures/A01`);
      await tick(browser, "A01-M01");
      await kept(browser);
      await browser.run((ids) => {
        const [key, text] = Object.entries(localStorage).find(([, text]) => text.includes("A01-M01"));
        const saved = JSON.parse(text);
        saved.data.name = "Podjetje z dolgim imenom za proizvodnjo in storitve, d. o. o.";
        for (const id of ids) saved.data.parts.measures.answers[id] = { state: "in_place", reason: "", note: "" };
        localStorage.setItem(key, JSON.stringify(saved));
      }, ids);
      await browser.driver.navigate().refresh();
      await browser.page(`#/${language}/measures/customer`);
      await browser.until(() => document.querySelectorAll(".report li").length === 13, "thirteen areas");
      const pages = (await browser.printPdf(`customer-${language}`)).split("\f").filter((page) => page.trim());
      assert.equal(pages.length, 1, language);
    });
  }
});

test("a Croatian town that has been assessed has the duties of its State's act first", onlyChromium, async () => {
  const [own, plan, croatia] = [words("hr"), words("hr", "roadmap"), stateWords("hr", "hr")];
  const goOn = (browser) => toNext(browser, () => press(browser, own["app.continue"]));
  await stage.withBrowser({ language: "hr" }, async (browser) => {
    await browser.page("#/hr/check/place");
    await tick(browser, "place-hr");
    await goOn(browser);
    await addActivity(browser, own, "općina", activity("hr", "x_local_public_admin"));
    await goOn(browser);
    for (const id of ["security_work", "local_option-open"]) await tick(browser, id);
    await goOn(browser);
    await tick(browser, "special-none");
    await goOn(browser);
    await browser.page("#/hr/national");
    for (const id of ["hr-e_invoice", "hr-state_infrastructure", "hr-public_powers"]) await tick(browser, `${id}-no`);
    await tick(browser, "hr-notice");
    await tick(browser, "hr-local_assessment-positive");
    await browser.page("#/hr/measures/A11");
    await tick(browser, "A11-M01-missing");
    await browser.page("#/hr/measures/A13");
    await tick(browser, "GAP-02-M2-missing");
    const said = fill(plan["plan.national"], { states: croatia["state.name"] });
    await browser.page("#/hr/measures/board");
    await reads(browser, said);
    // Also where the law of the State has not been fetched before.
    await browser.page("#/hr/measures/roadmap");
    await browser.driver.navigate().refresh();
    await reads(browser, said);
    assert.equal(await browser.run(() => document.querySelector(".plan > li").id), "GAP-02-M2");
    await reads(browser, plan["plan.duty"]);
    await browser.page("#/hr/areas/result");
    await reads(browser, fill(words("hr", "report")["areas.targets_national"], { states: croatia["state.name"] }));
  });
});
