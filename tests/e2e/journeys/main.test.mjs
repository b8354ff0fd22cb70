// The main job: a Slovenian dairy finds out where it stands, why, and what its report says. Also in
// Firefox and WebKitGTK.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Key } from "../harness.mjs";
import {
  DAIRY, dairy, follow, journey, onlySaved, press, reads, screen, text, tick, toNext, words,
} from "../steps.mjs";

const stage = journey();
const ui = words("sl");
const maturity = words("sl", "maturity");

/** Chooses an answer of the area on the screen and goes on. */
async function answerArea(browser, id) {
  await tick(browser, id);
  return toNext(browser, () => press(browser, maturity["areas.next_area"]));
}

test("a dairy gets its verdict in at most six screens, with reasons, and a report", async () => {
  await stage.withBrowser({ language: "sl" }, async (browser) => {
    await browser.page("#/sl/");
    assert.equal((await screen(browser)).heading, ui["home.title"]);
    await follow(browser, `${ui["home.start"]}: ${ui["home.task_check"]}`);

    const screens = await dairy(browser, ui);
    const questions = screens.slice(0, -1).map(({ heading }) => heading);
    assert.ok(questions.length <= 6, questions.join(" | "));
    assert.equal(screens.at(-1).hash, "#/sl/verdict");

    const card = await text(browser, ".document > .card");
    assert.ok(card.startsWith("Pomembni subjekt"), card);
    assert.ok(card.includes(ui["verdict.certain"]), card);
    assert.ok(card.includes(words("sl", "verdict")["card.by_directive"]), card);

    const steps = await browser.run(() => [...document.querySelectorAll("main .step")].map((step) => ({
      title: step.querySelector("h3").textContent,
      links: [...step.querySelectorAll("a[target=_blank]")].map(({ href }) => href),
    })));
    const rules = steps.filter(({ title }) => !title.endsWith(ui["verdict.size_title"]));
    assert.ok(rules.length >= 4 && rules.every(({ links }) => links.length > 0), JSON.stringify(steps));
    for (const address of rules.flatMap(({ links }) => links)) assert.match(address, /^https:\/\/eur-lex\.europa\.eu\//);
    assert.ok((await text(browser)).includes(ui["verdict.change_title"]));

    await follow(browser, ui["verdict.to_areas"]);
    await follow(browser, ui["app.continue"]);
    const first = await screen(browser);
    const second = await answerArea(browser, "level-2");
    assert.notEqual(second.hash, first.hash);
    await answerArea(browser, "level");

    await browser.driver.get(`${browser.origin}/#/sl/report`);
    await reads(browser, words("sl", "verdict")["card.by_directive"], ".report .board");
    const report = await text(browser, ".report");
    const written = words("sl", "report");
    for (const part of [words("sl", "verdict")["card.by_directive"], written["para.important"], written["statement.advice"]]) {
      assert.ok(report.includes(part), part);
    }
    // Contents lead to their chapters without leaving the report.
    await browser.run(() => document.querySelector(".contents a").focus());
    await browser.press(Key.ENTER);
    await browser.until(() => document.getElementById("s1").getBoundingClientRect().top < innerHeight, "the first chapter");
    assert.equal((await screen(browser)).hash, "#/sl/report");
    await reads(browser, "Pomembni subjekt", ".report .board");
    assert.equal(Object.keys((await onlySaved(browser)).data.areas).length, 2);
    assert.deepEqual(await browser.consoleErrors(), []);
  });
});

test("back and forward lose nothing", async () => {
  await stage.withBrowser({ language: "sl" }, async (browser) => {
    await browser.page("#/sl/");
    await follow(browser, `${ui["home.start"]}: ${ui["home.task_check"]}`);
    const screens = await dairy(browser, ui, { until: 4 });
    const kept = await onlySaved(browser);

    const back = () => toNext(browser, () => press(browser, ui["app.back"]));
    assert.equal((await back()).hash, screens[3].hash);
    const shown = await browser.run(() =>
      [...document.querySelectorAll("main input[inputmode=decimal]")].map(({ value }) => value.replaceAll(/\s/g, "")));
    assert.match(shown[0], /^64,50?$/);
    assert.match(shown[1], /^12\.500\.000$/);
    assert.match(shown[2], /^12\.000\.000$/);

    assert.equal((await back()).hash, screens[2].hash);
    for (const fact of DAIRY.details) assert.equal(await browser.run((id) => document.getElementById(id).checked, fact), true);
    assert.equal((await back()).hash, screens[1].hash);
    await reads(browser, DAIRY.activity, ".chosen");
    assert.equal((await back()).hash, screens[0].hash);
    assert.equal(await browser.run(() => document.getElementById("place-si").checked), true);

    for (const { hash } of screens.slice(1, 5)) {
      await toNext(browser, () => browser.driver.navigate().forward());
      assert.equal((await screen(browser)).hash, hash);
    }
    assert.deepEqual((await onlySaved(browser)).data, kept.data);
  });
});

test("another language keeps the place and the answers", async () => {
  await stage.withBrowser({ language: "sl" }, async (browser) => {
    await browser.page("#/sl/check/place");
    const screens = await dairy(browser, ui, { until: 4 });
    const { hash } = screens.at(-1);
    const kept = await onlySaved(browser);
    for (const [language, name] of [["hr", "Hrvatski"], ["en", "English"], ["sl", "Slovenščina"]]) {
      await press(browser, name, "header");
      await browser.until((language) => document.documentElement.lang === language, language, language);
      await reads(browser, words(language)["relations.question"], "h1");
      assert.equal((await screen(browser)).hash, hash.replace("/sl/", `/${language}/`));
    }
    assert.deepEqual((await onlySaved(browser)).data, kept.data);
  });
});
