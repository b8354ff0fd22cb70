// The figures that need a browser: first text painted, first question reacts, answer to repaint.
// Prints a name and a whole number a line, times in milliseconds; `cargo xtask bench` makes a table.

import { openBrowser, startApp } from "./harness.mjs";
import { FIRST_QUESTION } from "./selectors.mjs";

const RUNS = 5;
const ANSWERS = 20;
const PHONE = { cpu: 4, kilobits: 1600, latency: 150 };
const { hash, answer } = FIRST_QUESTION;

/** Installed before the page: clicks the first answer as soon as it is there, notes the next picture. */
function noteFirstReaction(selector) {
  const observer = new MutationObserver(() => {
    const input = document.querySelector(selector);
    if (!input) return;
    observer.disconnect();
    input.click();
    requestAnimationFrame(() => {
      const afterPaint = new MessageChannel();
      afterPaint.port1.onmessage = () => { globalThis.reactedAt = performance.now(); };
      afterPaint.port2.postMessage(null);
    });
  });
  observer.observe(document, { childList: true, subtree: true });
}

/** Clicks one answer and gives the time until the picture after it. */
function timeAnswer(selector, number) {
  return new Promise((resolve) => {
    const inputs = document.querySelectorAll(selector);
    const start = performance.now();
    inputs[number % inputs.length].click();
    requestAnimationFrame(() => {
      const afterPaint = new MessageChannel();
      afterPaint.port1.onmessage = () => resolve(performance.now() - start);
      afterPaint.port2.postMessage(null);
    });
  });
}

/** One visit by somebody who has never been here: an empty profile every time. */
async function firstVisit(app) {
  const browser = await openBrowser(app, { name: "chromium" });
  try {
    await browser.setSize(412, 915);
    await browser.throttle(PHONE);
    await browser.beforePage(`() => (${noteFirstReaction})(${JSON.stringify(answer)})`);
    await browser.driver.get(`${app.origin}/${hash}`);
    const reacts = await browser.until(() => globalThis.reactedAt, "the first question");
    const [paint] = await browser.run(() =>
      performance.getEntriesByName("first-contentful-paint").map(({ startTime }) => startTime));
    const bytes = await browser.run(() =>
      [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
        .reduce((sum, { transferSize }) => sum + transferSize, 0));
    return { paint, reacts, bytes };
  } finally {
    await browser.close();
  }
}

async function answers(app) {
  const browser = await openBrowser(app, { name: "chromium" });
  try {
    await browser.setSize(412, 915);
    const times = [];
    for (let number = 0; number < ANSWERS; number += 1) {
      // Loaded anew each time, because an answer may lead to the next page.
      if (number % 2 === 0) {
        await browser.throttle({});
        await browser.page(hash);
        await browser.until((selector) => document.querySelector(selector), "the first question", answer);
        await browser.throttle({ cpu: PHONE.cpu });
      }
      const there = await browser.run((selector) => Boolean(document.querySelector(selector)), answer);
      if (there) times.push(await browser.run(timeAnswer, answer, number));
    }
    return times;
  } finally {
    await browser.close();
  }
}

const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

const app = await startApp();
try {
  const visits = [];
  for (let run = 0; run < RUNS; run += 1) visits.push(await firstVisit(app));
  const times = await answers(app);
  const figures = {
    first_text: median(visits.map(({ paint }) => paint)),
    first_reaction: median(visits.map(({ reacts }) => reacts)),
    answer_median: median(times),
    answer_worst: Math.max(...times),
    transferred_bytes: median(visits.map(({ bytes }) => bytes)),
  };
  for (const [name, value] of Object.entries(figures)) console.log(`${name} ${Math.round(value)}`);
} finally {
  app.stop();
}
