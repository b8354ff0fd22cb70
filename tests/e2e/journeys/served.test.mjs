// Where services are provided: asked with the activities of a network operator, and only of somebody like that.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  activity, addActivity, follow, journey, onlySaved, press, reads, screen, text, tick, toNext, words,
} from "../steps.mjs";

const stage = journey();
const [ui, national, verdict, jurisdiction, duties] = [
  words("en"), words("en", "national"), words("en", "verdict"), words("en", "jurisdiction"), words("en", "duties"),
];

const asked = (browser) => browser.run(() => Boolean(document.getElementById("served-hr")));

test("a network operator says where it provides its services, and Croatia becomes competent", async () => {
  await stage.withBrowser({}, async (browser) => {
    await browser.page("#/en/check/place");
    await tick(browser, "place-si");
    await toNext(browser, () => press(browser, ui["app.continue"]));
    await reads(browser, ui["activity.question"]);
    assert.equal(await asked(browser), false);
    await addActivity(browser, ui, "network operator", activity("en", "digital_public_network"));
    await reads(browser, ui["place.served"]);
    await tick(browser, "served-si");
    await tick(browser, "served-hr");
    const { data } = await onlySaved(browser);
    assert.deepEqual(data.places.served, ["si", "hr"]);

    await browser.page("#/en/check/answers");
    await reads(browser, ui["place.served"]);
    assert.match(await text(browser, "dl.answers"), /Slovenia; Croatia/);

    await browser.page("#/en/national");
    await reads(browser, national["competence.yes"]);
    const all = await text(browser);
    assert.ok(!all.includes(verdict["state.competence_open"]) && !all.includes(national["competence.no"]), all);

    // Taken back, it is open again: an establishment says nothing about the place of a service.
    await browser.page("#/en/check/activities");
    await tick(browser, "served-si");
    await tick(browser, "served-hr");
    await browser.page("#/en/national");
    await reads(browser, verdict["state.competence_open"]);
    await browser.page("#/en/verdict");
    await reads(browser, jurisdiction["service_open.text"]);
  });
});

test("duties about incidents lead to the desk", async () => {
  await stage.withBrowser({}, async (browser) => {
    await browser.page("#/en/check/place");
    await tick(browser, "place-hr");
    await toNext(browser, () => press(browser, ui["app.continue"]));
    await addActivity(browser, ui, "network operator", activity("en", "digital_public_network"));
    await tick(browser, "served-hr");
    await browser.page("#/en/duties");
    await reads(browser, duties["leads.operators"]);
    await follow(browser, duties["leads.incidents"]);
    assert.equal((await screen(browser)).hash, "#/en/incidents");
  });
});
