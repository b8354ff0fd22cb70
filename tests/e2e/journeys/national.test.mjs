// The law of the State beside the directive: a Slovenian dairy and a Croatian town, each in its own language.

import assert from "node:assert/strict";
import { test } from "node:test";
import {
  activity, addActivity, dairy, follow, journey, onlySaved, press, reads, screen, stateWords, text, tick, toNext, words,
} from "../steps.mjs";

const stage = journey();

test("a Slovenian dairy is a pomembni subjekt under both readings, and sees how the act differs", async () => {
  const [ui, verdict, national] = [words("sl"), words("sl", "verdict"), words("sl", "national")];
  const slovenia = stateWords("si", "sl");
  await stage.withBrowser({ language: "sl" }, async (browser) => {
    await browser.page("#/sl/check/place");
    await dairy(browser, ui);
    // The card below the verdict has the word of the act.
    await reads(browser, slovenia["category.pomembni.name"]);
    await follow(browser, verdict[".to_national"]);
    assert.equal((await screen(browser)).hash, "#/sl/national");
    await reads(browser, slovenia["category.pomembni.means"]);
    const all = await text(browser);
    for (const said of [
      slovenia["category.pomembni.name"], verdict["state.secondary"], national["competence.yes"], national["answer.same"],
      slovenia["size.recommendation.name"], slovenia["size.cumulative.name"], slovenia["difference.registration.here"],
      slovenia["list.documents.title"], slovenia["body.ursiv.what"], slovenia["fine.directive_important.name"],
    ]) {
      assert.ok(all.includes(said), `“${said}” in ${all}`);
    }
    await press(browser, "Hrvatski", "header");
    await reads(browser, stateWords("si", "hr")["category.pomembni.means"]);
  });
});

test("a Croatian town waits for the authority, and an answer about the assessment settles it", async () => {
  const [ui, verdict, national] = [words("hr"), words("hr", "verdict"), words("hr", "national")];
  const croatia = stateWords("hr", "hr");
  const goOn = (browser) => toNext(browser, () => press(browser, ui["app.continue"]));
  await stage.withBrowser({ language: "hr" }, async (browser) => {
    await browser.page("#/hr/check/place");
    await tick(browser, "place-hr");
    await goOn(browser);
    await addActivity(browser, ui, "općina", activity("hr", "x_local_public_admin"));
    let now = await goOn(browser);
    assert.equal(now.hash, "#/hr/check/details");
    for (const id of ["security_work", "local_option-open"]) await tick(browser, id);
    now = await goOn(browser);
    assert.equal(now.hash, "#/hr/check/special");
    await tick(browser, "special-none");
    now = await goOn(browser);
    assert.equal(now.hash, "#/hr/verdict");
    await follow(browser, verdict[".to_national"]);
    await reads(browser, national["page.questions"]);
    for (const id of ["hr-e_invoice", "hr-state_infrastructure", "hr-public_powers"]) await tick(browser, `${id}-no`);
    await tick(browser, "hr-notice");
    await reads(browser, croatia["category.authority_decides.means"]);
    await tick(browser, "hr-local_assessment-positive");
    await reads(browser, croatia["category.vazni.means"]);
    assert.equal((await onlySaved(browser)).data.facts["hr.local_assessment"], "positive");
    const all = await text(browser);
    for (const said of [croatia["state.how"], croatia["difference.local_government.here"], croatia["competent.r14_public.who"]]) {
      assert.ok(all.includes(said), `“${said}” in ${all}`);
    }
  });
});
